"""Forms of output: every command takes each one that its answer fits, and prints it as that form is."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.render.formats import FORMATS, formats_of
from adm_rules._internal.render.pen import Page, Pen, alone
from adm_rules._internal.render.text import PENS

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
CASES: Final = EXAMPLES / "cases"
DAY: Final = ("--rules", "tirano", "--on", "2026-03-31")
TWENTY_SIX: Final = ("--rules", str(EXAMPLES / "overlays" / "tirano_2026.yaml"))
#: Every command with a form, with an example of what it answers, and the forms that it has.
COMMANDS: Final = {
    "check": ((str(CASES / "several_breaches.yaml"), *DAY), "text html json jsonl csv xlsx parquet"),
    "deadlines": ((str(EXAMPLES / "agencies"), *DAY), "text html json jsonl csv xlsx parquet ics"),
    "copay": (
        (str(CASES / "compliant_adm.yaml"), "--rules", "tirano", "--on", "2026-03-10"),
        "text html json csv xlsx parquet",
    ),
    "statement": (
        (str(EXAMPLES / "month" / "cases"), *TWENTY_SIX, "--month", "2026-03"),
        "text html json csv xlsx parquet",
    ),
    "queue": ((str(EXAMPLES / "queue"), *DAY), "text html json csv xlsx parquet"),
    "contract": (
        (
            str(EXAMPLES / "contracts" / "sud_est_milano_esempio.yaml"),
            *("--rules", "sud_est_milano", "--on", "2026-03-31"),
        ),
        "text html json csv xlsx parquet",
    ),
    "coverage": (("tirano",), "text markdown html json csv"),
    "compare": (("tirano", "medio_olona"), "text html json"),
    "facts": (("age",), "text html json"),
    "test": (("basso_lodigiano",), "text html json github sarif gitlab junit cobertura"),
    "diff": (
        ("scheda_comunale", "scheda_comunale"),
        "text markdown html json github sarif gitlab junit changelog",
    ),
}
each_form = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
runner = CliRunner()


def run(command: str, form: str) -> str:
    done = runner.invoke(app, [command, *COMMANDS[command][0], "--format", form], env={"COLUMNS": "100"})
    assert done.exit_code in {0, 1}, done.output
    return done.stdout


def words(text: str) -> list[str]:
    return sorted(word for word in text.split() if word.strip("–─"))


class Nesting(HTMLParser):
    """Reads a page strictly: what is open is closed, in its order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@each_form
def test_a_form_says_what_it_is(form: Any) -> None:
    assert FORMATS[form.name] is form
    assert form.about
    assert form.suffix.startswith(".")
    assert any(form.fits(kind) for kind in PENS)


def test_every_row_leads_to_what_it_names() -> None:
    assert len(FORMATS) == len(set(FORMATS.values()))
    assert len(PENS) == len(set(PENS.values()))
    assert None not in PENS
    for kind in PENS:
        assert sys.modules[kind.__module__].__dict__[kind.__name__] is kind
        assert kind in PENS
        assert issubclass(PENS[kind], Pen)


def test_text_and_pages_are_there_for_every_kind_of_answer() -> None:
    for kind in PENS:
        assert {"text", "html", "json"} <= set(formats_of(kind))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_takes_every_form_that_its_answer_fits(command: str) -> None:
    refused = runner.invoke(app, [command, *COMMANDS[command][0], "--format", "none"], env={"COLUMNS": "500"})
    assert refused.exit_code == 2
    for name in FORMATS:
        assert (f"'{name}'" in refused.stderr) is (name in COMMANDS[command][1].split())


#: These are tables on a page (see test_html.py), or have narrow columns.
TABLES = {"test", "check", "coverage", "copay", "deadlines"}


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in TABLES])
def test_a_page_is_the_text_in_colours(command: str) -> None:
    """The same words, whichever lines they stand on; not where narrow columns break words."""
    page = Nesting(run(command, "html"))
    assert page.open == []
    assert page.text.count("adm_rules") >= 2  # the title, and the heading
    said = page.text[page.text.index("\n", page.text.rindex("adm_rules")) :]
    assert words(said) == words(run(command, "text"))


def test_a_page_of_several_reports_names_their_files() -> None:
    done = runner.invoke(
        app,
        ["check", str(EXAMPLES / "agencies"), str(CASES / "derogated_hours.yaml"), *DAY, "--format", "html"],
    )
    page = Nesting(done.stdout)
    assert page.open == []
    assert page.text.count("derogated_hours.yaml") == 1
    assert done.stdout.count("<h2>") == 1 + len(list((EXAMPLES / "agencies").glob("*.yaml")))


def test_a_calendar_is_printed_as_it_is_written(tmp_path: Path) -> None:
    """With what is over, which a client cancels; to the byte, with the line ends of a calendar."""
    file = tmp_path / "due.ics"
    key = tmp_path / "key"
    key.write_text("una chiave inventata per le prove\n", encoding="utf-8")
    given = ["deadlines", str(CASES / "several_breaches.yaml"), *DAY, "--key-file", str(key)]
    assert runner.invoke(app, [*given, "--ics", str(file)]).exit_code in {0, 1}
    printed = runner.invoke(app, [*given, "--format", "ics"])
    assert printed.stdout_bytes == file.read_bytes()
    assert b"STATUS:CANCELLED" in printed.stdout_bytes


def test_the_calendar_of_a_case_needs_a_key() -> None:
    done = runner.invoke(app, ["deadlines", str(CASES / "several_breaches.yaml"), *DAY, "--format", "ics"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "needs a key" in done.stderr


def test_the_key_of_a_page_is_never_shown() -> None:
    assert "geheim" not in repr(Page(key=b"geheim"))


def test_one_answer_as_json_is_the_answer() -> None:
    (told,) = FORMATS["json"].write(alone(_Answer()), Page())
    assert json.loads(told) == {"n": 1}


@pytest.mark.parametrize("form", [name for name, each in FORMATS.items() if each.made is not None])
def test_a_form_that_is_no_text_has_no_blocks(form: str) -> None:
    assert list(FORMATS[form].write(alone(_Answer()), Page())) == []


class _Answer:
    def to_dict(self) -> dict[str, int]:
        return {"n": 1}
