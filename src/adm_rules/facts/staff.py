"""Facts of staff: titles and training, weekly availability, assignments to interventions, absences."""

from __future__ import annotations

from adm_rules.facts.build import fields, made, slots

# fmt: off
_STAFF = (
    *fields(
        "staff",
        ("staff_key", "id", "id", "codice dell'operatore", "code of the staff member"),
        ("staff_role", "enum:role", "role", "ruolo dell'operatore", "role of the staff member"),
        ("contract_type", "enum:contract_type", "=",
         "tipo di contratto dell'operatore", "contract of the staff member"),
        ("contract_level", "bool", "=",
         "inquadramento adeguato dell'operatore", "adequate contract level of the staff member"),
        ("contract_ends_on", "date", "contract_to",
         "fine del contratto dell'operatore", "end of the staff member's contract"),
        ("national_contract", "bool", "=",
         "applicazione del contratto collettivo nazionale", "use of the national collective agreement"),
        ("listed_from", "date", "=", "inserimento nell'elenco del personale", "entry in the staff list"),
        ("delisted_on", "event", "=", "uscita dall'elenco del personale", "removal from the staff list"),
        ("special_training", "set:risk_theme", "=",
         "formazione specifica dell'operatore", "special training of the staff member"),
        ("similar_experience", "months", "similar_experience_months",
         "esperienza in servizi analoghi", "experience in similar services"),
        ("coordinator_experience", "months", "coordinator_experience_months",
         "esperienza di coordinamento", "experience as a coordinator"),
        ("licence_b", "bool", "=", "patente B dell'operatore", "driving licence (B) of the staff member"),
        ("licence_until", "date", "=", "scadenza della patente", "expiry of the driving licence"),
        ("vehicle_authorised", "bool", "=",
         "autorizzazione all'uso dell'automezzo", "authorisation to use a vehicle"),
        ("traineeship_completed", "bool", "=",
         "tirocinio svolto dall'operatore", "traineeship of the staff member"),
        ("confidentiality_signed_on", "event", "=",
         "firma dell'impegno di riservatezza", "signature of the confidentiality undertaking"),
        ("badge_issued_on", "event", "=", "rilascio del tesserino", "issue of the badge"),
        ("badge_fields", "set:badge_field", "=", "dati riportati sul tesserino", "data on the badge"),
        ("cv_sent_on", "event", "=", "invio del curriculum", "sending of the curriculum vitae"),
    ),
    *fields(
        "title",
        ("title_held", "enum:title", "title", "titolo di studio", "qualification"),
        ("title_on", "event", "on", "conseguimento del titolo di studio", "award of the qualification"),
    ),
    made("staff", "valid_titles", "count",
         "titoli validi per il ruolo educativo", "qualifications valid for an educator",
         count={"from": "title", "where": {"title_held": {"one_of": "$educator_titles"}}}),
    made("staff", "titles_held", "set:title",
         "titoli di studio dell'operatore", "qualifications of the staff member",
         collect={"from": "title", "of": "title_held"}),
    *fields(
        "training",
        ("trained_on", "event", "on", "data della formazione", "day of the training"),
        ("training_length", "minutes", "minutes", "durata della formazione", "length of the training"),
        ("training_topic", "enum:training_topic", "topic", "tema della formazione", "topic of the training"),
    ),
    *slots("availability", "della disponibilità dell'operatore", "the staff member's availability"),
    *slots("reachability", "della reperibilità dell'operatore", "the staff member's time on call"),
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
    *fields(
        "assignment",
        ("staff_id", "id", "staff", "operatore assegnato", "staff member assigned"),
        ("assignment_role", "enum:role", "role", "ruolo nell'intervento", "role in the intervention"),
        ("assigned_from", "date", "from", "inizio dell'assegnazione", "start of the assignment"),
        ("left_on", "event", "=", "fine dell'assegnazione", "end of the assignment"),
        ("left_reason", "enum:leaving_reason", "=",
         "motivo della fine dell'assegnazione", "reason for the end of the assignment"),
        ("force_majeure_documented", "bool", "=",
         "documentazione della causa di forza maggiore", "evidence of force majeure"),
        ("replaced_on", "event", "=", "sostituzione dell'operatore", "replacement of the staff member"),
    ),
    made("assignment", "refilled_on", "event",
         "sostituzione dell'operatore o chiusura dell'intervento",
         "replacement of the staff member or closing of the intervention",
         least=["replaced_on", "closed_on"]),
    made("intervention", "assigned_staff", "set",
         "operatori assegnati all'intervento", "staff assigned to the intervention",
         collect={"from": "assignment", "of": "staff_id"}),
)

_ABSENCE = (
    *fields(
        "absence",
        ("absent_staff", "id", "staff", "operatore assente", "absent staff member"),
        ("absent_from", "date", "from", "inizio dell'assenza", "start of the absence"),
        ("returned_on", "event", "=", "rientro dell'operatore", "return of the staff member"),
        ("foreseeable", "bool", "=", "prevedibilità dell'assenza", "foreseeability of the absence"),
        ("absence_documented", "bool", "documented",
         "documentazione dell'assenza", "evidence of the absence"),
        ("absence_cause", "enum:absence_cause", "cause", "causa dell'assenza", "cause of the absence"),
        ("substituted_on", "event", "=",
         "sostituzione dell'operatore assente", "substitution of the absent staff member"),
        ("substitute_staff", "id", "substitute", "operatore sostituto", "substitute"),
        ("team_agreed_on", "event", "=",
         "accordo dell'équipe sull'assenza", "agreement of the team on the absence"),
        ("absence_agreed_with", "set:role", "agreed_with",
         "soggetti con cui la sostituzione è concordata", "those with whom the substitution is agreed"),
    ),
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
