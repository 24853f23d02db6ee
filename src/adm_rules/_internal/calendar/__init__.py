"""All calendar arithmetic, on whole numbers: a day is ``date.toordinal()``, an instant is a count of minutes.

- `days`: conversions, weeks, months, ages, calendar periods;
- `holidays`: the dated table of Italian public holidays, and working days;
- `terms`: the day on which a term falls due, or a duration ends;
- `clocks`: clock times, and what a stretch of Europe/Rome local time really lasts.

Nothing here reads the clock of the machine.
"""

from __future__ import annotations

from adm_rules._internal.calendar.clocks import (
    MINUTES_PER_DAY,
    LocalState,
    check_local,
    clock,
    clock_text,
    elapsed_minutes,
    fold_for_offset,
    instant_to_local,
    local_of,
    local_text,
    local_to_instant,
)
from adm_rules._internal.calendar.days import (
    LAST_DAY,
    PERIODS,
    WEEKDAYS,
    CalendarError,
    add_days,
    add_months,
    age_on,
    birthday,
    calendar_period,
    calendar_periods,
    mondays,
    month_name,
    months_between,
    to_date,
    to_day,
    week_name,
    week_of,
    weekday,
    weekday_name,
    year_bounds,
    year_of,
    years_between,
)
from adm_rules._internal.calendar.holidays import (
    HOLIDAYS,
    SATURDAYS,
    Holiday,
    Patrons,
    falls_on,
    is_holiday,
    next_working,
    previous_working,
)
from adm_rules._internal.calendar.terms import (
    Rollover,
    TermEnd,
    due_before,
    due_day,
    due_on,
    grid_cell,
    grid_day,
    last_day_of_term,
    roll,
    working_day,
    yearly_day,
)
