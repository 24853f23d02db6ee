"""Example files as pytest collects them: one test for each example, which fails as ``adm-rules test`` tells it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.render.examples import ExamplesPen
from adm_rules._internal.render.pen import Page
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import Suite, outcome_of, suites


class ExampleFile(pytest.File):
    """A file of examples, with the rule set that judges them."""

    def __init__(self, *, judge: str, **given: Any) -> None:
        super().__init__(**given)
        self.judge = judge

    def collect(self) -> Iterator[ExampleItem]:
        """Its examples, in their order."""
        try:
            (suite,) = suites(str(self.path), self.judge)
        except AdmRulesError as error:
            raise self.CollectError(str(error)) from None
        for example in suite.examples:
            yield ExampleItem.from_parent(self, name=example.id, suite=suite, example=example)


class ExampleItem(pytest.Item):
    """One example; `-k` finds it by its id and by its rule."""

    def __init__(self, *, suite: Suite, example: Example, **given: Any) -> None:
        super().__init__(**given)
        self.suite, self.example = suite, example
        self.extra_keyword_matches.add(example.rule)

    def runtest(self) -> None:
        """Judge its files, and compare: what differs is told as `adm-rules test` tells it."""
        outcome = outcome_of(self.suite, self.example)
        if not outcome.passed:
            pen = ExamplesPen(Page(self.config.getini("adm_rules_lang")))
            pytest.fail("\n".join(pen.failure(outcome)).rstrip(), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it stands."""
        return self.path, self.example.position.line - 1, f"{self.example.rule}: {self.example.id}"
