"""Judges files by a rule set: loads it, checks cases, agencies, contracts and districts, and reports.

Evaluation is pure: no clock, no files, no state. ``on`` is an argument of every question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adm_rules.calendar import add_months
from adm_rules.compiler.overlays import Relaxed, apply_overlay
from adm_rules.compiler.program import Judged, Program, compile_regulation
from adm_rules.compiler.rows import ROOTS
from adm_rules.diagnostics import Diagnostic, sort_key
from adm_rules.engine.evidence import Examiner
from adm_rules.engine.findings import Teller
from adm_rules.facts import registry
from adm_rules.loader.faults import Faults
from adm_rules.loader.find import available, rule_text
from adm_rules.loader.overlay import base_name, is_overlay, read_overlay
from adm_rules.loader.regulation import read_regulation
from adm_rules.report import Finding, Loosened, Report, Verdict
from adm_rules.rules import LANGUAGE, Regulation, Rule
from adm_rules.version import VERSION
from adm_rules.yaml_source import Source, read

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction
    from importlib.resources.abc import Traversable

    from adm_rules.agency import Agency
    from adm_rules.case import Case
    from adm_rules.deadlines import Agenda, Deadline
    from adm_rules.district import District
    from adm_rules.money.copayment import Copayment, Copayments
    from adm_rules.money.instalment import Instalment
    from adm_rules.money.penalties import PenaltyBand
    from adm_rules.ordering import Queue
    from adm_rules.service_contract import ServiceContract

__all__ = ["RuleSet", "available", "load", "parse"]


def load(where: str | Path | Traversable) -> RuleSet:
    """Load a rule set by name (``"tirano"``), by path, or from a resource; an overlay brings its base along.

    Raises:
        AdmRulesError: there is no such rule set or file.
        DiagnosticsError: the file has faults; all of them are listed, each at its line.
    """
    return parse(*rule_text(where))


def parse(text: str | bytes, file: str = "<rules>") -> RuleSet:
    """Make a rule set of the text of a rule file or of an overlay; ``file`` is the name to cite it by.

    Raises:
        DiagnosticsError: the text has faults; all of them are listed, each at its line.
    """
    source = read(text, file)
    faults = Faults(source)
    faults.found.extend(source.diagnostics)
    if is_overlay(source.data):
        return _overlaid(source, faults)
    return RuleSet(_compiled(read_regulation(source, faults), faults))


def _compiled(regulation: Regulation, faults: Faults) -> Program:
    program = compile_regulation(regulation, registry(), faults)
    if program is None:
        raise faults.error()
    return program


def _overlaid(source: Source, faults: Faults) -> RuleSet:
    base = _base(base_name(source, faults), faults)
    overlay = read_overlay(source, base.regulation, faults)
    whole, relaxed = apply_overlay(base.regulation, base.fingerprint, overlay, registry(), faults)
    if faults.found:
        raise faults.error()
    return RuleSet(_compiled(whole, faults), base, relaxed)


def _base(name: str, faults: Faults) -> RuleSet:
    """The rule set that an overlay extends: a whole one, so that nothing can go round in a circle."""
    text, file = rule_text(name) if name else (b"", "")
    if name and is_overlay(read(text, file).data):
        help = "write what both overlays change in one file that extends the base"
        faults.add("overlay-of-overlay", f"`{name}` is an overlay itself", ("extends", "rules"), help)
    if not name or faults.found:
        raise faults.error()
    return parse(text, file)


class RuleSet:
    """A rule set, loaded, checked and compiled.

    Of an overlay, ``base`` is the rule set that it extends, and ``relaxed`` lists the rules of the base that it may
    loosen, with the reasons that it declares: those are judged under the base as well.
    """

    def __init__(
        self, program: Program, base: RuleSet | None = None, relaxed: tuple[Relaxed, ...] = ()
    ) -> None:
        self._program = program
        self.base = base
        self.relaxed = relaxed

    @property
    def program(self) -> Program:
        """The compiled form, for further readings of the rules (explanation, deadlines, review)."""
        return self._program

    @property
    def regulation(self) -> Regulation:
        """The rule file as data."""
        return self._program.regulation

    @property
    def id(self) -> str:
        """The name of the rule set."""
        return self.regulation.id

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules, in the order of the file."""
        return self.regulation.rules

    def rule(self, rule_id: str) -> Rule:
        """One rule by id.

        Raises:
            KeyError: no rule has this id.
        """
        return (
            next(rule for rule in self.rules if rule.id == rule_id)
            if self._has(rule_id)
            else _no_rule(rule_id)
        )

    def _has(self, rule_id: str) -> bool:
        return any(rule.id == rule_id for rule in self.rules)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the rule file's text; of an overlay, also of its base."""
        from hashlib import sha256

        base = self.base.fingerprint if self.base is not None else ""
        return "sha256-" + sha256((base + self.regulation.text).encode()).hexdigest()

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What whoever edits the file should look at; nothing of it makes the file unfit for use."""
        base = self.base.notices if self.base is not None else ()
        return (*base, *sorted(self._program.low.faults.notices, key=sort_key))

    def source(self) -> str:
        """The Python that this rule set is compiled to, when all kinds of files are judged together."""
        return self._program.variant(ROOTS).source()

    def check(
        self,
        case: Case | Mapping[str, Any] | str | bytes | None = None,
        *,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
        on: date,
        trusted: bool = False,
    ) -> Report:
        """Judge files as seen on a day: a model, a mapping or JSON text for each.

        With ``trusted`` mappings are not validated again: they must be JSON data that a model has accepted before.

        Raises:
            CaseError: a file is not what its model asks for; paths and remedies are named, values never.
        """
        given = {"case": case, "agency": agency, "contract": contract, "district": district}
        files = {name: data for name, data in given.items() if data is not None}
        judged: Mapping[str, Any] = files
        if not trusted:
            # Pydantic is only loaded when something is validated.
            from adm_rules.engine.files import as_models

            judged = as_models(files, on, self.regulation)
        variant = self._program.variant(files)
        base = self._broken_in_base(judged, on, models=not trusted)
        verdicts, reading = variant.judge(judged, on.toordinal(), models=not trusted)
        return Report(
            rules=self.id,
            version=self.regulation.version,
            fingerprint=self.fingerprint,
            library=VERSION,
            on=on,
            files=tuple(files),
            findings=lambda: self._findings(verdicts, Examiner(variant, reading, models=not trusted), base),
            language=LANGUAGE,
            loosened=tuple(
                Loosened(item.rule, item.how, item.declared.because, item.declared.cites)
                for item in self.relaxed
            ),
        )

    def copayment(
        self,
        case: Case | Mapping[str, Any] | str | bytes,
        *,
        on: date,
        service: str | None = None,
        hours: Decimal | Fraction | int | None = None,
        session: Mapping[str, Any] | None = None,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
    ) -> Copayment:
        """What the family pays for a service, as seen on a day.

        ``service`` may be left out where the case, or the rule set, leaves no choice. ``hours`` gives the total for so
        many units; ``session`` describes the access that is priced, as a case does (its start places it in time).
        Without it only the day is known.

        Raises:
            AdmRulesError: the service is not known, or has to be named.
            CaseError: a file, or the session, is not what its model asks for.
        """
        from adm_rules.engine.files import as_models
        from adm_rules.money.copayment import Wanted

        given = {"case": case, "agency": agency}
        files = {name: data for name, data in given.items() if data is not None}
        models = as_models(files, on, self.regulation)
        return self._copayments.of(models, Wanted(on, service, hours, session))

    @cached_property
    def _copayments(self) -> Copayments:
        from adm_rules.money.copayment import Copayments
        from adm_rules.money.pricing import Pricing

        return Copayments(Pricing(self._program))

    def _broken_in_base(
        self, files: Mapping[str, Any], on: date, *, models: bool
    ) -> frozenset[tuple[str, str, str]]:
        """What breaches the base among the rules that this overlay may loosen: rule, kind of subject, its name."""
        watched = {item.rule for item in self.relaxed}
        if self.base is None or not watched:
            return frozenset()
        variant = self.base.program.variant(files)
        verdicts, reading = variant.judge(files, on.toordinal(), models=models)
        found = self.base.teller.findings(verdicts, Examiner(variant, reading, models=models))
        broken = (
            finding for finding in found if finding.verdict is Verdict.BREACHES and finding.rule in watched
        )
        return frozenset((finding.rule, finding.subject, finding.subject_id) for finding in broken)

    def _findings(
        self, verdicts: list[Judged], examiner: Examiner, base: frozenset[tuple[str, str, str]]
    ) -> tuple[Finding, ...]:
        found = self.teller.findings(verdicts, examiner)
        for finding in found if base else ():
            if (
                finding.verdict is not Verdict.BREACHES
                and (finding.rule, finding.subject, finding.subject_id) in base
            ):
                finding.base_verdict = Verdict.BREACHES
        return tuple(found)

    def prioritise(
        self,
        cases: Iterable[Case | Mapping[str, Any] | str | bytes],
        *,
        on: date,
        order: str | None = None,
    ) -> Queue:
        """Rank the elements of cases by an order of the rule set (its only one if none is named), as seen on a day.

        Raises:
            CaseError: a case is not what its model asks for, or two bear the same id; values are never shown.
            AdmRulesError: there is no such order.
        """
        from adm_rules.engine.files import as_case_models
        from adm_rules.ordering import choose_order, prioritise

        chosen = choose_order(self._program, order)
        models = as_case_models(cases, on, self.regulation)
        return prioritise(self._program, self.fingerprint, chosen, models, on)

    def instalments(
        self, contract: ServiceContract | Mapping[str, Any] | str | bytes, *, on: date
    ) -> tuple[Instalment, ...]:
        """The instalments of a service contract, year by year, as seen on a day.

        Raises:
            CaseError: the contract is not what its model asks for; values are never shown.
        """
        from adm_rules.engine.files import as_model
        from adm_rules.money.contract import instalments

        return instalments(self._program, as_model("contract", contract, self.regulation), on)

    def penalty_bands(self, on: date) -> tuple[PenaltyBand, ...]:
        """The amounts that the rules allow for each category of contract penalties, as in force on a day."""
        from adm_rules.money.penalties import penalty_bands

        return penalty_bands(self._program, on)

    def deadlines(  # noqa: PLR0913 - the kinds of files, and from where they are looked at
        self,
        case: Case | Agency | ServiceContract | District | Mapping[str, Any] | str | bytes | None = None,
        *,
        agency: Agency | Mapping[str, Any] | str | bytes | None = None,
        contract: ServiceContract | Mapping[str, Any] | str | bytes | None = None,
        district: District | Mapping[str, Any] | str | bytes | None = None,
        on: date,
        until: date | None = None,
        settled: bool = True,
    ) -> tuple[Deadline, ...]:
        """What is due and was due, as seen on a day, by the day on which it falls due.

        The first argument is a case, or the model of another kind of file, which is taken for what it is. Open
        deadlines that fall due after ``until`` (a year after ``on`` if not given) are left out; what is overdue,
        undecided or not started is always there. ``settled`` keeps the history as well: what was met or late, missed,
        or lapsed.

        Raises:
            CaseError: a file is not what its model asks for; paths and remedies are named, values never.
            ValueError: ``until`` lies before ``on``.
        """
        from adm_rules.engine.files import as_models, root_of

        given = {"case": case, "agency": agency, "contract": contract, "district": district}
        root = root_of(case)
        if root != "case":
            if given[root] is not None:
                raise TypeError(f"two files of the kind `{root}`")
            given |= {root: case, "case": None}
        files = {name: data for name, data in given.items() if data is not None}
        last = add_months(on.toordinal(), 12) if until is None else until.toordinal()
        if last < on.toordinal():
            raise ValueError("`until` lies before `on`")
        models = as_models(files, on, self.regulation)
        return self.agenda.of(models, on.toordinal(), last, settled=settled)

    @cached_property
    def agenda(self) -> Agenda:
        """What finds deadlines."""
        from adm_rules.deadlines import Agenda

        return Agenda(self._program)

    @cached_property
    def teller(self) -> Teller:
        """What makes findings of the verdicts that generated code puts out."""
        return Teller(self._program)

    def __reduce__(self) -> tuple[Any, ...]:
        return parse, (self.regulation.text, self.regulation.file)

    def __repr__(self) -> str:
        return f"<RuleSet {self.id} {self.regulation.version}: {len(self.rules)} rules>"


def _no_rule(rule_id: str) -> Rule:
    raise KeyError(rule_id)
