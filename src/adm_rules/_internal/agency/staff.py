"""The staff of an agency: titles, training, availability, changes of the list."""

from typing import Annotated, ClassVar

from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import (
    Day,
    Event,
    EventDay,
    Flag,
    Id,
    Known,
    Listed,
    Minutes,
    Months,
    OneOf,
    Several,
)
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.shared import (
    Role,
    Slot,
    Title,
)
from adm_rules._internal.texts import Text


# fmt: off
class HeldTitle(Record):
    """A professional title."""

    title: Annotated[Title, Key("titolo di studio", "qualification", "title_held")]
    on: Annotated[Known[Day], Key(
        "conseguimento del titolo di studio", "award of the qualification", "title_on")] = None


class Training(Record):
    """Training attended."""

    on: Annotated[EventDay, Key("data della formazione", "day of the training", "trained_on")]
    minutes: Annotated[Known[Minutes], Key(
        "durata della formazione", "length of the training", "training_length")] = None
    topic: Annotated[Known[Annotated[str, OneOf("training_topic")]], Key(
        "tema della formazione", "topic of the training", "training_topic")] = None


class StaffMember(Ordered):
    """A worker, by an opaque id."""

    ordered: ClassVar = (("listed_from", "delisted_on"),)

    id: Annotated[Id, Key("codice dell'operatore", "code of the staff member", "staff_key")]
    role: Annotated[Known[Role], Key("ruolo dell'operatore", "role of the staff member", "staff_role")] = None
    contract_type: Annotated[Known[Annotated[str, OneOf("contract_type")]], Key(
        "tipo di contratto dell'operatore", "contract of the staff member")] = None
    weekly_minutes: Annotated[Known[Minutes], Key(
        "durata settimanale del contratto dell'operatore", "weekly time of the staff member's contract")] = None
    contract_level: Annotated[Flag, Key(
        "inquadramento adeguato dell'operatore", "adequate contract level of the staff member")] = None
    contract_to: Annotated[Known[Day], Key(
        "fine del contratto dell'operatore", "end of the staff member's contract", "contract_ends_on")] = None
    national_contract: Annotated[Flag, Key(
        "applicazione del contratto collettivo nazionale", "use of the national collective agreement")] = None
    listed_from: Annotated[Known[Day], Key("inserimento nell'elenco del personale", "entry in the staff list")] = None
    delisted_on: Annotated[Event, Key("uscita dall'elenco del personale", "removal from the staff list")] = None
    special_training: Annotated[Several[Annotated[str, OneOf("risk_theme")]], Key(
        "formazione specifica dell'operatore", "special training of the staff member")] = None
    similar_experience_months: Annotated[Known[Months], Key(
        "esperienza in servizi analoghi", "experience in similar services", "similar_experience")] = None
    coordinator_experience_months: Annotated[Known[Months], Key(
        "esperienza di coordinamento", "experience as a coordinator", "coordinator_experience")] = None
    licence_b: Annotated[Flag, Key("patente B dell'operatore", "driving licence (B) of the staff member")] = None
    licence_until: Annotated[Known[Day], Key("scadenza della patente", "expiry of the driving licence")] = None
    vehicle_authorised: Annotated[Flag, Key(
        "autorizzazione all'uso dell'automezzo", "authorisation to use a vehicle")] = None
    traineeship_completed: Annotated[Flag, Key(
        "tirocinio svolto dall'operatore", "traineeship of the staff member")] = None
    confidentiality_signed_on: Annotated[Event, Key(
        "firma dell'impegno di riservatezza", "signature of the confidentiality undertaking")] = None
    badge_issued_on: Annotated[Event, Key("rilascio del tesserino", "issue of the badge")] = None
    badge_fields: Annotated[Several[Annotated[str, OneOf("badge_field")]], Key(
        "dati riportati sul tesserino", "data on the badge")] = None
    cv_sent_on: Annotated[Event, Key("invio del curriculum", "sending of the curriculum vitae")] = None
    titles: Annotated[Listed[HeldTitle], Each(
        "title", "titolo professionale", "professional title", placing="on", name_by="title", kept=True)] = None
    training: Annotated[Listed[Training], Each(
        "training", "formazione", "training", placing="on", span="trained_on", name_by="on",
        happens="trained_on")] = None
    availability: Annotated[Listed[Slot], Each(
        "availability", "disponibilità", "availability", span="availability_from availability_until",
        own="availability_", of=Text("della disponibilità dell'operatore", "the staff member's availability"))] = None
    reachability: Annotated[Listed[Slot], Each(
        "reachability", "reperibilità", "reachability", span="reachability_from reachability_until",
        own="reachability_", of=Text("della reperibilità dell'operatore", "the staff member's time on call"))] = None


class StaffListChange(Record):
    """A change to the list of staff."""

    effective_on: Annotated[EventDay, Key("variazione dell'elenco del personale", "change of the staff list")]
    notified_on: Annotated[Event, Key("comunicazione della variazione", "notice of the change")] = None
    staff: Annotated[Known[Id], Key(
        "operatore interessato dalla variazione", "staff member of the change", "changed_staff")] = None
    kind: Annotated[Known[Annotated[str, OneOf("staff_change")]], Key(
        "tipo di variazione", "kind of change", "staff_change")] = None
# fmt: on
