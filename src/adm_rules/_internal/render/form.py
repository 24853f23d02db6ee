"""What a form of output is: one object, with everything that a command asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.render.pen import Answers, Page


def no_text(_answers: Answers[Any], _page: Page) -> Iterator[str]:
    """Nothing: what a form that is no text prints."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Format:
    """A form of output.

    ``about`` says what it is for, ``fits`` whether it can write a kind of answer; ``write`` gives what is printed,
    block by block, as the answers come. What is ``read_by_people`` has the width, colours and letters of a terminal;
    all else is UTF-8. ``suffix`` is what the name of a file in this form ends with. ``whole``: it is of use only with
    all that there is, also what is over. Of a form that is no text ``made`` gives the bytes of the whole file, and
    ``write`` nothing; ``needs_deadlines``: it shows those of each file that is checked as well.
    """

    name: str
    suffix: str
    about: str
    fits: Callable[[type], bool]
    write: Callable[[Answers[Any], Page], Iterator[str]] = no_text
    made: Callable[[Answers[Any], Page], bytes] | None = None
    read_by_people: bool = False
    whole: bool = False
    needs_deadlines: bool = False
