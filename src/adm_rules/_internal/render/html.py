"""Reports as a piece of HTML, for a notebook: one table, the worst first, every text escaped."""

from __future__ import annotations

from html import escape

from adm_rules._internal.render.asking import asking_head, asking_lines
from adm_rules._internal.render.data_end import data_end_lines
from adm_rules._internal.render.groups import Group, grouped
from adm_rules._internal.render.words import (
    WORDS,
    VerdictTally,
    counts_text,
    entry_body,
    explains_text,
    headline,
    role,
    state,
    subject_text,
)
from adm_rules._internal.report import Report, ReportEntry
from adm_rules._internal.values import format_value

_COLOURS = {
    "error": "#b3261e",
    "warning": "#8a5a00",
    "info": "#1a5fb4",
    "undecided": "#7b3fa0",
    "pending": "#1a5fb4",
    "derogated": "#00695c",
    "complies": "#2e7d32",
    "not_applicable": "#616161",
}


def report_html(report: Report, *, lang: str = "it", every: bool = False) -> str:
    """A report as a table without scripts or outside references."""
    day = format_value("date", report.on.toordinal(), lang)
    head = f"{report.rules} {report.version} · {WORDS.in_language(lang)['judged'].format(day)}"
    rows = "".join(_group(group, lang) for group in grouped(report.findings, every=every))
    table = f'<table style="text-align:left">{rows}</table>' if rows else ""
    outcome = WORDS.in_language(lang)["outcome"].format(counts_text(VerdictTally.of(report), lang))
    ends = "".join(f"<p>{escape(line)}</p>" for line in data_end_lines(report, lang))
    asked = _questions(report, lang, every=every)
    return (
        f'<div lang="{lang}"><p>{escape(head)}</p>{asked}{table}{ends}<p><b>{escape(outcome)}</b></p></div>'
    )


def _questions(report: Report, lang: str, *, every: bool) -> str:
    head = asking_head(report, lang)
    told = "".join(
        f"<li>{escape(asked.partition('. ')[2] or asked)}<br>{escape(settles)}</li>"
        for asked, settles in asking_lines(report, lang, every=every)
    )
    return f'<p>{escape(head)}</p><ol style="text-align:left">{told}</ol>' if head else ""


def _group(group: Group, lang: str) -> str:
    heading = f'<tr><th colspan="4" style="text-align:left">{escape(subject_text(group, lang))}</th></tr>'
    return heading + "".join(_row(entry, lang) for entry in group.entries)


def _row(entry: ReportEntry, lang: str) -> str:
    finding = entry.first
    style = f"color:{_COLOURS[role(finding)]};white-space:nowrap"
    cells = (
        headline(finding).in_language(lang),
        finding.citation.text(lang),
        f"{entry_body(entry, lang)} {explains_text(entry, lang)}".strip(),
    )
    told = "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in cells)
    return f'<tr title="{escape(finding.rule)}"><td style="{style}">{escape(state(finding, lang))}</td>{told}</tr>'
