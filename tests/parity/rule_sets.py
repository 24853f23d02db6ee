"""Adversarial rule sets: small random rule files over the whole vocabulary, and random recipes with filters beside it.

What a rule set needs to load (values, readings) is taken from the Tirano rules and dated, read in two ways or left
not set here and there. Nothing they say makes sense as law.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from adm_rules._internal.compiler.compiling import compile_regulation
from adm_rules._internal.compiler.given import ANYBODY
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.registry import Dating, Fact, Registry, dates_of
from adm_rules._internal.facts.subjects import SUBJECTS
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.find import rule_text
from adm_rules._internal.loader.regulation import read_parts
from adm_rules._internal.names import NAMES
from adm_rules._internal.texts import Text
from adm_rules._internal.values.operators import OPERATORS
from adm_rules._internal.yaml_source import read
from tests.parity.generate import FAVOURITES

SUBJECTS_TRIED = (
    "case",
    "request",
    "intervention",
    "session",
    "plan",
    "voucher_term",
    "week",
    "month",
    "authorisation",
    "assignment",
    "absence",
    "report",
    "meeting",
    "derogation",
    "court_order",
    "residence",
    "agency",
    "staff",
    "agency_week",
    "agency_year",
    "staff_year",
    "agency_assignment",
    "agency_session",
    "invoice",
    "invoice_line",
    "document",
)
#: Literals by kind, around what the generated files hold.
LITERALS: dict[str, tuple[Any, ...]] = {
    "minutes": ("0 min", "60 min", "1 h 30 min", "8 h", "10 h", "20 h"),
    "count": (0, 1, 2, 3),
    "days": (0, 1, 5, 15),
    "months": (1, 3, 6, 12),
    "years": (10, 17, 18),
    "money": ("0.00", "12.50", "100.00"),
    "number": ("0", "0.2487", "1.000000"),
    "fraction": ("1/5", "1/3", "1/2", "4/5"),
    "ratio": ("1/5", "1/3", "1/2"),
    "time": ("07:30", "14:00", "20:00"),
    "date": ("2025-12-31", "2026-03-02", "2026-02-28"),
    "event": ("2025-12-31", "2026-03-02", "2026-02-28"),
}
#: Operators by how the generator writes their operand; a new one is tried as soon as it stands in the table.
ORDERS, EQUALS, PAIRS, LISTS = (
    tuple(name for name, each in OPERATORS.items() if each.operand == operand and bool(each.ends) is ordered)
    for operand, ordered in (("same", True), ("same", False), ("pair", True), ("set", False))
)
SETS = tuple(name for name in (*EQUALS, *LISTS) if "set" in OPERATORS[name].kinds)
NAMED = tuple(name for name in LISTS if "enum" in OPERATORS[name].kinds)
SAME = {"event": "date"}
PARAMETERS: dict[str, Any] = {
    "step": "assigned",
    "type": "plan_review",
    "roles": ["minor"],
    "up_to": 17,
    "service": "home_education",
    "role": "family",
    "name": "assigned",
}
#: Lists of names that only rule sets which declare facts add.
OWN_NAMES: dict[str, tuple[str, ...]] = {"paper": ("deed", "letter", "photo")}
#: Facts that need values which only other rule sets give, or a parameter from another list.
LEFT_OUT = frozenset({"voucher_due", "hourly_voucher", "voucher_hour", "inspection_dates"})


@dataclass
class RuleMaker:
    """Makes one rule set. ``made`` are facts with random recipes, beside those of the catalogue.

    ``beside`` are an element and the subject that asks, while something is asked of elements.
    """

    rng: Random
    values: dict[str, Any]
    readings: dict[str, Any]
    made: list[Fact] = field(default_factory=list)
    beside: tuple[str, str] | None = None

    def facts(self, per: str, kinds: Sequence[str] = (), *, asked: bool = False) -> list[Fact]:
        """Facts in sight of a subject; random ones of their own subject only; those asked at a time where told."""
        seen = _visible(per) if self.beside is None else _plainly_visible(per, *self.beside)
        found = [fact for fact in seen if not kinds or SAME.get(fact.kind, fact.kind) in kinds]
        found = [fact for fact in found if asked or not fact.asked]
        return found + [
            fact
            for fact in self.made
            if fact.per == per
            and (asked or not fact.asked)
            and (self.beside is None or _is_plain(fact, *self.beside))
            and (not kinds or SAME.get(fact.kind, fact.kind) in kinds)
        ]

    # --- conditions ---------------------------------------------------------------------------------------------------

    def condition(
        self, per: str, depth: int, *, asker: str | None = None, terms: bool = False, readings: bool = True
    ) -> dict[str, Any]:
        roll = self.rng.random()
        if depth and roll < 0.35:
            parts = [
                self.condition(per, depth - 1, asker=asker, terms=terms, readings=readings)
                for _ in range(self.rng.randint(1, 3))
            ]
            return {self.rng.choice(("all", "any")): parts}
        if depth and roll < 0.45:
            return {"not": self.condition(per, depth - 1, asker=asker, readings=readings)}
        if depth and readings and roll < 0.55:
            name = self.rng.choice(sorted(self.readings))
            options = {
                option: self.condition(per, depth - 1, asker=asker, terms=terms)
                for option, text in self.readings[name]["options"].items()
                if text.get("evaluate", True)
            }
            return {"by_reading": {name: options}}
        if terms and roll > 0.75:
            return self.term(per)
        if asker is None and roll > 0.6:
            return self.elements(per, terms=terms)
        return self.comparison(per, asker)

    def comparison(self, per: str, asker: str | None = None) -> dict[str, Any]:
        fact = self.compared(per)
        clauses = {}
        for _ in range(1 if self.rng.random() < 0.9 else 2):
            operator, operand = self.clause(fact, per, asker)
            clauses[operator] = operand
        return {fact.name: {**self.arguments(fact, per), **self.asked(fact, per), **clauses}}

    def compared(self, per: str) -> Fact:
        """A fact that can be compared."""
        found = self.facts(per, asked=True)
        return self.rng.choice([f for f in found if f.kind not in ("series", "instant")])

    def asked(self, fact: Fact, per: str) -> dict[str, Any]:
        """When a fact is asked."""
        if not fact.asked or (fact.settled and self.rng.random() < 0.3):
            return {}
        if fact.asked == "day":
            return {"at": self.rng.choice(self.days(per))}
        return self.when(per, Dating.LASTING)

    def days(self, per: str) -> list[str]:
        return [f.name for f in self.facts(per, ("date", "event")) if not f.parameters]

    def arguments(self, fact: Fact, per: str) -> dict[str, Any]:
        wanted = [n for n in fact.parameters if n not in fact.optional or self.rng.random() < 0.5]
        if not wanted:
            return {}
        return {"with": {name: self.argument(name, fact, per) for name in wanted}}

    def argument(self, name: str, fact: Fact, per: str) -> Any:
        if name == "of":
            return self.rng.choice(_keeping(per) if self.beside is None else _keeping(per)[:1])
        kind, _, names = fact.parameters[name].partition(":")
        return PARAMETERS.get(name, self.literal(kind, names or fact.names))

    def clause(self, fact: Fact, per: str, asker: str | None) -> tuple[str, Any]:
        rng = self.rng
        if rng.random() < 0.12:
            there = rng.random() < 0.5
            if self._begins(fact):  # what counts has happened: nothing else may be asked for
                return "at_most" if there else "at_least", "2026-03-02"
            return "exists", there
        if fact.kind in LITERALS:
            if rng.random() < 0.15:
                ends = [self.operand(fact, per, asker), self.operand(fact, per, asker)]
                # Two limits that are told in the rule set are in order: here, the same.
                told = not any(isinstance(each, dict) for each in ends)
                return rng.choice(self.fitting(PAIRS, fact)), [ends[0], ends[0]] if told else ends
            orders = ORDERS if fact.kind == "event" or rng.random() < 0.8 else EQUALS
            return rng.choice(self.fitting(orders, fact)), self.operand(fact, per, asker)
        if fact.kind == "bool":
            return rng.choice(self.fitting(EQUALS, fact)), rng.random() < 0.5
        if fact.kind == "set":
            return rng.choice(SETS), self.set_operand(fact, per, asker)
        if rng.random() < 0.5:
            return rng.choice(self.fitting(EQUALS, fact)), self.operand(fact, per, asker)
        return rng.choice(NAMED), self.set_operand(fact, per, asker)

    @staticmethod
    def fitting(names: Sequence[str], fact: Fact) -> list[str]:
        """The operators that compare a fact."""
        return [name for name in names if fact.kind in OPERATORS[name].kinds]

    def _begins(self, fact: Fact) -> bool:
        """Whether the elements that are gone through have happened on this day."""
        dates = None if self.beside is None else dates_of(registry(), self.beside[0])
        return dates is not None and dates.first == fact.name

    def operand(self, fact: Fact, per: str, asker: str | None) -> Any:
        rng, kind = self.rng, SAME.get(fact.kind, fact.kind)
        roll = rng.random()
        values = [name for name, value in self.values.items() if value["kind"] == kind]
        if roll < 0.3 and values and kind not in ("enum", "id"):
            return f"${rng.choice(values)}"
        place = asker if asker is not None and rng.random() < 0.4 else per
        others = [f for f in self.facts(place, (kind,)) if not f.parameters]
        if roll < 0.65 and others:
            return {"fact": rng.choice(others).name}
        return self.literal(fact.kind, fact.names)

    def set_operand(self, fact: Fact, per: str, asker: str | None) -> Any:
        rng = self.rng
        values = [
            n
            for n, v in self.values.items()
            if v["kind"] == "set" and fact.names is not None and v.get("of") == fact.names
        ]
        sets = [f for f in self.facts(per, ("set",)) if f.names == fact.names and not f.parameters]
        roll = rng.random()
        if roll < 0.4 and values:
            return f"${rng.choice(values)}"
        if roll < 0.6 and sets:
            return {"fact": rng.choice(sets).name}
        listed = [self.literal("enum", fact.names) for _ in range(rng.randint(1, 3))]
        if sets and rng.random() < 0.3:
            return [*dict.fromkeys(listed), {"fact": rng.choice(sets).name}]
        return list(dict.fromkeys(listed))

    def literal(self, kind: str, names: str | None) -> Any:
        if kind in ("enum", "set", "id"):
            if names is None:
                return self.rng.choice(("s1", "i1", "ag1", "h1"))
            if names in FAVOURITES and self.rng.random() < 0.8:
                return self.rng.choice(FAVOURITES[names])
            return self.rng.choice(OWN_NAMES.get(names) or list(NAMES[names]))
        if kind == "bool":
            return self.rng.random() < 0.5
        return self.rng.choice(LITERALS[kind])

    # --- elements ---------------------------------------------------------------------------------------------------

    def elements(self, per: str, *, terms: bool) -> dict[str, Any]:
        """That there is an element, that something holds of each, or that one is in force on each day."""
        rng = self.rng
        known = [name for name in SUBJECTS_TRIED if _reaches(per, name)]
        if not known:
            return self.comparison(per)
        element, roll = rng.choice(known), rng.random()
        where = self.of_element(element, 1, per)
        body: dict[str, Any] = {"where": where} if rng.random() < 0.7 else {}
        dates = dates_of(registry(), element)
        if roll < 0.4 and dates is not None and dates.form is Dating.LASTING:
            return {"throughout": {"some": element, **body, **self.stretch(per)}}
        if roll < 0.6:
            holds = self.of_element(element, 1, per)
            return {"throughout": {"each": element, "holds": holds, **body}}
        if dates is None or registry().subjects[per].gathers == element:
            return {"some": {"of": element, **body}}
        time = self.in_time(per) if terms and rng.random() < 0.3 else self.when(per, dates.form)
        return {"some": {"of": element, **body, **time}}

    def of_element(self, element: str, depth: int, asker: str) -> dict[str, Any]:
        """What holds of an element, by facts of which it is plain whose they are."""
        self.beside, before = (element, asker), self.beside
        made = self.condition(element, depth, asker=asker, readings=False)
        self.beside = before
        return made

    def a_day(self, per: str) -> str:
        """A day in sight."""
        return self.rng.choice(
            [f.name for f in self.facts(per, ("date",)) if not f.parameters and not f.asked]
        )

    def stretch(self, per: str) -> dict[str, Any]:
        """From when to when something must last."""
        made: dict[str, Any] = {"days": {"from": self.a_day(per), "to": self.a_day(per)}}
        if self.rng.random() < 0.3:
            del made["days"]["to"]
        if self.rng.random() < 0.4:
            made["grace"] = {"days": self.rng.choice((0, 3, 40))}
        return made

    def in_time(self, per: str) -> dict[str, Any]:
        """By when the first must be there."""
        ways = {"by": {"fact": self.a_day(per)}}, {"within": {"days": 15, "after": self.a_day(per)}}
        return self.rng.choice(ways)

    # --- deadlines ----------------------------------------------------------------------------------------------------

    def term(self, per: str) -> dict[str, Any]:
        rng = self.rng
        events = [f for f in self.facts(per) if f.kind == "event" and not f.parameters]
        days = [f for f in self.facts(per) if f.kind in ("event", "date") and not f.parameters]
        series = [f for f in self.facts(per) if f.kind == "series" and not f.parameters]
        if series and rng.random() < 0.5:
            rhythm: dict[str, Any] = {
                "months": rng.choice((1, 3, 6)),
                "from": rng.choice(days).name,
                "until": rng.choice(days).name,
            }
            if rng.random() < 0.6:
                rhythm["mode"] = rng.choice(("grid", "calendar"))
            elif rng.random() < 0.3:
                rhythm[rng.choice(("days", "working_days"))] = rhythm.pop("months") * 10
            other = {**rhythm, "from": rng.choice(days).name}
            return {rng.choice(series).name: {"every": self.replaced(per, rhythm, other)}}
        if not events:
            return self.comparison(per)
        unit = rng.choice(("days", "working_days", "months"))
        length = rng.choice((1, 3, 6)) if unit == "months" else rng.choice((0, 1, 5, 15))
        roll = rng.random()
        body: dict[str, Any] = {unit: length, "after": rng.choice(days).name}
        operator = "within"
        if roll < 0.15:
            operator, body = "by", {"fact": rng.choice(days).name}
        elif roll < 0.3:
            operator, body = "by", {unit: length, "before": rng.choice(days).name}
        elif roll < 0.45 and registry().subjects[per].span is not None:
            operator, body = (
                "by",
                {
                    "day": rng.choice(("$yearly_due", "$year_end", "02-28")),
                    "of": rng.choice(("this_year", "following_year")),
                },
            )
        if "after" in body and _beside(rng).random() < 0.3:
            body["suspended"] = "none"
        if rng.random() < 0.4:
            body["rollover"] = "none" if "before" not in body else rng.choice(("none", "previous"))
        other = (
            {"by": {"fact": rng.choice(days).name}}
            if roll < 0.5
            else {unit: 3, "after": rng.choice(days).name}
        )
        return {rng.choice(events).name: {operator: self.replaced(per, body, other)}}

    def replaced(self, per: str, ordinary: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
        """A term that another one may take the place of, sometimes two."""
        if self.rng.random() < 0.7:
            return ordinary
        title = {"it": "altro termine", "en": "another term"}
        whens = {repr(when): when for when in (self.comparison(per) for _ in range(self.rng.randint(1, 2)))}
        return {**ordinary, "instead": [{"title": title, "when": when, **other} for when in whens.values()]}

    # --- recipes ------------------------------------------------------------------------------------------------------

    def recipe(self, number: int) -> None:
        """One more fact: a list gone through with a random filter."""
        rng, vocabulary = self.rng, registry()
        per = rng.choice(SUBJECTS_TRIED)
        element = rng.choice(
            [name for name in SUBJECTS_TRIED if _reaches(per, name) and name not in vocabulary.facts]
            or ["intervention"]
        )
        if not _reaches(per, element):
            return
        where = self.of_element(element, 2, per)
        body: dict[str, Any] = {"from": element, "where": where}
        dates = dates_of(vocabulary, element)
        if dates is not None and vocabulary.subjects[per].gathers != element:
            day = self.another_day(element, where)
            body |= (
                self.when(per, Dating.MOMENTARY) | {"dated_by": day} if day else self.when(per, dates.form)
            )
        make: Callable[..., Fact | None] = rng.choice(
            (self._count, self._total, self._share, self._pick, self._collect)
        )
        fact = make(f"made_{number}", per, element, body)
        if fact is not None:
            self.made.append(fact)

    def another_day(self, element: str, where: dict[str, Any]) -> str:
        """Sometimes a day of the elements to look by, in place of their own; none that is asked for besides."""
        apart = _beside(self.rng)
        days = [
            fact.name
            for fact in self.facts(element, ("date", "event"))
            if fact.per == element
            and not fact.parameters
            and not fact.asked
            and f"'{fact.name}'" not in str(where)
        ]
        return apart.choice(days) if days and apart.random() < 0.15 else ""

    def when(self, per: str, form: Dating) -> dict[str, Any]:
        """When a recipe looks at elements that have dates."""
        rng = self.rng
        days = self.days(per)
        spans = [name for name in registry().seen_from(per) if registry().subjects[name].span]
        roll = rng.random()
        if roll < 0.3 and form is not Dating.MOMENTARY:
            return {"at": rng.choice(days)}
        if roll < 0.55 and spans:
            return {"during": "span" if spans[0] == per else rng.choice(spans)}
        if roll < 0.8:
            ends = {end: rng.choice(days) for end in ("from", "to") if rng.random() < 0.7}
            return {"during": ends or {"to": rng.choice(days)}}
        return {"ever": True}

    def _of(self, element: str, kinds: Sequence[str]) -> Fact | None:
        found = [f for f in self.facts(element) if f.per == element and f.kind in kinds and not f.parameters]
        return self.rng.choice(found) if found else None

    def _count(self, name: str, per: str, element: str, body: dict[str, Any]) -> Fact:
        key = self._of(element, ("enum", "id"))
        if key is not None and self.rng.random() < 0.3:
            body["distinct"] = key.name
        return _fact(name, per, "count", "count", body)

    def _total(self, name: str, per: str, element: str, body: dict[str, Any]) -> Fact | None:
        part = self._of(element, ("minutes", "count"))
        dates = dates_of(registry(), element)
        lasting = dates is not None and dates.form is Dating.LASTING and "dated_by" not in body
        follow = lasting and bool({"during", "ever"} & set(body))
        said: dict[str, Any] = {"adds_up": {"it": "prova", "en": "trial"}} if follow else {}
        if part and (part.recipe or {}).get("between", {}).get("in") == "minutes":
            said["merge"] = self.of_element(element, 1, per)
        return _fact(name, per, part.kind, "total", {**body, **said, "of": part.name}) if part else None

    def _share(self, name: str, per: str, element: str, body: dict[str, Any]) -> Fact:
        key, weight = self._of(element, ("enum", "id")), self._of(element, ("minutes",))
        if self.rng.random() < 0.5:
            body["among"] = self.of_element(element, 1, per)
        if key is not None and self.rng.random() < 0.25:
            body["distinct"] = key.name
        elif weight is not None and self.rng.random() < 0.5:
            body["of"] = weight.name
        return _fact(name, per, "fraction", "share", body)

    def _pick(self, name: str, per: str, element: str, body: dict[str, Any]) -> Fact | None:
        order, value = (
            self._of(element, ("date", "event", "count")),
            self._of(element, ("enum", "date", "event", "minutes", "count", "bool")),
        )
        if order is None or value is None:
            return None
        body |= {"of": value.name, "by": order.name, "take": self.rng.choice(("first", "last"))}
        return _fact(name, per, value.kind, "pick", body, value.names)

    def _collect(self, name: str, per: str, element: str, body: dict[str, Any]) -> Fact | None:
        value = self._of(element, ("enum", "set", "event"))
        if value is None:
            return None
        kind = "series" if value.kind == "event" else "set"
        return _fact(name, per, kind, "collect", {**body, "of": value.name}, value.names)

    # --- rules --------------------------------------------------------------------------------------------------------

    def rule(self, number: int) -> dict[str, Any]:
        rng = self.rng
        per = rng.choice(SUBJECTS_TRIED)
        if rng.random() < 0.5 and self.made:
            per = rng.choice(self.made).per
        made: dict[str, Any] = {
            "id": f"test.rule-{number}",
            "title": _TEXT,
            "norms": ["TST-01-01"],
            "cites": {"article": "1"},
            "per": per,
            "require": self.condition(per, 2, terms=True),
            "otherwise": {"severity": "error", "message": _TEXT},
        }
        if number % 4 == 3:
            made["otherwise"] |= {"severity": "warning", "asks_judgement": True}
        if rng.random() < 0.6:
            made["when"] = self.condition(per, 2)
        if rng.random() < 0.15:
            made["awaits"] = rng.choice([f.name for f in self.facts(per, ("date",)) if not f.parameters])
        if rng.random() < 0.2:
            made["dated_by"] = rng.choice([f.name for f in self.facts(per, ("date",)) if not f.parameters])
        if rng.random() < 0.4 and _reaches(per, "derogation") and per != "derogation":
            made["derogations"] = [self.derogation(per, n) for n in range(rng.randint(1, 2))]
        return made

    def derogation(self, per: str, number: int) -> dict[str, Any]:
        made: dict[str, Any] = {"id": f"way-{number}"}
        where = "derogation" if self.rng.random() < 0.8 else per
        asker = per if where == "derogation" else None
        if asker:
            made["record"] = {"derogation_scope": {"includes": [self.literal("enum", "derogation_scope")]}}
        if self.rng.random() < 0.7:
            made["when"] = self.condition(where, 1, asker=asker)
        made["require"] = self.condition(where, 1, asker=asker)
        return made


_TEXT = {"it": "Prova.", "en": "Trial."}


def _fact(
    name: str, per: str, kind: str, recipe: str, body: dict[str, Any], names: str | None = None
) -> Fact:
    return Fact(name, per, kind, Text("prova", "trial"), recipe={recipe: body}, names=names)


@cache
def _visible(per: str) -> tuple[Fact, ...]:
    vocabulary = registry()
    return tuple(vocabulary.facts[name] for name in vocabulary.visible_from(per) if name not in LEFT_OUT)


@cache
def _plainly_visible(per: str, element: str, asker: str) -> tuple[Fact, ...]:
    """Without the facts that an element sees by a link, and the subject that asks sees as well."""
    return tuple(fact for fact in _visible(per) if _is_plain(fact, element, asker))


def _is_plain(fact: Fact, element: str, asker: str) -> bool:
    """Whether an element and the subject that asks see no two different ones of a fact."""
    paths, located = registry().path_to, fact.per == ANYBODY and fact.recipe is not None
    owner = _keeping(element)[0] if located else fact.per
    return paths(asker, owner) is None or all(step == "up" for step in paths(element, owner) or ())


@cache
def _keeping(per: str) -> list[str]:
    """What a subject sees that files have records of, nearest first."""
    vocabulary = registry()
    return [name for name in vocabulary.seen_from(per) if vocabulary.subjects[name].is_kept]


@cache
def _reaches(per: str, element: str) -> bool:
    vocabulary = registry()
    return per != element and any(
        owner != "file" and vocabulary.chain(owner, element) for owner in vocabulary.seen_from(per)
    )


@cache
def _tirano() -> str:
    text, file = rule_text("tirano")
    return json.dumps(read(text, file).data, default=str)


def _twist(rng: Random, values: dict[str, Any], readings: dict[str, Any]) -> None:
    """Some values change with the day, with a reading, or are not set."""
    for name, value in values.items():
        roll = rng.random()
        history = value.get("history")
        if history is None or value["kind"] not in LITERALS or roll > 0.3:
            continue
        other = rng.choice(LITERALS[value["kind"]])
        if roll < 0.12:
            history.append(
                {
                    "from": rng.choice(("2025-11-01", "2026-01-01", "2026-03-02")),
                    "is": other,
                    "cites": {"article": "1"},
                }
            )
        elif roll < 0.2:
            reading = rng.choice(sorted(readings))
            amounts = {option: rng.choice(LITERALS[value["kind"]]) for option in readings[reading]["options"]}
            value["history"] = [
                {"from": history[0]["from"], "by_reading": {reading: amounts}, "cites": {"article": "1"}}
            ]
        elif roll < 0.24:
            del value["history"]
            value["not_set"] = {"by": _TEXT, "asks": _TEXT}
        assert name


def trial_head(rng: Random) -> dict[str, Any]:
    """The head of a rule file: values and readings of Tirano, some of them changed."""
    data = json.loads(_tirano())
    _twist(rng, data["values"], data["readings"])
    return {
        key: data[key] for key in ("language", "title", "version", "act", "conventions", "values", "readings")
    }


def _beside(rng: Random) -> Random:
    """Random numbers beside those of a generator, which goes on as if none had been drawn."""
    return Random(repr(rng.getstate()[1][-3:]))


def make_rules(rng: Random, *, count: int = 12, recipes: int = 8) -> tuple[RuleSet, Registry]:
    """A rule set of random rules, and the vocabulary with random recipes that it is written in."""
    head = trial_head(rng)
    maker = RuleMaker(rng, head["values"], head["readings"])
    for number in range(recipes):
        maker.recipe(number)
    if rng.random() < 0.2:
        head["conventions"] = {"rollover": "none", "patron_days": ["03-03"]}
    if _beside(rng).random() < 0.4:
        first, last = _beside(rng).choice((("02-10", "03-01"), ("12-24", "01-06"), ("04-01", "04-01")))
        head["conventions"] = {**head["conventions"], "suspended": {"from": first, "to": last}}
    if rng.random() < 0.5:
        patrons = {"tirano": rng.choice(("10-21", "10-22")), "teglio": "10-22", "015146": "12-07"}
        head["conventions"] = {**head["conventions"], "service_holidays": patrons}
    force = (
        {"from": "2020-12-14"}
        if rng.random() < 0.8
        else {"from": "2020-12-14", "until": rng.choice(("2025-12-31", "2026-03-02"))}
    )
    rules = [maker.rule(number) for number in range(count)]
    text = json.dumps({**head, "id": "trial", "in_force": force, "rules": rules}, ensure_ascii=False)
    vocabulary = Registry(SUBJECTS, [*registry().facts.values(), *maker.made])
    source = read(text, "trial.yaml")
    faults = Faults(source)
    regulation = read_parts(source, faults)
    assert regulation is not None
    program = compile_regulation(regulation, vocabulary, faults)
    if program is None:
        raise faults.error()
    return RuleSet(program), vocabulary
