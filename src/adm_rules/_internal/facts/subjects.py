"""The closed tree of subjects: everything that a rule can be ``per``, and everything that recipes count.

Below the pseudo-root ``file`` stand the four roots, one for each kind of file. Below those stand the lists of the files
(`facts.keys`, read off the models) and what is derived: weeks and months of a case, the weeks and years of
an agency's declared coverage, and each worker's share of them.
"""

from __future__ import annotations

from typing import Final

from adm_rules._internal.facts.keys import subjects
from adm_rules._internal.facts.registry import PeriodGrouping, Subject
from adm_rules._internal.texts import Text

_STAFF: Final = {"staff": ("staff", "staff")}
_WEEK: Final = ("agency_week_monday", "agency_week_sunday")
_YEAR: Final = ("year_first_day", "year_last_day")

# fmt: off
_ROOTS: Final = (
    Subject("file", Text("archivio", "file")),
    Subject("case", Text("caso", "case"), "file", name_by="id"),
    Subject("agency", Text("agenzia", "agency"), "file", name_by="id"),
    Subject("contract", Text("contratto di servizio", "service contract"), "file", name_by="id",
            span=("contract_term_start", "contract_term_end")),
    Subject("district", Text("Ambito", "district"), "file", name_by="id", span=("service_from", "service_until")),
)
_CASE_WEEK: Final = Subject(
    "week", Text("settimana", "week"), "case", name_by="name", gathers="session",
    span=("week_first_day", "week_last_day"), day="week_monday",
    grouped=PeriodGrouping("week", "session_day", "session_status", "cancelled", "interventions_of_week"))
_CASE_MONTH: Final = Subject(
    "month", Text("mese", "month"), "case", name_by="name", gathers="session",
    span=("month_first_day", "month_last_day"), day="month_start",
    grouped=PeriodGrouping("month", "session_day", "session_status", "cancelled", "interventions_of_month"))
_AGENCY_PERIODS: Final = (
    Subject("agency_week", Text("settimana dell'agenzia", "agency week"), "agency", name_by="name",
            span=_WEEK, day="agency_week_monday", covers="weeks"),
    Subject("staff_week", Text("settimana dell'operatore", "worker's week"), "agency_week", name_by="staff",
            span=_WEEK, day="agency_week_monday", links=_STAFF, each="staff"),
    Subject("agency_year", Text("anno dell'agenzia", "agency year"), "agency", name_by="name",
            span=_YEAR, day="year_last_day", covers="years"),
    Subject("staff_year", Text("anno dell'operatore", "worker's year"), "agency_year", name_by="staff",
            span=_YEAR, day="year_last_day", links=_STAFF, each="staff"),
)
# fmt: on

_LISTS: Final = subjects()
_FIRST: Final = next(n for n, each in enumerate(_LISTS) if each.name == "intervention")

#: Every subject, owners before what they own, in the order of answers: weeks and months of a case before interventions.
SUBJECTS: Final = (
    *_ROOTS,
    *_LISTS[:_FIRST],
    _CASE_WEEK,
    _CASE_MONTH,
    *_LISTS[_FIRST:],
    *_AGENCY_PERIODS,
)
