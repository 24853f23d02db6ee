"""Reads an overlay: the file in which a district fills in, tightens or, saying so, loosens another rule set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.loader.facts import read_facts
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.find import available
from adm_rules._internal.loader.indicators import read_indicators, with_kinds
from adm_rules._internal.loader.names import joined_names, read_belonging, read_names
from adm_rules._internal.loader.pins import KINDS
from adm_rules._internal.loader.regulation import read_each, read_ids, read_service_holidays
from adm_rules._internal.loader.rules import read_rule
from adm_rules._internal.loader.shared import check_language, read_shared
from adm_rules._internal.loader.tariffs import read_tariff
from adm_rules._internal.loader.values import check_history, ended, read_citation, read_day, read_entry
from adm_rules._internal.names.base import NOTHING_ADDED, Belonging
from adm_rules._internal.rules import Amount, Fact, Indicator, Path, Regulation, Rule, Tariff
from adm_rules._internal.texts import Text
from adm_rules._internal.yaml_source import Source

_EXTENDS = ("rules",)
_REQUIRED = ("language", "id", "title", "version", "extends", "adopted")
_OPTIONAL = (
    *("vocabulary", "names", "facts", "values", "readings", "disable", "indicators", "tariffs", "rules"),
    *("service_holidays", "not_presumed", "pinned"),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """Why something of the base is loosened or set aside: the reason in both languages, and the act."""

    because: Text
    cites: Citation
    path: Path


@dataclass(frozen=True, slots=True)
class Changed:
    """New dated amounts for a value of the base, and the rules that they loosen, with the reason for each."""

    name: str
    history: tuple[Amount, ...]
    loosens: Mapping[str, Declared]
    path: Path


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reading of the base, and the option that this district takes."""

    reading: str
    use: str
    declared: Declared
    path: Path


@dataclass(frozen=True, slots=True)
class Disabled:
    """A rule of the base that does not bind for some time."""

    rule: str
    day_from: int
    day_until: int | None
    declared: Declared
    path: Path


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay file, whole."""

    id: str
    title: Text
    version: str
    base: str
    act: str
    body: str
    adopted_on: int
    file: str
    text: str = field(repr=False)
    data: Mapping[str, Any] = field(repr=False)
    pinned: Mapping[str, Any] | None = None
    values: tuple[Changed, ...] = ()
    readings: tuple[Chosen, ...] = ()
    disabled: tuple[Disabled, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    tariffs: Mapping[str, Tariff] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    shared: tuple[tuple[str, Any], ...] = ()
    parts: Belonging = NOTHING_ADDED
    rules: tuple[Rule, ...] = ()
    service_holidays: tuple[tuple[str, tuple[int, int]], ...] = ()
    not_presumed: frozenset[str] = frozenset()


def base_name(source: Source, faults: Faults) -> str:
    """The rule set that an overlay extends, by name or path; empty after reporting why it cannot be loaded.

    A path is relative to the overlay's own folder.
    """
    path = ("extends", "rules")
    body = None if source.diagnostics else faults.mapping(source.data["extends"], ("extends",), _EXTENDS)
    name = "" if body is None else faults.word(body["rules"], path)
    if not name or name in available():
        return name
    if not name.endswith((".yaml", ".yml")):
        faults.unknown("rule set", name, available(), path, at_key=False)
        return ""
    where = FilePath(source.file).parent / name
    if not where.is_file():
        help = "give the path from the folder of this file"
        faults.add("unreadable-base", f"there is no file `{name}`", path, help)
        return ""
    return str(where)


def read_overlay(source: Source, base: Regulation, faults: Faults) -> Overlay:
    """Read an overlay of ``base``, reporting its faults to ``faults``.

    Raises:
        DiagnosticsError: with every fault of the file's form, each at its line.
    """
    data = faults.mapping(source.data, (), _REQUIRED, _OPTIONAL)
    overlay = (
        None
        if data is None or not check_language(data["language"], faults)
        else _overlay(data, source, base, faults)
    )
    if faults.found or overlay is None:
        raise faults.error()
    return overlay


def _overlay(data: Mapping[str, Any], source: Source, base: Regulation, faults: Faults) -> Overlay:
    extends = data["extends"]
    act, body, day = _adopted(data["adopted"], faults)
    indicators = read_indicators(data.get("indicators"), faults)
    faults.indicators = {**base.indicators, **indicators}
    shared = read_shared(data.get("vocabulary"), source, faults)
    own = with_kinds(read_names(data.get("names"), data.get("facts"), faults), indicators)
    names = joined_names(shared.names, own)
    faults.own_names = joined_names(base.names, names)
    facts = {**shared.facts, **read_facts(data.get("facts"), faults, {**base.facts, **shared.facts})}
    parts = shared.parts.joined(read_belonging(data.get("names"), faults))
    changed = [
        _changed(name, body, base, faults)
        for name, body in faults.named(data.get("values"), ("values",)).items()
    ]
    return Overlay(
        id=faults.word(data["id"], ("id",)),
        title=faults.text(data["title"], ("title",)),
        version=faults.word(data["version"], ("version",)),
        base=str(extends["rules"]),
        act=act,
        body=body,
        adopted_on=day,
        file=source.file,
        text="\n".join(source.lines),
        data=data,
        pinned=faults.mapping(data["pinned"], ("pinned",), (), KINDS) if "pinned" in data else None,
        values=tuple(item for item in changed if item is not None),
        readings=_listed(data.get("readings"), ("readings",), _chosen, faults),
        disabled=_listed(data.get("disable"), ("disable",), _disabled, faults),
        tariffs=read_each(data.get("tariffs"), ("tariffs",), read_tariff, faults),
        indicators=indicators,
        names=names,
        facts=MappingProxyType(facts),
        shared=shared.files,
        parts=parts,
        rules=read_ids(
            data.get("rules"), ("rules",), lambda d, p, f: read_rule(d, p, {}, f, base.services), faults
        ),
        service_holidays=read_service_holidays(data.get("service_holidays"), ("service_holidays",), faults),
        not_presumed=_not_presumed(data.get("not_presumed"), base, faults),
    )


def _not_presumed(data: Any, base: Regulation, faults: Faults) -> frozenset[str]:
    """What the base presumes absent and this district leaves open."""
    known = [each.absent for each in base.presumes]
    named = {
        n: faults.word(each, ("not_presumed", n))
        for n, each in enumerate(faults.items(data, ("not_presumed",)))
    }
    for n, name in named.items():
        if name not in known:
            faults.unknown("presumption", name, known, ("not_presumed", n), at_key=False)
    return frozenset(named.values())


def _adopted(data: Any, faults: Faults) -> tuple[str, str, int]:
    """The act, the body that adopted it, and the day."""
    path = ("adopted",)
    body = faults.mapping(data, path, ("act", "body", "on"))
    if body is None:
        return "", "", 0
    act, who = (faults.word(body[key], (*path, key)) for key in ("act", "body"))
    return act, who, read_day(body["on"], (*path, "on"), faults) or 0


def _listed(data: Any, path: Path, read_one: Any, faults: Faults) -> tuple[Any, ...]:
    found = [read_one(body, (*path, n), faults) for n, body in enumerate(faults.items(data, path))]
    return tuple(item for item in found if item is not None)


def _changed(name: str, data: Any, base: Regulation, faults: Faults) -> Changed | None:
    path = ("values", name)
    value = base.values.get(name)
    if value is None:
        faults.unknown("value", name, base.values, path)
        return None
    body = faults.mapping(data, path, ("history",), ("loosens",))
    if body is None:
        return None
    entries = [
        read_entry(value.kind, value.names, entry, (*path, "history", n), faults)
        for n, entry in enumerate(faults.items(body["history"], (*path, "history")))
    ]
    loosens = {}
    for n, item in enumerate(faults.items(body.get("loosens"), (*path, "loosens"))):
        here = (*path, "loosens", n)
        read = faults.mapping(item, here, ("rule", "because", "cites"))
        if read is not None:
            loosens[str(read["rule"])] = _declared(read, here, faults)
    history = tuple(entry for entry in entries if entry is not None)
    check_history(history, faults)
    if value.each_year is not None:
        history = ended(history, value.each_year, faults)
    return Changed(name, history, MappingProxyType(loosens), path)


def _declared(body: Mapping[str, Any], path: Path, faults: Faults) -> Declared:
    return Declared(
        faults.text(body["because"], (*path, "because")),
        read_citation(body["cites"], (*path, "cites"), faults),
        path,
    )


def _chosen(data: Any, path: Path, faults: Faults) -> Chosen | None:
    body = faults.mapping(data, path, ("reading", "use", "because", "cites"))
    return (
        None
        if body is None
        else Chosen(str(body["reading"]), str(body["use"]), _declared(body, path, faults), path)
    )


def _disabled(data: Any, path: Path, faults: Faults) -> Disabled | None:
    body = faults.mapping(data, path, ("rule", "from", "because", "cites"), ("until",))
    if body is None:
        return None
    until = read_day(body["until"], (*path, "until"), faults) if "until" in body else None
    start = read_day(body["from"], (*path, "from"), faults) or 0
    return Disabled(str(body["rule"]), start, until, _declared(body, path, faults), path)
