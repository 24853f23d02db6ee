"""Reads one rule file into a `Regulation`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from adm_rules._internal.calendar import to_day
from adm_rules._internal.loader.facts import read_facts
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.indicators import read_indicators, with_kinds
from adm_rules._internal.loader.names import joined_names, read_belonging, read_names
from adm_rules._internal.loader.orders import read_order
from adm_rules._internal.loader.rules import read_derogations, read_rule, read_services
from adm_rules._internal.loader.shared import check_language, read_shared
from adm_rules._internal.loader.tariffs import read_tariff, read_voucher
from adm_rules._internal.loader.values import read_amount, read_dated, read_day
from adm_rules._internal.roots import Root
from adm_rules._internal.rules import (
    Act,
    Conventions,
    Hint,
    Option,
    Path,
    Presumption,
    ReadingChoice,
    Regulation,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.yaml_source import Source

# --- presumptions -----------------------------------------------------------------------------------------------------


def read_presumptions(data: Any, faults: Faults) -> tuple[Presumption, ...]:
    """Every presumption of a file."""
    path = ("presume",)
    read = (_presumption(body, (*path, n), faults) for n, body in enumerate(faults.items(data, path)))
    found = [each for each in read if each is not None]
    for n, each in enumerate(found):
        if each.absent in [other.absent for other in found[:n]]:
            message, help = f"`{each.absent}` is presumed absent twice", "leave one of them out"
            faults.add("duplicate-member", message, (*each.path, "absent"), help)
    return tuple(found)


def _presumption(data: Any, path: Path, faults: Faults) -> Presumption | None:
    body = faults.mapping(data, path, ("absent", "says"), ("names", "unless"))
    if body is None:
        return None
    hints = (
        _hint(item, (*path, "unless", n), faults)
        for n, item in enumerate(faults.items(body.get("unless"), (*path, "unless")))
    )
    return Presumption(
        absent=faults.word(body["absent"], (*path, "absent")),
        names=_words(body.get("names"), (*path, "names"), faults),
        unless=tuple(hint for hint in hints if hint.fact),
        says=faults.text(body["says"], (*path, "says")),
        path=path,
    )


def _hint(data: Any, path: Path, faults: Faults) -> Hint:
    """A key, or a key with the names that hint."""
    if not isinstance(data, dict):
        return Hint(faults.word(data, path), frozenset(), path)
    if len(data) != 1:
        faults.add("wrong-shape", "a hint is one key", path, "write `- key`, or `- {key: [name, …]}`")
        return Hint("", frozenset(), path)
    ((name, names),) = data.items()
    return Hint(name, _words(names, (*path, name), faults), path)


def _words(data: Any, path: Path, faults: Faults) -> frozenset[str]:
    return frozenset(faults.word(each, (*path, n)) for n, each in enumerate(faults.items(data, path)))


# --- the whole file ---------------------------------------------------------------------------------------------------

T = TypeVar("T")

_REQUIRED = ("language", "id", "title", "version", "act", "in_force", "rules")
_OPTIONAL = (
    *("vocabulary", "names", "facts", "conventions", "readings", "values"),
    *("derogations", "indicators", "tariffs", "vouchers", "orders", "presume", "services"),
)


def is_overlay(data: Any) -> bool:
    """Whether a rule file extends another one."""
    return isinstance(data, Mapping) and "extends" in data


def read_parts(source: Source, faults: Faults) -> Regulation | None:
    """What can be read of a rule file, with its faults reported to ``faults``; None where nothing can."""
    return None if source.diagnostics else _regulation(source, faults)


def _root_judged(data: Any) -> Root | None:
    """The kind of file that somebody named in place of a rule file: one that rules judge, told by its keys."""
    if not isinstance(data, dict) or data.keys() & {"language", "act", "rules"}:
        return None
    known = {root: data.keys() & root.model().model_fields.keys() for root in Root}
    likely = max(known, key=lambda root: len(known[root]))
    return likely if len(known[likely]) * 2 > len(data) else None


def _regulation(source: Source, faults: Faults) -> Regulation | None:
    root = _root_judged(source.data)
    if root is not None:
        message = f"this is no rule file: it has the keys of a file of kind `{root}`, which rules judge"
        faults.add("not-a-rule-file", message, (), "judge it: adm-rules check FILE --rules NAME")
        return None
    data = faults.mapping(source.data, (), _REQUIRED, _OPTIONAL)
    if data is None or not check_language(data["language"], faults):
        return None
    day_from, day_until = _in_force(data["in_force"], faults)
    shared = read_derogations(data.get("derogations"), faults)
    indicators = faults.indicators = read_indicators(data.get("indicators"), faults)
    common = read_shared(data.get("vocabulary"), source, faults)
    own = with_kinds(read_names(data.get("names"), data.get("facts"), faults), indicators)
    names = faults.own_names = joined_names(common.names, own)
    parts = common.parts.joined(read_belonging(data.get("names"), faults))
    services = read_services(data.get("services"), faults)
    return Regulation(
        id=faults.word(data["id"], ("id",)),
        title=faults.text(data["title"], ("title",)),
        version=faults.word(data["version"], ("version",)),
        act=_act(data["act"], faults),
        day_from=day_from,
        day_until=day_until,
        file=source.file,
        text="\n".join(source.lines),
        data=source.data,
        conventions=_conventions(data.get("conventions"), faults),
        readings=read_each(data.get("readings"), ("readings",), _reading, faults),
        values=read_each(data.get("values"), ("values",), read_dated, faults),
        indicators=indicators,
        tariffs=read_each(data.get("tariffs"), ("tariffs",), read_tariff, faults),
        vouchers=read_each(data.get("vouchers"), ("vouchers",), read_voucher, faults),
        rules=read_ids(
            data["rules"], ("rules",), lambda d, p, f: read_rule(d, p, shared, f, services), faults
        ),
        orders=read_ids(data.get("orders"), ("orders",), read_order, faults),
        names=names,
        facts=MappingProxyType({**common.facts, **read_facts(data.get("facts"), faults, common.facts)}),
        shared=common.files,
        parts=parts,
        presumes=read_presumptions(data.get("presume"), faults),
        services=services,
    )


def read_each(
    data: Any, path: Path, read_one: Callable[[str, Any, Path, Faults], T | None], faults: Faults
) -> Mapping[str, T]:
    """Read a mapping of named things."""
    read_all = {
        key: read_one(key, body, (*path, key), faults) for key, body in faults.named(data, path).items()
    }
    return MappingProxyType({key: item for key, item in read_all.items() if item is not None})


def read_ids(
    data: Any, path: Path, read_one: Callable[[Any, Path, Faults], Any], faults: Faults
) -> tuple[Any, ...]:
    """Read a list of things that have an ``id``; report an id that stands twice."""
    found = [read_one(body, (*path, n), faults) for n, body in enumerate(faults.items(data, path))]
    seen: set[str] = set()
    for item in found:
        if item is not None and item.id in seen:
            faults.add(
                "duplicate-id", f"the id `{item.id}` stands twice", (*item.path, "id"), "give each its own id"
            )
        seen.add(item.id if item is not None else "")
    return tuple(item for item in found if item is not None)


def _in_force(data: Any, faults: Faults) -> tuple[int, int | None]:
    body = faults.mapping(data, ("in_force",), ("from",), ("until",))
    if body is None:
        return 0, None
    start = read_day(body["from"], ("in_force", "from"), faults) or 0
    until = read_day(body["until"], ("in_force", "until"), faults) if "until" in body else None
    if until is not None and until < start:
        help = "`until` is the last day on which it is in force"
        faults.add("end-before-start", "the rule set ends before it starts", ("in_force", "until"), help)
    return start, until


def _act(data: Any, faults: Faults) -> Act:
    body = faults.mapping(data, ("act",), ("title", "body", "adopted", "document"), ("urn",))
    if body is None:
        return Act(Text("", ""), "", (), "")
    return Act(
        faults.text(body["title"], ("act", "title")),
        faults.word(body["body"], ("act", "body")),
        tuple(
            _adoption(step, n, faults)
            for n, step in enumerate(faults.items(body["adopted"], ("act", "adopted")))
        ),
        faults.word(body["document"], ("act", "document")),
    )


def _adoption(data: Any, number: int, faults: Faults) -> Mapping[str, Any]:
    """One step in which an act was adopted: the body, the day, and the number where there is one."""
    path = ("act", "adopted", number)
    body = faults.mapping(data, path, ("body", "on"), ("number",)) or {}
    if body:
        faults.word(body["body"], (*path, "body"))
        read_day(body["on"], (*path, "on"), faults)
    return MappingProxyType({key: str(value) for key, value in body.items()})


CONVENTIONS: Mapping[str, tuple[str, ...]] = {
    "first_day": ("excluded",),
    "month_end": ("clamp",),
    "rollover": ("next", "none"),
    "backward_rollover": ("none", "previous"),
    "week": ("iso",),
    "holidays": ("national",),
    "saturday": ("working", "free"),
}


def _conventions(data: Any, faults: Faults) -> Conventions:
    if data is None:
        return Conventions()
    path = ("conventions",)
    body = faults.mapping(data, path, (), (*CONVENTIONS, "patron_days", "service_holidays", "suspended"))
    if body is None:
        return Conventions()
    chosen = {
        key: faults.choice(body.get(key), allowed, (*path, key), getattr(Conventions(), key))
        for key, allowed in CONVENTIONS.items()
    }
    patrons = _patron_days(body.get("patron_days"), (*path, "patron_days"), faults)
    services = read_service_holidays(body.get("service_holidays"), (*path, "service_holidays"), faults)
    still = _suspended(body.get("suspended"), (*path, "suspended"), faults)
    return Conventions(**chosen, patron_days=patrons, service_holidays=services, suspended=still)


def _suspended(data: Any, path: Path, faults: Faults) -> tuple[tuple[int, int], ...]:
    """The first and the last day of the year over which terms are suspended."""
    body = faults.mapping(data, path, ("from", "to")) if data is not None else None
    if body is None:
        return ()
    days = [read_amount("month_day", body[key], (*path, key), faults) for key in ("from", "to")]
    first, last = days
    if first is None or last is None:
        return ()
    if (to_day(date(2000, *first)) - to_day(date(2000, *last))) % 366 == 1:
        message = "terms would be suspended over the whole year"
        faults.add("wrong-shape", message, path, "suspended: {from: 08-01, to: 08-31}")
        return ()
    return (first, last)


def read_service_holidays(data: Any, path: Path, faults: Faults) -> tuple[tuple[str, tuple[int, int]], ...]:
    """The patron day of each Comune; a Comune may be named as in the files, and stands once."""
    days: dict[str, tuple[int, int]] = {}
    for name, raw in faults.named(data, path).items():
        day = read_amount("month_day", raw, (*path, name), faults)
        town = _municipality(name, (*path, name), faults)
        if town in days:
            message = "the same Comune stands here under another name"
            faults.add("duplicate-member", message, (*path, name), "leave one of them out", at_key=True)
        if town is not None and day is not None:
            days[town] = day
    return tuple(days.items())


def _municipality(name: str, path: Path, faults: Faults) -> str | None:
    return faults.place(name, faults.own_names.get("municipality", ()), path, at_key=True)


def _patron_days(data: Any, path: Path, faults: Faults) -> tuple[tuple[int, int], ...]:
    if data in (None, "none"):
        return ()
    days = [
        read_amount("month_day", raw, (*path, n), faults) for n, raw in enumerate(faults.items(data, path))
    ]
    return tuple(day for day in days if day is not None)


def _reading(name: str, data: Any, path: Path, faults: Faults) -> ReadingChoice | None:
    body = faults.mapping(data, path, ("question", "default", "options", "norms"), ("disputed_severity",))
    if body is None:
        return None
    options = read_each(body["options"], (*path, "options"), _option, faults)
    default = faults.word(body["default"], (*path, "default"))
    if default not in options:
        faults.unknown("option", default, options, (*path, "default"), at_key=False)
    severity = body.get("disputed_severity")
    return ReadingChoice(
        name,
        faults.text(body["question"], (*path, "question")),
        default,
        options,
        tuple(faults.texts(body["norms"], (*path, "norms"))),
        path,
        faults.choice(severity, ("error", "warning", "info"), (*path, "disputed_severity"), "warning")
        if severity
        else None,
    )


def _option(name: str, data: Any, path: Path, faults: Faults) -> Option | None:
    body = faults.mapping(data, path, ("it", "en"), ("evaluate",))
    if body is None:
        return None
    text = Text(faults.word(body["it"], (*path, "it")), faults.word(body["en"], (*path, "en")))
    evaluate = body.get("evaluate", True)
    if not isinstance(evaluate, bool):
        faults.add("wrong-shape", "`evaluate` is true or false", (*path, "evaluate"))
    return Option(name, text, evaluate is not False)
