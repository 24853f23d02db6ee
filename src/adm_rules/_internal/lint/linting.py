"""Runs the checks over a rule set, and keeps what the project does not silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError, Diagnostic, Position, Weight, sort_key
from adm_rules._internal.diagnostics import Path as DataPath
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.lint.check import Check, Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.project import LintProject, Silencer, project_at
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import example_files, examples
from adm_rules._internal.review.register import Register, find_register

UNUSED: Final = "unused-silencer"
_WEIGHTS: Final = {Level.ERROR: Weight.ERROR, Level.WARNING: Weight.WARNING, Level.NOTE: Weight.INFO}


@dataclass(frozen=True, slots=True)
class LintFinding(Answer):
    """What a check found: its code and level, where (a named thing of the rule set, and the line), and the remedy."""

    code: str
    level: str
    at: str
    message: str
    help: str
    file: str
    line: int
    column: int

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as a diagnostic, to be shown with its line."""
        place = Position(self.file, self.line, self.column)
        return Diagnostic(
            self.code, self.message, place, help=self.help, severity=_WEIGHTS[Level(self.level)]
        )


@dataclass(frozen=True, slots=True)
class LintReport(Answer):
    """What the checks found in one rule set; ``silenced`` counts what the project does not want to hear."""

    rules: str
    version: str
    findings: tuple[LintFinding, ...]
    silenced: int
    checks: int

    def counts(self) -> dict[str, int]:
        """How many findings there are of each level."""
        found = Counter(each.level for each in self.findings)
        return {level.value: found[level.value] for level in Level if level is not Level.OFF}


def lint(
    where: str,
    *,
    register: str | None = None,
    project: LintProject | None = None,
    on: date | None = None,
) -> LintReport:
    """Look for mistakes in a rule set, by name or path, that do not keep it from being loaded.

    ``on`` is the day by which reviews of citations are asked for; without it none is.
    Its register and its examples are looked at if they stand where `coverage` and `test` look for them.

    Raises:
        AdmRulesError: there is no such rule set, or the project file is not what it should be.
        DiagnosticsError: the rule set, its register or its examples have faults of form.
    """
    rules = load(where)
    shipped = where in available()
    folder = Path.cwd() if shipped else Path(where).resolve().parent
    found = project if project is not None else project_at(folder, (*CHECKS, UNUSED))
    return lint_material(
        Material(rules, _register(where, rules, register), _examples(where, rules, shipped=shipped), on),
        found,
    )


def lint_material(
    material: Material, project: LintProject, codes: Collection[str] = CHECKS.keys()
) -> LintReport:
    """What the checks find, those of some codes or all, but for what a project silences."""
    used: set[Silencer] = set()
    kept: list[LintFinding] = []
    running = [
        (check, project.level(check.code, check.level)) for check in CHECKS.values() if check.code in codes
    ]
    running = [(check, level) for check, level in running if level is not Level.OFF]
    for check, level in running:
        for mark in filter(material.is_in_file, check.find(material)):
            finding = _finding(check, level, mark, material)
            silencers = {s for s in project.silencers if s.code == check.code and s.at == finding.at}
            used |= silencers
            if not silencers:
                kept.append(finding)
    silenced = len(used)
    kept += _unused(project, used, {check.code for check, _ in running}, material)
    regulation = material.regulation
    kept.sort(key=lambda each: (*sort_key(each.diagnostic), each.code))
    return LintReport(regulation.id, regulation.version, tuple(kept), silenced, len(running))


def _finding(check: Check, level: Level, mark: LintMark, material: Material) -> LintFinding:
    beside = mark.beside
    place = beside.position if beside is not None else material.position(mark.path, at_key=mark.at_key)
    place = place or Position(material.regulation.file, 1, 1)
    at = _named(mark.path, material) if beside is None else material.regulation.id
    return LintFinding(
        check.code, level.value, at, mark.message, mark.help, place.file, place.line, place.column
    )


def _named(path: DataPath, material: Material) -> str:
    """What the thing at a path is called: the id of its rule, or the name of its value, reading or fact."""
    if path[:1] == ("rules",) and len(path) > 1 and isinstance(path[1], int):
        return material.regulation.rules[path[1]].id
    return str(path[1]) if len(path) > 1 else material.regulation.id


def _unused(
    project: LintProject, used: set[Silencer], running: set[str], material: Material
) -> Iterator[LintFinding]:
    """Silencers of this rule set that silence nothing, though their check runs."""
    level = project.level(UNUSED, Level.WARNING)
    names = _names(material)
    for each in project.silencers:
        if level is not Level.OFF and each not in used and each.code in running and each.at in names:
            message = f"`{each.code}` finds nothing at `{each.at}`"
            file = str(project.file)
            yield LintFinding(UNUSED, level.value, each.at, message, "drop the silencer", file, 1, 1)


def _names(material: Material) -> frozenset[str]:
    regulation = material.regulation
    named = (
        regulation.values,
        regulation.readings,
        regulation.facts,
        regulation.tariffs,
        regulation.vouchers,
    )
    rules = frozenset(rule.id for rule in regulation.rules)
    return rules.union(*named) | {regulation.id}


def _register(where: str, rules: RuleSet, register: str | None) -> Register | None:
    try:
        return find_register(where, rules.id, register)
    except AdmRulesError as error:
        if register is not None or error.__class__ is not AdmRulesError:
            raise
        return None


def _examples(where: str, rules: RuleSet, *, shipped: bool) -> tuple[Example, ...] | None:
    files = example_files(rules.id, None if shipped else Path(where).parent)
    return examples(files) if files else None
