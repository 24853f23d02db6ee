"""Facts of staff: titles and training, weekly availability, assignments to interventions, absences."""

from __future__ import annotations

from adm_rules.facts.build import made

# fmt: off
_STAFF = (
    made("staff", "valid_titles", "count",
         "titoli validi per il ruolo educativo", "qualifications valid for an educator",
         count={"from": "title", "where": {"title_held": {"one_of": "$educator_titles"}}}),
    made("staff", "titles_held", "set:title",
         "titoli di studio dell'operatore", "qualifications of the staff member",
         collect={"from": "title", "of": "title_held"}),
    made("staff", "saturday_availability", "count",
         "fasce di disponibilità del sabato", "slots of availability on Saturdays",
         count={"from": "availability", "during": {"on": "judgement_day"},
                "where": {"availability_weekday": {"is": "saturday"}}}),
    # Told from the agency's own register of sessions.
    made("staff", "transports_done", "count",
         "trasporti di minori svolti dall'operatore", "transports of minors by the staff member",
         count={"from": "agency_session", "where": {"all": [
             {"agency_session_activity": {"is": "transport"}},
             {"agency_session_status": {"is": "delivered"}},
             {"agency_session_staff": {"includes": [{"fact": "staff_key"}]}}]}}),
)

_ASSIGNMENT = (
    made("assignment", "refilled_on", "event",
         "sostituzione dell'operatore o chiusura dell'intervento",
         "replacement of the staff member or closing of the intervention",
         least=["replaced_on", "closed_on"]),
    made("intervention", "assigned_staff", "set",
         "operatori assegnati all'intervento", "staff assigned to the intervention",
         collect={"from": "assignment", "of": "staff_id"}),
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
    made("intervention", "educators_at_start", "count",
         "educatori incaricati all'avvio dell'intervento",
         "educators assigned at the start of the intervention",
         count={"from": "assignment", "distinct": "staff_id", "where": {"assignment_role": {"is": "educator"}},
                "during": {"on": "started_on"}}),
)
# fmt: on

FACTS = (*_STAFF, *_ASSIGNMENT, *_ABSENCE, *_EDUCATORS)
