"""Checks the slots of a rule's message and finds what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import TYPE_CHECKING, Final

from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.rules import Elements, FactRef, Rule, about

if TYPE_CHECKING:
    from adm_rules._internal.compiler.context import Context
    from adm_rules._internal.compiler.lower import Lowering

#: The slot for the elements that fail: its node is the fold that counts them.
PLACES: Final = "places"


def slots_in(text: str) -> list[str]:
    """The names between braces in a message, in order, each once.

    Raises:
        ValueError: the braces do not match, or hold more than a name.
    """
    names = []
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            names.append(name)
        if form or conversion:
            raise ValueError("a slot holds a name only")
    return list(dict.fromkeys(names))


def message_slots(low: Lowering, rule: Rule, ctx: Context) -> Mapping[str, Node]:
    """The node behind each slot of a rule's message: a fact that the rule sees, an alias of it, or a value."""
    found: dict[str, Node] = {}
    elements = [leaf for leaf in rule.require.leaves() if isinstance(leaf, Elements) and leaf.form != "some"]
    refs = [ref for ref in map(about, rule.require.leaves()) if isinstance(ref, FactRef)]
    aliases = {ref.alias: ref for ref in refs if ref.alias}
    for lang in ("it", "en"):
        path = (*rule.path, "otherwise", "message", lang)
        try:
            names = slots_in(rule.message.in_language(lang))
        except ValueError:
            low.faults.add(
                "bad-message",
                "a slot of this message is not just a name between braces",
                path,
                "a slot is `{fact}` or `{value}`",
            )
            continue
        for name in names:
            node = _of_elements(low, elements[0], name, ctx) if elements else None
            node = node or _slot(low, name, aliases, ctx, path)
            if node is not None:
                found[name] = node
    return found


def _of_elements(low: Lowering, asked: Elements, name: str, ctx: Context) -> Node | None:
    """What a requirement about elements tells of those that fail: the first day, how many there are, and which."""
    if name == "first_day":
        return low.measured(asked, ctx) if asked.form == "days" else low.first_of(asked, ctx)
    return low.measured(asked, ctx) if asked.form == "each" and name in ("count", PLACES) else None


def _slot(
    low: Lowering, name: str, aliases: Mapping[str, FactRef], ctx: Context, path: tuple[str | int, ...]
) -> Node | None:
    if name in aliases:
        return low.fact(aliases[name], ctx, path)
    value = low.regulation.values.get(name)
    if value is not None:
        return low.value(name, value.kind, value.names, ctx, path)
    if name in low.registry.facts:
        return low.fact(FactRef(name), ctx, path) if _stands_alone(low, name, path) else None
    low.faults.unknown(
        "slot", name, {*low.registry.visible_from(ctx.scope), *low.regulation.values}, path, at_key=False
    )
    return None


def _stands_alone(low: Lowering, name: str, path: tuple[str | int, ...]) -> bool:
    """Whether a fact can be told without what stands beside it where it is asked; a fault says how to name it there."""
    fact = low.registry.facts[name]
    needed = [each for each in fact.parameters if each not in fact.optional]
    if not needed and (not fact.asked or fact.settled):
        return True
    code, lacks = ("missing-parameter", needed[0]) if needed else ("missing-day", "day")
    beside = f"with: {{{needed[0]}: …}}" if needed else "at: …"
    low.faults.add(
        code,
        f"a message cannot say which {lacks} of `{name}` is meant",
        path,
        f"name it where it is asked, `{name}: {{{beside}, as: NAME, …}}`, and write `{{NAME}}` here",
    )
    return False
