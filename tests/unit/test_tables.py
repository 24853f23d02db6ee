"""Files from tables: mappings, sources, cells, and faults at their table, row and column."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import yaml

import adm_rules as adm
from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError, DiagnosticsError
from adm_rules.tables import Imported, from_tables

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "tables"


def mapping(case: Mapping[str, Any], **head: Any) -> bytes:
    """The text of a mapping for cases of the table `minori`."""
    whole = {"table": "minori", "id": "id", "birth_date": {"const": "2014-05-03"}, **case}
    return yaml.safe_dump({"tables": 1, **head, "case": whole}, sort_keys=False).encode()


def read(
    case: Mapping[str, Any], rows: Any = ({"id": "a", "x": ""},), head: Any = None, **more: Any
) -> Imported:
    return from_tables(mapping(case, **(head or {})), {"minori": list(rows), **more})


def value(key: str, cell: Any, raw: Any, **head: Any) -> Any:
    """What a cell of the column `x` gives for a key of a case."""
    made = read({key: cell}, [{"id": "a", "x": raw}], head)
    assert not made.faults, [str(each) for each in made.faults]
    return made.files[0].model_dump(mode="json", exclude_none=True).get(key)


def codes(made: Imported) -> list[str]:
    return [f"{each.table}[{each.row}].{each.columns} {each.code}" for each in made.faults]


# --- the example ------------------------------------------------------------------------------------------------------


def test_the_example_is_read_whole() -> None:
    made = from_tables(EXAMPLE / "mapping.yaml", EXAMPLE / "export")
    assert repr(made) == "<Imported 3 read, 0 refused, 0 faults>"
    first = made.cases[0].model_dump(mode="json", exclude_none=True)
    assert first["id"] == "m-101"
    assert first["birth_date"] == "2014-05-03"
    assert first["residence"]["items"] == [{"from": "2019-09-01", "to": "none", "municipality": "tirano"}]
    intervention = first["interventions"]["items"][0]
    assert intervention["authorisations"]["items"] == [{"from": "2026-01-26", "weekly_minutes": 270}]
    assert intervention["sessions"]["complete_until"] == "2026-03-31"
    assert made.unused == ("agenzie.ragione_sociale", "minori.sesso", "operatori.qualifica")
    assert "interventions.sessions.phase" in made.without_source
    assert "interventions.sessions.start" not in made.without_source


def test_what_rules_do_not_read_is_not_asked_for() -> None:
    rules = adm.load("tirano")
    made = from_tables(EXAMPLE / "mapping.yaml", EXAMPLE / "export", rules=rules)
    assert set(made.without_source) <= rules.reads
    bare = read({})
    assert len(bare.without_source) > 30
    assert "school_year" in bare.without_source


def test_another_day_closes_the_lists() -> None:
    made = from_tables(EXAMPLE / "mapping.yaml", EXAMPLE / "export", until=date(2026, 4, 30))
    intervention = made.files[0].model_dump(mode="json", exclude_none=True)["interventions"]["items"][0]
    assert intervention["plans"]["complete_until"] == "2026-04-30"
    assert intervention["authorisations"]["complete_until"] == "1900-01-01"
    with pytest.raises(ArgumentError, match="until"):
        from_tables(EXAMPLE / "mapping.yaml", EXAMPLE / "export", until="2026-04-30")  # type: ignore[arg-type]


def test_files_of_another_kind_are_no_cases() -> None:
    text = b"tables: 1\nagency: {table: ag, id: cod, staff: {table: op, of: ag, id: m}}\n"
    made = from_tables(text, {"ag": [{"cod": "A", "ag": "1"}], "op": [{"ag": "1", "m": "op-1"}]})
    assert made.files[0].model_dump(mode="json", exclude_none=True)["staff"]["items"] == [{"id": "op-1"}]
    with pytest.raises(AdmRulesError, match="agency"):
        _ = made.cases


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "cell", "raw", "head", "given"),
    [
        ("opened_on", "x", "03/05/26", {"dates": ["%d/%m/%y"]}, "2026-05-03"),
        ("opened_on", "x", "2026-05-03", {}, "2026-05-03"),
        ("opened_on", "x", date(2026, 5, 3), {}, "2026-05-03"),
        ("opened_on", "x", datetime(2026, 5, 3), {}, "2026-05-03"),  # noqa: DTZ001
        ("opened_on", {"column": "x", "empty": "none"}, None, {}, "none"),
        ("opened_on", {"column": "x", "empty": "unknown"}, "N.D.", {"unknown": ["N.D."]}, None),
        ("school_year", "x", 3.0, {}, 3),
        ("area", {"column": "x", "codes": {"-": "none"}}, "-", {}, "none"),
        ("school_year", "x", "3", {}, 3),
        ("school_year", "x", float("nan"), {}, None),
        ("complex", "x", True, {}, True),
        ("complex", "x", 0, {}, False),
        ("complex", {"column": "x", "codes": {"S": True, "N": False}}, "N", {}, False),
        ("complex", {"column": "x", "codes": {"S": True}, "else": False}, "?", {}, False),
        ("complex", {"const": True}, "", {}, True),
        ("area", "x", "prevention", {}, "prevention"),
        (
            "area",
            {"column": "x", "codes": {"Area P": "prevention"}, "fold": True},
            "  AREA   p ",
            {},
            "prevention",
        ),
        ("residence", {"column": "x", "each": "municipality"}, "tirano", {}, None),
        ("risk_flags", {"column": "x", "codes": {"A": "abuse"}, "split": "[;,]"}, "", {}, None),
        ("municipality_choice", {"column": "x", "format": "c-{}"}, 7.0, {}, "c-7"),
        ("isee", {"column": "x", "each": "status"}, "valid", {}, None),
    ],
)
def test_a_cell_becomes_a_value(key: str, cell: Any, raw: Any, head: Any, given: Any) -> None:
    found = value(key, cell, raw, **head)
    if given is not None or not isinstance(found, dict):
        assert found == given


@pytest.mark.parametrize(
    ("raw", "head", "cents"),
    [
        ("9.500,00", {"numbers": "comma"}, "9500.00"),
        ("6.200", {"numbers": "comma"}, "6200.00"),
        ("14250,5", {"numbers": "comma"}, "14250.50"),
        ("9,500.00", {}, "9500.00"),
        ("12 €", {}, "12.00"),
        (Decimal("3.5"), {}, "3.50"),
        (0.1, {"numbers": "comma"}, "0.10"),
    ],
)
def test_money_in_the_form_of_the_mapping(raw: Any, head: Any, cents: str) -> None:
    isee = {"table": "minori", "of": "id", "value": "x"}
    made = read({"isee": isee}, [{"id": "a", "x": raw}], head)
    assert made.files[0].model_dump(mode="json", exclude_none=True)["isee"]["items"] == [{"value": cents}]


@pytest.mark.parametrize(
    ("key", "cell", "raw", "head", "code"),
    [
        ("opened_on", "x", "31/02/2026", {"dates": ["%d/%m/%Y"]}, "not-a-date"),
        ("opened_on", "x", "3/5/26", {"dates": ["%d/%m/%Y"]}, "not-a-date"),
        ("opened_on", "x", "", {}, "empty-means"),
        ("school_year", "x", "2,5", {"numbers": "comma"}, "not-whole"),
        ("school_year", "x", "6.2", {"numbers": "comma"}, "not-a-number"),
        ("school_year", "x", "many", {}, "not-a-number"),
        ("complex", "x", "Vero", {}, "not-a-truth-value"),
        ("area", "x", "XQ", {}, "unknown-code"),
        ("area", {"column": "x", "codes": {"P": "prevention"}}, "XQ", {}, "unknown-code"),
        ("municipality_choice", {"column": "x", "secret": "NO_SUCH_SECRET"}, "1", {}, "no-secret"),
        ("municipality_choice", {"column": "x", "lookup": "ag.cod"}, "1", {}, "dangling"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_fault_of_its_row(
    key: str, cell: Any, raw: Any, head: Any, code: str
) -> None:
    rows = [{"id": "a", "x": raw}, {"id": "b", "x": raw}]
    made = read({key: cell}, rows, head, ag=[{"cod": "A"}])
    assert codes(made) == [f"minori[1].x {code}", f"minori[2].x {code}"]
    assert [each.row for each in made.refused] == [1, 2]
    assert not made.files
    shown = "".join(map(str, made.faults))
    assert len(raw) < 2 or raw not in shown


def test_ids_can_be_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALT", "a secret")
    first, second = (
        value("municipality_choice", {"column": "x", "secret": "SALT"}, each) for each in ("1", "2")
    )
    assert len(first) == 24
    assert first != second
    assert first.isalnum()


SESSION = {"table": "acc", "of": "id", "activity": {"const": "direct"}, "status": {"const": "delivered"}}


def sessions(start: Any, row: Mapping[str, Any], **head: Any) -> Imported:
    listed = {"table": "int", "of": "id", "key": "n", "service": {"const": "home_education"}}
    acc = {
        "table": "acc",
        "of": "n",
        "start": start,
        "attendance": {"rows": [{"kind": {"const": "staff"}, "staff": "m"}]},
    }
    return read(
        {"interventions": {**listed, "sessions": acc}},
        [{"id": "a"}],
        head,
        int=[{"id": "a", "n": 1}],
        acc=[{"n": "1", "m": "", **row}],
    )


@pytest.mark.parametrize(
    ("start", "row", "head", "at"),
    [
        (
            {"columns": ["d", "h"]},
            {"d": "02/03/2026", "h": "15.30"},
            {"dates": ["%d/%m/%Y"], "clocks": ["%H.%M"]},
            "15:30",
        ),
        ({"columns": ["d", "h"]}, {"d": datetime(2026, 3, 2), "h": time(15, 30)}, {}, "15:30"),  # noqa: DTZ001
        ({"columns": ["d", "h"]}, {"d": date(2026, 3, 2), "h": datetime(1900, 1, 1, 15, 30)}, {}, "15:30"),  # noqa: DTZ001
        ("d", {"d": "2026-03-02 15:30"}, {}, "15:30"),
        ("d", {"d": "2026-03-02T15:30:00.000"}, {}, "15:30"),
        ("d", {"d": "2026-03-02 15:30"}, {"timezone": "UTC"}, "16:30"),
        ("d", {"d": "2026-03-02T15:30+01:00"}, {"timezone": "UTC"}, "15:30"),
        ("d", {"d": datetime(2026, 3, 2, 15, 30)}, {}, "15:30"),  # noqa: DTZ001
    ],
)
def test_an_instant_in_any_of_its_forms(start: Any, row: Any, head: Any, at: str) -> None:
    made = sessions(start, row, **head)
    (found,) = made.files[0].model_dump(mode="json", exclude_none=True)["interventions"]["items"][0][
        "sessions"
    ]["items"]
    assert found == {"start": f"2026-03-02T{at}"}


@pytest.mark.parametrize(
    ("start", "row", "code"),
    [
        ({"columns": ["d", "h"]}, {"d": "2026-03-02", "h": ""}, "acc[1].d+h half-empty"),
        ({"columns": ["d", "h"]}, {"d": "2026-03-02", "h": "3 pm"}, "acc[1].d+h not-a-clock"),
        ({"columns": ["d", "h"]}, {"d": "", "h": ""}, "acc[1].d+h empty"),
        ("d", {"d": "tomorrow"}, "acc[1].d not-a-time"),
    ],
)
def test_an_instant_that_cannot_be_read(start: Any, row: Any, code: str) -> None:
    assert codes(sessions(start, row)) == [code]


def test_hours_are_minutes_and_odd_ones_are_refused() -> None:
    cell = {"column": "x", "type": "hours"}
    interventions = {
        "table": "minori",
        "of": "id",
        "service": {"const": "home_education"},
        "contact_hours_minutes": cell,
    }
    made = read({"interventions": interventions}, [{"id": "a", "x": "4,5"}], {"numbers": "comma"})
    kept = made.files[0].model_dump(mode="json", exclude_none=True)["interventions"]["items"][0]
    assert kept["contact_hours_minutes"] == 270
    assert codes(read({"interventions": interventions}, [{"id": "a", "x": "0.333"}])) == [
        "minori[1].x not-whole"
    ]
    plain = {**interventions, "contact_hours_minutes": "x"}
    made = read({"interventions": plain}, [{"id": "a", "x": "90"}])
    assert '"contact_hours_minutes":90' in made.files[0].model_dump_json()


def test_more_than_cents_is_refused() -> None:
    isee = {"table": "minori", "of": "id", "value": "x", "measure": {"const": "1.5"}}
    assert codes(read({"isee": isee}, [{"id": "a", "x": "1.005"}])) == ["minori[1].x more-than-cents"]


def test_a_number_with_decimals_is_kept_as_it_is() -> None:
    isee = {"table": "minori", "of": "id", "measure": "x"}
    made = read({"isee": isee}, [{"id": "a", "x": "0.25"}])
    assert made.files[0].model_dump(mode="json", exclude_none=True)["isee"]["items"] == [
        {"measure": "0.250000"}
    ]


@pytest.mark.parametrize(("raw", "given"), [("14066", "tirano"), (" TIRANO", "tirano")])
def test_a_municipality_by_name_or_code(raw: str, given: str) -> None:
    residence = {"table": "minori", "of": "id", "municipality": "x"}
    text = mapping({"residence": residence})
    made = from_tables(text, {"minori": [{"id": "a", "x": raw}]})
    assert made.files[0].model_dump(mode="json", exclude_none=True)["residence"]["items"] == [
        {"municipality": given}
    ]


def test_an_unknown_municipality_is_a_fault() -> None:
    residence = {"table": "minori", "of": "id", "municipality": "x"}
    assert codes(read({"residence": residence}, [{"id": "a", "x": "Nowhere"}])) == [
        "minori[1].x unknown-municipality"
    ]


# --- lists ------------------------------------------------------------------------------------------------------------


def test_which_rows_stand_for_a_record() -> None:
    requests = {
        "table": "dom",
        "of": "m",
        "when": "d",
        "where": {"t": ["A", "B"]},
        "submitted_on": "d",
        "absent": "none",
    }
    rows = [
        {"m": "a", "t": "A", "d": "2026-01-02"},
        {"m": "a", "t": "C", "d": "2026-01-03"},
        {"m": "a", "t": "B", "d": ""},
        {"m": "z", "t": "B", "d": "2026-01-04"},
    ]
    case = {"requests": requests, "key": "k"}
    made = read(case, [{"id": "a", "k": "a"}, {"id": "b", "k": "b"}], dom=rows)
    kept = [each.model_dump(mode="json", exclude_none=True)["requests"] for each in made.files]
    assert kept == [[{"submitted_on": "2026-01-02"}], []]
    assert codes(made) == ["dom[4].m orphan"]


def test_a_list_of_the_own_row_needs_no_owner() -> None:
    isee = {"table": "minori", "value": "x"}
    made = read({"isee": isee}, [{"id": "a", "x": "1"}, {"id": "b", "x": "2"}])
    assert [each.model_dump(mode="json")["isee"]["items"][0]["value"] for each in made.files] == [
        "1.00",
        "2.00",
    ]


def test_a_record_inside_a_record_stands_in_the_same_row() -> None:
    made = read({"family": {"vulnerability": "x"}}, [{"id": "a", "x": True}, {"id": "b", "x": None}])
    kept = [each.model_dump(mode="json", exclude_none=True).get("family") for each in made.files]
    assert kept == [{"vulnerability": True}, None]


def test_a_day_that_may_stand_for_several_takes_a_column_or_a_table() -> None:
    column = read({"need_assessed_on": "x"}, [{"id": "a", "x": "2026-01-02"}])
    assert '"need_assessed_on":"2026-01-02"' in column.files[0].model_dump_json()
    listed = {"table": "minori", "of": "id", "on": "x"}
    made = read({"need_assessed_on": listed}, [{"id": "a", "x": "2026-01-02"}])
    assert made.files[0].model_dump(mode="json")["need_assessed_on"]["items"][0]["on"] == "2026-01-02"


def test_a_cell_of_another_table() -> None:
    cell = {"table": "sc", "of": "m", "column": "n"}
    case = {"school_year": cell, "key": "id"}
    made = read(case, [{"id": "a"}, {"id": "b"}], sc=[{"m": "a", "n": 2}])
    assert [each.school_year for each in made.cases] == [2, None]  # type: ignore[attr-defined]
    twice = read(case, [{"id": "a"}], sc=[{"m": "a", "n": 2}, {"m": "a", "n": 3}])
    assert codes(twice) == ["minori[1].n several-rows"]


def test_several_values_in_one_cell() -> None:
    split = {"column": "x", "split": ";"}
    assert value("involved_services", split, "educator; coordinator;") == ["coordinator", "educator"]
    assert value("involved_services", {"column": "x"}, "educator") == ["educator"]
    whole = {**split, "absent": "none"}
    assert value("involved_services", whole, "") == []


# --- faults of models -------------------------------------------------------------------------------------------------


def test_faults_of_a_model_are_led_back_to_their_rows() -> None:
    listed = {
        "table": "int",
        "of": "id",
        "key": "n",
        "id": "n",
        "service": {"column": "s", "codes": {"ADM": "home_education"}},
    }
    acc = {"table": "acc", "of": "n", "id": "k", "start": "a", "end": "b"}
    made = read(
        {"interventions": {**listed, "sessions": acc}},
        [{"id": "a"}],
        int=[{"id": "a", "n": "1", "s": "ADM"}, {"id": "a", "n": "2", "s": "??"}],
        acc=[
            {"n": "1", "k": "s1", "a": "2026-03-02T15:00", "b": "2026-03-02T14:00"},
            {"n": "1", "k": "s1", "a": "2026-03-03T15:00", "b": "2026-03-03T16:00"},
        ],
    )
    assert codes(made) == [
        "acc[1].a+b end-before-start",
        "acc[2].k duplicate-id",
        "int[2].s unknown-code",
    ] or codes(made) == ["acc[1].b end-before-start", "acc[2].k duplicate-id", "int[2].s unknown-code"]
    assert "(the other: acc[1])" in made.faults[1].message
    assert str(made.faults[2]).startswith("int[2].s: unknown-code: ")
    assert "\n  help: known: ADM" in str(made.faults[2])


def test_a_fault_of_the_root_has_its_row() -> None:
    made = read({}, [{"id": "not an id!"}])
    assert [each.partition(" ")[0] for each in codes(made)] == ["minori[1].id"]


def test_tables_and_columns_that_are_not_there() -> None:
    made = read(
        {"school_year": "y", "requests": {"table": "dom", "of": "m", "submitted_on": "d"}},
        [{"id": "a", "yy": 1}],
    )
    assert codes(made) == ["dom[None]. no-table", "minori[None].y no-column"]
    assert made.faults[1].help == "did you mean `yy`?" or "it has: id, yy" in str(made.faults[1].help)
    assert str(made.faults[0]).startswith("dom: no-table: ")
    assert read({}, []).files == ()


# --- sources ----------------------------------------------------------------------------------------------------------

CASES = mapping({"school_year": "x"})


def first_year(source: Any) -> Any:
    (case,) = from_tables(CASES, source).cases
    return case.school_year  # type: ignore[attr-defined]


def test_a_folder_of_csv_files(tmp_path: Path) -> None:
    (tmp_path / "minori.csv").write_text('\ufeffid,x,note\na,3,"two\nlines"\n\n', encoding="utf-8")
    assert first_year(tmp_path) == 3
    assert first_year(str(tmp_path)) == 3


def test_an_empty_csv_file_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "minori.csv").write_text("", encoding="utf-8")
    assert from_tables(CASES, tmp_path).files == ()


def test_a_row_may_end_in_empty_cells(tmp_path: Path) -> None:
    (tmp_path / "minori.csv").write_text("id;x\na;3;;\n", encoding="utf-8")
    assert first_year(tmp_path) == 3


def database(path: str) -> sqlite3.Connection:
    made = sqlite3.connect(path)
    made.execute("CREATE TABLE minori (id TEXT, x INTEGER)")
    made.execute("INSERT INTO minori VALUES ('a', 3)")
    made.commit()
    return made


def test_an_sqlite_file_and_an_open_connection(tmp_path: Path) -> None:
    path = tmp_path / "export.db"
    connection = database(str(path))
    assert first_year(connection) == 3
    connection.close()
    assert first_year(path) == 3


def test_a_missing_table_of_a_database_is_a_fault(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    assert codes(from_tables(CASES, connection)) == ["minori[None]. no-table"]
    connection.close()
    with pytest.raises(AdmRulesError, match="`minori` cannot be read"):
        from_tables(CASES, connection)


def test_a_connection_of_sqlalchemy() -> None:
    result = SimpleNamespace(mappings=lambda: [{"id": "a", "x": 3}])
    assert first_year(SimpleNamespace(exec_driver_sql=lambda query: result)) == 3


def test_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "minori"
    for row in (["id", "x"], ["a", 3], [None, None]):
        sheet.append(row)
    path = tmp_path / "export.xlsx"
    book.save(path)
    assert first_year(path) == 3
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(AdmRulesError, match="excel"):
        from_tables(CASES, path)


class Arrow:
    def to_pylist(self) -> list[dict[str, Any]]:
        return [{"id": "a", "x": 3}]


class Polars:
    def to_dicts(self) -> list[dict[str, Any]]:
        return [{"id": "a", "x": 3}]


class Pandas:
    def to_dict(self, orient: str) -> list[dict[str, Any]]:
        assert orient == "records"
        return [{"id": "a", "x": 3}]


@pytest.mark.parametrize("frame", [Arrow(), Polars(), Pandas(), [{"id": "a", "x": 3}]])
def test_data_frames_and_rows(frame: Any) -> None:
    assert first_year({"minori": frame}) == 3


def test_what_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="folder"):
        from_tables(CASES, 3)
    with pytest.raises(ArgumentError, match="data frame"):
        from_tables(CASES, {"minori": 3})
    with pytest.raises(AdmRulesError, match="no such folder"):
        from_tables(CASES, tmp_path / "nowhere")
    (tmp_path / "x.txt").write_text("")
    with pytest.raises(AdmRulesError, match=r"\.csv"):
        from_tables(CASES, tmp_path / "x.txt")


@pytest.mark.parametrize("missing", [type("NaTType", (), {})(), type("NAType", (), {})()])
def test_missing_values_of_data_frames_are_empty(missing: Any) -> None:
    assert value("school_year", "x", missing) is None


# --- mappings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"tables": 2}, "unknown-version", "tables: 1"),
        ({"agency": {"table": "x"}}, "wrong-shape", "one kind of file"),
        ({"case": None}, "wrong-shape", "mapping"),
        ({"timezone": "Nowhere/X"}, "unknown-timezone", "time zone"),
        ({"dates": ["dd/mm"]}, "wrong-value", "no form"),
        ({"numbers": "commas"}, "unknown-numbers", "comma"),
        ({"complete": {"until": "soon", "lists": []}}, "bad-date", "day"),
        ({"complete": {"until": "2026-03-31", "lists": ["plans"]}}, "unknown-list", "plans"),
        ({"codes": []}, "wrong-shape", "map"),
        ({"codes": {"area": ["P"]}}, "wrong-shape", "map"),
        ({"tables": True}, "unknown-version", "tables: 1"),
        ({"unknown": [None]}, "wrong-shape", "text"),
        ({"encoding": "base64"}, "unknown-encoding", "windows-1252"),
        ({"complete": {"until": "20260331", "lists": []}}, "bad-date", "day"),
    ],
)
def test_a_faulty_head_is_told(change: Any, code: str, said: str) -> None:
    whole = {"tables": 1, "case": {"table": "m", "id": "id", "birth_date": "b"}, **change}
    with pytest.raises(DiagnosticsError) as caught:
        from_tables(yaml.safe_dump(whole).encode(), {})
    assert code in {each.code for each in caught.value.diagnostics}
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("case", "code", "said"),
    [
        ({"brith_date": "x"}, "unknown-key", "birth_date"),
        ({"requests": {"of": "id", "submitted_on": "d"}}, "no-table", "requests"),
        ({"requests": {"table": "t"}}, "no-source", "submitted_on"),
        ({"area": {"column": "x", "codes": {"P": "preventoin"}}}, "unknown-name", "prevention"),
        ({"area": {"column": "x", "codes": "nowhere"}}, "unknown-codes", "nowhere"),
        ({"area": {"column": "x", "const": "prevention"}}, "wrong-shape", "const"),
        ({"area": {"codes": {}}}, "wrong-shape", "column"),
        ({"complex": {"const": "yes"}}, "wrong-value", "true or false"),
        ({"complex": {"column": "x", "codes": {"S": "yes"}}}, "wrong-value", "true or false"),
        ({"opened_on": {"columns": ["a", "b", "c"]}}, "wrong-shape", "clock"),
        ({"opened_on": {"column": "x", "empty": "no"}}, "unknown-empty", "none"),
        ({"complex": {"column": "x", "empty": "none"}}, "wrong-value", "unknown"),
        ({"municipality_choice": {"column": "x", "format": "c-"}}, "wrong-value", "format"),
        ({"municipality_choice": {"column": "x", "lookup": "ag"}}, "wrong-value", "lookup"),
        ({"involved_services": {"column": "x", "split": "["}}, "wrong-value", "regular"),
        ({"residence": {"column": "x"}}, "unknown-key", "each"),
        (
            {"residence": {"table": "r", "of": "id", "municipality": {"const": "Nowhere"}}},
            "unknown-municipality",
            "Nowhere",
        ),
        ({"requests": {"rows": [{"submitted_on": "a", "urgnt": "b"}]}}, "unknown-key", "urgent"),
        ({"school_year": {"column": "x", "type": "hours"}}, "unknown-type", "type"),
        ({"requests": {"table": "dom", "submitted_on": "d"}}, "no-owner", "whose"),
        ({"requests": {"rows": [{"submitted_on": "a"}], "type": "b"}}, "wrong-shape", "beside `rows`"),
        ({"requests": {"rows": [{"submitted_on": "a"}], "of": "b"}}, "wrong-shape", "beside `rows`"),
        ({"area": {"column": "x", "else": "prevention"}}, "wrong-shape", "write `codes` as well"),
        ({"area": {"column": "x", "codes": {}, "fold": "yes"}}, "wrong-value", "true or false"),
        ({"school_year": {"column": "x", "table": "t"}}, "wrong-shape", "write `of` as well"),
        ({"school_year": {"column": "x", "of": "t"}}, "wrong-shape", "write `table` as well"),
        ({"school_year": {"column": "x", "columns": ["x", "y"]}}, "wrong-shape", "needs a column"),
        ({"school_year": {"column": "x", "split": ","}}, "wrong-shape", "does nothing"),
        ({"school_year": {"column": "x", "each": "value"}}, "wrong-shape", "does nothing"),
        ({"opened_on": {"column": "x", "secret": "KEY"}}, "wrong-shape", "does nothing"),
        (
            {"requests": {"table": "t", "of": "i", "where": {"a": [["b"]]}, "submitted_on": "d"}},
            "wrong-shape",
            "text",
        ),
    ],
)
def test_a_faulty_part_is_told(case: Any, code: str, said: str) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        read(case)
    assert code in {each.code for each in caught.value.diagnostics}
    assert said in str(caught.value)


def test_a_list_without_days_cannot_be_whole_up_to_one() -> None:
    listed = {"table": "i", "of": "id", "service": {"const": "home_education"}}
    plans = {"table": "p", "of": "id", "objectives": {"table": "o", "of": "p", "tag": "t"}}
    head = {
        "complete": {"until": "2026-03-31", "lists": ["interventions.plans.objectives"], "from": "2026-01-01"}
    }
    with pytest.raises(DiagnosticsError, match="no-days"):
        read({"interventions": {**listed, "plans": plans}}, head=head)


def test_a_list_can_be_whole_from_a_day_on() -> None:
    requests = {"table": "minori", "of": "id", "submitted_on": "x"}
    head = {"complete": {"from": "2026-01-01", "until": "2026-03-31", "lists": ["requests"]}}
    made = read({"requests": requests}, [{"id": "a", "x": "2026-02-01"}], head)
    kept = made.files[0].model_dump(mode="json", exclude_none=True)["requests"]
    assert kept["complete_from"] == "2026-01-01"
    assert kept["complete_until"] == "2026-03-31"


def test_names_of_a_rule_set_may_stand_in_a_mapping() -> None:
    residence = {"table": "minori", "of": "id", "municipality": {"column": "x", "codes": {"T": "tirano"}}}
    made = read({"residence": residence}, [{"id": "a", "x": "T"}], {"rules": "tirano"})
    assert made.files
    assert "lives_with" in made.without_source


def test_a_mapping_file_that_is_not_there() -> None:
    with pytest.raises(DiagnosticsError, match="unreadable-file"):
        from_tables("nowhere.yaml", {})


def test_text_that_is_no_mapping() -> None:
    for text in (b"- a\n", b"tables: 1\ntables: 1\n"):
        with pytest.raises(DiagnosticsError):
            from_tables(text, {})


def test_names_that_a_rule_set_adds_are_taken() -> None:
    text = (ROOT / "src/adm_rules/_internal/starter/my_district.yaml").read_text(encoding="utf-8")
    named = "names:\n  role: {nurse_of_the_valley: {it: infermiera di valle, en: nurse of the valley}}\n"
    rules = adm.parse(text.replace("\nact:\n", f"\n{named}\nact:\n"))
    rows = {"minori": [{"id": "a", "x": "N", "y": "nurse_of_the_valley"}]}
    for cell in ({"column": "x", "codes": {"N": "nurse_of_the_valley"}}, "y"):
        made = from_tables(mapping({"referral_source": cell}), rows, rules=rules)
        assert '"referral_source":"nurse_of_the_valley"' in made.files[0].model_dump_json()


def test_clock_times_and_ratios() -> None:
    slots = {"table": "minori", "of": "id", "weekday": {"const": "monday"}, "start": "a", "end": "b"}
    rows = [{"id": "a", "a": "8.30", "b": time(13, 0), "r": "1/3"}]
    made = read({"school_timetable": slots}, rows, {"clocks": ["%H.%M"]})
    assert '"start":"08:30","end":"13:00"' in made.files[0].model_dump_json()
    acc = {"table": "minori", "of": "id", "start": {"const": "2026-03-02T15:00"}, "group_ratio": "r"}
    interventions = {
        "table": "minori",
        "of": "id",
        "key": "id",
        "service": {"const": "home_education"},
        "sessions": acc,
    }
    assert '"group_ratio":"1/3"' in read({"interventions": interventions}, rows).files[0].model_dump_json()
