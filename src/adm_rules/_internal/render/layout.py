"""Lines for a terminal: text in pieces, each with a role, wrapped to a width and styled by who prints them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

#: A role and a text. A role says what the text is (``error``, ``subject``, ``dim`` …); styles give it colours.
Piece = tuple[str, str]
#: Makes the text of a role into what is printed.
Style = Callable[[str, str], str]

GLUE = "\N{NO-BREAK SPACE}"  # joins words that stay on one line; it is printed as a space
#: The space in a citation, which stays on one line; an expression that begins with a plain character is searched fast.
_PLACE = re.compile(r" (?=[0-9])(?:(?<=\bart\. )|(?<=\bartt\. )|(?<=\barts\. )|(?<=\bnota )|(?<=\bnote ))")
_SPACES = re.compile(r"  +")
NARROWEST = 40  # columns: below this, wrapping would leave a word in each line
WIDEST = 110  # columns: longer lines are hard to read


def plain(_role: str, text: str) -> str:
    """The style without colours."""
    return text


def fitted(width: int) -> int:
    """A terminal's width within what reads well."""
    return max(NARROWEST, min(WIDEST, width))


def wrapped(
    pieces: Iterable[Piece], width: int, *, first: str = "", rest: str = "", style: Style = plain
) -> Iterator[str]:
    """The pieces as lines of at most ``width`` columns, broken between words.

    ``first`` and ``rest`` are what the first line and the following ones begin with. A word that is wider than
    a line keeps a line to itself.
    """
    line: list[Piece] = [("", first)]
    room, begun, spaced = width - len(first), False, False
    for role, text in pieces:
        left = _SPACES.sub(" ", _PLACE.sub(GLUE, text))
        spaced, ends = spaced or left.startswith(" "), left.endswith(" ")
        left = left.strip(" ")
        while left:
            gap = " " if begun and spaced else ""
            cut = _fitting(left, room - len(gap))
            if not cut and gap:
                yield _styled(line, style)
                line, room, begun = [("", rest)], width - len(rest), False
                continue
            cut = cut or len(left.partition(" ")[0])
            line.append((role, gap + left[:cut].replace(GLUE, " ")))
            room -= len(gap) + cut
            left, begun, spaced = left[cut + 1 :], True, bool(left[cut:])
        spaced = spaced or ends
    if begun:
        yield _styled(line, style)


def _fitting(text: str, room: int) -> int:
    """How much of a text, in whole words, goes where there is so much room."""
    return len(text) if len(text) <= room else max(0, text.rfind(" ", 0, max(0, room + 1)))


def _styled(line: Iterable[Piece], style: Style) -> str:
    """A line with each run of one role styled at once."""
    if style is plain:
        return "".join([text for _, text in line])
    runs = ((role, "".join(text for _, text in run)) for role, run in groupby(line, key=itemgetter(0)))
    return "".join(style(role, text) for role, text in runs)


def glued(text: str) -> str:
    """A text that is not broken over lines."""
    return text.replace(" ", GLUE)
