"""Deadlines as an iCalendar file (RFC 5545) that tells nothing of the child.

All-day events, because clients show those and ignore to-dos; they leave their day free. The same duty has the same UID
on every day that it is looked at, and a higher SEQUENCE on a later one, so that a client changes its event instead
of adding another; what is settled since then is cancelled. UIDs are made with the caller's key: without it nobody can
tell, or guess and confirm, what they stand for.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from types import ModuleType
from typing import Any, Final, cast

from adm_rules._internal.arguments import as_day, as_items, as_name
from adm_rules._internal.deadlines import Deadline, DueList
from adm_rules._internal.diagnostics import AdmRulesError, ArgumentError
from adm_rules._internal.render.due_words import (
    WORDS,
    day_text,
    place_text,
    readings_text,
    state_text,
    term_text,
)
from adm_rules._internal.render.form import Format
from adm_rules._internal.render.pen import Answers, Page

#: Bytes that a key has at least: shorter ones can be guessed.
KEY_BYTES: Final = 16
#: How long before its day a deadline is called to mind: in the morning of these days.
_ALARMS: Final = (timedelta(days=7), timedelta(days=1))
_MORNING: Final = timedelta(hours=9)
#: From here SEQUENCE counts days.
_FIRST_DAY: Final = date(2000, 1, 1)


def deadlines_ics(
    deadlines: Iterable[Deadline], *, on: date, key: bytes | None = None, lang: str = "it"
) -> bytes:
    """The deadlines that have a day as an iCalendar file, as seen on ``on``.

    ``key`` is the office's secret, at least `KEY_BYTES` long and the same every time. Only what stands in no case may
    do without.

    Raises:
        AdmRulesError: the key is missing, no bytes or too short, there are no such deadlines, day or language, or the
            package ``icalendar`` is not installed.
    """
    words, on = WORDS.in_language(lang), as_day(on, "on")
    given = as_items(deadlines, "deadlines")
    if not all(isinstance(each, Deadline) for each in given):
        raise ArgumentError("`deadlines` are those that `RuleSet.deadlines` gives")
    if any(each.trial for each in given):
        raise AdmRulesError(
            "these are days of a trial, which nobody has adopted: they belong into no calendar"
        )
    found = [each for each in given if each.effective is not None]
    _check(key, found)
    library = _library()
    calendar = library.Calendar()
    calendar.add("prodid", "-//adm_rules//deadlines//" + lang.upper())
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words["calendar"])
    used: Counter[str] = Counter()
    for each in found:
        used[each.duty] += 1
        uid = _digest(key, "duty", each.duty, str(used[each.duty]))[:40]
        calendar.add_component(_event(library, each, uid, on, key, lang))
    return bytes(calendar.to_ical())


def pseudonym(root: str, root_id: str, key: bytes) -> str:
    """What a calendar calls a file: who has the key can find the file again, nobody else can.

    Raises:
        AdmRulesError: the key is no bytes, or too short, or another argument is no text.
    """
    _check(key, ())
    return _digest(key, "file", as_name(root, "root"), as_name(root_id, "root_id"))[:8]


def _check(key: bytes | None, deadlines: Iterable[Deadline]) -> None:
    if key is not None and not isinstance(key, bytes):
        raise ArgumentError("`key` is bytes, such as `secrets.token_bytes(32)` gives once")
    if key is not None and len(key) < KEY_BYTES:
        raise AdmRulesError(f"the key of a calendar has at least {KEY_BYTES} bytes, drawn at random")
    if key is None and any(each.root == "case" for each in deadlines):
        raise AdmRulesError(
            "the calendar of a case needs a key, so that nothing in it leads to the child: "
            f"give at least {KEY_BYTES} bytes drawn at random, always the same ones"
        )


def _library() -> ModuleType:
    try:
        import icalendar
    except ImportError:
        raise AdmRulesError(
            "a calendar is written with the package `icalendar`: pip install 'adm_rules[ics]'"
        ) from None
    return icalendar


def _digest(key: bytes | None, *parts: str) -> str:
    return hmac.new(key or b"", "\x1f".join(parts).encode(), "sha256").hexdigest()


def _event(library: ModuleType, each: Deadline, uid: str, on: date, key: bytes | None, lang: str) -> Any:
    day = each.effective or on
    event = library.Event()
    event.add("uid", f"{uid}@adm-rules")
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("sequence", max(0, (on - _FIRST_DAY).days))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", each.title.in_language(lang))
    event.add("description", "\n".join(_description(each, on, key, lang)))
    event.add("status", "CANCELLED" if each.settled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if not each.settled:
        for before in _ALARMS:
            if day - before >= on:
                event.add_component(_alarm(library, each, before, lang))
    return event


def _alarm(library: ModuleType, each: Deadline, before: timedelta, lang: str) -> Any:
    alarm = library.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", WORDS.in_language(lang)["alarm"].format(each.title.in_language(lang)))
    alarm.add("trigger", _MORNING - before)
    return alarm


def _description(each: Deadline, on: date, key: bytes | None, lang: str) -> Iterator[str]:
    """What is due, from which kind of event, its days, how it stands, the article; and the file, by its pseudonym."""
    words = WORDS.in_language(lang)
    yield words["what"].format(each.what.in_language(lang))
    if each.anchor is not None:
        yield words["since"].format(each.anchor.label.in_language(lang))
    yield from _days(each, lang)
    yield words["state"].format(day_text(on, lang), state_text(each, lang))
    if each.derogated or each.applies is None:
        said = words["derogated" if each.derogated else "unsure"]
        yield said[:1].upper() + said[1:]
    term = term_text(each, lang)
    if term:
        yield term
    yield from readings_text(each, lang)
    if each.before is not None:
        yield words["before"].format(each.before.in_language(lang))
    if each.citation is not None:
        yield words["place"].format(f"{place_text(each, lang)} ({each.rule})")
    if key is not None:
        yield words["file"].format(pseudonym(each.root, each.root_id, key))


def _days(each: Deadline, lang: str) -> Iterator[str]:
    words = WORDS.in_language(lang)
    effective = day_text(each.effective, lang) if each.effective else ""
    if each.nominal is None or each.nominal == each.effective:
        yield words["day"].format(effective)
    else:
        yield words["moved"].format(day_text(each.nominal, lang), effective)


def _blocks(answers: Answers[DueList], page: Page) -> Iterator[str]:
    found = [each for _, due in answers.each for each in due.deadlines]
    made = deadlines_ics(found, on=cast("date", answers.on), key=page.key, lang=page.lang)
    yield made.decode().removesuffix("\n")


ICS: Final = Format(
    "ics", ".ics", "iCalendar for a calendar", lambda kind: kind is DueList, _blocks, whole=True
)
