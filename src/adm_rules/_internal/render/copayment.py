"""What a family pays, as text for a terminal and as a row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Final

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.words import shown_number, shown_percent
from adm_rules._internal.names import labels
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.rules.measures import UNITS
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import format_value

_WORDS: Final = Catalogue(
    {
        "amount": Text("Quota", "Fee"),
        "total": Text("In tutto", "In all"),
        "for": Text("{} per {} ore", "{} for {} hours"),
        "range": Text("da {} a {}", "from {} to {}"),
        "open": Text("{} o più", "{} or more"),
        "none": Text("non si può indicare alcun importo", "no amount can be given"),
        "decided": Text("deciso", "decided"),
        "undecided": Text("non deciso", "undecided"),
        "refused": Text("ISEE di un altro tipo", "an ISEE of another kind"),
        "not_set": Text("tariffa non fissata", "the tariff is not set"),
        "without": Text("Senza ISEE", "Without ISEE"),
        "why": Text("Motivo", "Reason"),
        "steps": Text("Come si arriva all'importo", "How the amount comes about"),
        "missing": Text("Da chiedere", "To ask for"),
        "readings": Text("Altre letture", "Other readings"),
        "reading": Text("{} Se {}: {}", "{} If {}: {}"),
    }
)
COLUMNS: Final = (
    "case", "service", "on", "tariff", "unit", "outcome", "quantity", "amount", "total", "lowest", "highest",
    "total_lowest", "total_highest", "if_no_certificate", "reason", "citation", "missing",
)  # fmt: skip


class CopaymentPen(Pen):
    """The answer, how it comes about, and what to ask for."""

    wording = _WORDS

    def told(self, found: Copayment, _name: str | None, rules: RuleSet | None) -> Iterator[str]:
        """The answer, line by line."""
        yield from self.summary(found, rules)
        yield from self._section("steps", self.steps(found))
        yield from self._section("missing", (self.say(each.text) for each in found.missing))
        readings = (
            self.words["reading"].format(self.say(each.question), self.say(each.text), self._other(each))
            for each in found.other_readings
        )
        yield from self._section("readings", readings)

    def summary(self, found: Copayment, rules: RuleSet | None) -> Iterator[str]:
        """What is paid for which service, without the way to it; ``rules`` know what they call the service."""
        names = labels("service", {}) if rules is None else rules.program.names_in("service") or {}
        service = names.get(found.service, Text(found.service, found.service))
        head = [self.say(service), format_value("date", found.on.toordinal(), self.lang)]
        head += [found.citation.text(self.lang)] if found.citation is not None else []
        yield from self.write([("title", " · ".join(head))])
        yield ""
        yield from self._amounts(found)
        if found.reason is not None:
            yield from self._item(self.words["why"], self.say(found.reason.text))
        if found.if_no_certificate is not None:
            yield from self._item(self.words["without"], self.euro(found.if_no_certificate))

    def steps(self, found: Copayment) -> Iterator[str]:
        """The way to the amount, step by step."""
        return (self._step(step.text, step.amount, found) for step in found.steps)

    def _amounts(self, found: Copayment) -> Iterator[str]:
        outcome = self.words[found.outcome]
        if found.unit is None or found.total_lowest is None:
            said = [("undecided", outcome), ("", f": {self.words['none']}")]
            yield from self.write(said)
            return
        percent, fee = found.unit == "percent_of_cost", ""
        doubt = "" if found.outcome == "decided" else f" ({outcome})"
        if found.lowest is not None:
            fee = self._range(found.lowest, found.highest, percent=percent)
            yield from self._item(self.words["amount"], f"{fee} {self.say(UNITS[found.unit].each)}{doubt}")
        total = self._range(found.total_lowest, found.total_highest)
        if found.quantity is not None and found.quantity != 1:
            total = self.words["for"].format(total, shown_number(found.quantity, self.lang))
        if percent or total != fee:
            yield from self._item(self.words["total"], total + ("" if fee else doubt))

    def _range(self, lo: Decimal, hi: Decimal | None, *, percent: bool = False) -> str:
        show = partial(shown_percent, lang=self.lang) if percent else self.euro
        if hi is None:
            return self.words["open"].format(show(lo))
        return show(lo) if lo == hi else self.words["range"].format(show(lo), show(hi))

    def _step(self, text: Text, amount: Decimal | None, found: Copayment) -> str:
        said = self.say(text)
        if amount is None:
            return said
        if found.unit == "percent_of_cost" and "%" not in said and amount == found.amount:
            return f"{said}: {shown_percent(amount, self.lang)}"
        if amount == amount.quantize(Decimal("0.01")):
            return f"{said}: {self.euro(amount)}"
        number = shown_number(Fraction(amount), self.lang)
        return f"{said}: {number} €" if self.lang == "it" else f"{said}: €{number}"

    def _other(self, each: Any) -> str:
        said = self.words[each.outcome]
        return said if each.lowest is None else f"{said}, {self._range(each.lowest, each.highest)}"

    def _section(self, name: str, items: Iterable[str]) -> Iterator[str]:
        listed = list(items)
        if listed:
            yield ""
            yield self.style("subject", self.words[name])
        for item in listed:
            yield from self.write([("", item)], first="  - ", rest="    ")

    def _item(self, name: str, text: str) -> Iterator[str]:
        yield from self.write([("strong", f"{name}:"), ("", f" {text}")], rest="  ")


def rows(found: Copayment, _name: str | None, lang: str) -> Iterator[list[object]]:
    """The answer as one row; amounts have a decimal point."""
    special: Mapping[str, object] = {
        "quantity": found.quantity and shown_number(found.quantity, "en"),  # 3/2 would be a day in March
        "reason": found.reason and found.reason.id,
        "citation": found.citation and found.citation.text(lang),
        "missing": "; ".join(each.text.in_language(lang) for each in found.missing),
    }
    yield [special[name] if name in special else getattr(found, name) for name in COLUMNS]
