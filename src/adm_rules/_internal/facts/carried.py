"""Keys that files may carry though nothing of the library reads them, each with the reason why it is there.

Who fills in a key believes that it counts. What no shipped rule, no recipe and no code reads is named here; the page of
models says so, and `RuleSet.unread` tells which keys of a file its own rules pass over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BY_REASON: Final[Mapping[str, str]] = {
    "asked of another owner": """
        agency_absence_documented agency_absence_foreseeable agency_payee agency_payer agency_payment_amount
        agency_payment_channel agency_payment_due_on agency_payment_intervention agency_payment_kind
        agency_payment_service agency_supervision_attendees contract_control_agency contract_control_outcome
        contract_control_type contract_document_contents contract_document_service contract_document_topics
        contract_expense_amount contract_expense_intervention contract_expense_trigger contract_payee
        contract_payer contract_payment_due_on contract_payment_intervention contract_payment_service
        control_agency control_answered_on control_outcome control_requested_on district_control_agency
        district_control_answered_on district_control_outcome district_control_requested_on
        district_control_type district_supervised_staff district_supervision_length district_supervision_papers
        district_supervisor_title district_survey_returned_on district_survey_sent_on document_service
        expense_commissioned_by expense_commissioned_on expense_intervention expense_motivated
        expense_paid_on incident_cause incident_contested_on supervision_attendees
    """,
    "told by the days of its record": """
        invoice_months
    """,
    "the term of the act holds, whatever day was named": """
        report_due_on
    """,
    "kept for the record": """
        absence_cause agency_absent_intervention agency_assigned_intervention agency_assigned_service
        agency_session_service agency_session_venue breach_notified_on card_year
        case_opened_on closure_reason confidentiality_signed_on contract_service_municipalities
        contract_type coordinator_id custodian_municipality data_breach_notified_on data_use_service
        derogation_reason district_budget_available district_meeting_convened_by district_report_recipients
        duty_recipient fund_service has_operating_coordinator inhabitants issued_on lead_body
        meeting_requested_on meeting_venue member_disabled neutral_space_inspected_on
        notice_outcome partners payment_channel penalty_requested_on plan_family
        plan_goal plan_revised_on plan_shared_on ranking_position ranking_score
        report_asked_by report_contents report_sent_to_court_on risk_found_on training_topic
        use_municipality use_year used_time venue_agreed_by voucher_authorised_on
    """,
}

#: The reason of each fact that nothing reads: records of one class serve several owners, and norms ask for the key at
#: another one; or the act does not say how the key counts; or no encoded norm asks for it.
CARRIED: Final[Mapping[str, str]] = {
    name: reason for reason, names in _BY_REASON.items() for name in names.split()
}

_BY_CODE: Final = """
    accredited_until activity agency_id agency_week attendee_kind attendee_staff authorised_from
    authorised_time authorised_until billed_activity billed_amount billed_intervention billed_time birth_date
    budget_checked_on case_id closed_on contract_ends_on contract_term_end delisted_on derogation_from
    derogation_id derogation_intervention derogation_payer derogation_scope derogation_to
    derogation_weekly_time group_id group_ratio indicator_value intervention_id invoice_amount invoice_from
    invoice_id invoice_to isee_issued_on isee_kind isee_status isee_valid_until isee_value judgement_day
    licence_until milestone_at milestone_by milestone_on milestone_step month month_end municipality paid_on
    payer payers penalty_category provider_id recorded_status service session_end session_id session_start
    term_end term_kind term_start transport_needed transport_provided unit_value users_present week
    week_sunday year
"""
#: Facts that the library's own code asks for by name, in money, deadlines and derogations; a test keeps it complete.
BY_CODE: Final = frozenset(_BY_CODE.split())
