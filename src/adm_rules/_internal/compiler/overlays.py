"""Lays an overlay over its base, and refuses one that loosens a base rule without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from adm_rules._internal.calendar import year_of
from adm_rules._internal.compiler.pins import check_pin
from adm_rules._internal.compiler.signs import effects, growth
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.facts.basis import readings_of, rests_on
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.names import joined_names
from adm_rules._internal.loader.overlay import Changed, Declared, Disabled, Overlay
from adm_rules._internal.names.base import joined
from adm_rules._internal.rules import Amount, Conventions, NotSet, Regulation, Rule, Tariff, Value, Version
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.values.operators import EASIER, EITHER

_ARTICLE = re.compile(r"^(il |lo |la |l'|l’|i |gli |le |the )")


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A rule of the base that an overlay may loosen, and what the overlay declares about it."""

    rule: str
    how: str  # value | reading | disabled
    declared: Declared


def apply_overlay(
    base: Regulation, overlay: Overlay, registry: Registry, faults: Faults
) -> tuple[Regulation, tuple[Relaxed, ...]]:
    """The rule set that base and overlay make together, and the rules to judge under both.

    Faults go to ``faults``: a base that changed, loosening that is not declared, declarations of nothing.
    """
    relaxed = [
        item for changed in overlay.values for item in _check_value(base, overlay, changed, registry, faults)
    ]
    relaxed += _check_readings(base, overlay, registry, faults)
    relaxed += _check_disabled(base, overlay, faults)
    _check_rules(base, overlay, faults)
    _check_names(base, overlay, faults)
    _check_tariffs(base, overlay, faults)
    _check_service_holidays(base, overlay, registry, faults)
    if not faults.found:
        check_pin(base, overlay, registry, faults)
    values = {
        **base.values,
        **{item.name: _laid_over(base.values[item.name], item) for item in overlay.values},
    }
    chosen = {item.reading: item.use for item in overlay.readings}
    readings = {
        name: replace(each, default=chosen.get(name, each.default)) for name, each in base.readings.items()
    }
    whole = replace(
        base,
        id=overlay.id,
        title=overlay.title,
        version=overlay.version,
        file=overlay.file,
        text=overlay.text,
        data=overlay.data,
        conventions=_with_patrons(base, overlay),
        values=MappingProxyType(values),
        readings=MappingProxyType(readings),
        tariffs=MappingProxyType({**base.tariffs, **_laid_tariffs(base, overlay)}),
        rules=(
            *(_with_gaps(rule, overlay.disabled) for rule in base.rules),
            *(replace(rule, disabled=((0, overlay.adopted_on - 1),)) for rule in overlay.rules),
        ),
        names=joined_names(base.names, overlay.names),
        indicators=MappingProxyType({**base.indicators, **overlay.indicators}),
        facts=MappingProxyType({**base.facts, **overlay.facts}),
        shared=(*base.shared, *overlay.shared),
        base=base.id,
        parts=base.parts.joined(overlay.parts),
        presumes=tuple(each for each in base.presumes if each.absent not in overlay.not_presumed),
    )
    return whole, tuple(relaxed)


def _with_gaps(rule: Rule, disabled: Iterable[Disabled]) -> Rule:
    gaps = tuple((item.day_from, item.day_until or NOT_YET) for item in disabled if item.rule == rule.id)
    return replace(rule, disabled=gaps) if gaps else rule


def _with_patrons(base: Regulation, overlay: Overlay) -> Conventions:
    """The base's habits, with the patron days that the overlay names."""
    days = {**dict(base.conventions.service_holidays), **dict(overlay.service_holidays)}
    return replace(base.conventions, service_holidays=tuple(days.items()))


# --- values -----------------------------------------------------------------------------------------------------------


def _laid_over(value: Value, changed: Changed) -> Value:
    """The value's history with the overlay's entries in force where they say, and the base's elsewhere."""
    entries = (*value.history, *changed.history)
    marks = {0} | {entry.day_from for entry in entries if entry.day_from is not None}
    marks |= {entry.day_until + 1 for entry in entries if entry.day_until is not None}
    ordered = sorted(marks)
    history = []
    for day, following in zip(ordered, [*ordered[1:], None], strict=True):
        entry = _at(changed.history, day) or _at(value.history, day) or _gap(value, changed)
        if entry is not None:
            last = None if following is None else following - 1
            history.append(replace(entry, day_from=day or None, day_until=last))
    return replace(value, history=tuple(history), not_set=None)


def _gap(value: Value, changed: Changed) -> Amount | None:
    """What is in force when neither history says: that no act sets the value, if the base says so."""
    if value.not_set is None:
        return None
    return Amount(None, None, None, value.cites, changed.path, not_set=value.not_set)


def _at(history: Iterable[Amount], day: int) -> Amount | None:
    """The entry in force on a day; one without an end lasts until the next begins."""
    found = None
    for entry in history:
        if (entry.day_from or 0) <= day <= (NOT_YET if entry.day_until is None else entry.day_until):
            found = entry
    return found


def _check_value(
    base: Regulation, overlay: Overlay, changed: Changed, registry: Registry, faults: Faults
) -> list[Relaxed]:
    value = base.values[changed.name]
    for entry in changed.history:
        if entry.day_from is None or entry.day_from < overlay.adopted_on:
            message = "this amount starts before the act that sets it was adopted"
            faults.add("overlay-retroactive", message, entry.path, "start it on or after the day of the act")
    pairs = list(_pairs(value, changed))
    filled = [old for old, new in pairs if old.not_set is not None and new.not_set is None]
    for gap in {old.not_set for old in filled}:
        _check_body(gap, overlay, changed, faults)
    moves = {move for old, new in pairs if (move := _move(value.kind, old, new)) is not None}
    if not moves and not filled:
        message = f"`{value.name}` stays what it is in `{base.id}`"
        faults.add("overlay-changes-nothing", message, changed.path, "leave it out")
    verdicts = {rule.id: _verdict(rule, value.name, moves, registry) for rule in base.rules}
    loosened = {rule_id: sign for rule_id, sign in verdicts.items() if sign in (EASIER, EITHER)}
    return _check_declared(base, changed, loosened, faults)


def _check_body(gap: NotSet | None, overlay: Overlay, changed: Changed, faults: Faults) -> None:
    if gap is not None and not _is_for(overlay.body, gap):
        help = f"only {gap.by.en} may set it ({gap.by.it})"
        message = f"`{changed.name}` is not for `{overlay.body}` to set"
        faults.add("overlay-wrong-body", message, changed.path, help)


def _is_for(body: str, gap: NotSet) -> bool:
    """Whether a body is the one that must set a number: by name, whatever else is said of it."""
    return _body_name(body) in (_body_name(gap.by.it), _body_name(gap.by.en))


def _body_name(text: str) -> str:
    """The name of a body without its article and without what stands in brackets or behind a comma."""
    return _ARTICLE.sub("", re.split("[,(]", text)[0].strip().casefold())


def _pairs(value: Value, changed: Changed) -> Iterator[tuple[Amount, Amount]]:
    """What the base and the overlay say in each stretch of time in which an entry of the overlay is in force."""
    for day in sorted({entry.day_from or 0 for entry in (*value.history, *changed.history)}):
        old, new = _at(value.history, day) or _gap(value, changed), _at(changed.history, day)
        if old is not None and new is not None:
            yield old, new


def _move(kind: str, old: Amount, new: Amount) -> int | None:
    """How an amount moves; None when it stays, or when there was none: filling a gap lets nobody off."""
    if old.not_set is not None:
        return None
    if old.by_reading is not None or new.by_reading is not None or new.not_set is not None:
        return EITHER
    return growth(kind, old.amount, new.amount)


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
    for rule_id, declared in changed.loosens.items():
        if rule_id not in known:
            faults.unknown("rule", rule_id, known, (*declared.path, "rule"), at_key=False)
        elif rule_id not in loosened:
            message = f"`{rule_id}` is not loosened by `{changed.name}`"
            faults.add("overlay-loosens-nothing", message, declared.path, "leave it out")
    return [
        Relaxed(rule_id, "value", changed.loosens[rule_id])
        for rule_id in loosened
        if rule_id in changed.loosens
    ]


# --- readings, disabled rules, new rules ------------------------------------------------------------------------------


def _check_readings(base: Regulation, overlay: Overlay, registry: Registry, faults: Faults) -> list[Relaxed]:
    relaxed: list[Relaxed] = []
    seen: set[str] = set()
    for chosen in overlay.readings:
        reading = base.readings.get(chosen.reading)
        if reading is None:
            faults.unknown("reading", chosen.reading, base.readings, (*chosen.path, "reading"), at_key=False)
            continue
        if chosen.reading in seen:
            message = f"`{chosen.reading}` is chosen twice"
            faults.add("duplicate-id", message, (*chosen.path, "reading"), "choose one option")
        seen.add(chosen.reading)
        usable = [option.name for option in reading.options.values() if option.evaluate]
        if chosen.use not in usable:
            faults.unknown("option", chosen.use, usable, (*chosen.path, "use"), at_key=False)
        elif chosen.use == reading.default:
            message = f"`{chosen.use}` is the default already"
            faults.add("overlay-changes-nothing", message, chosen.path, "leave it out")
        users = [rule for rule in base.rules if chosen.reading in readings_of(rule, base, registry)]
        relaxed += [Relaxed(rule.id, "reading", chosen.declared) for rule in users]
    return relaxed


def _check_disabled(base: Regulation, overlay: Overlay, faults: Faults) -> list[Relaxed]:
    known = {rule.id for rule in base.rules}
    for item in overlay.disabled:
        if item.rule not in known:
            faults.unknown("rule", item.rule, known, (*item.path, "rule"), at_key=False)
        if item.day_from < overlay.adopted_on:
            message = "the rule would be set aside before the act that does so was adopted"
            help = "start on or after the day of the act"
            faults.add("overlay-retroactive", message, (*item.path, "from"), help)
        if item.day_until is not None and item.day_until < item.day_from:
            message = "the rule would be set aside until before it is"
            faults.add("end-before-start", message, (*item.path, "until"))
    return [Relaxed(item.rule, "disabled", item.declared) for item in overlay.disabled]


def _check_rules(base: Regulation, overlay: Overlay, faults: Faults) -> None:
    if overlay.id == base.id:
        message, help = "an overlay needs a name of its own", f"such as `{base.id}_{_year(overlay)}`"
        faults.add("duplicate-id", message, ("id",), help)
    known = {rule.id for rule in base.rules}
    for rule in overlay.rules:
        path = (*rule.path, "id")
        if rule.id in known:
            message = f"`{base.id}` has a rule `{rule.id}` already"
            faults.add("duplicate-id", message, path, "a base rule cannot be rewritten")
        elif not rule.id.startswith(f"{overlay.id}."):
            message, help = "a rule of an overlay bears its name", f"write `{overlay.id}.{rule.id}`"
            faults.add("overlay-rule-id", message, path, help)


def _year(overlay: Overlay) -> int:
    return year_of(max(overlay.adopted_on, 1))


# --- names, tariffs ---------------------------------------------------------------------------------------------------


def _check_names(base: Regulation, overlay: Overlay, faults: Faults) -> None:
    for name, members in overlay.names.items():
        for member in members:
            if member in base.names.get(name, {}):
                message = f"`{base.id}` has the name `{member}` already"
                declared = member in overlay.indicators
                path = ("indicators", member) if declared else ("names", name, member)
                faults.add("overlay-renames", message, path, "leave it out", at_key=True)
    for name, edges in joined(overlay.parts.counts_as, overlay.parts.may_be).items():
        for member in edges:
            if member not in overlay.names.get(name, {}):
                message = f"what `{member}` is part of is for `{base.id}` to say"
                faults.add("overlay-renames", message, ("names", name, member), "leave it out", at_key=True)


def _check_tariffs(base: Regulation, overlay: Overlay, faults: Faults) -> None:
    """An overlay may add a tariff, or answer what no act has; it cannot replace one that there is."""
    for tariff in overlay.tariffs.values():
        _check_starts(tariff, overlay, faults)
        old = base.tariffs.get(tariff.name)
        if old is None:
            continue
        if old.not_set is None or tariff.not_set is not None:
            message = f"`{tariff.name}` is not an open question of `{base.id}` that this answers"
            faults.add(
                "overlay-tariff", message, tariff.path, "an overlay fills what is `not_set`", at_key=True
            )
        elif not _is_for(overlay.body, old.not_set):
            help = f"only {old.not_set.by.en} may set it ({old.not_set.by.it})"
            message = f"`{tariff.name}` is not for `{overlay.body}` to set"
            faults.add("overlay-wrong-body", message, tariff.path, help, at_key=True)


def _check_starts(tariff: Tariff, overlay: Overlay, faults: Faults) -> None:
    for version in (*tariff.history, *(each for part in tariff.parts for each in part.own.history)):
        if version.day_from is not None and version.day_from < overlay.adopted_on:
            message = "this tariff starts before the act that sets it was adopted"
            faults.add(
                "overlay-retroactive", message, version.path, "start it on or after the day of the act"
            )


def _laid_tariffs(base: Regulation, overlay: Overlay) -> Mapping[str, Tariff]:
    """Each tariff of the overlay from its act on, with the base's silence before, between and after."""
    return {
        name: _laid_tariff(base.tariffs.get(name), tariff, overlay.adopted_on)
        for name, tariff in overlay.tariffs.items()
    }


def _laid_tariff(old: Tariff | None, new: Tariff, adopted_on: int) -> Tariff:
    history: list[Version] = [] if old is None else [replace(old.history[0], cites=old.cites)]
    for version in new.history:
        history.append(replace(version, day_from=version.day_from or adopted_on))
        if old is not None and version.day_until is not None:
            history.append(replace(history[0], day_from=version.day_until + 1))
    services = new.services or (old.services if old is not None else ())
    return replace(new, history=tuple(history), services=services)


# --- patron days ------------------------------------------------------------------------------------------------------


def _check_service_holidays(base: Regulation, overlay: Overlay, registry: Registry, faults: Faults) -> None:
    """An overlay may name patron days, unless a rule of the base rests on them: nobody can tell which way that goes."""
    known = dict(base.conventions.service_holidays)
    for town, day in overlay.service_holidays:
        if known.get(town) == day:
            message = f"`{base.id}` has this patron day already"
            faults.add("overlay-changes-nothing", message, ("service_holidays",), "leave it out", at_key=True)
    aside = {item.rule for item in overlay.disabled}
    for rule in base.rules if overlay.service_holidays else ():
        if rule.id not in aside and rests_on(rule, "patron", registry):
            message = f"with these days the rule `{rule.id}` may be easier to keep"
            help = "set the rule aside, and add one of the overlay's own"
            faults.add("overlay-loosens-silently", message, ("service_holidays",), help, at_key=True)
