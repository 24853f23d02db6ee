"""No hole in a closed set of the language: each row says in both languages, and does, all that any room asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from rich.style import Style

from adm_rules._internal.cli.options import FailLevel
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.recipes import RECIPES, EachRecipe
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.money.statement.vouchers import PayStatus
from adm_rules._internal.render.contract import _OWN_STATES
from adm_rules._internal.render.roles import ROLES, TextRole
from adm_rules._internal.report import IN_ORDER, Severity, Verdict
from adm_rules._internal.roots import Root
from adm_rules._internal.rules.measures import DOUBTS, MODES, UNITS, CertificateDoubt, FeeUnit, RoundingMode
from adm_rules._internal.texts import LANGUAGES, Text
from adm_rules._internal.values import KINDS, Kind, kinship, operators
from adm_rules._internal.values.bounds import NONE
from adm_rules._internal.values.deadline_forms import FORMS, LENGTHS, ROLLOVERS, WORDS, DeadlineForm
from adm_rules._internal.values.operators import EASIER, EITHER, HARDER, OPERATORS, Operator, limit_of
from adm_rules._internal.values.states import BROKEN, SETTLED, DueState
from adm_rules._internal.values.units import UNITS as UNITS_OF_AMOUNTS
from adm_rules._internal.values.units import WRITTEN, Unit

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
each_operator = pytest.mark.parametrize("operator", OPERATORS.values(), ids=OPERATORS)
each_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
#: What a phrase may be filled with; the prepositions are Italian.
SLOTS = {"s", "x", "n", "until", "happened", "a", "da", "di"}


def is_said(text: Text) -> None:
    """A text that is there in both languages."""
    assert all(text.in_language(lang).strip() for lang in LANGUAGES)


def is_phrase(text: Text, *needed: str) -> None:
    """A phrase in both languages, with one form for one thing and one for many."""
    is_said(text)
    for lang in LANGUAGES:
        shape = text.in_language(lang)
        assert shape.count("[") == shape.count("|") == shape.count("]") == 1
        assert "{s}" in shape
        found = set(_slots(shape))
        assert found <= SLOTS
        assert all(found & set(alternatives.split()) for alternatives in needed), shape


def _slots(shape: str) -> Iterator[str]:
    return (part.partition("}")[0] for part in shape.split("{")[1:])


# --- kinds --------------------------------------------------------------------------------------------------------


@each_kind
def test_a_kind_has_its_words_and_its_readers(kind: Kind) -> None:
    assert KINDS[kind.name] is kind
    is_said(kind.label)
    is_said(kind.unset)
    assert kind.family in {"amount", "day", "name", "set", "bool"}
    assert not kind.like or KINDS[kind.like].form is kind.form
    assert not kind.distance or KINDS[kind.distance].distance == kind.distance
    assert eval(
        f"lambda readers, on, x, r: {kind.source.format(x='x', untold='r.absent', absent='r.absent')}"
    )  # it is one expression


@each_kind
def test_a_kind_that_files_declare_can_be_written(kind: Kind) -> None:
    assert not kind.declared or kind.form is not None or kind.family in {"set", "name"}
    assert not kind.ordered or kind.form is not None
    assert kind.plain in {"", "int", "str", "bool", "tuple", "frozenset"}


# --- operators ----------------------------------------------------------------------------------------------------


@each_operator
def test_an_operator_is_said_of_every_kind_that_it_compares(operator: Operator) -> None:
    is_said(operator.asked)
    for name in operator.kinds:
        if operator.operand == "bool":
            is_phrase(operator.phrase(KINDS[name], "true"), "s")
            is_phrase(operator.phrase(KINDS[name], "false"), "s")
        else:
            is_phrase(operator.phrase(KINDS[name], ""), "x a")
            is_phrase(operator.phrase(KINDS[name], "fact"), "x a")
    if "bool" in operator.kinds and operator.operand == "same":
        is_phrase(operator.phrase(KINDS["bool"], "true"))
        is_phrase(operator.phrase(KINDS["bool"], "false"))


@each_operator
def test_an_operator_has_a_meaning_that_generated_code_can_call(operator: Operator) -> None:
    assert getattr(operators, operator.test.__name__) is operator.test
    assert operator.kinds <= set(KINDS)
    assert operator.joint in {"and", "or"}


@each_operator
def test_an_operator_that_takes_names_means_something_of_names_that_belong_together(
    operator: Operator,
) -> None:
    takes = operator.operand != "bool" and bool(operator.kinds & {"enum", "id", "set"})
    assert (operator.related is not None) is takes
    if operator.related is not None:
        assert getattr(kinship, operator.related.__name__) is operator.related


#: Operators that are never compared inline by a sign of their own, with the reason.
WITHOUT_SIGN = {
    "between": "two limits: written as a chain of two signs",
    "exists": "asks for a class, not for a value",
    "includes_any": "two sets meet: no sign of Python answers with a truth",
}


@each_operator
def test_an_operator_has_a_plain_source_or_a_reason(operator: Operator) -> None:
    assert bool(operator.plain) is (operator.name not in WITHOUT_SIGN)
    examples: dict[str, tuple[Any, Any]] = {
        "int": (1, 2), "bool": (True, False), "str": ("a", "b"), "frozenset": (frozenset("ab"), frozenset("a")),
        "tuple": ((1, 2), (2, 3)),
    }  # fmt: skip
    assert set(operator.plain) <= {KINDS[name].plain for name in operator.kinds}
    for name, sign in operator.plain.items():
        for left in examples[name]:
            for right in examples[name]:
                limit = frozenset({right}) if name == "str" and operator.operand == "set" else right
                shown = eval(f"left {sign} right", {"left": left, "right": limit})
                assert shown is operator.test(left, limit), (operator.name, left, limit)


@each_operator
def test_an_operator_has_a_sign_for_each_operand(operator: Operator) -> None:
    assert len(operator.effects) == (2 if operator.operand == "pair" else 1)
    assert set(operator.effects) <= {EASIER, HARDER, EITHER}
    assert bool(operator.ends) is (operator.asked_of_days is not None or operator.operand == "pair")


@each_operator
def test_what_an_operator_says_of_its_kin_is_so(operator: Operator) -> None:
    """The contrary of single values, what says the same with its sides exchanged, and whether nothing satisfies it."""
    values = (NONE, 1, 2, 3) if operator.ends else (NONE, "a", "b")
    limits = frozenset("a"), frozenset("ab")
    for left, right in product(values, limits if operator.operand == "set" else values):
        if operator.operand in {"same", "set"} and (operator.ends or right is not NONE):
            found = operator.test(left, right)
            if operator.contrary:
                assert OPERATORS[operator.contrary].test(left, right) is not found
            if operator.mirrored:
                assert OPERATORS[operator.mirrored].test(right, left) is found
            if left is NONE and "set" not in operator.kinds - {"enum", "id"}:
                assert found is operator.denies
    assert (operator.limit is not None) is (len(operator.ends) == 1)
    assert limit_of(operator.name) is operator.limit
    assert limit_of("within") is None


@each_operator
def test_an_operator_says_whether_what_holds_of_less_holds_of_more(operator: Operator) -> None:
    if operator.operand == "bool":
        return
    sets = [frozenset(each) for each in ("", "a", "b", "ab")]
    sizes: list[Any] = [0, 1, 2] if "count" in operator.kinds else sets
    limits = sizes if "count" in operator.kinds else sets[1:]
    taken: list[Any] = [(low, low) for low in limits] if operator.operand == "pair" else list(limits)
    lasts = all(
        operator.test(more, limit) is True
        for limit in taken
        for less in sizes
        if operator.test(less, limit) is True
        for more in sizes
        if less <= more
    )
    assert lasts is operator.upward


@each_operator
def test_an_operator_names_the_slips_that_can_be_made_of_it(operator: Operator) -> None:
    for slip in ("opposite", "edge", "some_or_all"):
        other = getattr(operator, slip)
        assert not other or getattr(OPERATORS[other], slip) == operator.name, slip
    one_end = len(operator.ends) == 1
    assert bool(operator.edge) is one_end
    assert bool(operator.some_or_all) is (operator.operand == "set" and operator.kinds == {"set"})
    # what can be neither turned round nor negated: two limits, `exists`, whose operand says it, and names of a set
    assert bool(operator.opposite) or operator.operand in {"pair", "bool"} or operator.some_or_all
    if one_end:
        (end,), (edge,), (turned,) = (
            each.ends for each in (operator, OPERATORS[operator.edge], OPERATORS[operator.opposite])
        )
        assert (edge.above, edge.included) == (end.above, not end.included)
        assert (turned.above, turned.included) == (not end.above, end.included)


#: What fails where a list has no element, beside a limit that is not nothing.
FAILS_OF_NOTHING = {
    "amount": {"is", "above", "at_least", "between"},
    "day": {"is", "at_most", "below", "at_least", "above", "between"},
    "name": {"is", "one_of"},
    "set": {"is", "includes", "includes_any"},
}


@each_operator
def test_an_operator_says_whether_it_fails_of_nothing(operator: Operator) -> None:
    some: dict[str, Any] = {"amount": 1, "day": 1, "name": frozenset({"a"}), "set": frozenset({"a"})}
    for family in {KINDS[name].family for name in operator.kinds} & set(some):
        if operator.operand != "bool":
            expected = operator.name in FAILS_OF_NOTHING[family]
            assert operator.fails_of_nothing(family, some[family]) is expected, family
    if "count" in operator.kinds and operator.operand != "bool":
        assert operator.fails_of_nothing("amount", 0) is (operator.name in {"above", "below", "is_not"})


def test_what_is_not_there_is_not_given_and_does_not_exist() -> None:
    fails = {(name, limit) for name in ("is", "is_not", "exists") for limit in (True, False)
             if OPERATORS[name].fails_of_nothing("bool", limit)}  # fmt: skip
    assert fails == {("is", True), ("is_not", False), ("exists", True)}
    assert set(operators.NOTHING) == {kind.family for kind in KINDS.values()}


# --- deadlines ----------------------------------------------------------------------------------------------------


@each_form
def test_a_form_of_deadline_is_said_in_all_its_modes(form: DeadlineForm) -> None:
    is_said(form.asked)
    for mode in form.modes or ("",):
        is_phrase(
            form.phrases.get(mode, form.phrases.get("", Text("", ""))),
            *(["n"] if form.day or form.measured else []),
        )
    assert all(bool(text.it) is bool(text.en) for text in form.modes.values())
    assert form.kind in KINDS


@each_form
def test_a_form_of_deadline_can_be_told_from_its_like(form: DeadlineForm) -> None:
    like = WORDS[form.word]
    assert form in like
    assert len(like) == 1 or sum(form.tells in each.needed for each in like) == 1
    assert form.word not in OPERATORS
    assert bool(form.mode_key) is bool(form.modes)
    assert form.effect("") in {EASIER, HARDER, EITHER}


def test_every_rollover_is_said() -> None:
    for text in ROLLOVERS.values():
        is_said(text)


# --- recipes --------------------------------------------------------------------------------------------------


def test_a_room_that_forgets_a_recipe_does_not_load() -> None:
    names = dict.fromkeys(RECIPES, "what a room holds")
    assert EachRecipe(**names).of(Fact("x", "case", "count", Text("x", "x"), recipe={"ratio": ["a", "b"]}))[
        1
    ] == ["a", "b"]
    for name in RECIPES:
        with pytest.raises(TypeError, match=name):
            EachRecipe(**{other: text for other, text in names.items() if other != name})


# --- verdicts and files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_said_counted_and_marked(verdict: Verdict) -> None:
    assert Verdict(verdict.value) is verdict
    for text in (verdict.words, verdict.opening, verdict.counted.one, verdict.counted.many):
        is_said(text)
    assert len(verdict.sign) == 1


@pytest.mark.parametrize("severity", Severity)
def test_a_severity_is_counted_and_ranked(severity: Severity) -> None:
    assert Severity(severity.value) is severity
    assert list(Severity)[severity.rank] is severity
    is_said(severity.counted.one)
    is_said(severity.counted.many)


def test_verdicts_stand_in_one_order_under_signs_of_their_own() -> None:
    assert [verdict.place for verdict in IN_ORDER] == list(range(len(Verdict)))
    assert len({verdict.sign for verdict in Verdict}) == len(Verdict)
    assert [verdict for verdict in IN_ORDER if not verdict.told] == [Verdict.COMPLIES, Verdict.NOT_APPLICABLE]


def test_every_kind_of_file_has_its_subject_and_its_model() -> None:
    assert [each.name for each in registry().subjects.values() if each.parent == "file"] == list(Root)
    assert len({root.model() for root in Root}) == len(Root)
    for root in Root:
        assert "id" in root.model().model_fields


# --- units, states, marks, levels ---------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", UNITS_OF_AMOUNTS.values(), ids=UNITS_OF_AMOUNTS)
def test_a_unit_is_counted_and_recognised(unit: Unit) -> None:
    assert UNITS_OF_AMOUNTS[unit.name] is unit
    is_said(unit.noun.one)
    is_said(unit.noun.many)
    assert not unit.short or unit.short in unit.written
    assert all(WRITTEN[word] is unit and word == word.lower() for word in unit.written)


def test_lengths_of_deadlines_and_units_of_kinds_are_units() -> None:
    named = {kind.form.unit for kind in KINDS.values() if kind.form is not None} - {""}
    others = {unit for kind in KINDS.values() if kind.form is not None for unit in kind.form.others}
    assert {*LENGTHS, *named, *others} <= set(UNITS_OF_AMOUNTS)


@pytest.mark.parametrize("state", DueState)
def test_a_state_of_a_deadline_is_said_counted_and_marked(state: DueState) -> None:
    assert DueState(state.value) is state
    for text in (state.counted.one, state.counted.many, state.paid, *state.said.values()):
        is_said(text)
    assert "" in state.said
    assert set(state.said) <= {
        "",
        "at_least",
        "perhaps_late",
        "perhaps_paid",
        "today",
        "no_day",
        "by_rollover",
        "check",
        "expiry",
    }
    assert ROLES[state.role].sign
    assert state not in _OWN_STATES


def test_what_is_over_or_was_not_kept() -> None:
    assert {state for state in DueState if state in SETTLED} == SETTLED
    assert {DueState.OVERDUE} == BROKEN - SETTLED
    for role, text in _OWN_STATES.values():
        is_said(text)
        assert ROLES[role].sign


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_a_role_can_be_seen(role: TextRole) -> None:
    assert ROLES[role.name] is role
    Style.parse(role.style)
    assert re.fullmatch(r"#[0-9a-f]{6}|", role.colour)
    assert len(role.sign) <= 1


def test_breaches_by_severity_and_other_verdicts_have_the_sign_of_their_role() -> None:
    for verdict in Verdict:
        if verdict is not Verdict.BREACHES:
            assert ROLES[verdict.value].sign == verdict.sign
    for severity in Severity:
        assert ROLES[severity.value].sign
    assert len({role.sign for role in ROLES.values() if role.sign}) == sum(
        bool(r.sign) for r in ROLES.values()
    )


@pytest.mark.parametrize("standing", PayStatus)
def test_a_standing_of_sessions_has_its_reason(standing: PayStatus) -> None:
    assert PayStatus(standing.value) is standing
    is_said(standing.why)
    assert ROLES[standing.role].sign


@pytest.mark.parametrize("level", FailLevel)
def test_a_level_counts_what_is_as_grave(level: FailLevel) -> None:
    counted = [severity for severity in Severity if level.counts(severity)]
    assert counted == list(Severity)[: len(counted)]
    assert len(counted) == (0 if level == "never" else Severity(level.value).rank + 1)


def test_every_severity_is_a_level() -> None:
    assert list(FailLevel) == [*Severity, "never"]


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_unit_of_a_fee_is_said(unit: FeeUnit) -> None:
    assert UNITS[unit.name] is unit
    is_said(unit.each)
    is_said(unit.about)


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_a_way_to_round_is_said_and_leaves_less_than_a_step(mode: RoundingMode) -> None:
    assert MODES[mode.name] is mode
    is_said(mode.said)
    assert mode.up(Fraction(0), 1) is False
    found = [mode.up(Fraction(n, 4), whole) for n in (1, 2, 3) for whole in (0, 1)]
    expected = {
        "half_up": [False, False, True, True, True, True],
        "half_even": [False, False, False, True, True, True],
        "down": [False] * 6,
        "up": [True] * 6,
    }
    assert found == expected[mode.name]


@pytest.mark.parametrize("doubt", DOUBTS.values(), ids=DOUBTS)
def test_a_doubt_about_a_certificate_is_said(doubt: CertificateDoubt) -> None:
    assert DOUBTS[doubt.name] is doubt
    is_said(doubt.wrong)
    assert all(doubt.worth.in_language(lang).count("{}") == 1 for lang in LANGUAGES)
