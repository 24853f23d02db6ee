"""Tables as offices export them: what is dirty is cut into rows and cells for certain, or told and not read at all."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adm_rules import AdmRulesError
from adm_rules.tables import Imported, from_tables, of_tables

MAPPING = b"""tables: 1
numbers: comma
dates: ["%d/%m/%Y"]
case:
  table: minori
  id: id
  birth_date: nato
  isee: {table: minori, of: id, value: euro}
"""
CLEAN = (("id", "nato", "euro"), ("a", "03/05/2014", "9.500,00"), ("b", "17/11/2012", "6200"))
Rows = Sequence[Sequence[Any]]


def folder(home: Path, rows: Rows = CLEAN, *, encoding: str = "utf-8", before: str = "") -> Path:
    text = before + "".join(";".join(map(str, row)) + "\r\n" for row in rows)
    (home / "Minori.CSV").write_bytes(text.encode(encoding))
    (home / "Minori.CSV").rename(home / "minori.CSV")
    return home


def workbook(home: Path, rows: Rows, change: Callable[[Any], None] = lambda sheet: None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("minori", "another sheet"):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(book["minori"])
    book.save(home / "export.XLSX")
    return home / "export.XLSX"


def read(source: Any, mapping: bytes = MAPPING) -> Imported:
    return from_tables(mapping, source)


def told(made: Imported) -> list[tuple[str, int | None, str, str]]:
    """The faults; where the source has any, nothing is read."""
    assert made.files == ()
    return [(each.table, each.row, each.columns, each.code) for each in made.faults]


def clean(made: Imported) -> None:
    """Both minors, with what belongs to each."""
    assert not made.faults, [str(each) for each in made.faults]
    found = [each.model_dump(mode="json", exclude_none=True) for each in made.files]
    assert [(each["id"], each["birth_date"]) for each in found] == [("a", "2014-05-03"), ("b", "2012-11-17")]
    assert [[one["value"] for one in each["isee"]["items"]] for each in found] == [["9500.00"], ["6200.00"]]


def spaced(at: int, rows: Rows = CLEAN, name: Any = "", cell: Any = "") -> list[list[Any]]:
    """The rows with another column before one of theirs."""
    return [[*row[:at], name if not n else cell, *row[at:]] for n, row in enumerate(rows)]


# --- what is certain is read ------------------------------------------------------------------------------------------

TIDY: list[tuple[str, Iterable[Iterable[Any]]]] = [
    ("a title above", [("Minori in carico", "", ""), *CLEAN]),
    ("a head of two lines", [("minore", "", "economia"), *CLEAN]),
    ("empty lines above", [(), ("", "", ""), *CLEAN]),
    ("empty lines between and below", [*CLEAN[:2], (), CLEAN[2], ("", "", ""), ()]),
    ("empty cells behind", [*CLEAN[:1], (*CLEAN[1], "", ""), CLEAN[2]]),
    ("a column without a name", spaced(1)),
    ("a first column without a name", spaced(0)),
    ("notes without a name", spaced(3, cell="a note")),
    ("two columns that nothing names", spaced(0, spaced(3, name="note"), name="note")),
]


@pytest.mark.parametrize("rows", [rows for _, rows in TIDY], ids=[name for name, _ in TIDY])
def test_each_cell_stays_below_its_name(rows: Iterable[Iterable[Any]], tmp_path: Path) -> None:
    lines = [list(row) for row in rows]
    clean(read(folder(tmp_path, lines)))
    clean(read(workbook(tmp_path, [[None if cell == "" else cell for cell in row] for row in lines])))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "ascii"])
def test_text_that_says_how_it_is_written(encoding: str, tmp_path: Path) -> None:
    clean(read(folder(tmp_path, encoding=encoding)))


def test_text_of_which_the_mapping_says_how_it_is_written(tmp_path: Path) -> None:
    rows = spaced(3, name="nota", cell="perché")
    source = folder(tmp_path, rows, encoding="windows-1252")
    assert told(read(source)) == [("minori", None, "", "not-in-encoding")]
    assert "(line 2)" in str(read(source).faults[0])
    clean(read(source, b"encoding: windows-1252\n" + MAPPING))
    clean(read(folder(tmp_path, rows, encoding="utf-8-sig"), b"encoding: windows-1252\n" + MAPPING))


def test_a_row_is_told_by_its_place_below_the_head(tmp_path: Path) -> None:
    rows = [("Titolo", "", ""), CLEAN[0], (), CLEAN[1], (), ("b", "31/02/2012", "1")]
    made = read(folder(tmp_path, rows))
    assert [(each.row, each.columns, each.code) for each in made.faults] == [(4, "nato", "not-a-date")]
    assert [(each.table, each.row) for each in made.refused] == [("minori", 4)]


# --- what is not is told, and nothing is read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "row", "column", "code"),
    [
        ([*CLEAN[:2], ("b", "17/11/2012")], 2, "", "ragged-row"),
        ([CLEAN[0], ("a", "03/05/2014", "9.500,00", "x"), CLEAN[2]], 1, "", "ragged-row"),
        (spaced(1, name="nato"), None, "nato", "column-twice"),
        ([*CLEAN[:2], ('"b', "17/11/2012", "6200")], None, "", "broken-csv"),
        ([("id", "nata", "euro"), *CLEAN[1:]], None, "nato", "no-column"),
        ([("Minori", "", ""), ("id", "", "euro"), ("", "nato", ""), *CLEAN[1:]], None, "euro", "no-column"),
    ],
)
def test_a_folder_that_cannot_be_cut_for_certain(
    rows: Rows, row: int | None, column: str, code: str, tmp_path: Path
) -> None:
    assert ("minori", row, column, code) in told(read(folder(tmp_path, rows)))


def test_a_formula_without_its_result_is_no_empty_cell(tmp_path: Path) -> None:
    def write(sheet: Any) -> None:
        sheet["C3"] = "=9000+500"

    assert told(read(workbook(tmp_path, CLEAN, write))) == [("minori", 2, "euro", "not-computed")]


def test_a_table_under_another_name_is_named(tmp_path: Path) -> None:
    source = workbook(tmp_path, CLEAN, lambda sheet: setattr(sheet, "title", "minori 2026"))
    assert told(read(source)) == [("minori", None, "", "no-table")]
    assert "did you mean" in str(read(source).faults[0])


def test_a_workbook_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(codecs.BOM_UTF8 + b"id;nato\n")
    with pytest.raises(AdmRulesError, match="no workbook"):
        read(path)


def test_rows_that_are_none() -> None:
    with pytest.raises(AdmRulesError, match="mapping of its columns"):
        read({"minori": [1, 2]})


def test_what_was_written_as_tables_and_then_damaged(tmp_path: Path) -> None:
    (tmp_path / "case.csv").write_text("_row;id;birth_date\n1;a\n", encoding="utf-8")
    with pytest.raises(AdmRulesError, match="ragged-row"):
        of_tables(tmp_path)


# --- which row belongs to which ---------------------------------------------------------------------------------------

BELOW = b"""tables: 1
case:
  table: minori
  key: id
  id: id
  birth_date: {const: "2014-05-03"}
  interventions:
    table: interventi
    of: id
    key: numero
    service: {const: home_education}
    plans: {table: progetti, of: numero, drafted_on: data}
"""


def joined(minors: Any, interventions: Any, plans: Any) -> Imported:
    return read({"minori": minors, "interventi": interventions, "progetti": plans}, BELOW)


def test_an_empty_key_names_no_row() -> None:
    plan = {"numero": None, "data": "2026-03-02"}
    made = joined([{"id": "a"}], [{"id": "a", "numero": None}], [plan])
    assert [str(each).partition(": ")[0] for each in made.faults] == ["progetti[1].numero"]
    assert (
        "plans" not in made.files[0].model_dump(mode="json", exclude_none=True)["interventions"]["items"][0]
    )


def test_rows_of_one_key_own_nothing_together() -> None:
    plan = {"numero": 1, "data": "2026-03-02"}
    made = joined([{"id": "a"}, {"id": "b"}], [{"id": "a", "numero": 1}, {"id": "b", "numero": 1.0}], [plan])
    assert told(made) == [
        ("interventi", 1, "numero", "duplicate-key"),
        ("interventi", 2, "numero", "duplicate-key"),
    ]
    twice = joined([{"id": "a"}, {"id": "b"}, {"id": "a"}], [], [])
    assert [each.code for each in twice.faults] == ["duplicate-key"] * 2
    assert [each.row for each in twice.refused] == [1, 3]
    assert len(twice.files) == 1
