"""Writes a rule set to start from: rules, register and examples that load, agree with each other, and are clean.

The files are data of the package, under ``starter``: a rule set of its own, called `NAME`, which the tests hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.loader.find import available

#: What the rule set to start from is called.
NAME: Final = "my_district"
STARTER: Final = Path(__file__).parents[1] / "starter"
_NAMES: Final = re.compile(r"[a-z][a-z0-9_]*")


def begin(folder: Path, more: Mapping[str, str] = MappingProxyType({})) -> tuple[Path, ...]:
    """Write a rule set that is called as its folder, and what there is ``more``, by its place; the files, in order.

    Raises:
        AdmRulesError: the folder's name is no name of a rule set, or something stands there already.
    """
    name = folder.resolve().name
    if _NAMES.fullmatch(name) is None or name in available():
        reason = "is shipped with the library" if name in available() else "is no name of a rule set"
        raise AdmRulesError(f"`{name}` {reason}: write lower-case letters, digits and `_`, such as `larino`")
    texts = {**_texts(name), **{Path(place): text for place, text in more.items()}}
    there = [path for path in (folder / each for each in texts) if path.exists()]
    if there:
        raise AdmRulesError(f"`{there[0]}` is there already: nothing was written")
    try:
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AdmRulesError(f"`{folder}` cannot be written: {error.strerror}") from None
    return tuple(folder / path for path in texts)


def _texts(name: str) -> Mapping[Path, str]:
    """The files by their place in the folder."""
    files = sorted((path for path in STARTER.rglob("*") if path.is_file()), key=lambda path: len(path.parts))
    return {
        Path(str(path.relative_to(STARTER)).replace(NAME, name)): path.read_text(encoding="utf-8").replace(
            NAME, name
        )
        for path in files
    }
