"""What must hold of every day, month, term and local time."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal import calendar as cal
from adm_rules._internal.calendar.clocks import _looked_up_offset, _offsets_of

ROME = ZoneInfo("Europe/Rome")


def _days(first: int, last: int) -> st.SearchStrategy[int]:
    """Days, with month ends and the days around 29 February more often than by chance."""
    year = st.integers(first, last)
    edges = st.sampled_from([(1, 1), (1, 30), (1, 31), (2, 27), (2, 28), (2, 29), (3, 1), (8, 31), (12, 31)])
    plain = st.dates(date(first, 1, 1), date(last, 12, 31)).map(date.toordinal)
    return plain | st.builds(lambda y, md: cal.yearly_day(y, *md), year, edges)


days = _days(1990, 2060)
months = st.integers(-60, 60)
terms = st.integers(0, 400)
patrons = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 28)), max_size=2)
locals_ = st.builds(
    lambda day, minute, fold: (datetime.fromordinal(day) + timedelta(minutes=minute)).replace(fold=fold),
    _days(1980, 2060)
    | st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28)]).map(date.toordinal),
    st.integers(0, 1439) | st.integers(110, 190),
    st.integers(0, 1),
)


# --- days -------------------------------------------------------------------------------------------------


@given(days, st.integers(-500, 500))
def test_moving_by_whole_weeks_keeps_the_weekday_and_moves_the_week(day: int, weeks: int) -> None:
    assert cal.weekday(day + 7 * weeks) == cal.weekday(day) == cal.to_date(day).weekday()
    assert cal.week_of(day + 7 * weeks) == cal.week_of(day) + 7 * weeks


@given(days)
def test_a_week_is_its_monday_and_six_days_more(day: int) -> None:
    monday = cal.week_of(day)
    assert 0 <= day - monday <= 6
    assert cal.weekday(monday) == 0
    year, number, _ = cal.to_date(day).isocalendar()
    assert cal.week_name(day) == f"{year}-W{number:02}"


@given(days, st.integers(0, 100))
def test_the_weeks_of_a_stretch_hold_its_days_and_no_more(first: int, length: int) -> None:
    weeks = list(cal.mondays(first, first + length))
    assert set(weeks) == {cal.week_of(day) for day in range(first, first + length + 1)}
    assert weeks == sorted(weeks)


@given(days, st.integers(0, 900), st.sampled_from(sorted(cal.PERIODS)))
def test_calendar_periods_follow_one_another_without_gaps(first: int, length: int, period: str) -> None:
    found = list(cal.calendar_periods(first, first + length, period))
    assert found[0][0] <= first <= found[0][1]
    assert found[-1][0] <= first + length <= found[-1][1]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(found))
    for start, end in found:
        assert cal.add_months(start, cal.PERIODS[period]) == end + 1
        assert cal.to_date(start).day == 1


# --- months and ages --------------------------------------------------------------------------------------


@given(days, months)
def test_months_agree_with_relativedelta(day: int, count: int) -> None:
    assert cal.add_months(day, count) == (cal.to_date(day) + relativedelta(months=count)).toordinal()


@given(days, st.integers(0, 40), months)
def test_months_never_change_the_order_of_two_days(day: int, gap: int, count: int) -> None:
    assert cal.add_months(day, count) <= cal.add_months(day + gap, count)


@given(days, months)
def test_one_month_more_is_always_later(day: int, count: int) -> None:
    assert cal.add_months(day, count) < cal.add_months(day, count + 1)


@given(days, days)
def test_complete_months_are_the_most_that_fit(start: int, end: int) -> None:
    count = cal.months_between(start, end)
    assert cal.add_months(start, count) <= end < cal.add_months(start, count + 1)
    assert cal.years_between(start, end) == count // 12


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_an_age_never_decreases(born: int, first: int, more: int) -> None:
    day = born + 365 * first
    assert cal.age_on(born, day) <= cal.age_on(born, day + more) <= cal.age_on(born, day) + 1


@given(days, st.integers(0, 60))
def test_a_birthday_is_the_first_day_of_its_age(born: int, years: int) -> None:
    birthday = cal.birthday(born, years)
    assert cal.age_on(born, birthday) == years
    assert cal.age_on(born, birthday - 1) == years - 1


# --- terms ------------------------------------------------------------------------------------------------


@given(days, terms, patrons)
def test_the_first_day_is_left_out_and_the_last_is_counted(
    day: int, length: int, saints: set[tuple[int, int]]
) -> None:
    nominal, effective = cal.due_day(day, days=length, patrons=saints)
    assert len(range(day + 1, nominal + 1)) == length
    assert all(cal.is_holiday(between, saints) for between in range(nominal, effective))
    assert not cal.is_holiday(effective, saints)


@given(days, terms)
def test_a_day_more_is_never_due_earlier(day: int, length: int) -> None:
    due, later = cal.due_day(day, days=length), cal.due_day(day, days=length + 1)
    assert later.nominal == due.nominal + 1
    assert later.effective >= due.effective


@given(days, st.integers(0, 60))
def test_the_prudent_day_comes_first(day: int, count: int) -> None:
    nominal, kept = cal.due_before(day, months=count)
    same, prudent = cal.due_before(day, months=count, rollover="previous")
    assert prudent <= nominal == kept == same == cal.add_months(day, -count)
    assert not cal.is_holiday(prudent)
    assert all(cal.is_holiday(between) for between in range(prudent + 1, nominal + 1))


@given(days, st.integers(1, 40), patrons, st.booleans())
def test_a_term_in_working_days_counts_just_these(
    day: int, length: int, saints: set[tuple[int, int]], free: bool
) -> None:
    rests = (*saints, *([cal.SATURDAYS] if free else []))
    nominal, effective = cal.due_day(day, working_days=length, patrons=rests)
    assert nominal == effective
    assert sum(not cal.is_holiday(between, rests) for between in range(day + 1, nominal + 1)) == length
    before = cal.due_before(day, working_days=length, patrons=rests).nominal
    assert not cal.is_holiday(before, rests)
    assert sum(not cal.is_holiday(between, rests) for between in range(before, day)) == length


@given(days, st.integers(-60, 60), st.integers(0, 200))
def test_terms_in_days_move_with_whole_weeks(day: int, weeks: int, length: int) -> None:
    assert (
        cal.due_day(day + 7 * weeks, days=length).nominal == cal.due_day(day, days=length).nominal + 7 * weeks
    )


@given(days, st.integers(1, 48))
def test_a_duration_loses_no_day(start: int, count: int) -> None:
    """It ends on the day before the same-numbered day or, where there is none, with its month."""
    last = cal.last_day_of_term(start, count)
    after = cal.to_date(last + 1)
    assert after.day == cal.to_date(start).day or (after.day == 1 and cal.add_months(start, count) == last)
    assert cal.last_day_of_term(start, count) <= cal.last_day_of_term(start + 1, count)


@given(days, st.integers(1, 12), st.booleans(), st.integers(0, 2_000))
def test_each_day_lies_in_one_cell_of_a_grid(start: int, length: int, in_months: bool, after: int) -> None:
    unit = {"months": length} if in_months else {"days": length}
    cell = cal.grid_cell(start, start + after, **unit)
    assert start + after <= cal.grid_day(start, cell, **unit)
    assert cell == 1 or cal.grid_day(start, cell - 1, **unit) < start + after


@given(st.integers(1978, 2060), st.integers(1, 12), st.integers(1, 28))
def test_a_yearly_day_keeps_its_number(year: int, month: int, number: int) -> None:
    assert cal.to_date(cal.yearly_day(year, month, number)) == date(year, month, number)


# --- local times ------------------------------------------------------------------------------------------


@given(locals_, locals_)
def test_elapsed_time_agrees_with_utc(start: datetime, end: datetime) -> None:
    real = end.replace(tzinfo=ROME).timestamp() - start.replace(tzinfo=ROME).timestamp()
    assert cal.elapsed_minutes(start, end) * 60 == real
    assert cal.elapsed_minutes(end, start) == -cal.elapsed_minutes(start, end)


@given(locals_)
def test_an_instant_leads_back_to_its_local_time(local: datetime) -> None:
    back = cal.instant_to_local(cal.local_to_instant(local))
    if cal.check_local(local) == "nonexistent":
        assert back != local
    else:
        assert back == local
        assert back.fold == (local.fold if cal.check_local(local) == "ambiguous" else 0)


@given(locals_)
def test_an_offset_that_rome_shows_leads_to_its_pass(local: datetime) -> None:
    offset = local.toordinal() * 1440 + local.hour * 60 + local.minute - cal.local_to_instant(local)
    fold = cal.fold_for_offset(local, offset)
    if cal.check_local(local) == "nonexistent":
        assert fold is None
    else:
        assert fold is not None
        assert cal.local_to_instant(local.replace(fold=fold)) == cal.local_to_instant(local)


@given(st.integers(0, 1440))
def test_clock_times_read_back(minutes: int) -> None:
    assert cal.clock(cal.clock_text(minutes)) == minutes


@given(st.integers(1890, 2300))
def test_offsets_of_a_year_are_those_of_each_of_its_days(year: int) -> None:
    """Only the ends of a week are asked where nothing changes in it."""
    day = date(year, 1, 1)
    for offset in _offsets_of(year):
        start = datetime.combine(day, datetime.min.time())
        ends = (start, start + timedelta(hours=23, minutes=59))
        found = {_looked_up_offset(end.replace(fold=fold)) for end in ends for fold in (0, 1)}
        assert found == {offset} if offset is not None else len(found) > 1
        day += timedelta(days=1)
    assert day == date(year + 1, 1, 1)
