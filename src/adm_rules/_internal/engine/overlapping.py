"""Sessions that share time, told beside the findings of rule sets whose act says nothing of it.

A child cannot be in two places at once, nor an educator with two children without a group, whatever an act says. Where
a rule asks for that itself, its findings tell it, and nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from adm_rules._internal.compiler.readers import contents, instant, records_in
from adm_rules._internal.facts.basis import rests_on
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.report import SharedTime
from adm_rules._internal.rules import Regulation

#: Work that goes on beside a session with the child.
_BESIDE: Final = frozenset({"correlated", "coordination", "feedback"})
_ALONE: Final = frozenset({""})


class _Held(NamedTuple):
    start: int
    end: int
    name: str
    who: frozenset[str]


def roots_asked(regulation: Regulation, registry: Registry) -> frozenset[str]:
    """The kinds of file of which a rule asks itself what shares time."""
    return frozenset(
        _root_of(registry, rule.per) for rule in regulation.rules if rests_on(rule, "at_once", registry)
    )


def _root_of(registry: Registry, subject: str) -> str:
    here = subject
    while (owner := registry.subjects[here].parent) not in {None, "file"}:
        here = str(owner)
    return here


def overlaps(
    files: Mapping[str, Any], roots: Collection[str], on: date, asked: Callable[[], Collection[str]]
) -> tuple[SharedTime, ...]:
    """Each pair of sessions of the child, and of one staff member, that surely share time and that no rule tells of.

    ``asked`` gives the kinds of file of which a rule asks that: it goes through all rules, and most files share none.
    """
    found = _found(files, roots, on)
    told = asked() if found else ()
    return tuple(each for each in found if each.file not in told)


def _found(files: Mapping[str, Any], roots: Collection[str], on: date) -> list[SharedTime]:
    found: list[SharedTime] = []
    for root in sorted({"case", "agency"} & set(roots), reverse=True):
        held = sorted(_held(root, contents(files[root]), on.toordinal()))
        found += (SharedTime(root, one.name, other.name) for one, other in _pairs(held))
    return found


def _held(root: str, file: Any, on: int) -> Iterator[_Held]:
    """The sessions of a case, of any intervention, or those of an agency's register, that surely take place."""
    owners = [contents(each) for each in _listed(file, "interventions")] if root == "case" else [file]
    beside = _BESIDE if root == "case" else frozenset({"group"})
    for owner in owners:
        for each in map(contents, _listed(owner, "sessions")):
            start, end, activity = instant(each.get("start")), instant(each.get("end")), each.get("activity")
            timed = start.__class__ is int and end.__class__ is int
            if timed and activity is not None and activity not in beside and _takes_place(each, start, on):
                who = _ALONE if root == "case" else _staff(each.get("staff"))
                yield _Held(start, end, _named(each), who)


def _listed(owner: Any, key: str) -> Any:
    raw = owner.get(key)
    return () if raw is None or raw.__class__ is str else records_in(raw)


def _takes_place(session: Any, start: int, on: int) -> bool:
    """Held, or planned for a day that is still to come; of one planned for a day that has passed nobody knows."""
    status = session.get("status")
    return bool(status == "delivered" or (status == "planned" and start // 2880 > on))


def _staff(raw: Any) -> frozenset[str]:
    return frozenset() if raw is None or raw.__class__ is str else frozenset(map(str, raw))


def _named(session: Any) -> str:
    named = session.get("id")
    return named if isinstance(named, str) else str(session["start"]).replace(" ", "T")[:16]


def _pairs(held: list[_Held]) -> Iterator[tuple[_Held, _Held]]:
    for n, one in enumerate(held):
        for other in held[n + 1 :]:
            if other.start >= one.end:
                break
            if one.who & other.who:
                yield one, other
