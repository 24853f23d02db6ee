"""The file of one service contract between a municipality and a company (document 003, Arts. 1, 11 to 28)."""

from typing import Annotated, ClassVar, TypeAlias

from adm_rules._internal.records.base import Ordered, Record
from adm_rules._internal.records.fields import (
    Always,
    Cents,
    Day,
    Event,
    EventDay,
    Flag,
    Id,
    Known,
    Listed,
    OneOf,
    Place,
    Several,
    Year,
)
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.shared import (
    Channel,
    Control,
    Document,
    Expense,
    Incident,
    Outcome,
    Payment,
    Period,
    Role,
    Service,
)
from adm_rules._internal.texts import Text

_BreachCause: TypeAlias = Annotated[str, OneOf("breach_cause")]


# fmt: off
class ContractedService(Period):
    """A service that the contract entrusts."""

    phrase: ClassVar[Text] = Text("del servizio affidato", "the service entrusted")

    service: Annotated[Service, Key("servizio affidato", "service entrusted", "contract_service")]
    last_delivered_on: Annotated[Event, Key(
        "ultima prestazione del servizio affidato", "last delivery of the service entrusted")] = None
    management_form: Annotated[Known[Annotated[str, OneOf("management_form")]], Key(
        "forma di gestione del servizio", "form of management of the service")] = None
    essential_level: Annotated[Flag, Key(
        "livello essenziale delle prestazioni", "essential level of social services")] = None
    financing_mode: Annotated[Known[Annotated[str, OneOf("financing_mode")]], Key(
        "modalità di finanziamento del servizio", "financing of the service")] = None
    funding_sources: Annotated[Several[Annotated[str, OneOf("funding_source")]], Key(
        "fonti di finanziamento del servizio", "funding sources of the service")] = None
    allocation_key: Annotated[Several[Annotated[str, OneOf("allocation_key")]], Key(
        "criteri di riparto del servizio", "keys by which the service is shared out")] = None
    municipalities: Annotated[Several[Place], Key(
        "Comuni del servizio affidato", "municipalities of the service entrusted", "contract_service_municipalities"
    )] = None


class ContractYear(Record):
    """Quotas, accounts and payments of one year."""

    year: Annotated[Year, Key("anno del contratto", "year of the contract", "contract_year")]
    quota: Annotated[Known[Cents], Key("quota annua", "yearly quota")] = None
    previous_quota: Annotated[Known[Cents], Key("quota dell'anno precedente", "quota of the year before")] = None
    forecast: Annotated[Known[Cents], Key("quota prevista a preventivo", "quota in the forecast")] = None
    interim_quota: Annotated[Known[Cents], Key(
        "quota nota alla scadenza del secondo acconto", "quota known when the second advance falls due")] = None
    forecast_approved_on: Annotated[Event, Key("approvazione del preventivo", "approval of the forecast")] = None
    pre_final_data_on: Annotated[Event, Key("dati di preconsuntivo", "pre-final accounts")] = None
    accounts_presented_on: Annotated[Event, Key("presentazione del consuntivo", "presentation of the accounts")] = None
    sharing_plan_approved_on: Annotated[Event, Key(
        "approvazione del piano di riparto", "approval of the sharing plan")] = None
    indirect_costs: Annotated[Known[Cents], Key("costi indiretti", "indirect costs")] = None
    indirect_charged: Annotated[Known[Cents], Key("costi indiretti addebitati", "indirect costs charged")] = None
    service_cost: Annotated[Known[Cents], Key("costo del servizio", "cost of the service")] = None
    services_cost: Annotated[Known[Cents], Key("costo di tutti i servizi", "cost of all services")] = None
    social_costs: Annotated[Known[Cents], Key("costi sociali", "social costs")] = None
    specific_funding: Annotated[Known[Cents], Key("finanziamenti specifici", "specific funding")] = None
    accounts: Annotated[Several[Annotated[str, OneOf("account")]], Key("conti tenuti", "accounts kept")] = None
    payments: Annotated[Listed[Payment], Each(
        "contract_payment", "rata", "instalment", placing="paid_on", name_by="kind", own="contract_",
        of=Text("del versamento", "the contract payment"), keys={
        "service": Key("servizio del versamento", "service of the contract payment", "contract_payment_service"),
        "intervention": Key(
            "intervento del versamento", "intervention of the contract payment", "contract_payment_intervention"),
        "payer": Key("soggetto che versa", "payer of the contract payment", "contract_payer"),
        "payee": Key("soggetto che riceve il versamento", "payee of the contract payment", "contract_payee"),
        "channel": Key("modalità del versamento", "means of the contract payment", "contract_payment_channel"),
    })] = None


class Notice(Record):
    """The formal notice before a penalty, and what answered it."""

    sent_on: Annotated[Event, Key(
        "invio della contestazione", "sending of the notice of objection", "notice_sent_on")] = None
    received_on: Annotated[Event, Key(
        "ricevimento della contestazione", "receipt of the notice of objection", "notice_received_on")] = None
    hearing_on: Annotated[Event, Key("audizione in contraddittorio", "hearing of the other party")] = None
    defence_on: Annotated[Event, Key(
        "deposito delle controdeduzioni", "filing of the defence", "defence_filed_on")] = None
    fulfilled_on: Annotated[Event, Key(
        "adempimento dopo la contestazione", "fulfilment after the notice of objection", "notice_fulfilled_on")] = None
    deadline_on: Annotated[Known[Day], Key(
        "termine fissato dalla contestazione", "time limit set by the notice of objection", "notice_deadline_on"
    )] = None
    channel: Annotated[Known[Channel], Key(
        "modalità della contestazione", "channel of the notice of objection", "notice_channel")] = None
    addressee: Annotated[Known[Role], Key(
        "destinatario della contestazione", "addressee of the notice of objection", "notice_addressee")] = None
    outcome: Annotated[Known[Outcome], Key(
        "esito della contestazione", "outcome of the notice of objection", "notice_outcome")] = None
    facts_stated: Annotated[Flag, Key(
        "indicazione dei fatti nella contestazione", "statement of the facts in the notice of objection",
        "notice_facts_stated")] = None


class Penalty(Record):
    """A penalty, from its notice to its payment."""

    id: Annotated[Id | None, Key("codice della penale", "code of the penalty", "penalty_id")] = None
    category: Annotated[Always[Annotated[str, OneOf("penalty_category")]], Key(
        "categoria della penale", "category of the penalty", "penalty_category")] = None
    amount: Annotated[Always[Cents], Key("importo della penale", "amount of the penalty", "penalty_amount")] = None
    applied_on: Annotated[Event, Key(
        "applicazione della penale", "application of the penalty", "penalty_applied_on")] = None
    requested_on: Annotated[Event, Key(
        "richiesta di pagamento della penale", "demand for payment of the penalty", "penalty_requested_on")] = None
    request_received_on: Annotated[Event, Key(
        "ricevimento della richiesta di pagamento della penale", "receipt of the demand for payment of the penalty",
        "penalty_request_received_on")] = None
    paid_on: Annotated[Event, Key("pagamento della penale", "payment of the penalty", "penalty_paid_on")] = None
    notice: Known[Notice] = None


class ContractBreach(Record):
    """A breach of the contract."""

    cause: Annotated[Known[_BreachCause], Key("causa dell'inadempienza", "cause of the breach", "breach_cause")] = None
    found_on: Annotated[Event, Key("accertamento dell'inadempienza", "finding of the breach", "breach_found_on")] = None
    notified_on: Annotated[Event, Key(
        "contestazione dell'inadempienza", "notice of the breach", "breach_notified_on")] = None
    penalised: Annotated[Flag, Key(
        "applicazione di una penale all'inadempienza", "penalty for the breach", "breach_penalised")] = None


class DataUse(Record):
    """A use of personal data."""

    purpose: Annotated[Known[Annotated[str, OneOf("data_purpose")]], Key(
        "finalità del trattamento dei dati", "purpose of the data processing", "data_purpose")] = None
    authorised_on: Annotated[Event, Key(
        "autorizzazione al trattamento dei dati", "authorisation of the data processing", "data_use_authorised_on"
    )] = None
    service: Annotated[Known[Service], Key(
        "servizio del trattamento dei dati", "service of the data processing", "data_use_service")] = None


class DataBreach(Record):
    """A personal data breach."""

    found_on: Annotated[EventDay, Key(
        "scoperta della violazione dei dati", "discovery of the data breach", "data_breach_found_on")]
    notified_on: Annotated[Event, Key(
        "notifica della violazione dei dati", "notice of the data breach", "data_breach_notified_on")] = None


class ServiceContract(Ordered):
    """Everything that is known about one service contract."""

    ordered: ClassVar = (("term_start", "term_end"), ("insurance_from", "insurance_to"))

    id: Annotated[Id, Key("codice del contratto di servizio", "code of the service contract", "contract_id")]
    complete_until: Day | None = None
    term_start: Annotated[Known[Day], Key(
        "inizio del contratto di servizio", "start of the service contract", "contract_term_start")] = None
    term_end: Annotated[Known[Day], Key(
        "scadenza del contratto di servizio", "expiry of the service contract", "contract_term_end")] = None
    transition_end: Annotated[Known[Day], Key("fine del periodo transitorio", "end of the transition period")] = None
    renewal_signed_on: Annotated[Event, Key(
        "firma del rinnovo del contratto", "signature of the renewal of the contract")] = None
    renewal_notice_on: Annotated[Event, Key(
        "preavviso di rinnovo del contratto", "notice of renewal of the contract")] = None
    takeover_on: Annotated[Event, Key("subentro del nuovo gestore", "takeover by the new provider")] = None
    revised_on: Annotated[Event, Key(
        "revisione del contratto", "revision of the contract", "contract_revised_on")] = None
    revision_reason: Annotated[Known[Annotated[str, OneOf("revision_reason")]], Key(
        "motivo della revisione", "reason for the revision")] = None
    terminated_on: Annotated[Event, Key("risoluzione del contratto", "termination of the contract")] = None
    withdrawal_on: Annotated[Event, Key("recesso dal contratto", "withdrawal from the contract")] = None
    withdrawal_reason: Annotated[Known[Annotated[str, OneOf("withdrawal_reason")]], Key(
        "motivo del recesso", "reason for the withdrawal")] = None
    breach_cause: Annotated[Known[_BreachCause], Key(
        "inadempienza che ha causato la risoluzione", "breach that led to the termination", "termination_cause")] = None
    dedicated_account: Annotated[Flag, Key("conto corrente dedicato", "dedicated bank account")] = None
    account_delegates: Annotated[Flag, Key(
        "comunicazione dei delegati al conto dedicato", "notice of the delegates of the dedicated account")] = None
    insurance_from: Annotated[Known[Day], Key(
        "inizio della copertura assicurativa", "start of the insurance cover")] = None
    insurance_to: Annotated[Known[Day], Key("fine della copertura assicurativa", "end of the insurance cover")] = None
    controller: Annotated[Known[Role], Key(
        "titolare del trattamento dei dati", "data controller", "data_controller")] = None
    processor: Annotated[Known[Role], Key(
        "responsabile del trattamento dei dati", "data processor", "data_processor")] = None
    services: Annotated[Listed[ContractedService], Each(
        "contract_service", "servizio affidato", "entrusted service", placing="from",
        span="contract_service_from contract_service_until", name_by="service", own="contract_service_")] = None
    years: Annotated[Listed[ContractYear], Each(
        "contract_year", "anno del contratto", "contract year", span="contract_year_first_day contract_year_last_day",
        day="contract_year_last_day", name_by="year", ahead=True)] = None
    documents: Annotated[Listed[Document], Each(
        "contract_document", "documento del contratto", "contract document", placing="sent_on", name_by="type",
        kept=True, own="contract_", of=Text("del documento contrattuale", "the contract document"))] = None
    penalties: Annotated[Listed[Penalty], Each(
        "penalty", "penale", "penalty", placing="applied_on", name_by="id")] = None
    breaches: Annotated[Listed[ContractBreach], Each(
        "contract_breach", "inadempimento", "breach", placing="found_on", name_by="cause",
        happens="breach_found_on")] = None
    incidents: Annotated[Listed[Incident], Each(
        "contract_incident", "evento dannoso", "incident", placing="occurred_on", name_by="occurred_on",
        happens="contract_incident_on", own="contract_",
        of=Text("dell'evento contrattuale", "the contract incident"), keys={
        "occurred_on": Key("data dell'evento contrattuale", "day of the contract incident", "contract_incident_on"),
    })] = None
    controls: Annotated[Listed[Control], Each(
        "contract_control", "controllo del Comune", "municipality's check", placing="on", name_by="on", own="contract_",
        of=Text("della verifica contrattuale", "the contract inspection"), keys={
        "requested_on": Key(
            "richiesta di informazioni sul contratto", "request for information on the contract",
            "contract_control_requested_on"),
        "answered_on": Key(
            "risposta alla richiesta di informazioni sul contratto",
            "answer to the request for information on the contract", "contract_control_answered_on"),
    })] = None
    expenses: Annotated[Listed[Expense], Each(
        "contract_expense", "spesa del contratto", "contract expense", placing="paid_on", name_by="kind",
        own="contract_", of=Text("della spesa del contratto", "the contract expense"))] = None
    data_uses: Annotated[Listed[DataUse], Each(
        "data_use", "trattamento di dati", "use of data", placing="authorised_on", name_by="purpose")] = None
    data_breaches: Annotated[Listed[DataBreach], Each(
        "data_breach", "violazione di dati", "data breach", placing="found_on", name_by="found_on",
        happens="data_breach_found_on")] = None

# fmt: on
