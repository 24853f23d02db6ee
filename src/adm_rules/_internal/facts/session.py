"""Facts of a session: when and where it takes place, what is done, who is there."""

from __future__ import annotations

from adm_rules._internal.facts.build import made

#: Sessions that took place.
_DELIVERED = {"session_status": {"is": "delivered"}}
#: Work that is done without the minor starts no intervention, and carries out no plan.
_WITHOUT_MINOR = ["correlated", "coordination", "feedback"]
#: Those with the minor that took place after the period of getting acquainted.
_ORDINARY = {
    "all": [_DELIVERED, {"phase": {"is_not": "knowledge"}}, {"activity": {"none_of": _WITHOUT_MINOR}}]
}

# fmt: off
_COURSE = (
    # A session that lies ahead is planned, whatever the file says: no answer uses what came later.
    made("session", "session_status", "enum:session_status",
         "stato dell'accesso", "status of the session",
         choose=[
             {"when": {"all": [{"recorded_status": {"is": "delivered"}},
                               {"session_day": {"above": {"fact": "judgement_day"}}}]}, "then": "planned"},
             {"else": {"fact": "recorded_status"}}]),
    made("session", "session_day", "date",
         "giorno dell'accesso", "day of the session",
         part={"of": "session_start", "as": "day"}),
    # Of an access that crosses midnight, the next day.
    made("session", "session_last_day", "date",
         "ultimo giorno dell'accesso", "last day of the session",
         touched={"from": "session_start", "to": "session_end", "as": "last_day"}),
    made("session", "weekday", "enum:weekday",
         "giorno della settimana", "weekday",
         part={"of": "session_start", "as": "weekday"}),
    made("session", "weekdays", "set:weekday",
         "giorni della settimana dell'accesso", "weekdays of the session",
         touched={"from": "session_start", "to": "session_end", "as": "weekdays"}),
    made("session", "holiday", "bool",
         "giorno festivo", "public holiday",
         touched={"from": "session_start", "to": "session_end", "as": "holiday"}),
    # For surcharges: a patron day belongs to a Comune, and moves no term.
    made("session", "patron_day", "bool",
         "festa patronale del Comune di residenza del minore",
         "patron day of the minor's municipality of residence",
         patron={"of": "session_day", "in": "residence_at_session"}),
    made("session", "last_patron_day", "bool",
         "festa patronale, nell'ultimo giorno dell'accesso, del Comune di residenza del minore",
         "patron day of the minor's municipality of residence on the last day of the session",
         patron={"of": "session_last_day", "in": "residence_at_session"}),
    made("session", "service_holiday", "bool",
         "giorno festivo o festa patronale del Comune di residenza",
         "public holiday, or patron day of the municipality of residence",
         choose=[{"when": {"any": [{"holiday": {"is": True}}, {"patron_day": {"is": True}},
                                   {"last_patron_day": {"is": True}}]}, "then": True},
                 {"else": False}]),
    made("session", "start_clock", "time",
         "ora di inizio dell'accesso", "clock time at which the session starts",
         part={"of": "session_start", "as": "clock"}),
    made("session", "end_clock", "time",
         "ora di fine dell'accesso", "clock time at which the session ends",
         part={"of": "session_end", "as": "clock", "day_of": "session_start"}),
    made("session", "session_time", "minutes",
         "durata dell'accesso", "length of the session",
         between={"from": "session_start", "to": "session_end", "in": "minutes"}),
    made("session", "meeting_time", "minutes",
         "durata dell'incontro senza la restituzione", "length of the meeting without the feedback",
         difference=["session_time", "feedback_time"]),
    made("session", "age_at_session", "years",
         "età del minore nell'ultimo giorno dell'accesso", "age of the minor on the last day of the session",
         choose=[{"else": {"fact": "age", "at": "session_last_day"}}]),
    made("session", "unreachable_time", "minutes",
         "tempo dell'accesso senza coordinatore reperibile",
         "time of the session without a coordinator on call",
         uncovered={"from": "session_start", "to": "session_end", "by": "reachability",
                    "where": {"staff_role": {"is": "coordinator"}}}),
)

_PEOPLE = (
    made("session", "volunteers_present", "count",
         "volontari e tirocinanti presenti", "volunteers and trainees present",
         count={"from": "attendance", "where": {"attendee_kind": {"one_of": ["volunteer", "trainee"]}}}),
    made("session", "educators_present", "count",
         "educatori presenti", "educators present",
         count={"from": "attendance", "where": {"all": [
             {"attendee_kind": {"is": "staff"}}, {"staff_role": {"is": "educator"}}]}}),
    made("session", "qualified_present", "count",
         "operatori presenti con un titolo educativo valido", "staff present with a valid educator's qualification",
         count={"from": "attendance", "where": {"all": [
             {"attendee_kind": {"is": "staff"}}, {"attendee_titles": {"at_least": 1}}]}}),
    made("session", "educators_per_user", "ratio",
         "rapporto tra educatori e minori presenti", "ratio of educators to minors present",
         ratio=["educators_present", "users_present"]),
    # To the minute, half a minute going up.
    made("session", "share_of_group_time", "minutes",
         "quota del tempo di gruppo di ciascun minore", "each minor's part of the group's time",
         apportion={"of": "session_time", "part": "educators_present", "whole": "users_present"}),
)

_OF_INTERVENTION = (
    made("intervention", "first_session_on", "event",
         "primo accesso svolto", "first session delivered",
         pick={"from": "session", "of": "session_day", "by": "session_start", "take": "first", "ever": True,
               "where": _DELIVERED}),
    made("intervention", "first_contact_on", "event",
         "primo accesso svolto con il minore", "first session delivered with the minor",
         pick={"from": "session", "of": "session_day", "by": "session_start", "take": "first", "ever": True,
               "where": {"all": [_DELIVERED, {"activity": {"none_of": _WITHOUT_MINOR}}]}}),
    made("intervention", "first_ordinary_on", "event",
         "primo accesso svolto con il minore dopo il periodo di conoscenza",
         "first session delivered with the minor after the period of getting acquainted",
         pick={"from": "session", "of": "session_day", "by": "session_start", "take": "first", "ever": True,
               "where": _ORDINARY}),
    made("intervention", "first_meeting_on", "event",
         "primo incontro protetto svolto", "first supervised meeting held",
         pick={"from": "session", "of": "session_day", "by": "session_start", "take": "first", "ever": True,
               "where": {"all": [_DELIVERED, {"activity": {"is": "supervised_meeting"}}]}}),
    made("intervention", "supervised_meetings", "series",
         "incontri protetti svolti", "supervised meetings held",
         collect={"from": "session", "of": "session_day", "ever": True,
                  "where": {"all": [_DELIVERED, {"activity": {"is": "supervised_meeting"}}]}}),
    made("intervention", "last_session_on", "event",
         "ultimo accesso svolto", "last session delivered",
         pick={"from": "session", "of": "session_day", "by": "session_start", "take": "last", "ever": True,
               "where": _DELIVERED}),
    made("intervention", "sessions_delivered", "count",
         "accessi svolti", "sessions delivered",
         count={"from": "session", "ever": True, "where": _DELIVERED}),
    made("intervention", "home_share", "fraction",
         "quota del tempo svolta a domicilio", "share of time at home",
         share={"from": "session", "of": "session_time", "ever": True, "among": _DELIVERED,
                "where": {"venue": {"is": "home"}}}),
)
# fmt: on

FACTS = (*_COURSE, *_PEOPLE, *_OF_INTERVENTION)
