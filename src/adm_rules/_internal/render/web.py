"""Pieces of HTML: pages and fragments that need no network, fold, print and say their language; texts are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from adm_rules._internal.render.roles import ROLES

_COLOURS: Final = "".join(
    f".adm .{name}{{color:{role.colour}}}" for name, role in ROLES.items() if role.colour
)
#: How a fragment looks; every rule of it is about `.adm` alone, so that it may stand in a notebook.
STYLE: Final = (
    ".adm{font-family:system-ui,sans-serif;line-height:1.45;color:#1b1b1b;background:#fff;max-width:72rem}"
    ".adm table{border-collapse:collapse;width:100%;margin:.6rem 0}"
    ".adm th,.adm td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;border-top:1px solid #c8c8c8}"
    ".adm thead th,.adm tbody th[scope=rowgroup]{border-top:2px solid #555}"
    ".adm caption{text-align:left;font-weight:bold;padding:.4rem 0}"
    ".adm .nowrap{white-space:nowrap}.adm .number{text-align:right;font-variant-numeric:tabular-nums}"
    ".adm summary{cursor:pointer}.adm p{margin:.3rem 0}.adm .trial{border:2px solid #b3261e;padding:.4rem .7rem}"
    ".adm pre{white-space:pre-wrap}" + _COLOURS
)
_PAGE: Final = (
    "body{margin:1.5rem auto;padding:0 1rem;max-width:72rem;background:#fff}h1,h2{font-family:system-ui,sans-serif}"
    "@media print{body{margin:0;max-width:none}.adm{max-width:none;font-size:10pt}.adm li{break-inside:avoid}"
    ".adm thead{display:table-header-group}details::details-content{content-visibility:visible;display:block}}"
)
#: Nothing is fetched, no script runs: what stands in the page is all.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(title: str, lang: str, body: str) -> str:
    """A whole page; ``body`` is HTML."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_PAGE}{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>"
    )


def fragment(lang: str, *parts: str, styled: bool = False) -> str:
    """Pieces of HTML as one that says its language; ``styled`` brings the style along, as a notebook needs it."""
    style = f"<style>{STYLE}</style>" if styled else ""
    return f'<div class="adm" lang="{lang}">{style}{"".join(parts)}</div>'


def tag(name: str, text: str, kind: str = "") -> str:
    """A text in an element; nothing for an empty one."""
    named = f' class="{kind}"' if kind else ""
    return f"<{name}{named}>{escape(text)}</{name}>" if text else ""


def folded(summary: str, *inside: str, opened: bool = False) -> str:
    """What is unfolded by a click; ``summary`` and what is inside are HTML. Without anything inside, the summary."""
    body = "".join(inside)
    return (
        f"<details{' open' if opened else ''}><summary>{summary}</summary>{body}</details>"
        if body
        else summary
    )


def listed(items: Iterable[str], *, ordered: bool = False) -> str:
    """A list of pieces of HTML; nothing without any."""
    name = "ol" if ordered else "ul"
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<{name}>{inside}</{name}>" if inside else ""


def table(caption: str, head: Sequence[str], bodies: Iterable[str]) -> str:
    """A table with its caption and heads; ``bodies`` are rows, as `row` makes them, or whole groups of them."""
    heads = "".join(f'<th scope="col">{escape(each)}</th>' for each in head)
    inside = "".join(bodies)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>{inside}</table>"


def row(*cells: str, kinds: Sequence[str] = (), headed: bool = False) -> str:
    """A row of pieces of HTML; ``kinds`` are the classes of its cells, and with ``headed`` the first heads the row."""
    made = []
    for n, cell in enumerate(cells):
        kind = f' class="{kinds[n]}"' if n < len(kinds) and kinds[n] else ""
        made.append(f'<th scope="row"{kind}>{cell}</th>' if headed and not n else f"<td{kind}>{cell}</td>")
    return f"<tr>{''.join(made)}</tr>"


def group(name: str, columns: int, rows: Iterable[str]) -> str:
    """Rows of a table under one heading."""
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="{columns}">{escape(name)}</th></tr>{"".join(rows)}</tbody>'
    )
