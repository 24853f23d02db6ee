"""Checks of citations, and of the register of norms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from adm_rules._internal.citations import Citation
from adm_rules._internal.diagnostics import Path
from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.review.accounts import check_register

_NUMBER = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")


@check(Level.WARNING)
def article_unknown(material: Material) -> Iterator[LintMark]:
    """A value or a derogation cites an article that the register does not know.

    Why: the register has a row for every norm of the act, so an article without one is mistyped, or was not read.

    Bad:

        norms: [{id: N-1, article: Art. 7}]
        values:
          cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "77"}}]}
        rules:
          - per: session
            norms: [N-1]
            cites: {article: "7"}
            require: {session_time: {at_most: $cap}}

    Good:

        norms: [{id: N-1, article: Art. 7}]
        values:
          cap: {kind: minutes, label: {it: tetto, en: cap}, history: [{is: 3 h, cites: {article: "7"}}]}
        rules:
          - per: session
            norms: [N-1]
            cites: {article: "7"}
            require: {session_time: {at_most: $cap}}
    """
    # Citations of the act itself, outside the heads of rules, whose article no norm has.
    if material.register is None:
        return
    known = {number for norm in material.register.norms for number in _NUMBER.findall(norm.article)}
    for name, cites, path in _cited(material):
        if cites is None or cites.article is None or cites.act is not None:
            continue
        numbers = set(_NUMBER.findall(cites.article))
        if numbers and not numbers & known:
            yield LintMark(
                path, f"`{name}` cites an article that no norm of the register has", "compare with the act"
            )


def _cited(material: Material) -> Iterator[tuple[str, Citation | None, Path]]:
    for value in material.regulation.values.values():
        yield value.name, value.cites, (*value.path, "cites")
        yield from ((value.name, entry.cites, (*entry.path, "cites")) for entry in value.history)
    for rule in material.regulation.rules:
        yield from ((clause.name, clause.cites, (*clause.path, "cites")) for clause in rule.derogations)


@check(Level.WARNING)
def citation_without_norm(material: Material) -> Iterator[LintMark]:
    """A rule cites an article, or a line, that none of its norms stands in.

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
    # Citations of an article or a line that no norm of the rule in the register has.
    if material.register is None:
        return
    known = material.register.by_id
    for rule in material.regulation.rules:
        norms = [known[name] for name in rule.norms if name in known]
        if rule.cites.act is not None or not norms:
            continue
        asked = (
            ("an article", rule.cites.article, [norm.article for norm in norms]),
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


@check(Level.WARNING)
def citation_review_due(material: Material) -> Iterator[LintMark]:
    """The day by which a citation was to be looked at again has passed.

    Why: an act that is replaced every year, or that points to another one, says so by `review`; after that day
    nobody knows whether the number still holds. The day of the check is an argument, `--on`; without it the check
    is silent.

    Bad:

        day: "2026-03-31"
        values:
          cap:
            kind: minutes
            label: {it: tetto, en: cap}
            history: [{is: 3 h, cites: {article: "1", review: 2026-01-01}}]
        rules:
          - per: session
            require: {session_time: {at_most: $cap}}

    Good:

        day: "2026-03-31"
        values:
          cap:
            kind: minutes
            label: {it: tetto, en: cap}
            history: [{is: 3 h, cites: {article: "1", review: 2027-01-01}}]
        rules:
          - per: session
            require: {session_time: {at_most: $cap}}
    """
    for path, day in _reviews(material.regulation.data, ()) if material.on is not None else ():
        if date.fromisoformat(day) < (material.on or date.max):
            message = f"this citation was to be looked at again by {day}"
            yield LintMark(path, message, "compare with the act in force, and set the next day")


def _reviews(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, Mapping):
        cites = data.get("cites")
        if isinstance(cites, Mapping) and cites.get("review") is not None:
            yield (*path, "cites", "review"), str(cites["review"])
        for key, value in data.items():
            yield from _reviews(value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _reviews(value, (*path, n))


@check(Level.ERROR)
def register_disagrees(material: Material) -> Iterator[LintMark]:
    """Register and rule set do not agree.

    Why: a norm that no rule holds is not judged, a rule that no norm stands behind comes from nowhere, and a
    severity that the words of the act do not give needs its reason.

    Bad:

        norms: [{id: N-1, article: "art. 1"}]
        rules:
          - per: session
            norms: [N-2]
            require: {venue: {is: home}}

    Good:

        norms: [{id: N-1, article: "art. 1"}]
        rules:
          - per: session
            norms: [N-1]
            require: {venue: {is: home}}
    """
    # What the register says and the rule set does not, and back; each at its line of the register.
    if material.register is not None:
        for fault in check_register(material.register, material.regulation, material.registry):
            yield LintMark((), fault.message, fault.help or "compare the two", beside=fault)
