"""The file of one case: the minor, the family, the requests, the interventions, the derogations.

A case needs an opaque id and a birth date. It has no place for names, tax codes, addresses, diagnoses or free
text: rules reason on kinds, dates and roles. What places an element in time, or names it, is required; all
else may be missing, and what cannot be is refused.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import Annotated, Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from adm_rules._internal.acceptance.relations import OWNERS
from adm_rules._internal.case.access import Derogation, Ranked, Request
from adm_rules._internal.case.intervention import (
    Absence,
    Assignment,
    Attendance,
    Authorisation,
    Intervention,
    Objective,
    Plan,
    Session,
    Signature,
    Substitute,
    VoucherTerm,
)
from adm_rules._internal.case.means import IseeCertificate
from adm_rules._internal.case.person import (
    Agreement,
    Assessment,
    Charge,
    CourtOrder,
    Family,
    FosterCare,
    Holder,
    Home,
    HouseholdMember,
    Residence,
    Risk,
    SchoolClosing,
)
from adm_rules._internal.case.reporting import Meeting, Report, ReportRequest
from adm_rules._internal.diagnostics import Path
from adm_rules._internal.records.base import Record, StepTaken
from adm_rules._internal.records.fields import (
    Bare,
    Count,
    Day,
    Event,
    Flag,
    Id,
    Known,
    Listed,
    Listing,
    OneOf,
    Several,
    items_of,
)
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.references import ids_of, leads_nowhere, placed, refuse_all
from adm_rules._internal.records.shared import (
    ActivityTag,
    Agreed,
    Expense,
    NotedDay,
    Payment,
    Period,
    Role,
    Slot,
    no_overlap,
)
from adm_rules._internal.scalars import fault
from adm_rules._internal.texts import Text


# fmt: off
class Case(Record):
    """Everything that is known about one case."""

    id: Annotated[Id, Key("codice del caso", "code of the case", "case_id")]
    birth_date: Annotated[Day, Key("data di nascita del minore", "date of birth of the minor")]
    complete_until: Day | None = None

    # the minor
    residence: Annotated[Listed[Residence], no_overlap, Bare("municipality"), Each(
        "residence", "residenza", "residence", placing="from", span="resident_from resident_until",
        exists_in="always")] = None
    lives_with: Annotated[Listed[Home], no_overlap, Bare("kind"), Each(
        "home", "collocazione", "placement", placing="from", span="home_from home_until", own="home_",
        exists_in="always")] = None
    school_level: Annotated[Known[Annotated[str, OneOf("school_level")]], Key(
        "ordine di scuola del minore", "school level of the minor")] = None
    school_year: Annotated[Known[Count], Key("anno di corso del minore", "school year of the minor")] = None
    school_timetable: Annotated[Listed[Slot], Each(
        "school_slot", "orario scolastico", "school hours", span="school_slot_from school_slot_until",
        own="school_slot_", of=Text("della fascia dell'orario scolastico", "the slot of the school timetable"))] = None
    school_closings: Annotated[Listed[SchoolClosing], Each(
        "school_closing", "chiusura della scuola", "closing of the school", placing="from",
        span="school_closed_from school_closed_until")] = None
    disability: Annotated[Flag, Key("disabilità del minore", "disability of the minor")] = None
    disability_severity: Annotated[Known[Annotated[str, OneOf("severity")]], Key(
        "gravità della disabilità del minore", "severity of the minor's disability")] = None
    attendance_allowance: Annotated[Flag, Key(
        "indennità di accompagnamento o di frequenza del minore", "attendance allowance of the minor")] = None
    adult_continuation_on: Annotated[Event, Key(
        "decisione di proseguire oltre la maggiore età", "decision to continue beyond the age of majority")] = None
    foster_care: Annotated[Listed[FosterCare], Each(
        "foster_care", "affido familiare", "foster care", placing="from", span="fostered_from fostered_until",
        ahead=True)] = None

    # the family
    family: Known[Family] = None
    family_residence: Annotated[Listed[Residence], no_overlap, Bare("municipality"), Each(
        "family_residence", "residenza della famiglia", "family residence", placing="from",
        span="family_resident_from family_resident_until", own="family_", exists_in="always",
        of=Text("della residenza della famiglia", "the family's residence"), keys={
        "municipality": Key(
            "Comune di residenza della famiglia", "municipality of residence of the family", "family_municipality"),
    })] = None
    household: Annotated[Listed[HouseholdMember], Each(
        "household_member", "familiare convivente", "household member", name_by="id")] = None
    holders: Annotated[Listed[Holder], Each(
        "holder", "titolare della responsabilità genitoriale", "holder of responsibility", name_by="id")] = None
    isee: Annotated[Listed[IseeCertificate], Each(
        "isee", "attestazione ISEE", "ISEE attestation", placing="issued_on",
        span="isee_issued_on isee_valid_until", acts=True)] = None

    # who has the case, and why
    in_charge: Annotated[Listed[Charge], Bare("role"), Each(
        "in_charge", "presa in carico", "charge", placing="from", span="in_charge_from in_charge_until",
        own="in_charge_", exists_in="said")] = None
    custodian: Annotated[Listed[Charge], Bare("role"), Each(
        "custodian", "affidamento", "custody", placing="from", span="custodian_from custodian_until",
        own="custodian_", exists_in="said", of=Text("dell'affidamento", "the custody"), keys={
        "role": Key("affidatario del minore", "custodian of the minor", "custodian_role"),
        "municipality": Key("Comune affidatario", "municipality that has custody", "custodian_municipality"),
    })] = None
    protection_paths: Annotated[Listed[Period], Each(
        "protection_path", "percorso di tutela", "protection path", placing="from",
        span="protection_from protection_until", own="protection_",
        of=Text("del percorso di tutela", "the protection path"))] = None
    court_orders: Annotated[Listed[CourtOrder], Each(
        "court_order", "provvedimento dell'autorità giudiziaria", "court order", placing="from",
        span="order_from order_until", day="order_from")] = None
    assessments: Annotated[Listed[Assessment], Each(
        "assessment", "valutazione", "assessment", placing="on", kept=True, acts=True)] = None
    risks: Annotated[Listed[Risk], Each("risk", "rischio", "risk", name_by="theme")] = None
    risk_flags: Annotated[Several[Annotated[str, OneOf("risk_flag")]], Key(
        "fattori di rischio segnalati", "risk factors reported")] = None
    risk_if_uncovered: Annotated[Flag, Key(
        "rischio per il minore in caso di assenza dell'educatore", "risk to the minor if the educator is absent"
    )] = None
    complex: Annotated[Flag, Key("complessità del caso", "complexity of the case", "complex_case")] = None
    area: Annotated[Known[Annotated[str, OneOf("area")]], Key("area dell'intervento", "area of intervention")] = None
    goal: Annotated[Known[Annotated[str, OneOf("goal")]], Key("finalità del progetto", "goal of the project")] = None
    social_hardship: Annotated[Flag, Key("disagio sociale del minore", "social hardship of the minor")] = None
    marginalisation_risk: Annotated[Flag, Key("rischio di emarginazione", "risk of marginalisation")] = None
    temporary_difficulty: Annotated[Flag, Key(
        "temporanea difficoltà della famiglia", "temporary difficulty of the family")] = None
    conditions_overcome_on: Annotated[Event, Key(
        "superamento delle condizioni che hanno motivato l'intervento",
        "end of the conditions that called for the intervention")] = None

    # the path
    opened_on: Annotated[Event, Key("apertura del caso", "opening of the case", "case_opened_on")] = None
    file_opened_on: Annotated[Event, Key("apertura della cartella", "opening of the file")] = None
    need_assessed_on: Annotated[NotedDay, Key("valutazione del bisogno", "assessment of the need")] = None
    suitability_assessed_on: Annotated[NotedDay, Key(
        "valutazione dell'idoneità dell'intervento", "assessment that the intervention is suitable")] = None
    operator_decision_on: Annotated[NotedDay, Key("decisione dell'operatore", "decision of the operator")] = None
    evaluation_path_opened_on: Annotated[NotedDay, Key(
        "avvio del percorso valutativo", "start of the evaluation path")] = None
    evaluation_unit_validated_on: Annotated[NotedDay, Key(
        "validazione dell'unità di valutazione", "validation by the evaluation unit")] = None
    referral_source: Annotated[Known[Role], Key("soggetto segnalante", "source of the referral")] = None
    referral_agreed_on: Annotated[NotedDay, Key("accordo sulla segnalazione", "agreement on the referral")] = None
    involved_services: Annotated[Several[Role], Key(
        "servizi coinvolti nel caso", "services involved in the case")] = None
    project_owner: Annotated[Known[Role], Key(
        "titolare del progetto complessivo", "owner of the overall project")] = None
    agreements: Annotated[Listed[Agreement], Each(
        "agreement", "assenso", "agreement", placing="on", name_by="role", own="agreement_", kept=True,
        acts=True)] = None
    mandated_activities: Annotated[Several[ActivityTag], Key(
        "attività disposte dall'Autorità giudiziaria", "activities ordered by the court")] = None
    municipality_choice: Annotated[Known[Id], Key(
        "agenzia scelta dal Comune", "agency chosen by the municipality")] = None
    municipality_informed_on: Annotated[NotedDay, Key("informazione al Comune", "notice to the municipality")] = None
    municipality_commitment_on: Annotated[NotedDay, Key(
        "impegno di spesa del Comune", "spending commitment of the municipality")] = None
    court_report_on: Annotated[NotedDay, Key("relazione all'Autorità giudiziaria", "report to the court")] = None
    rpm_record_on: Annotated[Event, Key("registrazione in RPMonline", "entry in RPMonline")] = None
    pippi_target: Annotated[Flag, Key(
        "appartenenza al target P.I.P.P.I.", "membership of the P.I.P.P.I. target")] = None
    sai_stay_from: Annotated[Event, Key(
        "inizio della permanenza nel SAI", "start of the stay in the SAI network")] = None
    sai_stay_to: Annotated[Event, Key("fine della permanenza nel SAI", "end of the stay in the SAI network")] = None

    # money, requests and interventions
    payments: Annotated[Listed[Payment], Each(
        "payment", "pagamento", "payment", placing="paid_on", name_by="id",
        links={"intervention": ("intervention", "intervention")})] = None
    expenses: Annotated[Listed[Expense], Each("expense", "spesa", "expense", placing="approved_on")] = None
    requests: Annotated[Listed[Request], Each(
        "request", "richiesta", "request", placing="submitted_on", span="requested_on", day="requested_on",
        name_by="submitted_on", successive=True, happens="requested_on")] = None
    derogations: Annotated[Listed[Derogation], Each(
        "derogation", "deroga", "derogation", placing="from", span="derogation_from derogation_to",
        day="derogation_authorised_on", name_by="id", about=("derogation_intervention", "intervention_id"),
        ahead=True)] = None
    interventions: Annotated[Listed[Intervention], Each(
        "intervention", "intervento", "intervention", span="start last_day", day="counted_from", name_by="id",
        links={"request": ("request", "request"), "agency": ("agency", "agency")})] = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse_all("Case", [*self._born_too_late(), *self._leading_nowhere(), *self._owned()])
        return self

    def _born_too_late(self) -> Iterator[PydanticCustomError]:
        days = ((day, what) for day, what in self._days_after_birth() if isinstance(day, date))
        for _, what in islice((pair for pair in days if pair[0] < self.birth_date), 1):
            problem = f"`birth_date` lies after {what}"
            yield fault("born_too_late", problem, "check the birth date", at=("birth_date",))

    def _leading_nowhere(self) -> Iterator[PydanticCustomError]:
        """Ids of requests and interventions that no record of this file bears."""
        given = placed("interventions", self.interventions)
        asked = (((*path, "request"), each.request) for path, each in given)
        yield from leads_nowhere(ids_of(self.requests), "requests", asked)
        about = chain(
            placed("derogations", self.derogations),
            placed("payments", self.payments),
            placed("expenses", self.expenses),
        )
        owned = (((*path, "intervention"), each.intervention) for path, each in about)
        yield from leads_nowhere(ids_of(self.interventions), "interventions", owned)

    def _owned(self) -> Iterator[PydanticCustomError]:
        """Ids of the owners of events that lead nowhere, or to something that such an event is not about."""
        requests, orders = ids_of(self.requests), ids_of(self.court_orders)
        given = ids_of(self.interventions)
        below = [ids_of(each.plans) for each in items_of(self.interventions)] if given is not None else [None]
        known = {"interventions": given, "requests": requests, "court_orders": orders,
                 "foster_care": ids_of(self.foster_care),
                 "plans": None if None in below else frozenset(chain.from_iterable(each or () for each in below))}
        for path, wanted, kinds in self._names_of_owners():
            found = [kind for kind, ids in known.items() if ids is not None and wanted in ids]
            if found and not set(found) & set(kinds):
                problem = f"this is about one of `{'`, `'.join(kinds)}`, and the id is one of `{found[0]}`"
                yield fault("wrong_owner", problem, "write the id of what it is for", at=path)
            elif not found:
                whole = [ids for kind, ids in known.items() if kind in kinds]
                ids = None if None in whole else frozenset(chain.from_iterable(each or () for each in whole))
                yield from leads_nowhere(ids, "` and `".join(kinds), [(path, wanted)])

    def _names_of_owners(self) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
        """Where an event or a record says what it is for, the id, and the lists in which that may stand."""
        lists: list[tuple[Path, Any]] = [((key,), getattr(self, key)) for key in OWNERS if hasattr(self, key)]
        if isinstance(self.family, Family):
            lists.append((("family", "agreement_on"), self.family.agreement_on))
        for path, listed in lists:
            key = str(path[-1])
            records = placed(key, listed) if isinstance(listed, tuple | Listing) else ()
            for (_, *steps), each in records:
                if each.for_ is not None:
                    yield (*path, *steps, "for"), each.for_, OWNERS[key]

    def _days_after_birth(self) -> Iterator[tuple[object, str]]:
        """Days that cannot precede the birth of the minor, and what they are."""
        yield self.complete_until, "`complete_until`"
        yield from ((each.submitted_on, "a request") for each in items_of(self.requests))
        for intervention in items_of(self.interventions):
            yield intervention.started_on, "the start of an intervention"
            yield from ((each.start.date(), "a session") for each in items_of(intervention.sessions))
            yield from ((each.drafted_on, "the drafting of a plan") for each in items_of(intervention.plans))
# fmt: on
