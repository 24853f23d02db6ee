"""Conditions: of each subject the facts that it sees, of each fact the operators of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.loader.conditions import ASKED, COMBINATORS, TIMES
from adm_rules._internal.rules import Fact
from adm_rules._internal.schemas.amounts import anything, argument, ends, operand, several
from adm_rules._internal.schemas.shapes import (
    FLAG,
    TEXT,
    WORD,
    Schema,
    items,
    may_lack,
    options,
    record,
    ref,
    told,
    words,
)
from adm_rules._internal.schemas.vocabulary import Vocabulary
from adm_rules._internal.values.deadline_forms import FORMS, LENGTHS, WORDS, DeadlineForm
from adm_rules._internal.values.operators import OPERATORS, Operator

#: What an editor says of a fact that does not exist, or not for the subject.
_UNSEEN: Final = "no fact of this name is seen from here: `adm-rules facts` lists those of each subject"
#: The kind of what each part of a deadline's length, or day, is.
_LENGTHS: Final = {**{unit: unit for unit in LENGTHS}, "day": "month_day"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """Where the conditions of a kind of file are defined: ``open`` ones may name facts of the author's own."""

    open: bool

    def of(self, subject: str) -> Schema:
        """A condition on a subject."""
        return ref("condition" if self.open else f"condition-{subject}")

    @property
    def any(self) -> Schema:
        """A condition on whatever the place says."""
        return ref("condition" if self.open else "condition-known")


def definitions(known: Vocabulary) -> dict[str, Schema]:
    """Everything that conditions are made of, by name."""
    subjects = {subject: known.sees(subject) for subject in known.subjects}
    return {
        "fact-name": _fact_name(known),
        "fact": {"anyOf": [ref("fact-name"), _fact_reference()]},
        "arguments": {"type": ["object", "null"], "additionalProperties": anything()},
        "day": {"anyOf": [ref("fact-name"), {**_fact_reference(), "required": [], "minProperties": 1}]},
        "during": _during(known),
        "comparison": _any_comparison(),
        **{f"some{end}": _some(known, f"condition{end}") for end in ("", "-known")},
        **{f"throughout{end}": _throughout(known, f"condition{end}") for end in ("", "-known")},
        **{f"facts-{owner}": _facts_of(owner, known) for owner in dict.fromkeys(_owners(subjects))},
        **{f"deadline-{word}": _deadline(word, known) for word in WORDS},
        **dict(_kinds(known)),
        "condition": _condition("condition", tuple(_all_owners(known)), None),
        "condition-known": _condition("condition-known", tuple(_all_owners(known)), known),
        **{
            f"condition-{name}": _condition(f"condition-{name}", seen, known)
            for name, seen in subjects.items()
        },
    }


def _owners(subjects: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (owner for seen in subjects.values() for owner in seen)


def _all_owners(known: Vocabulary) -> Iterator[str]:
    return iter(dict.fromkeys(_owners({subject: known.sees(subject) for subject in known.subjects})))


def _condition(own: str, owners: tuple[str, ...], closed: Vocabulary | None) -> Schema:
    """A condition over the facts of some owners; without a vocabulary it may name any other fact as well."""
    inside, end = ref(own), "" if closed is None else "-known"
    joints: dict[str, Schema] = {
        "all": items(inside, least=1),
        "any": items(inside, least=1),
        "not": inside,
        "by_reading": options(inside),
        "some": ref(f"some{end}"),
        "throughout": ref(f"throughout{end}"),
    }
    found: Schema = {
        "type": "object",
        "minProperties": 1,
        "properties": {key: joints[key] for key in COMBINATORS},
        "allOf": [ref(f"facts-{owner}") for owner in owners],
    }
    if closed is None:
        return {**found, "additionalProperties": ref("comparison")}
    seen = [name for name, fact in closed.facts.items() if fact.per in owners]
    known = {"enum": [*COMBINATORS, *sorted(seen)], "errorMessage": _UNSEEN}
    return {**found, "propertyNames": known}


def _facts_of(owner: str, known: Vocabulary) -> Schema:
    """The facts of one owner, each with its label and the operators of its kind."""
    facts = {name: fact for name, fact in known.facts.items() if fact.per == owner}
    return {"properties": {name: told(ref(_kind_name(fact)), _label(fact)) for name, fact in facts.items()}}


def _label(fact: Fact) -> str:
    return f"{fact.label.en} · {fact.label.it} ({fact.kind}, {fact.per})"


# --- comparisons ------------------------------------------------------------------------------------------------------


def _kind_name(fact: Fact) -> str:
    """What the definition of a comparison is called: facts of one kind, list and form of parameters share it."""
    taken = [f"{name}={kind}" for name, kind in fact.parameters.items()]
    return "-".join(filter(None, ("is", fact.kind, fact.names, "asked" if fact.asked else "", *taken)))


def _kinds(known: Vocabulary) -> Iterator[tuple[str, Schema]]:
    each = {_kind_name(fact): fact for fact in known.facts.values()}
    return ((name, _comparison(fact, known)) for name, fact in each.items())


def _comparison(fact: Fact, known: Vocabulary) -> Schema:
    """The operators of a fact's kind, its deadlines, and what stands beside them."""
    operators = [each for each in OPERATORS.values() if fact.kind in each.kinds]
    told_by = {each.name: _compared(each, fact, known) for each in operators}
    deadlines = {word: ref(f"deadline-{word}") for word, forms in WORDS.items() if forms[0].kind == fact.kind}
    beside: dict[str, Schema] = {"as": WORD, **(_times() if fact.asked else {})}
    if fact.parameters:
        given = {name: argument(kind, known) for name, kind in fact.parameters.items()}
        beside["with"] = may_lack(record({}, given))
    return _with_operator({**told_by, **deadlines}, beside)


def _with_operator(asks: Mapping[str, Schema], beside: Mapping[str, Schema]) -> Schema:
    """What a fact is compared with, and what stands beside that: not alone."""
    alone = {"propertyNames": {"enum": list(beside)}}
    return record({}, {**asks, **beside}, **{"not": alone})


def _any_comparison() -> Schema:
    """How a fact is compared that a file declares, of whatever kind it is."""
    forms: Mapping[str, Schema] = {
        "bool": FLAG,
        "pair": {"type": "array", "items": anything(), "minItems": 2, "maxItems": 2},
    }
    asks = {each.name: forms.get(each.operand, anything()) for each in OPERATORS.values()}
    return _with_operator(
        {**asks, **{word: ref(f"deadline-{word}") for word in WORDS}},
        {"as": WORD, "with": ref("arguments"), **_times()},
    )


def _compared(operator: Operator, fact: Fact, known: Vocabulary) -> Schema:
    if operator.operand == "bool":
        return FLAG
    if operator.operand == "pair":
        return ends(fact.kind, fact.names, known)
    if operator.operand == "set" or fact.kind == "set":
        empty = operator.name in ("is", "is_not")  # a set can be known to be empty
        return several(fact.names, known, least=0 if empty else 1)
    return operand(fact.kind, fact.names, known)


def _times() -> dict[str, Schema]:
    forms: dict[str, Schema] = {"at": ref("day"), "during": ref("during"), "ever": {"const": True}}
    return {key: forms[key] for key in TIMES[:3]}


# --- facts by name ----------------------------------------------------------------------------------------------------


def _fact_name(known: Vocabulary) -> Schema:
    """A fact; in the recipe of a declared one also the day that it is asked on."""
    names: Schema = {"enum": sorted((*known.facts, ASKED))}
    return names if known.is_whole else {"anyOf": [names, {"type": "string", "pattern": r"^[a-z]\w*$"}]}


def _fact_reference() -> Schema:
    return record({"fact": ref("fact-name")}, {"with": ref("arguments"), "param": WORD, **_times()})


def _during(known: Vocabulary) -> Schema:
    """An interval: the subject whose it is, or its first and last day."""
    day = {"anyOf": [ref("day"), {"type": "null"}]}
    ends_ = record({}, {"from": day, "to": day}, minProperties=1)
    return {"anyOf": [words(["span", *known.subjects]), {"type": "string"}, ends_]}


# --- elements ---------------------------------------------------------------------------------------------------------


def _some(known: Vocabulary, inner: str) -> Schema:
    terms = {word: ref(f"deadline-{word}") for word in ("by", "within")}
    return record({"of": words(known.subjects)}, {"where": ref(inner), **_times(), **terms})


def _throughout(known: Vocabulary, inner: str) -> Schema:
    subject, where = words(known.subjects), ref(inner)
    days = record({}, {"from": ref("fact"), "to": ref("fact")}, required=["from"])
    grace = record({"days": operand("days", None, known)})
    return {
        "anyOf": [
            record({"days": days, "some": subject}, {"where": where, "grace": grace}),
            record({"each": subject, "holds": where}, {"where": where}),
        ]
    }


# --- deadlines --------------------------------------------------------------------------------------------------------


def _deadline(word: str, known: Vocabulary) -> Schema:
    """A deadline in one of the forms of a word, with the terms that may take its place."""
    forms = WORDS[word]
    keys = dict(_keys(forms, known))
    when = ref("condition-known" if known.is_whole else "condition")
    instead = {"title": TEXT, "when": when, **keys}
    nested = {form.word: ref(f"deadline-{form.word}") for form in FORMS.values() if form.word != word}
    entry = record({}, {**instead, **nested}, required=["title", "when"])
    found = record(
        {}, {**keys, "instead": items(entry)}, anyOf=[{"required": list(form.needed)} for form in forms]
    )
    if all(form.measured for form in forms):
        found["oneOf"] = [{"required": [unit]} for unit in LENGTHS]
    return found


def _keys(forms: tuple[DeadlineForm, ...], known: Vocabulary) -> Iterator[tuple[str, Schema]]:
    for form in forms:
        for key in (*form.needed, *form.more):
            if key in _LENGTHS:
                yield key, operand(_LENGTHS[key], None, known)
            elif key == form.mode_key:
                yield key, words(form.modes)
            elif key == "suspended":
                yield key, words(("none",))
            elif key == "rollover":
                yield key, words(dict.fromkeys(way for each in forms for way in each.rollovers))
            else:
                yield key, ref("fact")
