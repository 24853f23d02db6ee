"""Facts of money: voucher terms, ISEE, payments, expenses, invoices."""

from __future__ import annotations

from adm_rules._internal.facts.build import made

#: Sessions that took place.
_DELIVERED = {"session_status": {"is": "delivered"}}

#: Invoices to the payers of a line's own, which is one of them, for the same intervention and with days in common.
_ALIKE_INVOICES = {
    "from": "invoice",
    "during": "span",
    "alike": ["payers"],
    "where": {"interventions_on_invoice": {"includes": [{"fact": "billed_intervention"}]}},
}

# fmt: off
_VOUCHER = (
    made("intervention", "voucher_terms_by_start", "count",
         "periodi di voucher iniziati entro l'avvio", "voucher terms begun by the start",
         count={"from": "voucher_term", "during": {"to": "start"}}),
    made("session", "voucher_terms_at_session", "count",
         "periodi di voucher in corso nel giorno dell'accesso", "voucher terms running on the day of the session",
         count={"from": "voucher_term", "at": "session_day"}),
    made("voucher_term", "six_month_end", "date",
         "ultimo giorno del periodo ordinario di voucher", "last day of the ordinary voucher term",
         shift={"of": "term_start", "months": "$voucher_months", "as": "last_day_of_term"}),
    made("voucher_term", "six_month_due", "date",
         "giorno di pari data alla fine del periodo ordinario di voucher",
         "same-numbered day at the end of the ordinary voucher term",
         shift={"of": "term_start", "months": "$voucher_months", "as": "due"}),
    made("voucher_term", "previous_end", "date",
         "fine del periodo di voucher precedente", "end of the previous voucher term",
         previous={"of": "term_end", "by": "term_start"}),
    made("voucher_term", "days_after_previous", "days",
         "giorni dalla fine del periodo di voucher precedente",
         "days since the end of the previous voucher term",
         between={"from": "previous_end", "to": "term_start", "in": "days"}),
    made("voucher_term", "age_at_term", "years",
         "età del minore all'inizio del periodo di voucher", "age of the minor when the voucher term starts",
         choose=[{"else": {"fact": "age", "at": "term_start"}}]),
    made("voucher_term", "home_and_territory", "fraction",
         "quota del tempo a domicilio e sul territorio", "share of time at home and in the neighbourhood",
         share={"from": "session", "of": "session_time", "during": "span", "among": _DELIVERED,
                "where": {"venue": {"one_of": ["home", "territory"]}}}),
    made("voucher_term", "home_time", "fraction",
         "quota del tempo a domicilio", "share of time at home",
         share={"from": "session", "of": "session_time", "during": "span", "among": _DELIVERED,
                "where": {"venue": {"is": "home"}}}),
)

_FAMILY = (
    made("case", "isee_now", "money",
         "valore dell'ultima attestazione ISEE in corso nel giorno della verifica",
         "value of the latest ISEE in force on the day of the check",
         pick={"from": "isee", "of": "isee_value", "by": "isee_issued_on", "take": "last",
               "at": "judgement_day", "where": {"isee_value": {"exists": True}}}),
    made("payment", "isee_at_payment", "money",
         "valore dell'ultima attestazione ISEE in corso nel giorno del pagamento",
         "value of the latest ISEE in force on the day of payment",
         pick={"from": "isee", "of": "isee_value", "by": "isee_issued_on", "take": "last",
               "at": "paid_on", "where": {"isee_value": {"exists": True}}}),
    made("intervention", "isee_in_course", "money",
         "valore dell'ultima attestazione ISEE in corso nell'ultimo giorno considerato dell'intervento",
         "value of the latest ISEE in force on the last day considered of the intervention",
         pick={"from": "isee", "of": "isee_value", "by": "isee_issued_on", "take": "last",
               "at": "last_day", "where": {"isee_value": {"exists": True}}}),
    made("payment", "isees_at_payment", "count",
         "attestazioni ISEE valide nel giorno del pagamento", "ISEE attestations valid on the day of payment",
         count={"from": "isee", "at": "paid_on", "where": {"isee_status": {"is": "valid"}}}),
    made("payment", "service_paid_for", "enum:service",
         "servizio a cui si riferisce il pagamento, o il suo intervento",
         "service that the payment, or its intervention, is for",
         traces=[{"is": "payment_service"}, {"is": "service"}]),
    made("case", "family_payments", "money",
         "somma pagata dalla famiglia", "sum paid by the family",
         total={"from": "payment", "of": "payment_amount", "ever": True, "where": {"payer": {"is": "family"}}}),
)

_INVOICE = (
    *(made("invoice", f"invoice_{end}_{part}", "count",
           f"{italian} {it} della fattura", f"{part} of the {en} day of the invoice",
           part={"of": f"invoice_{end}", "as": part})
      for end, it, en in (("from", "del primo giorno", "first"), ("to", "dell'ultimo giorno", "last"))
      for part, italian in (("year", "anno"), ("month", "mese"))),
    made("invoice", "invoice_of_one_month", "bool",
         "fattura che riguarda un solo mese", "invoice for one month alone",
         choose=[{"when": {"all": [{"invoice_from_year": {"is": {"fact": "invoice_to_year"}}},
                                   {"invoice_from_month": {"is": {"fact": "invoice_to_month"}}}]}, "then": True},
                 {"else": False}]),
    made("invoice", "payer_count", "count",
         "numero di soggetti a cui la fattura è intestata", "number of payers of the invoice",
         size="payers"),
    made("invoice", "billed_interventions", "count",
         "interventi fatturati insieme", "interventions invoiced together",
         count={"from": "invoice_line", "distinct": "billed_intervention"}),
    made("invoice", "billed_services", "count",
         "servizi fatturati insieme", "services invoiced together",
         count={"from": "invoice_line", "distinct": "service_of_line"}),
    made("invoice_line", "service_of_line", "enum:service",
         "servizio della riga, o dell'intervento fatturato",
         "service of the line, or of the intervention billed",
         traces=[{"is": "billed_service"}, {"is": "service"}]),
    made("invoice", "lines_amount", "money",
         "somma delle righe della fattura", "sum of the lines of the invoice",
         total={"from": "invoice_line", "of": "billed_amount"}),
    made("invoice_line", "billed_for_intervention", "minutes",
         "tempo che la fattura addebita in tutto per lo stesso intervento",
         "time that the invoice charges in all for the same intervention",
         total={"from": "invoice_line", "of": "billed_time", "alike": ["billed_intervention"]}),
    made("invoice", "interventions_on_invoice", "set",
         "interventi della fattura", "interventions on the invoice",
         collect={"from": "invoice_line", "of": "billed_intervention"}),
    made("invoice_line", "invoices_for_intervention", "set",
         "fatture agli stessi soggetti che per giorni in comune riguardano lo stesso intervento",
         "invoices to the same payers that are for the same intervention and have days in common",
         collect={**_ALIKE_INVOICES, "of": "invoice_id"}),
    made("invoice_line", "times_invoiced", "count",
         "numero di fatture agli stessi soggetti che per giorni in comune riguardano lo stesso intervento",
         "number of invoices to the same payers that are for the same intervention and have days in common",
         count=_ALIKE_INVOICES),
    made("invoice_line", "billed_work", "minutes",
         "tempo che la fattura addebita in tutto, trasporti e coordinamento a parte, per lo stesso intervento",
         "time that the invoice charges in all, transport and coordination apart, for the same intervention",
         total={"from": "invoice_line", "of": "billed_time", "alike": ["billed_intervention"],
                "where": {"billed_activity": {"none_of": ["transport", "coordination"]}}}),
    # The agency's own register of sessions, matched by id: an invoice can be checked without the case's file.
    made("invoice_line", "payable_time", "minutes",
         "tempo pagabile nel periodo fatturato", "payable time in the invoiced period",
         total={"from": "agency_session", "of": "agency_session_time", "during": "span",
                "merge": {"agency_session_activity": {"none_of": ["correlated", "coordination", "feedback"]}},
                "where": {"all": [
                    {"agency_session_intervention": {"is": {"fact": "billed_intervention"}}},
                    {"agency_session_status": {"is": "delivered"}},
                    {"agency_session_activity": {"one_of": "$payable_activities"}}]}}),
    # The case's own sessions, through the intervention: who is present stands there.
    made("invoice_line", "group_time_due", "minutes",
         "quota del tempo di gruppo nel periodo fatturato", "part of the group's time in the invoiced period",
         total={"from": "session", "of": "share_of_group_time", "during": "span",
                "where": {"all": [_DELIVERED, {"activity": {"is": "group"}}]}}),
    made("invoice_line", "voucher_hour", "minutes",
         "ora di intervento", "hour of intervention",
         choose=[{"else": "1 h"}]),
    made("invoice_line", "hourly_voucher", "money",
         "valore unitario del voucher nel periodo fatturato", "unit value of the voucher in the invoiced period",
         choose=[{"else": "$voucher_unit_value"}]),
    made("invoice_line", "voucher_due", "money",
         "valore del voucher per il tempo pagabile", "value of the voucher for the payable time",
         apportion={"of": "hourly_voucher", "part": "payable_time", "whole": "voucher_hour"}),
)
# fmt: on

FACTS = (*_VOUCHER, *_FAMILY, *_INVOICE)
