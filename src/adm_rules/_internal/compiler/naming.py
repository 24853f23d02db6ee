"""Which values and readings a part of a rule file names, and the values that nothing names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.diagnostics import Weight
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.rules import Regulation


def named_in(data: Any, registry: Registry) -> Iterator[str]:
    """The values and readings that a part of a file names, those inside the facts that it asks included."""
    if isinstance(data, str):
        yield data.removeprefix("$") if data.startswith("$") else ""
        yield from registry.values_inside(data)
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield from item if key == "by_reading" and isinstance(item, Mapping) else ()
            yield from registry.values_inside(key)
            yield from named_in(item, registry)
    elif isinstance(data, list):
        for item in data:
            yield from named_in(item, registry)


def tell_unpriced(regulation: Regulation, faults: Faults) -> None:
    """Tell of each tariff that prices no service, and is no part of another; of an overlay its base tells."""
    parts = {part.of for tariff in regulation.tariffs.values() for part in tariff.parts}
    for name, tariff in regulation.tariffs.items() if regulation.base is None else ():
        if not tariff.services and name not in parts:
            help = "say which services it is for: `services: [home_education]`"
            message = f"the tariff `{name}` prices no service"
            faults.notice("prices-nothing", message, ("tariffs", name), help, Weight.WARNING)


def tell_unused(regulation: Regulation, registry: Registry, faults: Faults) -> None:
    """Tell of each value that no other part of the file names; of an overlay its base tells."""
    if regulation.base is not None or not regulation.values:
        return
    rest = {key: item for key, item in regulation.data.items() if key != "values"}
    named = set(named_in(rest, registry))
    for name in regulation.values:
        if name not in named:
            message = f"no rule, fact, tariff, order or voucher names `${name}`"
            help = "write it where it counts, or take it out"
            faults.notice("unused-value", message, ("values", name), help, Weight.WARNING)
