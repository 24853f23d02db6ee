"""What a service contract costs: its instalments, and the bands of its penalties."""

from __future__ import annotations

from datetime import date

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.money.contract.instalment import Instalment
from adm_rules._internal.money.contract.penalties import PenaltyBand
from adm_rules._internal.report.form.stored import StoredAnswer


@dataclass(frozen=True, slots=True)
class ContractMoney(StoredAnswer):
    """What one contract costs as seen on a day, year by year, and the bands of the penalties that are in force."""

    KIND = "instalments"
    FRAME = "instalments"

    on: date
    contract: str
    instalments: tuple[Instalment, ...]
    penalty_bands: tuple[PenaltyBand, ...]
