"""Laws of the vocabulary that hold wherever a rule stands."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Via
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.facts import registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Act, FactRef, Regulation
from adm_rules._internal.texts import Text

REGISTRY = registry()
NOBODY = Text("", "")
TRIAL = Regulation("trial", NOBODY, "1", Act(NOBODY, "", (), ""), 737_000, None, "", "")
SUBJECTS = st.sampled_from(sorted(REGISTRY.subjects))


class Silent(Faults):
    """Values are not set here, and that is no matter: only the shape is asked."""

    def add(
        self, code: str, message: str, path: Any, help: str | None = None, *, at_key: bool = False
    ) -> None:
        assert code in ("unknown-value", "missing-value"), message


def steps_lead(subject: str, steps: tuple[str, ...]) -> str:
    for step in steps:
        node = REGISTRY.subjects[subject]
        subject = (node.parent or "") if step == "up" else node.links[step][0]
    return subject


@given(SUBJECTS)
def test_what_is_in_sight_is_reached_by_its_steps(subject: str) -> None:
    for owner, steps in REGISTRY.seen_from(subject).items():
        assert steps_lead(subject, steps) == owner


@given(SUBJECTS)
def test_owners_are_in_sight_up_to_the_file(subject: str) -> None:
    seen = REGISTRY.seen_from(subject)
    here = REGISTRY.subjects[subject].parent
    while here is not None:
        assert here in seen
        here = REGISTRY.subjects[here].parent
    assert "judgement_day" in REGISTRY.visible_from(subject)


@given(SUBJECTS, SUBJECTS)
def test_a_chain_goes_down_one_owner_at_a_time(owner: str, element: str) -> None:
    chain = REGISTRY.chain(owner, element)
    if chain is None:
        assert owner not in ancestors(element) or owner == element
    elif REGISTRY.subjects[owner].gathers == element:
        assert chain == (element,)
    else:
        assert [REGISTRY.subjects[name].parent for name in chain] == [owner, *chain[:-1]]
        assert chain[-1] == element


def ancestors(subject: str) -> set[str]:
    parent = REGISTRY.subjects[subject].parent
    return {subject} if parent is None else {subject, *ancestors(parent)}


@given(SUBJECTS, st.data())
def test_a_fact_is_the_same_wherever_it_is_seen_from(subject: str, data: st.DataObject) -> None:
    plain = [name for name in REGISTRY.visible_from(subject) if not REGISTRY.facts[name].parameters]
    name = data.draw(st.sampled_from(plain))
    fact = REGISTRY.facts[name]
    low = Lowering(TRIAL, REGISTRY, Silent(), lower_recipe)
    there = low.fact(FactRef(name), Context(subject), ())
    own = low.fact(FactRef(name), Context(fact.per), ())
    again = low.fact(FactRef(name), Context(subject), ())
    assert there is again
    assert there is not None
    assert own is not None
    assert there.kind == own.kind == fact.kind
    assert there is own or (isinstance(there, Via) and there.of is own and there.scope == subject)
