"""Facts of the plan: its versions, contents, objectives, signatures and weekly timetable."""

from __future__ import annotations

from adm_rules._internal.facts.build import made
from adm_rules._internal.names import NAMES

#: Of the versions of a plan that are in force on the day of a session, the last one drafted.
_CURRENT = {"drafted_on": {"at_least": {"fact": "plan_in_force_on"}}}
#: The same of the slots of its timetable, which are looked at on the day of the session by themselves.
_OF_CURRENT = {"all": [
    {"drafted_on": {"at_least": {"fact": "plan_in_force_on"}, "at_most": {"fact": "session_day"}}},
    {"not": {"plan_end_on": {"below": {"fact": "session_day"}}}},
]}  # fmt: skip

# fmt: off
_PLAN = (
    made("plan", "age_at_plan", "years",
         "età del minore alla stesura del progetto", "age of the minor when the plan is drafted",
         choose=[{"else": {"fact": "age", "at": "drafted_on"}}]),
    made("plan", "sessions_under_plan", "count",
         "accessi ordinari con il minore svolti dalla stesura del progetto in poi",
         "ordinary sessions with the minor delivered from the drafting of the plan on",
         count={"from": "session", "during": {"from": "drafted_on"}, "where": {"all": [
             {"session_status": {"is": "delivered"}}, {"phase": {"is_not": "knowledge"}},
             {"activity": {"none_of": ["correlated", "coordination", "feedback"]}}]}}),
    made("plan", "other_objectives", "count",
         "obiettivi diversi dal sostegno scolastico", "objectives other than help with school work",
         count={"from": "objective", "where": {"objective_tag": {"is_not": "study_support"}}}),
    made("plan", "objectives_beyond_self_care", "count",
         "obiettivi diversi dallo studio e dalla cura di sé", "objectives other than study and self-care",
         count={"from": "objective", "where": {"objective_tag": {"none_of": ["study_support", "autonomy"]}}}),
)

_SIGNATURES = (
    made("plan", "signers", "set",
         "firmatari del progetto", "signers of the plan",
         collect={"from": "signature", "of": "signer", "ever": True}),
    # Whoever signs is named by a role, or by an id: of a holder of parental responsibility, or of somebody assigned.
    made("plan", "holders_signing", "set:role",
         "vesti degli esercenti la responsabilità genitoriale che hanno firmato il progetto",
         "roles of the holders of parental responsibility who signed the plan",
         collect={"from": "holder", "of": "holder_role", "where": {"holder_id": {"one_of": {"fact": "signers"}}}}),
    made("plan", "assigned_signing", "set:role",
         "ruoli degli operatori assegnati che hanno firmato il progetto",
         "roles of the workers assigned who signed the plan",
         collect={"from": "assignment", "of": "assignment_role", "ever": True,
                  "where": {"staff_id": {"one_of": {"fact": "signers"}}}}),
    made("plan", "signed_by", "bool",
         "firma del progetto da parte di uno dei soggetti indicati", "signature of the plan by one of those given",
         takes={"roles": "set:role"},
         choose=[{"when": {"signers": {"includes_any": {"param": "roles"}}}, "then": True},
                 # who is named by a role alone is none of those named by an id
                 {"when": {"signers": {"one_of": list(NAMES["role"])}}, "then": False},
                 {"when": {"any": [{"holders_signing": {"includes_any": {"param": "roles"}}},
                                   {"assigned_signing": {"includes_any": {"param": "roles"}}}]}, "then": True},
                 {"else": False}]),
    made("intervention", "educators_assigned", "set",
         "educatori assegnati all'intervento", "educators assigned to the intervention",
         collect={"from": "assignment", "of": "staff_id", "ever": True,
                  "where": {"assignment_role": {"is": "educator"}}}),
    # Whom an id names as a holder needs no list of those assigned.
    made("signature", "signed_as", "id",
         "firmatario del progetto, l'educatore per il suo ruolo", "signer of the plan, the educator by the role",
         choose=[{"when": {"signer": {"one_of": list(NAMES["role"])}}, "then": {"fact": "signer"}},
                 {"when": {"signer": {"one_of": {"fact": "responsible_holders"}}}, "then": {"fact": "signer"}},
                 {"when": {"signer": {"one_of": {"fact": "educators_assigned"}}}, "then": "educator"},
                 {"else": {"fact": "signer"}}]),
    made("plan", "signers_as", "set",
         "firmatari del progetto, l'educatore per il suo ruolo", "signers of the plan, the educator by the role",
         collect={"from": "signature", "of": "signed_as", "ever": True}),
    made("plan", "holder_signatures", "count",
         "firme degli esercenti la responsabilità genitoriale",
         "signatures of holders of parental responsibility",
         count={"from": "signature", "ever": True,
                "where": {"signer": {"one_of": {"fact": "responsible_holders"}}}}),
    made("plan", "signed_by_all_on", "event",
         "firma del progetto da parte di chi deve firmarlo", "signature of the plan by those who have to sign",
         complete_on={"from": "signature", "of": "signed_as", "by": "signed_on", "ever": True,
                      "needs": ["$plan_signers", {"fact": "responsible_holders"}]}),
    made("intervention", "plan_drafted_on", "event",
         "stesura del primo progetto", "drafting of the first plan",
         pick={"from": "plan", "of": "drafted_on", "by": "drafted_on", "take": "first", "ever": True}),
    made("intervention", "first_plan_start_on", "date",
         "avvio previsto dal primo progetto", "start set by the first plan",
         pick={"from": "plan", "of": "plan_start_on", "by": "drafted_on", "take": "first", "ever": True}),
    made("intervention", "first_plan_agreed_on", "event",
         "prima condivisione del progetto", "first agreement on the plan",
         pick={"from": "plan", "of": "plan_agreed_on", "by": "plan_agreed_on", "take": "first", "ever": True}),
    # Each version is signed by itself: two halves make no signed plan.
    made("plan", "plan_complete_on", "event",
         "firma di questo progetto da parte di tutti i firmatari previsti",
         "signature of this plan by all who must sign",
         complete_on={"from": "signature", "of": "signed_as", "by": "signed_on", "ever": True,
                      "needs": ["$plan_signers", {"fact": "responsible_holders"}]}),
    made("intervention", "plan_signed_on", "event",
         "firma del progetto da parte di tutti i firmatari previsti",
         "signature of the plan by all who must sign",
         pick={"from": "plan", "of": "plan_complete_on", "by": "plan_complete_on", "take": "first", "ever": True}),
    made("session", "planned_activities", "set:activity_tag",
         "attività previste dal progetto in vigore nel giorno dell'accesso",
         "activities of the plan in force on the day of the session",
         collect={"from": "plan", "of": "plan_activities", "at": "session_day", "where": _CURRENT}),
    made("session", "planned_correlated", "set:activity_tag",
         "attività correlate previste dal progetto in vigore nel giorno dell'accesso",
         "correlated activities of the plan in force on the day of the session",
         collect={"from": "plan", "of": "plan_correlated_activities", "at": "session_day", "where": _CURRENT}),
    made("session", "planned_venues", "set:venue",
         "luoghi previsti dal progetto in vigore nel giorno dell'accesso",
         "venues of the plan in force on the day of the session",
         collect={"from": "plan", "of": "plan_venues", "at": "session_day", "where": _CURRENT}),
)

_TIMETABLE = (
    made("session", "plan_in_force_on", "event",
         "stesura del progetto in vigore nel giorno dell'accesso",
         "drafting of the plan in force on the day of the session",
         pick={"from": "plan", "of": "drafted_on", "by": "drafted_on", "take": "last", "at": "session_day"}),
    made("session", "off_plan_time", "minutes",
         "tempo dell'accesso fuori dagli orari del progetto",
         "time of the session outside the slots of the plan",
         uncovered={"from": "session_start", "to": "session_end", "by": "slot", "where": _OF_CURRENT}),
    made("session", "time_outside_slots", "minutes",
         "tempo dell'accesso fuori dalle fasce dell'orario scolastico",
         "time of the session outside the slots of the school timetable",
         uncovered={"from": "session_start", "to": "session_end", "by": "school_slot"}),
    made("session", "school_closed", "count",
         "chiusure della scuola nel giorno dell'accesso", "closings of the school on the day of the session",
         count={"from": "school_closing", "at": "session_day"}),
    # There is no school on a public holiday nor on a day of its closings, whatever the timetable says.
    made("session", "time_outside_school", "minutes",
         "tempo dell'accesso fuori dall'orario scolastico", "time of the session outside school hours",
         choose=[{"when": {"all": [{"session_last_day": {"at_most": {"fact": "session_day"}}},
                                   {"any": [{"holiday": {"is": True}}, {"school_closed": {"at_least": 1}}]}]},
                  "then": {"fact": "session_time"}},
                 {"else": {"fact": "time_outside_slots"}}]),
)
# fmt: on

FACTS = (*_PLAN, *_SIGNATURES, *_TIMETABLE)
