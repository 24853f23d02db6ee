"""Facts of time: what a week of a case adds up to."""

from __future__ import annotations

from adm_rules.facts.build import fields, made

#: The child's own sessions of home education; a week has no service of its own, so its sessions are asked.
_HOME = {"service": {"is": "home_education"}}
_COUNTED = {"session_status": {"one_of": "$counted_statuses"}}

# fmt: off
FACTS = (
    *fields(
        "week",
        ("week", "id", "name", "settimana", "week"),
        ("week_monday", "date", "monday", "lunedì della settimana", "Monday of the week"),
        ("week_sunday", "date", "sunday", "domenica della settimana", "Sunday of the week"),
        ("week_first_day", "date", "first_day",
         "primo giorno di accesso della settimana", "first day of the week with a session"),
        ("week_last_day", "date", "last_day",
         "ultimo giorno di accesso della settimana", "last day of the week with a session"),
    ),
    made("week", "home_sessions", "count",
         "accessi di educativa domiciliare nella settimana", "home education sessions in the week",
         count={"from": "session", "where": _HOME}),
    made("week", "direct_time", "minutes",
         "ore dirette di educativa domiciliare nella settimana", "direct time of home education in the week",
         total={"from": "session", "of": "session_time",
                "where": {"all": [_HOME, _COUNTED, {"activity": {"one_of": "$capped_activities"}}]}}),
    made("week", "worked_time", "minutes",
         "ore complessive di educativa domiciliare nella settimana", "total time of home education in the week",
         total={"from": "session", "of": "session_time", "where": {"all": [_HOME, _COUNTED]}}),
)
# fmt: on
