"""What records of one file say of each other: which of them an event may be for, and what shows that work had begun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_PRECEDED: Final = ("interventions", "requests")
#: The lists in which that stands for which an event, or a record, may be.
OWNERS: Final[Mapping[str, tuple[str, ...]]] = {
    "need_assessed_on": _PRECEDED,
    "suitability_assessed_on": _PRECEDED,
    "operator_decision_on": _PRECEDED,
    "referral_agreed_on": _PRECEDED,
    "evaluation_path_opened_on": _PRECEDED,
    "evaluation_unit_validated_on": _PRECEDED,
    "municipality_informed_on": _PRECEDED,
    "municipality_commitment_on": _PRECEDED,
    "assessments": _PRECEDED,
    "agreements": _PRECEDED,
    "requests": ("interventions",),
    "agreement_on": (*_PRECEDED, "plans", "foster_care"),
    "court_report_on": ("court_orders",),
}

#: Work at which users are present.
WITH_USERS: Final = frozenset({"direct", "group"})
#: Work that is done without the minor, and may begin before the intervention does.
WITHOUT_MINOR: Final = frozenset({"correlated", "coordination", "feedback"})
#: Reports that are about an intervention in course, or past.
ON_COURSE: Final = frozenset({"progress", "update", "evaluation", "final"})
