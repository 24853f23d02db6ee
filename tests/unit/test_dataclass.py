"""Data classes that are finished late are those of `dataclasses`, whichever method is called first."""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any, ClassVar

import pytest

from adm_rules._internal import dataclass as ours

Make = Callable[[ModuleType], type[Any]]


@ours.dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers, the second of which may be left out."""

    first: int
    second: int = 2
    third: list[int] = ours.field(default_factory=list, compare=False)


@ours.dataclass(frozen=True, slots=True)
class Told(Pair):
    """A pair that keeps its sum."""

    told: ClassVar[str] = "of all"
    total: int = ours.field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.first + self.second)


def made(module: ModuleType, **options: Any) -> type[Any]:
    @module.dataclass(**options)
    class Base:
        """A base."""

        first: int
        second: Any = module.field(default=2, repr=False)

    @module.dataclass(**options)
    class Made(Base):
        """A class of three fields."""

        third: Any = module.field(default_factory=list)
        loose: ClassVar[int] = 5

    found: type[Any] = Made
    return found


def own_methods(module: ModuleType, **options: Any) -> type[Any]:
    @module.dataclass(**options)
    class Own:
        """A class with methods of its own."""

        first: int

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return other == 1

        def __hash__(self) -> int:
            return 7

    found: type[Any] = Own
    return found


@ours.dataclass(frozen=True)
class Doubled:
    """A number, and twice it."""

    first: int
    names: list[str] = ours.field(default_factory=list)
    second: int = ours.field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "second", 2 * self.first)


def outcome(ask: Callable[[], Any]) -> Any:
    """What comes of it: a value, or the kind and the words of an error."""
    try:
        return ask()
    except (TypeError, AttributeError) as error:
        return type(error).__name__, str(error).replace("own_methods", "made")


def _maker(kind: type[Any]) -> ModuleType:
    return ours if hasattr(kind, "__dataclass_names__") else dataclasses


OPTIONS: list[dict[str, bool]] = [
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "eq": False, "repr": False},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {"slots": True},
    {"slots": True, "repr": False},
]

#: What may be the first thing that is asked of a class.
ASKED: dict[str, Callable[[Any], Any]] = {
    "made": lambda kind: repr(kind(first=1)).split(".")[-1].split(" at 0x")[0],
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, 3, 4, 5),
    "given twice": lambda kind: kind(1, first=2),
    "unknown": lambda kind: kind(first=1, other=2),
    "by place": lambda kind: kind(1, 2).first,
    "many": lambda kind: [kind(first=n).first for n in range(1_100)],
    "equal": lambda kind: (kind(first=1) == kind(first=1), kind(first=1) == kind(first=2)),
    "hashed": lambda kind: len({kind(first=1), kind(first=1)}),
    "order": lambda kind: kind(first=1) < kind(first=2),
    "set": lambda kind: setattr(kind(first=1), "first", 2),
    "set before it is made": lambda kind: setattr(kind.__new__(kind), "first", 2),
    "deleted before it is made": lambda kind: delattr(kind.__new__(kind), "first"),
    "compared before it is made": lambda kind: kind.__new__(kind) == 1,
    "fields": lambda kind: [(each.name, each.init, each.repr) for each in dataclasses.fields(kind)],
    "own fields": lambda kind: [each.name for each in ours.fields(kind)],
    "replaced": lambda kind: _maker(kind).replace(kind(first=1), first=3).first,
    "replaced by what there is not": lambda kind: _maker(kind).replace(kind(first=1), other=3),
    "compared often": lambda kind: [kind(first=n) == kind(first=1) for n in range(1_100)].count(True),
    "positions": lambda kind: kind.__match_args__,
    "slots": lambda kind: kind.__dict__.get("__slots__"),
    "default": lambda kind: isinstance(getattr(kind, "second", 0), int),
    "no default": lambda kind: (
        hasattr(kind, "third") and "slots" not in dir(kind) and "__slots__" in dir(kind)
    ),
    "is one": lambda kind: (ours.is_dataclass(kind), ours.is_dataclass(kind(first=1)), ours.is_dataclass(1)),
    "names": lambda kind: (kind.__qualname__, kind.__doc__),
}


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("shape", [made, own_methods])
def test_a_class_answers_as_that_of_the_standard_library(
    shape: Callable[..., type[Any]], options: dict[str, bool]
) -> None:
    for what, ask in ASKED.items():
        kind, true = (shape(module, **options) for module in (ours, dataclasses))
        first, again = (outcome(lambda kind=kind, ask=ask: ask(kind)) for _ in range(2))  # type: ignore[misc]
        assert (what, first, again) == (what, *[outcome(lambda true=true, ask=ask: ask(true))] * 2)  # type: ignore[misc]


def test_objects_are_written_and_read_back_before_and_after_a_class_is_finished() -> None:
    told = Told(1, 5, [3])
    assert (told.total, told.third, told.told) == (6, [3], "of all")
    for read in (pickle.loads(pickle.dumps(told)), copy.copy(told), copy.deepcopy(told)):
        assert (read, read.total, read.third) == (told, 6, [3])
    assert [(each.second, each.names) for each in map(Doubled, range(1_100))] == [
        (2 * n, []) for n in range(1_100)
    ]
    match told:
        case Pair(first, second, third):
            assert (first, second, third) == (1, 5, [3])
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'first'"):
        told.first = 2  # type: ignore[misc]


def test_threads_that_make_the_first_object_at_once_each_get_one() -> None:
    for _ in range(20):
        kind = made(ours, frozen=True, slots=True)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(kind, range(8)))
        assert [each.first for each in found] == list(range(8))


def test_a_method_that_was_taken_before_the_class_was_finished_works_afterwards() -> None:
    kind = made(ours, frozen=True, slots=True)
    early = vars(kind)["__repr__"]
    assert early(kind(1)) == early(kind(1)) == repr(kind(1))


def test_a_class_that_is_told_loads_nothing() -> None:
    code = (
        "import sys; from adm_rules._internal.dataclass import dataclass\n"
        "@dataclass(frozen=True, slots=True)\nclass A:\n    x: 'int'\n"
        "made = A(1)\nprint('dataclasses' in sys.modules)\nrepr(made)\nprint('dataclasses' in sys.modules)"
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=plain)
    assert done.stdout.split() == ["False", "True"]


@ours.dataclass(frozen=True)
class Third(Pair):
    """A class without slots on top of one with slots."""

    fourth: str = ""


def test_what_a_class_without_slots_adds_is_kept() -> None:
    told = Third(1, 5, fourth="c")
    for read in (pickle.loads(pickle.dumps(told)), copy.copy(told), copy.deepcopy(told)):
        assert (read.first, read.second, read.fourth) == (1, 5, "c")
