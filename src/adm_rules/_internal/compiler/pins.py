"""What an overlay touches of its base, in the words of the base's file, and what has changed of it since.

The pin holds what bears on answers: amounts and their days, options, conditions, severities. Titles, messages,
citations and comments may change, rules may move, and what the overlay does not touch may say anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.compiler.checks import named_in
from adm_rules._internal.compiler.signs import effects
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.overlay import Overlay
from adm_rules._internal.loader.pins import KINDS, Pin, differences
from adm_rules._internal.loader.rules import GUIDANCE
from adm_rules._internal.rules import Regulation, Rule


def pin_of(base: Regulation, overlay: Overlay, registry: Registry) -> Pin:
    """Everything of the base that the overlay touches.

    Those are the values, readings and tariffs that it changes, the rules that rest on one of them or that it sets
    aside, and the values and readings that these rules, or rules of its own, name besides.
    """
    data = base.data
    touched = [rule for rule in base.rules if _touches(rule, base, overlay, registry)]
    bodies = {each["id"]: _rule(each, data.get("derogations") or {}) for each in data.get("rules", ())}
    rules = {name: bodies[name] for name in sorted(rule.id for rule in touched)}
    own = [each for each in overlay.data.get("rules") or () if isinstance(each, Mapping)]
    named = {name for each in (*rules.values(), *own) for name in named_in(each, registry)}
    named |= {name for rule in touched for name in readings_of(rule, base, registry)}
    changed = {item.name for item in overlay.values} | {item.reading for item in overlay.readings}
    return {
        "base": {"version": base.version},
        "conventions": _conventions(data.get("conventions") or {}, overlay),
        "values": _some(data.get("values"), changed | named, _value),
        "readings": _some(data.get("readings"), changed | named, _reading),
        "tariffs": _some(data.get("tariffs"), set(overlay.tariffs), _tariff),
        "rules": rules,
    }


def check_pin(base: Regulation, overlay: Overlay, registry: Registry, faults: Faults) -> None:
    """Report everything that the overlay touches and that is no longer what its pin says."""
    if overlay.pinned is None:
        message = "the overlay does not say what it was written against"
        faults.add("overlay-not-pinned", message, (), f"compare it with `{base.id}`, then {_COMMAND}")
        return
    now = pin_of(base, overlay, registry)
    for kind in KINDS[1:]:
        before = faults.named(overlay.pinned.get(kind), ("pinned", kind))
        for name in dict.fromkeys((*before, *now[kind])):
            told = "; ".join(_told(name, before, now[kind]))
            if told:
                at = ("pinned", kind, name) if name in before else ("pinned",)
                message = f"`{base.id}` has changed under this overlay ({kind}, `{name}`): {told}"
                faults.add(
                    "overlay-base-changed", message, at, f"review the overlay, then {_COMMAND}", at_key=True
                )


_COMMAND = "run `adm-rules pin` with this file"


def _told(name: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if name not in now:
        yield "the overlay touches it no longer"
    elif name not in before:
        yield "the overlay touches it, and its pin does not have it"
    else:
        yield from differences(before[name], now[name])


# --- what is touched --------------------------------------------------------------------------------------------------


def _touches(rule: Rule, base: Regulation, overlay: Overlay, registry: Registry) -> bool:
    if any(item.rule == rule.id for item in overlay.disabled):
        return True
    if any(effects(rule, item.name, registry) for item in overlay.values):
        return True
    chosen = {item.reading for item in overlay.readings}
    return not chosen.isdisjoint(readings_of(rule, base, registry))


# --- what of it bears on answers --------------------------------------------------------------------------------------


def _some(data: Any, names: set[str], of: Any) -> dict[str, Any]:
    found = data or {}
    return {name: of(found[name]) for name in sorted(names & found.keys())}


def _without(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: item for key, item in data.items() if key not in keys}


def _rule(data: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    found = _without(data, "id", "title", "norms", "cites", "topic", "follows")
    found["otherwise"] = _without(data["otherwise"], "message", "severity_because", *GUIDANCE)
    if data.get("derogations"):
        each = ({**shared.get(str(item.get("use")), {}), **item} for item in data["derogations"])
        found["derogations"] = [_without(item, "title", "cites") for item in each]
    return found


def _value(data: Mapping[str, Any]) -> dict[str, Any]:
    found = _open(_without(data, "label", "cites"))
    if "history" in data:
        found["history"] = [_open(_without(entry, "cites")) for entry in data["history"]]
    return found


def _open(data: dict[str, Any]) -> dict[str, Any]:
    """Who must set what is not set, and until when, stays; what to ask that body for is words."""
    found = {**data, "not_set": data["not_set"]["by"]} if "not_set" in data else data
    return {**found, "each_year": _without(found["each_year"], "asks")} if "each_year" in found else found


def _reading(data: Mapping[str, Any]) -> dict[str, Any]:
    options = {name: option.get("evaluate", True) for name, option in data["options"].items()}
    return {**_without(data, "question", "norms"), "options": options}


def _tariff(data: Mapping[str, Any]) -> dict[str, Any]:
    return _open(_without(data, "cites"))


def _conventions(data: Mapping[str, Any], overlay: Overlay) -> dict[str, Any]:
    """The habits of the base, of its patron days those that the overlay lays others over."""
    towns = {town for town, _ in overlay.service_holidays}
    days = {town: day for town, day in (data.get("service_holidays") or {}).items() if town in towns}
    return {**_without(data, "service_holidays"), **({"service_holidays": days} if days else {})}
