"""Answers as people see them: text, HTML fragments, whole pages, rules in words, and the language of notebooks."""

from __future__ import annotations

from adm_rules._internal.render.display import (
    Explained,
    explain,
    html,
    language,
    page,
    text,
)

__all__ = ["Explained", "explain", "html", "language", "page", "text"]
