"""The file of one service contract between a municipality and a company (document 003, Arts. 1, 11 to 28)."""

from typing import Annotated, Self, TypeAlias

from pydantic import model_validator

from adm_rules.records.base import Record
from adm_rules.records.fields import Cents, Day, Event, Flag, Id, Known, Listed, OneOf, Place, Several, Year
from adm_rules.records.scalars import check_order
from adm_rules.records.shared import (
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

__all__ = [
    "ContractBreach",
    "ContractYear",
    "ContractedService",
    "DataBreach",
    "DataUse",
    "Notice",
    "Penalty",
    "ServiceContract",
]

_BreachCause: TypeAlias = Annotated[str, OneOf("breach_cause")]


class ContractedService(Period):
    """A service that the contract entrusts."""

    service: Service
    last_delivered_on: Event = None
    management_form: Known[Annotated[str, OneOf("management_form")]] = None
    essential_level: Flag = None
    financing_mode: Known[Annotated[str, OneOf("financing_mode")]] = None
    funding_sources: Several[Annotated[str, OneOf("funding_source")]] = None
    allocation_key: Several[Annotated[str, OneOf("allocation_key")]] = None
    municipalities: Several[Place] = None


class ContractYear(Record):
    """Quotas, accounts and payments of one year."""

    year: Year
    quota: Known[Cents] = None
    previous_quota: Known[Cents] = None
    forecast: Known[Cents] = None
    forecast_approved_on: Event = None
    pre_final_data_on: Event = None
    accounts_presented_on: Event = None
    sharing_plan_approved_on: Event = None
    indirect_costs: Known[Cents] = None
    indirect_charged: Known[Cents] = None
    service_cost: Known[Cents] = None
    services_cost: Known[Cents] = None
    social_costs: Known[Cents] = None
    specific_funding: Known[Cents] = None
    accounts: Several[Annotated[str, OneOf("account")]] = None
    payments: Listed[Payment] = None


class Notice(Record):
    """The formal notice before a penalty, and what answered it."""

    sent_on: Event = None
    received_on: Event = None
    hearing_on: Event = None
    defence_on: Event = None
    fulfilled_on: Event = None
    deadline_on: Known[Day] = None
    channel: Known[Channel] = None
    addressee: Known[Role] = None
    outcome: Known[Outcome] = None
    facts_stated: Flag = None


class Penalty(Record):
    """A penalty, from its notice to its payment."""

    id: Id | None = None
    category: Known[Annotated[str, OneOf("penalty_category")]] = None
    amount: Known[Cents] = None
    applied_on: Event = None
    requested_on: Event = None
    request_received_on: Event = None
    paid_on: Event = None
    notice: Known[Notice] = None


class ContractBreach(Record):
    """A breach of the contract."""

    cause: Known[_BreachCause] = None
    found_on: Event = None
    notified_on: Event = None
    penalised: Flag = None


class DataUse(Record):
    """A use of personal data."""

    purpose: Known[Annotated[str, OneOf("data_purpose")]] = None
    authorised_on: Event = None
    service: Known[Service] = None


class DataBreach(Record):
    """A personal data breach."""

    found_on: Day
    notified_on: Event = None


class ServiceContract(Record):
    """Everything that is known about one service contract."""

    id: Id
    complete_until: Day | None = None
    term_start: Known[Day] = None
    term_end: Known[Day] = None
    transition_end: Known[Day] = None
    renewal_signed_on: Event = None
    renewal_notice_on: Event = None
    takeover_on: Event = None
    revised_on: Event = None
    revision_reason: Known[Annotated[str, OneOf("revision_reason")]] = None
    terminated_on: Event = None
    withdrawal_on: Event = None
    withdrawal_reason: Known[Annotated[str, OneOf("withdrawal_reason")]] = None
    breach_cause: Known[_BreachCause] = None
    dedicated_account: Flag = None
    account_delegates: Flag = None
    insurance_from: Known[Day] = None
    insurance_to: Event = None
    controller: Known[Role] = None
    processor: Known[Role] = None
    services: Listed[ContractedService] = None
    years: Listed[ContractYear] = None
    documents: Listed[Document] = None
    penalties: Listed[Penalty] = None
    breaches: Listed[ContractBreach] = None
    incidents: Listed[Incident] = None
    controls: Listed[Control] = None
    expenses: Listed[Expense] = None
    data_uses: Listed[DataUse] = None
    data_breaches: Listed[DataBreach] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.term_start, self.term_end, "term_start", "term_end")
        check_order(self.insurance_from, self.insurance_to, "insurance_from", "insurance_to")
        return self
