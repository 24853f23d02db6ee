"""The plain case of every node, as an expression; the rest goes to the function that defines the meaning."""

from __future__ import annotations

from typing import Any, Final, TypeAlias, assert_never, cast

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.page import Env, PythonPage
from adm_rules._internal.rules import MORE
from adm_rules._internal.values import KINDS, is_day
from adm_rules._internal.values.bounds import NOT_YET, UNKNOWN
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.operators import OPERATORS


def _if(tests: list[str], plain: str, slow: str) -> str:
    """The plain case where tests hold; there may be none."""
    return f"{plain} if {' and '.join(tests)} else {slow}" if tests else plain


#: What a node's expression is made of: every class but those that are read off a row or written in several lines.
Inline: TypeAlias = (
    nodes.Field
    | nodes.Recorded
    | nodes.Taken
    | nodes.Arithmetic
    | nodes.Least
    | nodes.Greatest
    | nodes.Union
    | nodes.Pair
    | nodes.Dated
    | nodes.Compare
    | nodes.Await
    | nodes.Tied
    | nodes.InTime
    | nodes.Every
    | nodes.DueDay
)


def inline(page: PythonPage, node: Inline, args: list[str], env: Env) -> str:
    """The expression that computes a node from the names of its arguments."""
    match node:
        case nodes.Called() | nodes.Tied():
            return f"{node.function}({', '.join([*args, *(_written(page, part) for part in node.fixed)])})"
        case nodes.Listed():
            return _of_all(page, node, args)
        case nodes.Pair():
            return f"({', '.join(args)})"
        case nodes.Compare():
            return _compare(page, node, *args) if node.kin is None else _of_names(page, node, node.kin, *args)
        case nodes.Field() | nodes.Recorded() | nodes.Taken():
            return _read(page, node, env)
        case nodes.DayPart():
            return _part(page, node, args)
        case nodes.Between():
            return _between(page, node, *args)
        case nodes.Dated():
            return _dated(page, node, args[0])
        case nodes.InTime() | nodes.Every() | nodes.Await():
            return f"{node.function}({', '.join([*args, *_held_to(page, node), 'on'])})"
    assert_never(node)


def _of_all(page: PythonPage, node: nodes.Least | nodes.Greatest | nodes.Union, args: list[str]) -> str:
    """The least, the greatest or the union of several values; a constant among amounts is a whole number."""
    values, choose = f"({', '.join(args)},)", "min" if isinstance(node, nodes.Least) else "max"
    if isinstance(node, nodes.Union):
        return f"{node.function}({values})"
    return _if(page.tests("int", *args), f"{choose}({values})", f"{node.function}({values})")


def _held_to(page: PythonPage, node: nodes.InTime | nodes.Every | nodes.Await) -> list[str]:
    """What is fixed of a deadline besides its values."""
    match node:
        case nodes.Every(rhythm=rhythm):
            return [page.constant(rhythm)]
        case nodes.Await(for_good=for_good):
            return [page.constant(for_good)]
    return []


def _written(page: PythonPage, part: Any) -> str:
    return repr(part) if part.__class__ is str else page.constant(part)


def _compare(page: PythonPage, node: nodes.Compare, left: str, right: str) -> str:
    order, operator, other = node.order, OPERATORS[node.order], node.right
    is_day = operator.ends and not node.event and node.left.kind == "event"
    plain = "int" if is_day else KINDS[node.left.kind].plain
    fixed = other.value if isinstance(other, nodes.Const) else UNKNOWN
    test = f"operators.{operator.test.__name__}"
    slow = f"operators.open_ended({test}, {left}, {right})" if node.open else f"{test}({left}, {right})"
    if fixed.__class__ in _PLAIN or (fixed.__class__ is frozenset and fixed) or right == "on":
        slow = f"(None if {left} is UNKNOWN else {slow})"  # any value of its kind, or none
    if order == "exists":
        return _exists(page, left, node, slow, wanted=fixed is True)
    if order == "between" and plain == "int" and isinstance(other, nodes.Pair):
        ends = [end.value if isinstance(end, nodes.Const) else None for end in other.args]
        if all(end.__class__ is int for end in ends):
            return f"({_if(page.tests('int', left), f'{ends[0]} <= {left} <= {ends[1]}', slow)})"
    if node.event:
        return _happened(page, order, left, right, waits=node.waits)
    sign = operator.plain.get(plain)
    if sign is None:
        return slow
    if plain == "int" and operator.ends:
        return f"({_if(page.tests('int', left, right), f'{left} {sign} {right}', slow)})"
    if fixed.__class__ is tuple:
        above, below = fixed
        product = f"{left}[0] * {below} {sign} {above} * {left}[1]"
        return f"({_if(page.tests('tuple', left), product, slow)})"
    if fixed.__class__ in (bool, str, int, frozenset):
        return f"({_if(page.tests(plain, left), f'{left} {sign} {right}', slow)})"
    return slow


#: Names of the classes of known values that exist whatever they are: a set may be empty.
_SINGLE: Final = frozenset({"bool", "str", "int", "tuple"})
#: Classes of known values that are no sets.
_PLAIN: Final = frozenset({bool, str, int, tuple})


def _of_names(page: PythonPage, node: nodes.Compare, kin: Kinship, left: str, right: str) -> str:
    """Plain names are looked up: those that say one of the asked ones, and those that leave it open."""
    slow = f"kinship.{cast('Any', OPERATORS[node.order].related).__name__}({left}, {right}, {page.constant(kin)})"
    asked = node.right.value if isinstance(node.right, nodes.Const) else UNKNOWN
    if node.order == "includes" and asked.__class__ is frozenset:
        plain = " and ".join([*page.tests("frozenset", left), f"{left} >= {right}"])
        return f"({plain} or {slow})"
    names = asked if asked.__class__ is frozenset else frozenset([asked]) if isinstance(asked, str) else None
    if OPERATORS[node.order].denies or names is None or KINDS[node.left.kind].plain != "str":
        return slow
    say, open_to = (page.constant(each) for each in (names | kin.narrower(names), kin.open_to(names)))
    found = f"({left} in {say} or (None if {left} in {open_to} else False))"
    return f"({_if(page.tests('str', left), found, slow)})"


def _exists(page: PythonPage, left: str, node: nodes.Compare, slow: str, *, wanted: bool) -> str:
    if is_day(node.left.kind):
        there = f"{left} {'!=' if wanted else '=='} {NOT_YET}"
        return f"({_if(page.tests('int', left), there, slow)})"
    if page.classes.get(left) in _SINGLE:
        return repr(wanted)
    return f"({wanted} if {left}.__class__ in PLAIN else {slow})"


def _happened(page: PythonPage, order: str, left: str, right: str, *, waits: bool) -> str:
    waiting = "WAIT" if waits else "False"
    if order == "between":
        return f"operators.happened_between({left}, {right}, on, {waiting})"
    slow = f"operators.happened({order!r}, {left}, {right}, on, {waiting})"
    sign = OPERATORS[order].plain["int"]
    return f"({_if([*page.tests('int', left, right), f'{left} <= on'], f'{left} {sign} {right}', slow)})"


# --- reading a file ---------------------------------------------------------------------------------------------------


def _read(page: PythonPage, node: nodes.Field | nodes.Recorded | nodes.Taken, env: Env) -> str:
    if isinstance(node, nodes.Taken):
        return f"steps.taken({env.row}, {page.constant(node.name)}, {node.what!r}, {page.constant(node.kin)}, on)"
    if node.more:
        return _read_more(node, env)
    raw = page.name("x")
    page.line(f"{raw} = {_under(node.path, env)}")
    if isinstance(node, nodes.Recorded):
        return f"readers.presence({raw})"
    untold = env.absent or f"{env.row}.absent"
    absent = untold if node.kind == "event" else "UNKNOWN"
    if node.since:
        absent = f"readers.absent_after({_under(node.since, env)}, {absent}, on)"
    elif node.until and node.kind == "date":
        absent = f"readers.absent_before({_under(node.until, env)})"
    return KINDS[node.kind].source.format(x=raw, untold=untold, absent=absent)


def _under(path: str, env: Env) -> str:
    """What stands under a key of the file, as it is written there."""
    keys = path.split(".")
    first = "FROM" if keys[0] == "from" else repr(keys[0])
    found = f"{env.data or env.row + '.d'}.get({first})"
    return found if len(keys) == 1 else f"readers.dig({found}, {tuple(keys[1:])!r})"


def _read_more(node: nodes.Field | nodes.Recorded, env: Env) -> str:
    """The value of a declared fact, or whether it is there."""
    under = f"{env.data or env.row + '.d'}.get({MORE!r})"
    if isinstance(node, nodes.Recorded):
        return f"readers.noted({under}, {node.more!r}) is not None"
    return f"readers.declared({under}, {node.more!r}, {node.kind!r}, on, {env.absent or f'{env.row}.absent'})"


# --- arithmetic -------------------------------------------------------------------------------------------------------


def _part(page: PythonPage, node: nodes.DayPart, args: list[str]) -> str:
    what, value = node.what, args[0]
    if what == "clock" and node.day_of is not None:
        end, start = args
        plain = f"({end} // 2880 - {start} // 2880) * 1440 + {end} % 2880 // 2"
        return _if(page.tests("int", end, start), plain, f"kernels.clock_of({end}, {start})")
    inline = {
        "day": f"{value} // 2880",
        "clock": f"{value} % 2880 // 2",
        "weekday": f"WEEKDAYS[({value} // 2880 - 1) % 7]",
    }
    if what == "holiday" and not node.patrons:
        return _if(
            page.tests("int", value), f"HOLIDAYS[{value} // 2880]", f"kernels.part({value}, 'holiday')"
        )
    extra = f", {page.constant(node.patrons)}" if node.patrons is not None else ""
    slow = f"kernels.part({value}, {what!r}{extra})"
    return _if(page.tests("int", value), inline[what], slow) if what in inline else slow


def _between(page: PythonPage, node: nodes.Between, start: str, end: str) -> str:
    if node.unit == "minutes":
        same_day = f"{start} // 2880 == {end} // 2880 and {start} // 2880 % 7"
        slow = f"kernels.between_minutes({start}, {end})"
        return _if([*page.tests("int", start, end), same_day], f"({end} - {start}) // 2", slow)
    return f"kernels.between_days({start}, {end}, {node.unit!r})"


def _dated(page: PythonPage, node: nodes.Dated, day: str) -> str:
    name = "dated_by_event" if node.day.kind == "event" else "dated"
    return f"kernels.{name}({day}, {page.constant(node.periods)}, on)"
