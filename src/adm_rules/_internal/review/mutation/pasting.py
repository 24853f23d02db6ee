"""Writes a file near an example as an example of its own, to paste under it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.loader.pins import flow
from adm_rules._internal.review.asked import ABOUT
from adm_rules._internal.review.diff.near import GONE, NearFile, made
from adm_rules._internal.review.example import RULE, Example, read_examples
from adm_rules._internal.review.examples import seen
from adm_rules._internal.roots import Root

_PLAIN: Final = re.compile(r"[^a-z0-9]+")


def pasted(file: NearFile, rules: RuleSet, mistake: str, *, others: bool = False) -> str | None:
    """The example as YAML, with what the rules say of it; None where it cannot be written as a change of its base.

    With ``others`` it says what other readings would say as well. It is read back, and must come to the very file that
    was tried.
    """
    example = made(file)
    written = _written(file, rules, mistake, others=others)
    if written is None:
        return None
    lines = [f"{key}: {flow(item)}" for key, item in written.items()]
    text = "\n".join([f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])])
    return text if _comes_to(example, text) else None


def _written(file: NearFile, rules: RuleSet, mistake: str, *, others: bool) -> Mapping[str, Any] | None:
    base, example = file.example, made(file)
    root, *inside = file.place or (base.written["root"],)
    if root != base.written["root"]:
        return None
    body = {key: item for key, item in base.written.items() if key not in ("why", "expect")}
    place = ".".join(map(str, inside))
    if place and file.value is GONE:
        body["change"] = {
            key: item for key, item in body.get("change", {}).items() if not key.startswith(place)
        }
        body["remove"] = [*body.get("remove", ()), place]
    elif place:
        body["change"] = {**body.get("change", {}), place: file.value}
    kind = ABOUT[base.about]
    ending = _PLAIN.sub("-", "-".join(map(str, inside[-2:])).lower()).strip("-")
    body["id"] = "-".join(filter(None, (str(base.id), mistake, ending)))
    try:
        found = example.answers(rules)
    except AdmRulesError:
        return None
    kept = (key for each in base.expect for key in each if key == "subject" or base.about != RULE)
    asked: dict[str, None] = {kind.needed: None, **dict.fromkeys(kept)}
    asked |= {"subject": None} if len(found) > 1 and "subject" in kind.said else {}
    asked |= {"other_readings": None} if others else {}
    expect = [seen(kind, each, asked) for each in found]
    order = (
        "id",
        base.about,
        "on",
        "root",
        "base",
        "file",
        *rules_roots(body),
        *kind.more,
        "change",
        "remove",
        "presumed",
    )
    return {**{key: body[key] for key in order if body.get(key)}, "expect": expect}


def rules_roots(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The further files that an example names."""
    return tuple(key for key in map(str, Root) if key in body)


def _comes_to(example: Example, text: str) -> bool:
    """Whether the text is read as the example."""
    bases = "\n".join(f"  {flow(str(name))}: {flow(body)}" for name, body in example.bases.items())
    (read,) = read_examples(f"bases:\n{bases or '  none: {}'}\nexamples:\n{text}\n", "pasted")
    return read.files == example.files and read.on == example.on
