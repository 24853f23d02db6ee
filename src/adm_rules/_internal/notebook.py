"""What a notebook shows for an answer: shapes ask here, and the package above says who writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Of each kind of answer, what writes it as HTML. `adm_rules` itself fills it, so that no shape knows a renderer.
WRITERS: dict[str, Callable[[Any], str]] = {}
