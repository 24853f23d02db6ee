"""The catalogue of facts and subjects: the closed vocabulary that rules are written in.

The facts of keys are read off the models (`keys`); one module per topic holds those that recipes make, as data.
`registry()` joins both with the tree of subjects.
"""

from __future__ import annotations

from functools import cache

from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.rules import Regulation

__all__ = ["registry", "vocabulary"]


def vocabulary(regulation: Regulation | None) -> Registry:
    """What a rule set is written in: the registry, with the facts that the rule set declares."""
    library = registry()
    if regulation is None or not regulation.facts:
        return library
    return Registry(library.subjects.values(), regulation.facts.values(), library)


@cache
def registry() -> Registry:
    """The one registry of all subjects and facts, built on the first call."""
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
        steps,
        time,
    )
    from adm_rules._internal.facts.build import fields
    from adm_rules._internal.facts.keys import KEYS
    from adm_rules._internal.facts.subjects import SUBJECTS

    topics = (
        *(person, history, access, intervention, plan, session, time, meeting),
        *(money, staff, agency, period, office, contract, steps),
    )
    read = (fact for per, rows in KEYS.items() for fact in fields(per, *rows))
    return Registry(SUBJECTS, [*read, *(fact for topic in topics for fact in topic.FACTS)])
