"""Reads conditions and operands: the one grammar of rules, derogations and recipes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from adm_rules._internal.dataclass import replace
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    ListOf,
    Literal,
    Not,
    Operand,
    ParamRef,
    Path,
    Replacement,
    Term,
    ValueRef,
    When,
)
from adm_rules._internal.values.deadline_forms import FORMS, LENGTHS, WORDS, DeadlineForm
from adm_rules._internal.values.operators import OPERATORS

#: The ways to say when a recipe looks; a place of use has the first three.
TIMES = ("at", "during", "ever", "time")
#: What stands for the day, or the time, that the place of use says.
ASKED = "asked"
#: What stands beside operators.
EXTRAS = ("with", "as", *TIMES[:3])
#: What joins conditions.
COMBINATORS = ("all", "any", "not", "by_reading", "some", "throughout")
#: Conditions on the elements of a list, and the keys of each: those needed, those allowed besides.
_SOME = ("of",), (*TIMES[:3], "where", "by", "within")
_DAYS = ("days", "some"), ("where", "grace")
_EACH = ("each", "holds"), ("where",)
#: Stands for a condition that could not be read; its fault is already reported.
BROKEN = AllOf(())
#: Words that join conditions elsewhere, with those that do here.
_JOINTS = {"and": "all", "or": "any", "all_of": "all", "any_of": "any"}


def read_condition(data: Any, path: Path, faults: Faults) -> Condition:
    """Read one condition; what cannot be read is reported and becomes `BROKEN`."""
    if not isinstance(data, dict) or len(data) != 1:
        faults.add(
            "wrong-shape", "a condition is a mapping with exactly one key", path, _condition_help(data)
        )
        return BROKEN
    ((key, body),) = data.items()
    below = (*path, key)
    if key in ("all", "any"):
        parts = tuple(
            read_condition(part, (*below, n), faults) for n, part in enumerate(faults.items(body, below))
        )
        if not parts and (body is None or isinstance(body, list)):
            faults.add("empty-condition", f"`{key}` has no parts", below, "list at least one condition")
        return AllOf(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(read_condition(body, below, faults))
    if key == "by_reading":
        return _by_reading(body, below, faults)
    if key in ("some", "throughout"):
        return _some(body, below, faults) if key == "some" else _throughout(body, below, faults)
    return _about_fact(key, body, below, faults)


def _condition_help(data: Any) -> str:
    if isinstance(data, dict) and len(data) > 1:
        return "join several conditions with `all: [{…}, {…}]`"
    return f"write `fact: {{operator: limit}}` or one of {', '.join(COMBINATORS)}"


def _by_reading(body: Any, path: Path, faults: Faults) -> Condition:
    told = faults.by_reading(body, path, "…")
    if told is None:
        return BROKEN
    reading, options = told
    below = (*path, reading)
    read = {name: read_condition(part, (*below, name), faults) for name, part in options.items()}
    return ByReading(reading, MappingProxyType(read), below)


def _with_operator(name: str, body: Any) -> str:
    """How what is written without an operator is written with one."""
    if name in _JOINTS:
        return f"write `{_JOINTS[name]}: [condition, condition]`"
    if isinstance(body, bool) or (isinstance(body, int) and body >= 0):
        return f"write `{name}: {{is: {str(body).lower()}}}`"
    word = isinstance(body, str) and body.isidentifier()
    return f"write `{name}: {{is: {body}}}`" if word else f"write `{name}: {{operator: limit}}`"


def _about_fact(name: str, body: Any, path: Path, faults: Faults) -> Condition:
    if not isinstance(body, dict):
        faults.add("wrong-shape", f"`{name}` needs an operator", path, _with_operator(name, body))
        return BROKEN
    arguments = _arguments(body.get("with"), (*path, "with"), faults)
    alias, when = _alias(body.get("as"), path, faults), _asked(body, path, faults)
    fact = FactRef(name, arguments, alias, when)
    parts = [
        _clause(fact, operator, operand, (*path, operator), faults)
        for operator, operand in body.items()
        if operator not in EXTRAS
    ]
    if not parts:
        faults.add("wrong-shape", f"`{name}` needs an operator", path, f"one of {', '.join(OPERATORS)}")
        return BROKEN
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


# --- elements ---------------------------------------------------------------------------------------------------------


def _some(data: Any, path: Path, faults: Faults) -> Condition:
    """That there is an element, or that there is one in time."""
    body = faults.mapping(data, path, *_SOME)
    if body is None:
        return BROKEN
    terms = [word for word in ("by", "within") if word in body]
    found = Elements(
        "some",
        faults.word(body["of"], (*path, "of")),
        path,
        maybe_condition(body, "where", path, faults),
        looking=_asked(body, path, faults),
    )
    if not terms:
        return found
    if len(terms) > 1 or found.looking is not None:
        help = "a term asks for the first day of such an element: leave out `at`, `during`, `ever`"
        faults.add("wrong-shape", "`some` has one term, and says no time besides", path, help)
        return BROKEN
    return _deadline(WORDS[terms[0]], found, body[terms[0]], (*path, terms[0]), faults)


def _throughout(data: Any, path: Path, faults: Faults) -> Condition:
    """That some element is in force on each day, or that a condition holds of each element."""
    if isinstance(data, dict) and "each" in data:
        return _each(data, path, faults)
    body = faults.mapping(data, path, *_DAYS)
    days = faults.mapping(body["days"], (*path, "days"), ("from",), ("to",)) if body is not None else None
    if body is None or days is None:
        return BROKEN
    first, last = _ends(days, (*path, "days"), faults)
    of = faults.word(body["some"], (*path, "some"))
    grace = _grace(body.get("grace"), (*path, "grace"), faults)
    return Elements(
        "days", of, path, maybe_condition(body, "where", path, faults), first=first, last=last, grace=grace
    )


def _each(data: Any, path: Path, faults: Faults) -> Condition:
    body = faults.mapping(data, path, *_EACH)
    if body is None:
        return BROKEN
    where, holds = (maybe_condition(body, key, path, faults) for key in ("where", "holds"))
    return Elements("each", faults.word(body["each"], (*path, "each")), path, where, holds)


def _grace(data: Any, path: Path, faults: Faults) -> Operand | None:
    """How many days a gap may last."""
    body = faults.mapping(data, path, ("days",)) if data is not None else None
    return None if body is None else read_operand(body["days"], (*path, "days"), faults)


def _ends(data: Mapping[str, Any], path: Path, faults: Faults) -> tuple[FactRef | None, FactRef | None]:
    """The first and the last day of an interval, either of which may be left out."""
    first, last = (
        read_fact(data[key], (*path, key), faults) if key in data else None for key in ("from", "to")
    )
    return first, last


def maybe_condition(body: Mapping[str, Any], key: str, path: Path, faults: Faults) -> Condition | None:
    """The condition under a key, if the key is there."""
    return read_condition(body[key], (*path, key), faults) if key in body else None


def _arguments(data: Any, path: Path, faults: Faults) -> tuple[tuple[str, Operand], ...]:
    if data is None:
        return ()
    return tuple((k, read_operand(v, (*path, k), faults)) for k, v in faults.named(data, path).items())


def _alias(data: Any, path: Path, faults: Faults) -> str | None:
    return None if data is None else faults.word(data, (*path, "as"))


def _clause(fact: FactRef, operator: str, operand: Any, path: Path, faults: Faults) -> Condition:
    if operator in WORDS:
        return _replaceable(WORDS[operator], fact, operand, path, faults)
    if operator not in OPERATORS:
        faults.unknown("operator", operator, (*OPERATORS, *WORDS, *EXTRAS), path)
        return BROKEN
    if operand == [] and OPERATORS[operator].operand == "set":  # one that `is` empty can be known to be so
        faults.add(
            "empty-condition", f"`{operator}` has no names", path, "list at least one, or ask `exists`"
        )
        return BROKEN
    return Comparison(fact, operator, read_operand(operand, path, faults), path)


# --- operands ---------------------------------------------------------------------------------------------------------


def read_operand(data: Any, path: Path, faults: Faults) -> Operand:
    """Read a literal, ``$value``, ``{fact: …}``, ``{param: …}`` or a list of these."""
    if isinstance(data, list):
        return ListOf(tuple(read_operand(item, (*path, n), faults) for n, item in enumerate(data)))
    if isinstance(data, dict):
        return _reference(data, path, faults)
    if isinstance(data, str) and data.startswith("$"):
        return ValueRef(data[1:])
    if isinstance(data, (str, int, bool, Decimal)):
        return Literal(data)
    faults.add("wrong-shape", "a limit is missing here", path, "write an amount, `$value` or `{fact: name}`")
    return Literal("")


def _reference(data: dict[str, Any], path: Path, faults: Faults) -> Operand:
    if set(data) == {"param"}:
        return ParamRef(faults.word(data["param"], (*path, "param")))
    if "fact" in data and set(data) <= {"fact", "with", *TIMES[:3]}:
        arguments = _arguments(data.get("with"), (*path, "with"), faults)
        name = faults.word(data["fact"], (*path, "fact"))
        return FactRef(name, arguments, when=_asked(data, path, faults))
    faults.add(
        "wrong-shape", "an operand in braces is `{fact: name}`", path, "write `{fact: name}` or `$value`"
    )
    return Literal("")


def read_fact(data: Any, path: Path, faults: Faults) -> FactRef:
    """Read a fact's name, or ``{fact: name, with: …}``."""
    if isinstance(data, str):
        return FactRef(data)
    operand = read_operand(data, path, faults)
    if isinstance(operand, FactRef):
        return operand
    faults.add("wrong-shape", "a fact's name is needed here", path, "write the name of a fact")
    return FactRef("")


# --- when -------------------------------------------------------------------------------------------------------------


def _asked(body: Mapping[str, Any], path: Path, faults: Faults) -> When | None:
    """When a fact is asked; at a place of use ``time`` is no key."""
    return read_when({key: body[key] for key in TIMES[:3] if key in body}, path, faults)


def read_when(body: Mapping[str, Any], path: Path, faults: Faults) -> When | None:
    """Which of `TIMES` a recipe, or a place of use, says; None if it says nothing, or after a fault."""
    given = [key for key in TIMES if key in body]
    if not given:
        return None
    key, below = given[0], (*path, given[0])
    if len(given) > 1:
        help = f"leave out `{given[1]}`"
        faults.add("wrong-time", f"`{key}` and `{given[1]}` cannot both be meant", path, help)
    if key == "at":
        day = _day(body[key], below, faults)
        return When(key, day, day)
    if key == "during":
        return _during(body[key], below, faults)
    if body[key] != (ASKED if key == "time" else True):
        faults.add("wrong-time", f"`{key}` takes nothing else", below, "`ever: true`, or `time: asked`")
    return When(ASKED if key == "time" else key)


def _during(data: Any, path: Path, faults: Faults) -> When:
    if isinstance(data, str):
        return When("during", of=data)
    body = faults.mapping(data, path, (), ("from", "to")) or {}
    first, last = (
        _day(body[key], (*path, key), faults) if body.get(key) is not None else None for key in ("from", "to")
    )
    if first is None and last is None:
        help = "`during: span`, or `during: {from: day, to: day}`, of which one may be left out"
        faults.add("wrong-time", "`during` names no interval", path, help)
    return When("during", first, last)


def _day(data: Any, path: Path, faults: Faults) -> Operand:
    """A day: the name of a fact, ``{fact: …}``, or ``{param: …}``."""
    is_parameter = isinstance(data, dict) and "param" in data
    return read_operand(data, path, faults) if is_parameter else read_fact(data, path, faults)


# --- deadlines --------------------------------------------------------------------------------------------------------


def read_by(fact: FactRef, data: Any, path: Path, faults: Faults) -> Condition:
    """A deadline in one of the forms of ``by``; what cannot be read is reported and becomes `BROKEN`."""
    return _deadline(WORDS["by"], fact, data, path, faults)


def _replaceable(
    forms: Sequence[DeadlineForm], fact: FactRef, data: Any, path: Path, faults: Faults
) -> Condition:
    """A deadline with the terms that may take its place."""
    if not isinstance(data, dict) or data.get("instead") is None:
        return _deadline(forms, fact, data, path, faults)
    ordinary = _deadline(forms, fact, _without(data, "instead"), path, faults)
    below = (*path, "instead")
    entries = [
        _instead(forms[0], fact, entry, (*below, n), faults)
        for n, entry in enumerate(faults.items(data["instead"], below))
    ]
    if not entries and isinstance(data["instead"], list):
        faults.add("empty-condition", "`instead` has no terms", below, "list at least one, or leave it out")
    if not isinstance(ordinary, Term):
        return BROKEN
    return replace(ordinary, instead=tuple(entry for entry in entries if entry is not None))


def _instead(form: DeadlineForm, fact: FactRef, data: Any, path: Path, faults: Faults) -> Replacement | None:
    """One term that takes the place of the ordinary one; None after reporting what is wrong with it."""
    given = data if isinstance(data, dict) else {}
    bare, *nested = form.replaced_by
    word = next((word for word in nested if word in given), bare)
    own = _keys_of(WORDS[bare]) if word == bare else (word,)
    body = faults.mapping(data, path, ("title", "when"), own)
    if body is None:
        return None
    if not any(key in body for key in own):
        message = "an exception replaces the term, and this one gives none"
        faults.add("no-term", message, path, "to drop the duty, write the condition under `when` of the rule")
        return None
    rest = _without(body, "title", "when")
    term = (
        _deadline(WORDS[bare], fact, rest, path, faults)
        if word == bare
        else _deadline(WORDS[word], fact, body[word], (*path, word), faults)
    )
    title = faults.text(body["title"], (*path, "title"))
    when = read_condition(body["when"], (*path, "when"), faults)
    return Replacement(title, when, term) if isinstance(term, Term) else None


def _without(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def _deadline(
    forms: Sequence[DeadlineForm], fact: FactRef | Elements, data: Any, path: Path, faults: Faults
) -> Condition:
    """A deadline in one of the forms of a word."""
    given = data if isinstance(data, dict) else {}
    form = next((form for form in forms if len(forms) == 1 or form.tells in given), None)
    body = faults.mapping(data, path, *((form.needed, form.more) if form else ((), _keys_of(forms))))
    if body is None:
        return BROKEN
    if form is None:
        keys = [f"`{form.tells}`" for form in forms]
        message = f"`{forms[0].word}` needs {', '.join(keys[:-1])} or {keys[-1]}"
        faults.add("wrong-shape", message, path, "by: {day: $month_day, of: following_year}")
        return BROKEN
    term = Term(
        fact,
        form.name,
        path,
        length=read_operand(body[form.day], (*path, form.day), faults) if form.day else None,
        anchor=read_fact(body[form.anchor], (*path, form.anchor), faults) if form.anchor else None,
        until=read_fact(body["until"], (*path, "until"), faults) if "until" in body else None,
        mode=_mode(form, body, path, faults),
    )
    return _rolled(_with_length(term, body, faults) if form.measured else term, body, faults)


def _keys_of(forms: Sequence[DeadlineForm]) -> tuple[str, ...]:
    keys = dict.fromkeys(key for form in forms for key in (*form.needed, *form.more))
    return tuple(sorted(keys, key="rollover".__eq__))


def _mode(form: DeadlineForm, body: Mapping[str, Any], path: Path, faults: Faults) -> str:
    if not form.modes:
        return ""
    known = tuple(form.modes)
    return faults.choice(body.get(form.mode_key), known, (*path, form.mode_key), known[0])


def _with_length(term: Term, body: Mapping[str, Any], faults: Faults) -> Term:
    units = [unit for unit in LENGTHS if unit in body]
    if len(units) != 1:
        faults.add(
            "wrong-shape",
            "a deadline has one length",
            term.path,
            "write `days: n`, `working_days: n` or `months: n`",
        )
        return term
    return replace(term, unit=units[0], length=read_operand(body[units[0]], (*term.path, units[0]), faults))


def _rolled(term: Term, body: Mapping[str, Any], faults: Faults) -> Term:
    if body.get("suspended") is not None:
        faults.choice(body["suspended"], ("none",), (*term.path, "suspended"), "none")
        term = replace(term, suspended=False)
    if body.get("rollover") is None:
        return term
    allowed = FORMS[term.form].rollovers
    return replace(term, rollover=faults.choice(body["rollover"], allowed, (*term.path, "rollover"), "none"))
