"""Pictures of answers: what they hold, what they say of themselves, and what they are drawn as."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import adm_rules as adm
from adm_rules import plots
from adm_rules.errors import AdmRulesError, ArgumentError

ROOT = Path(__file__).parents[2]
ON = date(2026, 3, 31)
CASES = ("compliant_adm", "several_breaches", "derogated_hours", "missing_facts")


@pytest.fixture(scope="module")
def rules() -> adm.RuleSet:
    return adm.load("tirano")


@pytest.fixture(scope="module")
def reports(rules: adm.RuleSet) -> list[adm.Report]:
    return [rules.check((ROOT / f"examples/cases/{name}.yaml").read_bytes(), on=ON) for name in CASES]


def values(plot: plots.Plot) -> list[dict[str, Any]]:
    return list(plot.spec["data"]["values"])


def test_breaches_are_counted_by_rule_agency_and_file(reports: list[adm.Report]) -> None:
    plot = plots.breaches(reports, lang="en")
    found = {(each["rule"], each["agency"]): (each["files"], each["findings"]) for each in values(plot)}
    assert ("Sessions without authorised hours", "cooperativa-esempio") not in found
    told = [finding for report in reports for finding in report.breaches]
    assert sum(findings for _, findings in found.values()) <= len(told)
    assert plot.alt.startswith(f"Bars. Rules breached: {len({each.rule for each in told})}; agencies: ")
    assert plot.columns == ("Rule", "Agency", "Files with the breach", "Findings")
    few = plots.breaches(reports, lang="it", top=2)
    assert len({row[0] for row in few.rows}) == 2
    assert few.spec["title"]["subtitle"] == [
        f"Le 2 regole violate in più file, di {len({each.rule for each in told})}"
    ]


def test_rules_with_the_same_words_stay_apart() -> None:
    from adm_rules._internal.plots.breaches import _names

    assert _names({"a.x": "Late", "a.y": "Late", "b": "Unsigned"}) == {
        "a.x": "Late (a.x)",
        "a.y": "Late (a.y)",
        "b": "Unsigned",
    }


def test_without_a_breach_the_picture_says_so(reports: list[adm.Report]) -> None:
    clean = plots.breaches([reports[0]], lang="en")
    assert (clean.alt, clean.rows, "subtitle" in clean.spec["title"]) == ("No breach.", (), False)


def test_a_portfolio_is_drawn_by_its_files(rules: adm.RuleSet, reports: list[adm.Report]) -> None:
    many = rules.check_many([ROOT / f"examples/cases/{CASES[1]}.yaml"], on=ON)
    assert plots.breaches(many) == plots.breaches([reports[1]])


def test_weeks_stand_beside_the_limit(reports: list[adm.Report]) -> None:
    plot = plots.hours(reports, lang="en")
    weeks = {(each["case"], each["week"]): each for each in values(plot)}
    above = weeks["esempio-adm-02", "2026-03-09"]
    assert (above["hours"], above["limit"], above["sign"], above["colour"]) == (11.5, 10.0, "▲", "#d55e00")
    assert weeks["esempio-adm-03", "2026-03-09"]["sign"] == "△"
    assert weeks["esempio-adm-05", "2026-03-09"]["sign"] == "?"
    assert weeks["esempio-adm-01", "2026-03-09"]["sign"] == ""
    assert (
        plot.alt
        == f"Bars of hours, with the line of the limit. Weeks: {len(weeks)}; above the limit without derogation: 1."
    )
    assert ("esempio-adm-02", "2026-03-09", "11 hours 30 minutes", "10 hours", "breach") in plot.rows
    other = plots.hours(reports, rule="hours.within-authorised")
    assert other.spec["title"]["subtitle"][0] == "Ore settimanali entro quelle autorizzate"


def test_hours_need_a_rule_about_weeks(rules: adm.RuleSet, reports: list[adm.Report]) -> None:
    with pytest.raises(ArgumentError, match=r"did you mean `hours\.weekly-cap`"):
        plots.hours(reports, rule="hours.weekly-ca")
    bare = rules.check({"id": "esempio-9", "birth_date": "2014-05-03", "interventions": []}, on=ON)
    with pytest.raises(ArgumentError, match="no rule of these reports"):
        plots.hours(bare)


def curve(name: str, to: int) -> Any:
    tariff = adm.load(ROOT / f"examples/tariffs/{name}.yaml")
    return tariff.copayment_curve(
        {"id": "esempio-1", "birth_date": "2014-05-03"}, isee=range(0, to + 1, 1000), on=date(2026, 3, 10)
    )


def test_a_curve_marks_its_steps() -> None:
    plot = plots.copayment(curve("steps", 12_000), lang="it")
    steps = [each["share"] for each in values(plot) if each["step"]]
    assert steps == [0.63, 1.25, 1.86, 2.49, 3.11, 3.72, 4.35, 4.97]
    assert "La minima: 0,52 €; la massima: 4,97 €; salti: 8." in plot.alt
    assert plot.spec["title"]["subtitle"] == ["Punti: da qui la quota cambia di colpo"]
    assert plot.rows[0] == ("0,00 €", "0,52 €", "0,52 €")


def test_a_share_that_is_not_decided_is_no_line() -> None:
    between = plots.copayment(curve("line", 5_000), lang="en")
    assert all(each["share"] is None and each["lowest"] < each["highest"] for each in values(between))
    assert between.spec["title"]["subtitle"] == ["Grey: the share lies between two ends"]
    beyond = plots.copayment(curve("steps", 15_000), lang="en")
    assert "No line: the share cannot be decided" in beyond.spec["title"]["subtitle"]
    with pytest.raises(ArgumentError, match="copayment_curve"):
        plots.copayment([curve])  # type: ignore[arg-type]


def test_deadlines_stand_on_their_days(rules: adm.RuleSet) -> None:
    case = (ROOT / "examples/cases/several_breaches.yaml").read_bytes()
    found = rules.deadlines(case, on=ON, until=date(2026, 6, 30))
    plot = plots.deadlines(found, lang="en")
    days = {(each["month"], each["day"]): each for each in values(plot)}
    assert (days["2026-05", 2]["due"], days["2026-05", 2]["weekday"]) == ("2 ○", 5)
    assert (days["2026-01", 27]["due"], days["2026-01", 27]["week"]) == ("1 ✓", 4)
    assert days["2026-01", 28]["due"] == ""
    assert plot.rows[0] == ("27 January 2026", "start of the intervention", "esempio-adm-02", "late")
    assert values(plot)[0]["month_name"] == "January 2026"
    early = rules.deadlines(case, on=date(2026, 1, 29), until=date(2026, 2, 28))
    assert "! " not in plots.deadlines(early).alt
    assert "1 !" in {each["due"] for each in values(plots.deadlines(early))}


def test_a_calendar_has_twelve_months_at_most_and_none_without_a_day(rules: adm.RuleSet) -> None:
    case = (ROOT / "examples/cases/several_breaches.yaml").read_bytes()
    (first, *_) = rules.deadlines(case, on=ON)
    from dataclasses import replace

    def due(day: date | None, state: str) -> Any:
        return replace(first, effective=day, state=state)

    far = [due(date(2024, 1, 5), "met"), due(date(2025, 2, 5), "pending"), due(date(2027, 1, 5), "pending")]
    plot = plots.deadlines([*far, due(None, "undecided")], lang="en")
    months = sorted({each["month"] for each in values(plot)})
    assert (months[0], months[-1], len(months)) == ("2025-02", "2026-01", 12)
    assert plot.spec["title"]["subtitle"][1] == "Without a day, or beyond the months shown: 3"
    assert plot.rows[-1][0] == ""
    none = plots.deadlines([])
    assert (values(none), none.rows) == ([], ())


def test_a_picture_is_drawn_in_words_as_well(reports: list[adm.Report]) -> None:
    plot = plots.hours(reports[1], lang="it")
    drawn = plot.to_svg()
    assert re.match(
        r'<svg role="img" style="[^"]+" [^>]*><title>Ore per settimana e limite</title><desc>Barre', drawn
    )
    assert "Settimana del" in drawn
    assert "09/03" in drawn
    page = plot.to_html()
    assert page.count("<svg") == 1
    assert "<script" not in page
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]+"|http-equiv', "", page)
    assert '<th scope="row">esempio-adm-02</th>' in page
    assert plot.to_png(scale=1).startswith(b"\x89PNG")
    assert (str(plot), repr(plot)) == (f"{plot.title}. {plot.alt}", f"<Plot of {len(plot.rows)} rows>")


def test_what_a_file_says_is_no_markup(rules: adm.RuleSet, reports: list[adm.Report]) -> None:
    odd = plots.Plot("<b>&", '"><script>', "it", plots.hours(reports[1]).spec, ("<i>",), (("<script>", "&"),))
    shown = odd._repr_html_()
    assert "<script" not in shown
    assert "<title>&lt;b&gt;&amp;</title>" in shown
    assert "<i>" not in shown


def test_without_the_extra_it_is_named(reports: list[adm.Report], monkeypatch: pytest.MonkeyPatch) -> None:
    plot = plots.hours(reports[1])
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    for ask in (plot.to_svg, plot.to_png, plot.to_html):
        with pytest.raises(AdmRulesError, match=re.escape("adm_rules[plots]")):
            ask()


@pytest.mark.parametrize("draw", [plots.breaches, plots.hours, plots.deadlines, plots.copayment])
def test_arguments_are_checked(draw: Any, reports: list[adm.Report]) -> None:
    with pytest.raises(ArgumentError, match="lang"):
        draw(reports, lang="fr")
    with pytest.raises(ArgumentError):
        draw("examples/cases")
    with pytest.raises(ArgumentError):
        draw([object()])


def test_how_many_rules_is_a_number(reports: list[adm.Report]) -> None:
    for top in (0, -1, True, 2.5):
        with pytest.raises(ArgumentError, match="from 1 up"):
            plots.breaches(reports, top=top)  # type: ignore[arg-type]
