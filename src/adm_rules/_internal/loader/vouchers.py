"""Reads vouchers of a rule file: who pays an agency for which hours."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import read_citation
from adm_rules._internal.rules import VOUCHER_VALUES, Beyond, LastDay, Path, Voucher

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
    options: Mapping[str, Any] = faults.named(body["by_reading"], below)
    if len(options) != 1:
        help = "by_reading: {reading: {option: fact}}"
        faults.add("wrong-shape", "`by_reading` names exactly one reading", below, help)
        return None
    ((reading, facts),) = options.items()
    named = faults.named(facts, (*below, reading))
    return LastDay(
        reading, {option: faults.word(f, (*below, reading, option)) for option, f in named.items()}
    )


def _excess(data: Any, path: Path, faults: Faults) -> Beyond | None:
    body = faults.mapping(data, path, ("text", "cites"))
    if body is None:
        return None
    return Beyond(
        faults.text(body["text"], (*path, "text")), read_citation(body["cites"], (*path, "cites"), faults)
    )
