"""Conditions and operands: the one grammar of rules, derogations, recipes and tariffs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.texts import Text

Path: TypeAlias = tuple[str | int, ...]


# --- operands ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal:
    """An amount or a name as it stands in the file; its kind comes from what it is compared with."""

    raw: Any


@dataclass(frozen=True, slots=True)
class ValueRef:
    """``$name``: a value of the rule set."""

    name: str


@dataclass(frozen=True, slots=True)
class ParamRef:
    """``{param: name}``: a parameter of the fact whose recipe this is."""

    name: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact, with what its parameters are filled with, and when it is asked; ``alias`` names it in messages.

    What fills a parameter is ``given``: it is of the subject that asks, also where elements have a fact of that name.
    """

    name: str
    arguments: tuple[tuple[str, Operand], ...] = ()
    alias: str | None = None
    when: When | None = None
    given: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """When one looks at what has dates: on a day, during an interval, or at any time up to the day of the check.

    ``form`` is ``at`` (``first`` is the day), ``during``, ``ever``, or ``asked`` where the place of use says. An
    interval is that of a subject (``of``; ``span`` is the one that asks), or goes ``first`` to ``last``, where one may
    be left out.
    """

    form: str
    first: Operand | None = None
    last: Operand | None = None
    of: str = ""

    def days(self) -> tuple[Operand, ...]:
        """The days that are named."""
        return tuple(day for day in (self.first, self.last) if day is not None)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of operands: the ends of ``between``, or the members of a set."""

    items: tuple[Operand, ...]


Operand: TypeAlias = Literal | ValueRef | ParamRef | FactRef | ListOf


def operands_in(operands: Iterable[Operand]) -> Iterator[Operand]:
    """Operands and everything inside them: the items of lists, what the parameters of facts are filled with."""
    for operand in operands:
        yield operand
        if isinstance(operand, ListOf):
            yield from operands_in(operand.items)
        elif isinstance(operand, FactRef):
            yield from operands_in(argument for _, argument in operand.arguments)
            yield from operands_in(operand.when.days() if operand.when is not None else ())


def unfilled(operands: Iterable[Operand], filled: Collection[str]) -> bool:
    """Whether a parameter stands in some operands, or inside them, that is filled with nothing."""
    return any(isinstance(each, ParamRef) and each.name not in filled for each in operands_in(operands))


# --- the traversal ----------------------------------------------------------------------------------------------------


class Tree:
    """The one traversal of conditions: every walk over a condition goes through here."""

    __slots__ = ()

    def children(self) -> tuple[Condition, ...]:
        """The conditions directly below, in the order of the file."""
        return ()

    def operands(self) -> tuple[Operand, ...]:
        """The facts and limits that stand in this condition itself."""
        return ()

    def walk(self) -> Iterator[Condition]:
        """This condition and every one below it, each before its parts."""
        yield self  # type: ignore[misc]  # every subclass is a Condition
        for child in self.children():
            yield from child.walk()

    def leaves(self, chosen: Mapping[str, str] | None = None) -> Iterator[Leaf]:
        """The comparisons and deadlines; with ``chosen`` (an option for every reading) only those in use."""
        return (leaf for leaf, _ in self.signed(chosen))

    def signed(
        self, chosen: Mapping[str, str] | None = None, *, holds: bool = True
    ) -> Iterator[tuple[Leaf, bool]]:
        """The leaves, each with whether it stands for the whole (True) or under an odd number of ``not``."""
        for child in self.children():
            yield from child.signed(chosen, holds=holds)

    def all_operands(self) -> Iterator[Operand]:
        """Every fact and limit of every leaf, lists and parameters opened."""
        return (found for part in self.walk() for found in operands_in(part.operands()))

    def facts(self) -> Iterator[FactRef]:
        """Every fact that is asked, compared with, run from, or given to a parameter."""
        return (found for found in self.all_operands() if isinstance(found, FactRef))

    def values(self) -> Iterator[str]:
        """The names of the ``$values`` that stand in the condition; those inside recipes are not among them."""
        return (found.name for found in self.all_operands() if isinstance(found, ValueRef))

    def readings(
        self,
        disputed: Mapping[str, Collection[str]],
        inside: Callable[[str], Iterable[str]] | None = None,
    ) -> frozenset[str]:
        """The readings that the condition depends on, under any option of the others.

        ``disputed`` gives the readings that the amounts of a value differ by (`Regulation.disputed`); ``inside`` the
        values that the recipe of a fact names (`Registry.values_inside`). Without it recipes are not looked into.
        """
        values = set(self.values())
        if inside is not None:
            values |= {value for fact in self.facts() for value in inside(fact.name)}
        named = {part.reading for part in self.walk() if isinstance(part, ByReading)}
        return frozenset(named.union(*(disputed.get(value, ()) for value in values)))


class Single(Tree):
    """A condition that is a leaf of the whole; what it asks of an element, or in another term, is none."""

    __slots__ = ()

    def signed(
        self, chosen: Mapping[str, str] | None = None, *, holds: bool = True
    ) -> Iterator[tuple[Leaf, bool]]:
        """Itself."""
        del chosen
        yield self, holds  # type: ignore[misc]  # every subclass is a Leaf


# --- conditions -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison(Single):
    """``{fact: {operator: operand}}``."""

    fact: FactRef
    operator: str
    operand: Operand
    path: Path

    def operands(self) -> tuple[Operand, ...]:
        """The fact, and what it is compared with."""
        return self.fact, self.operand


@dataclass(frozen=True, slots=True)
class Elements(Single):
    """What is asked of the elements of a list: those of the subject ``of`` that satisfy ``where``.

    ``form`` is *some* (there is one), *each* (``holds`` is true of each), or *days* (on each day from ``first`` to
    ``last`` at least one is in force; a gap of ``grace`` days is none). ``looking`` says when *some* looks, where the
    elements are dated.
    """

    form: str
    of: str
    path: Path
    where: Condition | None = None
    holds: Condition | None = None
    looking: When | None = None
    first: FactRef | None = None
    last: FactRef | None = None
    grace: Operand | None = None

    def children(self) -> tuple[Condition, ...]:
        """What is asked of each element."""
        return tuple(part for part in (self.where, self.holds) if part is not None)

    def operands(self) -> tuple[Operand, ...]:
        """The days between which it must last, or at which it looks, and how long a gap may be."""
        days = self.looking.days() if self.looking is not None else ()
        return tuple(each for each in (*days, self.first, self.last, self.grace) if each is not None)


@dataclass(frozen=True, slots=True)
class Term(Single):
    """A deadline: ``within``, ``by`` or ``every`` (see docs/language.md for the forms).

    ``fact`` is the event that keeps it, or elements of which the first must be there in time. ``unit`` is days or
    months; ``anchor`` the fact that it runs from, or before which it ends; ``until`` ends ``every``,
    and is the day from which nothing falls due of another. It stands still over the days that the conventions name,
    unless it says that it is not ``suspended``. ``instead`` are the terms that take its place, of which
    the first that applies is in force.
    """

    fact: FactRef | Elements
    form: str  # within | by_day | by_fact | before | every
    path: Path
    unit: str = ""
    length: Operand | None = None
    anchor: FactRef | None = None
    until: FactRef | None = None
    mode: str = ""  # of `by`: this_year | following_year; of `every`: rolling | grid | calendar
    rollover: str | None = None
    suspended: bool = True
    instead: tuple[Replacement, ...] = ()

    @property
    def may_lapse(self) -> bool:
        """Whether nothing falls due any more once something else has come, without which it would be a single duty."""
        return self.until is not None and self.form != "every"

    def children(self) -> tuple[Condition, ...]:
        """Elements that it is about; and of each term that may take its place, when it does, and the term."""
        about = (self.fact,) if isinstance(self.fact, Elements) else ()
        return (*about, *(part for each in self.instead for part in (each.when, each.term)))

    def operands(self) -> tuple[Operand, ...]:
        """The fact, its length, and the facts that it runs from and until, as far as there are."""
        given = (self.fact, self.length, self.anchor, self.until)
        return tuple(each for each in given if each is not None and not isinstance(each, Elements))


@dataclass(frozen=True, slots=True)
class Replacement:
    """A term that takes the place of the ordinary one, what it is called, and when it does."""

    title: Text
    when: Condition
    term: Term


@dataclass(frozen=True, slots=True)
class AllOf(Tree):
    """True when every part is."""

    parts: tuple[Condition, ...]

    def children(self) -> tuple[Condition, ...]:
        """Its parts."""
        return self.parts


def joined(*parts: Condition | None) -> Condition | None:
    """The conditions together, those that there are; None of none."""
    there = tuple(each for each in parts if each is not None)
    return AllOf(there) if len(there) > 1 else (*there, None)[0]


#: Where the head of a rule file says which services its rules are about.
SERVICES: Final[Path] = ("services",)
#: A condition that everything satisfies.
ALWAYS: Final = AllOf(())


@dataclass(frozen=True, slots=True)
class AnyOf(Tree):
    """True when some part is."""

    parts: tuple[Condition, ...]

    def children(self) -> tuple[Condition, ...]:
        """Its parts."""
        return self.parts


@dataclass(frozen=True, slots=True)
class Not(Tree):
    """The opposite of its part."""

    part: Condition

    def children(self) -> tuple[Condition, ...]:
        """What must not hold."""
        return (self.part,)

    def signed(
        self, chosen: Mapping[str, str] | None = None, *, holds: bool = True
    ) -> Iterator[tuple[Leaf, bool]]:
        """The leaves of its part, the other way round."""
        return self.part.signed(chosen, holds=not holds)


@dataclass(frozen=True, slots=True)
class ByReading(Tree):
    """One condition for each option of a reading."""

    reading: str
    options: Mapping[str, Condition] = field(hash=False)
    path: Path

    def children(self) -> tuple[Condition, ...]:
        """What holds under each option."""
        return tuple(self.options.values())

    def signed(
        self, chosen: Mapping[str, str] | None = None, *, holds: bool = True
    ) -> Iterator[tuple[Leaf, bool]]:
        """The leaves under every option, or under the chosen one, if there is such a reading and option."""
        option = self.options.get((chosen or {}).get(self.reading, ""))
        for part in self.children() if option is None else (option,):
            yield from part.signed(chosen, holds=holds)


def given(condition: Condition, filled: Collection[str]) -> Condition | None:
    """A condition without the comparisons with parameters that are filled with nothing; None if nothing is left."""
    if isinstance(condition, AllOf | AnyOf):
        found = [part for part in (given(part, filled) for part in condition.parts) if part is not None]
        return type(condition)(tuple(found)) if found else None
    if isinstance(condition, Not):
        part = given(condition.part, filled)
        return None if part is None else Not(part)
    return None if unfilled(condition.operands(), filled) else condition


Leaf: TypeAlias = Comparison | Term | Elements
Condition: TypeAlias = Leaf | AllOf | AnyOf | Not | ByReading


def about(leaf: Leaf) -> FactRef | Elements:
    """The fact, or the elements, that a leaf is about."""
    return leaf if isinstance(leaf, Elements) else leaf.fact
