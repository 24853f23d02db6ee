"""Mistakes in what is no rule: tariffs, vouchers and orders, and the values and facts that these rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, TypeVar

from adm_rules._internal.calendar import to_date
from adm_rules._internal.dataclass import replace
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.statement.shapes import FAMILY
from adm_rules._internal.review.diff.resting import names_below
from adm_rules._internal.review.mutation.mistakes import MISTAKES, ConditionMistakes, Mutant, kept, of_value
from adm_rules._internal.review.mutation.recipes import of_recipe
from adm_rules._internal.review.mutation.tables import (
    Spoilt,
    fixed,
    modified,
    moved_sum,
    only,
    put,
    roundings,
    rows,
)
from adm_rules._internal.rules import (
    ByFact,
    Condition,
    First,
    Flat,
    Free,
    Modifier,
    NotSet,
    Order,
    Path,
    Points,
    Regulation,
    Rounding,
    Score,
    Table,
    Tariff,
    Voucher,
)
from adm_rules._internal.rules.measures import DOUBTS
from adm_rules._internal.rules.tariffs import ACCEPTED, CHOSEN, Shape, ShapeByReading, Version, YearCap
from adm_rules._internal.texts import Text

T = TypeVar("T")

_NOBODY: Final = NotSet(Text("nessuno", "nobody"), Text("niente", "nothing"))
_FREE: Final = Free(Text("gratuito", "free"))


def money_mutants(rules: RuleSet, kinds: Iterable[str] = MISTAKES) -> Iterator[Mutant]:
    """A rule set for each mistake, of some kinds, in a tariff, a voucher or an order, or in what it rests on."""
    regulation, wanted = rules.regulation, frozenset(kinds)
    made = _Spoiling(rules)
    for name, tariff in regulation.tariffs.items():
        yield from made.each(f"tariff {name}", tariff, made.of_tariff(tariff), _in("tariffs", name), wanted)
    for name, voucher in regulation.vouchers.items():
        found = made.of_voucher(voucher)
        yield from made.each(f"voucher {name}", voucher, found, _in("vouchers", name), wanted)
    for n, order in enumerate(regulation.orders):
        found_ = made.of_order(order)
        yield from made.each(f"order {order.id}", order, found_, _ranked(n), wanted)


def place_of(at: str, regulation: Regulation) -> Path:
    """Where the thing stands in its file in which a mistake is made."""
    held: dict[str, Path] = {rule.id: rule.path for rule in regulation.rules}
    held |= {f"${name}": value.path for name, value in regulation.values.items()}
    held |= {f"fact {name}": fact.place for name, fact in regulation.facts.items()}
    held |= {f"tariff {name}": tariff.path for name, tariff in regulation.tariffs.items()}
    held |= {f"voucher {name}": voucher.path for name, voucher in regulation.vouchers.items()}
    held |= {f"order {order.id}": order.path for order in regulation.orders}
    return held[at]


def _in(key: str, name: str) -> Callable[[Any, Any], Any]:
    """Puts a thing into a mapping of a rule set."""
    return lambda whole, other: replace(
        whole, **{key: MappingProxyType({**getattr(whole, key), name: other})}
    )


def _ranked(n: int) -> Callable[[Any, Any], Any]:
    return lambda whole, other: replace(whole, orders=put(whole.orders, n, other))


def _left_out(items: tuple[T, ...], called: Callable[[T], str]) -> Spoilt[tuple[T, ...]]:
    """A list with each of its items left out."""
    for n, item in enumerate(items):
        yield "drop", f"{called(item)}: left out", put(items, n)


class _Spoiling:
    """Makes every mistake in what is no rule, one at a time."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules, self.plain = rules, rules.regulation
        waiting = frozenset(name for name, value in self.plain.values.items() if value.never_set)
        self.conditions = ConditionMistakes(rules.vocabulary, waiting)

    def each(
        self, at: str, thing: Any, found: Spoilt[Any], put: Callable[[Any, Any], Any], wanted: frozenset[str]
    ) -> Iterator[Mutant]:
        """The mutants of one thing, and of what it rests on."""
        for mistake, words, other in found:
            if mistake in wanted:
                yield Mutant(at, mistake, words, put(self.plain, other), frozenset({at}))
        names = names_below(self.rules, thing)
        for value in (each for name, each in self.plain.values.items() if name in names):
            for mistake, words, spoilt in of_value(value):
                if mistake in wanted:
                    whole = _in("values", value.name)(self.plain, spoilt)
                    yield Mutant(at, mistake, f"${value.name}, {words}", whole, frozenset({at}))
        for fact in (each for name, each in self.plain.facts.items() if name in names):
            for recipe, body in (fact.recipe or {}).items():
                for mistake, words, part in of_recipe(recipe, body, self.rules.vocabulary):
                    if mistake in wanted:
                        other = replace(fact, recipe={recipe: part})
                        whole = _in("facts", fact.name)(self.plain, other)
                        words_ = f"fact {fact.name}, {words}"
                        yield Mutant(at, mistake, words_, whole, frozenset({at}), anew=True)

    def _when(self, holder: Any, key: str = "when") -> Spoilt[Any]:
        """A thing with each mistake in one of its conditions."""
        condition: Condition | None = getattr(holder, key)
        if condition is not None:
            for mistake, words, other in kept(self.conditions.of(condition)):
                yield mistake, f"{key}: {words}", replace(holder, **only(key, other))

    def _whens(self, items: tuple[Any, ...]) -> Spoilt[tuple[Any, ...]]:
        """Exemptions or modifiers, each left out, and each with another condition."""
        yield from _left_out(items, lambda item: item.id)
        for n, item in enumerate(items):
            for mistake, words, other in self._when(item):
                yield mistake, f"{item.id}, {words}", put(items, n, other)

    # --- tariffs ------------------------------------------------------------------------------------------------------

    def of_tariff(self, tariff: Tariff) -> Spoilt[Tariff]:
        """A tariff with each mistake in it."""
        yield from self._heading(tariff)
        for mistake, words, exempt in self._whens(tariff.exempt):
            yield mistake, f"exempt {words}", replace(tariff, exempt=exempt)
        for mistake, words, parts in _left_out(tariff.parts, lambda part: part.id):
            yield mistake, words, replace(tariff, parts=parts)
        for n, part in enumerate(tariff.parts):
            for mistake, words, own in self.of_tariff(part.own) if part.of is None else ():
                other = replace(part, own=own)
                yield mistake, f"{part.id}, {words}", replace(tariff, parts=put(tariff.parts, n, other))
        for n, version in enumerate(tariff.history):
            for mistake, words, changed in self._version(version):
                yield mistake, words, replace(tariff, history=put(tariff.history, n, changed))

    @staticmethod
    def _heading(tariff: Tariff) -> Spoilt[Tariff]:
        """What stands above the amounts: services, activities, the cost, what the act says of certificates."""
        for key in ("services", "activities"):
            names = getattr(tariff, key)
            for mistake, words, rest in _left_out(names, str) if len(names) > 1 else ():
                yield mistake, f"{key}: {words}", replace(tariff, **only(key, rest))
        for words, cost in moved_sum(tariff.cost.amount) if tariff.cost is not None else ():
            yield "unit", f"cost {words}", replace(tariff, cost=Flat(cost))
        if len(tariff.accepts) == 1 and tariff.accepts[0] in ACCEPTED:
            other = tuple(kind for kind in ACCEPTED if kind not in tariff.accepts)
            yield "certificate", f"accepts {', '.join(other)}", replace(tariff, accepts=other)
        for doubt in DOUBTS:
            if tariff.certificate[doubt] != "undecided":
                other_ = {
                    **tariff.certificate,
                    doubt: "none" if tariff.certificate[doubt] == "use" else "use",
                }
                words = f"certificate {doubt}: {tariff.certificate[doubt]} -> {other_[doubt]}"
                yield "certificate", words, replace(tariff, certificate=MappingProxyType(other_))
        if tariff.of_several != CHOSEN[0]:
            words = f"of_several {tariff.of_several} -> {CHOSEN[0]}"
            yield "certificate", words, replace(tariff, of_several=CHOSEN[0])

    def _version(self, version: Version) -> Spoilt[Version]:
        if version.day_from is not None:
            for day in (version.day_from - 1, version.day_from + 1):
                words = f"from {to_date(version.day_from)} -> {to_date(day)}"
                yield "date", words, replace(version, day_from=day)
        since = f"from {to_date(version.day_from)}, " if version.day_from is not None else ""
        shape = version.shape
        if isinstance(shape, ShapeByReading):
            for option, each in shape.options.items():
                for mistake, words, other in self._shape(each):
                    options = MappingProxyType({**shape.options, option: other})
                    told = f"{since}{shape.reading}.{option}, {words}"
                    yield mistake, told, replace(version, shape=replace(shape, options=options))
        else:
            for mistake, words, changed in self._shape(shape):
                yield mistake, f"{since}{words}", replace(version, shape=changed)

    def _shape(self, shape: Shape) -> Spoilt[Shape]:
        if isinstance(shape, NotSet):
            yield "flip", "not_set -> free", _FREE
        elif isinstance(shape, Free):
            yield "flip", "free -> not_set", _NOBODY
        else:
            yield from self._table(shape)

    def _table(self, table: Table) -> Spoilt[Table]:
        yield from rows(table)
        yield from fixed(table, "no_isee")
        if table.gap != "undecided":
            other = "row_above" if table.gap == "row_below" else "row_below"
            yield "flip", f"gap {table.gap} -> {other}", replace(table, gap=other)
        for mistake, words, exempt in self._whens(table.exempt):
            yield mistake, f"exempt {words}", replace(table, exempt=exempt)
        for mistake, words, modifiers in self._modifiers(table.modifiers):
            yield mistake, words, replace(table, modifiers=modifiers)
        yield from self._caps(table)
        if table.undelivered is not None:
            yield "drop", "undelivered: left out", replace(table, undelivered=None)
            for mistake, words, undelivered in self._when(table.undelivered):
                yield mistake, f"undelivered, {words}", replace(table, undelivered=undelivered)
        for key in ("rounding", "hours"):
            rounding: Rounding | None = getattr(table, key)
            if rounding not in (None, Rounding()):
                for words, rounded in roundings(rounding):
                    yield "rounding", f"{key} {words}", replace(table, **only(key, rounded))

    def _caps(self, table: Table) -> Spoilt[Table]:
        if isinstance(table.month_cap, Table):
            yield "drop", "month_cap: left out", replace(table, month_cap=None)
            for mistake, words, cap in self._table(table.month_cap):
                yield mistake, f"month_cap, {words}", replace(table, month_cap=cap)
        else:
            yield from fixed(table, "month_cap")
        year = table.year_cap
        if year is None:
            return
        yield "drop", "year_cap: left out", replace(table, year_cap=None)
        if isinstance(year.most, Table):
            found: Spoilt[YearCap] = (
                (mistake, words, replace(year, most=cap)) for mistake, words, cap in self._table(year.most)
            )
        else:
            moved = moved_sum(year.most.amount)
            found = (("unit", words, replace(year, most=Flat(amount))) for words, amount in moved)
        for mistake, words, other in found:
            yield mistake, f"year_cap, {words}", replace(table, year_cap=other)

    def _modifiers(self, modifiers: tuple[Modifier, ...]) -> Spoilt[tuple[Modifier, ...]]:
        yield from self._whens(modifiers)
        for n, each in enumerate(modifiers):
            for mistake, words, other in modified(each):
                yield mistake, f"{each.id}, {words}", put(modifiers, n, other)
        yield from _swapped(modifiers, lambda each: each.id)

    # --- vouchers -----------------------------------------------------------------------------------------------------

    @staticmethod
    def of_voucher(voucher: Voucher) -> Spoilt[Voucher]:
        """A voucher with each mistake in it."""
        for mistake, words, rest in _left_out(voucher.services, str) if len(voucher.services) > 1 else ():
            yield mistake, f"services: {words}", replace(voucher, services=rest)
        payer = "municipality" if voucher.payer == FAMILY else FAMILY
        yield "flip", f"payer {voucher.payer} -> {payer}", replace(voucher, payer=payer)
        for key in sorted(voucher.values.keys() - {"pays"}):  # without it no file loads
            rest_ = {name: each for name, each in voucher.values.items() if name != key}
            yield "drop", f"{key}: left out", replace(voucher, values=MappingProxyType(rest_))
        if voucher.last_day is not None:
            yield "drop", "last_day: left out", replace(voucher, last_day=None)
            facts = list(voucher.last_day.facts.items())
            for n, (option, _) in enumerate(facts[:-1]):
                turned = {**dict(facts), option: facts[n + 1][1]}
                last = replace(voucher.last_day, facts=MappingProxyType(turned))
                yield "flip", f"last_day {option} -> {facts[n + 1][1]}", replace(voucher, last_day=last)

    # --- orders -------------------------------------------------------------------------------------------------------

    def of_order(self, order: Order) -> Spoilt[Order]:
        """An order with each mistake in it."""
        if order.when is not None:
            yield "drop", "when: left out", replace(order, when=None)
        yield from self._when(order)
        for mistake, words, steps in _left_out(order.steps, _step_said):
            if steps:
                yield mistake, words, replace(order, steps=steps)
        for mistake, words, steps in _swapped(order.steps, _step_said):
            yield mistake, words, replace(order, steps=steps)
        for n, step in enumerate(order.steps):
            for mistake, words, other in self._step(step):
                yield (
                    mistake,
                    f"{_step_said(step)}: {words}",
                    replace(order, steps=put(order.steps, n, other)),
                )

    def _step(self, step: Any) -> Spoilt[Any]:
        if isinstance(step, First):
            yield from self._when(step, "condition")
        elif isinstance(step, ByFact):
            yield (
                "step",
                f"{step.direction} -> {_TURNED[step.direction]}",
                replace(step, direction=_TURNED[step.direction]),
            )
        else:
            yield from self._points(step)

    def _points(self, step: Points) -> Spoilt[Points]:
        for mistake, words, entries in _left_out(step.entries, lambda entry: entry[0].because.en):
            if entries:
                yield mistake, words, Points(entries)
        for n, entry in enumerate(step.entries):
            for m, score in enumerate(entry):
                for mistake, words, other in self._score(score):
                    told = f"{score.because.en}, {words}"
                    yield mistake, told, Points(put(step.entries, n, put(entry, m, other)))

    def _score(self, score: Score) -> Spoilt[Score]:
        yield from self._when(score)
        step = Fraction(1, score.points.denominator)
        for points in (score.points - step, score.points + step):
            yield "unit", f"points {score.points} -> {points}", replace(score, points=points)
        if score.times is not None:
            yield "drop", f"times {score.times.name}: left out", replace(score, times=None)


_TURNED: Final[Mapping[str, str]] = {
    "earliest": "latest", "latest": "earliest", "lowest": "highest", "highest": "lowest"
}  # fmt: skip


def _step_said(step: Any) -> str:
    """A step of an order in a few words."""
    if isinstance(step, ByFact):
        return f"{step.direction} {step.fact.name}"
    return "first" if isinstance(step, First) else "points"


def _swapped(items: tuple[T, ...], called: Callable[[T], str]) -> Spoilt[tuple[T, ...]]:
    """A list in which two neighbours stand in each other's place."""
    for n in range(len(items) - 1):
        words = f"{called(items[n])} and {called(items[n + 1])} in each other's place"
        yield "step", words, (*items[:n], items[n + 1], items[n], *items[n + 2 :])
