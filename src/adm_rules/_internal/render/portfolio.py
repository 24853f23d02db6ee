"""The front page of many files: the gravest of each, who acts, what to ask; and a row for each thing to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from adm_rules._internal.calendar import to_day
from adm_rules._internal.dataclass import replace
from adm_rules._internal.names import NAMES, label
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.render.roles import ROLES
from adm_rules._internal.render.words import VerdictTally, counts_text
from adm_rules._internal.report.parts import MissingKind, Verdict
from adm_rules._internal.report.portfolio import KeptEntry, KeptFile, Portfolio, SharedQuestion
from adm_rules._internal.texts import Catalogue, Counted, Text
from adm_rules._internal.values import format_value

_TOP: Final = 1  # entries of a file on the front page
_ASKED: Final = 4  # questions on the front page
_NAMED: Final = 3  # facts that a question names
_ALIKE: Final = 3  # files that are told together, where the same is the gravest of each
_COMMON: Final = 3  # rules that fail in several files
_WORDS: Final = Catalogue(
    {
        "seen": Text("giudizio al {}", "as of {}"),
        "to_do": Text(
            "da sistemare {}, da completare {}, in regola {}",
            "to be put right {}, to be completed {}, in order {}",
        ),
        "left_out": Text("{}, non letti {}", "{}, not read {}"),
        "none_read": Text("nessun file letto", "no file was read"),
        "more": Text(" (+{})", " (+{})"),
        "overdue": Text("scaduto il {}", "overdue since {}"),
        "before": Text("prima dell'accesso del {}", "before the session of {}"),
        "common": Text("Più volte: {}", "Repeatedly: {}"),
        "times": Text("{} in {} file", "{} in {} files"),
        "unread": Text("Non letti: {} ({})", "Not read: {} ({})"),
        "newer": Text("dati più recenti", "newer data"),
        "outcome": Text("Esito: {}", "Outcome: {}"),
    }
)
FILES: Final = Counted(Text("{} file", "{} file"), Text("{} file", "{} files"))
_REPEATS: Final = Counted(
    Text("ne segue un altro", "one more follows from it"),
    Text("ne seguono altri {}", "{} more follow from it"),
)
_ASK: Final = Counted(
    Text("Da chiedere: un rilievo non si può decidere", "What to ask: one finding cannot be decided"),
    Text("Da chiedere: {} rilievi non si possono decidere", "What to ask: {} findings cannot be decided"),
)
_SETTLES: Final = Counted(
    Text("fino a {} rilievo", "up to {} finding"), Text("fino a {} rilievi", "up to {} findings")
)
_MORE_QUESTIONS: Final = Counted(
    Text("e un'altra domanda", "and one more question"), Text("e altre {} domande", "and {} more questions")
)
_WAITING: Final = Counted(
    Text("Un rilievo aspetta dati più recenti.", "One finding waits for newer data."),
    Text("{} rilievi aspettano dati più recenti.", "{} findings wait for newer data."),
)
_PENDING: Final = Counted(
    Text(
        "Un termine non è ancora scaduto: adm-rules deadlines.",
        "One term has not run out yet: adm-rules deadlines.",
    ),
    Text(
        "{} termini non sono ancora scaduti: adm-rules deadlines.",
        "{} terms have not run out yet: adm-rules deadlines.",
    ),
)
#: The columns of what is to be done as a table.
COLUMNS: Final = (
    "file", "kind", "rule", "title", "fault", "verdict", "severity", "effect", "acts", "remedy", "subject", "count",
    "places", "repeats", "due", "before",
)  # fmt: skip


class PortfolioPen(Pen):
    """The front page: the worst files first, each in two or three lines; then what to ask, and what they share.

    With `Page.every` all entries of each file and all questions are told.
    """

    wording = _WORDS

    def told(self, portfolio: Portfolio, _name: str | None, _rules: object) -> Iterator[str]:
        """The page, line by line."""
        total, worst = len(portfolio.files) + len(portfolio.failures), portfolio.worst()
        yield self.seen(f"{portfolio.rules} {portfolio.version}", "seen", portfolio.on)
        to_do = to_do_text(portfolio, self.lang)
        touched = ", ".join(f"{n} {name}" for name, n in self.effects(portfolio).items())
        told = f"{FILES.said(total, self.lang)}, {to_do}" + (f": {touched}." if touched else ".")
        yield from self.put("strong", told, at=0)
        if worst:
            yield ""
        for alike in gathered(worst, self.lang, every=self.page.every):
            yield from self._file(alike[0]) if len(alike) == 1 else self._alike(alike)
        yield from self._questions(portfolio)
        yield from self._end(portfolio)

    def effects(self, portfolio: Portfolio) -> dict[str, int]:
        """How many entries touch what, the gravest first, in words."""
        found = Counter(entry.effect for _, entry in portfolio.entries() if entry.effect is not None)
        return {label("effect", name, self.lang): found[name] for name in NAMES["effect"] if found[name]}

    def _file(self, each: KeptFile) -> Iterator[str]:
        """The gravest entries of a file, each with who acts, by when, and what puts it right."""
        shown = each.entries if self.page.every else each.entries[:_TOP]
        left = len(each.entries) - len(shown)
        for n, entry in enumerate(shown):
            role = entry.severity if entry.verdict is Verdict.BREACHES else entry.verdict.value
            more = self.words["more"].format(left) if left and n == len(shown) - 1 else ""
            name = [("subject", f"{each.key} ")] if not n else []
            fault = (role, f" {fault_text(entry, self.lang)}{more}")
            yield from self.write([*name, fault], first="" if not n else "  ", rest="    ")
            acts = action_text(each, entry, self.lang)
            yield from self.put("plain", acts, at=4, hang=0)

    def _alike(self, files: Sequence[KeptFile]) -> Iterator[str]:
        """Files of which the gravest entry is the same: told once, with their names."""
        entry = files[0].entries[0]
        role = entry.severity if entry.verdict is Verdict.BREACHES else entry.verdict.value
        head = f"{alike_text(entry, self.lang)} · {FILES.said(len(files), self.lang)}"
        yield from self.write([(role, head)], rest="    ")
        names = (
            each.key + (self.words["more"].format(len(each.entries) - 1) if len(each.entries) > 1 else "")
            for each in files
        )
        yield from self.put("subject", ", ".join(names), at=4, hang=0)
        yield from self.put("plain", action_text(files[0], entry, self.lang), at=4, hang=0)

    def _questions(self, portfolio: Portfolio) -> Iterator[str]:
        asked = portfolio.ask_first(None if self.page.every else _ASKED)
        if not asked:
            return
        every = portfolio.ask_first()
        yield ""
        yield self.style("subject", _ASK.said(sum(each.settles for each in every), self.lang))
        for n, each in enumerate(asked, 1):
            size = f"{FILES.said(each.files, self.lang)}, {_SETTLES.said(each.settles, self.lang)}"
            who = label("role", each.who, self.lang) if each.who else ""
            yield from self.dotted(
                ("plain", f"{n}. {asked_text(each, self.lang)}"), ("plain", who), ("dim", size)
            )
        if len(every) > len(asked):
            yield from self.put("dim", _MORE_QUESTIONS.said(len(every) - len(asked), self.lang), at=2)

    def _end(self, portfolio: Portfolio) -> Iterator[str]:
        """What several files share, what waits, what could not be read, and the counts."""
        yield ""
        for line in end_lines(portfolio, self.lang):
            yield from self.put("dim", line, at=0)
        if portfolio.failures:
            names = ", ".join(each.key for each in portfolio.failures)
            yield from self.put("error", self.words["unread"].format(len(portfolio.failures), names), at=0)
        yield from self.put("strong", outcome_text(portfolio, self.lang), at=0)


def gathered(files: Iterable[KeptFile], lang: str, *, every: bool = False) -> Iterator[tuple[KeptFile, ...]]:
    """Files as the page tells them: at least `_ALIKE` whose gravest entry is the same together, others alone."""

    def likeness(each: KeptFile) -> tuple[str, ...]:
        entry = each.entries[0]
        return entry.rule, entry.verdict.value, entry.severity, action_text(each, entry, lang)

    groups: dict[tuple[str, ...], list[KeptFile]] = {}
    for each in files:
        groups.setdefault(likeness(each), []).append(each)
    for held in groups.values():
        if len(held) >= _ALIKE and not every:
            yield tuple(held)
        else:
            yield from ((each,) for each in held)


def alike_text(entry: KeptEntry, lang: str) -> str:
    """What several files have in common: the fault with its sign."""
    return fault_text(replace(entry, count=1, repeats=0), lang)


def fault_text(entry: KeptEntry, lang: str) -> str:
    """An entry in a line: its sign, the fault, how often, and how many findings only repeat it."""
    times = f" (×{entry.count})" if entry.count > 1 else ""
    repeats = f"; {_REPEATS.said(entry.repeats, lang)}" if entry.repeats else ""
    sign = ROLES[entry.severity if entry.verdict is Verdict.BREACHES else entry.verdict.value].sign
    return f"{sign} {entry.fault.in_language(lang)}{times}{repeats}"


def action_text(each: KeptFile, entry: KeptEntry, lang: str) -> str:
    """Who acts, by when, and what puts an entry right; empty where the rule says nothing of it."""
    who = label("role", entry.acts, lang) if entry.acts else ""
    told = ", ".join(part for part in (who, when_text(each, entry, lang)) if part)
    remedy = entry.remedy.in_language(lang) if entry.remedy is not None else ""
    return ": ".join(part for part in (told, remedy) if part)


def when_text(each: KeptFile, entry: KeptEntry, lang: str) -> str:
    """By when something is put right: a term that has passed, or the next session that is planned."""
    words = _WORDS.in_language(lang)
    if entry.due is not None:
        return words["overdue"].format(format_value("date", to_day(entry.due), lang))
    if entry.before_next and each.next_session is not None:
        return words["before"].format(format_value("date", to_day(each.next_session), lang))
    return ""


def asked_text(asked: SharedQuestion, lang: str) -> str:
    """What a question asks for."""
    if asked.kind is MissingKind.NEWER:
        return _WORDS.in_language(lang)["newer"]
    return ", ".join(text.in_language(lang) for _, text in asked.asks[:_NAMED])


def common_faults(portfolio: Portfolio) -> list[tuple[KeptEntry, int]]:
    """The rules that fail in several files, the most frequent first, each with the number of files."""
    times = Counter(entry.rule for _, entry in portfolio.entries())
    first = {entry.rule: entry for _, entry in reversed(list(portfolio.entries()))}
    return [(first[rule], n) for rule, n in times.most_common() if n > 1]


def end_lines(portfolio: Portfolio, lang: str) -> Iterator[str]:
    """What several files share, and what waits for time or for newer data."""
    words = _WORDS.in_language(lang)
    common = [
        words["times"].format(entry.fault.in_language(lang), n)
        for entry, n in common_faults(portfolio)[:_COMMON]
    ]
    if common:
        yield words["common"].format("; ".join(common)) + "."
    waiting = sum(each.waiting for each in portfolio.files)
    if waiting:
        yield _WAITING.said(waiting, lang)
    pending = portfolio.counts()[Verdict.PENDING.value]
    if pending:
        yield _PENDING.said(pending, lang)


def to_do_text(portfolio: Portfolio, lang: str) -> str:
    """How many files have something to put right, how many lack data, how many are in order, how many are not read."""
    worst = len(portfolio.worst())
    left = sum(each.is_open for each in portfolio.files)
    words, unread = _WORDS.in_language(lang), len(portfolio.failures)
    told = words["to_do"].format(worst, left, len(portfolio.files) - worst - left)
    return words["left_out"].format(told, unread) if unread else told


def outcome_text(portfolio: Portfolio, lang: str) -> str:
    """How many findings of each verdict there are over all files."""
    words = _WORDS.in_language(lang)
    nothing = portfolio.failures and not portfolio.files
    return words["outcome"].format(words["none_read"] if nothing else counts_text(_tally(portfolio), lang))


def _tally(portfolio: Portfolio) -> VerdictTally:
    """The counts of all files together."""
    verdicts: Counter[Verdict] = Counter()
    severities: Counter[str] = Counter()
    for each in portfolio.files:
        verdicts.update(each.counts)
        severities.update(each.severities)
    waiting = sum(each.waiting for each in portfolio.files)
    verdicts[Verdict.UNDECIDED] -= waiting
    return VerdictTally(verdicts, severities, waiting)


def rows(portfolio: Portfolio, _name: str | None, lang: str) -> Iterator[tuple[Any, ...]]:
    """A row for each thing to do."""
    for each, entry in portfolio.entries():
        texts = (text and text.in_language(lang) for text in (entry.title, entry.fault, entry.remedy))
        title, fault, remedy = texts
        yield (
            *(each.key, each.root, entry.rule, title, fault, entry.verdict.value, entry.severity),
            *(
                entry.effect,
                entry.acts,
                remedy,
                entry.subject,
                entry.count,
                " ".join(entry.places),
                entry.repeats,
                entry.due,
                each.next_session if entry.before_next else None,
            ),
        )
