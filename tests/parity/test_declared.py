"""The engine says what the reference says of facts that a rule set declares, wherever it declares them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from _pytest.mark import ParameterSet

from adm_rules._internal.compiler import readers
from adm_rules._internal.facts.recipes import RECIPES
from tests.parity.compare import checked, differences, judged
from tests.parity.declared import KINDS_KEPT, DeclaringMaker, make_declaring, with_more
from tests.parity.generate import make_files
from tests.parity.rule_sets import trial_head
from tests.rules.small import ON, case, rule, rule_set

#: How many rule sets of each kind each run tries, and how many `make deep`.
FEW, MANY = 1, 20
WHERE = ("rules", "vocabulary", "overlay")


def tried() -> list[ParameterSet]:
    return [
        pytest.param(where, seed, id=f"{where}-{seed}", marks=[pytest.mark.deep] if seed >= FEW else [])
        for where in WHERE
        for seed in range(MANY)
    ]


def found_wrong(rng: Random, where: str, folder: Path, *, trusted: bool) -> list[str]:
    rules = make_declaring(rng, where, folder)
    files, on = make_files(rng)
    files = with_more(rng, files, list(rules.regulation.facts.values()), on)
    report = checked(rules, files, on, trusted=trusted)
    return differences(judged(rules, files, on), report)


@pytest.mark.parametrize(("where", "seed"), tried())
def test_declared_facts_on_files_with_values_of_them(where: str, seed: int, tmp_path: Path) -> None:
    """Under the fact's name or with the rule set's id before it, through the models and straight from the data."""
    assert not found_wrong(Random(f"{where}-{seed}"), where, tmp_path, trusted=seed % 2 == 0)


def test_a_wrong_engine_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that reads nothing of what stands under ``more``."""
    kept = "\n  kept: {per: case, kind: count, label: {it: prova, en: trial}, field: more}"
    rules = rule_set(rule("{kept: {at_most: 3}}", per="case"), facts=kept)
    files = {"case": case(more={"kept": 4})}
    found = judged(rules, files, ON)
    assert not differences(found, checked(rules, files, ON, trusted=True))
    monkeypatch.setattr(readers, "noted", lambda _more, _keys: None)
    assert differences(found, checked(rules, files, ON, trusted=True))


def test_what_is_drawn_has_every_kind_and_many_recipes() -> None:
    kinds, recipes, asked, optional = set(), set(), 0, 0
    for seed in range(40):
        rng = Random(seed)
        head = trial_head(rng)
        maker = DeclaringMaker(rng, head["values"], head["readings"])
        maker.fields(6)
        maker.parts()
        maker.asked_counts()
        for number in range(4):
            maker.recipe(number)
        for fact in maker.made:
            kinds |= {(fact.kind, fact.names)} if fact.recipe is None else set()
            recipes |= set(fact.recipe or ())
            asked, optional = asked + bool(fact.asked), optional + bool(fact.optional)
    assert kinds == set(KINDS_KEPT)
    assert (
        {"part", "between", "shift", "count", "total", "share", "pick", "collect"} <= recipes <= set(RECIPES)
    )
    assert asked > 0
    assert optional > 0
