"""Facts of reports and meetings: what is written and handed in, who meets and when."""

from __future__ import annotations

from adm_rules.facts.build import fields, made

#: Meetings that prepare the first meeting between child and adult.
_PREPARATION = {"meeting_type": {"is": "preparation"}}

# fmt: off
_REPORTS = (
    *fields(
        "report",
        ("report_type", "enum:report_type", "type", "tipo di relazione", "type of report"),
        ("submitted_on", "event", "=", "consegna della relazione", "delivery of the report"),
        ("report_author", "id", "author", "autore della relazione", "author of the report"),
        ("report_form", "enum:report_form", "form", "forma della relazione", "form of the report"),
        ("report_recipients", "set:role", "recipients",
         "destinatari della relazione", "recipients of the report"),
        ("report_agreed_with", "set:role", "agreed_with",
         "soggetti che condividono la relazione", "those who agree with the report"),
        ("report_sent_to_court_on", "event", "sent_to_court_on",
         "invio della relazione all'Autorità giudiziaria", "sending of the report to the court"),
        ("report_contents", "set:report_content", "contents",
         "contenuti della relazione", "contents of the report"),
    ),
    made("intervention", "progress_reports", "series",
         "relazioni di andamento", "progress reports",
         collect={"from": "report", "of": "submitted_on", "where": {"report_type": {"is": "progress"}}}),
    made("intervention", "reports_to", "count",
         "relazioni consegnate al destinatario indicato", "reports handed in to the given recipient",
         takes={"role": "enum"},
         count={"from": "report", "where": {"all": [
             {"report_recipients": {"includes": [{"param": "role"}]}}, {"submitted_on": {"exists": True}}]}}),
    made("intervention", "reports_on_progress", "series",
         "relazioni di andamento e di aggiornamento", "progress reports and updates",
         collect={"from": "report", "of": "submitted_on",
                  "where": {"report_type": {"one_of": ["progress", "update"]}}}),
    made("intervention", "evaluations", "count",
         "valutazioni scritte consegnate", "written evaluations delivered",
         count={"from": "report", "where": {"all": [
             {"report_type": {"is": "evaluation"}}, {"submitted_on": {"exists": True}}]}}),
    made("intervention", "final_report_on", "event",
         "consegna della relazione finale", "delivery of the final report",
         pick={"from": "report", "of": "submitted_on", "by": "submitted_on", "take": "first",
               "where": {"report_type": {"is": "final"}}}),
    made("intervention", "final_report_by", "id",
         "autore della relazione finale", "author of the final report",
         pick={"from": "report", "of": "report_author", "by": "submitted_on", "take": "first",
               "where": {"report_type": {"is": "final"}}}),
    *fields(
        "report_request",
        ("report_asked_on", "event", "asked_on", "richiesta della relazione", "request for the report"),
        ("report_asked_by", "enum:role", "asked_by",
         "soggetto che chiede la relazione", "who asks for the report"),
        ("report_answered_on", "event", "answered_on",
         "consegna della relazione richiesta", "delivery of the report asked for"),
        ("report_due_on", "date", "due_on",
         "termine della relazione richiesta", "day on which the report asked for is due"),
    ),
)

_MEETINGS = (
    *fields(
        "meeting",
        ("meeting_type", "enum:meeting_type", "type", "tipo di incontro", "type of meeting"),
        ("met_on", "event", "on", "data dell'incontro", "day of the meeting"),
        ("meeting_requested_on", "event", "requested_on",
         "richiesta dell'incontro", "request for the meeting"),
        ("meeting_convened_by", "enum:role", "convened_by",
         "soggetto che ha convocato l'incontro", "who convened the meeting"),
        ("meeting_invited_by", "enum:role", "invited_by",
         "soggetto che ha invitato all'incontro", "who invited to the meeting"),
        ("participants", "set:role", "=", "partecipanti all'incontro", "participants in the meeting"),
        ("required_participants", "set:role", "required",
         "partecipanti richiesti all'incontro", "participants required at the meeting"),
        ("meeting_venue", "enum:venue", "venue", "luogo dell'incontro", "venue of the meeting"),
    ),
    made("intervention", "plan_reviews", "series",
         "verifiche del progetto", "reviews of the plan",
         collect={"from": "meeting", "of": "met_on", "where": {"meeting_type": {"is": "plan_review"}}}),
    made("intervention", "meetings_held_on", "series",
         "incontri del tipo indicato", "meetings of the given type",
         takes={"type": "enum"},
         collect={"from": "meeting", "of": "met_on", "where": {"meeting_type": {"is": {"param": "type"}}}}),
    made("intervention", "meetings_held", "count",
         "incontri svolti del tipo indicato", "meetings held of the given type",
         takes={"type": "enum"},
         count={"from": "meeting", "where": {"all": [
             {"meeting_type": {"is": {"param": "type"}}}, {"met_on": {"exists": True}}]}}),
    made("intervention", "meetings_by_closing", "count",
         "incontri del tipo e con i partecipanti indicati entro la chiusura",
         "meetings of the given type and participants by the closing",
         takes={"type": "enum", "roles": "set"},
         count={"from": "meeting", "where": {"all": [
             {"meeting_type": {"is": {"param": "type"}}}, {"participants": {"includes": {"param": "roles"}}},
             {"met_on": {"at_most": {"fact": "closed_on"}}}]}}),
    made("intervention", "met_with", "set:role",
         "soggetti presenti agli incontri svolti", "those present at the meetings held",
         collect={"from": "meeting", "of": "participants", "where": {"met_on": {"exists": True}}}),
    made("intervention", "operators_met_on", "event",
         "incontro preparatorio con l'operatore di riferimento",
         "preparatory meeting with the referring operator",
         pick={"from": "meeting", "of": "met_on", "by": "met_on", "take": "first", "where": {"all": [
             _PREPARATION, {"participants": {"includes": ["referring_operator"]}}]}}),
    made("intervention", "family_met_on", "event",
         "incontro preparatorio con l'adulto di riferimento e il minore",
         "preparatory meeting with the reference adult and the minor",
         pick={"from": "meeting", "of": "met_on", "by": "met_on", "take": "first", "where": {"all": [
             _PREPARATION, {"participants": {"includes": ["reference_adult", "minor"]}}]}}),
)
# fmt: on

FACTS = (*_REPORTS, *_MEETINGS)
