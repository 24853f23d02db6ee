"""Writes docs/reviews.md: six changes of a rule set, and what `adm-rules diff` says of them.

A step of `tools/regenerate.py`. Each change is made in a copy of the rules; nothing of the output is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from adm_rules._internal.engine import load
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.review.examples import example_files, examples
from tools.writing import write

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "reviews.md"
RULES: Final = ROOT / "rules" / "tirano.yaml"
ON: Final = "2026-03-31"
#: Of how many files of examples one stands among those of people.
EACH: Final = 15
_HEAD: Final = f"""\
# Six reviews

What [`adm-rules diff`](cli.md#adm-rules-diff) says of six changes of Tirano's rule set, each made in a copy,
and none of them proposed by anybody. The people are invented: every {EACH}th file of the rule set's own examples,
judged on 31 March 2026. Written by `tools/gen_reviews.py`, with the extra `proof`.
"""


@dataclass(frozen=True, slots=True)
class Review:
    """A change: what is replaced by what, the version that it declares, and what to see in the answer."""

    title: str
    version: str
    edits: tuple[tuple[str, str], ...]
    see: str


_CAP: Final = 'is: 10 h, cites: {article: "7"}}]'
_LATER: Final = 'is: 10 h, cites: {article: "7"}}, {from: 2026-09-01, is: 12 h, cites: {article: "7"}}]'
_RATIO: Final = "require: {educators_per_user: {at_least: $group_floor}}"
_REWORDED: Final = (
    "require: {not: {any: [{educators_per_user: {below: $group_floor}}, "
    "{educators_per_user: {exists: false}}]}}"
)
_HOLIDAY: Final = "    require: {holiday: {is: false}}\n"
_AGREED: Final = """\
    derogations:
      - id: family_agreement
        title: {it: accordo con la famiglia, en: agreement with the family}
        when: {session_agreed_by: {includes: [family]}}
        require: {session_agreed_on: {exists: true}}
        cites: {article: "7"}
"""
REVIEWS: Final = (
    Review(
        "The weekly cap rises from 10 to 12 hours on 1 September 2026",
        "1.0.0",
        ((_CAP, _LATER),),
        "Nothing changes on the day of the review; the second list of people is told as if the new cap were in force.",
    ),
    Review(
        "`at_most` written as `at_least`",
        "1.0.1",
        (
            (
                "direct: {direct_time: {at_most: $weekly_cap}}",
                "direct: {direct_time: {at_least: $weekly_cap}}",
            ),
        ),
        "A slip: most examples fail, and the other reading still says *at most*.",
    ),
    Review(
        "The afternoon share falls from 80 to 70 per cent",
        "2.0.0",
        (("history: [{from: 2020-12-14, is: 4/5, ", "history: [{from: 2020-12-14, is: 7/10, "),),
        "Without a date of its own the change judges past weeks anew.",
    ),
    Review(
        "The ratio in groups falls from 1/5 to 1/6",
        "2.0.0",
        (("history: [{from: 2020-12-14, is: 1/5, ", "history: [{from: 2020-12-14, is: 1/6, "),),
        "Three rules rest on the value; the looser floor makes the one that applies above it stricter.",
    ),
    Review(
        "A rule in other words",
        "1.0.1",
        ((_RATIO, _REWORDED),),
        "Equal for every file, by proof: a patch is enough.",
    ),
    Review(
        "A derogation is added",
        "2.0.0",
        ((_HOLIDAY, _HOLIDAY + _AGREED),),
        "Never stricter, by proof; where the agreement is not recorded the answer waits for it.",
    ),
)


def changed(review: Review) -> str:
    """The rule file with a change made."""
    text = RULES.read_text(encoding="utf-8")
    for old, new in (*review.edits, ('version: "1.0.0"', f'version: "{review.version}"')):
        if text.count(old) != 1:
            raise SystemExit(f"tools/gen_reviews.py: {text.count(old)} places are `{old}`: mend the review")
        text = text.replace(old, new)
    return text


def _people(folder: Path) -> None:
    """Write the files of people."""
    rules = load("tirano")
    found = examples(example_files("tirano"))[::EACH]
    kept = {
        json.dumps(each.files["case"], sort_keys=True, default=str) for each in found if "case" in each.files
    }
    for n, text in enumerate(sorted(kept)):
        as_model("case", json.loads(text), rules.regulation)
        (folder / f"{n:04}.json").write_text(text, encoding="utf-8")


def _run(review: Review, folder: Path, people: Path, form: str) -> str:
    new = folder / "new" / "tirano.yaml"
    new.parent.mkdir(exist_ok=True)
    new.write_text(changed(review), encoding="utf-8")
    command = [
        "diff",
        "tirano",
        str(new),
        "--on",
        ON,
        "--lang",
        "en",
        "--cases",
        str(people),
        "--format",
        form,
    ]
    done = CliRunner().invoke(app, command, env={"COLUMNS": "100"})
    if done.exit_code not in (0, 1):
        raise SystemExit(done.output)
    return f"{done.output.rstrip()}\nexit {done.exit_code}" if form == "text" else done.output.rstrip()


def page() -> str:
    """The text of the page."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        people = folder / "people"
        people.mkdir()
        _people(people)
        return _HEAD + "".join("\n" + part for part in _parts(folder, people))


def _parts(folder: Path, people: Path) -> Iterator[str]:
    for n, review in enumerate(REVIEWS, start=1):
        text = _run(review, folder, people, "text")
        yield f"## {n}. {review.title}\n\n{review.see}\n\n```text\n{text}\n```\n"


def main() -> None:
    """Write the page."""
    write({PAGE: page()})


if __name__ == "__main__":
    main()
