"""The nodes that everything is lowered to: one class for each, its parts named.

A node belongs to one *scope*, a subject: its value is computed once for each row of that subject. Nodes that are built
from the same parts are the same object (`compiler.core.Core` makes them), so that generated code computes
shared parts once. `Node` is the closed union of the classes; a ``match`` over it ends in `typing.assert_never`.
"""

from __future__ import annotations

from typing import TypeAlias

from adm_rules._internal.compiler.nodes.base import Base, Called, Listed, Reach
from adm_rules._internal.compiler.nodes.folds import (
    AtOnce,
    Collect,
    CompleteOn,
    Count,
    CountDistinct,
    Fold,
    Gap,
    Gather,
    Gathering,
    Overlap,
    Pick,
    Reached,
    Served,
    Share,
    ShareDistinct,
    Some,
    SumOf,
    SumOfTimes,
    Uncovered,
    UncoveredWindow,
    outer_in,
    whose_in,
)
from adm_rules._internal.compiler.nodes.joining import (
    Choose,
    Dated,
    Greatest,
    Least,
    Pair,
    Settle,
    Union,
)
from adm_rules._internal.compiler.nodes.truths import (
    After,
    And,
    Await,
    Before,
    Compare,
    Every,
    InTime,
    Not,
    Or,
    Replaced,
    SoFar,
    Tied,
    TruthNode,
    Whose,
    Yearly,
)
from adm_rules._internal.compiler.nodes.values import (
    Age,
    Apportion,
    Between,
    Const,
    DayPart,
    Field,
    Less,
    Outer,
    Owned,
    Patron,
    Plus,
    Previous,
    Ratio,
    Recorded,
    Shift,
    Side,
    Size,
    Taken,
    Today,
    Touched,
    Via,
)

Arithmetic: TypeAlias = (
    DayPart | Touched | Patron | Between | Age | Shift | SoFar | Plus | Less | Ratio | Apportion | Size
)
Joining: TypeAlias = Least | Greatest | Union | Pair | Settle | Choose | Dated
Truths: TypeAlias = Compare | And | Or | Not | Await | Tied | Whose | InTime | Every | Replaced
DueDay: TypeAlias = After | Before | Yearly
Tallied: TypeAlias = Some | Count | SumOf
Gathered: TypeAlias = (
    CountDistinct
    | SumOfTimes
    | Share
    | ShareDistinct
    | Pick
    | Collect
    | AtOnce
    | Served
    | Gather
    | CompleteOn
    | Reached
    | Gap
    | Overlap
    | UncoveredWindow
    | Uncovered
)
Folds: TypeAlias = Tallied | Gathered
#: What is computed or read for a row and is neither a truth nor a fold.
Values: TypeAlias = Field | Recorded | Taken | Owned | Via | Previous | Arithmetic | Joining | DueDay
#: One node.
Node: TypeAlias = Const | Today | Outer | Values | Truths | Folds
#: What a requirement's deadlines are.
Deadline: TypeAlias = InTime | Every | Replaced | Await


def own(node: Node) -> Node:
    """The node in its own scope, however it is seen."""
    return node.of if isinstance(node, Via | Outer) else node
