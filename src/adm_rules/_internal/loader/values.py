"""Reads values, amounts, days and citations of a rule file, and what an act sets anew each year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.calendar import last_day_of_term, to_date, year_of, yearly_day
from adm_rules._internal.citations import Citation, from_data
from adm_rules._internal.dataclass import replace
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.names import NAMES, members_of
from adm_rules._internal.rules import Amount, EachYear, NotSet, Path, Value, Version
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS, QuantityError, parse_amount

#: Kinds that a value can have.
VALUE_KINDS = tuple(kind.name for kind in KINDS.values() if kind.declared)
#: Kinds whose values may be those of an indicator.
MEASURES = ("money", "number")


def read_day(data: Any, path: Path, faults: Faults) -> int | None:
    """A date as an ordinal, or None after reporting that it is none."""
    try:
        if isinstance(data, str) and len(data) == len("YYYY-MM-DD"):
            return date.fromisoformat(data).toordinal()
    except ValueError:
        pass
    faults.add("bad-date", "this is not a date", path, "write it as YYYY-MM-DD")
    return None


def read_citation(data: Any, path: Path, faults: Faults) -> Citation:
    """The place in the act that something is taken from."""
    citation, wrong = from_data(data, path)
    for fault in wrong:
        faults.add(fault.code, fault.message, fault.path, fault.help)
    return citation or Citation()


def read_not_set(data: Any, path: Path, faults: Faults) -> NotSet:
    """The body that must set a number, and what to ask it for."""
    body = faults.mapping(data, path, ("by", "asks"))
    if body is None:
        return NotSet(Text("", ""), Text("", ""))
    return NotSet(faults.text(body["by"], (*path, "by")), faults.text(body["asks"], (*path, "asks")))


def value_like(name: str, kind: str, names: str | None) -> str:
    """A value of a kind as a rule file writes it: what whoever lacks it can copy and fill in."""
    form = KINDS[kind].form
    member = next(iter(members_of(names)), "\N{HORIZONTAL ELLIPSIS}")
    amount = form.example if form is not None else f"[{member}]" if kind == "set" else member
    quoted = f'"{amount}"' if ":" in amount else amount
    of = f"of: {names}, " if names is not None else ""
    return (
        f"{name}: {{kind: {kind}, {of}label: {{it: \N{HORIZONTAL ELLIPSIS}, en: \N{HORIZONTAL ELLIPSIS}}}, "
        f'history: [{{is: {quoted}, cites: {{article: "\N{HORIZONTAL ELLIPSIS}"}}}}]}}'
    )


def read_value(name: str, data: Any, path: Path, faults: Faults) -> Value | None:
    """One named limit with its history."""
    body = faults.mapping(data, path, ("kind", "label"), ("history", "not_set", "each_year", "cites", "of"))
    if body is None:
        return None
    kind = faults.choice(body["kind"], VALUE_KINDS, (*path, "kind"), "count")
    of = faults.word(body["of"], (*path, "of")) or None if body.get("of") is not None else None
    names, indicator = (None, of) if kind in MEASURES else (of, None)
    if names is not None and names not in NAMES and names not in faults.own_names:
        faults.unknown("name list", names, {*NAMES, *faults.own_names}, (*path, "of"), at_key=False)
        names = None
    if indicator is not None and indicator not in faults.indicators:
        faults.unknown("indicator", indicator, faults.indicators, (*path, "of"), at_key=False)
    if ("history" in body or "each_year" in body) == ("not_set" in body):
        faults.add(
            "wrong-shape",
            f"`{name}` needs either `history` or `not_set`",
            path,
            "a number that no act sets is `not_set`; one that is set anew each year has `each_year`",
        )
    entries = faults.items(body.get("history"), (*path, "history"))
    history = [
        read_entry(kind, names, entry, (*path, "history", n), faults) for n, entry in enumerate(entries)
    ]
    value = Value(
        name,
        kind,
        faults.text(body["label"], (*path, "label")),
        tuple(entry for entry in history if entry is not None),
        read_not_set(body["not_set"], (*path, "not_set"), faults) if "not_set" in body else None,
        read_citation(body["cites"], (*path, "cites"), faults) if "cites" in body else None,
        path,
        names,
        indicator,
    )
    check_history(value.history, faults)
    return value


def read_entry(kind: str, names: str | None, data: Any, path: Path, faults: Faults) -> Amount | None:
    """One dated amount of a value."""
    body = faults.mapping(data, path, (), ("from", "until", "is", "by_reading", "not_set", "cites"))
    if body is None:
        return None
    if sum(key in body for key in ("is", "by_reading", "not_set")) != 1:
        faults.add("wrong-shape", "an entry has one of `is`, `by_reading`, `not_set`", path)
        return None
    if "cites" not in body:
        faults.add("uncited-value", "an amount needs its citation", path, "add `cites: {article: …}`")
    return Amount(
        day_from=read_day(body["from"], (*path, "from"), faults) if "from" in body else None,
        day_until=read_day(body["until"], (*path, "until"), faults) if "until" in body else None,
        amount=read_amount(kind, body["is"], (*path, "is"), faults, names) if "is" in body else None,
        cites=read_citation(body["cites"], (*path, "cites"), faults) if "cites" in body else None,
        path=path,
        by_reading=_amounts_by_reading(kind, names, body["by_reading"], (*path, "by_reading"), faults)
        if "by_reading" in body
        else None,
        not_set=read_not_set(body["not_set"], (*path, "not_set"), faults) if "not_set" in body else None,
    )


def _amounts_by_reading(
    kind: str, names: str | None, data: Any, path: Path, faults: Faults
) -> tuple[str, Mapping[str, Any]] | None:
    told = faults.by_reading(data, path, "amount")
    if told is None:
        return None
    reading, options = told
    amounts = {
        option: read_amount(kind, raw, (*path, reading, option), faults, names)
        for option, raw in options.items()
    }
    return reading, MappingProxyType(amounts)


def read_amount(kind: str, raw: Any, path: Path, faults: Faults, names: str | None = None) -> Any:
    """An amount of a kind, inside units; None after reporting what is wrong with it."""
    if kind == "set":
        return frozenset(_members([str(item) for item in faults.items(raw, path)], names, path, faults))
    if kind == "enum":
        (member,) = _members([str(raw)], names, path, faults)
        return member
    try:
        return parse_amount(kind, raw)
    except QuantityError as error:
        faults.add("bad-amount", error.message, path, error.help)
        return None


def _members(written: list[str], names: str | None, path: Path, faults: Faults) -> list[str]:
    """The members of a list of names, each in its one form."""
    own = faults.own_names.get(names or "", {})
    members = [faults.member(each, names, own, (*path, n)) for n, each in enumerate(written)]
    if len(set(members)) != len(members):
        faults.add("duplicate-member", "a member stands twice", path)
    return members


def _one_after_the_other(previous: Amount | Version, entry: Amount | Version) -> str:
    """How two entries of which the second does not begin after the first come to follow one another."""
    if entry.day_from is None or entry.day_from <= (previous.day_from or 0):
        return "order the entries by `from`; only the first may leave it out"
    eve = to_date(entry.day_from - 1).isoformat()
    return f"the entry before it ends on the eve: `until: {eve}`, or no `until`"


def check_history(history: Sequence[Amount | Version], faults: Faults) -> None:
    """Entries follow one another in time, and none ends before it starts."""
    previous: Amount | Version | None = None
    for entry in history:
        if entry.day_until is not None and entry.day_from is not None and entry.day_until < entry.day_from:
            help = "`until` is its last day: on the day of `from`, or after it"
            faults.add("end-before-start", "this amount ends before it starts", (*entry.path, "until"), help)
        if previous is not None:
            ends = previous.day_until if previous.day_until is not None else previous.day_from or 0
            if entry.day_from is None or entry.day_from <= ends:
                faults.add(
                    "history-order",
                    "a history goes forward in time, without overlaps",
                    entry.path,
                    _one_after_the_other(previous, entry),
                )
        previous = entry


# --- amounts of single years ------------------------------------------------------------------------------------------

#: The day on which a year ends where nothing else is said.
_NEW_YEARS_EVE: Final = (12, 31)
_MONTHS: Final = 12


def read_each_year(data: Any, path: Path, faults: Faults) -> EachYear:
    """Who sets an amount each year, and the day on which its year ends."""
    body = faults.mapping(data, path, ("by", "asks"), ("ends",))
    if body is None:
        return EachYear(NotSet(Text("", ""), Text("", "")), _NEW_YEARS_EVE)
    ends = read_amount("month_day", body["ends"], (*path, "ends"), faults) if "ends" in body else None
    by, asks = (faults.text(body[key], (*path, key)) for key in ("by", "asks"))
    return EachYear(NotSet(by, asks), ends or _NEW_YEARS_EVE)


def read_dated(name: str, data: Any, path: Path, faults: Faults) -> Value | None:
    """One named limit, which may be set anew each year."""
    value = read_value(name, data, path, faults)
    if value is None or "each_year" not in data:
        return value
    return yearly(value, read_each_year(data["each_year"], (*path, "each_year"), faults), faults)


def yearly(value: Value, each_year: EachYear, faults: Faults) -> Value:
    """A value that is set each year: not set on every day that no entry is for."""
    if not value.history:
        return replace(value, not_set=each_year.gap, each_year=each_year)
    closed = ended(value.history, each_year, faults)
    return replace(value, history=tuple(_filled(closed, each_year)), each_year=each_year)


def ended(history: Sequence[Amount], each_year: EachYear, faults: Faults) -> tuple[Amount, ...]:
    """Entries that end with their year at the latest."""
    return tuple(_ended(entry, each_year, faults) for entry in history)


def _ended(entry: Amount, each_year: EachYear, faults: Faults) -> Amount:
    if entry.day_from is None:
        help = "add `from:`, the first day of its year"
        faults.add("beyond-its-year", "what is set each year is not in force since ever", entry.path, help)
        return entry
    last = _year_end(entry.day_from, each_year.ends)
    most = max(last, last_day_of_term(entry.day_from, _MONTHS))
    if entry.day_until is not None and entry.day_until > most:
        help = f"end it by {to_date(most)}; the next year has an entry of its own"
        faults.add("beyond-its-year", "what is set each year holds for one", (*entry.path, "until"), help)
    return replace(entry, day_until=entry.day_until or last)


def _year_end(day: int, ends: tuple[int, int]) -> int:
    """The last day of the year that a day belongs to."""
    year = year_of(day)
    return next(end for end in (yearly_day(year + n, *ends) for n in (0, 1)) if end >= day)


def _filled(history: Sequence[Amount], each_year: EachYear) -> Iterator[Amount]:
    """Entries with what nobody has set before, between and after them."""
    free: int | None = None
    for entry in history:
        if free is None or (entry.day_from or 0) > free:
            until = None if entry.day_from is None else entry.day_from - 1
            yield _gap(each_year, entry.path, free, until)
        yield entry
        free = None if entry.day_until is None else entry.day_until + 1
    yield _gap(each_year, history[-1].path, free, None)


def _gap(each_year: EachYear, path: Path, first: int | None, last: int | None) -> Amount:
    return Amount(first, last, None, None, path, not_set=each_year.gap)
