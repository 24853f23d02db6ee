"""Facts of the weeks and years of an agency and of its staff: cover, training, turnover, papers."""

from __future__ import annotations

from adm_rules._internal.facts.build import fields, made

_WINDOW = ["$window_start", "$window_end"]
_AFTERNOON = ["$afternoon_start", "$afternoon_end"]
_DAYS = "$service_weekdays"

#: Staff on the list on the last day of the year.
_LISTED = {"all": [
    {"listed_from": {"at_most": {"fact": "year_last_day"}}},
    {"not": {"delisted_on": {"below": {"fact": "year_last_day"}}}},
]}  # fmt: skip

#: Left in the year, before the intervention closed, and not by documented force majeure.
_TURNED_OVER = {"all": [
    {"agency_left_on": {"between": [{"fact": "year_first_day"}, {"fact": "year_last_day"}]}},
    {"agency_left_on": {"below": {"fact": "agency_closed_on"}}},
    {"any": [{"agency_left_reason": {"none_of": "$force_majeure"}},
             {"agency_force_majeure_documented": {"is": False}}]},
]}  # fmt: skip

# fmt: off
_WEEK = (
    *fields(
        "agency_week",
        ("agency_week", "id", "name", "settimana dell'agenzia", "week of the agency"),
        ("agency_week_monday", "date", "monday",
         "lunedì della settimana dell'agenzia", "Monday of the agency's week"),
        ("agency_week_sunday", "date", "sunday",
         "domenica della settimana dell'agenzia", "Sunday of the agency's week"),
    ),
    made("agency_week", "uncovered_window", "minutes",
         "tempo della fascia di servizio non coperto nella settimana",
         "time of the service window not covered in the week",
         uncovered={"window": _WINDOW, "on": _DAYS, "by": "availability"}),
    made("agency_week", "available_time", "minutes",
         "disponibilità degli operatori nella settimana", "staff availability in the week",
         overlap={"of": "availability", "with": _WINDOW, "on": _DAYS}),
    made("agency_week", "afternoon_time", "minutes",
         "disponibilità pomeridiana nella settimana", "afternoon availability in the week",
         overlap={"of": "availability", "with": _AFTERNOON, "on": _DAYS}),
    made("agency_week", "afternoon_covered", "minutes",
         "tempo pomeridiano coperto nella settimana", "afternoon time covered in the week",
         overlap={"of": "availability", "with": _AFTERNOON, "on": _DAYS, "merge": True}),
    made("agency_week", "afternoon_share", "fraction",
         "quota pomeridiana della disponibilità", "afternoon share of the availability",
         ratio=["afternoon_time", "available_time"]),
    made("agency_week", "afternoon_band", "fraction",
         "quota coperta della fascia pomeridiana", "covered share of the afternoon band",
         ratio=["afternoon_covered", "$afternoon_week"]),
    made("agency_week", "afternoon_heads", "fraction",
         "quota di operatori disponibili il pomeriggio", "share of staff available in the afternoon",
         share={"from": "staff_week", "where": {"staff_afternoon_time": {"above": 0}}}),
    made("agency_week", "afternoon_sessions", "fraction",
         "quota pomeridiana degli accessi svolti", "afternoon share of the sessions delivered",
         share={"from": "agency_session", "of": "agency_session_time", "during": "span",
                "among": {"agency_session_status": {"is": "delivered"}},
                "where": {"agency_start_clock": {"at_least": "$afternoon_start"}}}),
    *fields(
        "staff_week",
        ("staff_week_staff", "id", "staff", "operatore della settimana", "staff member of the week"),
    ),
    made("staff_week", "staff_afternoon_time", "minutes",
         "disponibilità pomeridiana dell'operatore nella settimana",
         "staff member's afternoon availability in the week",
         overlap={"of": "availability", "with": _AFTERNOON, "on": _DAYS}),
)

_YEAR = (
    *fields(
        "agency_year",
        ("year", "count", "=", "anno", "year"),
        ("year_first_day", "date", "first_day", "primo giorno dell'anno", "first day of the year"),
        ("year_last_day", "date", "last_day", "ultimo giorno dell'anno", "last day of the year"),
    ),
    made("agency_year", "yearly_documents_on", "event",
         "invio di tutti i documenti annuali", "sending of all the yearly documents",
         complete_on={"from": "document", "of": "document_type", "by": "sent_on", "ever": True,
                      "needs": ["$yearly_documents"],
                      "where": {"document_year": {"is": {"fact": "year"}}}}),
    made("agency_year", "year_end_documents_on", "event",
         "invio di tutti i documenti di fine anno", "sending of all the year-end documents",
         complete_on={"from": "document", "of": "document_type", "by": "sent_on", "ever": True,
                      "needs": ["$year_end_documents"],
                      "where": {"document_year": {"is": {"fact": "year"}}}}),
    made("agency_year", "documents_held", "set:document_type",
         "documenti agli atti per l'anno", "documents on file for the year",
         collect={"from": "document", "of": "document_type", "ever": True,
                  "where": {"document_year": {"is": {"fact": "year"}}}}),
    made("agency_year", "supervision_papers_held", "set:document_type",
         "documenti che provano le supervisioni dell'anno", "papers that prove the supervisions of the year",
         collect={"from": "supervision", "of": "supervision_papers", "during": "span"}),
    made("agency_year", "survey_audience", "set:role",
         "soggetti interpellati nelle indagini dell'anno", "respondents of the surveys of the year",
         collect={"from": "survey", "of": "survey_respondents", "ever": True,
                  "where": {"survey_year": {"is": {"fact": "year"}}}}),
    made("agency_year", "listed_staff", "count",
         "operatori in elenco a fine anno", "staff on the list at the end of the year",
         count={"from": "staff", "at": "year_last_day"}),
    made("agency_year", "trained_share", "fraction",
         "quota di operatori con la formazione prevista", "share of staff with the training required",
         share={"from": "staff_year", "among": _LISTED,
                "where": {"training_done": {"at_least": "$training_time"}}}),
    made("agency_year", "supervised_share", "fraction",
         "quota di operatori con la supervisione prevista", "share of staff with the supervision required",
         share={"from": "staff_year", "among": _LISTED,
                "where": {"supervision_done": {"at_least": "$supervision_yearly"}}}),
    made("agency_year", "supervision_time", "minutes",
         "ore di supervisione nell'anno", "supervision time in the year",
         total={"from": "supervision", "of": "supervision_length", "during": "span"}),
    made("agency_year", "staff_in_service", "count",
         "operatori assegnati nell'anno", "staff assigned in the year",
         count={"from": "agency_assignment", "distinct": "agency_assigned_staff", "during": "span"}),
    made("agency_year", "turnover", "fraction",
         "quota di operatori che nell'anno hanno lasciato un'assegnazione",
         "share of staff that left an assignment in the year",
         share={"from": "agency_assignment", "distinct": "agency_assigned_staff", "during": "span",
                "where": _TURNED_OVER}),
    made("agency_year", "assignment_turnover", "fraction",
         "quota di assegnazioni lasciate nell'anno", "turnover of assignments in the year",
         share={"from": "agency_assignment", "during": "span", "where": _TURNED_OVER}),
    *fields(
        "staff_year",
        ("staff_year_staff", "id", "staff", "operatore dell'anno", "staff member of the year"),
    ),
    made("staff_year", "training_done", "minutes",
         "ore di formazione dell'operatore nell'anno", "training of the staff member in the year",
         total={"from": "training", "of": "training_length", "during": "span"}),
    made("staff_year", "supervision_done", "minutes",
         "ore di supervisione dell'operatore nell'anno", "supervision of the staff member in the year",
         total={"from": "supervision", "of": "supervision_length", "during": "span",
                "where": {"supervised_staff": {"includes": [{"fact": "staff_year_staff"}]}}}),
)
# fmt: on

FACTS = (*_WEEK, *_YEAR)
