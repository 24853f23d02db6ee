"""Reads the examples of a rule set and runs them: data in, the findings of one rule out.

An example names a base file of its own document, what to change and to remove there (dotted paths; a number is a place in
a list), the judgement day, the rule, and the findings expected of it, one for each subject in the order of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from adm_rules.engine import RuleSet
from adm_rules.engine.files import as_model
from adm_rules.report import Finding
from adm_rules.yaml_source import read

EXAMPLES = Path(__file__).parents[2] / "rules" / "examples"
_MAY_HAVE = {"id", "rule", "on", "root", "base", "change", "remove", "agency", "expect", "why"}


@dataclass(frozen=True)
class Example:
    """One example, with its files as plain data."""

    id: str
    rule: str
    on: date
    files: Mapping[str, Any]
    expect: tuple[Mapping[str, Any], ...]

    def findings(self, rules: RuleSet) -> tuple[Finding, ...]:
        """The findings of the rule that the example is about."""
        return rules.check(**self.files, on=self.on).filter(rule=self.rule)

    def trusted_findings(self, rules: RuleSet) -> tuple[Finding, ...]:
        """The same from data that its model has accepted and written back, without validating it again."""
        files = {root: written(root, data, rules) for root, data in self.files.items()}
        return rules.check(**files, on=self.on, trusted=True).filter(rule=self.rule)


def written(root: str, data: Any, rules: RuleSet) -> Any:
    """The data of a file as its model writes it; ``rules`` may add names to those that the model knows."""
    return as_model(root, data, rules.regulation).model_dump(mode="json", by_alias=True, exclude_none=True)


def examples(rule_set: str) -> Iterator[Example]:
    """Every example of a rule set."""
    for path in sorted((EXAMPLES / rule_set).glob("*.yaml")):
        source = read(path.read_bytes(), str(path))
        source.raise_if_errors()
        for entry in source.data["examples"]:
            yield _example(entry, source.data["bases"])


def _example(entry: Mapping[str, Any], bases: Mapping[str, Any]) -> Example:
    unknown = set(entry) - _MAY_HAVE
    assert not unknown, f"{entry['id']}: what is {sorted(unknown)}?"
    file = deepcopy(bases[entry["base"]])
    for path, value in entry.get("change", {}).items():
        holder, key = _place(file, path)
        holder[key] = deepcopy(value)
    for path in entry.get("remove", ()):
        holder, key = _place(file, path)
        del holder[key]
    files = {entry["root"]: file}
    if "agency" in entry:
        files["agency"] = deepcopy(bases[entry["agency"]])
    return Example(
        entry["id"], entry["rule"], date.fromisoformat(entry["on"]), files, tuple(entry["expect"])
    )


def _place(data: Any, path: str) -> tuple[Any, Any]:
    """What holds the thing at a path, and the key (or index) under which it does."""
    *above, last = path.split(".")
    for part in above:
        data = data[_key(data, part)]
    return data, _key(data, last)


def _key(holder: Any, part: str) -> str | int:
    return int(part) if isinstance(holder, list) else part


def seen(finding: Finding, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What a finding says about everything that an example expects of it, in the same form."""
    said: dict[str, Any] = {
        "verdict": finding.verdict.value,
        "subject": finding.subject_id,
        "severity": finding.severity,
        "reading_dependent": bool(finding.reading_dependent),
        "missing": [missing.name for missing in finding.missing],
        "derogation": finding.derogation.name if finding.derogation else None,
    }
    return {key: said[key] for key in wanted}
