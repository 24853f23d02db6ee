"""The minor and the family: where they live, who is responsible, what was ordered, assessed and agreed."""

from typing import Annotated, TypeAlias

from pydantic import Field

from adm_rules.records.base import Record
from adm_rules.records.fields import Cents, Day, Event, Flag, Id, Known, OneOf, Place, Several
from adm_rules.records.shared import Outcome, Period, Role

_DifficultyCause: TypeAlias = Annotated[str, OneOf("difficulty_cause")]


class Residence(Period):
    """Registered residence in a municipality."""

    municipality: Place


class Home(Period):
    """With whom, or where, the minor lives."""

    kind: Annotated[str, OneOf("home")]


class Charge(Period):
    """A service or body that has the case in charge, or custody of the minor."""

    role: Role
    municipality: Known[Place] = None


class FosterCare(Period):
    """A stay in foster care (document 003)."""

    from_: Day = Field(alias="from")
    form: Known[Annotated[str, OneOf("foster_form")]] = None
    type: Known[Annotated[str, OneOf("foster_type")]] = None


class CourtOrder(Period):
    """An order of a judicial authority: who issued it, for how long, of what kind; never what it says."""

    court: Annotated[str, OneOf("court")]
    from_: Day = Field(alias="from")
    measures: Several[Annotated[str, OneOf("measure")]] = None
    mentions_home_education: Flag = None
    prescribes_visits: Flag = None
    report_due_on: Known[Day] = None


class Holder(Record):
    """Who holds parental responsibility; ``excluded`` when a court took it away for this purpose."""

    id: Id
    role: Known[Role] = None
    excluded: Flag = None


class HouseholdMember(Record):
    """A member of the household."""

    id: Id | None = None
    relation: Known[Annotated[str, OneOf("relation")]] = None
    birth_date: Known[Day] = None
    disabled: Flag = None
    service_user: Flag = None


class IseeCertificate(Record):
    """An ISEE attestation as issued: the library never computes the indicator."""

    kind: Known[Annotated[str, OneOf("isee_kind")]] = None
    status: Known[Annotated[str, OneOf("isee_status")]] = None
    value: Known[Cents] = None
    issued_on: Event = None
    valid_until: Known[Day] = None


class Assessment(Record):
    """An assessment of the case by a service."""

    by: Known[Role] = None
    on: Event = None
    outcome: Known[Outcome] = None


class Risk(Record):
    """A risk that asks for special training of the staff."""

    theme: Annotated[str, OneOf("risk_theme")]
    grave: Flag = None
    on: Event = None


class Family(Record):
    """What rules ask about the family as a whole."""

    agreement_on: Event = None
    parenting_difficulty: Flag = None
    difficulty_causes: Several[_DifficultyCause] = None
    vulnerability: Flag = None
    rdc_beneficiary: Flag = None
