"""Deadlines of what ended before anything fell due: when no duty is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.rules import Term

if TYPE_CHECKING:
    from adm_rules._internal.compiler.context import Context
    from adm_rules._internal.compiler.lower import Lowering


def lapsed(low: Lowering, term: Term, ctx: Context) -> Node:
    """Whether the end came on the last day in time of the term in force, or before, and nothing had happened."""
    plain, scope = replace(ctx, required=False), ctx.scope
    kept, end = low.kept_by(term, plain), low.day_node(term.until, plain, (*term.path, "until"))
    if kept is None:
        return low.core.const(False, "truth")
    held = _ends_by(low, end, term, plain)
    for each in reversed(term.instead):
        when = low.condition(each.when, plain)
        ordinary = low.core.both(scope, low.core.negated(scope, when), held)
        held = low.core.either(
            scope, low.core.both(scope, when, _ends_by(low, end, each.term, plain)), ordinary
        )
    return low.core.both(scope, low.core.exists(scope, kept, wanted=False), held)


def _ends_by(low: Lowering, end: Node, term: Term, ctx: Context) -> Node:
    due = low.due(term, ctx)
    return low.core.compare(ctx.scope, end, "at_most", due, event=end.kind == "event", waits=False)
