"""A rule cites an article that none of its norms stands in.

Why: the reader of a finding looks there, and the register says that the rule comes from elsewhere.

Bad:

    norms: [{id: N-1, article: "art. 2"}]
    rules:
      - per: session
        norms: [N-1]
        cites: {article: "7"}
        require: {venue: {is: home}}

Good:

    norms: [{id: N-1, article: "art. 7"}]
    rules:
      - per: session
        norms: [N-1]
        cites: {article: "7"}
        require: {venue: {is: home}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_NUMBER = re.compile(r"\d+")


def find(material: Material) -> Iterator[LintMark]:
    """Citations of an article that no norm of the rule in the register has."""
    if material.register is None:
        return
    known = material.register.by_id
    for rule in material.regulation.rules:
        articles = [known[name].article for name in rule.norms if name in known]
        if rule.cites.article is None or rule.cites.act is not None or not articles:
            continue
        cited = _numbers(rule.cites.article)
        if cited and not cited & frozenset().union(*map(_numbers, articles)):
            yield LintMark(
                (*rule.path, "cites"),
                f"`{rule.id}` cites an article that none of its norms has",
                "compare with the register",
            )


def _numbers(article: str) -> frozenset[int]:
    """The articles that a text names, ranges opened."""
    found = {int(each) for each in _NUMBER.findall(article)}
    for first, last in _RANGE.findall(article):
        found.update(range(int(first), int(last) + 1))
    return frozenset(found)
