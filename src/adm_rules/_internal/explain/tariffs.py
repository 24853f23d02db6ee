"""Tariffs in words: what is due by an indicator, when nothing is, what changes the fee, how it is rounded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from adm_rules._internal.explain.conditions import Clause, Prose
from adm_rules._internal.explain.tariff_words import WORDS
from adm_rules._internal.rules import (
    ALWAYS,
    AsOften,
    Bounded,
    Excess,
    Exemption,
    Fee,
    FeeRow,
    Fixed,
    Free,
    Indicator,
    Instead,
    Modifier,
    More,
    NotSet,
    Proportional,
    Regulation,
    Rounding,
    RowEdge,
    Shape,
    ShapeByReading,
    Slope,
    Sum,
    Table,
    Tariff,
    ValueRef,
    Version,
)
from adm_rules._internal.rules.measures import DOUBTS, MODES, UNITS
from adm_rules._internal.rules.tariffs import CHOSEN
from adm_rules._internal.texts import Text
from adm_rules._internal.values import elide, format_value, join_words
from adm_rules._internal.values.amounts import PLACES


class TariffProse:
    """Says tariffs of one regulation in the language of its prose."""

    def __init__(self, prose: Prose, regulation: Regulation) -> None:
        self.prose = prose
        self.regulation = regulation
        self.lang = prose.lang
        self.words = WORDS.in_language(prose.lang)

    def summary(self, tariff: Tariff) -> Clause:
        """A tariff under its name: its shapes in time."""
        if len(tariff.history) == 1:
            (version,) = tariff.history
            clause = self._shape(tariff, version.shape)
            said = f"{tariff.name}: {clause.text}" + self.prose.cited(version.cites or tariff.cites)
            when = [Clause(self._when(version))] if version.day_from is not None else []
            return Clause(said, (*when, *clause.parts))
        return Clause(tariff.name + self.prose.cited(tariff.cites), tuple(self.versions(tariff)))

    def head(self, tariff: Tariff) -> Iterator[Clause]:
        """What a tariff is for, and which certificates it takes."""
        yield Clause(self.words["parts"] if tariff.parts else self._say(UNITS[tariff.unit].about))
        if tariff.cost is not None:
            yield Clause(self._fixed(tariff.cost, percent=False))
        for word, names, listed in (
            ("services", "service", tariff.services),
            ("activities", "activity", tariff.activities),
        ):
            labels = self.regulation.labels(names) or {}
            said = join_words([self._say(labels[each]) for each in listed], self.lang)
            yield from [Clause(self.words[word].format(said))] if listed else []
        if not any(_priced(version.shape) for version in tariff.history):
            return
        indicator = tariff.indicator
        if indicator.fact is not None:
            made = self.prose.fact(indicator.fact).label
            yield Clause(self.words["measured"].format(self._say(indicator.label), made))
        elif tariff.accepts != (indicator.name,):
            yield Clause(self._accepts(tariff))
        if tariff.of_several != CHOSEN[0]:
            yield Clause(self.words[tariff.of_several])
        if indicator.lasts is not None:
            months = format_value("months", indicator.lasts, self.lang)
            yield Clause(self.words["lasts"].format(self._say(indicator.label), months))
        for state, worth in tariff.certificate.items():
            if worth != "undecided":
                said = self.words[worth].format(self._say(indicator.label))
                yield Clause(self._say(DOUBTS[state].worth).format(said))

    def _accepts(self, tariff: Tariff) -> str:
        """Which kinds of certificate count."""
        names = self.regulation.labels("isee_kind") or {}
        kinds = join_words([self._say(names[kind]) for kind in tariff.accepts], self.lang)
        return self.words["accepts"].format(self._say(tariff.indicator.label), kinds)

    def versions(self, tariff: Tariff) -> Iterator[Clause]:
        """Each version of a tariff, with its days and its citation; of a sum, what it exempts, and each part."""
        for exemption in tariff.exempt:
            yield self._exemption(exemption)
        for part in tariff.parts:
            said = self.words["part"].format(self._say(part.label), self._say(UNITS[part.own.unit].about))
            if part.of is None:
                yield Clause(said, tuple(self.versions(part.own)))
            else:
                hours = format_value("number", int(part.own.hours * 10**PLACES), self.lang)
                yield Clause(
                    said,
                    (
                        Clause(
                            self.words["of_tariff_hour" if part.own.hours == 1 else "of_tariff"].format(
                                part.of, hours
                            )
                        ),
                    ),
                )
        for version in tariff.history:
            shape = self._shape(tariff, version.shape)
            said = f"{self._when(version)}: {shape.text}" + self.prose.cited(version.cites or tariff.cites)
            yield Clause(said, shape.parts)

    def _when(self, version: Version) -> str:
        first, last = (
            None if day is None else format_value("date", day, self.lang)
            for day in (version.day_from, version.day_until)
        )
        if first is None:
            return self.words["ever"] if last is None else self._elided("to", last)
        return self._elided("from", first) if last is None else self._elided("from_to", first, last)

    def _elided(self, name: str, *days: str) -> str:
        """Words with days in their slots: ``dall'8 marzo``."""
        *parts, end = self.words[name].split("{}")
        said = ""
        for part, day in zip(parts, days, strict=True):
            said = elide(said + part, day)
        return said + end

    # --- shapes -------------------------------------------------------------------------------------------------------

    def _shape(self, tariff: Tariff, shape: Shape | ShapeByReading) -> Clause:
        match shape:
            case NotSet():
                return self._not_set(shape)
            case Free(why):
                return Clause(self.words["free"].format(self._say(why)))
            case Table():
                return Clause(
                    self._say(UNITS[tariff.unit].about),
                    tuple(self._table(shape, percent=tariff.unit == "percent_of_cost")),
                )
        return self._by_reading(tariff, shape)

    def _by_reading(self, tariff: Tariff, shape: ShapeByReading) -> Clause:
        reading = self.regulation.readings[shape.reading]
        options = []
        for name, each in shape.options.items():
            below = self._shape(tariff, each)
            how = "in_use" if name == reading.default else "other"
            said = self.words[how].format(self._say(reading.options[name].text), below.text)
            options.append(Clause(said, below.parts))
        return Clause(self._say(reading.question), tuple(options))

    def _table(self, table: Table, *, percent: bool) -> Iterator[Clause]:
        yield from (self._exemption(each) for each in table.exempt)
        if table.not_set is not None:
            yield self._not_set(table.not_set)
            return
        yield from self._rows(table, percent=percent)
        for each in table.modifiers:
            said = self._modifier(table.indicator, each, percent=percent and not each.of_total)
            always = each.when == ALWAYS
            yield Clause(said) if always else self._led(said, self.prose.condition(each.when))
        if table.undelivered is not None:
            said = self.words["undelivered"].format(self._say(table.undelivered.because))
            yield self._led(said, self.prose.condition(table.undelivered.when))
        if table.hours is not None:
            to, mode = format_value("minutes", table.hours.to, self.lang), MODES[table.hours.mode].said
            yield Clause(self.words["hours"].format(to, self._say(mode)))
        if table.month_cap is not None:
            yield self._cap(table.month_cap, "cap")
        if table.year_cap is not None:
            charged = self.prose.fact(table.year_cap.charged).label
            yield self._cap(table.year_cap.most, "year_cap", charged)
        yield from self._rounding(table.indicator, table.rounding)

    def _cap(self, cap: Fixed | Table, word: str, *more: str) -> Clause:
        """The most of a month or a year: an amount, or a table."""
        if isinstance(cap, Table):
            rows = tuple(self._rows(cap, percent=False))
            return Clause(self.words[f"{word}_by"].format(self._say(cap.indicator.label), *more), rows)
        return Clause(self.words[word].format(self._fixed(cap, percent=False), *more))

    def _not_set(self, gap: NotSet) -> Clause:
        return Clause(self.words["not_set"].format(self._say(gap.by), self._say(gap.asks)))

    def _exemption(self, exemption: Exemption) -> Clause:
        said = self.words["exempt"].format(self._say(exemption.because))
        return self._led(said, self.prose.condition(exemption.when))

    def _led(self, said: str, condition: Clause) -> Clause:
        return Clause(f"{said}: {self.words['if'].format(condition.text)}", condition.parts)

    def _rows(self, table: Table, *, percent: bool) -> Iterator[Clause]:
        name = self._say(table.indicator.label)
        yield from (self._row(table.indicator, row, percent=percent) for row in table.rows)
        if table.gap != "undecided":
            yield Clause(self.words[table.gap].format(self._say(table.indicator.one)))
        if table.no_isee is None:
            yield Clause(self.words["no_isee_silent"].format(name))
        else:
            yield Clause(self.words["no_isee"].format(name, self._fixed(table.no_isee, percent=percent)))

    def _row(self, indicator: Indicator, row: FeeRow, *, percent: bool) -> Clause:
        fee = self._fee(indicator, row.fee, percent=percent)
        if row.because is not None:
            fee = self.words["because"].format(fee, self._say(row.because))
        name, ends = self._say(indicator.label), (row.first, row.last)
        if any(isinstance(end, RowEdge) for end in ends):
            said = self.words["row_by_value"].format(name, self._between(indicator, row), fee)
            return Clause(said)
        first, last = ("" if end is None else self._place(indicator, end) for end in ends)
        if row.last is None:
            whole = row.first == indicator.lowest
            said = self.words["row_all"].format(name, fee) if whole else ""
            return Clause(said or self.words["row_from"].format(name, first, fee))
        if row.first == indicator.lowest:
            return Clause(self.words["row_to"].format(name, last, fee))
        if row.first == row.last:
            return Clause(self.words["row_is"].format(name, first, fee))
        return Clause(self.words["row_between"].format(name, first, last, fee))

    def _between(self, indicator: Indicator, row: FeeRow) -> str:
        """The edges of a row of which one is a value, as comparisons."""
        said = []
        if row.first != indicator.lowest:
            above = isinstance(row.first, RowEdge) and row.first.beside > 0
            said.append(
                self.words["above" if above else "at_least"].format(self._place(indicator, row.first))
            )
        if row.last is not None:
            below = isinstance(row.last, RowEdge) and row.last.beside < 0
            said.append(self.words["below" if below else "at_most"].format(self._place(indicator, row.last)))
        return join_words(said, self.lang)

    def _place(self, indicator: Indicator, number: Sum | RowEdge) -> str:
        if isinstance(number, int):
            return self._say(indicator.shown(number))
        return self._named(number.value.name if isinstance(number, RowEdge) else number.name)

    def _fee(self, indicator: Indicator, fee: Fee, *, percent: bool) -> str:
        match fee:
            case Slope(knots):
                said = [
                    self.words["knot"].format(self._sum(y, percent=percent), self._place(indicator, x))
                    for x, y in knots
                ]
                return self.words["line"].format(join_words(said, self.lang))
            case Proportional(at, amount):
                share = self._sum(amount, percent=percent)
                name = self._say(indicator.label)
                return self.words["proportional"].format(name, share, self._place(indicator, at))
            case Excess(over):
                return self.words["excess"].format(self._say(indicator.label), self._place(indicator, over))
        return self._fixed(fee, percent=percent)

    def _fixed(self, fee: Fixed, *, percent: bool) -> str:
        return self._sum(fee.amount, percent=percent)

    def _sum(self, number: Sum, *, percent: bool) -> str:
        return (
            self._named(number.name)
            if isinstance(number, ValueRef)
            else self._amount(number, percent=percent)
        )

    def _named(self, name: str) -> str:
        value = self.regulation.values[name]
        label = f"{self._say(value.label)} (${name})"
        return label if value.not_set is None else self.words["unset"].format(label)

    def _modifier(self, indicator: Indicator, modifier: Modifier, *, percent: bool) -> str:
        why, total = self._say(modifier.because), "_total" if modifier.of_total else ""
        match modifier.change:
            case Instead(amount) if modifier.of_total:
                return self.words["fee_total"].format(self._sum(amount, percent=percent), why)
            case Bounded(amount, most):
                limit = self._sum(amount, percent=percent)
                return self.words[("at_most" if most else "at_least") + "_due" + total].format(limit, why)
            case Instead(amount):
                fee = self._sum(amount, percent=percent)
                return self.words["fee"].format(fee, self._say(indicator.label), why)
            case More(hundredths):
                sign = "+" if hundredths > 0 else ""
                return self.words["percent" + total].format(sign, self._amount(hundredths, percent=True), why)
            case AsOften(fact):
                return self.words["times" + total].format(
                    self._say(self.prose.registry.facts[fact.name].label), why
                )
            case never:
                assert_never(never)

    def _rounding(self, indicator: Indicator, rounding: Rounding) -> Iterator[Clause]:
        mode = self._say(MODES[rounding.mode].said)
        moments = [m for m in ("fee", "modifiers", "total") if m in rounding.after]
        if moments:
            name = self._say(indicator.label)
            listed = join_words(
                [self.words[f"moment_{moment}"].format(name) for moment in moments], self.lang
            )
            yield Clause(self.words["round"].format(self._money(rounding.to), mode, listed))
        yield Clause(self.words["cents"].format(mode))

    # --- small ones ---------------------------------------------------------------------------------------------------

    def _amount(self, amount: int, *, percent: bool) -> str:
        if not percent:
            return self._money(amount)
        shown = f"{(Decimal(amount) / 100).normalize():f}"
        return f"{shown.replace('.', ',') if self.lang == 'it' else shown}%"

    def _money(self, cents: int) -> str:
        return format_value("money", cents, self.lang)

    def _say(self, text: Text) -> str:
        return text.in_language(self.lang)


def _priced(shape: Shape | ShapeByReading) -> bool:
    """Whether an indicator can matter."""
    return isinstance(shape, Table) or (
        isinstance(shape, ShapeByReading) and any(isinstance(each, Table) for each in shape.options.values())
    )
