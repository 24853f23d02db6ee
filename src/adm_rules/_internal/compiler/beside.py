"""Judges plain files by the optimistic code, beside the general one, which gets the rules that this leaves to it.

Both give the same verdicts. Where some rules are left, a variant of the general code for just these judges them: it is
made when the same ones were left several times, and the whole general code serves until then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from threading import Lock
from typing import Any, Final, NamedTuple, TypeAlias

from adm_rules._internal.compiler.optimistic import Left, OptimisticWriter
from adm_rules._internal.compiler.plainness import Plain
from adm_rules._internal.compiler.program import Judged, Variant
from adm_rules._internal.compiler.readers import absent_event, day
from adm_rules._internal.compiler.rows import UNTOLD, periods_covered, periods_of
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.values.bounds import NONE

#: A record of a file with the codes of its verdicts.
Seen: TypeAlias = tuple[Mapping[str, Any], tuple[int, ...]]
#: How often the same rules are left before they get code of their own, and how many such codes there are at most.
_OFTEN: Final = 4
_MOST: Final = 24
#: After how many files it is looked at which subjects are mostly left: these are not tried any more.
_TRIED: Final = 64
#: The record of an element of which nothing is known, and a list of one.
_NOTHING: Final[Mapping[str, Any]] = {}
#: What the code names beside what the general one does.
NAMES: Final[Mapping[str, Any]] = {
    "Left": Left,
    "NONE": NONE,
    "NOTHING": _NOTHING,
    "ONE_UNSEEN": [_NOTHING],
    "untold": UNTOLD,
    "periods_of": periods_of,
    "periods_covered": periods_covered,
}


class Looked(NamedTuple):
    """What plain files came to: by group of rules its records with their codes, and what judges what was left."""

    found: Mapping[int, Sequence[Seen]]
    rest: _Remainder | None


class _Part:
    """The rules about one subject that the optimistic code judges, and how often it left them."""

    __slots__ = ("group", "judge", "left", "root", "rules")

    def __init__(self, group: int, root: str, rules: Sequence[int], judge: Callable[..., None]) -> None:
        self.group = group
        self.root = root
        self.rules = frozenset(rules)
        self.judge = judge
        self.left = 0


class Beside:
    """The optimistic code of one variant."""

    def __init__(self, variant: Variant) -> None:
        self._variant = variant
        program, groups = variant.program, variant.judging.groups
        compiled = program.compiled
        plain = Plain(compiled.registry, compiled.made)
        writer = OptimisticWriter(compiled.names, plain)
        said = [
            (n, [each for each in rules if plain.says(program.rules[each])]) for n, rules in enumerate(groups)
        ]
        said = [(group, rules) for group, rules in said if rules]
        for group, rules in said:
            writer.function(group, [program.rules[n] for n in rules], variant.judging.in_force)
        self.text = "\n".join([*writer.written(), ""])
        made = variant.plain_code("optimistic", lambda: self.text, lambda: {**NAMES, **writer.constants})
        roots = [program.root_of(program.rules[rules[0]].rule.per) for rules in groups]
        self.parts = [_Part(group, roots[group], rules, made[f"group_{group}"]) for group, rules in said]
        #: The rules that are always left to the general code.
        self._always = frozenset(n for rules in groups for n in rules).difference(
            *(part.rules for part in self.parts)
        )
        self._pays = self._does_pay()
        self._times = 0
        self._rests: dict[frozenset[int], _Remainder | int] = {}
        self._making = Lock()

    def look(self, files: Mapping[str, Any], on: int) -> Looked | None:
        """The verdicts on plain files on a day; None where the whole general code is to judge them."""
        if not self._pays:
            return None
        found, left = self.judge(files, on)
        self._times += 1
        if self._times % _TRIED == 0:
            self._give_up()
        rest = self._rest(left) if left else None
        return None if left and rest is None else Looked(found, rest)

    def judge(self, files: Mapping[str, Any], on: int) -> tuple[dict[int, list[Seen]], frozenset[int]]:
        """By group the records and codes of what it judges, and the rules that are left."""
        given = {root: (content, on, *_ends(content, on)) for root, content in files.items()}
        found: dict[int, list[Seen]] = {}
        left = self._always
        for part in self.parts:
            out: list[Seen] = []
            try:
                part.judge(*given[part.root], out.append)
            except (Left, AdmRulesError):  # a fault of form is the general code's to tell
                part.left += 1
                left |= part.rules
            else:
                found[part.group] = out
        return found, left

    def _give_up(self) -> None:
        """What was mostly left is not tried any more."""
        self._always = self._always.union(*(part.rules for part in self.parts if 2 * part.left > _TRIED))
        self.parts = [part for part in self.parts if 2 * part.left <= _TRIED]
        for part in self.parts:
            part.left = 0
        self._pays = self._does_pay()

    def _does_pay(self) -> bool:
        """Whether so little is always left that what both read counts for less."""
        return 3 * len(self._always) <= len(self._variant.judging.rules)

    def _rest(self, left: frozenset[int]) -> _Remainder | None:
        with self._making:
            found = self._rests.get(left, 0)
            if isinstance(found, _Remainder):
                return found
            if found + 1 < _OFTEN or len(left) == len(self._variant.judging.rules):
                if left in self._rests or len(self._rests) < _MOST:
                    self._rests[left] = found + 1
                return None
            made = self._rests[left] = _Remainder(self._variant, left)
            return made


class _Remainder:
    """The general code of some rules, and how its verdicts join those that the optimistic code gives."""

    def __init__(self, variant: Variant, rules: frozenset[int]) -> None:
        self.variant = variant.part(rules)
        program, groups = variant.program, variant.judging.groups
        at = {program.rules[numbers[0]].rule.per: n for n, numbers in enumerate(groups)}
        own = self.variant.judging.groups
        #: The place of each group among the groups of the whole.
        self.places = [at[program.rules[numbers[0]].rule.per] for numbers in own]
        self._orders = [
            _in_order(groups[place], numbers) for place, numbers in zip(self.places, own, strict=True)
        ]

    def joined(self, found: Mapping[int, Sequence[Seen]], verdicts: Sequence[Judged]) -> list[Judged]:
        """Verdicts by the groups of the whole, with those of the same records that were found."""
        judged: list[Judged] = []
        known = {place: iter(found[place]) for place in self.places if place in found}
        for group, row, codes in verdicts:
            place = self.places[group]
            if place not in known:
                judged.append((place, row, codes))
            elif not row.phantom:  # of a stranger nothing is told
                judged.append((place, row, self._orders[group]((*next(known[place])[1], *codes))))
        return judged


def _in_order(rules: Sequence[int], left: Sequence[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """What puts the codes of the rules that were judged, and of those that were left, in the order of the rules."""
    both = [*(n for n in rules if n not in left), *left]
    return itemgetter(*(both.index(n) for n in rules)) if len(rules) > 1 else tuple


def _ends(content: Mapping[str, Any], on: int) -> tuple[Any, Any]:
    """Up to which day a file is complete, and what it means that an event is not told in it."""
    until = content.get("complete_until")
    until = None if until is None else day(until)
    return until, absent_event(until, on)
