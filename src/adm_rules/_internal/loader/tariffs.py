"""Reads tariffs (what a family pays by an indicator, what changes the fee, how it is rounded) and vouchers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.dataclass import replace
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.fees import TableKind, listed, read_fixed
from adm_rules._internal.loader.tables import check_ids, read_exemptions, read_members, read_table
from adm_rules._internal.loader.values import (
    check_history,
    read_amount,
    read_citation,
    read_day,
    read_not_set,
)
from adm_rules._internal.names import NAMES
from adm_rules._internal.rules import VOUCHER_VALUES, Beyond, LastDay, Path, Voucher
from adm_rules._internal.rules.measures import DOUBTS, UNITS
from adm_rules._internal.rules.tariffs import (
    ACCEPTED,
    CHOSEN,
    ISEE,
    Fixed,
    Free,
    Indicator,
    Shape,
    ShapeByReading,
    Table,
    Tariff,
    TariffPart,
    Version,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.values.amounts import PLACES

_KEYS: Final = (
    "services",
    "activities",
    "cites",
    "indicator",
    "accepts",
    "certificate",
    "of_several",
    "cost",
)
_TABLE: Final = (
    "exempt", "rows", "steps", "no_isee", "gap", "modifiers", "month_cap", "round", "hours", "undelivered", "year_cap",
)  # fmt: skip
_FORMS: Final = ("not_set", "free", "by_reading", "history")


def read_tariff(name: str, data: Any, path: Path, faults: Faults) -> Tariff | None:
    """One tariff with its history, or of several parts."""
    if isinstance(data, dict) and "parts" in data:
        return _of_parts(name, data, path, faults)
    body = faults.mapping(data, path, ("unit",), (*_KEYS, *_FORMS))
    return None if body is None else _tariff(name, body, _heading(body, None, path, faults), path, faults)


def _tariff(
    name: str, body: Mapping[str, Any], heading: Mapping[str, Any], path: Path, faults: Faults
) -> Tariff | None:
    """What is due, under what it is due by."""
    unit = faults.choice(body["unit"], tuple(UNITS), (*path, "unit"), "EUR")
    if sum(form in body for form in _FORMS) != 1:
        help = "name the body that must set it, say why it is free, or give its amounts by date"
        faults.add("wrong-shape", f"a tariff has one of {listed(_FORMS)}", path, help)
        return None
    kind = TableKind(unit, heading["indicator"])
    return Tariff(
        name,
        unit,
        _history(kind, body, path, faults),
        path,
        services=_services(name, body, path, faults),
        activities=_activities(body, path, faults),
        cost=_cost(unit, body, path, faults),
        **heading,
    )


def _heading(body: Mapping[str, Any], of: Tariff | None, path: Path, faults: Faults) -> Mapping[str, Any]:
    """By which certificates a tariff goes, and its source; what a part does not say is as the whole (``of``) says."""
    indicator = _indicator(body.get("indicator"), (*path, "indicator"), faults)
    for key in ("accepts", "certificate", "of_several") if not indicator.attested else ():
        if key in body:
            message = f"`{indicator.name}` is what a fact comes to, and no certificate attests it"
            faults.add("wrong-shape", message, (*path, key), f"leave out `{key}`", at_key=True)
    accepted = ACCEPTED if indicator == ISEE else (indicator.name,)
    found: dict[str, Any] = {
        "cites": read_citation(body["cites"], (*path, "cites"), faults) if "cites" in body else None,
        "indicator": indicator,
        "accepts": read_members(body.get("accepts"), "isee_kind", accepted, (*path, "accepts"), faults),
        "certificate": _certificate(body.get("certificate"), (*path, "certificate"), faults),
        "of_several": faults.choice(body.get("of_several"), CHOSEN, (*path, "of_several"), CHOSEN[0]),
    }
    inherited = set(found) - body.keys() - ({"accepts"} if "indicator" in body else set())
    return found if of is None else found | {key: getattr(of, key) for key in inherited}


# --- parts ------------------------------------------------------------------------------------------------------------


def _of_parts(name: str, body: Mapping[str, Any], path: Path, faults: Faults) -> Tariff:
    """A tariff of several parts, whose sum is due."""
    faults.mapping(body, path, ("parts",), (*_KEYS[:-1], "exempt"))
    whole = Tariff(
        name,
        "EUR",
        (),
        path,
        services=_services(name, body, path, faults),
        activities=_activities(body, path, faults),
        exempt=read_exemptions(body, path, faults),
        **_heading(body, None, path, faults),
    )
    listed_ = faults.items(body["parts"], (*path, "parts"))
    found = [_part(whole, each, (*path, "parts", n), faults) for n, each in enumerate(listed_)]
    parts = tuple(part for part in found if part is not None)
    if len(listed_) < 2:
        help = "a tariff of one part is that part"
        faults.add("wrong-shape", "there are two parts at least", (*path, "parts"), help)
    check_ids(parts, faults)
    return replace(whole, parts=parts)


def _part(whole: Tariff, data: Any, path: Path, faults: Faults) -> TariffPart | None:
    """One part: with amounts of its own, or another tariff so many hours of which it takes."""
    other = isinstance(data, dict) and "tariff" in data
    more = ("tariff", "times") if other else (*_KEYS[2:], *_FORMS)
    body = faults.mapping(data, path, ("id", "unit"), ("label", *more))
    if body is None:
        return None
    part = faults.word(body["id"], (*path, "id"))
    label = faults.text(body["label"], (*path, "label")) if "label" in body else Text(part, part)
    name = f"{whole.name}: {part}"
    if not other:
        own = _tariff(name, body, _heading(body, whole, path, faults), path, faults)
        return None if own is None else TariffPart(part, label, own, None, path)
    unit = faults.choice(body["unit"], tuple(UNITS), (*path, "unit"), "EUR")
    own = Tariff(name, unit, (), path, hours=_hours(body.get("times"), (*path, "times"), faults))
    return TariffPart(part, label, own, faults.word(body["tariff"], (*path, "tariff")), path)


def _hours(data: Any, path: Path, faults: Faults) -> Fraction | int:
    """How many hours of another tariff one unit of a part stands for."""
    if data is None:
        return 1
    body = faults.mapping(data, path, ("hours",))
    millionths = None if body is None else read_amount("number", body["hours"], (*path, "hours"), faults)
    if millionths == 0:
        faults.add("bad-amount", "no hours are no part", (*path, "hours"), "write `hours: 1`")
    return Fraction(millionths or 10**PLACES, 10**PLACES)


def _indicator(data: Any, path: Path, faults: Faults) -> Indicator:
    """The indicator that a tariff names; without one, the ISEE."""
    if data is None or data == ISEE.name:
        return ISEE
    name = faults.word(data, path)
    if name not in faults.indicators:
        faults.unknown("indicator", name, (ISEE.name, *faults.indicators), path, at_key=False)
    return faults.indicators.get(name, ISEE)


def _services(name: str, body: Mapping[str, Any], path: Path, faults: Faults) -> tuple[str, ...]:
    """The services that a tariff prices: those that it lists, or the one that it is named after."""
    known = {*NAMES["service"], *faults.own_names.get("service", ())}
    own = (name,) if name in known else ()
    return read_members(body.get("services"), "service", own, (*path, "services"), faults)


def _activities(body: Mapping[str, Any], path: Path, faults: Faults) -> tuple[str, ...]:
    """The work that a family pays for, where the act says it."""
    if body.get("activities") == []:
        help = "leave out `activities`, or say why it is `free`"
        faults.add("wrong-shape", "a family pays for some work", (*path, "activities"), help)
    return read_members(body.get("activities"), "activity", (), (*path, "activities"), faults)


def _certificate(data: Any, path: Path, faults: Faults) -> Mapping[str, str]:
    """What a certificate in a doubtful state is worth."""
    body = (faults.mapping(data, path, (), tuple(DOUBTS)) or {}) if data is not None else {}
    worth = {
        state: faults.choice(body.get(state), ("none", "use", "undecided"), (*path, state), "undecided")
        for state in DOUBTS
    }
    return MappingProxyType(worth)


def _cost(unit: str, body: Mapping[str, Any], path: Path, faults: Faults) -> Fixed | None:
    percent = unit == "percent_of_cost"
    if ("cost" in body and not percent) or (percent and "history" in body and "cost" not in body):
        help = "`cost` is what an hour costs, and only a share of it needs one"
        faults.add("wrong-shape", "`percent_of_cost` and `cost` go together", path, help)
    return read_fixed(body["cost"], (*path, "cost"), faults) if "cost" in body else None


# --- history ----------------------------------------------------------------------------------------------------------


def _history(measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults) -> tuple[Version, ...]:
    if "history" not in body:
        return (
            Version(None, None, _shape(measure, body, path, faults, (*_KEYS, "id", "label")), None, path),
        )
    entries = faults.items(body["history"], (*path, "history"))
    if not entries:
        faults.add("wrong-shape", "a history has at least one entry", (*path, "history"))
    versions = [_version(measure, data, (*path, "history", n), faults) for n, data in enumerate(entries)]
    history = tuple(version for version in versions if version is not None)
    check_history(history, faults)
    return history


def _version(measure: TableKind, data: Any, path: Path, faults: Faults) -> Version | None:
    body = faults.mapping(data, path, (), ("from", "until", "cites", *_FORMS[:3], *_TABLE))
    if body is None:
        return None
    if "cites" not in body:
        faults.add("uncited-value", "an amount needs its citation", path, "add `cites: {article: …}`")
    return Version(
        read_day(body["from"], (*path, "from"), faults) if "from" in body else None,
        read_day(body["until"], (*path, "until"), faults) if "until" in body else None,
        _shape(measure, body, path, faults, ("from", "until", "cites")),
        read_citation(body["cites"], (*path, "cites"), faults) if "cites" in body else None,
        path,
    )


def _shape(
    measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults, around: Sequence[str]
) -> Shape | ShapeByReading:
    """What is due: nothing, what no act sets, a table, or one of these for each option of a reading."""
    if "by_reading" not in body:
        return _plain_shape(measure, body, path, faults, around)
    told = faults.by_reading(body["by_reading"], (*path, "by_reading"), "…")
    if told is None:
        return Free(Text("", ""))
    reading, options = told
    here, shapes = (*path, "by_reading", reading), {}
    for name, data in options.items():
        option = faults.mapping(data, (*here, name), (), (*_FORMS[:2], *_TABLE))
        if option is not None:
            shapes[name] = _plain_shape(measure, option, (*here, name), faults, ())
    return ShapeByReading(reading, MappingProxyType(shapes), here)


def _plain_shape(
    measure: TableKind, body: Mapping[str, Any], path: Path, faults: Faults, around: Sequence[str]
) -> Shape:
    own = {key for key in body if key not in around and key != "unit"}
    forms = [form for form in ("not_set", "free") if form in own]
    tabled = bool(own & {"rows", "steps"})
    beside = {"exempt"} if forms == ["not_set"] else set()
    if len(forms) + tabled != 1 or (forms and own - beside != set(forms)):
        help = "give `rows` or `steps`, or say `free` or `not_set` alone"
        faults.add("wrong-shape", "there is one of a table, `free` and `not_set`", path, help)
        return Free(Text("", ""))
    if "not_set" in own:
        gap, exempt = (
            read_not_set(body["not_set"], (*path, "not_set"), faults),
            read_exemptions(body, path, faults),
        )
        return Table((), path, measure.indicator, exempt, not_set=gap) if exempt else gap
    if "free" in own:
        return Free(faults.text(body["free"], (*path, "free")))
    return read_table(measure, body, path, faults)


# --- vouchers ---------------------------------------------------------------------------------------------------------

_REQUIRED = ("title", "services", "payer", "pays", "norms", "cites")
_OPTIONAL = ("unit_value", "group", "family_group", "transport", "last_day", "readings", "invoices", "excess")


def read_voucher(name: str, data: Any, path: Path, faults: Faults) -> Voucher | None:
    """Read one voucher; None after reporting that it has no such form."""
    body = faults.mapping(data, path, _REQUIRED, _OPTIONAL)
    if body is None:
        return None
    values = {key: value for key in VOUCHER_VALUES if (value := _value(body.get(key), (*path, key), faults))}
    return Voucher(
        name=name,
        title=faults.text(body["title"], (*path, "title")),
        services=_words(body["services"], (*path, "services"), faults),
        payer=faults.word(body["payer"], (*path, "payer")),
        values=MappingProxyType(values),
        last_day=_last_day(body["last_day"], (*path, "last_day"), faults) if "last_day" in body else None,
        readings=_words(body.get("readings"), (*path, "readings"), faults),
        invoices=read_citation(body["invoices"], (*path, "invoices"), faults) if "invoices" in body else None,
        excess=_excess(body["excess"], (*path, "excess"), faults) if "excess" in body else None,
        norms=_words(body["norms"], (*path, "norms"), faults),
        cites=read_citation(body["cites"], (*path, "cites"), faults),
        path=path,
    )


def _words(data: Any, path: Path, faults: Faults) -> tuple[str, ...]:
    return tuple(faults.word(item, (*path, n)) for n, item in enumerate(faults.items(data, path)))


def _value(data: Any, path: Path, faults: Faults) -> str | None:
    """The name of the value that a key names; None when the key is not there, or after reporting another form."""
    if data is None:
        return None
    if isinstance(data, str) and data.startswith("$") and len(data) > 1:
        return data[1:]
    faults.add("wrong-shape", f"`{path[-1]}` of a voucher names a value", path, "write `$name`")
    return None


def _last_day(data: Any, path: Path, faults: Faults) -> LastDay | None:
    """A fact, or a fact for each option of one reading."""
    if isinstance(data, str):
        return LastDay(None, MappingProxyType({"": data}))
    body = faults.mapping(data, path, ("by_reading",))
    if body is None:
        return None
    below = (*path, "by_reading")
    told = faults.by_reading(body["by_reading"], below, "fact")
    if told is None:
        return None
    reading, facts = told
    return LastDay(
        reading, {option: faults.word(f, (*below, reading, option)) for option, f in facts.items()}
    )


def _excess(data: Any, path: Path, faults: Faults) -> Beyond | None:
    body = faults.mapping(data, path, ("text", "cites"))
    if body is None:
        return None
    return Beyond(
        faults.text(body["text"], (*path, "text")), read_citation(body["cites"], (*path, "cites"), faults)
    )
