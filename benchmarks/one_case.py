"""A warm check of one case after another, against the same rules written by hand: ``python -m benchmarks.one_case``.

A round judges every example and a few invented cases once by each way; what is compared is the whole round.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, Final

from benchmarks import hand_written
from benchmarks.cases import ON, example_cases, invented_case
from benchmarks.rule_set import same_rules
from benchmarks.timing import Times, over, show, take_turns

from adm_rules import Case

BASE: Final = "hand-written: dict to findings"
BASE_JSON: Final = "hand-written: JSON text to findings"
BASE_MESSAGES: Final = "hand-written: dict to messages"
FINDINGS: Final = "engine: dict to findings"
FLAT: Final = "engine: dict to verdicts"
PYDANTIC: Final = "engine: dict through Pydantic to findings"
MODEL: Final = "engine: validated Case to findings"
JSON_TRUSTED: Final = "engine: JSON text, trusted, to findings"
JSON: Final = "engine: JSON text through Pydantic to findings"
MESSAGES: Final = "engine: dict to messages"


def measure(rounds: int = 30, invented: int = 14) -> Times:
    """The seconds of each round by each way."""
    rules = same_rules()
    cases = [*example_cases().values(), *map(invented_case, range(invented))]
    models = [Case.model_validate(case) for case in cases]
    texts = [json.dumps(case) for case in cases]
    ways: dict[str, tuple[Iterable[Any], Callable[[Any], object]]] = {
        BASE: (cases, lambda case: hand_written.check(case, ON)),
        FINDINGS: (cases, lambda case: rules.check(case, on=ON, trusted=True).findings),
        FLAT: (cases, lambda case: rules.check(case, on=ON, trusted=True)),
        PYDANTIC: (cases, lambda case: rules.check(case, on=ON).findings),
        MODEL: (models, lambda model: rules.check(model, on=ON).findings),
        BASE_JSON: (texts, lambda text: hand_written.check(json.loads(text), ON)),
        JSON_TRUSTED: (texts, lambda text: rules.check(json.loads(text), on=ON, trusted=True).findings),
        JSON: (texts, lambda text: rules.check(text, on=ON).findings),
        BASE_MESSAGES: (cases, lambda case: [f.message() for f in hand_written.check(case, ON)]),
        MESSAGES: (
            cases,
            lambda case: [f.message() for f in rules.check(case, on=ON, trusted=True).findings],
        ),
    }
    return take_turns({name: over(*way) for name, way in ways.items()}, rounds)


if __name__ == "__main__":
    show(measure(*map(int, sys.argv[1:])), BASE)
