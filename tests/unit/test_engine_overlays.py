"""Overlays: a district's own file that fills in, tightens or, saying so, loosens the rule set that it extends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal import engine
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, load, pinned
from adm_rules._internal.engine.memory import Memory
from adm_rules._internal.report import Loosened, Report, Verdict
from adm_rules._internal.rules import Free
from adm_rules._internal.texts import Text
from tests.rules.small import COUNTED, not_set, rule, session, text, value, with_intervention, with_sessions

ACT = "act: del. 8/2026"
CITES = f'cites: {{{ACT}, article: "1"}}'
BECAUSE = f"because: {{it: Serve, en: It is needed}}, {CITES}"

BASE = text(
    rule("{session_time: {at_most: $longest}}", id="longest"),
    rule("{session_time: {at_least: $shortest}}", id="shortest"),
    rule("{venue: {one_of: $places}}", id="places"),
    rule("{users_present: {at_most: $users}}", id="users"),
    rule(
        "{by_reading: {counted: {direct: {feedback_time: {at_most: 10 min}},"
        " all: {feedback_time: {at_most: 20 min}}}}}",
        id="feedback",
    ),
    rule("{first_session_on: {by: {day: $year_day, of: this_year}}}", id="day", per="intervention"),
    values=value("longest", "minutes", "from: 2020-01-01, is: 2 h", "from: 2026-06-01, is: 3 h")
    + value("shortest", "minutes", "is: 30 min")
    + value("places", "set, of: venue", "is: [home, school]")
    + value("band", "minutes", "until: 2020-12-31, is: 1 h", "from: 2026-05-01, is: 2 h")
    + value("year_day", "month_day", "is: 01-15")
    + not_set("users", "count"),
    readings=COUNTED,
    names="{role: {cook: {it: cuoco, en: cook}}}",
)


@pytest.fixture
def base(tmp_path: Path) -> RuleSet:
    path = tmp_path / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return load(path)


def overlay_text(base: RuleSet, body: str = "", *, adopted: str | None = None) -> str:
    """The text of an overlay of the base."""
    return (
        "language: 1\n"
        "id: own\n"
        "title: {it: Regole proprie, en: Own rules}\n"
        'version: "1"\n'
        f"extends: {{rules: {base.regulation.file}}}\n"
        f"adopted: {adopted or '{act: del. 8/2026, body: il Comune, on: 2026-01-15}'}\n"
        f"{body}"
    )


def overlay(base: RuleSet, body: str = "", **changes: Any) -> RuleSet:
    path = Path(base.regulation.file).with_name("own.yaml")
    path.write_text(pinned(overlay_text(base, body, **changes), str(path)), encoding="utf-8")
    return load(path)


def refused(base: RuleSet, body: str = "", **changes: Any) -> list[tuple[str, str]]:
    """Codes of an overlay's faults, with the last key of the place of each."""
    with pytest.raises(DiagnosticsError) as caught:
        overlay(base, body, **changes)
    assert all(fault.position is not None and fault.position.line > 1 for fault in caught.value.diagnostics)
    return [(fault.code, str(fault.path[-1])) for fault in caught.value.diagnostics]


def changed(name: str, *entries: str, loosens: str = "") -> str:
    history = ", ".join(f"{{{entry}, {CITES}}}" for entry in entries)
    more = f", loosens: [{loosens}]" if loosens else ""
    return f"values:\n  {name}: {{history: [{history}]{more}}}\n"


def lasting(end: str, day: str = "2026-03-02", **keys: Any) -> dict[str, Any]:
    keys = {"venue": "home", "users_present": 1, "feedback_minutes": 5, **keys}
    return with_sessions(session(f"{day}T15:00", end, **keys))


def judged(rules: RuleSet, data: dict[str, Any], rule_id: str) -> tuple[str, str | None]:
    (finding,) = rules.check(data, on=date(2026, 12, 31)).filter(rule=rule_id)
    return finding.verdict.value, finding.base_verdict.value if finding.base_verdict else None


# --- what an overlay is -----------------------------------------------------------------------------------------------


def test_an_overlay_takes_over_its_base(base: RuleSet) -> None:
    own = overlay(base)
    assert (own.id, own.regulation.title.en) == ("own", "Own rules")
    assert own.base is not None
    assert own.base.fingerprint == base.fingerprint
    assert [item.id for item in own.rules] == [item.id for item in base.rules]
    assert own.relaxed == ()
    assert own.fingerprint != base.fingerprint
    assert judged(own, lasting("18:00"), "longest") == ("breaches", None)


def test_the_fingerprint_of_an_overlay_changes_with_what_its_base_says(base: RuleSet, tmp_path: Path) -> None:
    first = overlay(base).fingerprint
    (tmp_path / "base.yaml").write_text(f"# a comment\n{BASE}\n# one more\n", encoding="utf-8")
    assert overlay(load(tmp_path / "base.yaml")).fingerprint == first
    (tmp_path / "base.yaml").write_text(BASE.replace('version: "1"', 'version: "2"'), encoding="utf-8")
    assert overlay(load(tmp_path / "base.yaml")).fingerprint != first


def test_an_overlay_that_stays_as_it_is_has_its_base_as_the_file_stands(
    base: RuleSet, tmp_path: Path
) -> None:
    written = tmp_path / "base.yaml"
    own = Path(overlay(base).regulation.file)
    assert load(own) is load(own)
    assert judged(load(own), lasting("17:30", "2026-07-01"), "longest") == ("complies", None)
    written.write_text(BASE.replace("is: 3 h", "is: 2 h"), encoding="utf-8")
    assert judged(load(own), lasting("17:30", "2026-07-01"), "longest") == ("breaches", None)
    written.write_text(BASE, encoding="utf-8")
    assert judged(load(own), lasting("17:30", "2026-07-01"), "longest") == ("complies", None)


def test_what_another_thread_made_over_the_base_of_a_moment_before_is_not_handed_out(
    base: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads: one has compiled the overlay over the new base, the other keeps its own over the old one first."""
    before = overlay(base)
    written = Path(base.regulation.file)
    written.write_text(BASE.replace("is: 3 h", "is: 2 h"), encoding="utf-8")
    monkeypatch.setattr(engine, "_IN_MEMORY", Memory(4))
    compiled = engine.parse

    def overtaken(text: bytes, file: str) -> RuleSet:
        made = compiled(text, file)
        if file == before.regulation.file:
            engine._IN_MEMORY.keep((text, file), before, lambda _: True)
        return made

    monkeypatch.setattr(engine, "parse", overtaken)
    found = load(before.regulation.file)
    assert found.base is load(written)
    assert judged(found, lasting("17:30", "2026-07-01"), "longest") == ("breaches", None)


def test_a_base_called_as_a_shipped_rule_set_is_the_file_that_the_overlay_names(
    base: RuleSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether off the disk or out of memory: what the overlay names is loaded, not what bears the same id."""
    monkeypatch.setenv("ADM_RULES_CACHE", str(tmp_path / "kept"))
    written = Path(base.regulation.file)
    written.write_text(BASE.replace("id: small", "id: tirano"), encoding="utf-8")
    own = overlay(load(written))
    monkeypatch.setattr(engine, "_IN_MEMORY", Memory(4))
    again = load(own.regulation.file)
    assert again is not own
    assert again.base is load(written)
    assert load(own.regulation.file) is again
    written.write_text(
        BASE.replace("id: small", "id: tirano").replace("is: 3 h", "is: 2 h"), encoding="utf-8"
    )
    changed = load(own.regulation.file)
    assert changed.base is load(written)
    assert changed.fingerprint != again.fingerprint


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("extends: base\n", "wrong-shape"),
        ("extends: {}\n", "missing-key"),
        ('extends: {rules: tirano, version: "1"}\n', "unknown-key"),
        ("extends: {rules: [x]}\n", "wrong-shape"),
    ],
)
def test_an_overlay_names_its_base(base: RuleSet, broken: str, code: str) -> None:
    written = overlay_text(base)
    line = next(line for line in written.splitlines(keepends=True) if line.startswith("extends"))
    path = Path(base.regulation.file).with_name("own.yaml")
    path.write_text(written.replace(line, broken), encoding="utf-8")
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    assert [fault.code for fault in caught.value.diagnostics] == [code]


def test_an_overlay_extends_a_whole_rule_set_not_another_overlay(base: RuleSet) -> None:
    own = Path(overlay(base).regulation.file)
    written = own.read_text(encoding="utf-8")
    for circle in (own, own.with_name("third.yaml")):
        circle.write_text(
            written.replace(f"rules: {base.regulation.file}", f"rules: {own}"), encoding="utf-8"
        )
        with pytest.raises(DiagnosticsError) as caught:
            load(circle)
        assert [fault.code for fault in caught.value.diagnostics] == ["overlay-of-overlay"]
        own.write_text(written, encoding="utf-8")


def test_the_form_of_an_overlay_is_checked(base: RuleSet) -> None:
    assert refused(base, "conventions: {}\n") == [("unknown-key", "conventions")]
    assert ("missing-key", "adopted") in refused(base, adopted="{act: del. 8, body: il Comune}")
    assert refused(base, "values: {longest: 3}\n") == [("wrong-shape", "longest")]
    assert refused(base, "readings: [counted]\n") == [("wrong-shape", "0")]
    assert refused(base, "disable: [longest]\n") == [("wrong-shape", "0")]
    assert refused(base, "values:\n  longst: {history: []}\n") == [("unknown-value", "longst")]
    assert (
        refused(base, changed("longest", "from: 2026-02-01, is: 3", loosens="longest"))[0][0] == "bad-amount"
    )
    written = overlay_text(base).replace("language: 1", "language: 2")
    path = Path(base.regulation.file).with_name("own.yaml")
    path.write_text(written, encoding="utf-8")
    with pytest.raises(DiagnosticsError, match="unknown-language"):
        load(path)


# --- values -----------------------------------------------------------------------------------------------------------


def test_a_tighter_amount_needs_no_more_words(base: RuleSet) -> None:
    own = overlay(base, changed("longest", "from: 2026-03-01, is: 90 min"))
    assert own.relaxed == ()
    assert judged(own, lasting("17:00", "2026-02-28"), "longest") == ("complies", None)
    assert judged(own, lasting("17:00", "2026-03-01"), "longest") == ("breaches", None)
    # the entry lasts on, past the day on which the base itself changes
    assert judged(own, lasting("17:00", "2026-07-01"), "longest") == ("breaches", None)


def test_an_amount_may_hold_for_a_while(base: RuleSet) -> None:
    own = overlay(base, changed("longest", "from: 2026-03-01, until: 2026-03-31, is: 90 min"))
    assert [judged(own, lasting("17:00", day), "longest")[0] for day in ("2026-03-31", "2026-04-01")] == [
        "breaches",
        "complies",
    ]
    assert judged(own, lasting("18:00", "2026-07-01"), "longest")[0] == "complies"


def test_a_looser_amount_must_say_so(base: RuleSet) -> None:
    assert refused(base, changed("longest", "from: 2026-03-01, is: 5 h")) == [
        ("overlay-loosens-silently", "longest")
    ]
    assert refused(base, changed("shortest", "from: 2026-03-01, is: 10 min")) == [
        ("overlay-loosens-silently", "shortest")
    ]
    assert refused(base, changed("places", "from: 2026-03-01, is: [home, school, neutral_space]")) == [
        ("overlay-loosens-silently", "places")
    ]
    with pytest.raises(DiagnosticsError, match="the rule `places` may be easier to keep"):
        overlay(base, changed("places", "from: 2026-03-01, is: [home, neutral_space]"))
    with pytest.raises(DiagnosticsError, match="the rule `longest` may be easier to keep"):
        overlay(
            base, changed("longest", "from: 2026-03-01, is: 150 min")
        )  # above what is, below what will be


def test_a_later_day_of_the_year_is_looser(base: RuleSet) -> None:
    assert refused(base, changed("year_day", "from: 2026-03-01, is: 01-31")) == [
        ("overlay-loosens-silently", "year_day")
    ]
    assert overlay(base, changed("year_day", "from: 2026-03-01, is: 01-10")).relaxed == ()


def test_a_looser_amount_that_says_so_leaves_a_trace(base: RuleSet) -> None:
    own = overlay(
        base, changed("longest", "from: 2026-03-01, is: 5 h", loosens=f"{{rule: longest, {BECAUSE}}}")
    )
    assert [(item.rule, item.how) for item in own.relaxed] == [("longest", "value")]
    assert judged(own, lasting("18:30"), "longest") == ("complies", "breaches")
    assert judged(own, lasting("16:00"), "longest") == ("complies", None)
    assert judged(own, lasting("20:30"), "longest") == ("breaches", None)
    report = own.check(lasting("18:30"), on=date(2026, 12, 31))
    assert [(item.rule, item.how, item.because) for item in report.loosened] == [
        ("longest", "value", Text("Serve", "It is needed"))
    ]
    assert report.loosened[0].cites.act == "del. 8/2026"
    assert isinstance(report.loosened[0], Loosened)
    (finding,) = report.filter(rule="longest")
    assert finding.message("en").endswith(
        "Under the base rules, without what the district has laid down, this would be a breach."
    )
    assert Report.from_json(report.to_json()) == report
    assert report.filter(rule="longest")[0].base_verdict is Verdict.BREACHES


def test_a_declaration_of_nothing_is_refused(base: RuleSet) -> None:
    tighter = changed("longest", "from: 2026-03-01, is: 90 min", loosens=f"{{rule: longest, {BECAUSE}}}")
    assert [code for code, _ in refused(base, tighter)] == ["overlay-loosens-nothing"]
    unknown = changed("longest", "from: 2026-03-01, is: 90 min", loosens=f"{{rule: longst, {BECAUSE}}}")
    assert [code for code, _ in refused(base, unknown)] == ["unknown-rule"]
    assert [
        code for code, _ in refused(base, changed("longest", "from: 2026-03-01, until: 2026-05-31, is: 2 h"))
    ] == ["overlay-changes-nothing"]
    assert "overlay-changes-nothing" not in [
        code for code, _ in refused(base, changed("longest", "from: 2026-03-01, is: 5 h"))
    ]


def test_an_amount_that_no_rule_names_may_change_freely(base: RuleSet) -> None:
    own = overlay(base, changed("band", "from: 2026-03-01, is: 9 h"))
    assert own.relaxed == ()
    amounts = [(entry.day_from, entry.amount) for entry in own.regulation.values["band"].history]
    days = [date(2026, 3, 1).toordinal(), date(2026, 5, 1).toordinal()]
    assert amounts == [(None, 60), (days[0], 540), (days[1], 540)]


@pytest.mark.parametrize("entry", ["from: 2026-01-14, is: 90 min", "is: 90 min"])
def test_no_amount_starts_before_its_act(base: RuleSet, entry: str) -> None:
    assert "overlay-retroactive" in [code for code, _ in refused(base, changed("longest", entry))]


def test_a_number_that_no_act_set_is_filled_by_the_body_that_must(base: RuleSet) -> None:
    filled = changed("users", "from: 2026-03-01, is: 4")
    own = overlay(base, filled)
    assert own.relaxed == ()
    assert judged(own, lasting("16:00", "2026-02-28", users_present=5), "users") == ("undecided", None)
    assert judged(own, lasting("16:00", "2026-03-01", users_present=5), "users") == ("breaches", None)
    for_a_while = overlay(base, changed("users", "from: 2026-03-01, until: 2026-03-31, is: 4"))
    assert judged(for_a_while, lasting("16:00", "2026-04-01", users_present=5), "users") == (
        "undecided",
        None,
    )
    other = "{act: del. 8/2026, body: il Parroco, on: 2026-01-15}"
    assert refused(base, filled, adopted=other) == [("overlay-wrong-body", "users")]


# --- readings, rules set aside, rules of its own ----------------------------------------------------------------------


def test_a_reading_is_chosen_in_one_place(base: RuleSet) -> None:
    own = overlay(base, f"readings: [{{reading: counted, use: all, {BECAUSE}}}]\n")
    assert own.regulation.readings["counted"].default == "all"
    assert ("feedback", "reading") in {(item.rule, item.how) for item in own.relaxed}
    assert judged(own, lasting("16:00", feedback_minutes=15), "feedback") == ("complies", "breaches")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{reading: countd, use: all, ", "unknown-reading"),
        ("{reading: counted, use: al, ", "unknown-option"),
        ("{reading: counted, use: quoted, ", "unknown-option"),
        ("{reading: counted, use: direct, ", "overlay-changes-nothing"),
    ],
)
def test_a_reading_and_its_option_are_those_of_the_base(base: RuleSet, entry: str, code: str) -> None:
    assert [found for found, _ in refused(base, f"readings: [{entry}{BECAUSE}}}]\n")] == [code]


def test_a_rule_may_be_set_aside_for_a_while(base: RuleSet) -> None:
    own = overlay(base, f"disable: [{{rule: longest, from: 2026-03-01, until: 2026-03-31, {BECAUSE}}}]\n")
    assert [(item.rule, item.how) for item in own.relaxed] == [("longest", "disabled")]
    assert judged(own, lasting("18:30", "2026-02-28"), "longest") == ("breaches", None)
    assert judged(own, lasting("18:30", "2026-03-01"), "longest") == ("not_applicable", "breaches")
    assert judged(own, lasting("18:30", "2026-03-31"), "longest") == ("not_applicable", "breaches")
    assert judged(own, lasting("18:30", "2026-04-01"), "longest") == ("breaches", None)
    # the rules beside it go on
    assert judged(own, lasting("15:10", "2026-03-01"), "shortest") == ("breaches", None)


def test_a_rule_may_be_set_aside_without_an_end(base: RuleSet) -> None:
    own = overlay(base, f"disable: [{{rule: longest, from: 2026-03-01, {BECAUSE}}}]\n")
    assert judged(own, lasting("18:30", "2026-11-01"), "longest") == ("not_applicable", "breaches")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{rule: longst, from: 2026-03-01, ", "unknown-rule"),
        ("{rule: longest, from: 2026-03-01, until: 2026-02-28, ", "end-before-start"),
        ("{rule: longest, ", "missing-key"),
        ("{rule: longest, from: 2026-13-01, ", "bad-date"),
    ],
)
def test_what_is_set_aside_is_a_rule_and_a_time(base: RuleSet, entry: str, code: str) -> None:
    assert [found for found, _ in refused(base, f"disable: [{entry}{BECAUSE}}}]\n")] == [code]


def test_an_overlay_adds_rules_names_and_tariffs(base: RuleSet) -> None:
    more = (
        "names: {role: {waiter: {it: cameriere, en: waiter}}, venue: {tree_house: {it: casetta, en: tree house}}}\n"
        "tariffs: {meal: {unit: EUR, free: {it: gratuito, en: free}}}\n"
        "rules:\n" + rule("{accompanied_by: {one_of: [cook, waiter]}}", id="own.accompanied")
    )
    own = overlay(base, more + "\n")
    assert own.rules[-1].id == "own.accompanied"
    assert own.regulation.tariffs["meal"].history[-1].shape == Free(Text("gratuito", "free"))
    assert judged(own, lasting("16:00", accompanied_by="waiter"), "own.accompanied") == ("complies", None)
    assert judged(own, lasting("16:00", accompanied_by="educator"), "own.accompanied") == ("breaches", None)


@pytest.mark.parametrize(
    ("rule_id", "code"),
    [("longest", "duplicate-id"), ("accompanied", "overlay-rule-id"), ("own", "overlay-rule-id")],
)
def test_a_rule_of_an_overlay_bears_its_name(base: RuleSet, rule_id: str, code: str) -> None:
    body = "rules:\n" + rule("{accompanied_by: {exists: true}}", id=rule_id) + "\n"
    assert refused(base, body) == [(code, "id")]


def test_a_fault_in_a_rule_of_an_overlay_is_told_at_its_line(base: RuleSet) -> None:
    body = "rules:\n" + rule("{acompanied_by: {exists: true}}", id="own.accompanied") + "\n"
    assert [code for code, _ in refused(base, body)] == ["unknown-fact"]


def test_an_overlay_judges_other_files_as_its_base_does(base: RuleSet) -> None:
    own = overlay(
        base, changed("longest", "from: 2026-03-01, is: 5 h", loosens=f"{{rule: longest, {BECAUSE}}}")
    )
    assert own.check(agency={"id": "a1"}, on=date(2026, 12, 31)).findings == ()
    report = own.check(with_intervention(sessions=[]), on=date(2026, 12, 31))
    assert [(finding.rule, finding.verdict.value) for finding in report.findings] == [("day", "pending")]


@pytest.mark.parametrize(
    ("started", "there"), [("2026-02-28", True), ("2026-03-01", False), ("2026-04-01", True)]
)
def test_a_rule_that_is_set_aside_makes_nothing_due(base: RuleSet, started: str, there: bool) -> None:
    own = overlay(base, f"disable: [{{rule: day, from: 2026-03-01, until: 2026-03-31, {BECAUSE}}}]\n")
    data = with_intervention(started_on=started, sessions=[session("2026-04-02T15:00", "16:00")])
    for rules, expected in ((base, True), (own, there)):
        found = [each.state for each in rules.deadlines(data, on=date(2026, 4, 30)) if each.rule == "day"]
        assert found == (["late"] if expected else [])
