"""Names of agencies, of the service contract, and of the office's own duties."""

from __future__ import annotations

from adm_rules._internal.names.base import Names, name


class AccreditationStatus(Names):
    """State of an accreditation."""

    REQUESTED = name("requested", "accreditamento richiesto", "requested accreditation")
    GRANTED = name("granted", "accreditamento concesso", "granted accreditation")
    SUSPENDED = name("suspended", "accreditamento sospeso", "suspended accreditation")
    REVOKED = name("revoked", "accreditamento revocato", "revoked accreditation")
    EXPIRED = name("expired", "accreditamento scaduto", "expired accreditation")
    REFUSED = name("refused", "accreditamento negato", "refused accreditation")


class Requirement(Names):
    """What an accreditation was checked for."""

    GENERAL = name("general", "requisiti generali", "general requirements")
    STAFF = name("staff", "requisiti di personale", "staff requirements")
    ORGANISATION = name("organisation", "requisiti organizzativi", "organisational requirements")
    PREMISES = name("premises", "requisiti strutturali", "requirements of the premises")
    EXPERIENCE = name("experience", "esperienza", "experience")
    QUALITY = name("quality", "requisiti di qualità", "quality requirements")


class LegalType(Names):
    """Legal nature of an agency."""

    SOCIAL_COOPERATIVE = name("social_cooperative", "cooperativa sociale", "social cooperative")
    ASSOCIATION = name("association", "associazione", "association")
    FOUNDATION = name("foundation", "fondazione", "foundation")
    SOCIAL_ENTERPRISE = name("social_enterprise", "impresa sociale", "social enterprise")
    PUBLIC_BODY = name("public_body", "ente pubblico", "public body")
    COMPANY = name("company", "società", "company")
    TEMPORARY_GROUPING = name("temporary_grouping", "raggruppamento temporaneo", "temporary grouping")


class ContractType(Names):
    """How a worker is employed."""

    PERMANENT = name("permanent", "tempo indeterminato", "permanent contract")
    FIXED_TERM = name("fixed_term", "tempo determinato", "fixed-term contract")
    FREELANCE = name("freelance", "libera professione", "freelance")
    COLLABORATION = name("collaboration", "collaborazione", "collaboration")
    OTHER = name("other", "altro rapporto", "other relation")


class TrainingTopic(Names):
    """What a training was about."""

    EDUCATION = name("education", "temi educativi", "education")
    MALTREATMENT = name("maltreatment", "maltrattamento", "maltreatment")
    ABUSE = name("abuse", "abuso", "abuse")
    SAFETY = name("safety", "sicurezza", "safety")
    PRIVACY = name("privacy", "riservatezza", "privacy")
    METHODS = name("methods", "metodologie", "methods")
    OTHER = name("other", "altro tema", "other topic")


class BadgeField(Names):
    """What stands on a worker's badge (Tirano, Art. 5)."""

    PHOTO = name("photo", "fotografia", "photograph")
    WORKER_NAME = name("worker_name", "generalità dell'operatore", "worker's particulars")
    AGENCY_NAME = name("agency_name", "nome dell'agenzia", "agency's name")


class StaffChange(Names):
    """Changes to the list of staff."""

    ADDED = name("added", "inserimento", "addition")
    REMOVED = name("removed", "uscita", "removal")
    SUBSTITUTED = name("substituted", "sostituzione", "substitution")
    ROLE_CHANGED = name("role_changed", "cambio di ruolo", "change of role")


class IncidentCause(Names):
    """What an incident goes back to."""

    ACCIDENT = name("accident", "infortunio", "accident")
    DAMAGE = name("damage", "danno", "damage")
    INTERRUPTION = name("interruption", "interruzione del servizio", "interruption of the service")
    LATE_ACT_OF_MUNICIPALITY = name(
        "late_act_of_municipality", "atto tardivo del Comune", "late act of the municipality"
    )
    MISSING_ACT_OF_MUNICIPALITY = name(
        "missing_act_of_municipality",
        "atto mancato del Comune",
        "missing act of the municipality",
    )
    OTHER = name("other", "altra causa", "other cause")


class ControlType(Names):
    """Checks on an agency or a company."""

    REQUIREMENTS = name("requirements", "verifica dei requisiti", "check of requirements")
    QUALITY = name("quality", "verifica di qualità", "quality check")
    HALF_YEARLY = name("half_yearly", "verifica semestrale", "half-yearly check")
    YEARLY = name("yearly", "verifica annuale", "yearly check")
    INSPECTION = name("inspection", "ispezione", "inspection")
    DOCUMENTS_REQUEST = name("documents_request", "richiesta di atti", "request for documents")


class ManagementForm(Names):
    """How a service is run (document 003)."""

    DIRECT = name("direct", "gestione diretta", "direct management")
    LOCAL_INITIATIVE = name(
        "local_initiative", "sostegno a iniziative locali", "support of local initiatives"
    )
    CO_DESIGN = name("co_design", "coprogettazione", "co-design")
    CONCESSION = name("concession", "concessione", "concession")
    ACCREDITATION = name("accreditation", "accreditamento", "accreditation")
    PARTNERSHIP = name("partnership", "accordo di partenariato", "partnership agreement")
    SERVICE_CONTRACT = name("service_contract", "affidamento con contratto di servizio", "service contract")
    OUTSOURCED = name("outsourced", "esternalizzazione", "outsourcing")


class FinancingMode(Names):
    """Who pays for a service (document 003)."""

    DISTRICT = name("district", "fondi d'Ambito", "district funds")
    DISTRICT_PLUS_MUNICIPAL = name(
        "district_plus_municipal",
        "fondi d'Ambito e bilancio comunale",
        "district funds and municipal budget",
    )
    MUNICIPAL = name("municipal", "bilancio comunale", "municipal budget")


class FundingSource(Names):
    """Where the money of a service comes from."""

    DISTRICT_FUND = name("district_fund", "fondo d'Ambito", "district fund")
    MUNICIPAL_BUDGET = name("municipal_budget", "bilancio comunale", "municipal budget")
    REGIONAL_FUND = name("regional_fund", "fondo regionale", "regional fund")
    NATIONAL_FUND = name("national_fund", "fondo nazionale", "national fund")
    EUROPEAN_FUND = name("european_fund", "fondo europeo", "European fund")
    USER_FEES = name("user_fees", "compartecipazione degli utenti", "user fees")
    OTHER = name("other", "altra fonte", "other source")


class AllocationKey(Names):
    """How a cost is shared among municipalities (document 003)."""

    PER_CAPITA = name("per_capita", "quota per abitante", "per capita")
    CONSUMPTION = name("consumption", "consumo", "consumption")
    CASES = name("cases", "numero dei casi", "number of cases")
    EQUAL = name("equal", "quota uguale", "equal shares")


class Account(Names):
    """Entries of a year's accounts (document 003)."""

    REVENUE = name("revenue", "ricavi", "revenue")
    COST = name("cost", "costi", "costs")
    INFLOW = name("inflow", "entrate", "inflows")
    OUTFLOW = name("outflow", "uscite", "outflows")


class RevisionReason(Names):
    """Why a contract is revised (document 003)."""

    NEW_SERVICES = name("new_services", "nuovi servizi", "new services")
    MANAGEMENT_NEEDS = name("management_needs", "mutate esigenze gestionali", "changed management needs")
    OBJECTIVES_CHANGED = name("objectives_changed", "mutati obiettivi", "changed objectives")


class WithdrawalReason(Names):
    """Why a party withdraws (document 003)."""

    PUBLIC_INTEREST = name("public_interest", "gravi motivi di interesse pubblico", "serious public interest")
    OTHER = name("other", "altro motivo", "other reason")


class BreachCause(Names):
    """Breaches that end a contract (document 003)."""

    DELAY_INTERRUPTION_QUALITY = name(
        "delay_interruption_quality",
        "ritardi, interruzioni o carenze di qualità",
        "delays, interruptions or poor quality",
    )
    GRAVE_OR_REPEATED = name("grave_or_repeated", "violazioni gravi o ripetute", "grave or repeated breaches")
    SUPERVENING_LAW = name("supervening_law", "norma sopravvenuta", "supervening law")


class PenaltyCategory(Names):
    """Bands of penalties (document 003)."""

    DELAY = name("delay", "ritardo o interruzione", "delay or interruption")
    HARM = name("harm", "condotta lesiva degli utenti", "conduct harmful to users")
    UNSEEMLY = name("unseemly", "condotta sconveniente", "unseemly conduct")


class DataPurpose(Names):
    """What personal data are used for (document 003)."""

    SERVICE_DELIVERY = name("service_delivery", "erogazione del servizio", "delivery of the service")
    LEGAL_DUTY = name("legal_duty", "obbligo di legge", "legal duty")
    STATISTICS = name("statistics", "statistica", "statistics")
    RESEARCH = name("research", "ricerca", "research")
    OTHER = name("other", "altra finalità", "other purpose")


class InformationDuty(Names):
    """Returns that a body owes to others (document 001)."""

    NATIONAL = name("national", "debito informativo nazionale", "national reporting duty")
    REGIONAL = name("regional", "debito informativo regionale", "regional reporting duty")


class AgendaItem(Names):
    """What the office's meetings deal with (document 001)."""

    JOINT_PLANNING = name("joint_planning", "programmazione congiunta", "joint planning")
    ORGANISATIONAL = name("organisational", "questioni organizzative", "organisational matters")
    ADMINISTRATIVE = name("administrative", "questioni amministrative", "administrative matters")
    OPERATIONAL = name("operational", "questioni operative", "operational matters")


class CardContent(Names):
    """Contents of a service card (document 003)."""

    AIMS = name("aims", "finalità", "aims")
    FEATURES = name("features", "caratteristiche", "features")
    ACCESS = name("access", "modalità di accesso", "access")
    COST_SHARING = name("cost_sharing", "compartecipazione alla spesa", "cost-sharing")


class Effect(Names):
    """What a breach touches, the gravest first: how a report ranks what it tells."""

    ACCESS = name("access", "accesso e legittimità", "access and legality")
    SAFETY = name("safety", "sicurezza del minore", "safety of the child")
    MONEY = name("money", "denaro", "money")
    TERMS = name("terms", "termini", "terms")
    STANDARDS = name("standards", "requisiti dell'ente", "standards of the provider")
    PAPERS = name("papers", "carte", "papers")


class Consequence(Names):
    """What the text itself attaches to a breach."""

    NONE_STATED = name("none_stated", "nessuna conseguenza indicata dal testo", "no consequence stated")
    RANKING_SCORE = name(
        "ranking_score", "effetto sul punteggio della graduatoria", "effect on the ranking score"
    )
    NO_EXCLUSION = name("no_exclusion", "nessuna esclusione", "no exclusion")
    NOT_PAYABLE = name("not_payable", "prestazione non pagabile", "not payable")
    ACCESS_PRIORITY = name("access_priority", "priorità di accesso", "priority of access")
    REDUCTION_OR_END = name(
        "reduction_or_end", "riduzione o cessazione del servizio", "reduction or end of the service"
    )
    NO_DELIVERY = name("no_delivery", "servizio non erogabile", "no delivery")
    ENDS_AT_TERM = name("ends_at_term", "cessazione alla scadenza", "end at the term")
    AGENCY_LIABILITY = name("agency_liability", "responsabilità dell'agenzia", "liability of the agency")
    COMPANY_LIABILITY = name("company_liability", "responsabilità dell'azienda", "liability of the company")
    LIABILITY_EXCLUDED = name("liability_excluded", "esclusione della responsabilità", "liability excluded")
    PENALTY = name("penalty", "penale", "penalty")
    TERMINATION = name("termination", "risoluzione del contratto", "termination of the contract")
    WITHDRAWAL = name("withdrawal", "recesso", "withdrawal")
    DAMAGES = name("damages", "risarcimento del danno", "damages")
    INDEMNITY = name("indemnity", "indennizzo", "indemnity")
