"""The plugin by which pytest runs examples of rule sets, one test each.

Example files are collected where they stand in ``examples/x`` beside a rule file ``x.yaml``, and where the table
``[pytest.examples]`` of the nearest ``adm-rules.toml`` names them: ``"checks/*.yaml" = "rules.yaml"``. This module
stands outside the library and imports nothing of it before such a file is found: pytest loads it before coverage is
measured.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROJECT = "adm-rules.toml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The language in which a failure is told."""
    parser.addini("adm_rules_lang", "language of failures of rule examples: it or en", default="it")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The examples of a file, if it holds any."""
    if file_path.suffix != ".yaml":
        return None
    judge = _judge(file_path)
    if judge is None:
        return None
    from adm_rules._internal.cli.collecting import ExampleFile

    return ExampleFile.from_parent(parent, path=file_path, judge=judge)


def _judge(path: Path) -> str | None:
    """The rule set, by path or name, whose examples a file holds; None of any other file."""
    folder = path.parent
    beside = folder.parent.parent / f"{folder.name}.yaml"
    if folder.parent.name == "examples" and beside.is_file():
        return str(beside)
    for project in path.parents:
        if (project / _PROJECT).is_file():
            rules = _named(path.relative_to(project), _configured(project / _PROJECT))
            return str(project / rules) if rules and (project / rules).is_file() else rules
    return None


def _named(path: Path, patterns: Mapping[str, str]) -> str | None:
    return next((rules for pattern, rules in patterns.items() if path.match(pattern)), None)


@cache
def _configured(file: Path) -> Mapping[str, str]:
    """The patterns of example files that a project names, each with the rule set that judges them."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise pytest.UsageError(f"{file}: {error}") from None
    found: Mapping[str, str] = data.get("pytest", {}).get("examples", {})
    return found
