"""Indicators, tariffs and vouchers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.loader.fees import EDGES
from adm_rules._internal.loader.indicators import MEASURED
from adm_rules._internal.loader.tables import LIMITS
from adm_rules._internal.rules import ISEE, VOUCHER_VALUES
from adm_rules._internal.rules.measures import DOUBTS, MODES, UNITS
from adm_rules._internal.rules.tariffs import CHOSEN
from adm_rules._internal.schemas.amounts import fixed, measured
from adm_rules._internal.schemas.conditions import Conditions
from adm_rules._internal.schemas.shapes import (
    CITATION,
    DAY,
    TEXT,
    WORD,
    Schema,
    choice,
    items,
    may_lack,
    named,
    options,
    record,
    ref,
    words,
)
from adm_rules._internal.schemas.values import NORMS, NOT_SET
from adm_rules._internal.schemas.vocabulary import Vocabulary
from adm_rules._internal.values.amounts import MONEY, PLACES

_MONTHS = record({"months": {"type": "integer", "minimum": 0}})
_NUMBER: Final = measured(["money", "number", "minutes"], "")
_EURO: Final[Schema] = measured(["money"], "")


def indicators() -> Schema:
    """What a family's means are measured by, besides the ISEE."""
    more = {
        "fact": ref("fact"),
        "decimals": {"type": "integer", "minimum": 0, "maximum": PLACES},
        "lowest": may_lack(_NUMBER),
        "highest": may_lack(_NUMBER),
        "lasts": may_lack(_MONTHS),
    }
    return named(record({"label": TEXT, "kind": words(MEASURED)}, more))


# --- tariffs ----------------------------------------------------------------------------------------------------------


def tariffs(known: Vocabulary, where: Conditions) -> Schema:
    """What families pay."""
    heading: dict[str, Schema] = {
        "services": items(known.name("service")),
        "activities": items(known.name("activity"), least=1),
        "cites": CITATION,
        "indicator": WORD,
        "accepts": items(known.name("isee_kind")),
        "certificate": record({}, {state: words(("none", "use", "undecided")) for state in DOUBTS}),
        "of_several": choice(CHOSEN),
    }
    table = _table(known, where)
    shapes: dict[str, Schema] = {"not_set": NOT_SET, "free": TEXT}
    of_options = {"by_reading": options(record({}, {**shapes, **table}))}
    version = record(
        {},
        {"from": DAY, "until": DAY, **shapes, **of_options, **table, "cites": CITATION},
        required=["cites"],
        anyOf=[{"required": [key]} for key in (*shapes, *of_options, "rows", "steps")],
    )
    forms: dict[str, Schema] = {**shapes, **of_options, "history": items(version, least=1)}
    forms["not_set"] = NOT_SET
    unit = {"unit": words(UNITS)}
    one_form = [{"required": [key]} for key in forms]
    plain = record(
        unit, {**heading, "cost": fixed(known), "exempt": table["exempt"], **forms}, anyOf=one_form
    )
    own = {key: each for key, each in heading.items() if key not in {"services", "activities"}}
    part = record(
        {"id": WORD, **unit},
        {
            "label": TEXT,
            "tariff": WORD,
            "times": may_lack(record({"hours": {**measured(["number"], ""), "exclusiveMinimum": 0}})),
            "cost": fixed(known),
            **own,
            **forms,
        },
    )
    whole = record({"parts": items(part, least=2)}, {**heading, "exempt": table["exempt"]})
    return named({"if": {"required": ["parts"]}, "then": whole, "else": plain})


def _table(known: Vocabulary, where: Conditions) -> dict[str, Schema]:
    cap = record({}, _rows(known, "cap") | {"no_isee": _no_isee(known, "cap")})
    amount = fixed(known)
    capped = {"type": [*amount["type"], "object"]}
    cap_or_amount: Schema = {
        **amount,
        **{key: cap[key] for key in ("properties", "additionalProperties")},
        **capped,
    }
    steps: Schema = {**_EURO, "exclusiveMinimum": 0}
    rounding = {"to": steps, "mode": choice(MODES), "after": items(words(("fee", "modifiers", "total")))}
    return {
        "exempt": items(record({"id": WORD, "because": TEXT, "when": where.any})),
        **_rows(known, "fee"),
        "no_isee": _no_isee(known, "fee"),
        "modifiers": items(_modifier(known, where)),
        "month_cap": may_lack(cap_or_amount),
        "round": may_lack(record({}, rounding)),
        "hours": record({"to": measured(["minutes"], ""), "mode": words(MODES)}),
        "undelivered": record({"because": TEXT, "when": where.any}),
        "year_cap": record({"most": cap_or_amount, "charged": ref("fact")}),
    }


def _rows(known: Vocabulary, key: str) -> dict[str, Schema]:
    """Rows by an indicator, whatever it is called, and the short form of bands."""
    fixed_ = fixed(known)
    place = measured(MEASURED, known.value_pattern)
    pair: Schema = {"type": "array", "items": place, "minItems": 2, "maxItems": 2}
    forms: dict[str, Schema] = {"line": items(pair), "proportional": pair, "excess_over": place}
    formula = record({}, forms, minProperties=1, maxProperties=1)
    fee: Schema = {
        **fixed_,
        "type": [*fixed_["type"], "object"],
        **{key: each for key, each in formula.items() if key != "type"},
    }
    row = {
        "type": "object",
        "properties": {
            key: fee,
            "because": TEXT,
            ISEE.name: _edges(measured(["money"], known.value_pattern)),
        },
        "required": [key],
        "additionalProperties": _edges(place),
        "minProperties": 2,
        "if": {"required": ["because"]},
        "then": {"minProperties": 3},
    }
    steps = record({"up_to": items(place, least=1), key: items(fixed_, least=1)}, {"beyond": fixed_})
    gap = choice(("undecided", "row_below", "row_above"))
    return {"rows": items(row, least=1), "steps": steps, "gap": gap}


def _edges(place: Schema) -> Schema:
    return record({}, dict.fromkeys(EDGES, place), minProperties=1)


def _no_isee(known: Vocabulary, key: str) -> Schema:
    return {"anyOf": [choice(("undecided",)), record({key: fixed(known)})]}


def _modifier(known: Vocabulary, where: Conditions) -> Schema:
    changes: Mapping[str, Schema] = {
        "percent": {
            "type": ["number", "string"],
            "pattern": f"^(?:{MONEY.pattern})$",
            "exclusiveMinimum": -100,
        },
        "fee": fixed(known),
        "at_least": fixed(known),
        "at_most": fixed(known),
        "times": record({"fact": ref("fact-name")}),
    }
    one: list[Schema] = [{"required": [key]} for key in changes]
    more = {"when": where.any, **changes, "of": may_lack(words(("fee", "total")))}
    limits: list[Schema] = [{"required": [key]} for key in ("when", *LIMITS)]  # a limit may hold of everybody
    return record({"id": WORD, "because": TEXT}, more, oneOf=one, anyOf=limits)


# --- vouchers ---------------------------------------------------------------------------------------------------------


def vouchers(known: Vocabulary) -> Schema:
    """Who pays an agency for which hours."""
    values: dict[str, Schema] = dict.fromkeys(VOUCHER_VALUES, ref("value"))
    last_day = {"anyOf": [ref("fact-name"), record({"by_reading": options(ref("fact-name"))})]}
    needed = {
        "title": TEXT,
        "services": items(known.name("service")),
        "payer": WORD,
        "pays": values.pop("pays"),
    }
    more = {
        **values,
        "last_day": last_day,
        "readings": items(known.reading),
        "invoices": CITATION,
        "excess": record({"text": TEXT, "cites": CITATION}),
    }
    return named(record({**needed, "norms": NORMS, "cites": CITATION}, more))
