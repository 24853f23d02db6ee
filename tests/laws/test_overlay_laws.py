"""The calculus of signs never calls a change tighter, or none at all, that lets a case off.

Small random rules over known facts, a value that changes, and every case of a small world, judged under both amounts.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.compiler.signs import effects, growth
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.facts import registry
from adm_rules._internal.values.operators import EASIER, EITHER, HARDER
from tests.rules.small import ON, rule, rule_set, session, value, with_sessions

PLACES = ("home", "school", "online")
NUMBERS = (10, 20, 30)
#: What grows or shrinks: a number of minutes, or a set of places.
AMOUNTS: dict[str, dict[Any, str]] = {
    "minutes": {number: f"{number} min" for number in NUMBERS},
    "set": {frozenset(s): f"[{', '.join(s)}]" for s in (PLACES[:1], PLACES[:2], PLACES[1:], PLACES)},
}
OF = {"minutes": "minutes", "set": "set, of: venue"}

numbers = st.sampled_from(["$limit", *(f"{number} min" for number in NUMBERS)])
#: The first is never the greater, whatever the limit is.
ENDS = ("[10 min, 20 min]", "[10 min, $limit]", "[$limit, 30 min]", "[$limit, $limit]")
orders = st.sampled_from(["at_most", "at_least", "above", "below", "is", "is_not"])
about_minutes = st.one_of(
    st.builds("{{feedback_time: {{{}: {}}}}}".format, orders, numbers),
    st.builds("{{session_time: {{{}: {}}}}}".format, orders, numbers),
    st.sampled_from([f"{{feedback_time: {{between: {ends}}}}}" for ends in ENDS]),
)
about_places = st.builds(
    "{{venue: {{{}: {}}}}}".format,
    st.sampled_from(["one_of", "none_of"]),
    st.sampled_from(["$limit", "[home]", "[school, online]", "[$limit, home]"]),
)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=1, max_size=3).map(", ".join)
    return st.one_of(
        parts.map("{{not: {}}}".format),
        several.map("{{all: [{}]}}".format),
        several.map("{{any: [{}]}}".format),
    )


def conditions(kind: str) -> st.SearchStrategy[str]:
    leaf = about_minutes if kind == "minutes" else about_places
    return st.recursive(leaf, joined, max_leaves=4)


@cache
def world() -> tuple[dict[str, Any], ...]:
    """Every combination of the facts that the rules ask."""
    return tuple(
        with_sessions(session("2026-03-02T15:00", f"15:{end}", venue=venue, feedback_minutes=feedback))
        for end in (10, 20, 30, 35)
        for venue in PLACES
        for feedback in (5, 10, 20, 30, 35)
    )


def breached(rules: RuleSet) -> list[bool]:
    return [bool(rules.check(data, on=ON, trusted=True).breaches) for data in world()]


@st.composite
def changes(draw: st.DrawFn) -> tuple[RuleSet, RuleSet, int | None]:
    """A rule under two amounts of its value, and what the signs say of the change."""
    kind = draw(st.sampled_from(["minutes", "set"]))
    some = conditions(kind)
    derogation = draw(st.none() | st.tuples(st.none() | some, some))
    more = ""
    if derogation is not None:
        granted = "" if derogation[0] is None else f"when: {derogation[0]}, "
        more = f"derogations: [{{id: d, {granted}require: {derogation[1]}}}]"
    text = rule(draw(some), when=draw(st.just("") | some), more=more)
    old, new = draw(st.permutations(list(AMOUNTS[kind])))[:2]
    before, after = (
        rule_set(text, values=value("limit", OF[kind], f"is: {AMOUNTS[kind][each]}")) for each in (old, new)
    )
    move = growth(kind, old, new)
    assert move is not None
    found = {effect * move for effect in effects(before.rules[0], "limit", registry())}
    return before, after, None if not found else found.pop() if len(found) == 1 else EITHER


@given(changes())
def test_what_is_called_tighter_lets_nobody_off(change: tuple[RuleSet, RuleSet, int | None]) -> None:
    before, after, said = change
    pairs = list(zip(breached(before), breached(after), strict=True))
    let_off = any(old and not new for old, new in pairs)
    caught = any(new and not old for old, new in pairs)
    if said is None:
        assert not let_off
        assert not caught
    elif said == HARDER:
        assert not let_off
    elif said == EASIER:
        assert not caught


def test_the_world_tells_amounts_apart() -> None:
    """The law above can fail: with the signs turned round, a plain cap contradicts it."""
    before, after = (
        rule_set(rule("{feedback_time: {at_most: $limit}}"), values=value("limit", "minutes", f"is: {n} min"))
        for n in (10, 20)
    )
    assert any(old and not new for old, new in zip(breached(before), breached(after), strict=True))
    assert effects(before.rules[0], "limit", registry()) == {EASIER}
