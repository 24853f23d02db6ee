"""Reads the facts that a rule file declares: values that stand in files under `MORE`, and recipes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from adm_rules._internal.diagnostics import nearest
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.forms import FORMS, RecipeForm, RecipePart
from adm_rules._internal.facts.recipes import RECIPES
from adm_rules._internal.facts.registry import words_in
from adm_rules._internal.loader.conditions import (
    ASKED,
    COMBINATORS,
    EXTRAS,
    TIMES,
    read_condition,
    read_fact,
    read_operand,
    read_when,
)
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.names import NAMES
from adm_rules._internal.rules import MORE, ByReading, Fact, Operand, ParamRef, Path, operands_in
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS

_NEEDED: Final = ("per", "kind", "label")
#: What a set in a file says of its list that is of ids, which stand in none.
_IDS: Final = "none"
_MORE: Final = ("names", "ask", "synonyms", "takes", "asked")
#: When a fact may be asked: on a day, or at a time.
_ASKED: Final = ("day", "time")
_NAME: Final = re.compile("[a-z][a-z0-9_]{0,47}")
#: Words of the grammar, which a fact cannot be called.
_WORDS: Final = frozenset({*COMBINATORS, *EXTRAS, ASKED, "fact", "value", "param", MORE, "file"})
#: Kinds that no file holds.
_NEVER_KEPT: Final = frozenset({"series", "month_day"})


def read_facts(
    data: Any, faults: Faults, known: Mapping[str, Fact] = MappingProxyType({})
) -> Mapping[str, Fact]:
    """The facts of a rule file, by name; ``known`` are those that it gets from elsewhere."""
    found: dict[str, Fact] = {}
    for name, body in faults.named(data, ("facts",)).items():
        path = ("facts", name)
        _check_name(name, known, path, faults)
        fact = _fact(name, body, path, faults)
        if fact is not None:
            found[name] = fact
    return MappingProxyType(found)


def _check_name(name: str, known: Mapping[str, Fact], path: Path, faults: Faults) -> None:
    there = registry().facts.get(name) or known.get(name)
    if there is not None:
        owner = "the library" if name in registry().facts else "another file that this one builds on"
        message = f"`{name}` is a fact of {owner} already: {there.label.en}, of `{there.per}`"
        faults.add("fact-exists", message, path, "use that one, or choose another name", at_key=True)
    elif _NAME.fullmatch(name) is None or name in _WORDS:
        message = "a fact has a name of lower case letters, digits and underscores, at most 48, no word of the language"
        faults.add("fact-name", message, path, "such as `proposal_on`", at_key=True)


def _fact(name: str, data: Any, path: Path, faults: Faults) -> Fact | None:
    body = faults.mapping(data, path, _NEEDED, (*_MORE, *RECIPES))
    if body is None:
        return None
    kind = faults.choice(body["kind"], tuple(KINDS), (*path, "kind"), "count")
    subjects = [each for each in registry().subjects if each != "file"]
    label, taken = faults.text(body["label"], (*path, "label")), _takes(body.get("takes"), path, faults)
    asked = body.get("asked", "")
    if asked not in ("", *_ASKED):
        faults.add(
            "wrong-shape", "a fact is asked on a `day`, or at a `time`", (*path, "asked"), "`asked: day`"
        )
        asked = ""
    source = _source(body, path, taken, asked, faults)
    per = faults.word(body["per"], (*path, "per"))
    if per and per not in subjects:
        faults.unknown("subject", per, subjects, (*path, "per"), at_key=False)
    names = _names_of(kind, body, path, faults)
    if source == MORE and per in subjects and not registry().subjects[per].is_kept:
        message = f"`{per}` is worked out: no file has a record of it that could hold a value"
        faults.add("field-place", message, (*path, "per"), "declare it for what the file has, such as `case`")
    if source == MORE and kind in _NEVER_KEPT:
        help = f"one of {', '.join(each for each in KINDS if each not in _NEVER_KEPT)}"
        faults.add("wrong-kind", f"no file holds a value of kind {kind}", (*path, "kind"), help)
    if source is None:
        return None
    hint = KINDS[kind].hint
    to_ask = Text(label.it + hint.it, label.en + hint.en) if source == MORE else None
    return Fact(
        name,
        per,
        kind,
        label,
        path=f"{MORE}.{name}" if source == MORE else None,
        recipe=None if source == MORE else {source: body[source]},
        names=names,
        parameters=taken.kinds,
        missing=faults.text(body["ask"], (*path, "ask")) if "ask" in body else to_ask,
        synonyms=tuple(
            faults.word(word, (*path, "synonyms", n)) for n, word in _listed("synonyms", body, path, faults)
        ),
        place=path,
        optional=taken.optional,
        asked=asked,
        signed=kind == "money",
    )


def _listed(key: str, body: Mapping[str, Any], path: Path, faults: Faults) -> Iterable[tuple[int, Any]]:
    return enumerate(faults.items(body.get(key), (*path, key)))


class _Taken(NamedTuple):
    """The kind of each parameter, of names with their list after a colon, and those that may be left out."""

    kinds: Mapping[str, str]
    optional: frozenset[str]


def _takes(data: Any, path: Path, faults: Faults) -> _Taken:
    below = (*path, "takes")
    kinds: dict[str, str] = {}
    optional: set[str] = set()
    for name, body in faults.named(data, below).items():
        at = (*below, name)
        read = faults.mapping(body, at, ("kind",), ("names", "optional"))
        if read is None:
            continue
        kind = faults.choice(read["kind"], tuple(KINDS), (*at, "kind"), "count")
        names = _names_of(kind, read, at, faults) if "names" in read else None
        kinds[name] = f"{kind}:{names}" if names else kind
        if read.get("optional", True) is not True:
            faults.add("wrong-shape", "`optional` is true or left out", (*at, "optional"), "write `true`")
        elif "optional" in read:
            optional.add(name)
    return _Taken(MappingProxyType(kinds), frozenset(optional))


def _names_of(kind: str, body: Mapping[str, Any], path: Path, faults: Faults) -> str | None:
    """The list of the names that a fact takes."""
    at = (*path, "names")
    listed = {*NAMES, *faults.own_names}
    kept = kind == "set" and body.get("field") == MORE
    if kept and body.get("names") == _IDS:
        return None
    if "names" not in body:
        if kind == "enum" or kept:
            ids = f", or `names: {_IDS}` for ids" if kept else ""
            help = (
                f"add `names:` with one of {', '.join(sorted(listed)[:12])}…, or with a list of your own{ids}"
            )
            faults.add(
                "names-needed", "a name stands in a list, and this fact does not say in which", path, help
            )
        return None
    names = faults.word(body["names"], at)
    if kind not in ("enum", "set"):
        faults.add("wrong-kind", f"a fact of kind {kind} has no list of names", at, "leave `names` out")
        return None
    if names and names not in listed:
        faults.unknown("name list", names, listed, at, at_key=False)
        return None
    return names or None


# --- where it comes from ----------------------------------------------------------------------------------------------


def _source(body: Mapping[str, Any], path: Path, taken: _Taken, asked: str, faults: Faults) -> str | None:
    """`MORE`, or the name of the recipe; None after reporting what is wrong with it."""
    given = [name for name in RECIPES if name in body]
    if len(given) != 1:
        message = "a fact comes from one place: `field: more`, or one recipe"
        faults.add("recipe-key", message, path, f"one of {', '.join(sorted(RECIPES))}")
        return None
    (name,) = given
    if name == "field" and body[name] == MORE:
        if taken.kinds:
            faults.add("recipe-key", "what stands in a file takes no parameters", (*path, "takes"))
        if asked:
            faults.add("recipe-key", "what stands in a file is asked at no time", (*path, "asked"))
        return MORE
    if name == "field" and "." not in str(body[name]):
        message = "what a rule set adds to files stands under `more`"
        faults.add("field-place", message, (*path, name), f"write `field: {MORE}`, or `field: link.fact`")
        return None
    before = len(faults.found)
    form: RecipeForm = getattr(FORMS, name)
    _Reading(taken, asked, faults).body(form, body[name], (*path, name))
    if asked and ASKED not in words_in(body[name]):
        help = "`at: asked` or `time: asked` in the recipe, or leave out `asked`"
        faults.add("wrong-time", "the recipe is the same on whatever day it is asked", (*path, "asked"), help)
    return name if len(faults.found) == before else None


class _Reading:
    """Holds what stands in a recipe to the form of that recipe."""

    def __init__(self, taken: _Taken, asked: str, faults: Faults) -> None:
        self.parameters, self.optional = taken.kinds, taken.optional
        self.times = TIMES if asked else TIMES[:3]
        self.faults = faults

    def body(self, form: RecipeForm, data: Any, path: Path) -> None:
        """The whole recipe."""
        if form.alone is not None:
            self._part(form.alone, data, path)
        elif form.items:
            self._items(form, data, path)
        else:
            self._keys(form, data, path)

    def _items(self, form: RecipeForm, data: Any, path: Path) -> None:
        right = isinstance(data, list) and (len(data) == len(form.items) or (form.many and len(data) >= 1))
        if not right:
            number = "at least one part" if form.many else f"{len(form.items)} parts"
            self.faults.add(
                "recipe-key", f"`{path[-1]}` is a list of {number}", path, f"{path[-1]}: [fact, fact]"
            )
            return
        for n, item in enumerate(data):
            self._part(form.items[min(n, len(form.items) - 1)], item, (*path, n))

    def _keys(self, form: RecipeForm, data: Any, path: Path) -> None:
        keys = (*form.keys, *(self.times if form.looks else ()))
        if not isinstance(data, dict):
            self.faults.add("recipe-key", f"`{path[-1]}` is a mapping", path, f"keys: {', '.join(keys)}")
            return
        for key, item in data.items():
            if key in form.keys:
                self._part(form.keys[key], item, (*path, key))
            elif key not in keys:
                self._unknown(str(key), keys, path)
        if form.looks:
            when = read_when({key: data[key] for key in self.times if key in data}, path, self.faults)
            self._known_parameters(when.days() if when is not None else (), path)
        for key in form.needed:
            if key not in data:
                self.faults.add(
                    "recipe-key", f"`{path[-1]}` lacks the key `{key}`", path, f"keys: {', '.join(keys)}"
                )
        if form.together and sum(set(group) <= data.keys() for group in form.together) != 1:
            told = " or ".join(" and ".join(f"`{key}`" for key in group) for group in form.together)
            self.faults.add("recipe-key", f"`{path[-1]}` needs {told}", path, "write just one of these")

    def _unknown(self, key: str, keys: Iterable[str], path: Path) -> None:
        close = nearest(key, keys)
        help = f"did you mean `{close}`?" if close else f"keys: {', '.join(keys)}"
        if key == "time":
            help = "`time: asked` goes with `asked: time` of the fact"
        self.faults.add(
            "recipe-key", f"`{path[-1]}` has no key `{key[:40]}`", (*path, key), help, at_key=True
        )

    def _part(self, part: RecipePart, data: Any, path: Path) -> None:
        read: Mapping[str, Callable[[Any, Path], object]] = {
            "condition": self._condition,
            "cases": self._case,
            "traces": self._trace,
            "operand": self._operand,
            "operands": self._operands,
            "fact": self._fact,
            "facts": self._facts,
            "flag": self._flag,
            "text": self.faults.text,
        }
        if part.what != "word":
            # what has no reader is the name of a subject, of a linked fact, or of a key
            read.get("" if part.owner else part.what, self.faults.word)(data, path)
        elif data not in part.words:
            help = f"one of {', '.join(part.words)}"
            self.faults.add("recipe-key", f"`{path[-1]}` has no such word", path, help)

    def _fact(self, data: Any, path: Path) -> None:
        self._needed([read_fact(data, path, self.faults)], path)

    def _facts(self, data: Any, path: Path) -> None:
        for n, item in enumerate(self._list(data, path)):
            self._fact(item, (*path, n))

    def _flag(self, data: Any, path: Path) -> None:
        if not isinstance(data, bool):
            self.faults.add("recipe-key", f"`{path[-1]}` is true or false", path, "write `true`")

    def _operands(self, data: Any, path: Path) -> None:
        for n, item in enumerate(self._list(data, path)):
            self._operand(item, (*path, n))

    def _list(self, data: Any, path: Path) -> list[Any]:
        if isinstance(data, list):
            return data
        self.faults.add("recipe-key", f"`{path[-1]}` is a list", path, "write its parts in brackets")
        return []

    def _operand(self, data: Any, path: Path) -> None:
        self._needed([read_operand(data, path, self.faults)], path)

    def _case(self, data: Any, path: Path) -> None:
        """One alternative of `choose`; that the last one is `else`, and no other, is checked with the kinds."""
        keys = set(data) if isinstance(data, dict) else set()
        if keys == {"else"}:
            self._operand(data["else"], (*path, "else"))
        elif keys == {"when", "then"}:
            self._condition(data["when"], (*path, "when"))
            self._operand(data["then"], (*path, "then"))
        else:
            help = "choose: [{when: {…}, then: fact}, {else: fact}]"
            self.faults.add(
                "recipe-key", "an alternative has `when` and `then`, the last one `else`", path, help
            )

    def _trace(self, data: Any, path: Path) -> None:
        """One line of `traces`."""
        keys = list(data) if isinstance(data, dict) else []
        if keys == ["by"]:
            for n, item in enumerate(self._list(data["by"], (*path, "by"))):
                self._fact(item, (*path, "by", n))
        elif keys in (["is"], ["first"]):
            self._fact(data[keys[0]], (*path, keys[0]))
        else:
            help = "traces: [{is: fact}, {first: fact}, {by: [fact, fact]}]"
            self.faults.add("recipe-key", "a line of `traces` has one of `is`, `first` and `by`", path, help)

    def _condition(self, data: Any, path: Path) -> None:
        read = read_condition(data, path, self.faults)
        if any(isinstance(each, ByReading) for each in read.walk()):
            help = "declare a fact for each option, and choose between them in the rule"
            self.faults.add("reading-in-recipe", "a recipe has no readings of its own", path, help)
        self._known_parameters(read.all_operands(), path)

    def _needed(self, operands: Sequence[Operand], path: Path) -> None:
        """Operands without which there is nothing to work out; a comparison with them could be left out."""
        self._known_parameters(operands, path)
        for each in operands_in(operands):
            if isinstance(each, ParamRef) and each.name in self.optional:
                help = "leave out `optional`, or compare it under `where`"
                self.faults.add(
                    "recipe-key", f"`{each.name}` may be left out, and is needed here", path, help
                )

    def _known_parameters(self, operands: Iterable[Operand], path: Path) -> None:
        for each in operands_in(operands):
            if isinstance(each, ParamRef) and each.name not in self.parameters:
                self.faults.unknown("parameter", each.name, self.parameters, path, at_key=False)
