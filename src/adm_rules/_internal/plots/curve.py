"""What a family pays over a range of ISEE, with the steps of the tariff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.money.copayment.curve import CopaymentCurve, CurvePoint
from adm_rules._internal.plots.plot import BLUE, GREY, Plot, spec_of
from adm_rules._internal.texts import LANGUAGES, Catalogue, Text
from adm_rules._internal.values import decimal_to_cents, format_value

_WORDS: Final = Catalogue(
    {
        "title": Text("Quota della famiglia secondo l'ISEE", "The family's share by ISEE"),
        "isee": Text("ISEE, euro", "ISEE, euro"),
        "share": Text("Quota, euro", "Share, euro"),
        "least": Text("Quota minima", "Lowest share"),
        "most": Text("Quota massima", "Highest share"),
        "steps": Text("Punti: da qui la quota cambia di colpo", "Points: from here on the share jumps"),
        "open": Text("Grigio: la quota sta tra due estremi", "Grey: the share lies between two ends"),
        "alt": Text(
            "Curva della quota da un ISEE di {} a uno di {}. La minima: {}; la massima: {}; salti: {}.",
            "Curve of the share from an ISEE of {} to one of {}. The lowest: {}; the highest: {}; jumps: {}.",
        ),
        "none": Text("Senza riga: la quota non si può decidere", "No line: the share cannot be decided"),
        "nothing": Text("non decisa", "not decided"),
    }
)


def copayment(curve: CopaymentCurve, *, lang: str = "it") -> Plot:
    """The share of a family over a range of ISEE, as `copayment_curve` gives it, with a point at every step.

    Where only the two ends of a share are known, the space between them is grey.

    Raises:
        ArgumentError: this is no curve.
    """
    words = _WORDS.in_language(as_member(lang, LANGUAGES, "lang"))
    if not isinstance(curve, CopaymentCurve):
        raise ArgumentError("`curve` is what `copayment_curve` of a rule set gives")
    steps = {each.isee for each in curve.steps}
    rows = [_row(each, step=each.isee in steps) for each in curve.points]
    first, last = curve.points[0], curve.points[-1]
    ends = [_euro(first.isee, lang), _euro(last.isee, lang)]
    least = min((each.total_lowest for each in curve.points if each.total_lowest is not None), default=None)
    most = max((each.total_highest for each in curve.points if each.total_highest is not None), default=None)
    shares = [_euro(end, lang) or words["nothing"] for end in (least, most)]
    told = {
        "steps": bool(steps),
        "open": any(None not in (each["lowest"], each["highest"]) and each["share"] is None for each in rows),
        "none": any(None in (each["lowest"], each["highest"]) for each in rows),
    }
    title, alt = words["title"], words["alt"].format(*ends, *shares, len(steps))
    subtitle = [words[name] for name, so in told.items() if so]
    spec = spec_of(title, subtitle, alt, _view(rows, words))
    columns = tuple(words[name] for name in ("isee", "least", "most"))
    return Plot(title, alt, lang, spec, columns, tuple(_told(curve, lang)))


def _euro(amount: Decimal | None, lang: str) -> str:
    return "" if amount is None else format_value("money", decimal_to_cents(amount), lang)


def _told(curve: CopaymentCurve, lang: str) -> Iterator[tuple[str, ...]]:
    for each in curve.points:
        yield _euro(each.isee, lang), _euro(each.total_lowest, lang), _euro(each.total_highest, lang)


def _row(point: CurvePoint, *, step: bool) -> dict[str, Any]:
    ends = point.total_lowest, point.total_highest
    lowest, highest = (None if end is None else float(end) for end in ends)
    share = lowest if point.outcome == "decided" else None
    return {"isee": float(point.isee), "share": share, "lowest": lowest, "highest": highest, "step": step}


def _view(rows: list[dict[str, Any]], words: Mapping[str, str]) -> dict[str, Any]:
    x = {"field": "isee", "type": "quantitative", "title": words["isee"], "axis": {"format": ",.0f"}}
    y = {"field": "share", "type": "quantitative", "title": words["share"], "axis": {"format": ",.2f"}}
    stepping = [{"filter": "datum.step"}]
    label = {"text": {"field": "share", "type": "quantitative", "format": ",.2f"}}
    return {
        "data": {"values": rows},
        "width": 560,
        "height": 280,
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "mark": {"type": "area", "color": GREY, "opacity": 0.4},
                "encoding": {"y": {**y, "field": "lowest"}, "y2": {"field": "highest"}},
            },
            {"mark": {"type": "line", "color": BLUE, "strokeWidth": 2}},
            {"transform": stepping, "mark": {"type": "point", "filled": True, "size": 60, "color": BLUE}},
            {"transform": stepping, "mark": {"type": "text", "dy": -10, "fontSize": 11}, "encoding": label},
        ],
    }
