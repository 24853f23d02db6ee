"""One check: files are let in and judged, and its report is made, the findings of which are made when they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, cast

from adm_rules._internal.compiler.filling import Fillings
from adm_rules._internal.compiler.places import check_places
from adm_rules._internal.compiler.program import Variant
from adm_rules._internal.engine.base import broken_in_base
from adm_rules._internal.engine.door import acceptance, come_in, set_aside
from adm_rules._internal.engine.earlier import Earlier, data_ends, ids_of
from adm_rules._internal.engine.findings import Teller, ToldRow, beside
from adm_rules._internal.engine.judgement import JudgedRows, Recalled
from adm_rules._internal.engine.overlapping import overlaps, roots_asked
from adm_rules._internal.report import Finding, Loosened, Report, SharedTime

if TYPE_CHECKING:
    from adm_rules._internal.compiler.beside import Beside, Looked
    from adm_rules._internal.engine import RuleSet


#: After how many files the optimistic code is written: that takes as long as it saves on about as many.
PAYS_AFTER: Final = 1_000


class _Asked:
    """What one check asks; called, it judges the files again, as they were.

    Each report that is kept holds one: no closures, of which each is an object for Python's collector.
    """

    __slots__ = ("_again", "_fillings", "_models", "_on", "_variant")

    def __init__(
        self,
        variant: Variant,
        on: date,
        models: bool,
        fillings: Fillings,
        again: Callable[[], Mapping[str, Any]],
    ) -> None:
        self._variant = variant
        self._on = on
        self._models = models
        self._fillings = fillings
        self._again = again

    def judged(self, files: Mapping[str, Any]) -> JudgedRows:
        variant = self._variant
        how: dict[str, Any] = {"models": self._models, "fillings": self._fillings}
        verdicts, reading = variant.judge(files, self._on.toordinal(), **how)
        earlier = partial(Earlier, variant, files, self._on, **how)
        return JudgedRows(variant, verdicts, reading, models=self._models, earlier=earlier)

    def told(self, files: Mapping[str, Any], looked: Looked, teller: Teller) -> list[ToldRow]:
        """What the optimistic code tells, and the general one of what that left."""
        found, rest = looked
        told: list[ToldRow] = []
        if rest is not None:
            part, day = rest.variant, self._on.toordinal()
            verdicts, reading = part.judge(files, day, models=False)
            earlier = partial(Earlier, part, files, self._on, models=False)
            joined = rest.joined(found, verdicts)
            judged = JudgedRows(part, joined, reading, models=False, earlier=earlier, whole=self._variant)
            told = teller.told(judged)
        for group, records in found.items():
            if rest is None or group not in rest.places:
                teller.tell_records(self._variant, group, records, told.append)
        return told

    def __call__(self) -> JudgedRows:
        return self.judged(self._again())


class Checking:
    """What all checks of a rule set have in common."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._program = rules.program
        self._regulation = rules.regulation
        self._accepting = acceptance(rules.regulation)
        self._places = rules.regulation.names.get("municipality", ())
        #: How many files each code has judged, and the optimistic code beside it.
        self._seen: dict[Variant, int] = {}
        self._beside: dict[Variant, Beside] = {}
        self._loosened = tuple(
            Loosened(item.rule, item.how, item.declared.because, item.declared.cites)
            for item in rules.relaxed
        )

    def report(
        self, files: Mapping[str, Any], roots: tuple[str, ...], on: date, *, trusted: bool, presume: bool
    ) -> Report:
        """The report about some (``roots``) of several files (by root).

        Raises:
            CaseError: a file is not what its model asks for; paths and remedies are named, values never.
        """
        models = False
        trusted = trusted and all(data.__class__ is dict for data in files.values())
        if trusted:
            check_places(files, self._places)
        else:
            files, models = come_in(files, on, self._regulation, self._accepting)
        again = set_aside(files, own=not trusted)
        presuming = self._program.presuming
        fillings = presuming.fillings(files) if presume else {}
        variant = self._program.variant(roots)
        asked = _Asked(variant, on, models, fillings, again)
        looked = None if models or fillings else self._look(variant, files, on.toordinal())
        first = asked.judged(files) if looked is None else None
        teller = self._rules.teller
        told = teller.told(first) if first else asked.told(files, cast("Looked", looked), teller)
        # Rows of mappings that somebody else holds are not kept: they may change.
        recalled = Recalled(asked, None if trusted else first)
        base = broken_in_base(self._rules, files, roots, on, models=models, fillings=fillings)
        return Report(
            on=on,
            files=tuple(files),
            findings=partial(self._findings, told, recalled, base),
            loosened=self._loosened,
            data_ends=data_ends(files, on),
            presumed=presuming.told(first.reading, roots) if first else (),
            overlaps=partial(self._overlaps, again, roots, on),
            names=self._rules.names_asked,
            ids=ids_of(files),
            **self._rules.made_by,
        )

    def _look(self, variant: Variant, files: Mapping[str, Any], on: int) -> Looked | None:
        """What the optimistic code makes of plain files; None where they are left to the general one."""
        seen = self._seen.get(variant, 0)
        if seen < PAYS_AFTER:
            self._seen[variant] = seen + 1
            return None
        if variant not in self._beside:
            from adm_rules._internal.compiler.beside import Beside  # who judges a few files writes none

            self._beside[variant] = Beside(variant)
        return self._beside[variant].look(files, on)

    def _findings(
        self, told: list[ToldRow], recalled: Recalled, base: frozenset[tuple[str, str, str]]
    ) -> tuple[Finding, ...]:
        found = self._rules.teller.findings(told, recalled)
        return tuple(map(partial(beside, base), found) if base else found)

    def _overlaps(
        self, again: Callable[[], Mapping[str, Any]], roots: tuple[str, ...], on: date
    ) -> tuple[SharedTime, ...]:
        return overlaps(again(), roots, on, lambda: self._asked_at_once)

    @cached_property
    def _asked_at_once(self) -> frozenset[str]:
        return roots_asked(self._regulation, self._rules.vocabulary)
