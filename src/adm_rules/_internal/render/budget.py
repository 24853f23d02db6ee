"""A period's budget as text for a terminal, and as a table of what each voucher term commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from adm_rules._internal.calendar import to_day
from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.statement.budget import Budget, Commitment
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.render.roles import marked
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import count_of, format_value
from adm_rules._internal.values.bounds import Interval

_WORDS: Final = Catalogue(
    {
        "seen": Text("budget, visto al {}", "budget, as seen on {}"),
        "period": Text("Dal {} al {}", "From {} to {}"),
        "available": Text("disponibile", "available"),
        "committed": Text("impegnato dai periodi di voucher", "committed by voucher terms"),
        "spent": Text("speso per accessi erogati", "spent on sessions delivered"),
        "remaining": Text("resta da impegnare", "left to commit"),
        "over": Text("impegnato più di quanto è disponibile", "more is committed than there is"),
        "perhaps_over": Text(
            "non si sa se l'impegno supera il disponibile", "it is not known whether more is committed"
        ),
        "terms": Text("Impegni", "Commitments"),
        "none": Text("Nessun periodo di voucher tocca questi giorni.", "No voucher term touches these days."),
        "term": Text("dal {} al {}", "{} to {}"),
        "unknown_terms": Text("periodi di voucher non noti", "voucher terms not known"),
        "unknown": Text("importo non noto", "amount not known"),
        "ask": Text("Da chiedere", "To ask for"),
    }
)
#: Whether more is committed than there is, with the role and the word for it; nothing is told where it is not.
_OVER: Final = {True: ("error", "over"), None: ("undecided", "perhaps_over")}
COLUMNS: Final = (
    *("case", "intervention", "start", "end", "days", "cost_lowest", "cost_highest", "outcome", "missing"),
    *("first", "last", "on", "available"),
)


def rows(told: Budget, _name: str | None, lang: str) -> Iterator[list[object]]:
    """One row for each voucher term: amounts in euro, both ends equal where the cost is known."""
    for each in told.commitments:
        missing = "; ".join(one.text.in_language(lang) for one in each.missing)
        ends = euro(each.cost.lowest), euro(each.cost.highest)
        term = (each.case, each.intervention, each.start, each.end, each.days)
        yield [*term, *ends, each.outcome, missing, told.first, told.last, told.on, euro(told.available)]


class BudgetPen(Pen):
    """What there is, what is committed, spent and left; then term by term, and what to ask for, once."""

    wording = _WORDS

    def told(self, told: Budget, _name: str | None, _rules: object) -> Iterator[str]:
        """All of it, line by line."""
        yield self.seen(f"{told.rules} {told.version}", "seen", told.on)
        days = (self.day(day) for day in (told.first, told.last))
        yield from self.put("title", self.words["period"].format(*days), at=0)
        for key in ("available", "committed", "spent", "remaining"):
            yield from self.put("text", f"{self.words[key]}: {self._sum(getattr(told, key))}", at=2)
        if told.over in _OVER:
            role, word = _OVER[told.over]
            yield from self.put(role, marked(role, self.words[word]), at=2)
        yield ""
        yield from self.heading(self.words["terms"])
        if not told.commitments:
            yield self.words["none"]
        for each in told.commitments:
            yield from self._term(each)
        asked = Counter(one.text for each in told.commitments for one in each.missing)
        if asked:
            yield ""
            yield from self.heading(self.words["ask"])
        for text, number in asked.items():
            times = f" × {number}" if number > 1 else ""
            yield from self.put("undecided", f"- {self.say(text)}{times}", at=0)

    def _term(self, each: Commitment) -> Iterator[str]:
        if each.start is None or each.end is None:
            when, days = self.words["unknown_terms"], ""
        else:
            dates = (format_value("date", to_day(day), self.lang) for day in (each.start, each.end))
            when, days = self.words["term"].format(*dates), count_of(each.days, "days", self.lang)
        yield from self.dotted(
            ("strong", each.case),
            ("text", each.intervention or ""),
            ("text", when),
            ("dim", days),
            ("text", self._sum(each.cost)),
        )

    def _sum(self, amount: int | Interval) -> str:
        if isinstance(amount, Interval) and amount.lowest is None and amount.highest is None:
            return self.words["unknown"]
        return self.money(amount)
