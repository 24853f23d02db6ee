"""Facts of staff: titles and training, weekly availability, assignments to interventions, absences."""

from __future__ import annotations

from adm_rules._internal.facts.build import made

# fmt: off
_STAFF = (
    made("attendance", "attendee_titles", "count",
         "titoli educativi del presente, conseguiti entro il giorno dell'accesso",
         "educator's qualifications of who is present, awarded by the day of the session",
         count={"from": "title", "at": "session_day", "where": {"title_held": {"one_of": "$educator_titles"}}}),
    made("staff", "valid_titles", "count",
         "titoli validi per il ruolo educativo", "qualifications valid for an educator",
         count={"from": "title", "at": "judgement_day", "where": {"title_held": {"one_of": "$educator_titles"}}}),
    made("staff", "titles_held", "set:title",
         "titoli di studio dell'operatore", "qualifications of the staff member",
         collect={"from": "title", "of": "title_held", "at": "judgement_day"}),
    made("staff", "removal_notice_due_on", "date",
         "termine per comunicare l'uscita dall'elenco", "day by which the removal from the list is notified",
         shift={"of": "delisted_on", "days": "$list_days", "as": "end_of_term"}),
    made("agency", "removals_past_due", "set",
         "operatori usciti dall'elenco da più del termine di comunicazione",
         "staff removed from the list for longer than the term of the notice",
         collect={"from": "staff", "of": "staff_key", "ever": True,
                  "where": {"removal_notice_due_on": {"below": {"fact": "judgement_day"}}}}),
    made("staff", "addition_notice_due_on", "date",
         "termine per comunicare l'ingresso nell'elenco", "day by which the addition to the list is notified",
         shift={"of": "listed_from", "days": "$list_days", "as": "end_of_term"}),
    made("agency", "first_accredited_from", "date",
         "primo giorno di accreditamento", "first day of accreditation",
         pick={"from": "accreditation", "of": "accredited_from", "by": "accredited_from", "take": "first",
               "ever": True, "where": {"accreditation_status": {"is": "granted"}}}),
    # Who was on the list when the agency was accredited is no change of it.
    made("agency", "additions_past_due", "set",
         "operatori entrati nell'elenco, dopo l'accreditamento, da più del termine di comunicazione",
         "staff added to the list, after the accreditation, for longer than the term of the notice",
         collect={"from": "staff", "of": "staff_key", "ever": True,
                  "where": {"all": [{"addition_notice_due_on": {"below": {"fact": "judgement_day"}}},
                                    {"listed_from": {"above": {"fact": "first_accredited_from"}}}]}}),
    made("agency", "additions_notified", "set",
         "operatori il cui ingresso nell'elenco è comunicato", "staff whose addition to the list is notified",
         collect={"from": "staff_list_change", "of": "changed_staff", "ever": True, "where": {"all": [
             {"staff_change": {"one_of": ["added", "substituted"]}}, {"notified_on": {"exists": True}}]}}),
    made("agency", "removals_notified", "set",
         "operatori la cui uscita dall'elenco è comunicata", "staff whose removal from the list is notified",
         collect={"from": "staff_list_change", "of": "changed_staff", "ever": True, "where": {"all": [
             {"staff_change": {"one_of": ["removed", "substituted"]}}, {"notified_on": {"exists": True}}]}}),
    made("staff", "saturday_availability", "count",
         "fasce di disponibilità del sabato", "slots of availability on Saturdays",
         count={"from": "availability", "at": "judgement_day",
                "where": {"availability_weekday": {"is": "saturday"}}}),
    # Told from the agency's own register of sessions.
    made("staff", "transports_done", "count",
         "trasporti di minori svolti dall'operatore", "transports of minors by the staff member",
         count={"from": "agency_session", "ever": True, "where": {"all": [
             {"agency_session_activity": {"is": "transport"}},
             {"agency_session_status": {"is": "delivered"}},
             {"agency_session_staff": {"includes": [{"fact": "staff_key"}]}}]}}),
)

_ASSIGNMENT = (
    made("assignment", "assignment_last_day", "date",
         "ultimo giorno considerato dell'assegnazione", "last day considered of the assignment",
         least=["left_on", "judgement_day"]),
    made("assignment", "refilled_on", "event",
         "sostituzione dell'operatore o chiusura dell'intervento",
         "replacement of the staff member or closing of the intervention",
         least=["replaced_on", "closed_on"]),
    made("plan", "assigned_by_drafting", "set",
         "operatori assegnati all'intervento entro la stesura del progetto",
         "staff assigned to the intervention by the drafting of the plan",
         collect={"from": "assignment", "of": "staff_id", "during": {"to": "drafted_on"}}),
    made("report", "assigned_by_report", "set",
         "operatori assegnati all'intervento entro la relazione",
         "staff assigned to the intervention by the report",
         collect={"from": "assignment", "of": "staff_id", "during": {"to": "submitted_on"}}),
    made("intervention", "assigned_by_final_report", "set",
         "operatori assegnati all'intervento entro la relazione finale",
         "staff assigned to the intervention by the final report",
         collect={"from": "assignment", "of": "staff_id", "during": {"to": "final_report_on"}}),
    made("intervention", "assigned_staff", "set",
         "operatori assegnati all'intervento entro il giorno della verifica",
         "staff assigned to the intervention by the day of the check",
         collect={"from": "assignment", "of": "staff_id", "ever": True}),
)

_ABSENCE = (
    made("absence", "covered_on", "event",
         "sostituzione o rientro dell'operatore", "substitution or return of the staff member",
         least=["substituted_on", "returned_on"]),
    made("absence", "substitute_role", "enum:role",
         "ruolo del sostituto", "role of the substitute",
         field="substitute.staff_role"),
    made("absence", "substitute_titles", "count",
         "titoli educativi validi del sostituto", "valid educator's qualifications of the substitute",
         field="substitute.valid_titles"),
)

_EDUCATORS = (
    made("intervention", "educators_at_first_session", "count",
         "educatori assegnati nel giorno del primo accesso",
         "educators assigned on the day of the first session",
         count={"from": "assignment", "distinct": "staff_id", "where": {"assignment_role": {"is": "educator"}},
                "at": "first_session_on"}),
    made("intervention", "educators_at_start", "count",
         "educatori incaricati all'avvio dell'intervento",
         "educators assigned at the start of the intervention",
         count={"from": "assignment", "distinct": "staff_id", "where": {"assignment_role": {"is": "educator"}},
                "at": "start"}),
)
# fmt: on

FACTS = (*_STAFF, *_ASSIGNMENT, *_ABSENCE, *_EDUCATORS)
