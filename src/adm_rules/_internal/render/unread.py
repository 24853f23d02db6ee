"""One line that tells which keys of a file its rules pass over."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Final

from adm_rules._internal.engine.unread import UnreadKey
from adm_rules._internal.texts import Text

#: How many keys are named where not all are asked for.
_NAMED: Final = 3
_SAID: Final = Text(
    "Chiavi compilate che nessuna di queste regole legge: {n} ({keys})",
    "Keys filled in that none of these rules reads: {n} ({keys})",
)
_MORE: Final = Text("e altre {n}", "and {n} more")
_ONE_MORE: Final = Text("e un'altra", "and one more")


def unread_text(unread: Sequence[UnreadKey], *, lang: str, width: int, every: bool = False) -> str:
    """The line, wrapped, after a blank one; nothing where every key that is filled in is read.

    ``every`` names all the keys, and not only the first few.
    """
    if not unread:
        return ""
    named = [each.key for each in (unread if every else unread[:_NAMED])]
    more = len(unread) - len(named)
    rest = (_ONE_MORE if more == 1 else _MORE).in_language(lang).format(n=more)
    keys = ", ".join([*named, *([rest] if more else [])])
    said = _SAID.in_language(lang).format(n=len(unread), keys=keys)
    return "\n\n" + fill(said, width, subsequent_indent="  ", break_on_hyphens=False)
