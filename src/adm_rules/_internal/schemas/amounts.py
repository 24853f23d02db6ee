"""Amounts and names, and what stands where a fact is compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from adm_rules._internal.schemas.shapes import Schema, items, record, ref
from adm_rules._internal.schemas.vocabulary import Vocabulary
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.amounts import Form

_VALUE: Final = "write `$name`, the name of a value of this file"
_BARE: Final[Mapping[str, tuple[str, ...]]] = {
    "whole": ("integer",),
    "number": ("number",),
    "truth": ("boolean",),
}


def amount(kind: str, names: str | None, known: Vocabulary) -> Schema:
    """An amount of a kind, as the history of a value gives it; a set is a list of its names."""
    form = KINDS[kind].form
    if form is not None:
        return _written(form, "", ())
    return items(known.name(names)) if kind == "set" else known.name(names)


def definitions(known: Vocabulary) -> dict[str, Schema]:
    """What facts are compared with, by kind or by list of names, and the names themselves."""
    return {
        "reference": record({}, _REFERENCE, minProperties=1),
        **{f"names-{each}": known.members(each) for each in known.lists},
        **{
            f"limit-{kind.name}": _limit(kind.form, known) for kind in KINDS.values() if kind.form is not None
        },
        **{f"named-{each}": _named(known.name(each)) for each in known.lists},
        "value": {"type": "string", "pattern": f"^{known.value_pattern}$", "patternErrorMessage": _VALUE},
        "named": _named(known.name(None)),
        "anything": _anything(),
    }


def operand(kind: str, names: str | None, known: Vocabulary) -> Schema:
    """One thing that a fact of a kind is compared with: an amount or a name, ``$value``, a fact or a parameter."""
    if KINDS[kind].form is not None:
        return ref(f"limit-{kind}")
    return ref(f"named-{names}" if names in known.lists else "named")


def _limit(form: Form, known: Vocabulary) -> Schema:
    """One schema, not one of several: what an editor says of a wrong amount stays readable."""
    reference = {"properties": _REFERENCE, "additionalProperties": False, "minProperties": 1}
    return {**_written(form, known.value_pattern, ("object",)), **reference}


def _named(name: Schema) -> Schema:
    return {"anyOf": [name, ref("value"), ref("reference")]}


def several(names: str | None, known: Vocabulary, *, least: int) -> Schema:
    """Names that a fact is compared with: a list of them, ``$value``, or a fact."""
    one = operand("enum", names, known)
    return {"anyOf": [{"type": "array", "minItems": least, "items": one}, one]}


def ends(kind: str, names: str | None, known: Vocabulary) -> Schema:
    """The two ends of ``between``."""
    return {"type": "array", "items": operand(kind, names, known), "minItems": 2, "maxItems": 2}


def anything() -> Schema:
    """What a parameter or a part of a recipe may be given: any amount, name, value or fact, or a list of these."""
    return ref("anything")


def _anything() -> Schema:
    plain: Schema = {
        "type": ["string", "number", "boolean", "object"],
        "properties": _REFERENCE,
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {**plain, "type": [*plain["type"], "array"], "items": plain}


def argument(kind: str, known: Vocabulary) -> Schema:
    """What fills a parameter of a kind, which names its list behind a colon."""
    kind, _, names = kind.partition(":")
    return several(names, known, least=0) if kind == "set" else operand(kind, names, known)


def measured(kinds: Iterable[str], value: str) -> Schema:
    """A number from nought up of one of some kinds; ``value`` is the pattern of what may stand for it."""
    forms = (KINDS[kind].form for kind in kinds)
    texts = [each.pattern for each in forms if each is not None and each.pattern]
    either = "|".join(dict.fromkeys(filter(None, (*texts, value))))
    return {"type": ["number", "string"], "minimum": 0, "pattern": f"^(?!-)(?:{either})$"}


def fixed(known: Vocabulary, *, below_zero: bool = False) -> Schema:
    """A sum of a tariff: a number, or a value."""
    found = _written(KINDS["money"].form, known.value_pattern, ())  # type: ignore[arg-type]  # money has a form
    return found if below_zero else {**found, "minimum": 0}


_REFERENCE: Final[Schema] = {
    "fact": ref("fact-name"),
    "param": {"type": "string"},
    "with": ref("arguments"),
    "at": ref("day"),
    "during": ref("during"),
    "ever": {"const": True},
}


def _written(form: Form, value: str, more: tuple[str, ...]) -> Schema:
    """An amount in its form; ``value`` is the pattern of what may stand for it, ``more`` are further types."""
    texts = [each for each in (form.pattern, value) if each]
    bare = _BARE[form.bare] if isinstance(form.bare, str) else ("integer",) * bool(form.bare)
    found: Schema = {"type": [*(("string",) if texts else ()), *bare, *more]}
    if texts:
        found |= {"pattern": f"^(?:{'|'.join(texts)})$", "patternErrorMessage": form.advice}
    if isinstance(form.bare, tuple) and form.bare:
        found |= {"minimum": min(form.bare), "maximum": max(form.bare)}
    return found | ({"minimum": 0, "maximum": form.largest} if form.bare == "whole" else {})
