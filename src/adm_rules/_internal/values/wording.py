"""Amounts in words, in Italian (the default) and in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from adm_rules._internal.calendar import MINUTES_PER_DAY, clock_text, instant_to_local, to_date, to_day
from adm_rules._internal.texts import ELIDED, LIKE_A_VOWEL, Catalogue, Counted, Text, as_elided, grouped
from adm_rules._internal.values.amounts import PLACES
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.values.units import UNITS

_MONTHS: Final = (
    Text("gennaio", "January"),
    Text("febbraio", "February"),
    Text("marzo", "March"),
    Text("aprile", "April"),
    Text("maggio", "May"),
    Text("giugno", "June"),
    Text("luglio", "July"),
    Text("agosto", "August"),
    Text("settembre", "September"),
    Text("ottobre", "October"),
    Text("novembre", "November"),
    Text("dicembre", "December"),
)
_WORDS: Final = Catalogue(
    {
        "nothing": Text("nessuno", "none"),
        "and": Text("e", "and"),
        "minus": Text("meno {}", "minus {}"),
        "hours_minutes": Text("{} e {}", "{} {}"),
        "not_yet": Text("non ancora avvenuto", "not yet happened"),
        "first": Text("1º", "1"),
        "next_day": Text("{} del giorno dopo", "{} the next day"),
        "moment": Text("{} ore {}", "{} at {}"),
        "for_every": Text("{} ogni {}", "{} for every {}"),
    }
)
_EDUCATORS: Final = Counted(Text("educatore", "educator"), Text("educatori", "educators"))
_MINORS: Final = Counted(Text("minore", "minor"), Text("minori", "minors"))
# --- helpers --------------------------------------------------------------------------------------------


def plural(count: int, one: str, many: str) -> str:
    """The form of a noun that goes with a count."""
    return one if abs(count) == 1 else many


def count_of(count: int, unit: str, lang: str = "it") -> str:
    """A count with its noun: ``1 giorno`` or ``15 days``, of minutes, hours, days, months, years, points."""
    return f"{grouped(count, lang)} {unit_for(count, unit, lang)}"


def unit_for(count: int, unit: str, lang: str) -> str:
    """The noun of a unit that goes with a count."""
    return UNITS[unit].noun.noun(count, lang)


def join_words(words: Sequence[str], lang: str = "it") -> str:
    """A list in a sentence: ``a, b e c`` or ``a, b and c``; nothing gives ``nessuno`` or ``none``."""
    return joined(words, _said(lang, "and")) if words else _said(lang, "nothing")


def joined(words: Sequence[str], conjunction: str) -> str:
    """Words in a sentence, with what stands before the last: ``a, b o c``, ``a ed e``."""
    if len(words) == 1:
        return words[0]
    before = "ed" if conjunction == "e" and words[-1][:1] in "eE" else conjunction
    return f"{', '.join(words[:-1])} {before} {words[-1]}"


#: What is left of a preposition before ``un``.
_BARE: Final = {"il": "", "al": "a ", "dal": "da ", "del": "di ", "nel": "in ", "sul": "su "}
_ARTICLE: Final = re.compile(rf"\b({'|'.join(ELIDED)}) $", re.IGNORECASE)
_OF: Final = re.compile(r"\bdi $")
_STARTS_LIKE_A_VOWEL: Final = re.compile(LIKE_A_VOWEL)


def elide(before: str, value: str) -> str:
    """Italian text up to a slot, and the slot's value: ``entro il `` + ``8 marzo`` is ``entro l'8 marzo``.

    Otto, ottanta, ottocento and undici begin with a vowel: ``i 8 giorni`` becomes ``gli 8 giorni`` as well. A day
    that is not known takes no article: ``del `` + ``un giorno non noto`` is ``di un giorno non noto``. Bounds take no
    ``di``: ``è di `` + ``tra 2 ore e 3 ore`` is ``è tra 2 ore e 3 ore``.
    """
    if value.startswith("tra ") and _OF.search(before) is not None:
        return before.removesuffix("di ") + value
    article = _ARTICLE.search(before)
    if article is not None and value.startswith("un giorno"):
        return before[: article.start()] + _BARE[article[1].lower()] + value
    if article is None or _STARTS_LIKE_A_VOWEL.match(value) is None:
        return before + value
    return before[: article.start()] + as_elided(article[1]) + value


def _said(lang: str, key: str, *parts: str) -> str:
    return _WORDS.in_language(lang)[key].format(*parts)


def pick(lang: str, italian: str, english: str) -> str:
    """One of two texts, by language."""
    return italian if lang == "it" else english


def _with_sign(number: int, words: Callable[[int], str], lang: str) -> str:
    return words(number) if number >= 0 else _said(lang, "minus", words(-number))


# --- each kind ------------------------------------------------------------------------------------------


def counted(unit: str) -> Callable[[int, str], str]:
    """How numbers of a unit are told."""
    return lambda value, lang: _with_sign(value, lambda number: count_of(number, unit, lang), lang)


def minutes_text(value: int, lang: str) -> str:
    """A length of time, in hours and minutes."""

    def words(number: int) -> str:
        hours, rest = divmod(number, 60)
        if not hours:
            return count_of(rest, "minutes", lang)
        whole = count_of(hours, "hours", lang)
        return _said(lang, "hours_minutes", whole, count_of(rest, "minutes", lang)) if rest else whole

    return _with_sign(value, words, lang)


def money_text(value: int, lang: str) -> str:
    """Cents as euros."""
    euros, cents = divmod(abs(value), 100)
    amount = f"{grouped(euros, lang, 1_000)}{pick(lang, ',', '.')}{cents:02}"
    sign = "-" if value < 0 else ""
    return f"{sign}{amount} €" if lang == "it" else f"{sign}€{amount}"


def number_text(value: int, lang: str) -> str:
    """Millionths as a number with the decimals that it needs."""
    whole, rest = divmod(value, 10**PLACES)
    decimals = f"{rest:0{PLACES}}".rstrip("0")
    return grouped(whole, lang) + (pick(lang, ",", ".") + decimals if decimals else "")


def in_tenths(value: tuple[int, int]) -> int:
    """A fraction in thousandths, that is tenths of a percentage point, rounded half up."""
    numerator, denominator = value
    return (numerator * 2_000 + denominator) // (2 * denominator)


def per_cent(tenths: int, lang: str) -> str:
    """Tenths of a percentage point, without the sign of percentages."""
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{grouped(whole, lang)}" + (f"{pick(lang, ',', '.')}{tenth}" if tenth else "")


#: The most heads that a share is told of by their number.
_HEADS: Final = 60


def fraction_text(value: tuple[int, int], lang: str) -> str:
    """A percentage with the heads that it counts: ``83,3 % (5/6)``; one in so many as it stands, ``1/3``.

    A part of more than sixty is one of minutes, which nobody counts: ``44,4 %``.
    """
    ratio = f"{value[0]}/{value[1]}"
    if value[0] == 1:
        return ratio
    said = f"{per_cent(in_tenths(value), lang)}{pick(lang, ' %', '%')}"
    return f"{said} ({ratio})" if value[1] <= _HEADS else said


def heads_text(value: tuple[int, int], lang: str) -> str:
    """A ratio of educators to minors by heads: ``1 educatore ogni 5 minori``, ``2 educators for every 11 minors``."""
    educators, minors = _EDUCATORS.text(value[0], lang), _MINORS.noun(value[1], lang)
    return _said(lang, "for_every", educators, minors if value[1] == 1 else f"{value[1]} {minors}")


def date_text(value: int, lang: str) -> str:
    """A day with its month and year; what has not happened yet has none."""
    if value >= NOT_YET:
        return _said(lang, "not_yet")
    day = to_date(value)
    return f"{month_day_text((day.month, day.day), lang)} {day.year}"


def days_text(first: int, last: int, lang: str) -> str:
    """From one day to another, without what both share: ``dal 9 al 15 marzo 2026``."""
    return _joined(first, last, lang, *(("dal ", " al ") if lang == "it" else ("from ", " to ")))


def between_days_text(first: int, last: int, lang: str) -> str:
    """Between which days something lies: ``tra l'8 e il 12 gennaio 2026``."""
    return _joined(first, last, lang, *(("tra il ", " e il ") if lang == "it" else ("between ", " and ")))


def week_text(name: str, lang: str) -> str:
    """A week, by its ISO name, as its first and last day."""
    monday = to_day(date.fromisoformat(f"{name}-1"))
    return days_text(monday, monday + 6, lang)


def _joined(first: int, last: int, lang: str, before: str, between: str) -> str:
    start, end = date_text(first, lang).split(), date_text(last, lang).split()
    while len(start) > 1 and start[-1] == end[len(start) - 1]:
        start.pop()
    return elide(elide(before, " ".join(start)) + between, " ".join(end))


def month_day_text(value: tuple[int, int], lang: str) -> str:
    """A day of the year."""
    month, day = value
    first = _said(lang, "first")
    return f"{first if day == 1 else day} {_MONTHS[month - 1].in_language(lang)}"


def time_text(value: int, lang: str) -> str:
    """A clock time of the starting day, which may lie past midnight."""
    if value <= MINUTES_PER_DAY:
        return clock_text(value)
    days, minutes = divmod(value, MINUTES_PER_DAY)
    if days == 1:
        return _said(lang, "next_day", clock_text(minutes))
    return f"{clock_text(minutes)} +{count_of(days, 'days', lang)}"


def format_moment(day: int, minute: int, lang: str = "it") -> str:
    """A local day and clock time: ``2 marzo 2026 ore 15:00``, ``2 March 2026 at 15:00``."""
    return _said(lang, "moment", date_text(day, lang), time_text(minute, lang))


def instant_text(value: int, lang: str) -> str:
    """A local day and clock time, of an instant as `calendar` counts it."""
    local = instant_to_local(value)
    return format_moment(to_day(local), local.hour * 60 + local.minute, lang)
