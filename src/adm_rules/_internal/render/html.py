"""Answers as HTML without scripts or outside references: folded tables, others as their pens write them.

A notebook shows an answer as a piece of HTML; a command writes a page for a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, Final

from adm_rules._internal.deadlines import DeadlineList, DueList
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.names import NAMES
from adm_rules._internal.render import html_answers as answers_html
from adm_rules._internal.render.asides import disputed_lines, overlap_lines, presumed_lines
from adm_rules._internal.render.asking import asking_head, asking_lines
from adm_rules._internal.render.data_end import data_end_lines
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.groups import Group, grouped
from adm_rules._internal.render.html_parts import fact_html, part_html, parts_html, rule_html
from adm_rules._internal.render.layout import WIDEST
from adm_rules._internal.render.pen import Answers, Page
from adm_rules._internal.render.roles import ROLES, marked
from adm_rules._internal.render.text import PENS
from adm_rules._internal.render.trial import trial_of, trial_text
from adm_rules._internal.render.web import folded, fragment, group, listed, page, row, table, tag
from adm_rules._internal.render.words import (
    WORDS,
    VerdictTally,
    counts_text,
    entry_body,
    explains_text,
    headline,
    name_text,
    remedy_text,
    role,
    state,
    subject_text,
)
from adm_rules._internal.report import Finding, Report, ReportEntry
from adm_rules._internal.report.plain import Answer, AnswerList
from adm_rules._internal.report.portfolio import Portfolio
from adm_rules._internal.rules import Fact, Rule
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import format_value

#: What stands for the tags of a styled text until it is escaped.
_OPEN, _INSIDE, _CLOSE = "\ufdd0\ufdd1\ufdd2"
_PLACES: Final = 12  # places of an entry that are named
_WORDS: Final = Catalogue(
    {
        "findings": Text("Rilievi", "Findings"),
        "state": Text("Esito", "Verdict"),
        "what": Text("Che cosa", "What"),
        "place": Text("Norma", "Place in the act"),
        "remedy": Text("Chi agisce e come", "Who acts, and how"),
        "places": Text("Dove: {}", "Where: {}"),
    }
)


# --- reports ----------------------------------------------------------------------------------------------------------


def report_html(
    report: Report, *, lang: str = "it", every: bool = False, styled: bool = False, opened: bool = False
) -> str:
    """A report as a table, the worst first; ``opened`` unfolds what is said of breaches."""
    words = _WORDS.in_language(lang)
    day = format_value("date", report.on.toordinal(), lang)
    head = f"{report.rules} {report.version} · {WORDS.in_language(lang)['judged'].format(day)}"
    groups = [_group(each, lang, opened=opened) for each in grouped(report.findings, every=every)]
    columns = [words[name] for name in ("state", "what", "place", "remedy")]
    found = table(words["findings"], columns, groups) if groups else ""
    outcome = WORDS.in_language(lang)["outcome"].format(counts_text(VerdictTally.of(report), lang))
    lines = (
        *data_end_lines(report, lang),
        *(() if every else disputed_lines(report, lang)),
        *presumed_lines(report, lang),
        *overlap_lines(report, lang),
    )
    return fragment(
        lang,
        *(mark(report, lang), tag("p", head), tag("p", outcome, "strong")),
        _questions(report, lang, every=every, opened=opened),
        found,
        *(tag("p", line, "dim") for line in lines),
        styled=styled,
    )


def mark(answer: Any, lang: str) -> str:
    """That an answer is one of a trial, if it is."""
    told = trial_text(trial_of(answer), lang)
    return f'<p class="trial" role="note"><strong>{escape(told)}</strong></p>' if told else ""


def _questions(report: Report, lang: str, *, every: bool, opened: bool) -> str:
    head = asking_head(report, lang)
    if not head:
        return ""
    items = (
        escape(asked.partition(". ")[2] or asked) + (f"<br>{tag('span', settles, 'dim')}" if settles else "")
        for asked, settles in asking_lines(report, lang, every=every)
    )
    return folded(tag("span", head, "undecided"), listed(items, ordered=True), opened=opened)


def _group(told: Group, lang: str, *, opened: bool) -> str:
    rows = (_row(entry, lang, opened=opened) for entry in told.entries)
    return group(subject_text(told, lang), 4, rows)


def _row(entry: ReportEntry, lang: str, *, opened: bool) -> str:
    finding = entry.first
    what = folded(
        tag("b", headline(finding).in_language(lang)),
        *_said(entry, lang),
        opened=opened and finding.verdict.fails,
    )
    cells = (
        escape(marked(role(finding), state(finding, lang))),
        what,
        escape(finding.citation.text(lang)) + f"<br>{tag('small', finding.rule, 'dim')}",
        escape(remedy_text(finding, lang)) if finding.verdict.fails else "",
    )
    return row(*cells, kinds=(f"nowrap {role(finding)}", "", "nowrap"))


def _said(entry: ReportEntry, lang: str) -> Iterator[str]:
    """What is unfolded below a headline: why, what else it explains, what follows, and where."""
    finding = entry.first
    yield tag("p", entry_body(entry, lang))
    if finding.verdict.fails:
        yield listed(escape(each.in_language(lang)) for each in finding.details)
        if finding.consequence != "none_stated":
            stated = (finding.stated or NAMES["consequence"][finding.consequence]).in_language(lang)
            yield tag("p", WORDS.in_language(lang)["consequence"].format(stated))
    yield tag("p", explains_text(entry, lang), "dim")
    if entry.count > 1:
        names = [name_text(each, lang, entry.subject) for each in entry.places[:_PLACES]]
        more = ["…"] if entry.count > _PLACES else []
        yield tag("p", _WORDS.in_language(lang)["places"].format("; ".join([*names, *more])), "dim")


def finding_html(finding: Finding, lang: str, *, styled: bool = False) -> str:
    """One finding, unfolded."""
    entry = ReportEntry((finding,))
    return fragment(
        lang, table(finding.rule, _columns(lang), [_row(entry, lang, opened=True)]), styled=styled
    )


def _columns(lang: str) -> list[str]:
    return [_WORDS.in_language(lang)[name] for name in ("state", "what", "place", "remedy")]


# --- every answer -----------------------------------------------------------------------------------------------------

#: What writes an answer as a fragment, by its kind; all others are written by their pens.
_FRAGMENTS: Final[Mapping[type, Callable[[Any, str], str]]] = {
    Portfolio: answers_html.portfolio_html,
    Copayment: answers_html.copayment_html,
    DeadlineList: answers_html.deadlines_html,
    DueList: lambda due, lang: answers_html.deadlines_html(DeadlineList.of(due), lang),
    Rule: rule_html,
    Fact: fact_html,
}


def html_of(answer: Any, lang: str = "it") -> str | None:
    """Any answer as a piece of HTML that brings its style along; None where none is known."""
    if isinstance(answer, Report):
        return report_html(answer, lang=lang, styled=True)
    if isinstance(answer, Finding):
        return finding_html(answer, lang, styled=True)
    inside = _inside(answer, lang)
    return None if inside is None else fragment(lang, mark(answer, lang), inside, styled=True)


def _inside(answer: Any, lang: str) -> str | None:
    write = _FRAGMENTS.get(type(answer))
    if write is not None:
        return write(answer, lang)
    if type(answer) not in PENS:
        return _parts(answer, lang)
    pen = PENS[type(answer)](Page(lang, WIDEST, _marked))
    lines = [_tagged(line) for line in pen.told(answer, None, None)]
    head = next((n for n, line in enumerate(lines) if line.strip()), 0)
    return folded(f"<b>{lines[head].strip()}</b>", f"<pre>{chr(10).join(lines[head + 1 :])}</pre>")


def _parts(answer: Any, lang: str) -> str | None:
    if isinstance(answer, AnswerList):
        return parts_html(answer, lang)
    return part_html(answer, lang) if isinstance(answer, Answer) else None


def page_of(answers: Answers[Any], shown: Page) -> Iterator[str]:
    """A page of answers, block by block."""
    lang = shown.lang
    title = "adm_rules" if answers.rules is None else f"adm_rules · {answers.rules.id}"
    start, _, end = page(title, lang, "\ufdd3").partition("\ufdd3")
    yield f"{start}<h1>{escape(title)}</h1>"
    if answers.kind is Report:
        for name, report in answers.each:
            yield tag("h2", name or "")
            yield report_html(report, lang=lang, every=shown.every, opened=True)
    elif answers.kind in _FRAGMENTS:
        for name, answer in answers.each:
            yield tag("h2", name or "")
            yield fragment(lang, mark(answer, lang), _FRAGMENTS[answers.kind](answer, lang))
    else:
        written = Page(lang, WIDEST, _marked, every=shown.every, today=shown.today)
        yield '<div class="adm"><pre>'
        yield from (_tagged(block) for block in PENS[answers.kind](written).blocks(answers))
        yield "</pre></div>"
    yield end


def _marked(role: str, text: str) -> str:
    return f"{_OPEN}{role}{_INSIDE}{text}{_CLOSE}" if role in ROLES else text


def _tagged(text: str) -> str:
    """A text with its marks as tags, all else escaped."""
    first, *styled = escape(text).split(_OPEN)
    return first + "".join(_span(*each.split(_INSIDE, 1)) for each in styled)


def _span(role: str, text: str) -> str:
    name = f'class="{role}"' if ROLES[role].colour else 'style="font-weight:bold"'
    return f"<span {name}>{text.replace(_CLOSE, '</span>', 1)}"


HTML: Final = Format("html", ".html", "HTML for a browser", lambda kind: kind in PENS, page_of)
