"""The minor and the family: where they live, who is responsible, what was ordered, assessed and agreed."""

from typing import Annotated, ClassVar, TypeAlias

from pydantic import Field

from adm_rules._internal.records.base import Record
from adm_rules._internal.records.fields import Always, Day, Event, Flag, Id, Known, OneOf, Place, Several
from adm_rules._internal.records.keys import Key
from adm_rules._internal.records.shared import Agreed, NotedDay, Outcome, Period, Role
from adm_rules._internal.texts import Text

_DifficultyCause: TypeAlias = Annotated[str, OneOf("difficulty_cause")]


# fmt: off
class Residence(Period):
    """Registered residence in a municipality."""

    phrase: ClassVar[Text] = Text("della residenza", "the residence")

    from_: Annotated[Known[Day], Key("inizio {}", "start of {}", "{}resident_from")] = Field(None, alias="from")
    to: Annotated[Known[Day], Key("fine {}", "end of {}", "{}resident_until")] = None
    municipality: Annotated[Place, Key("Comune di {noun}", "municipality of {noun}")]


class SchoolClosing(Period):
    """Days on which the minor's school is closed, whatever its timetable says, as holidays are."""

    phrase: ClassVar[Text] = Text("della chiusura della scuola", "the closing of the school")

    from_: Annotated[Day, Key(
        "primo giorno {}", "first day of {}", "school_closed_from")] = Field(alias="from")
    to: Annotated[Known[Day], Key("ultimo giorno {}", "last day of {}", "school_closed_until")] = None


class Home(Period):
    """With whom, or where, the minor lives."""

    phrase: ClassVar[Text] = Text("della collocazione", "the placement")

    kind: Annotated[str, OneOf("home"), Key("collocazione del minore", "minor's placement", "home_kind")]


class Charge(Period):
    """A service or body that has the case in charge, or custody of the minor."""

    phrase: ClassVar[Text] = Text("della presa in carico", "the charge")

    role: Annotated[Role, Key("servizio che ha in carico il minore", "service in charge", "{}role")]
    municipality: Annotated[Known[Place], Key(
        "Comune del servizio che ha in carico il minore", "municipality of the service in charge", "{}municipality"
    )] = None


class FosterCare(Period):
    """A stay in foster care (document 003)."""

    id: Annotated[Id | None, Key("codice dell'affido", "code of the foster care", "foster_care_id")] = None
    to: Annotated[Known[Day], Key("fine dell'affido", "end of the foster care", "fostered_until")] = None
    from_: Annotated[Day, Key("inizio dell'affido", "start of the foster care", "fostered_from")] = Field(alias="from")
    form: Annotated[Known[Annotated[str, OneOf("foster_form")]], Key(
        "forma dell'affido", "form of the foster care", "foster_form")] = None
    type: Annotated[Always[Annotated[str, OneOf("foster_type")]], Key(
        "tipo di affido", "type of the foster care", "foster_type")] = None


class CourtOrder(Period):
    """An order of a judicial authority: who issued it, for how long, of what kind; never what it says."""

    id: Annotated[Id | None, Key("codice del provvedimento", "code of the order", "order_id")] = None
    to: Annotated[Known[Day], Key("fine di efficacia del provvedimento", "end of the order", "order_until")] = None
    court: Annotated[str, OneOf("court"), Key("autorità che ha emesso il provvedimento", "court that made the order")]
    from_: Annotated[Day, Key("data del provvedimento", "day of the order", "order_from")] = Field(alias="from")
    measures: Annotated[Several[Annotated[str, OneOf("measure")]], Key(
        "misure disposte", "measures ordered", "order_measures")] = None
    mentions_home_education: Annotated[Flag, Key(
        "menzione dell'educativa domiciliare nel provvedimento", "mention of home education in the order",
        "order_mentions_home_education")] = None
    prescribes_visits: Annotated[Flag, Key(
        "prescrizione di incontri nel provvedimento", "prescription of visits in the order", "order_prescribes_visits"
    )] = None
    report_due_on: Annotated[Known[Day], Key(
        "termine della relazione all'Autorità giudiziaria", "day on which the report to the court is due",
        "order_report_due_on")] = None


class Holder(Record):
    """Who holds parental responsibility; ``excluded`` when a court took it away for this purpose."""

    id: Annotated[Id, Key(
        "codice dell'esercente la responsabilità genitoriale", "code of the holder of parental responsibility",
        "holder_id")]
    role: Annotated[Known[Role], Key(
        "veste dell'esercente la responsabilità genitoriale", "role of the holder of parental responsibility",
        "holder_role")] = None
    excluded: Annotated[Flag, Key(
        "esclusione dell'esercente dalla responsabilità genitoriale",
        "exclusion of the holder from parental responsibility", "holder_excluded")] = None


class HouseholdMember(Record):
    """A member of the household."""

    id: Annotated[Id | None, Key(
        "codice del componente del nucleo", "code of the household member", "member_id")] = None
    relation: Annotated[Known[Annotated[str, OneOf("relation")]], Key(
        "parentela del componente del nucleo", "relation of the household member to the minor", "member_relation"
    )] = None
    birth_date: Annotated[Known[Day], Key(
        "data di nascita del componente del nucleo", "date of birth of the household member", "member_birth_date"
    )] = None
    disabled: Annotated[Flag, Key(
        "disabilità del componente del nucleo", "disability of the household member", "member_disabled")] = None
    service_user: Annotated[Flag, Key(
        "uso dello stesso servizio da parte del componente del nucleo",
        "use of the same service by the household member", "member_uses_service")] = None


class Agreement(Agreed):
    """A role's agreement to an intervention or a request of this case."""

    for_: Annotated[Id | None, Key(
        "intervento o richiesta a cui si riferisce l'assenso", "intervention or request agreed to", "agreement_for"
    )] = Field(None, alias="for")


class Assessment(Record):
    """An assessment of the case by a service."""

    by: Annotated[Known[Role], Key(
        "servizio che ha valutato il bisogno", "service that assessed the need", "assessed_by")] = None
    on: Annotated[Event, Key("data della valutazione", "day of the assessment", "assessed_on")] = None
    for_: Annotated[Id | None, Key(
        "intervento o richiesta a cui si riferisce la valutazione", "intervention or request assessed",
        "assessment_for")] = Field(None, alias="for")
    outcome: Annotated[Known[Outcome], Key(
        "esito della valutazione", "outcome of the assessment", "assessment_outcome")] = None


class Risk(Record):
    """A risk that asks for special training of the staff."""

    theme: Annotated[str, OneOf("risk_theme"), Key("tipo di rischio", "kind of risk", "risk_theme")]
    grave: Annotated[Flag, Key("gravità del rischio", "gravity of the risk", "risk_grave")] = None
    on: Annotated[Event, Key("rilevazione del rischio", "finding of the risk", "risk_found_on")] = None


class Family(Record):
    """What rules ask about the family as a whole."""

    agreement_on: Annotated[NotedDay, Key(
        "consenso della famiglia", "agreement of the family", "family_agreed_on")] = None
    parenting_difficulty: Annotated[Flag, Key(
        "difficoltà della famiglia nel ruolo educativo", "family's difficulty in its parenting role")] = None
    difficulty_causes: Annotated[Several[_DifficultyCause], Key(
        "cause della difficoltà della famiglia", "causes of the family's difficulty")] = None
    vulnerability: Annotated[Flag, Key(
        "vulnerabilità della famiglia", "vulnerability of the family", "family_vulnerability")] = None
    rdc_beneficiary: Annotated[Flag, Key(
        "reddito di cittadinanza della famiglia", "citizenship income of the family")] = None
# fmt: on
