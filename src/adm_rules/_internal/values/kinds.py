"""The kinds of value: one row for each, with all that any room of the library asks of it.

Reading and words stand in the sibling modules; `KINDS` is the one table by name, and a fact's ``kind`` is a name in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction as Exact
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import amounts, exact
from adm_rules._internal.values.amounts import Amount, Form, QuantityError, reduced
from adm_rules._internal.values.bounds import INF, NOT_YET, Interval
from adm_rules._internal.values.wording import (
    between_days_text,
    counted,
    date_text,
    elide,
    fraction_text,
    grouped,
    heads_text,
    in_tenths,
    instant_text,
    join_words,
    minutes_text,
    money_text,
    month_day_text,
    number_text,
    per_cent,
    pick,
    time_text,
    unit_for,
)

#: Labels of the names that a value may be, or may have as members.
Labels: TypeAlias = Mapping[str, Text] | None


_VALUE: Final = Text("un valore", "a value")
_NOTHING: Final = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of value.

    ``family`` (amount, day, name, set, bool) picks the phrases of a comparison; ``like`` is the kind that it is
    compared with. ``form`` is how a rule file writes it, None where it cannot; ``declared`` tells whether a rule file
    may name a value of it. ``unset`` is what an amount is called where no act sets it; ``hint`` is what an answer looks
    like, where the label of a fact does not say it; ``article`` stands before a literal in Italian; ``several`` tells
    that a value is several things.

    ``source`` is the expression that reads a key ``{x}`` of the file, ``{absent}`` what it means that a day is not
    there, ``{untold}`` that an event of several is not; ``plain`` is the class of the values that generated code
    compares by itself, empty where `values.operators` always does.
    """

    name: str
    label: Text
    family: str
    words: Callable[[Any, str, Labels], str]
    like: str = ""
    form: Form | None = None
    declared: bool = False
    ordered: bool = False
    unset: Text = _VALUE
    hint: Text = _NOTHING
    article: str = ""
    several: bool = False
    source: str = "{x} if {x}.__class__ is int else UNKNOWN if {x} is None else readers.plain({x})"
    plain: str = ""
    distance: str = ""
    measured: bool = False
    singular: tuple[Any, ...] = (1,)
    lowest: int = -INF
    highest: int = INF
    exact: exact.Exact = exact.AS_IT_IS


def _named(value: Any, lang: str, names: Labels) -> str:
    return names[value].in_language(lang) if names and value in names else str(value)


def _set(value: Any, lang: str, names: Labels) -> str:
    labels = [_named(member, lang, names) for member in value]
    return join_words(sorted(labels, key=lambda label: (label.casefold(), label)), lang)


def _series(value: Any, lang: str) -> str:
    return join_words([date_text(day, lang) for day in sorted(value)], lang)


def _by(words: Callable[[Any, str], str]) -> Callable[[Any, str, Labels], str]:
    """Words that need no labels."""
    return lambda value, lang, _names: words(value, lang)


def _number(name: str, label: Text, words: Callable[[Any, str], str], form: Form, **more: Any) -> Kind:
    """A kind of whole numbers, which rule files declare and compare in order."""
    given: dict[str, Any] = {"family": "amount", "distance": name, "plain": "int", "lowest": 0} | more
    return Kind(name=name, label=label, words=_by(words), form=form, declared=True, ordered=True, **given)


_NAME: Final = (
    "{x} if {x}.__class__ is str and {x} != 'none' else UNKNOWN if {x} is None else readers.plain({x})"
)
_FRACTION: Final = (
    "FRACTIONS[{x}] if {x}.__class__ is str else UNKNOWN if {x} is None else readers.plain({x})"
)
_ALL: Final = (
    _number(
        "minutes", Text("durata in minuti", "length in minutes"), minutes_text, amounts.MINUTES,
        unset=Text("una durata", "a length of time"), measured=True, singular=(1, 60),
    ),
    _number(
        "time", Text("ora del giorno", "time of day"), time_text, amounts.TIME,
        family="day", unset=Text("un orario", "a time of day"), article="le ",
        source="CLOCKS[{x}] if {x}.__class__ is str else UNKNOWN if {x} is None else readers.plain({x})",
        distance="minutes", highest=1440, exact=exact.CLOCK,
    ),
    _number(
        "fraction", Text("frazione", "fraction"), fraction_text, amounts.FRACTION,
        unset=Text("una quota", "a share"), plain="tuple", measured=True,
        source=_FRACTION,
        singular=((1, 100),), exact=exact.FRACTION,
    ),
    # Heads are not measured: two ratios differ, and by no number of points that anybody could put right.
    Kind(
        name="ratio", label=Text("rapporto tra educatori e minori", "ratio of educators to minors"), family="amount",
        words=_by(heads_text), like="fraction", form=amounts.FRACTION, ordered=True,
        unset=Text("una quota", "a share"), plain="tuple", lowest=0, exact=exact.FRACTION, source=_FRACTION,
    ),
    _number(
        "days", Text("giorni", "days"), counted("days"), amounts.DAYS,
        unset=Text("un numero di giorni", "a number of days"),
    ),
    _number(
        "working_days", Text("giorni lavorativi", "working days"), counted("working_days"), amounts.WORKING_DAYS,
        unset=Text("un numero di giorni lavorativi", "a number of working days"),
    ),
    _number(
        "months", Text("mesi", "months"), counted("months"), amounts.MONTHS,
        unset=Text("un numero di mesi", "a number of months"),
    ),
    _number(
        "years", Text("anni", "years"), counted("years"), amounts.YEARS,
        unset=Text("un numero di anni", "a number of years"),
    ),
    _number("count", Text("numero", "number"), grouped, amounts.COUNT, several=True),
    _number(
        "money", Text("importo in euro", "amount in euro"), money_text, amounts.MONEY,
        unset=Text("un importo", "a sum"), source="read_money({x})", measured=True, singular=(), lowest=-INF,
    ),
    _number(
        "number", Text("numero con decimali", "number with decimals"), number_text, amounts.NUMBER,
        unset=Text("un numero", "a number"), source="read_number({x})", measured=True, exact=exact.NUMBER,
    ),
    Kind(
        name="month_day", label=Text("giorno dell'anno", "day of the year"), family="day",
        words=_by(month_day_text), form=amounts.MONTH_DAY, declared=True,
        unset=Text("un giorno dell'anno", "a day of the year"), article="il ", exact=exact.MONTH_DAY,
    ),
    _number(
        "date", Text("data", "date"), date_text, amounts.DATE,
        family="day", article="il ", distance="days", highest=LAST_DAY, exact=exact.DAY,
        source="DAYS[{x}] if {x}.__class__ is str else {x}.toordinal() if {x}.__class__ is date "
        "else {absent} if {x} is None else readers.day({x})",
    ),
    Kind(
        name="set", label=Text("insieme", "set"), family="set", words=_set, declared=True,
        unset=Text("un elenco", "a list"), hint=Text(" (elenco, anche vuoto)", " (a list, empty if there is nothing)"),
        several=True, exact=exact.NAMES,
        source="frozenset({x}) if {x}.__class__ in LISTS else ANY_SET if {x} is None else readers.names({x})",
        plain="frozenset",
    ),
    Kind(
        name="bool", label=Text("sì o no", "yes or no"), family="bool",
        words=_by(lambda value, lang: pick(lang, "sì", "yes") if value else "no"), form=amounts.BOOL, declared=True,
        hint=Text(" (sì o no)", " (yes or no)"),
        source="{x} if {x}.__class__ is bool else UNKNOWN if {x} is None else readers.plain({x})", plain="bool",
    ),
    Kind(
        name="enum", label=Text("nome", "name"), family="name", words=_named, declared=True, source=_NAME, plain="str",
    ),
    Kind(name="id", label=Text("codice", "identifier"), family="name", words=_named, source=_NAME, plain="str"),
    # An event is a day, but its comparisons depend on the judgement day: they are never plain.
    Kind(
        name="event", label=Text("evento con la sua data", "event with its date"), family="day",
        words=_by(date_text), like="date", form=amounts.DATE, ordered=True, article="il ", distance="days",
        lowest=0, highest=NOT_YET, exact=exact.DAY,
        hint=Text(' (il giorno, o "none" se non è ancora avvenuto)', ' (the day, or "none" if not yet)'),
        source=f"{{absent}} if {{x}} is None else (whole if (whole := EVENTS[{{x}}] if {{x}}.__class__ is str "
        f"else {{x}}.toordinal()) <= on else {NOT_YET}) if {{x}}.__class__ is str or {{x}}.__class__ is date "
        "else readers.event({x}, on, {untold})",
    ),
    Kind(
        name="series", label=Text("serie di date", "series of dates"), family="set", words=_by(_series),
        several=True, distance="days", exact=exact.DAYS,
    ),
    Kind(
        name="instant", label=Text("data e ora", "date and time"), family="day", words=_by(instant_text),
        distance="minutes", lowest=0, highest=(LAST_DAY + 1) * 2880, exact=exact.INSTANT,
        source="INSTANTS[{x}] if {x}.__class__ is str else "
        "({x}.toordinal() * 1440 + {x}.hour * 60 + {x}.minute) * 2 + {x}.fold if {x}.__class__ is datetime"
        " else UNKNOWN if {x} is None else readers.instant({x})",
    ),
)  # fmt: skip

#: Every kind, by name.
KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.name: kind for kind in _ALL})


def compared_as(kind: str) -> str:
    """The kind that a kind is compared as: an event and a date are both days."""
    return KINDS[kind].like or kind


def is_day(kind: str) -> bool:
    """Whether values of a kind are whole days: dates, and events by their day."""
    return compared_as(kind) == "date"


def parse_amount(kind: str, raw: Any) -> Amount:
    """The amount that a rule file writes for a kind, in the library's units.

    ``raw`` is what `yaml_source` gives: text, a whole number, a `Decimal`, a truth value or None.

    Raises:
        QuantityError: the form or the unit is not that of the kind, or the kind has no amounts.
    """
    form = KINDS[kind].form if kind in KINDS else None
    if form is None:
        raise QuantityError(
            "this kind of value cannot be written as an amount", "name a fact or a value instead"
        )
    return form.read(raw)


def format_value(kind: str, value: Any, lang: str = "it", *, names: Labels = None) -> str:
    """A known value in words, as the library holds it.

    Enums, ids and the members of a set take their labels from ``names`` where it has them. Sets and series
    come in order.
    """
    return KINDS[kind].words(value, lang, names)


_SAID: Final = Catalogue(
    {
        "unknown": Text("non noto", "not known"),
        "at_least": Text("almeno {}", "at least {}"),
        "at_most": Text("al massimo {}", "at most {}"),
        "between": Text("tra {} e {}", "between {} and {}"),
        "if_any": Text("{}, se c'è", "{}, if there is one"),
        "not_before": Text("non prima del ", "not before "),
        "not_after": Text("non dopo il ", "not after "),
    }
)


def bounds_text(kind: str, value: Interval, lang: str = "it") -> str:
    """A value of a kind in words, or its bounds where only these are known; nothing is no bound worth telling."""
    words, of_day = _SAID.in_language(lang), is_day(kind)
    if value.decided and not of_day:
        return format_value(kind, _pair(value.lo), lang)
    low_open = value.lo <= -INF or value.lo == 0 or (of_day and value.lo <= 1)
    high_open = value.hi >= (LAST_DAY if of_day else INF)
    if low_open and high_open:
        return words["unknown"]
    low, high = (
        "" if skip else format_value(kind, _pair(end), lang)
        for end, skip in ((value.lo, low_open), (value.hi, high_open))
    )
    if of_day and (low_open or high_open):
        return elide(words["not_after" if low_open else "not_before"], low or high)
    if of_day:
        return between_days_text(int(value.lo), int(value.hi), lang)
    if low_open or high_open:
        return words["at_most" if low_open else "at_least"].format(low or high)
    if low == high:
        return words["if_any"].format(low)
    return words["between"].format(low, high)


def _pair(value: Any) -> Any:
    return (value.numerator, value.denominator) if isinstance(value, Exact) else value


# --- how far from the limit -----------------------------------------------------------------------------

_ITALIAN: Final = {"over": "di troppo", "under": "in meno del necessario", "late": "di ritardo"}


def difference_text(kind: str, amount: Any, lang: str = "it", direction: str = "over") -> str:
    """How far a value of a kind is from its limit, the amount never being negative.

    ``over``: ``1 ora e 30 minuti di troppo``; ``under``: ``2 giorni in meno del necessario``; ``late``: ``3
    giorni di ritardo``; ``missing``, for what may still come: ``mancano 2 giorni``. Dates differ by days,
    times by minutes, fractions by percentage points where these are exact.

    Raises:
        ValueError: the kind has no distances, the amount is negative, or the direction is none of the four.
    """
    if not KINDS[kind].distance:
        raise ValueError("values of this kind are equal or different, never near")
    if (amount[0] if isinstance(amount, tuple) else amount) < 0:
        raise ValueError("a distance from a limit is not negative: the direction says which side it lies on")
    if direction not in ("over", "under", "late", "missing"):
        raise ValueError("the direction is over, under, late or missing")
    unit = KINDS[KINDS[kind].distance]
    words = _distance(unit, amount, lang)
    return _italian(unit, amount, words, direction) if lang == "it" else _english(unit, words, direction)


def _distance(unit: Kind, amount: Any, lang: str) -> str:
    if unit.name != "fraction":
        return unit.words(amount, lang, None)
    tenths = in_tenths(amount) or 1  # a difference is never told as none
    return f"{per_cent(tenths, lang)} {unit_for(1 if tenths == 10 else 2, 'points', lang)}"


def _italian(unit: Kind, amount: Any, words: str, direction: str) -> str:
    if direction != "missing":
        return f"{words} {_ITALIAN[direction]}"
    if unit.name == "fraction":
        amount = reduced(*amount)
    verb = "manca" if amount in unit.singular else "mancano"
    return f"ne {verb} {words}" if unit.name == "count" else f"{verb} {words}"


def _english(unit: Kind, words: str, direction: str) -> str:
    if direction == "over":
        return words + (" too much" if unit.measured else " too many")
    if direction == "under":
        return words + (" too little" if unit.measured else " too few")
    return f"{words} {direction}"
