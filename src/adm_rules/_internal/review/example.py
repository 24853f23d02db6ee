"""Examples as data: a file, a judgement day, what is asked, and what is expected to come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field, replace
from adm_rules._internal.diagnostics import Position
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import read_day
from adm_rules._internal.report import Finding
from adm_rules._internal.review.asked import ABOUT, FOLLOWS, About, ExampleQuestion
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.yaml_source import Source, read

NEEDED: Final = ("id", "on", "root", "expect")
MORE: Final = ("base", "file", "change", "remove", "why", "presumed", *ROOTS)
#: What an example is about where it says nothing else.
RULE: Final = "rule"
_YES_NO: Final = ("True", "False")


@dataclass(frozen=True, slots=True)
class Example:
    """One example, with its files (by root) as plain data, and where it stands.

    ``rule`` is the id of the rule that it is about, or the name of what else, with its kind before it (``tariff adm``).
    """

    id: str
    rule: str
    on: date
    files: Mapping[str, Any]
    expect: tuple[Mapping[str, Any], ...]
    position: Position
    presumed: bool = False  # whether what the rule set presumes absent is
    written: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)  # as its file has it
    bases: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    about: str = RULE
    also: tuple[Any, ...] = ()  # further cases
    more: Mapping[str, Any] = field(default_factory=dict)  # what else it asks

    @property
    def name(self) -> str:
        """The name of the rule, tariff, voucher or order."""
        return self.rule.removeprefix(f"{self.about} ")

    @property
    def asks_whole(self) -> bool:
        """Whether it expects what a rule alone does not tell."""
        return any(FOLLOWS in each for each in self.expect)

    def of_rule_alone(self) -> Example:
        """The same, of what its rule alone tells."""
        kept = ({key: item for key, item in each.items() if key != FOLLOWS} for each in self.expect)
        return replace(self, expect=tuple(kept)) if self.asks_whole else self

    def findings(self, rules: RuleSet) -> tuple[Finding, ...]:
        """The findings of the rule that the example is about."""
        return rules.check(**self.files, on=self.on, presume=self.presumed).filter(rule=self.rule)

    def answers(self, rules: RuleSet) -> Sequence[Any]:
        """What comes of what the example is about.

        Raises:
            AdmRulesError: a file is not what its model asks for, or the question has no answer.
        """
        asked = ExampleQuestion(self.name, self.files, self.on, self.presumed, self.also, self.more)
        return ABOUT[self.about].answers(rules, asked)


def read_examples(text: str | bytes, file: str) -> tuple[Example, ...]:
    """The examples of one document; ``file`` is the name to cite it by.

    Raises:
        DiagnosticsError: with every fault of the document, each at its line.
    """
    source = read(text, file)
    source.raise_if_errors()
    faults = Faults(source)
    found = tuple(_examples(source, faults))
    if faults.found:
        raise faults.error()
    return found


def _examples(source: Source, faults: Faults) -> Iterator[Example]:
    body = faults.mapping(source.data, (), ("examples",), ("bases",))
    if body is None:
        return
    bases = faults.named(body.get("bases"), ("bases",))
    for name, base in bases.items():
        if not isinstance(base, dict):
            faults.add("wrong-shape", f"the base `{name}` must be a file", ("bases", name))
    seen: set[str] = set()
    for n, entry in enumerate(faults.items(body["examples"], ("examples",))):
        found = _ExampleReader(source, faults, bases, ("examples", n)).example(entry)
        if found is None:
            continue
        if found.id in seen:
            faults.add("duplicate-id", f"the id `{found.id}` stands twice", ("examples", n, "id"))
        seen.add(found.id)
        yield found


class _ExampleReader:
    """Reads one example."""

    def __init__(
        self, source: Source, faults: Faults, bases: Mapping[str, Any], path: tuple[str | int, ...]
    ) -> None:
        self.source = source
        self.faults = faults
        self.bases = bases
        self.path = path

    def example(self, data: Any) -> Example | None:
        """The example, or None after reporting what is wrong with it."""
        before = len(self.faults.found)
        about = self._about(data)
        kind = ABOUT[about]
        body = self.faults.mapping(data, self.path, (*NEEDED, about), (*MORE, *kind.more))
        if body is None:
            return None
        root = self.faults.choice(body["root"], ROOTS, (*self.path, "root"), "case")
        files = {root: self._file(body)}
        others = (name for name in ROOTS if name in body)
        files |= {name: deepcopy(self._base(body[name], (*self.path, name))) for name in others}
        day = read_day(body["on"], (*self.path, "on"), self.faults)
        also = tuple(
            deepcopy(self._base(name, (*self.path, "among", n)))
            for n, name in enumerate(self.faults.items(body.get("among"), (*self.path, "among")))
        )
        expect = tuple(self._expectations(body["expect"], kind))
        if day is None or len(self.faults.found) > before:
            return None
        name, rule = (self.faults.word(body[key], (*self.path, key)) for key in ("id", about))
        if "why" in body:
            self.faults.word(body["why"], (*self.path, "why"))
        presumed = self.faults.choice(
            str(body.get("presumed", False)), _YES_NO, (*self.path, "presumed"), "False"
        )
        place = self.source.at(self.path)
        asked = presumed == "True"
        more = {key: body[key] for key in kind.more if key in body and key != "among"}
        return Example(
            name, rule if about == RULE else f"{about} {rule}", date.fromordinal(day), files, expect, place, asked,
            written=body, bases=self.bases, about=about, also=also, more=more,
        )  # fmt: skip

    def _about(self, data: Any) -> str:
        """What it is about, by the key that it has."""
        named = [key for key in ABOUT if isinstance(data, dict) and key in data]
        if len(named) > 1:
            both = " and ".join(f"`{key}`" for key in named)
            self.faults.add("wrong-shape", f"an example is about one thing: this one has {both}", self.path)
        return named[0] if named else RULE

    def _file(self, body: Mapping[str, Any]) -> Any:
        if ("base" in body) == ("file" in body):
            self.faults.add("wrong-shape", "an example has either a `base` or a `file`", self.path)
            return {}
        given = self._base(body["base"], (*self.path, "base")) if "base" in body else body["file"]
        file = deepcopy(given)
        for place, value in self.faults.named(body.get("change"), (*self.path, "change")).items():
            self._edit(file, place, (*self.path, "change", place), value)
        for n, place in enumerate(self.faults.items(body.get("remove"), (*self.path, "remove"))):
            self._edit(file, str(place), (*self.path, "remove", n))
        return file

    def _base(self, name: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(name, str) and name in self.bases:
            return self.bases[name]
        self.faults.unknown("base", str(name), self.bases, path, at_key=False)
        return {}

    def _edit(self, file: Any, place: str, path: tuple[str | int, ...], *value: Any) -> None:
        """Set the thing at a place to a value, or delete it when there is none."""
        *above, last = place.split(".")
        holder = file
        try:
            for part in above:
                holder = holder[_key(holder, part)]
            if value:
                holder[_key(holder, last)] = deepcopy(value[0])
            else:
                del holder[_key(holder, last)]
        except (KeyError, IndexError, TypeError, ValueError):
            help = "give the keys from the top, with the places of list items counted from 0"
            self.faults.add("unknown-place", f"the file has no place `{place}`", path, help, at_key=True)

    def _expectations(self, data: Any, kind: About) -> Iterator[Mapping[str, Any]]:
        here = (*self.path, "expect")
        for n, item in enumerate(self.faults.items(data, here)):
            body = self.faults.mapping(item, (*here, n), (kind.needed,), tuple(kind.said))
            if body is not None:
                for key, value in body.items():
                    kind.check(key, value, (*here, n, key), self.faults)
                yield body


def _key(holder: Any, part: str) -> str | int:
    return int(part) if isinstance(holder, list) else part
