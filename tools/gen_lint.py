"""Writes docs/lint/: a page for each check, of the docstring of its module, and the list of all.

A step of `tools/regenerate.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from adm_rules._internal.lint.check import Check
from adm_rules._internal.lint.table import CHECKS
from tools.writing import with_left_over, write

PAGES: Final = Path(__file__).parents[1] / "docs" / "lint"
_HEAD: Final = """\
# Checks

What [`adm-rules lint`](../cli.md#adm-rules-lint) looks for in rule sets that load: one page for each check, written by
`tools/gen_lint.py` from the docstring of its module. The level holds unless a project sets another.

| code | level | finds |
|---|---|---|
"""


def pages() -> Mapping[str, str]:
    """The text of each page by the name of its file."""
    rows = (f"| [`{each.code}`]({each.code}.md) | {each.level} | {each.title} |" for each in CHECKS.values())
    return {
        "index.md": _HEAD + "\n".join(rows) + "\n",
        **{f"{each.code}.md": _page(each) for each in CHECKS.values()},
    }


def _page(check: Check) -> str:
    return (
        f"# `{check.code}`: {check.title}\n\nLevel: {check.level}.\n\n{check.why}\n\n"
        f"Found, the rest of the rule set left out:\n\n```yaml\n{check.bad}\n```\n\n"
        f"Not found:\n\n```yaml\n{check.good}\n```\n"
    )


def main(folder: Path = PAGES) -> None:
    """Write the pages, and take away those of checks that are gone."""
    wanted = {folder / name: text for name, text in pages().items()}
    write(with_left_over(wanted, set(folder.glob("*.md"))))


if __name__ == "__main__":
    main()
