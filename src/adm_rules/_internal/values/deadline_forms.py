"""The forms of a deadline: one row for each, with all that any room of the library asks of it.

What a form means stands in `values.terms`; the words of the rule language are ``within``, ``by`` and ``every``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.texts import Text
from adm_rules._internal.values.operators import EASIER, EITHER, HARDER

#: The units that a length may have; a deadline has one length.
LENGTHS: Final = ("days", "working_days", "months")

#: Which way a term that ends on a public holiday moves, and what is said of it.
ROLLOVERS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "next": Text(
            " (un termine che cade in un giorno festivo slitta al primo giorno feriale)",
            " (a term that ends on a public holiday moves to the next working day)",
        ),
        "previous": Text(
            " (un termine che cade in un giorno festivo è anticipato al feriale che precede)",
            " (a term that ends on a public holiday moves to the working day before)",
        ),
        "none": Text(
            " (anche se il termine cade in un giorno festivo)", " (even if the term ends on a public holiday)"
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineForm:
    """A form of deadline.

    ``word`` is its operator in a rule file, ``tells`` the key that tells it from other forms of that word. ``anchor``
    is the key of the fact that it runs from or ends before, ``until`` that of the fact that ends it where one must be
    given, ``day`` that of the day of the year that it falls on; ``measured`` tells that it has a length in one of
    `LENGTHS`. ``mode_key`` is the key of its mode, ``modes`` are these with what they add to the sentence, the first
    being the default.

    ``kind`` is the kind of the fact that keeps it; ``backward`` tells that it runs back from its anchor, ``grows`` what
    a longer length does to a rule.

    ``phrases`` says it: by mode, "same_day" where the length is nothing, "fact" where it is a fact, else by the empty
    key. The slots are those of `values.operators.Operator.phrases`, with ``{n}`` the length and ``{until}`` the end.
    """

    name: str
    word: str
    phrases: Mapping[str, Text]
    asked: Text = Text("{}", "{}")
    tells: str = ""
    anchor: str = ""
    until: str = ""
    day: str = ""
    measured: bool = False
    mode_key: str = ""
    modes: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    kind: str = "event"
    backward: bool = False
    grows: int = EITHER

    @property
    def needed(self) -> tuple[str, ...]:
        """The keys that a rule file must give."""
        return tuple(key for key in (self.day, self.anchor, self.until) if key)

    @property
    def more(self) -> tuple[str, ...]:
        """The keys that it may give besides."""
        lengths, mode = LENGTHS if self.measured else (), [self.mode_key] if self.mode_key else []
        until, runs_on = () if self.until else ("until",), ("suspended",) if self.stands_still else ()
        return (*lengths, *mode, *until, *runs_on, "rollover")

    @property
    def stands_still(self) -> bool:
        """Whether days over which terms are suspended are not counted in it."""
        return self.name == "within"

    @property
    def replaced_by(self) -> tuple[str, ...]:
        """The words of the forms that may take its place; its own comes first, and its keys are written bare."""
        return (self.word,) if self.kind == "series" else ("within", "by")

    @property
    def rollovers(self) -> tuple[str, ...]:
        """Ways to move; of a term that runs backward, ``next`` would shorten what it protects."""
        return tuple(name for name in ROLLOVERS if not (self.backward and name == "next"))

    def effect(self, mode: str) -> int:
        """What a longer length does to a rule; the dates of a longer fixed step lie elsewhere."""
        return EITHER if self.kind == "series" and mode != next(iter(self.modes)) else self.grows


_ALL = (
    DeadlineForm(
        name="within", word="within", anchor="after", measured=True, grows=EASIER,
        asked=Text("termine: {}", "due by {}"),
        phrases={
            "same_day": Text(
                "{s} [avviene|avvengono] entro il giorno stesso {di}",
                "{s} [takes|take] place no later than the very day of {x}",
            ),
            "": Text("{s} [avviene|avvengono] entro {n} {da}", "{s} [takes|take] place within {n} of {x}"),
        },
    ),
    DeadlineForm(
        name="by_day", word="by", tells="day", day="day", mode_key="of", grows=EASIER,
        modes={"this_year": Text("", ""), "following_year": Text("", "")},
        phrases={
            "this_year": Text(
                "{s} [avviene|avvengono] entro {n} dello stesso anno", "{s} [takes|take] place by {n} of the same year"
            ),
            "following_year": Text(
                "{s} [avviene|avvengono] entro {n} dell'anno successivo",
                "{s} [takes|take] place by {n} of the following year",
            ),
        },
    ),
    DeadlineForm(
        name="by_fact", word="by", tells="fact", anchor="fact",
        phrases={"": Text("{s} [avviene|avvengono] entro {x}", "{s} [takes|take] place by {x}")},
    ),
    DeadlineForm(
        name="before", word="by", tells="before", anchor="before", measured=True, backward=True, grows=HARDER,
        phrases={
            "": Text("{s} [avviene|avvengono] almeno {n} prima {di}", "{s} [takes|take] place at least {n} before {x}")
        },
    ),
    DeadlineForm(
        name="every", word="every", anchor="from", until="until", measured=True, kind="series", mode_key="mode",
        grows=EASIER,
        modes={
            "rolling": Text(", contando ogni volta dalla precedente", ", counted each time from the one before"),
            "grid": Text(", a scadenze fisse", ", at fixed dates"),
            "calendar": Text(", per periodi di calendario", ", by calendar periods"),
        },
        phrases={
            "fact": Text(
                "{s} si [ripete|ripetono] almeno con {n}, {da} {until}",
                "{s} [recurs|recur] at least at {n}, from {x} to {until}",
            ),
            "": Text(
                "{s} si [ripete|ripetono] almeno ogni {n}, {da} {until}",
                "{s} [recurs|recur] at least every {n}, from {x} to {until}",
            ),
        },
    ),
)  # fmt: skip

#: Every form of deadline, by name.
FORMS: Final[Mapping[str, DeadlineForm]] = MappingProxyType({form.name: form for form in _ALL})
#: The forms of each word of the rule language.
WORDS: Final[Mapping[str, tuple[DeadlineForm, ...]]] = MappingProxyType(
    {
        word: tuple(form for form in _ALL if form.word == word)
        for word in dict.fromkeys(form.word for form in _ALL)
    }
)
