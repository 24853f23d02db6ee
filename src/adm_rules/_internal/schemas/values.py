"""Values, readings, names and declared facts."""

from __future__ import annotations

from adm_rules._internal.facts.forms import FORMS, RecipeForm, RecipePart
from adm_rules._internal.facts.recipes import RECIPES
from adm_rules._internal.loader.conditions import ASKED
from adm_rules._internal.loader.names import PARTS
from adm_rules._internal.loader.rules import SEVERITIES
from adm_rules._internal.loader.values import VALUE_KINDS
from adm_rules._internal.names import NAMES
from adm_rules._internal.rules import MORE
from adm_rules._internal.schemas.amounts import amount, anything
from adm_rules._internal.schemas.shapes import (
    CITATION,
    DAY,
    FLAG,
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
from adm_rules._internal.schemas.vocabulary import Vocabulary
from adm_rules._internal.values import KINDS

NOT_SET = record({"by": TEXT, "asks": TEXT})
NORMS: Schema = items({"type": ["string", "integer"]}, least=1)


def values(known: Vocabulary) -> Schema:
    """The values of a rule file: of each kind, its own amounts."""
    each = record(
        {"kind": words(VALUE_KINDS), "label": TEXT},
        {
            "of": may_lack(WORD),
            "history": {},
            "not_set": NOT_SET,
            "each_year": _each_year(known),
            "cites": CITATION,
        },
        anyOf=[{"required": ["history"]}, {"required": ["not_set"]}, {"required": ["each_year"]}],
        allOf=[
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"properties": {"history": items(ref(f"amounts-{kind}"))}},
            }
            for kind in VALUE_KINDS
        ],
    )
    return named(each)


def amounts(known: Vocabulary) -> dict[str, Schema]:
    """A dated amount of each kind, by the name of its definition."""
    return {f"amounts-{kind}": _entry(amount(kind, None, known)) for kind in VALUE_KINDS}


def history() -> Schema:
    """Dated amounts of a value of another file."""
    return items({"anyOf": [ref(f"amounts-{kind}") for kind in VALUE_KINDS]})


def _entry(of: Schema) -> Schema:
    dated = {"from": DAY, "until": DAY, "is": of, "by_reading": options(of), "not_set": NOT_SET}
    forms: list[Schema] = [{"required": [key]} for key in ("is", "by_reading", "not_set")]
    return record({}, {**dated, "cites": CITATION}, required=["cites"], oneOf=forms)


def _each_year(known: Vocabulary) -> Schema:
    return record({"by": TEXT, "asks": TEXT}, {"ends": amount("month_day", None, known)})


def readings() -> Schema:
    """Norms that can be read in more than one way."""
    option = record({"it": WORD, "en": WORD}, {"evaluate": FLAG})
    return named(
        record(
            {
                "question": TEXT,
                "default": WORD,
                "options": named(option),
                "norms": items({"type": ["string", "integer"]}),
            },
            {"disputed_severity": choice(SEVERITIES)},
        )
    )


def own_names() -> dict[str, Schema]:
    """The names that a file adds to a list, by the name of their definition."""
    parts = {part: items(WORD) for part in PARTS}
    entry = {"anyOf": [record({"it": WORD, "en": WORD}, parts), record({}, parts, minProperties=1)]}
    return {"own-names": named(entry)}


def added_names() -> Schema:
    """The lists that a file adds names to: the library's are offered, and one of the file's own is allowed."""
    members = ref("own-names")
    return {**named(members), "properties": dict.fromkeys(NAMES, members)}


# --- declared facts ---------------------------------------------------------------------------------------------------


def facts(known: Vocabulary) -> Schema:
    """The facts that a file declares: where each comes from, in the form of its recipe."""
    kinds = words(KINDS)
    parameter = record({"kind": kinds}, {"names": WORD, "optional": {"const": True}})
    recipes = {name: _recipe(getattr(FORMS, name), known) for name in RECIPES}
    recipes["field"] = {"type": "string", "pattern": rf"^{MORE}$|^[a-z_]+(\.[a-z_]+)+$"}
    each = record(
        {"per": words(known.subjects), "kind": kinds, "label": TEXT},
        {
            "names": WORD,
            "ask": TEXT,
            "synonyms": items(WORD),
            "takes": named(parameter),
            "asked": words(("day", "time")),
            **recipes,
        },
        oneOf=[{"required": [name]} for name in RECIPES],
    )
    return {**named(each), "propertyNames": {"pattern": "^[a-z][a-z0-9_]{0,47}$"}}


def _recipe(form: RecipeForm, known: Vocabulary) -> Schema:
    if form.alone is not None:
        return _part(form.alone, known)
    if form.items:
        parts = {"anyOf": [_part(part, known) for part in form.items]}
        most = {} if form.many else {"maxItems": len(form.items), "minItems": len(form.items)}
        return {"type": "array", "minItems": 1, "items": parts, **most}
    needed = {key: _part(part, known) for key, part in form.needed.items()}
    more = {key: _part(part, known) for key, part in form.more.items()}
    times = (
        {"at": ref("day"), "during": ref("during"), "ever": {"const": True}, "time": {"const": ASKED}}
        if form.looks
        else {}
    )
    together: Schema = (
        {"oneOf": [{"required": list(group)} for group in form.together]} if form.together else {}
    )
    return record(needed, {**more, **times}, **together)


def _part(part: RecipePart, known: Vocabulary) -> Schema:
    case = {
        "anyOf": [
            record({"when": ref("condition"), "then": anything()}),
            record({"else": anything()}),
        ]
    }
    trace = {
        "anyOf": [
            record({"is": ref("fact")}),
            record({"first": ref("fact")}),
            record({"by": items(ref("fact"))}),
        ]
    }
    forms: dict[str, Schema] = {
        "word": words(part.words),
        "condition": ref("condition"),
        "cases": case,
        "traces": trace,
        "operand": anything(),
        "operands": items(anything()),
        "fact": ref("fact"),
        "facts": items(ref("fact")),
        "flag": FLAG,
        "text": TEXT,
        "subject": words(known.subjects),
    }
    return forms.get(part.what, WORD)
