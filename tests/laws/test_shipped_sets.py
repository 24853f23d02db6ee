"""Laws over every shipped rule set, on the files of its examples; `test_eighteen.py` tells which law stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, Final

import pytest

from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.facts import registry, vocabulary
from adm_rules._internal.facts.registry import Fact, dates_of
from adm_rules._internal.names.base import COUNTS_AS
from adm_rules._internal.report import Finding, Observed
from adm_rules._internal.review.examples import suites
from adm_rules._internal.rules import Comparison, Elements, FactRef, ListOf, Rule, Term
from tests.laws.test_future_laws import DAY, Path, examples, lists, plain

Key = tuple[str, str, str, str]


def found(rules: RuleSet, files: Any, on: date) -> dict[Key, str] | None:
    """The verdicts, by rule, subject and record; None for files that are refused."""
    try:
        findings = rules.check(**files, on=on).findings
    except CaseError:
        return None
    return {
        (each.rule, each.subject, each.subject_id, str(each.under)): each.verdict.value for each in findings
    }


# --- 1: what must exist is never there because nothing is -------------------------------------------------------------


def asked_lists(rule: Rule) -> set[str]:
    """The subjects of which a requirement asks, alone, for one element at least."""
    wanted = set()
    for leaf in rule.require.leaves():
        if isinstance(leaf, Elements) and leaf.form == "some":
            wanted.add(leaf.of)
        elif (
            isinstance(leaf, Comparison)
            and leaf.operator == "at_least"
            and getattr(leaf.operand, "raw", None) == 1
        ):
            recipe = registry().facts[leaf.fact.name].recipe if leaf.fact.name in registry().facts else None
            wanted.add(str((recipe or {}).get("count", {}).get("from", "")))
        else:
            return set()
    return wanted - {""}


@pytest.mark.parametrize("name", available())
def test_an_empty_list_never_complies_with_a_duty_to_have_an_element(name: str) -> None:
    rules, tried = load(name), 0
    asked = {rule.id: asked_lists(rule) for rule in rules.regulation.rules if asked_lists(rule)}
    for example, files in examples(name, 1):
        if example.rule not in asked:
            continue
        emptied = deepcopy(files)
        for root, file in emptied.items():
            for subject, _, records in list(lists(file, root)) if file is not None else ():
                if subject in asked[example.rule]:
                    records.clear()
        after = found(rules, emptied, example.on) or {}
        assert not [
            key for key, verdict in after.items() if key[0] == example.rule and verdict == "complies"
        ], example.id
        tried += 1
    assert tried or not asked


# --- 4: a gap in what lasts is seen -----------------------------------------------------------------------------------


def gaps(files: Any, subject: str) -> Iterator[Any]:
    """The files with each record of a subject in two, of which none is in force on the day of a session."""
    every = [(root, *each) for root, file in files.items() if file is not None for each in lists(file, root)]
    running = [each for _, name, _, records in every if name == "intervention" for each in records]
    last_days = [str(each["closed_on"]) for each in running if DAY.fullmatch(str(each.get("closed_on")))]
    sessions = [each for _, name, _, records in every if name == "session" for each in records]
    held = {each["start"][:10] for each in sessions if "start" in each}
    days = [date.fromisoformat(day) for day in sorted(held) if all(day <= last for last in last_days)]
    for root, name, path, records in every:
        for place, record in enumerate(records):
            if name == subject and isinstance(record, dict) and DAY.fullmatch(str(record.get("from"))):
                first, last = record["from"], str(record.get("to", "none"))
                inside = (
                    day
                    for day in days
                    if first < day.isoformat() and (last == "none" or day.isoformat() < last)
                )
                for day in list(inside)[:1]:
                    yield cut(files, (root, *path), place, day)


def cut(files: Any, path: Path, place: int, day: date, keys: tuple[str, str] = ("from", "to")) -> Any:
    changed = deepcopy(files)
    records = changed
    for step in path:
        records = records[step]
    (first, last), one = keys, timedelta(days=1)
    early = {**records[place], last: (day - one).isoformat()}
    late = {key: f"{value}-2" if key == "id" else value for key, value in records[place].items()}
    records[place : place + 1] = [early, {**late, first: (day + one).isoformat()}]
    return changed


def lasting(rule: Rule) -> set[str]:
    leaves = [leaf for leaf in rule.require.leaves() if isinstance(leaf, Elements)]
    found = {leaf.of for leaf in leaves if leaf.form == "days"}
    for leaf in leaves:
        inner = leaf.holds.leaves() if leaf.form == "each" and leaf.holds is not None else ()
        found |= {each.of for each in inner if isinstance(each, Elements)}
    return {name for name in found if registry().subjects[name].placing == "from"}


@pytest.mark.parametrize("name", available())
def test_a_gap_on_the_day_of_a_session_is_no_longer_in_order(name: str) -> None:
    rules = load(name)
    lasts = {rule.id: lasting(rule) for rule in rules.regulation.rules if lasting(rule)}
    for example, files in examples(name, 1) if lasts else ():
        if example.rule not in lasts:
            continue
        before = found(rules, files, example.on) or {}
        complied = [
            key for key, verdict in before.items() if key[0] == example.rule and verdict == "complies"
        ]
        for subject in sorted(lasts[example.rule]) if complied else ():
            for changed in gaps(files, subject):
                after = found(rules, changed, example.on)
                assert after is None or all(after.get(key) != "complies" for key in complied), (
                    example.id,
                    subject,
                )


#: By rule set, what lasts and is asked of each session: a gap in it changes some verdict. What is asked of one day
#: alone (that of the request, of the start) is not there.
ASKED_THROUGHOUT: Final[Mapping[str, set[str]]] = {
    "basso_lodigiano": {"assignment"},
    "medio_olona": {"court_order"},
    "scheda_comunale": {"in_charge", "plan"},
    "sud_est_milano": {"assignment", "neutral_space"},
    "tirano": {
        "assignment",
        "authorisation",
        "court_order",
        "derogation",
        "reachability",
        "slot",
        "voucher_term",
    },
}


def written(fact: Fact) -> Fact:
    """The key behind a fact: of a last day that is the closing's at the latest, the one of the record itself."""
    own = (registry().facts[name] for name in (fact.recipe or {}).get("least", ()))
    return next((each for each in own if each.per == fact.per and each.path is not None), fact)


def ends_of_lasting() -> dict[str, tuple[str, str]]:
    """By subject, the keys of the first and the last day of a record that lasts."""
    known, found = registry(), {}
    for name, subject in known.subjects.items():
        ends = dates_of(known, name)
        paths = (
            [written(known.facts[fact]).path for fact in (ends.first, ends.last)]
            if ends and ends.last
            else []
        )
        if subject.key and None not in paths and len(set(paths)) > 1:
            found[name] = (str(paths[0]), str(paths[1]))
    return found


LASTING: Final = ends_of_lasting()
#: So many gaps are tried in what lasts before it counts as asked by nothing.
MOST_TRIED: Final = 150


def interrupted(files: Any, on: date, subject: str) -> Iterator[tuple[Any, Any]]:
    """The files with a session in the middle of each record of a subject, and with that record cut out on its day."""
    begins, ends = LASTING[subject]
    held = (files.get("case") or {}).get("interventions")
    for root, file in files.items() if isinstance(held, list) and held else ():
        for name, path, records in lists(file, root) if file is not None else ():
            for place, record in enumerate(records) if name == subject else ():
                if not isinstance(record, dict) or not DAY.fullmatch(str(record.get(begins))):
                    continue
                first, last = date.fromisoformat(record[begins][:10]), str(record.get(ends, "none"))
                until = min(on, date.fromisoformat(last[:10])) if DAY.fullmatch(last) else on
                day = first + (until - first) // 2
                day -= timedelta(days=max(0, day.weekday() - 4))
                if first < day < until:
                    whole = with_session(files, day)
                    yield whole, cut(whole, (root, *path), place, day, LASTING[subject])


def with_session(files: Any, day: date) -> Any:
    changed = deepcopy(files)
    work = changed["case"]["interventions"][0]
    sessions = work.setdefault("sessions", [])
    activity = "supervised_meeting" if work.get("service") == "supervised_contact" else "direct"
    session = {"start": f"{day}T15:00", "end": f"{day}T16:00", "status": "delivered", "activity": activity}
    (sessions["items"] if isinstance(sessions, dict) else sessions).append(session)
    return changed


@pytest.mark.parametrize("name", available())
def test_what_a_rule_set_asks_of_each_session_is_missed_in_a_gap(name: str) -> None:
    rules = load(name)
    unseen, tried = set(ASKED_THROUGHOUT[name]), dict.fromkeys(LASTING, 0)
    for example in (each for suite in suites(name) for each in suite.examples):
        files = plain(dict(example.files))
        for subject in sorted(each for each in unseen if tried[each] < MOST_TRIED):
            for whole, gap in interrupted(files, example.on, subject):
                before, after = found(rules, whole, example.on), found(rules, gap, example.on)
                tried[subject] += 1
                if (
                    before
                    and after
                    and any(is_lost(key, before, after) for key in before if key[1] != subject)
                ):
                    unseen.discard(subject)
    assert not unseen


def is_lost(key: Key, before: Mapping[Key, str], after: Mapping[Key, str]) -> bool:
    return before[key] in ("complies", "derogated") and after.get(key, before[key]) != before[key]


# --- 6: an exception never drops the duty -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", available())
def test_what_tells_another_term_is_not_what_drops_the_duty(name: str) -> None:
    for rule in load(name).regulation.rules:
        terms = [leaf for leaf in rule.require.leaves() if isinstance(leaf, Term)]
        told = {
            f.name
            for term in terms
            for each in term.instead
            for leaf in each.when.leaves()
            for f in leaf.facts()
        }
        when = rule.when.leaves() if rule.when is not None else ()
        dropped = {
            leaf.fact.name
            for leaf in when
            if isinstance(leaf, Comparison)
            and leaf.operator == "exists"
            and getattr(leaf.operand, "raw", None) is False
        }
        assert not told & dropped, rule.id


#: Rules that speak of a day only while it is not recorded, though it is not the end of what they are about.
WITHOUT_DAY: Final[Mapping[tuple[str, str], str]] = {
    ("access.residence-at-start", "judgement_day"): "never so: a way to say that a reading asks nothing",
    ("access.residence-at-extension", "term_start"): "never so: a way to say that a reading asks nothing",
    (
        "agency.window-covered",
        "first_accredited_from",
    ): "of an agency once accredited, weeks of accreditation",
    (
        "agency.afternoon-share",
        "first_accredited_from",
    ): "of an agency once accredited, weeks of accreditation",
    ("plan.before-start-day", "knowledge_ends_on"): "with a period of knowledge `plan.by-knowledge-end` asks",
}


@pytest.mark.parametrize("name", available())
def test_no_duty_is_dropped_because_a_day_is_recorded(name: str) -> None:
    """Whoever writes a date, or a late renewal, is not free: a rule stops at the end of its object alone."""
    rules = load(name)
    known = vocabulary(rules.regulation)
    ends = {str(dates.last) for subject in known.subjects if (dates := dates_of(known, subject))}
    dropped = {
        (rule.id, leaf.fact.name)
        for rule in rules.regulation.rules
        for leaf in (rule.when.leaves() if rule.when is not None else ())
        if isinstance(leaf, Comparison)
        and (leaf.operator, getattr(leaf.operand, "raw", None)) == ("exists", False)
        and known.facts[leaf.fact.name].kind in ("date", "event")
        and leaf.fact.name not in ends
    }
    assert dropped <= set(WITHOUT_DAY)


# --- 7: a part of a role counts as the whole --------------------------------------------------------------------------

#: For each broader role, one that counts as it.
NARROWER: Final[Mapping[str, str]] = {
    str(wide): str(narrow) for narrow, broader in COUNTS_AS["role"].items() for wide in broader
}


def renamed(data: Any, old: str, new: str) -> Any:
    if isinstance(data, dict):
        return {
            key: value if key in ("id", "staff") else renamed(value, old, new) for key, value in data.items()
        }
    if isinstance(data, list):
        return (
            [*dict.fromkeys(renamed(each, old, new) for each in data)]
            if all(isinstance(each, str) for each in data)
            else [renamed(each, old, new) for each in data]
        )
    return new if data == old else data


def asks_whom_a_file_names(rule: Rule) -> bool:
    """Whether the rule requires those whom another key of the file names: a narrower name there asks for more."""
    lists = (leaf.operand for leaf in rule.require.leaves() if isinstance(leaf, Comparison))
    return any(isinstance(item, FactRef) for each in lists if isinstance(each, ListOf) for item in each.items)


@pytest.mark.parametrize("name", available())
def test_a_narrower_role_never_breaks_what_the_broader_one_keeps(name: str) -> None:
    rules, tried = load(name), 0
    moving = {rule.id for rule in rules.rules if asks_whom_a_file_names(rule)}
    for example, files in examples(name, 4):
        text = str(files)
        for wide, narrow in NARROWER.items():
            if f"'{wide}'" not in text:
                continue
            before, after = (
                found(rules, files, example.on),
                found(rules, renamed(files, wide, narrow), example.on),
            )
            for key, verdict in (before or {}).items():
                now = (after or {}).get(key)
                kept = verdict != "complies" or now not in ("breaches", "to_judge")
                assert kept or key[0] in moving, (
                    example.id,
                    key,
                    wide,
                    narrow,
                )
            tried += 1
    assert tried


# --- 9: what is told in another place has one value -------------------------------------------------------------------


def with_start(files: Any) -> Any:
    """The files, and the start of each intervention written out that its whole list of sessions shows."""
    told = deepcopy(files)
    for intervention in (told.get("case") or {}).get("interventions") or ():
        sessions = intervention.get("sessions")
        whole = isinstance(sessions, list) and all(
            each.get("status") in ("delivered", "cancelled", "missed") and "activity" in each
            for each in sessions
        )
        shown = [
            each["start"][:10]
            for each in sessions or ()
            if whole
            and each["status"] == "delivered"
            and each["activity"] in ("direct", "supervised_meeting", "group")
        ]
        if shown and not {"started_on", "reports", "meetings", "milestones"} & set(intervention):
            intervention["started_on"] = min(shown)
    return told


@pytest.mark.parametrize("name", available())
def test_a_start_that_sessions_show_may_be_written_out(name: str) -> None:
    rules = load(name)
    for example, files in examples(name):
        told = with_start(files)
        if told != files:
            before, after = found(rules, files, example.on), found(rules, told, example.on)
            # A start that is written bounds an end that is not: what was undecided may be decided.
            assert before is not None
            assert after is not None
            assert before.keys() == after.keys(), example.id
            changed = {key for key, verdict in before.items() if after[key] != verdict}
            assert {before[key] for key in changed} <= {"undecided"}, (example.id, changed)


# --- 16: a breach tells what failed -----------------------------------------------------------------------------------


def is_told(failed: Observed, finding: Finding) -> bool:
    """Whether the message says, in either language, what was found, or what is lacking, or at least of what."""
    parts = (failed.value, failed.limit, failed.label, *filter(None, [failed.distance]))
    return all(
        any(part.in_language(lang).casefold() in finding.message(lang).casefold() for part in parts)
        for lang in ("it", "en")
    )


@pytest.mark.parametrize("name", available())
def test_a_breach_tells_what_failed(name: str) -> None:
    rules, tried = load(name), 0
    for example, files in examples(name, 2):
        for finding in rules.check(**files, on=example.on).filter(rule=example.rule):
            if finding.verdict.value in ("breaches", "to_judge"):
                failed = [each for each in finding.observed if each.holds is False]
                late = [each for each in finding.deadlines if each.state in ("late", "overdue", "missed")]
                assert failed or late, (example.id, finding.subject_id)
                untold = [
                    each.fact for each in failed if not (late or each.alternative or is_told(each, finding))
                ]
                assert not untold, (example.id, finding.subject_id)
                tried += 1
    assert tried > 10
