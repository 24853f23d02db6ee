"""Lowers what facts are compared with: literals, values in force, other facts, lists of these."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import value_like
from adm_rules._internal.rules import (
    Amount,
    FactRef,
    ListOf,
    Literal,
    Operand,
    ParamRef,
    Path,
    ReadingChoice,
    Regulation,
    Value,
    ValueRef,
)
from adm_rules._internal.values import KINDS, QuantityError, compared_as, parse_amount
from adm_rules._internal.values.bounds import NOT_YET, UNKNOWN, limits
from adm_rules._internal.values.kinship import Kinship
from adm_rules._internal.values.operators import Operator

#: Where the recipes of the library stand: in no file.
CATALOGUE: Final = "the catalogue"


class Operands(ABC):
    """The operand side of `compiler.lower.Lowering`."""

    def __init__(self, regulation: Regulation, faults: Faults) -> None:
        self.regulation = regulation
        self.faults = faults
        self.core = Core()
        self._kin = regulation.kinships
        self._mutual = {name: kin.among_names() for name, kin in self._kin.items()}
        #: Where the file asks for the fact whose recipe is being lowered, and that fact's name.
        self.asked_at: tuple[Path, str] | None = None

    def fault(
        self, code: str, message: str, path: Path, help: str | None = None, *, at_key: bool = False
    ) -> None:
        """Report a fault; one inside a recipe of the library stands where the file asks for the fact."""
        if path[:1] == (CATALOGUE,) and self.asked_at is not None:
            path, name = self.asked_at
            message = f"{message} (the fact `{name}` needs it)"
        self.faults.add(code, message, path, help, at_key=at_key)

    def is_elsewhere(self, path: Path) -> bool:
        """Whether a path leads into a recipe of the library, or of a vocabulary file."""
        return path[:1] == (CATALOGUE,) or (
            path[:1] == ("facts",) and self.regulation.facts[str(path[1])].file != ""
        )

    @abstractmethod
    def fact(self, ref: FactRef, ctx: Context, path: Path) -> Node | None:
        """The node of a fact as the context sees it."""

    @abstractmethod
    def day_of(self, ctx: Context) -> Node:
        """The day that picks dated values."""

    def resolved(self, operand: Operand, ctx: Context) -> Operand:
        """An operand with parameters replaced by what they are filled with."""
        if isinstance(operand, ParamRef):
            filled = ctx.parameters.get(operand.name, Literal(None))
            return replace(filled, given=True) if isinstance(filled, FactRef) else filled
        if isinstance(operand, ListOf):
            return ListOf(tuple(self.resolved(item, ctx) for item in operand.items))
        return operand

    def operand(self, operator: Operator, operand: Operand, fact: Fact, ctx: Context, path: Path) -> Node:
        """The node of what an operator compares a fact with."""
        operand = self.resolved(operand, ctx)
        if operator.operand == "bool":
            return self._exists_flag(operand, path)
        if operator.operand == "pair":
            return self._pair(operand, fact, ctx, path)
        if operator.operand == "set" or fact.kind == "set":
            return self.names(operand, fact.names, ctx, path)
        if "share" in (fact.recipe or {}):
            return self.share(operand, ctx, path)
        return self.single(operand, fact.kind, fact.names, ctx, path)

    def share(self, operand: Operand, ctx: Context, path: Path) -> Node:
        """A part of a whole, which is the whole at most."""
        node = self.single(operand, "fraction", None, ctx, path)
        if isinstance(node, nodes.Const) and limits(node.value)[0] > 1:
            self.fault("bad-amount", "a share is the whole at most", path, "write 1 for the whole")
        return node

    def _exists_flag(self, operand: Operand, path: Path) -> Node:
        if isinstance(operand, Literal) and isinstance(operand.raw, bool):
            return self.core.const(operand.raw, "bool")
        self.fault("bad-amount", "`exists` is true or false", path, "write `exists: true`")
        return self.core.const(True, "bool")

    def _pair(self, operand: Operand, fact: Fact, ctx: Context, path: Path) -> Node:
        if not isinstance(operand, ListOf) or len(operand.items) != 2:
            self.fault("bad-amount", "`between` needs two limits", path, "write `between: [low, high]`")
            return self.core.const(UNKNOWN, "pair")
        low, high = (
            self.single(item, fact.kind, fact.names, ctx, (*path, n)) for n, item in enumerate(operand.items)
        )
        ends = [limits(each.value) for each in (low, high) if isinstance(each, nodes.Const)]
        if len(ends) == 2 and ends[0][0] > ends[1][1]:
            self.fault(
                "bad-amount", "nothing lies between these: the first is the greater", path, "exchange them"
            )
        return self.core.make(nodes.Pair, ctx.scope, "pair", low, high)

    # --- single amounts -----------------------------------------------------------------------------------------------

    def single(self, operand: Operand, kind: str, names: str | None, ctx: Context, path: Path) -> Node:
        """One amount or name of a kind."""
        operand = self.resolved(operand, ctx)
        if isinstance(operand, ValueRef):
            return self.value(operand.name, kind, names, ctx, path)
        if isinstance(operand, FactRef):
            return self._other_fact(operand, kind, ctx, path)
        if isinstance(operand, Literal) and operand.raw is None:
            return self.core.const(UNKNOWN, kind)  # a parameter that is not filled in: already reported
        if isinstance(operand, Literal):
            return self._literal(operand.raw, kind, names, path)
        self.fault("bad-amount", "one limit is needed here, not a list", path)
        return self.core.const(UNKNOWN, kind)

    def _other_fact(self, ref: FactRef, kind: str, ctx: Context, path: Path) -> Node:
        node = self.fact(ref, ctx, (*path, "fact"))
        if node is None:
            return self.core.const(UNKNOWN, kind)
        if compared_as(node.kind) != compared_as(kind):
            message = f"`{ref.name}` is of kind {node.kind} and cannot be compared with {kind}"
            self.fault("unit-mismatch", message, path, "compare facts of one kind")
        return node

    def _literal(self, raw: Any, kind: str, names: str | None, path: Path) -> Node:
        if KINDS[kind].family == "name":
            return self.core.const(self._name(raw, names, path), kind)
        try:
            return self.core.const(parse_amount(kind, raw), kind)
        except QuantityError as error:
            help = f"write `${raw}`" if raw in self.regulation.values else error.help
            self.fault("unit-mismatch", error.message, path, help)
            return self.core.const(UNKNOWN, kind)

    def _name(self, raw: Any, names: str | None, path: Path) -> str:
        """A name of a list, in its one form."""
        return self.faults.member(str(raw), names, self.regulation.names.get(names or "", {}), path)

    def length(self, operand: Operand | None, kind: str, ctx: Context, path: Path) -> Node:
        """The length of a deadline, or the day of the year that it falls on."""
        return (
            self.core.const(UNKNOWN, kind) if operand is None else self.single(operand, kind, None, ctx, path)
        )

    def kin(self, names: str | None, *, mutual: bool = False) -> Kinship | None:
        """How the names of a list belong together, where some do; ``mutual`` of two that are recorded."""
        return (self._mutual if mutual else self._kin).get(names or "")

    # --- sets ---------------------------------------------------------------------------------------------------------

    def names(self, operand: Operand, names: str | None, ctx: Context, path: Path) -> Node:
        """A set of names: a list, a value, a set fact, or a list with facts in it."""
        operand = self.resolved(operand, ctx)
        items = operand.items if isinstance(operand, ListOf) else (operand,)
        literals = [item for item in items if isinstance(item, Literal) and item.raw is not None]
        written = frozenset(self._name(item.raw, names, path) for item in literals)
        parts: list[Node] = [self.core.const(written, "set")] if literals else []
        parts += [self._set_part(item, names, ctx, path) for item in items if item not in literals]
        if len(parts) == 1 and parts[0].kind == "set":
            return parts[0]
        return self.core.make(nodes.Union, ctx.scope, "set", tuple(parts))

    def _set_part(self, item: Operand, names: str | None, ctx: Context, path: Path) -> Node:
        if isinstance(item, ValueRef):
            return self.value(item.name, "set", names, ctx, path)
        if item == Literal(None):  # a parameter that is not filled in
            return self.core.const(UNKNOWN, "set")
        node = self.fact(item, ctx, (*path, "fact")) if isinstance(item, FactRef) else None
        if node is None or node.kind not in ("set", "enum", "id"):
            self.fault("unit-mismatch", "names are needed here", path, "list names, `$value` or set facts")
            return self.core.const(UNKNOWN, "set")
        return node

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, name: str, kind: str, names: str | None, ctx: Context, path: Path) -> Node:
        """A value of the rule set, as it is in force on the day that dates it."""
        value = self.named(name, kind, names, path)
        if value is None:
            return self.core.const(UNKNOWN, kind)
        if value.not_set is not None:
            return self.core.const(UNKNOWN, kind, name)
        return self._in_force(value, ctx, path)

    def named(self, name: str, kind: str, names: str | None, path: Path) -> Value | None:
        """A value of the rule set, of a kind; None after reporting that there is none."""
        value = self.regulation.values.get(name)
        if value is None:
            self._no_value(name, kind, names, path)
        else:
            self._check_value(value, kind, names, path)
        return value

    def _no_value(self, name: str, kind: str, names: str | None, path: Path) -> None:
        if self.is_elsewhere(path):
            if self.asked_at is None:  # a vocabulary may hold facts that this file does not use
                return
            where, fact = self.asked_at
            like = value_like(name, compared_as(kind), names)
            help = f"write under `values:`, with `not_set` for `history` where no act sets it: {like}"
            message = f"`{fact}` needs the value `{name}`, which this file does not set"
            self.faults.add("missing-value", message, where, help, at_key=True)
        else:
            self.faults.unknown("value", name, self.regulation.values, path, at_key=False)

    def _check_value(self, value: Value, kind: str, names: str | None, path: Path) -> None:
        if compared_as(kind) != value.kind:
            message = f"`${value.name}` is of kind {value.kind}, but {kind} is needed here"
            self.fault("unit-mismatch", message, path, f"give `{value.name}` the kind {compared_as(kind)}")
        elif names is not None and value.names is not None and names != value.names:
            message = f"`${value.name}` lists names of `{value.names}`, but `{names}` are needed here"
            self.fault("unit-mismatch", message, path)

    def _in_force(self, value: Value, ctx: Context, path: Path) -> Node:
        start, end = self.regulation.day_from, self.regulation.day_until or NOT_YET
        periods = self.periods_in(value, (start, end), ctx, path)
        if not periods:
            return self.core.const(UNKNOWN, value.kind, value.name)
        if len(periods) == 1:
            amount = periods[0][2]
            return self.core.const(amount, value.kind, value.name if amount is UNKNOWN else "")
        day = self.day_of(ctx)
        return self.core.make(nodes.Dated, ctx.scope, value.kind, day, tuple(periods), value.name)

    def periods_in(
        self, value: Value, span: tuple[int, int], ctx: Context, path: Path
    ) -> list[tuple[int, int, Any]]:
        """The periods of a value that touch some days; none after reporting that they leave some of these out."""
        periods = [p for p in self.periods(value, ctx) if p[1] >= span[0] and p[0] <= span[1]]
        if _covers(periods, *span):
            return periods
        help = "add an entry for that time to its history, or mark it `not_set`"
        message = f"`${value.name}` is used on days when no amount is in force"
        if all(each.message != message for each in self.faults.found):  # one entry mends all of its uses
            self.fault("value-not-in-force", message, path, help)
        return []

    def periods(self, value: Value, ctx: Context) -> list[tuple[int, int, Any]]:
        """``(first day, last day, amount)`` of each entry; an entry ends where the next begins."""
        return [(first, last, self._amount(entry, ctx)) for first, last, entry in value.periods()]

    def _amount(self, entry: Amount, ctx: Context) -> Any:
        if entry.not_set is not None:
            return UNKNOWN
        if entry.by_reading is None:
            return entry.amount
        name, amounts = entry.by_reading
        reading = self.regulation.readings.get(name)
        if reading is None:
            self.faults.unknown("reading", name, self.regulation.readings, (*entry.path, "by_reading"))
            return UNKNOWN
        self.check_options(reading, amounts, (*entry.path, "by_reading", name))
        return amounts.get(ctx.readings.get(name, reading.default), UNKNOWN)

    def check_options(self, reading: ReadingChoice, given: Iterable[str], path: Path) -> None:
        """Whether just the options of a reading are there, all that are evaluated among them."""
        for option in given:
            if option not in reading.options:
                self.faults.unknown("option", option, reading.options, (*path, option))
        for name, option_text in reading.options.items():
            if option_text.evaluate and name not in given:
                help = "give it what it needs here, or mark it `evaluate: false`"
                self.faults.add("missing-option", f"the option `{name}` has nothing here", path, help)


def _covers(periods: list[tuple[int, int, Any]], start: int, end: int) -> bool:
    reached = start
    for low, high, _ in periods:
        if low > reached:
            return False
        reached = high + 1
    return reached > end
