"""What a family owes the agency for one intervention in a month: the hours it shares the cost of, at its tariff."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from adm_rules._internal.calendar import calendar_period
from adm_rules._internal.compiler.asking import Asked
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.money.amounts import DECIDED, UNDECIDED
from adm_rules._internal.money.copayment.bill import NOT_HELD
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.tariffs import Choice, Tariffs
from adm_rules._internal.money.statement.rates import HOUR, Rates
from adm_rules._internal.money.statement.sessions import Course, MonthSession, ask, ask_list
from adm_rules._internal.money.statement.vouchers import Entry, PayStatus, overlap
from adm_rules._internal.report import Missing
from adm_rules._internal.texts import Text
from adm_rules._internal.values import join_words
from adm_rules._internal.values.bounds import ANYTHING, INF, ZERO, Interval, exactly, hull
from adm_rules._internal.values.wording import money_text

#: Kinds of work that are done with the minor alone: what a family pays for where the act does not say.
WITH_THE_MINOR: Final = frozenset({"direct", "supervised_meeting"})
_OTHER_WORK: Final = Missing(
    "tariff",
    "",
    Text(
        "per quale lavoro paga la famiglia oltre a quello diretto (l'atto non lo dice)",
        "for which work a family pays besides direct work (the act does not say)",
    ),
)
#: A session with the hours that are paid for.
Delivered = tuple[Asked, Interval]


class Hours(NamedTuple):
    """So many hours of each session, None for sessions that are not known one by one; and what they lack."""

    every: tuple[tuple[MonthSession | None, Interval], ...]
    gaps: tuple[Missing, ...]


class Part(NamedTuple):
    """An intervention, its hours in a month, and the share that they come to by themselves."""

    course: Course
    given: Hours
    share: Copayment


class Families:
    """Families' shares under the tariffs of one rule set."""

    def __init__(self, pricing: Tariffs) -> None:
        self.pricing = pricing

    def charged(self, course: Course, entries: Sequence[Entry], rates: Rates, days: tuple[int, int]) -> Hours:
        """The hours under a voucher that a family shares the cost of."""
        paid = [each for each in entries if not self._is_free(course, each.activity)]
        shared = [(entry, time) for entry in paid if (time := hours(entry, rates)) != ZERO]
        open_ = [entry for entry, _ in shared if entry.activity == "group" and _chosen(entry, rates) is None]
        every = [
            (entry.held if entry.held is not None and entry.held.dated else None, time)
            for entry, time in shared
        ]
        gaps = [rates.gap("family_group", entry.day) for entry in open_]
        counted = [entry.held for entry, _ in shared if entry.held is not None and entry.held.timed]
        self._undelivered(course, days, counted, (every, gaps))
        return Hours(tuple(every), tuple(gaps))

    def held(self, course: Course, days: tuple[int, int]) -> Hours:
        """The hours where a tariff prices the service and no voucher pays: of the sessions held.

        Of an act that does not say which, work with the minor counts, and of other work it is asked.
        """
        first, last = days
        every: list[tuple[MonthSession | None, Interval]] = []
        gaps: list[Missing] = []
        counted: list[MonthSession] = []
        for held in course.sessions:
            elsewhere = held.day[0] > last or held.day[1] < first
            if elsewhere or held.delivered is False or self._is_free(course, held.activity):
                continue
            time, asked = self._time_alone(course, held, counted)
            every.append((held if held.dated and not held.unseen else None, time / exactly(HOUR)))
            gaps += asked
        self._undelivered(course, days, counted, (every, gaps))
        return Hours(tuple(every), tuple(gaps))

    def _undelivered(
        self,
        course: Course,
        days: tuple[int, int],
        counted: list[MonthSession],
        found: tuple[list[tuple[MonthSession | None, Interval]], list[Missing]],
    ) -> None:
        """Add the hours of sessions that did not take place and that the tariff charges, or may, under some reading."""
        (first, last), (every, gaps), choices = days, found, (None, *self.pricing.choices)
        for held in course.sessions:
            elsewhere = held.day[0] > last or held.day[1] < first
            if held.status not in NOT_HELD or elsewhere or self._is_free(course, held.activity):
                continue
            charged = (
                self.pricing.charges_undelivered(course.service or "", held.asked, each) for each in choices
            )
            if any(each is not False for each in charged):
                time, asked = self._time_alone(course, held, counted)
                every.append((held if held.dated else None, time / exactly(HOUR)))
                gaps += asked

    def share(self, course: Course, given: Hours, first: int, choice: Choice = None) -> Copayment:
        """The share for the hours of a course in the month that begins on ``first``, under a choice of readings."""
        return self._of(_Month(course, first, choice), given.every, given.gaps)

    def divided(self, parts: Sequence[Part], first: int) -> Sequence[Copayment]:
        """The shares of interventions of one family whose tariff makes one amount of the month, each as reckoned alone.

        What is due for all of them is told; where that is less than their sum, no act says which of them it is for.
        """
        alone = [each.share.cents for each in parts]
        together = Hours(*(sum(every, ()) for every in zip(*(each.given for each in parts), strict=True)))
        whole = self.share(parts[0].course, together, first).cents
        if whole.none or whole == sum(alone, ZERO):
            return [each.share for each in parts]
        asked = _how_divided([each.course.intervention or "?" for each in parts], whole)
        return [_part_of(each.share, whole, sum(alone, ZERO), asked) for each in parts]

    def _activities(self, course: Course) -> Collection[str]:
        """The work on an intervention that the act says a family pays for; none where it does not say."""
        tariff = self.pricing.by_service.get(course.service or "")
        return () if tariff is None else tariff.activities

    def _is_free(self, course: Course, activity: str | None) -> bool:
        """Whether the act says of a kind of work that a family does not pay for it."""
        paid = self._activities(course)
        return bool(paid) and activity is not None and activity not in paid

    def _time_alone(
        self, course: Course, held: MonthSession, counted: list[MonthSession]
    ) -> tuple[Interval, list[Missing]]:
        """The minutes of a session that a family pays for without a voucher, and what is missing for them.

        One that did not take place seldom says what would have been done: it counts as work with the minor.
        """
        program = self.pricing.program
        if held.unseen:
            return ANYTHING, [ask_list(program, "session", "")]
        asked = [] if held.minutes.decided else [ask(program, "session_end", held.name)]
        if not held.dated:
            asked.append(ask(program, "session_start", held.name))
        if held.delivered is None:
            asked.append(ask(program, "recorded_status", held.name))
        paid = self._activities(course) or WITH_THE_MINOR
        alone = held.activity in paid or (held.activity is None and held.delivered is False)
        if held.activity is None and not alone:
            asked.append(ask(program, "activity", held.name))
        elif not alone:
            asked.append(_OTHER_WORK)
        if asked:
            sure = held.delivered is not None and held.dated and alone
            return held.minutes if sure else held.minutes.or_nothing(), asked
        others = [each for each in counted if held.overlaps(each)]
        counted.append(held)
        if not others:
            return held.minutes, []
        return Interval(held.minutes.lo - held.shared_minutes(others), held.minutes.hi), [
            overlap(held, others)
        ]

    def _of(
        self, month: _Month, every: Sequence[tuple[MonthSession | None, Interval]], gaps: Iterable[Missing]
    ) -> Copayment:
        """The share for so many hours of each session; None stands for sessions that are not known one by one."""
        every = [(held, charged) for held, time in every if (charged := self._charged(month, held, time))]
        most = sorted(((held.asked, time) for held, time in every if held is not None), key=_day)
        unseen = any(held is None for held, _ in every)
        share, amount = self._amount(month, most, unseen=unseen)
        if unseen:
            amount = Interval(amount.lo, INF, amount.none)
        whole = sum((time for _, time in every), ZERO)
        outcome = UNDECIDED if share.outcome == DECIDED and not amount.decided else share.outcome
        lines = share.lines if outcome == DECIDED else ()
        missing = share.missing if outcome == DECIDED else tuple(dict.fromkeys((*share.missing, *gaps)))
        return replace(share, outcome=outcome, cents=amount, hours=whole, lines=lines, missing=missing)

    def _charged(self, month: _Month, held: MonthSession | None, time: Interval) -> Interval | None:
        """The hours of a session as far as they are charged; None of one that was not delivered and is not."""
        if held is None or held.status not in NOT_HELD:
            return time
        charged = self.pricing.charges_undelivered(month.service, held.asked, month.choice)
        return None if charged is False else time if charged else time.or_nothing()

    def _amount(
        self, month: _Month, most: Sequence[Delivered], *, unseen: bool
    ) -> tuple[Copayment, Interval]:
        """The share if everything counts, and its bounds over all that may count.

        Of sessions that may not count at all even a fee by the access or by the month may fall away; and which of them
        is the last decides the version by which the total is made.
        """
        sure = [each for each in most if each[1].lo > 0]
        share = self._share(month, most)
        if len(sure) == len(most) and not unseen:
            return share, share.cents
        ends = self._last_days(month, most, sure, unseen=unseen)
        least = [self._share(month, sure, end) for end in ends]
        greatest = [self._share(month, [each for each in most if _day(each) <= end], end) for end in ends]
        return share, hull(each.cents for each in (*least, *greatest)).outward()

    def _last_days(
        self, month: _Month, most: Sequence[Delivered], sure: Sequence[Delivered], *, unseen: bool
    ) -> Sequence[int]:
        """The days that may be the last one with a session that counts, one for each way to make the total."""
        known = max((_day(each) for each in sure), default=month.first)
        days = {known, *(day for day in map(_day, most) if day >= known)}
        if unseen:
            days |= set(range(known, calendar_period(month.first, "month")[1] + 1))
        return self.pricing.closings(month.service, sorted(days))

    def _share(self, month: _Month, delivered: Sequence[Delivered], closing: int | None = None) -> Copayment:
        answers, choice = month.course.answers, month.choice
        return self.pricing.month(
            answers, month.service, month.first, delivered, closing=closing, choice=choice
        )


@dataclass(frozen=True, slots=True)
class _Month:
    """The month of one intervention that begins on ``first``, under a choice of readings."""

    course: Course
    first: int
    choice: Choice

    @property
    def service(self) -> str:
        return self.course.service or ""


def _part_of(share: Copayment, whole: Interval, alone: Interval, asked: Missing) -> Copayment:
    """So much of the whole of a month as one share may be: at most itself, at least what the others leave."""
    own = share.cents
    least = max(whole.lo - (alone.hi - own.hi), 0) if alone.hi < INF else 0
    cents = Interval(min(least, own.hi), min(own.hi, whole.hi))
    missing = tuple(dict.fromkeys((*share.missing, asked)))
    return replace(share, outcome=UNDECIDED, cents=cents, lines=(), missing=missing)


def _how_divided(names: Sequence[str], whole: Interval) -> Missing:
    known = whole.decided and whole.lo == int(whole.lo)

    def said(lang: str) -> str:
        amount = f" ({money_text(int(whole.lo), lang)})" if known else ""
        return _DIVIDED.in_language(lang).format(amount, join_words(names, lang))

    return Missing("tariff", "", Text.of(said))


_DIVIDED: Final = Text(
    "come si divide quanto la famiglia deve in tutto per il mese{} tra gli interventi {} (l'atto non lo dice)",
    "how what the family owes in all for the month{} is divided among the interventions {} (the act does not say)",
)


def _day(delivered: Delivered) -> int:
    return int(delivered[0].values["session_day"])


def hours(entry: Entry, rates: Rates) -> Interval:
    """The hours of an entry that a family shares the cost of: transport has none, a group by the reading in use."""
    if entry.activity == "transport" or entry.payable == ZERO:
        return ZERO
    time = entry.payable
    if entry.activity == "group":
        chosen = _chosen(entry, rates)
        if chosen == "whole":
            time = entry.recorded if entry.standing is PayStatus.PAYABLE else entry.recorded.or_nothing()
        elif chosen is None:
            time = ANYTHING
    return time / exactly(HOUR)


def charged_hours(entries: Iterable[Entry], rates: Rates) -> list[tuple[int, Interval]]:
    """The hours of each session that a family shares the cost of; sessions are told apart by identity."""
    return [(id(entry.held), hours(entry, rates)) for entry in entries]


def _chosen(entry: Entry, rates: Rates) -> str | None:
    """Which hours of a group are shared; None while nobody has said."""
    chosen = rates.at("family_group", entry.day)
    return chosen if isinstance(chosen, str) else None
