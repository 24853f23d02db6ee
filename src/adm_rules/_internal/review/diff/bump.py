"""The version that a change asks for, against the one that it declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from adm_rules._internal.report import Verdict
from adm_rules._internal.review.diff.shapes import DiffWay, How, RuleEffect, RuleSetChange, VersionBump
from adm_rules._internal.texts import Catalogue, Text

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
_ANSWERS: Final = frozenset({"tariff", "voucher", "order", "presumption", "convention"})


def bump(
    old: str | None,
    new: str | None,
    changes: Sequence[RuleSetChange],
    effects: Sequence[RuleEffect],
    loose: set[str],
) -> VersionBump:
    """What the changes ask for; ``loose`` are the changed values and facts that bear on more than rules."""
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
    changes: Iterable[RuleSetChange], touched: set[str], loose: set[str]
) -> Iterator[tuple[str, Text]]:
    for each in changes:
        if each.kind in _ANSWERS or each.name in loose:
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
