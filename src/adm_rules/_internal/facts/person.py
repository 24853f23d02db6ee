"""Facts of the case itself: the minor, the family, the household, the risks, what is decided about them."""

from __future__ import annotations

from adm_rules._internal.facts.build import fields, made

# fmt: off
_MINOR = (
    *fields("file", ("judgement_day", "date", "=", "giorno della verifica", "day of the check")),
    made("case", "age", "years",
         "età del minore", "age of the minor",
         asked="day", settled="judgement_day",
         age_on={"birth": "birth_date", "at": "asked"}),
)

_FAMILY = (
    made("case", "responsible_holders", "set",
         "esercenti la responsabilità genitoriale", "holders of parental responsibility",
         collect={"from": "holder", "of": "holder_id", "where": {"holder_excluded": {"is": False}}}),
    made("household_member", "member_age", "years",
         "età del componente del nucleo", "age of the household member",
         asked="day", settled="judgement_day",
         age_on={"birth": "member_birth_date", "at": "asked"}),
    made("household_member", "member_turns", "date",
         "compimento dell'età indicata in mesi dal componente del nucleo",
         "day on which the household member reaches the given age in months",
         takes={"months": "months"},
         shift={"of": "member_birth_date", "months": {"param": "months"}, "as": "due"}),
    made("intervention", "children_at_enrolment", "count",
         "figli, fratelli e sorelle nel nucleo sotto l'età indicata in mesi all'iscrizione",
         "children and siblings in the household below the given age in months on enrolment",
         takes={"months": "months"},
         count={"from": "household_member", "where": {"all": [
             {"member_relation": {"one_of": ["child", "sibling"]}},
             {"member_birth_date": {"at_most": {"fact": "enrolled_by_day"}}},
             {"member_turns": {"with": {"months": {"param": "months"}}, "above": {"fact": "enrolled_by_day"}}}]}}),
    made("case", "children_aged", "count",
         "figli, fratelli e sorelle nel nucleo fino all'età indicata",
         "children and siblings in the household up to the given age",
         takes={"up_to": "years"}, asked="day", settled="judgement_day",
         count={"from": "household_member", "where": {"all": [
             {"member_relation": {"one_of": ["child", "sibling"]}},
             {"member_age": {"at": "asked", "at_most": {"param": "up_to"}}}]}}),
    made("case", "other_users", "count",
         "altri componenti del nucleo che usano il servizio", "other members of the household who use the service",
         count={"from": "household_member", "where": {"member_uses_service": {"is": True}}}),
    made("case", "household_size", "count",
         "componenti del nucleo familiare", "members of the household",
         count={"from": "household_member"}),
)

#: Only maltreatment must be grave; abuse counts as it is.
_ABUSE = {"any": [
    {"all": [{"risk_theme": {"is": "maltreatment"}}, {"risk_grave": {"is": True}}]},
    {"risk_theme": {"is": "abuse"}},
]}

_SITUATION = (
    made("case", "sai_term_end", "date",
         "ultimo giorno della permanenza ordinaria nel SAI", "last day of the ordinary stay in the SAI network",
         takes={"months": "months"},
         shift={"of": "sai_stay_from", "months": {"param": "months"}, "as": "last_day_of_term"}),
    made("case", "abuse_risks", "count",
         "situazioni di maltrattamento grave o abuso", "situations of grave maltreatment or abuse",
         count={"from": "risk", "where": _ABUSE}),
    made("case", "abuse_themes", "set:risk_theme",
         "temi di maltrattamento grave o abuso", "themes of grave maltreatment or abuse",
         collect={"from": "risk", "of": "risk_theme", "where": _ABUSE}),
    made("foster_care", "orders_at_foster_care", "count",
         "provvedimenti in vigore all'inizio dell'affido", "court orders in force when the foster care starts",
         choose=[{"else": {"fact": "orders", "at": "fostered_from"}}]),
    made("case", "foster_cares", "count",
         "affidi in corso nel giorno della verifica", "foster care in force on the day of the check",
         count={"from": "foster_care", "at": "judgement_day"}),
)
# fmt: on

FACTS = (*_MINOR, *_FAMILY, *_SITUATION)
