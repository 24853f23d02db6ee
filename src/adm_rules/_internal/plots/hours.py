"""Hours of each week beside the limit that a rule sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.frames.hours import limited_weeks, week_monday
from adm_rules._internal.frames.kinds import answers_of
from adm_rules._internal.plots.plot import BLUE, GREY, ORANGE, RED, Plot, spec_of
from adm_rules._internal.report import Finding, Observed, Verdict
from adm_rules._internal.texts import LANGUAGES, Catalogue, Text

_MINUTES: Final = 60
_WORDS: Final = Catalogue(
    {
        "title": Text("Ore per settimana e limite", "Hours per week and their limit"),
        "case": Text("Minore", "Case"),
        "week": Text("Settimana del", "Week of"),
        "hours": Text("Ore", "Hours"),
        "limit": Text("Limite", "Limit"),
        "verdict": Text("Esito", "Verdict"),
        "alt": Text(
            "Barre delle ore, con la riga del limite. Settimane: {}; oltre il limite senza deroga: {}.",
            "Bars of hours, with the line of the limit. Weeks: {}; above the limit without derogation: {}.",
        ),
        "line": Text(
            "Riga: il limite · ▲ oltre il limite · △ oltre, in deroga · ? non tutto è noto",
            "Line: the limit · ▲ above the limit · △ above, derogated · ? not all is known",
        ),
    }
)
#: How a week is painted, by its verdict, and the sign above it that says the same.
_COLOURS: Final = {Verdict.BREACHES: RED, Verdict.DEROGATED: ORANGE, Verdict.UNDECIDED: GREY}
_SIGNS: Final = {Verdict.BREACHES: "▲", Verdict.DEROGATED: "△", Verdict.UNDECIDED: "?"}


def hours(answers: Any, *, rule: str | None = None, lang: str = "it") -> Plot:
    """The hours of each week beside the limit of a rule about weeks, of reports or of a portfolio.

    ``rule`` is the id of the rule; without it the first that holds the time of a week to a limit, such as the weekly
    cap. A week whose time is not wholly known is drawn up to what is certain, and told by its bounds.

    Raises:
        ArgumentError: no rule of the reports, or not this one, holds the time of a week to a limit.
    """
    words = _WORDS.in_language(as_member(lang, LANGUAGES, "lang"))
    found = [each for report in answers_of(answers, "weeks") for each in limited_weeks(report)]
    rules = list(dict.fromkeys(finding.rule for finding, _ in found))
    if not rules:
        raise ArgumentError("no rule of these reports holds the time of a week to a limit")
    wanted = rules[0] if rule is None else as_member(rule, rules, "rule")
    rows = list(_rows(((each, limited) for each, limited in found if each.rule == wanted), lang))
    above = sum(each["over"] for each in rows)
    title, alt = words["title"], words["alt"].format(len(rows), above)
    subtitle = [
        next(each.title.in_language(lang) for each, _ in found if each.rule == wanted),
        words["line"],
    ]
    spec = spec_of(title, subtitle, alt, _view(rows, words))
    columns = tuple(words[name] for name in ("case", "week", "hours", "limit", "verdict"))
    return Plot(
        title,
        alt,
        lang,
        spec,
        columns,
        tuple(
            tuple(each[name] for name in ("case", "week", "told", "limit_told", "verdict")) for each in rows
        ),
    )


def _rows(found: Iterable[tuple[Finding, Observed]], lang: str) -> Iterator[dict[str, Any]]:
    for finding, observed in found:
        time, limit = observed.typed_value, observed.typed_limit
        lowest = time.lowest if time is not None and time.lowest is not None else 0
        verdict = finding.verdict
        yield {
            "case": finding.case_id,
            "week": week_monday(finding.subject_id).isoformat(),
            "hours": lowest / _MINUTES,
            "limit": limit.value / _MINUTES if limit is not None else None,
            "told": observed.value.in_language(lang),
            "limit_told": observed.limit.in_language(lang),
            "verdict": verdict.words.in_language(lang),
            "colour": _COLOURS.get(verdict, BLUE),
            "over": verdict is Verdict.BREACHES,
            "sign": _SIGNS.get(verdict, ""),
        }


def _view(rows: list[dict[str, Any]], words: Mapping[str, str]) -> dict[str, Any]:
    """A panel for each case: a bar for each week, its limit as a line across it, and a sign where it is above."""
    x = {
        "field": "week",
        "type": "ordinal",
        "timeUnit": "yearmonthdate",
        "title": words["week"],
        "axis": {"format": "%d/%m", "labelAngle": 0, "labelOverlap": True},
    }
    y = {"type": "quantitative", "title": words["hours"]}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    limit = {"mark": {"type": "tick", "color": "#000000", "thickness": 2, "bandSize": 30, "opacity": 1}}
    sign = {"mark": {"type": "text", "dy": -8, "fontSize": 12}}
    return {
        "data": {"values": rows},
        "facet": {"field": "case", "type": "nominal", "title": None},
        "columns": 2,
        "spec": {
            "width": {"step": 30},
            "height": 180,
            "layer": [
                {"mark": "bar", "encoding": {"x": x, "y": {**y, "field": "hours"}, "color": colour}},
                {**limit, "encoding": {"x": x, "y": {**y, "field": "limit"}}},
                {**sign, "encoding": {"x": x, "y": {**y, "field": "hours"}, "text": {"field": "sign"}}},
            ],
        },
    }
