"""Facts of a service contract between the municipalities and the company that runs the services."""

from __future__ import annotations

from adm_rules.facts.build import made

#: Payments of the two advances on the yearly quota.
_ADVANCES = {"contract_payment_kind": {"one_of": ["first_advance", "second_advance"]}}

# fmt: off
_CONTRACT = (
    made("contract", "last_service_on", "event",
         "ultimo giorno di servizio prestato", "last day on which a service was delivered",
         pick={"from": "contract_service", "of": "last_delivered_on", "by": "last_delivered_on",
               "take": "last", "where": {"last_delivered_on": {"exists": True}}}),
    made("contract", "term_end_plus", "date",
         "scadenza del contratto con la proroga indicata", "expiry of the contract with the given extension",
         takes={"term": "months"},
         shift={"of": "contract_term_end", "months": {"param": "term"}, "as": "due"}),
    made("contract", "service_allowed_until", "date",
         "ultimo giorno del periodo transitorio della durata indicata, o subentro se precedente",
         "last day of a transition of the given length, or the takeover if earlier",
         takes={"term": "months"},
         least=[{"fact": "term_end_plus", "with": {"term": {"param": "term"}}}, "takeover_on"]),
    made("contract", "contract_checks", "count",
         "verifiche svolte sulla gestione dei servizi", "inspections of the management of the services",
         count={"from": "contract_control", "where": {"contract_controlled_on": {"exists": True}}}),
    made("contract", "data_breaches", "count",
         "violazioni dei dati accertate", "data breaches found",
         count={"from": "data_breach", "where": {"data_breach_found_on": {"exists": True}}}),
    made("contract", "payment_channels_used", "set:channel",
         "modalità usate per i versamenti", "means used for the payments",
         collect={"from": "contract_payment", "of": "contract_payment_channel",
                  "where": {"contract_paid_on": {"exists": True}}}),
    made("contract", "breaches_of_cause", "count",
         "inadempienze accertate della causa che ha portato alla risoluzione",
         "breaches found of the cause that led to the termination",
         count={"from": "contract_breach", "where": {"all": [
             {"breach_cause": {"is": {"fact": "termination_cause"}}},
             {"breach_found_on": {"exists": True}}]}}),
)

_YEAR = (
    made("contract_year", "contract_year_first_day", "date",
         "primo giorno dell'anno del contratto", "first day of the contract's year",
         part={"of": "contract_year", "as": "first_of_year"}),
    made("contract_year", "contract_year_last_day", "date",
         "ultimo giorno dell'anno del contratto", "last day of the contract's year",
         part={"of": "contract_year", "as": "last_of_year"}),
    made("contract_year", "contract_year_month_end", "date",
         "ultimo giorno dei mesi indicati dell'anno del contratto",
         "last day of the given months of the contract's year",
         takes={"months": "months"},
         shift={"of": "contract_year_first_day", "months": {"param": "months"}, "as": "last_day_of_term"}),
    made("contract_year", "yearly_contract_documents", "set:document_type",
         "documenti contrattuali dell'anno", "contract documents of the year",
         collect={"from": "contract_document", "of": "contract_document_type", "where": {"all": [
             {"contract_document_year": {"is": {"fact": "contract_year"}}},
             {"contract_document_sent_on": {"exists": True}}]}}),
    made("contract_year", "indirect_due", "money",
         "quota di costi indiretti in proporzione al costo del servizio",
         "share of indirect costs in proportion to the cost of the service",
         apportion={"of": "indirect_costs", "part": "service_cost", "whole": "services_cost"}),
    made("contract_year", "first_advance_paid_on", "event",
         "primo versamento del primo acconto", "first payment of the first advance",
         pick={"from": "contract_payment", "of": "contract_paid_on", "by": "contract_paid_on",
               "take": "first", "where": {"contract_payment_kind": {"is": "first_advance"}}}),
    # A forecast that is approved after the payment does not change what was due on the day of the payment.
    made("contract_year", "first_advance_base", "money",
         "base del primo acconto", "base of the first advance",
         choose=[{"when": {"forecast_approved_on": {"at_most": {"fact": "first_advance_paid_on"}}},
                  "then": {"fact": "forecast"}},
                 {"else": {"fact": "previous_quota"}}]),
    made("contract_year", "first_advance_reached_on", "event",
         "versamento della parte indicata della base del primo acconto",
         "payment of the given share of the base of the first advance",
         takes={"share": "fraction"},
         reached={"from": "contract_payment", "of": "contract_payment_amount", "at": "contract_paid_on",
                  "base": "first_advance_base", "share": {"param": "share"},
                  "where": {"contract_payment_kind": {"is": "first_advance"}}}),
    made("contract_year", "second_advance_reached_on", "event",
         "versamento della parte indicata della quota annua come secondo acconto",
         "payment of the given share of the yearly quota as second advance",
         takes={"share": "fraction"},
         reached={"from": "contract_payment", "of": "contract_payment_amount", "at": "contract_paid_on",
                  "base": "quota", "share": {"param": "share"},
                  "where": {"contract_payment_kind": {"is": "second_advance"}}}),
    made("contract_year", "second_advance_same_base_on", "event",
         "versamento della parte indicata della base del primo acconto come secondo acconto",
         "payment of the given share of the first advance's base as second advance",
         takes={"share": "fraction"},
         reached={"from": "contract_payment", "of": "contract_payment_amount", "at": "contract_paid_on",
                  "base": "first_advance_base", "share": {"param": "share"},
                  "where": {"contract_payment_kind": {"is": "second_advance"}}}),
    made("contract_year", "advances_paid", "money",
         "acconti versati", "advances paid",
         total={"from": "contract_payment", "of": "contract_payment_amount", "where": {"all": [
             _ADVANCES, {"contract_paid_on": {"exists": True}}]}}),
    made("contract_year", "balance_due", "money",
         "saldo dovuto", "balance due",
         difference=["quota", "advances_paid"]),
    made("contract_year", "balance_paid", "money",
         "saldo versato", "balance paid",
         total={"from": "contract_payment", "of": "contract_payment_amount", "where": {"all": [
             {"contract_payment_kind": {"is": "balance"}}, {"contract_paid_on": {"exists": True}}]}}),
    made("contract_year", "balance_paid_on", "event",
         "versamento del saldo", "payment of the balance",
         pick={"from": "contract_payment", "of": "contract_paid_on", "by": "contract_paid_on",
               "take": "first", "where": {"contract_payment_kind": {"is": "balance"}}}),
)

_DUTIES = (
    made("contract_expense", "contract_expense_year", "count",
         "anno della spesa del contratto", "year of the contract expense",
         part={"of": "contract_expense_commissioned_on", "as": "year"}),
    made("contract_expense", "contract_expense_year_start", "date",
         "primo giorno dell'anno della spesa del contratto", "first day of the year of the contract expense",
         part={"of": "contract_expense_year", "as": "first_of_year"}),
    made("contract_expense", "contract_expense_month_end", "date",
         "ultimo giorno dei mesi indicati dell'anno della spesa del contratto",
         "last day of the given months of the year of the contract expense",
         takes={"months": "months"},
         shift={"of": "contract_expense_year_start", "months": {"param": "months"}, "as": "last_day_of_term"}),
)

_PENALTIES = (
    made("contract", "penalised_breaches", "count",
         "inadempienze con penale", "breaches with a penalty",
         count={"from": "contract_breach", "where": {"breach_penalised": {"is": True}}}),
    made("penalty", "defence_term_end", "date",
         "ultimo giorno per le controdeduzioni", "last day for the defence",
         takes={"days": "days"},
         shift={"of": "notice_received_on", "days": {"param": "days"}, "as": "due"}),
    made("penalty", "fulfilment_term_end", "date",
         "ultimo giorno per adempiere", "last day to fulfil",
         takes={"days": "days"},
         greatest=[{"fact": "defence_term_end", "with": {"days": {"param": "days"}}}, "notice_deadline_on"]),
)
# fmt: on

FACTS = (*_CONTRACT, *_YEAR, *_DUTIES, *_PENALTIES)
