"""Everything else that can be wrong, one broken file for each code, with what a reader is told of it.

A folder of `bad_files` holds the files of one room, each called by its code, and `told.txt`, what is told of each. Of
the checks of `lint` the broken file is the *Bad* of their pages. Rule files stand in `bad` (`test_bad_rules`). After a
change of a message that is meant, ``python -m tests.rules.test_bad_files`` writes it anew; read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.cli.files import read_file
from adm_rules._internal.diagnostics import CaseError, DiagnosticsError, render_all
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.lint.linting import UNUSED, lint_material
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.review.accounts import check_register
from adm_rules._internal.review.ambiguities import check_ambiguities, read_ambiguities
from adm_rules._internal.review.example import read_examples
from adm_rules._internal.review.modality import check_severities
from adm_rules._internal.review.register import Register, read_register
from adm_rules._internal.yaml_source import RULE_LIMITS, read, read_json
from adm_rules.tables import from_tables
from tests.codes import every_code
from tests.rules import test_bad_rules
from tests.unit.test_lint import ALL, material

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "bad_files"
ON: Final = date(2026, 3, 31)
TOLD: Final = "told.txt"
#: Texts that are too long to stand here, and one that may stand in no file of the repository.
MADE: Final[Mapping[str, str]] = {
    "too-large": "a" * (RULE_LIMITS.bytes + 1),
    "too-many-nodes": f"[{'1,' * RULE_LIMITS.nodes}1]",
    "text-too-long": f"a: {'x' * 20_001}\n",
    "tax-code": f"id: XYZABC{'15D41'}Z999Q\nbirth_date: 2012-05-01\n",
}
#: What no file holds, and the test of it.
NO_FILE: Final[Mapping[str, str]] = {
    "unreadable-file": "tests/unit/test_tables.py",
    "not-in-encoding": "tests/unit/test_sources.py",
    "broken-csv": "tests/unit/test_sources.py",
    "ragged-row": "tests/unit/test_sources.py",
    "column-twice": "tests/unit/test_sources.py",
    "not-computed": "tests/unit/test_sources.py",
    "path-not-text": "tests/unit/test_door.py",
    "not-json": "tests/unit/test_case_models.py",
    "nobody-asks": "tests/unit/test_review_presupposed.py",
}


def told_of(path: Path) -> str:
    """What a reader is told of a file."""
    try:
        told = ROOMS[path.parent.name](path)
    except (CaseError, DiagnosticsError) as error:
        many = [each for each in error.diagnostics if each.code == path.stem and len(error.diagnostics) > 20]
        told = render_all(many) if many else str(error)
    return test_bad_rules.LONG_LIST.sub(r"\1[…]", told.replace(f"{path.parent}/", ""))


def _text(path: Path) -> str:
    reader = read_json if path.suffix == ".json" else read
    found = reader(path.read_bytes(), path.name).diagnostics
    return render_all(found[-1:] if path.stem == "too-many-faults" else found)


def _data(path: Path) -> str:
    tirano = load("tirano")
    found = read_file(str(path), "case" if path.stem == "another-kind" else None, tirano.regulation)
    files: dict[str, Any] = {found.root: found.model}
    return repr(tirano.check(on=ON, **files))


def _beside(path: Path) -> tuple[RuleSet, Register]:
    """A register, with the rule set beside it."""
    return load(path.with_name("_rules.yaml")), read_register(path.read_text(encoding="utf-8"), path.name)


def _register(path: Path) -> str:
    rules, register = _beside(path)
    return render_all(check_register(register, rules.regulation, rules.vocabulary))


def _severities(path: Path) -> str:
    rules, register = _beside(path)
    return render_all(check_severities(register, rules.regulation))


def _readings(path: Path) -> str:
    found = check_ambiguities(read_ambiguities(path.read_text(encoding="utf-8")), load("tirano").regulation)
    return render_all(
        found[-1:] if path.stem == "no-row" else (each for each in found if each.code != "no-row")
    )


def _tables(path: Path) -> str:
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = from_tables(yaml.safe_dump(given["mapping"], sort_keys=False).encode(), given["rows"])
    return "\n".join(map(str, made.faults))


def _examples(path: Path) -> str:
    return repr(read_examples(path.read_bytes(), path.name))


def _overlays(path: Path) -> str:
    return repr(load(path))


def _compared(path: Path) -> str:
    """A version beside the one in `_before`, or its examples where their code is of these."""
    rules, before = path / "small.yaml", path.with_name("_before") / "small.yaml"
    versions = ["diff", str(before), str(rules), "--on", str(ON)]
    asked = versions if path.stem.startswith("rule-") else ["test", "--strict", str(rules)]
    done = CliRunner().invoke(app, [*asked, "--lang", "en", "--format", "github"])
    return done.output.replace(f"{path}/", "").strip()


ROOMS: Final[Mapping[str, Callable[[Path], str]]] = {
    "text": _text,
    "data": _data,
    "register": _register,
    "severities": _severities,
    "readings": _readings,
    "tables": _tables,
    "examples": _examples,
    "overlays": _overlays,
    "compared": _compared,
}


def room(name: str) -> str:
    """What is told of each file of a room, below its name."""
    paths = sorted(path for path in (FOLDER / name).iterdir() if path.stem[0] != "_" and path.name != TOLD)
    return "".join(f"== {path.name}\n{told_of(path)}\n\n" for path in paths)


def of_made(code: str, folder: Path) -> str:
    """What is told of a text that does not stand here."""
    path = folder / ("data" if code == "tax-code" else "text") / f"{code}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(MADE[code], encoding="utf-8")
    return told_of(path)


def of_checks() -> str:
    """What `lint` tells of what each check's page calls bad."""
    told = {code: material(check.bad) for code, check in CHECKS.items()}
    found = {code: lint_material(each, ALL, (code,)).findings for code, each in told.items()}
    return "".join(f"== {code}\n{render_all(each.diagnostic for each in found[code])}\n\n" for code in CHECKS)


@pytest.mark.parametrize("name", ROOMS)
def test_a_broken_file_is_told_as_it_was(name: str) -> None:
    assert room(name) == (FOLDER / name / TOLD).read_text(encoding="utf-8")


def test_what_each_check_tells_of_its_bad_page() -> None:
    assert of_checks() == (FOLDER / "lint.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", MADE)
def test_a_text_that_does_not_stand_here_is_told(code: str, tmp_path: Path) -> None:
    assert f"error[{code}]" in of_made(code, tmp_path)


def test_what_no_file_holds_has_a_test() -> None:
    for code, test in NO_FILE.items():
        assert f'"{code}"' in (ROOT / test).read_text(encoding="utf-8")


def sections() -> Iterator[tuple[str, str]]:
    """Each code that a broken file or a check is called by, with what is told."""
    for path in (*FOLDER.glob(f"*/{TOLD}"), FOLDER / "lint.txt"):
        for section in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, told = section.partition("\n")
            yield name.partition(".")[0], told


def test_no_code_lacks_a_broken_file_that_tells_it() -> None:
    has = {code for code, told in sections() if re.search(rf"(?<![\w-]){code}(?![\w-])", told)}
    assert {code for code, _ in sections()} == has
    loading = "\n".join(map(test_bad_rules.expected, test_bad_rules.FILES))
    has |= set(re.findall(r"error\[([a-z0-9-]+)\]", loading)) | {"examples-fail", "version-too-low", UNUSED}
    codes = every_code()
    assert len(codes) > 250, "the codes are found in the sources"
    assert codes - has - MADE.keys() == NO_FILE.keys()


def test_no_code_lacks_a_page() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert [code for code in sorted(every_code()) if f"`{code}`" not in pages] == []


if __name__ == "__main__":
    for each in ROOMS:
        (FOLDER / each / TOLD).write_text(room(each), encoding="utf-8")
    (FOLDER / "lint.txt").write_text(of_checks(), encoding="utf-8")
