"""Rule sets that declare facts of their own, and files that hold values of them under ``more``.

Values of every kind, of the rule set's own list of names too; recipes with random filters over them, some asked on a
day, some with a parameter. The facts stand in the rule set itself, in a vocabulary file, or in an overlay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

from adm_rules._internal.engine import RuleSet, load, parse
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.registry import Dating, dates_of
from adm_rules._internal.rules import MORE, Fact
from adm_rules._internal.texts import Text
from tests.parity.generate import CLOCKS, Maker, lists
from tests.parity.rule_sets import OWN_NAMES, RuleMaker, trial_head
from tests.rules.small import pinned_if_read

#: Records that hold values of their own, those that rules are tried on and files are made of.
KEPT = ("case", "request", "intervention", "session", "plan", "assignment", "court_order", "agency", "staff")
#: The kinds that a file may hold, with the list of names of one.
KINDS_KEPT: tuple[tuple[str, str | None], ...] = (
    ("bool", None),
    ("enum", "role"),
    ("enum", "paper"),
    ("set", "title"),
    ("set", "paper"),
    ("set", None),
    ("id", None),
    ("count", None),
    ("number", None),
    ("minutes", None),
    ("days", None),
    ("months", None),
    ("years", None),
    ("money", None),
    ("fraction", None),
    ("time", None),
    ("date", None),
    ("event", None),
    ("event", None),
    ("instant", None),
)
_TEXT = {"it": "prova", "en": "trial"}


class DeclaringMaker(RuleMaker):
    """Makes a rule set whose facts stand in its text."""

    def fields(self, number: int) -> None:
        """So many keys of records, the first of them a name of a list of one's own."""
        for n in range(number):
            per, (kind, names) = (
                self.rng.choice(KEPT),
                self.rng.choice(KINDS_KEPT) if n else ("enum", "paper"),
            )
            name = f"kept_{n}"
            self.made.append(
                Fact(name, per, kind, Text("prova", "trial"), path=f"{MORE}.{name}", names=names)
            )

    def parts(self) -> None:
        """What is part of a day that stands in a file, and how long it is between two of one record."""
        days = [fact for fact in self.made if fact.kind in ("date", "event")]
        for n, fact in enumerate(days):
            part = self.rng.choice(("month", "year", "day_of_month"))
            self._add(f"part_{n}", fact.per, "count", {"part": {"of": fact.name, "as": part}})
            others = self.days(fact.per)
            ends = {
                "from": fact.name,
                "to": self.rng.choice(others),
                "in": self.rng.choice(("days", "months")),
            }
            self._add(f"span_{n}", fact.per, str(ends["in"]), {"between": ends})
            moved = {"of": fact.name, "days": self.rng.choice((0, 7, 30))}
            moved["as"] = self.rng.choice(
                ("due", "before", "end_of_term", "last_day_of_term", "first_of_month", "last_of_month")
            )
            self._add(f"moved_{n}", fact.per, fact.kind, {"shift": moved})

    def sums(self) -> None:
        """Amounts of one record added up, of its own and of the library's; the day of a moment, which happens too."""
        for n, fact in enumerate([fact for fact in self.made if fact.path is not None]):
            if fact.kind == "instant":
                self._add(f"day_{n}", fact.per, "event", {"part": {"of": fact.name, "as": "day"}})
            if fact.kind in ("minutes", "count", "money", "days", "months"):
                alike = [
                    each.name
                    for each in self.facts(fact.per, (fact.kind,))
                    if not (each.parameters or each.asked)
                ]
                parts = [fact.name, *(self.rng.choice(alike) for _ in range(self.rng.randrange(1, 3)))]
                self._add(f"sum_{n}", fact.per, fact.kind, {"sum": parts})

    def asked_counts(self) -> None:
        """Counts of what is in force on a day that the rule names, and with a parameter that may be left out."""
        vocabulary = registry()
        for per, element in (("case", "court_order"), ("intervention", "plan"), ("agency", "staff")):
            dates = dates_of(vocabulary, element)
            assert dates is not None
            assert dates.form is Dating.LASTING
            where = self.of_element(element, 1, per)
            body: dict[str, Any] = {"from": element, "at": "asked", "where": where}
            self._add(f"then_{element}", per, "count", {"count": body}, asked="day")
        body = {  # what is compared with a parameter that is left out is left out
            "from": "session",
            "ever": True,
            "where": {
                "all": [{"venue": {"is": {"param": "place"}}}, self.of_element("session", 0, "intervention")]
            },
        }
        self._add(
            "visits", "intervention", "count", {"count": body},
            parameters={"place": "enum:venue"}, optional=frozenset({"place"}),
        )  # fmt: skip

    def compared(self, per: str) -> Fact:
        """Mostly a fact of the rule set's own, where the subject has one."""
        own = [fact for fact in self.made if fact.per == per and fact.kind not in ("series", "instant")]
        return self.rng.choice(own) if own and self.rng.random() < 0.6 else super().compared(per)

    def _add(self, name: str, per: str, kind: str, recipe: Mapping[str, Any], **more: Any) -> None:
        self.made.append(Fact(name, per, kind, Text("prova", "trial"), recipe=recipe, **more))


def declared(facts: Sequence[Fact]) -> dict[str, Any]:
    """Facts as a rule file declares them."""
    return {fact.name: dict(_entries(fact)) for fact in facts}


def _entries(fact: Fact) -> Iterator[tuple[str, Any]]:
    yield from (("per", fact.per), ("kind", fact.kind), ("label", _TEXT))
    if fact.names is not None:
        yield "names", fact.names
    elif fact.kind == "set" and fact.recipe is None:
        yield "names", "none"
    if fact.asked:
        yield "asked", fact.asked
    if fact.parameters:
        yield "takes", {name: _parameter(name, fact) for name in fact.parameters}
    yield from [("field", MORE)] if fact.recipe is None else fact.recipe.items()


def _parameter(name: str, fact: Fact) -> dict[str, Any]:
    kind, _, names = fact.parameters[name].partition(":")
    said: dict[str, Any] = {"kind": kind, "names": names}
    return {**said, "optional": True} if name in fact.optional else said


def make_declaring(rng: Random, where: str, folder: Path, *, count: int = 8) -> RuleSet:
    """A rule set that declares facts: ``where`` is `rules`, `vocabulary` or `overlay`."""
    head = {
        **trial_head(rng),
        "names": {"paper": {each: {"it": each, "en": each} for each in OWN_NAMES["paper"]}},
    }
    maker = DeclaringMaker(rng, head["values"], head["readings"])
    maker.fields(6)
    maker.parts()
    maker.sums()
    maker.asked_counts()
    for number in range(4):
        maker.recipe(number)
    facts = declared(maker.made)
    rules = [maker.rule(number) for number in range(count)]
    trial = {**head, "id": "trial", "in_force": {"from": "2020-12-14"}}
    if where == "rules":
        return parse(json.dumps({**trial, "facts": facts, "rules": rules}, ensure_ascii=False), "trial.yaml")
    if where == "vocabulary":
        shared = {"language": 1, "id": "province", "names": trial.pop("names"), "facts": facts}
        _write(folder / "province.yaml", shared)
        _write(folder / "trial.yaml", {**trial, "vocabulary": ["./province.yaml"], "rules": rules})
        return load(str(folder / "trial.yaml"))
    first, *others = rules
    names = trial.pop("names")
    _write(folder / "trial.yaml", {**trial, "rules": [_plain(first, maker)]})
    overlay = {
        "language": 1,
        "id": "nearby",
        "extends": {"rules": "./trial.yaml"},
        **{key: head[key] for key in ("title", "version")},
        "adopted": {"act": "del. 1/2020", "body": "Assemblea", "on": "2020-12-14"},
        "names": names,
        "facts": facts,
        "rules": [{**rule, "id": f"nearby.{rule['id']}"} for rule in others],
    }
    _write(folder / "nearby.yaml", overlay)
    return load(str(folder / "nearby.yaml"))


def _plain(rule: dict[str, Any], maker: DeclaringMaker) -> dict[str, Any]:
    """A rule of the base, which knows none of the facts of the overlay."""
    made, maker.made = maker.made, []
    plain = maker.rule(0)
    maker.made = made
    return {**plain, "id": rule["id"]}


def _write(path: Path, data: Mapping[str, Any]) -> None:
    text = yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False)
    path.write_text(pinned_if_read(text, str(path)) if "extends" in data else text, encoding="utf-8")


# --- files ------------------------------------------------------------------------------------------------------------


def with_more(rng: Random, files: Mapping[str, Any], facts: Sequence[Fact], on: date) -> dict[str, Any]:
    """The files, with values of declared facts in some of their records."""
    maker = Maker(
        rng, on, 0.2, 0.1, [on.toordinal() - 10, on.toordinal(), on.toordinal() - 60, on.toordinal() - 1]
    )
    kept = [fact for fact in facts if fact.path is not None]
    return {root: _filled(maker, root, data, kept) for root, data in files.items()}


def _filled(maker: Maker, subject: str, record: Any, facts: Sequence[Fact]) -> Any:
    if not isinstance(record, dict):
        return record
    made = dict(record)
    for name, key in lists(subject):
        held = made.get(key)
        if isinstance(held, list):
            made[key] = [_filled(maker, name, each, facts) for each in held]
        elif isinstance(held, dict) and isinstance(held.get("items"), list):
            made[key] = {**held, "items": [_filled(maker, name, each, facts) for each in held["items"]]}
    own = [fact for fact in facts if fact.per == subject]
    if maker.rng.random() < 0.8:
        values = dict(_values(maker, own))
        if values or maker.rng.random() < 0.3:
            made[MORE] = values
    return made


def _values(maker: Maker, facts: Sequence[Fact]) -> Iterator[tuple[str, Any]]:
    rng = maker.rng
    for fact in facts:
        if rng.random() < maker.gap:
            continue
        prefix = "trial/" if rng.random() < 0.2 else ""
        nothing = fact.kind not in ("bool", "set") and rng.random() < maker.none
        yield f"{prefix}{fact.name}", "none" if nothing else _value(maker, fact)
    if rng.random() < 0.2:
        yield "another/kept_0", "whatever it means there"


def _value(maker: Maker, fact: Fact) -> Any:
    rng = maker.rng
    if fact.names in OWN_NAMES:
        some = sorted(rng.sample(OWN_NAMES[str(fact.names)], rng.randrange(3)))
        return some if fact.kind == "set" else rng.choice(OWN_NAMES[str(fact.names)])
    if fact.kind in ("days", "years"):
        return rng.choice((0, 1, 5, 15, 17, 18))
    return rng.choice(CLOCKS) if fact.kind == "time" else maker.plain(fact.kind, fact.name, fact.names)
