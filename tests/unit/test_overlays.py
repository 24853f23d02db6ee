"""Spoiled overlays, each with the code of its fault at its line, and what an overlay leaves as it was."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.compiler import overlays, pins
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, load, parse, pinned
from adm_rules._internal.loader import overlay as loader
from adm_rules._internal.rules import Amount, Free, NotSet
from tests.rules.small import COUNTED, pinned_if_read, rule, session, text, with_sessions
from tools.pin_overlays import OVERLAYS

UNSET = "not_set: {by: {it: Assemblea, en: Assembly}, asks: {it: quale sia, en: what it is}}"
LABEL = "label: {it: limite, en: limit}"
CITED = 'cites: {article: "2"}'
VALUES = f"""
  longest: {{kind: minutes, {LABEL}, history: [{{is: 2 h, {CITED}}}]}}
  users: {{kind: count, {LABEL}, history: [{{is: 2, {CITED}}}]}}
  places: {{kind: set, of: venue, {LABEL}, history: [{{is: [home, school], {CITED}}}]}}
  defence: {{kind: days, {LABEL}, history: [{{is: 30, {CITED}}}]}}
  transition: {{kind: months, {LABEL}, history: [{{is: 6, {CITED}}}]}}
  protocol: {{kind: set, of: activity_tag, {LABEL}, history: [{{is: [study_support, care_of_spaces], {CITED}}}]}}
  pause: {{kind: minutes, {LABEL}, {UNSET}}}
  lapsed: {{kind: minutes, {LABEL}, history: [{{is: 5 min, {CITED}}}, {{from: 2026-01-01, {UNSET}, {CITED}}}]}}
  disputed: {{kind: minutes, {LABEL}, history: [{{by_reading: {{counted: {{direct: 1 h, all: 2 h}}}}, {CITED}}}]}}
"""
TARIFFS = f"""
  meal: {{unit: EUR, {UNSET}}}
  bus: {{unit: EUR, free: {{it: gratuito, en: free}}}}
"""
FEEDBACK = "{direct: {feedback_time: {at_most: 10 min}}, all: {feedback_time: {at_most: 20 min}}}"
BASE = text(
    rule("{session_time: {at_most: $longest}}", id="longest"),
    rule("{users_present: {at_least: $users}}", id="users"),
    rule("{venue: {one_of: $places}}", id="places"),
    rule("{closed_on: {within: {days: $defence, after: proposed_on}}}", id="defence", per="intervention"),
    rule(
        "{closed_on: {by: {months: $transition, before: proposed_on}}}", id="transition", per="intervention"
    ),
    rule("{session_activities: {includes: $protocol}}", id="protocol"),
    rule("{feedback_time: {at_least: $pause}}", id="pause"),
    rule("{feedback_time: {at_most: $lapsed}}", id="lapsed"),
    rule("{feedback_time: {at_most: $disputed}}", id="disputed"),
    rule(f"{{by_reading: {{counted: {FEEDBACK}}}}}", id="feedback"),
    values=VALUES,
    readings=COUNTED,
    tariffs=TARIFFS,
    names="{role: {cook: {it: cuoco, en: cook}}}",
)
CITES = 'cites: {act: del. 8/2026, article: "1"}'
BECAUSE = f"because: {{it: Serve, en: It is needed}}, {CITES}"
GOOD = f"""\
language: 1
id: own
title: {{it: Regole proprie, en: Own rules}}
version: "1"
extends:
  rules: base.yaml
adopted: {{act: del. 8/2026, body: Assemblea, on: 2026-01-15}}
values:
  users:
    history: [{{from: 2026-03-01, is: 3, {CITES}}}]
  longest:
    history:
      - {{from: 2026-03-01, until: 2026-03-31, is: 3 h, {CITES}}}
    loosens:
      - {{rule: longest, {BECAUSE}}}
  defence:
    history: [{{from: 2026-03-01, is: 20, {CITES}}}]
  transition:
    history: [{{from: 2026-03-01, is: 7, {CITES}}}]
  protocol:
    history:
      - {{from: 2026-03-01, is: [study_support, care_of_spaces, autonomy_and_wellbeing], {CITES}}}
  pause:
    history: [{{from: 2026-03-01, is: 10 min, {CITES}}}]
  lapsed:
    history: [{{from: 2026-03-01, is: 9 min, {CITES}}}]
readings:
  - {{reading: counted, use: all, {BECAUSE}}}
disable:
  - {{rule: places, from: 2026-03-01, until: 2026-04-30, {BECAUSE}}}
tariffs:
  meal: {{unit: EUR, free: {{it: gratuito, en: free}}}}
names:
  role: {{waiter: {{it: cameriere, en: waiter}}}}
rules:
{rule("{accompanied_by: {one_of: [cook, waiter]}}", id="own.company")}
"""


@pytest.fixture
def base(tmp_path: Path) -> RuleSet:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return load(tmp_path / "base.yaml")


def written(base: RuleSet, *changes: tuple[str, str]) -> Path:
    """The good overlay beside its base, with some of its text replaced."""
    told = GOOD
    for old, new in changes:
        assert told.count(old) == 1, f"the good overlay has `{old}` once"
        told = told.replace(old, new)
    path = Path(base.regulation.file).with_name("own.yaml")
    path.write_text(pinned_if_read(told, str(path)), encoding="utf-8")
    return path


def faults(base: RuleSet, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    """The codes of what is wrong, each with the text of its line from the column on."""
    path = written(base, *changes)
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for fault in caught.value.diagnostics:
        assert fault.position is not None
        assert fault.position.file == str(path)
        found.append((fault.code, lines[fault.position.line - 1][fault.position.column - 1 :].split(",")[0]))
    return found


# --- the ten spoiled copies -------------------------------------------------------------------------------------------

LOOSENS = f"    loosens:\n      - {{rule: longest, {BECAUSE}}}\n"


@pytest.mark.parametrize(
    ("change", "code", "at"),
    [
        ((LOOSENS, ""), "overlay-loosens-silently", "history:"),
        ((f"is: 3, {CITES}", f"is: 1, {CITES}"), "overlay-loosens-silently", "history: [{from: 2026-03-01"),
        (("  users:", "  usres:"), "unknown-value", "usres:"),
        (("body: Assemblea", "body: Comune"), "overlay-wrong-body", "history: [{from: 2026-03-01"),
        (
            ("rule: longest, because: {it: Serve, en: It is needed}", "rule: longest"),
            "missing-key",
            "{rule: longest",
        ),
        (("id: own.company", "id: longest"), "duplicate-id", "longest"),
        (("is: 20", "is: 40"), "overlay-loosens-silently", "history: [{from: 2026-03-01"),
        (("is: 7", "is: 5"), "overlay-loosens-silently", "history: [{from: 2026-03-01"),
        (
            ("[study_support, care_of_spaces, autonomy_and_wellbeing]", "[study_support]"),
            "overlay-loosens-silently",
            "history:",
        ),
    ],
    ids=[
        "loosens-removed",
        "a-number-loosened",
        "misspelt-value",
        "wrong-body",
        "reason-removed",
        "id-of-the-base-reused",
        "another-defence-term",
        "another-transition",
        "shorter-protocol",
    ],
)
def test_a_spoiled_copy_is_refused(base: RuleSet, change: tuple[str, str], code: str, at: str) -> None:
    found = faults(base, change)
    assert {each for each, _ in found} == {code}
    assert at in {where for _, where in found}


def test_a_body_may_fill_only_what_it_must_set(base: RuleSet) -> None:
    found = faults(base, ("body: Assemblea", "body: Comune"))
    assert [code for code, _ in found] == ["overlay-wrong-body"] * 3  # pause, lapsed, meal


# --- every other code, at its line ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "at"),
    [
        (("rules: base.yaml", "rules: bse.yaml"), "unreadable-base", "bse.yaml"),
        (("rules: base.yaml", "rules: tirno"), "unknown-rule-set", "tirno"),
        (("rules: base.yaml", "rules: own.yaml"), "overlay-of-overlay", "own.yaml"),
        (("from: 2026-03-01, is: 3,", "from: 2026-01-14, is: 3,"), "overlay-retroactive", "{from: 2026-01-14"),
        (("from: 2026-03-01, is: 3,", "is: 3,"), "overlay-retroactive", "{is: 3"),
        (("is: 20", "is: 30"), "overlay-changes-nothing", "history: [{from: 2026-03-01"),
        (("{rule: longest,", "{rule: users,"), "overlay-loosens-nothing", "{rule: users"),
        (("{rule: longest,", "{rule: longst,"), "unknown-rule", "longst"),
        (("until: 2026-03-31", "until: 2026-02-28"), "end-before-start", "2026-02-28"),
        (("reading: counted", "reading: countd"), "unknown-reading", "countd"),
        (("use: all", "use: quoted"), "unknown-option", "quoted"),
        (("use: all", "use: direct"), "overlay-changes-nothing", "{reading: counted"),
        (
            ("disable:\n", f"  - {{reading: counted, use: all, {BECAUSE}}}\ndisable:\n"),
            "duplicate-id",
            "counted",
        ),
        (("{rule: places,", "{rule: placs,"), "unknown-rule", "placs"),
        (("{rule: places, from: 2026-03-01", "{rule: places, from: 2026-01-01"), "overlay-retroactive", "2026-01-01"),
        (("until: 2026-04-30", "until: 2026-02-01"), "end-before-start", "2026-02-01"),
        (("meal: {unit", "bus: {unit"), "overlay-tariff", "bus: {unit: EUR"),
        (("free: {it: gratuito, en: free}", UNSET), "overlay-tariff", "meal: {unit: EUR"),
        (("waiter: {it: cameriere, en: waiter}", "cook: {it: capo, en: chef}"), "overlay-renames", "cook: {it: capo"),
        (
            ("waiter: {it: cameriere, en: waiter}", "school: {counts_as: [parent]}"),
            "overlay-renames",
            "school: {counts_as: [parent]}}",
        ),
        (("id: own.company", "id: company"), "overlay-rule-id", "company"),
        (("id: own\n", "id: small\n"), "duplicate-id", "small"),
        (("is: 9 min", "is: 9"), "bad-amount", "9"),
        (("language: 1", "language: 2"), "unknown-language", "2"),
        ((", on: 2026-01-15", ""), "missing-key", "{act: del. 8/2026"),
        (("title: {it: Regole proprie, en: Own rules}\n", ""), "missing-key", "language: 1"),
        (("adopted: {act: del. 8/2026, body: Assemblea, on: 2026-01-15}", "adopted: x"), "wrong-shape", "x"),
        (("  rules: base.yaml\n", "  {}\n"), "missing-key", "{}"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_line(base: RuleSet, change: tuple[str, str], code: str, at: str) -> None:
    assert (code, at) in faults(base, change)


def test_parts_of_another_shape_are_told(base: RuleSet) -> None:
    users = f"  users:\n    history: [{{from: 2026-03-01, is: 3, {CITES}}}]\n"
    assert ("wrong-shape", "3") in faults(base, (users, "  users: 3\n"))
    whole = f"{{rule: places, from: 2026-03-01, until: 2026-04-30, {BECAUSE}}}"
    assert ("wrong-shape", "places") in faults(base, (whole, "places"))
    reading = f"{{reading: counted, use: all, {BECAUSE}}}"
    assert ("wrong-shape", "counted") in faults(base, (reading, "counted"))


def test_a_tariff_that_the_base_does_not_have_may_be_added(base: RuleSet) -> None:
    own = load(written(base, ("  meal: {unit: EUR", "  trip: {unit: EUR")))
    assert set(own.regulation.tariffs) == {"meal", "bus", "trip"}


def test_a_body_is_known_without_its_article_and_what_is_said_of_it(base: RuleSet) -> None:
    own = load(written(base, ("body: Assemblea", "body: l'assemblea (dei Comuni)")))
    assert own.regulation.values["pause"].not_set is None


def test_entries_of_an_overlay_go_forward_in_time(base: RuleSet) -> None:
    one = f"{{from: 2026-03-01, is: 20, {CITES}}}"
    assert ("history-order", "{from: 2026-02-01") in faults(
        base, (one, f"{one}, {{from: 2026-02-01, is: 10, {CITES}}}")
    )


def test_every_code_of_overlays_is_shown_here() -> None:
    """The parametrised tests above name every code that only overlays have."""
    sources = [Path(str(module.__file__)).read_text(encoding="utf-8") for module in (overlays, loader)]
    own = {word for source in sources for word in source.split('"') if word.startswith("overlay-")}
    here = Path(__file__).read_text(encoding="utf-8")
    assert own
    assert {code for code in own if f'"{code}"' not in here} == set()


def test_a_text_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(DiagnosticsError):
        parse("extends: [", "own.yaml")


# --- what a good overlay does -----------------------------------------------------------------------------------------


def judged(rules: RuleSet, data: dict[str, Any], rule_id: str) -> tuple[str, str | None]:
    (finding,) = rules.check(data, on=date(2026, 12, 31)).filter(rule=rule_id)
    return finding.verdict.value, finding.base_verdict and finding.base_verdict.value


def on(day: str, end: str = "17:30", **keys: Any) -> dict[str, Any]:
    """One session from 15:00."""
    return with_sessions(session(f"{day}T15:00", end, **{"venue": "home", "feedback_minutes": 5, **keys}))


def test_a_value_returns_to_the_base_when_its_time_is_over(base: RuleSet) -> None:
    own = load(written(base))
    days = ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")
    assert [judged(own, on(day), "longest") for day in days] == [
        ("breaches", None),
        ("complies", "breaches"),
        ("complies", "breaches"),
        ("breaches", None),
    ]


def test_a_gap_is_filled_from_its_day_on(base: RuleSet) -> None:
    own = load(written(base))
    assert [judged(own, on(day), "pause") for day in ("2026-02-28", "2026-03-01")] == [
        ("undecided", None),
        ("breaches", None),
    ]
    late: dict[str, Any] = {"feedback_minutes": 10}
    assert [
        judged(own, on(day, **late), "lapsed")[0] for day in ("2025-12-31", "2026-02-28", "2026-03-01")
    ] == [
        "breaches",
        "undecided",
        "breaches",
    ]
    assert {item.rule for item in own.relaxed}.isdisjoint({"pause", "lapsed"})


def test_filling_a_gap_that_an_entry_leaves_is_no_loosening_and_needs_no_declaration(base: RuleSet) -> None:
    declared = f"    history: [{{from: 2026-03-01, is: 9 min, {CITES}}}]\n    loosens: [{{rule: lapsed, {BECAUSE}}}]\n"
    assert ("overlay-loosens-nothing", "{rule: lapsed") in faults(
        base, (f"    history: [{{from: 2026-03-01, is: 9 min, {CITES}}}]\n", declared)
    )


def test_a_reading_relaxes_just_the_rules_that_rest_on_it(base: RuleSet) -> None:
    own = load(written(base))
    assert {item.rule for item in own.relaxed if item.how == "reading"} == {"feedback", "disputed"}
    assert judged(own, on("2026-02-01", feedback_minutes=15), "feedback") == ("complies", "breaches")


def test_an_amount_for_one_reading_only_is_either(base: RuleSet) -> None:
    found = faults(
        base,
        (
            "  lapsed:\n",
            f"  disputed:\n    history: [{{from: 2026-03-01, is: 30 min, {CITES}}}]\n  lapsed:\n",
        ),
    )
    assert [code for code, _ in found] == ["overlay-loosens-silently"]


def test_taking_an_amount_away_is_either(base: RuleSet) -> None:
    gone = f"history: [{{from: 2026-03-01, {UNSET}, {CITES}}}]"
    found = faults(base, (f"history: [{{from: 2026-03-01, is: 20, {CITES}}}]", gone))
    assert [code for code, _ in found] == ["overlay-loosens-silently"]


def test_a_rule_set_aside_leaves_its_trace_everywhere(base: RuleSet) -> None:
    own = load(written(base))
    outside = {"venue": "neutral_space"}
    days = ("2026-02-28", "2026-03-01", "2026-04-30", "2026-05-01")
    assert [judged(own, on(day, **outside), "places") for day in days] == [
        ("breaches", None),
        ("not_applicable", "breaches"),
        ("not_applicable", "breaches"),
        ("breaches", None),
    ]
    report = own.check(on("2026-03-01", **outside), on=date(2026, 12, 31))
    (finding,) = report.filter(rule="places")
    assert "regole di base" in finding.message("it")
    assert "Under the base rules" in finding.message("en")
    data = json.loads(report.to_json(verdicts="all"))
    assert {(item["rule"], item["how"]) for item in data["loosened"]} == {
        ("longest", "value"),
        ("feedback", "reading"),
        ("disputed", "reading"),
        ("places", "disabled"),
    }
    told = {item["rule"]: item.get("base_verdict") for item in data["findings"]}
    assert (told["places"], told["users"]) == ("breaches", None)


def test_a_rule_that_is_set_aside_is_so_under_every_reading(base: RuleSet) -> None:
    own = load(written(base, ("{rule: places,", "{rule: disputed,")))
    days = ("2026-02-28", "2026-03-01", "2026-05-01")
    found = [own.check(on(day), on=date(2026, 12, 31)).filter(rule="disputed")[0] for day in days]
    assert [each.verdict == "not_applicable" for each in found] == [False, True, False]
    assert [bool(each.reading_dependent) for each in found] == [
        bool(found[0].reading_dependent),
        False,
        bool(found[2].reading_dependent),
    ]
    assert found[0].verdict == found[2].verdict


def test_a_rule_of_an_overlay_is_not_older_than_its_act(base: RuleSet) -> None:
    own = load(written(base))
    alone = {"accompanied_by": "educator"}
    assert [judged(own, on(day, **alone), "own.company")[0] for day in ("2026-01-14", "2026-01-15")] == [
        "not_applicable",
        "breaches",
    ]
    assert judged(own, on("2026-02-01", accompanied_by="cook"), "own.company")[0] == "complies"


def test_names_of_base_and_overlay_stand_in_its_values(base: RuleSet) -> None:
    own = load(written(base))
    assert set(own.regulation.names["role"]) == {"cook", "waiter"}


def test_a_name_of_an_overlay_says_what_it_is_part_of(base: RuleSet) -> None:
    own = load(written(base, ("en: waiter}", "en: waiter, counts_as: [cook]}")))
    assert own.regulation.parts.counts_as == {"role": {"waiter": ("cook",)}}


def test_a_tariff_of_an_overlay_begins_with_its_act(base: RuleSet) -> None:
    own = load(written(base))
    silent, free = own.regulation.tariffs["meal"].history
    assert (silent.day_from, free.day_from) == (None, date(2026, 1, 15).toordinal())
    assert isinstance(silent.shape, NotSet)
    assert isinstance(free.shape, Free)
    (always,) = own.regulation.tariffs["bus"].history
    assert isinstance(always.shape, Free)


def test_between_the_entries_of_an_overlay_a_tariff_is_not_set(base: RuleSet) -> None:
    free = "free: {it: gratuito, en: free}"
    own = load(written(base, (free, f"history: [{{from: 2026-03-01, until: 2026-03-31, {free}, {CITES}}}]")))
    history = own.regulation.tariffs["meal"].history
    assert [type(version.shape) for version in history] == [NotSet, Free, NotSet]
    assert [version.day_from for version in history] == [
        None, date(2026, 3, 1).toordinal(), date(2026, 4, 1).toordinal()
    ]  # fmt: skip


def test_a_tariff_of_its_own_has_no_gap_to_return_to(base: RuleSet) -> None:
    free = "free: {it: gratuito, en: free}"
    entry = f"history: [{{from: 2026-03-01, until: 2026-03-31, {free}, {CITES}}}]"
    own = load(written(base, ("  meal: {unit: EUR", "  trip: {unit: EUR"), (free, entry)))
    (version,) = own.regulation.tariffs["trip"].history
    assert version.day_until == date(2026, 3, 31).toordinal()


def test_a_tariff_cannot_start_before_its_act(base: RuleSet) -> None:
    free = "free: {it: gratuito, en: free}"
    assert ("overlay-retroactive", "{from: 2026-01-14") in faults(
        base, (free, f"history: [{{from: 2026-01-14, {free}, {CITES}}}]")
    )


def test_the_base_is_left_as_it_was(base: RuleSet) -> None:
    own = load(written(base))
    assert own.base is not None
    assert own.base.fingerprint == base.fingerprint
    history = own.base.regulation.values["longest"].history
    assert [(entry.day_from, entry.amount) for entry in history] == [(None, 120)]
    assert judged(own.base, on("2026-03-01"), "longest") == ("breaches", None)


def test_an_overlay_can_be_pickled(base: RuleSet) -> None:
    own = load(written(base))
    again = pickle.loads(pickle.dumps(own))
    assert (again.id, again.fingerprint) == (own.id, own.fingerprint)


def test_an_overlay_may_extend_a_shipped_rule_set_by_name() -> None:
    tirano = load("tirano")
    adopted = "adopted: {act: del. 1/2026, body: Assemblea dei Sindaci, on: 2026-01-15}"
    head = 'language: 1\nid: tirano_own\ntitle: {it: Prova, en: Trial}\nversion: "1"'
    own = parse(pinned(f"{head}\nextends: {{rules: tirano}}\n{adopted}\n"))
    assert [item.id for item in own.rules] == [item.id for item in tirano.rules]
    assert own.relaxed == ()


def test_a_base_without_an_amount_on_some_days_keeps_its_gap() -> None:
    """A value that no rule needs on those days may have gaps; an overlay does not stretch what stands beside them."""
    from adm_rules._internal.compiler.overlays import _laid_over
    from adm_rules._internal.loader.overlay import Changed
    from adm_rules._internal.rules import Value
    from adm_rules._internal.texts import Text

    def entry(first: int | None, last: int | None, amount: int) -> Amount:
        return Amount(first, last, amount, None, ())

    value = Value("v", "count", Text("v", "v"), (entry(None, 10, 1), entry(20, None, 2)), None, None, ())
    whole = _laid_over(value, Changed("v", (entry(30, 39, 3),), {}, ()))
    assert [(each.day_from, each.day_until, each.amount) for each in whole.history] == [
        (None, 10, 1),
        (20, 29, 2),
        (30, 39, 3),
        (40, None, 2),
    ]


# --- the example ------------------------------------------------------------------------------------------------------

EXAMPLE = OVERLAYS / "tirano_2027.yaml"


def test_the_example_overlay_is_pinned_to_its_base_and_says_that_it_is_invented() -> None:
    told = EXAMPLE.read_text(encoding="utf-8")
    assert pinned(told, str(EXAMPLE)) == told, "run make regenerate"
    assert "Invented" in told.split("\n\n")[0]


def test_the_example_overlay_shows_everything_that_an_overlay_can_do() -> None:
    own = parse(pinned_if_read(EXAMPLE.read_text(encoding="utf-8"), str(EXAMPLE)), str(EXAMPLE))
    assert {item.how for item in own.relaxed} == {"value", "reading", "disabled"}
    assert own.regulation.values["voucher_unit_value"].not_set is None
    assert own.rules[-1].id == "tirano_2027.session-length"
    assert own.regulation.conventions.service_holidays == (("tirano", (11, 11)),)


def test_the_page_names_every_code() -> None:
    page = (OVERLAYS.parents[1] / "docs" / "overlays.md").read_text(encoding="utf-8")
    for module in (overlays, pins, loader):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        assert {
            word for word in source.split('"') if word.startswith("overlay-") and f"`{word}`" not in page
        } == set()
