"""Names of what is done: services, activities, sessions, plans, the steps of an intervention."""

from __future__ import annotations

from adm_rules._internal.names.base import Names, name


class Service(Names):
    """Services that the five documents regulate or pay for."""

    HOME_EDUCATION = name("home_education", "assistenza domiciliare minori (ADM)", "home education (ADM)")
    SUPERVISED_CONTACT = name("supervised_contact", "spazio neutro", "supervised contact (Spazio Neutro)")
    FAMILY_EDUCATION = name("family_education", "servizio educativo familiare", "family education service")
    FAMILY_SERVICE = name("family_service", "servizio minori e famiglia", "minors and family service")
    FOSTER_CARE_CENTRE = name("foster_care_centre", "centro affidi", "foster care centre")
    SCHOOL_WELLBEING = name(
        "school_wellbeing", "azioni per il benessere scolastico", "school wellbeing service"
    )
    SPECIALIST_SCHOOL_EDUCATION = name(
        "specialist_school_education",
        "assistenza educativa specialistica scolastica",
        "specialist education at school",
    )
    DISABILITY_HOME_SUPPORT = name(
        "disability_home_support",
        "assistenza domiciliare per persone con disabilità",
        "home support for disability",
    )
    DAY_CENTRE = name("day_centre", "centro diurno disabili", "day centre for disability")
    DISABILITY_MEASURE = name(
        "disability_measure", "misura per la disabilità grave (B2)", "severe disability measure (B2)"
    )
    INCOME_SUPPORT = name(
        "income_support", "progetti legati al reddito di cittadinanza", "income support projects"
    )
    PIPPI = name("pippi", "programma PIPPI", "PIPPI programme")
    RECEPTION = name("reception", "accoglienza SAI", "SAI reception")
    SOCIAL_SERVICE = name("social_service", "servizio sociale professionale", "professional social service")
    ACCREDITATION = name(
        "accreditation", "accreditamento delle unità di offerta", "accreditation of social units"
    )


class Activity(Names):
    """What kind of work a session is (Tirano, Art. 6)."""

    DIRECT = name("direct", "attività diretta", "direct work")
    GROUP = name("group", "attività di gruppo", "group work")
    CORRELATED = name("correlated", "attività correlata", "correlated work")
    SUPERVISED_MEETING = name("supervised_meeting", "incontro protetto", "supervised meeting")
    FEEDBACK = name("feedback", "restituzione", "feedback")
    TRANSPORT = name("transport", "trasporto", "transport")
    COORDINATION = name("coordination", "coordinamento", "coordination")


class GroupDivision(Names):
    """How the voucher of a group is divided among the users (Tirano, Art. 6)."""

    PRESENT = name("present", "in parti uguali tra i minori presenti", "equally among the minors present")
    RATIO = name("ratio", "secondo il rapporto fissato per il gruppo", "by the ratio set for the group")


class GroupHours(Names):
    """Which hours of a group a family shares the cost of."""

    FRACTION = name("fraction", "frazione che spetta al minore", "fraction that falls to the minor")
    WHOLE = name("whole", "tutte le ore frequentate", "all hours attended")


class ActivityTag(Names):
    """What a session or a plan is about."""

    STUDY_SUPPORT = name("study_support", "sostegno allo studio", "study support")
    DAILY_LIFE_AND_SCHOOL = name(
        "daily_life_and_school",
        "accompagnamento nella vita quotidiana e nel percorso scolastico",
        "support in daily life and schooling",
    )
    AUTONOMY_AND_WELLBEING = name("autonomy_and_wellbeing", "autonomia e benessere", "autonomy and wellbeing")
    CARE_OF_SPACES = name(
        "care_of_spaces", "cura degli spazi e della quotidianità", "care of spaces and daily tasks"
    )
    LEISURE = name("leisure", "attività sportive, ricreative e culturali", "sport, leisure and culture")
    WORKSHOP = name("workshop", "laboratorio", "workshop")
    TRIP = name("trip", "uscita", "trip")
    SOCIALISATION = name("socialisation", "socializzazione", "socialisation")
    PARENT_SUPPORT = name("parent_support", "sostegno alla genitorialità", "support for parents")
    FAMILY_MEDIATION = name(
        "family_mediation", "mediazione delle relazioni familiari", "mediation of family relations"
    )
    TUTORING = name("tutoring", "accompagnamento educativo", "tutoring")
    TRIAGE_SUPPORT = name("triage_support", "supporto al triage", "support for triage")
    DIAGNOSTIC_SUPPORT = name("diagnostic_support", "supporto alla diagnosi", "support for diagnosis")
    FAMILY_RESPITE = name("family_respite", "sollievo alla famiglia", "family respite")
    CRISIS_SUPPORT = name("crisis_support", "sostegno nelle situazioni di crisi", "crisis support")
    NEIGHBOUR_SOLIDARITY = name("neighbour_solidarity", "vicinanza solidale", "neighbour solidarity")
    PARENT_GROUPS = name("parent_groups", "gruppi di genitori e bambini", "groups of parents and children")
    SCHOOL_PARTNERSHIP = name(
        "school_partnership", "collaborazione con la scuola", "partnership with the school"
    )
    FAMILY_EDUCATION = name("family_education", "educativa familiare", "family education")
    PRESENTATION = name("presentation", "presentazione del caso", "case presentation")
    PLANNING = name("planning", "progettazione", "planning")
    SHARING = name("sharing", "condivisione", "sharing")
    MONITORING = name("monitoring", "monitoraggio", "monitoring")
    VERIFICATION = name("verification", "verifica", "verification")
    NETWORK = name("network", "lavoro di rete", "network work")
    INVESTIGATION = name("investigation", "indagine sociale", "social inquiry")
    OTHER = name("other", "altra attività", "other activity")


class SessionStatus(Names):
    """What became of a session."""

    PLANNED = name("planned", "programmato", "planned")
    DELIVERED = name("delivered", "svolto", "delivered")
    CANCELLED = name("cancelled", "annullato", "cancelled")
    SUSPENDED = name("suspended", "sospeso", "suspended")
    MISSED = name("missed", "mancato per assenza dell'utente", "missed by the user")


class Venue(Names):
    """Where a session or meeting takes place."""

    HOME = name("home", "domicilio del minore", "minor's home")
    TERRITORY = name("territory", "territorio", "local area")
    SCHOOL = name("school", "scuola", "school")
    NEUTRAL_SPACE = name("neutral_space", "spazio neutro dell'agenzia", "agency's neutral space")
    MUNICIPAL_SEAT = name("municipal_seat", "sede comunale", "municipal seat")
    PARENT_HOME = name("parent_home", "abitazione del genitore", "parent's home")
    NATURAL_PLACE = name("natural_place", "luogo naturale di vita", "natural place")
    PUBLIC_SPACE = name("public_space", "spazio pubblico", "public space")
    LOCAL_SERVICE = name("local_service", "sede di un servizio territoriale", "seat of a local service")
    OPERATING_SEAT = name("operating_seat", "sede operativa", "operating seat")
    ONLINE = name("online", "a distanza", "remote")


class Phase(Names):
    """The part of an intervention that a session belongs to (Tirano, Art. 9)."""

    KNOWLEDGE = name("knowledge", "periodo di conoscenza", "getting-to-know period")
    ORDINARY = name("ordinary", "fase ordinaria", "ordinary phase")


class SessionPhase(Names):
    """The parts of a supervised meeting (Tirano, Art. 6)."""

    RECEPTION = name("reception", "accoglienza", "reception")
    MEETING = name("meeting", "incontro", "meeting")
    FAREWELL = name("farewell", "congedo", "farewell")
    HANDOVER = name("handover", "riconsegna", "handover")


class SuspensionCause(Names):
    """Why a session or an intervention was suspended."""

    STAFF_ABSENCE = name("staff_absence", "assenza dell'operatore", "staff absence")
    USER_ABSENCE = name("user_absence", "assenza dell'utente", "user's absence")
    FAMILY_REQUEST = name("family_request", "richiesta della famiglia", "family's request")
    COURT_ORDER = name("court_order", "provvedimento dell'autorità giudiziaria", "court order")
    SERVICE_DECISION = name("service_decision", "decisione del servizio", "decision of the service")
    OTHER = name("other", "altra causa", "other cause")


class TermKind(Names):
    """Terms of a voucher."""

    FIRST = name("first", "prima attivazione", "first term")
    EXTENSION = name("extension", "proroga", "extension")


class PlanKind(Names):
    """Forms that a project takes."""

    INDIVIDUAL = name("individual", "progetto educativo individuale (PEI)", "individual education plan (PEI)")
    FAMILY = name("family", "progetto educativo familiare (PEF)", "family education plan (PEF)")
    SUPERVISED_CONTACT = name("supervised_contact", "progetto di spazio neutro", "supervised contact project")
    PERSONALISED = name("personalised", "piano personalizzato", "personalised plan")
    FRAMEWORK = name("framework", "progetto quadro", "framework project")


class PlanForm(Names):
    """What a plan or a report is written on."""

    DEDICATED = name("dedicated", "modulistica dedicata", "dedicated form")
    FREE = name("free", "forma libera", "free form")


class PlanField(Names):
    """Contents of a plan (Tirano, Art. 9, and document 003)."""

    OBJECTIVES = name("objectives", "obiettivi", "objectives")
    INTERVENTIONS = name("interventions", "interventi", "interventions")
    METHODS = name("methods", "metodologie", "methods")
    ACCESSES_NUMBER_DURATION = name(
        "accesses_number_duration", "numero e durata degli accessi", "number and length of visits"
    )
    PERIODICITY_SCHEDULE = name(
        "periodicity_schedule", "periodicità e programmazione", "periodicity and schedule"
    )
    START_DATE = name("start_date", "data di avvio", "start date")
    END_DATE = name("end_date", "data di conclusione", "end date")
    OVERALL_DURATION = name("overall_duration", "durata complessiva", "overall duration")
    INTERIM_VERIFICATION = name("interim_verification", "verifica in itinere", "interim review")
    FINAL_VERIFICATION = name("final_verification", "verifica finale", "final review")
    COMMITMENTS = name("commitments", "impegni delle parti", "commitments of the parties")
    MICRO_OBJECTIVES = name("micro_objectives", "micro-obiettivi", "micro-objectives")


class ObjectiveTag(Names):
    """What an objective of a plan is about."""

    STUDY_SUPPORT = name("study_support", "sostegno allo studio", "study support")
    AUTONOMY = name("autonomy", "autonomia personale e sociale", "personal and social autonomy")
    RELATIONS = name("relations", "relazioni", "relations")
    SOCIALISATION = name("socialisation", "socializzazione", "socialisation")
    PARENTING = name("parenting", "genitorialità", "parenting")
    WELLBEING = name("wellbeing", "benessere", "wellbeing")
    EMOTIONS = name("emotions", "sfera emotiva", "emotions")
    INTEGRATION = name("integration", "integrazione sociale", "social integration")
    CONTACT = name("contact", "relazione con il genitore", "contact with the parent")
    OTHER = name("other", "altro obiettivo", "other objective")


class StepName(Names):
    """What steps records tell: those of the supervised contact protocol of document 003, in its order."""

    REFERRAL_SHEET = name("referral_sheet", "scheda di segnalazione", "referral sheet")
    CASE_PRESENTED = name("case_presented", "presentazione del caso all'équipe", "case presented to the team")
    ASSIGNED = name("assigned", "assegnazione all'operatore", "assignment to an operator")
    PARENTS_SENT = name("parents_sent", "invio dei genitori al servizio", "parents sent to the service")
    PARENT_INTERVIEW = name(
        "parent_interview", "colloqui di conoscenza con i genitori", "interviews with the parents"
    )
    SETTLING_IN = name("settling_in", "ambientamento del minore", "settling in of the minor")
    FIRST_MEETING = name("first_meeting", "primo incontro", "first meeting")
    PERIODIC_REPORT = name(
        "periodic_report", "relazione al servizio inviante", "report to the sending service"
    )
    SERVICE_FEEDBACK = name(
        "service_feedback", "restituzione al servizio inviante", "feedback to the sending service"
    )
    FAMILY_FEEDBACK = name(
        "family_feedback", "restituzione a genitori e minore", "feedback to parents and minor"
    )
    FINAL_FEEDBACK = name(
        "final_feedback", "restituzione finale e dimissione", "final feedback and discharge"
    )


class MeetingType(Names):
    """Meetings about a case, or series of meetings of the office."""

    PREPARATION = name("preparation", "incontro preparatorio", "preparatory meeting")
    PLAN_REVIEW = name("plan_review", "verifica del progetto", "plan review")
    CASE_REVIEW = name("case_review", "verifica del caso", "case review")
    TEAM = name("team", "riunione d'équipe", "team meeting")
    MULTIDISCIPLINARY = name(
        "multidisciplinary", "équipe multiprofessionale", "multidisciplinary team meeting"
    )
    COORDINATION = name("coordination", "incontro di coordinamento", "coordination meeting")
    PLANNING = name("planning", "incontro di programmazione", "planning meeting")
    MONITORING = name("monitoring", "incontro di monitoraggio", "monitoring meeting")
    NETWORK = name("network", "incontro di rete", "network meeting")
    FINAL_FEEDBACK = name("final_feedback", "restituzione finale", "final feedback")
    SERVICE_FEEDBACK = name(
        "service_feedback", "restituzione al servizio inviante", "feedback to the sending service"
    )
    FAMILY_FEEDBACK = name("family_feedback", "restituzione alla famiglia", "feedback to the family")
    ON_CALL = name(
        "on_call", "incontro a chiamata con il coordinatore", "meeting on call with the coordinator"
    )
    ORGANISATIONAL = name("organisational", "coordinamento organizzativo", "organisational coordination")
    OPERATIONAL = name("operational", "coordinamento operativo", "operational coordination")
    SUPERVISION = name("supervision", "supervisione", "supervision")


class AttendeeKind(Names):
    """Who is present at a session besides the users."""

    STAFF = name("staff", "operatore", "staff member")
    VOLUNTEER = name("volunteer", "volontario", "volunteer")
    TRAINEE = name("trainee", "tirocinante", "trainee")
    PARTNER = name("partner", "operatore di un ente partner", "operator of a partner body")


class Weekday(Names):
    """Days of the week, Monday first."""

    MONDAY = name("monday", "lunedì", "Monday")
    TUESDAY = name("tuesday", "martedì", "Tuesday")
    WEDNESDAY = name("wednesday", "mercoledì", "Wednesday")
    THURSDAY = name("thursday", "giovedì", "Thursday")
    FRIDAY = name("friday", "venerdì", "Friday")
    SATURDAY = name("saturday", "sabato", "Saturday")
    SUNDAY = name("sunday", "domenica", "Sunday")
