"""The comparisons of the rule language: one row for each, with all that any room of the library asks of it.

Generated code compares plain values inline and comes here for the rest. The loader, the compiler, overlays,
explanations, reports, mutation and the language page share the rows. See docs/language.md for the prose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS, Kind, kinship
from adm_rules._internal.values.bounds import NONE, NOT_YET, Interval, limits
from adm_rules._internal.values.comparing import (
    above,
    at_least,
    at_most,
    below,
    between,
    exists_as,
    includes,
    includes_any,
    is_,
    is_not,
    none_of,
    one_of,
)
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.logic import WAIT, Truth, agree


def open_ended(order: Callable[[Any, Any], Truth], left: Any, right: Any) -> Truth:
    """An order that holds as well where the left side does not exist, as of the end of what has none."""
    if left is NONE:
        return True
    if left.__class__ is not Interval or not left.none:
        return order(left, right)
    return order(Interval(left.lo, left.hi), right) or None


def happened(order: str, left: Any, right: Any, on: int, waiting: Truth) -> Truth:
    """Compare an event with a date or another event.

    ``order`` is an operator's name; ``waiting`` is what an event that has not come yet counts as (`WAIT` in a
    requirement, ``False`` in a condition). An event on the right that has not come lies after everything.
    """
    if left is NONE:
        left = NOT_YET
    if right is NONE:
        right = NOT_YET
    lo, hi, _ = limits(left)
    past, future = min(hi, on), hi == NOT_YET or hi > on
    c, d, right_none = limits(right)
    if right_none:
        d = NOT_YET
    can_be_true = can_be_false = can_wait = False
    if lo <= on:
        known_side = Interval(lo, past) if lo != past else lo
        answer = OPERATORS[order].test(known_side, Interval(c, d) if c != d else c)
        can_be_true, can_be_false = answer is not False, answer is not True
    if future:
        early = c <= on and OPERATORS[order].ends[0].above
        if early:
            can_be_false = True
        if not early or d > on:
            if waiting is False:
                can_be_false = True
            else:
                can_wait = True
    return agree(can_be_true, can_be_false, can_wait)


def happened_between(left: Any, ends: tuple[Any, Any], on: int, waiting: Truth) -> Truth:
    """`happened` for ``between``: not before the first end and not after the second."""
    low, high = ends
    late = happened("at_most", left, high, on, waiting)
    early = happened("at_least", left, low, on, waiting)
    if late is False or early is False:
        return False
    if late is True and early is True:
        return True
    return WAIT if late is not None and early is not None else None


@dataclass(frozen=True, slots=True)
class End:
    """A limit: whether it stands above the value, and whether it is itself allowed."""

    above: bool
    included: bool


#: What there is, by family of kinds, where a list has no element: nothing, none of it, no name, or what is not given.
NOTHING: Final[Mapping[str, Any]] = MappingProxyType(
    {"amount": 0, "day": NONE, "name": NONE, "set": frozenset(), "bool": False}
)

#: What growth of an operand does to a rule that requires the comparison.
EASIER, HARDER, EITHER = 1, -1, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A comparison of the language.

    ``kinds`` are those that it compares, ``test`` is its meaning over values that may be unknown, ``operand`` is what
    it compares with: one value of the "same" kind, a "set" of names, a "pair" of limits, or a "bool".

    ``plain`` gives Python's sign by the class of the values that generated code compares by itself (`Kind.plain`); all
    else goes through ``test``. ``ends`` are the limits that the operands set to an ordered value; ``grows`` is what a
    larger operand does where it sets no limit (`EASIER`, `HARDER`, `EITHER`). ``upward`` tells that what holds of less
    holds of more, ``lacks`` that a report names the members that are missing.

    ``related`` is the meaning over names of which some count as others, None where it compares no names.

    ``denies`` tells that it says what is not so: it holds of what does not exist.

    Slips that are easily made: ``opposite`` says the contrary, ``edge`` allows the limit itself where this one does
    not, or the other way round, ``some_or_all`` asks for some of the names where this one asks for all, or the other
    way round; each is the name of an operator, empty where there is none.

    ``phrases`` says the comparison, by what it is about (`phrase`): ``{s}`` is the fact with its article, ``{x}`` what
    it is compared with; Italian also has ``{a}``, ``{da}`` and ``{di}``, the same after a preposition, and
    ``{happened}``, a participle that agrees with the fact; ``[one|many]`` goes with the fact's number. ``asked`` is
    what a report says was asked for, ``asked_of_days`` the same of days; ``joint`` joins the names of a list.
    """

    name: str
    kinds: frozenset[str]
    test: Callable[[Any, Any], Truth]
    phrases: Mapping[str, Text]
    asked: Text
    related: Callable[[Any, Any, Kinship], Truth] | None = None
    asked_of_days: Text | None = None
    operand: str = "same"
    plain: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ends: tuple[End, ...] = ()
    grows: int = EITHER
    upward: bool = False
    lacks: bool = False
    denies: bool = False
    joint: str = "and"
    opposite: str = ""
    edge: str = ""
    some_or_all: str = ""

    @property
    def effects(self) -> tuple[int, ...]:
        """What growth of each operand does to a rule that requires the comparison."""
        return tuple(EASIER if end.above else HARDER for end in self.ends) or (self.grows,)

    @property
    def limit(self) -> End | None:
        """The one limit that it sets; None of one that sets two, or none."""
        return self.ends[0] if len(self.ends) == 1 else None

    @property
    def contrary(self) -> str:
        """What holds of a single value, also of one that does not exist, where this one does not; or nothing."""
        return "" if self.ends else self.opposite

    @property
    def mirrored(self) -> str:
        """What says the same with its two sides exchanged; or nothing."""
        if self.ends:
            return self.opposite
        return self.name if self.operand == "same" and self.opposite else ""

    def fails_of_nothing(self, family: str, limit: Any) -> bool:
        """Whether it is false of a list without elements, of kinds of a family, beside a limit (of two, the lower)."""
        nothing = NONE if self.operand == "bool" else NOTHING[family]
        return self.test(nothing, (limit, limit) if self.operand == "pair" else limit) is False

    def phrase(self, kind: Kind, operand: str) -> Text:
        """How a comparison of a kind is said; ``operand`` is "fact", "true" or "false", or empty for any other."""
        places = (f"{kind.name} {operand}", f"{kind.family} {operand}", kind.family, operand)
        return next(self.phrases[place] for place in places if place in self.phrases)


_ORDERED = frozenset(kind.name for kind in KINDS.values() if kind.ordered)
_NAMES = frozenset(kind.name for kind in KINDS.values() if kind.family == "name")
_LISTED = _NAMES | {"set"}
_SAME = frozenset(KINDS) - {"event", "series", "instant"}

_MEETS = Text("{s} [coincide|coincidono] con {x}", "{s} [is|are] the same as {x}")
_MEETS_NOT = Text("{s} non [coincide|coincidono] con {x}", "{s} [is|are] not the same as {x}")
_GIVEN = Text("[sussiste|sussistono] {s}", "{s} [is|are] given")
_NOT_GIVEN = Text("non [sussiste|sussistono] {s}", "{s} [is|are] not given")
_ASKED = Text("richiesto: {}", "asked for: {}")


def _ordered(  # noqa: PLR0913, PLR0917 - a row of the table below
    test: Callable[[Any, Any], Truth],
    sign: str,
    end: End,
    asked: Text,
    of_days: Text,
    amount: Text,
    day: Text,
    *,
    opposite: str,
    edge: str,
) -> Operator:
    """An operator with one limit, named as its meaning is."""
    return Operator(
        name=test.__name__,
        kinds=_ORDERED,
        test=test,
        plain=MappingProxyType({"int": sign, "tuple": sign}),
        ends=(end,),
        upward=not end.above,
        asked=asked,
        asked_of_days=of_days,
        phrases={"amount": amount, "day": day},
        opposite=opposite,
        edge=edge,
    )


_ALL = (
    Operator(
        name="is", kinds=_SAME, test=is_, related=kinship.is_, asked=_ASKED, opposite="is_not",
        plain={"bool": "is", "int": "==", "str": "==", "frozenset": "=="},
        phrases={
            "amount": Text("{s} [è|sono] pari {a}", "{s} [is|are] {x}"),
            "day": _MEETS,
            "name": Text("{s} [è|sono] {x}", "{s} [is|are] {x}"), "name fact": _MEETS,
            "set": Text("{s} [comprende|comprendono] esattamente {x}", "{s} [comprises|comprise] exactly {x}"),
            "set fact": _MEETS,
            "bool true": _GIVEN, "bool false": _NOT_GIVEN, "bool": _MEETS,
        },
    ),
    Operator(
        name="is_not", kinds=_SAME, test=is_not, related=kinship.is_not, opposite="is", denies=True,
        asked=Text("non ammesso: {}", "not allowed: {}"),
        plain={"bool": "is not", "int": "!=", "str": "!=", "frozenset": "!="},
        phrases={
            "amount": Text("{s} non [è|sono] pari {a}", "{s} [is|are] not {x}"),
            "day": _MEETS_NOT,
            "name": Text("{s} non [è|sono] {x}", "{s} [is|are] not {x}"), "name fact": _MEETS_NOT,
            "set": Text("{s} non [comprende|comprendono] esattamente {x}", "{s} [does|do] not comprise exactly {x}"),
            "set fact": _MEETS_NOT,
            "bool true": _NOT_GIVEN, "bool false": _GIVEN, "bool": _MEETS_NOT,
        },
    ),
    _ordered(
        at_most, "<=", End(above=True, included=True),
        Text("al massimo {}", "at most {}"), Text("non dopo: {}", "no later than {}"),
        Text("{s} [è|sono] al massimo {x}", "{s} [is|are] at most {x}"),
        Text("{s} non [segue|seguono] {x}", "{s} [comes|come] no later than {x}"),
        opposite="at_least", edge="below",
    ),
    _ordered(
        at_least, ">=", End(above=False, included=True),
        Text("almeno {}", "at least {}"), Text("non prima: {}", "no earlier than {}"),
        Text("{s} [è|sono] almeno {x}", "{s} [is|are] at least {x}"),
        Text("{s} non [precede|precedono] {x}", "{s} [comes|come] no earlier than {x}"),
        opposite="at_most", edge="above",
    ),
    _ordered(
        above, ">", End(above=False, included=False),
        Text("più di {}", "above {}"), Text("dopo: {}", "after {}"),
        Text("{s} [è superiore|sono superiori] {a}", "{s} [is|are] above {x}"),
        Text("{s} [segue|seguono] {x}", "{s} [comes|come] after {x}"),
        opposite="below", edge="at_least",
    ),
    _ordered(
        below, "<", End(above=True, included=False),
        Text("meno di {}", "below {}"), Text("prima di: {}", "before {}"),
        Text("{s} [è inferiore|sono inferiori] {a}", "{s} [is|are] below {x}"),
        Text("{s} [precede|precedono] {x}", "{s} [comes|come] before {x}"),
        opposite="above", edge="at_most",
    ),
    Operator(
        name="between", kinds=_ORDERED, test=between, operand="pair", asked=Text("{}", "{}"),
        ends=(End(above=False, included=True), End(above=True, included=True)),
        phrases={
            "amount": Text("{s} [è|sono] tra {x}", "{s} [is|are] between {x}"),
            "day": Text("{s} [è|sono] tra {x}", "{s} [comes|come] between {x}"),
        },
    ),
    Operator(
        name="one_of", kinds=_LISTED, test=one_of, related=kinship.one_of,
        operand="set", grows=EASIER, joint="or", plain={"str": "in", "frozenset": "<="}, opposite="none_of",
        asked=Text("ammessi: {}", "allowed: {}"),
        phrases={
            "name": Text("{s} [è|sono] {x}", "{s} [is|are] {x}"),
            "name fact": Text("{s} [è|sono] tra {x}", "{s} [is|are] among {x}"),
            "set": Text("{s} non [comprende|comprendono] altro che {x}", "{s} [comprises|comprise] nothing but {x}"),
        },
    ),
    Operator(
        name="none_of", kinds=_LISTED, test=none_of, related=kinship.none_of,
        operand="set", grows=HARDER, joint="or", plain={"str": "not in"}, opposite="one_of", denies=True,
        asked=Text("non ammessi: {}", "not allowed: {}"),
        phrases={
            "name": Text("{s} non [è|sono] {x}", "{s} [is|are] not {x}"),
            "name fact": Text("{s} non [è|sono] tra {x}", "{s} [is|are] not among {x}"),
            "set": Text("{s} non [comprende|comprendono] {x}", "{s} [does|do] not comprise {x}"),
        },
    ),
    Operator(
        name="includes", kinds=frozenset({"set"}), test=includes, related=kinship.includes,
        operand="set", grows=HARDER, upward=True, lacks=True, some_or_all="includes_any",
        plain={"frozenset": ">="}, asked=Text("richiesti: {}", "asked for: {}"),
        phrases={"set": Text("{s} [comprende|comprendono] {x}", "{s} [includes|include] {x}")},
    ),
    Operator(
        name="includes_any", kinds=frozenset({"set"}), test=includes_any, related=kinship.includes_any,
        operand="set", grows=EASIER, upward=True, some_or_all="includes",
        asked=Text("richiesto almeno uno: {}", "at least one asked for: {}"),
        phrases={
            "set": Text("{s} [comprende|comprendono] almeno uno tra {x}", "{s} [includes|include] at least one of {x}"),
        },
    ),
    Operator(
        name="exists", kinds=frozenset(KINDS), test=exists_as, operand="bool", asked=_ASKED,
        phrases={
            "true": Text("[c'è|ci sono] {s}", "{s} [exists|exist]"),
            "false": Text("non [c'è|ci sono] {s}", "{s} [does|do] not exist"),
            "event true": Text("{s} [è|sono] già {happened}", "{s} [has|have] taken place"),
            "event false": Text("{s} non [è|sono] ancora {happened}", "{s} [has|have] not taken place yet"),
        },
    ),
)  # fmt: skip

#: Every comparison of the language, by name.
OPERATORS: Final[Mapping[str, Operator]] = MappingProxyType({operator.name: operator for operator in _ALL})


def limit_of(name: str) -> End | None:
    """The one limit of a comparison; None of another one, and of a form of deadline."""
    return OPERATORS[name].limit if name in OPERATORS else None


#: Operators over names: how the same is asked of amounts, one by one.
_ONE_BY_ONE: Final = {"one_of": ("any", "is"), "none_of": ("all", "is_not")}


#: What says of values of a kind what no operator does.
_SAID_BY: Final[Mapping[str, str]] = {
    "instant": "; the time between two moments is a fact, `between: {from: …, to: …, in: minutes}`, and so is the day"
    " or the clock time of one, `part: {of: …, as: day}`",
    "series": "; what has to recur is asked by `every`, and how often it came is a `count`",
}


def fitting(operator: str, fact: str, kind: str) -> str:
    """What to write in place of an operator that does not compare facts of a kind."""
    those = ", ".join(each.name for each in OPERATORS.values() if kind in each.kinds)
    joined, one = _ONE_BY_ONE.get(operator, ("", ""))
    if one not in OPERATORS or kind not in OPERATORS[one].kinds:
        return f"use one of {those}{_SAID_BY.get(kind, '')}"
    each = f"{{{fact}: {{{one}: …}}}}"
    return f"write `{joined}: [{each}, {each}]`; operators that apply are {those}"
