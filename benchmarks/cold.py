"""Whole processes, from the interpreter's start to a verdict: ``python -m benchmarks.cold``.

The base is a bare ``import pydantic``. It loads little: most of Pydantic comes with the first model, so a second base
defines one. Compiled modules are kept in a folder of the benchmark's own, as an installation keeps them.
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
from benchmarks.timing import Times, show, take_turns

INTERPRETER: Final = "bare interpreter"
PYDANTIC: Final = "import pydantic"
MODEL: Final = "import pydantic, define a model"
IMPORT: Final = "import adm_rules"
LOAD: Final = "import, load Tirano"
TRUSTED: Final = "import, load Tirano, judge a trusted case"
VERDICT: Final = "import, load Tirano, validate and judge a case"

_JUDGE: Final = """\
import json, sys
from datetime import date
import adm_rules
with open(sys.argv[1], encoding="utf-8") as file:
    case = json.load(file)
report = adm_rules.load("tirano").check(case, on=date.fromisoformat(sys.argv[2]){more})
print(len(report.findings))
"""

_PROGRAMS: Final = {
    INTERPRETER: "pass",
    PYDANTIC: "import pydantic",
    MODEL: "import pydantic\nclass Model(pydantic.BaseModel):\n    x: int",
    IMPORT: "import adm_rules",
    LOAD: 'import adm_rules; adm_rules.load("tirano")',
    TRUSTED: _JUDGE.format(more=", trusted=True"),
    VERDICT: _JUDGE.format(more=""),
}


def measure(rounds: int = 15) -> Times:
    """The seconds of each process in each round."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.json"
        file.write_text(json.dumps(example_cases()["several_breaches"]), encoding="utf-8")
        return take_turns({name: _process(code, file) for name, code in _PROGRAMS.items()}, rounds)


def _process(code: str, file: Path) -> Callable[[], object]:
    """Run a program on a case file; the round that warms up compiles the modules."""
    command = [sys.executable, "-c", code, str(file), ON.isoformat()]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(file.parent / "compiled")}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=environment)


if __name__ == "__main__":
    show(measure(*map(int, sys.argv[1:])), PYDANTIC)
