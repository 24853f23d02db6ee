"""The voucher of a group and of an outing's transport, divided among the users so that the cents add up.

A group session is one for all cases whose records name the same agency, group and start. Its voucher is hours × unit
value × educators, divided among the users present in equal parts; the cents left over go one each to the first users
in order of case id (the largest remainder, since equal parts have equal remainders). An outing is the transport of
one group on one day, there and back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.statement.rates import Rates
from adm_rules._internal.money.statement.sessions import Course, MonthSession, ask
from adm_rules._internal.report import Missing
from adm_rules._internal.report.form.stored import KeptPart
from adm_rules._internal.texts import Text
from adm_rules._internal.values.bounds import ZERO, Interval, exactly, hull

#: A session, and the intervention that it belongs to.
Record = tuple[Course, MonthSession]


@dataclass(frozen=True, slots=True, repr=False)
class UserShare:
    """What falls to one user: payable time and cents; ``sure`` tells that something does for certain."""

    minutes: Interval
    cents: Interval
    missing: tuple[Missing, ...]
    sure: bool = True

    def perhaps(self, *missing: Missing) -> UserShare:
        """The part of a user of whom it is not sure that any falls to them."""
        asked = (*self.missing, *missing)
        return UserShare(self.minutes.or_nothing(), self.cents.or_nothing(), asked, sure=False)


@dataclass(frozen=True, slots=True, repr=False)
class GroupShare(KeptPart):
    """One group session, or one outing: what there is to divide, among how many, and what users not given would have.

    ``given`` counts the users whose files were given. ``disagreements`` say where the records of one session differ.
    """

    ALSO = ("not_given",)

    agency: str | None
    group: str | None
    start: str
    outing: bool
    minutes: Interval
    educators: Interval
    users: Interval
    given: int
    total: Interval
    rest: Interval
    disagreements: tuple[Text, ...]

    def __repr__(self) -> str:
        return f"<GroupShare {'outing' if self.outing else 'session'}>"

    @property
    def not_given(self) -> Interval:
        """How many users' files were not given."""
        return (self.users - exactly(self.given)).map(lambda number: max(number, 0))


class Groups:
    """All that is divided among users, of one set of courses under one voucher."""

    def __init__(self, program: Program, rates: Rates, records: Iterable[Record], agency: bool) -> None:
        self.program = program
        self.rates = rates
        self.agency = agency
        self.shares: list[GroupShare] = []
        #: What falls to each session's user, by session; of an outing, by the session that it is told with.
        self.parts: dict[int, UserShare] = {}
        self.outings: dict[int, UserShare] = {}
        listed = sorted(records, key=lambda record: (record[0].key, record[1].order))
        for shared in self._gathered(listed, "group", _of_session):
            self._divide(shared)
        #: The cases and days that an outing was told for.
        self._driven: set[tuple[str, int]] = set()
        outings = sorted(self._gathered(listed, "transport", _of_day), key=_is_unnamed)
        for shared in outings:
            self._grant(shared)

    def _gathered(
        self, records: Sequence[Record], activity: str, key: Callable[[Record], object]
    ) -> Iterator[list[Record]]:
        """Records of one session or of one outing; an outing takes in the group sessions of the day.

        Work that is not known, of a minor of the group, may have been this one.
        """
        found: dict[object, list[Record]] = {}
        wanted = {"group", "transport"} if activity == "transport" else {"group"}
        for record in records:
            held = record[1]
            may_be = held.activity in wanted or (held.activity is None and bool(held.group))
            if held.delivered is not False and may_be and self._is_shared(held, activity):
                found.setdefault(key(record), []).append(record)
        yield from (each for each in found.values() if any(held.activity in wanted for _, held in each))

    def _is_shared(self, held: MonthSession, what: str) -> bool:
        day = held.day[0]
        if what == "group":
            return self.rates.pays("group", day) is True and self.rates.at("group", day) in _DIVISIONS
        paid_by_the_hour = self.rates.pays("transport", day) is not False
        named = bool(held.group) or held.activity == "group"
        return named and self.rates.flat(day) is not None and not paid_by_the_hour

    # --- group sessions -----------------------------------------------------------------------------------------------

    def _divide(self, records: list[Record]) -> None:
        day = records[0][1].day[0]
        firsts, repeated = _by_case(records)
        minutes, told = _agreed([held.minutes for _, held in firsts], _LENGTH)
        educators, more = _agreed([held.counts("educators_present") for _, held in firsts], _EDUCATORS)
        users, most = self._users(firsts)
        total = self.rates.worth(minutes * educators, day)
        present = self.rates.at("group", day) == "present"
        cuts = _cut(total, users, firsts) if present else [self._by_ratio(held) for _, held in firsts]
        missing = self._missing(firsts, minutes, educators, users)
        if not missing and not all(cents.decided or cents.lowest is None for cents in cuts):
            missing = (_OTHERS,)
        for (_, held), cents in zip(firsts, cuts, strict=True):
            time = minutes * educators / users if present else held.minutes * held.ratio()
            asked = missing if present else self._missing_ratio(held)
            self.parts[id(held)] = _perhaps(UserShare(time, cents, asked), held)
        for (_, held), again in repeated:
            self.parts[id(held)] = self.parts[id(again)].perhaps(twice(held.name))
        disagreements = (*told, *more, *most)
        self._tell(firsts, total, users, cuts, minutes, educators, disagreements)

    def _by_ratio(self, held: MonthSession) -> Interval:
        return self.rates.worth(held.minutes * held.ratio(), held.day[0])

    def _users(self, firsts: Sequence[Record]) -> tuple[Interval, tuple[Text, ...]]:
        """How many users there were: as recorded, but no fewer than the cases that were there for certain."""
        users, told = _agreed([held.counts("users_present") for _, held in firsts], _USERS)
        there = sum(held.sure for _, held in firsts) or 1
        if users.lo >= there:
            return users, told
        if users.hi >= there:
            return Interval(there, users.hi), told
        return Interval(max(users.lo, 1), there), (*told, _MORE_CASES)

    def _missing(
        self, firsts: Sequence[Record], minutes: Interval, educators: Interval, users: Interval
    ) -> tuple[Missing, ...]:
        name, found = firsts[0][1].name, list[Missing]()
        if not minutes.decided:
            found.append(ask(self.program, "session_end", name))
        if not educators.decided:
            found.append(ask(self.program, "educators_present", name) if self.agency else _AGENCY)
        if not users.decided:
            found.append(ask(self.program, "users_present", name))
        return tuple(found)

    def _missing_ratio(self, held: MonthSession) -> tuple[Missing, ...]:
        return () if held.ratio().decided else (ask(self.program, "group_ratio", held.name),)

    # --- outings ------------------------------------------------------------------------------------------------------

    def _grant(self, records: list[Record]) -> None:
        """One flat time for the outing, if there was one: a session that tells of transport, or one recorded as it.

        A group that is not known may be that of another outing of the day, which is not granted again.
        """
        truths = {held.transported if held.sure else _doubtful(held.transported) for _, held in records}
        day = records[0][1].day[0]
        flat = self.rates.flat(day)
        if truths == {False} or flat is None:
            return
        tellers, _ = _by_case(
            sorted(records, key=lambda r: (r[0].case, r[1].activity != "transport", r[1].order))
        )
        together = [record for record in records if record[1].activity == "group"] or records
        users, told = self._users(_by_case(together)[0])
        if users.hi < len(tellers):
            users, told = hull([users, exactly(len(tellers))]), (*told, _MORE_CASES)
        again = _is_unnamed(records) and any((course.case, day) in self._driven for course, _ in records)
        self._driven |= {(course.case, day) for course, _ in tellers}
        total, sure = self.rates.worth(flat, day), True in truths and not again
        cuts = _cut(total, users, tellers)
        time = flat / users
        fact = "group_id" if again else "transport_provided"
        asked = () if sure else (ask(self.program, fact, tellers[0][1].name),)
        if not users.decided:
            asked = (*asked, ask(self.program, "users_present", tellers[0][1].name))
        elif sure and not all(each.decided or each.lowest is None for each in cuts):
            asked = (_OTHERS,)
        for (_, held), cents in zip(tellers, cuts, strict=True):
            part = _perhaps(UserShare(time, cents, asked), held)
            self.outings[id(held)] = part if sure else part.perhaps()
        whole = total if sure else total.or_nothing()
        self._tell(tellers, whole, users, cuts if sure else (), flat, exactly(1), told, outing=True)

    # --- what is told of it -------------------------------------------------------------------------------------------

    def _tell(  # noqa: PLR0913, PLR0917 - what a share is made of
        self,
        firsts: Sequence[Record],
        total: Interval,
        users: Interval,
        cuts: Sequence[Interval],
        minutes: Interval,
        educators: Interval,
        disagreements: tuple[Text, ...],
        *,
        outing: bool = False,
    ) -> None:
        course, held = firsts[0]
        sure = sum(each.sure for _, each in firsts)
        cents = total.rounded() if sure else total.or_nothing().rounded()
        self.shares.append(
            GroupShare(
                course.agency, held.group, held.name, outing,
                minutes.outward(), educators.outward(), users.outward(), len(firsts), cents,
                _rest(cents, users, len(firsts), cuts if sure == len(firsts) else ()), disagreements,
            )
        )  # fmt: skip


# --- dividing ---------------------------------------------------------------------------------------------------------


def _cut(total: Interval, users: Interval, firsts: Sequence[Record]) -> list[Interval]:
    """The cents of each user that was given, in order of case id.

    Who has the cents left over is known when everybody who was there is.
    """
    cents = total.rounded()
    if not (cents.decided and users.decided):
        return [(cents / users).outward()] * len(firsts)
    each, left = divmod(cents.lo, users.lo)
    if users == exactly(len(firsts)) and all(held.sure for _, held in firsts):
        return [exactly(each + (n < left)) for n in range(len(firsts))]
    return [Interval(each, each + (left > 0))] * len(firsts)


def _rest(cents: Interval, users: Interval, given: int, cuts: Sequence[Interval]) -> Interval:
    """What belongs to users whose files were not given: the whole less what falls to the others."""
    if cuts and users.hi <= given:
        return ZERO
    if not (cuts and cents.decided and users.decided):
        return cents.or_nothing()
    whole, number = cents.lo, users.lo
    each, left = divmod(whole, number)
    most, least = min(left, given), max(0, left - (number - given))
    return Interval(whole - each * given - most, whole - each * given - least)


def _by_case(records: Iterable[Record]) -> tuple[list[Record], list[tuple[Record, MonthSession]]]:
    """The first record of each case, in order of case id; and those that say the same again, with the first one."""
    firsts: dict[str, Record] = {}
    repeated = []
    for record in records:
        first = firsts.setdefault(record[0].case, record)
        if first is not record:
            repeated.append((record, first[1]))
    return [firsts[case] for case in sorted(firsts)], repeated


def _agreed(ranges: Sequence[Interval], told: Text) -> tuple[Interval, tuple[Text, ...]]:
    """What several records say of one thing: those that know it prevail; when they differ, anything between them."""
    known = [each for each in ranges if each.decided]
    if known:
        different = len(set(known)) > 1
        return hull(known), ((told,) if different else ())
    lowest, highest = max(each.lo for each in ranges), min(each.hi for each in ranges)
    if highest < lowest:
        return Interval(highest, lowest), (told,)
    return Interval(lowest, highest), ()


def _perhaps(part: UserShare, held: MonthSession) -> UserShare:
    """The part of a user who may not have been there."""
    return part if held.sure else part.perhaps()


def _doubtful(truth: bool | None) -> bool | None:
    return None if truth else truth


def _of_session(record: Record) -> object:
    course, held = record
    return (course.agency, held.group, held.start) if held.group else id(held)


def _of_day(record: Record) -> object:
    course, held = record
    return (course.agency, held.group, held.day) if held.group else id(held)


def _is_unnamed(records: Sequence[Record]) -> bool:
    """Whether the group of a session, or of an outing, is not known."""
    return records[0][1].group is None


def twice(name: str) -> Missing:
    """What to ask about a session that says the same as another one."""
    text = Text("se lo stesso accesso è registrato due volte", "whether one session is recorded twice")
    return Missing("session", name, text)


_AGENCY: Final = Missing(
    "agency",
    "",
    Text(
        "il file dell'agenzia (ruoli degli operatori presenti)",
        "the agency's file (roles of the staff present)",
    ),
)
_LENGTH: Final = Text("la durata dell'attività di gruppo", "how long the group activity lasted")
_EDUCATORS: Final = Text("il numero di educatori presenti", "how many educators were present")
_USERS: Final = Text("il numero di minori presenti", "how many minors were present")
_MORE_CASES: Final = Text(
    "i casi dati sono più dei minori registrati come presenti",
    "more cases were given than minors are recorded as present",
)
_OTHERS: Final = Missing(
    "case",
    "",
    Text(
        "i casi degli altri minori del gruppo (per i centesimi)",
        "the cases of the group's other minors (for the cents)",
    ),
)
#: The ways in which the voucher of a group may be divided.
_DIVISIONS: Final = ("present", "ratio")
