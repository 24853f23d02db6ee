"""The words around findings, in Italian and in English, for every output that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from adm_rules.calendar import to_day
from adm_rules.explain import SEVERITY_WORDS
from adm_rules.facts import registry
from adm_rules.quantities import KINDS, format_moment, format_value
from adm_rules.render.groups import Group
from adm_rules.report import Finding, Observed, Report, Severity, Verdict

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "it": {
        "judged": "giudizio al {}",
        "today": " (oggi)",
        "several": "{} · in {} casi",
        "whole_list": "{} · elenco non completo",
        "more": "e altri {}",
        "consequence": "Conseguenza: {}.",
        "record": "Deroga che vi si avvicina di più: {}.",
        "outcome": "Esito: {}",
        "nothing": "nessuna regola da giudicare",
        "in_all": "In tutto, {}: {}",
        "one_file": "1 file",
        "files": "{} file",
        "unread": "{} non letti",
        "unread_one": "1 non letto",
        "required": "{}: {} ({})",
    },
    "en": {
        "judged": "as judged on {}",
        "today": " (today)",
        "several": "{} · in {} cases",
        "whole_list": "{} · list not complete",
        "more": "and {} more",
        "consequence": "Consequence: {}.",
        "record": "The derogation that comes nearest: {}.",
        "outcome": "Outcome: {}",
        "nothing": "no rule to judge",
        "in_all": "In all, {}: {}",
        "one_file": "1 file",
        "files": "{} files",
        "unread": "{} not read",
        "unread_one": "1 not read",
        "required": "{}: {} ({})",
    },
}

#: One and many of each verdict, as counted.
COUNTED: Final[Mapping[str, Mapping[Verdict, tuple[str, str]]]] = {
    "it": {
        Verdict.BREACHES: ("1 violazione", "{} violazioni"),
        Verdict.UNDECIDED: ("1 non decidibile", "{} non decidibili"),
        Verdict.PENDING: ("1 in attesa", "{} in attesa"),
        Verdict.DEROGATED: ("1 in deroga", "{} in deroga"),
        Verdict.COMPLIES: ("1 in regola", "{} in regola"),
        Verdict.NOT_APPLICABLE: ("1 non applicabile", "{} non applicabili"),
    },
    "en": {
        Verdict.BREACHES: ("1 breach", "{} breaches"),
        Verdict.UNDECIDED: ("1 undecided", "{} undecided"),
        Verdict.PENDING: ("1 pending", "{} pending"),
        Verdict.DEROGATED: ("1 derogated", "{} derogated"),
        Verdict.COMPLIES: ("1 complies", "{} comply"),
        Verdict.NOT_APPLICABLE: ("1 not applicable", "{} not applicable"),
    },
}
#: One and many of each severity.
GRAVE: Final[Mapping[str, Mapping[Severity, tuple[str, str]]]] = {
    "it": {
        Severity.ERROR: ("1 errore", "{} errori"),
        Severity.WARNING: ("1 avviso", "{} avvisi"),
        Severity.INFO: ("1 nota", "{} note"),
    },
    "en": {
        Severity.ERROR: ("1 error", "{} errors"),
        Severity.WARNING: ("1 warning", "{} warnings"),
        Severity.INFO: ("1 note", "{} notes"),
    },
}
#: What a comparison asked for.
_ASKED: Final[Mapping[str, Mapping[str, str]]] = {
    "it": {
        "is": "richiesto: {}",
        "is_not": "non ammesso: {}",
        "at_most": "al massimo {}",
        "at_least": "almeno {}",
        "below": "meno di {}",
        "above": "più di {}",
        "one_of": "ammessi: {}",
        "none_of": "non ammessi: {}",
        "includes": "richiesti: {}",
        "exists": "richiesto: {}",
        "within": "termine: {}",
        "day_at_most": "non dopo: {}",
        "day_at_least": "non prima: {}",
        "day_below": "prima di: {}",
        "day_above": "dopo: {}",
    },
    "en": {
        "is": "asked for: {}",
        "is_not": "not allowed: {}",
        "at_most": "at most {}",
        "at_least": "at least {}",
        "below": "below {}",
        "above": "above {}",
        "one_of": "allowed: {}",
        "none_of": "not allowed: {}",
        "includes": "asked for: {}",
        "exists": "asked for: {}",
        "within": "due by {}",
        "day_at_most": "no later than {}",
        "day_at_least": "no earlier than {}",
        "day_below": "before {}",
        "day_above": "after {}",
    },
}


def observed_text(item: Observed, lang: str) -> str:
    """One comparison: what was found, and what the rule asked for."""
    fact = registry().facts.get(item.fact)
    operator = (
        f"day_{item.operator}" if fact is not None and KINDS[fact.kind].family == "day" else item.operator
    )
    words = _ASKED[lang]
    shape = words.get(operator, words.get(item.operator, "{}"))
    value, limit = item.value.in_language(lang), item.limit.in_language(lang)
    return WORDS[lang]["required"].format(item.label.in_language(lang), value, shape.format(limit))


def state(finding: Finding, lang: str) -> str:
    """What a finding is in a word: the severity of a breach, or else the verdict."""
    if finding.verdict is Verdict.BREACHES:
        return SEVERITY_WORDS[finding.severity].in_language(lang)
    return COUNTED[lang][finding.verdict][0].removeprefix("1 ")


def role(finding: Finding) -> str:
    """What a style knows a finding by."""
    return finding.severity if finding.verdict is Verdict.BREACHES else finding.verdict.value


def body(finding: Finding, lang: str) -> str:
    """The finding's message without the title and the verdict, which stand above it."""
    message = finding.message(lang).removeprefix(f"{finding.title.in_language(lang)}: ")
    message = message.removeprefix(f"{state(finding, lang)}; ")
    return message[:1].upper() + message[1:]


def subject_text(group: Group, lang: str) -> str:
    """How a group of findings is headed."""
    label = registry().subjects[group.subject].label.in_language(lang)
    label = label[:1].upper() + label[1:]
    if len(group.ids) > 1:
        return WORDS[lang]["several"].format(label, len(group.ids))
    (name,) = group.ids
    return f"{label} · {name_text(name, lang)}" if name else WORDS[lang]["whole_list"].format(label)


def name_text(name: str, lang: str) -> str:
    """The name of a subject: days, moments and weeks in words, ids as they are."""
    try:
        if len(name) == 16 and name[10] == "T":
            clock = int(name[11:13]) * 60 + int(name[14:])
            return format_moment(to_day(date.fromisoformat(name[:10])), clock, lang)
        if len(name) == 10:
            return format_value("date", to_day(date.fromisoformat(name)), lang)
        if len(name) == 8 and name[4:6] == "-W":
            return f"{name} ({_week(date.fromisoformat(f'{name}-1'), lang)})"
    except ValueError:
        return name  # an id that only looks like a day
    return name


def _week(monday: date, lang: str) -> str:
    """Its first and last day; the month and the year once, where they are the same."""
    first, last = (format_value("date", to_day(monday) + days, lang) for days in (0, 6))
    month = last[last.index(" ") :]
    return f"{first.removesuffix(month)}–{last}" if first.endswith(month) else f"{first} – {last}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are of each verdict, and how many breaches of each severity."""

    verdicts: Counter[Verdict]
    severities: Counter[str]

    @classmethod
    def of(cls, *reports: Report) -> Tally:
        """Count the findings of reports."""
        found = [finding for report in reports for finding in report.findings]
        breaches = Counter(each.severity for each in found if each.verdict is Verdict.BREACHES)
        return cls(Counter(each.verdict for each in found), breaches)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.verdicts + other.verdicts, self.severities + other.severities)


def files_text(files: int, unread: int, lang: str) -> str:
    """How many files there are, and how many of them could not be read."""
    words = WORDS[lang]
    number = words["one_file"] if files == 1 else words["files"].format(files)
    if not unread:
        return number
    return f"{number} ({words['unread_one'] if unread == 1 else words['unread'].format(unread)})"


def counts_text(tally: Tally, lang: str) -> str:
    """A tally in words: ``2 violazioni (1 errore, 1 avviso), 5 in regola``."""
    parts = []
    for verdict, forms in COUNTED[lang].items():
        if tally.verdicts[verdict]:
            gravity = _gravity(tally, lang) if verdict is Verdict.BREACHES else ""
            parts.append(_number(tally.verdicts[verdict], forms) + gravity)
    return ", ".join(parts) if parts else WORDS[lang]["nothing"]


def _gravity(tally: Tally, lang: str) -> str:
    found = [(tally.severities[each.value], forms) for each, forms in GRAVE[lang].items()]
    return f" ({', '.join(_number(number, forms) for number, forms in found if number)})"


def _number(number: int, forms: tuple[str, str]) -> str:
    one, many = forms
    return one if number == 1 else many.format(number)
