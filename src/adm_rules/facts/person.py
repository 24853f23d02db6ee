"""Facts of the case itself: the minor, the family, the household, the risks, what is decided about them."""

from __future__ import annotations

from adm_rules.facts.build import fields, made, slots

# fmt: off
_MINOR = (
    *fields("file", ("judgement_day", "date", "=", "giorno della verifica", "day of the check")),
    *fields(
        "case",
        ("case_id", "id", "id", "codice del caso", "code of the case"),
        ("birth_date", "date", "=", "data di nascita del minore", "date of birth of the minor"),
        ("school_level", "enum:school_level", "=",
         "ordine di scuola del minore", "school level of the minor"),
        ("school_year", "count", "=", "anno di corso del minore", "school year of the minor"),
        ("disability", "bool", "=", "disabilità del minore", "disability of the minor"),
        ("disability_severity", "enum:severity", "=",
         "gravità della disabilità del minore", "severity of the minor's disability"),
        ("attendance_allowance", "bool", "=",
         "indennità di accompagnamento o di frequenza del minore", "attendance allowance of the minor"),
        ("adult_continuation_on", "event", "=",
         "decisione di proseguire oltre la maggiore età", "decision to continue beyond the age of majority"),
    ),
    made("case", "age", "years",
         "età del minore nel giorno della verifica", "age of the minor on the day of the check",
         age_on={"birth": "birth_date", "at": "judgement_day"}),
    *slots("school_slot", "della fascia dell'orario scolastico", "the slot of the school timetable"),
)

_FAMILY = (
    *fields(
        "case",
        ("family_agreed_on", "event", "family.agreement_on",
         "consenso della famiglia", "agreement of the family"),
        ("parenting_difficulty", "bool", "family.parenting_difficulty",
         "difficoltà della famiglia nel ruolo educativo", "family's difficulty in its parenting role"),
        ("difficulty_causes", "set:difficulty_cause", "family.difficulty_causes",
         "cause della difficoltà della famiglia", "causes of the family's difficulty"),
        ("family_vulnerability", "bool", "family.vulnerability",
         "vulnerabilità della famiglia", "vulnerability of the family"),
        ("rdc_beneficiary", "bool", "family.rdc_beneficiary",
         "reddito di cittadinanza della famiglia", "citizenship income of the family"),
    ),
    *fields(
        "holder",
        ("holder_id", "id", "id",
         "codice dell'esercente la responsabilità genitoriale",
         "code of the holder of parental responsibility"),
        ("holder_role", "enum:role", "role",
         "veste dell'esercente la responsabilità genitoriale",
         "role of the holder of parental responsibility"),
        ("holder_excluded", "bool", "excluded",
         "esclusione dell'esercente dalla responsabilità genitoriale",
         "exclusion of the holder from parental responsibility"),
    ),
    made("case", "responsible_holders", "set",
         "esercenti la responsabilità genitoriale", "holders of parental responsibility",
         collect={"from": "holder", "of": "holder_id", "where": {"holder_excluded": {"is": False}}}),
    *fields(
        "household_member",
        ("member_id", "id", "id", "codice del componente del nucleo", "code of the household member"),
        ("member_relation", "enum:relation", "relation",
         "parentela del componente del nucleo", "relation of the household member to the minor"),
        ("member_birth_date", "date", "birth_date",
         "data di nascita del componente del nucleo", "date of birth of the household member"),
        ("member_disabled", "bool", "disabled",
         "disabilità del componente del nucleo", "disability of the household member"),
    ),
    made("household_member", "member_age", "years",
         "età del componente del nucleo", "age of the household member",
         age_on={"birth": "member_birth_date", "at": "judgement_day"}),
    made("case", "children_aged", "count",
         "figli del nucleo fino all'età indicata", "children of the household up to the given age",
         takes={"up_to": "years"},
         count={"from": "household_member", "where": {"all": [
             {"member_relation": {"is": "child"}}, {"member_age": {"at_most": {"param": "up_to"}}}]}}),
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
    *fields(
        "case",
        ("case_opened_on", "event", "opened_on", "apertura del caso", "opening of the case"),
        ("file_opened_on", "event", "=", "apertura della cartella", "opening of the file"),
        ("area", "enum:area", "=", "area dell'intervento", "area of intervention"),
        ("goal", "enum:goal", "=", "finalità del progetto", "goal of the project"),
        ("complex_case", "bool", "complex", "complessità del caso", "complexity of the case"),
        ("social_hardship", "bool", "=", "disagio sociale del minore", "social hardship of the minor"),
        ("marginalisation_risk", "bool", "=", "rischio di emarginazione", "risk of marginalisation"),
        ("temporary_difficulty", "bool", "=",
         "temporanea difficoltà della famiglia", "temporary difficulty of the family"),
        ("risk_flags", "set:risk_flag", "=", "fattori di rischio segnalati", "risk factors reported"),
        ("risk_if_uncovered", "bool", "=",
         "rischio per il minore in caso di assenza dell'educatore",
         "risk to the minor if the educator is absent"),
        ("conditions_overcome_on", "event", "=",
         "superamento delle condizioni che hanno motivato l'intervento",
         "end of the conditions that called for the intervention"),
        ("pippi_target", "bool", "=",
         "appartenenza al target P.I.P.P.I.", "membership of the P.I.P.P.I. target"),
        ("rpm_record_on", "event", "=", "registrazione in RPMonline", "entry in RPMonline"),
        ("sai_stay_from", "event", "=",
         "inizio della permanenza nel SAI", "start of the stay in the SAI network"),
        ("sai_stay_to", "event", "=", "fine della permanenza nel SAI", "end of the stay in the SAI network"),
    ),
    *fields(
        "risk",
        ("risk_theme", "enum:risk_theme", "theme", "tipo di rischio", "kind of risk"),
        ("risk_grave", "bool", "grave", "gravità del rischio", "gravity of the risk"),
        ("risk_found_on", "event", "on", "rilevazione del rischio", "finding of the risk"),
    ),
    made("case", "abuse_risks", "count",
         "situazioni di maltrattamento grave o abuso", "situations of grave maltreatment or abuse",
         count={"from": "risk", "where": _ABUSE}),
    made("case", "abuse_themes", "set:risk_theme",
         "temi di maltrattamento grave o abuso", "themes of grave maltreatment or abuse",
         collect={"from": "risk", "of": "risk_theme", "where": _ABUSE}),
    *fields(
        "foster_care",
        ("fostered_from", "date", "from", "inizio dell'affido", "start of the foster care"),
        ("fostered_until", "date", "to", "fine dell'affido", "end of the foster care"),
        ("foster_form", "enum:foster_form", "form", "forma dell'affido", "form of the foster care"),
        ("foster_type", "enum:foster_type", "type", "tipo di affido", "type of the foster care"),
    ),
    made("case", "foster_cares", "count",
         "affidi in corso nel giorno della verifica", "foster care in force on the day of the check",
         count={"from": "foster_care", "during": {"on": "judgement_day"}}),
)
# fmt: on

FACTS = (*_MINOR, *_FAMILY, *_SITUATION)
