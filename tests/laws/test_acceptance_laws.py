"""What is accepted without the models is what the models accept, in the form that they write."""

from __future__ import annotations

import random
from copy import deepcopy
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules import CaseError, available
from adm_rules._internal.acceptance import Acceptance
from adm_rules._internal.engine.door import acceptance
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.facts.derive import MODELS
from adm_rules._internal.records import Record
from adm_rules._internal.review.examples import Suite, suites
from adm_rules._internal.roots import Root
from tests.laws.model_files import holders, leaves, records, replaced

each_root = pytest.mark.parametrize("root", list(Root))
each_set = pytest.mark.parametrize("name", available())

#: What somebody may write where something else belongs, or in another form of the same.
ODD: Final[tuple[Any, ...]] = (
    "none", None, "", "2026-03-02", "2026-03-02T00:00", "1899-12-31", "2026-02-30", "2026-03-02T14:30",
    "2026-03-29T02:30", "2026-10-25T02:30", "2026-10-25T02:30+02:00", "2026-03-02 14:30:00", "24:00", "7:30", "0/5",
    "2/8", -1, 0, 3, 3.5, 10**10, True, [], ["none"], ["social_worker", "social_worker"], {}, {"items": []},
    {"items": [], "complete_from": "2026-03-02", "complete_until": "2026-03-01"}, "Tirano", "014066", "RSSMRA",
    "delivered", "suspended", "direct", [{"on": "2026-03-02", "for": "i1"}], "12.50", "12.505", "-3",
)  # fmt: skip


def without_nulls(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: without_nulls(value) for key, value in data.items() if value is not None}
    return [without_nulls(each) for each in data] if isinstance(data, list) else data


def fits_the_model(accepting: Acceptance, root: str, data: Any) -> bool:
    """Whether the data are accepted; what is must be what the model accepts and writes."""
    before = deepcopy(data)
    accepted = accepting.accept(root, data)
    assert data == before
    if accepted is None:
        return False
    written = MODELS[root].model_validate(data).model_dump(mode="json")
    assert without_nulls(written) == accepted
    return True


@cache
def suite(name: str) -> Suite:
    return next(iter(suites(name)))


@each_set
def test_examples_are_accepted_as_the_models_read_them(name: str) -> None:
    """Nearly all: an example or two in a hundred shows what is unusual."""
    rules = suite(name).rules
    accepting = acceptance(rules.regulation)
    accepted, all_ = 0, 0
    for example in suite(name).examples:
        for root, data in example.files.items():
            found = accepting.accept(root, data)
            all_ += 1
            if found is not None:
                accepted += 1
                model = as_model(root, data, rules.regulation)
                assert without_nulls(model.model_dump(mode="json")) == found
    assert accepted >= 0.98 * all_


@each_root
@given(data=st.data())
def test_drawn_files_are_accepted_as_the_models_read_them(root: Root, data: st.DataObject) -> None:
    file = data.draw(records(MODELS[root]))
    for record in holders(file):
        record.pop("more", None)
    fits_the_model(Acceptance(), root, file)


def spoilt(file: dict[str, Any], choice: random.Random) -> dict[str, Any]:
    """A file with one thing in it that may be wrong."""
    places = list(leaves(file))
    match choice.randrange(5):
        case 0 | 1 if places:
            return dict(replaced(file, choice.choice(places), choice.choice(ODD)))
        case 2:
            made = deepcopy(file)
            record = choice.choice([each for each in holders(made) if each])
            del record[choice.choice(list(record))]
            return made
        case 3:
            made = deepcopy(file)
            choice.choice(list(holders(made)))[
                choice.choice(["id", "from", "on", "to", "start", "none", "steps"])
            ] = choice.choice(ODD)
            return made
        case _:
            made = deepcopy(file)
            lists = [
                each
                for record in holders(made)
                for each in record.values()
                if isinstance(each, list) and each
            ]
            for listed in choice.sample(lists, min(1, len(lists))):
                listed.append(deepcopy(choice.choice(listed)))
            return made


@each_root
@given(data=st.data(), choice=st.randoms(use_true_random=False))
def test_what_the_models_refuse_is_not_accepted(
    root: Root, data: st.DataObject, choice: random.Random
) -> None:
    file = spoilt(data.draw(records(MODELS[root])), choice)
    model: type[Record] = Root(root).model()
    if Acceptance().accept(root, file) is not None:
        model.model_validate(file)
        assert fits_the_model(Acceptance(), root, file)


@each_set
def test_examples_with_a_fault_are_never_accepted(name: str) -> None:
    choice = random.Random(name)
    rules = suite(name).rules
    accepting = acceptance(rules.regulation)
    refused = 0
    for example in choice.sample(suite(name).examples, 60):
        for root, data in example.files.items():
            file = spoilt(data, choice)
            accepted = accepting.accept(root, file)
            try:
                model = as_model(root, file, rules.regulation)
            except CaseError:
                refused += 1
                assert accepted is None
                continue
            assert accepted is None or without_nulls(model.model_dump(mode="json")) == accepted
    assert refused
