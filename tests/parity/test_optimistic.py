"""Three readings of the same nodes: the reference, the general code and the optimistic one give the same verdicts.

Where the optimistic code leaves a subject to the general one nothing is compared: so it is counted how often it stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from random import Random
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest
from benchmarks.cases import ON, example_cases
from benchmarks.ours import rule_set as twenty_checks
from benchmarks.workload import drawn, files_of

from adm_rules import Agency, Case
from adm_rules._internal.compiler import beside, program
from adm_rules._internal.compiler.links import STRANGER
from adm_rules._internal.compiler.program import Variant
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet, available, checking, load
from tests.parity.compare import differences, judged
from tests.parity.generate import make_files
from tests.parity.rule_sets import make_rules
from tests.parity.test_parity import seeds
from tests.rules.running import examples

#: How many seeds each run tries, and how many `make deep`.
FILES, MORE_FILES = 8, 200
RULE_SETS, MORE_RULE_SETS = 4, 80
REPORTS, MORE_REPORTS = 2, 60
#: A file as its verdicts are compared: of each group the names of its records, with their codes.
Groups = dict[int, list[tuple[Any, tuple[int, ...]]]]


class Tally(Counter[str]):
    """How often the optimistic code stayed with the records of a subject, and how often it left them."""

    @property
    def share(self) -> float:
        """The part of which it stayed."""
        return self["stayed"] / (self["stayed"] + self["left"])


made_of = cache(beside.Beside)


def name_of(record: Mapping[str, Any]) -> Any:
    """What tells a record from its neighbours."""
    return record.get("id") or record.get("name")


def general(variant: Variant, files: Mapping[str, Any], on: date, rules: frozenset[int]) -> Groups:
    """What the general code says by some rules of what it has seen."""
    verdicts, _ = variant.judge(files, on.toordinal(), models=False)
    found: Groups = {}
    for group, row, codes in verdicts:
        numbers = variant.judging.groups[group]
        if row.phantom in (False, True):  # no stranger
            kept = tuple(code for n, code in zip(numbers, codes, strict=True) if n in rules)
            found.setdefault(group, []).append(("unseen" if row.phantom else name_of(row.d), kept))
    return found


def compare(rules: RuleSet, files: Mapping[str, Any], on: date, tally: Tally) -> None:
    """Compare what the optimistic code says of files with what the general one does."""
    variant = rules.program.variant(files)
    optimistic = made_of(variant)
    found, left = optimistic.judge(files, on.toordinal())
    for part in optimistic.parts:
        stayed = part.group in found
        tally["stayed" if stayed else "left"] += 1
        assert stayed is not part.rules.issubset(left)
        if stayed:
            said = [(name_of(record), codes) for record, codes in found[part.group]]
            assert said == general(variant, files, on, part.rules).get(part.group, []), part.rules


@pytest.mark.parametrize("seed", seeds(FILES, MORE_FILES, 8))
def test_generated_files_under_tirano(seed: int) -> None:
    tally, tirano = Tally(), load("tirano")
    for number in range(seed, seed + 8):
        compare(tirano, *make_files(Random(number)), tally)
    assert 0.2 < tally.share < 1


@pytest.mark.parametrize("seed", seeds(RULE_SETS, MORE_RULE_SETS, 4))
def test_generated_rules(seed: int) -> None:
    tally = Tally()
    for number in range(seed, seed + 4):
        rng = Random(number)
        rules, _ = make_rules(rng)
        for _ in range(3):
            compare(rules, *make_files(rng), tally)
    assert tally["left"]


def test_it_stays_with_nine_of_ten_records_of_ordinary_cases() -> None:
    """Those of the benchmark, of which here and there a fact is missing."""
    tally = Tally()
    for case, agency, on in map(files_of, drawn(80)):
        compare(twenty_checks(), {"case": case, "agency": agency}, on, tally)
    assert 0.9 < tally.share < 1


def test_the_examples_of_tirano() -> None:
    tally = Tally()
    for case in example_cases().values():
        compare(load("tirano"), {"case": case}, ON, tally)
    assert tally.share > 0.3


@pytest.mark.parametrize("name", available())
def test_examples_of_shipped_sets(name: str) -> None:
    """Some of them, of every kind of file."""
    tally, rules = Tally(), load(name)
    for example in examples(name)[::15]:
        files = {root: content for root, content in example.files.items() if isinstance(content, dict)}
        compare(rules, files, example.on, tally)
    assert tally["stayed"]


# --- reports ----------------------------------------------------------------------------------------------------------


def at_once(patch: pytest.MonkeyPatch) -> None:
    """The optimistic code from the first file on, and code of its own for whatever it leaves."""
    patch.setattr(checking, "PAYS_AFTER", 0)
    patch.setattr(beside, "_OFTEN", 1)
    patch.setattr(beside, "_MOST", 10_000)
    patch.setattr(beside.Beside, "_does_pay", lambda _: True)


def afresh(rules: RuleSet) -> RuleSet:
    """The same rules without any code that was made of them."""
    return RuleSet(program.Program(rules.program.compiled))


@pytest.mark.parametrize("seed", seeds(REPORTS, MORE_REPORTS, 2))
def test_reports_on_generated_files(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the reference, and with names, order and evidence those of the general code byte for byte."""
    fast, slow = afresh(load("tirano")), afresh(load("tirano"))
    for number in range(seed, seed + 2):
        files, on = make_files(Random(number))
        case, agency = files.get("case"), files.get("agency")
        told = slow.check(case, agency=agency, on=on, trusted=True, presume=False).to_json()
        with monkeypatch.context() as patch:
            at_once(patch)
            report = fast.check(case, agency=agency, on=on, trusted=True, presume=False)
        assert not differences(judged(fast, files, on), report), f"seed {number}"
        assert report.to_json() == told, f"seed {number}"


def test_reports_on_ordinary_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    fast, slow = afresh(twenty_checks()), afresh(twenty_checks())
    for case, agency, on in map(files_of, drawn(40, seed=7)):
        told = slow.check(case, agency=agency, on=on, trusted=True).to_json()
        with monkeypatch.context() as patch:
            at_once(patch)
            report = fast.check(case, agency=agency, on=on, trusted=True)
        assert report.to_json() == told


def test_reports_on_the_examples_of_tirano(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of some subjects the general code judges a part of the rules."""
    fast, slow = afresh(load("tirano")), afresh(load("tirano"))
    for case in example_cases().values():
        told = slow.check(case, on=ON, trusted=True, presume=False).to_json()
        with monkeypatch.context() as patch:
            at_once(patch)
            assert fast.check(case, on=ON, trusted=True, presume=False).to_json() == told


@pytest.mark.parametrize("given", [(Case.model_validate, Agency.model_validate), (MappingProxyType,) * 2])
def test_models_and_views_come_in_although_they_are_trusted(
    given: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    files, _ = plain()
    case, agency = given[0](files["case"]), given[1](files["agency"])
    told = afresh(twenty_checks()).check(case, agency=agency, on=ON, trusted=True).to_json()
    at_once(monkeypatch)
    assert afresh(twenty_checks()).check(case, agency=agency, on=ON, trusted=True).to_json() == told


def plain() -> tuple[dict[str, Any], int]:
    """Files of the benchmark of which nothing is left to the general code, and their day."""
    look = made_of(twenty_checks().program.variant(("case", "agency"))).judge
    for case, agency, on in map(files_of, drawn(20)):
        files = {"case": case, "agency": agency}
        if not look(files, on.toordinal())[1]:
            return files, on.toordinal()
    raise LookupError


# --- when it is used --------------------------------------------------------------------------------------------------


def code() -> Variant:
    return afresh(twenty_checks()).program.variant(("case", "agency"))


def test_the_first_files_are_judged_by_the_general_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until so many were judged that writing the optimistic code pays."""
    monkeypatch.setattr(checking, "PAYS_AFTER", 2)
    files, _ = plain()
    made: list[Variant] = []

    def beside_of(variant: Variant) -> beside.Beside:
        made.append(variant)
        return made_of(variant)

    monkeypatch.setattr(beside, "Beside", beside_of)
    rules, counts = afresh(twenty_checks()), []
    for _ in range(4):
        rules.check(**files, on=ON, trusted=True)
        counts.append(len(made))
    assert counts == [0, 0, 1, 1]


def test_what_is_mostly_left_is_not_tried_any_more() -> None:
    """And where the general code judges a third of the rules anyway, it judges all."""
    files, on = plain()
    bare = {**files, "case": {"id": "k", "birth_date": "2012-02-29"}}
    optimistic = beside.Beside(code())
    tried = {part.group for part in optimistic.parts}
    assert optimistic.look(files, on) is not None
    for _ in range(63):
        optimistic.look(bare, on)
    assert {part.group for part in optimistic.parts} < tried
    assert optimistic.look(files, on) is None


def test_rules_that_are_often_left_get_code_of_their_own() -> None:
    files, on = plain()
    files["case"].pop("area")
    optimistic = beside.Beside(code())
    looks = [optimistic.look(files, on) for _ in range(5)]
    assert looks[:3] == [None] * 3
    last = [look.rest for look in looks[3:] if look is not None]
    assert last[0] is last[1]
    assert last[0] is not None


def test_not_everything_that_is_left_once_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_MOST", 0)
    files, on = plain()
    files["case"].pop("area")
    optimistic = beside.Beside(code())
    assert [optimistic.look(files, on) for _ in range(5)] == [None] * 5


def test_verdicts_of_both_codes_are_joined_by_record_in_the_order_of_the_rules() -> None:
    """Strangers, whom only ids tell of, stand behind the records: nothing is told of them."""
    rest = beside._Remainder(code(), frozenset({1}))
    row, stranger = SimpleNamespace(phantom=False), SimpleNamespace(phantom=STRANGER)
    verdicts = [(0, row, (5,)), (0, stranger, (0,))]
    assert rest.joined({0: [({"id": "k"}, (0, 1, 3))]}, verdicts) == [(0, row, (0, 5, 1, 3))]


def test_a_fault_of_form_is_told_by_the_general_code(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    case, agency, on = files_of(drawn(1)[0])
    with pytest.raises(AdmRulesError, match="in a form that no model writes"):
        afresh(twenty_checks()).check({**case, "birth_date": "29/2/2012"}, agency=agency, on=on, trusted=True)


def test_the_text_of_the_optimistic_code_can_be_read() -> None:
    text = beside.Beside(code()).text
    assert "    # signed-parent\n" in text
    assert "raise Left" in text
    assert text == beside.Beside(code()).text
