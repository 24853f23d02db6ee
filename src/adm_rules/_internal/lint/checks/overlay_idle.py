"""An amount of an overlay is what its base says anyway.

Why: it reads like a change, has to be compared whenever the base changes, and overrides a later change of the base. An
amount that ends says so by `until`; the base is in force again behind it.

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

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Amount, Value
from adm_rules._internal.values.bounds import NOT_YET

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Entries of an overlay's histories that say what the base says on each of their days."""
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
