"""What must hold of every amount, read and written."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.values import (
    QuantityError,
    cents_to_decimal,
    decimal_to_cents,
    difference_text,
    elide,
    format_value,
    parse_amount,
    parse_fraction,
)

cents = st.integers(-(10**14), 10**14)
langs = st.sampled_from(["it", "en"])
KINDS = (
    "minutes",
    "time",
    "fraction",
    "days",
    "months",
    "years",
    "count",
    "money",
    "month_day",
    "date",
    "bool",
)
anything = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.decimals(places=3, min_value=-(10**9), max_value=10**9)
    | st.text(max_size=20)
    | st.from_regex(r"[0-9]{1,3}[ :/.,-]?[0-9]{0,3} ?(h|min|days|mesi|anni|%|€|EUR)?", fullmatch=True)
)


@given(st.integers(0, 99_999), st.integers(0, 59))
def test_every_length_that_can_be_written_reads_back(hours: int, minutes: int) -> None:
    assert parse_amount("minutes", f"{hours} h {minutes} min") == hours * 60 + minutes
    assert parse_amount("minutes", f"{hours} h") == hours * 60
    assert parse_amount("minutes", f"{hours} min") == hours


@given(cents)
def test_cents_and_euros_are_two_sides_of_one_thing(amount: int) -> None:
    euros = cents_to_decimal(amount)
    assert decimal_to_cents(euros) == amount
    assert euros * 100 == amount
    assert parse_amount("money", str(euros)) == amount
    assert parse_amount("money", euros) == amount


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_fraction_is_reduced_and_keeps_its_value(numerator: int, denominator: int) -> None:
    found = parse_fraction(f"{numerator}/{denominator}")
    assert found == Fraction(numerator, denominator).as_integer_ratio()
    assert parse_amount("fraction", "{}/{}".format(*found)) == found


@given(st.dates())
def test_dates_read_back(day: date) -> None:
    assert parse_amount("date", day.isoformat()) == day.toordinal()
    assert parse_amount("month_day", f"{day:%m-%d}") == (day.month, day.day)


def _refusal(kind: str, raw: Any) -> QuantityError | None:
    try:
        parse_amount(kind, raw)
    except QuantityError as error:
        return error
    return None


@given(st.sampled_from(KINDS), anything)
def test_everything_is_read_as_whole_numbers_or_refused_with_an_advice(kind: str, raw: Any) -> None:
    error = _refusal(kind, raw)
    if error is None:
        value = parse_amount(kind, raw)
        assert isinstance(value, int) or all(type(part) is int for part in value)
    else:
        assert error.message
        assert error.help.startswith("write ")


@given(st.sampled_from(KINDS), anything)
def test_an_advice_can_be_followed(kind: str, raw: Any) -> None:
    """What the help puts between backquotes is itself an amount of the kind."""
    error = _refusal(kind, raw)
    for form in re.findall("`([^`]+)`", error.help) if error else []:
        if kind in ("days", "months", "years", "count"):  # the form is right, the size need not be
            assert int(form) > 150 or _refusal(kind, int(form)) is None
        else:
            assert _refusal(kind, {"true": True, "false": False}.get(form, form)) is None


@given(st.sampled_from(("minutes", "days", "months", "years")), st.integers(1, 10**6), langs)
def test_a_negative_length_says_so(kind: str, amount: int, lang: str) -> None:
    sign = "meno " if lang == "it" else "minus "
    assert format_value(kind, -amount, lang) == sign + format_value(kind, amount, lang)


@given(cents)
def test_written_money_reads_back(amount: int) -> None:
    italian = format_value("money", amount)
    assert italian.endswith(" €")
    assert decimal_to_cents(Decimal(italian[:-2].replace(".", "").replace(",", "."))) == amount
    english = format_value("money", amount, "en")
    assert decimal_to_cents(Decimal(english.replace("€", "").replace(",", ""))) == amount


@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_a_percentage_is_near_and_its_counts_stand_beside_it(numerator: int, denominator: int) -> None:
    text = format_value("fraction", (numerator, denominator), "en")
    percent = re.fullmatch(r"([0-9.,]+)%(?: \((.+)\))?", text)
    if percent is None:
        assert text == f"1/{denominator}"
        return
    off = Fraction(percent[1].replace(",", "")) / 100 - Fraction(numerator, denominator)
    assert abs(off) <= Fraction(1, 2_000)
    assert percent[2] == (
        f"{numerator}/{denominator}" if denominator <= 60 else None
    )  # of minutes nobody counts


@given(st.integers(1, 3_652_059), langs)
def test_written_dates_are_unlike_for_unlike_days(day: int, lang: str) -> None:
    assert format_value("date", day, lang).split()[2] == str(date.fromordinal(day).year)
    assert format_value("date", day, lang) != format_value("date", day - 1 or day + 1, lang)


@given(st.integers(0, 10**6), langs, st.sampled_from(("over", "under", "late", "missing")))
def test_a_distance_tells_its_amount(amount: int, lang: str, direction: str) -> None:
    for kind in ("minutes", "days", "count", "money"):
        assert format_value(kind, amount, lang) in difference_text(kind, amount, lang, direction)


@given(st.text(max_size=10), st.text(max_size=10))
def test_an_article_changes_only_before_eight_and_eleven(before: str, value: str) -> None:
    joined = elide(before, value)
    assert joined.endswith(value)
    if not value.startswith(("8", "11")):
        assert joined == before + value


@pytest.mark.parametrize("kind", KINDS)
def test_a_float_is_never_an_amount(kind: str) -> None:
    with pytest.raises(QuantityError):
        parse_amount(kind, 0.5)
