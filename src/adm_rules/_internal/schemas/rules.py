"""Rules, their derogations and purposes, orders, and presumptions."""

from __future__ import annotations

from collections.abc import Callable

from adm_rules._internal.loader.rules import GUIDANCE, HEADLINE, SEVERITIES, WHERE
from adm_rules._internal.names import NAMES
from adm_rules._internal.rules import DIRECTIONS
from adm_rules._internal.schemas.amounts import anything
from adm_rules._internal.schemas.conditions import Conditions
from adm_rules._internal.schemas.shapes import (
    CITATION,
    FLAG,
    TEXT,
    WORD,
    Schema,
    by_reading,
    choice,
    items,
    may_lack,
    named,
    record,
    ref,
    words,
)
from adm_rules._internal.schemas.values import NORMS
from adm_rules._internal.schemas.vocabulary import Vocabulary


def rule(known: Vocabulary, where: Conditions) -> Schema:
    """One rule: what its conditions may name follows from its subject."""
    return record(
        {
            "id": WORD,
            "title": TEXT,
            "norms": NORMS,
            "cites": CITATION,
            "per": words(known.subjects),
            "require": {},
            "otherwise": _otherwise(known),
        },
        {
            "when": {},
            "derogations": items(_derogation(where)),
            "dated_by": ref("fact-name"),
            "awaits": may_lack(ref("fact-name")),
            "topic": may_lack(WORD),
            "purpose": _purpose(),
            "follows": items({"anyOf": [WORD, record({"rule": WORD}, {"on": choice(WHERE)})]}),
        },
        allOf=_by_subject(known, lambda each: _conditions(where.of(each), "when", "require")),
    )


def _by_subject(known: Vocabulary, then: Callable[[str], Schema]) -> list[Schema]:
    """What follows from the subject."""
    return [
        {"if": {"properties": {"per": {"const": each}}, "required": ["per"]}, "then": then(each)}
        for each in known.subjects
    ]


def _conditions(condition: Schema, *keys: str) -> Schema:
    return {"properties": dict.fromkeys(keys, condition)}


def _derogation(where: Conditions) -> Schema:
    shared = record({"use": WORD, "require": where.any})
    return {"anyOf": [record({"id": WORD, "require": where.any}, _clause(where)), shared]}


def _clause(where: Conditions) -> dict[str, Schema]:
    return {"record": where.any, "when": where.any, "cites": CITATION, "title": TEXT}


def derogations(where: Conditions) -> Schema:
    """The derogations that rules share."""
    return named(record({}, _clause(where)))


def _otherwise(known: Vocabulary) -> Schema:
    headline = record({language: {**WORD, "maxLength": HEADLINE} for language in TEXT["properties"]})
    guidance = {"fault": headline, "effect": known.name("effect"), "acts": known.name("role"), "remedy": TEXT}
    return record(
        {"severity": words(SEVERITIES), "message": TEXT},
        {
            "consequence": words(NAMES["consequence"]),
            "severity_because": TEXT,
            "asks_judgement": FLAG,
            **{key: guidance[key] for key in GUIDANCE},
        },
    )


def _purpose() -> Schema:
    """What a rule is for, by its kind."""
    fact, limit = _stated(ref("fact")), _stated(anything())
    due = _stated({"anyOf": [ref("deadline-by"), ref("deadline-within")]})
    edges = {"from": "above", "to": "below"}
    band = {key: _stated({"anyOf": [record({word: anything()}), anything()]}) for key, word in edges.items()}
    forms: tuple[tuple[str, dict[str, Schema], dict[str, Schema]], ...] = (
        ("instalment", {"share": limit, "of": fact, "due": due, "paid_on": fact}, {}),
        ("balance", dict.fromkeys(("amount", "of", "paid", "paid_on"), ref("fact-name")), {}),
        ("penalty_band", {"amount": ref("fact-name")}, {"category": WORD, **band}),
        ("expiry", {"of": WORD}, {"on": _stated(WORD)}),
    )
    return {"anyOf": [record({"kind": {"const": name}, **needed}, more) for name, needed, more in forms]}


def _stated(each: Schema) -> Schema:
    return {"anyOf": [each, by_reading(each)]}


# --- orders and presumptions ------------------------------------------------------------------------------------------


def order(known: Vocabulary, where: Conditions) -> Schema:
    """An order: norms that rank."""
    return record(
        {
            "id": WORD,
            "title": TEXT,
            "norms": NORMS,
            "cites": CITATION,
            "per": words(known.subjects),
            "order": items(_step(where), least=1),
        },
        {"when": where.any},
    )


def _step(where: Conditions) -> Schema:
    points: Schema = {"type": "number", "exclusiveMinimum": 0}
    score = record(
        {"because": TEXT, "points": points},
        {"when": where.any, "times": ref("fact")},
        anyOf=[{"required": ["when"]}, {"required": ["times"]}],
    )
    entry = {"anyOf": [score, record({"first_of": items(score, least=1)})]}
    facts: dict[str, Schema] = dict.fromkeys(DIRECTIONS, ref("fact"))
    steps: dict[str, Schema] = {"first": where.any, **facts, "points": items(entry, least=1)}
    return record({}, steps, minProperties=1, maxProperties=1)


def presumption() -> Schema:
    """What is presumed absent where a file does not hint at it."""
    by_name = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": items(WORD)}
    hint = {"anyOf": [WORD, by_name]}
    return record({"absent": WORD, "says": TEXT}, {"names": items(WORD), "unless": items(hint)})
