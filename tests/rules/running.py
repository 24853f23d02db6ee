"""The examples of a rule set for tests: run as `adm-rules test` does, and also from data that a model wrote."""

from __future__ import annotations

from typing import Any

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.report import Finding
from adm_rules._internal.review import examples as review
from adm_rules._internal.review.example import Example

__all__ = ["Example", "examples", "trusted_findings", "written"]


def examples(rule_set: str) -> tuple[Example, ...]:
    """Every example of a shipped rule set."""
    return review.examples(review.example_files(rule_set))


def trusted_findings(example: Example, rules: RuleSet) -> tuple[Finding, ...]:
    """An example's findings from data that its model has accepted and written back, without validating it again."""
    files = {root: written(root, data, rules) for root, data in example.files.items()}
    return rules.check(**files, on=example.on, trusted=True, presume=example.presumed).filter(
        rule=example.rule
    )


def written(root: str, data: Any, rules: RuleSet) -> Any:
    """The data of a file as its model writes it; ``rules`` may add names to those that the model knows."""
    return as_model(root, data, rules.regulation).model_dump(mode="json", by_alias=True, exclude_none=True)
