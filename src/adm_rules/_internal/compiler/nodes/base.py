"""What all classes of nodes have."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, cast, dataclass_transform

from adm_rules._internal.compiler.nodes.extent import Extent
from adm_rules._internal.dataclass import dataclass, field

if TYPE_CHECKING:
    from adm_rules._internal.compiler.nodes import Node

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def node(cls: type[T]) -> type[T]:
    """A class of nodes: frozen, each equal only to itself."""
    made: Any = dataclass(frozen=True, slots=True, eq=False, repr=False)(cls)
    made.made_of = made.__match_args__[3:]
    return cast("type[T]", made)


class Reach(NamedTuple):
    """How a subject reaches the elements of another: to-one steps to an owner, and the subjects of the lists below."""

    steps: tuple[str, ...]
    chain: tuple[str, ...]

    @property
    def element(self) -> str:
        """The subject of the elements."""
        return self.chain[-1]


@node
class Base:  # no `ABC`, whose `isinstance` is slow: a test sees that each class has its extent
    """What every node has: its number among those of its core, its scope, its kind, and its parts.

    ``args`` are the nodes among the parts, in order. ``asks`` tells that it depends on the subject that asks: an
    `Outer` stands somewhere below, in the same scope. ``extent`` is what its value can be, whatever the files say.
    """

    made_of: ClassVar[tuple[str, ...]]  # its parts beside number, scope and kind
    number: int
    scope: str
    kind: str
    args: tuple[Node, ...] = field(init=False)
    asks: bool = field(init=False)
    extent: Extent = field(init=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "args", tuple(cast("Iterator[Node]", _nodes_in(self.parts))))
        put(self, "asks", self._asks())
        put(self, "extent", self._extent())

    def __repr__(self) -> str:
        return f"<{self.word} #{self.number} of {self.scope}>"

    @property
    def parts(self) -> tuple[Any, ...]:
        """What it is made of beside scope and kind, in the order of its class."""
        return tuple(getattr(self, name) for name in self.made_of)

    @property
    def fixed(self) -> tuple[Any, ...]:
        """The parts that are no nodes."""
        return tuple(part for part in self.parts if not isinstance(part, Base))

    @property
    def word(self) -> str:
        """What generated code calls it, where it is no fact."""
        return type(self).__name__.lower()

    @property
    def _below(self) -> list[Extent]:
        return [arg.extent for arg in self.args]

    @abstractmethod
    def _extent(self) -> Extent: ...

    def _asks(self) -> bool:
        return any(arg.asks and arg.scope == self.scope for arg in self.args)


def _nodes_in(parts: tuple[Any, ...]) -> Iterator[Base]:
    for part in parts:
        if isinstance(part, Base):
            yield part
        elif part.__class__ is tuple:
            yield from _nodes_in(part)


class Called(Base):
    """A node that one function makes of its parts: first the nodes, then what is fixed."""

    __slots__ = ()
    function: ClassVar[str]


class Listed(Base):
    """A value that one function makes of any number of nodes."""

    __slots__ = ()
    function: ClassVar[str]
