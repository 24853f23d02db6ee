"""Lays an overlay over its base, and refuses one that loosens a base rule without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from adm_rules.bounds import NOT_YET
from adm_rules.compiler.signs import EASIER, EITHER, effects, growth
from adm_rules.facts.registry import Registry
from adm_rules.loader.faults import Faults
from adm_rules.loader.overlay import Changed, Declared, Disabled, Overlay
from adm_rules.rules import Amount, NotSet, Regulation, Rule, Value
from adm_rules.texts import Text


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A rule of the base that an overlay may loosen, and what the overlay declares about it."""

    rule: str
    how: str  # value | reading | disabled
    declared: Declared


def apply_overlay(
    base: Regulation, fingerprint: str, overlay: Overlay, registry: Registry, faults: Faults
) -> tuple[Regulation, tuple[Relaxed, ...]]:
    """The rule set that base and overlay make together, and the rules to judge under both.

    Faults go to ``faults``: a base that changed, loosening that is not declared, declarations of nothing.
    """
    if overlay.base_fingerprint != fingerprint:
        help = f"review the overlay against the base as it is now, then write `fingerprint: {fingerprint}`"
        message = f"the overlay was written against another text of `{base.id}`"
        faults.add("overlay-base-changed", message, ("extends", "fingerprint"), help)
    relaxed = [
        item for changed in overlay.values for item in _check_value(base, overlay, changed, registry, faults)
    ]
    relaxed += _check_readings(base, overlay, faults)
    relaxed += _check_disabled(base, overlay, faults)
    _check_rules(base, overlay, faults)
    values = {
        **base.values,
        **{item.name: _laid_over(base.values[item.name], item) for item in overlay.values},
    }
    readings = {
        name: replace(
            reading, default=next((c.use for c in overlay.readings if c.reading == name), reading.default)
        )
        for name, reading in base.readings.items()
    }
    whole = replace(
        base,
        id=overlay.id,
        title=overlay.title,
        version=overlay.version,
        file=overlay.file,
        text=overlay.text,
        values=MappingProxyType(values),
        readings=MappingProxyType(readings),
        tariffs=MappingProxyType({**base.tariffs, **overlay.tariffs}),
        rules=(*(_with_gaps(rule, overlay.disabled) for rule in base.rules), *overlay.rules),
        names=_joined_names(base, overlay),
    )
    return whole, tuple(relaxed)


def _joined_names(base: Regulation, overlay: Overlay) -> Mapping[str, Mapping[str, Text]]:
    lists = {*base.names, *overlay.names}
    return MappingProxyType(
        {name: {**overlay.names.get(name, {}), **base.names.get(name, {})} for name in lists}
    )


def _with_gaps(rule: Rule, disabled: Iterable[Disabled]) -> Rule:
    gaps = tuple((item.day_from, item.day_until or NOT_YET) for item in disabled if item.rule == rule.id)
    return replace(rule, disabled=gaps) if gaps else rule


# --- values -----------------------------------------------------------------------------------------------------------


def _laid_over(value: Value, changed: Changed) -> Value:
    """The value's history with the overlay's entries in force where they say, and the base's elsewhere."""
    marks = {entry.day_from or 0 for entry in (*value.history, *changed.history)}
    marks |= {
        entry.day_until + 1 for entry in (*value.history, *changed.history) if entry.day_until is not None
    }
    history: list[Amount] = []
    for day in sorted(marks):
        entry = _at(changed.history, day) or _at(value.history, day)
        if entry is None and value.not_set is not None:
            entry = Amount(day, None, None, value.cites, changed.path, not_set=value.not_set)
        if entry is not None:
            history.append(replace(entry, day_from=day or None, day_until=None))
    if value.not_set is not None and not (history and history[0].day_from is None):
        history.insert(0, Amount(None, None, None, value.cites, changed.path, not_set=value.not_set))
    return replace(value, history=tuple(history), not_set=None)


def _at(history: Iterable[Amount], day: int) -> Amount | None:
    found = None
    for entry in history:
        if (entry.day_from or 0) <= day <= (entry.day_until if entry.day_until is not None else NOT_YET):
            found = entry
    return found


def _check_value(
    base: Regulation, overlay: Overlay, changed: Changed, registry: Registry, faults: Faults
) -> list[Relaxed]:
    value = base.values[changed.name]
    for entry in changed.history:
        if entry.day_from is None or entry.day_from < overlay.adopted_on:
            help = "start it on or after the day of the act"
            faults.add(
                "overlay-retroactive",
                "this amount starts before the act that sets it was adopted",
                entry.path,
                help,
            )
    if value.not_set is not None:
        _check_body(value.not_set, overlay, changed, faults)
        return _check_declared(base, changed, {}, faults)
    moves = _moves(value, changed)
    if not moves:
        faults.add(
            "overlay-changes-nothing",
            f"`{value.name}` stays what it is in `{base.id}`",
            changed.path,
            "leave it out",
        )
    verdicts = {rule.id: _verdict(rule, value.name, moves, registry) for rule in base.rules}
    loosened = {rule_id: sign for rule_id, sign in verdicts.items() if sign in (EASIER, EITHER)}
    return _check_declared(base, changed, loosened, faults)


def _check_body(gap: NotSet, overlay: Overlay, changed: Changed, faults: Faults) -> None:
    if overlay.body not in (gap.by.it, gap.by.en):
        help = f"only {gap.by.en} may set it ({gap.by.it})"
        faults.add(
            "overlay-wrong-body", f"`{changed.name}` is not for `{overlay.body}` to set", changed.path, help
        )


def _moves(value: Value, changed: Changed) -> set[int]:
    """How the amount moves on any day on which the overlay's own entries are in force."""
    days = {entry.day_from or 0 for entry in (*value.history, *changed.history)}
    moves: set[int] = set()
    for day in days:
        old, new = _at(value.history, day), _at(changed.history, day)
        if new is None or old is None or old.not_set is not None:
            continue
        plain = old.by_reading is None and new.by_reading is None and new.not_set is None
        move = growth(value.kind, old.amount, new.amount) if plain else EITHER
        if move is not None:
            moves.add(move)
    return moves


def _verdict(rule: Rule, value: str, moves: set[int], registry: Registry) -> int | None:
    """What the moves do to a rule: easier, harder or either; None when it does not name the value."""
    found = {effect * move for effect in effects(rule, value, registry) for move in moves}
    if not found:
        return None
    return found.pop() if len(found) == 1 else EITHER


def _check_declared(
    base: Regulation, changed: Changed, loosened: Mapping[str, int], faults: Faults
) -> list[Relaxed]:
    for rule_id, sign in loosened.items():
        if rule_id not in changed.loosens:
            how = "is easier to keep" if sign == EASIER else "may be easier to keep"
            help = f"declare it: `loosens: [{{rule: {rule_id}, because: {{it: …, en: …}}, cites: {{…}}}}]`"
            message = f"with this amount of `{changed.name}` the rule `{rule_id}` {how}"
            faults.add("overlay-loosens-silently", message, changed.path, help)
    known = {rule.id for rule in base.rules}
    for rule_id in changed.loosens:
        path = (*changed.path, "loosens")
        if rule_id not in known:
            faults.unknown("rule", rule_id, known, path, at_key=False)
        elif rule_id not in loosened:
            faults.add(
                "overlay-loosens-nothing",
                f"`{rule_id}` is not loosened by `{changed.name}`",
                path,
                "leave it out",
            )
    return [
        Relaxed(rule_id, "value", changed.loosens[rule_id])
        for rule_id in loosened
        if rule_id in changed.loosens
    ]


# --- readings, disabled rules, new rules ------------------------------------------------------------------------------


def _check_readings(base: Regulation, overlay: Overlay, faults: Faults) -> list[Relaxed]:
    relaxed = []
    for chosen in overlay.readings:
        reading = base.readings.get(chosen.reading)
        if reading is None:
            faults.unknown("reading", chosen.reading, base.readings, (*chosen.path, "reading"), at_key=False)
            continue
        option = reading.options.get(chosen.use)
        if option is None or not option.evaluate:
            usable = [name for name, item in reading.options.items() if item.evaluate]
            faults.unknown("option", chosen.use, usable, (*chosen.path, "use"), at_key=False)
        elif chosen.use == reading.default:
            faults.add(
                "overlay-changes-nothing",
                f"`{chosen.use}` is the default already",
                chosen.path,
                "leave it out",
            )
        users = [rule for rule in base.rules if chosen.reading in rule_readings(rule, base)]
        relaxed += [Relaxed(rule.id, "reading", chosen.declared) for rule in users]
    return relaxed


def rule_readings(rule: Rule, base: Regulation) -> set[str]:
    """Readings that a rule rests on, by its conditions; those of its values count as well."""
    from_values = {
        entry.by_reading[0] for value in base.values.values() for entry in value.history if entry.by_reading
    }
    text = repr((rule.when, rule.require, rule.derogations))
    return {name for name in base.readings if f"reading='{name}'" in text} | from_values


def _check_disabled(base: Regulation, overlay: Overlay, faults: Faults) -> list[Relaxed]:
    known = {rule.id for rule in base.rules}
    relaxed = []
    for item in overlay.disabled:
        if item.rule not in known:
            faults.unknown("rule", item.rule, known, (*item.path, "rule"), at_key=False)
        elif item.day_until is not None and item.day_until < item.day_from:
            faults.add(
                "end-before-start", "the rule would be set aside until before it is", (*item.path, "until")
            )
        else:
            relaxed.append(Relaxed(item.rule, "disabled", item.declared))
    return relaxed


def _check_rules(base: Regulation, overlay: Overlay, faults: Faults) -> None:
    known = {rule.id for rule in base.rules}
    for rule in overlay.rules:
        path = (*rule.path, "id")
        if rule.id in known:
            faults.add(
                "duplicate-id",
                f"`{base.id}` has a rule `{rule.id}` already",
                path,
                "a base rule cannot be rewritten",
            )
        elif not rule.id.startswith(f"{overlay.id}."):
            faults.add(
                "overlay-rule-id",
                "a rule of an overlay bears its name",
                path,
                f"write `{overlay.id}.{rule.id}`",
            )
