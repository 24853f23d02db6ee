"""Writes docs/coverage/: for each register a page with the fate of every norm, and the totals of all of them.

Without arguments the script rewrites the pages; ``--check`` only says which are out of date or left over, and ends with
code 1 if there is any.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from adm_rules.engine import load
from adm_rules.review.coverage import Coverage, coverage, markdown, totals_table
from adm_rules.review.examples import example_files, examples
from adm_rules.review.register import load_register, registers

PAGES: Final = Path(__file__).parents[1] / "docs" / "coverage"
_HEAD: Final = """\
# What became of every norm

One page for each document, written by `tools/gen_coverage.py` from the registers in `rules/norms`; `adm-rules coverage`
prints the same.
"""


def pages() -> Mapping[str, str]:
    """The text of each page by the name of its file."""
    matrices = [_matrix(name) for name in registers()]
    tallies = {f"[{each.rules}]({each.rules}.md)": each.total for each in matrices}
    index = "\n".join([_HEAD, *totals_table(tallies, "rule set")]) + "\n"
    return {"index.md": index, **{f"{each.rules}.md": markdown(each) for each in matrices}}


def _matrix(name: str) -> Coverage:
    return coverage(load(name).regulation, load_register(name), examples(example_files(name)))


def stale(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """The names of the pages that are missing, out of date or left over."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in {*there, *wanted} if there.get(name) != wanted.get(name))


def main(arguments: list[str], folder: Path = PAGES) -> int:
    """Rewrite the pages, or with ``--check`` name those that differ."""
    wanted = pages()
    names = stale(folder, wanted)
    if "--check" in arguments:
        for name in names:
            print(f"docs/coverage/{name}: out of date: run tools/gen_coverage.py")
        return 1 if names else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (folder / name).unlink()
        print(f"docs/coverage/{name}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
