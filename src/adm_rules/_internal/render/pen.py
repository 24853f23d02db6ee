"""What writes answers as text: a page, the answers that stand on it, and the pen that each kind of answer has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.render.layout import GLUE, Piece, Style, fitted, glued, plain, wrapped
from adm_rules._internal.render.trial import trial_of, trial_text
from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import bounds_text, decimal_to_cents, format_value
from adm_rules._internal.values.bounds import Interval, Number, exactly

if TYPE_CHECKING:
    from adm_rules._internal.report.portfolio import FailedFile

A = TypeVar("A")
_TODAY: Final = Text(" (oggi)", " (today)")


@dataclass(frozen=True, slots=True)
class Page:
    """How an answer is written: its language, the width in columns, the colours, and how much of it.

    ``every``: also what is in order, or over; ``today``: nobody named the day. ``key`` is the office's secret, which
    a calendar of cases needs.
    """

    lang: str = "it"
    width: int = 80
    style: Style = plain
    every: bool = False
    today: bool = False
    key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answers(Generic[A]):
    """What a question was answered with: one answer for each file, made as it is taken, with the file's name.

    ``one``: a single answer was asked for, and not a list. ``rules`` is the rule set, ``on`` and ``until`` the days
    asked about; ``files`` says how many files there are, ``failed`` those of them that could not be read so far;
    ``beside`` is what people are told besides an answer, by the name of its file.
    """

    kind: type[A]
    each: Iterable[tuple[str | None, A]]
    one: bool = True
    rules: RuleSet | None = None
    on: date | None = None
    until: date | None = None
    files: int = 1
    failed: Sequence[FailedFile] = ()
    beside: Mapping[str, Any] = field(default_factory=dict)

    def unread(self) -> int:
        """How many files could not be read so far."""
        return len(self.failed)

    @property
    def trial(self) -> tuple[TrialValue, ...]:
        """The values that the rule set tries in place of the act's."""
        if self.rules is not None:
            return self.rules.trial
        return trial_of(self.each[0][1]) if isinstance(self.each, list) and self.each else ()


def alone(answer: A, rules: RuleSet | None = None, name: str | None = None) -> Answers[A]:
    """A single answer, where it was the only one that was asked for."""
    return Answers(type(answer), [(name, answer)], rules=rules)


def tabulated(head: Sequence[str], rows: Iterable[Sequence[str]], page: Page) -> Iterator[str]:
    """A table as lines: its first column stands left, the others right; what is too wide goes on below itself.

    The names of rule sets in the head may break after an underscore.
    """
    names = [name.replace("_", "_\n") if n else name for n, name in enumerate(head)]
    columns = list(zip(names, *rows, strict=True))
    widths = _widths(
        [[len(line) for cell in column for line in cell.split("\n")] for column in columns], page
    )
    blank = " " * (sum(widths) + 3 * len(widths) - 1)
    yield blank
    for n, row in enumerate(zip(*columns, strict=True)):
        lines = [_folded(cell, width) for cell, width in zip(row, widths, strict=True)]
        if not n:  # names stand on their line
            lines = [[""] * (max(map(len, lines)) - len(texts)) + texts for texts in lines]
        for texts in zip_longest(*lines, fillvalue=""):
            cells = (
                text.rjust(width) if at else text.ljust(width)
                for at, (text, width) in enumerate(zip(texts, widths, strict=True))
            )
            line = f" {'   '.join(cells)} "
            yield line if n else page.style("strong", line)
        if not n:
            yield f" {'─' * (len(blank) - 2)} "
    yield blank


def _widths(lengths: Sequence[Sequence[int]], page: Page) -> list[int]:
    """The width of each column: the widest of those on the right give way until the table fits the page."""
    widths = [max(column) for column in lengths]
    excess = sum(widths) + 3 * len(widths) - 1 - page.width
    gaps = [2] * (len(widths) - 1) + [1]  # the last column has nothing beside it
    while excess > 0 and max(widths[1:]) > 1:
        padded = [width + gap for width, gap in zip(widths, gaps, strict=True)]
        widest = max(padded[1:])
        step = min(excess, widest - max((width for width in padded[1:] if width != widest), default=0))
        columns = [n for n, width in enumerate(padded) if n and width == widest]
        left = excess
        for others, n in zip(range(len(columns), 0, -1), columns, strict=True):
            cut = min(step, round(left / others))
            widths[n] -= cut
            left -= cut
        excess = left
    return [max(1, width) for width in widths]


def _folded(cell: str, width: int) -> list[str]:
    import textwrap

    return [
        line
        for part in cell.split("\n")
        for line in textwrap.wrap(part, width, break_on_hyphens=False) or [""]
    ]


class Pen(ABC):
    """Writes one kind of answer on a page, line by line; each kind has its own pen, with its ``wording``."""

    wording: ClassVar[Catalogue]

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lang = page.lang
        self.width = fitted(page.width)
        self.style = page.style
        self.words = self.wording.in_language(page.lang)

    def head(self, _answers: Answers[Any]) -> Iterator[str]:
        """What stands above all answers."""
        yield from ()

    @abstractmethod
    def told(self, answer: Any, name: str | None, rules: Any) -> Iterator[str]:
        """One answer; ``name`` is that of its file, ``rules`` the rule set that it was made by."""

    def more(self, _beside: Any) -> str:
        """What is told besides an answer."""
        return ""

    def tail(self, _answers: Answers[Any]) -> Iterator[str]:
        """What stands below all answers."""
        yield from ()

    def blocks(self, answers: Answers[Any]) -> Iterator[str]:
        """All of it, block by block, as the answers come."""
        lead = ""
        for line in (*self.trial(answers.trial), *self.head(answers)):
            yield line
            lead = "\n"
        for name, answer in answers.each:
            yield (
                lead
                + "\n".join(self.told(answer, name, answers.rules))
                + self.more(answers.beside.get(str(name)))
            )
        yield from self.tail(answers)

    def trial(self, trial: Iterable[TrialValue]) -> Iterator[str]:
        """That answers are those of a trial, if they are."""
        return self.put("warning", trial_text(trial, self.lang), at=0)

    # --- what pens have in common ------------------------------------------------------------------------------------

    def say(self, text: Text) -> str:
        """A text in the page's language."""
        return text.in_language(self.lang)

    def day(self, day: date) -> str:
        """A day in words, which stay on one line."""
        return glued(format_value("date", day.toordinal(), self.lang))

    def money(self, cents: Number | Interval) -> str:
        """An amount in euro, or its bounds; each keeps its sign on its line."""
        amount = cents if isinstance(cents, Interval) else exactly(cents)
        return bounds_text("money", amount, self.lang).replace(" €", f"{GLUE}€")

    def euro(self, amount: Decimal) -> str:
        """An amount in euro, as answers hold it."""
        return format_value("money", decimal_to_cents(amount), self.lang)

    def seen(self, by: str, key: str, day: date) -> str:
        """What is asked by which rules and version, as seen on which day; ``key`` is the word for it."""
        return self.style("dim", f"{by} · {self.words[key].format(self.as_of(day))}")

    def as_of(self, day: date) -> str:
        """The day that answers are seen on, in words, and whether it is today, where nobody named it."""
        return format_value("date", day.toordinal(), self.lang) + (
            self.say(_TODAY) if self.page.today else ""
        )

    def heading(self, text: str) -> Iterator[str]:
        """A text with a line below it."""
        yield from self.write([("file", text)])
        yield self.style("file", "─" * min(len(text), self.width))

    def put(self, role: str, text: str, *, at: int = 4, hang: int = 2) -> Iterator[str]:
        """One text, indented; nothing for an empty one."""
        return self.write([(role, text)], first=" " * at, rest=" " * (at + hang))

    def dotted(self, *pieces: Piece, first: str = "  ", rest: str = "    ") -> Iterator[str]:
        """Pieces with points between them; empty ones are left out, and a place in the act stays on one line."""
        told = [(role, glued(text) if role == "cite" else text) for role, text in pieces if text]
        spaced = [(role, f" ·{GLUE}{text}" if n else text) for n, (role, text) in enumerate(told)]
        return self.write(spaced, first=first, rest=rest)

    def write(self, pieces: Iterable[Piece], *, first: str = "", rest: str = "") -> Iterator[str]:
        """The pieces as lines; see :func:`wrapped`."""
        return wrapped(pieces, self.width, first=first, rest=rest, style=self.style)
