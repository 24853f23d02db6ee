"""Whole processes, by the processor time that they take: ``python -m benchmarks.cold``.

The base is a bare ``import pydantic``. It loads little: most of Pydantic comes with the first model, so a second line
defines one. Compiled modules are kept in a folder of the benchmark's own, as an installation keeps them, and so are
compiled rule sets where the library keeps any; the round that warms up makes both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.cases import ON, example_cases
from benchmarks.timing import Times, of_children, show, take_turns

PYDANTIC: Final = "import pydantic"
VERDICT: Final = "import, load Tirano, validate and judge a case"
VERSION: Final = "adm-rules --version"
CHECK: Final = "adm-rules check of one case"

_JUDGE: Final = """\
import json, sys
from datetime import date
import adm_rules
with open(sys.argv[1], encoding="utf-8") as file:
    case = json.load(file)
report = adm_rules.load("tirano").check(case, on=date.fromisoformat(sys.argv[2]){more})
print(len(report.findings))
"""
_MAIN: Final = "import sys; from adm_rules._internal.cli import main; sys.argv = {argv}; main()"
_MEASURED: Final = """\
import sys
try:
    {}
finally:  # what this program alone had at most: `ru_maxrss` also counts who started it
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""
_CHECK: Final = "['adm-rules', 'check', sys.argv[1], '--rules', 'tirano', '--on', sys.argv[2]]"

_PROGRAMS: Final = {
    "bare interpreter": "pass",
    PYDANTIC: "import pydantic",
    "import pydantic, define a model": "import pydantic\nclass Model(pydantic.BaseModel):\n    x: int",
    "import adm_rules": "import adm_rules",
    "import, load Tirano": 'import adm_rules; adm_rules.load("tirano")',
    "import, load Tirano, judge a trusted case": _JUDGE.format(more=", trusted=True"),
    VERDICT: _JUDGE.format(more=""),
    VERSION: _MAIN.format(argv="['adm-rules', '--version']"),
    CHECK: _MAIN.format(argv=_CHECK),
}


def measure(rounds: int = 15) -> Times:
    """The seconds of each process in each round."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.json"
        file.write_text(json.dumps(example_cases()["several_breaches"]), encoding="utf-8")
        tasks = {name: _process(code, file) for name, code in _PROGRAMS.items()}
        return take_turns(tasks, rounds, of_children)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "ADM_RULES_CACHE": str(folder / "cache")}


def _process(code: str, file: Path) -> Callable[[], object]:
    """Run a program on a case file; the exit code of a check tells of findings."""
    command = [sys.executable, "-c", code, str(file), ON.isoformat()]
    environment = _environment(file.parent)
    return lambda: subprocess.run(command, check=False, capture_output=True, env=environment)


def folder(size: int) -> tuple[float, float]:
    """`adm-rules check` of a folder of so many cases as text: processor milliseconds a case, and MB at most."""
    case = example_cases()["several_breaches"]
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "cases"
        place.mkdir()
        for n in range(size):
            (place / f"{n:06}.json").write_text(json.dumps({**case, "id": f"c{n}"}), encoding="utf-8")
        run = f"['adm-rules', 'check', {str(place)!r}, '--rules', 'tirano', '--on', {ON.isoformat()!r}]"
        code = _MEASURED.format(_MAIN.format(argv=run))
        command = [sys.executable, "-c", code]
        start = of_children()
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env=_environment(Path(name))
        )
        taken = of_children() - start
        return 1000 * taken / size, int(done.stderr.split()[-1]) / 1024


if __name__ == "__main__":
    show(measure(*map(int, sys.argv[1:])), PYDANTIC)
    for number in (100, 300):
        print(number, "cases of a folder: {:.1f} ms a case, {:.0f} MB".format(*folder(number)))
