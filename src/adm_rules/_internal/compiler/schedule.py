"""Decides in which order generated code computes the nodes: blocks, each one loop over the rows of a subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import dataclass, field


@dataclass
class Block:
    """Nodes of one scope that can be computed in one pass over its rows, in order."""

    scope: str
    nodes: list[Node] = field(default_factory=list)


def reachable(roots: Iterable[Node]) -> list[Node]:
    """Every node below the roots, each after what it needs."""
    seen: dict[Node, None] = {}
    stack = [(node, False) for node in reversed(list(roots))]
    while stack:
        node, done = stack.pop()
        if done:
            seen[node] = None
        elif node not in seen:
            stack.append((node, True))
            stack.extend((arg, False) for arg in reversed(node.args) if arg not in seen)
    return list(seen)


def shared_nodes(roots: Iterable[tuple[str, Node]]) -> set[Node]:
    """Nodes to compute ahead for all rows: what another scope reads, and what several rules of one scope use.

    ``roots`` pairs each top node with the name of the rule that it serves.
    """
    user: dict[Node, str] = {}
    ahead: set[Node] = set()
    stack = list(roots)
    while stack:
        rule, node = stack.pop()
        first = user.get(node)
        if first is None:
            user[node] = rule
            ahead.update(arg for arg in node.args if _read_across(node, arg))
        elif first in (rule, _SEVERAL):
            continue
        else:
            user[node] = rule = _SEVERAL
            if _is_value(node):
                ahead.add(node)
        stack.extend((rule, arg) for arg in node.args)
    return {
        node
        for node in _with_values_below(ahead)
        if not node.asks and not isinstance(node, nodes.Const | nodes.Today)
    }


#: Stands for more than one rule.
_SEVERAL = ""


def _with_values_below(ahead: set[Node]) -> set[Node]:
    """These nodes, and every value of the same scope that they rest on."""
    found: set[Node] = set()
    stack = list(ahead)
    while stack:
        node = stack.pop()
        if node not in found:
            found.add(node)
            stack.extend(_values_below(node, node.scope))
    return found


def _values_below(node: Node, scope: str) -> Iterable[Node]:
    for arg in node.args:
        if arg.scope == scope and _is_value(arg):
            yield arg
        elif arg.scope == scope or arg.asks or isinstance(node, nodes.Fold):
            yield from _values_below(arg, scope)


def _read_across(node: Node, arg: Node) -> bool:
    match node:
        case nodes.Fold():
            return arg.scope != node.scope or not arg.asks
        case nodes.Via() | nodes.Previous() | nodes.Owned():
            return True
        case nodes.Whose():
            return arg.scope != node.scope
        case nodes.Outer():
            return False
    return node.asks and not arg.asks


def _is_value(node: Node) -> bool:
    return not isinstance(node, nodes.TruthNode)


def blocks(ahead: set[Node], extra: Mapping[str, Sequence[Node]]) -> list[Block]:
    """The passes, in order: each takes all that is ready in the scope that is nearest to being finished.

    ``extra`` names, for a derived scope, the nodes that must be there before its rows can be made.
    """
    waiting: dict[str, list[Node]] = {}
    for node in reachable(sorted(ahead, key=_number)):
        if node in ahead:
            waiting.setdefault(node.scope, []).append(node)
    needs = {
        node: _needed(node, ahead) | frozenset(extra.get(scope, ()))
        for scope, here in waiting.items()
        for node in here
    }
    done: set[Node] = set()
    passes: list[Block] = []
    while waiting:
        ready = {scope: _closure(scope, here, needs, done) for scope, here in waiting.items()}
        useful = [scope for scope, found in ready.items() if found]
        best = min(useful, key=lambda scope: (len(waiting[scope]) - len(ready[scope]), -len(ready[scope])))
        passes.append(Block(best, ready[best]))
        done.update(ready[best])
        waiting[best] = [node for node in waiting[best] if node not in done]
        if not waiting[best]:
            del waiting[best]
    return passes


def _number(node: Node) -> int:
    return node.number


def _closure(
    scope: str, waiting: list[Node], needs: dict[Node, frozenset[Node]], done: set[Node]
) -> list[Node]:
    """The nodes of a scope that one pass can compute, in order: what they need is done or comes earlier in it."""
    taken: dict[Node, None] = {}
    for node in waiting:
        # Siblings must all be there before one looks at another.
        here = {} if _looks_at_siblings(node) else taken
        if all(need in done or (need in here and need.scope == scope) for need in needs[node]):
            taken[node] = None
    return list(taken)


def _looks_at_siblings(node: Node) -> bool:
    if isinstance(node, nodes.Fold):
        parts = node.where.of if isinstance(node.where, nodes.And) else (node.where,)
        among = node.relation.element == node.scope
        return among or any(isinstance(part, nodes.Whose) for part in parts)
    return isinstance(node, nodes.Previous | nodes.Owned)


def _needed(node: Node, ahead: set[Node]) -> frozenset[Node]:
    """The nearest nodes below that are computed ahead."""
    found: set[Node] = set()
    stack = list(node.args)
    while stack:
        arg = stack.pop()
        if arg in ahead:
            found.add(arg)
        else:
            stack.extend(arg.args)
    return frozenset(found)
