"""The house rules that no ready-made tool checks: run over every file that git tracks or would track.

- a module under src/ stays short enough to be read in one go;
- no Italian tax code stands anywhere: cases are about children, and examples are invented;
- no host name of a package registry: where packages come from is a matter of each machine's pip;
- no path of one person's machine.

Prints one line per fault, with file and line, and ends with code 1 if there is any.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_LINES: Final = 420

#: Strings in the shape of a tax code that may stand in a file, each with the reason.
ALLOWED_TAX_CODES: Final[dict[str, str]] = {}

# Six letters, year, month, day, place, check letter; letters replace digits where two codes would clash.
_DIGIT: Final = "[0-9LMNPQRSTUV]"
_TAX_CODE: Final = re.compile(
    rf"(?<![A-Z0-9])[A-Z]{{6}}{_DIGIT}{{2}}[ABCDEHLMPRST]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z](?![A-Z0-9])",
    re.IGNORECASE,
)
_REGISTRY: Final = re.compile(
    r"\bpypi\.org|pythonhosted\.org|\bnpmjs\.(?:org|com)|\bcrates\.io|anaconda\.org|\bdebian\.org|index[-_]url|find[-_]links",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(r"(?<![\w.*}-])/(?:work|home|root|Users)/[\w.-]+")


def _faults_in_text(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _TAX_CODE.finditer(line):
            if match.group().upper() not in ALLOWED_TAX_CODES:
                yield number, "a string in the shape of an Italian tax code: use an opaque id"
        if _REGISTRY.search(line):
            yield number, "names a package registry: leave it to pip's own configuration"
        if _MACHINE.search(line):
            yield number, "names a path of one machine: write it relative to the repository"


def faults(name: str, content: bytes) -> list[str]:
    """The faults of one file, each as ``name:line: what is wrong``; a binary file has none."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return []
    found = [f"{name}:{number}: {what}" for number, what in _faults_in_text(text)]
    lines = text.count("\n")
    by_hand = "Written by ``tools/" not in text[:400]
    if name.startswith("src/") and name.endswith(".py") and by_hand and lines > MOST_LINES:
        found.append(f"{name}:{lines}: more than {MOST_LINES} lines: split the module")
    return found


def files(root: Path) -> list[str]:
    """The names, relative to ``root``, of all files that git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return sorted({name for name in listed.split("\0") if name and (root / name).is_file()})


def main() -> int:
    """Check the repository that this script belongs to."""
    root = Path(__file__).parents[1]
    names = files(root)
    found = [fault for name in names for fault in faults(name, (root / name).read_bytes())]
    print("\n".join(found) or f"house rules kept in {len(names)} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
