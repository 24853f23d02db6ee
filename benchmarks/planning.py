"""Money and deadlines, warm: ``python -m benchmarks.planning``.

The statement and the copayment are compared with the same month reckoned by hand (`hand_month.py`), the deadlines of
a case with checking it: both judge all the rules.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from benchmarks import hand_month
from benchmarks.cases import ON, example_cases
from benchmarks.timing import Times, over, show, take_turns

from adm_rules import Agency, Case, load
from adm_rules._internal.yaml_source import read_data

MONTH: Final = Path(__file__).parents[1] / "examples" / "month"
RULES: Final = MONTH.parent / "overlays" / "tirano_2026.yaml"
DAY: Final = date(2026, 3, 31)
REPEATS: Final = 20  # of what is too short to be timed alone

BY_HAND: Final = "hand-written: a month of twelve cases"
STATEMENT: Final = "engine: the same month, with readings and notes"
INVOICED: Final = "engine: the same month, with the agency and its invoices"
SHARE_BY_HAND: Final = "hand-written: hourly share of a case"
SHARE: Final = "engine: copayment of a validated case, with its steps"
CHECKED: Final = "engine: findings of a validated case"
DUE: Final = "engine: deadlines of a validated case"

#: The tables, by what each is compared with.
TITLES: Final = {
    BY_HAND: "A month's statement, warm",
    SHARE_BY_HAND: "A copayment, warm",
    CHECKED: "Deadlines, warm",
}


def month_cases() -> list[Any]:
    """The twelve cases as plain data."""
    return [read_data(path.read_bytes(), path.name).data for path in sorted(MONTH.glob("cases/*.yaml"))]


def measure(rounds: int = 15) -> Mapping[str, Times]:
    """The seconds of each round by each way, by the base that they are compared with."""
    rules, tirano = load(RULES), load("tirano")
    plain, often = month_cases(), range(REPEATS)
    models = [Case.model_validate(case) for case in plain]
    agency = Agency.model_validate(
        read_data((MONTH / "cooperativa_esempio.yaml").read_bytes(), "agency").data
    )
    cases = [Case.model_validate(case) for case in example_cases().values()]
    return {
        BY_HAND: take_turns(
            {
                BY_HAND: lambda: hand_month.reckoned(plain),
                STATEMENT: lambda: rules.statement(models, month=DAY),
                INVOICED: lambda: rules.statement(models, month=DAY, agency=agency),
            },
            rounds,
        ),
        SHARE_BY_HAND: take_turns(
            {
                SHARE_BY_HAND: over(often, lambda _: hand_month.hourly_share(plain[0])),
                SHARE: over(often, lambda _: rules.copayment(models[0], on=DAY, hours=16)),
            },
            rounds,
        ),
        CHECKED: take_turns(
            {
                CHECKED: over(cases, lambda case: tirano.check(case, on=ON).findings),
                DUE: over(cases, lambda case: tirano.deadlines(case, on=ON)),
            },
            rounds,
        ),
    }


if __name__ == "__main__":
    for base, times in measure(*map(int, sys.argv[1:])).items():
        show(times, base)
