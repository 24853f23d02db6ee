"""Conditions in words: each comparison a clause, each combination a heading with clauses below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.explain.elements import ElementsInWords
from adm_rules._internal.explain.grammar import Noun, noun
from adm_rules._internal.facts.adverbs import when_said
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.loader.conditions import ASKED
from adm_rules._internal.names import labels
from adm_rules._internal.rules import (
    AllOf,
    AnyOf,
    ByReading,
    Comparison,
    Condition,
    Elements,
    FactRef,
    Leaf,
    ListOf,
    Literal,
    Not,
    Operand,
    ParamRef,
    Regulation,
    Replacement,
    Term,
    Value,
    ValueRef,
)
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import KINDS, Kind, elide, format_value, joined
from adm_rules._internal.values.deadline_forms import FORMS, ROLLOVERS
from adm_rules._internal.values.operators import OPERATORS, Operator
from adm_rules._internal.values.wording import month_day_text

# --- words around the phrases -----------------------------------------------------------------------------------------

WORDS: Final = Catalogue(
    {
        "and": Text("e", "and"),
        "or": Text("o", "or"),
        "all": Text("valgono tutte queste condizioni:", "all of these conditions hold:"),
        "any": Text("vale almeno una di queste condizioni:", "at least one of these conditions holds:"),
        "not": Text("non vale quanto segue: {}", "it is not the case that {}"),
        "not_group": Text("non vale quanto segue:", "the following is not the case:"),
        "join_all": Text(" e ", " and "),
        "join_any": Text(" oppure ", " or "),
        "reading": Text("dipende dalla lettura della norma. {}", "it depends on how the norm is read. {}"),
        "option": Text("{}: {}", "{}: {}"),
        "option_default": Text("{} (lettura adottata): {}", "{} (the reading in use): {}"),
        "option_short": Text("{} (secondo la lettura adottata)", "{} (under the reading in use)"),
        "instead": Text("; oppure, {} (se {}): {}", "; or, {} (if {}): {}"),
        "lapses": Text(
            "; nulla è più dovuto se prima si arriva {}",
            "; nothing is due any more where this comes first: {}",
        ),
        "suspended": Text("; il termine è sospeso dal {} al {}", "; the term stands still from {} to {}"),
        "not_suspended": Text("; il termine corre anche dal {} al {}", "; the term runs on from {} to {}"),
        "asked": Text("giorno indicato", "given day"),
        "param": Text("il parametro «{}»", "the parameter “{}”"),
        "not_set": Text("{} che nessun atto fissa", "{} that no act sets"),
        "since": Text("dal ", "from "),
        "by_reading": Text("{}, secondo la lettura", "{}, depending on the reading"),
        "happened": Text("avvenuto", ""),
        "come": Text("passato", ""),
        "yes": Text("sì", "yes"),
        "no": Text("no", "no"),
        "nothing": Text("nulla", "nothing"),
        "quoted": Text("«{}»", "“{}”"),
    }
)


# --- conditions -------------------------------------------------------------------------------------------------------

#: Name lists whose labels stand in a sentence as they are.
_UNQUOTED = frozenset({"municipality", "weekday"})
#: First words of labels that are days themselves: they come to pass instead of taking place.
_DAYS: Final = ("data ", "giorno ", "ultimo giorno ", "primo giorno ")
#: The two forms of a word, for one and many.
_NUMBER: Final = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence without its full stop, or a heading with the clauses that belong to it."""

    text: str
    parts: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """An operand in words; ``after`` is it behind Italian prepositions."""

    text: str
    noun: Noun | None = None

    def after(self, preposition: str) -> str:
        return f"{preposition} {self.text}" if self.noun is None else self.noun.after(preposition)


class Prose(ElementsInWords):
    """Says in one language what conditions and operands mean.

    Without a regulation, ``$values`` are left as names and readings as their options' names.
    """

    def __init__(self, registry: Registry, lang: str, regulation: Regulation | None = None) -> None:
        self.registry = registry
        self.lang = lang
        self.regulation = regulation
        self.words = WORDS.in_language(lang)

    # --- conditions --------------------------------------------------------------------------------------

    def condition(self, condition: Condition) -> Clause:
        """A condition as a clause; combinations keep their parts apart."""
        if isinstance(condition, (AllOf, AnyOf)):
            heading = self.words["all" if isinstance(condition, AllOf) else "any"]
            return Clause(heading, tuple(self.condition(part) for part in condition.parts))
        if isinstance(condition, Not):
            return self._not(self.condition(condition.part))
        if isinstance(condition, ByReading):
            return self._by_reading(condition)
        return Clause(self._leaf(condition))

    def sentence(self, condition: Condition) -> str:
        """A condition in one line; of a reading, what is in use."""
        if isinstance(condition, (AllOf, AnyOf)):
            joint = self.words["join_all" if isinstance(condition, AllOf) else "join_any"]
            nested = (AnyOf,) if isinstance(condition, AllOf) else (AllOf,)
            said = (self.sentence(part) for part in condition.parts)
            pairs = zip(condition.parts, said, strict=True)
            return joint.join(f"({text})" if isinstance(part, nested) else text for part, text in pairs)
        if isinstance(condition, Not):
            return self.words["not"].format(self.sentence(condition.part))
        if isinstance(condition, ByReading):
            return self.words["option_short"].format(
                self.sentence(condition.options[self._default(condition)])
            )
        return self._leaf(condition)

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Term():
                return self._term(leaf)
            case Elements():
                return self.elements(leaf)
        return self._comparison(leaf)

    def _not(self, part: Clause) -> Clause:
        if part.parts:
            return Clause(self.words["not_group"], (part,))
        return Clause(self.words["not"].format(part.text))

    def _by_reading(self, condition: ByReading) -> Clause:
        reading = self.regulation.readings[condition.reading] if self.regulation else None
        options = []
        for name, part in condition.options.items():
            below = self.condition(part)
            label = reading.options[name].text.in_language(self.lang) if reading else name
            shape = "option_default" if name == self._default(condition) else "option"
            options.append(Clause(self.words[shape].format(label, below.text), below.parts))
        question = reading.question.in_language(self.lang) if reading else condition.reading
        return Clause(self.words["reading"].format(question), tuple(options))

    def _default(self, condition: ByReading) -> str:
        if self.regulation is not None:
            return self.regulation.readings[condition.reading].default
        return next(iter(condition.options))

    # --- comparisons -------------------------------------------------------------------------------------

    def _comparison(self, comparison: Comparison) -> str:
        fact = self.registry.facts[comparison.fact.name]
        subject = self.fact(comparison.fact)
        operator, operand = OPERATORS[comparison.operator], comparison.operand
        phrase = self._phrase_of(KINDS[fact.kind], operator, operand)
        return self._said(phrase, subject, self._operand(operand, fact, operator))

    def _phrase_of(self, kind: Kind, operator: Operator, operand: Operand) -> Text:
        if isinstance(operand, FactRef):
            return operator.phrase(kind, "fact")
        raw = operand.raw if isinstance(operand, Literal) else None
        if isinstance(raw, bool):
            return operator.phrase(kind, "true" if raw else "false")
        at_most_nothing = kind.family == "amount" and operator.name == "at_most" and raw == 0
        return OPERATORS["is" if at_most_nothing else operator.name].phrase(kind, "")

    def _said(self, phrase: Text, subject: Noun, operand: _Said, **more: str) -> str:
        shape = _NUMBER.sub(r"\2" if subject.plural else r"\1", phrase.in_language(self.lang))
        slots = {"s": subject.the, "x": operand.text, **more}
        if self.lang == "it":
            participle = self.words["come" if subject.label.startswith(_DAYS) else "happened"]
            slots |= {preposition: operand.after(preposition) for preposition in ("a", "da", "di")}
            slots["happened"] = subject.agreeing(participle)
        return shape.format(**slots)

    # --- deadlines ---------------------------------------------------------------------------------------

    def _term(self, term: Term) -> str:
        about = term.fact
        subject = self.first_of(about) if isinstance(about, Elements) else self.fact(about)
        anchor = self._fact_said(term.anchor) if term.anchor is not None else _Said("")
        form = FORMS[term.form]
        until = self._until(term.until) if term.until is not None else ""
        phrase = form.phrases[next(key for key in _keys(term) if key in form.phrases)]
        text = self._said(phrase, subject, anchor, n=self._length(term), until=until)
        if form.modes:
            text += form.modes[term.mode].in_language(self.lang)
        text += ROLLOVERS[term.rollover].in_language(self.lang) if term.rollover is not None else ""
        text += self._stands_still(term) if form.stands_still else ""
        text = "".join([text, *(self._replacement(each) for each in term.instead)])
        return text + self.words["lapses"].format(until) if term.may_lapse else text

    def _stands_still(self, term: Term) -> str:
        """Over which days of the year a term is suspended, or that it is not."""
        days = self.regulation.conventions.suspended if self.regulation is not None else ()
        if not days:
            return ""
        first, last = (month_day_text(day, self.lang) for day in days)
        return self.words["suspended" if term.suspended else "not_suspended"].format(first, last)

    def _replacement(self, each: Replacement) -> str:
        """A term that takes the place of the ordinary one: what it is called, when it does, and what it asks."""
        title, when = each.title.in_language(self.lang), self.sentence(each.when)
        return self.words["instead"].format(title, when, self._term(each.term))

    def _until(self, fact: FactRef) -> str:
        return self.fact(fact).after("a") if self.lang == "it" else self.fact(fact).the

    def _length(self, term: Term) -> str:
        if term.length is None:
            return ""
        return self.operand(term.length, "month_day" if FORMS[term.form].day else term.unit)

    # --- operands ----------------------------------------------------------------------------------------

    def fact(self, ref: FactRef) -> Noun:
        """A fact as a noun, with what its parameters are filled with."""
        if ref.name == ASKED:
            return noun(self.words["asked"], "date", self.lang)
        fact = self.registry.facts[ref.name]
        made = noun(fact.label.in_language(self.lang), fact.kind, self.lang)
        when = when_said(self.registry, fact, ref.when)
        said = self._step(fact, ref) if fact.per == "file" else self._given(fact, ref)
        said += f", {when.in_language(self.lang)}" if when else ""
        return replace(made, label=f"{made.label}{said}")

    def _given(self, fact: Fact, ref: FactRef) -> str:
        given = "; ".join(f"{name}: {self._argument(fact, name, value)}" for name, value in ref.arguments)
        return f" ({given})" if given else ""

    def _step(self, fact: Fact, ref: FactRef) -> str:
        """Which step is meant, and of which record where that is said."""
        given = {name: self._argument(fact, name, value) for name, value in ref.arguments}
        owner = dict(ref.arguments).get("of")
        label = self.registry.subjects[str(owner.raw)].label if isinstance(owner, Literal) else None
        of = f" ({label.in_language(self.lang)})" if label is not None else ""
        return f" {given['name']}{of}" if given else ""

    def _argument(self, fact: Fact, name: str, value: Operand) -> str:
        kind, _, names = fact.parameters[name].partition(":")
        return self.operand(value, kind, names or self.registry.names_of_parameter(fact.name, name))

    def operand(
        self, operand: Operand, kind: str, names: str | None = None, *, conjunction: str = "and"
    ) -> str:
        """What something is compared with, in words; ``names`` is the list that its names come from."""
        if isinstance(operand, FactRef):
            return self.fact(operand).the
        if isinstance(operand, ParamRef):
            return self.words["param"].format(operand.name)
        if isinstance(operand, ValueRef):
            return self._value_ref(operand.name, conjunction)
        if isinstance(operand, ListOf):
            items = [self.operand(item, "enum" if kind == "set" else kind, names) for item in operand.items]
            return joined(items, self.words[conjunction]) if items else self.words["nothing"]
        return self._amount(self._parsed(operand.raw, kind), kind, names, conjunction)

    def _operand(self, operand: Operand, fact: Fact, operator: Operator) -> _Said:
        if isinstance(operand, FactRef):
            return self._fact_said(operand)
        return _Said(self.operand(operand, fact.kind, fact.names, conjunction=operator.joint))

    def _fact_said(self, ref: FactRef) -> _Said:
        made = self.fact(ref)
        return _Said(made.the, made)

    def _parsed(self, raw: Any, kind: str) -> Any:
        form = KINDS[kind].form
        return raw if form is None or isinstance(raw, bool) else form.read(raw)

    def _amount(self, amount: Any, kind: str, names: str | None, conjunction: str) -> str:
        if isinstance(amount, bool):
            return self.words["yes" if amount else "no"]
        labels = self.labels(names)
        if KINDS[kind].family in ("set", "name"):
            members = _in_order(amount, labels or {}) if isinstance(amount, frozenset) else [amount]
            said = [self._name(member, names, labels or {}) for member in members]
            return joined(said, self.words[conjunction]) if said else self.words["nothing"]
        text = format_value(kind, amount, self.lang)
        return elide(KINDS[kind].article, text) if self.lang == "it" else text

    def _name(self, member: str, names: str | None, labels: Mapping[str, Text]) -> str:
        """The label of a name, quoted unless it is a proper noun or a day of the week."""
        text = labels[member].in_language(self.lang) if member in labels else member
        return text if names in _UNQUOTED else self.words["quoted"].format(text)

    def labels(self, names: str | None) -> Mapping[str, Text] | None:
        """Labels of the members of a name list, the regulation's own additions included."""
        if names is None:
            return None
        return labels(names, self.regulation.names.get(names, {}) if self.regulation else {})

    # --- values ------------------------------------------------------------------------------------------

    def _value_ref(self, name: str, conjunction: str) -> str:
        if self.regulation is None:
            return f"${name}"
        value = self.regulation.values[name]
        places = [each.cites for each in value.history] if value.history else [value.cites]
        cited = dict.fromkeys(place.text(self.lang) for place in places if place is not None)
        source = ", ".join([f"${name}", *cited])
        text = self.value(value, conjunction)
        return f"{text[:-1]}; {source})" if text.endswith(")") else f"{text} ({source})"

    def value(self, value: Value, conjunction: str = "and") -> str:
        """The amounts of a value, each with its dates when there are several, or that no act sets it."""
        if not value.history:
            return self._unset(value)
        amounts = [self._dated(value, n, conjunction) for n in range(len(value.history))]
        return ", ".join(amounts)

    def _dated(self, value: Value, n: int, conjunction: str) -> str:
        entry = value.history[n]
        if entry.by_reading is not None:
            said = [
                self._amount(each, value.kind, value.names, conjunction)
                for each in entry.by_reading[1].values()
            ]
            text = self.words["by_reading"].format(joined(said, self.words["or"]))
        elif entry.not_set is not None:
            text = self._unset(value)
        else:
            text = self._amount(entry.amount, value.kind, value.names, conjunction)
        if len(value.history) > 1 and entry.day_from is not None:
            return f"{text} {elide(self.words['since'], format_value('date', entry.day_from, self.lang))}"
        return text

    def _unset(self, value: Value) -> str:
        return self.words["not_set"].format(KINDS[value.kind].unset.in_language(self.lang))

    def cited(self, citation: Citation | None) -> str:
        """A citation in brackets, or behind a comma if it has brackets of its own; or nothing."""
        text = "" if citation is None else citation.text(self.lang)
        return f", {text}" if text.endswith(")") else f" ({text})" if text else ""


def _in_order(members: frozenset[str], labels: Mapping[str, Text]) -> list[str]:
    """Names in the order of their list; those that no list has follow."""
    places = {name: n for n, name in enumerate(labels)}
    return sorted(members, key=lambda member: (places.get(member, len(places)), member))


def _keys(term: Term) -> Iterator[str]:
    """What may tell the phrase of a deadline, the most special first."""
    if term.mode:
        yield term.mode
    if isinstance(term.length, Literal) and term.length.raw == 0:
        yield "same_day"
    if isinstance(term.length, FactRef):
        yield "fact"
    yield ""
