"""Keeps what stood in a file out of pydantic's errors: their inputs, their contexts and their unknown keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from adm_rules._internal.diagnostics import shown_key

HIDDEN: Final = "<hidden>"
"""What stands for every input in an error."""

MOST_FAULTS: Final = 100
"""How many faults of one file are told; the rest of a file with more is seldom worth reading."""

_OWN: Final = "advice"  # in the context of a fault that our own readers found


def without_values(error: ValidationError) -> ValidationError:
    """The same faults, at most `MOST_FAULTS`, with nothing that stood in the file.

    A key that no model knows is named, since it is no value; one that could say something about a person is not.
    """
    return joined(error.title, error.errors(include_url=False))


def joined(title: str, details: Sequence[ErrorDetails]) -> ValidationError:
    """Faults as one error, at most `MOST_FAULTS`, without what stood in the file."""
    lines = [_line(each) for each in details[:MOST_FAULTS]]
    if len(details) > MOST_FAULTS:
        problem, advice = "there are more faults than these", "correct these first, then read the file again"
        context = {"problem": problem, "advice": advice}
        more = PydanticCustomError("too_many_faults", "{problem}: {advice}", context)
        lines.append(InitErrorDetails(type=more, loc=(), input=HIDDEN))
    return ValidationError.from_exception_data(title, lines, hide_input=True)


def _line(detail: ErrorDetails) -> InitErrorDetails:
    kind, context, place = detail["type"], detail.get("ctx", {}), detail["loc"]
    if kind == "extra_forbidden":
        place = (*place[:-1], shown_key(str(place[-1])))
    told: Any = kind
    if _OWN in context:
        told = PydanticCustomError(kind, "{problem}: {advice}", context)
    elif kind not in _PLAIN:
        told = PydanticCustomError("wrong_value", "{problem}: {advice}", _UNTOLD)
    line = InitErrorDetails(type=told, loc=place, input=HIDDEN)
    return {**line, "ctx": context} if context and told is kind else line


#: Kinds of faults whose context holds limits at most. Any other may repeat what it was raised with.
_PLAIN: Final = frozenset(get_args(ErrorType)) - {"value_error", "assertion_error", "union_tag_invalid"}
_UNTOLD: Final = {"problem": "this cannot stand here", "advice": "see the description of the file"}
