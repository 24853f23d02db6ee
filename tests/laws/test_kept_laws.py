"""Every rule set that is shipped, and every example of one, is written to disk and read back equal."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from adm_rules._internal.compiler.keeping import read_back, written
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.review.examples import suites
from tests.laws.test_future_laws import plain

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
SETS: Final = (
    *available(),
    *map(str, sorted(EXAMPLES.glob("districts/*/*.yaml"))),
    *map(str, sorted(EXAMPLES.glob("overlays/*.yaml"))),
    *map(str, sorted(EXAMPLES.glob("tariffs/*.yaml"))),
)


@pytest.mark.parametrize("where", SETS, ids=lambda where: Path(where).stem)
def test_a_set_is_written_and_read_back_equal(where: str) -> None:
    first = load(where)
    payload = written(first.program, ("beside",))
    assert payload is not None
    program, beside = read_back(payload)
    second = RuleSet(program, first.base, first.relaxed)
    assert beside == ("beside",)
    assert second.regulation == first.regulation
    assert second.source() == first.source()
    assert dict(second.vocabulary.facts) == dict(first.vocabulary.facts)
    every = [each for suite in suites(first.regulation.extends or where) for each in suite.examples]
    for example in every[:: len(every) // 12 + 1]:
        files = plain(dict(example.files))
        first_said, second_said = (rules.check(**files, on=example.on).to_json() for rules in (first, second))
        assert second_said == first_said, example.id
