"""Which rule of the new version is which of the old one: by id, by what it computes, else by its norms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.proof.likeness import Likeness, RuleKey
from adm_rules._internal.review.diff.shapes import How
from adm_rules._internal.rules import Rule


@dataclass(frozen=True, slots=True)
class RuleFamily:
    """A rule that may have been split into several, or several that may have been joined into one."""

    old: tuple[Rule, ...]
    new: tuple[Rule, ...]

    @property
    def how(self) -> How:
        """Which of the two it is."""
        return How.SPLIT if len(self.new) > 1 else How.JOINED


@dataclass(frozen=True, slots=True)
class RulePair:
    """A rule before and after; ``touched``: it computes something else. ``ahead``: only after the horizon.

    ``family`` are the rules that it came from with others, or that others came from with it.
    """

    old: Rule | None
    new: Rule | None
    how: How | None
    touched: bool
    ahead: bool = False
    family: RuleFamily | None = None

    @property
    def rule(self) -> Rule:
        """The rule as it is now, or as it was."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - one of them is there
        return found


class Keys:
    """What the rules of both versions compute, in all and as far as a day."""

    def __init__(self, day: int) -> None:
        self._whole = Likeness()
        self._so_far = Likeness(day)

    def of(self, rules: RuleSet) -> Mapping[str, tuple[RuleKey, RuleKey]]:
        """What each rule computes, by its id."""
        program = rules.program
        return {
            each.rule.id: (self._whole.rule(program, each), self._so_far.rule(program, each))
            for each in program.rules
        }


def paired(old: RuleSet, new: RuleSet, keys: Keys) -> tuple[RulePair, ...]:
    """Every rule of both versions once: those of the new one in its order, then what is gone."""
    before, after = keys.of(old), keys.of(new)
    gone = {rule.id: rule for rule in old.rules if rule.id not in after}
    found: list[RulePair] = []
    fresh: list[int] = []
    for rule in new.rules:
        if rule.id in before:
            whole, so_far = _differ(before[rule.id], after[rule.id])
            was = old.rule(rule.id)
            found.append(RulePair(was, rule, How.CHANGED, whole, whole and not so_far))
            continue
        same = [each for each in gone.values() if before[each.id][0] == after[rule.id][0]]
        if same:
            found.append(RulePair(gone.pop(same[0].id), rule, How.RENAMED, touched=False))
        else:
            fresh.append(len(found))
            found.append(RulePair(None, rule, How.ADDED, touched=True))
    # What is certainly the same has been taken by now.
    families = _families([found[place].rule for place in fresh], gone.values())
    for place in fresh:
        rule = found[place].rule
        if rule.id in families:
            found[place] = RulePair(None, rule, families[rule.id].how, touched=True, family=families[rule.id])
            continue
        meant = _rewritten(rule, [each for each in gone.values() if each.id not in families])
        if meant is not None:
            del gone[meant.id]
            found[place] = RulePair(meant, rule, How.REWRITTEN, touched=True)
    left = (RulePair(rule, None, How.REMOVED, True, family=families.get(rule.id)) for rule in gone.values())
    return (*found, *left)


def _families(fresh: Iterable[Rule], gone: Iterable[Rule]) -> Mapping[str, RuleFamily]:
    """The rules that were split or joined, by the ids of all parts.

    The parts have the subject and only norms of the one, and nothing else that came or went could be it.
    """
    old, new = tuple(gone), tuple(fresh)
    found: dict[str, RuleFamily] = {}
    for wholes, parts in ((old, new), (new, old)):
        owners = {part.id: [each for each in wholes if _holds(each, part)] for part in parts}
        for whole in wholes:
            own = tuple(part for part in parts if owners[part.id] == [whole] and part.id not in found)
            if len(own) > 1 and whole.id not in found:
                family = RuleFamily((whole,), own) if wholes is old else RuleFamily(own, (whole,))
                found |= {each.id: family for each in (whole, *own)}
    return found


def _holds(whole: Rule, part: Rule) -> bool:
    return whole.per == part.per and bool(part.norms) and set(part.norms) <= set(whole.norms)


def _differ(before: tuple[Any, Any], after: tuple[Any, Any]) -> tuple[bool, bool]:
    return before[0] != after[0], before[1] != after[1]


def _rewritten(rule: Rule, gone: Iterable[Rule]) -> Rule | None:
    """What a new rule may be of those that are gone: the one of its subject with the most norms in common."""
    near = [each for each in gone if each.per == rule.per and set(each.norms) & set(rule.norms)]
    return max(near, key=lambda each: len(set(each.norms) & set(rule.norms)), default=None)
