"""Certificates of a family's means: ISEE, and indicators that a rule set declares."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import ValidationInfo, model_validator

from adm_rules._internal.records.base import Record
from adm_rules._internal.records.fields import Attested, Day, Event, Known, Number, OneOf
from adm_rules._internal.records.keys import Key
from adm_rules._internal.scalars import NONE, read_number, refuse, write_number
from adm_rules._internal.values.amounts import PLACES


# fmt: off
class IseeCertificate(Record):
    """An attestation as issued: the library never computes the indicator.

    ``value`` is an ISEE in euro. Of a kind that the rule set declares under ``indicators`` the file says ``value`` as
    well; the record keeps it as ``measure``, so that nothing takes it for euro.
    """

    kind: Annotated[Known[Annotated[str, OneOf("isee_kind")]], Key("tipo di ISEE", "kind of ISEE", "isee_kind")] = None
    status: Annotated[Known[Annotated[str, OneOf("isee_status")]], Key(
        "stato dell'ISEE", "status of the ISEE", "isee_status")] = None
    value: Annotated[Known[Attested], Key("valore ISEE", "ISEE value", "isee_value")] = None
    measure: Annotated[Known[Number], Key(
        "valore dell'indicatore attestato", "value of the attested indicator", "indicator_value")] = None
    issued_on: Annotated[Event, Key("rilascio dell'ISEE", "issue of the ISEE", "isee_issued_on")] = None
    valid_until: Annotated[Known[Day], Key("scadenza dell'ISEE", "expiry of the ISEE", "isee_valid_until")] = None
    # fmt: on

    @model_validator(mode="before")
    @classmethod
    def _measured(cls, data: Any, info: ValidationInfo) -> Any:
        """A file's ``value`` of a declared indicator, where the record keeps it."""
        declared = (info.context or {}).get("indicators", {})
        if not isinstance(data, Mapping) or not isinstance(data.get("kind"), str):
            return data
        indicator, value = declared.get(data["kind"]), data.get("value")
        if indicator is None or value in (None, NONE):
            return data
        if data.get("measure") is not None:
            refuse("contradiction", "the value stands here twice", "write it under `value` alone", key="measure")
        return {**data, "value": NONE, "measure": _checked(value, *indicator)}


def _checked(value: Any, decimals: int, lowest: int, highest: int | None) -> str:
    """The value of an indicator as a record takes it; its range is given in millionths."""
    try:
        found = read_number(value)
    except ValueError:
        found = -1
    if found < 0 or found % 10 ** (PLACES - decimals):
        refuse("not_a_number", "expected the value of the indicator", f"write it with {decimals} decimals", key="value")
    if found < lowest or (highest is not None and found > highest):
        ends = [f"{Decimal(end).scaleb(-PLACES):.{decimals}f}" for end in (lowest, highest) if end is not None]
        refuse("out_of_range", "the indicator has no such value", f"write one from {' to '.join(ends)}", key="value")
    return write_number(found)
