"""Facts of a provider agency: accreditation, offices, papers, and its own registers."""

from __future__ import annotations

from adm_rules._internal.facts.build import made
from adm_rules._internal.facts.registry import Fact


def _on(name: str, asked: str, day: str, it: str, en: str) -> Fact:
    """A count of the agency's own that is asked on a day of the intervention, under a name of its own."""
    return made("intervention", name, "count", it, en, choose=[{"else": {"fact": asked, "at": day}}])


# fmt: off
_AGENCY = (
    made("accreditation", "accreditation_eve_of_suspension", "event",
         "ultimo giorno prima della sospensione dell'accreditamento",
         "last day before the suspension of the accreditation",
         shift={"of": "accreditation_suspended_on", "days": 0, "as": "last_day_of_term"}),
    made("accreditation", "accreditation_last_day", "date",
         "ultimo giorno di efficacia dell'accreditamento", "last day on which the accreditation is in force",
         least=["accredited_until", "accreditation_eve_of_suspension"]),
    made("agency", "accreditations", "count",
         "accreditamenti dell'agenzia in vigore", "accreditations of the agency in force",
         asked="time",
         count={"from": "accreditation", "time": "asked", "where": {"accreditation_status": {"is": "granted"}}}),
    _on("accreditations_at_start", "accreditations", "start",
        "accreditamenti dell'agenzia in vigore all'avvio dell'intervento",
        "accreditations of the agency in force at the start of the intervention"),
    _on("accreditations_at_first_session", "accreditations", "contact_day",
        "accreditamenti dell'agenzia in vigore all'avvio o, se manca, nel giorno della verifica",
        "accreditations of the agency in force at the start or, failing that, on the day of the check"),
    _on("accreditations_at_last_day", "accreditations", "last_day",
        "accreditamenti dell'agenzia in vigore nell'ultimo giorno considerato dell'intervento",
        "accreditations of the agency in force on the last day considered of the intervention"),
    made("agency", "contact_rooms", "count",
         "spazi per incontri protetti disponibili", "rooms for supervised contact available",
         asked="time",
         count={"from": "neutral_space", "time": "asked", "where": {"neutral_space_available": {"is": True}}}),
    made("agency", "neutral_spaces_available", "count",
         "spazi neutri disponibili nel giorno della verifica", "neutral spaces available on the day of the check",
         choose=[{"else": {"fact": "contact_rooms", "at": "judgement_day"}}]),
    _on("neutral_spaces_at_contact", "contact_rooms", "contact_day",
        "spazi neutri disponibili all'avvio o, se manca, nel giorno della verifica",
        "neutral spaces available at the start or, failing that, on the day of the check"),
    made("agency", "offices_in_district", "count",
         "sedi stabili nei Comuni dell'Ambito", "permanent offices in the municipalities of the district",
         count={"from": "office", "at": "judgement_day", "where": {"all": [
             {"office_stable": {"is": True}}, {"office_municipality": {"one_of": "$municipalities"}}]}}),
    made("agency", "office_provinces", "set",
         "province delle sedi stabili", "provinces of the permanent offices",
         collect={"from": "office", "of": "office_province", "at": "judgement_day",
                  "where": {"office_stable": {"is": True}}}),
    made("agency", "papers_held", "set:document_type",
         "documenti inviati", "documents sent",
         collect={"from": "document", "of": "document_type", "ever": True}),
    made("agency", "qualified_educators", "count",
         "educatori in elenco con un titolo valido", "educators on the list with a valid qualification",
         count={"from": "staff", "at": "judgement_day", "where": {"all": [
             {"staff_role": {"is": "educator"}}, {"valid_titles": {"at_least": 1}}]}}),
    made("agency", "coordinators", "count",
         "coordinatori in elenco", "coordinators on the list",
         count={"from": "staff", "at": "judgement_day",
                "where": {"staff_role": {"is": "coordinator"}}}),
    made("agency", "contract_time", "minutes",
         "durata settimanale dei contratti degli operatori in elenco con il ruolo indicato",
         "weekly time of the contracts of listed staff with the given role",
         takes={"role": "enum"},
         total={"from": "staff", "of": "weekly_minutes", "at": "judgement_day",
                "where": {"staff_role": {"is": {"param": "role"}}}}),
)

_PAPERS = (
    made("agency", "inspection_dates", "series",
         "controlli svolti del tipo indicato", "inspections of the given type",
         takes={"type": "enum"},
         collect={"from": "control", "of": "controlled_on", "ever": True,
                  "where": {"control_type": {"is": {"param": "type"}}}}),
)

_REGISTERS = (
    # As for the case's sessions: what lies ahead is planned.
    made("agency_session", "agency_session_status", "enum:session_status",
         "stato dell'accesso nel registro", "status of the session in the register",
         choose=[
             {"when": {"all": [{"agency_recorded_status": {"is": "delivered"}},
                               {"agency_session_day": {"above": {"fact": "judgement_day"}}}]},
              "then": "planned"},
             {"else": {"fact": "agency_recorded_status"}}]),
    made("agency_session", "agency_session_day", "date",
         "giorno dell'accesso nel registro", "day of the session in the register",
         part={"of": "agency_session_start", "as": "day"}),
    made("agency_session", "agency_start_clock", "time",
         "ora di inizio dell'accesso nel registro", "start time of the session in the register",
         part={"of": "agency_session_start", "as": "clock"}),
    made("agency", "staff_at_once", "set",
         "accessi del registro, non di gruppo, che hanno operatore e tempo in comune con un altro",
         "sessions in the register, none of them of a group, that share a staff member and time with another",
         at_once={"from": "agency_session", "of": "agency_session_id", "start": "agency_session_start",
                  "end": "agency_session_end", "sharing": "agency_session_staff", "ever": True,
                  "where": {"all": [{"agency_session_status": {"one_of": ["planned", "delivered"]}},
                                    {"agency_session_activity": {"is_not": "group"}}]}}),
    made("agency_session", "agency_session_time", "minutes",
         "durata dell'accesso nel registro", "length of the session in the register",
         between={"from": "agency_session_start", "to": "agency_session_end", "in": "minutes"}),
    made("agency_assignment", "agency_assignment_end", "date",
         "fine dell'assegnazione nel registro, al più tardi la chiusura dell'intervento",
         "end of the assignment in the register, at the latest the closing of the intervention",
         least=["agency_left_on", "agency_closed_on"]),
    made("agency_assignment", "agency_refilled_on", "event",
         "sostituzione o chiusura dell'intervento nel registro",
         "replacement or closing of the intervention in the register",
         least=["agency_replaced_on", "agency_closed_on"]),
    made("agency_absence", "agency_covered_on", "event",
         "sostituzione o rientro nel registro", "substitution or return in the register",
         least=["agency_substituted_on", "agency_returned_on"]),
)

#: Controls on what an agency must have.
_CHECKED = {"control_type": {"is": "requirements"}}

_OWN_PREMISES = (
    made("agency", "offices_open", "count",
         "sedi aperte nel giorno della verifica", "offices open on the day of the check",
         count={"from": "office", "at": "judgement_day"}),
    made("agency", "contact_rooms_open", "count",
         "spazi per incontri protetti disponibili nel giorno della verifica",
         "rooms for supervised contact available on the day of the check",
         choose=[{"else": {"fact": "contact_rooms", "at": "judgement_day"}}]),
    made("accreditation", "requirement_controls", "count",
         "controlli dei requisiti svolti durante l'accreditamento",
         "checks of the requirements made under the accreditation",
         count={"from": "control", "during": "span", "where": _CHECKED}),
    made("accreditation", "requirement_control_dates", "series",
         "date dei controlli dei requisiti", "days of the checks of the requirements",
         collect={"from": "control", "of": "controlled_on", "ever": True, "where": _CHECKED}),
)
# fmt: on

FACTS = (*_AGENCY, *_PAPERS, *_REGISTERS, *_OWN_PREMISES)
