"""What the examples of a rule set leave out: rules, verdicts, derogations, readings, and sides of limits."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from adm_rules._internal.diagnostics import Position
from adm_rules._internal.lint.linting import UNUSED, lint_material
from adm_rules._internal.lint.material import Material
from adm_rules._internal.lint.project import LintProject, project_at
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.loader.find import shipped
from adm_rules._internal.review.examples import Suite
from adm_rules._internal.review.mutation.accepted import FILE, accepted_at
from adm_rules._internal.review.mutation.mistakes import Mutant
from adm_rules._internal.review.mutation.money import place_of
from adm_rules._internal.review.mutation.running import unseen_sides
from adm_rules._internal.review.parts import ExampleGap

#: The checks of `lint` that look at what examples show.
WANTED: Final = frozenset(
    {
        "rule-without-example",
        "example-missing-verdict",
        "derogation-without-example",
        "reading-without-example",
    }
)
SIDE: Final = "side-without-example"


def gaps(suite: Suite) -> tuple[ExampleGap, ...]:
    """What no example of a suite shows, in the order of the rule file; levels of a project file are not looked at.

    A side of a limit is shown where some example fails once the limit is one unit more or less, or is itself no longer
    allowed. What ``adm-rules.toml`` silences, and what ``mutation.toml`` accepts, each with its reason, is left out.

    Raises:
        AdmRulesError: one of these files is not what it should be.
    """
    folder = Path.cwd() if suite.folder == shipped() else suite.folder
    silencers = project_at(folder, (*CHECKS, UNUSED)).silencers
    material = Material(suite.rules, None, suite.examples)
    found = lint_material(material, LintProject(silencers=silencers), WANTED).findings
    told = [
        ExampleGap(each.code, each.at, each.message, each.help, each.file, each.line)
        for each in found
        if each.code != UNUSED
    ]
    sides = (_side(each, material) for each in unseen_sides(suite, accepted_at(suite.folder / FILE)))
    return tuple(sorted((*told, *sides), key=lambda gap: (gap.line, gap.code)))


def _side(mutant: Mutant, material: Material) -> ExampleGap:
    regulation = material.regulation
    place = material.position(place_of(mutant.at, regulation)) or Position(regulation.file, 1, 1)
    named = mutant.at.removeprefix("$").removeprefix("fact ")
    message = f"no example of {' or '.join(sorted(mutant.rules))} notices: {mutant.change}"
    help_ = "add one at the limit, and one a unit beyond it"
    return ExampleGap(SIDE, named, message, help_, place.file, place.line)
