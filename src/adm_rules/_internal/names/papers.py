"""Names of what is written, paid and declared: requests, reports, documents, titles, derogations, ISEE."""

from __future__ import annotations

from adm_rules._internal.names.base import Names, name


class RequestType(Names):
    """What a request asks for."""

    ACTIVATION = name("activation", "attivazione", "activation")
    EXTENSION = name("extension", "proroga", "extension")
    SUSPENSION = name("suspension", "sospensione", "suspension")
    CLOSURE = name("closure", "chiusura", "closure")


class RequestField(Names):
    """Contents of a request (Tirano, Art. 9)."""

    CASE_PRESENTATION = name("case_presentation", "presentazione del caso", "case presentation")
    MINOR_DATA = name("minor_data", "dati del minore", "minor's data")
    COHABITING_RELATIVES = name("cohabiting_relatives", "familiari conviventi", "cohabiting relatives")
    OTHER_RELATIVES = name("other_relatives", "altri familiari", "other relatives")
    SOCIO_ENVIRONMENTAL_CONDITION = name(
        "socio_environmental_condition",
        "condizione socio-ambientale",
        "social and environmental condition",
    )
    FAMILY_NETWORK = name("family_network", "rete familiare", "family network")
    CONTEXT_RESOURCES = name("context_resources", "risorse del contesto", "resources of the context")
    MOTIVATION = name("motivation", "motivazione", "reason")
    INTERVENTION_AREAS = name("intervention_areas", "aree di intervento", "areas of intervention")
    OBJECTIVES = name("objectives", "obiettivi", "objectives")
    HOURS_ASSIGNED = name("hours_assigned", "monte ore assegnato", "hours assigned")
    DAYS_TIMES = name("days_times", "giorni e orari", "days and times")


class ReportType(Names):
    """Reports about a case or of the office."""

    PROGRESS = name("progress", "relazione periodica", "progress report")
    EVALUATION = name("evaluation", "relazione annuale di valutazione", "yearly evaluation report")
    FINAL = name("final", "relazione finale", "final report")
    ON_REQUEST = name("on_request", "relazione su richiesta", "report on request")
    UPDATE = name("update", "relazione di aggiornamento", "update report")
    COURT = name("court", "relazione all'autorità giudiziaria", "report to the court")
    MANAGEMENT = name("management", "relazione sulla gestione", "management report")
    SERVICE_LEVEL = name("service_level", "relazione sui livelli di servizio", "service level report")
    RESEARCH = name("research", "ricerca sui casi trattati", "research on treated cases")


class ReportForm(Names):
    """What a report is written on."""

    MONITORING_SHEET = name("monitoring_sheet", "scheda di monitoraggio", "monitoring sheet")
    FREE = name("free", "forma libera", "free form")


class ReportContent(Names):
    """Contents of the yearly and management reports."""

    OBJECTIVES = name("objectives", "obiettivi", "objectives")
    PREVIOUS_YEAR_ACCOUNT = name(
        "previous_year_account", "consuntivo dell'anno precedente", "previous year's account"
    )
    RESULTS = name("results", "risultati", "results")
    USER_SEGMENTS = name("user_segments", "tipologie di utenza", "user segments")
    COSTS_REVENUES = name("costs_revenues", "costi e ricavi", "costs and revenues")
    NEEDS_VS_SERVICES = name(
        "needs_vs_services", "bisogni e prestazioni rese", "needs compared with services"
    )
    SERVICE_LEVEL = name("service_level", "livello dei servizi", "service level")
    OPERATORS_PER_SERVICE = name(
        "operators_per_service", "operatori impiegati per servizio", "operators per service"
    )
    RESIDENT_BENEFICIARIES = name("resident_beneficiaries", "beneficiari residenti", "resident beneficiaries")
    NARRATIVE = name("narrative", "relazione descrittiva", "narrative report")


class DocumentType(Names):
    """Documents of an agency or of a contract."""

    SERVICE_CHARTER = name("service_charter", "carta dei servizi", "service charter")
    ORGANISATION_REPORT = name(
        "organisation_report", "relazione sull'organizzazione del servizio", "organisation report"
    )
    STAFF_LIST = name("staff_list", "elenco del personale con qualifiche", "staff list with qualifications")
    COORDINATOR_CV = name("coordinator_cv", "curriculum del coordinatore", "coordinator's curriculum")
    STAFF_CVS = name("staff_cvs", "curricula degli operatori", "staff curricula")
    SATISFACTION_REPORT = name(
        "satisfaction_report", "esito della rilevazione di gradimento", "satisfaction report"
    )
    GENERAL_REPORT_HOME_EDUCATION = name(
        "general_report_home_education",
        "relazione generale sull'ADM",
        "general report on home education",
    )
    GENERAL_REPORT_SUPERVISED_CONTACT = name(
        "general_report_supervised_contact",
        "relazione generale sullo spazio neutro",
        "general report on supervised contact",
    )
    REQUIREMENTS_DECLARATION = name(
        "requirements_declaration",
        "dichiarazione di mantenimento dei requisiti",
        "declaration on requirements",
    )
    TRAINING_PLAN = name("training_plan", "piano di formazione", "training plan")
    TRAINING_CERTIFICATES = name("training_certificates", "attestati di formazione", "training certificates")
    SUPERVISION_ATTESTATION = name(
        "supervision_attestation", "attestazione di supervisione", "attestation of supervision"
    )
    ATTENDANCE_REGISTER = name("attendance_register", "registro delle presenze", "attendance register")
    PROPERTY_CONTRACT = name(
        "property_contract", "contratto di disponibilità dell'immobile", "contract for the premises"
    )
    PHONE_CERTIFICATE = name("phone_certificate", "attestazione dell'utenza telefonica", "phone certificate")
    BUDGET = name("budget", "bilancio di previsione", "budget")
    CONTROL_SYSTEM = name(
        "control_system", "sistema di controllo e rendicontazione", "control and reporting system"
    )
    SERVICE_CARDS = name("service_cards", "schede operative dei servizi", "service cards")
    PROGRAMME_PLAN = name("programme_plan", "piano programma", "programme plan")
    ANNUAL_ACCOUNTS = name("annual_accounts", "bilancio consuntivo", "annual accounts")
    INSURANCE_POLICY = name("insurance_policy", "polizza assicurativa", "insurance policy")


class DocumentTopic(Names):
    """What a yearly document must speak of."""

    TECHNICAL = name("technical", "aspetti tecnici", "technical matters")
    ORGANISATION = name("organisation", "organizzazione", "organisation")
    STAFF = name("staff", "personale", "staff")
    TRAINING = name("training", "formazione", "training")
    SUPERVISION = name("supervision", "supervisione", "supervision")
    METHODS = name("methods", "metodologie", "methods")
    QUALITY = name("quality", "qualità", "quality")


class DocumentContent(Names):
    """Contents of the yearly general report (Tirano, Art. 12)."""

    PERFORMANCE_CASES = name("performance_cases", "prestazioni e casi seguiti", "services and cases")
    OBJECTIVES_REACHED = name("objectives_reached", "obiettivi raggiunti", "objectives reached")
    QUALITY_STANDARDS = name("quality_standards", "standard di qualità", "quality standards")
    STAFF_TURNOVER = name("staff_turnover", "turn-over del personale", "staff turnover")
    COMPLAINTS = name("complaints", "reclami", "complaints")


class Title(Names):
    """Professional titles (Tirano, Art. 5)."""

    EDUCATOR_DIPLOMA = name("educator_diploma", "diploma di educatore professionale", "educator's diploma")
    EDUCATION_SCIENCES_DEGREE = name(
        "education_sciences_degree",
        "laurea in scienze dell'educazione",
        "degree in education sciences",
    )
    PSYCHOLOGY_DEGREE = name("psychology_degree", "laurea in psicologia", "degree in psychology")
    SOCIOLOGY_DEGREE = name("sociology_degree", "laurea in sociologia", "degree in sociology")
    PEDAGOGY_DEGREE = name("pedagogy_degree", "laurea in pedagogia", "degree in pedagogy")
    SOCIAL_WORK_DEGREE = name("social_work_degree", "laurea in servizio sociale", "degree in social work")
    HEALTH_EDUCATOR_DEGREE = name(
        "health_educator_degree",
        "laurea di educatore socio-sanitario",
        "degree of health educator",
    )
    OTHER_DEGREE = name("other_degree", "altra laurea", "other degree")
    UPPER_SECONDARY_DIPLOMA = name(
        "upper_secondary_diploma",
        "diploma di scuola secondaria di secondo grado",
        "upper secondary diploma",
    )
    OTHER = name("other", "altro titolo", "other title")


class IseeKind(Names):
    """Kinds of ISEE indicator."""

    ORDINARY = name("ordinary", "ISEE ordinario", "ordinary ISEE")
    MINORS = name("minors", "ISEE minorenni", "ISEE for minors")
    CURRENT = name("current", "ISEE corrente", "current ISEE")
    SOCIAL_CARE = name("social_care", "ISEE sociosanitario", "social care ISEE")
    FAMILY_BENEFITS = name(
        "family_benefits",
        "ISEE per specifiche prestazioni familiari",
        "ISEE for specific family benefits",
    )


class IseeStatus(Names):
    """State of an ISEE attestation."""

    VALID = name("valid", "attestazione valida", "valid attestation")
    WITH_OMISSIONS = name(
        "with_omissions", "attestazione con omissioni o difformità", "attestation with omissions"
    )
    EXPIRED = name("expired", "attestazione scaduta", "expired attestation")
    ABSENT = name("absent", "attestazione assente", "no attestation")


class DerogationScope(Names):
    """What a derogation is about."""

    WEEKLY_CAP = name("weekly_cap", "monte ore settimanale", "weekly hours cap")
    WEEKEND = name("weekend", "fine settimana", "weekend")
    HOURS = name("hours", "fascia oraria", "hours of service")
    VENUE = name("venue", "luogo", "venue")
    RESIDENCE = name("residence", "residenza", "residence")
    AGE = name("age", "età", "age")


class DerogationReason(Names):
    """Why a derogation was granted."""

    DOCUMENTED_NEED = name("documented_need", "bisogno documentato", "documented need")
    SOCIAL_RELEVANCE = name("social_relevance", "rilevanza sociale", "social relevance")
    EMERGENCY = name("emergency", "emergenza", "emergency")
    COURT_ORDER = name("court_order", "provvedimento dell'autorità giudiziaria", "court order")
    OTHER = name("other", "altro motivo", "other reason")


class PaymentKind(Names):
    """What a payment is for."""

    COPAYMENT = name("copayment", "compartecipazione", "copayment")
    VOUCHER = name("voucher", "voucher sociale", "social voucher")
    EXTRA_COST = name("extra_cost", "costo aggiuntivo", "extra cost")
    SERVICE_FEE = name("service_fee", "tariffa del servizio", "service fee")
    FIRST_ADVANCE = name("first_advance", "primo acconto", "first advance")
    SECOND_ADVANCE = name("second_advance", "secondo acconto", "second advance")
    BALANCE = name("balance", "saldo", "balance")
    EXTRAORDINARY = name("extraordinary", "progetto straordinario", "extraordinary project")
    REFUND = name("refund", "rimborso", "refund")


class ExpenseKind(Names):
    """Kinds of expense."""

    ORDINARY = name("ordinary", "spesa ordinaria", "ordinary expense")
    EXTRAORDINARY_PROJECT = name("extraordinary_project", "progetto straordinario", "extraordinary project")
    EXTRA_SERVICE = name("extra_service", "prestazione aggiuntiva", "extra service")
    OUT_OF_PROVINCE = name("out_of_province", "maggiorazione fuori provincia", "out-of-province surcharge")
    ACTIVITY_COST = name("activity_cost", "costo di attività", "cost of an activity")


class ExpenseTrigger(Names):
    """What made an expense of the family arise (Tirano, Art. 11 on cost-sharing)."""

    HOURS_OVER_CAP = name("hours_over_cap", "ore oltre il massimo", "hours above the cap")
    EXTRAS = name("extras", "spese accessorie", "extras")
    OUT_OF_PROVINCE = name("out_of_province", "intervento fuori provincia", "work outside the province")


class Channel(Names):
    """How something is sent or paid."""

    CERTIFIED_EMAIL = name("certified_email", "posta elettronica certificata", "certified e-mail")
    REGISTERED_LETTER = name("registered_letter", "raccomandata", "registered letter")
    EMAIL = name("email", "posta elettronica", "e-mail")
    BY_HAND = name("by_hand", "consegna a mano", "by hand")
    BANK_TRANSFER = name("bank_transfer", "bonifico bancario", "bank transfer")
    TREASURY = name("treasury", "tesoreria", "treasury")
    CASH = name("cash", "contanti", "cash")
