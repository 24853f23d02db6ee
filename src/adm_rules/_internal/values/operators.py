"""What each comparison of the rule language means, also where a value is missing or known only within bounds.

Generated code compares plain values inline and comes here for the rest; every function accepts plain values too, so
that this module alone defines the meaning. `OPERATORS` has one row for each with all that any room of the library asks:
the loader, the compiler, overlays, explanations, reports and the language page share it. See docs/language.md for the
prose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS, Kind, kinship
from adm_rules._internal.values.bounds import (
    NONE,
    NOT_YET,
    UNKNOWN,
    Interval,
    SetSpan,
    exact,
    is_known,
    limits,
    members,
)
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.logic import WAIT, Truth, agree


def _order(name: str, low_is_true: bool, strict: bool) -> Callable[[Any, Any], Truth]:
    def compare(left: Any, right: Any) -> Truth:
        if left is NONE or right is NONE:
            return False
        if left is UNKNOWN or right is UNKNOWN:
            return None
        a, b, left_none = (left, left, False) if left.__class__ is int else limits(left)
        c, d, right_none = (right, right, False) if right.__class__ is int else limits(right)
        if not low_is_true:
            a, b, c, d = c, d, a, b
        if (b >= c if strict else b > c) or left_none or right_none:  # it can be false
            return None if (a < d if strict else a <= d) else False
        return True

    compare.__name__ = name
    return compare


at_most = _order("at_most", low_is_true=True, strict=False)
below = _order("below", low_is_true=True, strict=True)
at_least = _order("at_least", low_is_true=False, strict=False)
above = _order("above", low_is_true=False, strict=True)


def between(value: Any, ends: tuple[Any, Any]) -> Truth:
    """Both ends belong to the interval."""
    low, high = ends
    if value is NONE or low is NONE or high is NONE:
        return False
    a, b, value_none = limits(value)
    c, d, low_none = limits(low)
    e, f, high_none = limits(high)
    can_be_true = max(a, c) <= min(b, f)
    can_be_false = a < d or b > e or value_none or low_none or high_none
    return agree(can_be_true, can_be_false)


def is_(left: Any, right: Any) -> Truth:
    """Equality of two values; of two sets, having the same members. What does not exist equals nothing."""
    if left is NONE or right is NONE:
        return False
    if _is_set(left) or _is_set(right):
        return _same_set(left, right)
    if is_known(left) and is_known(right):
        return bool(left == right or exact(left) == exact(right))
    if isinstance(left, str) or isinstance(right, str):
        return None
    a, b, left_none = limits(left)
    c, d, right_none = limits(right)
    can_be_false = not a == b == c == d or left_none or right_none
    return agree(a <= d and c <= b, can_be_false)


def is_not(left: Any, right: Any) -> Truth:
    """The opposite of `is_`: what does not exist is not anything."""
    same = is_(left, right)
    return same if same is None else not same


def _is_set(value: Any) -> bool:
    return value.__class__ is frozenset or value.__class__ is SetSpan


def _same_set(left: Any, right: Any) -> Truth:
    sure_left, may_left = members(left)
    sure_right, may_right = members(right)
    can_be_true = (may_right is None or sure_left <= may_right) and (
        may_left is None or sure_right <= may_left
    )
    return agree(can_be_true, not sure_left == may_left == sure_right == may_right)


def one_of(value: Any, allowed: Any) -> Truth:
    """The value, or every member of a set, is among the allowed ones."""
    if value is NONE:
        return False
    sure, may = members(value)
    certain, possible = members(allowed)
    if possible is not None and not sure <= possible:
        return False
    if may is not None and may <= certain:
        return True
    if not sure and may is None and possible == frozenset() and not _is_set(value):
        return False
    return None


def none_of(value: Any, excluded: Any) -> Truth:
    """The value, or every member of a set, is outside the excluded ones."""
    if value is NONE:
        return True
    sure, may = members(value)
    certain, possible = members(excluded)
    if sure & certain:
        return False
    if (
        possible == frozenset()
        or may == frozenset()
        or (may is not None and possible is not None and not may & possible)
    ):
        return True
    return None


def includes(have: Any, needed: Any) -> Truth:
    """The set holds every member of ``needed``, judged member by member."""
    sure, may = members(have)
    certain, possible = members(needed)
    if may is not None and not certain <= may:
        return False
    if possible is not None and possible <= sure:
        return True
    return None


def includes_any(have: Any, wanted: Any) -> Truth:
    """The set holds at least one member of ``wanted``."""
    sure, may = members(have)
    certain, possible = members(wanted)
    if sure & certain:
        return True
    if possible == frozenset() or may == frozenset():
        return False
    return False if may is not None and possible is not None and not may & possible else None


def exists(value: Any) -> Truth:
    """Whether there is such a thing; for an event, whether it has happened by the judgement day."""
    if value.__class__ is Interval:
        return None if value.none or value.hi == NOT_YET else True
    if value.__class__ is SetSpan:
        return True if value.certain else None
    return value is not NONE and value not in (NOT_YET, frozenset())


def exists_as(value: Any, wanted: bool) -> Truth:
    """``exists: true`` or ``exists: false``."""
    truth = exists(value)
    return truth if truth is None else truth is wanted


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
    joint: str = "and"

    @property
    def effects(self) -> tuple[int, ...]:
        """What growth of each operand does to a rule that requires the comparison."""
        return tuple(EASIER if end.above else HARDER for end in self.ends) or (self.grows,)

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
    )


_ALL = (
    Operator(
        name="is", kinds=_SAME, test=is_, related=kinship.is_, asked=_ASKED,
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
        name="is_not", kinds=_SAME, test=is_not, related=kinship.is_not,
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
    ),
    _ordered(
        at_least, ">=", End(above=False, included=True),
        Text("almeno {}", "at least {}"), Text("non prima: {}", "no earlier than {}"),
        Text("{s} [è|sono] almeno {x}", "{s} [is|are] at least {x}"),
        Text("{s} non [precede|precedono] {x}", "{s} [comes|come] no earlier than {x}"),
    ),
    _ordered(
        above, ">", End(above=False, included=False),
        Text("più di {}", "above {}"), Text("dopo: {}", "after {}"),
        Text("{s} [è superiore|sono superiori] {a}", "{s} [is|are] above {x}"),
        Text("{s} [segue|seguono] {x}", "{s} [comes|come] after {x}"),
    ),
    _ordered(
        below, "<", End(above=True, included=False),
        Text("meno di {}", "below {}"), Text("prima di: {}", "before {}"),
        Text("{s} [è inferiore|sono inferiori] {a}", "{s} [is|are] below {x}"),
        Text("{s} [precede|precedono] {x}", "{s} [comes|come] before {x}"),
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
        operand="set", grows=EASIER, joint="or", plain={"str": "in", "frozenset": "<="},
        asked=Text("ammessi: {}", "allowed: {}"),
        phrases={
            "name": Text("{s} [è|sono] {x}", "{s} [is|are] {x}"),
            "name fact": Text("{s} [è|sono] tra {x}", "{s} [is|are] among {x}"),
            "set": Text("{s} non [comprende|comprendono] altro che {x}", "{s} [comprises|comprise] nothing but {x}"),
        },
    ),
    Operator(
        name="none_of", kinds=_LISTED, test=none_of, related=kinship.none_of,
        operand="set", grows=HARDER, joint="or", plain={"str": "not in"},
        asked=Text("non ammessi: {}", "not allowed: {}"),
        phrases={
            "name": Text("{s} non [è|sono] {x}", "{s} [is|are] not {x}"),
            "name fact": Text("{s} non [è|sono] tra {x}", "{s} [is|are] not among {x}"),
            "set": Text("{s} non [comprende|comprendono] {x}", "{s} [does|do] not comprise {x}"),
        },
    ),
    Operator(
        name="includes", kinds=frozenset({"set"}), test=includes, related=kinship.includes,
        operand="set", grows=HARDER, upward=True, lacks=True,
        plain={"frozenset": ">="}, asked=Text("richiesti: {}", "asked for: {}"),
        phrases={"set": Text("{s} [comprende|comprendono] {x}", "{s} [includes|include] {x}")},
    ),
    Operator(
        name="includes_any", kinds=frozenset({"set"}), test=includes_any, related=kinship.includes_any,
        operand="set", grows=EASIER, upward=True,
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
