"""What must hold of every deadline, on generated interventions and on the examples of the shipped rule sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.deadlines import Deadline
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.report import Verdict
from adm_rules._internal.values import terms
from adm_rules._internal.values.bounds import NONE, NOT_YET, Interval
from adm_rules._internal.values.logic import WAIT
from adm_rules._internal.values.states import BROKEN
from tests.rules.running import Example, examples
from tests.rules.small import rule, rule_set, with_intervention

START = date(2026, 3, 2)
EVERY = "progress_reports: {every: {%s, from: started_on, until: closed_on%s}}"
FORMS = {
    "days": "{educator_named_on: {within: {days: 15, after: proposed_on}}}",
    "months": "{educator_named_on: {within: {months: 1, after: proposed_on}}}",
    "fact": "{educator_named_on: {by: {fact: started_on}}}",
    "rolling": "{" + EVERY % ("days: 21", "") + "}",
    "grid": "{" + EVERY % ("days: 21", ", mode: grid") + "}",
    "quarters": "{" + EVERY % ("months: 3", ", mode: calendar") + "}",
    "either": "{any: [{educator_named_on: {within: {days: 15, after: proposed_on}}}, {hours_reduced_on: "
    "{exists: true}}]}",
}
#: Lengths in days: what moves with the file, week by week.
IN_DAYS = ("days", "rolling", "grid")
EVENTS = ("proposed_on", "started_on", "educator_named_on", "closed_on", "hours_reduced_on")


@cache
def rules(rollover: str = "next") -> RuleSet:
    every = (rule(require, id=name, per="intervention") for name, require in FORMS.items())
    return rule_set(*every, conventions=f"{{rollover: {rollover}}}")


@st.composite
def interventions(draw: st.DrawFn, *, known: bool = False) -> dict[str, Any]:
    """Events in the spring of 2026: on a day, not happened, or (unless all is ``known``) not written down."""
    offsets = st.integers(0, 90).map(lambda n: (START + timedelta(n)).isoformat())
    event = st.just("none") | offsets if known else st.none() | st.just("none") | offsets
    found: dict[str, Any] = {name: draw(event) for name in EVENTS}
    if found["closed_on"] not in (None, "none") and found["started_on"] not in (None, "none"):
        found["started_on"], found["closed_on"] = sorted([found["started_on"], found["closed_on"]])
    reports = draw(st.lists(offsets, max_size=4, unique=True).map(sorted))
    if (found.get("started_on") or "").startswith("20"):  # no report comes before the start
        reports = [each for each in reports if each >= found["started_on"]]
    if known or draw(st.booleans()):
        found["reports"] = [{"type": "progress", "submitted_on": each} for each in reports]
    return {key: each for key, each in found.items() if each is not None}


looks = st.integers(0, 200).map(lambda n: START + timedelta(n))


def deadlines(
    data: dict[str, Any], on: date, *, rollover: str = "next", until: date | None = None
) -> tuple[Deadline, ...]:
    return rules(rollover).deadlines(with_intervention(**data), on=on, until=until)


@given(interventions(), looks)
def test_no_deadline_falls_before_what_it_is_counted_from(data: dict[str, Any], on: date) -> None:
    for each in deadlines(data, on):
        if each.effective is not None and each.anchor is not None and each.anchor.day is not None:
            assert each.nominal is not None
            assert each.anchor.day <= each.nominal <= each.effective


@given(interventions(), looks, st.integers(1, 30))
def test_terms_in_days_move_with_the_file_week_by_week(data: dict[str, Any], on: date, weeks: int) -> None:
    moved = timedelta(weeks=weeks)
    before = _in_days(data, on)
    after = _in_days(_moved(data, moved), on + moved)
    assert [_outcome(each, moved) for each in before] == [_outcome(each, timedelta()) for each in after]


def _in_days(data: dict[str, Any], on: date) -> list[Deadline]:
    found = deadlines(data, on, rollover="none", until=on + timedelta(300))
    return [each for each in found if each.rule in IN_DAYS]


def _moved(data: Any, by: timedelta) -> Any:
    if isinstance(data, dict):
        return {key: _moved(each, by) for key, each in data.items()}
    if isinstance(data, list):
        return [_moved(each, by) for each in data]
    return (date.fromisoformat(data) + by).isoformat() if data[:2] == "20" else data


def _outcome(each: Deadline, by: timedelta) -> tuple[Any, ...]:
    days = (None if day is None else day + by for day in (each.nominal, each.effective, each.happened))
    return each.rule, each.instance, each.state, each.days_late, each.days_left, *days


@given(interventions(known=True), looks, st.integers(0, 120))
def test_as_time_passes_only_what_is_pending_changes(data: dict[str, Any], on: date, wait: int) -> None:
    """Nothing is planned and nothing is recorded later: a pending deadline is overdue one day, and that is all."""
    past = {key: each for key, each in data.items() if key != "reports"}
    known = {key: each if each <= on.isoformat() else "none" for key, each in past.items()}
    known["closed_on"] = "none"
    known["reports"] = [each for each in data["reports"] if each["submitted_on"] <= on.isoformat()]
    later = on + timedelta(wait)
    until = START + timedelta(400)
    first = {each.duty: each for each in deadlines(known, on, until=until)}
    second = {each.duty: each for each in deadlines(known, later, until=until)}
    assert first.keys() == second.keys()
    for duty, each in first.items():
        now = second[duty]
        assert (each.effective, each.happened) == (now.effective, now.happened)
        changed = (each.state, now.state)
        assert each.state == now.state or changed == ("pending", "overdue")
        if changed == ("pending", "overdue"):
            assert each.effective is not None
            assert on <= each.effective < later


@given(interventions(), looks, st.data())
def test_removing_what_is_recorded_meets_nothing(data: dict[str, Any], on: date, draw: st.DataObject) -> None:
    recorded = [name for name in ("educator_named_on", "reports") if name in data]
    if not recorded:
        return
    name = draw.draw(st.sampled_from(recorded))
    less = {key: each for key, each in data.items() if key != name}
    if name == "reports" and data[name]:
        less[name] = data[name][:-1]
    assert _met(deadlines(less, on)) <= _met(deadlines(data, on))


def _met(found: tuple[Deadline, ...]) -> set[tuple[str | None, date | None]]:
    return {(each.rule, each.happened) for each in found if each.state == "met"}


@given(interventions(), looks)
def test_the_states_agree_with_the_findings(data: dict[str, Any], on: date) -> None:
    _agree(rules(), {"case": with_intervention(**data)}, on)


def _timed(rule_set: RuleSet) -> frozenset[str]:
    """Rules that make something due."""
    program = rule_set.program
    variant = program.variant(("case", "agency", "contract", "district"))
    return frozenset(
        compiled.rule.id
        for compiled in program.rules
        if any(name.startswith("timed") for name in variant.judging.asked_of(compiled))
    )


@cache
def _examples(name: str) -> list[Example]:
    wanted = _timed(_loaded(name))
    return [each for each in examples(name) if each.rule in wanted]


@cache
def _loaded(name: str) -> RuleSet:
    return load(name)


PARTS = 6  # of the examples of a rule set, so that workers share them


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.deep) for n in range(1, PARTS))])
@pytest.mark.parametrize("name", available())
def test_the_states_agree_with_the_findings_of_every_example(name: str, part: int) -> None:
    for example in _examples(name)[part::PARTS]:
        _agree(_loaded(name), example.files, example.on, example.rule)


def test_there_are_examples_of_states() -> None:
    assert len(_examples("tirano")) > 100


def _agree(rule_set: RuleSet, files: Mapping[str, Any], on: date, only: str | None = None) -> None:
    due: dict[tuple[Any, ...], list[Deadline]] = defaultdict(list)
    for each in rule_set.deadlines(**files, on=on, until=on + timedelta(3_000)):
        if each.kind != "expiry":
            due[each.rule, each.subject, each.subject_id].append(each)
    for finding in rule_set.check(**files, on=on).findings:
        if only is None or finding.rule == only:
            _check(finding.verdict, due[finding.rule, finding.subject, finding.subject_id])


def _check(verdict: Verdict, due: list[Deadline]) -> None:
    """A subject may stand for several rows of one name, so this asks what no row may contradict."""
    states = {each.state for each in due if each.applies}
    broken = {each.derogated for each in due if each.applies and each.state in BROKEN}
    if verdict is Verdict.NOT_APPLICABLE:
        assert not due
    if verdict is Verdict.COMPLIES:
        assert not broken
    if verdict is Verdict.DEROGATED:
        assert broken <= {True}
    if verdict is Verdict.PENDING and due:  # an order of two events may be pending as well, and has no term
        assert not broken
        assert states & {"pending", "not_started"}
    if verdict.fails and all(each.kind == "duty" for each in due):
        assert broken <= {False}
    if broken == {False}:
        assert verdict.fails


@pytest.mark.parametrize("on", [date(2026, 3, 31), date(2027, 3, 31)])
def test_the_same_input_gives_the_same_deadlines(on: date) -> None:
    data = with_intervention(proposed_on="2026-03-02", started_on="2026-03-20", reports=[])
    assert rules().deadlines(data, on=on) == rules().deadlines(data, on=on)


# --- days that are only bounded ---------------------------------------------------------------------------------------

NEW_YEAR = date(2026, 12, 26).toordinal()
days = st.integers(NEW_YEAR, NEW_YEAR + 12)
RULED_DAY: dict[str, Callable[[Any], Any]] = {
    "due": lambda anchor: terms.due(anchor, 3, "days", "next", ()),
    "before": lambda anchor: terms.before(anchor, 3, "days", "previous", ()),
    "yearly": lambda anchor: terms.yearly(anchor, (1, 3), False, "next", ()),
}
#: What each truth is called as a state.
CALLED = {
    True: {"met"},
    False: {"late", "overdue"},
    WAIT: {"pending", "not_started"},
    None: {"undecided"},
}


@st.composite
def bounded(draw: st.DrawFn, on: int | None = None) -> tuple[Any, list[Any]]:
    """A day of which only bounds are known, and every day that it can be; an event (seen on a day) or a plain day."""
    first, last = sorted((draw(days), draw(days)))
    if on is None:
        none = draw(st.booleans())
        return Interval(first, last, none), [*range(first, last + 1), *([NONE] if none else [])]
    never = draw(st.booleans())
    last = min(last, on)
    if first > last:
        return NOT_YET, [NOT_YET]
    every = [*range(first, last + 1), *([NOT_YET] if never else [])]
    return Interval(first, NOT_YET if never else last), every


@given(st.data(), days, st.sampled_from(sorted(RULED_DAY)), st.booleans())
def test_what_is_only_bounded_is_decided_as_all_that_it_can_be(
    draw: st.DataObject, on: int, form: str, of_an_event: bool
) -> None:
    """Of every day that the anchor and the event can be; `met` and what still waits come to waiting."""
    anchor, anchors = draw.draw(bounded(on if of_an_event else None))
    event, its_days = draw.draw(bounded(on))
    rule_of = RULED_DAY[form]
    outcomes = {terms.held(day, rule_of(start), on) for start in anchors for day in its_days}
    truth = terms.held(event, rule_of(anchor), on)
    wanted = outcomes.pop() if len(outcomes) == 1 else WAIT if outcomes == {True, WAIT} else None
    assert truth is wanted
    state = terms.held_state(event, rule_of(anchor), on)
    assert state.name in CALLED[truth]
    if state.name in BROKEN:
        late = [terms.held_state(day, rule_of(start), on).days_late for start in anchors for day in its_days]
        assert 0 < min(late) <= state.days_late
        assert state.name == "overdue" or state.days_late == min(late)
