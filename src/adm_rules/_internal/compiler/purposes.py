"""Checks that what a rule declares to be for is what it asks: facts, kinds, readings, deadlines and limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.facts.validities import VALIDITIES
from adm_rules._internal.names import NAMES
from adm_rules._internal.rules import FactRef, Literal, Path, Rule, Term
from adm_rules._internal.rules.canonical import LIMITS, Relation, equal, relations
from adm_rules._internal.rules.purposes import (
    Edge,
    ForBalance,
    ForExpiry,
    ForInstalment,
    ForPenaltyBand,
    Purpose,
    Stated,
)
from adm_rules._internal.texts import one_of

#: The fact that says which category a penalty is of; its names are those of the list.
CATEGORY = "penalty_category"


def check_purpose(low: Lowering, rule: Rule) -> None:
    """Report what of a rule's purpose does not exist, is of another kind, or is not what the rule asks."""
    if rule.purpose is not None and rule.per in low.registry.subjects:
        _PurposeCheck(low, rule).report(rule.purpose)


class _PurposeCheck:
    """The checks of one purpose."""

    def __init__(self, low: Lowering, rule: Rule) -> None:
        self.low = low
        self.rule = rule

    def report(self, purpose: Purpose) -> None:
        match purpose:
            case ForInstalment():
                self._root("contract")
                self._instalment(purpose)
            case ForBalance():
                self._root("contract")
                self._balance(purpose)
            case ForPenaltyBand():
                self._penalty_band(purpose)
            case _:
                self._expiry(purpose)

    # --- purposes -----------------------------------------------------------------------------------------------------

    def _instalment(self, purpose: ForInstalment) -> None:
        known = self._readings(purpose.share, purpose.of, purpose.due, purpose.paid_on)
        for option, ref in purpose.of.options.items():
            known &= self._fact(ref.name, ("money",), _place(purpose.of, option)) is not None
        for option, ref in purpose.paid_on.options.items():
            known &= self._reached(ref.name, _place(purpose.paid_on, option)) is not None
        for option, share in purpose.share.options.items():
            self.low.share(share, Context(self.rule.per), _place(purpose.share, option))
        for chosen in self._choices() if known else ():
            event, due = purpose.event(chosen), purpose.deadline(chosen)
            made = (self.low.registry.facts[event.name].recipe or {})["reached"]
            if made["base"] != purpose.of.under(chosen).name:
                message = f"`{event.name}` is a share of `{made['base']}`, not of what `of` names"
                self._mismatch(message, purpose.of.path, f"write `of: {made['base']}`")
            elif replace(due, path=()) not in relations(self.rule.require, chosen):
                help = "name the event and the day of the deadline in `require`, reading by reading"
                self._mismatch("the rule does not ask for this deadline", purpose.due.path, help)

    def _reached(self, name: str, path: Path) -> Fact | None:
        fact = self._fact(name, ("event",), path)
        if fact is not None and "reached" not in (fact.recipe or {}):
            message = f"`{name}` is not the day on which a share of a sum is reached"
            self._mismatch(message, path, "name a fact of the recipe `reached`")
            return None
        return fact

    def _balance(self, purpose: ForBalance) -> None:
        path = purpose.path
        named = {"amount": purpose.amount, "of": purpose.of, "paid": purpose.paid}
        known = [self._fact(name, ("money",), (*path, key)) for key, name in named.items()]
        known.append(self._fact(purpose.paid_on, ("event",), (*path, "paid_on")))
        if None in known:
            return
        wanted = equal(FactRef(purpose.paid), FactRef(purpose.amount))
        for chosen in self._choices():
            if wanted not in relations(self.rule.require, chosen):
                message = f"the rule does not ask that `{purpose.paid}` is `{purpose.amount}`"
                help = f"require: {{{purpose.paid}: {{is: {{fact: {purpose.amount}}}}}}}"
                self._mismatch(message, path, help)

    def _penalty_band(self, purpose: ForPenaltyBand) -> None:
        path = purpose.path
        ends = [end for end in (purpose.lowest, purpose.highest) if end is not None]
        known = self._readings(*ends)
        for end in ends:
            for option, edge in end.options.items():
                self.low.single(edge.limit, "money", None, Context(self.rule.per), _place(end, option))
        if self._fact(purpose.amount, ("money",), (*path, "amount")) is None or not known:
            return
        for chosen in self._choices():
            said = set(_limits(purpose, chosen))
            asked = {each for each in relations(self.rule.require, chosen) if _is_limit(each, purpose.amount)}
            if said != asked:
                message = f"the rule sets other limits to `{purpose.amount}` than this band"
                help = "name in `from` and `to` the limits of `require`, reading by reading"
                self._mismatch(message, path, help)
        self._category(purpose)

    def _category(self, purpose: ForPenaltyBand) -> None:
        name, path = purpose.category, (*purpose.path, "category")
        if name is None:
            return
        known = set(NAMES[CATEGORY]) | set(self.low.regulation.names.get(CATEGORY, ()))
        if name not in known:
            self.low.faults.unknown("name", name, known, path, at_key=False)
        elif ("is", FactRef(CATEGORY), Literal(name)) not in relations(
            self.rule.when, self.low.regulation.chosen({})
        ):
            help = f"when: {{{CATEGORY}: {{is: {name}}}}}"
            self._mismatch("the rule is not about penalties of this category alone", path, help)

    def _expiry(self, purpose: ForExpiry) -> None:
        path, on = purpose.path, purpose.on
        fact = self._fact(purpose.of, ("date",), (*path, "of"))
        if fact is None:
            return
        if fact.name not in VALIDITIES:
            help = f"one of {', '.join(VALIDITIES)}"
            self._mismatch(f"`{fact.name}` is not the last day of a validity", (*path, "of"), help)
        elif all(ref.name != fact.name for ref in self.rule.require.facts()):
            self._mismatch(f"the rule asks nothing of `{fact.name}`", (*path, "of"), "name what it compares")
        elif on is not None and self._readings(on):
            days = [self._fact(day, ("date",), _place(on, option)) for option, day in on.options.items()]
            wrong = None not in days and any(
                equal(FactRef(fact.name), FactRef(on.under(chosen)))
                not in relations(self.rule.require, chosen)
                for chosen in self._choices()
            )
            if wrong:
                message = f"the rule does not ask that `{fact.name}` is the day named here"
                self._mismatch(message, on.path, "name the day that `require` compares, reading by reading")

    # --- what they have in common -------------------------------------------------------------------------------------

    def _mismatch(self, message: str, path: Path, help: str) -> None:
        self.low.faults.add("purpose-mismatch", message, path, help)

    def _root(self, root: str) -> None:
        if self.low.registry.chain(root, self.rule.per) is None:
            help = f"give this purpose to a rule about {one_of(root)}"
            message = f"`{self.rule.per}` stands in no file of the kind `{root}`"
            self.low.faults.add("purpose-subject", message, (*self.rule.path, "per"), help)

    def _fact(self, name: str, kinds: tuple[str, ...], path: Path) -> Fact | None:
        """A fact of the rule's own subject, of one of these kinds; None after reporting that it is none."""
        registry = self.low.registry
        fact = registry.facts.get(name)
        if fact is None:
            own = [each.name for each in registry.facts.values() if each.per == self.rule.per]
            self.low.faults.unknown("fact", name, own, path, at_key=False)
        elif fact.per != self.rule.per:
            message = f"`{name}` is a fact of `{fact.per}`, and the rule is about `{self.rule.per}`"
            self._mismatch(message, path, f"name a fact of `{self.rule.per}`")
            return None
        elif fact.kind not in kinds:
            message = f"`{name}` is of kind {fact.kind}, and {' or '.join(kinds)} is needed here"
            self.low.faults.add("wrong-kind", message, path)
            return None
        return fact

    def _readings(self, *stated: Stated[Any]) -> bool:
        """Whether the readings that a purpose names exist, have all their options here, and move the rule."""
        before = len(self.low.faults.found)
        own = readings_of(self.rule, self.low.regulation, self.low.registry)
        for each in stated:
            if each.reading is None:
                continue
            reading = self.low.regulation.readings.get(each.reading)
            if reading is None:
                self.low.faults.unknown("reading", each.reading, self.low.regulation.readings, each.path)
            elif reading.name not in own:
                message = f"the rule does not depend on the reading `{reading.name}`"
                self._mismatch(message, each.path, "name a reading of its conditions")
            else:
                self.low.check_options(reading, each.options, each.path)
        return len(self.low.faults.found) == before

    def _choices(self) -> Iterator[Mapping[str, str]]:
        """The readings in use, and each other option of each reading that the rule depends on."""
        regulation = self.low.regulation
        yield regulation.chosen({})
        for name in readings_of(self.rule, regulation, self.low.registry):
            yield from (regulation.chosen({name: option}) for option in regulation.readings[name].others)


def _place(stated: Stated[Any], option: str) -> Path:
    return (*stated.path, option) if option else stated.path


def _limits(purpose: ForPenaltyBand, chosen: Mapping[str, str]) -> Iterator[Relation]:
    lowest, highest = purpose.lowest, purpose.highest
    if lowest is not None:
        yield _relation(purpose.amount, lowest.under(chosen), "at_least", "above")
    if highest is not None:
        yield _relation(purpose.amount, highest.under(chosen), "at_most", "below")


def _relation(amount: str, edge: Edge, included: str, excluded: str) -> Relation:
    return included if edge.included else excluded, FactRef(amount), edge.limit


def _is_limit(relation: Relation | Term, amount: str) -> bool:
    """Whether a relation is an end of a band of an amount."""
    return not isinstance(relation, Term) and relation[0] in LIMITS and relation[1] == FactRef(amount)
