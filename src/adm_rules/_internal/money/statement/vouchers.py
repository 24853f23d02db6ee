"""What each session is to a voucher: payable or not and why, how much time, what it is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final, Self

from adm_rules._internal.citations import Citation
from adm_rules._internal.compiler.kernels import between_minutes
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.money.amounts import outcome_of
from adm_rules._internal.money.statement.groups import Groups, twice
from adm_rules._internal.money.statement.rates import Rates
from adm_rules._internal.money.statement.sessions import Course, MonthSession, ask, ask_list
from adm_rules._internal.report import Missing
from adm_rules._internal.report.form.stored import KeptPart
from adm_rules._internal.texts import Text
from adm_rules._internal.values import join_words
from adm_rules._internal.values.bounds import ANYTHING, ZERO, Interval, hull


class PayStatus(StrEnum):
    """Whether a voucher pays for sessions, and ``why``; the order is that of a statement, ``role`` how it is seen."""

    why: Text
    role: str

    def __new__(cls, value: str, role: str = "", italian: str = "", english: str = "") -> Self:
        """A standing with what is said of it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.role, member.why = role, Text(italian, english)
        return member

    # fmt: off
    PAYABLE = "payable", "complies", "ore svolte a favore del minore", "hours delivered to the minor"
    UNDECIDED = (
        "undecided", "undecided", "non si sa se siano ore da pagare", "whether these are hours to be paid is not known"
    )
    NOT_PAID = (
        "not_paid", "not_applicable", "attività che il voucher non paga", "work that the voucher does not pay for"
    )
    NO_FEE = (
        "no_fee", "not_applicable",
        "trasporto per il quale non è previsto un voucher", "transport for which no voucher is provided"
    )
    NOT_DELIVERED = "not_delivered", "not_applicable", "accessi non svolti", "sessions not delivered"
    NO_VOUCHER = (
        "no_voucher", "not_applicable",
        "servizio senza voucher in queste regole", "a service without a voucher in these rules"
    )
    # fmt: on


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One session (or the part of an outing) with what it is worth; ``held`` is None for sessions not told of."""

    activity: str | None
    standing: PayStatus
    status: str | None
    held: MonthSession | None
    recorded: Interval
    payable: Interval
    cents: Interval
    day: int
    cites: Citation | None = None
    missing: tuple[Missing, ...] = ()
    #: Other sessions of the minor that share some of its time.
    clashes: tuple[MonthSession, ...] = ()

    @property
    def key(self) -> tuple[int, str, str]:
        """What joins entries to one line of a statement."""
        return (_ORDER.index(self.standing), self.activity or "", self.status or "")


@dataclass(frozen=True, slots=True, repr=False)
class SessionLine(KeptPart):
    """Sessions of one intervention that are of one kind and stand alike.

    ``minutes`` is what was recorded, ``payable`` the time that the voucher pays for (a fraction of it for a group),
    ``countable`` the same in whole minutes, session by session; ``amount`` is in cents, rounded once: outwards while it
    is open whether the sessions count, since they would be rounded together with those that do.
    """

    ALSO = ("why", "outcome")

    activity: str | None
    standing: PayStatus
    status: str | None
    sessions: tuple[str, ...]
    minutes: Interval
    payable: Interval
    countable: Interval
    unit_values: tuple[int, ...]
    amount: Interval
    cites: Citation | None
    missing: tuple[Missing, ...]

    def __repr__(self) -> str:
        return f"<SessionLine {self.standing.value}: {len(self.sessions)} sessions>"

    @property
    def why(self) -> Text:
        """Why the voucher pays for these sessions, or does not."""
        return self.standing.why

    @property
    def outcome(self) -> str:
        """Whether the amount is known."""
        return outcome_of(self.amount)


_ORDER: Final = tuple(PayStatus)


class Payable:
    """Tells what the sessions of courses are worth under one voucher."""

    def __init__(self, program: Program, rates: Rates, groups: Groups) -> None:
        self.program = program
        self.rates = rates
        self.groups = groups
        #: The sessions of each minor whose time counts already.
        self._counted: dict[str, list[MonthSession]] = {}

    def entries(self, course: Course, first: int, last: int) -> Iterator[Entry]:
        """One entry for each session of some days, and what else there may be."""
        seen: set[tuple[object, ...]] = set()
        for held in course.sessions:
            if held.day[0] > last or held.day[1] < first:
                continue
            if held.unseen:
                yield self._unseen(course, max(first, held.day[0]))
                continue
            within = (
                held if held.dated else replace(held, day=(max(first, held.day[0]), min(last, held.day[1])))
            )
            for entry in self._told(within):
                told = self._apart(self._once(entry, seen))
                yield told if held.dated else self._undated(told, held)

    def _unseen(self, course: Course, day: int) -> Entry:
        scope = "intervention" if course.unseen else "session"
        asked = ask_list(self.program, scope, course.intervention or "")
        worth = self.rates.worth(ANYTHING, day)
        return Entry(None, PayStatus.UNDECIDED, None, None, ANYTHING, ANYTHING, worth, day, None, (asked,))

    def _once(self, entry: Entry, seen: set[tuple[object, ...]]) -> Entry:
        """A session that says the same as another one may be that one, recorded twice."""
        held = entry.held
        if held is None or entry.standing is not PayStatus.PAYABLE or entry.payable == ZERO:
            return entry
        same = (held.start, held.end, held.activity)
        if same not in seen:
            seen.add(same)
            return entry
        return _uncertain(entry, twice(held.name))

    def _undated(self, entry: Entry, held: MonthSession) -> Entry:
        """A session of which it is not known that it lies within the days."""
        told = entry if entry.held is None else replace(entry, held=held)
        return _uncertain(told, ask(self.program, "session_start", held.name))

    def _apart(self, entry: Entry) -> Entry:
        """A session that overlaps others of the minor: the time that they share may count only once."""
        held = entry.held
        if held is None or entry.standing is not PayStatus.PAYABLE or entry.payable == ZERO or not held.timed:
            return entry
        if entry.activity == "transport" or held.start >= held.end:
            return entry
        counted = self._counted.setdefault(held.case, [])
        others = tuple(each for each in counted if held.overlaps(each))
        counted.append(held)
        if not others:
            return entry
        whole = between_minutes(held.start, held.end)
        own = Interval(Fraction(whole - held.shared_minutes(others), whole), 1)
        return replace(
            entry,
            standing=PayStatus.UNDECIDED,
            payable=entry.payable * own,
            cents=entry.cents * own,
            missing=(*entry.missing, overlap(held, others)),
            clashes=others,
        )

    def _told(self, held: MonthSession) -> Iterator[Entry]:
        if held.delivered is False:
            yield self._nothing(held, PayStatus.NOT_DELIVERED)
            return
        entries = [self._of_kind(held) if held.activity else self._of_any_kind(held)]
        if held.activity == "group" and id(held) in self.groups.outings:
            entries.append(self._outing(held, told=False))
        for entry in entries:
            if held.delivered is None:
                doubtful = _uncertain(entry, ask(self.program, "recorded_status", held.name))
                yield self._with_gaps(doubtful, held)
            else:
                yield self._with_gaps(entry, held)

    def _of_kind(self, held: MonthSession) -> Entry:
        day, activity = held.day[0], held.activity or ""
        paid = self.rates.pays(activity, day)
        if paid and activity == "group":
            return self._group(held)
        if paid:
            return self._by_the_hour(held)
        if paid is None:
            time = self._time(held, activity, day)
            worth = self.rates.worth(time, day)
            entry = replace(self._by_the_hour(held), payable=time, cents=worth)
            return _uncertain(entry, self.rates.gap("pays", day))
        if activity == "transport" and self.rates.flat(day) is not None:
            return self._transport(held)
        return self._nothing(held, PayStatus.NOT_PAID)

    def _nothing(self, held: MonthSession, standing: PayStatus) -> Entry:
        key = "transport" if standing is PayStatus.NO_FEE else "pays"
        cites = None if standing is PayStatus.NOT_DELIVERED else self.rates.cites(key, held.day[0])
        status = held.status if standing is PayStatus.NOT_DELIVERED else None
        return Entry(
            held.activity, standing, status, held, held.minutes, ZERO, ZERO, held.day[0], cites
        )  # fmt: skip

    def _by_the_hour(self, held: MonthSession) -> Entry:
        day = held.day[0]
        cites, worth = self.rates.cites("pays", day), self.rates.worth(held.minutes, day)
        return Entry(
            held.activity, PayStatus.PAYABLE, None, held, held.minutes, held.minutes, worth, day, cites
        )

    def _group(self, held: MonthSession) -> Entry:
        day = held.day[0]
        part, cites = self.groups.parts.get(id(held)), self.rates.cites("group", day)
        if part is None and not held.dated:
            time = self._time(held, "group", day)
            worth = self.rates.worth(time, day)
            return Entry("group", PayStatus.PAYABLE, None, held, held.minutes, time, worth, day, cites)
        if part is None:
            payable, cents, asked = ANYTHING, self.rates.worth(ANYTHING, day), (self.rates.gap("group", day),)
            return Entry(
                "group", PayStatus.PAYABLE, None, held, held.minutes, payable, cents, day, cites, asked
            )
        standing = PayStatus.PAYABLE if part.sure else PayStatus.UNDECIDED
        return Entry(
            "group", standing, None, held, held.minutes, part.minutes, part.cents, day, cites, part.missing
        )

    # --- transport ----------------------------------------------------------------------------------------------------

    def _transport(self, held: MonthSession) -> Entry:
        """A session of transport: of a group's outing, of one minor (no fee is stated), or not known of which."""
        if id(held) in self.groups.outings:
            return self._outing(held, told=True)
        if held.group is None:
            flat = self.rates.flat(held.day[0]) or ZERO
            worth = self.rates.worth(flat, held.day[0])
            entry = replace(self._nothing(held, PayStatus.PAYABLE), payable=flat, cents=worth)
            return _uncertain(entry, ask(self.program, "group_id", held.name))
        if held.group and held.transported:  # another session tells of the outing
            return replace(self._nothing(held, PayStatus.NO_FEE), standing=PayStatus.PAYABLE)
        return self._nothing(held, PayStatus.NO_FEE)

    def _outing(self, held: MonthSession, *, told: bool) -> Entry:
        """The part of an outing's flat time; told with the session of transport, or beside the group's own."""
        part, day = self.groups.outings[id(held)], held.day[0]
        standing = PayStatus.PAYABLE if part.sure else PayStatus.UNDECIDED
        recorded, session = (held.minutes, held) if told else (ZERO, None)
        cites = self.rates.cites("transport", day)
        return Entry(
            "transport", standing, None, session, recorded, part.minutes, part.cents, day, cites, part.missing
        )

    # --- what is not known --------------------------------------------------------------------------------------------

    def _of_any_kind(self, held: MonthSession) -> Entry:
        """A session of which nobody knows what was done: anything between nothing and the best paid work."""
        day = held.day[0]
        times = [self._time(held, activity, day) for activity in self.program.names_in("activity") or ()]
        payable = hull(times)
        entry = Entry(
            None, PayStatus.PAYABLE, None, held, held.minutes, payable, self.rates.worth(payable, day), day
        )
        return _uncertain(entry, ask(self.program, "activity", held.name))

    def _time(self, held: MonthSession, activity: str, day: int) -> Interval:
        """The time that may be paid for if the session was of an activity."""
        paid, flat = self.rates.pays(activity, day), self.rates.flat(day) or ZERO
        by_the_hour = ZERO if paid is False else held.minutes
        if activity == "transport":
            return hull([ZERO, by_the_hour, flat])
        if activity != "group" or paid is False:
            return by_the_hour.or_nothing()
        users = _at_least_one(held.counts("users_present"))
        return (held.minutes * held.counts("educators_present") / users + flat).or_nothing()

    def _with_gaps(self, entry: Entry, held: MonthSession) -> Entry:
        """The entry with what is missing for its time and for its worth."""
        asked = list(entry.missing)
        if not held.minutes.decided and entry.payable != ZERO and entry.activity != "transport":
            asked.append(ask(self.program, "session_end", held.name))
        if entry.cents.lowest is None:
            asked.append(self.rates.gap("unit_value", entry.day))
        return replace(entry, missing=tuple(dict.fromkeys(asked)))


def _uncertain(entry: Entry, missing: Missing) -> Entry:
    """The entry of a session that may count for nothing."""
    if entry.standing not in (PayStatus.PAYABLE, PayStatus.UNDECIDED):
        return replace(entry, missing=(*entry.missing, missing))
    return replace(
        entry,
        standing=PayStatus.UNDECIDED,
        payable=entry.payable.or_nothing(),
        cents=entry.cents.or_nothing(),
        missing=(*entry.missing, missing),
    )


def overlap(held: MonthSession, others: Sequence[MonthSession]) -> Missing:
    """What to ask about a session that overlaps others of the same minor."""
    names = [join_words([each.name for each in others], lang) for lang in ("it", "en")]
    text = Text(
        f"se l'accesso si sia svolto per intero: si sovrappone a {names[0]}",
        f"whether the whole session took place: it overlaps {names[1]}",
    )
    return Missing("session", held.name, text)


def unpaid(program: Program, course: Course, first: int, last: int) -> Iterator[Entry]:
    """The sessions of a service that no voucher pays for; of one that is not known, any amount may be due."""
    asked = ask(program, "service", course.intervention or "")
    for held in course.sessions:
        day = max(first, held.day[0])
        if held.day[0] > last or held.day[1] < first or (held.unseen and course.service):
            continue
        recorded = ANYTHING if held.unseen else held.minutes
        if held.delivered is False:
            yield Entry(held.activity, PayStatus.NOT_DELIVERED, held.status, held, recorded, ZERO, ZERO, day)
        elif course.service:
            yield Entry(held.activity, PayStatus.NO_VOUCHER, None, held, recorded, ZERO, ZERO, day)
        else:
            told = None if held.unseen else held
            missing = (ask_list(program, "intervention", ""),) if course.unseen else (asked,)
            yield Entry(
                held.activity,
                PayStatus.UNDECIDED,
                None,
                told,
                recorded,
                ANYTHING,
                ANYTHING,
                day,
                None,
                missing,
            )


def lines(entries: Iterable[Entry], rates: Rates | None) -> tuple[SessionLine, ...]:
    """Entries that stand alike, added up; each line is rounded once."""
    joined: dict[tuple[int, str, str], list[Entry]] = {}
    for entry in entries:
        joined.setdefault(entry.key, []).append(entry)
    return tuple(_line(joined[key], rates) for key in sorted(joined))


def _line(entries: list[Entry], rates: Rates | None) -> SessionLine:
    first = entries[0]
    paid = [entry for entry in entries if entry.payable != ZERO]
    values = {rates.at("unit_value", entry.day) for entry in paid} if rates is not None else set()
    missing = dict.fromkeys(asked for entry in entries for asked in entry.missing)
    cents = sum((entry.cents for entry in entries), ZERO)
    return SessionLine(
        activity=first.activity,
        standing=first.standing,
        status=first.status,
        sessions=tuple(sorted(entry.held.name for entry in entries if entry.held is not None)),
        minutes=sum((entry.recorded for entry in entries), ZERO).outward(),
        payable=sum((entry.payable for entry in entries), ZERO),
        countable=sum((entry.payable.outward() for entry in entries), ZERO),
        unit_values=tuple(sorted(value for value in values if value.__class__ is int)),
        amount=cents.outward() if first.standing is PayStatus.UNDECIDED else cents.rounded(),
        cites=first.cites,
        missing=tuple(missing),
    )


def _at_least_one(users: Interval) -> Interval:
    """How many users there may be, of a session that had at least one."""
    return users.map(lambda number: max(number, 1))
