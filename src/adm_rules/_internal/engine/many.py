"""Judges many files one after the other, or in several processes, and keeps of each what a portfolio needs."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime
from functools import cached_property, partial
from itertools import chain, count
from multiprocessing import current_process
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pydantic import BaseModel

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.deadlines.deadline import Deadline, DeadlineList, DueList, in_order, last_day
from adm_rules._internal.diagnostics import ArgumentError, CaseError, Diagnostic, printable
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.records.fields import items_of
from adm_rules._internal.report import Report
from adm_rules._internal.report.portfolio import FailedFile, KeptEntry, KeptFile, KeptQuestion, Portfolio
from adm_rules._internal.scalars import ID
from adm_rules._internal.yaml_source import read_data_file

if TYPE_CHECKING:
    from adm_rules._internal.engine import RuleSet

_SUFFIXES: Final = frozenset({".json", ".yaml", ".yml"})
_SEVERAL: Final = "`cases` is a folder, or several cases: put a single one in a list"
_CHUNK: Final = 16  # files that a process takes at a time


def keyed(cases: Any) -> Iterator[tuple[str, Any]]:
    """Cases with a printable key each: of a file its name, of a model or a mapping its id.

    What stands in the place of an id and is none, such as a name, is no key: it would be told with the faults. Such a
    case has its number, from 0.

    ``cases`` is a folder, or several cases: paths, models, mappings, texts, pairs of a key and one of these, or a
    mapping of keys to them.
    """
    listed = _listed(cases)
    pairs = listed.items() if isinstance(listed, Mapping) else map(_pair, listed, count())
    return ((printable(str(key)), case) for key, case in pairs)


def _listed(cases: Any) -> Iterable[Any]:
    """Several cases, or a mapping of keys to them; of a folder its files."""
    if isinstance(cases, (bytes, BaseModel)) or (isinstance(cases, Mapping) and "birth_date" in cases):
        raise ArgumentError(_SEVERAL)
    if isinstance(cases, (str, Path)):
        folder = Path(cases)
        if not folder.is_dir():
            raise ArgumentError(_SEVERAL)
        return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    if not isinstance(cases, Iterable):
        raise ArgumentError(_SEVERAL)
    return cases


def _pair(case: Any, n: int) -> tuple[Any, Any]:
    return case if isinstance(case, tuple) and len(case) == 2 else (_key(case, n), case)


def _key(case: Any, n: int) -> str:
    if isinstance(case, Path):
        return case.stem
    own = case.get("id") if isinstance(case, Mapping) else getattr(case, "id", None)
    return own if isinstance(own, str) and ID.fullmatch(own) else str(n)


@dataclass(frozen=True, slots=True)
class DueFile:
    """What is due in a file, by its key: what is its own, of all that was looked at with it."""

    key: str
    root: str
    due: DeadlineList

    @property
    def own(self) -> Iterator[Deadline]:
        """The deadlines of the file itself."""
        return (each for each in self.due if each.root == self.root)


class Judge:
    """Judges cases beside the agencies that are given, under one rule set, as seen on one day."""

    def __init__(self, rules: RuleSet, agencies: Sequence[Any], others: Mapping[str, Any], on: date) -> None:
        self.rules = rules
        self.on = on
        self.agencies = {str(vars(each)["id"]): each for each in agencies}
        self.others = dict(others)

    def report(self, case: Any) -> Report:
        """The report about one case, with its agency beside it."""
        model = self.model(case)
        named = self.agency_of(model)
        beside = {**self.others, **({} if named is None else {"agency": named})}
        return self.rules.check(model, **beside, on=self.on, about="case")  # type: ignore[arg-type]  # a model

    def model(self, case: Any) -> BaseModel:
        """A case as its model; of a path, what stands in the file."""
        if not isinstance(case, Path):
            return as_model("case", case, self.rules.regulation)
        source = read_data_file(case)
        source.raise_if_errors(CaseError)
        return as_model("case", source.data, self.rules.regulation)

    def agency_of(self, case: BaseModel) -> Any:
        """The agency that the interventions of a case name; of several that are given, that of the last open one."""
        listed = vars(case)["interventions"]
        items = getattr(listed, "items", listed) or ()
        named = [each for each in items if each.agency in self.agencies]
        still = [each for each in named if each.closed_on in (None, "none")] or named
        return self.agencies[still[-1].agency] if still else None

    def kept(self, key: str, case: Any) -> KeptFile | FailedFile:
        """What one case comes to; what cannot be read is told, and stops nothing."""
        try:
            model = self.model(case)
            return kept_of(key, "case", self.report(model), _next_session(model, self.on))
        except CaseError as error:
            return FailedFile(key, error.diagnostics)

    def due(self, key: str, case: Any, **how: Any) -> DueFile | FailedFile:
        """What is due in one case; of one that cannot be read, why not."""
        try:
            model = self.model(case)
            named = self.agency_of(model)
            beside = {**self.others, **({} if named is None else {"agency": named})}
            return DueFile(key, "case", self.rules.deadlines(model, **beside, on=self.on, **how))  # type: ignore[arg-type]  # a model
        except CaseError as error:
            return FailedFile(key, error.diagnostics)

    def due_beside(self, **how: Any) -> Iterator[DueFile]:
        """What is due in the files beside the cases, each looked at once."""
        for key, agency in self.agencies.items():
            yield DueFile(
                key, "agency", self.rules.deadlines(agency=agency, **self.others, on=self.on, **how)
            )
        for root in self.others:
            yield DueFile(root, root, self.rules.deadlines(**self.others, on=self.on, **how))

    def beside(self) -> Iterator[KeptFile]:
        """What stands beside the cases, each judged once."""
        for key, agency in self.agencies.items():
            report = self.rules.check(agency=agency, **self.others, on=self.on, about="agency")
            yield kept_of(key, "agency", report)
        for root in self.others:
            yield kept_of(root, root, self.rules.check(**self.others, on=self.on, about=root))


def kept_of(key: str, root: str, report: Report, next_session: date | None = None) -> KeptFile:
    """What is kept of a report."""
    failing = sorted(
        (KeptEntry.of(each) for each in report.entries if each.verdict.fails), key=lambda each: each.gravity
    )
    asked = tuple(KeptQuestion.of(each) for each in report.questions)
    counts = {verdict: n for verdict, n in report.counts().items() if n}
    severities = Counter(each.severity for each in report.breaches)
    return KeptFile(
        key, root, counts, dict(severities), len(report.waiting), tuple(failing), asked, next_session
    )


def _next_session(case: BaseModel, on: date) -> date | None:
    """The day of the first planned session that lies ahead."""
    listed = [items_of(each.sessions) for each in items_of(vars(case)["interventions"])]
    planned = (each for sessions in listed for each in sessions if str(each.status) == "planned")
    days = (each.start.date() for each in planned if isinstance(each.start, datetime))
    return min((day for day in days if day > on), default=None)


def portfolio(judge: Judge, cases: Any, jobs: int) -> Portfolio:
    """What cases come to, and what stands beside them."""
    comes_back = isinstance(cases, (str, Path, Mapping, Sequence))
    again = _Again(judge, cases) if comes_back else None
    pairs = keyed(cases)
    results = _in_processes(judge, pairs, jobs) if jobs > 1 else (judge.kept(*pair) for pair in pairs)
    found = chain(_with_own_keys(results), judge.beside())
    return Portfolio.of(found, on=judge.on, again=again, **judge.rules.made_by)


class _Again:
    """Judges the file of a key once more; where each stands is looked up once."""

    def __init__(self, judge: Judge, cases: Any) -> None:
        self._judge = judge
        self._cases = _listed(cases)

    @cached_property
    def _places(self) -> dict[str, Any]:
        """Where the case of each key stands; of several the first."""
        places: dict[str, Any] = {}
        at: Iterable[Any] = self._cases if isinstance(self._cases, Mapping) else count()
        for place, (key, _) in zip(at, keyed(self._cases), strict=False):
            places.setdefault(key, place)
        return places

    def __call__(self, key: str) -> Report:
        judge, cases = self._judge, cast("Sequence[Any]", self._cases)
        if key in self._places:
            found = cases[self._places[key]]
            return judge.report(found if isinstance(cases, Mapping) else _pair(found, 0)[1])
        agency = judge.agencies.get(key)
        if agency is not None:
            return judge.rules.check(agency=agency, **judge.others, on=judge.on, about="agency")
        return judge.rules.check(**judge.others, on=judge.on, about=key)


def deadlines(judge: Judge, cases: Any, *, until: date | None, settled: bool) -> DeadlineList:
    """What is due in cases, and in what stands beside them."""
    how: dict[str, Any] = {"until": until, "settled": settled}
    last = last_day(judge.on, until)
    found = _with_own_keys(judge.due(*pair, **how) for pair in keyed(cases))
    results = tuple(chain(found, judge.due_beside(**how)))
    own = (each for file in results if isinstance(file, DueFile) for each in file.own)
    failures = tuple(each for each in results if isinstance(each, FailedFile))
    due = tuple(sorted(own, key=lambda each: (*in_order(each), each.root_id)))
    return DeadlineList.of(DueList(judge.on, last, due, failures=failures, **judge.rules.made_by))


F = TypeVar("F", KeptFile, DueFile)


def _with_own_keys(results: Iterable[F | FailedFile]) -> Iterator[F | FailedFile]:
    """The results, where the second file of one key is a failure."""
    seen: set[str] = set()
    for each in results:
        if each.key in seen:
            message, remedy = "another case has the same key", "give each its own id, and each case once"
            yield FailedFile(each.key, (Diagnostic("duplicate-id", message, help=remedy),))
            continue
        seen.add(each.key)
        yield each


# --- several processes ------------------------------------------------------------------------------------------------

_UNGUARDED: Final = (
    "`jobs`: a process that shares the work could not go on: call this under `if __name__ == '__main__':`, since where "
    "processes are not forked each reads the script anew; and leave memory for each"
)
#: The judge of this process, and what it was made of.
_OWN: dict[bytes, Judge] = {}


def _kept(given: bytes, pair: tuple[str, Any]) -> KeptFile | FailedFile:
    """What one case comes to in a process, which makes its judge once."""
    if given not in _OWN:
        _OWN[given] = Judge(*pickle.loads(given))  # noqa: S301  # from the process that began this one
    return _OWN[given].kept(*pair)


def _in_processes(
    judge: Judge, pairs: Iterable[tuple[str, Any]], jobs: int
) -> Iterator[KeptFile | FailedFile]:
    """What cases come to, in order.

    What a judge is made of goes with the cases: given to a process at its start, it would be written into a pipe that
    nobody empties where a script without a guard ends at once.
    """
    if getattr(current_process(), "_inheriting", False):  # it reads the script anew, and would begin others
        raise ArgumentError(_UNGUARDED)
    given = pickle.dumps((judge.rules, tuple(judge.agencies.values()), judge.others, judge.on))
    _OWN[given] = judge  # what is forked has it
    try:
        with ProcessPoolExecutor(jobs) as pool:
            # Nothing large is sent before a process has begun: where none can, older Pythons wait for it for ever.
            pool.submit(int).result()
            yield from pool.map(partial(_kept, given), pairs, chunksize=_CHUNK)
    except BrokenProcessPool:
        raise ArgumentError(_UNGUARDED) from None
    finally:
        _OWN.pop(given, None)
