"""Two versions of a rule set: which rules are the same, what changed in words, what it does, the version needed."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import load, parse, pinned
from adm_rules._internal.engine.part import RulePart
from adm_rules._internal.render.diff import DiffPen
from adm_rules._internal.render.pen import Page
from adm_rules._internal.report import Verdict
from adm_rules._internal.review.diff import comparing, saying
from adm_rules._internal.review.diff.comparing import bump, compared, with_moves
from adm_rules._internal.review.diff.families import FamilyVersions
from adm_rules._internal.review.diff.near import Landmarks, at_marks, near
from adm_rules._internal.review.diff.pairing import RuleFamily
from adm_rules._internal.review.diff.saying import SideWords, other_changes
from adm_rules._internal.review.diff.shapes import (
    DiffWay,
    DiffWitness,
    How,
    RuleEffect,
    RulesDiff,
    RuleSetChange,
)
from adm_rules._internal.review.diff.sides import DiffSide
from adm_rules._internal.review.diff.smallest import smallest
from adm_rules._internal.review.example import Example, read_examples
from adm_rules._internal.rules import Rule
from adm_rules._internal.texts import Text
from tests.rules.small import COUNTED, ON, not_set, rule, text, value, with_sessions

OVERLAY = Path(__file__).parents[2] / "examples" / "overlays" / "tirano_2026.yaml"
CAP = "{session_time: {at_most: 3 h}}"


def session(minutes: int, **keys: Any) -> dict[str, Any]:
    ends = f"2026-03-02T{15 + minutes // 60:02}:{minutes % 60:02}"
    return {"start": "2026-03-02T15:00", "end": ends, "status": "delivered", **keys}


def examples(*minutes: int, rule_id: str = "r") -> tuple[Example, ...]:
    made = [
        {
            "id": f"{n}-minutes",
            "rule": rule_id,
            "on": ON.isoformat(),
            "root": "case",
            "file": with_sessions(session(n, venue="home")),
            "expect": [{"verdict": "complies" if n <= 180 else "breaches"}],
        }
        for n in minutes
    ]
    return read_examples(yaml.safe_dump({"examples": made}), "examples.yaml")


def side(source: str, *found: Example) -> DiffSide:
    return DiffSide("small.yaml", "small.yaml", parse(source, "small.yaml"), found)


def diff(before: str, after: str, *found: Example, on: date = ON) -> RulesDiff:
    return compared(side(before, *found), side(after, *found), on)


def only(found: RulesDiff) -> RuleEffect:
    (effect,) = found.effects
    return effect


def named(roles: str, indicator: str = "0") -> str:
    return text(
        rule(CAP),
        names=f"{{role: {{{roles}}}}}",
        indicators=f"{{icef: {{kind: number, decimals: 2, lowest: {indicator}, label: {{it: ICEF, en: ICEF}}}}}}",
    )


KIN = "educator: {counts_as: [school], may_be: [teacher]}"


def test_names_and_what_they_count_as_and_indicators_are_told() -> None:
    usher = "usher: {it: bidello, en: usher}"
    found = diff(named(f"{KIN}, {usher}"), named("usher: {it: usciere, en: usher}", "1"))
    told = {
        change.kind: [(line.sign, line.text.en, line.text.it) for line in change.lines]
        for change in found.changes
    }
    assert told["name"] == [("-", "usher: usher", "usher: bidello"), ("+", "usher: usher", "usher: usciere")]
    assert told["kinship"] == [
        ("-", "`educator` counts as `school`", "`educator` vale come `school`"),
        ("-", "`educator` may be `teacher`", "`educator` può essere `teacher`"),
    ]
    assert [sign for sign, *_ in told["indicator"]] == ["-", "+"]
    assert (found.bump.needed, found.bump.declared) == ("major", "none")


# --- which rule is which ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rewritten",
    [
        "{all: [{session_time: {at_most: 3 h}}]}",
        "{not: {not: {session_time: {at_most: 3 h}}}}",
        "{any: [{session_time: {at_most: 180 min}}, {session_time: {at_most: 3 h}}]}",
    ],
)
def test_what_is_only_written_otherwise_touches_nothing(rewritten: str) -> None:
    found = diff(text(rule(CAP)), text(rule(rewritten)), *examples(180, 181))
    assert found.effects == ()
    assert [each.how for each in found.changes] == [How.CHANGED]
    assert (found.bump.needed, found.direction) == ("patch", DiffWay.EQUAL)


def test_a_rule_under_another_id_was_renamed_wherever_it_stands() -> None:
    other = rule("{venue: {is: home}}", id="s")
    found = diff(text(rule(CAP), other), text(other, rule(CAP, id="cap")))
    (change,) = found.changes
    assert (change.name, change.was, change.how) == ("cap", "r", How.RENAMED)
    assert found.effects == ()
    assert found.bump.needed == "patch"


def test_what_computes_something_else_under_another_id_may_be_rewritten() -> None:
    found = diff(text(rule(CAP)), text(rule("{session_time: {at_most: 4 h}}", id="cap")), *examples(200))
    (change,) = found.changes
    assert (change.name, change.was, change.how) == ("cap", "r", How.REWRITTEN)
    assert only(found).direction is DiffWay.LOOSER
    apart = diff(text(rule(CAP)), text(rule("{home_sessions: {at_most: 4}}", id="cap", per="week")))
    assert [each.how for each in apart.changes] == [How.ADDED, How.REMOVED]


LOW, HIGH = "{session_time: {at_least: 1 h}}", "{session_time: {at_most: 3 h}}"
WHOLE = text(rule(f"{{all: [{LOW}, {HIGH}]}}"))


@pytest.mark.parametrize(
    ("low", "said"),
    [
        (LOW, "is breached exactly where"),
        ("{session_time: {at_least: 2 h}}", "is breached wherever"),
        ("{session_time: {at_least: 30 min}}", "is breached only where"),
    ],
)
def test_a_rule_that_was_split_is_compared_with_its_parts_together(low: str, said: str) -> None:
    parts = text(rule(low, id="low"), rule(HIGH, id="high"))
    found = diff(WHOLE, parts, *examples(200, 45))
    assert [(each.name, each.how, each.was) for each in found.changes] == [
        ("low", How.SPLIT, "r"), ("high", How.SPLIT, "r"), ("r", How.REMOVED, None),
    ]  # fmt: skip
    told = {line.text.en for each in found.changes for line in each.lines if line.sign == "="}
    assert f"proved: some of `low`, `high` {said} some of `r` was" in told
    shown = [each.partition(":")[0] for each in told if "example" in each]
    assert (
        shown
        == {
            "is breached exactly where": [],
            "is breached wherever": ["some is breached now"],
            "is breached only where": ["none is breached any more"],
        }[said]
    )
    other = diff(WHOLE, text(rule("{venue: {is: home}}", id="low"), rule(HIGH, id="high")))
    assert other.changes[0].lines[-1].text.en == "not proved: compare `low`, `high` with `r`"
    back = diff(parts, WHOLE, *examples(200))
    assert [(each.name, each.how, each.was) for each in back.changes] == [
        ("r", How.JOINED, "low, high"), ("low", How.REMOVED, None), ("high", How.REMOVED, None),
    ]  # fmt: skip


def test_what_limits_name_is_tried_first() -> None:
    (example,) = examples(90)
    case = {"birth_date": "2014-05-01", "school_year": 3, "id": "caso-1"}
    marks = Landmarks(frozenset(), frozenset({3, 4}), (date(2026, 9, 1).toordinal(),))
    found = list(at_marks(replace(example, files={"case": case}), frozenset(case), marks, days=7))
    assert [(each.place[1], each.value) for each in found] == [
        ("birth_date", "2026-08-31"), ("birth_date", "2026-09-01"), ("school_year", 4),
    ]  # fmt: skip
    assert {each.days for each in found} == {7}


def test_other_words_are_equal_under_every_reading() -> None:
    by_reading = "{by_reading: {counted: {direct: %s, all: {session_time: {at_most: 4 h}}}}}"
    old, new = (text(rule(by_reading % each), readings=COUNTED) for each in (CAP, f"{{all: [{CAP}, {CAP}]}}"))
    twice = text(
        rule(by_reading % "{all: [{session_time: {at_most: 3 h}}, {session_time: {at_most: 5 h}}]}"),
        readings=COUNTED,
    )
    assert diff(old, new).effects == ()
    assert only(diff(old, twice)).direction is DiffWay.EQUAL


def test_the_least_file_of_a_split_is_of_one_session() -> None:
    parts = text(rule("{session_time: {at_least: 2 h}}", id="low"), rule(HIGH, id="high"))
    told = [line.text.en for line in diff(WHOLE, parts, *examples(90)).changes[0].lines]
    session = '{end: "2026-03-02T16:30", start: "2026-03-02T15:00"}'
    case = f"birth_date: 2014-05-01, id: caso-1, interventions: [{{service: home_education, sessions: [{session}]}}]"
    assert told[-1] == f"some is breached now: example 90-minutes; enough: {{case: {{{case}}}}}"


def test_a_file_that_cannot_be_read_shows_nothing_of_a_family() -> None:
    old, new = (
        parse(each, "small.yaml") for each in (WHOLE, text(rule(LOW, id="low"), rule(HIGH, id="high")))
    )
    family = RuleFamily(tuple(old.rules), tuple(new.rules))
    (example,) = examples(90)
    spoilt = replace(example, files={"case": {"id": "caso-1"}})
    assert FamilyVersions(family, old.regulation, new.regulation).way(spoilt) is None


def test_the_least_file_has_one_key_less_wherever_that_shows_the_same() -> None:
    (example,) = examples(90)
    start = ("case", "interventions", 0, "sessions", 0, "start")

    def shows(each: Example) -> bool:
        place: Any = each.files
        try:
            for step in start:
                place = place[step]
        except (KeyError, IndexError):
            return False
        return True

    assert smallest(example, shows) == {
        "case": {"interventions": [{"sessions": [{"start": "2026-03-02T15:00"}]}]}
    }
    assert smallest(example, lambda _: False) == example.files


def test_what_two_rules_could_have_become_is_no_split(monkeypatch: pytest.MonkeyPatch) -> None:
    two = rule(LOW, id="a"), rule(HIGH, id="b")
    others = rule("{session_time: {at_least: 2 h}}", id="c"), rule("{session_time: {at_most: 4 h}}", id="d")
    found = diff(text(*two), text(*others))
    assert {each.how for each in found.changes} == {How.REWRITTEN}
    monkeypatch.setattr(comparing, "available", lambda: False)
    (first, *_) = diff(WHOLE, text(rule(LOW, id="low"), rule(HIGH, id="high"))).changes
    assert first.lines[-1].text.en == "not proved: compare `low`, `high` with `r`"


def test_a_rule_that_left_one_set_for_another_was_moved() -> None:
    both = rule(CAP), rule("{venue: {is: home}}", id="s")
    first = diff(text(*both), text(both[1]))
    there = [parse(each.replace("id: small", "id: other"), "o") for each in (text(both[1]), text(*both))]
    old, new = (DiffSide("o", "o", each, ()) for each in there)
    second = compared(old, new, ON)
    moved_ones = with_moves([first, second])
    assert [each.how for each in moved_ones[0].changes] == [How.REMOVED]
    assert [(each.how, each.was) for each in moved_ones[1].changes] == [(How.MOVED, "small/r")]


def test_amounts_are_compared_and_not_the_names_of_values() -> None:
    one = text(rule("{session_time: {at_most: $a}}"), values=value("a", "minutes", "is: 3 h"))
    other = text(rule("{session_time: {at_most: $b}}"), values=value("b", "minutes", "is: 3 h"))
    found = diff(one, other)
    assert found.effects == ()
    assert {(each.kind, each.how, each.was) for each in found.changes} == {
        ("value", How.RENAMED, "a"),
        ("rule", How.CHANGED, None),
    }


def test_a_rule_set_that_came_or_went() -> None:
    whole = side(text(rule(CAP)))
    came, went = compared(None, whole, ON), compared(whole, None, ON)
    assert [each.how for each in (*came.changes, *went.changes)] == [How.ADDED, How.REMOVED]
    assert (came.old, came.new_version) == (None, "1")
    assert (went.new, went.old_version) == (None, "1")


# --- what it does -----------------------------------------------------------------------------------------------------


def cap(amount: str) -> str:
    return text(rule("{session_time: {at_most: $cap}}"), values=value("cap", "minutes", amount))


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("is: 3 h", "is: 4 h", DiffWay.LOOSER),
        ("is: 4 h", "is: 3 h", DiffWay.STRICTER),
    ],
)
def test_a_limit_makes_a_rule_looser_or_stricter(before: str, after: str, direction: DiffWay) -> None:
    found = diff(cap(before), cap(after), *examples(60, 180, 200))
    effect = only(found)
    assert (effect.direction, effect.via) == (direction, ("$cap",))
    (witness,) = effect.witnesses
    assert (witness.example, witness.changed, witness.days) == ("200-minutes", {}, 0)
    assert witness.before != witness.after
    assert effect.flips == {f"{witness.before.value} -> {witness.after.value}": 1}
    assert found.bump.needed == "major"
    assert not found.bump.enough


def test_the_first_witness_of_a_direction_shows_its_file() -> None:
    found = diff(cap("is: 3 h"), cap("is: 4 h"), *examples(200))
    more = DiffWitness("e", {}, 0, ON, "session", "s", Verdict.UNDECIDED, Verdict.COMPLIES)
    two = replace(only(found), witnesses=(*only(found).witnesses, more))
    told = "\n".join(DiffPen(Page("en")).told(replace(found, effects=(two,)), None, None))
    assert ("200-minutes" in told, "undecided" in told, told.count("enough: ")) == (True, True, 1)


def test_one_minute_beside_an_example_is_tried_as_well() -> None:
    after = text(rule("{session_time: {below: 3 h}}"))
    found = only(diff(text(rule(CAP)), after, *examples(60, 179)))
    (witness,) = found.witnesses
    assert witness.changed == {"case.interventions.0.sessions.0.end": "2026-03-02T18:00"}
    assert (witness.before, witness.after) == (Verdict.COMPLIES, Verdict.BREACHES)


def test_what_goes_both_ways_crosses() -> None:
    found = diff(text(rule(CAP)), text(rule("{session_time: {at_least: 3 h}}")), *examples(60, 200))
    assert only(found).direction is DiffWay.CROSSING
    assert only(found).failing == ("60-minutes", "200-minutes")
    assert found.direction is DiffWay.CROSSING


def test_two_rules_that_go_apart_cross_as_a_set() -> None:
    before = text(rule(CAP), rule("{session_time: {at_least: 1 h}}", id="s"))
    after = text(rule("{session_time: {at_most: 4 h}}"), rule("{session_time: {at_least: 221 min}}", id="s"))
    found = diff(before, after, *examples(200), *examples(200, rule_id="s"))
    assert [each.direction for each in found.effects] == [DiffWay.LOOSER, DiffWay.STRICTER]
    assert found.direction is DiffWay.CROSSING


def test_what_no_file_shows_is_not_called_equal() -> None:
    found = diff(text(rule(CAP)), text(rule("{session_time: {at_most: 4 h}}")))
    assert only(found).direction is DiffWay.NO_DIFFERENCE
    assert found.direction is DiffWay.NO_DIFFERENCE
    assert found.bump.needed == "major"
    assert "not proved" in found.bump.because[0].en


def test_other_verdicts_are_no_breach_more_or_less() -> None:
    after = text(rule(CAP, when="{venue: {is: school}}"))
    found = only(diff(text(rule(CAP)), after, *examples(60)))
    assert found.direction is DiffWay.OTHER


def test_another_reading_counts_as_well() -> None:
    options = "{by_reading: {counted: {direct: {venue: {is: home}}, all: {session_time: {at_most: %s}}}}}"
    before, after = (text(rule(options % cap), readings=COUNTED) for cap in ("3 h", "4 h"))
    found = only(diff(before, after, *examples(200)))
    assert found.witnesses[0].before == found.witnesses[0].after == Verdict.COMPLIES
    assert found.direction is DiffWay.OTHER


def test_what_lies_ahead_is_tried_on_the_days_after() -> None:
    dated = value("cap", "minutes", "is: 3 h", "from: 2026-09-01, is: 4 h")
    found = diff(cap("is: 3 h"), text(rule("{session_time: {at_most: $cap}}"), values=dated), *examples(200))
    effect = only(found)
    assert (effect.direction, effect.ahead) == (DiffWay.LOOSER, True)
    (witness,) = effect.witnesses
    assert witness.days > 0
    assert witness.on > date(2026, 9, 1)
    assert (found.bump.needed, found.bump.declared) == ("minor", "none")
    (change,) = found.changes
    assert change.now == Text(
        "3 ore fino al 31 agosto 2026, poi 4 ore", "3 hours until 31 August 2026, then 4 hours"
    )


# --- files near an example --------------------------------------------------------------------------------------------

MARKS = Landmarks(frozenset({"a", "b"}), frozenset({3}), (date(2026, 9, 1).toordinal(),))


def others(given: Any) -> list[Any]:
    example = Example("e", "r", ON, {"case": {"key": given, "unread": 1}}, (), None)  # type: ignore[arg-type]
    return [each.changed["case.key"] for each in near(example, {"key"}, MARKS)]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (True, [False, None]),
        (2, [1, 3, None]),
        (["a"], [[], ["a", "b"], None]),
        ("a", ["b", None]),
        ("2026-03-31", ["2026-03-30", "2026-04-01", "2026-08-31", "2026-09-01", None]),
        (None, [None]),
    ],
)
def test_a_key_has_its_neighbours(given: Any, wanted: list[Any]) -> None:
    assert others(given) == wanted


def test_a_moment_is_moved_by_minutes() -> None:
    assert "2026-03-02T15:01" in others("2026-03-02T15:00")


# --- in words ---------------------------------------------------------------------------------------------------------

TIRANO = load("tirano")
EDITS = {
    "value": ("massimo settimanale di ore per utente", "massimo di ore per utente"),
    "fact": ("primo accesso previsto durante l'assenza", "primo accesso previsto"),
    "reading": ("contano tutte le ore lavorate per il minore", "conta tutto"),
    "tariff": ("the hourly share that a family pays", "what a family pays"),
    "voucher": ("Voucher sociale, en", "Buono sociale, en"),
    "order": ("Priorità nell'accesso", "Ordine di accesso"),
    "presumption": ("  - {absent: incident, says: {it: incidenti, en: incidents}}\n", ""),
    "convention": ("  backward_rollover: none", "  backward_rollover: previous"),
    "act": ("  body: Ambito territoriale di Tirano", "  body: Ambito di Tirano"),
}


def test_what_changed_besides_rules_is_told_line_by_line() -> None:
    source = TIRANO.regulation.text
    for old, new in EDITS.values():
        assert old in source
        source = source.replace(old, new)
    found = list(other_changes(SideWords(TIRANO), SideWords(parse(source, "tirano.yaml"))))
    assert {each.kind for each in found} == set(EDITS)
    assert all(each.how is How.CHANGED for each in found if each.kind != "presumption")
    signs = {each.kind: "".join(line.sign for line in each.lines) for each in found}
    assert signs["presumption"] == "-"
    assert all("-" in sign and "+" in sign for kind, sign in signs.items() if kind != "presumption")
    back = list(other_changes(SideWords(parse(source, "tirano.yaml")), SideWords(TIRANO)))
    assert {each.how for each in back if each.kind == "presumption"} == {How.ADDED}


def test_what_changed_of_a_rule_is_told_by_section() -> None:
    more = "topic: hours\nawaits: session_day"
    before = text(rule(CAP, more=more))
    after = text(
        rule(CAP.replace("at_most", "below"), when="{venue: {is: home}}", more=more.replace("hours", "time")).replace(
            "Trial rule", "Another rule"
        ).replace("severity: error", "severity: warning").replace('"1"', '"2"')
    )  # fmt: skip
    (change,) = diff(before, after).changes
    assert [line.part.en for line in change.lines if line.sign == "+"] == [
        "Title", "Citation", "Topic", "When it applies", "What it requires", "If it is breached",
    ]  # fmt: skip
    assert change.lines[0].text == Text("Regola di prova", "Trial rule")


def test_the_days_of_amounts_are_told() -> None:
    words = SideWords(
        parse(text(values=value("a", "minutes", "until: 2020-12-31, is: 1 h", "from: 2021-01-01, is: 2 h")))
    )
    entries = words.regulation.values["a"]
    assert [each.en for each in words.amounts(entries)] == [
        "1 hour, until 31 December 2020", "2 hours, from 1 January 2021",
    ]  # fmt: skip
    ended = SideWords(
        parse(text(values=value("a", "minutes", "from: 2020-01-01, until: 2020-12-31, is: 1 h")))
    )
    (only_one,) = ended.amounts(ended.regulation.values["a"])
    assert only_one.en == "1 hour, from 1 January 2020 until 31 December 2020"
    unset = SideWords(parse(text(values=not_set("a", "minutes"))))
    assert "no act sets it" in unset.amounts(unset.regulation.values["a"])[0].en
    assert unset.timeline(unset.regulation.values["a"]) is None


# --- the version ------------------------------------------------------------------------------------------------------


def effect(
    direction: DiffWay, *moves: tuple[Verdict, Verdict], proved: tuple[str, ...] = (), ahead: bool = False
) -> RuleEffect:
    witnesses = tuple(DiffWitness("e", {}, 0, ON, "session", "s", *move) for move in moves)
    return RuleEffect("r", Text("r", "r"), ("r",), direction, proved, None, witnesses, {}, 1, 1, (), ahead)


DECIDED = (Verdict.UNDECIDED, Verdict.BREACHES)
PRESENT = (Verdict.COMPLIES, Verdict.BREACHES)
NEVER = ("never_stricter", "never_looser")


@pytest.mark.parametrize(
    ("found", "needed"),
    [
        (effect(DiffWay.EQUAL, proved=("equal",)), "patch"),
        (effect(DiffWay.STRICTER, PRESENT, ahead=True), "minor"),
        (effect(DiffWay.STRICTER, PRESENT), "major"),
        (effect(DiffWay.STRICTER, DECIDED), "major"),
        (effect(DiffWay.OTHER, (Verdict.UNDECIDED, Verdict.COMPLIES), proved=NEVER), "minor"),
        (effect(DiffWay.NO_DIFFERENCE), "major"),
        (effect(DiffWay.NO_DIFFERENCE, proved=NEVER), "major"),
    ],
)
def test_the_version_follows_from_what_a_rule_does(found: RuleEffect, needed: str) -> None:
    assert bump("1.0.0", "1.0.0", [], [found], {}).needed == needed


@pytest.mark.parametrize(
    ("old", "new", "declared"),
    [
        ("1.0.0", "1.0.0", "none"),
        ("1.0.0", "1.0.1", "patch"),
        ("1.0", "1.1", "minor"),
        ("1", "2", "major"),
        ("2.0.0", "1.9.9", "none"),
        ("2026-a", "2026-b", "major"),
        ("1.0.0", "1.0.0.1", "major"),
    ],
)
def test_what_is_declared_is_read_off_the_versions(old: str, new: str, declared: str) -> None:
    assert bump(old, new, [], [], {}).declared == declared


def test_amounts_and_precedence_ask_for_a_major_version() -> None:
    change = RuleSetChange("tariff", "copayment", Text("t", "t"), How.CHANGED)
    money = RuleSetChange("value", "unit", Text("t", "t"), How.CHANGED)
    assert bump("1", "1.0.1", [change], [], {}).needed == "major"
    assert bump("1", "1.0.1", [money], [], {"unit": False}).needed == "major"
    assert bump("1", "1.0.1", [money], [], {"unit": True}).needed == "minor"
    assert bump("1", "1.0.1", [money], [], {}).needed == "patch"
    assert bump("1", "1.0.1", [], [], {}).needed == "none"


MILANO = load("sud_est_milano")


@pytest.mark.parametrize(
    ("old", "new", "needed"),
    [
        # a reading that only a voucher asks for, an amount that only one has, now and later, and its label
        ("default: present", "default: ratio", "major"),
        ('is: 1 h, cites: {article: "6"}', 'is: 2 h, cites: {article: "6"}', "major"),
        ("en: time granted for transport", "en: time granted for an outing", "patch"),
    ],
)
def test_what_only_money_rests_on_is_no_matter_of_words(old: str, new: str, needed: str) -> None:
    source = TIRANO.regulation.text
    assert source.count(old) == 1
    after = DiffSide("t", "t", parse(source.replace(old, new), "tirano.yaml"), ())
    assert quick(DiffSide("t", "t", TIRANO, ()), after).bump.needed == needed


def quick(old: DiffSide, new: DiffSide) -> RulesDiff:
    """A comparison of which only what is said of changes is looked at."""
    return compared(old, new, ON)


def test_an_amount_of_money_for_later_days_is_a_minor_change() -> None:
    source = OVERLAY.read_text(encoding="utf-8")
    entry = '{from: 2026-01-01, until: 2026-12-31, is: 24.35, cites: {act: del. 3/2025, article: "1"}}'
    assert entry in source
    later = entry.replace("2026-", "2027-").replace("24.35", "25.00")
    sides = [
        DiffSide("o", "o", parse(each, str(OVERLAY)), ())
        for each in (source, source.replace(entry, f"{entry}, {later}"))
    ]
    found = quick(*sides)
    assert (found.bump.needed, [each.en for each in found.bump.because][-1]) == (
        "minor",
        "`voucher_unit_value`: changes only after the day compared",
    )
    assert quick(*reversed(sides)).bump.needed == "minor"


def test_another_purpose_of_a_rule_is_told_and_major() -> None:
    source = MILANO.regulation.text
    start = source.index("    purpose: {kind: penalty_band")
    end = source.index("\n", start) + 1
    new = parse(source[:start] + source[end:], "sud_est_milano.yaml")
    found = quick(DiffSide("s", "s", MILANO, ()), DiffSide("s", "s", new, ()))
    assert list({line.part.en for each in found.changes for line in each.lines}) == ["What it is for"]
    assert (found.bump.needed, found.touched) == ("major", 0)


def test_a_rule_that_an_overlay_sets_aside_is_told() -> None:
    source = OVERLAY.read_text(encoding="utf-8").partition("# What this file touches")[0]
    because = "because: {{it: Prova., en: Trial.}}, cites: {{act: del. 3/2025, article: '3'}}"
    until = f"disable: [{{{{rule: contact.venue, from: 2026-02-01{{}}, {because}}}}}]\n"
    sides = [
        DiffSide("o", "o", parse(pinned(source + each, str(OVERLAY)), str(OVERLAY)), ())
        for each in (until.format(""), until.format(", until: 2026-02-28"))
    ]
    (change,) = quick(*sides).changes
    assert [(line.sign, line.part.en, line.text.en) for line in change.lines] == [
        ("-", "Set aside", "from 1 February 2026"),
        ("+", "Set aside", "from 1 February 2026 until 28 February 2026"),
    ]


def test_every_part_of_a_rule_and_of_a_rule_set_is_told() -> None:
    told = {name for names in saying._ASPECTS.values() for name in names}
    own = {"id", "path", "title", "cites", "topic"}
    assert {each.name for each in fields(Rule)} == own | told


# --- parts and places -------------------------------------------------------------------------------------------------


def test_a_part_of_a_rule_set_gives_the_verdicts_of_the_whole() -> None:
    rules = parse(text(rule(CAP), rule("{venue: {is: home}}", id="s")))
    part = RulePart(rules.regulation, {"s"})
    models = part.models({"case": with_sessions(session(60, venue="home"), session(90, venue="school"))}, ON)
    found = part.verdicts(models, ON, presume=False)
    assert sorted(each.verdict.value for each in found.values()) == ["breaches", "complies"]
    assert {(rule_id, subject) for rule_id, subject, *_ in found} == {("s", "session")}
    unseen = part.verdicts(part.models({"case": with_sessions()}, ON), ON, presume=False)
    assert unseen == {}


def test_what_nobody_has_seen_is_told_once_and_not_where_it_does_not_apply() -> None:
    rules = parse(text(rule(CAP), rule(CAP, id="s", when="{service: {is: supervised_contact}}")))
    part = RulePart(rules.regulation, {"r", "s"})
    unknown = {
        "id": "a",
        "birth_date": "2014-05-01",
        "interventions": [{"id": "i", "service": "home_education"}],
    }
    found = part.verdicts(part.models({"case": unknown}, ON), ON, presume=False)
    assert [(key[0], each.verdict) for key, each in found.items()] == [("r", Verdict.UNDECIDED)]


def test_a_part_that_does_not_compile_says_why() -> None:
    rules = parse(text(rule(CAP)))
    broken = replace(rules.regulation, rules=(replace(rules.rules[0], per="nowhere"),))
    with pytest.raises(DiagnosticsError, match="nowhere"):
        RulePart(broken, {"r"})


def test_a_file_that_cannot_be_read_shows_nothing() -> None:
    broken = replace(examples(200)[0], files={"case": {"id": "a"}})
    found = only(diff(text(rule(CAP)), text(rule("{session_time: {at_most: 4 h}}")), broken))
    assert found.witnesses == ()
