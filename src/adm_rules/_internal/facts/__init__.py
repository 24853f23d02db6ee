"""The catalogue of facts and subjects: the closed vocabulary that rules are written in.

The facts of keys are read off the models (`keys`); one module per topic holds those that recipes make, as data.
`registry()` joins both with the tree of subjects.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.kept import Rest
from adm_rules._internal.rules import Fact, Regulation

__all__ = ["registry", "vocabulary"]


def vocabulary(regulation: Regulation | None) -> Registry:
    """What a rule set is written in: the registry, with the facts that the rule set declares."""
    library = registry()
    if regulation is None or not regulation.facts:
        return library
    return Registry(library.subjects.values(), regulation.facts.values(), library)


@cache
def registry() -> Registry:
    """The one registry of all subjects and facts; the facts, with their recipes, are loaded when one is asked for."""
    from adm_rules._internal.facts.subjects import SUBJECTS

    rest = Rest()
    rest.load = lambda: [{"facts": Registry((), _facts()).facts}]
    there = {name: each for name, each in vars(Registry(SUBJECTS, ())).items() if name != "facts"}
    found: Registry = rest.lacking(0, Registry, there)
    return found


def _facts() -> Iterator[Fact]:
    from adm_rules._internal.facts import (
        access,
        agency,
        contract,
        history,
        intervention,
        meeting,
        money,
        office,
        period,
        person,
        plan,
        session,
        staff,
        time,
    )
    from adm_rules._internal.facts.build import fields
    from adm_rules._internal.facts.keys import rows

    topics = (
        *(person, history, access, intervention, plan, session, time, meeting),
        *(money, staff, agency, period, office, contract),
    )
    for per, some in rows().items():
        yield from fields(per, *some)
    for topic in topics:
        yield from topic.FACTS
