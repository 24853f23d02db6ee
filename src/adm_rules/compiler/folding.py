"""Writes the loops over lists: all folds over the same elements share one loop."""

from __future__ import annotations

from contextlib import ExitStack

from adm_rules.compiler.core import Node
from adm_rules.compiler.env import Env, Pen

#: How a fold that gathers its elements answers, from the list of what it gathered.
_FINISH = {
    "count_distinct": "folds.count_distinct({g})",
    "share": "folds.share({g})",
    "share_distinct": "folds.share_distinct({g})",
    "pick": "folds.pick({g}, {0}, {1})",
    "collect": "folds.collect({g})",
    "series": "folds.series({g})",
}


class Folding:
    """The part of the writer that goes through lists."""

    def __init__(self, writer: Pen) -> None:
        self.w = writer

    def write(self, folds: list[Node], env: Env) -> dict[Node, str]:
        """One loop for folds over the same elements; the names of their results."""
        w = self.w
        steps, chain = folds[0].info[2]
        for fold in folds:
            self._hoist(fold, env)
        names = {fold: w.name(w.core.names.get(fold, "found")) for fold in folds}
        for fold, name in names.items():
            self._begin(fold, name)
        self._loop(steps, chain, env, folds, names)
        for fold, name in names.items():
            self._finish(fold, name, env)
            w.keep(fold, name, env)
        return names

    def _hoist(self, fold: Node, env: Env) -> None:
        """What the elements are compared with belongs to the asker: compute it before the loop."""
        stack = list(fold.args)
        while stack:
            node = stack.pop()
            if node.op == "outer":
                self.w.value(node.args[0], env)
            elif node.asks:
                stack.extend(node.args)

    def _loop(
        self,
        steps: tuple[str, ...],
        chain: tuple[str, ...],
        env: Env,
        folds: list[Node],
        names: dict[Node, str],
    ) -> None:
        w = self.w
        owner = ".".join([env.row, *steps])
        inner = Env(w.name("e"), chain[-1], asker=env)
        with ExitStack() as blocks:
            for n, scope in enumerate(chain):
                variable = inner.row if n == len(chain) - 1 else w.name("o")
                blocks.enter_context(w.block(f"for {variable} in {owner}.rows_{scope}:", env))
                owner = variable
            for fold in folds:
                self._element(fold, names[fold], inner)

    def _begin(self, fold: Node, name: str) -> None:
        how = fold.info[0]
        if how == "any":
            self.w.line(f"{name} = False")
        elif how == "count":
            self.w.line(f"{name} = {name}_maybe = 0")
        elif how == "total":
            self.w.line(f"{name} = 0")
            self.w.line(f"{name}_gaps = []")
        else:
            self.w.line(f"{name}_all = []")

    def _element(self, fold: Node, name: str, env: Env) -> None:
        """What one element adds."""
        w, how = self.w, fold.info[0]
        counts = w.truth(fold.args[0], env)
        if how in ("any", "count"):
            self._tally(how, name, counts, env)
            return
        sure = w.name("sure")
        w.line(f"{sure} = {counts}")
        with w.block(f"if {sure} is not False:", env):
            if how == "total":
                self._add(name, sure, w.value(fold.args[1], env), env.row)
                return
            parts = [w.truth(arg, env) for arg in fold.args[1 : len(fold.args) - _TRAILING.get(how, 0)]]
            w.line(f"{name}_all.append(({sure}, {', '.join([*parts, f'{env.row}.phantom'])}))")

    def _tally(self, how: str, name: str, counts: str, env: Env) -> None:
        w, sure = self.w, self.w.name("sure")
        w.line(f"{sure} = {counts}")
        with w.block(f"if {sure} is True and not {env.row}.phantom:", env):
            w.line(f"{name} = True" if how == "any" else f"{name} += 1")
        with w.block(f"elif {sure} is not False:", env):
            w.line(
                f"{name} = {name} or None"
                if how == "any"
                else f"{name}_maybe += INF if {env.row}.phantom else 1"
            )

    def _add(self, name: str, sure: str, amount: str, row: str) -> None:
        w = self.w
        with w.block(f"if {sure} is True and {amount}.__class__ is int:"):
            w.line(f"{name} += {amount}")
        with w.block("else:"):
            w.line(f"{name}_gaps.append(({sure}, {amount}, {row}.phantom))")

    def _finish(self, fold: Node, name: str, env: Env) -> None:
        w, how, fixed = self.w, fold.info[0], fold.info[3:]
        if how == "any":
            return
        if how == "count":
            with w.block(f"if {name}_maybe:"):
                w.line(f"{name} = folds.count({name}, {name}_maybe)")
        elif how == "total":
            with w.block(f"if {name}_gaps:"):
                signed = ", signed=True" if fold.kind == "money" else ""
                w.line(f"{name} = folds.total({name}, {name}_gaps{signed})")
        elif how in _FINISH:
            answer = _FINISH[how].format(*fixed, g=f"{name}_all")
            w.line(
                f"{name} = readers.as_event({answer}, on)" if fold.kind == "event" else f"{name} = {answer}"
            )
        else:
            outside = [w.value(arg.args[0] if arg.op == "outer" else arg, env) for arg in _asked(fold)]
            call = ", ".join([f"{name}_all", *outside, *(repr(part) for part in fixed)])
            w.line(f"{name} = {_SPECIAL[how]}({call})")


_SPECIAL = {
    "complete_on": "folds.complete_on",
    "reached": "folds.reached",
    "overlap": "kernels.overlap",
    "uncovered_window": "kernels.uncovered_window",
    "uncovered": "kernels.uncovered",
}

_TRAILING = {"complete_on": 1, "reached": 2, "overlap": 4, "uncovered_window": 4, "uncovered": 2}


def _asked(fold: Node) -> tuple[Node, ...]:
    """The arguments that belong to the asker, not to the elements: the last ones."""
    return fold.args[-_TRAILING[fold.info[0]] :]
