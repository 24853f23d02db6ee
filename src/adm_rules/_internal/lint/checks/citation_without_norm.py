"""A rule cites an article, a paragraph of an act without articles, or a line, that none of its norms stands in.

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
    """Citations of an article, a paragraph or a line that no norm of the rule in the register has."""
    if material.register is None:
        return
    known = material.register.by_id
    for rule in material.regulation.rules:
        norms = [known[name] for name in rule.norms if name in known]
        if rule.cites.act is not None or not norms:
            continue
        articles = [norm.article for norm in norms]
        asked = (
            ("an article", rule.cites.article, articles),
            ("a paragraph", rule.cites.paragraph if rule.cites.article is None else None, articles),
            ("a line", rule.cites.line, [norm.line for norm in norms]),
        )
        for what, cited, held in asked:
            numbers, there = _numbers(cited or ""), frozenset[int]().union(*map(_numbers, held))
            if numbers and there and not numbers & there:
                message = f"`{rule.id}` cites {what} that none of its norms has"
                yield LintMark((*rule.path, "cites"), message, "compare with the register")


def _numbers(article: str) -> frozenset[int]:
    """The articles or lines that a text names, ranges opened."""
    found = {int(each) for each in _NUMBER.findall(article)}
    for first, last in _RANGE.findall(article):
        found.update(range(int(first), int(last) + 1))
    return frozenset(found)
