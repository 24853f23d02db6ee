"""Who has the answer to what a file leaves out, as names of the list `role`: by subject, in places by fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.facts.registry import Registry

#: Of a subject that is not named here, whoever keeps what it belongs to.
_BY_SUBJECT: Final[Mapping[str, str]] = {
    "case": "social_worker",
    "agency": "agency",
    "contract": "plan_office",
    "district": "plan_office",
    # of the child's file
    "school_slot": "family",
    "school_closing": "family",
    "isee": "family",
    "payment": "family",
    "expense": "plan_office",
    "request": "plan_office",
    "derogation": "plan_office",
    "authorisation": "plan_office",
    "voucher_term": "plan_office",
    "intervention": "agency",
    "report_request": "plan_office",
    "meeting": "social_worker",
    # of the agency's file
    "accreditation": "plan_office",
    "quality_ranking": "plan_office",
    "control": "plan_office",
    "agency_payment": "plan_office",
}
_BY_FACT: Final[Mapping[str, str]] = {
    "area": "social_worker",
    "complex_case": "social_worker",
    "birth_date": "family",
    "disability": "family",
    "file_opened_on": "plan_office",
    "closed_on": "plan_office",
    "proposed_on": "plan_office",
    "closure_reason": "plan_office",
    "request_fields": "social_worker",
    "request_drafted_by": "social_worker",
    "request_agreed_by": "social_worker",
    "involved_specialists": "social_worker",
    "family_choice": "family",
    "choice_form_signed_on": "family",
}


def keeper_of(registry: Registry, subject: str, fact: str = "") -> str:
    """Who has the answer: a fact of a subject, or the list of such elements."""
    if fact in _BY_FACT:
        return _BY_FACT[fact]
    here = subject
    while here not in _BY_SUBJECT:
        here = str(registry.subjects[here].parent)
    return _BY_SUBJECT[here]
