"""Compares two versions of a rule set: in words, for the verdicts of examples, and the version that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from adm_rules._internal.dataclass import replace
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.part import compiled
from adm_rules._internal.facts.basis import readings_of, values_of
from adm_rules._internal.proof.proving import (
    EQUAL,
    NEVER_LOOSER,
    NEVER_STRICTER,
    compiled_as,
    proved,
    proved_together,
)
from adm_rules._internal.proof.solver import available
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.diff.amounts import with_amounts
from adm_rules._internal.review.diff.families import FamilyVersions
from adm_rules._internal.review.diff.margins import margins
from adm_rules._internal.review.diff.money import euro_moved
from adm_rules._internal.review.diff.pairing import Keys, RuleFamily, RulePair, paired
from adm_rules._internal.review.diff.people import PeopleFile, as_if_in_force, judge_of, people_moved
from adm_rules._internal.review.diff.resting import bare, names_besides_verdicts, so_far
from adm_rules._internal.review.diff.saying import SideWords, apart, other_changes, rule_change, together
from adm_rules._internal.review.diff.shapes import (
    DiffLine,
    DiffWay,
    How,
    PeopleMoved,
    RuleEffect,
    RulesDiff,
    RuleSetChange,
    VersionBump,
)
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.review.diff.trying import BothVersions, Tried, tried
from adm_rules._internal.review.example import Example
from adm_rules._internal.rules import Regulation, Rule, Value
from adm_rules._internal.texts import Catalogue, Text

# --- versions ---------------------------------------------------------------------------------------------------------

_LEVELS: Final = ("none", "patch", "minor", "major")
_WORDS: Final = Catalogue(
    {
        "words": Text("`{}`: cambiano solo parole o forma", "`{}`: only words or form change"),
        "equal": Text("`{}`: ogni verdetto resta com'era", "`{}`: every verdict stays as it was"),
        "ahead": Text(
            "`{}`: cambia solo dopo il giorno del confronto", "`{}`: changes only after the day compared"
        ),
        "decides": Text("`{}`: decide solo ciò che era indeciso", "`{}`: decides only what was undecided"),
        "present": Text("`{}`: cambia un verdetto già oggi", "`{}`: a verdict changes today"),
        "unsettled": Text(
            "`{}`: non è dimostrato che nessun verdetto cambi",
            "`{}`: it is not proved that no verdict changes",
        ),
        "amounts": Text("`{}`: cambiano importi o precedenze", "`{}`: amounts or precedence change"),
    }
)
#: Kinds of things whose change bears on answers that no rule gives.
_ANSWERS: Final = frozenset(
    {"tariff", "voucher", "order", "presumption", "convention", "kinship", "indicator"}
)


def bump(
    old: str | None,
    new: str | None,
    changes: Sequence[RuleSetChange],
    effects: Sequence[RuleEffect],
    loose: Mapping[str, bool],
) -> VersionBump:
    """What the changes ask for; ``loose`` are those that bear on more than verdicts, and whether only on later days."""
    reasons = [*_of_effects(effects), *_of_changes(changes, {each.rule for each in effects}, loose)]
    needed = max((level for level, _ in reasons), key=_LEVELS.index, default="none")
    declared = _declared(old, new)
    because = tuple(dict.fromkeys(text for level, text in reasons if level == needed))
    enough = _LEVELS.index(declared) >= _LEVELS.index(needed)
    return VersionBump(needed, declared, because, enough)


def _of_effects(effects: Iterable[RuleEffect]) -> Iterator[tuple[str, Text]]:
    for each in effects:
        key = _of_effect(each)
        level = {"equal": "patch", "ahead": "minor", "decides": "minor"}.get(key, "major")
        yield level, _WORDS[key].filled(each.rule)


def _of_effect(effect: RuleEffect) -> str:
    if effect.direction is DiffWay.EQUAL:
        return "equal"
    if effect.ahead:
        return "ahead"
    before = {each.before for each in effect.witnesses}
    if before - {Verdict.UNDECIDED}:
        return "present"
    return "decides" if before and {"never_stricter", "never_looser"} <= set(effect.proved) else "unsettled"


def _of_changes(
    changes: Iterable[RuleSetChange], touched: set[str], loose: Mapping[str, bool]
) -> Iterator[tuple[str, Text]]:
    for each in changes:
        if loose.get(each.name):
            yield "minor", _WORDS["ahead"].filled(each.name)
        elif each.kind in _ANSWERS or each.name in loose:
            yield "major", _WORDS["amounts"].filled(each.name)
        elif each.name not in touched or each.how is How.RENAMED:
            yield "patch", _WORDS["words"].filled(each.name)


def _declared(old: str | None, new: str | None) -> str:
    """Which part of the version was raised; of one that is no number, any change is as good as the greatest."""
    if old is None or new is None or old == new:
        return "none" if old == new else "major"
    before, after = _numbers(old), _numbers(new)
    if before is None or after is None:
        return "major"
    if after < before:
        return "none"
    place = next(n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
    return ("major", "minor", "patch")[place]


def _numbers(version: str) -> tuple[int, ...] | None:
    parts = version.split(".")
    if len(parts) > 3 or not all(part.isdecimal() for part in parts):
        return None
    return tuple(int(part) for part in [*parts, "0", "0"][:3])


# --- comparing --------------------------------------------------------------------------------------------------------

#: The files of people, and how many could not be read.
People: TypeAlias = tuple[Sequence[PeopleFile], int]
#: What no file shows, by what is proved.
NEVER: Final[Mapping[str, tuple[DiffWay, ...]]] = {
    EQUAL: (DiffWay.STRICTER, DiffWay.LOOSER),
    NEVER_STRICTER: (DiffWay.STRICTER,),
    NEVER_LOOSER: (DiffWay.LOOSER,),
}
_OF_RULES: Final = {"value": "$", "reading": "", "fact": ""}


def compared(
    old: DiffSide | None, new: DiffSide | None, on: date, people: Callable[[RuleSet], People] | None = None
) -> RulesDiff:
    """What two versions of a rule set differ in, as seen on a day; one side may not be there at all.

    ``people`` reads, by the new version, the files of those whom the change may touch, and tells how many cannot be.
    """
    if old is None or new is None:
        return _alone(old, new, on)
    return _Comparison(old, new, on).answer(people)


def _alone(old: DiffSide | None, new: DiffSide | None, on: date) -> RulesDiff:
    """A rule set that came or went as a whole."""
    side, how = (old, How.REMOVED) if new is None else (new, How.ADDED)
    assert side is not None  # noqa: S101 - one of them is there
    regulation = side.rules.regulation
    change = RuleSetChange("rule set", regulation.id, regulation.title, how)
    before, after = (None if each is None else each.rules.regulation.version for each in (old, new))
    names = (None if old is None else old.name, None if new is None else new.name)
    needed = VersionBump("none", "none", (), enough=True)
    return RulesDiff(
        regulation.id, *names, before, after, side.file, on, (change,), (), len(regulation.rules), needed
    )


class _Comparison:
    def __init__(self, old: DiffSide, new: DiffSide, on: date) -> None:
        self.old, self.new, self.on = old, new, on
        self.words = SideWords(old.rules), SideWords(new.rules)
        self._families: dict[tuple[str, ...], tuple[DiffLine, ...]] = {}
        self.pairs = paired(old.rules, new.rules, Keys(on.toordinal()))
        rules = map(self._rule_change, self.pairs)
        others = tuple(other_changes(*self.words))
        every = (*others, *(each for each in rules if each is not None))
        self.changes = tuple(with_amounts(every, old, new))

    def _rule_change(self, pair: RulePair) -> RuleSetChange | None:
        found = rule_change(pair, *self.words)
        if found is None or pair.family is None:
            return found
        return replace(found, lines=(*found.lines, *self._together(pair.family)))

    def _together(self, family: RuleFamily) -> tuple[DiffLine, ...]:
        """What is proved and shown of a family, once for all its rules."""
        ids = tuple(rule.id for rule in (*family.old, *family.new))
        if ids not in self._families:
            before, after = self.old.rules, self.new.rules
            sides = ((before.program, family.old), (after.program, family.new))
            old, new = ([(side, compiled_as(side, rule.id)) for rule in rules] for side, rules in sides)
            claims = proved_together(old, new) if available() else ()
            never = {way for claim in claims for way in NEVER[claim]}
            versions = FamilyVersions(family, before.regulation, after.regulation)
            shown = versions.witnesses(self._examples(), never)
            told = (apart(way, *each) for way, each in shown.items())
            self._families[ids] = (together(family, claims), *told)
        return self._families[ids]

    def answer(self, people: Callable[[RuleSet], People] | None) -> RulesDiff:
        before, after = self.old.rules.regulation, self.new.rules.regulation
        effects = tuple(self._effects())
        loose = dict(self._loose())
        needed = bump(before.version, after.version, self.changes, effects, loose)
        return RulesDiff(
            after.id,
            self.old.name,
            self.new.name,
            before.version,
            after.version,
            self.new.file,
            self.on,
            self.changes,
            effects,
            len(after.rules),
            needed,
            tuple(self._people(people(self.new.rules), loose)) if people is not None else (),
            proof=available(),
        )

    def _people(self, people: People, loose: Mapping[str, bool]) -> Iterator[PeopleMoved]:
        """Whom the change touches on the day, and as if what lies ahead were in force; what payers owe otherwise."""
        before, after = self.old.rules, self.new.rules
        money = bool(loose) or any(each.kind in _ANSWERS for each in self.changes)
        ahead = as_if_in_force(before.regulation, after.regulation, self.on.toordinal())
        for as_if, regulation in ((False, after.regulation), *([(True, ahead)] if ahead else [])):
            yield self._touched(people, regulation, as_if=as_if, money=money)

    def _touched(self, people: People, regulation: Regulation, *, as_if: bool, money: bool) -> PeopleMoved:
        files, unread = people
        before = self.old.rules
        both = BothVersions(before.regulation, regulation, [pair for pair in self.pairs if pair.touched])
        moved = people_moved(both, files, unread, self.on, as_if=as_if)
        changed = frozenset(each.name for each in self.changes if each.kind == "value")
        after = compiled(regulation) if as_if else self.new.rules
        return replace(
            moved,
            margins=tuple(margins(both, changed, files, judge_of(both, files, self.on))),
            euro=euro_moved(before, after, files, self.on) if money else (),
        )

    def _effects(self) -> Iterator[RuleEffect]:
        touched = [pair for pair in self.pairs if pair.touched]
        if not touched:
            return
        both = BothVersions(self.old.rules.regulation, self.new.rules.regulation, touched)
        examples = self._examples()
        for pair in touched:
            claims, obstacle = self._proved(pair)
            never = frozenset(way for claim in claims for way in NEVER[claim])
            found = tried(pair, both, examples, self._days(pair), never)
            yield self._effect(pair, found, claims, obstacle)

    def _proved(self, pair: RulePair) -> tuple[tuple[str, ...], str | None]:
        """What is proved of a rule that was there before, where there is a solver; and what stands in the way."""
        if pair.old is None or pair.new is None or not available():
            return (), None
        sides = ((self.old, pair.old), (self.new, pair.new))
        old, new = ((side.rules.program, compiled_as(side.rules.program, rule.id)) for side, rule in sides)
        return proved(old, new)

    def _examples(self) -> Sequence[Example]:
        """The examples of both versions: of those with one id, the new one."""
        found = {(each.rule, each.id): each for each in (*self.old.examples, *self.new.examples)}
        return tuple(found.values())

    def _effect(
        self, pair: RulePair, found: Tried, claims: tuple[str, ...], obstacle: str | None
    ) -> RuleEffect:
        rule = pair.rule
        words = self.words[pair.new is not None]
        return RuleEffect(
            rule.id,
            rule.title,
            tuple(self._via(pair)),
            DiffWay.EQUAL if EQUAL in claims else found.direction,
            claims,
            obstacle,
            tuple(found.witnesses.values()),
            dict(found.flips),
            found.files,
            found.examples,
            found.failing,
            pair.ahead,
            words.line(rule.path),
        )

    def _via(self, pair: RulePair) -> Iterator[str]:
        """The changed values, readings and facts that a rule rests on; first itself, where its own words changed."""
        by_kind = {
            kind: {each.name for each in self.changes if each.kind == kind} for kind in (*_OF_RULES, "rule")
        }
        if pair.rule.id in by_kind["rule"]:
            yield pair.rule.id
        rests = {"value": set[str](), "reading": set[str](), "fact": set[str]()}
        for rule, side in ((pair.old, self.old.rules), (pair.new, self.new.rules)):
            if rule is not None:
                rests["value"] |= values_of(rule, side.vocabulary)
                rests["reading"] |= set(readings_of(rule, side.regulation, side.vocabulary))
                rests["fact"] |= _facts(rule, side)
        for kind, sign in _OF_RULES.items():
            yield from (f"{sign}{name}" for name in sorted(by_kind[kind] & rests[kind]))

    def _days(self, pair: RulePair) -> tuple[int, ...]:
        """The days on which a changed value that the rule rests on changes its amount."""
        named = {name[1:] for name in self._via(pair) if name.startswith("$")}
        before, after = (
            {
                (name, entry.day_from): entry.amounts()
                for name in named & side.rules.regulation.values.keys()
                for entry in side.rules.regulation.values[name].history
            }
            for side in (self.old, self.new)
        )
        keys = {key for key in (*before, *after) if before.get(key) != after.get(key)}
        return tuple(sorted({day for _, day in keys if day}))

    def _loose(self) -> Iterator[tuple[str, bool]]:
        """What changed of what money, orders and purposes rest on; whether only for days to come."""
        before, after = self.old.rules.regulation, self.new.rules.regulation
        named = names_besides_verdicts(self.old.rules) | names_besides_verdicts(self.new.rules)
        for each in self.changes:
            if each.kind in _OF_RULES and {each.name, each.was} & named:
                was, now = (
                    getattr(side, f"{each.kind}s").get(name)
                    for side, name in ((before, each.was or each.name), (after, each.name))
                )
                if bare(was, words=False) != bare(now, words=False):
                    yield each.name, self._only_ahead(was, now)
        for pair in self.pairs:
            if pair.old is not None and pair.new is not None:
                was, now = pair.old.purpose, pair.new.purpose
                if bare(was, words=False) != bare(now, words=False):
                    yield pair.rule.id, False

    def _only_ahead(self, was: object, now: object) -> bool:
        """Whether two versions of a value differ only on days after the one of the comparison."""
        if not (isinstance(was, Value) and isinstance(now, Value)):
            return False
        day = self.on.toordinal()
        return bool(so_far(was, day) == so_far(now, day))


def _facts(rule: Rule, side: RuleSet) -> set[str]:
    asked = {fact.name for condition in rule.conditions() for fact in condition.facts()}
    return {name for each in asked for name in (each, *side.vocabulary.made_of(each))}


def with_moves(diffs: Sequence[RulesDiff]) -> list[RulesDiff]:
    """Comparisons of several rule sets, with the rules that left one and came into another under the same id."""
    gone = {name: diff.rules for diff in diffs for name in _named(diff.changes, How.REMOVED)}
    return [
        replace(diff, changes=tuple(_moved(each, gone, diff.rules) for each in diff.changes))
        for diff in diffs
    ]


def _named(changes: Iterable[RuleSetChange], how: How) -> Iterator[str]:
    return (each.name for each in changes if each.kind == "rule" and each.how is how)


def _moved(change: RuleSetChange, gone: Mapping[str, str], here: str) -> RuleSetChange:
    before = gone.get(change.name, here)
    if change.kind != "rule" or change.how is not How.ADDED or before == here:
        return change
    return replace(change, how=How.MOVED, was=f"{before}/{change.name}")
