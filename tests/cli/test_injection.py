"""What a file or its name says stays text in every output of every command: no escape, tag, formula or property."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

from adm_rules import load
from adm_rules._internal.cli.app import app
from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import parse
from adm_rules._internal.yaml_source import read_data

ROOT: Final = Path(__file__).parents[2]
CASE: Final = ROOT / "examples" / "cases" / "medio_olona_adm.yaml"
AGENCY: Final = ROOT / "examples" / "agencies" / "cooperativa_olona_esempio.yaml"
ON: Final = ("--on", "2026-03-31")
#: Of each kind of output what must never stand in it as it is; the sign in it is looked for.
ESCAPE: Final = "\x1b[31mCANARY\x9b31m\x07"
TAG: Final = '<script>CANARY</script><img src=x onerror="CANARY">'
FORMULA: Final = "=CANARY()"
PROPERTY: Final = "CANARY\nATTACH:CANARY\nBEGIN:VEVENT"
RETURN: Final = "CANARY\rATTACH:CANARY"
RAW: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def run(*arguments: str | Path, columns: int = 100) -> Any:
    done = CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": str(columns)})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


# --- what each form of output must hold ------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert not any(
            name.startswith("on") or (value or "").startswith("javascript") for name, value in attrs
        )


def look_at(form: str, content: bytes) -> None:
    """Whether an output is still of its form, and no part of it comes alive."""
    if form in {"xlsx", "parquet"}:  # their cells have types, see the tests of the workbook
        return
    text = content.decode("utf-8")
    assert not RAW.search(text.replace("\r\n", "\n") if form in {"csv", "ics"} else text), form
    if form == "html":
        parser = _Tags()
        parser.feed(text)
        assert not {"script", "img", "iframe", "object", "link"} & set(parser.found)
    elif form == "csv":
        for row in csv.reader(io.StringIO(text), delimiter=";"):
            assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)
    elif form == "ics":
        _calendar(content)
    elif form in {"json", "sarif", "gitlab"}:
        json.loads(text)
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
    elif form == "github":
        assert all(line.startswith("::") or not line.startswith("CANARY") for line in text.splitlines())


def _calendar(content: bytes) -> None:
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    whole = content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    names = {line.partition(":")[0].partition(";")[0] for line in whole if line}
    assert names <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
        "DESCRIPTION", "STATUS", "SEQUENCE", "TRANSP", "CLASS", "CATEGORIES", "RELATED-TO", "TRIGGER", "ACTION",
        "X-WR-CALNAME", "COMMENT", "LAST-MODIFIED", "PRIORITY",
    }, names  # fmt: skip


# --- texts of a rule set ----------------------------------------------------------------------------------------------


def _with(data: Any, canary: str) -> Any:
    """Rule data with a canary in every text that people read."""
    if isinstance(data, list):
        return [_with(each, canary) for each in data]
    if not isinstance(data, dict):
        return data
    return {key: _told(key, part, canary) for key, part in data.items()}


def _told(key: str, part: Any, canary: str) -> Any:
    if key == "fault":  # a headline is short
        return dict.fromkeys(part, canary)
    return f"{canary} {part}" if key in {"it", "en"} and isinstance(part, str) else _with(part, canary)


def _plainly(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)


@cache
def _rules(path: Path = ROOT / "rules" / "medio_olona.yaml") -> Any:
    return json.loads(json.dumps(read_data(path.read_bytes(), path.name).data, default=_plainly))


def spoilt(folder: Path, canary: str) -> Path:
    path = folder / "medio_olona.yaml"
    path.write_text(json.dumps(_with(_rules(), canary)), encoding="utf-8")
    return path


@pytest.mark.parametrize("canary", [ESCAPE, RETURN], ids=["escape", "return"])
def test_a_rule_file_with_signs_that_steer_a_terminal_is_refused(canary: str) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        parse(json.dumps(_with(_rules(), canary)))
    assert "forbidden-character" in {each.code for each in caught.value.diagnostics}
    assert not RAW.search(str(caught.value))


def _asked(rules: Path) -> Iterator[tuple[str, ...]]:
    files = str(CASE), str(AGENCY)
    by = "--rules", str(rules)
    yield ("check", *files, *by, *ON, "--all")
    yield ("check", *files, *by, *ON, "--summary")
    yield ("deadlines", str(AGENCY), *by, *ON, "--all")
    yield ("facts", "age", *by)
    yield ("compare", str(rules), "medio_olona")
    yield ("compare", str(CASE), *by, *ON)
    yield ("diff", "medio_olona", str(rules), *ON)
    yield ("lint", str(rules))
    yield ("copay", str(CASE), *by, *ON, "--service", "home_education")
    yield ("statement", str(CASE), *by, "--month", "2026-02")
    yield ("coverage", str(rules), "--register", str(ROOT / "rules" / "norms" / "medio_olona.csv"))
    yield ("test", str(ROOT / "rules" / "examples" / "medio_olona" / "access.yaml"), *by)


@pytest.mark.parametrize(
    ("canary", "forms"),
    [(TAG, "html markdown"), (FORMULA, "csv text"), (PROPERTY, "ics jsonl github changelog csv")],
    ids=["tag", "formula", "property"],
)
def test_texts_of_rules_stay_text(canary: str, forms: str, tmp_path: Path) -> None:
    rules = spoilt(tmp_path, canary)
    assert canary in load(rules).rules[0].title.it
    seen = 0
    for asked in _asked(rules):
        for form in forms.split():
            done = run(*asked, "--format", form)
            if done.exit_code == 2:  # the command has no such form
                assert "is not one of" in done.stderr
                continue
            look_at(form, done.stdout_bytes)
            assert not RAW.search(done.stderr)
            seen += "CANARY" in done.stdout
    assert seen > 2  # the canaries do come through, as text


@pytest.mark.parametrize(
    ("rules", "asked"),
    [
        ("examples/districts/collesanto/collesanto.yaml", ("queue", "examples/queue")),
        ("rules/sud_est_milano.yaml", ("contract", "examples/contracts/sud_est_milano_esempio.yaml")),
    ],
)
def test_texts_of_queues_and_contracts_stay_text(rules: str, asked: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / Path(rules).name
    path.write_text(json.dumps(_with(_rules(ROOT / rules), FORMULA + TAG)), encoding="utf-8")
    seen = 0
    for form in ("html", "csv", "json", "text"):
        done = run(asked[0], ROOT / asked[1], "--rules", path, *ON, "--format", form)
        if done.exit_code == 2:  # the command has no such form
            assert "is not one of" in done.stderr
            continue
        look_at(form, done.stdout_bytes)
        seen += "CANARY" in done.stdout
    assert seen > 1


# --- files, their names and their keys --------------------------------------------------------------------------------

#: Names that a file system takes, and that some output might.
NAMES: Final = (
    "\x1b[31mCANARY.json", "=CANARY().json", "<img src=x onerror=CANARY>.json", "a\nATTACH:CANARY.json", "-CANARY.json",
    "\u202eCANARY.json", "::error::CANARY.json",
)  # fmt: skip


def test_names_of_files_and_keys_of_faulty_ones_stay_text(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    good = json.loads(json.dumps(read_data(CASE.read_bytes(), "case.yaml").data, default=str))
    for n, name in enumerate(NAMES):
        (folder / name).write_text(json.dumps({**good, "id": f"-{n}.CANARY"}), encoding="utf-8")
        bad = {**good, ESCAPE: 1, TAG: 2, FORMULA: PROPERTY, "id": f"CANARY {TAG}"}
        (folder / f"bad{name}").write_text(json.dumps(bad), encoding="utf-8")
    by = "--rules", "medio_olona", *ON
    for asked in (("check", folder), ("check", folder, "--summary"), ("deadlines", folder)):
        for form in ("text", "html", "json", "jsonl", "csv"):
            done = run(asked[0], *asked[1:], *by, "--format", form)
            if "is not one of" in done.stderr:
                continue
            assert done.exit_code == 2
            look_at(form, done.stdout_bytes)
            assert not RAW.search(done.stderr)


def _spoilt_files() -> Iterator[Any]:
    """A file with a canary in the place of each of its texts in turn."""
    good = json.loads(json.dumps(read_data(CASE.read_bytes(), "case.yaml").data, default=str))

    def places(data: Any, at: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if isinstance(data, (dict, list)):
            items = data.items() if isinstance(data, dict) else enumerate(data)
            for key, part in items:
                yield from places(part, (*at, key))
        elif isinstance(data, str):
            yield at

    for n, place in enumerate(places(good, ())):
        spoilt_ = json.loads(json.dumps(good))
        inner = spoilt_
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = (ESCAPE, TAG, FORMULA, PROPERTY)[n % 4]
        yield spoilt_


def test_a_canary_in_any_text_of_a_file_is_told_nowhere(tmp_path: Path) -> None:
    files = list(_spoilt_files())
    assert len(files) > 30
    for n, data in enumerate(files):
        (tmp_path / f"{n}.json").write_text(json.dumps(data), encoding="utf-8")
    for form in ("text", "json", "html"):
        done = run("check", tmp_path, "--rules", "medio_olona", *ON, "--format", form)
        assert done.exit_code == 2
        assert "CANARY" not in done.stdout + done.stderr
        look_at(form, done.stdout_bytes)
