"""Shapes as plain data for JSON, by their fields: the one way in which every answer is written, and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, ClassVar, Final, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

from adm_rules._internal.calendar import local_text
from adm_rules._internal.citations import Citation
from adm_rules._internal.columnar import Frame
from adm_rules._internal.dataclass import is_dataclass, names_of
from adm_rules._internal.notebook import FRAMERS, shown

T = TypeVar("T")
#: What is written of a shape: attributes under their own names, with spaces between, or one under another name.
Entry: TypeAlias = "str | tuple[str, str | Callable[[Any], Any]]"


#: What most parts are, and what plain data hold.
_AS_IT_IS: Final = frozenset({str, int, bool, NoneType})


class Quiet:
    """A part of an answer, whose fields hold what stood in a file: of itself it shows its class alone."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Answer:
    """An answer that is written as plain data: its fields, or what `WRITTEN` names in their stead and in its order.

    An entry of `WRITTEN` has names of attributes, or one name with the attribute (or what makes the value) behind it.
    """

    __slots__ = ()
    WRITTEN: ClassVar[tuple[Entry, ...]] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; see `plain`."""
        return _parts(self)

    def _repr_html_(self) -> str | None:
        """The answer as a notebook shows it."""
        return shown(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The answer as JSON; the same input gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


class Framed:
    """An answer with rows, or several: a frame can be made of it."""

    __slots__ = ()
    #: The frame that is made of it where none is named; None: the first that holds such answers.
    FRAME: ClassVar[str | None] = None

    def to_frame(self, what: str | None = None, *, lang: str = "it") -> Frame:
        """A frame of `adm_rules.frames`, with words in ``lang``; ``what`` is one of those that hold such answers.

        Without it: of a report its findings, of a portfolio its files, of any other answer the frame that it has. Of a
        portfolio the frames of reports judge its files again, one after the other.

        Raises:
            ArgumentError: there is no such frame or language, or none of such answers.
        """
        made: Frame = FRAMERS[0](self, self.FRAME if what is None else what, lang)
        return made


class AnswerList(Framed, tuple[T, ...]):
    """Answers in order: a tuple that a notebook shows, one below the other."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        return shown(self)


def plain(value: Any) -> Any:
    """A shape as mappings and lists: days in ISO form, exact numbers as text, a citation without what it lacks."""
    if value.__class__ in _AS_IT_IS:
        return value
    if isinstance(value, Answer):
        return value.to_dict()
    if isinstance(value, Citation):
        return {name: part for name, part in _parts(value).items() if part is not None}
    if is_dataclass(value):
        return _parts(value)
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return local_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, (Decimal, Fraction)) else value


#: What is written only where there is some: of what a trial answers, its values; a consequence that a rule set adds.
_MARKS: Final = frozenset({"trial", "stated"})


def _parts(value: Any) -> dict[str, Any]:
    made = ((name, part(value)) for name, part in _written(cast("Any", type(value))))
    return {name: plain(part) for name, part in made if part or name not in _MARKS}


@cache
def _written(shape: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Under which name what is written of a shape."""
    entries = getattr(shape, "WRITTEN", ()) or names_of(shape)
    return tuple(_parts_of(entries))


def _parts_of(entries: Iterable[Entry]) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    for entry in entries:
        for name, part in ((name, name) for name in entry.split()) if isinstance(entry, str) else (entry,):
            yield name, attrgetter(part) if isinstance(part, str) else part


def read(shape: type[T], data: Any) -> T:
    """A shape (a dataclass, a tuple of shapes, …) of the plain data that `plain` made of it; other keys are left."""
    return cast("T", _read(shape, data))


def _read(hint: Any, data: Any) -> Any:
    if data is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], item) for item in data)
    options = [option for option in get_args(hint) if option is not NoneType]
    if options:
        return _read(options[0], data)
    if hasattr(hint, "from_plain"):
        return hint.from_plain(data)
    if is_dataclass(hint):
        made, hints = cast("Any", hint), _hints(cast("Any", hint))
        return made(**{name: _read(hints[name], data[name]) for name in hints if name in data})
    if hint is date:
        return date.fromisoformat(data)
    return hint(data) if isinstance(hint, type) and issubclass(hint, StrEnum) else data


@cache
def _hints(shape: Any) -> Mapping[str, Any]:
    """The fields of a shape with their types."""
    hints = get_type_hints(shape)
    return {name: hints[name] for name in names_of(shape)}
