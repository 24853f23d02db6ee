"""Points the links of rows at the rows that bear their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adm_rules._internal.compiler.rows import Reading, RowPlan, make_row

#: What ``row.phantom`` is for a row that some id leads to, though no element bears that id.
STRANGER = 2


def resolve_links(linked: Sequence[RowPlan], every: Mapping[str, RowPlan], reading: Reading) -> None:
    """Point each link at the row that bears its id; an id that is missing or unknown leads to a stranger.

    Without an id it leads to nobody if the list beside its own is known to be empty: an intervention comes of no
    request where none was made. ``every`` are all plans, by their subject, ``linked`` those with
    links.
    """
    if not linked:
        return
    wanted = {target for plan in linked for _, target, _ in plan.links}
    tables = {
        target: {row.d.get("id"): row for row in reading.rows[target] if not row.phantom} for target in wanted
    }
    empty = {target for target in wanted if not reading.rows[target]}
    strangers: dict[tuple[str, bool], Any] = {}

    def nameless(plan: RowPlan, *, nobody: bool) -> Any:
        found = strangers.get((plan.scope, nobody))
        if found is None:
            found = strangers[plan.scope, nobody] = stranger(plan, reading, nobody=nobody)
        return found

    done = dict.fromkeys([plan.scope for plan in linked], 0)
    while any(done[plan.scope] < len(reading.rows[plan.scope]) for plan in linked):
        for plan in linked:
            rows, first = reading.rows[plan.scope], done[plan.scope]
            done[plan.scope] = len(rows)
            for row in rows[first : done[plan.scope]]:
                for link, target, key in plan.links:
                    # A derived row knows the row that it stands for.
                    own, named = row.d.get("row") if target == plan.subject.each else None, row.d.get(key)
                    nobody = target in empty and named is None and plan.parent == every[target].parent
                    found = own or tables[target].get(named)
                    setattr(row, link, found or nameless(every[target], nobody=nobody or named == "none"))


def stranger(plan: RowPlan, reading: Reading, *, nobody: bool = False) -> Any:
    """The row that unknown ids of a subject lead to: as unknown as a phantom, but never judged itself.

    The id ``none`` leads to ``nobody``, of whom it is known that nothing exists.
    """
    reading.complete_until = None
    owners = reading.rows.get(plan.parent, [None])
    return make_row(plan, _Nothing() if nobody else {}, owners[0], reading, phantom=STRANGER)


class _Nothing(dict[str, Any]):
    """The content of what is known not to exist: every key is ``none``."""

    def get(self, _key: str, _default: Any = None) -> Any:
        return "none"
