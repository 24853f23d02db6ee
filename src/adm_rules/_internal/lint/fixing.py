"""Mends in a rule file what can be mended for certain: a change of form, or the loss of what nothing rests on.

Text is spliced where a thing stands on one line, so that comments and everything else stay as they are. A change is
kept only if the file still loads, every rule comes to the same, and nothing else of it is another; what cannot be
written so is left to whoever edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.diagnostics import Path as DataPath
from adm_rules._internal.engine import RuleSet, available, parse
from adm_rules._internal.lint.linting import UNUSED, lint_material
from adm_rules._internal.lint.material import Material
from adm_rules._internal.lint.project import LintProject, project_at
from adm_rules._internal.lint.table import CHECKS
from adm_rules._internal.loader.find import rule_text, shipped
from adm_rules._internal.loader.pins import flow
from adm_rules._internal.proof.likeness import Likeness
from adm_rules._internal.values.operators import OPERATORS
from adm_rules._internal.yaml_source import Source, read

_GROUPS: Final = ("all", "any")


class Edit(NamedTuple):
    """Text from one place of a file to another, by line and column from 0, and what is to stand there."""

    first: tuple[int, int]
    last: tuple[int, int]
    text: str


def mended(where: str) -> tuple[Path, str, str]:
    """A rule file, by name or path: where it stands, its text, and the text with all mended that can be.

    Raises:
        AdmRulesError: there is no such file, or the project file is not what it should be.
        DiagnosticsError: it has faults.
    """
    raw, file = rule_text(where)
    path = shipped() / f"{where}.yaml" if where in available() else Path(where)
    text = raw.decode("utf-8")
    folder = Path.cwd() if where in available() else path.resolve().parent
    return path, text, fixed(text, file, project_at(folder, (*CHECKS, UNUSED)))


def fixed(text: str, file: str, project: LintProject) -> str:
    """The text of a rule file with all mended that can be, but for what a project silences; the same if nothing can.

    Raises:
        DiagnosticsError: the file has faults.
    """
    rules = parse(text, file)
    while True:
        changed = _step(text, rules, file, project)
        if changed is None:
            return text
        text, rules = changed


def _step(text: str, rules: RuleSet, file: str, project: LintProject) -> tuple[str, RuleSet] | None:
    """The text after one round of changes; None where no change can be kept."""
    source = read(text, file)
    found = list(_edits(rules, source, project))
    for tried in (found, *([each] for each in found if len(found) > 1)):
        mended = _spliced(source.lines, tried)
        other = _kept(rules, mended, file) if mended != text else None
        if other is not None:
            return mended, other
    return None


def _kept(rules: RuleSet, text: str, file: str) -> RuleSet | None:
    """The rule set of a changed text; None if it does not load, or says anything else."""
    try:
        other = parse(text, file)
    except DiagnosticsError:
        return None
    like = Likeness()
    before, after = (
        {each.rule.id: like.rule(one.program, each) for each in one.program.rules} for one in (rules, other)
    )
    return other if before == after and _rest(rules) == _rest(other) else None


def _rest(rules: RuleSet) -> str:
    """What a rule set says beside its conditions; a message without its last stop, values apart."""
    regulation = rules.regulation
    told = [
        (each.id, each.title, each.norms, each.cites, each.severity, each.message.it.rstrip("."),
         each.message.en.rstrip("."), each.purpose, [clause.name for clause in each.derogations])
        for each in regulation.rules
    ]  # fmt: skip
    return repr((told, regulation.readings, regulation.orders, regulation.tariffs, regulation.vouchers))


def _spliced(lines: Iterable[str], edits: Iterable[Edit]) -> str:
    """The lines with all edits made, the last first; one that meets another is left for the next round."""
    written = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    end = len(written) + 1
    for first, last, text in sorted(set(edits), reverse=True):
        begin, stop = starts[first[0]] + first[1], starts[last[0]] + last[1]
        if stop <= end:
            written, end = written[:begin] + text + written[stop:], begin
    return written


# --- what is mended ---------------------------------------------------------------------------------------------------


def _edits(rules: RuleSet, source: Source, project: LintProject) -> Iterator[Edit]:
    for finding in lint_material(Material(rules), project, FIXES).findings:
        if finding.code in FIXES:  # a silencer that silences nothing stands in another file
            yield from FIXES[finding.code](source, finding.at)


def _rule(source: Source, name: str) -> DataPath | None:
    """Where a rule stands in the file; None for one of the base of an overlay."""
    written = enumerate(source.data.get("rules") or ())
    return next((("rules", n) for n, each in written if each["id"] == name), None)


def _form(rewrite: Callable[[Any], Any]) -> Callable[[Source, str], Iterator[Edit]]:
    """Mends the conditions of a rule that stand on one line, by what may stand in the place of each part."""

    def edits(source: Source, name: str) -> Iterator[Edit]:
        path = _rule(source, name)
        for place, data in _parts(path, _at(source, path)) if path is not None else ():
            other = rewrite(data)
            if other is not data and _end(source, place) is not None:
                texts = {id(each): _text(source, inner) for inner, each in _parts(place, data)}
                yield from _put(source, place, _rendered(other, texts))

    return edits


def _parts(path: DataPath, data: Any) -> Iterator[tuple[DataPath, Any]]:
    """What stands at a path, and everything inside it, each before its parts."""
    yield path, data
    pairs = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from _parts((*path, key), value)


def _rendered(data: Any, texts: Mapping[int, str | None]) -> str:
    """Data on one line; what stands in the file as it is keeps its text."""
    written = texts.get(id(data))
    if written is not None:
        return written
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {_rendered(item, texts)}" for key, item in data.items()) + "}"
    return f"[{', '.join(_rendered(each, texts) for each in data)}]"


def _alone(data: Any) -> tuple[str, Any]:
    """The one key of a mapping and what it holds."""
    return next(iter(data.items())) if isinstance(data, Mapping) and len(data) == 1 else ("", None)


def _double(data: Any) -> Any:
    """`double-not`."""
    key, value = _alone(data)
    return value["not"] if key == "not" and _alone(value)[0] == "not" else data


def _single(data: Any) -> Any:
    """`group-of-one`."""
    key, value = _alone(data)
    return value[0] if key in _GROUPS and len(value) == 1 else data


def _flat(data: Any) -> Any:
    """`nested-group`."""
    key, value = _alone(data)
    if key not in _GROUPS or all(_alone(each)[0] != key for each in value):
        return data
    return {key: [part for each in value for part in (each[key] if _alone(each)[0] == key else [each])]}


def _named(data: Any) -> Any:
    """`list-of-one`."""
    key, value = _alone(data)
    return {"is": value[0]} if key == "one_of" and isinstance(value, list) and len(value) == 1 else data


def _plain(data: Any) -> Any:
    """`not-of-comparison`."""
    key, value = _alone(data)
    fact, compared = _alone(value) if key == "not" else ("", None)
    operator, operand = _alone(compared)
    other = OPERATORS[operator].contrary if operator in OPERATORS else ""
    return {fact: {other: operand}} if other else data


def _unnamed(source: Source, name: str) -> Iterator[Edit]:
    """`unused-alias`: an `as` that no message of the rule shows."""
    path = _rule(source, name)
    told = "" if path is None else str(_at(source, (*path, "otherwise", "message")))

    def rewrite(data: Any) -> Any:
        alias = data.get("as") if isinstance(data, Mapping) else None
        unused = isinstance(alias, str) and f"{{{alias}" not in told
        return {key: value for key, value in data.items() if key != "as"} if unused else data

    return _form(rewrite)(source, name)


def _stopped(source: Source, name: str) -> Iterator[Edit]:
    """`message-no-stop`."""
    path = _rule(source, name)
    for lang in ("it", "en") if path is not None else ():
        place = (*(path or ()), "otherwise", "message", lang)
        text = _at(source, place)
        if not text.endswith((".", "!", "?", ":", "}")):
            yield from _put(source, place, flow(f"{text}."))


def _dropped(part: str) -> Callable[[Source, str], Iterator[Edit]]:
    """Takes a named thing that nothing uses out of its part of the file."""

    def edits(source: Source, name: str) -> Iterator[Edit]:
        key = source.places.keys.get((part, name))
        beside = [key for path, key in source.places.keys.items() if path[:-1] == (part,)]
        if key is None or len(beside) == 1 or source.lines[key[0] - 1][: key[1] - 1].strip():
            return  # in brackets, or the last of its part
        last = key[0]
        while last < len(source.lines) and _is_inside(source.lines[last], key[1] - 1):
            last += 1
        yield Edit((key[0] - 1, 0), (last, 0), "")

    return edits


def _is_inside(line: str, indent: int) -> bool:
    """Whether a line belongs to what begins with an indent above it; an empty one and a remark end it."""
    return bool(line.strip()) and not line[: indent + 1].strip()


#: How each finding is mended; each makes edits in a rule, or for a thing by its name.
FIXES: Final[Mapping[str, Callable[[Source, str], Iterator[Edit]]]] = {
    "double-not": _form(_double),
    "group-of-one": _form(_single),
    "nested-group": _form(_flat),
    "list-of-one": _form(_named),
    "not-of-comparison": _form(_plain),
    "message-no-stop": _stopped,
    "unused-alias": _unnamed,
    "unused-value": _dropped("values"),
    "unused-derogation": _dropped("derogations"),
}


# --- text -------------------------------------------------------------------------------------------------------------


def _at(source: Source, path: DataPath) -> Any:
    data: Any = source.data
    for part in path:
        data = data[part]
    return data


def _put(source: Source, path: DataPath, text: str) -> Iterator[Edit]:
    end = _end(source, path)
    line, column, _ = source.places.values[path]
    if end is not None:
        yield Edit((line - 1, column - 1), (line - 1, end), text)


def _text(source: Source, path: DataPath) -> str | None:
    """What stands at a path, where it stands on one line."""
    line, column, _ = source.places.values[path]
    end = _end(source, path)
    return None if end is None else source.lines[line - 1][column - 1 : end]


def _end(source: Source, path: DataPath) -> int | None:
    """Where what stands at a path ends on the line on which it begins; None where it does not."""
    line, column, end = source.places.values[path]
    text = source.lines[line - 1]
    if text[column - 1 : column] not in ("{", "["):
        return None if end is None or text[column - 1] in "|>" else end - 1
    depth, quote = 0, ""
    for n in range(column - 1, len(text)):
        char = text[n]
        if quote:
            quote = "" if char == quote and (quote == "'" or text[n - 1] != "\\") else quote
        elif char in "\"'" and text[:n].rstrip()[-1:] in "{[,:":  # elsewhere it is an apostrophe
            quote = char
        else:
            depth += (char in "{[") - (char in "}]")
        if depth == 0 and not quote:
            return n + 1
    return None
