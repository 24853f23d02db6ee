"""Finds what rules presuppose: lists of a file that rules hang on, while no rule asks that there be an element.

Where such a list is empty no rule has a subject, and a report about nothing reads like order. A rule *asks for* a
subject when its requirement, under the default readings, fails where there is no element: a count that must be above
nothing, something that must exist, a set that must include names, a deadline, a day that must have come. A demand whose
number no act has set is never decided, and asks for nothing. A rule does so
from outside: it is ``per`` an owner, or another subject that owns no such element, and does not ask for one in its own
``when`` already.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError, Diagnostic, Weight
from adm_rules._internal.facts.recipes import EachRecipe
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.conditions import read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.find import shipped
from adm_rules._internal.rules import (
    Comparison,
    Condition,
    Elements,
    FactRef,
    Leaf,
    ListOf,
    Literal,
    Operand,
    Regulation,
    Rule,
    Term,
    ValueRef,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.operators import OPERATORS
from adm_rules._internal.yaml_source import RULE_LIMITS, bytes_of

#: What a subject that nothing asks for can be.
FATES: Final = ("nobody_must", "open")
COLUMNS: Final = ("rules", "subject", "fate", "reason_it", "reason_en")
#: By family of kinds, a limit that is not nothing, whichever it is.
_SOMETHING: Final[Mapping[str, Any]] = {"day": 1, "name": frozenset({""}), "set": frozenset({""})}


def presupposed(regulation: Regulation, registry: Registry) -> Mapping[str, tuple[str, ...]]:
    """The subjects that rules hang on and nothing asks for, each with the ids of those rules, in their order."""
    hanging: dict[str, list[str]] = {}
    for rule in regulation.rules:
        if registry.subjects[rule.per].key is not None:
            hanging.setdefault(rule.per, []).append(rule.id)
    asked = frozenset[str]().union(*(asks_for(rule, regulation, registry) for rule in regulation.rules))
    return {subject: tuple(rules) for subject, rules in hanging.items() if subject not in asked}


def asks_for(rule: Rule, regulation: Regulation, registry: Registry) -> frozenset[str]:
    """The subjects of which a rule requires an element, from outside and without asking for it in its ``when``."""
    demands = _Demands(registry, regulation, rule.per)
    given = demands.of(rule.when) if rule.when is not None else frozenset()
    return demands.of(rule.require) - given - frozenset(registry.upwards(rule.per))


def _least_of(operand: Operand) -> Any:
    """The amount, name or truth of a literal operand, of two the first; None where it is worked out."""
    if isinstance(operand, ListOf):
        return _least_of(operand.items[0])
    return operand.raw if isinstance(operand, Literal) else None


@dataclass(frozen=True, slots=True)
class PresupposedReason:
    """Why nothing asks for a subject of a rule set: nobody must have one, or the rule is still to be written (open)."""

    rules: str
    subject: str
    fate: str
    text: Text


def load_reasons(folder: Path | None = None) -> tuple[PresupposedReason, ...]:
    """The reasons that are written down in a folder of rules, the shipped one if none is named; none without the file.

    Raises:
        AdmRulesError: the file cannot be read, or is no such table.
    """
    file = (folder or shipped()) / "presupposed.csv"
    if not file.exists():
        return ()
    try:
        return read_reasons(bytes_of(file, RULE_LIMITS).decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise AdmRulesError(f"the reasons `{file}` cannot be read: make it a CSV file in UTF-8") from None


def read_reasons(text: str) -> tuple[PresupposedReason, ...]:
    """Read reasons from a table.

    Raises:
        AdmRulesError: a row has other columns, an unknown fate, or no reason in one of the languages.
    """
    table = csv.DictReader(io.StringIO(text))
    found = []
    for row in table:
        cells = [row.get(name) for name in COLUMNS]
        if len(row) != len(COLUMNS) or not all(cells) or row["fate"] not in FATES:
            raise AdmRulesError(
                f"line {table.line_num} of the reasons needs {', '.join(COLUMNS)}; fates: {FATES}"
            )
        found.append(
            PresupposedReason(
                row["rules"], row["subject"], row["fate"], Text(row["reason_it"], row["reason_en"])
            )
        )
    return tuple(found)


def check_reasons(
    regulation: Regulation, registry: Registry, reasons: Iterable[PresupposedReason]
) -> tuple[str, ...]:
    """What is wrong: subjects that nothing asks for without a reason, reasons that hold no more or are told twice."""
    found = presupposed(regulation, registry)
    given = [reason.subject for reason in reasons if reason.rules == regulation.id]
    lacking = (
        f"{regulation.id}: no rule asks that there be an element of `{subject}`, on which {', '.join(rules)} "
        f"{'hangs' if len(rules) == 1 else 'hang'}"
        for subject, rules in found.items()
        if subject not in given
    )
    stale = (
        f"{regulation.id}: the reason about `{subject}` is stale or told twice"
        for n, subject in enumerate(given)
        if subject not in found or subject in given[:n]
    )
    return (*lacking, *stale)


def notices(
    regulation: Regulation, registry: Registry, reasons: Iterable[PresupposedReason]
) -> tuple[Diagnostic, ...]:
    """`check_reasons` as warnings about a rule set of anybody's."""
    help = "ask for one in a rule per its owner, or say in presupposed.csv beside the rules why nobody must have one"
    return tuple(
        Diagnostic("nobody-asks", message, help=help, severity=Weight.WARNING)
        for message in check_reasons(regulation, registry, reasons)
    )


class _Demands:
    """The subjects without whose elements a condition fails."""

    def __init__(self, registry: Registry, regulation: Regulation, asker: str) -> None:
        self.registry, self.limits, self.asker = registry, regulation.values, asker
        self.chosen = regulation.chosen({})

    def of(self, condition: Condition) -> frozenset[str]:
        """Subjects that the comparisons and deadlines of a condition go through, where nothing makes them fail."""
        leaves = condition.signed(self.chosen)
        return frozenset(name for leaf, holds in leaves if holds for name in self._of_leaf(leaf))

    def _of_leaf(self, leaf: Leaf) -> Iterator[str]:
        match leaf:
            case Term(length=limit) | Comparison(operand=limit) if self._unset(limit):
                return
            case Elements() as elements:
                yield from self._of_elements(elements)
            case Term(fact=Elements() as elements):
                yield from self._of_elements(elements)
            case Term(fact=FactRef(name=name)):
                yield from self.through(name)
            case Comparison() if self._fails_of_nothing(leaf):
                yield from self.through(leaf.fact.name)
            case Comparison(
                operator="one_of", operand=FactRef(name=name)
            ):  # all of some must be among others
                yield from self.through(name)

    def _unset(self, limit: Operand | None) -> bool:
        """Whether a limit is a number that no act has set, on any day."""
        if isinstance(limit, ListOf):
            return any(map(self._unset, limit.items))
        return isinstance(limit, ValueRef) and self.limits[limit.name].never_set

    def _of_elements(self, asked: Elements) -> Iterator[str]:
        """Where there is none of them, something that holds of each fails of nothing."""
        if asked.form != "each":
            yield from self.lists(self.asker, asked.of)
            yield from self.of(asked.where) if asked.where is not None else ()

    def _fails_of_nothing(self, comparison: Comparison) -> bool:
        family = KINDS[self.registry.facts[comparison.fact.name].kind].family
        operator, limit = OPERATORS[comparison.operator], _least_of(comparison.operand)
        if operator.operand == "bool" or family == "bool":
            return isinstance(limit, bool) and operator.fails_of_nothing(family, limit)
        # Whatever the limit is, but for one: whether it is nothing itself.
        some = int(str(limit).split(maxsplit=1)[0] != "0") if family == "amount" else _SOMETHING[family]
        return operator.fails_of_nothing(family, some)

    def through(self, name: str) -> frozenset[str]:
        """The lists that the value of a fact comes from; those that only a limit comes from are not among them."""
        fact = self.registry.facts[name]
        if fact.recipe is None:
            return frozenset()
        way, body = _WAYS.of(fact)
        return frozenset(way(self, fact.per, body))

    def values(self, names: Iterable[Any]) -> Iterator[str]:
        """What facts come from; amounts that stand beside them come from nothing."""
        for raw in names:
            name = raw.get("fact") if isinstance(raw, Mapping) else raw
            if isinstance(name, str) and name in self.registry.facts:
                yield from self.through(name)

    def lists(self, asker: str, element: str) -> Iterator[str]:
        """The list of an element, and those that lead to it from what the asker sees."""
        seen = self.registry.seen_from(asker)
        yield element
        yield from takewhile(lambda subject: subject not in seen, list(self.registry.upwards(element))[1:])

    def elements(self, asker: str, body: Mapping[str, Any], source: str = "from") -> Iterator[str]:
        """What a fold goes through: its list, what is asked of its elements, and what their values come from."""
        yield from self.lists(asker, body[source])
        yield from self.values(body[key] for key in ("of", "by", "distinct") if key in body and key != source)
        for raw in (body[key] for key in ("where", "among") if key in body):
            yield from self.condition(raw)

    def condition(self, raw: Any) -> frozenset[str]:
        """`of` a condition that stands in a recipe; the recipes of the library have no faults."""
        return self.of(read_condition(raw, (), Faults()))


_Way = Callable[[_Demands, str, Any], Iterator[str]]


def _named(*keys: str) -> _Way:
    return lambda demands, _asker, body: demands.values(body[key] for key in keys)


def _all(demands: _Demands, _asker: str, body: list[Any]) -> Iterator[str]:
    return demands.values(body)


def _first(demands: _Demands, _asker: str, body: list[Any]) -> Iterator[str]:
    return demands.values(body[:1])


def _size(demands: _Demands, _asker: str, body: str) -> Iterator[str]:
    return demands.values([body])


def _linked(demands: _Demands, _asker: str, body: str) -> Iterator[str]:
    return demands.values([body.rsplit(".", maxsplit=1)[-1]])


def _chosen(demands: _Demands, _asker: str, body: list[Mapping[str, Any]]) -> Iterator[str]:
    for option in body:
        yield from demands.values([option.get("then", option.get("else"))])
        if option.get("then") is True:
            yield from demands.condition(option["when"])


def _traced(demands: _Demands, _asker: str, body: list[Mapping[str, Any]]) -> Iterator[str]:
    return demands.values(line[key] for line in body for key in ("is", "first") if key in line)


def _fold(demands: _Demands, asker: str, body: Mapping[str, Any]) -> Iterator[str]:
    return demands.elements(asker, body)


def _slots(demands: _Demands, asker: str, body: Mapping[str, Any]) -> Iterator[str]:
    return demands.elements(asker, body, "of")


def _steps(demands: _Demands, asker: str, _body: Any) -> Iterator[str]:
    """The steps of an intervention are elements that rules may be about; those of other records are not."""
    return (
        demands.lists("intervention", "milestone") if "intervention" in (asker, demands.asker) else iter(())
    )


def _nothing(_demands: _Demands, _asker: str, _body: Any) -> Iterator[str]:
    """What is not covered is more, not less, where there is nothing."""
    return iter(())


#: Where the value of a fact comes from, for each recipe.
_WAYS: Final[EachRecipe[_Way]] = EachRecipe(
    part=_named("of"),
    touched=_named("from", "to"),
    patron=_named("of"),
    between=_named("from", "to"),
    age_on=_named("at"),
    shift=_named("of"),
    least=_all,
    greatest=_all,
    ratio=_first,
    sum=_all,
    difference=_first,
    apportion=_named("of"),
    field=_linked,
    step=_steps,
    choose=_chosen,
    traces=_traced,
    owned=_nothing,
    count=_fold,
    size=_size,
    total=_fold,
    share=_fold,
    pick=_fold,
    collect=_fold,
    at_once=_nothing,
    complete_on=_fold,
    reached=_fold,
    served=_fold,
    previous=_named("of"),
    overlap=_slots,
    uncovered=_nothing,
)
