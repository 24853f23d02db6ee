"""Writes everything anew that is generated from the rules and the library: ``make regenerate``.

The steps run in a copy of the repository, one after the other, each on what those before it have written. Only when
all of them have succeeded are the files that came out differently put in place; when one fails, its message is shown,
nothing is written and the script ends with code 1. ``--check`` writes nothing: it names the files that are out of date,
and ends with code 1 if there is any.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from tools.check_house import files

ROOT: Final = Path(__file__).parents[1]
#: The scripts of this folder that write generated files, in the order in which they build on each other.
STEPS: Final = (
    "gen_facts",
    "gen_shapes",
    "gen_models",
    "gen_empty",
    "pin_overlays",
    "update_example_reports",
    "update_example_month",
    "update_exports",
    "gen_coverage",
    "gen_lint",
    "gen_reviews",
    "gen_schemas",
    "gen_notebooks",
    "gen_docs",
)


class StepError(Exception):
    """A step that failed, with what it printed."""


def regenerated(root: Path, copy: Path, steps: Sequence[str] = STEPS) -> dict[str, bytes | None]:
    """What the steps make of a repository, by file: the new content, or None for what is left over.

    ``copy`` is an empty folder in which they may work; ``root`` itself stays as it is.

    Raises:
        StepError: a step ended with another code than 0.
    """
    before = _copied(root, copy)
    for step in steps:
        done = subprocess.run(
            [sys.executable, "-m", f"tools.{step}"],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy / "src"), "ADM_RULES_CACHE": "off"},
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        if done.returncode:
            raise StepError(f"tools/{step}.py failed:\n{done.stdout}{done.stderr}".rstrip())
    after = {name: (copy / name).read_bytes() for name in _present(copy)}
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return {name: after.get(name) for name in names}


def _copied(root: Path, copy: Path) -> dict[str, bytes]:
    """The files of the repository, copied."""
    found = {}
    for name in files(root):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)
        found[name] = target.read_bytes()
    return found


def _present(copy: Path) -> Iterable[str]:
    """The names of the files of the copy, without what Python leaves behind."""
    every = (path for path in copy.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [path.relative_to(copy).as_posix() for path in every]


def put(root: Path, name: str, content: bytes | None) -> None:
    """Put a file in place, whole or not at all; without content it goes."""
    target = root / name
    if content is None:
        target.unlink()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(content)
    beside.replace(target)


def main(arguments: list[str], root: Path = ROOT, steps: Sequence[str] = STEPS) -> int:
    """Regenerate a repository, or with ``--check`` name the files that are out of date."""
    checking = "--check" in arguments
    with tempfile.TemporaryDirectory() as name:
        try:
            changed = regenerated(root, Path(name), steps)
        except StepError as error:
            print(f"{error}\nnothing was written")
            return 1
    for file, content in changed.items():
        if not checking:
            put(root, file, content)
        said = (
            "out of date: run make regenerate" if checking else "taken away" if content is None else "written"
        )
        print(f"{file}: {said}")
    return 1 if checking and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
