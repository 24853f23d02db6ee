"""Facts that a rule set declares: recipes and values of files, held to what the library's own are held to."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from adm_rules._internal.case import Case
from adm_rules._internal.compiler import recipes
from adm_rules._internal.diagnostics import CaseError, DiagnosticsError
from adm_rules._internal.engine import RuleSet, load, parse
from adm_rules._internal.explain.conditions import Prose
from adm_rules._internal.explain.recipes import origin
from adm_rules._internal.facts import registry, vocabulary
from adm_rules._internal.facts.forms import FORMS
from adm_rules._internal.facts.recipes import RECIPES
from adm_rules._internal.loader.find import rule_text
from adm_rules._internal.rules import Fact
from adm_rules._internal.yaml_source import read
from tests.rules.small import ON, case, only, rule, rule_set, session, text, verdicts, with_intervention

LABEL = "label: {it: prova, en: trial}"
#: Those that a rule file can declare as they stand: steps are of whichever record asks, and no rule file's facts are.
MADE = [fact for fact in registry().facts.values() if fact.recipe is not None and fact.per != "file"]


def declared(name: str, per: str, kind: str, source: str, more: str = "") -> str:
    return f"\n  {name}: {{per: {per}, kind: {kind}, {LABEL}, {source}{more}}}"


def rules_with(require: str, *facts: str, per: str = "case", **parts: str) -> RuleSet:
    return rule_set(rule(require, per=per), facts="".join(facts), **parts)


def codes(data: Any, rules: RuleSet) -> list[str]:
    with pytest.raises(CaseError) as caught:
        rules.check(data, on=ON)
    return [each.code for each in caught.value.diagnostics]


# --- the recipes of the library, declared -----------------------------------------------------------------------------


@cache
def _tirano() -> Mapping[str, Any]:
    source, file = rule_text("tirano")
    found: Mapping[str, Any] = json.loads(json.dumps(read(source, file).data, default=str))
    return found


def parameter(fact: Fact, name: str) -> dict[str, Any]:
    kind, _, names = fact.parameters[name].partition(":")
    optional = {"optional": True} if name in fact.optional else {}
    return {"kind": kind, **({"names": names} if names else {}), **optional}


def as_declared(fact: Fact) -> dict[str, Any]:
    """What a rule file would say of a fact of the library."""
    body: dict[str, Any] = {
        "per": fact.per,
        "kind": fact.kind,
        "label": {"it": fact.label.it, "en": fact.label.en},
    }
    body |= {"names": fact.names} if fact.names else {}
    body |= {"takes": {name: parameter(fact, name) for name in fact.parameters}} if fact.parameters else {}
    body |= {"asked": fact.asked} if fact.asked else {}
    recipe: dict[str, Any] = json.loads(json.dumps(dict(fact.recipe or {})))
    return body | recipe


def file_with(facts: Mapping[str, Any]) -> str:
    """A rule file that has these facts, and the values that Tirano's has: recipes may name them."""
    kept = ("language", "title", "version", "act", "in_force", "conventions", "readings", "values")
    return json.dumps({**{key: _tirano()[key] for key in kept}, "id": "own", "facts": facts, "rules": []})


def test_every_recipe_of_the_library_can_be_declared() -> None:
    named = {value for fact in MADE for value in registry().values_inside(fact.name)}
    left_out = named - set(_tirano()["values"])
    facts = {
        f"own_{fact.name}": as_declared(fact)
        for fact in MADE
        if not registry().values_inside(fact.name) & left_out
    }
    made = parse(file_with(facts))
    assert len(made.regulation.facts) == len(facts) > 200
    assert {name for fact in made.regulation.facts.values() for name in fact.recipe or ()} >= {*RECIPES} - {
        "age_on",
        "sum",
    }


def test_the_library_writes_its_recipes_in_the_forms_that_it_asks_for() -> None:
    def kind_of(raw: Any) -> tuple[str, str | None]:
        fact = registry().facts[raw if isinstance(raw, str) else raw["fact"]]
        return fact.kind, fact.names

    for fact in MADE:
        ((name, body),) = (fact.recipe or {}).items()
        yields = getattr(FORMS, name).yields(body, kind_of)
        assert not yields or any(
            kind == fact.kind and names in (None, fact.names) for kind, names in yields
        ), fact.name


def _spoilt(body: Any, rng: Random) -> Any:
    """A recipe with a part taken out, misspelt, or replaced by something else."""
    junk = rng.choice(
        [None, 3, "", "nothing", [], {}, {"fact": "nothing"}, [{"a": 1}], True, "$none", {"param": "x"}]
    )
    if isinstance(body, dict) and body and rng.random() < 0.8:
        key = rng.choice(sorted(body))
        roll = rng.random()
        if roll < 0.4:
            return {**body, key: _spoilt(body[key], rng)}
        rest = {name: part for name, part in body.items() if name != key}
        return rest if roll < 0.7 else {**rest, f"{key}s": body[key]}
    if isinstance(body, list) and body and rng.random() < 0.7:
        n = rng.randrange(len(body))
        return [*body[:n], _spoilt(body[n], rng), *body[n + 1 :]]
    return junk


@pytest.mark.parametrize("seed", range(12))
def test_a_spoilt_recipe_is_a_diagnostic_and_never_anything_else(seed: int) -> None:
    rng = Random(seed)
    for fact in rng.sample(MADE, 15):
        body = as_declared(fact)
        name = next(iter(fact.recipe or ()))
        spoilt = {**body, name: _spoilt(body[name], rng)}
        with suppress(DiagnosticsError):
            parse(file_with({"own": spoilt, "upon": body}))


# --- values of files --------------------------------------------------------------------------------------------------

#: A kind, with what a declaration adds; a value, the comparison that it satisfies, and how a file may not write it.
KINDS: list[tuple[str, Any, str, Any]] = [
    ("count", 4, "{is: 4}", "4"),
    ("minutes", 90, "{at_least: 1 h 30 min}", -1),
    ("days", 15, "{is: 15}", 1.5),
    ("months", 6, "{is: 6}", True),
    ("years", 3, "{below: 4}", 10**10),
    ("bool", True, "{is: true}", "yes"),
    ("money", "12.5", "{is: 12.50}", "12.505"),
    ("money", 12, "{is: 12}", "twelve"),
    ("fraction", "2/8", "{is: 1/4}", 0.25),
    ("date", "2027-01-01", "{at_least: 2026-12-31}", "1/1/2027"),
    ("event", "2026-03-09", "{exists: true}", "2026-02-30"),
    ("event", "none", "{exists: false}", "no"),
    ("time", "07:30", '{below: "07:31"}', "7:30"),
    ("instant", "2026-03-02 14:00", "{exists: true}", "2026-03-02"),
    ("id", "n-2026-1", "{is: n-2026-1}", "a b"),
    ("enum, names: role", "educator", "{one_of: [educator]}", "poet"),
    ("enum, names: municipality", "Tirano", "{is: tirano}", "Atlantis"),
    ("enum, names: notice_kind", "yearly", "{is: yearly}", "monthly"),
    ("set, names: role", ["educator", "minor"], "{includes: [minor]}", ["minor", "minor"]),
    ("set, names: role", [], "{exists: false}", "minor"),
    ("set, names: municipality", ["014066", "Teglio"], "{includes: [tirano, teglio]}", ["Teglio", "teglio"]),
]
NAMES = "{notice_kind: {yearly: {it: annuale, en: yearly}}}"
LIST_OF_OWN = declared("other_notice", "case", "enum", "field: more", ", names: notice_kind")


@pytest.mark.parametrize(("kind", "value", "comparison", "wrong"), KINDS)
def test_a_value_is_read_by_the_kind_of_its_fact(kind: str, value: Any, comparison: str, wrong: Any) -> None:
    rules = rules_with(
        f"{{held: {comparison}}}", declared("held", "case", kind, "field: more"), LIST_OF_OWN, names=NAMES
    )
    held = case(more={"held": value})
    assert verdicts(rules, held) == ["complies"]
    model = Case.model_validate(held)
    assert verdicts(rules, model) == ["complies"]
    assert verdicts(rules, case()) == ["undecided"]
    assert verdicts(rules, case(more={"held": None})) == ["undecided"]
    assert len(codes(case(more={"held": wrong}), rules)) == 1


def test_a_whole_number_is_asked_for_in_the_unit_of_its_kind() -> None:
    """A rule file writes `4 h` where a file of a case has 240: who writes it so is told what to write."""
    rules = rules_with("{travel: {at_most: 4 h}}", declared("travel", "case", "minutes", "field: more"))
    with pytest.raises(CaseError) as caught:
        rules.check(case(more={"travel": "4 h"}), on=ON)
    (fault,) = caught.value.diagnostics
    assert fault.help == (
        "write the number of minutes (90 for an hour and a half) alone: no unit, no quotes, no decimals"
    )


def test_what_is_written_by_a_model_is_trusted() -> None:
    for kind, value, comparison, _ in KINDS:
        facts = declared("held", "case", kind, "field: more"), LIST_OF_OWN
        rules = rules_with(f"{{held: {comparison}}}", *facts, names=NAMES)
        if isinstance(value, str | bool | int) and value not in {"12.5", "2/8", "Tirano", "2026-03-02 14:00"}:
            assert verdicts(rules, case(more={"held": value}), trusted=True) == ["complies"], kind
    assert verdicts(
        rules_with(
            "{held: {includes: [minor]}}",
            *facts[1:],
            declared("held", "case", "set, names: role", "field: more"),
            names=NAMES,
        ),
        case(more={"held": ["minor"]}),
        trusted=True,
    ) == ["complies"]


def test_a_value_is_missing_where_it_is_not_written_and_asked_for_by_its_label() -> None:
    rules = rules_with("{points: {at_least: 3}}", declared("points", "case", "count", "field: more"))
    finding = only(rules, case(more={}))
    assert finding.verdict == "undecided"
    assert [each.name for each in finding.missing] == ["points"]
    assert finding.missing[0].text.en == "trial"
    asked = declared("points", "case", "count", "field: more", ", ask: {it: i punti, en: the points}")
    assert only(rules_with("{points: {at_least: 3}}", asked), case()).missing[0].text.en == "the points"


def test_an_event_is_closed_only_where_a_record_has_such_values() -> None:
    rules = rules_with(
        "{told_on: {exists: true}}", declared("told_on", "request", "event", "field: more"), per="request"
    )
    asked = {"submitted_on": "2026-03-02"}
    whole = {"complete_until": "2026-03-31"}
    assert verdicts(rules, case(**whole, requests=[asked])) == ["undecided"]
    assert verdicts(rules, case(**whole, requests=[{**asked, "more": {}}])) == ["breaches"]
    assert verdicts(rules, case(requests=[{**asked, "more": {}}])) == ["undecided"]
    assert verdicts(rules, case(**whole, requests=[{**asked, "more": {"told_on": "2026-03-30"}}])) == [
        "complies"
    ]
    assert verdicts(rules, case(**whole, requests=[{**asked, "more": {"told_on": "2026-04-01"}}])) == [
        "breaches"
    ]


def test_somebody_known_not_to_exist_has_no_values() -> None:
    held = declared("licence", "staff", "bool", "field: more")
    rules = rules_with("{licence: {is: true}}", held, per="absence")
    absent = {"staff": "s1", "from": "2026-03-02", "substitute": "none"}
    assert verdicts(rules, with_intervention(absences=[{**absent, "staff": "none"}])) == ["breaches"]


def test_a_declared_event_is_a_witness_where_it_is_recorded() -> None:
    """What is recorded tells the day; where nothing is, a list shows it."""
    facts = (
        declared("noted_start", "intervention", "event", "field: more"),
        declared("begun", "intervention", "event", "traces: [{is: noted_start}, {first: first_contact_on}]"),
    )
    rules = rules_with("{begun: {between: [2026-03-05, 2026-03-05]}}", *facts, per="intervention")
    shown = [session("2026-03-05T15:00", "16:00", status="delivered")]
    assert verdicts(rules, with_intervention(more={"noted_start": "2026-03-05"})) == ["complies"]
    assert verdicts(rules, with_intervention(more={"noted_start": "2026-03-04"}, sessions=shown)) == [
        "breaches"
    ]
    assert verdicts(rules, with_intervention(more={}, sessions=shown)) == ["complies"]


# --- whose values they are --------------------------------------------------------------------------------------------

POINTS = declared("points", "case", "count", "field: more")
ON_REQUEST = declared("noted_on", "request", "date", "field: more")


def test_a_name_may_have_the_rule_sets_own_id_before_it() -> None:
    rules = rules_with("{points: {is: 4}}", POINTS)
    assert verdicts(rules, case(more={"small/points": 4})) == ["complies"]
    assert verdicts(rules, case(more={"other/points": {}, "points": 4} | {"other/points": "x"})) == [
        "complies"
    ]
    assert codes(case(more={"points": 4, "small/points": 4}), rules) == ["contradiction"]


@pytest.mark.parametrize(
    ("more", "code", "help_"),
    [
        ({"point": 4}, "unknown-key", "did you mean `points`?"),
        ({"small/pints": 4}, "prefix-not-own", "did you mean `points`?"),
        ({"noted_on": "2026-03-02"}, "unknown-key", "`noted_on` is declared for `request`"),
        ({"weight": 4}, "unknown-key", "declared for this record: points"),
        ({"Mario Rossi": 4}, "unknown-key", "declared for this record: points"),
    ],
)
def test_an_undeclared_name_is_told_with_the_nearest(more: Any, code: str, help_: str) -> None:
    rules = rules_with("{points: {is: 4}}", POINTS, ON_REQUEST)
    with pytest.raises(CaseError) as caught:
        rules.check(json.dumps(case(more=more)), on=ON)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.help) == (code, help_)
    assert fault.position is not None
    assert fault.position.line == 1
    assert "Rossi" not in str(caught.value)


def test_a_rule_set_without_declared_facts_refuses_bare_names_and_leaves_those_of_others() -> None:
    rules = rule_set(rule("{age: {at_least: 1}}", per="case"))
    assert verdicts(rules, Case.model_validate(case(more={"other/points": 1}))) == ["complies"]
    with pytest.raises(CaseError) as caught:
        rules.check(Case.model_validate(case(more={"points": 1})), on=ON)
    (fault,) = caught.value.diagnostics
    assert fault.code == "unknown-key"
    assert fault.help == "what another rule set declares has its id before it, such as `other/name`"


def test_values_stand_under_any_record_and_their_faults_beside_the_others() -> None:
    listed = {
        "items": [{"submitted_on": "2026-03-02", "more": {"noted_on": "x"}}],
        "complete_until": "2026-03-31",
    }
    rules = rules_with("{noted_on: {exists: true}}", ON_REQUEST, POINTS, per="request")
    found = codes(case(requests=listed, family={"more": {"noted_on": 1}}, area="x", more=[]), rules)
    assert sorted(found) == ["not-a-date", "not-a-mapping", "unknown-key", "unknown-name"]
    held = {**listed, "items": [{"submitted_on": "2026-03-02", "more": {"noted_on": date(2026, 3, 4)}}]}
    assert verdicts(rules, case(requests=held)) == ["complies"]
    assert verdicts(rules, Case.model_validate(case(requests=held))) == ["complies"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"a": {"b": 1}}, "not_a_value"),
        ({"a": [[1]]}, "not_a_value"),
        ({f"k{n}": 1 for n in range(101)}, "too_many_values"),
        ({"a": "x" * 1001}, "too_large"),
        ({"a": ["x"] * 1001}, "too_large"),
        ({1: 2}, "not_a_mapping"),
        ("none", "not_a_mapping"),
    ],
)
def test_a_model_holds_single_values_and_lists_in_reasonable_number(more: Any, code: str) -> None:
    with pytest.raises(ValueError) as caught:
        Case.model_validate(case(more=more))
    assert [each["type"] for each in caught.value.errors()] == [code]  # type: ignore[attr-defined]


def test_values_do_not_change_and_are_not_shown() -> None:
    given: dict[str, Any] = {"secret": "canary-1", "roles": ["canary-2"]}
    model = Case.model_validate(case(more=given))
    given["roles"].append("x")
    assert model.more is not None
    assert dict(model.more) == {"secret": "canary-1", "roles": ("canary-2",)}
    assert len(model.more) == 2
    assert "canary" not in repr(model) + repr(model.more)
    assert pickle.loads(pickle.dumps(model)) == deepcopy(model) == model
    assert hash(model.more) == hash(deepcopy(model.more))
    assert json.loads(model.model_dump_json())["more"] == {"secret": "canary-1", "roles": ["canary-2"]}


# --- vocabulary files and overlays ------------------------------------------------------------------------------------

VOCABULARY = f"""
language: 1
id: province
names: {{role: {{curator: {{it: curatore, en: curator}}}}}}
facts:
  helper: {{per: case, kind: enum, names: role, {LABEL}, field: more}}
  capped: {{per: intervention, kind: count, {LABEL},
           count: {{from: session, ever: true, where: {{venue: {{one_of: $venues}}}}}}}}
"""


def written(
    folder: Path, *, require: str, per: str = "case", vocabulary_text: str = VOCABULARY, **parts: str
) -> Path:
    (folder / "province.yaml").write_text(vocabulary_text, encoding="utf-8")
    path = folder / "own.yaml"
    path.write_text(text(rule(require, per=per), vocabulary="[./province.yaml]", **parts), encoding="utf-8")
    return path


def test_a_vocabulary_file_is_shared_by_rule_sets(tmp_path: Path) -> None:
    rules = load(written(tmp_path, require="{helper: {is: curator}}"))
    assert rules.regulation.prefixes == ("small", "province")
    for name in ("helper", "small/helper", "province/helper"):
        assert verdicts(rules, case(more={name: "curator"})) == ["complies"]
    (tmp_path / "province.yaml").write_text(VOCABULARY.replace("curatore", "il curatore"), encoding="utf-8")
    assert load(tmp_path / "own.yaml").fingerprint != rules.fingerprint


def test_a_value_that_a_vocabulary_names_is_asked_of_the_file_that_uses_the_fact(tmp_path: Path) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        load(written(tmp_path, require="{capped: {at_least: 1}}", per="intervention"))
    (fault,) = caught.value.diagnostics
    assert fault.code == "missing-value"
    assert fault.position is not None
    assert fault.position.file.endswith("own.yaml")


def test_faults_of_a_vocabulary_stand_at_its_own_lines(tmp_path: Path) -> None:
    wrong = VOCABULARY.replace("from: session", "from: sessions").replace("names: role, ", "")
    with pytest.raises(DiagnosticsError) as caught:
        load(written(tmp_path, require="{helper: {is: curator}}", vocabulary_text=wrong))
    found = [(each.code, str(each.position).rsplit("/", 1)[-1]) for each in caught.value.diagnostics]
    assert found == [("names-needed", "province.yaml:6:11"), ("unknown-subject", "province.yaml:8:26")]
    wrong = VOCABULARY.replace("from: session", "from: sessions")
    with pytest.raises(DiagnosticsError) as caught:
        load(written(tmp_path, require="{helper: {is: curator}}", vocabulary_text=wrong))
    (fault,) = caught.value.diagnostics
    assert fault.code == "unknown-subject"
    assert "province.yaml:8" in str(fault.position)
    assert "from: sessions" in str(caught.value)
    for wrong in (VOCABULARY.replace("language: 1", "language: 9"), VOCABULARY + "rules: []\n", "- {"):
        with pytest.raises(DiagnosticsError):
            load(written(tmp_path, require="{age: {at_least: 1}}", vocabulary_text=wrong))


OVERLAY = """
language: 1
id: above
title: {it: Sopra, en: Above}
version: "1"
extends: {rules: ./own.yaml}
adopted: {act: Delibera 1, body: Ente di prova, on: 2020-01-01}
"""


def test_an_overlay_declares_facts_beside_those_of_its_base(tmp_path: Path) -> None:
    from adm_rules._internal.engine import pinned

    written(tmp_path, require="{helper: {is: curator}}")
    own = OVERLAY + f"facts:{declared('score', 'case', 'count', 'field: more')}\n"
    own += "rules:\n" + rule("{score: {at_least: 3}}", id="above.score", per="case") + "\n"
    path = str(tmp_path / "above.yaml")
    rules = parse(pinned(own, path), path)
    assert rules.regulation.prefixes == ("above", "small", "province")
    assert set(vocabulary(rules.regulation).facts) - set(registry().facts) == {"helper", "capped", "score"}
    both = case(more={"helper": "curator", "above/score": 3})
    assert verdicts(rules, both) == ["complies", "complies"]
    again = own.replace("score:", "helper:").replace("score", "helper")
    with pytest.raises(DiagnosticsError) as caught:
        parse(again, path)
    assert "fact-exists" in [each.code for each in caught.value.diagnostics]


# --- what else reads them ---------------------------------------------------------------------------------------------


def test_a_key_of_a_declared_fact_that_no_rule_reads_is_told() -> None:
    rules = rules_with("{points: {is: 4}}", POINTS, declared("weight", "case", "count", "field: more"))
    unread = rules.unread(case(more={"points": 1, "small/weight": 2}))
    assert [(each.key, each.fact, each.times) for each in unread] == [("more.weight", "weight", 1)]


def test_a_made_fact_with_parameters_is_used_as_any_other() -> None:
    made = declared(
        "visits_at", "intervention", "count",
        "count: {from: session, ever: true, "
        "where: {all: [{venue: {is: {param: place}}}, {activity: {one_of: {param: kinds}}}]}}",
        ", takes: {place: {kind: enum}, kinds: {kind: set}}",
    )  # fmt: skip
    require = "{visits_at: {with: {place: home, kinds: [direct]}, at_least: 1}}"
    rules = rules_with(require, made, per="intervention")
    day = {"start": "2026-03-02T15:00", "end": "2026-03-02T16:00", "activity": "direct", "venue": "home"}
    assert verdicts(rules, with_intervention(sessions=[day])) == ["complies"]
    assert verdicts(rules, with_intervention(sessions=[{**day, "venue": "school"}])) == ["breaches"]


def test_a_fact_may_choose_between_names_and_sets() -> None:
    chosen = declared(
        "place", "case", "enum",
        "choose: [{when: {age: {at_least: 30}}, then: Teglio}, {else: Tirano}]", ", names: municipality",
    ) + declared(
        "who", "case", "set", "choose: [{when: {age: {at_least: 30}}, then: [minor]}, {else: [educator, minor]}]",
        ", names: role",
    )  # fmt: skip
    assert verdicts(
        rules_with("{all: [{place: {is: tirano}}, {who: {includes: [educator]}}]}", chosen), case()
    ) == ["complies"]


# --- what a parameter is filled with is a part of the label -----------------------------------------------------------


def test_a_step_is_told_by_its_own_label() -> None:
    require = "{milestone_reached_on: {with: {step: referral_sheet}, within: {days: 5, after: start}}}"
    rules = rules_with(require, per="intervention")
    (due,) = rules.deadlines(with_intervention(started_on="2026-03-30"), on=ON)
    assert due.what.it == "data del passo indicato del protocollo: scheda di segnalazione"
    assert due.what.en == "day of the given step of the protocol: referral sheet"


def test_names_and_lists_are_told_and_what_is_no_name_is_not() -> None:
    made = declared(
        "seen", "intervention", "count",
        "count: {from: session, ever: true, "
        "where: {all: [{venue: {one_of: [{param: place}, school]}}, {users_present: {at_least: {param: least}}}]}}",
        ", takes: {place: {kind: enum}, least: {kind: count}}",
    )  # fmt: skip
    rules = rules_with("{seen: {with: {place: home, least: 2}, at_least: 1}}", made, per="intervention")
    assert only(rules, with_intervention(sessions=[])).observed[0].label.en == "trial: minor's home"
    plain = declared("many", "case", "years", "least: [age, {fact: age}]")
    assert only(rules_with("{many: {at_least: 1}}", plain), case()).observed[0].label.en == "trial"


# --- facts that are asked at some time --------------------------------------------------------------------------------

THEN = (
    "\n  plans_then: {per: intervention, kind: count, asked: day, label: {it: piani, en: plans},"
    " count: {from: plan, at: asked}}"
)
ORDERED = (
    "\n  ordered: {per: case, kind: count, asked: time, label: {it: provvedimenti, en: orders},"
    " takes: {courts: {kind: set, names: court, optional: true}},"
    " count: {from: court_order, time: asked, where: {court: {one_of: {param: courts}}}}}"
)


@pytest.mark.parametrize(("day", "verdict"), [("2026-02-02", "complies"), ("2026-01-02", "breaches")])
def test_a_declared_fact_may_be_asked_on_a_day(day: str, verdict: str) -> None:
    rules = rules_with("{plans_then: {at: session_day, at_least: 1}}", THEN, per="session")
    plan = {"drafted_on": "2026-01-05", "end_on": "2026-06-30"}
    held = session(f"{day}T15:00", "16:00")
    data = with_intervention(plans=[plan], sessions=[held])
    assert verdicts(rules, data) == [verdict]
    assert only(rules, data).observed[0].label.en == "plans, on the day of the session"


@pytest.mark.parametrize(
    ("use", "verdict"),
    [
        ("at: requested_on", "complies"),
        ("ever: true", "complies"),
        ("during: {from: requested_on}", "complies"),
        ("ever: true, with: {courts: [juvenile_court]}", "complies"),
        ("ever: true, with: {courts: [ordinary_court]}", "breaches"),
        ("at: judgement_day", "breaches"),
    ],
)
def test_a_declared_fact_may_be_asked_at_a_time_and_leave_out_what_is_optional(
    use: str, verdict: str
) -> None:
    order = {"from": "2026-03-01", "to": "2026-03-10", "court": "juvenile_court"}
    data = case(requests=[{"submitted_on": "2026-03-02"}], court_orders=[order])
    assert verdicts(rules_with(f"{{ordered: {{{use}, at_least: 1}}}}", ORDERED, per="request"), data) == [
        verdict
    ]


def test_a_day_may_be_a_part_of_a_recipe() -> None:
    age = declared("old", "case", "years", "age_on: {birth: birth_date, at: asked}", ", asked: day")
    months = declared(
        "since", "case", "months", "between: {from: birth_date, to: asked, in: months}", ", asked: day"
    )
    rules = rules_with(
        "{all: [{old: {at: requested_on, at_most: 11}}, {since: {at: requested_on, at_least: 142}}]}",
        age, months, per="request",
    )  # fmt: skip
    assert verdicts(rules, case(requests=[{"submitted_on": "2026-03-02"}])) == ["complies"]


def test_what_a_parameter_may_be_is_checked_where_it_is_filled() -> None:
    with pytest.raises(DiagnosticsError) as caught:
        rules_with("{ordered: {ever: true, with: {courts: [juvenile]}, at_least: 1}}", ORDERED, per="request")
    (fault,) = caught.value.diagnostics
    assert fault.code == "unknown-name"
    assert fault.path[:2] == ("rules", 0)


def test_amounts_of_what_lasts_are_added_up_on_a_day_or_for_a_reason() -> None:
    hours = "from: authorisation, of: authorised_time"
    then = declared("then", "case", "minutes", f"total: {{{hours}, at: asked}}", ", asked: day")
    reason = "{it: tutte, en: all of them}"
    whole = declared("whole", "case", "minutes", f"total: {{{hours}, ever: true, adds_up: {reason}}}")
    rules = rules_with("{all: [{then: {at: judgement_day, is: 4 h}}, {whole: {is: 9 h}}]}", then, whole)
    given = [
        {"from": "2026-01-01", "to": "2026-02-28", "weekly_minutes": 300},
        {"from": "2026-03-01", "to": "none", "weekly_minutes": 240},
    ]
    assert verdicts(rules, with_intervention(authorisations=given, closed_on="none")) == ["complies"]


@pytest.mark.parametrize(("since", "minutes"), [("2026-03-02", 120), ("2026-03-03", 0)])
def test_slots_are_laid_on_the_monday_of_a_week_whatever_its_first_session(since: str, minutes: int) -> None:
    """The week's first day is that of its first session, a Wednesday here."""
    school = declared(
        "school", "week", "minutes", "overlap: {of: school_slot, with: [07:00, 13:00], on: [monday]}"
    )
    rules = rules_with(f"{{school: {{is: {minutes} min}}}}", school, per="week")
    slot = {"weekday": "monday", "start": "08:00", "end": "10:00", "from": since, "to": "none"}
    held = session("2026-03-04T15:00", "16:00")
    assert verdicts(rules, with_intervention(sessions=[held], case_keys={"school_timetable": [slot]})) == [
        "complies"
    ]


def test_a_recipe_that_reaches_too_far_is_told_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipes, "_LOWERED", SimpleNamespace(of=lambda _: (lambda r, _: r.span()[0], {})))
    made = declared("n", "risk", "count", "count: {from: session, ever: true}")
    with pytest.raises(DiagnosticsError, match=r"recipe-reach\]: the recipe of `n` needs the span of `risk`"):
        rules_with("{n: {exists: true}}", made, per="risk")


def test_a_declared_fact_may_ask_for_public_holidays() -> None:
    days = [
        {
            "start": f"2026-01-0{day}T10:00",
            "end": f"2026-01-0{day}T11:00",
            "status": "delivered",
            "activity": "direct",
        }
        for day in (6, 7)
    ]
    rules = rules_with(
        "{feast: {is: true}}",
        declared("feast", "session", "bool", "part: {of: session_start, as: holiday}"),
        per="session",
    )
    found = rules.check(with_intervention(sessions=days), on=ON).findings
    assert sorted((each.subject_id[:10], each.verdict.value) for each in found) == [
        ("2026-01-06", "complies"),
        ("2026-01-07", "breaches"),
    ]


def test_the_day_of_a_place_of_use_is_known_to_recipes_alone() -> None:
    with pytest.raises(DiagnosticsError, match="known to a recipe alone"):
        rule_set(rule("{session_day: {at_most: {fact: asked}}}"))


@pytest.mark.parametrize(("closed", "verdict"), [("none", "breaches"), ("2024-01-01", "complies")])
def test_years_since_what_has_not_come_do_not_exist(closed: str, verdict: str) -> None:
    since = declared(
        "since", "intervention", "years", "age_on: {birth: closed_on, at: asked}", ", asked: day"
    )
    ended = "count: {from: intervention, ever: true, where: {since: {at: judgement_day, exists: true}}}"
    rules = rules_with("{ended: {at_least: 1}}", since, declared("ended", "case", "count", ended))
    found = rules.check(with_intervention(started_on="2023-01-01", closed_on=closed), on=ON).findings
    assert [each.verdict.value for each in found] == [verdict]


# --- by another day of the elements -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noted", "verdict"),
    [("2026-03-10", "complies"), ("2027-03-10", "breaches"), ("none", "breaches"), (None, "undecided")],
)
def test_the_year_of_what_has_not_come_does_not_exist(noted: str | None, verdict: str) -> None:
    """It was not known, and asked for, though nobody can know it."""
    year = declared("noted_year", "case", "count", "part: {of: noted_on, as: year}")
    noted_on = declared("noted_on", "case", "event", "field: more")
    rules = rules_with("{noted_year: {is: 2026}}", noted_on, year)
    assert verdicts(rules, case(more={} if noted is None else {"noted_on": noted})) == [verdict]


def payment(due: str, paid: str | None) -> dict[str, Any]:
    return {"id": f"due-{due}", "due_on": due, **({} if paid is None else {"paid_on": paid})}


@pytest.mark.parametrize(
    ("payments", "found"),
    [
        ([payment("2026-03-31", "none")], "breaches"),
        ([payment("2026-04-01", "none")], "complies"),  # not due on the day of the check
        ([payment("2026-03-01", "2026-03-31")], "complies"),
        ([payment("2026-03-01", "2026-04-01")], "breaches"),  # paid later than that day
        ([payment("2026-03-01", None)], "undecided"),
        ([payment("none", "none")], "complies"),
        ([], "complies"),
    ],
)
def test_elements_are_counted_by_another_day_than_their_own(payments: list[Any], found: str) -> None:
    arrears = (
        "count: {from: payment, dated_by: payment_due_on, ever: true, where: {paid_on: {exists: false}}}"
    )
    rules = rules_with("{arrears: {is: 0}}", declared("arrears", "case", "count", arrears))
    assert verdicts(rules, case(payments=payments)) == [found]


def test_an_instalment_that_nobody_has_seen_yet_may_be_in_arrears() -> None:
    arrears = (
        "count: {from: payment, dated_by: payment_due_on, ever: true, where: {paid_on: {exists: false}}}"
    )
    rules = rules_with("{arrears: {is: 0}}", declared("arrears", "case", "count", arrears))
    whole, until = (
        case(payments=[], complete_until="2026-03-31"),
        case(payments=[], complete_until="2026-03-30"),
    )
    assert (verdicts(rules, whole), verdicts(rules, until)) == (["complies"], ["undecided"])


def test_what_is_looked_at_by_another_day_happens_on_it() -> None:
    orders = "count: {from: court_order, dated_by: order_report_due_on, at: judgement_day}"
    with pytest.raises(DiagnosticsError, match="`court_order` happens on one day"):
        rules_with("{due: {is: 0}}", declared("due", "case", "count", orders))


def test_amounts_by_another_day_follow_one_another_no_longer() -> None:
    hours = "total: {from: authorisation, of: authorised_time, dated_by: hours_authorised_on, ever: true}"
    rules = rules_with(
        "{hours: {at_most: 5 h}}", declared("hours", "intervention", "minutes", hours), per="intervention"
    )
    given = [
        {"from": "2026-04-10", "weekly_minutes": 180, "authorised_on": day}
        for day in ("2026-03-01", "2026-03-02")
    ]
    assert verdicts(rules, with_intervention(authorisations=given)) == ["breaches"]


# --- facts written as mappings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("per", "kind", "recipe"),
    [
        ("session", "fraction", "ratio: [{fact: educators_present}, {fact: users_present}]"),
        ("intervention", "minutes", "total: {from: session, of: {fact: session_time}, ever: true}"),
        ("case", "count", "count: {from: payment, dated_by: {fact: payment_due_on}, ever: true}"),
        ("case", "fraction", "ratio: [{fact: orders, at: birth_date}, {fact: orders, at: judgement_day}]"),
    ],
)
def test_a_part_that_is_a_fact_may_be_a_mapping(per: str, kind: str, recipe: str) -> None:
    rules = rules_with("{made: {exists: true}}", declared("made", per, kind, recipe), per=per)
    assert origin(Prose(rules.vocabulary, "en", rules.regulation), rules.regulation.facts["made"])


def test_the_key_of_an_owner_is_a_name() -> None:
    made = declared("made", "request", "event", "owned: {follows: {fact: family_agreed_on}}")
    with pytest.raises(DiagnosticsError, match="wrong-shape"):
        rules_with("{made: {exists: true}}", made, per="request")


def test_a_value_that_lacks_behind_a_link_is_told_where_the_link_stands() -> None:
    made = declared("titles", "assignment", "count", "field: staff.valid_titles")
    with pytest.raises(DiagnosticsError) as caught:
        rules_with("{titles: {at_least: 1}}", made, per="assignment")
    (fault,) = caught.value.diagnostics
    assert fault.code == "missing-value"
    assert fault.position is not None
    assert fault.position.line > 1


# --- names of generated code ------------------------------------------------------------------------------------------

#: Words that generated code has in some place, or makes of others, and a name that it would give to a second fact.
OF_THE_CODE = (
    *(
        "if",
        "class",
        "from",
        "lambda",
        "int",
        "str",
        "kernels",
        "operators",
        "folds",
        "readers",
        "r",
        "d",
        "out",
        "on",
    ),
    *(
        "phantom",
        "up",
        "absent",
        "rows_session",
        "holds",
        "applies",
        "t",
        "made_maybe",
        "made_2",
        "made_",
        "sure_2",
    ),
)


@pytest.mark.parametrize("name", OF_THE_CODE)
def test_a_fact_may_be_called_as_anything_in_generated_code(name: str) -> None:
    home, missed = (
        f"count: {{from: session, ever: true, where: {{{each}}}}}"
        for each in ("venue: {is: home}", "session_status: {is: missed}")
    )
    facts = (declared(name, "intervention", "count", home), declared("made", "intervention", "count", missed))
    rules = rules_with(
        f"{{all: [{{{name}: {{at_most: 1}}}}, {{made: {{at_most: 2}}}}]}}", *facts, per="intervention"
    )
    held = [session(f"2026-03-0{n}T10:00", "11:00", venue="home") for n in (1, 2)]
    assert verdicts(rules, with_intervention(sessions=held[:1])) == ["complies"]
    assert verdicts(rules, with_intervention(sessions=held)) == ["breaches"]


@pytest.mark.parametrize("name", ["is", "phantom", "d", "read_money", "kept_2"])
def test_a_value_of_a_file_may_be_called_so_as_well(name: str) -> None:
    rules = rules_with(f"{{{name}: {{is: 2}}}}", declared(name, "case", "count", "field: more"))
    found = [verdicts(rules, case(**keys)) for keys in ({"more": {name: 2}}, {"more": {name: 3}}, {})]
    assert found == [["complies"], ["breaches"], ["undecided"]]
