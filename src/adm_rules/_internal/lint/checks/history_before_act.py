"""An amount is in force before its act was adopted.

Why: a date is often mistyped, and then old weeks and invoices are judged by an amount that nobody had set.

Bad:

    act:
      title: {it: Atto, en: Act}
      body: Assemblea
      adopted: [{body: Assemblea, "on": 2024-01-10}]
      document: act
    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        history: [{from: 2004-02-01, is: 3 h, cites: {article: "1"}}]
    rules:
      - per: session
        when: {session_start: {exists: true}}
        require: {venue: {is: home}}

Good:

    act:
      title: {it: Atto, en: Act}
      body: Assemblea
      adopted: [{body: Assemblea, "on": 2024-01-10}]
      document: act
    values:
      cap:
        kind: minutes
        label: {it: tetto, en: cap}
        history: [{from: 2024-02-01, is: 3 h, cites: {article: "1"}}]
    rules:
      - per: session
        when: {session_start: {exists: true}}
        require: {venue: {is: home}}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Entries of the act itself that begin before its first adoption."""
    regulation = material.regulation
    adopted = min((date.fromisoformat(step["on"]) for step in regulation.act.adopted), default=None)
    if adopted is None:
        return
    for value in regulation.values.values():
        for entry in value.history:
            own = entry.cites is not None and entry.cites.act is None
            if own and entry.day_from is not None and entry.day_from < adopted.toordinal():
                message = f"`{value.name}` has an amount from before the act was adopted ({adopted})"
                yield LintMark((*entry.path, "from"), message, "correct the day, or cite the earlier act")
