"""No value of a case leaves where it is refused: portfolios, tables, commands, formats, arguments. All invented."""

from __future__ import annotations

import csv
import io
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import AdmRulesError, render_all
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from adm_rules.tables import from_tables
from tests.laws.model_files import leaves, replaced

ON: Final = date(2026, 3, 31)
ROOT: Final = Path(__file__).parents[2]
OVERLAY: Final = ROOT / "examples" / "overlays" / "tirano_2026.yaml"
SECRET: Final = "Zeta77"
#: What no exit may show: a word, a number, a day and a tax code in the place of a value.
CANARIES: Final[tuple[Any, ...]] = (
    f"{SECRET} Rossi",
    7_700_770_077,
    "2077-07-07x",
    [f"{SECRET}!"],
    {f"{SECRET}!": 1},
)
SHOWN: Final = (SECRET, "770077", "2077-07")


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load(OVERLAY)


def example() -> Any:
    return json.loads((ROOT / "examples" / "exports" / "full.json").read_text(encoding="utf-8"))


def wrong_files(step: int = 1) -> Iterator[Any]:
    """The file of an example with a canary in the place of one value after another."""
    file = example()
    for n, path in enumerate(list(leaves(file))[::step]):
        yield replaced(file, path, CANARIES[n % len(CANARIES)])


def leaks(*texts: str) -> list[str]:
    return [shown for shown in SHOWN for text in texts if shown in text]


def told(error: BaseException) -> list[str]:
    """All that an error shows, in a log, in a traceback and after a journey to another process."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("exits")
    logger.addHandler(handler)
    logger.error("refused %s", error, exc_info=error)
    logger.removeHandler(handler)
    again = pickle.loads(pickle.dumps(error))
    found = [str(error), repr(error), str(again), repr(again), repr(vars(error)), stream.getvalue()]
    return [*found, *traceback.format_exception(error)]


def test_a_portfolio_keeps_the_values_of_refused_files_to_itself(rules: RuleSet) -> None:
    found = rules.check_many(list(wrong_files(step=7)), on=ON)
    assert len(found.failures) > 20
    shown = [repr(found), json.dumps(found.to_dict()["failures"])]
    for failed in found.failures:
        shown += [repr(failed), str(failed), failed.key, json.dumps(failed.to_dict())]
        shown.append(pickle.dumps(failed).decode("latin-1"))
        shown += [render_all(failed.diagnostics), *map(repr, failed.diagnostics)]
    assert leaks(*shown) == []


def refusal(ask: Callable[[Any], object], given: Any) -> Exception | None:
    try:
        ask(given)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not show a value
        return error
    return None


@pytest.mark.parametrize(
    "verb",
    ["check", "deadlines", "copayment", "statement", "prioritise", "unread"],
)
def test_no_question_repeats_what_it_refuses(rules: RuleSet, verb: str) -> None:
    verbs: dict[str, Callable[[Any], object]] = {
        "check": lambda file: rules.check(file, on=ON),
        "deadlines": lambda file: rules.deadlines(file, on=ON),
        "copayment": lambda file: rules.copayment(file, on=ON, hours=2, service="home_education"),
        "statement": lambda file: rules.statement([file], month="2026-03"),
        "prioritise": lambda file: rules.prioritise([file], on=ON),
        "unread": rules.unread,
    }
    asked, refused = verbs[verb], 0
    for file in wrong_files(step=23):
        for given in (file, json.dumps(file)):
            error = refusal(asked, given)
            refused += error is not None
            assert error is None or leaks(*told(error)) == [], verb
    assert refused > 10


@pytest.mark.parametrize("form", ["text", "html", "json", "jsonl"])
@pytest.mark.parametrize("command", ["check", "deadlines"])
def test_a_command_prints_no_value_of_a_file_that_it_refuses(tmp_path: Path, command: str, form: str) -> None:
    for n, file in enumerate(wrong_files(step=97)):
        (tmp_path / f"f{n}.json").write_text(json.dumps(file), encoding="utf-8")
    arguments = [
        command,
        str(tmp_path),
        "--rules",
        str(OVERLAY),
        "--on",
        str(ON),
        "--format",
        form,
        "--root",
        "case",
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert leaks(done.stderr) == []
    assert "error[" in done.stderr


def test_a_summary_prints_no_value_of_a_file_that_it_refuses(tmp_path: Path) -> None:
    for n, file in enumerate(wrong_files(step=97)):
        (tmp_path / f"f{n}.json").write_text(json.dumps(file), encoding="utf-8")
    arguments = ["check", str(tmp_path), "--rules", str(OVERLAY), "--on", str(ON), "--summary"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert leaks(done.stdout, done.stderr) == []


def tables() -> dict[str, list[dict[str, str]]]:
    folder = ROOT / "examples" / "tables" / "export"
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found[path.stem] = list(csv.DictReader(stream, delimiter=";"))
    return found


def test_a_table_is_refused_by_its_place_and_never_by_its_cell(tmp_path: Path) -> None:
    """A canary in each column of each table in turn: faults, their texts, pickles, and the command's own words."""
    mapping = ROOT / "examples" / "tables" / "mapping.yaml"
    given, faulty = tables(), 0
    for name, rows in given.items():
        for column in rows[0]:
            spoilt = {**given, name: [{**rows[0], column: f"{SECRET} Rossi"}, *rows[1:]]}
            found = from_tables(mapping, spoilt, rules="tirano")
            faulty += bool(found.faults)
            shown = [
                repr(found),
                *map(repr, found.refused),
                *map(str, found.faults),
                *map(repr, found.faults),
            ]
            shown += [pickle.dumps(found.faults).decode("latin-1"), " ".join(found.unused)]
            assert leaks(*shown) == [], (name, column)
    assert faulty > 10
    for name, rows in given.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, fieldnames=list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows([dict.fromkeys(rows[0], f"{SECRET} Rossi"), *rows])
    done = CliRunner().invoke(app, ["import", str(mapping), str(tmp_path), "--out", str(tmp_path / "made")])
    assert done.exit_code != 0
    assert leaks(done.stdout, done.stderr) == []


def test_arguments_that_are_refused_are_not_repeated(rules: RuleSet) -> None:
    file = example()
    wrong: list[Any] = [f"{SECRET}.json", SECRET.encode(), [file, SECRET], {"id": SECRET}, 7_700_770_077]
    for given in wrong:
        for ask in (rules.check, rules.deadlines):
            with pytest.raises(AdmRulesError) as caught:
                ask(given, on=ON)
            assert leaks(*told(caught.value)) == []


def test_a_page_shows_what_it_has_to_and_a_failure_nothing(rules: RuleSet) -> None:
    found = rules.check_many([*wrong_files(step=211)], on=ON)
    assert found.failures
    assert leaks(text_of(found, Page("en", 100))) == []
