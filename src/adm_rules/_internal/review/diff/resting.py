"""What answers that are no verdicts rest on: the amounts, readings and facts of money, of orders and of purposes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import fields, is_dataclass
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.rules import Regulation, Value
from adm_rules._internal.texts import Text

#: Places in files, and texts as they are read: they change no meaning.
PLACES: Final = frozenset({"path", "place", "file"})


def bare(thing: Any, *, words: bool = True) -> Any:
    """What a thing of a rule file says, without the places where it stands: equal where it says the same.

    Without ``words`` neither its texts for people nor its citations count.
    """
    if not words and isinstance(thing, Text | Citation):
        return None
    if is_dataclass(thing):
        kept = (each.name for each in fields(thing) if each.name not in PLACES)
        return type(thing).__name__, tuple((name, bare(getattr(thing, name), words=words)) for name in kept)
    if isinstance(thing, Mapping):
        said = ((str(key), bare(value, words=words)) for key, value in thing.items())
        return tuple(sorted(said, key=lambda pair: pair[0]))
    return tuple(bare(each, words=words) for each in thing) if isinstance(thing, (list, tuple)) else thing


def so_far(value: Value, day: int) -> Any:
    """The amounts of a value on the days up to one."""
    periods = ((first, min(last, day), entry) for first, last, entry in value.periods() if first <= day)
    return tuple((first, last, bare(entry.amounts())) for first, last, entry in periods)


def names_besides_verdicts(rules: RuleSet) -> frozenset[str]:
    """The names that tariffs, vouchers, indicators, orders and purposes rest on, looked into to the end."""
    regulation = rules.regulation
    purposes = [rule.purpose for rule in regulation.rules]
    roots = (regulation.tariffs, regulation.vouchers, regulation.indicators, regulation.orders, purposes)
    return names_below(rules, roots)


def names_below(rules: RuleSet, roots: Any) -> frozenset[str]:
    """The names that parts of a rule set rest on, looked into to the end."""
    regulation, registry = rules.regulation, rules.vocabulary
    waiting, found = set(_names(roots)), set[str]()
    while waiting:
        name = waiting.pop()
        found.add(name)
        inside = {*_names(regulation.values.get(name)), *_names(regulation.facts.get(name))}
        if name in registry.facts:
            inside |= {*registry.made_of(name), *registry.values_inside(name)}
        waiting |= inside - found
    return frozenset(found)


def besides(regulation: Regulation) -> dict[str, Any]:
    """The tariffs, vouchers and orders of a rule set, each by its name with its kind before it."""
    found: dict[str, Any] = {f"tariff {name}": each for name, each in regulation.tariffs.items()}
    found |= {f"voucher {name}": each for name, each in regulation.vouchers.items()}
    return found | {f"order {each.id}": each for each in regulation.orders}


def besides_rules(rules: RuleSet) -> dict[str, Any]:
    """What each tariff, voucher and order says, with the values, readings and facts that it rests on."""
    regulation, things = rules.regulation, besides(rules.regulation)
    held = (regulation.values, regulation.readings, regulation.facts, regulation.tariffs)
    found: dict[str, Any] = {}
    for at, thing in things.items():
        names = names_below(rules, thing)
        below = [bare(each) for of in held for name, each in sorted(of.items()) if name in names]
        found[at] = bare(thing), below, bare(regulation.conventions)
    return found


def _names(thing: Any) -> Iterator[str]:
    """Every word of a thing that is no text for people."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, Text | Citation):
        for each in fields(thing):
            if each.name not in PLACES:
                yield from _names(getattr(thing, each.name))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _names((key, value))
    elif isinstance(thing, (list, tuple, frozenset)):
        for each in thing:
            yield from _names(each)
