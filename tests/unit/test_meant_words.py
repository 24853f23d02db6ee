"""What an author is told who writes the words of an act, or forgets what a name stands for."""

from __future__ import annotations

import pytest

from adm_rules._internal.engine import parse
from adm_rules._internal.loader.faults import labelled
from adm_rules._internal.names import labels
from tests.rules.small import FILE, text

ROW = "rows: [{isee: {at_least: 0.00}, fee: 2.00}]"
TABLE = f'\n    unit: EUR_per_hour\n    history: [{{from: 2026-01-01, cites: {{article: "1"}}, {ROW}}}]'
PARTS = [f"{{id: {name}, tariff: quota, unit: EUR_per_hour}}" for name in ("hours", "more")]
WHOLE = f"\n    services: [home_education]\n    parts: [{', '.join(PARTS)}]"


@pytest.mark.parametrize(
    ("names", "word", "said"),
    [
        ("role", "genitore", "parent"),
        ("role", "genitori", "parents"),
        ("service", "adm", "home_education"),
        ("service", "spazio_neutro", "supervised_contact"),
        ("weekday", "lunedì", "monday"),
        ("role", "nessuno", None),
        ("role", "", None),
    ],
)
def test_a_name_is_known_by_its_label(names: str, word: str, said: str | None) -> None:
    assert labelled(word, labels(names, {})) == (said and f"write `{said}`")


@pytest.mark.parametrize(
    ("tariffs", "told"),
    [
        (f"\n  quota:{TABLE}", ["prices-nothing"]),
        (f"\n  quota:{TABLE}\n    services: [home_education]", []),
        (f"\n  home_education:{TABLE}", []),
        (f"\n  quota:{TABLE}\n  whole:{WHOLE}", []),
    ],
    ids=["no service", "a service", "named after one", "a part of another"],
)
def test_a_tariff_that_prices_nothing_is_told(tariffs: str, told: list[str]) -> None:
    rules = parse(text(tariffs=tariffs).replace("rules:\n", "rules: []\n"), FILE)
    assert [notice.code for notice in rules.notices if notice.code == "prices-nothing"] == told
