"""Checks of overlays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.proof.claims import looser
from adm_rules._internal.rules import Amount, Value
from adm_rules._internal.values.bounds import NOT_YET


@check(Level.WARNING)
def overlay_idle(material: Material) -> Iterator[LintMark]:
    """An amount of an overlay is what its base says anyway.

    Why: it reads like a change, has to be compared whenever the base changes, and overrides a later change of the
    base. An amount that ends says so by `until`; the base is in force again behind it.

    Bad:

        extends: {rules: tirano}
        values:
          weekly_cap:
            history:
              - {from: 2027-03-01, until: 2027-12-31, is: 9 h, cites: {article: "1"}}
              - {from: 2028-01-01, is: 10 h, cites: {article: "1"}}

    Good:

        extends: {rules: tirano}
        values:
          weekly_cap:
            history: [{from: 2027-03-01, until: 2027-12-31, is: 9 h, cites: {article: "1"}}]
    """
    # Entries of an overlay's histories that say what the base says on each of their days.
    base = material.rules.base
    values: Mapping[str, Any] = material.regulation.data.get("values") or {} if base is not None else {}
    for name, written in values.items():
        was, now = base.regulation.values[name], material.regulation.values[name]  # type: ignore[union-attr]
        for n, first in enumerate(_days(written)):
            entry = now.entry_on(first)
            if entry is not None and _same_throughout(was, entry):
                message = f"`${name}` is what `{material.regulation.base}` says on these days"
                yield LintMark(("values", name, "history", n), message, "drop the entry")


def _days(written: Mapping[str, Any]) -> Iterator[int]:
    return (date.fromisoformat(str(each["from"])).toordinal() for each in written.get("history") or ())


def _same_throughout(was: Value, entry: Amount) -> bool:
    """Whether the base has the amount of an entry on all days of the entry, and one there is."""
    first, last = entry.day_from or 0, entry.day_until or NOT_YET
    met = [old for start, end, old in was.periods() if start <= last and end >= first]
    return bool(met) and all(
        (old.amount, old.by_reading, old.not_set) == (entry.amount, entry.by_reading, entry.not_set)
        for old in met
    )


@check(Level.NOTE)
def overlay_looser(material: Material) -> Iterator[LintMark]:
    """A reading that an overlay chooses makes a rule of the base easier to keep.

    Why: a reading has one reason for all the rules that rest on it; the reviewer sees here which of them nobody
    breaches who did not breach them before. An amount that loosens names each rule itself, or is refused by
    loading. It is said by proof alone, with the extra `proof`.

    Bad:

        extends: {rules: tirano}
        readings:
          - reading: licence_who
            use: drivers
            because: {it: solo chi guida, en: drivers alone}
            cites: {article: "1"}

    Good:

        extends: {rules: tirano}
        readings:
          - reading: cap_counts
            use: all_work
            because: {it: tutto il lavoro, en: all work}
            cites: {article: "1"}
    """
    # Rules that rest on a reading chosen by the overlay, and are proved never stricter, and not proved the same.
    base, relaxed = material.rules.base, material.rules.relaxed
    paths = {item.rule: item.declared.path for item in relaxed if item.how == "reading"}
    if base is not None:
        for rule in looser(base.program, material.rules.program, paths):
            message = f"`{rule}` is easier to keep by this reading"
            yield LintMark(paths[rule], message, "see that the reason given holds for it")
