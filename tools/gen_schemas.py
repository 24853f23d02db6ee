"""Writes ``docs/schemas``: the JSON Schema of each kind of file that people write, and of each stored answer.

See `tools.regenerate`. The schema of an answer may gain keys; any other change raises the number of its format.
"""

from __future__ import annotations

import json
from pathlib import Path

from adm_rules._internal.engine import available, load
from adm_rules._internal.engine.stored import SCHEMAS
from adm_rules._internal.report.form.naming import FORMATS
from adm_rules._internal.schemas.documents import schema_texts
from adm_rules._internal.schemas.vocabulary import of_all
from tools.writing import write

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "schemas"
ANSWERS = FOLDER / "answers"


def of_answers() -> dict[str, str]:
    """The schema of each stored answer, by the name of its file without the ending."""
    return {
        f"{kind}-{FORMATS[kind]}": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for kind, schema in SCHEMAS.items()
    }


def main() -> None:
    """Write every schema."""
    known = of_all(map(load, available()))
    both = ((FOLDER, schema_texts(known)), (ANSWERS, of_answers()))
    write({folder / f"{name}.json": text for folder, texts in both for name, text in texts.items()})


if __name__ == "__main__":
    main()
