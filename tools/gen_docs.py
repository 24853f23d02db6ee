"""Writes the parts of README.md and docs/ that are read off the library, so that they cannot drift from it.

A generated part stands between two comments, ``<!-- generated: name -->`` and ``<!-- end: name -->``. The answers in
blocks of ``>>>`` examples are what the code says now. A step of `tools/regenerate.py`. An example that fails stops the
script before it has written anything.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

from adm_rules._internal.explain.conditions import Prose
from adm_rules._internal.explain.recipes import origin
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.carried import CARRIED
from adm_rules._internal.facts.derive import MODELS, record_in
from adm_rules._internal.facts.forms import FORMS, RecipeForm, RecipePart
from adm_rules._internal.facts.recipes import RECIPES
from adm_rules._internal.facts.registry import Fact, Subject
from adm_rules._internal.frames.kinds import FRAMES
from adm_rules._internal.municipalities import MUNICIPALITIES
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import OneOf, PlainRecord
from adm_rules._internal.records.fields import Distinct, OneForEach, Reads
from adm_rules._internal.records.keys import Each
from adm_rules._internal.review.examples import Suite, suites
from adm_rules._internal.review.register import load_register
from adm_rules._internal.rules import MORE
from adm_rules._internal.scalars import read_province
from tools import measure_house
from tools.writing import write

ROOT: Final = Path(__file__).parents[1]
#: What a single value is written as, by the name of the function that reads it.
_READ_AS: Final = {
    "read_day": "date",
    "read_time": "local time",
    "read_clock": "clock time",
    "read_money": "euro, signed",
    "read_positive_money": "euro",
    "read_number": "number",
    "read_fraction": "fraction",
    "read_ratio": "fraction",
    "read_id": "id",
    "read_place": "municipality",
    "read_province": "province",
}
_PLAIN: Final[Mapping[Any, str]] = {
    bool: "true or false",
    int: "whole number",
    str: "text",
    date: "date",
    datetime: "local time",
}


# --- what a key takes -------------------------------------------------------------------------------------------------


def taken(annotation: Any, marks: tuple[Any, ...] = ()) -> str:
    """What may stand under a key, in words."""
    for mark in marks:
        if isinstance(mark, OneOf):
            return f"name of `{mark.names}`"
        if isinstance(mark, OneForEach):
            return "day, `none`, or list of `{on, for}`"
        if isinstance(mark, Reads):
            return _READ_AS[mark.read.__name__]
        if getattr(mark, "func", None) is read_province:
            return "province"
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return taken(parts[0], parts[1:])
    if any(isinstance(mark, Distinct) for mark in marks) or origin is frozenset:
        return f"set of {taken(parts[0]).replace('name of', 'names of')}"
    if origin in (Union, UnionType):
        return _one_of_several(parts)
    return _PLAIN[annotation]


def _one_of_several(parts: tuple[Any, ...]) -> str:
    shown = [part for part in parts if part is not type(None) and get_origin(part) is not Literal]
    none = ", `none`" if any(get_origin(part) is Literal for part in parts) else ""
    return taken(shown[0]) + none


# --- the tables of docs/models.md -------------------------------------------------------------------------------------


def models() -> str:
    """One section for each kind of file, one table for each record of it."""
    return "\n".join(line for name in MODELS for line in _root(name))


def _root(name: str) -> Iterator[str]:
    yield f"### {registry().subjects[name].label.en} (`{MODELS[name].__name__}`)\n"
    yield from _record(name, MODELS[name], name)


def _record(where: str, model: type[PlainRecord], subject: str) -> Iterator[str]:
    """The table of a record, then those of the lists below it; ``where`` is the path of keys that leads here."""
    below: list[tuple[str, type[PlainRecord], str]] = []
    yield f"#### `{where}`\n"
    yield from _about(registry().subjects[subject], model)
    yield "| key | takes | meaning | fact |\n|---|---|---|---|"
    yield from _rows(model, subject, where, "", below)
    yield ""
    for path, record, name in below:
        yield from _record(path, record, name)


def _about(subject: Subject, model: type[PlainRecord]) -> Iterator[str]:
    if subject.key is None:
        return
    dated = f" `{subject.placing}` places it in time." if subject.placing else ""
    yield f"`models.{model.__name__}`, subject `{subject.name}` ({subject.label.en} · {subject.label.it}).{dated}\n"


def _rows(
    model: type[PlainRecord],
    subject: str,
    where: str,
    prefix: str,
    below: list[tuple[str, type[PlainRecord], str]],
) -> Iterator[str]:
    facts = _by_path(subject)
    for name, info in model.model_fields.items():
        marked = any(isinstance(mark, Each) for mark in info.metadata)
        if name == MORE or (
            name == "steps" and not marked
        ):  # every record has it: the head of the page says so
            continue
        key = f"{prefix}{info.alias or name}"
        record, is_list = record_in(info.annotation)
        if record is not None and not is_list:
            yield from _rows(record, subject, where, f"{key}.", below)
            continue
        if record is not None and key not in facts:
            child = _child(subject, key)
            below.append((f"{where}.{key}", record, child.name))
            yield f"| `{key}` | list | {child.label.en}: see `{where}.{key}` | |"
            continue
        yield _row(key, info, facts.get(key), subject)


def _row(key: str, info: FieldInfo, fact: Fact | None, subject: str) -> str:
    needed = " **!**" if info.is_required() else ""
    links = {of: f"leads to the `{target}`" for target, of in registry().subjects[subject].links.values()}
    meaning = (
        f"{fact.label.en} · {fact.label.it}"
        if fact
        else _ELSE.get(key) or links.get(key, "no fact reads it yet")
    )
    named = f"`{fact.name}` ({fact.kind}){_carried(fact)}" if fact else ""
    return f"| `{key}`{needed} | {taken(info.annotation, tuple(info.metadata))} | {meaning} | {named} |"


def _carried(fact: Fact) -> str:
    """Why a key is there that nothing reads."""
    return f"; *not read: {CARRIED[fact.name]}*" if fact.name in CARRIED else ""


#: Keys that are no facts of their own.
_ELSE: Final = {
    "complete_from": "first day that the file covers",
    "complete_until": "last day up to which the file is complete",
}


def _by_path(subject: str) -> Mapping[str, Fact]:
    """The facts of a subject that are read from its file, by key."""
    return {fact.path: fact for fact in registry().facts.values() if fact.per == subject and fact.path}


def _child(subject: str, key: str) -> Subject:
    return next(s for s in registry().subjects.values() if s.parent == subject and s.key == key)


def names() -> str:
    """Every closed list of names and its members."""
    rows = [f"| `{name}` | {', '.join(map(_member, members))} |" for name, members in NAMES.items()]
    return "\n".join(["| list | members |", "|---|---|", *rows])


def _member(name: str) -> str:
    place = _BY_SLUG.get(name)
    return f"`{name}` ({place})" if place else f"`{name}`"


_BY_SLUG: Final = {each.slug: each.istat for each in MUNICIPALITIES.values()}


# --- the table of docs/facts.md ---------------------------------------------------------------------------------------


def recipes() -> str:
    """Every fact that a recipe makes: what it is called beside what it is, in both languages."""
    english, italian = (Prose(registry(), lang) for lang in ("en", "it"))
    made = [fact for fact in registry().facts.values() if fact.recipe is not None]
    rows = [
        f"| `{fact.per}` `{fact.name}` | {fact.label.en}<br>{fact.label.it} |"
        f" {origin(english, fact)}<br>{origin(italian, fact)} |"
        for fact in made
    ]
    return "\n".join(["| subject and fact | is called | is |", "|---|---|---|", *rows])


# --- the tables of docs/language.md -----------------------------------------------------------------------------------


def forms() -> str:
    """How each recipe is written: its keys, or its parts."""
    rows = (f"| `{name}` | {_written(getattr(FORMS, name))} |" for name in RECIPES)
    return "\n".join(["| recipe | written with |", "|---|---|", *rows])


def _written(form: RecipeForm) -> str:
    if form.alone is not None:
        return _part(form.alone)
    if form.items:
        return "a list: " + "; ".join(_part(each) for each in form.items) + ("; …" if form.many else "")
    needed = [f"`{key}`: {_part(part)}" for key, part in form.needed.items()]
    more = [f"[`{key}`: {_part(part)}]" for key, part in form.more.items()]
    more += ["[when it looks]"] if form.looks else []
    groups = " or ".join(" and ".join(f"`{key}`" for key in group) for group in form.together)
    return "; ".join([*needed, *more]) + (f"; just one of {groups}" if groups else "")


def _part(part: RecipePart) -> str:
    """What a part of a recipe is, in words."""
    if part.what == "word":
        return " or ".join(f"`{word}`" for word in part.words)
    return _PARTS[part.what] + (" of the elements" if part.of and part.what == "fact" else "")


_PARTS: Final = {
    "fact": "fact",
    "facts": "list of facts",
    "asker": "the subject itself",
    "subject": "subject",
    "condition": "condition",
    "operand": "amount, `$value` or fact",
    "operands": "list of amounts, `$values` or facts",
    "link": "`more`, or `link.fact`",
    "cases": "`{when: condition, then: amount or fact}`, the last one `{else: amount or fact}`",
    "traces": "`{is: fact}`, `{first: fact}` or `{by: [facts]}`",
    "text": "a reason, in both languages",
    "flag": "`true`",
}


def subjects() -> str:
    """The tree of subjects: what each is enumerated from, its days, and what else a rule sees from it."""
    rows = [_subject(each) for each in registry().subjects.values() if each.name != "file"]
    head = ["| subject | one for each | sees | span | dated by |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def asked() -> str:
    """The facts that are asked at some time: whose, how, on which day by default, and with which parameters."""
    rows = [
        f"| `{fact.name}` | `{fact.per}` | {fact.label.en} | {_ASKED[fact.asked]} | {_named([fact.settled])} |"
        f" {_named(fact.parameters)} |"
        for fact in registry().facts.values()
        if fact.asked
    ]
    head = (
        "| fact | of | what it is | asked with | where none is named | parameters |",
        "|---|---|---|---|---|---|",
    )
    return "\n".join([*head, *rows])


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names if name)


_ASKED: Final = {"day": "`at`", "time": "`at`, `during`, `ever`"}


def _subject(each: Subject) -> str:
    source = f"`{each.parent}.{each.key}`" if each.key else _DERIVED.get(each.name, "the file")
    links = [f"`{link}` ({target})" for link, (target, _) in each.links.items()]
    owner = [f"`{each.parent}`"] if each.parent != "file" else []
    first, last = each.span or ("", "")
    span = f"`{first}`" if first == last and first else f"`{first}` – `{last}`" if first else ""
    day = f"`{each.day}`" if each.day else "judgement day"
    return f"| `{each.name}` | {source} | {', '.join(owner + links)} | {span} | {day} |"


_DERIVED: Final = {
    "week": "ISO week of the case with a session that is not cancelled",
    "month": "calendar month of the case with a session that is not cancelled",
    "agency_week": "whole ISO week of the agency's declared coverage, up to the judgement day",
    "agency_year": "calendar year that the declared coverage touches, up to the judgement day",
    "staff_week": "worker of the agency, in each `agency_week`",
    "staff_year": "worker of the agency, in each `agency_year`",
}


# --- the command's output in README.md --------------------------------------------------------------------------------

#: How many subjects with errors the page shows.
_TOLD: Final = 2
_CASE: Final = "examples/cases/supervised_contact.yaml"
_COMMAND: Final = f"adm-rules check {_CASE} --rules tirano --on 2026-03-31 --lang en"


def check() -> str:
    """The command on an example file, and what it prints; of the findings only those of some subjects with errors."""
    command = [sys.executable, "-m", "adm_rules", *_COMMAND.split()[1:]]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8")
    if done.returncode != 1:  # the file has findings
        raise PageError(f"`{_COMMAND}` ended with code {done.returncode}: {done.stderr}")
    parts = done.stdout.strip().split("\n\n")
    told = [part for part in parts if "✗" in part][:_TOLD]
    shown = "\n\n".join([*parts[:2], *told, "[…]", *parts[-2:]])
    return f"```console\n$ {_COMMAND}\n{shown}\n```"


_HEAD: Final = "| `--rules` | what it regulates | norms | rules | examples |\n|---|---|---:|---:|---:|"


def regulations() -> str:
    """What there is of each regulation, the largest first."""
    rows = sorted((_sizes(suite) for suite in suites()), key=lambda row: -row[2])
    return "\n".join([_HEAD, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def _sizes(suite: Suite) -> tuple[str, str, int, int, int]:
    """A rule set: its name and title, and how many norms, rules (an order is one) and examples it has."""
    rules = suite.rules
    encoded = len(rules.rules) + len(rules.regulation.orders)
    norms = load_register(rules.id).norms
    return f"`{rules.id}`", rules.regulation.title.en, len(norms), encoded, len(suite.examples)


def imported() -> str:
    """The rooms of the library with their imports, as a picture; what follows from other arrows is left out."""
    modules = measure_house.imports(measure_house.modules(measure_house.PACKAGE))
    round_ = [sorted(group) for group in measure_house.circles(modules) if len(group) > 1]
    if round_:
        raise ValueError(f"ARCHITECTURE.md says that no two modules import each other: {round_}")
    graph = measure_house.rooms(modules)
    arrows = [f"    {room} --> {' & '.join(sorted(to))}" for room, to in graph.items() if to]
    return "\n".join(["```mermaid", "flowchart TD", *arrows, "```"])


# --- frames -----------------------------------------------------------------------------------------------------------


def frames() -> str:
    """Every frame with its columns."""
    parts = []
    for each in FRAMES.values():
        rows = [
            f"| `{column.name}` | {column.kind.arrow} | {column.unit} | {column.about} |"
            for column in each.columns
        ]
        head = [
            f"### `{each.name}`",
            "",
            f"{each.about[:1].upper()}{each.about[1:]}; of a `{each.of.__name__}`.",
            "",
        ]
        parts.append(
            "\n".join([*head, "| column | Arrow type | unit | meaning |", "|---|---|---|---|", *rows])
        )
    return "\n\n".join(parts)


# --- pages ------------------------------------------------------------------------------------------------------------

#: The generated parts of each page.
PARTS: Final[Mapping[str, Mapping[str, Callable[[], str]]]] = {
    "ARCHITECTURE.md": {"rooms": imported},
    "README.md": {"check": check, "regulations": regulations},
    "docs/models.md": {"models": models, "names": names},
    "docs/language.md": {"forms": forms, "subjects": subjects, "asked": asked},
    "docs/facts.md": {"recipes": recipes},
    "docs/frames.md": {"frames": frames},
}


def regenerated(text: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """A page with its generated parts written anew.

    Raises:
        ValueError: a part has no place in the page.
    """
    for name, make in parts.items():
        start, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
        pattern = re.compile(f"{re.escape(start)}\n.*?{re.escape(end)}", re.DOTALL)
        if len(pattern.findall(text)) != 1:
            raise ValueError(f"the page needs one pair of comments for the part `{name}`")
        whole = f"{start}\n{make().rstrip()}\n{end}"
        text = pattern.sub(lambda _, whole=whole: whole, text)  # type: ignore[misc]
    return text


class PageError(Exception):
    """An example of a page that fails, so that there is no answer to write."""


class _Listener(doctest.DocTestRunner):
    """Runs examples and remembers what they answer, right or wrong."""

    got = ""

    def report_success(self, _out: Any, _test: Any, _example: Any, got: str) -> None:
        self.got = got

    def report_failure(self, _out: Any, _test: Any, _example: Any, got: str) -> None:
        self.got = got

    def report_unexpected_exception(self, _out: Any, test: Any, example: Any, exc_info: Any) -> None:
        source = example.source.strip()
        raise PageError(f"{test.name}: `{source}` fails with {exc_info[0].__name__}") from exc_info[1]


def answered(page: Path, text: str) -> str:
    """A page with the answers that its examples give now.

    Raises:
        PageError: an example fails.
    """
    document = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()]).parse(page)
    for example in document.examples():
        shown = example.parsed
        if not isinstance(shown, doctest.Example):
            example.evaluate()
            continue
        lines = [f"{'...' if n else '>>>'} {line}" for n, line in enumerate(shown.source.splitlines())]
        asked = "\n".join(lines) + "\n"
        text = text.replace(asked + shown.want, asked + _answer(shown, document.namespace, page.name))
    return text


def _answer(example: doctest.Example, namespace: dict[str, Any], name: str) -> str:
    test = doctest.DocTest([example], namespace, name, name, 0, None)
    listener = _Listener(verbose=False)
    listener.run(test, clear_globs=False)
    namespace.update(test.globs)
    return listener.got


def main(root: Path = ROOT) -> None:
    """Write the pages that have changed.

    Raises:
        PageError: an example of a page fails; then no page is written.
    """
    os.chdir(root)
    pages = (*sorted(root.glob("[AR]*.md")), *sorted(root.glob("docs/*.md")))
    write({page: _anew(page, PARTS.get(page.relative_to(root).as_posix(), {})) for page in pages})


def _anew(page: Path, parts: Mapping[str, Callable[[], str]]) -> str:
    return answered(page, regenerated(page.read_text(encoding="utf-8"), parts))


if __name__ == "__main__":
    main()
