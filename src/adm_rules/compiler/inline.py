"""The plain case of every core node, as an expression; the rest goes to the function that defines the meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adm_rules.bounds import NOT_YET
from adm_rules.compiler.core import Node
from adm_rules.compiler.env import Env, Pen
from adm_rules.quantities import KINDS, compared_as

_SIGNS = {"at_most": "<=", "at_least": ">=", "above": ">", "below": "<"}


def _is_int(source: str) -> bool:
    return source.lstrip("-").isdigit()


def _both_int(left: str, right: str) -> str:
    tests = [f"{side}.__class__ is int" for side in (left, right) if not _is_int(side) and side != "on"]
    return " and ".join(tests) or "True"


def _compare(_w: Pen, node: Node, args: list[str], _env: Env) -> str:
    order, event, waits = node.info
    left, right = args
    plain, other = KINDS[node.args[0].kind].plain, node.args[1]
    slow = f"operators.{'is_' if order == 'is' else 'exists_as' if order == 'exists' else order}({left}, {right})"
    if order == "exists":
        return _exists(left, node, slow, wanted=other.info[0])
    if order == "between" and plain == "int" and other.op == "pair":
        ends = [arg.info[0] if arg.op == "const" else None for arg in other.args]
        if all(end.__class__ is int for end in ends):
            return f"({ends[0]} <= {left} <= {ends[1]} if {left}.__class__ is int else {slow})"
    if event:
        return _happened(order, left, right, waits=waits)
    if order in _SIGNS and plain == "int":
        return f"({left} {_SIGNS[order]} {right} if {_both_int(left, right)} else {slow})"
    if order in _SIGNS and plain == "tuple" and other.op == "const" and other.info[0].__class__ is tuple:
        above, below = other.info[0]
        return f"({left}[0] * {below} {_SIGNS[order]} {above} * {left}[1] if {left}.__class__ is tuple else {slow})"
    if other.op == "const" and other.info[0].__class__ in (bool, str, int, frozenset):
        return _with_constant(order, left, right, plain, slow)
    return slow


def _with_constant(order: str, left: str, right: str, plain: str, slow: str) -> str:
    same = ("is", "is not") if plain == "bool" else ("==", "!=")
    signs = {"is": same[0], "is_not": same[1], "one_of": "in", "none_of": "not in", "includes": ">="}
    if order not in signs or (order in ("one_of", "none_of") and plain != "str") or not plain:
        return slow
    return f"({left} {signs[order]} {right} if {left}.__class__ is {plain} else {slow})"


def _exists(left: str, node: Node, slow: str, *, wanted: bool) -> str:
    if compared_as(node.args[0].kind) == "date":
        return f"({left} {'!=' if wanted else '=='} {NOT_YET} if {left}.__class__ is int else {slow})"
    return f"({wanted} if {left}.__class__ in PLAIN else {slow})"


def _happened(order: str, left: str, right: str, *, waits: bool) -> str:
    waiting = "WAIT" if waits else "False"
    if order == "between":
        return f"operators.happened_between({left}, {right}, on, {waiting})"
    slow = f"operators.happened({order!r}, {left}, {right}, on, {waiting})"
    return f"({left} {_SIGNS[order]} {right} if {_both_int(left, right)} and {left} <= on else {slow})"


# --- reading a file ---------------------------------------------------------------------------------------------------


def _field(w: Pen, node: Node, _args: list[str], env: Env) -> str:
    keys = node.info[0].split(".")
    raw = w.name("x")
    first = "FROM" if keys[0] == "from" else repr(keys[0])
    found = f"{env.data or env.row + '.d'}.get({first})"
    w.line(f"{raw} = {found}" if len(keys) == 1 else f"{raw} = readers.dig({found}, {tuple(keys[1:])!r})")
    return KINDS[node.kind].source.format(x=raw, row=env.row)


# --- arithmetic -------------------------------------------------------------------------------------------------------


def _part(_w: Pen, node: Node, args: list[str], _env: Env) -> str:
    what = node.info[0]
    if what == "clock" and len(args) == 2:
        end, start = args
        plain = f"({end} // 2880 - {start} // 2880) * 1440 + {end} % 2880 // 2"
        return f"{plain} if {_both_int(end, start)} else kernels.clock_of({end}, {start})"
    (value,) = args
    inline = {
        "day": f"{value} // 2880",
        "clock": f"{value} % 2880 // 2",
        "weekday": f"WEEKDAYS[({value} // 2880 - 1) % 7]",
    }
    if what == "holiday" and not node.info[1]:
        return f"HOLIDAYS[{value} // 2880] if {value}.__class__ is int else kernels.part({value}, 'holiday')"
    extra = f", {_w.constant(node.info[1])}" if len(node.info) > 1 else ""
    slow = f"kernels.part({value}, {what!r}{extra})"
    return f"{inline[what]} if {value}.__class__ is int else {slow}" if what in inline else slow


def _between(_w: Pen, node: Node, args: list[str], _env: Env) -> str:
    start, end = args
    if node.info[0] == "minutes":
        same_day = f"{start} // 2880 == {end} // 2880 and {start} // 2880 % 7"
        plain = f"({end} - {start}) // 2 if {_both_int(start, end)} and {same_day}"
        return f"{plain} else kernels.between_minutes({start}, {end})"
    return f"kernels.between_days({start}, {end}, {node.info[0]!r})"


def _call(function: str) -> Callable[[Pen, Node, list[str], Any], str]:
    def write(w: Pen, node: Node, args: list[str], _env: Env) -> str:
        fixed = [w.constant(part) if part.__class__ is not str else repr(part) for part in node.info]
        return f"{function}({', '.join([*args, *fixed])})"

    return write


def _listed(function: str) -> Callable[[Pen, Node, list[str], Any], str]:
    return lambda _w, _node, args, _env: f"{function}(({', '.join(args)},))"


def _dated(w: Pen, node: Node, args: list[str], _env: Env) -> str:
    name = "dated_by_event" if node.args[0].kind == "event" else "dated"
    return f"kernels.{name}({args[0]}, {w.constant(node.info[0])}, on)"


def _held(_w: Pen, _node: Node, args: list[str], _env: Env) -> str:
    return f"terms.held({args[0]}, {args[1]}, on)"


def _every(w: Pen, node: Node, args: list[str], _env: Env) -> str:
    return f"terms.every({', '.join(args)}, {w.constant(node.info[0])}, on)"


def _await(_w: Pen, _node: Node, args: list[str], _env: Env) -> str:
    return f"kernels.awaited({args[0]}, {args[1]}, on)"


INLINE: dict[str, Callable[[Pen, Node, list[str], Any], str]] = {
    "compare": _compare,
    "field": _field,
    "part": _part,
    "patron": _call("kernels.patron"),
    "between": _between,
    "age": _call("kernels.age"),
    "shift": _call("kernels.shift"),
    "least": _listed("kernels.least"),
    "greatest": _listed("kernels.greatest"),
    "ratio": _call("folds.ratio"),
    "difference": _call("kernels.difference"),
    "apportion": _call("kernels.apportion"),
    "size": _call("folds.size"),
    "union": _listed("bounds.union_of"),
    "pair": lambda _w, _node, args, _env: f"({', '.join(args)})",
    "dated": _dated,
    "due": _call("terms.due"),
    "before": _call("terms.before"),
    "yearly": _call("terms.yearly"),
    "held": _held,
    "every": _every,
    "await": _await,
    "tied": _call("kernels.tied"),
}
