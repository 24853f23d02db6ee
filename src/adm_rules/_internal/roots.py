"""The kinds of file that the library reads: what each is about, and its model."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from adm_rules._internal.records import Record


class Root(StrEnum):
    """What a file is about: the subject at its top, which bears the same name."""

    CASE = "case"
    AGENCY = "agency"
    CONTRACT = "contract"
    DISTRICT = "district"

    def model(self) -> type[Record]:
        """The model of such a file; imported only when it is needed."""
        match self:
            case Root.CASE:
                from adm_rules._internal.case import Case

                return Case
            case Root.AGENCY:
                from adm_rules._internal.agency import Agency

                return Agency
            case Root.CONTRACT:
                from adm_rules._internal.service_contract import ServiceContract

                return ServiceContract
            case Root.DISTRICT:
                from adm_rules._internal.district import District

                return District
            case never:
                assert_never(never)


#: Every kind of file, by the name that files, examples and options use.
ROOTS = tuple(Root)
