"""A coarse gate on speed: ratios in one process that must not double, and what a cold process must not load.

The ratios that stand here were measured; `make bench` measures all of them finely. The best of several rounds by the
clock of the process moves by some tenths, so twice the ratio is no noise.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from benchmarks.cases import ON, example_cases

ROOT = Path(__file__).parents[2]

#: Times of a check with its findings, of its report alone, and of one from JSON, as multiples of the same checks by
#: hand; of a file with four times as many requests, as a multiple of the smaller one; of all texts of a report, as one
#: of its findings; and of a month's statement, as one of the month by hand.
MEASURED = {
    "findings": 6.2,
    "report": 4.2,
    "findings from JSON": 11.5,
    "four times the requests": 2.1,
    "all texts": 6.5,
    "statement": 70.0,
}


def test_no_ratio_has_doubled() -> None:
    """In a process of its own, which nothing traces."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-m", "benchmarks.gate"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=kept, cwd=ROOT)
    found = json.loads(done.stdout)
    assert {name: value for name, value in found.items() if value > 2 * MEASURED[name]} == {}
    assert set(found) == set(MEASURED)


COLD = """\
import json, sys
from datetime import date
import adm_rules
case = json.loads(sys.argv[1])
for _ in range(2):
    adm_rules.load("tirano").check(case, on=date.fromisoformat(sys.argv[2])).findings
print("\\n".join(sys.modules))
"""


COMMAND = """\
import sys
from adm_rules._internal.cli import main
sys.argv = {}
try:
    main()
finally:
    print("\\n".join(sys.modules))
"""


def loaded_by(code: str, *arguments: str, **environment: str) -> set[str]:
    command = [sys.executable, "-c", code, *arguments]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**plain, **environment})
    return set(done.stdout.split())


#: What a process that judges or prints text must not load: what compiles, what reads YAML, models, and terminals.
COMPILING = {
    "yaml",
    "adm_rules._internal.compiler.lower",
    "adm_rules._internal.compiler.compiling",
    "adm_rules._internal.loader.regulation",
    "adm_rules._internal.facts.access",
}
HEAVY = {
    "rich",
    "openpyxl",
    "xlsxwriter",
    "pyarrow",
    "icalendar",
    "z3",
    "adm_rules._internal.case",
    "adm_rules._internal.lint.table",
    "adm_rules._internal.money.copayment.copayment",
    "adm_rules._internal.review.examples",
    "adm_rules._internal.render.html",
    "adm_rules._internal.frames.kinds",
}
#: What takes long to load and is not needed for it: `dataclasses` brings `inspect`, `hashlib` brings OpenSSL.
SLOW = {"dataclasses", "inspect", "hashlib", "hmac", "zoneinfo", "_strptime"}
#: What writes code: also that of what explains findings is kept.
WRITING = {f"adm_rules._internal.compiler.{writing}" for writing in ("python", "lookup")}
#: How many modules of the library each may load: a door that opens a whole room is noticed.
MOST_JUDGING, MOST_CHECK, MOST_IMPORT = 114, 163, 5


def own(modules: set[str]) -> list[str]:
    return sorted(name for name in modules if name.startswith("adm_rules."))


def test_a_later_process_loads_no_compiler_and_no_models(tmp_path: Path) -> None:
    case = json.dumps(example_cases()["compliant_adm"])
    first, second = (loaded_by(COLD, case, ON.isoformat(), ADM_RULES_CACHE=str(tmp_path)) for _ in range(2))
    assert first >= COMPILING
    assert not second & {*COMPILING, *HEAVY, "pydantic", "typer", "adm_rules._internal.render"}
    assert not second & {*WRITING, *SLOW, "adm_rules._internal.engine.evidence"}
    assert len(own(second)) <= MOST_JUDGING, own(second)


def test_a_check_of_one_file_loads_what_it_prints_with(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(example_cases()["several_breaches"]), encoding="utf-8")
    code = COMMAND.format(["adm-rules", "check", str(file), "--rules", "tirano", "--on", ON.isoformat()])
    code = code.replace("finally:", "except SystemExit:")
    for _ in range(2):
        found = loaded_by(code, ADM_RULES_CACHE=str(tmp_path / "kept"))
    assert not found & {*COMPILING, *WRITING, *SLOW, *HEAVY, "pydantic", "typer"}
    assert len(own(found)) <= MOST_CHECK, own(found)


def test_importing_the_library_loads_next_to_nothing() -> None:
    found = loaded_by("import sys, adm_rules; print('\\n'.join(sys.modules))")
    assert not found & {*COMPILING, *HEAVY, "pydantic", "typer", "dataclasses"}
    assert len(own(found)) <= MOST_IMPORT, own(found)


def test_the_version_loads_nothing_and_a_command_no_other_command() -> None:
    version = loaded_by(COMMAND.format(["adm-rules", "--version"]))
    assert not version & {"typer", "rich", "yaml", "pydantic", "adm_rules._internal.engine"}
    facts = loaded_by(COMMAND.format(["adm-rules", "facts", "age"]))
    assert "adm_rules._internal.cli.show" in facts
    assert not {name for name in facts if name.startswith("adm_rules._internal.cli.")} & {
        f"adm_rules._internal.cli.{other}" for other in ("check", "lint", "statement", "diff", "coverage")
    }


def test_the_module_of_the_application_has_no_other_names_made_when_asked() -> None:
    module = import_module("adm_rules._internal.cli.app")
    assert module.app is module.app
    there = [*module.app.registered_commands, *module.app.registered_groups]
    assert set(module.COMMANDS) == {each.name for each in there}
    with pytest.raises(AttributeError, match="nothing"):
        module.nothing  # noqa: B018 - asking is what is tried
