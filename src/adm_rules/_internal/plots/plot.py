"""A picture of an answer: its specification, what it shows in words, and its rows as a table beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.render.web import folded, fragment, page, row, table
from adm_rules._internal.texts import Catalogue, Text

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_VERSION: Final = "6.4"
#: A font that the renderer brings along, so that a picture is the same on every machine.
_FONT: Final = "Liberation Sans, Arial, sans-serif"
_CONFIG: Final = {
    "font": _FONT,
    "background": "#ffffff",
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 330,
        "aria": False,
    },
    "header": {"labelFontSize": 12, "titleFontSize": 12, "labelFontWeight": "bold"},
    "legend": {"labelFontSize": 12, "titleFontSize": 12},
    "title": {"fontSize": 15, "subtitleFontSize": 12, "anchor": "start", "offset": 12},
    "view": {"stroke": None},
    "mark": {"aria": False},  # the words and the table say it once, not mark by mark
}
#: Colours that people with any colour vision tell apart (Okabe and Ito, 2008); none is ever the only sign.
BLUE, ORANGE, RED, GREEN, SKY = "#0072b2", "#e69f00", "#d55e00", "#009e73", "#56b4e9"
GREY: Final = "#9a9a9a"
_LOCALE: Final = Text("it-IT", "en-GB")
_WORDS: Final = Catalogue({"data": Text("I dati della figura", "The data of the picture")})
_FIRST_TAG: Final = re.compile(r"<svg([^>]*)>")


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture as Vega-Lite says it (``spec``), with its title, what it shows in words (``alt``) and its rows.

    A notebook shows it as SVG, which needs no script and no network, with the rows folded below.
    """

    title: str
    alt: str
    lang: str
    spec: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def to_svg(self) -> str:
        """The picture as SVG, with its title and its words for who does not see it.

        Raises:
            AdmRulesError: the extra `plots` is not installed.
        """
        drawn = str(_renderer().vegalite_to_svg(self.spec, vl_version=_VERSION, **self._locale()))
        said = f"<title>{escape(self.title)}</title><desc>{escape(self.alt)}</desc>"
        return _FIRST_TAG.sub(
            lambda tag: f'<svg role="img" style="max-width:100%;height:auto"{tag[1]}>{said}', drawn, count=1
        )

    def to_png(self, *, scale: float = 2) -> bytes:
        """The picture as PNG.

        Raises:
            AdmRulesError: the extra `plots` is not installed.
        """
        made = _renderer().vegalite_to_png(self.spec, vl_version=_VERSION, scale=scale, **self._locale())
        return bytes(made)

    def to_html(self) -> str:
        """A page that needs no network and runs no script.

        Raises:
            AdmRulesError: the extra `plots` is not installed.
        """
        return page(self.title, self.lang, self._repr_html_())

    def _repr_html_(self) -> str:
        body = "".join(row(*map(escape, each), headed=True) for each in self.rows)
        found = table(self.title, self.columns, [f"<tbody>{body}</tbody>"])
        told = folded(escape(_WORDS.in_language(self.lang)["data"]), found)
        return fragment(self.lang, f"<figure>{self.to_svg()}</figure>", told, styled=True)

    def __str__(self) -> str:
        return f"{self.title}. {self.alt}"

    def __repr__(self) -> str:
        return f"<Plot of {len(self.rows)} rows>"

    def _locale(self) -> dict[str, str]:
        named = _LOCALE.in_language(self.lang)
        return {"format_locale": named, "time_format_locale": named}


def spec_of(title: str, subtitle: Sequence[str], alt: str, view: Mapping[str, Any]) -> dict[str, Any]:
    """The whole specification of a view."""
    heading = {"text": title, **({"subtitle": list(subtitle)} if subtitle else {})}
    return {"$schema": _SCHEMA, "description": alt, "title": heading, "config": _CONFIG, **view}


def _renderer() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise AdmRulesError("plots need vl-convert: pip install 'adm_rules[plots]'") from None
    return vl_convert
