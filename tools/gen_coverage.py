"""Writes docs/coverage/: for each register a page with the fate of every norm, and the totals of all of them.

A step of `tools/regenerate.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from adm_rules._internal.engine import load
from adm_rules._internal.render.markdown import markdown, totals_table
from adm_rules._internal.review.ambiguities import load_ambiguities
from adm_rules._internal.review.coverage import Coverage, coverage
from adm_rules._internal.review.examples import example_files, examples
from adm_rules._internal.review.register import load_register, registers
from tools.writing import with_left_over, write

PAGES: Final = Path(__file__).parents[1] / "docs" / "coverage"
_HEAD: Final = """\
# What became of every norm

One page for each document, written by `tools/gen_coverage.py` from the registers in `rules/norms` and the questions
that documents leave open, in `rules/readings.csv`; `adm-rules coverage` prints the same.
"""


def pages() -> Mapping[str, str]:
    """The text of each page by the name of its file."""
    matrices = [_matrix(name) for name in registers()]
    tallies = {f"[{each.rules}]({each.rules}.md)": each.total for each in matrices}
    index = "\n".join([_HEAD, *totals_table(tallies, "rule set")]) + "\n"
    return {"index.md": index, **{f"{each.rules}.md": markdown(each) for each in matrices}}


def _matrix(name: str) -> Coverage:
    tested = examples(example_files(name))
    return coverage(load(name).regulation, load_register(name), tested, load_ambiguities(name))


def main(folder: Path = PAGES) -> None:
    """Write the pages, and take away those of registers that are gone."""
    wanted = {folder / name: text for name, text in pages().items()}
    write(with_left_over(wanted, set(folder.glob("*.md"))))


if __name__ == "__main__":
    main()
