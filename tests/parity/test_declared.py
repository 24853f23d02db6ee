"""The engine says what the reference says of facts that a rule set declares, wherever it declares them."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from adm_rules._internal.compiler import readers
from adm_rules._internal.facts.recipes import RECIPES
from tests.parity.compare import checked, differences, judged
from tests.parity.declared import KINDS_KEPT, DeclaringMaker, make_declaring, with_more
from tests.parity.generate import make_files
from tests.parity.rule_sets import trial_head
from tests.rules.small import ON, case, rule, rule_set

#: How many rule sets of each kind each run tries, and how many `make deep`.
FEW, MANY = 1, 20
WHERE = ("rules", "vocabulary", "overlay")


def tried() -> list[ParameterSet]:
    return [
        pytest.param(where, seed, id=f"{where}-{seed}", marks=[pytest.mark.deep] if seed >= FEW else [])
        for where in WHERE
        for seed in range(MANY)
    ]


def found_wrong(rng: Random, where: str, folder: Path, *, trusted: bool) -> list[str]:
    rules = make_declaring(rng, where, folder)
    files, on = make_files(rng)
    files = with_more(rng, files, list(rules.regulation.facts.values()), on)
    report = checked(rules, files, on, trusted=trusted)
    return differences(judged(rules, files, on), report)


@pytest.mark.parametrize(("where", "seed"), tried())
def test_declared_facts_on_files_with_values_of_them(where: str, seed: int, tmp_path: Path) -> None:
    """Under the fact's name or with the rule set's id before it, through the models and straight from the data."""
    assert not found_wrong(Random(f"{where}-{seed}"), where, tmp_path, trusted=seed % 2 == 0)


def test_a_wrong_engine_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that reads nothing of what stands under ``more``."""
    kept = "\n  kept: {per: case, kind: count, label: {it: prova, en: trial}, field: more}"
    rules = rule_set(rule("{kept: {at_most: 3}}", per="case"), facts=kept)
    files = {"case": case(more={"kept": 4})}
    found = judged(rules, files, ON)
    assert not differences(found, checked(rules, files, ON, trusted=True))
    monkeypatch.setattr(readers, "noted", lambda _more, _keys: None)
    assert differences(found, checked(rules, files, ON, trusted=True))


def test_what_is_drawn_has_every_kind_and_many_recipes() -> None:
    kinds, recipes, asked, optional = set(), set(), 0, 0
    for seed in range(40):
        rng = Random(seed)
        head = trial_head(rng)
        maker = DeclaringMaker(rng, head["values"], head["readings"])
        maker.fields(6)
        maker.parts()
        maker.asked_counts()
        for number in range(4):
            maker.recipe(number)
        for fact in maker.made:
            kinds |= {(fact.kind, fact.names)} if fact.recipe is None else set()
            recipes |= set(fact.recipe or ())
            asked, optional = asked + bool(fact.asked), optional + bool(fact.optional)
    assert kinds == set(KINDS_KEPT)
    assert (
        {"part", "between", "shift", "count", "total", "share", "pick", "collect"} <= recipes <= set(RECIPES)
    )
    assert asked > 0
    assert optional > 0


# --- what campaigns found, each as a case that stays ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("moved", "ahead"),
    [
        ("shift: {of: kept, days: 14, as: last_of_month}", True),
        ("shift: {of: kept, days: 14, as: due}", True),
        ("shift: {of: kept, days: 7, as: before}", False),
        ("greatest: [kept, case_birth]", False),
        ("greatest: [kept, of_age]", True),
        ("least: [kept, of_age]", False),
    ],
)
def test_an_event_that_a_recipe_makes_has_not_happened_while_its_day_lies_ahead(
    moved: str, ahead: bool
) -> None:
    """Seed 920455: a deadline ran from a day to come, and what had been done before it was in order."""
    facts = f"""
  kept: {{per: case, kind: event, label: {{it: prova, en: trial}}, field: more}}
  case_birth: {{per: case, kind: date, label: {{it: prova, en: trial}}, shift: {{of: birth_date, days: 0, as: due}}}}
  of_age: {{per: case, kind: date, label: {{it: prova, en: trial}}, shift: {{of: birth_date, months: 216, as: due}}}}
  moved: {{per: case, kind: event, label: {{it: prova, en: trial}}, {moved}}}"""
    rules = rule_set(
        rule("{case_opened_on: {within: {days: 15, after: moved}}}", per="case", id="r.term"),
        rule("{moved: {exists: true}}", per="case", id="r.come"),
        facts=facts,
    )
    files = {"case": case(more={"kept": "2026-03-20"}, opened_on="2026-01-01")}
    report = checked(rules, files, ON, trusted=True)
    assert not differences(judged(rules, files, ON), report)
    found = {each.rule: each.verdict.value for each in report.findings}
    assert found == (
        {"r.term": "pending", "r.come": "breaches"} if ahead else dict.fromkeys(found, "complies")
    )


@pytest.mark.parametrize(
    "when", ["at: moved", "during: {from: moved}", "during: {from: moved, to: judgement_day}"]
)
@pytest.mark.parametrize(("kept", "there"), [("none", False), ("2026-03-20", True), (None, None)])
def test_on_a_day_counted_from_what_has_not_come_nothing_is_there(
    when: str, kept: str | None, there: bool | None
) -> None:
    """Seed 920387: a document counted on the day of a notice that nothing had made due."""
    facts = """
  kept: {per: case, kind: event, label: {it: prova, en: trial}, field: more}
  moved: {per: case, kind: date, label: {it: prova, en: trial}, shift: {of: kept, days: 3, as: due}}"""
    rules = rule_set(rule(f"{{some: {{of: court_order, {when}}}}}", per="case"), facts=facts)
    orders = [{"id": "o1", "from": "2025-01-10", "to": "none"}]
    files = {"case": case(more={"kept": kept}, court_orders=orders)}
    report = checked(rules, files, ON, trusted=True)
    assert not differences(judged(rules, files, ON), report)
    (found,) = report.findings
    assert found.verdict.value == {False: "breaches", True: "complies", None: "undecided"}[there]


def test_what_may_have_no_end_is_not_over() -> None:
    """Seed 920107: a rhythm was in order because its end may have come, though there may be none."""
    facts = """
  until: {per: intervention, kind: date, label: {it: prova, en: trial},
    pick: {from: plan, of: plan_start_on, by: drafted_on, take: first, ever: true}}"""
    require = "{progress_reports: {every: {from: proposed_on, until: until, working_days: 10}}}"
    rules = rule_set(rule(require, per="intervention"), facts=facts)
    plans: list[dict[str, Any]] = [
        {"drafted_on": "2026-03-02", "start_on": "2026-03-09"},
        {"start_on": "none"},
    ]
    for listed, verdict in ((plans[:1], "complies"), (plans, "pending"), (plans[1:], "pending")):
        made = {"service": "home_education", "proposed_on": "2026-03-20", "reports": [], "plans": listed}
        files = {"case": case(interventions=[{"id": "i1", **made}])}
        report = checked(rules, files, ON, trusted=True)
        assert not differences(judged(rules, files, ON), report), listed
        assert [each.verdict.value for each in report.findings] == [verdict], listed


def test_between_two_records_of_a_state_that_may_be_none_there_is_none() -> None:
    """Seed 920145: the end of the first record says that nobody had custody until the next."""
    rules = rule_set(rule("{custodian_now: {exists: false}}", per="case"))
    history = [
        {"role": "family", "from": "2026-01-10", "to": "2026-02-20"},
        {"role": "municipality", "from": "2026-04-10", "to": "none"},
    ]
    files = {"case": case(custodian=history)}
    report = checked(rules, files, ON, trusted=True)
    assert not differences(judged(rules, files, ON), report)
    assert [each.verdict.value for each in report.findings] == ["complies"]


def test_what_ended_before_it_began_has_no_life_between() -> None:
    """Seed 910230: an assessment was nobody's, as beside the only intervention stood one closed before its start."""
    rules = rule_set(rule("{need_assessed_for: {exists: true}}", per="intervention"))
    sessions = [{"start": "2026-03-21T15:00", "end": "2026-03-21T16:00", "status": "delivered"}]
    odd = {"id": "i1", "service": "home_education", "closed_on": "2024-03-28", "sessions": sessions}
    even = {"id": "i2", "service": "home_education", "started_on": "2026-02-28"}
    files = {
        "case": case(need_assessed_on="2026-03-12", interventions=[odd, even], complete_until="2026-03-31")
    }
    report = checked(rules, files, ON, trusted=True)
    assert not differences(judged(rules, files, ON), report)
    found = {each.subject_id: each.verdict.value for each in report.findings}
    assert found["i2"] == "complies"


def test_the_first_of_several_came_no_later_than_the_one_that_is_sure() -> None:
    """Seeds 5000131 and 32000033: what had been there in time was waited for, as another began nobody knows when."""
    rules = rule_set(rule("{some: {of: home, within: {days: 15, after: case_opened_on}}}", per="case"))
    homes = [{"kind": "family", "from": "2025-01-10", "to": "2025-02-01"}, {"kind": "facility", "to": "none"}]
    files = {"case": case(lives_with=homes, opened_on="2026-03-20")}
    report = checked(rules, files, ON, trusted=True)
    assert not differences(judged(rules, files, ON), report)
    assert [each.verdict.value for each in report.findings] == ["complies"]


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize(
    ("end", "who", "expected"),
    [
        ("18:00", "v1", ["complies", "complies", "complies"]),
        ("18:01", "v1", ["breaches", "breaches", "complies"]),
        ("18:01", "v2", ["complies", "breaches", "breaches"]),
        ("18:01", None, ["undecided", "undecided", "undecided"]),
    ],
)
def test_what_each_of_several_does_is_added_up_over_a_file(
    end: str, who: str | None, expected: list[str], *, inside: bool
) -> None:
    """A fact of the case, asked by each who is present with its own id and week: no fact that the case sees."""
    time = """{per: case, kind: minutes, takes: {who: {kind: id}, which: {kind: id}}, label: {it: prova, en: trial},
    total: {from: attendance, of: session_time, where: {all: [
      {attendee_staff: {is: {param: who}}}, {week_of: {is: {param: which}}}]}}}"""
    facts = f"""
  week_of: {{per: session, kind: id, label: {{it: prova, en: trial}}, part: {{of: session_start, as: week}}}}
  time: {time}
  passed_on:
    per: case
    kind: minutes
    takes: {{one: {{kind: id}}, week: {{kind: id}}}}
    label: {{it: prova, en: trial}}
    choose: [{{else: {{fact: time, with: {{who: {{param: one}}, which: {{param: week}}}}}}}}]"""
    asked = (
        "passed_on: {with: {one: {fact: attendee_staff}, week: {fact: week_of}}"
        if inside
        else "time: {with: {who: {fact: attendee_staff}, which: {fact: week_of}}"
    )
    rules = rule_set(rule(f"{{{asked}, at_most: 6 h}}}}", per="attendance"), facts=facts)
    volunteer = {"kind": "volunteer", "staff": who} if who else {"kind": "volunteer"}
    sessions = [
        {"id": "s1", "start": "2026-03-16T15:00", "end": "2026-03-16T18:00", "status": "delivered"}
        | {"attendance": [{"kind": "volunteer", "staff": each} for each in ("v1", "v2")]},
        {"id": "s2", "start": "2026-03-18T15:00", "end": f"2026-03-18T{end}", "status": "delivered"}
        | {"attendance": [volunteer]},
    ]
    files = {"case": case(interventions=[{"id": "i1", "service": "home_education", "sessions": sessions}])}
    report = checked(rules, files, ON, trusted=True)
    assert not differences(judged(rules, files, ON), report)
    assert [each.verdict.value for each in report.findings] == expected
