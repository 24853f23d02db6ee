"""The words around findings, in Italian and in English, for every output that people read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from adm_rules._internal.calendar import to_day
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.called import called
from adm_rules._internal.render.groups import Group
from adm_rules._internal.report import IN_ORDER, Finding, Report, ReportEntry, Severity, Verdict
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import format_moment, format_value

WORDS: Final = Catalogue(
    {
        "judged": Text("giudizio al {}", "as judged on {}"),
        "several": Text("{} · in {} casi", "{} · in {} cases"),
        "whole_list": Text("{} · elenco non completo", "{} · list not complete"),
        "explains": Text("Spiega anche: {}.", "It also explains: {}."),
        "first_of": Text("Il primo: {}", "The first: {}"),
        "settled_late": Text(
            "È passato: da allora i termini sono rispettati.", "This is past: the terms have been kept since."
        ),
        "consequence": Text("Conseguenza: {}.", "Consequence: {}."),
        "outcome": Text("Esito: {}", "Outcome: {}"),
        "nothing": Text("nessuna regola da giudicare", "no rule to judge"),
        "waiting": Text("{} in attesa di dati più recenti", "{} waiting for newer data"),
        "in_all": Text("In tutto, {}: {}", "In all, {}: {}"),
        "one_file": Text("1 file", "1 file"),
        "files": Text("{} file", "{} files"),
        "unread": Text("{} non letti", "{} not read"),
        "unread_one": Text("1 non letto", "1 not read"),
    }
)


def state(finding: Finding, lang: str) -> str:
    """What a finding is in a word: the severity of a breach, or else the verdict."""
    if finding.verdict is Verdict.BREACHES:
        return Severity(finding.severity).counted.noun(1, lang)
    return finding.verdict.counted.noun(1, lang)


def role(finding: Finding) -> str:
    """What a style knows a finding by."""
    return finding.severity if finding.verdict is Verdict.BREACHES else finding.verdict.value


def headline(finding: Finding) -> Text:
    """What a finding is headed by: the fault of a breach where its rule names one, or else the rule's title."""
    return finding.fault if finding.verdict.fails and finding.fault is not None else finding.title


def remedy_text(finding: Finding, lang: str) -> str:
    """Who acts on a breach, where the rule says it, and what puts it right; nothing where the rule gives no remedy."""
    said = (text.in_language(lang) for text in (finding.actor, finding.remedy) if text is not None)
    return ": ".join(said)


def body(finding: Finding, lang: str) -> str:
    """The finding's message without the title and the verdict, which stand above it."""
    message = finding.own_message.in_language(lang).removeprefix(f"{finding.title.in_language(lang)}: ")
    message = message.removeprefix(f"{state(finding, lang)}; ")
    return message[:1].upper() + message[1:]


def entry_body(entry: ReportEntry, lang: str) -> str:
    """What is said of findings that are alike: the words of the first, marked as such where others have their own."""
    words = WORDS.in_language(lang)
    said = body(entry.first, lang)
    if len({body(each, lang) for each in entry.findings}) > 1:
        said = words["first_of"].format(_inside(said))
    return f"{said} {words['settled_late']}" if entry.first.settled_late else said


def _inside(sentence: str) -> str:
    """A sentence that goes on after a colon: its first letter small, unless the word is an abbreviation."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def explains_text(entry: ReportEntry, lang: str) -> str:
    """What an entry explains: the faults that only repeat it, each with how often; empty where there are none."""
    counts: Counter[str] = Counter()
    for each in entry.explains:
        counts[headline(each.first).in_language(lang)] += each.count
    named = "; ".join(f"{title} ({n})" if n > 1 else title for title, n in counts.items())
    return WORDS.in_language(lang)["explains"].format(named) if named else ""


def subject_text(group: Group, lang: str) -> str:
    """How a group of findings is headed."""
    label = registry().subjects[group.subject].label.in_language(lang)
    label = label[:1].upper() + label[1:]
    if len(group.ids) > 1:
        return WORDS.in_language(lang)["several"].format(label, len(group.ids))
    (name,) = group.ids
    if not name:
        return WORDS.in_language(lang)["whole_list"].format(label)
    return f"{label} · {name_text(name, lang, group.subject)}"


def name_text(name: str, lang: str, subject: str = "") -> str:
    """The name of an element: days, moments, weeks and months in words, words of a list by label, ids as they are."""
    try:
        if len(name) == 16 and name[10] == "T":
            clock = int(name[11:13]) * 60 + int(name[14:])
            return format_moment(to_day(date.fromisoformat(name[:10])), clock, lang)
        if len(name) == 10:
            return format_value("date", to_day(date.fromisoformat(name)), lang)
        if len(name) == 8 and name[4:6] == "-W":
            return f"{name} ({_week(date.fromisoformat(f'{name}-1'), lang)})"
        if len(name) == 7 and name[4] == "-":
            return format_value("date", to_day(date.fromisoformat(f"{name}-01")), lang).split(" ", 1)[1]
    except ValueError:
        return name  # an id that only looks like a day
    return called(subject, name, lang)


def _week(monday: date, lang: str) -> str:
    """Its first and last day; the month and the year once, where they are the same."""
    first, last = (format_value("date", to_day(monday) + days, lang) for days in (0, 6))
    month = last[last.index(" ") :]
    return f"{first.removesuffix(month)}–{last}" if first.endswith(month) else f"{first} – {last}"


@dataclass(frozen=True, slots=True)
class VerdictTally:
    """How many findings there are of each verdict, and how many breaches of each severity.

    ``waiting`` counts those that only newer data decide; they are not among the undecided ones.
    """

    verdicts: Counter[Verdict]
    severities: Counter[str]
    waiting: int = 0

    @classmethod
    def of(cls, *reports: Report) -> VerdictTally:
        """Count the findings of reports."""
        kinds = [finding.kind for report in reports for finding in report.findings]
        breaches = Counter(kind.severity for kind in kinds if kind.verdict is Verdict.BREACHES)
        waiting = sum(len(report.waiting) for report in reports)
        verdicts = Counter([kind.verdict for kind in kinds])
        verdicts[Verdict.UNDECIDED] -= waiting
        return cls(+verdicts, breaches, waiting)

    def __add__(self, other: VerdictTally) -> VerdictTally:
        return VerdictTally(
            self.verdicts + other.verdicts,
            self.severities + other.severities,
            self.waiting + other.waiting,
        )


def files_text(files: int, unread: int, lang: str) -> str:
    """How many files there are, and how many of them could not be read."""
    words = WORDS.in_language(lang)
    number = words["one_file"] if files == 1 else words["files"].format(files)
    if not unread:
        return number
    return f"{number} ({words['unread_one'] if unread == 1 else words['unread'].format(unread)})"


def counts_text(tally: VerdictTally, lang: str) -> str:
    """A tally in words: ``2 violazioni (1 errore, 1 avviso), 5 in regola``."""
    parts = []
    for verdict in IN_ORDER:
        if tally.verdicts[verdict]:
            gravity = _gravity(tally, lang) if verdict is Verdict.BREACHES else ""
            parts.append(verdict.counted.text(tally.verdicts[verdict], lang) + gravity)
    if tally.waiting:
        parts.append(WORDS.in_language(lang)["waiting"].format(tally.waiting))
    return ", ".join(parts) if parts else WORDS.in_language(lang)["nothing"]


def _gravity(tally: VerdictTally, lang: str) -> str:
    found = (each.counted.text(tally.severities[each], lang) for each in Severity if tally.severities[each])
    told = ", ".join(found)
    return f" ({told})" if told else ""
