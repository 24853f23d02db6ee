"""The vocabulary's own shapes: what a fact and a subject are, and the one registry that holds them.

A *fact* is a typed, named, bilingual value of a *subject*. Rules see only fact names. A fact is either
read from the file (``path``) or made by a *recipe*, which is data, never code (the closed list is
`facts.recipes`); its shape is `rules.Fact`, since a rule set may declare some. The
catalogue lives in the sibling modules, one per topic; `facts` joins them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.kept import Kept
from adm_rules._internal.rules import Fact
from adm_rules._internal.texts import Text

__all__ = ["Fact", "Registry", "Subject", "Text"]


#: The list that steps are named in.
STEPS: Final = "step"
#: The subject of the records by which a derogation is granted.
RECORDS: Final = "derogation"


class PeriodGrouping(NamedTuple):
    """How elements are grouped by ``week`` or ``month``: the facts that are their day and their status.

    One whose status is ``left_out`` does not count: a period that has no other is none. ``owners`` is the fact of the
    ids of those whose elements it has: a record that names one of them is about the period as well.
    """

    period: str
    day: str
    status: str
    left_out: str
    owners: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule can be ``per``: a node of the closed tree of subjects.

    ``parent`` owns it (None for the pseudo-root ``file``); ``key`` is the list of the parent's file that holds it (None
    when the subject is derived, as weeks and years are); ``placing`` is the key that puts an element in time, if the
    list is a dated one; ``span`` names the facts of its first and last day (both belong to it); ``day`` names the fact
    that picks the dated values in force (the judgement day when None); ``links`` maps the name of each link to the
    subject that it leads to and the key of the file that holds its id (``{"substitute": ("staff", "substitute")}``);
    ``name_by`` is the key that identifies one element in a finding; ``bare`` is the key that a scalar stands for where
    a history is expected; ``about`` are, of records that may be about one element alone, the fact that names it and the
    fact that is its id; ``exists_in`` is ``always`` for a state that everybody is in at all times,
    ``said`` for one that only its own list denies; ``kept`` tells of what happens on a day that it is had from then
    on, as a title is; ``acts`` of a record that something was done, as a signature is: where its day is left out nobody
    knows the day, and no ``complete_until`` says that it was not done;
    ``successive`` of what ends where the next one of the same list begins, as versions do;
    ``happens`` is the event that makes an element what it is, as being handed in makes a report: until it has happened
    no rule is about the element, nor about what stands below it; without one it begins with the plain day that it
    starts on (see `facts.dates.begins`), unless it is arranged ``ahead``, and judged as soon as a file has it;
    ``reaches`` is, of what happens on a day and may last past midnight, the fact of its last day;
    ``lapses`` are a key and its word that say nothing any more once the day has passed: whether what was planned took
    place is not known.

    Derived subjects: ``gathers`` names the elements that a period groups (a week its sessions), ``grouped`` how;
    ``covers`` is ``weeks`` or ``years`` where there is one for each in the coverage that its owner declares; ``each``
    is the subject of which its owner's owner has one element for each of its own.
    """

    name: str
    label: Text
    parent: str | None = None
    key: str | None = None
    placing: str | None = None
    span: tuple[str, str] | None = None
    day: str | None = None
    links: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    name_by: str | None = None
    gathers: str | None = None
    grouped: PeriodGrouping | None = None
    covers: str | None = None
    each: str | None = None
    bare: str | None = None
    about: tuple[str, str] | None = None
    exists_in: str = ""
    kept: bool = False
    acts: bool = False
    successive: bool = False
    happens: str | None = None
    ahead: bool = False
    reaches: str | None = None
    lapses: tuple[str, str] | None = None

    @property
    def monday(self) -> str | None:
        """The fact of its Monday, of what is a week."""
        return self.day if self.day is not None and self.day.endswith("_monday") else None

    @property
    def is_kept(self) -> bool:
        """Whether files have records of it."""
        return self.parent == "file" or self.key is not None


class Registry(Kept):
    """All subjects and facts by name. Immutable once built.

    With ``base``, the facts are further ones beside those of another registry, which never rest on them.
    """

    def __init__(
        self, subjects: Iterable[Subject], facts: Iterable[Fact], base: Registry | None = None
    ) -> None:
        self.subjects: Mapping[str, Subject] = _by_name(subjects)
        self._base = base
        known = () if base is None else base.facts.values()
        self.facts: Mapping[str, Fact] = _by_name((*known, *facts))
        self._seen: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._made_of: dict[str, frozenset[str]] = {}
        self._inside: dict[str, frozenset[str]] = {}
        self._through: dict[str, frozenset[str]] = {}

    def upwards(self, subject: str | None) -> Iterator[str]:
        """A subject and its owners, the nearest first."""
        while subject is not None:
            yield subject
            subject = self.subjects[subject].parent

    def seen_from(self, subject: str) -> Mapping[str, tuple[str, ...]]:
        """Every subject in sight, nearest first, with the to-one steps (``up`` or a link) that lead there."""
        found = self._seen.get(subject)
        if found is None:
            found = self._seen[subject] = MappingProxyType(self._look_around(subject))
        return found

    def _look_around(self, subject: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {subject: ()}
        queue = [subject]
        for here in queue:
            node = self.subjects[here]
            near = [(node.parent, "up")] if node.parent else []
            near += [(target, link) for link, (target, _) in node.links.items()]
            for name, step in near:
                if name not in found:
                    found[name] = (*found[here], step)
                    queue.append(name)
        return found

    def path_to(self, subject: str, owner: str) -> tuple[str, ...] | None:
        """The to-one steps from ``subject`` to ``owner``, or None if it is not in sight."""
        return self.seen_from(subject).get(owner)

    def chain(self, owner: str, element: str) -> tuple[str, ...] | None:
        """The subjects of the lists that lead from an owner down to an element, or None if it holds no such element."""
        if self.subjects[owner].gathers == element:
            return (element,)
        names: list[str] = []
        here: str | None = element
        while here is not None and here != owner:
            names.append(here)
            here = self.subjects[here].parent
        return tuple(reversed(names)) if here == owner and names else None

    def gathered(self, scope: str) -> tuple[str, ...]:
        """The lists from the owner of a derived subject down to the elements that it groups."""
        subject = self.subjects[scope]
        return self.chain(str(subject.parent), str(subject.gathers)) or ()

    def visible_from(self, subject: str) -> tuple[str, ...]:
        """Names of every fact a rule ``per`` this subject may use, sorted."""
        return tuple(sorted(n for n, f in self.facts.items() if self.path_to(subject, f.per) is not None))

    # --- what recipes are made of -----------------------------------------------------------------------------------

    def made_of(self, name: str) -> frozenset[str]:
        """The facts that a fact rests on, directly or through others, itself among them; none if there is no such."""
        found = self._made_of.get(name)
        if found is None and name in self.facts:
            found = self._made_of[name] = frozenset(self._below(name))
        return found or frozenset()

    def _below(self, name: str) -> set[str]:
        seen = {name}
        queue = [name]
        for here in queue:
            known = self.facts if self._base is None or here not in self._base.facts else self._base.facts
            for word in words_in(self.facts[here].recipe, self.subjects):
                if word in known and word not in seen:
                    seen.add(word)
                    queue.append(word)
        return seen

    def values_inside(self, name: str) -> frozenset[str]:
        """Names of the values that the recipe of a fact names, itself or through other facts."""
        found = self._inside.get(name)
        if found is None and name in self.facts:
            words = (word for recipe in self._recipes_of(name) for word in words_in(recipe))
            found = self._inside[name] = frozenset(word[1:] for word in words if word.startswith("$"))
        return found or frozenset()

    def goes_through(self, name: str) -> frozenset[str]:
        """The subjects whose elements the recipe of a fact goes through, itself or through other facts."""
        found = self._through.get(name)
        if found is None:
            sources = (word for recipe in self._recipes_of(name) for word in _sources(recipe))
            found = self._through[name] = frozenset(sources)
        return found

    def _recipes_of(self, name: str) -> Iterator[Any]:
        return (self.facts[each].recipe for each in self.made_of(name))

    @cached_property
    def owned(self) -> Mapping[str, Mapping[str, str]]:
        """The facts that tell a key's event of one owner, by the fact of the key and by owner."""
        found: dict[str, dict[str, str]] = {}
        for fact in self.facts.values():
            for name in (fact.recipe or {}).get("owned", {}).values():
                found.setdefault(name, {})[fact.per] = fact.name
        return found

    def names_of_parameter(self, fact: str, parameter: str) -> str | None:
        """The list that the names for a parameter come from: that of what the recipe compares with it."""
        _, _, named = self.facts[fact].parameters.get(parameter, "").partition(":")
        return named or next(_compared(self.facts, self.facts[fact].recipe, {"param": parameter}), None)

    def uses_recipe(self, name: str, recipe: str) -> bool:
        """Whether a recipe makes a fact, itself or one that it rests on."""
        return any(recipe in (found or ()) for found in self._recipes_of(name))


def _compared(facts: Mapping[str, Fact], data: Any, parameter: Mapping[str, str]) -> Iterator[str]:
    """The lists of names of the facts that a part of a recipe compares with a parameter."""
    if isinstance(data, Mapping):
        step = data.get("step")
        if isinstance(step, Mapping) and step.get("name") == parameter:
            yield STEPS
        for key, body in data.items():
            limits = body.values() if isinstance(body, Mapping) and key in facts else ()
            if any(parameter in (limit if isinstance(limit, (list, tuple)) else [limit]) for limit in limits):
                yield from [name for name in [facts[key].names] if name]
            yield from _compared(facts, body, parameter)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _compared(facts, item, parameter)


def _sources(data: Any) -> Iterator[str]:
    """The subjects that a part of a recipe goes through."""
    if isinstance(data, Mapping):
        source = data.get("from")
        yield from [source] if isinstance(source, str) else []
        yield from _sources(list(data.values()))
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _sources(item)


def words_in(data: Any, subjects: Collection[str] = ()) -> Iterator[str]:
    """Every key and every text of a recipe: the names of facts, subjects and values are among them.

    Of a name that a subject has too, a recipe that goes through elements means the subject. A fact that a link leads to
    stands behind a dot.
    """
    if isinstance(data, str):
        yield from dict.fromkeys((data, data.rpartition(".")[2]))
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield key
            if not (key == "from" and isinstance(item, str) and item in subjects):
                yield from words_in(item, subjects)
    else:
        for item in data if isinstance(data, (list, tuple)) else ():
            yield from words_in(item, subjects)


def _by_name(items: Iterable[Any]) -> Mapping[str, Any]:
    table: dict[str, Any] = {}
    for item in items:
        if item.name in table:
            raise ValueError(f"`{item.name}` is defined twice")
        table[item.name] = item
    return MappingProxyType(table)


# --- dates of subjects ------------------------------------------------------------------------------------------------


class Dating(Enum):
    """How the elements of a subject lie in time."""

    LASTING = "lasting"  # from a first day to a last one
    MOMENTARY = "momentary"  # on one day
    KEPT = "kept"  # from the day on which it is won


class Dates(NamedTuple):
    """How elements lie in time, and the facts of their first and of their last day; of what has one day, the same."""

    form: Dating
    first: str
    last: str


def dates_of(registry: Registry, subject: str) -> Dates | None:
    """The dates of a subject's elements; None where they have none, or are as old as what owns them."""
    node = registry.subjects[subject]
    first, last = node.span or ("", "")
    if first != last:
        own = registry.facts[first].per == subject
        return Dates(Dating.LASTING, first, last) if own else None
    day = first or next((name for name, fact in registry.facts.items() if _places(fact, node)), "")
    return Dates(Dating.KEPT if node.kept else Dating.MOMENTARY, day, day) if day else None


def begins(registry: Registry, subject: str) -> str | None:
    """The fact that tells that a record has begun: until then no rule is about it, nor about what stands below it.

    It is the event that makes it what it is, or else the plain day on which it starts. What is arranged ahead, as a
    session or a term is, and what has no such day have none: they are judged as soon as a file has them.
    """
    node = registry.subjects[subject]
    if node.happens is not None or node.ahead or node.key is None:
        return node.happens
    dates = dates_of(registry, subject)
    return dates.first if dates is not None and registry.facts[dates.first].kind == "date" else None


def _places(fact: Fact, node: Subject) -> bool:
    """Whether a fact reads the key that puts an element in time."""
    return node.placing is not None and (fact.per, fact.path) == (node.name, node.placing)
