"""Facts of reports and meetings: what is written and handed in, who meets and when."""

from __future__ import annotations

from adm_rules._internal.facts.build import made

#: Meetings that prepare the first meeting between child and adult.
_PREPARATION = {"meeting_type": {"is": "preparation"}}

# fmt: off
_REPORTS = (
    made("intervention", "progress_reports", "series",
         "relazioni di andamento", "progress reports",
         collect={"from": "report", "of": "submitted_on", "ever": True, "where": {"report_type": {"is": "progress"}}}),
    made("intervention", "first_report_on", "event",
         "prima relazione di andamento o di valutazione", "first report on progress or evaluation",
         pick={"from": "report", "of": "submitted_on", "by": "submitted_on", "take": "first", "ever": True,
               "where": {"report_type": {"one_of": ["progress", "update", "evaluation", "final"]}}}),
    made("intervention", "reports_to", "count",
         "relazioni consegnate al destinatario indicato", "reports handed in to the given recipient",
         takes={"role": "enum"},
         count={"from": "report", "ever": True,
                "where": {"report_recipients": {"includes": [{"param": "role"}]}}}),
    made("intervention", "reports_on_progress", "series",
         "relazioni di andamento e di aggiornamento", "progress reports and updates",
         collect={"from": "report", "of": "submitted_on", "ever": True,
                  "where": {"report_type": {"one_of": ["progress", "update"]}}}),
    made("intervention", "evaluations", "count",
         "relazioni di valutazione annuale consegnate", "yearly evaluation reports delivered",
         count={"from": "report", "ever": True, "where": {"report_type": {"is": "evaluation"}}}),
    made("intervention", "years_evaluated", "count",
         "anni di intervento con una valutazione scritta, nell'anno o dopo, ciascuno la sua",
         "years of the intervention with a written evaluation, in the year or after, each its own",
         served={"from": "report", "by": "submitted_on", "since": "start", "months": 12, "ever": True,
                 "where": {"report_type": {"is": "evaluation"}}}),
    made("intervention", "final_report_on", "event",
         "consegna della relazione finale", "delivery of the final report",
         pick={"from": "report", "of": "submitted_on", "by": "submitted_on", "take": "first", "ever": True,
               "where": {"report_type": {"is": "final"}}}),
    made("intervention", "final_report_by", "id",
         "autore della relazione finale", "author of the final report",
         pick={"from": "report", "of": "report_author", "by": "submitted_on", "take": "first", "ever": True,
               "where": {"report_type": {"is": "final"}}}),
)

_MEETINGS = (
    made("intervention", "plan_reviews", "series",
         "verifiche del progetto", "reviews of the plan",
         collect={"from": "meeting", "of": "met_on", "ever": True, "where": {"meeting_type": {"is": "plan_review"}}}),
    made("intervention", "first_review_on", "event",
         "prima verifica del progetto", "first review of the plan",
         pick={"from": "meeting", "of": "met_on", "by": "met_on", "take": "first", "ever": True,
               "where": {"meeting_type": {"is": "plan_review"}}}),
    made("intervention", "meetings_held_on", "series",
         "incontri del tipo indicato", "meetings of the given type",
         takes={"type": "enum"},
         collect={"from": "meeting", "of": "met_on", "ever": True,
                  "where": {"meeting_type": {"is": {"param": "type"}}}}),
    made("intervention", "meetings_held", "count",
         "incontri svolti del tipo indicato, entro la chiusura", "meetings held of the given type, by the closing",
         takes={"type": "enum"},
         count={"from": "meeting", "during": {"to": "last_day"}, "where": {"meeting_type": {"is": {"param": "type"}}}}),
    made("intervention", "meetings_by_closing", "count",
         "incontri del tipo e con i partecipanti indicati entro la chiusura",
         "meetings of the given type and participants by the closing",
         takes={"type": "enum", "roles": "set"},
         count={"from": "meeting", "during": {"to": "closed_on"}, "where": {"all": [
             {"meeting_type": {"is": {"param": "type"}}}, {"participants": {"includes": {"param": "roles"}}}]}}),
    made("intervention", "met_with", "set:role",
         "soggetti presenti agli incontri svolti, entro la chiusura",
         "those present at the meetings held, by the closing",
         collect={"from": "meeting", "of": "participants", "during": {"to": "last_day"}}),
    made("intervention", "operators_met_on", "event",
         "primo incontro preparatorio con l'operatore di riferimento",
         "first preparatory meeting with the referring operator",
         pick={"from": "meeting", "of": "met_on", "by": "met_on", "take": "first", "ever": True, "where": {"all": [
             _PREPARATION, {"participants": {"includes": ["referring_operator"]}}]}}),
    made("intervention", "family_met_on", "event",
         "primo incontro preparatorio con l'adulto di riferimento e il minore",
         "first preparatory meeting with the reference adult and the minor",
         pick={"from": "meeting", "of": "met_on", "by": "met_on", "take": "first", "ever": True, "where": {"all": [
             _PREPARATION, {"participants": {"includes": ["reference_adult", "minor"]}}]}}),
)
# fmt: on

FACTS = (*_REPORTS, *_MEETINGS)
