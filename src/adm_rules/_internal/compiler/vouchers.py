"""Checks what vouchers name: services, payers, values with their kinds, readings, facts of the last day."""

from __future__ import annotations

from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.rules import (
    VOUCHER_VALUES,
    ByReading,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Regulation,
    Voucher,
)


def check_vouchers(low: Lowering, regulation: Regulation) -> None:
    """Check every voucher; what they pay is a further reading of the rule set."""
    taken: set[str] = set()
    for voucher in regulation.vouchers.values():
        _check_names(low, voucher, taken)
        _check_values(low, voucher)
        _check_last_day(low, voucher)


def _check_names(low: Lowering, voucher: Voucher, taken: set[str]) -> None:
    ctx = Context("session")
    low.single(Literal(voucher.payer), "enum", "role", ctx, (*voucher.path, "payer"))
    for n, service in enumerate(voucher.services):
        path = (*voucher.path, "services", n)
        low.single(Literal(service), "enum", "service", ctx, path)
        if service in taken:
            message, help = f"`{service}` has a voucher already", "name each service in one voucher"
            low.faults.add("duplicate-member", message, path, help)
        taken.add(service)


def _check_values(low: Lowering, voucher: Voucher) -> None:
    for key, name in voucher.values.items():
        kind, names = VOUCHER_VALUES[key]
        low.value(name, kind, names, Context("session"), (*voucher.path, key))
    for n, reading in enumerate(voucher.readings):
        if reading not in low.regulation.readings:
            path = (*voucher.path, "readings", n)
            low.faults.unknown("reading", reading, low.regulation.readings, path, at_key=False)


def _check_last_day(low: Lowering, voucher: Voucher) -> None:
    if voucher.last_day is None:
        return
    path = (*voucher.path, "last_day")
    reading = voucher.last_day.reading
    below = path if reading is None else (*path, "by_reading", reading)
    options: dict[str, Condition] = {}
    for option, name in voucher.last_day.facts.items():
        where = below if reading is None else (*below, option)
        options[option] = Comparison(FactRef(name), "exists", Literal(True), (*where, "exists"))
        fact = low.registry.facts.get(name)
        if fact is not None and fact.kind != "date":
            low.faults.add("wrong-kind", f"`{name}` is not a date", where)
    ctx = Context("voucher_term")
    if reading is None:
        low.condition(options[""], ctx)
    else:
        low.condition(ByReading(reading, options, below), ctx)
