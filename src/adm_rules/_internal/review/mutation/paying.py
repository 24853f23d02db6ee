"""Runs the examples of tariffs, vouchers and orders under each mutant, and finds files that would tell the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any, Final

from adm_rules._internal.dataclass import fields, is_dataclass
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.names import members_of
from adm_rules._internal.review.diff.near import Landmarks, NearFile, in_turns, made, near, scalars
from adm_rules._internal.review.diff.resting import besides, names_below
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import Suite, run
from adm_rules._internal.review.mutation.mistakes import Mutant
from adm_rules._internal.review.mutation.pasting import pasted
from adm_rules._internal.rules import Tariff

#: How many files near the examples of a tariff, a voucher or an order are tried for one mutant.
_MOST: Final = 250
#: The lists of names of which files near an example take some.
_LISTS: Final = ("session_status", "activity")


class PayingBench:
    """The examples of what is no rule, with what comes of each; amounts and orders rest on no rule."""

    def __init__(self, suite: Suite) -> None:
        self.rules = suite.rules
        self._examples = suite.others
        self._sound: RulePart | None = None
        self._said: dict[str, Any] = {}

    @property
    def sound(self) -> RulePart:
        """The rule set without its rules, compiled once."""
        if self._sound is None:
            self._sound = RulePart.besides_rules(self.rules.regulation, self.rules.vocabulary)
        return self._sound

    def spoilt(self, mutant: Mutant) -> RulePart | None:
        """The rule set with a mistake; None where it does not compile: loading tells that mistake."""
        try:
            return RulePart.besides_rules(mutant.regulation, None if mutant.anew else self.rules.vocabulary)
        except DiagnosticsError:
            return None

    def notices(self, mutant: Mutant, spoilt: RulePart) -> bool:
        """Whether the expectations of some example fail under a mistake; first those of the thing itself are asked."""
        return any(self.tells(each, spoilt) for each in self._in_order(mutant.at))

    def noticing(self, spoilt: RulePart) -> int:
        """How many examples a mistake makes fail."""
        return sum(self.tells(each, spoilt) for each in self._examples)

    def tells(self, example: Example, spoilt: RulePart) -> bool:
        """Whether an example comes out otherwise under a mistake."""
        key = f"{example.rule}/{example.id}"
        if key not in self._said:
            self._said[key] = _outcome(example, self.sound)
        return bool(_outcome(example, spoilt) != self._said[key])

    def _in_order(self, at: str) -> Sequence[Example]:
        return sorted(self._examples, key=lambda each: each.rule != at)

    def witness(self, mutant: Mutant, spoilt: RulePart) -> str | None:
        """An example near those of a thing that tells a mistake in it."""
        for file in islice(self._near(mutant.at), _MOST):
            example = made(file)
            if self._shows(example, spoilt):
                text = pasted(file, self.sound.rules, mutant.mistake)
                if text is not None:
                    return text
        return None

    def _shows(self, example: Example, spoilt: RulePart) -> bool:
        """Whether an example that can be asked comes out otherwise under a mistake."""
        found = run(example, self.sound.rules)
        return found.fault is None and run(example, spoilt.rules).got != found.got

    def _near(self, at: str) -> Iterator[NearFile]:
        own = [each for each in self._examples if each.rule == at]
        marks, amounts = _marks(self.rules, own[0]) if own else (Landmarks(frozenset(), frozenset(), ()), ())
        return in_turns([chain(_amounts(each, amounts), near(each, _keys(each), marks)) for each in own])


def _outcome(example: Example, part: RulePart) -> Any:
    found = run(example, part.rules)
    return found.got, found.fault


def _keys(example: Example) -> frozenset[str]:
    """Every key of an example's files that has something behind it."""
    return frozenset(
        ".".join(part for part in place if isinstance(part, str))
        for data in example.files.values()
        for place, _ in scalars(data, ())
    )


def _amounts(example: Example, amounts: Sequence[Decimal]) -> Iterator[NearFile]:
    """The files in which an amount is another."""
    for root, data in example.files.items():
        for place, value in scalars(data, (root,)):
            if isinstance(value, Decimal):
                yield from (NearFile(example, place, each) for each in amounts if each != value)


def _marks(rules: RuleSet, example: Example) -> tuple[Landmarks, tuple[Decimal, ...]]:
    """What a tariff, a voucher or an order names, and the amounts in it, a cent below and above each."""
    regulation = rules.regulation
    thing = besides(regulation).get(example.rule)
    names = names_below(rules, thing)
    listed = {str(each) for name in _LISTS for each in members_of(name)}
    held = [thing, *(regulation.values[name] for name in names if name in regulation.values)]
    cents = {n + step for n in _numbers(held) for step in (-1, 0, 1) if n + step >= 0}
    known = frozenset(name for name in names if name.islower() and name not in rules.vocabulary.facts)
    places = sorted({2, thing.indicator.decimals} if isinstance(thing, Tariff) else {2})
    amounts = tuple(Decimal(n).scaleb(-place) for place in places for n in sorted(cents))
    return Landmarks(known | listed, frozenset({0, 1, 2}), ()), amounts


def _numbers(things: Any) -> Iterator[int]:
    """Every whole number in some things."""
    waiting = deque([things])
    while waiting:
        thing = waiting.popleft()
        if isinstance(thing, int) and not isinstance(thing, bool):
            yield thing
        elif isinstance(thing, Mapping):
            waiting.extend(thing.values())
        elif isinstance(thing, (list, tuple)):
            waiting.extend(thing)
        elif is_dataclass(thing):
            waiting.extend(getattr(thing, each.name) for each in fields(thing) if each.name != "path")
