"""What an answer is shown as and made into: shapes ask here, and the package above says who does it, and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: What writes an answer as HTML in a language. `adm_rules` itself fills it, so that no shape knows a renderer.
WRITERS: dict[str, Callable[[Any, str], str | None]] = {}
#: The language in which notebooks show answers.
SHOWN_IN = {"lang": "it"}


def shown(answer: Any) -> str | None:
    """An answer as a notebook shows it; None where it is shown by its `repr`."""
    write = WRITERS.get("html")
    return None if write is None else write(answer, SHOWN_IN["lang"])


#: What makes a frame of answers: by its name, or, without one, the first that holds such answers.
FRAMERS: list[Callable[[Any, str | None, str], Any]] = []
