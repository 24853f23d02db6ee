"""Which keys of a file the rules of a rule set pass over: what was filled in and does not count here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.readers import contents
from adm_rules._internal.compiler.steps import names_of
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.facts.carried import BY_CODE
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.rules import MORE, ListOf, Literal, ValueRef
from adm_rules._internal.texts import Text
from adm_rules._internal.values.kinship import Kinship


@dataclass(frozen=True, slots=True)
class UnreadKey:
    """A key that no rule reads: ``key`` with the lists that lead to it, its fact, what that is, in how many records."""

    key: str
    fact: str
    label: Text
    times: int


def read_keys(program: Program) -> frozenset[str]:
    """The keys of files that some rule, tariff or order of a rule set reads, with the lists that lead to them."""
    registry, unread = program.registry, _unread_by_subject(program)
    passed = {fact.name for facts in unread.values() for fact in facts} | _OF_STEPS
    ways = {subject.name: _way(registry, subject.name) for subject in registry.subjects.values()}
    keys = {
        f"{ways[fact.per]}{fact.path}"
        for fact in registry.facts.values()
        if fact.path and fact.name not in passed
    }
    told = {registry.facts[name].path for name in _OF_STEPS}
    keys |= {f"{ways[subject]}steps.{key}" for subject in _steps_asked(program) for key in told}
    parts = [key.split(".") for key in keys]
    return frozenset(".".join(each[:n]) for each in parts for n in range(1, len(each) + 1))


def _way(registry: Registry, subject: str) -> str:
    """The keys of the lists that lead to a subject, each with a dot."""
    found = registry.subjects[subject]
    return "" if found.parent is None or found.key is None else f"{_way(registry, found.parent)}{found.key}."


def _unread_by_subject(program: Program) -> Mapping[str, list[Fact]]:
    """The facts of keys that neither rules nor the making of rows ask for, by subject."""
    read = {fact.name for fact in program.compiled.facts.values()} | BY_CODE | _OF_STEPS
    read |= structural(program.registry)
    unread: dict[str, list[Fact]] = {}
    for fact in program.registry.facts.values():
        if fact.path is not None and fact.name not in read:
            unread.setdefault(fact.per, []).append(fact)
    return unread


#: The keys of the steps of an intervention, which is told of by the steps' names.
_OF_STEPS: Final = frozenset(["milestone_step", "milestone_on", "milestone_at", "milestone_by"])


def _steps_asked(program: Program) -> Mapping[str, frozenset[str]]:
    """The names of the steps that are asked about, and those that say one of them, by subject."""
    asked: dict[str, set[str]] = {}
    for node in program.compiled.facts:
        if isinstance(node, nodes.Taken):
            near = (
                {*node.kin.narrower([node.name]), *node.kin.open_to(frozenset([node.name]))}
                if node.kin
                else ()
            )
            asked.setdefault(node.scope, set()).update([node.name, *near])
    if any(fact.per == "milestone" for fact in program.compiled.facts.values()):
        asked["intervention"] = set(program.names_of(program.registry.facts["milestone_step"]) or ())
    return {subject: frozenset(names) for subject, names in asked.items()}


def structural(registry: Registry) -> frozenset[str]:
    """The facts that make rows what they are: ids and links, what places or names one, its first and last day."""
    names: set[str | None] = set()
    by_key: dict[tuple[str, str | None], list[str]] = {}
    for fact in registry.facts.values():
        by_key.setdefault((fact.per, fact.path), []).append(fact.name)
    for subject in registry.subjects.values():
        names |= {subject.day, *(subject.span or ())}
        keys = {"id", subject.placing, subject.name_by, *(key for _, key in subject.links.values())}
        names.update(name for key in keys for name in by_key.get((subject.name, key), ()))
    return frozenset(name for name in names if name is not None)


class UnreadKeys:
    """Looks through files for keys that are filled in and not read by a rule set."""

    def __init__(self, program: Program) -> None:
        self._facts = program.registry.facts
        self._prefixes = program.regulation.prefixes
        self._unread = {
            subject: [(fact, [*self._keys_of(fact)]) for fact in facts]
            for subject, facts in _unread_by_subject(program).items()
        }
        self._asked = _steps_asked(program)
        self._others = _other_services(program)
        self._below: dict[str, list[tuple[str, str]]] = {}
        for child in program.registry.subjects.values():
            if child.parent is not None and child.key is not None:
                self._below.setdefault(child.parent, []).append((child.name, child.key))

    def of(self, files: Mapping[str, Any]) -> tuple[UnreadKey, ...]:
        """The keys of files (by root) that are filled in and that nothing of the rule set reads."""
        found = (each for root, data in files.items() for each in self._found(root, contents(data), ""))
        return tuple(
            UnreadKey(key, name, self._facts[name].label, times)
            for (key, name), times in Counter(found).items()
        )

    def _found(self, subject: str, record: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
        """The keys of a record, and of those below it, each with its fact."""
        for fact, places in self._unread.get(subject, ()):
            if any(_is_given(record, keys) for keys in places):
                yield f"{where}{fact.path}", fact.name
        yield from self._steps(subject, record, where)
        for child, key in self._below.get(subject, ()):
            for each in _items(record.get(key)):
                if child == "intervention" and contents(each).get("service") in self._others:
                    yield f"{where}{key}[]", "service"
                    continue
                yield from self._found(child, contents(each), f"{where}{key}[].")

    def _steps(self, subject: str, record: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
        """The steps that a record tells of and that nobody asks about."""
        given = record.get("steps")
        told = set() if given is None else set(names_of(given))
        if told - self._asked.get(subject, frozenset()):
            yield f"{where}steps", "step"

    def _keys_of(self, fact: Fact) -> Iterator[list[str]]:
        """The keys, from the record down, under which the value of a fact may stand."""
        yield str(fact.path).split(".")
        if fact.is_more:
            yield from ([MORE, f"{each}/{fact.name}"] for each in self._prefixes)


def _other_services(program: Program) -> frozenset[str]:
    """The services that the act does not regulate, where the rule set says which it does."""
    regulation = program.regulation
    if regulation.services is None:
        return frozenset()
    operand = regulation.services.operand
    items = operand.items if isinstance(operand, ListOf) else (operand,)
    asked = {each.raw for each in items if isinstance(each, Literal)}
    for each in items:
        if isinstance(each, ValueRef):
            asked.update(
                *(names for entry in regulation.values[each.name].history for names in entry.amounts())
            )
    kin = regulation.kinships.get("service", Kinship({}, {}))
    known = program.names_of(program.registry.facts["service"]) or {}
    return frozenset(name for name in known if all(kin.says(name, each) is False for each in asked))


def _is_given(record: Mapping[str, Any], keys: Iterable[str]) -> bool:
    first, *inner = keys
    value = record.get(first, record.get(f"{first}_"))  # a model's own name for `from` and `for`
    for key in inner:
        inside = (
            value if isinstance(value, Mapping) else contents(value) if hasattr(value, "__dict__") else {}
        )
        value = inside.get(key)
    return value is not None


def _items(listed: Any) -> Iterable[Any]:
    """The records of a list, with or without its coverage."""
    return listed if isinstance(listed, tuple | list) else () if listed is None else contents(listed)["items"]
