"""Reads indicators: what tariffs measure a family's means by, besides the ISEE."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.dataclass import replace
from adm_rules._internal.loader.conditions import read_fact
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.fees import read_place
from adm_rules._internal.loader.values import MEASURES, read_amount
from adm_rules._internal.names import NAMES
from adm_rules._internal.rules import ISEE, FactRef, Indicator, Path
from adm_rules._internal.texts import Text
from adm_rules._internal.values.amounts import PLACES

#: Kinds of what a fact comes to.
MEASURED: Final = (*MEASURES, "count", "minutes", "days", "months", "years")


def read_indicators(data: Any, faults: Faults) -> Mapping[str, Indicator]:
    """Every indicator of a file; each is a kind of certificate of its own."""
    found = {}
    for name, body in faults.named(data, ("indicators",)).items():
        path = ("indicators", name)
        if name == ISEE.name or name in NAMES["isee_kind"]:
            help = "an ISEE needs no declaration: name its kinds under `accepts`"
            faults.add("wrong-shape", f"`{name}` is the library's own", path, help, at_key=True)
        indicator = _indicator(name, body, path, faults)
        if indicator is not None:
            found[name] = indicator
    return MappingProxyType(found)


def with_kinds(
    names: Mapping[str, Mapping[str, Text]], indicators: Mapping[str, Indicator]
) -> Mapping[str, Mapping[str, Text]]:
    """The names of a file, the indicators that are attested among the kinds of certificates."""
    attested = {name: each.label for name, each in indicators.items() if each.attested}
    if not attested:
        return names
    own = {**names.get("isee_kind", {}), **attested}
    return MappingProxyType({**names, "isee_kind": MappingProxyType(own)})


def _indicator(name: str, data: Any, path: Path, faults: Faults) -> Indicator | None:
    body = faults.mapping(data, path, ("label", "kind"), ("fact", "decimals", "lowest", "highest", "lasts"))
    if body is None:
        return None
    kind = faults.choice(body["kind"], MEASURED if "fact" in body else MEASURES, (*path, "kind"), "money")
    label, decimals = faults.text(body["label"], (*path, "label")), _decimals(kind, body, path, faults)
    lasts, fact = _lasts(body.get("lasts"), path, faults), _fact(body, path, faults)
    found = Indicator(name, label, kind, decimals, lasts=lasts, path=path, fact=fact)
    lowest, highest = (_end(found, body.get(key), (*path, key), faults) for key in ("lowest", "highest"))
    found = replace(found, lowest=lowest or 0, highest=highest)
    if highest is not None and highest <= found.lowest:
        help = "the highest value lies above the lowest"
        faults.add("wrong-shape", "an indicator has no such range", (*path, "highest"), help)
    return found


def _fact(body: Mapping[str, Any], path: Path, faults: Faults) -> FactRef | None:
    """The fact that makes it, where no certificate does."""
    if "fact" not in body:
        return None
    if "lasts" in body:
        help = "leave out `lasts`, or `fact`"
        faults.add(
            "wrong-shape", "what a fact comes to has no certificate that lasts", (*path, "lasts"), help
        )
    return read_fact(body["fact"], (*path, "fact"), faults)


def _decimals(kind: str, body: Mapping[str, Any], path: Path, faults: Faults) -> int:
    """The decimals of its last place: of an amount in euro, two."""
    if kind not in MEASURES:
        if "decimals" in body:
            help = "leave it out"
            faults.add("wrong-shape", "only a `number` has decimals of its own", (*path, "decimals"), help)
        return 0
    raw = body.get("decimals", 2)
    if kind == "money" and raw != 2:
        faults.add("wrong-shape", "an amount in euro has two decimals", (*path, "decimals"), "leave it out")
        return 2
    if raw.__class__ is not int or not 0 <= raw <= PLACES:
        faults.add("wrong-shape", f"from 0 to {PLACES} decimals", (*path, "decimals"), "write `decimals: 4`")
        return 2
    return int(raw)


def _end(indicator: Indicator, data: Any, path: Path, faults: Faults) -> int | None:
    """An end of its range; None where it has none."""
    found = None if data is None else read_place(indicator, data, path, faults)
    if found is None or isinstance(found, int):
        return found
    faults.add("bad-amount", "the range of an indicator is written as numbers", path, "write the number")
    return None


def _lasts(data: Any, path: Path, faults: Faults) -> int | None:
    if data is None:
        return None
    body = faults.mapping(data, (*path, "lasts"), ("months",))
    if body is None:
        return None
    months = read_amount("months", body["months"], (*path, "lasts", "months"), faults)
    return None if months is None else int(months)
