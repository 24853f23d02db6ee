"""One comparison between what is billed and what is due: both sides, and what is said of them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.statement.vouchers import SessionLine
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import bounds_text, format_value
from adm_rules._internal.values.bounds import ZERO, Interval


@dataclass(frozen=True, slots=True, repr=False)
class Billed:
    """One line of an invoice of the month; None is not known. ``payer`` is None if it is not one known payer."""

    invoice: str
    number: int
    payer: str | None
    intervention: str | None
    activity: str | None
    minutes: int | None
    cents: int | None

    @property
    def name(self) -> str:
        """The line as a difference names it."""
        return f"{self.invoice}/{self.number}"

    @property
    def charges(self) -> bool:
        """Whether the line bills, or may bill, anything."""
        return self.cents is None or self.cents > 0 or self.minutes is None or self.minutes > 0


@dataclass(frozen=True, slots=True, repr=False)
class Owed:
    """What one payer owes: the time that may be billed, the time as it is shown, cents."""

    payer: str | None
    time: Interval | None
    shown: Interval | None
    amount: Interval
    cites: Citation | None


def verdict(
    lines: Sequence[Billed],
    billed: tuple[int | None, int | None],
    due: Owed,
    *,
    loose: bool,
) -> tuple[str, bool]:
    """What is to be said of minutes and cents, and whether it is certain; ``loose``: there may be other bills."""
    (minutes, cents), time, amount = billed, due.time, due.amount
    if not lines:
        owed = amount.lo > 0 or (time is not None and time.lo > 0)
        return ("", True) if amount.hi == 0 else ("not-invoiced", owed and not loose)
    if time is not None and minutes is not None and minutes > time.hi:
        return "hours-not-delivered", True
    if time is not None and minutes is not None and minutes < time.lo:
        return "hours-not-billed", not loose
    if cents is not None and cents > amount.hi:
        return "amount-too-high", True
    if cents is not None and cents < amount.lo:
        return "amount-too-low", not loose
    settled = amount.decided and cents is not None and (time is None or minutes is not None)
    return ("", True) if settled else ("not-comparable", False)


def due_of(lines: Sequence[SessionLine], payer: str | None) -> Owed:
    """What lines of a statement come to; a fraction of an hour may be billed rounded session by session."""
    time = sum((line.countable for line in lines), ZERO)
    shown = sum((line.payable for line in lines), ZERO).rounded()
    amount = sum((line.amount for line in lines), ZERO)
    return Owed(payer, time, shown, amount, lines[0].cites if lines else None)


def id_of(value: Any) -> str | None:
    """An id, or None while it is not known."""
    return value if value.__class__ is str else None


def whole_of(value: Any) -> int | None:
    """A number, or None while it is not known."""
    return value if value.__class__ is int else None


def total_of(numbers: Iterable[int | None]) -> int | None:
    """A sum of which no part is missing."""
    found = list(numbers)
    return None if any(number is None for number in found) else sum(number or 0 for number in found)


# --- words ------------------------------------------------------------------------------------------------------------

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
