"""Names that are part of others, and those that leave open whether they are another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from adm_rules._internal.dataclass import dataclass, field
from adm_rules._internal.values.kinship import Edges, Kinship, kinship

#: What the names of each list lead to.
Lists: TypeAlias = Mapping[str, Edges]

_SENDS = ("sending_service",)
_SENDS_OR_KEEPS = ("sending_service", "custodial_body")
#: What the social service may be, and whoever acts for it.
_TERRITORIAL = ("territorial_social_service", "base_social_service")
#: Services that an assistant of an unnamed one may belong to.
_SERVICES_OF_ASSISTANTS = (
    "referring_operator",
    "social_service_operator",
    "base_social_service",
    "territorial_social_service",
    "municipal_social_service",
    "minors_protection",
    "minors_family_service",
)
_SPECIALISTS = (
    "child_neuropsychiatry",
    "addiction_service",
    "mental_health_service",
    "family_advice_centre",
    "evaluation_unit",
)

#: Who records the one says the other as well.
COUNTS_AS: Final[Lists] = MappingProxyType(
    {
        "role": {
            "head_of_plan_office": ("plan_office",),
            "municipal_head": ("municipality", "municipal_social_service"),
            # Not the professional social service, which may be another body's, as that of a public company.
            "municipal_social_service": ("municipality",),
            "base_social_service": ("territorial_social_service",),
            "territorial_social_service": ("social_service",),
            "head_of_social_service": ("social_service",),
            "social_service_operator": ("social_service",),
            **dict.fromkeys(_SPECIALISTS, ("specialist_service",)),
            "reference_social_worker": ("social_worker",),
            "home_service_coordinator": ("coordinator",),
            "parents": ("parent",),
            "parent": ("family", "reference_adult"),
            "non_custodial_parent": ("parent",),
            "guardian": ("family", "reference_adult"),
            "foster_family": ("reference_adult",),
        },
        "relation": {"sibling": ("relative",), "grandparent": ("relative",)},
    }
)
#: Who records the one leaves open whether it is the other.
MAY_BE: Final[Lists] = MappingProxyType(
    {
        "role": {
            "municipality": ("lead_body", "custodial_body"),
            "municipal_head": ("lead_body",),
            "municipal_social_service": _SENDS,
            "base_social_service": ("municipal_social_service", *_SENDS),
            "territorial_social_service": ("municipal_social_service", *_SENDS),
            "social_service": _SENDS_OR_KEEPS,
            "services_coordinator": ("social_service",),
            "head_of_social_service": (*_TERRITORIAL, *_SENDS),
            "social_service_operator": (*_TERRITORIAL, *_SENDS),
            "minors_family_service": _SENDS_OR_KEEPS,
            "minors_protection": _SENDS_OR_KEEPS,
            "foster_care_service": _SENDS,
            "juvenile_penal_service": _SENDS,
            "specialist_service": _SENDS,
            **dict.fromkeys(_SPECIALISTS, _SENDS),
            "social_worker": _SERVICES_OF_ASSISTANTS,
            "reference_social_worker": _SERVICES_OF_ASSISTANTS,
            "home_service_head": ("agency",),
            "home_service_operator": ("educator",),
            "contact_operator": ("educator",),
            "third_sector_body": ("agency",),
            "teacher": ("school",),
            "family": ("minor", "accompanying_adult"),
            "accompanying_adult": ("parent", "reference_adult"),
        },
    }
)

#: How the names of each list belong together, where some do.
KINSHIPS: Final[Mapping[str, Kinship]] = MappingProxyType(
    {name: kinship(edges, MAY_BE.get(name, {})) for name, edges in COUNTS_AS.items()}
)


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a rule set adds to the table, list by list."""

    counts_as: Lists = field(default_factory=dict)
    may_be: Lists = field(default_factory=dict)

    def joined(self, more: Belonging) -> Belonging:
        """These and more."""
        return Belonging(joined(self.counts_as, more.counts_as), joined(self.may_be, more.may_be))

    @property
    def kinships(self) -> Mapping[str, Kinship]:
        """The table with what is added to it."""
        if not self.counts_as and not self.may_be:
            return KINSHIPS
        says, leaves_open = joined(COUNTS_AS, self.counts_as), joined(MAY_BE, self.may_be)
        made = {
            name: kinship(says.get(name, {}), leaves_open.get(name, {})) for name in {*says, *leaves_open}
        }
        return MappingProxyType(made)


#: What a rule set says that adds nothing.
NOTHING_ADDED: Final = Belonging()


def joined(lists: Lists, more: Lists) -> Lists:
    """What names lead to by two tables."""
    return {
        name: {
            member: (*lists.get(name, {}).get(member, ()), *more.get(name, {}).get(member, ()))
            for member in {**lists.get(name, {}), **more.get(name, {})}
        }
        for name in {**lists, **more}
    }
