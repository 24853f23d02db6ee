"""The validities that the vocabulary knows: a voucher, a certificate, an authorisation, each with its last day."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.texts import Text


@dataclass(frozen=True, slots=True)
class Expiry:
    """A validity: whose, the fact of its last day, its name, and what can still be done before it ends.

    ``over`` is the event with which it loses its object: from then on nothing is to be done.
    """

    subject: str
    fact: str
    title: Text
    before: Text
    over: str | None = None


# fmt: off
EXPIRIES: Final = (
    Expiry("voucher_term", "term_end", Text("Fine del voucher", "End of the voucher"),
           Text("chiedere la proroga, o preparare la chiusura", "ask for an extension, or prepare the closure"),
           "closed_on"),
    Expiry("authorisation", "authorised_until",
           Text("Fine dell'autorizzazione delle ore", "End of the authorisation of hours"),
           Text("proporre e far autorizzare le ore del periodo seguente",
                "propose the hours of the next period and have them authorised"), "closed_on"),
    Expiry("derogation", "derogation_to", Text("Fine della deroga", "End of the derogation"),
           Text("far autorizzare una nuova deroga, o tornare al limite ordinario",
                "have a new derogation authorised, or return to the ordinary limit")),
    Expiry("isee", "isee_valid_until", Text("Scadenza dell'ISEE", "Expiry of the ISEE certificate"),
           Text("chiedere alla famiglia la nuova attestazione", "ask the family for the new certificate")),
    Expiry("accreditation", "accredited_until",
           Text("Fine dell'accreditamento", "End of the accreditation"),
           Text("chiedere il rinnovo dell'accreditamento", "ask for the accreditation to be renewed")),
    Expiry("staff", "contract_ends_on",
           Text("Fine del contratto dell'operatore", "End of the worker's contract"),
           Text("rinnovare il contratto, o comunicare la variazione dell'elenco",
                "renew the contract, or notify the change of the staff list"), "delisted_on"),
    Expiry("staff", "licence_until",
           Text("Scadenza della patente dell'operatore", "Expiry of the worker's driving licence"),
           Text("chiedere copia della patente rinnovata", "ask for a copy of the renewed licence"),
           "delisted_on"),
    Expiry("contract", "contract_term_end",
           Text("Scadenza del contratto di servizio", "Expiry of the service contract"),
           Text("rinnovare il contratto, o preparare il subentro",
                "renew the contract, or prepare the takeover")),
)
# fmt: on

#: The validities by the fact of their last day.
VALIDITIES: Final[Mapping[str, Expiry]] = MappingProxyType({each.fact: each for each in EXPIRIES})
