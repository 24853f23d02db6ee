"""Amounts as a rule file writes them, and as a reader sees them."""

from datetime import date, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest

from adm_rules._internal.calendar import local_to_instant
from adm_rules._internal.texts import Text
from adm_rules._internal.values import (
    QuantityError,
    cents_to_decimal,
    count_of,
    decimal_to_cents,
    difference_text,
    elide,
    format_moment,
    format_value,
    join_words,
    parse_amount,
    parse_fraction,
    plural,
)
from adm_rules._internal.values.bounds import NOT_YET


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


# --- what a rule file writes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("minutes", "10 h", 600),
        ("minutes", "1 h 30 min", 90),
        ("minutes", "1 h 05 min", 65),
        ("minutes", "45 min", 45),
        ("minutes", "90 min", 90),
        ("minutes", "0 min", 0),
        ("minutes", 0, 0),
        ("time", "07:30", 450),
        ("time", "24:00", 1440),
        ("fraction", "4/5", (4, 5)),
        ("fraction", "8/10", (4, 5)),
        ("fraction", "0/3", (0, 1)),
        ("fraction", "5/4", (5, 4)),
        ("fraction", 0, (0, 1)),
        ("fraction", 1, (1, 1)),
        ("days", 15, 15),
        ("days", 0, 0),
        ("months", 6, 6),
        ("years", 18, 18),
        ("days", 36_525, 36_525),
        ("count", 2026, 2026),
        ("count", 10**12, 10**12),
        ("money", "12.50", 1250),
        ("money", "12.5", 1250),
        ("money", Decimal("12.50"), 1250),
        ("money", 12, 1200),
        ("money", 0, 0),
        ("money", "-3.07", -307),
        ("month_day", "01-31", (1, 31)),
        ("month_day", "02-29", (2, 29)),
        ("date", "2026-03-02", day("2026-03-02")),
        ("event", "2026-03-02", day("2026-03-02")),
        ("bool", True, True),
        ("bool", False, False),
    ],
)
def test_amounts_in_the_form_of_their_kind(kind: str, raw: Any, value: Any) -> None:
    found = parse_amount(kind, raw)
    assert found == value
    assert type(found) is type(value)


SIGN = "without the sign; `before:` of a term and `as: before` of `shift` count backwards"
WHOLE = "write the number alone, such as"
UNIT = "without the unit, which the kind gives"
LENGTH = "write `10 h`, `1 h 30 min` or `45 min`"
CLOCK = "expected a clock time from 00:00 to 24:00"
CLOCK_FORM = "write two digits, a colon and two digits, such as `07:30`"
EUROS = "expected an amount in euros with at most two decimals"
MONTH_DAY = "write month and day, such as `01-31`"
DATE = "write year, month and day, such as `2026-03-02`"
NO_AMOUNT = ("this kind of value cannot be written as an amount", "name a fact or a value instead")


@pytest.mark.parametrize(
    ("kind", "raw", "message", "advice"),
    [
        # a length of time
        ("minutes", 10, "a length of time needs its unit", "write `10 h` or `10 min`"),
        ("minutes", "10", "a length of time needs its unit", "write `10 h` or `10 min`"),
        ("minutes", 100_000, "expected a length of time", LENGTH),
        ("minutes", "100000h", "expected a length of time", LENGTH),
        ("minutes", "10h", "expected a length of time", "write `10 h`"),
        ("minutes", "10 ore", "expected a length of time", "write `10 h`"),
        ("minutes", "30 minutes", "expected a length of time", "write `30 min`"),
        ("minutes", "15 days", "expected a length of time, not an amount in days", LENGTH),
        ("minutes", "1 h 75 min", "expected a length of time", LENGTH),
        ("minutes", "10 parsecs", "expected a length of time", LENGTH),
        ("minutes", Decimal("1.5"), "expected a length of time", LENGTH),
        ("minutes", -10, "expected a length of time", LENGTH),
        ("minutes", False, "expected a length of time", LENGTH),
        ("minutes", None, "expected a length of time", LENGTH),
        # a clock time
        ("time", "7:30", CLOCK, "write `07:30`"),
        ("time", Decimal("7.30"), CLOCK, "write `07:30`"),
        ("time", "20h15", CLOCK, "write `20:15`"),
        ("time", "25:00", CLOCK, CLOCK_FORM),
        ("time", "7 h", f"{CLOCK}, not an amount in hours", CLOCK_FORM),
        # a fraction
        ("fraction", "80%", "expected a fraction", "write `4/5`"),
        ("fraction", "80 %", "expected a fraction", "write `4/5`"),
        ("fraction", Decimal("0.375"), "expected a fraction", "write `3/8`"),
        ("fraction", Decimal("-0.5"), "expected a fraction", "write it as `4/5`"),
        ("fraction", Decimal("NaN"), "expected a fraction", "write it as `4/5`"),
        ("fraction", Decimal("1E+99999"), "expected a fraction", "write it as `4/5`"),
        ("fraction", "1/0", "expected a fraction", "write it as `4/5`"),
        ("fraction", "-1/2", "expected a fraction", "write it as `4/5`"),
        ("fraction", 80, "expected a fraction", "write `80/1`; if it is per cent, `4/5`"),
        ("fraction", -80, "expected a fraction", "write it as `4/5`"),
        ("fraction", True, "expected a fraction", "write it as `4/5`"),
        ("fraction", "3 h", "expected a fraction, not an amount in hours", "write it as `4/5`"),
        # whole numbers
        ("days", "10 h", "expected a whole number of days, not an amount in hours", f"{WHOLE} `15`"),
        ("days", "15 giorni", "expected a whole number of days", f"write `15` {UNIT}"),
        ("months", "2 weeks", "expected a whole number of months, not an amount in weeks", f"{WHOLE} `6`"),
        ("years", "18 anni", "expected a whole number of years", f"write `18` {UNIT}"),
        ("days", "15", "expected a whole number of days", "write `15`, without quotes"),
        ("days", "9" * 5_000, "expected a whole number of days", f"{WHOLE} `15`"),
        ("days", Decimal("1.5"), "expected a whole number of days", f"{WHOLE} `15`"),
        ("days", -1, "expected a whole number of days from 0 to 36525", f"write `1` {SIGN}"),
        ("count", -1, "expected a whole number from 0 to 1000000000000", f"{WHOLE} `3`"),
        ("days", 36_526, "expected a whole number of days from 0 to 36525", f"{WHOLE} `15`"),
        ("months", 1_201, "expected a whole number of months from 0 to 1200", f"{WHOLE} `6`"),
        ("years", 151, "expected a whole number of years from 0 to 150", f"{WHOLE} `18`"),
        ("count", 10**12 + 1, "expected a whole number from 0 to 1000000000000", f"{WHOLE} `3`"),
        ("count", True, "expected a whole number", f"{WHOLE} `3`"),
        ("count", None, "expected a whole number", f"{WHOLE} `3`"),
        ("count", "30 %", "expected a whole number, not an amount in per cent", f"{WHOLE} `3`"),
        # money
        ("money", "12.505", EUROS, "write it as `12.50`"),
        ("money", Decimal("12.505"), EUROS, "write it as `12.50`"),
        ("money", "1.234,50 €", EUROS, "write `1234.50`"),
        ("money", "EUR 12.50", EUROS, "write `12.50`"),
        ("money", "a lot", EUROS, "write it as `12.50`"),
        ("money", True, EUROS, "write it as `12.50`"),
        ("money", 10**13, EUROS, "write it as `12.50`"),
        ("money", "15 h", f"{EUROS}, not an amount in hours", "write it as `12.50`"),
        # days of the year, and dates
        ("month_day", "31-01", "expected a day of the year", "write `01-31`"),
        ("month_day", "31/1", "expected a day of the year", "write `01-31`"),
        ("month_day", "02-30", "expected a day of the year", MONTH_DAY),
        ("month_day", "31/01/2026", "expected a day of the year", MONTH_DAY),
        ("month_day", 131, "expected a day of the year", MONTH_DAY),
        ("date", "2/3/2026", "expected a date that exists", "write `2026-03-02`"),
        ("date", "2026-02-29", "expected a date that exists", DATE),
        ("date", "20260302", "expected a date that exists", DATE),
        ("event", "31/02/2026", "expected a date that exists", DATE),
        ("date", 2026, "expected a date that exists", DATE),
        # true and false
        ("bool", "yes", "expected true or false", "write `true`, without quotes"),
        ("bool", "NO", "expected true or false", "write `false`, without quotes"),
        ("bool", 1, "expected true or false", "write `true` or `false`"),
        # no amounts at all
        ("enum", "home", *NO_AMOUNT),
        ("instant", "2026-03-02T15:00", *NO_AMOUNT),
    ],
)
def test_other_forms_are_refused_with_what_to_write(kind: str, raw: Any, message: str, advice: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_amount(kind, raw)
    assert (caught.value.message, caught.value.help) == (message, advice)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["0.8", "80 %", "1/0", "1/-2", "", "1/2 "])
def test_a_fraction_of_a_private_file_is_never_quoted(text: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_fraction(text)
    assert (caught.value.message, caught.value.help) == ("expected a fraction", "write it as `4/5`")


# --- money at the border ----------------------------------------------------------------------------------


def test_cents_and_euros() -> None:
    assert str(cents_to_decimal(123_450)) == "1234.50"
    assert str(cents_to_decimal(-7)) == "-0.07"
    assert str(cents_to_decimal(-1)) == "-0.01"
    assert str(cents_to_decimal(0)) == "0.00"
    assert [decimal_to_cents(Decimal(text)) for text in ("1234.5", "-0.07", "0", "1E+2", "-0.00")] == [
        123_450, -7, 0, 10_000, 0,
    ]  # fmt: skip


def test_euros_are_exact_whatever_the_decimal_context() -> None:
    with localcontext(prec=2):
        assert str(cents_to_decimal(123_456_789)) == "1234567.89"
        assert decimal_to_cents(Decimal("1234567.89")) == 123_456_789


@pytest.mark.parametrize("text", ["0.001", "NaN", "Infinity", "-sNaN", "1E+13", "1E+999999", "1E-999999"])
def test_what_is_no_number_of_cents_is_refused(text: str) -> None:
    with pytest.raises(QuantityError, match="at most two decimals"):
        decimal_to_cents(Decimal(text))


# --- what a reader sees -----------------------------------------------------------------------------------

PLACES = frozenset({"home", "territory", "school"})
TWO_DAYS = (day("2026-03-02"), day("2026-01-01"))
SHORT = "in meno del necessario"


@pytest.mark.parametrize(
    ("kind", "value", "italian", "english"),
    [
        ("minutes", 600, "10 ore", "10 hours"),
        ("minutes", 90, "1 ora e 30 minuti", "1 hour 30 minutes"),
        ("minutes", 61, "1 ora e 1 minuto", "1 hour 1 minute"),
        ("minutes", 30, "30 minuti", "30 minutes"),
        ("minutes", 0, "0 minuti", "0 minutes"),
        ("minutes", -90, "meno 1 ora e 30 minuti", "minus 1 hour 30 minutes"),
        ("minutes", 60 * 12_345, "12.345 ore", "12,345 hours"),
        ("days", 1, "1 giorno", "1 day"),
        ("days", 15, "15 giorni", "15 days"),
        ("days", 0, "0 giorni", "0 days"),
        ("days", -1, "meno 1 giorno", "minus 1 day"),
        ("months", 1, "1 mese", "1 month"),
        ("months", 6, "6 mesi", "6 months"),
        ("years", 1, "1 anno", "1 year"),
        ("years", 18, "18 anni", "18 years"),
        ("count", 2026, "2026", "2026"),
        ("count", 9_999, "9999", "9999"),
        ("count", 10_000, "10.000", "10,000"),
        ("count", 12_345, "12.345", "12,345"),
        ("count", -12_345, "-12.345", "-12,345"),
        ("money", 123_450, "1.234,50 €", "€1,234.50"),
        ("money", 99_999, "999,99 €", "€999.99"),
        ("money", 100_000, "1.000,00 €", "€1,000.00"),
        ("money", 7, "0,07 €", "€0.07"),
        ("money", 0, "0,00 €", "€0.00"),
        ("money", -1, "-0,01 €", "-€0.01"),
        ("money", -123_450, "-1.234,50 €", "-€1,234.50"),
        ("fraction", (4, 5), "80 % (4/5)", "80% (4/5)"),
        ("fraction", (33, 40), "82,5 % (33/40)", "82.5% (33/40)"),
        ("fraction", (32, 40), "80 % (32/40)", "80% (32/40)"),
        ("fraction", (1, 3), "1/3", "1/3"),
        ("fraction", (59, 60), "98,3 % (59/60)", "98.3% (59/60)"),
        ("fraction", (120, 270), "44,4 %", "44.4%"),
        ("fraction", (0, 7), "0 % (0/7)", "0% (0/7)"),
        ("fraction", (5, 4), "125 % (5/4)", "125% (5/4)"),
        ("fraction", (-1, 8), "-12,5 % (-1/8)", "-12.5% (-1/8)"),
        ("fraction", (-1, 1000), "-0,1 %", "-0.1%"),
        ("date", day("2026-03-02"), "2 marzo 2026", "2 March 2026"),
        ("date", day("2026-05-01"), "1º maggio 2026", "1 May 2026"),
        ("event", day("2026-12-31"), "31 dicembre 2026", "31 December 2026"),
        ("event", NOT_YET, "non ancora avvenuto", "not yet happened"),
        ("month_day", (1, 31), "31 gennaio", "31 January"),
        ("month_day", (10, 1), "1º ottobre", "1 October"),
        ("time", 450, "07:30", "07:30"),
        ("time", 1440, "24:00", "24:00"),
        ("time", 1530, "01:30 del giorno dopo", "01:30 the next day"),
        ("time", 2 * 1440 + 5, "00:05 +2 giorni", "00:05 +2 days"),
        ("bool", True, "sì", "yes"),
        ("bool", False, "no", "no"),
        ("enum", "home", "domicilio", "home"),
        ("enum", "elsewhere", "elsewhere", "elsewhere"),
        ("id", "staff-7", "staff-7", "staff-7"),
        ("set", PLACES, "domicilio, Scuola e territorio", "home, School and territory"),
        ("set", frozenset({"home"}), "domicilio", "home"),
        ("set", frozenset(), "nessuno", "none"),
        ("series", TWO_DAYS, "1º gennaio 2026 e 2 marzo 2026", "1 January 2026 and 2 March 2026"),
        ("series", (), "nessuno", "none"),
    ],
)  # fmt: skip
def test_values_in_words(kind: str, value: Any, italian: str, english: str) -> None:
    names = {
        "home": Text("domicilio", "home"),
        "school": Text("Scuola", "School"),
        "territory": Text("territorio", "territory"),
    }
    assert format_value(kind, value, names=names) == italian
    assert format_value(kind, value, "en", names=names) == english


def test_names_without_labels_stand_as_they_are() -> None:
    assert format_value("enum", "home") == "home"
    assert format_value("set", frozenset({"b", "a"})) == "a e b"


def test_instants_are_shown_in_rome_time() -> None:
    summer = local_to_instant(datetime(2026, 7, 1, 15, 20))  # noqa: DTZ001 - a local time
    assert format_value("instant", summer) == "1º luglio 2026 ore 15:20"
    assert format_value("instant", summer, "en") == "1 July 2026 at 15:20"
    assert format_moment(day("2026-03-02"), 15 * 60) == "2 marzo 2026 ore 15:00"
    assert format_moment(day("2026-03-02"), 15 * 60, "en") == "2 March 2026 at 15:00"


def test_each_month_has_its_name() -> None:
    months = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
    assert [format_value("month_day", (n, 2)) for n in range(1, 13)] == [
        f"2 {name}" for name in months.split()
    ]
    english = [format_value("month_day", (n, 2), "en") for n in range(1, 13)]
    assert english == [f"2 {date(2026, n, 2):%B}" for n in range(1, 13)]


def test_nouns_and_lists() -> None:
    assert [plural(count, "caso", "casi") for count in (-1, 0, 1, 2)] == ["caso", "casi", "caso", "casi"]
    assert count_of(1, "hours") == "1 ora"
    assert count_of(2, "hours", "en") == "2 hours"
    assert join_words(["a", "b", "c"]) == "a, b e c"
    assert join_words(["a", "b"], "en") == "a and b"


@pytest.mark.parametrize(
    ("before", "value", "joined"),
    [
        ("entro il ", "8 marzo 2026", "entro l'8 marzo 2026"),
        ("Il ", "11 marzo 2026", "L'11 marzo 2026"),
        ("dal ", "8 marzo 2026", "dall'8 marzo 2026"),
        ("Dopo gli ", "8 giorni", "Dopo gli 8 giorni"),
        ("entro i ", "8 giorni", "entro gli 8 giorni"),
        ("Nei ", "80 giorni", "Negli 80 giorni"),
        ("del ", "80 %", "dell'80 %"),
        ("il ", "2 marzo 2026", "il 2 marzo 2026"),
        ("il ", "1º marzo 2026", "il 1º marzo 2026"),
        ("i ", "110 giorni", "i 110 giorni"),
        ("i ", "11 giorni", "gli 11 giorni"),
        ("i ", "18 anni", "i 18 anni"),
        ("alle ", "08:00", "alle 08:00"),
        ("April ", "8", "April 8"),
        ("il", "8", "il8"),
    ],
)
def test_articles_before_eight_and_eleven(before: str, value: str, joined: str) -> None:
    assert elide(before, value) == joined


# --- how far from the limit -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "amount", "direction", "italian", "english"),
    [
        ("minutes", 90, "over", "1 ora e 30 minuti di troppo", "1 hour 30 minutes too much"),
        ("minutes", 30, "under", "30 minuti in meno del necessario", "30 minutes too little"),
        ("minutes", 90, "missing", "mancano 1 ora e 30 minuti", "1 hour 30 minutes missing"),
        ("minutes", 60, "missing", "manca 1 ora", "1 hour missing"),
        ("minutes", 1, "missing", "manca 1 minuto", "1 minute missing"),
        ("time", 10, "late", "10 minuti di ritardo", "10 minutes late"),
        ("instant", 10, "over", "10 minuti di troppo", "10 minutes too much"),
        ("days", 2, "missing", "mancano 2 giorni", "2 days missing"),
        ("days", 1, "missing", "manca 1 giorno", "1 day missing"),
        ("days", 1, "over", "1 giorno di troppo", "1 day too many"),
        ("event", 3, "late", "3 giorni di ritardo", "3 days late"),
        ("date", 1, "late", "1 giorno di ritardo", "1 day late"),
        ("series", 9, "late", "9 giorni di ritardo", "9 days late"),
        ("months", 2, "over", "2 mesi di troppo", "2 months too many"),
        ("years", 1, "missing", "manca 1 anno", "1 year missing"),
        ("count", 2, "over", "2 di troppo", "2 too many"),
        ("count", 2, "under", "2 in meno del necessario", "2 too few"),
        ("count", 1, "missing", "ne manca 1", "1 missing"),
        ("count", 2, "missing", "ne mancano 2", "2 missing"),
        ("money", 1_250, "over", "12,50 € di troppo", "€12.50 too much"),
        ("money", 1, "missing", "mancano 0,01 €", "€0.01 missing"),
        ("fraction", (1, 20), "over", "5 punti percentuali di troppo", "5 percentage points too much"),
        ("fraction", (2, 200), "missing", "manca 1 punto percentuale", "1 percentage point missing"),
        ("fraction", (3, 8), "late", "37,5 punti percentuali di ritardo", "37.5 percentage points late"),
        ("fraction", (3, 10), "under", f"30 punti percentuali {SHORT}", "30 percentage points too little"),
        ("fraction", (1, 12), "missing", "mancano 8,3 punti percentuali", "8.3 percentage points missing"),
        ("days", 0, "over", "0 giorni di troppo", "0 days too many"),
    ],
)  # fmt: skip
def test_distances_in_words(kind: str, amount: Any, direction: str, italian: str, english: str) -> None:
    assert difference_text(kind, amount, direction=direction) == italian
    assert difference_text(kind, amount, "en", direction) == english


@pytest.mark.parametrize("amount", [-1, (-1, 2)])
def test_a_distance_is_not_negative(amount: Any) -> None:
    with pytest.raises(ValueError, match="the direction says which side"):
        difference_text("fraction", amount)


def test_a_distance_has_one_of_four_directions() -> None:
    with pytest.raises(ValueError, match="over, under, late or missing"):
        difference_text("days", 1, "it", "sideways")


@pytest.mark.parametrize("kind", ["bool", "enum", "id", "set", "month_day"])
def test_some_kinds_have_no_distance(kind: str) -> None:
    with pytest.raises(ValueError, match="equal or different"):
        difference_text(kind, 1)
