"""What to look at beside the amounts: sessions that no voucher term covers, and hours beyond those authorised."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from adm_rules._internal.calendar import to_date, week_name, week_of
from adm_rules._internal.compiler.asking import Asked
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.amounts import counted
from adm_rules._internal.money.statement.rates import Rates
from adm_rules._internal.money.statement.sessions import Course, MonthSession, name_of
from adm_rules._internal.money.statement.shapes import Note, TermDays
from adm_rules._internal.money.statement.vouchers import Entry
from adm_rules._internal.texts import Text
from adm_rules._internal.values import count_of, format_value, join_words
from adm_rules._internal.values.bounds import NONE, NOT_YET, ZERO, Interval, limits, members


class Together:
    """The sessions of an agency in a month, by who held them."""

    def __init__(self) -> None:
        self._by_staff: dict[str, dict[int, MonthSession]] = {}
        self._count = 0

    def add(self, course: Course, first: int, last: int) -> None:
        """Add the sessions of an intervention that may begin on some days."""
        for held in course.sessions:
            if not held.unseen and first <= held.day[0] <= last:
                self._count += 1
                for member in held.staff:
                    self._by_staff.setdefault(member, {})[self._count] = held

    def of(self, staff: Iterable[str]) -> Iterator[MonthSession]:
        """Those that some of the staff held, in the order in which they were added."""
        found: dict[int, MonthSession] = {}
        for member in staff:
            found |= self._by_staff.get(member, {})
        return (found[n] for n in sorted(found))


class Notes:
    """Makes the notes on accounts under one voucher."""

    def __init__(self, program: Program, rates: Rates, known: Collection[str]) -> None:
        self.program = program
        self.rates = rates
        #: What the rules ask about: an act that knows no voucher terms, or no authorised hours, misses none.
        self._known = known

    # --- terms --------------------------------------------------------------------------------------------------------

    def terms(self, course: Course, first: int, last: int) -> Iterator[TermDays]:
        """The terms that share a day with the month, in order."""
        ends = self.rates.voucher.last_day
        known = [each.values for each in course.terms if not each.unseen]
        for values in sorted(known, key=lambda v: (v["term_start"], v["term_end"])):
            if values["term_start"] > last or values["term_end"] < first:
                continue
            days = []
            for option, fact in ends.facts.items() if ends is not None else ():
                reading = (
                    self.program.regulation.readings.get(ends.reading or "") if ends is not None else None
                )
                text = reading.options[option].text if reading is not None else Text("", "")
                if values[fact].__class__ is int:
                    days.append((option, text, to_date(values[fact])))
            yield TermDays(
                name_of(values["term_kind"]),
                to_date(values["term_start"]),
                to_date(values["term_end"]),
                tuple(days),
            )

    def coverage(self, course: Course, entries: Iterable[Entry]) -> Iterator[Note]:
        """Sessions that may be payable, by what their voucher term leaves open."""
        days: dict[str, list[int]] = {}
        for entry in entries if "voucher_term" in self._known else ():
            if entry.payable != ZERO and entry.held is not None and entry.held.dated:
                code = _covered(course.terms, entry.day)
                if code:
                    days.setdefault(code, []).append(entry.day)
        for code in sorted(days):
            number, told = len(days[code]), sorted(set(days[code]))
            it, en = (
                text.format(_sessions(number, lang), _days(told, lang))
                for lang, text in zip(("it", "en"), (_COVER[code].it, _COVER[code].en), strict=True)
            )
            yield Note(code, Text(it, en), self.rates.voucher.cites)

    # --- sessions that cannot both have taken place ---------------------------------------------------------------

    def overlaps(self, entries: Iterable[Entry]) -> Iterator[Note]:
        """Sessions of the minor that share some of their time, each with those that it overlaps."""
        for entry in entries:
            if entry.held is not None and entry.clashes:
                names = [each.name for each in entry.clashes]
                texts = (
                    _OVERLAP.in_language(lang).format(entry.held.name, join_words(names, lang))
                    for lang in ("it", "en")
                )
                yield Note("sessions-overlap", Text(*texts), self.rates.cites("pays", entry.day))

    def elsewhere(self, course: Course, there: Together) -> Iterator[Note]:
        """Sessions whose educator was with another minor at the same time, and in no group with both."""
        found = [
            (held, other)
            for held in course.sessions
            for other in there.of(held.staff)
            if other.case != course.case and _is_apart(held, other)
        ]
        if found:
            told = [
                f"{held.name} ({', '.join((*sorted(held.staff & other.staff), other.case, other.name))})"
                for held, other in found
            ]
            texts = (_ELSEWHERE.in_language(lang).format("; ".join(told)) for lang in ("it", "en"))
            yield Note("educator-elsewhere", Text(*texts), self.rates.cites("pays", found[0][0].day[0]))

    # --- hours beyond those authorised --------------------------------------------------------------------------------

    def excess(self, course: Course, first: int, last: int) -> Iterator[Note]:
        """Weeks of the month with more paid hours than were authorised; nothing where every week is within."""
        weeks: dict[int, list[MonthSession]] = {}
        asked = course.sessions if "authorisation" in self._known else ()
        for held in (part for each in asked for part in each.cut("week")):
            if not held.unseen and held.dated and held.delivered is not False and self._is_paid(held):
                weeks.setdefault(week_of(held.day[0]), []).append(held)
        unknown: dict[str, list[int]] = {}
        for monday, sessions in sorted(weeks.items()):
            if not any(first <= held.day[0] <= last for held in sessions):
                continue
            found = self._week(course, monday, sessions)
            if isinstance(found, Note):
                yield found
            elif found:
                unknown.setdefault(found, []).append(monday)
        for code, mondays in sorted(unknown.items()):
            names = [week_name(monday) for monday in mondays]
            texts = (_LIMITS[code].in_language(lang).format(join_words(names, lang)) for lang in ("it", "en"))
            yield Note(code, Text(*texts), self.rates.voucher.cites)

    def _is_paid(self, held: MonthSession) -> bool:
        activity = held.activity
        return activity is None or (
            activity != "transport" and self.rates.pays(activity, held.day[0]) is not False
        )

    def _time(self, held: MonthSession) -> Interval:
        """The time of a session that counts, or may count, towards the hours authorised."""
        sure = held.delivered and held.activity and self.rates.pays(held.activity, held.day[0])
        return held.minutes if sure else held.minutes.or_nothing()

    def _week(self, course: Course, monday: int, sessions: Sequence[MonthSession]) -> Note | str:
        """A note on one week, or only its code; nothing where the hours are within those authorised."""
        done = sum((self._time(held) for held in sessions), ZERO)
        done = Interval(max(done.lo - _counted_twice(sessions), 0), done.hi)
        days = {held.day[0] for held in sessions}
        granted = _in_force(course.authorisations, days, "authorised_from", "authorised_last_day")
        if not granted:
            return "not-authorised"
        weekly = [counted(each.values["authorised_time"]) for each in granted]
        limit = max(each.lo for each in weekly)
        if done.hi <= limit:
            return ""
        if not (done.decided and all(each.decided for each in weekly)):
            return "authorisation-unknown"
        return self._told(course, _Week(monday, int(done.lo), int(limit), frozenset(days)))

    def _told(self, course: Course, week: _Week) -> Note:
        texts = []
        for lang in ("it", "en"):
            time = [format_value("minutes", m, lang) for m in (week.done, week.limit, week.done - week.limit)]
            words = [_EXCESS.in_language(lang).format(week_name(week.monday), *time)]
            words.append(self._derogation(course, week, lang))
            excess = self.rates.voucher.excess
            words += [excess.text.in_language(lang)] if excess is not None else []
            texts.append(" ".join(words))
        excess = self.rates.voucher.excess
        cites = excess.cites if excess is not None else self.rates.voucher.cites
        return Note("excess", Text(*texts), cites)

    def _derogation(self, course: Course, week: _Week, lang: str) -> str:
        """Which derogation may cover the hours of a week, and who pays for it."""
        found = [
            each
            for each in _in_force(course.answers["derogation"], week.days, "derogation_from", "derogation_to")
            if _concerns(each, course)
        ]
        known = [each for each in found if not each.unseen]
        if not known:
            return (_MAYBE_DEROGATED if found else _NOT_DEROGATED).in_language(lang)
        roles = self.program.names_in("role") or {}
        told = []
        for each in known:
            payer = name_of(each.values["derogation_payer"])
            who = roles[payer].in_language(lang) if payer else _NOBODY.in_language(lang)
            time = each.values["derogation_weekly_time"]
            most = format_value("minutes", time, lang) if time.__class__ is int else "?"
            told.append(
                _DEROGATION.in_language(lang).format(name_of(each.values["derogation_id"]) or "–", most, who)
            )
        return " ".join(sorted(told))


@dataclass(frozen=True, slots=True, repr=False)
class _Week:
    """A week with more hours than its limit."""

    monday: int
    done: int
    limit: int
    days: frozenset[int]


def _in_force(asked: Iterable[Asked], days: Iterable[int], first: str, last: str) -> list[Asked]:
    """The records that are, or may be, in force on one of the days."""
    found = []
    for each in asked:
        start, end = each.values[first], each.values[last]
        low = -1 if start is NONE else limits(start)[0]
        high = NOT_YET if end is NONE else limits(end)[1]
        if any(low <= day <= high for day in days):
            found.append(each)
    return found


def _concerns(each: Asked, course: Course) -> bool:
    """Whether a derogation is, or may be, about the hours of an intervention."""
    _, possible = members(each.values["derogation_scope"])
    tied = name_of(each.values["derogation_intervention"])
    return (possible is None or "weekly_cap" in possible) and (not tied or tied == course.intervention)


def _counted_twice(sessions: Iterable[MonthSession]) -> int:
    """The minutes of sessions of one minor that others of them cover as well."""
    counted, twice = list[MonthSession](), 0
    for held in sessions:
        if held.timed:
            twice += held.shared_minutes([each for each in counted if held.overlaps(each)])
            counted.append(held)
    return twice


def _is_apart(held: MonthSession, other: MonthSession) -> bool:
    """Whether two sessions that took place, or may have, share staff and time, and no group."""
    may_be = held.delivered is not False and other.delivered is not False
    together = bool(held.group) and held.group == other.group
    shared = bool(held.staff & other.staff) and held.timed and other.timed
    return may_be and shared and not together and held.overlaps(other)


def _covered(terms: Sequence[Asked], day: int) -> str:
    """What the voucher terms leave open about a day; nothing where one covers it with its budget checked."""
    holding = [
        each
        for each in terms
        if not each.unseen and each.values["term_start"] <= day <= each.values["term_end"]
    ]
    if not holding:
        unseen = any(each.unseen and limits(each.values["term_start"])[0] <= day for each in terms)
        return "term-unknown" if unseen else "outside-term"
    checks = [each.values["budget_checked_on"] for each in holding]
    if any(check.__class__ is int and check <= day for check in checks):
        return ""
    sure: Callable[[Any], bool] = lambda check: check is NONE or limits(check)[0] > day  # noqa: E731
    return "budget-not-checked" if all(sure(check) for check in checks) else "budget-check-unknown"


def _sessions(number: int, lang: str) -> str:
    one, many = ("accesso", "accessi") if lang == "it" else ("session", "sessions")
    return f"{number} {one if number == 1 else many}"


def _days(days: Sequence[int], lang: str) -> str:
    if len(days) > 6:
        ends = [format_value("date", day, lang) for day in (days[0], days[-1])]
        counted = count_of(len(days), "days", lang)
        return f"{counted}, {ends[0]} – {ends[1]}"
    return join_words([format_value("date", day, lang) for day in days], lang)


_COVER = {
    "outside-term": Text(
        "{0} fuori dai periodi di voucher registrati ({1}): l'atto non dice se si paghino.",
        "{0} outside the recorded voucher terms ({1}): the act does not say whether they are paid.",
    ),
    "term-unknown": Text(
        "{0} di cui non si sa se un periodo di voucher li copra ({1}): i periodi non sono tutti noti.",
        "{0} that a voucher term may or may not cover ({1}): not all terms are known.",
    ),
    "budget-not-checked": Text(
        "{0} prima che risulti verificato il budget del periodo di voucher ({1}).",
        "{0} before the budget of the voucher term is recorded as checked ({1}).",
    ),
    "budget-check-unknown": Text(
        "{0} in periodi di voucher di cui non si sa se il budget fosse già verificato ({1}).",
        "{0} in voucher terms whose budget may or may not have been checked by then ({1}).",
    ),
}
_OVERLAP = Text(
    "L'accesso {0} si sovrappone a {1}: l'importo più basso conta una volta sola il tempo in comune.",
    "The session {0} overlaps {1}: the lowest amount counts the time that they share only once.",
)
_ELSEWHERE = Text(
    "Un educatore risulta nello stesso tempo con un altro minore, senza un gruppo: {0}.",
    "An educator is recorded with another minor at the same time, without a group: {0}.",
)
_LIMITS = {
    "authorisation-unknown": Text(
        "Non si può dire se le ore svolte stiano in quelle autorizzate: {0}.",
        "Whether the hours delivered lie within those authorised cannot be told: {0}.",
    ),
    "not-authorised": Text(
        "Nessuna autorizzazione delle ore settimanali copre: {0}.",
        "No authorisation of weekly hours covers {0}.",
    ),
}
_EXCESS = Text(
    "Settimana {0}: svolte {1}, autorizzate {2}, cioè {3} in più.",
    "Week {0}: {1} delivered, {2} authorised, that is {3} more.",
)
_DEROGATION = Text("Deroga {0}: fino a {1}, a carico di: {2}.", "Derogation {0}: up to {1}, paid by: {2}.")
_NOT_DEROGATED = Text("Nessuna deroga lo consente.", "No derogation allows it.")
_MAYBE_DEROGATED = Text(
    "Non si sa se una deroga lo consenta.", "Whether a derogation allows it is not known."
)
_NOBODY = Text("non indicato", "not stated")
