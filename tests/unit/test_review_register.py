"""Registers: their form, and every way in which a register and its rule set can disagree."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.facts import registry
from adm_rules._internal.loader import find
from adm_rules._internal.review import register as module
from adm_rules._internal.review.accounts import check_register, definitions
from adm_rules._internal.review.register import (
    COLUMNS,
    FATES,
    find_register,
    load_register,
    read_register,
    registers,
)
from tests.rules.small import COUNTED, not_set, rule, rule_set

FILE = "rules/norms/small.csv"
RULES = rule_set(
    rule("{session_time: {at_most: 2 h}}", id="longest"),
    readings=COUNTED,
    values=not_set("users", "count"),
    tariffs="{meal: {unit: EUR, free: {it: gratuito, en: free}}}",
    names="{role: {night_educator: {it: educatore notturno, en: night educator}}}",
    orders='[{id: first, title: {it: P, en: P}, norms: [TST-01-02], cites: {article: "1"}, per: case,'
    " order: [{first: {disability: {is: true}}}]}]",
)
ROW = {
    "id": "TST-01-01",
    "document": "d.txt",
    "article": "Art. 1",
    "line": "12",
    "norm_en": "Sessions are short.",
    "norm_it": "Gli accessi sono brevi.",
    "kind": "cap",
    "modality": "must",
    "fate": "encoded",
    "rules": "longest",
    "reason": "",
    "correction": "",
}
ORDER = {**ROW, "id": "TST-01-02", "rules": "first"}


def sheet(*rows: dict[str, str], header: tuple[str, ...] = COLUMNS) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row[name] for name in COLUMNS] for row in rows)
    return out.getvalue()


def form(text: str) -> list[tuple[str, int]]:
    with pytest.raises(DiagnosticsError) as caught:
        read_register(text, FILE)
    return [(fault.code, fault.position.line if fault.position else 0) for fault in caught.value.diagnostics]


def disagreements(*rows: dict[str, str]) -> list[tuple[str, int, str]]:
    found = check_register(read_register(sheet(*rows), FILE), RULES.regulation, registry())
    assert all(fault.position is not None and fault.position.file == FILE for fault in found)
    return [(fault.code, fault.position.line if fault.position else 0, fault.message) for fault in found]


# --- form -------------------------------------------------------------------------------------------------------------


def test_a_register_is_read() -> None:
    made = read_register(sheet({**ROW, "rules": "longest; $users,first meal"}), FILE)
    (norm,) = made.norms
    assert norm.names == ("longest", "users", "first", "meal")
    assert (norm.text.it, norm.text.en, norm.row) == ("Gli accessi sono brevi.", "Sessions are short.", 2)
    assert made.by_id == {"TST-01-01": norm}


def test_rows_know_their_line_behind_a_cell_of_two_lines() -> None:
    made = read_register(sheet({**ROW, "reason": "one\ntwo"}, ORDER), FILE)
    assert [norm.row for norm in made.norms] == [2, 4]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ("wrong-header", 1)),
        (sheet(ROW, header=("id", *COLUMNS[2:], "document")), ("wrong-header", 1)),
        (sheet(ROW) + "a,b\n", ("wrong-shape", 3)),
        (sheet(ROW, ROW), ("duplicate-id", 3)),
        (sheet({**ROW, "kind": " "}), ("empty-cell", 2)),
        (sheet({**ROW, "line": "twelve"}), ("bad-line", 2)),
        (sheet(ROW) + 'a,"b\n', ("not-csv", 3)),
    ],
)
def test_a_fault_of_form_is_told_at_its_line(text: str, fault: tuple[str, int]) -> None:
    assert form(text) == [fault]


@pytest.mark.parametrize("line", ["", "7", "7-9", "7, 12", "7–9"])
def test_a_line_is_a_number_or_a_range(line: str) -> None:
    assert read_register(sheet({**ROW, "line": line}), FILE).norms[0].line == line


# --- register and rule set --------------------------------------------------------------------------------------------


def test_a_register_that_agrees() -> None:
    value = {**ROW, "id": "TST-02-01", "fate": "value", "rules": "$users; meal"}
    named = "session_time; session; role; role.educator; counted; in_force; Session; case.birth_date; session.start"
    own = f"{named}; role.night_educator"
    definition = {**ROW, "id": "TST-02-02", "fate": "definition", "rules": own}
    left = {**ROW, "id": "TST-02-03", "fate": "left_to_people", "rules": "", "reason": "a purpose"}
    unsaid = {**left, "id": "TST-02-04", "fate": "not_yet_sayable", "reason": "two outcomes compared"}
    part = {**ROW, "fate": "in_part", "reason": "whether they are short enough remains for people"}
    assert disagreements(part, ORDER, value, definition, left, unsaid) == []


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        ({"fate": ""}, "no-fate", "`TST-02-01` has no fate"),
        ({"fate": "encode"}, "no-fate", "`TST-02-01` has no fate"),
        ({"rules": ""}, "nothing-named", "`TST-02-01` is `encoded`, but names no rule"),
        ({"rules": "longst"}, "unknown-rule", "names the rule `longst`"),
        ({}, "one-sided", "the rule `longest` does not name `TST-02-01`"),
        ({"fate": "value", "rules": "longest"}, "unknown-value", "names the value `longest`"),
        ({"fate": "definition", "rules": "session_tme"}, "unknown-definition", "`session_tme`"),
        ({"fate": "left_to_people", "rules": ""}, "no-reason", "is `left_to_people` without a reason"),
        ({"fate": "not_yet_sayable", "rules": ""}, "no-reason", "is `not_yet_sayable` without a reason"),
        ({"fate": "left_to_people", "reason": "x"}, "contradicting-fate", "but names `longest`"),
        ({"fate": "not_yet_sayable", "reason": "x"}, "contradicting-fate", "but names `longest`"),
        ({"fate": "in_part", "rules": "", "reason": "x"}, "nothing-named", "is `in_part`, but names no rule"),
    ],
)
def test_a_norm_that_does_not_hold_together(change: dict[str, str], code: str, told: str) -> None:
    (found,) = disagreements(ROW, ORDER, {**ROW, "id": "TST-02-01", **change})
    assert found[:2] == (code, 4)
    assert told in found[2]


def test_what_is_encoded_in_part_says_what_remains() -> None:
    assert disagreements({**ROW, "fate": "in_part"}, ORDER) == [
        ("no-reason", 2, "`TST-01-01` is `in_part` without a reason")
    ]


def test_an_unknown_fate_is_told_once() -> None:
    assert [code for code, _, _ in disagreements({**ROW, "fate": "encode"}, ORDER)] == ["no-fate"]


@pytest.mark.parametrize("name", FATES)
def test_a_fate_is_held_by_names_or_told_by_a_reason(name: str) -> None:
    assert FATES[name].held_by or FATES[name].needed


def test_every_norm_of_a_rule_names_the_rule() -> None:
    other = {**ROW, "fate": "left_to_people", "rules": "", "reason": "a purpose"}
    assert [each[:2] for each in disagreements(other, ORDER)] == [("contradicting-fate", 2)]
    assert ("one-sided", 2, "`TST-01-01` does not name the rule `longest`, which names it") in disagreements(
        {**ROW, "rules": "first"}, ORDER
    )


def test_a_norm_that_the_register_lacks_is_told() -> None:
    found = disagreements(ORDER)
    assert [code for code, _, _ in found] == ["unknown-norm", "unknown-norm"]
    assert {message.split("`")[0] for _, _, message in found} == {"the rule ", "the reading "}


@pytest.mark.parametrize(
    ("id_", "help_"),
    [
        ("TSR-01-01", "did you mean `TSR-01-01`?"),
        ("TST-01-02", "add its row, or name the norm that is meant"),  # of another number is another norm
    ],
)
def test_of_a_norm_that_the_register_lacks_one_of_the_same_number_is_offered(id_: str, help_: str) -> None:
    found = check_register(read_register(sheet({**ROW, "id": id_}), FILE), RULES.regulation, registry())
    assert {fault.help for fault in found if "norm `TST-01-01`, which" in fault.message} == {help_}


def test_definitions_are_all_of_the_vocabulary() -> None:
    found = definitions(registry())
    assert {"age", "week", "role", "role.educator", "Intervention", "case.interventions.service"} <= found
    assert "case.interventions.servce" not in found


# --- shipped ----------------------------------------------------------------------------------------------------------


def test_a_shipped_register_is_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "norms").mkdir()
    (tmp_path / "norms" / "small.csv").write_text(sheet(ROW), encoding="utf-8")
    monkeypatch.setattr(module, "shipped", lambda: tmp_path)
    assert registers() == ("small",)
    assert load_register("small").file == FILE
    with pytest.raises(AdmRulesError, match=r"`other` has no register of norms \(there are: small\)"):
        load_register("other")
    (tmp_path / "norms" / "small.csv").unlink()
    with pytest.raises(AdmRulesError, match="there are: none"):
        load_register("small")


def test_registers_stand_beside_the_rules() -> None:
    assert set(registers()) <= set(find.available())


# --- anybody's --------------------------------------------------------------------------------------------------------


def test_a_register_stands_beside_a_rule_file_or_is_named(tmp_path: Path) -> None:
    rules = str(tmp_path / "small.yaml")
    (tmp_path / "norms").mkdir()
    beside = tmp_path / "norms" / "small.csv"
    beside.write_text(sheet(ROW), encoding="utf-8-sig")  # as a spreadsheet writes it
    assert find_register(rules, "small") == read_register(sheet(ROW), str(beside))
    other = tmp_path / "other.csv"
    other.write_text(sheet(ORDER), encoding="utf-8")
    assert [norm.id for norm in find_register(rules, "small", str(other)).norms] == ["TST-01-02"]
    assert find_register("tirano", "tirano") == load_register("tirano")


def test_a_register_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdmRulesError, match=r"norms/small.csv` cannot be read: No such file"):
        find_register(str(tmp_path / "small.yaml"), "small")
    with pytest.raises(AdmRulesError, match="cannot be read: its name is none"):
        find_register("small.yaml", "small", "a\0b")
    latin = tmp_path / "latin.csv"
    latin.write_bytes(sheet({**ROW, "norm_it": "Più ore."}).encode("latin-1"))
    with pytest.raises(AdmRulesError, match=r"latin.csv` is not UTF-8: save it as CSV UTF-8"):
        find_register("small.yaml", "small", str(latin))


# --- severity and modality --------------------------------------------------------------------------------------------

BECAUSE = "severity_because: {it: perché, en: because}"
OPEN = "message: {it: Resta da valutare., en: It remains to be judged.}"
SHUT = "message: {it: No., en: No.}"


def severities(otherwise: str, *modalities: str) -> list[str]:
    """What is told of one rule whose norms have these modalities."""
    names = [f"TST-01-0{n}" for n, _ in enumerate(modalities, 1)]
    text = rule("{session_time: {at_most: 2 h}}", id="longest", otherwise=f"{{{otherwise}}}")
    rules = rule_set(text.replace("[TST-01-01]", f"[{', '.join(names)}]"))
    rows = [{**ROW, "id": name, "modality": each} for name, each in zip(names, modalities, strict=True)]
    found = check_register(read_register(sheet(*rows), FILE), rules.regulation, registry())
    return [fault.code for fault in found]


@pytest.mark.parametrize(
    ("otherwise", "modalities", "told"),
    [
        (f"severity: error, {SHUT}", ["must"], []),
        (f"severity: error, {SHUT}", ["must_not"], []),
        (f"severity: error, {SHUT}", ["is", "must"], []),
        (f"severity: error, {SHUT}", ["is", "may", "should"], ["severity-above-text"]),
        (f"severity: error, {BECAUSE}, {SHUT}", ["may"], []),
        (f"severity: error, {BECAUSE}, {SHUT}", ["must"], ["needless-reason"]),
        (f"severity: warning, {SHUT}", ["should"], []),
        (f"severity: info, {SHUT}", ["must_not", "is"], ["severity-below-text"]),
        (f"severity: warning, {BECAUSE}, {SHUT}", ["must"], []),
        (f"severity: warning, {BECAUSE}, {SHUT}", ["may"], ["needless-reason"]),
        (f"severity: warning, asks_judgement: true, {OPEN}", ["must"], []),
        (f"severity: warning, asks_judgement: true, {OPEN}", ["is"], []),
        (f"severity: warning, asks_judgement: true, {SHUT}", ["is"], ["judgement-not-said"]),
        (f"severity: error, {OPEN}", ["must"], ["judgement-not-said"]),
        (
            "severity: info, asks_judgement: true, message: {it: Resta da vedere., en: No.}",
            ["is"],
            ["judgement-not-said"],
        ),
        (
            "severity: info, asks_judgement: true, message: {it: Restano da dire., en: It remains for all to say.}",
            ["is"],
            [],
        ),
        (f"severity: error, {SHUT}", ["shall"], ["severity-above-text", "unknown-modality"]),
    ],
)
def test_a_severity_follows_the_norms_or_says_why_not(
    otherwise: str, modalities: list[str], told: list[str]
) -> None:
    assert severities(otherwise, *modalities) == told


def test_a_rule_without_a_norm_of_the_register_is_told_once() -> None:
    found = check_register(read_register(sheet(ORDER), FILE), RULES.regulation, registry())
    assert {fault.code for fault in found} == {"unknown-norm"}
