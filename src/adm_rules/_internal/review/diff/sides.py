"""The two sides of a comparison: rule files, folders of them, and those of a revision of git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.loader.find import available, shipped
from adm_rules._internal.review.example import Example
from adm_rules._internal.review.examples import example_files, sorted_examples

#: The keys of which a rule file, or an overlay, has one at its top.
_RULE_KEYS: Final = ("language:", "extends:")


@dataclass(frozen=True, slots=True)
class DiffSide:
    """One version of a rule set: how it was named, its file as people know it, and the examples beside it."""

    name: str
    file: str
    rules: RuleSet
    examples: tuple[Example, ...]
    others: tuple[Example, ...] = ()  # those about tariffs, vouchers and orders


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule file: where it can be read, and what it is called."""

    path: Path
    file: str


@contextmanager
def opened(old: str, new: str) -> Iterator[tuple[tuple[DiffSide | None, DiffSide | None], ...]]:
    """The versions to compare, each with its fellow of the same file name, if there is one.

    A side is the name of a shipped rule set, a file, a folder, ``REV:path``, or ``REV`` alone: then the path is that of
    the other side.

    Raises:
        AdmRulesError: there is no such file or revision, or git is not there.
        DiagnosticsError: a rule file or its examples have faults.
    """
    with TemporaryDirectory() as folder:
        before, after = (
            _side(Path(folder) / name, side, other)
            for name, side, other in (("old", old, new), ("new", new, old))
        )
        names = list(dict.fromkeys((*after, *before))) if len(before) != 1 or len(after) != 1 else []
        if names:
            yield tuple((_loaded(before.get(name)), _loaded(after.get(name))) for name in names)
        else:  # two files are meant as two versions of one, whatever they are called
            yield ((_loaded(*before.values()), _loaded(*after.values())),)


def _loaded(found: _Found | None) -> DiffSide | None:
    if found is None:
        return None
    rules = load(found.path)
    return DiffSide(
        found.file, found.file, rules, *sorted_examples(example_files(rules.id, found.path.parent))
    )


def _side(room: Path, side: str, other: str) -> Mapping[str, _Found]:
    """The rule files of one side by name; those of a revision are written into a folder of their own."""
    if side in available():
        return _files(shipped() / f"{side}.yaml", lambda path: f"rules/{path.name}")
    if Path(side).exists():
        return _files(Path(side), str)
    revision, colon, inside = side.partition(":")
    where = inside if colon else _within(other)
    top = Path(_git("rev-parse", "--show-toplevel").decode().strip())
    place = where if colon else _inside(Path.cwd() / where, top)
    if _git("cat-file", "-t", f"{revision}:{'' if place == '.' else place}").strip() == b"blob":
        folder = Path(place).parent.as_posix()
    else:
        folder = place
    packed = _git("archive", "--format=zip", revision, "--", f":/{folder.removeprefix('.')}")
    with ZipFile(BytesIO(packed)) as archive:
        archive.extractall(room)
    return _files(room / place, lambda path: f"{revision}:{path.relative_to(room).as_posix()}")


def _inside(path: Path, top: Path) -> str:
    """Where a path lies in the repository."""
    found = path.resolve()
    if not found.is_relative_to(top):
        raise AdmRulesError(f"`{path.name}` lies outside this repository: name `REV:path` for the other side")
    return found.relative_to(top).as_posix()


def _within(other: str) -> str:
    """The path of the other side, which a revision alone stands for."""
    if other in available():
        return str(shipped() / f"{other}.yaml")
    return other.partition(":")[2] or other


def _files(where: Path, called: Callable[[Path], str]) -> Mapping[str, _Found]:
    """The rule file, or those directly inside a folder."""
    paths = sorted(path for path in where.glob("*.yaml") if _is_rules(path)) if where.is_dir() else [where]
    if not paths:
        raise AdmRulesError(f"`{where}` has no rule file: name one, or another folder")
    return {path.stem: _Found(path, called(path)) for path in paths}


def _is_rules(path: Path) -> bool:
    """Whether a key at the left margin says that this is a rule file, or an overlay."""
    return any(line.startswith(_RULE_KEYS) for line in path.read_text(encoding="utf-8").splitlines())


def _git(*arguments: str) -> bytes:
    """What git says.

    Raises:
        AdmRulesError: git is not there, or knows no such thing.
    """
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607 - by its name
    except OSError:
        raise AdmRulesError("git cannot be run: install it, or compare files instead of revisions") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise AdmRulesError(
            f"there is no such file, rule set or revision ({told[-1] if told else 'git failed'})"
        )
    return done.stdout
