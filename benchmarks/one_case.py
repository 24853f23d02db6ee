"""A warm check of one case after another, against the same rules written by hand: ``python -m benchmarks.one_case``.

A round judges every example and a few invented cases once by each way; what is compared is the whole round.
"""

from __future__ import annotations

import json
import sys
from typing import Final

from adm_rules import Case
from benchmarks import hand_written
from benchmarks.cases import ON, example_cases, invented_case
from benchmarks.rule_set import same_rules
from benchmarks.timing import Times, show, take_turns

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
    return take_turns(
        {
            BASE: lambda: [hand_written.check(case, ON) for case in cases],
            FINDINGS: lambda: [rules.check(case, on=ON, trusted=True).findings for case in cases],
            FLAT: lambda: [rules.check(case, on=ON, trusted=True) for case in cases],
            PYDANTIC: lambda: [rules.check(case, on=ON).findings for case in cases],
            MODEL: lambda: [rules.check(model, on=ON).findings for model in models],
            BASE_JSON: lambda: [hand_written.check(json.loads(text), ON) for text in texts],
            JSON_TRUSTED: lambda: [
                rules.check(json.loads(text), on=ON, trusted=True).findings for text in texts
            ],
            JSON: lambda: [rules.check(text, on=ON).findings for text in texts],
            BASE_MESSAGES: lambda: [
                [finding.message() for finding in hand_written.check(case, ON)] for case in cases
            ],
            MESSAGES: lambda: [
                [finding.message() for finding in rules.check(case, on=ON, trusted=True).findings]
                for case in cases
            ],
        },
        rounds,
    )


if __name__ == "__main__":
    show(measure(*map(int, sys.argv[1:])), BASE)
