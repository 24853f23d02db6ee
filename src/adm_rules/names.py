"""The closed lists of names as types, for annotations and type checkers: of the venues ``names.Venue``.

Written by ``tools/gen_models.py``. What a rule set adds to a list for its district is no member: only that rule set
knows it, and reads it from a file or a mapping.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "AbsenceCause",
    "Account",
    "AccreditationStatus",
    "Activity",
    "ActivityTag",
    "AgendaItem",
    "AllocationKey",
    "Area",
    "AttendeeKind",
    "BadgeField",
    "BreachCause",
    "CardContent",
    "Channel",
    "ClosureReason",
    "Consequence",
    "ContractType",
    "ControlType",
    "Court",
    "DataPurpose",
    "DerogationReason",
    "DerogationScope",
    "DifficultyCause",
    "DocumentContent",
    "DocumentTopic",
    "DocumentType",
    "Effect",
    "ExpenseKind",
    "ExpenseTrigger",
    "FinancingMode",
    "FosterForm",
    "FosterType",
    "FundingSource",
    "Goal",
    "GroupDivision",
    "GroupHours",
    "Home",
    "IncidentCause",
    "InformationDuty",
    "IseeKind",
    "IseeStatus",
    "LeavingReason",
    "LegalType",
    "ManagementForm",
    "Measure",
    "MeetingType",
    "ObjectiveTag",
    "Outcome",
    "PaymentKind",
    "PenaltyCategory",
    "Phase",
    "PlanField",
    "PlanForm",
    "PlanKind",
    "Relation",
    "ReportContent",
    "ReportForm",
    "ReportType",
    "RequestField",
    "RequestType",
    "Requirement",
    "RevisionReason",
    "RiskFlag",
    "RiskTheme",
    "Role",
    "SchoolLevel",
    "Service",
    "SessionPhase",
    "SessionStatus",
    "Severity",
    "StaffChange",
    "StepName",
    "SuspensionCause",
    "TermKind",
    "Title",
    "TrainingTopic",
    "Venue",
    "Weekday",
    "WithdrawalReason",
]

# fmt: off
AbsenceCause: TypeAlias = Literal["leave", "sickness", "permit", "training", "maternity", "other"]
Account: TypeAlias = Literal["revenue", "cost", "inflow", "outflow"]
AccreditationStatus: TypeAlias = Literal["requested", "granted", "suspended", "revoked", "expired", "refused"]
Activity: TypeAlias = Literal["direct", "group", "correlated", "supervised_meeting", "feedback", "transport", "coordination"]
ActivityTag: TypeAlias = Literal["study_support", "daily_life_and_school", "autonomy_and_wellbeing", "care_of_spaces", "leisure", "workshop", "trip", "socialisation", "parent_support", "family_mediation", "tutoring", "triage_support", "diagnostic_support", "family_respite", "crisis_support", "neighbour_solidarity", "parent_groups", "school_partnership", "family_education", "presentation", "planning", "sharing", "monitoring", "verification", "network", "investigation", "other"]
AgendaItem: TypeAlias = Literal["joint_planning", "organisational", "administrative", "operational"]
AllocationKey: TypeAlias = Literal["per_capita", "consumption", "cases", "equal"]
Area: TypeAlias = Literal["prevention", "evaluation", "treatment"]
AttendeeKind: TypeAlias = Literal["staff", "volunteer", "trainee", "partner"]
BadgeField: TypeAlias = Literal["photo", "worker_name", "agency_name"]
BreachCause: TypeAlias = Literal["delay_interruption_quality", "grave_or_repeated", "supervening_law"]
CardContent: TypeAlias = Literal["aims", "features", "access", "cost_sharing"]
Channel: TypeAlias = Literal["certified_email", "registered_letter", "email", "by_hand", "bank_transfer", "treasury", "cash"]
ClosureReason: TypeAlias = Literal["conditions_overcome", "objectives_reached", "moved_away", "adult_age", "family_withdrawal", "court_decision", "no_budget", "other_service", "other"]
Consequence: TypeAlias = Literal["none_stated", "ranking_score", "no_exclusion", "not_payable", "access_priority", "reduction_or_end", "no_delivery", "ends_at_term", "agency_liability", "company_liability", "liability_excluded", "penalty", "termination", "withdrawal", "damages", "indemnity"]
ContractType: TypeAlias = Literal["permanent", "fixed_term", "freelance", "collaboration", "other"]
ControlType: TypeAlias = Literal["requirements", "quality", "half_yearly", "yearly", "inspection", "documents_request"]
Court: TypeAlias = Literal["ordinary_court", "juvenile_court", "appeal_court", "tutelary_judge", "family_court", "public_prosecutor", "other"]
DataPurpose: TypeAlias = Literal["service_delivery", "legal_duty", "statistics", "research", "other"]
DerogationReason: TypeAlias = Literal["documented_need", "social_relevance", "emergency", "court_order", "other"]
DerogationScope: TypeAlias = Literal["weekly_cap", "weekend", "hours", "venue", "residence", "age"]
DifficultyCause: TypeAlias = Literal["temporary_impediment", "structural_impediment", "deprivation", "limitation"]
DocumentContent: TypeAlias = Literal["performance_cases", "objectives_reached", "quality_standards", "staff_turnover", "complaints"]
DocumentTopic: TypeAlias = Literal["technical", "organisation", "staff", "training", "supervision", "methods", "quality"]
DocumentType: TypeAlias = Literal["service_charter", "organisation_report", "staff_list", "coordinator_cv", "staff_cvs", "satisfaction_report", "general_report_home_education", "general_report_supervised_contact", "requirements_declaration", "training_plan", "training_certificates", "supervision_attestation", "attendance_register", "property_contract", "phone_certificate", "budget", "control_system", "service_cards", "programme_plan", "annual_accounts", "insurance_policy"]
Effect: TypeAlias = Literal["access", "safety", "money", "terms", "standards", "papers"]
ExpenseKind: TypeAlias = Literal["ordinary", "extraordinary_project", "extra_service", "out_of_province", "activity_cost"]
ExpenseTrigger: TypeAlias = Literal["hours_over_cap", "extras", "out_of_province"]
FinancingMode: TypeAlias = Literal["district", "district_plus_municipal", "municipal"]
FosterForm: TypeAlias = Literal["part_time", "residential"]
FosterType: TypeAlias = Literal["consensual", "judicial"]
FundingSource: TypeAlias = Literal["district_fund", "municipal_budget", "regional_fund", "national_fund", "european_fund", "user_fees", "other"]
Goal: TypeAlias = Literal["prevent_removal", "return_home", "prevention", "observation", "support", "evaluation"]
GroupDivision: TypeAlias = Literal["present", "ratio"]
GroupHours: TypeAlias = Literal["fraction", "whole"]
Home: TypeAlias = Literal["family", "one_parent", "relatives", "foster_family", "facility", "alone"]
IncidentCause: TypeAlias = Literal["accident", "damage", "interruption", "late_act_of_municipality", "missing_act_of_municipality", "other"]
InformationDuty: TypeAlias = Literal["national", "regional"]
IseeKind: TypeAlias = Literal["ordinary", "minors", "current", "social_care", "family_benefits"]
IseeStatus: TypeAlias = Literal["valid", "with_omissions", "expired", "absent"]
LeavingReason: TypeAlias = Literal["maternity", "other_force_majeure", "resignation", "dismissal", "contract_end", "transfer", "family_request", "service_request", "intervention_closed", "other"]
LegalType: TypeAlias = Literal["social_cooperative", "association", "foundation", "social_enterprise", "public_body", "company", "temporary_grouping"]
ManagementForm: TypeAlias = Literal["direct", "local_initiative", "co_design", "concession", "accreditation", "partnership", "service_contract", "outsourced"]
Measure: TypeAlias = Literal["inquiry", "evaluation", "prescriptions", "supervision", "service_custody", "placement", "home_education", "supervised_contact", "responsibility_limited", "responsibility_removed"]
MeetingType: TypeAlias = Literal["preparation", "plan_review", "case_review", "team", "multidisciplinary", "coordination", "planning", "monitoring", "network", "final_feedback", "service_feedback", "family_feedback", "on_call", "organisational", "operational", "supervision"]
ObjectiveTag: TypeAlias = Literal["study_support", "autonomy", "relations", "socialisation", "parenting", "wellbeing", "emotions", "integration", "contact", "other"]
Outcome: TypeAlias = Literal["positive", "negative", "partial", "waiting_list"]
PaymentKind: TypeAlias = Literal["copayment", "voucher", "extra_cost", "service_fee", "first_advance", "second_advance", "balance", "extraordinary", "refund"]
PenaltyCategory: TypeAlias = Literal["delay", "harm", "unseemly"]
Phase: TypeAlias = Literal["knowledge", "ordinary"]
PlanField: TypeAlias = Literal["objectives", "interventions", "methods", "accesses_number_duration", "periodicity_schedule", "start_date", "end_date", "overall_duration", "interim_verification", "final_verification", "commitments", "micro_objectives"]
PlanForm: TypeAlias = Literal["dedicated", "free"]
PlanKind: TypeAlias = Literal["individual", "family", "supervised_contact", "personalised", "framework"]
Relation: TypeAlias = Literal["child", "parent", "sibling", "grandparent", "foster_child", "relative", "other"]
ReportContent: TypeAlias = Literal["objectives", "previous_year_account", "results", "user_segments", "costs_revenues", "needs_vs_services", "service_level", "operators_per_service", "resident_beneficiaries", "narrative"]
ReportForm: TypeAlias = Literal["monitoring_sheet", "free"]
ReportType: TypeAlias = Literal["progress", "evaluation", "final", "on_request", "update", "court", "management", "service_level", "research"]
RequestField: TypeAlias = Literal["case_presentation", "minor_data", "cohabiting_relatives", "other_relatives", "socio_environmental_condition", "family_network", "context_resources", "motivation", "intervention_areas", "objectives", "hours_assigned", "days_times"]
RequestType: TypeAlias = Literal["activation", "extension", "suspension", "closure"]
Requirement: TypeAlias = Literal["general", "staff", "organisation", "premises", "experience", "quality"]
RevisionReason: TypeAlias = Literal["new_services", "management_needs", "objectives_changed"]
RiskFlag: TypeAlias = Literal["high_conflict", "institutionalisation", "complex", "severe_maltreatment", "abuse", "prejudice", "neglect"]
RiskTheme: TypeAlias = Literal["maltreatment", "abuse", "neglect", "witnessed_violence"]
Role: TypeAlias = Literal["plan_office", "head_of_plan_office", "mayors_assembly", "mountain_community", "lead_body", "municipality", "municipal_head", "company", "managing_body", "consortium_assembly", "region", "state", "health_agency", "third_sector_body", "base_social_service", "territorial_social_service", "municipal_social_service", "social_service", "minors_family_service", "minors_protection", "juvenile_penal_service", "foster_care_service", "sending_service", "specialist_service", "child_neuropsychiatry", "addiction_service", "mental_health_service", "family_advice_centre", "evaluation_unit", "school", "local_body", "administrative_office", "judicial_authority", "custodial_body", "agency", "team", "reference_social_worker", "social_worker", "referring_operator", "educator", "coordinator", "contact_operator", "psychologist", "pedagogist", "supervisor", "teacher", "administrative_staff", "head_of_social_service", "services_coordinator", "social_service_operator", "home_service_head", "home_service_coordinator", "home_service_operator", "volunteer", "trainee", "family", "minor", "parent", "parents", "non_custodial_parent", "guardian", "reference_adult", "significant_person", "accompanying_adult", "foster_family"]
SchoolLevel: TypeAlias = Literal["nursery", "infant", "primary", "lower_secondary", "upper_secondary", "vocational", "summer_centre"]
Service: TypeAlias = Literal["home_education", "supervised_contact", "family_education", "family_service", "foster_care_centre", "school_wellbeing", "specialist_school_education", "disability_home_support", "day_centre", "disability_measure", "income_support", "pippi", "reception", "social_service", "accreditation"]
SessionPhase: TypeAlias = Literal["reception", "meeting", "farewell", "handover"]
SessionStatus: TypeAlias = Literal["planned", "delivered", "cancelled", "suspended", "missed"]
Severity: TypeAlias = Literal["mild", "medium", "severe"]
StaffChange: TypeAlias = Literal["added", "removed", "substituted", "role_changed"]
StepName: TypeAlias = Literal["referral_sheet", "case_presented", "assigned", "parents_sent", "parent_interview", "settling_in", "first_meeting", "periodic_report", "service_feedback", "family_feedback", "final_feedback"]
SuspensionCause: TypeAlias = Literal["staff_absence", "user_absence", "family_request", "court_order", "service_decision", "other"]
TermKind: TypeAlias = Literal["first", "extension"]
Title: TypeAlias = Literal["educator_diploma", "education_sciences_degree", "psychology_degree", "sociology_degree", "pedagogy_degree", "social_work_degree", "health_educator_degree", "other_degree", "upper_secondary_diploma", "other"]
TrainingTopic: TypeAlias = Literal["education", "maltreatment", "abuse", "safety", "privacy", "methods", "other"]
Venue: TypeAlias = Literal["home", "territory", "school", "neutral_space", "municipal_seat", "parent_home", "natural_place", "public_space", "local_service", "operating_seat", "online"]
Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WithdrawalReason: TypeAlias = Literal["public_interest", "other"]
# fmt: on
