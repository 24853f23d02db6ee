"""Checks of conditions: what could be written shorter, and what says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.parts import idle_parts
from adm_rules._internal.lint.shapes import bare
from adm_rules._internal.rules import Literal
from adm_rules._internal.rules.canonical import relations
from adm_rules._internal.rules.conditions import AllOf, AnyOf, Comparison, ListOf, Not


@check(Level.NOTE)
def double_not(material: Material) -> Iterator[LintMark]:
    """A negation is negated.

    Why: `not` of `not` is what stands inside; readers count the negations and lose one.

    Bad:

        rules:
          - per: session
            require: {not: {not: {venue: {is: home}}}}

    Good:

        rules:
          - per: session
            require: {venue: {is: home}}
    """
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, Not) and isinstance(part.part, Not):
                yield LintMark(rule.path, f"`{rule.id}` negates a negation", "write what stands inside both")


@check(Level.NOTE)
def group_of_one(material: Material) -> Iterator[LintMark]:
    """A group holds one part.

    Why: `all` and `any` of a single part are that part. Whoever reads the group looks for the others.

    Bad:

        rules:
          - per: session
            require: {all: [{venue: {is: home}}]}

    Good:

        rules:
          - per: session
            require: {venue: {is: home}}
    """
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, AllOf | AnyOf) and len(part.parts) == 1:
                yield LintMark(rule.path, f"`{rule.id}` has a group with one part", "write the part alone")


@check(Level.NOTE)
def nested_group(material: Material) -> Iterator[LintMark]:
    """A group stands in a group of its own kind.

    Why: `all` inside `all` adds nothing but depth: its parts may stand beside the others.

    Bad:

        rules:
          - per: session
            require: {all: [{venue: {is: home}}, {all: [{activity: {is: direct}}, {holiday: {is: true}}]}]}

    Good:

        rules:
          - per: session
            require: {all: [{venue: {is: home}}, {activity: {is: direct}}, {holiday: {is: true}}]}
    """
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, AllOf | AnyOf) and any(type(each) is type(part) for each in part.parts):
                yield LintMark(
                    rule.path, f"`{rule.id}` has a group inside one of its own kind", "put the parts together"
                )


@check(Level.WARNING)
def repeated_part(material: Material) -> Iterator[LintMark]:
    """A part of a group stands there twice.

    Why: the second one changes nothing; often it was meant to be another fact or another limit.

    Bad:

        rules:
          - per: session
            require: {any: [{venue: {is: home}}, {venue: {is: home}}]}

    Good:

        rules:
          - per: session
            require: {any: [{venue: {is: home}}, {venue: {is: territory}}]}
    """
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, AllOf | AnyOf):
                shapes = [repr(bare(each)) for each in part.parts]
                if len(set(shapes)) < len(shapes):
                    yield LintMark(
                        rule.path, f"`{rule.id}` has a part twice in one group", "drop one, or mend it"
                    )


@check(Level.NOTE)
def list_of_one(material: Material) -> Iterator[LintMark]:
    """A list of names to choose from has one name.

    Why: of a fact with one name, `one_of: [x]` is `is: x`. Of a set it is another thing, and is left alone.

    Bad:

        rules:
          - per: session
            require: {venue: {one_of: [home]}}

    Good:

        rules:
          - per: session
            require: {venue: {is: home}}
    """
    for rule, condition in material.conditions():
        for leaf in condition.leaves():
            if (
                isinstance(leaf, Comparison)
                and leaf.operator == "one_of"
                and isinstance(leaf.operand, ListOf)
            ):
                one = len(leaf.operand.items) == 1
                if one and material.registry.facts[leaf.fact.name].kind == "enum":
                    yield LintMark(
                        leaf.path, f"`{rule.id}` chooses from a list of one", "write `is:` with the name"
                    )


#: Of a set there is no such pair: of `one_of`, that a member is outside, and not that all are.
_OPPOSITES: Final = {"is": "is_not", "is_not": "is", "one_of": "none_of", "none_of": "one_of"}


@check(Level.NOTE)
def not_of_comparison(material: Material) -> Iterator[LintMark]:
    """A comparison is denied where its opposite has a word.

    Why: `not: {venue: {is: home}}` takes two looks to read; `venue: {is_not: home}` says the same in one.

    Bad:

        rules:
          - per: session
            require: {not: {venue: {is: home}}}

    Good:

        rules:
          - per: session
            require: {venue: {is_not: home}}
    """
    for rule, condition in material.conditions():
        for part in condition.walk():
            leaf = part.part if isinstance(part, Not) else None
            if not isinstance(leaf, Comparison) or leaf.operator not in _OPPOSITES:
                continue
            if material.registry.facts[leaf.fact.name].kind != "set":
                other = _OPPOSITES[leaf.operator]
                yield LintMark(
                    leaf.path, f"`{rule.id}` denies `{leaf.operator}`", f"write `{other}` without `not`"
                )


@check(Level.WARNING)
def when_in_require(material: Material) -> Iterator[LintMark]:
    """A rule requires what it presupposes.

    Why: what `when` asks is given wherever the rule applies; asked again in `require` it hides what the rule is
    about.

    Bad:

        rules:
          - per: session
            when: {activity: {is: direct}}
            require: {all: [{activity: {is: direct}}, {venue: {is: home}}]}

    Good:

        rules:
          - per: session
            when: {activity: {is: direct}}
            require: {venue: {is: home}}
    """
    chosen = material.regulation.chosen({})
    for rule in material.regulation.rules:
        if relations(rule.when, chosen) & relations(rule.require, chosen):
            yield LintMark(
                rule.path, f"`{rule.id}` requires what its `when` asks already", "drop it from `require`"
            )


@check(Level.WARNING)
def part_without_effect(material: Material) -> Iterator[LintMark]:
    """A part of a condition changes no verdict.

    Why: what can be left out reads as if it mattered, and the next editor relies on it. It is said by proof alone,
    under every reading, with the extra `proof`.

    Bad:

        rules:
          - per: session
            require: {all: [{session_time: {exists: true}}, {session_time: {at_most: 3 h}}]}
          - per: session
            when: {any: [{venue: {is: home}}, {venue: {one_of: [home, school]}}]}
            require: {session_time: {at_most: 3 h}}

    Good:

        rules:
          - per: session
            when: {venue: {one_of: [home, school]}}
            require: {session_time: {at_most: 3 h}}
    """
    for rule, part in idle_parts(material):
        yield LintMark(part.path, f"leaving this out changes no verdict of `{rule.id}`", "leave it out")


@check(Level.NOTE)
def bare_role(material: Material) -> Iterator[LintMark]:
    """A rule lists roles by name where the rule set has a value of roles beside it.

    Why: who may act is a choice of the act, with an article and a day. In the rule it has neither, and a change of
    the value leaves the list as it was.

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
    # Lists of literal roles that a fact is compared with, where the rule names roles by a value as well.
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
