"""Answers as HTML without scripts or outside references: reports as tables, the worst first, others as their pens.

A notebook shows a report as a piece of HTML; a command writes a page for a browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from adm_rules._internal.render.asking import asking_head, asking_lines
from adm_rules._internal.render.data_end import data_end_lines
from adm_rules._internal.render.disputed import disputed_lines
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.groups import Group, grouped
from adm_rules._internal.render.layout import WIDEST
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.render.presumed import presumed_lines
from adm_rules._internal.render.roles import ROLES
from adm_rules._internal.render.text import PENS
from adm_rules._internal.render.trial import trial_text
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

#: What stands for the tags of a styled text until it is escaped.
_OPEN, _INSIDE, _CLOSE = "\ufdd0\ufdd1\ufdd2"


def report_html(report: Report, *, lang: str = "it", every: bool = False) -> str:
    """A report as a table without scripts or outside references."""
    day = format_value("date", report.on.toordinal(), lang)
    trial = trial_text(report.trial, lang)
    mark = f'<p role="note"><strong>{escape(trial)}</strong></p>' if trial else ""
    head = f"{report.rules} {report.version} · {WORDS.in_language(lang)['judged'].format(day)}"
    rows = "".join(_group(group, lang) for group in grouped(report.findings, every=every))
    table = f'<table style="text-align:left">{rows}</table>' if rows else ""
    outcome = WORDS.in_language(lang)["outcome"].format(counts_text(VerdictTally.of(report), lang))
    told = (
        data_end_lines(report, lang),
        () if every else disputed_lines(report, lang),
        presumed_lines(report, lang),
    )
    lines = (line for each in told for line in each)
    ends = "".join(f"<p>{escape(line)}</p>" for line in lines)
    asked = _questions(report, lang, every=every)
    return f'<div lang="{lang}">{mark}<p>{escape(head)}</p>{asked}{table}{ends}<p><b>{escape(outcome)}</b></p></div>'


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
    style = f"color:{ROLES[role(finding)].colour};white-space:nowrap"
    cells = (
        headline(finding).in_language(lang),
        finding.citation.text(lang),
        " ".join(
            filter(
                None, (entry_body(entry, lang), *finding.evidence.sentences(lang), explains_text(entry, lang))
            )
        ),
    )
    told = "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in cells)
    return f'<tr title="{escape(finding.rule)}"><td style="{style}">{escape(state(finding, lang))}</td>{told}</tr>'


def _blocks(answers: Answers[Any], page: Page) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{page.lang}">\n<meta charset="utf-8">\n<title>adm_rules</title>'
    if answers.kind is Report:
        for name, report in answers.each:
            heading = "" if name is None else f"<h2>{escape(name)}</h2>\n"
            yield heading + report_html(report, lang=page.lang, every=page.every)
        return
    yield "<pre>"
    written = Page(page.lang, WIDEST, _marked, every=page.every, today=page.today)
    yield from (_tagged(block) for block in PENS[answers.kind](written).blocks(answers))
    yield "</pre>"


def _marked(role: str, text: str) -> str:
    return f"{_OPEN}{role}{_INSIDE}{text}{_CLOSE}" if role in ROLES else text


def _tagged(text: str) -> str:
    """A text with its marks as tags, all else escaped."""
    first, *styled = escape(text).split(_OPEN)
    return first + "".join(_span(*each.split(_INSIDE, 1)) for each in styled)


def _span(role: str, text: str) -> str:
    style = f"color:{ROLES[role].colour}" if ROLES[role].colour else "font-weight:bold"
    return f'<span style="{style}">{text.replace(_CLOSE, "</span>", 1)}'


HTML: Final = Format("html", ".html", "HTML for a browser", lambda kind: kind in PENS, _blocks)
