"""Parts of answers as HTML: what they are written as for programs, key by key, deeper parts folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

from adm_rules._internal.render.part_words import key_words, value_words
from adm_rules._internal.render.web import folded, listed, row, table
from adm_rules._internal.report.plain import Answer, plain
from adm_rules._internal.rules import Fact, Rule
from adm_rules._internal.texts import LANGUAGES, Text

_NOTHING: Final = "–"
_TRUTHS: Final = {True: Text("sì", "yes"), False: Text("no", "no")}


def part_html(answer: Answer, lang: str) -> str:
    """One part of an answer, or an answer that has no form of its own."""
    return _record(type(answer).__name__, answer.to_dict(), lang)


def parts_html(answers: Iterable[Answer], lang: str) -> str:
    """Parts one below the other, each folded under its number and its first keys."""
    return listed(
        folded(escape(_summary(each.to_dict(), lang)), part_html(each, lang)) for each in answers
    ) or escape(_NOTHING)


#: What a rule and a fact say of themselves; their conditions and recipes are said beside their rule set (`explain`).
_OF_RULES: Final = ("per", "norms", "severity", "topic", "message", "consequence")
_OF_FACTS: Final = ("per", "kind", "names", "path", "asked", "missing", "synonyms")


def rule_html(rule: Rule, lang: str) -> str:
    """A rule without its rule set: its title, place, message, and what a breach means."""
    cited = {"id": rule.id, "cites": rule.cites.text(lang)}
    told = {name: plain(getattr(rule, name)) for name in _OF_RULES} | plain(rule.guidance)
    known = {name: value for name, value in told.items() if value is not None}
    return _record(rule.title.in_language(lang), cited | known, lang)


def fact_html(fact: Fact, lang: str) -> str:
    """A fact without its rule set: its label, kind and place."""
    told = {name: plain(value) for name in _OF_FACTS if (value := getattr(fact, name))}
    return _record(fact.label.in_language(lang), {"name": fact.name, **told}, lang)


def _summary(data: Mapping[str, Any], lang: str) -> str:
    said = (_said(value, lang) for value in data.values())
    return " · ".join([each for each in said if each][:_HEAD])


_HEAD: Final = 4  # values that tell a folded part


def _record(name: str, data: Mapping[str, Any], lang: str) -> str:
    rows = (
        row(escape(key_words(key, lang)), _cell(key, value, lang), headed=True) for key, value in data.items()
    )
    return table(name, ("", ""), [f"<tbody>{''.join(rows)}</tbody>"])


def _cell(key: str, value: Any, lang: str) -> str:
    said = _said(value, lang)
    if said is not None:
        return escape(value_words(key, said, lang) if isinstance(value, str) else said)
    if isinstance(value, Mapping):
        return folded(f"{len(value)}", _record(key_words(key, lang), value, lang))
    return folded(f"{len(value)}", listed(_cell(key, each, lang) for each in value))


def _said(value: Any, lang: str) -> str | None:
    """A value in words; None of one that has parts."""
    if isinstance(value, bool):
        return _TRUTHS[value].in_language(lang)
    if isinstance(value, Mapping):
        return str(value[lang]) if set(value) == set(LANGUAGES) else None
    if isinstance(value, list):
        return None if value else _NOTHING
    return _NOTHING if value is None else str(plain(value))
