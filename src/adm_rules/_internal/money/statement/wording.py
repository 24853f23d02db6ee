"""The words of differences between invoices and a statement, in Italian and in English."""

from __future__ import annotations

from typing import Final

from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import bounds_text, format_value
from adm_rules._internal.values.bounds import Interval

#: What each difference says; `compared` adds what was billed and what is due.
TEXTS: Final = {
    "hours-not-delivered": Text(
        "Sono fatturate più ore di quelle svolte e da pagare.",
        "More hours are billed than were delivered and are to be paid.",
    ),
    "hours-not-billed": Text(
        "Sono fatturate meno ore di quelle svolte e da pagare.",
        "Fewer hours are billed than were delivered and are to be paid.",
    ),
    "amount-too-high": Text(
        "L'importo fatturato supera il dovuto.", "The amount billed is more than is due."
    ),
    "amount-too-low": Text(
        "L'importo fatturato è meno del dovuto.", "The amount billed is less than is due."
    ),
    "activity-not-paid": Text(
        "È fatturata un'attività che il voucher non paga.",
        "Work is billed that the voucher does not pay for.",
    ),
    "wrong-payer": Text(
        "L'importo è quello che deve l'altro soggetto pagante.",
        "The amount is that which the other payer owes.",
    ),
    "not-invoiced": Text(
        "Quanto è dovuto non risulta fatturato.", "What is due does not appear in any invoice."
    ),
    "not-comparable": Text(
        "Non si può dire se l'importo fatturato sia quello dovuto: manca qualche dato.",
        "Whether the amount billed is that which is due cannot be told: something is missing.",
    ),
    "several-payers": Text(
        "La fattura è intestata a più soggetti: l'atto ne vuole una distinta per ciascuno.",
        "The invoice is addressed to several payers: the act asks for a separate one for each.",
    ),
    "payer-unknown": Text(
        "Non si sa a chi solo la fattura sia intestata: le sue righe non si possono confrontare.",
        "Whom alone the invoice is addressed to is not known: its lines cannot be compared.",
    ),
    "other-payer": Text(
        "La fattura è intestata a chi non paga né il voucher né la quota della famiglia.",
        "The invoice is addressed to somebody who pays neither the voucher nor the family's share.",
    ),
    "other-period": Text(
        "La fattura riguarda anche giorni fuori dal mese: le sue righe non si possono confrontare.",
        "The invoice also covers days outside the month: its lines cannot be compared.",
    ),
    "sum-differs": Text(
        "L'importo della fattura non è la somma delle sue righe.",
        "The amount of the invoice is not the sum of its lines.",
    ),
    "unknown-intervention": Text(
        "Nessuno dei casi dati ha questo intervento.", "None of the cases given has this intervention."
    ),
    "invoices-unknown": Text(
        "Le fatture del mese non sono note.", "The invoices of the month are not known."
    ),
    "other-agency": Text(
        "L'intervento è affidato a un'altra agenzia.", "The intervention is entrusted to another agency."
    ),
    "intervention-unclear": Text(
        "Non si sa a quale intervento si riferisca la riga.",
        "Which intervention the line is about is not known.",
    ),
}


def compared(kind: str, billed: int | None, due: Interval | None, lang: str) -> list[str]:
    """What was billed and what is due, as far as each is told: time, or money."""
    words = _WORDS.in_language(lang)
    parts = []
    if billed is not None:
        parts.append(words[f"billed_{kind}"].format(format_value(kind, billed, lang)))
    if due is not None:
        parts.append(words[f"due_{kind}"].format(bounds_text(kind, due, lang)))
    return parts


_WORDS: Final = Catalogue(
    {
        "billed_minutes": Text("ore fatturate: {}", "hours billed: {}"),
        "due_minutes": Text("ore dovute: {}", "hours due: {}"),
        "billed_money": Text("importo fatturato: {}", "amount billed: {}"),
        "due_money": Text("importo dovuto: {}", "amount due: {}"),
    }
)
