"""One case at a time, loaded and warm, beside Python by hand and other engines: ``python -m benchmarks.warm``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, Final

from benchmarks import by_hand, peers
from benchmarks.cases import ON, example_cases
from benchmarks.ours import rule_set
from benchmarks.timing import Times, over, show, take_turns
from benchmarks.workload import drawn, files_of

from adm_rules import Agency, Case, RuleSet, load

CASES: Final = 60
BASE: Final = "by hand: facts to verdicts and copayment"
FINDINGS: Final = "adm_rules: trusted data to findings"
VERDICTS: Final = "adm_rules: trusted data to a report, findings not read"
VALIDATED: Final = "adm_rules: data, validated, to findings"
BYTES: Final = "adm_rules: JSON bytes, validated, to findings"
MODELS: Final = "adm_rules: models to findings"
COPAY: Final = "adm_rules: copayment of a model"

CHECK: Final = "findings of the Tirano examples, trusted data"
TEXTS: Final = "all their texts, in Italian"
JSON: Final = "their reports as compact JSON"


def single(rounds: int) -> tuple[Times, list[str]]:
    """The seconds of each way over the same cases, and the names of the engines that are not installed."""
    facts = drawn(CASES)
    others, absent = peers.installed()
    rules = rule_set()
    ours = [files_of(each) for each in facts]
    written = [(json.dumps(case).encode(), json.dumps(agency).encode(), day) for case, agency, day in ours]
    models = [(Case.model_validate(case), Agency.model_validate(agency), day) for case, agency, day in ours]
    tasks = {
        BASE: over(facts, by_hand.judged),
        FINDINGS: over(ours, _checked(rules, trusted=True)),
        VERDICTS: over(ours, _checked(rules, trusted=True, read=False)),
        VALIDATED: over(ours, _checked(rules)),
        BYTES: over(written, _checked(rules)),
        MODELS: over(models, _checked(rules)),
        COPAY: over(models, lambda one: rules.copayment(one[0], on=one[2])),
        **{peer.name: over(facts, peer.judge) for peer in others},
    }
    return take_turns(tasks, rounds), absent


def _checked(rules: RuleSet, *, trusted: bool = False, read: bool = True) -> Callable[[Any], object]:
    def check(files: Any) -> object:
        case, agency, day = files
        report = rules.check(case, agency=agency, on=day, trusted=trusted)
        return report.findings if read else report

    return check


def further_rules(rounds: int) -> dict[str, float]:
    """Microseconds of a further rule on facts that are known anyway, with its findings and without."""
    ours = [files_of(each) for each in drawn(CASES)]
    few, many = rule_set(3), rule_set(10)
    found = {}
    for read in (True, False):
        tasks = {
            name: over(ours, _checked(rules, trusted=True, read=read))
            for name, rules in (("few", few), ("many", many))
        }
        times = take_turns(tasks, rounds)
        more = sorted(b - a for a, b in zip(times["few"], times["many"], strict=True))[rounds // 2]
        found["with its findings" if read else "its verdict alone"] = more / CASES / 140 * 1e6
    return found


def whole(rounds: int) -> Times:
    """The seconds of the examples of Tirano: judging them, telling all of it, writing it."""
    rules, cases = load("tirano"), list(example_cases().values())

    def check(case: Any) -> Any:
        return rules.check(case, on=ON, trusted=True)

    tasks = {
        CHECK: over(cases, lambda case: check(case).findings),
        TEXTS: over(cases, lambda case: [finding.message() for finding in check(case).findings]),
        JSON: over(cases, lambda case: check(case).to_json()),
    }
    return take_turns(tasks, rounds)


if __name__ == "__main__":
    number = int(*sys.argv[1:]) if sys.argv[1:] else 10
    found, missing = single(number)
    show(found, BASE)
    print("not installed:", ", ".join(missing) or "none")
    print({name: round(each, 3) for name, each in further_rules(number).items()}, "us a further rule")
    show(whole(max(3, number // 3)), CHECK)
