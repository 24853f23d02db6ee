"""Facts of time: what a week or month of a case adds up to."""

from __future__ import annotations

from adm_rules._internal.facts.build import fields, made
from adm_rules._internal.facts.registry import Fact

#: The child's own sessions of home education; a week has no service of its own, so its sessions are asked.
_HOME = {"service": {"is": "home_education"}}
_COUNTED = {"session_status": {"one_of": "$counted_statuses"}}
#: Work without the minor may go on beside.
_WITH_MINOR = {"activity": {"none_of": ["correlated", "coordination", "feedback"]}}
_NOT_LOST = {"session_status": {"none_of": ["cancelled", "missed"]}}

#: Sessions delivered of the service that is given.
_DELIVERED = {"all": [{"service": {"is": {"param": "service"}}}, {"session_status": {"is": "delivered"}}]}


def _of_period(period: str, italian: str) -> tuple[Fact, ...]:
    """What a week or month adds up to, for any service."""
    return (
        made(
            period,
            f"interventions_of_{period}",
            "set",
            f"interventi con accessi {italian}",
            f"interventions with sessions in the {period}",
            collect={"from": "session", "of": "intervention_id", "where": _NOT_LOST},
        ),
        made(
            period,
            f"sessions_of_{period}",
            "count",
            f"accessi del servizio indicato svolti {italian}",
            f"sessions of the given service delivered in the {period}",
            takes={"service": "enum"},
            count={"from": "session", "where": _DELIVERED},
        ),
        made(
            period,
            f"time_of_{period}",
            "minutes",
            f"durata degli accessi del servizio indicato svolti {italian}",
            f"length of the sessions of the given service delivered in the {period}",
            takes={"service": "enum"},
            total={"from": "session", "of": "session_time", "where": _DELIVERED, "merge": _WITH_MINOR},
        ),
    )


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
                "where": {"all": [_HOME, _COUNTED, {"activity": {"one_of": "$capped_activities"}}]},
                "merge": _WITH_MINOR}),
    made("week", "worked_time", "minutes",
         "ore complessive di educativa domiciliare nella settimana", "total time of home education in the week",
         total={"from": "session", "of": "session_time", "where": {"all": [_HOME, _COUNTED]}, "merge": _WITH_MINOR}),
    made("week", "sessions_at_once", "set",
         "accessi del minore, di qualunque intervento, che nella settimana si sovrappongono",
         "sessions of the minor, of any intervention, that share time in the week",
         at_once={"from": "session", "of": "session_id", "start": "session_start", "end": "session_end",
                  "where": {"all": [{"session_status": {"one_of": ["planned", "delivered"]}}, _WITH_MINOR]}}),
    *_of_period("week", "nella settimana"),
    *fields(
        "month",
        ("month", "id", "name", "mese", "month"),
        ("month_start", "date", "start", "primo giorno del mese", "first day of the month"),
        ("month_end", "date", "end", "ultimo giorno del mese", "last day of the month"),
        ("month_first_day", "date", "first_day",
         "primo giorno di accesso del mese", "first day of the month with a session"),
        ("month_last_day", "date", "last_day",
         "ultimo giorno di accesso del mese", "last day of the month with a session"),
    ),
    *_of_period("month", "nel mese"),
)
# fmt: on
