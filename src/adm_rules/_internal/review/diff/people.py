"""Whom a change touches among the files of a folder: counts alone, and none of a group of fewer than five."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.engine.many import Judge
from adm_rules._internal.review.diff.bands import LEAST, small
from adm_rules._internal.review.diff.shapes import PeopleMoved, RuleMoves
from adm_rules._internal.review.diff.trying import BothVersions
from adm_rules._internal.rules import Regulation, Value
from adm_rules._internal.values.bounds import NOT_YET


@dataclass(frozen=True, slots=True, repr=False)
class PeopleFile:
    """A file of a case or an agency: its kind, and its model."""

    root: str
    model: BaseModel


@dataclass
class _Moved:
    """What moved of one rule: verdicts, and the cases, agencies and minutes that they belong to."""

    moves: Counter[str] = field(default_factory=Counter)
    cases: set[int] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    minutes: int = 0


def judge_of(both: BothVersions, files: Sequence[PeopleFile], on: date) -> Judge:
    """Who judges each case beside the agency among the files that it names."""
    return Judge(both.new.rules, [each.model for each in files if each.root == "agency"], {}, on)


def people_moved(
    both: BothVersions, files: Sequence[PeopleFile], unread: int, on: date, *, as_if: bool
) -> PeopleMoved:
    """Which verdicts move in some files, as seen on a day; nothing that it holds tells one file from another."""
    judge = judge_of(both, files, on)
    moved: dict[str, _Moved] = {}
    touched: set[int] = set()
    for n, file in enumerate(files):
        for rule, move, minutes in _moves(both, file, judge):
            found = moved.setdefault(rule, _Moved())
            found.moves[move] += 1
            found.minutes += minutes
            touched |= {n} if file.root == "case" else set()
            found.cases |= {n} if file.root == "case" else set()
            found.agencies |= set(_agencies(file))
    rules = tuple(_told(rule, found) for rule, found in moved.items())
    return PeopleMoved(len(files), unread, on, as_if, small(len(touched)), rules)


def _moves(both: BothVersions, file: PeopleFile, judge: Judge) -> Iterator[tuple[str, str, int]]:
    """The verdicts of one file that move: the rule, how, and the minutes that it is about."""
    beside = judge.agency_of(file.model) if file.root == "case" else None
    models = {file.root: file.model} | ({} if beside is None else {"agency": beside})
    program = both.new.rules.program
    for flip in both.found(models, judge.on, presume=True):
        if program.root_of(flip.key[1]) == file.root:
            yield flip.key[0], f"{flip.before.verdict.value} -> {flip.after.verdict.value}", flip.minutes


def _agencies(file: PeopleFile) -> Iterator[str]:
    """The agencies that a file is about."""
    if file.root == "agency":
        yield str(vars(file.model)["id"])
    listed = vars(file.model).get("interventions")
    for each in getattr(listed, "items", listed) or ():
        if each.agency is not None:
            yield str(each.agency)


def _told(rule: str, found: _Moved) -> RuleMoves:
    """The counts of a rule; the hours of fewer than five cases are not told."""
    few = 0 < len(found.cases) < LEAST
    hours = f"<{LEAST}" if few else f"{found.minutes // 60}:{found.minutes % 60:02}"
    moves = {move: small(number) for move, number in sorted(found.moves.items())}
    return RuleMoves(rule, moves, small(len(found.cases)), small(len(found.agencies)), hours)


# --- what lies ahead --------------------------------------------------------------------------------------------------


def as_if_in_force(old: Regulation, new: Regulation, on: int) -> Regulation | None:
    """The new version with the amounts that it sets for later days in force on every day; None where it sets none."""
    values = dict(new.values)
    for name, value in new.values.items():
        ahead = [entry for first, _, entry in value.periods() if on < first <= NOT_YET]
        if ahead and name in old.values and value.history != old.values[name].history:
            values[name] = _from_ever(value, ahead[0])
    return replace(new, values=values) if values != dict(new.values) else None


def _from_ever(value: Value, entry: Any) -> Value:
    return replace(value, history=(replace(entry, day_from=None, day_until=None),))
