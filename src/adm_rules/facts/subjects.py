"""The closed tree of subjects: everything that a rule can be ``per``, and everything that recipes count.

Below the pseudo-root ``file`` stand the four roots, one for each kind of file. A subject with a key is a list
of its owner's file; one without is derived: the weeks of a case, the weeks and years of an agency's declared
coverage, and each worker's share of them.
"""

from __future__ import annotations

from typing import Any, Final

from adm_rules.facts.registry import Subject
from adm_rules.texts import Text

_STAFF: Final = {"staff": ("staff", "staff")}
_SUBSTITUTE: Final = {**_STAFF, "substitute": ("staff", "substitute")}


def _of(
    name: str,
    parent: str,
    key: str | None,
    labels: tuple[str, str],
    *,
    span: str = "",
    **more: Any,
) -> Subject:
    """A subject.

    ``labels`` are Italian and English, ``span`` the facts of its first and last day
    (a single one when it has one day).
    """
    days = span.split()
    ends = (days[0], days[-1]) if days else None
    return Subject(name, Text(*labels), parent, key, span=ends, **more)


# fmt: off
_ROOTS: Final = (
    Subject("file", Text("archivio", "file")),
    _of("case", "file", None, ("caso", "case"), name_by="id"),
    _of("agency", "file", None, ("agenzia", "agency"), name_by="id"),
    _of("contract", "file", None, ("contratto di servizio", "service contract"), name_by="id",
        span="contract_term_start contract_term_end"),
    _of("district", "file", None, ("Ambito", "district"), name_by="id", span="service_from service_until"),
)

_CASE: Final = (
    _of("residence", "case", "residence", ("residenza", "residence"), placing="from",
        bare="municipality",
        span="resident_from resident_until"),
    _of("family_residence", "case", "family_residence", ("residenza della famiglia", "family residence"),
        bare="municipality",
        placing="from", span="family_resident_from family_resident_until"),
    _of("home", "case", "lives_with", ("collocazione", "placement"), placing="from",
        bare="kind",
        span="home_from home_until"),
    _of("in_charge", "case", "in_charge", ("presa in carico", "charge"), placing="from",
        bare="role",
        span="in_charge_from in_charge_until"),
    _of("custodian", "case", "custodian", ("affidamento", "custody"), placing="from",
        bare="role",
        span="custodian_from custodian_until"),
    _of("protection_path", "case", "protection_paths", ("percorso di tutela", "protection path"),
        placing="from", span="protection_from protection_until"),
    _of("court_order", "case", "court_orders", ("provvedimento dell'autorità giudiziaria", "court order"),
        placing="from", span="order_from order_until", day="order_from"),
    _of("foster_care", "case", "foster_care", ("affido familiare", "foster care"), placing="from",
        span="fostered_from fostered_until"),
    _of("school_slot", "case", "school_timetable", ("orario scolastico", "school hours"),
        span="school_slot_from school_slot_until"),
    _of("holder", "case", "holders",
        ("titolare della responsabilità genitoriale", "holder of responsibility"), name_by="id"),
    _of("household_member", "case", "household", ("familiare convivente", "household member"), name_by="id"),
    _of("isee", "case", "isee", ("attestazione ISEE", "ISEE attestation"), placing="issued_on"),
    _of("assessment", "case", "assessments", ("valutazione", "assessment"), placing="on"),
    _of("risk", "case", "risks", ("rischio", "risk"), name_by="theme"),
    _of("agreement", "case", "agreements", ("assenso", "agreement"), name_by="role", placing="on"),
    _of("payment", "case", "payments", ("pagamento", "payment"), name_by="id", placing="paid_on"),
    _of("expense", "case", "expenses", ("spesa", "expense"), placing="approved_on"),
    _of("request", "case", "requests", ("richiesta", "request"), name_by="submitted_on",
        placing="submitted_on", span="requested_on", day="requested_on"),
    _of("ranking", "request", "ranking", ("agenzia in graduatoria", "ranked agency"), name_by="agency"),
    _of("derogation", "case", "derogations", ("deroga", "derogation"), name_by="from", placing="from",
        span="derogation_from derogation_to", day="derogation_authorised_on"),
    _of("week", "case", None, ("settimana", "week"), name_by="name", span="week_first_day week_last_day",
        day="week_monday", gathers="session"),
)

_INTERVENTION: Final = (
    _of("intervention", "case", "interventions", ("intervento", "intervention"), name_by="id",
        span="first_session_on last_day", day="proposed_on",
        links={"request": ("request", "request"), "agency": ("agency", "agency")}),
    _of("authorisation", "intervention", "authorisations",
        ("autorizzazione delle ore", "authorisation of hours"), name_by="from", placing="from",
        span="authorised_from authorised_until", day="authorised_from"),
    _of("voucher_term", "intervention", "voucher_terms", ("periodo del voucher", "voucher term"),
        name_by="start", placing="start", span="term_start term_end", day="term_start"),
    _of("plan", "intervention", "plans", ("progetto educativo", "educational plan"), name_by="drafted_on",
        placing="drafted_on", span="drafted_on last_day", day="drafted_on"),
    _of("objective", "plan", "objectives", ("obiettivo", "objective"), name_by="tag"),
    _of("signature", "plan", "signatures", ("firma", "signature"), name_by="signer", placing="on"),
    _of("slot", "plan", "schedule", ("accesso programmato", "scheduled visit"), span="slot_from slot_until"),
    _of("session", "intervention", "sessions", ("accesso", "session"), name_by="start", placing="start",
        span="session_day", day="session_day"),
    _of("attendance", "session", "attendance", ("presenza", "attendance"), name_by="staff", links=_STAFF),
    _of("assignment", "intervention", "assignments", ("assegnazione dell'operatore", "assignment"),
        name_by="staff", placing="from", span="assigned_from left_on", day="assigned_from", links=_STAFF),
    _of("absence", "intervention", "absences", ("assenza dell'operatore", "staff absence"), name_by="from",
        placing="from", span="absent_from returned_on", day="absent_from", links=_SUBSTITUTE),
    _of("report", "intervention", "reports", ("relazione", "report"), name_by="type", placing="submitted_on",
        span="submitted_on", day="submitted_on"),
    _of("report_request", "intervention", "report_requests",
        ("richiesta di relazione", "request for a report"), name_by="asked_on", placing="asked_on",
        span="report_asked_on", day="report_asked_on"),
    _of("meeting", "intervention", "meetings", ("incontro di lavoro", "meeting"), name_by="type",
        placing="on", span="met_on", day="met_on"),
    _of("milestone", "intervention", "milestones", ("passo del protocollo", "protocol step"), name_by="step",
        placing="on"),
    _of("substitute_listed", "intervention", "substitutes", ("sostituto indicato", "listed substitute"),
        name_by="staff", placing="listed_on", links=_STAFF),
)

_AGENCY: Final = (
    _of("accreditation", "agency", "accreditations", ("accreditamento", "accreditation"), name_by="from",
        placing="from", span="accredited_from accredited_until", day="accredited_from"),
    _of("quality_ranking", "agency", "rankings", ("graduatoria di qualità", "quality ranking"),
        name_by="year"),
    _of("office", "agency", "offices", ("sede operativa", "operating office"), name_by="municipality",
        placing="from", span="office_from office_until"),
    _of("neutral_space", "agency", "neutral_spaces", ("spazio neutro", "neutral space"), name_by="id",
        placing="from", span="neutral_space_from neutral_space_until"),
    _of("document", "agency", "documents", ("documento", "document"), name_by="type", placing="sent_on"),
    _of("staff", "agency", "staff", ("operatore", "staff member"), name_by="id",
        span="listed_from delisted_on"),
    _of("title", "staff", "titles", ("titolo professionale", "professional title"), name_by="title",
        placing="on"),
    _of("training", "staff", "training", ("formazione", "training"), name_by="on", placing="on",
        span="trained_on"),
    _of("availability", "staff", "availability", ("disponibilità", "availability"),
        span="availability_from availability_until"),
    _of("reachability", "staff", "reachability", ("reperibilità", "reachability"),
        span="reachability_from reachability_until"),
    _of("staff_list_change", "agency", "staff_list_changes",
        ("variazione dell'elenco del personale", "change of the staff list"), name_by="effective_on",
        placing="effective_on", span="effective_on", day="effective_on", links=_STAFF),
    _of("supervision", "agency", "supervisions", ("supervisione", "supervision"), name_by="on", placing="on",
        span="supervised_on", day="supervised_on"),
    _of("agency_assignment", "agency", "assignments",
        ("assegnazione registrata dall'agenzia", "assignment kept by the agency"), name_by="staff",
        placing="from", span="agency_assigned_from agency_left_on", day="agency_assigned_from", links=_STAFF),
    _of("agency_session", "agency", "sessions",
        ("accesso registrato dall'agenzia", "session kept by the agency"), name_by="start", placing="start",
        span="agency_session_day", day="agency_session_day"),
    _of("agency_absence", "agency", "absences",
        ("assenza registrata dall'agenzia", "absence kept by the agency"), name_by="from", placing="from",
        span="agency_absent_from agency_returned_on", day="agency_absent_from", links=_SUBSTITUTE),
    _of("invoice", "agency", "invoices", ("fattura", "invoice"), name_by="id", placing="from",
        span="invoice_from invoice_to", day="invoice_from"),
    _of("invoice_line", "invoice", "lines", ("riga di fattura", "invoice line"), name_by="intervention",
        span="invoice_from invoice_to", day="invoice_from",
        links={"intervention": ("intervention", "intervention")}),
    _of("survey", "agency", "surveys", ("rilevazione di gradimento", "survey"), name_by="on", placing="on"),
    _of("incident", "agency", "incidents", ("incidente", "incident"), name_by="occurred_on",
        placing="occurred_on"),
    _of("control", "agency", "controls", ("controllo", "check"), name_by="on", placing="on"),
    _of("agency_payment", "agency", "payments", ("pagamento all'agenzia", "payment to the agency"),
        name_by="id", placing="paid_on"),
    _of("agency_week", "agency", None, ("settimana dell'agenzia", "agency week"), name_by="name",
        span="agency_week_monday agency_week_sunday", day="agency_week_monday"),
    _of("staff_week", "agency_week", None, ("settimana dell'operatore", "worker's week"), name_by="staff",
        span="agency_week_monday agency_week_sunday", day="agency_week_monday", links=_STAFF),
    _of("agency_year", "agency", None, ("anno dell'agenzia", "agency year"), name_by="name",
        span="year_first_day year_last_day", day="year_last_day"),
    _of("staff_year", "agency_year", None, ("anno dell'operatore", "worker's year"), name_by="staff",
        span="year_first_day year_last_day", day="year_last_day", links=_STAFF),
)

_CONTRACT: Final = (
    _of("contract_service", "contract", "services", ("servizio affidato", "entrusted service"),
        name_by="service", placing="from", span="contract_service_from contract_service_until"),
    _of("contract_year", "contract", "years", ("anno del contratto", "contract year"), name_by="year",
        span="contract_year_first_day contract_year_last_day", day="contract_year_last_day"),
    _of("contract_payment", "contract_year", "payments", ("rata", "instalment"), name_by="kind",
        placing="paid_on"),
    _of("contract_document", "contract", "documents", ("documento del contratto", "contract document"),
        name_by="type", placing="sent_on"),
    _of("penalty", "contract", "penalties", ("penale", "penalty"), name_by="id", placing="applied_on"),
    _of("contract_breach", "contract", "breaches", ("inadempimento", "breach"), name_by="cause",
        placing="found_on"),
    _of("contract_incident", "contract", "incidents", ("evento dannoso", "incident"), name_by="occurred_on",
        placing="occurred_on"),
    _of("contract_control", "contract", "controls", ("controllo del Comune", "municipality's check"),
        name_by="on", placing="on"),
    _of("contract_expense", "contract", "expenses", ("spesa del contratto", "contract expense"),
        name_by="kind", placing="paid_on"),
    _of("data_use", "contract", "data_uses", ("trattamento di dati", "use of data"), name_by="purpose",
        placing="authorised_on"),
    _of("data_breach", "contract", "data_breaches", ("violazione di dati", "data breach"),
        name_by="found_on", placing="found_on"),
)

_DISTRICT: Final = (
    _of("district_meeting", "district", "meetings", ("incontro dell'Ambito", "district meeting"),
        name_by="on", placing="on", span="held_on", day="held_on"),
    _of("district_report", "district", "reports", ("relazione dell'Ambito", "district report"),
        name_by="type", placing="submitted_on"),
    _of("district_survey", "district", "surveys", ("rilevazione dell'Ambito", "district survey"),
        name_by="on", placing="on"),
    _of("district_supervision", "district", "supervisions", ("supervisione dell'équipe", "team supervision"),
        name_by="on", placing="on"),
    _of("district_control", "district", "controls", ("controllo dell'Ambito", "district check"),
        name_by="on", placing="on"),
    _of("team", "district", "teams", ("équipe", "team"), name_by="id"),
    _of("team_member", "team", "members", ("componente dell'équipe", "team member"), name_by="role",
        placing="from", span="team_member_from team_member_until"),
    _of("district_year", "district", "years", ("anno dell'Ambito", "district year"), name_by="year",
        span="district_year_first_day district_year_last_day", day="district_year_last_day"),
    _of("fund_payment", "district_year", "fund_payments", ("pagamento dal fondo", "payment from the fund"),
        name_by="on", placing="on"),
    _of("information_duty", "district", "information_duties", ("debito informativo", "reporting duty"),
        name_by="kind", placing="sent_on"),
    _of("verification", "information_duty", "verifications", ("verifica dei dati", "verification"),
        name_by="role", placing="on"),
    _of("service_card", "district", "service_cards", ("scheda del servizio", "service card"),
        name_by="service"),
    _of("population", "district", "populations", ("popolazione", "population"), name_by="municipality",
        placing="on"),
    _of("service_use", "district", "service_use", ("consumo del servizio", "use of the service"),
        name_by="service"),
    _of("project_agreement", "district", "project_agreements", ("accordo di progetto", "project agreement"),
        name_by="role", placing="on"),
)
# fmt: on

#: Every subject, owners before what they own.
SUBJECTS: Final = (*_ROOTS, *_CASE, *_INTERVENTION, *_AGENCY, *_CONTRACT, *_DISTRICT)
