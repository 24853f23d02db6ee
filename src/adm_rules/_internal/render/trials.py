"""Values on trial beside the act: who changes, by which rules, how much time and money; and curves as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from adm_rules._internal.money.copayment.curve import CopaymentCurve, CurvePoint
from adm_rules._internal.names import label
from adm_rules._internal.render.pen import Pen, tabulated
from adm_rules._internal.report.trials import MoneyEffect, OverTime, TrialEffect, TrialRule, VerdictCurve
from adm_rules._internal.texts import Catalogue, Counted, Text
from adm_rules._internal.values import count_of, format_value

_WORDS: Final = Catalogue(
    {
        "seen": Text("giudizio al {}", "as of {}"),
        "rules": Text("Regole che cambiano", "Rules that change"),
        "over": Text("oltre il limite {} → {}", "beyond the limit {} → {}"),
        "new": Text("in più: {}", "new: {}"),
        "gone": Text("non più: {}", "gone: {}"),
        "money": Text("Chi paga, nel mese {}", "Who pays, in {}"),
        "undecided": Text("non deciso", "undecided"),
        "spread": Text(
            "Distribuzione, per rilievi in più o in meno", "Distribution, by findings more or fewer"
        ),
        "files": Text("file: {}", "files: {}"),
        "unread": Text("Non letti: {}", "Not read: {}"),
        "isee": Text("ISEE", "ISEE"),
        "fee": Text("Quota", "Fee"),
        "total": Text("In tutto", "In all"),
        "step": Text("scatto", "step"),
        "amount": Text("Valore", "Value"),
    }
)
_NOBODY: Final = Counted(
    Text("Nessun esito cambia in {} file.", "No answer changes in {} file."),
    Text("Nessun esito cambia in {} file.", "No answer changes in {} files."),
)
_WHO: Final = Counted(
    Text("Cambia {} file su {}", "{} of {} files changes"),
    Text("Cambiano {} file su {}", "{} of {} files change"),
)
_FAILS: Final = Counted(
    Text("{1} → {0} rilievo", "{1} → {0} finding"), Text("{1} → {0} rilievi", "{1} → {0} findings")
)
#: The columns of an effect as a table, and of a curve.
EFFECT_COLUMNS: Final = ("file", "change", "payer", "owed_act", "owed_trial", "owed_change")
CURVE_COLUMNS: Final = (
    "service", "tariff", "unit", "isee", "outcome", "lowest", "highest", "total_lowest", "total_highest", "step",
)  # fmt: skip


class TrialEffectPen(Pen):
    """What a trial changes."""

    wording = _WORDS

    def told(self, effect: TrialEffect, _name: str | None, _rules: object) -> Iterator[str]:
        """Who changes, by which rules, who pays what, and how widely."""
        yield self.seen(f"{effect.rules} {effect.version}", "seen", effect.on)
        yield ""
        number = len(effect.files)
        if not effect.changed:
            yield _NOBODY.said(number, self.lang)
        else:
            names = ", ".join(each.key for each in effect.changed)
            told = f"{_WHO.said(len(effect.changed), self.lang, number)}: {names}"
            yield from self.put("strong", told, at=0)
        if effect.rules_changed:
            yield from ("", self.style("subject", self.words["rules"]))
        for each in effect.rules_changed:
            yield from self._rule(each)
        if effect.money:
            yield from ("", self.style("subject", self.words["money"].format(effect.month)))
        for payer in effect.money:
            yield from self.dotted(("plain", self._payer(payer.payer)), ("plain", self._change(payer)))
        if set(effect.distribution) != {0}:
            yield from ("", self.style("subject", self.words["spread"]))
            for change, files in effect.distribution.items():
                yield from self.dotted(
                    ("plain", f"{change:+d}" if change else "="), ("plain", self.words["files"].format(files))
                )
        if effect.failures:
            names = ", ".join(each.key for each in effect.failures)
            yield from ("", *self.put("error", self.words["unread"].format(names), at=0))

    def _rule(self, each: TrialRule) -> Iterator[str]:
        fails = _FAILS.said(each.trial, self.lang, each.act)
        yield from self.dotted(("title", self.say(each.title)), ("plain", fails), ("dim", each.rule))
        if each.over_act != each.over_trial:
            over = self.words["over"].format(*map(self._time, (each.over_act, each.over_trial)))
            yield from self.put("plain", over)
        for word, keys in (("new", each.new), ("gone", each.gone)):
            if keys:
                yield from self.put("plain", self.words[word].format(", ".join(keys)))

    def _time(self, over: OverTime) -> str:
        known = (
            count_of(over.minutes, "minutes", self.lang) if over.minutes == 0 else self._minutes(over.minutes)
        )
        return known if not over.open else f"{known} (+{over.open} {self.words['undecided']})"

    def _minutes(self, minutes: int) -> str:
        return format_value("minutes", minutes, self.lang)

    def _payer(self, payer: str) -> str:
        return label("role", payer, self.lang)

    def _change(self, each: MoneyEffect) -> str:
        ends = f"{self._euro(each.act)} → {self._euro(each.trial)}"
        more = each.change
        return ends if not more else f"{ends} ({'+' if more > 0 else '−'}{self.euro(abs(more))})"

    def _euro(self, amount: Decimal | None) -> str:
        return self.words["undecided"] if amount is None else self.euro(amount)


class CopaymentCurvePen(Pen):
    """A copayment over a range of ISEE, as a table in which steps are marked."""

    wording = _WORDS

    def told(self, curve: CopaymentCurve, _name: str | None, _rules: object) -> Iterator[str]:
        """A row for each ISEE."""
        yield self.seen(f"{curve.rules} {curve.version}", "seen", curve.on)
        head = [self.words["isee"], self.words["total"], ""]
        steps = {each.isee for each in curve.steps}
        rows = [
            [self.euro(each.isee), self._total(each), self.words["step"] if each.isee in steps else ""]
            for each in curve.points
        ]
        yield from tabulated(head, rows, self.page)

    def _total(self, each: CurvePoint) -> str:
        if each.total is not None:
            return self.euro(each.total)
        ends = [self.euro(end) for end in (each.total_lowest, each.total_highest) if end is not None]
        return " – ".join(ends) or self.words["undecided"]


class VerdictCurvePen(Pen):
    """The verdicts of a rule over several amounts of a value."""

    wording = _WORDS

    def told(self, curve: VerdictCurve, _name: str | None, _rules: object) -> Iterator[str]:
        """A row for each amount, a column for each verdict that occurs."""
        yield self.seen(f"{curve.rules} {curve.version} · {curve.rule}", "seen", curve.on)
        verdicts = list(dict.fromkeys(verdict for each in curve.points for verdict in each.counts))
        head = [self.say(curve.label), *(each.counted.noun(2, self.lang) for each in verdicts)]
        rows = [
            [self.say(each.amount), *(str(each.counts.get(verdict, 0)) for verdict in verdicts)]
            for each in curve.points
        ]
        yield from tabulated(head, rows, self.page)


def effect_rows(effect: TrialEffect, _name: str | None, _lang: str) -> Iterator[tuple[Any, ...]]:
    """A row for each file and payer; one without for a file of which nothing is owed."""
    for each in effect.files:
        owed: Iterable[MoneyEffect | None] = each.money or (None,)
        for payer in owed:
            parts = (None,) * 4 if payer is None else (payer.payer, payer.act, payer.trial, payer.change)
            yield each.key, each.change, *parts


def curve_rows(curve: CopaymentCurve, _name: str | None, _lang: str) -> Iterator[tuple[Any, ...]]:
    """A row for each ISEE."""
    steps = {each.isee for each in curve.steps}
    head = curve.service, curve.tariff, curve.unit
    for each in curve.points:
        ends = each.lowest, each.highest, each.total_lowest, each.total_highest
        yield *head, each.isee, each.outcome, *ends, each.isee in steps
