"""Facts of the district's own office: meetings, reports, surveys, teams, funds, information duties."""

from __future__ import annotations

from adm_rules._internal.facts.build import made

# fmt: off
_OFFICE = (
    made("district", "meeting_dates", "series",
         "incontri dell'Ambito della serie indicata", "district meetings of the given series",
         takes={"series": "enum"},
         collect={"from": "district_meeting", "of": "held_on", "ever": True,
                  "where": {"meeting_series": {"includes": [{"param": "series"}]}}}),
    made("district", "attended_meeting_dates", "series",
         "incontri dell'Ambito della serie e con i partecipanti indicati",
         "district meetings of the given series and participants",
         takes={"series": "enum", "roles": "set"},
         collect={"from": "district_meeting", "of": "held_on", "ever": True, "where": {"all": [
             {"meeting_series": {"includes": [{"param": "series"}]}},
             {"meeting_roles": {"includes": {"param": "roles"}}}]}}),
    made("district", "supervision_dates", "series",
         "supervisioni dell'Ambito", "district supervisions",
         collect={"from": "district_supervision", "of": "district_supervised_on", "ever": True}),
)

_TEAM = (
    made("team", "team_members", "count",
         "componenti dell'équipe con il ruolo indicato", "members of the team with the given role",
         takes={"role": "enum"},
         count={"from": "team_member", "where": {"team_role": {"is": {"param": "role"}}},
                "at": "judgement_day"}),
    made("team", "team_coordinators", "count",
         "coordinatori dell'équipe con il ruolo indicato", "coordinators of the team with the given role",
         takes={"role": "enum"},
         count={"from": "team_member", "at": "judgement_day", "where": {"all": [
             {"team_role": {"is": {"param": "role"}}}, {"coordinating": {"is": True}}]}}),
)

_YEAR = (
    made("district_year", "fund_spent", "money",
         "somme prelevate dal fondo dell'anno", "sum taken from the fund of the year",
         total={"from": "fund_payment", "of": "fund_payment_amount", "ever": True}),
    made("district_year", "management_report_contents", "set:report_content",
         "contenuti delle relazioni sulla gestione consegnate per l'anno",
         "contents of the management reports delivered for the year",
         collect={"from": "district_report", "of": "district_report_contents", "ever": True, "where": {"all": [
             {"district_report_type": {"is": "management"}},
             {"district_report_year": {"is": {"fact": "district_year"}}}]}}),
    made("district_year", "municipal_surveys", "count",
         "indagini di gradimento dell'anno rivolte ai Comuni",
         "satisfaction surveys of the year put to the municipalities",
         count={"from": "district_survey", "ever": True, "where": {"all": [
             {"district_survey_year": {"is": {"fact": "district_year"}}},
             {"district_survey_respondents": {"includes": ["municipality"]}}]}}),
    made("district_year", "family_surveys", "count",
         "indagini di gradimento dell'anno rivolte alle famiglie",
         "satisfaction surveys of the year put to the families",
         count={"from": "district_survey", "ever": True, "where": {"all": [
             {"district_survey_year": {"is": {"fact": "district_year"}}},
             {"district_survey_respondents": {"includes": ["family"]}}]}}),
    made("district_year", "yearly_report_contents", "set:report_content",
         "contenuti della relazione annuale del tipo indicato",
         "contents of the yearly report of the given type",
         takes={"type": "enum"},
         collect={"from": "district_report", "of": "district_report_contents", "ever": True, "where": {"all": [
             {"district_report_type": {"is": {"param": "type"}}},
             {"district_report_year": {"is": {"fact": "district_year"}}}]}}),
    made("district_year", "district_year_first_day", "date",
         "primo giorno dell'anno dell'Ambito", "first day of the district's year",
         part={"of": "district_year", "as": "first_of_year"}),
    made("district_year", "district_year_last_day", "date",
         "ultimo giorno dell'anno dell'Ambito", "last day of the district's year",
         part={"of": "district_year", "as": "last_of_year"}),
    made("district_year", "yearly_reports", "count",
         "relazioni annuali consegnate del tipo indicato", "yearly reports of the given type handed in",
         takes={"type": "enum"},
         count={"from": "district_report", "ever": True, "where": {"all": [
             {"district_report_type": {"is": {"param": "type"}}},
             {"district_report_year": {"is": {"fact": "district_year"}}}]}}),
    made("district", "district_reports", "count",
         "relazioni dell'Ambito consegnate del tipo indicato", "district reports of the given type handed in",
         takes={"type": "enum"},
         count={"from": "district_report", "ever": True,
                "where": {"district_report_type": {"is": {"param": "type"}}}}),
    made("district", "counted_municipalities", "set:municipality",
         "Comuni con la popolazione rilevata nel giorno indicato",
         "municipalities with a population count on the given day",
         takes={"day": "date"},
         collect={"from": "population", "of": "population_municipality",
                  "during": {"from": {"param": "day"}, "to": {"param": "day"}}}),
)

_DUTIES = (
    made("information_duty", "duty_verified_by", "set:role",
         "soggetti che hanno verificato il debito informativo entro l'invio",
         "bodies that verified the information duty by the day it was sent",
         collect={"from": "verification", "of": "verification_role",
                  "during": {"to": "duty_sent_on"}}),
    made("district", "project_partners", "set:role",
         "soggetti che hanno aderito al progetto", "bodies that adhere to the project",
         collect={"from": "project_agreement", "of": "project_agreement_role", "ever": True}),
    made("district", "projects_of", "set",
         "progetti a cui il soggetto indicato ha aderito", "projects that the given body adheres to",
         takes={"body": "enum"},
         collect={"from": "project_agreement", "of": "agreed_project", "ever": True,
                  "where": {"project_agreement_role": {"is": {"param": "body"}}}}),
)
# fmt: on

FACTS = (*_OFFICE, *_TEAM, *_YEAR, *_DUTIES)
