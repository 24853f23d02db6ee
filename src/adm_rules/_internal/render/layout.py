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
_PLACE = re.compile(r"\b(artt?\.|arts\.|nota|note) (?=[0-9])")  # citations stay on one line
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
    used, begun = len(first), False
    for role, word, spaced in _words(pieces):
        gap = " " if begun and spaced else ""
        if gap and used + 1 + len(word) > width:
            yield _styled(line, style)
            line, used, gap = [("", rest)], len(rest), ""
        line.append((role, gap + word))
        used += len(gap) + len(word)
        begun = True
    if begun:
        yield _styled(line, style)


def _styled(line: Iterable[Piece], style: Style) -> str:
    """A line with each run of one role styled at once."""
    if style is plain:
        return "".join([text for _, text in line])
    runs = ((role, "".join(text for _, text in run)) for role, run in groupby(line, key=itemgetter(0)))
    return "".join(style(role, text) for role, text in runs)


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[str, str, bool]]:
    """Each word with its role, and whether a space stands before it."""
    space = False
    for role, text in pieces:
        for n, word in enumerate(_PLACE.sub(rf"\1{GLUE}", text).split(" ")):
            space = space or n > 0
            if word:
                yield role, word.replace(GLUE, " "), space
                space = False


def glued(text: str) -> str:
    """A text that is not broken over lines."""
    return text.replace(" ", GLUE)
