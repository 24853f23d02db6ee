"""Presumptions: checked when a rule set is compiled, and laid over a file's gaps before it is judged.

A presumption fills in what a file leaves out, and nothing else. Where the file says anything of it, in whichever form
and at whichever record, it is silent for the whole file: who records a thing once may have left it out elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, assert_never

from adm_rules._internal.compiler.filling import Fillings
from adm_rules._internal.compiler.readers import contents
from adm_rules._internal.compiler.rows import Reading
from adm_rules._internal.facts.registry import Fact, Registry, words_in
from adm_rules._internal.report import Presumed
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.rules import (
    Comparison,
    Condition,
    Elements,
    Hint,
    Leaf,
    ListOf,
    Literal,
    Operand,
    Path,
    Presumption,
    Regulation,
    Term,
)

if TYPE_CHECKING:
    from adm_rules._internal.compiler.lower import Lowering

#: What stands for nothing, for each kind of key that may be presumed absent.
_NOTHING: Final[Mapping[str, Any]] = {"bool": False, "event": "none", "date": "none", "count": 0, "set": ()}
#: Comparisons that nothing satisfies, but of an amount: a day that does not exist is on no side of another.
_KEPT_BY_NOTHING: Final = frozenset({"none_of", "is_not"})


# --- at load ----------------------------------------------------------------------------------------------------------


def check_presumptions(low: Lowering) -> None:
    """Report presumptions about what is not in files, or what a rule demands to exist, and hints that cannot be."""
    for each in low.regulation.presumes:
        before = len(low.faults.found)
        _check_absent(each, low)
        for hint in each.unless:
            _check_hint(each, hint, low)
        if len(low.faults.found) == before:
            _check_duty(each, low)


def _check_absent(each: Presumption, low: Lowering) -> None:
    registry, path = low.registry, (*each.path, "absent")
    fact, subject = registry.facts.get(each.absent), registry.subjects.get(each.absent)
    if fact is None and subject is None:
        low.faults.unknown("fact", each.absent, [*registry.facts, *_lists(registry)], path, at_key=False)
    elif subject is not None and (subject.key is None or subject.exists_in or each.names):
        help = "name a list of a file that may be empty, without `names`"
        low.faults.add("not-presumable", f"`{each.absent}` cannot be presumed empty", path, help)
    elif fact is not None and (subject is None) and not _can_be_absent(each, low):
        help = "a yes or no, an event, a day, a number or a set; of one name, say all `names` but one"
        low.faults.add("not-presumable", f"`{each.absent}` cannot be presumed absent", path, help)
    if fact is not None and subject is None:
        _check_names(each.names, each.absent, (*each.path, "names"), low)


def _check_names(names: Iterable[str], fact: str, path: Path, low: Lowering) -> None:
    listed = low.registry.facts[fact].names
    for name in sorted(names):
        low.faults.member(name, listed, low.regulation.names.get(str(listed), {}), path)


def _can_be_absent(each: Presumption, low: Lowering) -> bool:
    fact = low.registry.facts[each.absent]
    if not _is_key(each.absent, low.registry):
        return False
    if fact.kind == "enum":
        return len(_left(each, fact, low.regulation)) == 1
    return fact.kind in _NOTHING and not each.names


def _check_hint(each: Presumption, hint: Hint, low: Lowering) -> None:
    registry = low.registry
    if hint.fact not in registry.facts and hint.fact not in registry.subjects:
        low.faults.unknown("fact", hint.fact, [*registry.facts, *_lists(registry)], hint.path, at_key=False)
        return
    own = registry.subjects.get(hint.fact)
    there = own.key is not None if own is not None else _is_key(hint.fact, registry)
    if not there or _root_of(hint.fact, registry, registry.facts) != _root_of(
        each.absent, registry, registry.facts
    ):
        message = f"`{hint.fact}` is no key of the file that would hold `{each.absent}`"
        low.faults.add("not-presumable", message, hint.path, "name a key or a list of the same file")
    elif own is None:
        _check_names(hint.names, hint.fact, hint.path, low)


def _check_duty(each: Presumption, low: Lowering) -> None:
    for rule in low.regulation.rules:
        outside = each.absent not in low.registry.upwards(rule.per)
        if outside and any(_rests_on(leaf, each, low.registry) for leaf in _demands(rule.require)):
            message = f"`{rule.id}` demands what is presumed absent here"
            help = "leave it open: who does not record a duty has not met it"
            low.faults.add("presumes-the-duty", message, (*each.path, "absent"), help)
            return


def _demands(condition: Condition) -> Iterator[Leaf]:
    """The parts of a requirement, under any reading, that nothing does not satisfy."""
    for leaf, holds in condition.signed():
        if holds != _nothing_will_do(leaf):
            yield leaf
        if isinstance(leaf, Elements) and holds:
            yield from (each for child in leaf.children() for each in _demands(child))


def _nothing_will_do(leaf: Leaf) -> bool:
    match leaf:
        case Comparison(operator="exists" | "is", operand=Literal(raw=bool() as wanted)):
            return not wanted
        case Comparison(operator=operator, operand=operand):
            return operator in _KEPT_BY_NOTHING or _least(operand) == "0"
        case Elements(form=form):
            return form == "each"
        case Term():
            return False
    assert_never(leaf)


def _least(operand: Operand) -> str:
    """The least amount of a limit that is written out: its number without the unit."""
    first = operand.items[0] if isinstance(operand, ListOf) else operand
    return str(first.raw).strip().partition(" ")[0] if isinstance(first, Literal) else ""


def _rests_on(leaf: Leaf, each: Presumption, registry: Registry) -> bool:
    """Whether a part of a requirement asks for the key or for an element of the list."""
    asked = leaf.fact if isinstance(leaf, Term) else leaf
    if isinstance(asked, Elements):
        return asked.of == each.absent
    name = asked.fact.name if isinstance(asked, Comparison) else asked.name
    if each.names:
        recipes = (registry.facts[one].recipe for one in registry.made_of(name))
        return any(each.names & _asked_of(recipe, each.absent) for recipe in recipes)
    return each.absent in registry.made_of(name) | registry.goes_through(name)


def _asked_of(data: Any, fact: str) -> set[str]:
    """The words that a recipe compares a fact with."""
    if isinstance(data, Mapping):
        own = set(words_in(list(data[fact].values()))) if fact in data else set[str]()
        return own.union(*(_asked_of(part, fact) for part in data.values()))
    return (
        set[str]().union(*(_asked_of(part, fact) for part in data))
        if isinstance(data, (list, tuple))
        else set()
    )


def _lists(registry: Registry) -> Iterator[str]:
    return (name for name, subject in registry.subjects.items() if subject.key is not None)


def _is_key(name: str, registry: Registry) -> bool:
    """Whether a fact is what stands under one key of a record."""
    path = registry.facts[name].path
    return path is not None and "." not in path


def _root_of(name: str, registry: Registry, facts: Mapping[str, Fact]) -> str | None:
    """The kind of file in which a list, or the key of a fact, stands."""
    subject = name if name in registry.subjects else facts[name].per
    return next((each for each in registry.upwards(subject) if each in ROOTS), None)


def _left(each: Presumption, fact: Fact, regulation: Regulation) -> tuple[str, ...]:
    """The names that are left where some are presumed not to be met."""
    return tuple(name for name in regulation.labels(fact.names) or () if name not in each.names)


# --- over files -------------------------------------------------------------------------------------------------------


class _Place(NamedTuple):
    """Where a hint may stand: in which file, in the records at the end of which lists, under which key."""

    root: str
    lists: tuple[str, ...]
    key: str
    names: frozenset[str]

    def is_hinted(self, records: Sequence[Mapping[str, Any]]) -> bool:
        """Whether some record has the key, or one of the names under it."""
        raws = [raw for raw in [_raw(record, self.key) for record in records] if raw is not None]
        return bool(raws) and (not self.names or any(self.names & _names_in(raw) for raw in raws))


class _Filling(NamedTuple):
    """A presumption, where its hints may stand, and what it fills in; ``of_unseen`` also of what nobody has seen."""

    presumption: Presumption
    root: str | None
    hints: tuple[_Place, ...]
    owner: str
    key: str
    value: Any
    of_unseen: bool


class _Records:
    """The records of files at the end of lists; each list is gone through once."""

    def __init__(self, files: Mapping[str, Any]) -> None:
        self._files = files
        self._found: dict[tuple[str, tuple[str, ...]], list[Mapping[str, Any]]] = {}

    def get(self, root: str, lists: tuple[str, ...]) -> list[Mapping[str, Any]]:
        found = self._found.get((root, lists))
        if found is None:
            owners = self.get(root, lists[:-1]) if lists else []
            below = [contents(each) for owner in owners for each in _items(owner.get(lists[-1]))]
            found = self._found[root, lists] = below if lists else [contents(self._files.get(root))]
        return found


class Presuming:
    """The presumptions of a rule set that speak of given files, and what they fill in."""

    def __init__(self, regulation: Regulation, registry: Registry) -> None:
        self._fillings = tuple(_filling(each, regulation, registry) for each in regulation.presumes)

    @property
    def subjects(self) -> frozenset[str]:
        """The subjects of which something may be filled in."""
        return frozenset(each.owner for each in self._fillings)

    def _speaking(self, files: Mapping[str, Any]) -> Iterator[_Filling]:
        """The presumptions about files that are there and hold no hint."""
        records = _Records(files)
        for each in self._fillings:
            if files.get(str(each.root)) is not None and not any(
                hint.is_hinted(records.get(hint.root, hint.lists)) for hint in each.hints
            ):
                yield each

    def fillings(self, files: Mapping[str, Any]) -> Fillings:
        """What is filled in where records leave it out, by the subject of the records and the key."""
        found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        for each in self._speaking(files):
            seen, unseen = found.setdefault(each.owner, ({}, {}))
            seen[each.key] = each.value
            if each.of_unseen:
                unseen[each.key] = each.value
        return found

    def told(self, reading: Reading, roots: Collection[str]) -> tuple[Presumed, ...]:
        """What was presumed of the files of some roots, and of how many records."""
        if not reading.filled:
            return ()
        about = (each for each in self._fillings if each.root in roots)
        counted = ((each.presumption, reading.filled.get((each.owner, each.key), 0)) for each in about)
        return tuple(Presumed(each.absent, each.says, number) for each, number in counted if number)


def _filling(each: Presumption, regulation: Regulation, registry: Registry) -> _Filling:
    own = Hint(each.absent, each.names, each.path)
    hints = tuple(_place(hint, registry) for hint in (own, *each.unless))
    root = _root_of(each.absent, registry, registry.facts)
    return _Filling(each, root, hints, *_filled_in(each, regulation, registry))


def _filled_in(each: Presumption, regulation: Regulation, registry: Registry) -> tuple[str, str, Any, bool]:
    subject = registry.subjects.get(each.absent)
    if subject is not None:
        return str(subject.parent), str(subject.key), (), False
    fact = registry.facts[each.absent]
    if fact.kind == "enum":
        return fact.per, str(fact.path), _left(each, fact, regulation)[0], True
    return fact.per, str(fact.path), _NOTHING[fact.kind], False


def _place(hint: Hint, registry: Registry) -> _Place:
    subject = registry.subjects.get(hint.fact)
    scope = registry.facts[hint.fact].per if subject is None else str(subject.parent)
    key = str(registry.facts[hint.fact].path if subject is None else subject.key)
    lists: list[str] = []
    while scope not in ROOTS:
        lists.insert(0, str(registry.subjects[scope].key))
        scope = str(registry.subjects[scope].parent)
    return _Place(scope, tuple(lists), key, hint.names)


def _raw(record: Mapping[str, Any], key: str) -> Any:
    """What stands under a key; models write `from` as `from_`."""
    found = record.get(key)
    return record.get(f"{key}_") if found is None else found


def _items(raw: Any) -> Any:
    """The records of a list, plain or with its coverage; of a history that is written as one word, none."""
    if raw is None or raw.__class__ is str:
        return ()
    return raw if raw.__class__ in (list, tuple) else contents(raw)["items"]


def _names_in(raw: Any) -> frozenset[str]:
    return frozenset([str(raw)] if isinstance(raw, str) else map(str, _items(raw)))
