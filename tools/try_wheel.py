"""Builds the wheel, installs it alone into a fresh environment, and uses it far from the repository.

What it proves: the rule files travel inside the wheel and are found there; the dependencies are declared in
full, and their newest versions do, not only those of constraints-dev.txt; the command says what to install
when it was installed without its extra. With `--page` the extra is installed as well, and the page for districts
followed with the installed command from an empty folder.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools.following import FollowingError, follow

USE = """
import datetime
import importlib.util
import pathlib
import adm_rules

home = pathlib.Path(adm_rules.__file__).parent
assert (home / "py.typed").is_file(), "the wheel carries no py.typed"
assert (home / "_rules" / "tirano.yaml").is_file(), "the wheel carries no rules"
assert importlib.util.find_spec("pytest_adm_rules"), "the wheel carries no plugin for pytest"
case = {"id": "invented", "birth_date": "2015-04-05"}
report = adm_rules.load("tirano").check(case, on=datetime.date(2026, 3, 31))
assert report.findings, "the rules of the wheel find nothing"
print("the wheel works:", home)
"""

#: The first check of a user, and one after a byte of what the wheel compiled has changed.
COMPILED = """
import datetime
import os
import pathlib
import sys
import adm_rules

os.environ["ADM_RULES_CACHE"] = str(pathlib.Path("cache", sys.argv[1]).absolute())
kept = pathlib.Path(adm_rules.__file__).parent / "_rules" / "compiled" / "tirano.bin"
if sys.argv[1] == "altered":
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)
case = {"id": "invented", "birth_date": "2015-04-05"}
report = adm_rules.load("tirano").check(case, on=datetime.date(2026, 3, 31))
print(len(report.findings), "adm_rules._internal.compiler.lower" in sys.modules)
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a clean Python environment; the caller looks at the exit code."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COVERAGE"))}
    return subprocess.run(command, cwd=cwd, env=env, check=False, capture_output=True, text=True)


def must(*command: str | Path, cwd: Path) -> str:
    """Run a command that has to succeed, and return what it printed."""
    done = run(*command, cwd=cwd)
    if done.returncode:
        sys.exit(f"failed with {done.returncode}: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, install and use the wheel; end with a message if one of them fails."""
    root = Path(__file__).parents[1]
    with tempfile.TemporaryDirectory() as name:
        away = Path(name)
        must(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", away, root, cwd=away)
        (wheel,) = away.glob("*.whl")
        venv.create(away / "env", with_pip=True)
        python = away / "env" / "bin" / "python"
        must(python, "-m", "pip", "install", "--quiet", "--quiet", wheel, cwd=away)
        print(must(python, "-c", USE, cwd=away), end="")
        _try_compiled(python, away)
        bare = run(python, "-m", "adm_rules", "--help", cwd=away)  # what is read plainly needs no extra
        said = bare.stdout + bare.stderr
        if bare.returncode == 0 or "adm_rules[cli]" not in said or "Traceback" in said:
            sys.exit(f"without its extra the command must say to install adm_rules[cli], but says:\n{said}")
        if "--page" in sys.argv:
            must(python, "-m", "pip", "install", "--quiet", "--quiet", f"{wheel}[cli]", cwd=away)
            _follow(
                root / "docs" / "encode-your-district.md", away / "env" / "bin" / "adm-rules", away / "empty"
            )


def _try_compiled(python: Path, away: Path) -> None:
    """The first process finds the rules compiled; where they were altered it compiles them, and tells the same."""
    whole, altered = (must(python, "-c", COMPILED, each, cwd=away).split() for each in ("whole", "altered"))
    if whole[1:] != ["False"] or altered != [whole[0], "True"]:
        sys.exit(f"compiled rules of the wheel: {whole} as they are, {altered} after one byte has changed")


def _follow(page: Path, command: Path, folder: Path) -> None:
    """Follow the page with the installed command, in a folder of its own."""
    folder.mkdir()

    def one(arguments: str) -> tuple[int, str]:
        done = run(command, *shlex.split(arguments), cwd=folder)
        return done.returncode, done.stdout + done.stderr

    try:
        told = follow(page, folder, one)
    except FollowingError as error:
        sys.exit(f"{page.name} cannot be followed with the wheel: {error}")
    print(f"the page {page.name} was followed: {len(told)} commands")


if __name__ == "__main__":
    main()
