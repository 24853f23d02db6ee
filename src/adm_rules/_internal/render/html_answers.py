"""The front page of many files, what a family pays, and what is due when, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from adm_rules._internal.calendar import to_day
from adm_rules._internal.deadlines import Deadline, DeadlineList
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.names import label
from adm_rules._internal.render.copayment import CopaymentPen
from adm_rules._internal.render.due_words import place_text, state_text
from adm_rules._internal.render.layout import WIDEST
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.portfolio import (
    FILES,
    action_text,
    alike_text,
    asked_text,
    common_faults,
    end_lines,
    fault_text,
    gathered,
    outcome_text,
    to_do_text,
)
from adm_rules._internal.render.roles import marked
from adm_rules._internal.render.web import folded, listed, row, table, tag
from adm_rules._internal.render.words import name_text
from adm_rules._internal.report.parts import Verdict
from adm_rules._internal.report.portfolio import FailedFile, KeptEntry, KeptFile, Portfolio
from adm_rules._internal.texts import Catalogue, Counted, Text
from adm_rules._internal.values import format_value
from adm_rules._internal.values.states import DueState

_TOP: Final = 1  # entries of a file that are told without a click
_ASKED: Final = 10  # questions that are
_MORE: Final = Counted(Text("e un altro", "and one more"), Text("e altri {}", "and {} more"))
_WORDS: Final = Catalogue(
    {
        "judged": Text("{} {} · giudizio al {}", "{} {} · as of {}"),
        "to_do": Text("Da sistemare", "To be put right"),
        "file": Text("File", "File"),
        "fault": Text("Che cosa", "What"),
        "acts": Text("Chi agisce, entro quando, come", "Who acts, by when, how"),
        "open": Text("Da completare, nessuna violazione nota: {}", "To be completed, no breach known: {}"),
        "clear": Text("In regola: {}", "In order: {}"),
        "ask": Text("Da chiedere", "What to ask"),
        "question": Text("Che cosa", "What"),
        "who": Text("A chi", "Whom"),
        "in_files": Text("File", "Files"),
        "settles": Text("Rilievi che decide, al più", "Findings that it settles, at most"),
        "common": Text("In più file", "In several files"),
        "unread": Text("Non letti", "Not read"),
        "steps": Text("Come si arriva all'importo", "How the amount comes about"),
        "deadlines": Text("Scadenze", "Deadlines"),
        "day": Text("Giorno", "Day"),
        "state": Text("Stato", "State"),
        "duty": Text("Che cosa", "What"),
        "whom": Text("Di chi", "Whose"),
        "place": Text("Norma", "Place in the act"),
        "no_day": Text("senza giorno", "no day"),
    }
)


def portfolio_html(portfolio: Portfolio, lang: str) -> str:
    """The front page: the worst files first, what to ask, what they share, what could not be read."""
    words, worst = _WORDS.in_language(lang), portfolio.worst()
    day = format_value("date", to_day(portfolio.on), lang)
    total = len(portfolio.files) + len(portfolio.failures)
    left = [each.key for each in portfolio.files if each.is_open]
    clear = [each.key for each in portfolio.files if not each.entries and not each.is_open]
    rows = [f"<tbody>{''.join(_told(each, lang) for each in gathered(worst, lang))}</tbody>"] if worst else []
    found = table(words["to_do"], [words["file"], words["fault"], words["acts"]], rows) if rows else ""
    return "".join(
        (
            tag("p", words["judged"].format(portfolio.rules, portfolio.version, day)),
            tag("p", f"{FILES.said(total, lang)}, {to_do_text(portfolio, lang)}."),
            tag("p", outcome_text(portfolio, lang)),
            *(found, _asked(portfolio, lang), _common(portfolio, lang), _unread(portfolio.failures, lang)),
            *(_named(words[name], keys, lang) for name, keys in (("open", left), ("clear", clear)) if keys),
            *(tag("p", line, "dim") for line in end_lines(portfolio, lang)),
        )
    )


def _named(what: str, keys: Sequence[str], lang: str) -> str:
    """Files by name, folded under what is said of them."""
    return folded(escape(what.format(FILES.said(len(keys), lang))), tag("p", ", ".join(keys)))


def _told(files: tuple[KeptFile, ...], lang: str) -> str:
    """One file; or several of which the gravest entry is the same, told once and each folded below it."""
    if len(files) == 1:
        return _file(files[0], lang)
    entry = files[0].entries[0]
    inside = listed(f"{escape(each.key)} {_rest(each, lang)}" for each in files)
    names = folded(escape(FILES.said(len(files), lang)), inside)
    kind = entry.severity if entry.verdict is Verdict.BREACHES else entry.verdict.value
    fault = f'<span class="{kind}" title="{escape(entry.rule)}">{escape(alike_text(entry, lang))}</span>'
    return row(names, fault, escape(action_text(files[0], entry, lang)), headed=True)


def _file(each: KeptFile, lang: str) -> str:
    """The gravest entry of a file, the others folded below it."""
    first = each.entries[0]
    cells = (
        *(escape(each.key), _fault(first, lang) + _rest(each, lang)),
        escape(action_text(each, first, lang)),
    )
    return row(*cells, kinds=("nowrap",), headed=True)


def _rest(each: KeptFile, lang: str) -> str:
    """The entries of a file behind the gravest, folded."""
    others = each.entries[1:]
    more = _MORE.said(len(others), lang)
    rest = listed(
        f"{_fault(other, lang)}<br>{tag('small', action_text(each, other, lang))}" for other in others
    )
    return folded(tag("small", more), rest) if others else ""


def _fault(entry: KeptEntry, lang: str) -> str:
    kind = entry.severity if entry.verdict is Verdict.BREACHES else entry.verdict.value
    return f'<span class="{kind}" title="{escape(entry.rule)}">{escape(fault_text(entry, lang))}</span>'


def _asked(portfolio: Portfolio, lang: str) -> str:
    words = _WORDS.in_language(lang)
    rows = [
        row(
            escape(asked_text(each, lang)),
            escape(label("role", each.who, lang) if each.who else ""),
            *(str(each.files), str(each.settles)),
            kinds=("", "", "number", "number"),
        )
        for each in portfolio.ask_first(_ASKED)
    ]
    heads = [words[name] for name in ("question", "who", "in_files", "settles")]
    return table(words["ask"], heads, rows) if rows else ""


def _common(portfolio: Portfolio, lang: str) -> str:
    found = listed(
        f"{_fault(entry, lang)}: {number} {tag('small', entry.rule, 'dim')}"
        for entry, number in common_faults(portfolio)
    )
    return folded(tag("b", _WORDS.in_language(lang)["common"]), found) if found else ""


def _unread(failures: Sequence[FailedFile], lang: str) -> str:
    told = listed(
        f"{escape(each.key)}<pre>{escape(chr(10).join(fault.render() for fault in each.diagnostics))}</pre>"
        for each in failures
    )
    return folded(tag("b", f"{_WORDS.in_language(lang)['unread']}: {len(failures)}"), told) if told else ""


def copayment_html(found: Copayment, lang: str) -> str:
    """What a family pays, its steps folded."""
    pen = CopaymentPen(Page(lang, WIDEST))
    steps = listed((escape(each) for each in pen.steps(found)), ordered=True)
    head, *lines = [line.strip() for line in pen.summary(found, None)]
    asked = listed(escape(each.text.in_language(lang)) for each in found.missing)
    return "".join(
        (
            tag("b", head),
            *(tag("p", line) for line in lines if line),
            folded(escape(_WORDS.in_language(lang)["steps"]), steps),
            folded(escape(_WORDS.in_language(lang)["ask"]), asked),
        )
    )


def deadlines_html(deadlines: DeadlineList, lang: str) -> str:
    """Deadlines as a table by day; what is over is folded, and so is which files could not be read."""
    told, words = tuple(deadlines), _WORDS.in_language(lang)
    heads = [words[name] for name in ("day", "state", "duty", "whom", "place")]
    still = [_deadline(each, lang) for each in told if not each.settled]
    over = [_deadline(each, lang) for each in told if each.settled]
    tables = table(words["deadlines"], heads, still) if still else tag("p", f"{words['deadlines']}: 0")
    more = escape(_MORE.said(len(over), lang))
    past = folded(more, table(words["deadlines"], heads, over)) if over else ""
    return tables + past + _unread(deadlines.failures, lang)


def _deadline(each: Deadline, lang: str) -> str:
    day = _WORDS.in_language(lang)["no_day"]
    if each.effective is not None:
        day = format_value("date", to_day(each.effective), lang)
    role = DueState(each.state).role
    cells = (
        *(day, marked(role, state_text(each, lang)), each.title.in_language(lang)),
        f"{each.root_id} {name_text(each.subject_id, lang, each.subject)}".strip(),
        place_text(each, lang) if each.citation else "",
    )
    return row(*map(escape, cells), kinds=("nowrap", role, "", "", "nowrap"))
