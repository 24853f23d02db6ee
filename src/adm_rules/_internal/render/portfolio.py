"""The front page of many files: the gravest of each, who acts, what to ask; and a row for each thing to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from adm_rules._internal.names import label
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.render.words import VerdictTally, counts_text
from adm_rules._internal.report.parts import MissingKind, Verdict
from adm_rules._internal.report.portfolio import KeptEntry, KeptFile, Portfolio, SharedQuestion
from adm_rules._internal.texts import Catalogue, Text

_TOP: Final = 3  # entries of a file on the front page
_ASKED: Final = 5  # questions on the front page
_NAMED: Final = 3  # facts that a question names
_WORDS: Final = Catalogue(
    {
        "seen": Text("giudizio al {}", "as of {}"),
        "files": Text("{} file", "{} files"),
        "clear": Text("Nulla da fare in {} file: {}", "Nothing to do in {} files: {}"),
        "more": Text("e altri {} rilievi", "and {} more"),
        "repeats": Text("; ne seguono altri {}", "; {} more follow from it"),
        "ask": Text("Da chiedere, su tutti i file", "What to ask, over all files"),
        "size": Text("{} file, fino a {} rilievi", "{} files, up to {} findings"),
        "common": Text("Regole, per numero di file", "Rules, by number of files"),
        "unread": Text("Non letti: {} ({})", "Not read: {} ({})"),
        "newer": Text("dati più recenti", "newer data"),
        "outcome": Text("Esito: {}", "Outcome: {}"),
    }
)
#: The columns of what is to be done as a table.
COLUMNS: Final = (
    "file", "kind", "rule", "title", "fault", "verdict", "severity", "effect", "acts", "remedy", "subject", "count",
    "places", "repeats",
)  # fmt: skip


class PortfolioPen(Pen):
    """The worst files first, each with its gravest entries; then what they have in common."""

    wording = _WORDS

    def told(self, portfolio: Portfolio, _name: str | None, _rules: object) -> Iterator[str]:
        """The front page."""
        total = len(portfolio.files) + len(portfolio.failures)
        yield self.seen(f"{portfolio.rules} {portfolio.version}", "seen", portfolio.on)
        yield self.style("dim", self.words["files"].format(total))
        for each in portfolio.worst():
            yield from self._file(each)
        yield from self._clear(portfolio)
        yield from self._questions(portfolio)
        yield from self._common(portfolio)
        yield from self._unread(portfolio)
        yield ""
        yield from self.write(
            [("strong", self.words["outcome"].format(counts_text(_tally(portfolio), self.lang)))]
        )

    def _file(self, each: KeptFile) -> Iterator[str]:
        yield ""
        yield self.style("subject", each.key)
        for entry in each.entries[:_TOP]:
            yield from self._entry(entry)
        left = len(each.entries) - _TOP
        if left > 0:
            yield from self.put("dim", self.words["more"].format(left), at=2)

    def _entry(self, entry: KeptEntry) -> Iterator[str]:
        """One entry: its sign, the fault, how often, who acts."""
        times = f" (×{entry.count})" if entry.count > 1 else ""
        repeats = self.words["repeats"].format(entry.repeats) if entry.repeats else ""
        fault = f"{entry.verdict.sign} {self.say(entry.fault)}{times}{repeats}"
        role = entry.severity if entry.verdict is Verdict.BREACHES else "dim"
        return self.dotted((role, fault), ("plain", self._who(entry.acts)))

    def _who(self, role: str | None) -> str:
        return label("role", role, self.lang) if role else ""

    def _clear(self, portfolio: Portfolio) -> Iterator[str]:
        clear = [each.key for each in portfolio.files if not each.entries]
        if clear:
            yield ""
            yield from self.put("plain", self.words["clear"].format(len(clear), ", ".join(clear)), at=0)

    def _questions(self, portfolio: Portfolio) -> Iterator[str]:
        asked = portfolio.ask_first(_ASKED)
        if asked:
            yield from ("", self.style("subject", self.words["ask"]))
        for n, each in enumerate(asked, 1):
            size = self.words["size"].format(each.files, each.settles)
            yield from self.dotted(
                ("plain", f"{n}. {self._what(each)}"), ("plain", self._who(each.who)), ("dim", size)
            )

    def _what(self, asked: SharedQuestion) -> str:
        if asked.kind is MissingKind.NEWER:
            return self.words["newer"]
        return ", ".join(self.say(text) for _, text in asked.asks[:_NAMED])

    def _common(self, portfolio: Portfolio) -> Iterator[str]:
        """The rules that fail in several files."""
        times = Counter(entry.rule for _, entry in portfolio.entries())
        faults = {entry.rule: entry.fault for _, entry in portfolio.entries()}
        shared = [(rule, n) for rule, n in times.most_common(_ASKED) if n > 1]
        if shared:
            yield from ("", self.style("subject", self.words["common"]))
        for rule, n in shared:
            yield from self.dotted(("plain", f"{n} {self.say(faults[rule])}"), ("dim", rule))

    def _unread(self, portfolio: Portfolio) -> Iterator[str]:
        if portfolio.failures:
            names = ", ".join(each.key for each in portfolio.failures)
            yield ""
            yield from self.put("error", self.words["unread"].format(len(portfolio.failures), names), at=0)


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
            ),
        )
