"""Breaches by rule and agency: how many files each concerns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.frames.kinds import answers_of
from adm_rules._internal.plots.plot import BLUE, Plot, spec_of
from adm_rules._internal.report import Finding
from adm_rules._internal.texts import LANGUAGES, Catalogue, Text

_WIDTH: Final = 600  # pixels that the panels share
_NARROWEST: Final = 150
_WORDS: Final = Catalogue(
    {
        "title": Text("Violazioni per regola e agenzia", "Breaches by rule and agency"),
        "rule": Text("Regola", "Rule"),
        "agency": Text("Agenzia", "Agency"),
        "files": Text("File con la violazione", "Files with the breach"),
        "findings": Text("Rilievi", "Findings"),
        "no_agency": Text("senza agenzia", "no agency"),
        "top": Text("Le {} regole violate in più file, di {}", "The {} rules breached in most files, of {}"),
        "alt": Text(
            "Barre. Regole violate: {}; agenzie: {}; la più frequente: «{}» (file: {}).",
            "Bars. Rules breached: {}; agencies: {}; the most frequent: “{}” (files: {}).",
        ),
        "nothing": Text("Nessuna violazione.", "No breach."),
    }
)


def breaches(answers: Any, *, lang: str = "it", top: int = 15) -> Plot:
    """Breaches by rule and agency, of reports or of a portfolio: in how many files each rule is breached.

    ``top`` is how many rules are shown, those breached in most files. Of a portfolio the files are judged again.

    Raises:
        ArgumentError: these are neither reports nor a portfolio, or ``top`` is no number from 1 up.
    """
    words = _WORDS.in_language(as_member(lang, LANGUAGES, "lang"))
    if top.__class__ is not int or top < 1:
        raise ArgumentError("`top` is a number of rules, from 1 up")
    found = [(each, _file(each)) for report in answers_of(answers, "findings") for each in report.breaches]
    names = _names({each.rule: (each.fault or each.title).in_language(lang) for each, _ in found})
    files = {rule: len({file for each, file in found if each.rule == rule}) for rule in names}
    shown = sorted(names, key=lambda rule: (-files[rule], rule))[:top]
    rows = list(_rows(found, shown, names, words["no_agency"]))
    alt = words["nothing"]
    for first in shown[:1]:
        alt = words["alt"].format(len(names), _agencies(rows), names[first], files[first])
    subtitle = [words["top"].format(top, len(names))] if len(names) > top else []
    spec = spec_of(words["title"], subtitle, alt, _view(rows, [names[rule] for rule in shown], words))
    columns = tuple(words[name] for name in ("rule", "agency", "files", "findings"))
    return Plot(
        words["title"], alt, lang, spec, columns, tuple(tuple(map(str, each.values())) for each in rows)
    )


def _names(told: Mapping[str, str]) -> dict[str, str]:
    """Each rule by a name of its own: what is told of several has the id behind it."""
    often = Counter(told.values())
    return {rule: text if often[text] == 1 else f"{text} ({rule})" for rule, text in told.items()}


def _file(finding: Finding) -> str:
    """The file that a finding is about: that of a child, or of an agency."""
    return finding.case_id or finding.agency or ""


def _rows(
    found: Iterable[tuple[Finding, str]], shown: Iterable[str], names: Mapping[str, str], none: str
) -> Iterator[dict[str, Any]]:
    of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding, file in found:
        of[finding.rule, finding.agency or none].append(file)
    for rule in shown:
        for agency in sorted(agency for breached, agency in of if breached == rule):
            files = of[rule, agency]
            yield {"rule": names[rule], "agency": agency, "files": len(set(files)), "findings": len(files)}


def _agencies(rows: Iterable[Mapping[str, Any]]) -> int:
    return len({each["agency"] for each in rows})


def _view(rows: list[dict[str, Any]], order: list[str], words: Mapping[str, str]) -> dict[str, Any]:
    """A panel for each agency: a bar for each rule, with its number."""
    x = {
        "field": "files",
        "type": "quantitative",
        "title": words["files"],
        "axis": {"labels": False, "ticks": False, "grid": False},
    }
    y = {"field": "rule", "type": "nominal", "sort": order, "title": None}
    label = {"text": {"field": "files", "type": "quantitative", "format": "d"}}
    return {
        "data": {"values": rows},
        "facet": {"column": {"field": "agency", "type": "nominal", "title": None}},
        "spec": {
            "width": max(_NARROWEST, _WIDTH // max(1, _agencies(rows))),
            "height": {"step": 22},
            "encoding": {"x": x, "y": y},
            "layer": [
                {"mark": {"type": "bar", "color": BLUE}},
                {"mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 12}, "encoding": label},
            ],
        },
    }
