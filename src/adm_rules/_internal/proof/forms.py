"""What stands for a truth, an ordered value and a name among formulas."""

from __future__ import annotations

from typing import Any, NamedTuple


class Sym(NamedTuple):
    """A truth: certainly true, certainly false, waiting; none of them is unknown."""

    true: Any
    false: Any
    wait: Any


class Num(NamedTuple):
    """An ordered value: its bounds, whether it may turn out not to exist, and whether it certainly does not."""

    lo: Any
    hi: Any
    none: Any
    absent: Any


class Named(NamedTuple):
    """A name: its number among those mentioned, whether it is unknown, and whether it does not exist."""

    code: Any
    unknown: Any
    absent: Any


def negated(truth: Sym) -> Sym:
    """The opposite; what is open stays so."""
    return Sym(truth.false, truth.true, truth.wait)
