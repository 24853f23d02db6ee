"""What each recipe is written with, and the kind that it yields: one row for each, for the library's and anybody's.

A recipe is a mapping of keys, or a list. Each part of it is a `RecipePart`; one that is a fact is of one of some kinds.
`loader.facts` holds the recipes of a rule file to this table, and a test those of the library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.facts.recipes import EachRecipe
from adm_rules._internal.values import KINDS, is_day
from adm_rules._internal.values.periods import MONTH_ENDS

#: Kinds by what may be done with them.
DAYS: Final = frozenset(filter(is_day, KINDS))
AMOUNTS: Final = frozenset({"minutes", "days", "months", "years", "count", "money"})
NAMES: Final = frozenset(kind.name for kind in KINDS.values() if kind.family == "name")
ORDERED: Final = frozenset(kind.name for kind in KINDS.values() if kind.ordered) | {"instant"}
ANY: Final = frozenset(KINDS)


#: What a part of a recipe can be.
What: TypeAlias = Literal[
    "fact", "facts", "subject", "condition", "operand", "operands", "asker", "link", "cases", "traces", "word", "text",
    "flag",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecipePart:
    """One part of a recipe.

    ``what``: ``fact``, ``facts`` (a list), ``subject``, ``condition``, ``operand`` (an amount, ``$value`` or a fact),
    ``operands`` (a list), ``asker`` (the subject itself), ``link`` (``link.fact``), ``cases``, ``traces``, ``word``,
    ``text`` (in both languages) or ``flag``.
    ``kinds`` are those that a fact may have, ``kinds_by`` the same by the word that stands under another key; ``of``
    tells whether it is a fact of the elements gone through, ``own`` whether they have to be what owns it, or it itself,
    ``owner`` whether it is a key of what owns the subject; ``slots`` whether a subject is a weekly slot; ``words``
    are those allowed. The facts of parts that are ``alike`` are all of one kind.
    """

    what: What
    kinds: frozenset[str] = ANY
    of: bool = False
    own: bool = False
    words: tuple[str, ...] = ()
    alike: bool = False
    owner: bool = False
    slots: bool = False
    kinds_by: tuple[str, Mapping[str, frozenset[str]]] | None = None

    def kinds_in(self, body: Any) -> frozenset[str]:
        """The kinds that a fact may have in a recipe with this body."""
        if self.kinds_by is None:
            return self.kinds
        key, narrowed = self.kinds_by
        return narrowed[body[key]]


#: A kind, with the list of its names; of a name or set whose names are not known, no list.
Kinded: TypeAlias = tuple[str, str | None]
#: What a fact that a part names is.
KindOf: TypeAlias = Callable[[Any], Kinded]


@dataclass(frozen=True, slots=True)
class RecipeForm:
    """How a recipe is written.

    ``needed`` and ``more`` are its keys; of the groups ``together`` just one is written, whole. ``items`` are the parts
    of one that is a list, the last of them any number of times if ``many``. ``alone`` is the whole of one that is
    neither. ``yields`` are the kinds that it can make of what stands in it; where they are names, with their list.
    """

    yields: Callable[[Any, KindOf], tuple[Kinded, ...]]
    needed: Mapping[str, RecipePart] = field(default_factory=lambda: MappingProxyType({}))
    more: Mapping[str, RecipePart] = field(default_factory=lambda: MappingProxyType({}))
    items: tuple[RecipePart, ...] = ()
    many: bool = False
    alone: RecipePart | None = None
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def keys(self) -> Mapping[str, RecipePart]:
        """All its keys."""
        return {**self.needed, **self.more}

    @property
    def looks(self) -> bool:
        """Whether it goes through elements, and so says when it looks."""
        return "from" in self.needed and self.needed["from"].what == "subject"


def _always(*kinds: str) -> Callable[[Any, KindOf], tuple[Kinded, ...]]:
    return lambda _body, _kind_of: tuple((kind, None) for kind in kinds)


def _same_as(key: str | int) -> Callable[[Any, KindOf], tuple[Kinded, ...]]:
    """The kind of one part; of a day, a date or an event."""
    return lambda body, kind_of: _days_alike(kind_of(body[key]))


def _part_of(body: Any, _kind_of: KindOf) -> tuple[Kinded, ...]:
    """The day of what happens at a moment happens too."""
    return _days_alike(PARTS_OF[body["as"]][1])


def _days_alike(found: Kinded) -> tuple[Kinded, ...]:
    return (("date", None), ("event", None)) if is_day(found[0]) else (found,)


#: What is part of which kinds, and its own kind.
PARTS_OF: Final[Mapping[str, tuple[frozenset[str], Kinded]]] = {
    "day": (frozenset({"instant"}), ("date", None)),
    "clock": (frozenset({"instant"}), ("time", None)),
    "weekday": (frozenset({"instant"}), ("enum", "weekday")),
    "holiday": (frozenset({"instant"}), ("bool", None)),
    "week": (frozenset({"instant"}), ("id", None)),
    "year": (DAYS, ("count", None)),
    "month": (DAYS, ("count", None)),
    "day_of_month": (DAYS, ("count", None)),
    "first_of_year": (frozenset({"count"}), ("date", None)),
    "last_of_year": (frozenset({"count"}), ("date", None)),
}


#: What is said of the days that something takes place on, and its kind.
TOUCHED: Final[Mapping[str, Kinded]] = {
    "last_day": ("date", None),
    "weekdays": ("set", "weekday"),
    "holiday": ("bool", None),
}

#: What a record of a step tells: its day, who took it, where.
STEPS_GIVE: Final[Mapping[str, Kinded]] = {
    "on": ("event", None),
    "by": ("enum", "role"),
    "venue": ("enum", "venue"),
}


def _gathered(body: Any, kind_of: KindOf) -> tuple[Kinded, ...]:
    kind, names = kind_of(body["of"])
    return (("series", None),) if kind in DAYS else (("set", names),)


def _linked(body: Any, kind_of: KindOf) -> tuple[Kinded, ...]:
    return (kind_of(body.rpartition(".")[2]),)


def _traced(body: Any, kind_of: KindOf) -> tuple[Kinded, ...]:
    named = next(
        (raw for line in body for raw in (line.get("is"), line.get("first")) if raw is not None), None
    )
    return () if named is None else _days_alike(kind_of(named))


def _fact(*kinds: str, of: bool = False) -> RecipePart:
    return RecipePart("fact", frozenset(kinds) or ANY, of)


_DAY, _DAY_OF = RecipePart("fact", DAYS), RecipePart("fact", DAYS, of=True)
_AMOUNT, _AMOUNT_OF = RecipePart("fact", AMOUNTS), RecipePart("fact", AMOUNTS, of=True)
_ALIKE: Final = RecipePart("fact", AMOUNTS, alike=True)
_ELEMENTS: Final = {"from": RecipePart("subject")}
#: Which elements count; on which side of the asker they lie that are its own alone; in what they are like the asker,
#: which is one of them.
_FILTER: Final = {
    "where": RecipePart("condition", of=True),
    "precedes": RecipePart("asker"),
    "follows": RecipePart("asker"),
    "alike": RecipePart("facts", NAMES | {"set"}, own=True),
}
#: The same of elements that have dates: also by which of their days one looks, in place of their own.
_LOOKED: Final = {**_FILTER, "dated_by": _DAY_OF}
#: What minutes and longer stretches of time lie between.
_ENDS: Final = {"minutes": frozenset({"instant"}), "days": DAYS, "months": DAYS, "years": DAYS}
_WINDOW: Final = RecipePart("operands", frozenset({"time"}))
_WEEKDAYS: Final = RecipePart("operand", frozenset({"set", "enum"}))

#: Every recipe.
FORMS: Final[EachRecipe[RecipeForm]] = EachRecipe(
    part=RecipeForm(
        _part_of,
        {
            "of": RecipePart("fact", kinds_by=("as", {word: kinds for word, (kinds, _) in PARTS_OF.items()})),
            "as": RecipePart("word", words=tuple(PARTS_OF)),
        },
        {"day_of": _fact("instant")},
    ),
    touched=RecipeForm(
        lambda body, _: (TOUCHED[body["as"]],),
        {
            "from": _fact("instant"),
            "to": _fact("instant"),
            "as": RecipePart("word", words=tuple(TOUCHED)),
        },
    ),
    patron=RecipeForm(_always("bool"), {"of": _DAY, "in": _fact("enum")}),
    between=RecipeForm(
        lambda body, _: ((body["in"], None), ("count", None)),
        {
            "from": RecipePart("fact", kinds_by=("in", _ENDS)),
            "to": RecipePart("fact", kinds_by=("in", _ENDS)),
            "in": RecipePart("word", words=tuple(_ENDS)),
        },
    ),
    age_on=RecipeForm(_always("years"), {"birth": _DAY, "at": _DAY}),
    shift=RecipeForm(
        _always("date", "event"),
        {
            "of": _DAY,
            "as": RecipePart("word", words=("due", "before", "end_of_term", "last_day_of_term", *MONTH_ENDS)),
        },
        {
            "months": RecipePart("operand", frozenset({"months"})),
            "days": RecipePart("operand", frozenset({"days"})),
        },
        together=(("months",), ("days",)),
    ),
    least=RecipeForm(_same_as(0), items=(RecipePart("fact", ORDERED, alike=True),), many=True),
    greatest=RecipeForm(_same_as(0), items=(RecipePart("fact", ORDERED, alike=True),), many=True),
    ratio=RecipeForm(
        _always("fraction", "ratio"), items=(_ALIKE, RecipePart("operand", AMOUNTS, alike=True))
    ),
    sum=RecipeForm(_same_as(0), items=(_ALIKE,), many=True),
    difference=RecipeForm(_same_as(0), items=(RecipePart("fact", AMOUNTS | {"fraction"}, alike=True),) * 2),
    apportion=RecipeForm(_always("money", "minutes"), {"of": _AMOUNT, "part": _ALIKE, "whole": _ALIKE}),
    field=RecipeForm(_linked, alone=RecipePart("link")),
    step=RecipeForm(
        lambda body, _: (STEPS_GIVE[body.get("give", "on")],),
        {"name": RecipePart("operand", frozenset({"enum"}))},
        {"give": RecipePart("word", words=tuple(STEPS_GIVE))},
    ),
    choose=RecipeForm(lambda _body, _kind_of: (), items=(RecipePart("cases"),), many=True),
    traces=RecipeForm(_traced, items=(RecipePart("traces"),), many=True),
    owned=RecipeForm(
        _always("event"),
        {},
        {key: RecipePart("fact", frozenset({"event"}), owner=True) for key in ("precedes", "follows")},
        together=(("precedes",), ("follows",)),
    ),
    count=RecipeForm(
        _always("count"), _ELEMENTS, {**_LOOKED, "distinct": RecipePart("fact", NAMES, of=True)}
    ),
    size=RecipeForm(_always("count"), alone=RecipePart("fact", frozenset({"set"}))),
    total=RecipeForm(
        _same_as("of"),
        {**_ELEMENTS, "of": _AMOUNT_OF},
        {**_LOOKED, "adds_up": RecipePart("text"), "merge": RecipePart("condition", of=True)},
    ),
    share=RecipeForm(
        _always("fraction"),
        {**_ELEMENTS, "where": RecipePart("condition", of=True)},
        {
            "among": RecipePart("condition", of=True),
            "dated_by": _DAY_OF,
            "of": _AMOUNT_OF,
            "distinct": RecipePart("fact", NAMES, of=True),
        },
    ),
    pick=RecipeForm(
        _same_as("of"),
        {
            **_ELEMENTS,
            "of": RecipePart("fact", of=True),
            "by": RecipePart("fact", ORDERED, of=True),
            "take": RecipePart("word", words=("first", "last")),
        },
        _LOOKED,
    ),
    collect=RecipeForm(
        _gathered, {**_ELEMENTS, "of": RecipePart("fact", NAMES | DAYS | {"set"}, of=True)}, _LOOKED
    ),
    at_once=RecipeForm(
        _always("set"),
        {
            **_ELEMENTS,
            "of": RecipePart("fact", NAMES, of=True),
            "start": RecipePart("fact", frozenset({"instant"}), of=True),
            "end": RecipePart("fact", frozenset({"instant"}), of=True),
        },
        {**_LOOKED, "sharing": RecipePart("fact", frozenset({"set"}), of=True)},
    ),
    complete_on=RecipeForm(
        _always("event"),
        {
            **_ELEMENTS,
            "of": RecipePart("fact", NAMES, of=True),
            "by": _DAY_OF,
            "needs": RecipePart("operands", NAMES | {"set"}),
        },
        _LOOKED,
    ),
    reached=RecipeForm(
        _always("event"),
        {
            **_ELEMENTS,
            "of": RecipePart("fact", frozenset({"money"}), of=True),
            "by": _DAY_OF,
            "base": _fact("money"),
            "share": RecipePart("operand", frozenset({"fraction"})),
        },
        _LOOKED,
    ),
    served=RecipeForm(
        _always("count"),
        {
            **_ELEMENTS,
            "by": _DAY_OF,
            "since": _DAY,
            "months": RecipePart("operand", frozenset({"months"})),
        },
        _LOOKED,
    ),
    previous=RecipeForm(
        _same_as("of"), {"of": RecipePart("fact", own=True), "by": RecipePart("fact", ORDERED, own=True)}
    ),
    overlap=RecipeForm(
        _always("minutes"),
        {"of": RecipePart("subject", slots=True), "with": _WINDOW, "on": _WEEKDAYS},
        {**_FILTER, "merge": RecipePart("flag")},
    ),
    uncovered=RecipeForm(
        _always("minutes"),
        {"by": RecipePart("subject", slots=True)},
        {**_FILTER, "window": _WINDOW, "on": _WEEKDAYS, "from": _fact("instant"), "to": _fact("instant")},
        together=(("window", "on"), ("from", "to")),
    ),
)
