"""Judges files by a rule set: loads it, checks cases, agencies, contracts and districts, and reports.

Evaluation is pure: no clock, no files, no state. ``on`` is an argument of every question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from adm_rules._internal.arguments import as_day, as_items, as_member
from adm_rules._internal.compiler.keeping import read_back, written
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.diagnostics import ArgumentError, Diagnostic, sort_key
from adm_rules._internal.engine import shelf
from adm_rules._internal.engine.door import look_at
from adm_rules._internal.engine.memory import Memory
from adm_rules._internal.engine.over_many import OverMany
from adm_rules._internal.loader.find import available, rule_text
from adm_rules._internal.notebook import shown
from adm_rules._internal.report import Report
from adm_rules._internal.roots import ROOTS, Root
from adm_rules._internal.rules import Rule

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from adm_rules._internal.agency import Agency
    from adm_rules._internal.case import Case
    from adm_rules._internal.compiler.overlays import Relaxed
    from adm_rules._internal.district import District
    from adm_rules._internal.engine.checking import Checking
    from adm_rules._internal.engine.findings import Teller
    from adm_rules._internal.engine.unread import UnreadKey, UnreadKeys
    from adm_rules._internal.service_contract import ServiceContract

__all__ = ["RuleSet", "available", "load", "parse", "pinned"]


def load(where: str | Path | Traversable) -> RuleSet:
    """Load a rule set by name (``"tirano"``), by path, or from a resource; an overlay brings its base along.

    One whose file is as it was is not made again: whoever asks for it gets the same. Compiled rules are kept in the
    user's cache folder for later processes as well (see `docs/privacy.md`); ``ADM_RULES_CACHE=off`` keeps none.

    Raises:
        AdmRulesError: there is no such rule set or file.
        DiagnosticsError: the file has faults; all of them are listed, each at its line.
    """
    return _kept(*rule_text(where))


def parse(text: str | bytes, file: str = "<rules>") -> RuleSet:
    """Make a rule set of the text of a rule file or of an overlay; ``file`` is the name to cite it by.

    Raises:
        DiagnosticsError: the text has faults; all of them are listed, each at its line.
    """
    from adm_rules._internal.engine.loading import loaded

    found = loaded(text, file, load)
    return RuleSet(found.program, load(found.base) if found.base else None, found.relaxed)


def pinned(text: str | bytes, file: str = "<rules>") -> str:
    """The text of an overlay with what it touches of its base, as the base is now: write it after comparing the two.

    Raises:
        AdmRulesError: the text is no overlay.
        DiagnosticsError: the text has faults of form; all of them are listed, each at its line.
    """
    from adm_rules._internal.engine.loading import with_pins

    return with_pins(text, file, load)


#: A rule set is frozen, so that all may share one. A file is asked for often, and few files there are.
_IN_MEMORY: Final[Memory[tuple[bytes, str], RuleSet]] = Memory(16)


def _kept(text: bytes, file: str) -> RuleSet:
    """The rule set of a file as it stands, out of memory or off the disk; what rests on a vocabulary file, anew."""
    before = _IN_MEMORY.get((text, file))
    if before is not None and (before.base is None or load(before.regulation.extends) is before.base):
        return before
    made = _off_the_disk(text, file)
    if _has_vocabulary_files(made):
        return made
    # Of an overlay another thread may have made one while its base was another.
    return _IN_MEMORY.keep((text, file), made, lambda found: found.base is made.base)


def _has_vocabulary_files(rules: RuleSet) -> bool:
    """Whether a rule set rests on files that may change, and of which the text that it is kept under knows nothing."""
    return bool(rules.regulation.shared or (rules.base is not None and rules.base.regulation.shared))


def _off_the_disk(text: bytes, file: str) -> RuleSet:
    """The rule set of a file, compiled by an earlier process if one did, or when the wheel was built."""
    if shelf.is_off():
        return parse(text, file)
    folder, key = shelf.place(), shelf.name_of(text, file)
    place = None if folder is None or key is None else shelf.Shelf(folder)
    made = None if place is None else _read_back(place.get(str(key)))
    is_new = made is None
    if made is None:
        from adm_rules._internal.engine.built_in import unsealed

        made = _read_back(unsealed(text, file)) or parse(text, file)
    if place is None:
        return made
    base = made.base
    if _has_vocabulary_files(made):
        return made
    # What an overlay extends, as it is now.
    name = made.regulation.extends
    beside = () if base is None else (name, shelf.name_of(*rule_text(name)), made.relaxed)
    fingerprint = made.fingerprint

    def keep(program: Program) -> None:
        payload = written(program, (fingerprint, *beside))
        if payload is not None:
            place.put(str(key), payload)

    made.program.on_made = keep
    if is_new:
        keep(made.program)
    return made


def _read_back(payload: bytes | None) -> RuleSet | None:
    """A rule set that was kept, if one was; None of an overlay whose base has changed."""
    if payload is None:
        return None
    program, (fingerprint, *beside) = read_back(payload)
    if beside:
        name, base, relaxed = beside
        if shelf.name_of(*rule_text(name)) != base:
            return None
        made = RuleSet(program, load(name), relaxed)
    else:
        made = RuleSet(program)
    made.__dict__["fingerprint"] = fingerprint
    return made


class RuleSet(OverMany):
    """A rule set, loaded, checked and compiled.

    Of an overlay, ``base`` is the rule set that it extends, and ``relaxed`` lists the rules of the base that it may
    loosen, with the reasons that it declares: those are judged under the base as well.
    """

    def __init__(
        self,
        program: Program,
        base: RuleSet | None = None,
        relaxed: tuple[Relaxed, ...] = (),
        tries: tuple[RuleSet, Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(program, tries)
        self.base = base
        self.relaxed = relaxed

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules, in the order of the file."""
        return self.regulation.rules

    def rule(self, rule_id: str) -> Rule:
        """One rule by id.

        Raises:
            ArgumentError: no rule has this id; the message names the nearest one.
        """
        wanted = as_member(rule_id, self.names_asked["rule"], "rule")
        return next(rule for rule in self.rules if rule.id == wanted)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of what the rule file says, its comments and its layout apart; of an overlay, also of its base."""
        from hashlib import sha256
        from json import dumps

        if self.trial:
            told = dumps([self.act.fingerprint, self.settings], sort_keys=True)
            return "trial-sha256-" + sha256(told.encode()).hexdigest()
        base = self.base.fingerprint if self.base is not None else ""
        parts = [self.regulation.data, *(data for _, data in self.regulation.shared)]
        said = "".join(dumps(part, ensure_ascii=False, sort_keys=True, default=str) for part in parts)
        return "sha256-" + sha256((base + said).encode()).hexdigest()

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What whoever edits the file should look at; nothing of it makes the file unfit for use."""
        base = self.base.notices if self.base is not None else ()
        return (*base, *sorted(self._program.notices, key=sort_key))

    def source(self) -> str:
        """The Python that this rule set is compiled to, when all kinds of files are judged together."""
        return self._program.variant(ROOTS).source()

    def check(  # noqa: PLR0913 - the kinds of files, and how they are taken
        self,
        case: Case | Mapping[str, Any] | str | bytes | None = None,
        *,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
        on: date,
        trusted: bool = False,
        presume: bool = True,
        about: str | None = None,
    ) -> Report:
        """Judge files as seen on a day: a model, a mapping or JSON text for each.

        ``about`` names the one of them that is judged; the others are only looked up, as an agency beside each of its
        many cases, whose own findings are those of one check (see `check_each`). Without it all are judged.

        What the rule set presumes absent (`presume` in its file) is absent where a file does not hint at it; the report
        names it. ``presume=False`` leaves all of it open.

        With ``trusted`` mappings are not validated again: they must be what a model wrote, whole or in part
        (``model_dump(mode="json")``). Another form of a day, time, amount or municipality is refused; models, texts
        and mappings that are no `dict` come in as without it. The report is of the files as they are now, whatever
        becomes of the mappings.

        Raises:
            CaseError: a file is not what its model asks for; paths and remedies are named, values never.
            ArgumentError: no file is given, or ``about`` is none of those that are.
        """
        on = as_day(on, "on")
        given = {"case": case, "agency": agency, "contract": contract, "district": district}
        files = {name: data for name, data in given.items() if data is not None}
        if not files:
            raise ArgumentError(f"there is no file to judge: give one of {', '.join(map(repr, given))}")
        roots = tuple(files) if about is None else (as_member(about, files, "about"),)
        return self._checking.report(files, roots, on, trusted=trusted, presume=presume)

    def check_each(
        self,
        cases: Iterable[Case | Mapping[str, Any] | str | bytes],
        *,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
        on: date,
        presume: bool = True,
    ) -> Iterator[Report]:
        """Judge several cases with the same other files beside each, and each of those once.

        A report about each case comes as it is asked for, in their order, and then one about each other file.

        Raises:
            CaseError: a file is not what its model asks for; paths and remedies are named, values never.
        """
        from adm_rules._internal.engine.files import as_models

        day, each_case = as_day(on, "on"), as_items(cases, "cases")
        given = {"agency": agency, "contract": contract, "district": district}
        files = {name: data for name, data in given.items() if data is not None}
        others: dict[str, Any] = {**as_models(files, day, self.regulation)}
        asked = chain((("case", case) for case in each_case), ((name, None) for name in others))
        return (self.check(case, **others, on=day, presume=presume, about=name) for name, case in asked)

    @cached_property
    def names_asked(self) -> dict[str, tuple[str, ...]]:
        """What findings of this rule set can be asked for by: its rules, and the kinds of subjects."""
        return {"rule": tuple(rule.id for rule in self.rules), "subject": tuple(self.vocabulary.subjects)}

    @cached_property
    def reads(self) -> frozenset[str]:
        """The keys of files that the rule set reads, with their lists: ``interventions.sessions.end``."""
        from adm_rules._internal.engine.unread import read_keys

        return read_keys(self._program)

    def schema(self, kind: str = "case") -> dict[str, Any]:
        """The JSON Schema of a kind of file (``case``, ``agency``, …) that this rule set judges.

        It has the names and the values under ``more`` that the rule set declares, and no others.

        Raises:
            ArgumentError: there is no such kind of file.
        """
        from adm_rules._internal.engine.schema import file_schema

        return file_schema(Root(as_member(kind, tuple(ROOTS), "kind")), self.regulation, self.vocabulary)

    def unread(
        self,
        case: Case | Mapping[str, Any] | str | bytes | None = None,
        *,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
    ) -> tuple[UnreadKey, ...]:
        """Which keys of files are filled in, and no rule of this rule set reads them.

        That is no fault, but whoever fills in a key may believe that it counts.

        Raises:
            CaseError: a file is not what its model asks for; paths and remedies are named, values never.
        """
        given = {"case": case, "agency": agency, "contract": contract, "district": district}
        files = {
            root: look_at(root, data, self.regulation) for root, data in given.items() if data is not None
        }
        return self._unread_keys.of(files)

    @cached_property
    def _unread_keys(self) -> UnreadKeys:
        from adm_rules._internal.engine.unread import UnreadKeys

        return UnreadKeys(self._program)

    @cached_property
    def _checking(self) -> Checking:
        """What makes reports; it is only loaded when something is checked."""
        from adm_rules._internal.engine.checking import Checking

        return Checking(self)

    @cached_property
    def teller(self) -> Teller:
        """What makes findings of the verdicts that generated code puts out."""
        from adm_rules._internal.engine.findings import Teller

        return Teller(self._program)

    def __reduce__(self) -> tuple[Any, ...]:
        if self.trial:
            from adm_rules._internal.engine.trial import tried

            return tried, (self.act, self.settings)
        return parse, (self.regulation.text, self.regulation.file)

    def _repr_html_(self) -> str | None:
        return shown(self)

    def __repr__(self) -> str:
        return f"<RuleSet {self.id} {self.regulation.version}: {len(self.rules)} rules>"
