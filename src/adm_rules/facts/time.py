"""Facts of time: what a week of a case adds up to, and the derogations that widen its limits."""

from __future__ import annotations

from adm_rules.facts.build import fields, made

#: The child's own sessions of home education; a week has no service of its own, so its sessions are asked.
_HOME = {"service": {"is": "home_education"}}
_COUNTED = {"session_status": {"one_of": "$counted_statuses"}}

# fmt: off
_WEEK = (
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
         "ore dirette nella settimana", "direct time in the week",
         total={"from": "session", "of": "session_time",
                "where": {"all": [_HOME, _COUNTED, {"activity": {"one_of": "$capped_activities"}}]}}),
    made("week", "worked_time", "minutes",
         "ore complessive nella settimana", "total time in the week",
         total={"from": "session", "of": "session_time", "where": {"all": [_HOME, _COUNTED]}}),
)

_DEROGATION = (
    *fields(
        "derogation",
        ("derogation_id", "id", "id", "codice della deroga", "code of the derogation"),
        ("derogation_scope", "set:derogation_scope", "scope",
         "oggetto della deroga", "scope of the derogation"),
        ("derogation_intervention", "id", "intervention",
         "intervento a cui si riferisce la deroga", "intervention that the derogation is for"),
        ("derogation_from", "date", "from", "inizio della deroga", "start of the derogation"),
        ("derogation_to", "date", "to", "fine della deroga", "end of the derogation"),
        ("derogation_document", "id", "document", "documento della deroga", "document of the derogation"),
        ("derogation_exceptional", "bool", "exceptional",
         "eccezionalità della deroga", "exceptional nature of the derogation"),
        ("derogation_budget_available", "bool", "budget_available",
         "disponibilità di bilancio per la deroga", "budget for the derogation"),
        ("derogation_social_relevance", "bool", "social_relevance",
         "rilevanza sociale della deroga", "social relevance of the derogation"),
        ("derogation_reason", "enum:derogation_reason", "reason",
         "motivo della deroga", "reason for the derogation"),
        ("derogation_assessed_by", "enum:role", "assessed_by",
         "soggetto che ha valutato la deroga", "who assessed the derogation"),
        ("derogation_assessed_on", "event", "assessed_on",
         "valutazione della deroga", "assessment of the derogation"),
        ("derogation_authorised_by", "enum:role", "authorised_by",
         "soggetto che ha autorizzato la deroga", "who authorised the derogation"),
        ("derogation_authorised_on", "event", "authorised_on",
         "autorizzazione della deroga", "authorisation of the derogation"),
        ("derogation_payer", "enum:role", "payer",
         "soggetto che sostiene la spesa della deroga", "who pays for the derogation"),
        ("derogation_weekly_time", "minutes", "weekly_minutes",
         "ore settimanali concesse dalla deroga", "weekly time granted by the derogation"),
        ("derogation_start", "time", "start",
         "ora di inizio concessa dalla deroga", "start time granted by the derogation"),
        ("derogation_end", "time", "end",
         "ora di fine concessa dalla deroga", "end time granted by the derogation"),
        ("derogation_days", "set:weekday", "days",
         "giorni concessi dalla deroga", "days granted by the derogation"),
    ),
)
# fmt: on

FACTS = (*_WEEK, *_DEROGATION)
