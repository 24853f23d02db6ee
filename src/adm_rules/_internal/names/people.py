"""Names of people's parts and situations: roles, authorities, risks, access, absences."""

from __future__ import annotations

from adm_rules._internal.names.base import Names, name


class Role(Names):
    """Who acts: persons by their part, services and bodies. Local names of one service share its member."""

    # the plan office and those who govern
    PLAN_OFFICE = name("plan_office", "Ufficio di Piano", "Plan Office")
    HEAD_OF_PLAN_OFFICE = name(
        "head_of_plan_office", "responsabile dell'Ufficio di Piano", "head of the Plan Office"
    )
    MAYORS_ASSEMBLY = name("mayors_assembly", "Assemblea dei Sindaci", "Mayors' Assembly")
    MOUNTAIN_COMMUNITY = name("mountain_community", "Comunità Montana", "Comunità Montana")
    LEAD_BODY = name("lead_body", "ente capofila", "lead body")
    MUNICIPALITY = name("municipality", "Comune", "municipality")
    MUNICIPAL_HEAD = name(
        "municipal_head",
        "responsabile comunale dei servizi sociali",
        "municipal head of social assistance",
    )
    COMPANY = name("company", "azienda", "company")
    MANAGING_BODY = name("managing_body", "ente gestore", "managing body")
    CONSORTIUM_ASSEMBLY = name("consortium_assembly", "assemblea consortile", "consortium assembly")
    REGION = name("region", "Regione", "Region")
    STATE = name("state", "amministrazione statale", "State administration")
    HEALTH_AGENCY = name("health_agency", "agenzia di tutela della salute", "health protection agency")
    THIRD_SECTOR_BODY = name("third_sector_body", "ente del terzo settore", "third sector body")
    # services
    BASE_SOCIAL_SERVICE = name("base_social_service", "servizio sociale di base", "base social service")
    TERRITORIAL_SOCIAL_SERVICE = name(
        "territorial_social_service",
        "servizio sociale territoriale",
        "territorial social service",
    )
    MUNICIPAL_SOCIAL_SERVICE = name(
        "municipal_social_service", "servizio sociale comunale", "municipal social service"
    )
    SOCIAL_SERVICE = name("social_service", "servizio sociale professionale", "professional social service")
    MINORS_FAMILY_SERVICE = name(
        "minors_family_service", "Servizio Minori e Famiglia", "Minors and Family Service"
    )
    MINORS_PROTECTION = name("minors_protection", "Servizio Tutela Minori", "Minors' Protection Service")
    JUVENILE_PENAL_SERVICE = name(
        "juvenile_penal_service", "servizio penale minorile", "juvenile penal service"
    )
    FOSTER_CARE_SERVICE = name("foster_care_service", "servizio affidi", "foster care service")
    SENDING_SERVICE = name("sending_service", "servizio inviante", "sending service")
    SPECIALIST_SERVICE = name("specialist_service", "servizio specialistico", "specialist service")
    CHILD_NEUROPSYCHIATRY = name(
        "child_neuropsychiatry",
        "neuropsichiatria infantile",
        "child neuropsychiatry",
    )
    ADDICTION_SERVICE = name("addiction_service", "servizio per le dipendenze", "addiction service")
    MENTAL_HEALTH_SERVICE = name(
        "mental_health_service", "servizio di salute mentale", "mental health service"
    )
    FAMILY_ADVICE_CENTRE = name("family_advice_centre", "consultorio familiare", "family advice centre")
    EVALUATION_UNIT = name("evaluation_unit", "unità di valutazione", "evaluation unit")
    SCHOOL = name("school", "scuola", "school")
    LOCAL_BODY = name(
        "local_body", "ente educativo o ricreativo del territorio", "local educational or leisure body"
    )
    ADMINISTRATIVE_OFFICE = name("administrative_office", "ufficio amministrativo", "administrative office")
    JUDICIAL_AUTHORITY = name("judicial_authority", "autorità giudiziaria", "judicial authority")
    CUSTODIAL_BODY = name("custodial_body", "ente affidatario", "custodial body")
    AGENCY = name("agency", "agenzia fornitrice", "provider agency")
    TEAM = name("team", "équipe", "team")
    # professionals
    REFERENCE_SOCIAL_WORKER = name(
        "reference_social_worker",
        "assistente sociale referente",
        "reference social worker",
    )
    SOCIAL_WORKER = name("social_worker", "assistente sociale", "social worker")
    REFERRING_OPERATOR = name("referring_operator", "operatore referente", "referring operator")
    EDUCATOR = name("educator", "educatore", "educator")
    COORDINATOR = name("coordinator", "coordinatore", "coordinator")
    CONTACT_OPERATOR = name("contact_operator", "operatore di spazio neutro", "supervised contact operator")
    PSYCHOLOGIST = name("psychologist", "psicologo", "psychologist")
    PEDAGOGIST = name("pedagogist", "pedagogista", "pedagogist")
    SUPERVISOR = name("supervisor", "supervisore", "supervisor")
    TEACHER = name("teacher", "insegnante", "teacher")
    ADMINISTRATIVE_STAFF = name("administrative_staff", "personale amministrativo", "administrative staff")
    HEAD_OF_SOCIAL_SERVICE = name(
        "head_of_social_service",
        "responsabile del servizio sociale professionale",
        "head of the professional social service",
    )
    SERVICES_COORDINATOR = name(
        "services_coordinator",
        "coordinatore dei servizi socio-assistenziali",
        "coordinator of social care services",
    )
    SOCIAL_SERVICE_OPERATOR = name(
        "social_service_operator",
        "operatore del servizio sociale professionale",
        "operator of the professional social service",
    )
    HOME_SERVICE_HEAD = name(
        "home_service_head", "responsabile del servizio domiciliare", "head of the home service"
    )
    HOME_SERVICE_COORDINATOR = name(
        "home_service_coordinator",
        "coordinatore del servizio domiciliare",
        "coordinator of the home service",
    )
    HOME_SERVICE_OPERATOR = name(
        "home_service_operator", "operatore del servizio domiciliare", "home service operator"
    )
    VOLUNTEER = name("volunteer", "volontario", "volunteer")
    TRAINEE = name("trainee", "tirocinante", "trainee")
    # the family
    FAMILY = name("family", "famiglia", "family")
    MINOR = name("minor", "minore", "minor")
    PARENT = name("parent", "genitore", "parent")
    PARENTS = name("parents", "genitori", "parents")
    NON_CUSTODIAL_PARENT = name("non_custodial_parent", "genitore non affidatario", "non-custodial parent")
    GUARDIAN = name("guardian", "tutore", "guardian")
    REFERENCE_ADULT = name("reference_adult", "adulto di riferimento", "reference adult")
    SIGNIFICANT_PERSON = name(
        "significant_person", "persona affettivamente significativa", "significant person"
    )
    ACCOMPANYING_ADULT = name("accompanying_adult", "adulto accompagnante", "accompanying adult")
    FOSTER_FAMILY = name("foster_family", "famiglia affidataria", "foster family")


class Court(Names):
    """Judicial authorities."""

    ORDINARY_COURT = name("ordinary_court", "Tribunale ordinario", "ordinary court")
    JUVENILE_COURT = name("juvenile_court", "Tribunale per i minorenni", "juvenile court")
    APPEAL_COURT = name("appeal_court", "Corte d'appello", "court of appeal")
    TUTELARY_JUDGE = name("tutelary_judge", "giudice tutelare", "tutelary judge")
    FAMILY_COURT = name(
        "family_court",
        "Tribunale per le persone, per i minorenni e per le famiglie",
        "court for persons, minors and families",
    )
    PUBLIC_PROSECUTOR = name(
        "public_prosecutor", "procura presso il Tribunale per i minorenni", "juvenile prosecutor"
    )
    OTHER = name("other", "altra autorità giudiziaria", "other judicial authority")


class Measure(Names):
    """What a court order is about: its kind, never the facts of the case."""

    INQUIRY = name("inquiry", "indagine sociale", "social inquiry")
    EVALUATION = name("evaluation", "valutazione", "evaluation")
    PRESCRIPTIONS = name("prescriptions", "prescrizioni", "prescriptions")
    SUPERVISION = name("supervision", "vigilanza", "supervision order")
    SERVICE_CUSTODY = name("service_custody", "affido al servizio sociale", "custody of the social service")
    PLACEMENT = name("placement", "collocamento", "placement")
    HOME_EDUCATION = name("home_education", "assistenza domiciliare educativa", "home education")
    SUPERVISED_CONTACT = name("supervised_contact", "incontri protetti", "supervised contact")
    RESPONSIBILITY_LIMITED = name(
        "responsibility_limited",
        "limitazione della responsabilità genitoriale",
        "limited parental responsibility",
    )
    RESPONSIBILITY_REMOVED = name(
        "responsibility_removed",
        "decadenza dalla responsabilità genitoriale",
        "removed parental responsibility",
    )


class Area(Names):
    """Areas of home education (Tirano, Art. 3)."""

    PREVENTION = name("prevention", "prevenzione", "prevention")
    EVALUATION = name("evaluation", "valutazione", "evaluation")
    TREATMENT = name("treatment", "trattamento", "treatment")


class Goal(Names):
    """What a project is for."""

    PREVENT_REMOVAL = name("prevent_removal", "prevenzione dell'allontanamento", "prevention of removal")
    RETURN_HOME = name("return_home", "rientro in famiglia", "return home")
    PREVENTION = name("prevention", "prevenzione", "prevention")
    OBSERVATION = name("observation", "osservazione", "observation")
    SUPPORT = name("support", "sostegno", "support")
    EVALUATION = name("evaluation", "valutazione", "evaluation")


class Home(Names):
    """With whom or where the minor lives."""

    FAMILY = name("family", "famiglia", "family")
    ONE_PARENT = name("one_parent", "famiglia monogenitoriale", "single parent")
    RELATIVES = name("relatives", "parenti", "relatives")
    FOSTER_FAMILY = name("foster_family", "famiglia affidataria", "foster family")
    FACILITY = name("facility", "struttura residenziale", "residential facility")
    ALONE = name("alone", "in autonomia", "on one's own")


class Relation(Names):
    """What a member of the household is to the family."""

    CHILD = name("child", "figlio", "child")
    PARENT = name("parent", "genitore", "parent")
    SIBLING = name("sibling", "fratello o sorella", "sibling")
    GRANDPARENT = name("grandparent", "nonno o nonna", "grandparent")
    FOSTER_CHILD = name("foster_child", "minore in affido", "foster child")
    RELATIVE = name("relative", "altro parente", "other relative")
    OTHER = name("other", "altra persona", "other person")


class RiskTheme(Names):
    """Themes that ask for special training (Tirano, Art. 5)."""

    MALTREATMENT = name("maltreatment", "maltrattamento", "maltreatment")
    ABUSE = name("abuse", "abuso", "abuse")
    NEGLECT = name("neglect", "trascuratezza", "neglect")
    WITNESSED_VIOLENCE = name("witnessed_violence", "violenza assistita", "witnessed violence")


class RiskFlag(Names):
    """Marks of a case that rules ask for."""

    HIGH_CONFLICT = name("high_conflict", "alta conflittualità", "high conflict")
    INSTITUTIONALISATION = name(
        "institutionalisation", "rischio di istituzionalizzazione", "risk of institutionalisation"
    )
    COMPLEX = name("complex", "complessità", "complexity")
    SEVERE_MALTREATMENT = name("severe_maltreatment", "maltrattamento grave", "severe maltreatment")
    ABUSE = name("abuse", "abuso", "abuse")
    PREJUDICE = name("prejudice", "pregiudizio", "harm")
    NEGLECT = name("neglect", "trascuratezza", "neglect")


class DifficultyCause(Names):
    """Causes of a family's difficulty (Tirano, Art. 1)."""

    TEMPORARY_IMPEDIMENT = name(
        "temporary_impediment", "impedimento oggettivo temporaneo", "temporary impediment"
    )
    STRUCTURAL_IMPEDIMENT = name(
        "structural_impediment", "impedimento oggettivo strutturale", "structural impediment"
    )
    DEPRIVATION = name(
        "deprivation", "deprivazione socio-economica e culturale", "social and cultural deprivation"
    )
    LIMITATION = name("limitation", "limitazione fisica o psichica", "physical or psychic limitation")


class Outcome(Names):
    """How an assessment, a request, a check or a defence ended."""

    POSITIVE = name("positive", "esito positivo", "positive outcome")
    NEGATIVE = name("negative", "esito negativo", "negative outcome")
    PARTIAL = name("partial", "esito parziale", "partial outcome")
    WAITING_LIST = name("waiting_list", "lista d'attesa", "waiting list")


class LeavingReason(Names):
    """Why a worker left an assignment."""

    MATERNITY = name("maternity", "maternità", "maternity")
    OTHER_FORCE_MAJEURE = name("other_force_majeure", "altra causa di forza maggiore", "other force majeure")
    RESIGNATION = name("resignation", "dimissioni", "resignation")
    DISMISSAL = name("dismissal", "licenziamento", "dismissal")
    CONTRACT_END = name("contract_end", "scadenza del contratto", "end of contract")
    TRANSFER = name("transfer", "trasferimento ad altro incarico", "transfer")
    FAMILY_REQUEST = name("family_request", "richiesta della famiglia", "family's request")
    SERVICE_REQUEST = name("service_request", "richiesta del servizio", "request of the service")
    INTERVENTION_CLOSED = name("intervention_closed", "chiusura dell'intervento", "intervention closed")
    OTHER = name("other", "altro motivo", "other reason")


class AbsenceCause(Names):
    """Why a worker is absent; a kind, never a diagnosis."""

    LEAVE = name("leave", "ferie", "leave")
    SICKNESS = name("sickness", "malattia", "sickness")
    PERMIT = name("permit", "permesso", "permit")
    TRAINING = name("training", "formazione", "training")
    MATERNITY = name("maternity", "maternità", "maternity")
    OTHER = name("other", "altra causa", "other cause")


class ClosureReason(Names):
    """Why an intervention ended."""

    CONDITIONS_OVERCOME = name("conditions_overcome", "superamento delle condizioni", "conditions overcome")
    OBJECTIVES_REACHED = name("objectives_reached", "obiettivi raggiunti", "objectives reached")
    MOVED_AWAY = name("moved_away", "trasferimento di residenza", "moved away")
    ADULT_AGE = name("adult_age", "maggiore età", "adult age")
    FAMILY_WITHDRAWAL = name("family_withdrawal", "rinuncia della famiglia", "family's withdrawal")
    COURT_DECISION = name("court_decision", "decisione dell'autorità giudiziaria", "court decision")
    NO_BUDGET = name("no_budget", "esaurimento delle risorse", "no budget left")
    OTHER_SERVICE = name("other_service", "passaggio ad altro servizio", "passage to another service")
    OTHER = name("other", "altro motivo", "other reason")


class FosterForm(Names):
    """Forms of foster care (document 003)."""

    PART_TIME = name("part_time", "affido diurno o a tempo parziale", "part-time foster care")
    RESIDENTIAL = name("residential", "affido residenziale", "residential foster care")


class FosterType(Names):
    """On whose decision foster care rests (document 003)."""

    CONSENSUAL = name("consensual", "affido consensuale", "consensual foster care")
    JUDICIAL = name("judicial", "affido giudiziale", "judicial foster care")


class SchoolLevel(Names):
    """Levels of school."""

    NURSERY = name("nursery", "nido", "nursery")
    INFANT = name("infant", "scuola dell'infanzia", "infant school")
    PRIMARY = name("primary", "scuola primaria", "primary school")
    LOWER_SECONDARY = name("lower_secondary", "scuola secondaria di primo grado", "lower secondary school")
    UPPER_SECONDARY = name("upper_secondary", "scuola secondaria di secondo grado", "upper secondary school")
    VOCATIONAL = name("vocational", "formazione professionale", "vocational training")
    SUMMER_CENTRE = name("summer_centre", "centro ricreativo diurno", "summer day centre")


class Severity(Names):
    """How severe a disability is attested to be."""

    MILD = name("mild", "lieve", "mild")
    MEDIUM = name("medium", "media", "medium")
    SEVERE = name("severe", "grave", "severe")
