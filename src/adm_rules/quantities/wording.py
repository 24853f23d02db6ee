"""Amounts in words, in Italian (the default) and in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from adm_rules.bounds import NOT_YET
from adm_rules.calendar import MINUTES_PER_DAY, clock_text, instant_to_local, to_date, to_day, week_name
from adm_rules.quantities.amounts import reduced
from adm_rules.texts import Text

# fmt: off
_MONTHS: Final = {
    "it": ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
           "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
# fmt: on
#: One and many of each unit.
_NOUNS: Final = {
    "it": {
        "minutes": ("minuto", "minuti"),
        "hours": ("ora", "ore"),
        "days": ("giorno", "giorni"),
        "months": ("mese", "mesi"),
        "years": ("anno", "anni"),
        "points": ("punto percentuale", "punti percentuali"),
    },
    "en": {
        "minutes": ("minute", "minutes"),
        "hours": ("hour", "hours"),
        "days": ("day", "days"),
        "months": ("month", "months"),
        "years": ("year", "years"),
        "points": ("percentage point", "percentage points"),
    },
}


# --- helpers --------------------------------------------------------------------------------------------


def plural(count: int, one: str, many: str) -> str:
    """The form of a noun that goes with a count."""
    return one if abs(count) == 1 else many


def count_of(count: int, unit: str, lang: str = "it") -> str:
    """A count with its noun: ``1 giorno`` or ``15 days``, of minutes, hours, days, months, years, points."""
    return f"{_grouped(count, lang)} {plural(count, *_NOUNS[lang][unit])}"


def join_words(words: Sequence[str], lang: str = "it") -> str:
    """A list in a sentence: ``a, b e c`` or ``a, b and c``; nothing gives ``nessuno`` or ``none``."""
    if not words:
        return _pick(lang, "nessuno", "none")
    if len(words) == 1:
        return words[0]
    return ", ".join(words[:-1]) + _pick(lang, " e ", " and ") + words[-1]


_ELIDED: Final = {
    "il": "l'",
    "al": "all'",
    "dal": "dall'",
    "del": "dell'",
    "nel": "nell'",
    "sul": "sull'",
    "i": "gli ",
    "ai": "agli ",
    "dai": "dagli ",
    "dei": "degli ",
    "nei": "negli ",
    "sui": "sugli ",
}
_ARTICLE: Final = re.compile(rf"\b({'|'.join(_ELIDED)}) $", re.IGNORECASE)
_STARTS_LIKE_A_VOWEL: Final = re.compile(r"8|11(?![0-9])")


def elide(before: str, value: str) -> str:
    """Italian text up to a slot, and the slot's value: ``entro il `` + ``8 marzo`` is ``entro l'8 marzo``.

    Otto, ottanta, ottocento and undici begin with a vowel: ``i 8 giorni`` becomes ``gli 8 giorni`` as well.
    """
    article = _ARTICLE.search(before)
    if article is None or _STARTS_LIKE_A_VOWEL.match(value) is None:
        return before + value
    form = _ELIDED[article[1].lower()]
    return before[: article.start()] + (form.capitalize() if article[1][0].isupper() else form) + value


def _pick(lang: str, italian: str, english: str) -> str:
    return italian if lang == "it" else english


def _grouped(number: int, lang: str, least: int = 10_000) -> str:
    """Thousands set apart from five digits on: four stay together, as in a year."""
    if abs(number) < least:
        return str(number)
    return f"{number:,}".replace(",", _pick(lang, ".", ","))


def _with_sign(number: int, words: Callable[[int], str], lang: str) -> str:
    return words(number) if number >= 0 else f"{_pick(lang, 'meno', 'minus')} {words(-number)}"


# --- each kind ------------------------------------------------------------------------------------------


def _counted(unit: str) -> Callable[[int, str], str]:
    return lambda value, lang: _with_sign(value, lambda number: count_of(number, unit, lang), lang)


def _minutes(value: int, lang: str) -> str:
    def words(number: int) -> str:
        hours, rest = divmod(number, 60)
        if not hours:
            return count_of(rest, "minutes", lang)
        whole = count_of(hours, "hours", lang)
        return f"{whole}{_pick(lang, ' e ', ' ')}{count_of(rest, 'minutes', lang)}" if rest else whole

    return _with_sign(value, words, lang)


def _money(value: int, lang: str) -> str:
    euros, cents = divmod(abs(value), 100)
    amount = f"{_grouped(euros, lang, 1_000)}{_pick(lang, ',', '.')}{cents:02}"
    sign = "-" if value < 0 else ""
    return f"{sign}{amount} €" if lang == "it" else f"{sign}€{amount}"


def _tenths(value: tuple[int, int]) -> int | None:
    """A fraction in thousandths, that is tenths of a percentage point, or None where that is not exact."""
    whole, rest = divmod(value[0] * 1_000, value[1])
    return None if rest else whole


def _per_cent(tenths: int, lang: str) -> str:
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{_grouped(whole, lang)}" + (f"{_pick(lang, ',', '.')}{tenth}" if tenth else "")


def _fraction(value: tuple[int, int], lang: str) -> str:
    """The ratio as it stands, not reduced: ``33/40`` says more than a percentage."""
    ratio = f"{value[0]}/{value[1]}"
    tenths = _tenths(value)
    return ratio if tenths is None else f"{ratio} ({_per_cent(tenths, lang)}{_pick(lang, ' %', '%')})"


def _date(value: int, lang: str) -> str:
    if value >= NOT_YET:
        return _pick(lang, "non ancora avvenuto", "not yet happened")
    day = to_date(value)
    return f"{_month_day((day.month, day.day), lang)} {day.year}"


def _month_day(value: tuple[int, int], lang: str) -> str:
    month, day = value
    first = _pick(lang, "1º", "1")
    return f"{first if day == 1 else day} {_MONTHS[lang][month - 1]}"


def _time(value: int, lang: str) -> str:
    """A clock time of the starting day, which may lie past midnight."""
    if value <= MINUTES_PER_DAY:
        return clock_text(value)
    days, minutes = divmod(value, MINUTES_PER_DAY)
    if days == 1:
        return f"{clock_text(minutes)} {_pick(lang, 'del giorno dopo', 'the next day')}"
    return f"{clock_text(minutes)} +{count_of(days, 'days', lang)}"


def format_moment(day: int, minute: int, lang: str = "it") -> str:
    """A local day and clock time: ``2 marzo 2026 ore 15:00``, ``2 March 2026 at 15:00``."""
    return f"{_date(day, lang)} {_pick(lang, 'ore', 'at')} {_time(minute, lang)}"


def _instant(value: int, lang: str) -> str:
    local = instant_to_local(value)
    return format_moment(to_day(local), local.hour * 60 + local.minute, lang)


_FORMATS: Final[Mapping[str, Callable[[Any, str], str]]] = {
    "minutes": _minutes,
    "time": _time,
    "fraction": _fraction,
    "days": _counted("days"),
    "months": _counted("months"),
    "years": _counted("years"),
    "count": _grouped,
    "money": _money,
    "month_day": _month_day,
    "date": _date,
    "event": _date,
    "instant": _instant,
    "week": lambda value, _lang: week_name(value),
    "bool": lambda value, lang: _pick(lang, "sì", "yes") if value else "no",
    "series": lambda value, lang: join_words([_date(day, lang) for day in sorted(value)], lang),
}


def format_value(kind: str, value: Any, lang: str = "it", *, names: Mapping[str, Text] | None = None) -> str:
    """A known value in words.

    ``value`` is as the library holds it; besides the kinds of facts there is ``week``, named by its Monday.
    Enums, ids and the members of a set take their labels from ``names`` where it has them. Sets and series
    come in order.
    """
    if kind in ("enum", "id"):
        return _label(value, lang, names)
    if kind == "set":
        labels = [_label(member, lang, names) for member in value]
        return join_words(sorted(labels, key=lambda label: (label.casefold(), label)), lang)
    return _FORMATS[kind](value, lang)


def _label(name: Any, lang: str, names: Mapping[str, Text] | None) -> str:
    return names[name].in_language(lang) if names and name in names else str(name)


# --- how far from the limit -----------------------------------------------------------------------------

#: The kind in which two values of a kind differ; of other kinds it is the kind itself.
_DISTANCE: Final = {
    "date": "days",
    "event": "days",
    "series": "days",
    "time": "minutes",
    "instant": "minutes",
}
#: Kinds without a distance.
_APART: Final = frozenset({"bool", "enum", "id", "set", "month_day", "week"})
#: What English measures instead of counting.
_MEASURED: Final = frozenset({"minutes", "money", "fraction"})
#: Amounts that take a singular verb in Italian, for the kinds where that is not just 1.
_ONES: Final[Mapping[str, tuple[Any, ...]]] = {"minutes": (1, 60), "fraction": ((1, 100),), "money": ()}
_ITALIAN: Final = {"over": "di troppo", "under": "in meno del necessario", "late": "di ritardo"}


def difference_text(kind: str, amount: Any, lang: str = "it", direction: str = "over") -> str:
    """How far a value of a kind is from its limit, the amount never being negative.

    ``over``: ``1 ora e 30 minuti di troppo``; ``under``: ``2 giorni in meno del necessario``; ``late``: ``3
    giorni di ritardo``; ``missing``, for what may still come: ``mancano 2 giorni``. Dates differ by days,
    times by minutes, fractions by percentage points where these are exact.

    Raises:
        ValueError: the kind has no distances, the amount is negative, or the direction is none of the four.
    """
    if kind in _APART:
        raise ValueError("values of this kind are equal or different, never near")
    if (amount[0] if isinstance(amount, tuple) else amount) < 0:
        raise ValueError("a distance from a limit is not negative: the direction says which side it lies on")
    if direction not in ("over", "under", "late", "missing"):
        raise ValueError("the direction is over, under, late or missing")
    kind = _DISTANCE.get(kind, kind)
    words = _distance(kind, amount, lang)
    return _italian(kind, amount, words, direction) if lang == "it" else _english(kind, words, direction)


def _distance(kind: str, amount: Any, lang: str) -> str:
    tenths = _tenths(amount) if kind == "fraction" else None
    if tenths is None:
        return format_value(kind, amount, lang)
    one, many = _NOUNS[lang]["points"]
    return f"{_per_cent(tenths, lang)} {one if tenths == 10 else many}"


def _italian(kind: str, amount: Any, words: str, direction: str) -> str:
    if direction != "missing":
        return f"{words} {_ITALIAN[direction]}"
    if kind == "fraction":
        amount = reduced(*amount)
    verb = "manca" if amount in _ONES.get(kind, (1,)) else "mancano"
    return f"ne {verb} {words}" if kind == "count" else f"{verb} {words}"


def _english(kind: str, words: str, direction: str) -> str:
    if direction == "over":
        return words + (" too much" if kind in _MEASURED else " too many")
    if direction == "under":
        return words + (" too little" if kind in _MEASURED else " too few")
    return f"{words} {direction}"
