"""A rule lists roles by name where the rule set has a value of roles beside it.

Why: who may act is a choice of the act, with an article and a day. In the rule it has neither, and a change of the
value leaves the list as it was.

Bad:

    values:
      office:
        kind: set
        of: role
        label: {it: ufficio, en: office}
        history: [{is: [plan_office], cites: {article: "7"}}]
    rules:
      - per: derogation
        require:
          any:
            - {derogation_authorised_by: {one_of: $office}}
            - {derogation_assessed_by: {one_of: [social_worker, educator]}}

Good:

    values:
      office:
        kind: set
        of: role
        label: {it: ufficio, en: office}
        history: [{is: [plan_office], cites: {article: "7"}}]
      assessors:
        kind: set
        of: role
        label: {it: chi valuta, en: assessors}
        history: [{is: [social_worker, educator], cites: {article: "7"}}]
    rules:
      - per: derogation
        require:
          any: [{derogation_authorised_by: {one_of: $office}}, {derogation_assessed_by: {one_of: $assessors}}]
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, ListOf, Literal

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Lists of literal roles that a fact is compared with, where the rule names roles by a value as well."""
    values = material.regulation.values
    for rule in material.regulation.rules:
        beside = {values[name].names for condition in rule.conditions() for name in condition.values()}
        for condition in rule.conditions():
            for leaf in condition.leaves():
                if isinstance(leaf, Comparison) and "role" in beside and _lists_roles(leaf, material):
                    message = f"`{rule.id}` names who may be `{leaf.fact.name}` itself"
                    yield LintMark(leaf.path, message, "make the list a value, with its article: `$name`")


def _lists_roles(leaf: Comparison, material: Material) -> bool:
    roles = material.registry.facts[leaf.fact.name].names == "role"
    listed = leaf.operand.items if isinstance(leaf.operand, ListOf) else ()
    return roles and leaf.operator == "one_of" and any(isinstance(each, Literal) for each in listed)
