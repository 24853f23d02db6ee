"""Writing formulas: what is settled as they are written is a plain yes or no, and goes to no solver."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from adm_rules._internal.proof.solver import z3

#: A formula of the solver, or what it comes to.
Formula: TypeAlias = Any


class Formulas:
    """Joins formulas through the solver's own functions; its Python layer looks at the sort of each part again."""

    def __init__(self) -> None:
        self.z3 = z3()
        self._core = self.z3.z3core
        self._context = self.z3.main_ctx()
        self._opposites: dict[int, tuple[Formula, Formula]] = {}

    def every(self, *parts: Formula) -> Formula:
        """The conjunction."""
        return self._joined(parts, self._core.Z3_mk_and, neutral=True)

    def some(self, *parts: Formula) -> Formula:
        """The disjunction."""
        return self._joined(parts, self._core.Z3_mk_or, neutral=False)

    def _joined(self, parts: Iterable[Formula], join: Any, *, neutral: bool) -> Formula:
        found: dict[int, Formula] = {}
        for part in parts:
            if part.__class__ is not bool:
                found[_key(part)] = part
            elif part is not neutral:
                return part
        if any(_key(known[1]) in found for key in found if (known := self._opposites.get(key)) is not None):
            return not neutral
        if len(found) < 2:  # one part is itself, none the neutral one
            return next(iter(found.values()), neutral)
        asts = (self.z3.Ast * len(found))(*(part.ast for part in found.values()))
        return self._made(join(self._context.ref(), len(found), asts))

    def no(self, part: Formula) -> Formula:
        """The opposite."""
        if part.__class__ is bool:
            return not part
        known = self._opposites.get(_key(part))
        if known is None:
            opposite = self._made(self._core.Z3_mk_not(self._context.ref(), part.ast))
            known = self._opposites[_key(part)] = part, opposite
            self._opposites[_key(opposite)] = opposite, part
        return known[1]

    def implies(self, test: Formula, then: Formula) -> Formula:
        """That one formula holds where another does."""
        return self.some(self.no(test), then)

    def choice(self, test: Formula, then: Any, otherwise: Any) -> Any:
        """One value or the other, by a test."""
        if test.__class__ is bool:
            return then if test else otherwise
        return self.z3.If(test, then, otherwise)

    def same(self, one: Any, other: Any) -> Formula:
        """That two formulas or values come to the same."""
        if self._is_formula(one) and self._is_formula(other):
            return _key(one) == _key(other) or one == other
        if one.__class__ is bool:
            return other if one else self.no(other)
        if other.__class__ is bool:
            return self.same(other, one)
        return one == other

    def _is_formula(self, value: Any) -> bool:
        return isinstance(value, self.z3.ExprRef)

    def _made(self, ast: Any) -> Formula:
        return self.z3.BoolRef(ast, self._context)


def _key(formula: Formula) -> int:
    """The number of a formula: the solver keeps one of those that are written alike, as long as one is held."""
    return int(formula.ast.value)
