"""Objects of which a part was left where it was kept: whoever asks first fetches it, for all of them."""

from __future__ import annotations

import linecache
import pickle
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules import RuleSet, load
from adm_rules._internal import engine
from adm_rules._internal.compiler.keeping import written
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.kept import Kept, Rest

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = date(2026, 3, 31)


@dataclass(frozen=True, slots=True)
class Lot(Kept):
    """A thing with a part that is fetched."""

    there: int
    fetched: int


def lots(number: int) -> tuple[list[Lot], list[int]]:
    fetched: list[int] = []
    rest = Rest()

    def load() -> Sequence[Mapping[str, Any]]:
        fetched.append(1)
        return [{"fetched": 10 * n} for n in range(number)]

    rest.load = load
    return [rest.lacking(n, Lot, {"there": n}) for n in range(number)], fetched


def test_what_is_there_fetches_nothing_and_what_is_not_is_fetched_for_all() -> None:
    found, fetched = lots(3)
    assert [each.there for each in found] == [0, 1, 2]
    assert fetched == []
    assert (found[1].fetched, found[2].fetched, fetched) == (10, 20, [1])
    assert found[2] == Lot(2, 20)
    assert pickle.loads(pickle.dumps(found[0])) == Lot(0, 0)


def test_an_object_that_lacks_nothing_has_no_other_attributes() -> None:
    for each in (Lot(1, 2), lots(1)[0][0]):
        with pytest.raises(AttributeError, match="nothing"):
            each.nothing  # type: ignore[attr-defined]  # noqa: B018 - asking is what is tried


def test_threads_that_ask_at_once_fetch_once() -> None:
    for _ in range(20):
        found, fetched = lots(8)
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda each: each.fetched, found)) == [0, 10, 20, 30, 40, 50, 60, 70]
        assert fetched == [1]


def reread(rules: RuleSet) -> RuleSet:
    payload = written(rules.program, (rules.fingerprint,))
    assert payload is not None
    found = engine._read_back(payload)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["compliant_adm", "several_breaches", "missing_facts", "derogated_hours"])
def test_findings_need_nothing_that_lies_apart_and_explaining_says_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, case = load("tirano"), (EXAMPLES / "cases" / f"{name}.yaml").read_text(encoding="utf-8")
    expected = rules.check(case, on=ON)
    again = reread(rules)
    with monkeypatch.context() as patch:
        if name != "several_breaches":  # a term that recurs is looked at once more
            patch.delattr(Rest, "fetch")
        found = again.check(case, on=ON)
        assert [(each.rule, each.verdict) for each in found.findings] == [
            (each.rule, each.verdict) for each in expected.findings
        ]
    assert found.to_json() == expected.to_json()
    assert (again.source(), again.fingerprint) == (rules.source(), rules.fingerprint)


def test_a_traceback_shows_the_lines_of_a_rule_set_that_was_read() -> None:
    rules = reread(load("tirano"))
    case = (EXAMPLES / "cases" / "compliant_adm.yaml").read_text(encoding="utf-8")
    title = f"<adm_rules: tirano {rules.regulation.version}: judge>"
    linecache.cache.pop(title, None)
    rules.check(case, on=ON)
    assert linecache.getline(title, 1) == "def judge(rows, on, out, reading):\n"
    assert len(linecache.getlines(title)) > 100
