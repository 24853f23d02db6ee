"""Writes the invented exports of examples/exports, the first screen of each, and the page docs/first-screens.md.

A step of `tools/regenerate.py`. After a change that is meant to change what is told, read the screens as a planner
would: every line on them has to be true, and something that somebody can act on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from adm_rules import Report, RuleSet, Verdict, load
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.text import text_of
from tools.export_shapes import SHAPES, Shape, export
from tools.exports import END, Record
from tools.writing import with_left_over, write

ROOT: Final = Path(__file__).parents[1]
EXPORTS: Final = ROOT / "examples" / "exports"
PAGE: Final = ROOT / "docs" / "first-screens.md"
_SEED: Final = 1
_WIDE: Final = 150
_HEAD: Final = """# What a planner sees first

Twelve exports of a case-management system, of the shapes that offices have, and the first screen that `adm-rules check`
makes of each: alone, without the file of the agency, as seen on the last day of their data. All of it is invented; the
files stand in [examples/exports](../examples/exports) and are drawn by `tools/export_shapes.py`. Each list says for
itself until when it is complete, and a column that a system does not have is left out: a file that says of itself, at
its top, that it is complete says it of such columns too, and what it leaves out has not happened. The screens are in
Italian; those in English stand beside the files.

```console
$ adm-rules check examples/exports/turned_18.json --rules tirano --on 2026-03-31
```

| export | sessions | open, nothing presumed | open | questions | breaches, to judge | entries | not meant | lines |
|---|---|---|---|---|---|---|---|---|
"""
_LEGEND: Final = """
*Open, nothing presumed* is how many findings cannot be decided without [presumptions](language.md#presumptions); a list
that tells findings one by one would have so many lines. They stand under the *questions*. *Entries* are what is left of
breaches and of what people have to judge once those that are alike, or only repeat another, are put together. *Not
meant* are those that the shape was not drawn to have: false ones. *Lines* are those of the screen.

`benchmarks/campaign_exports.py` draws hundreds of such exports, each shape with all columns and with those of an office
only, and counts the same. Of 300, on 30 November 2026, none had a breach, or something to be judged, that it was not
drawn to have; 65,309 open findings stood under 3,129 questions, about ten a file, and the screens had between 11 and 48
lines.
"""


@cache
def rules() -> RuleSet:
    """Tirano's rules, which all of them are judged by."""
    return load("tirano")


@cache
def reported(shape: Shape) -> Report:
    """The report on the export of a shape."""
    return rules().check(_plain(export(shape, _SEED)), on=END)


def _plain(record: Record) -> Any:
    """An export as it stands in its file."""
    return json.loads(json.dumps(record, default=str))


def screen(shape: Shape, lang: str) -> str:
    """The first screen."""
    return text_of(reported(shape), Page(lang, 80)) + "\n"


def row(shape: Shape) -> str:
    """What became of its findings, as a row of the table."""
    record, report = export(shape, _SEED), reported(shape)
    left_open = rules().check(_plain(record), on=END, presume=False)
    held = [work["sessions"] for work in record["interventions"]]
    sessions = sum(len(each["items"] if isinstance(each, dict) else each) for each in held)
    wrong = (*report.breaches, *report.to_judge)
    told = [entry for entry in report.entries if entry.verdict in (Verdict.BREACHES, Verdict.TO_JUDGE)]
    cells = (
        f"[{shape.en}](#{shape.name.replace('_', '-')})",
        sessions,
        len(left_open.undecided),
        len(report.undecided),
        len(report.questions),
        len(wrong),
        len(told),
        sum(finding.rule not in shape.breaks for finding in wrong),
        len(screen(shape, "it").splitlines()),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def page() -> str:
    """The page with the table and every screen."""
    rows = "\n".join(map(row, SHAPES))
    return _HEAD + rows + "\n" + _LEGEND + "".join(map(_section, SHAPES))


def _section(shape: Shape) -> str:
    name = shape.name.replace("_", "-")
    what = f"{shape.en[:1].upper()}{shape.en[1:]} ([file](../examples/exports/{shape.name}.json))."
    return f"\n## {name}\n\n{what}\n\n```text\n{screen(shape, 'it')}```\n"


def written(value: Any, indent: str = "") -> str:
    """Data as JSON, each part on one line where it fits."""
    flat = json.dumps(value, ensure_ascii=False, default=str)
    if len(flat) + len(indent) <= _WIDE or not isinstance(value, (dict, list)):
        return flat
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {written(each, inner)}" for key, each in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + written(each, inner) for each in value) + f"\n{indent}]"


def files() -> Iterator[tuple[Path, str]]:
    """Every file of the folder, with what it holds."""
    for shape in SHAPES:
        yield EXPORTS / f"{shape.name}.json", written(export(shape, _SEED)) + "\n"
        for lang in ("it", "en"):
            yield EXPORTS / f"{shape.name}.{lang}.txt", screen(shape, lang)


def wanted() -> Mapping[Path, str]:
    """Every stored file, and what it should hold."""
    return {**dict(files()), PAGE: page()}


def main() -> None:
    """Write what has changed, and take away the files of shapes that are gone."""
    there = {path for path in EXPORTS.glob("*") if path.is_file()}
    write(with_left_over(wanted(), there))


if __name__ == "__main__":
    main()
