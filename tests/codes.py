"""Every code that the library can tell of a file, found in its sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from adm_rules._internal.lint.linting import UNUSED
from adm_rules._internal.lint.strict import SIDE
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.review.diff.shapes import DiffWay
from tests.docs import test_language_page as language

#: What tells a fault by its code, which is a literal.
TELLERS = frozenset({"_at", "_fault", "add", "fault", "CellError", "TableFault", "LintFinding", "Diagnostic"})
#: Rooms and modules that look at what stands beside rule files and files of data.
BESIDE = ("review", "tables", "render/marks.py", "cli/files.py", "cli/statement.py")
CODE = re.compile("[a-z]+(-[a-z]+)+")
#: Codes that are put together: of a register by what it names, of a comparison by its direction.
PUT_TOGETHER = frozenset({f"unknown-{what}" for what in ("rule", "value", "definition")}) | {
    f"rule-{way.value.replace('_', '-')}" for way in DiffWay
}


def codes_beside() -> set[str]:
    """The codes of registers, questions, examples, mappings, commands and comparisons."""
    paths = [path for path in language.SOURCES if str(path.relative_to(language.PACKAGE)).startswith(BESIDE)]
    return set(PUT_TOGETHER).union(*map(_told, paths))


def _told(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        of = ast.unparse(node.func)
        if name in TELLERS:
            texts = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield from (each for each in texts if isinstance(each, str) and CODE.fullmatch(each))
        elif of.endswith(("faults.unknown", "faults.choice")):
            text = language.text_of(node.args, 2 if name == "choice" else 0)
            yield from [f"unknown-{re.sub('[ _]', '-', text)}"] if text else []


def every_code() -> set[str]:
    """All of them."""
    return {UNUSED, SIDE, *CHECKS}.union(codes_beside(), *language.CODES.values())
