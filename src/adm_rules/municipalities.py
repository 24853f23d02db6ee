"""The Comuni that the documents name, keyed by ISTAT code, and how a file may write them.

Names and codes come from ISTAT, the Italian national institute of statistics ("Codici statistici delle unità
amministrative territoriali", as of 1 January 2026, published under CC BY). A cadastral (Belfiore) code is not
unique over time: it identifies a Comune only together with a date.

The table is small on purpose. People also move out of a district, so a well-formed ISTAT code that is not
listed is kept as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_ISTAT_CODE: Final = re.compile(r"[0-9]{6}")
_PROVINCES: Final = {"012": "VA", "014": "SO", "015": "MI", "098": "LO"}
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A Comune: ``slug`` is its name in rules, ``aliases`` are the short names that the documents use."""

    istat: str
    slug: str
    name: str
    belfiore: str
    aliases: tuple[str, ...] = ()

    @property
    def province(self) -> str:
        """The two letters of its province."""
        return _PROVINCES[self.istat[:3]]


class MunicipalityError(ValueError):
    """Not a municipality. The message never quotes what stood there."""

    def __init__(self) -> None:
        super().__init__("expected a municipality: its name, its slug or its six-digit ISTAT code")


_TABLE: Final = (
    # Tirano
    Municipality("014004", "aprica", "Aprica", "A337"),
    Municipality("014008", "bianzone", "Bianzone", "A848"),
    Municipality("014033", "grosio", "Grosio", "E200"),
    Municipality("014034", "grosotto", "Grosotto", "E201"),
    Municipality("014038", "lovero", "Lovero", "E705"),
    Municipality("014040", "mazzo", "Mazzo di Valtellina", "F070"),
    Municipality("014059", "sernio", "Sernio", "I636"),
    Municipality("014065", "teglio", "Teglio", "L084"),
    Municipality("014066", "tirano", "Tirano", "L175"),
    Municipality("014068", "tovo", "Tovo di Sant'Agata", "L316"),
    Municipality("014076", "vervio", "Vervio", "L799"),
    Municipality("014078", "villa_di_tirano", "Villa di Tirano", "L908"),
    # Medio Olona
    Municipality("012042", "castellanza", "Castellanza", "C139"),
    Municipality("012067", "fagnano_olona", "Fagnano Olona", "D467"),
    Municipality("012078", "gorla_maggiore", "Gorla Maggiore", "E101"),
    Municipality("012079", "gorla_minore", "Gorla Minore", "E102"),
    Municipality("012098", "marnate", "Marnate", "E965"),
    Municipality("012108", "olgiate_olona", "Olgiate Olona", "G028"),
    Municipality("012122", "solbiate_olona", "Solbiate Olona", "I794"),
    # Sud Est Milano, and Paullo for its associated services
    Municipality("015050", "carpiano", "Carpiano", "B820"),
    Municipality("015071", "cerro_al_lambro", "Cerro al Lambro", "C536"),
    Municipality("015082", "colturano", "Colturano", "C908"),
    Municipality("015101", "dresano", "Dresano", "D367"),
    Municipality("015140", "melegnano", "Melegnano", "F100"),
    Municipality(
        "015192",
        "san_donato_milanese",
        "San Donato Milanese",
        "H827",
        ("S. Donato M.se", "S. Donato Milanese"),
    ),
    Municipality(
        "015195",
        "san_giuliano_milanese",
        "San Giuliano Milanese",
        "H930",
        ("S. Giuliano M.se", "S. Giuliano Milanese"),
    ),
    Municipality("015202", "san_zenone_al_lambro", "San Zenone al Lambro", "I415", ("S. Zenone al Lambro",)),
    Municipality("015244", "vizzolo_predabissi", "Vizzolo Predabissi", "M102"),
    Municipality("015169", "paullo", "Paullo", "G385"),
    # Basso Lodigiano and its surroundings; San Colombano lies in the province of Milan
    Municipality("098056", "tavazzano_con_villavesco", "Tavazzano con Villavesco", "F260", ("Tavazzano",)),
    Municipality("098019", "codogno", "Codogno", "C816"),
    Municipality("098010", "casalpusterlengo", "Casalpusterlengo", "B910"),
    Municipality(
        "015191", "san_colombano_al_lambro", "San Colombano al Lambro", "H803", ("S. Colombano al Lambro",)
    ),
)

#: Every listed Comune by its name in rules.
MUNICIPALITIES: Final[Mapping[str, Municipality]] = MappingProxyType({each.slug: each for each in _TABLE})


def folded(name: str) -> str:
    """A name without accents, capitals and punctuation: ``S. Donato M.se`` becomes ``s_donato_m_se``."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return _NOT_A_WORD.sub("_", plain.lower()).strip("_")


def _spellings() -> dict[str, str]:
    """Every way to write a listed Comune, folded, with its slug."""
    table: dict[str, str] = {}
    for each in _TABLE:
        for spelling in (each.istat, each.slug, each.name, *each.aliases):
            table[folded(spelling)] = each.slug
    return table


_BY_SPELLING: Final = _spellings()


def normalise(text: str) -> str:
    """The slug of a Comune given as ISTAT code, slug, official name or alias; an unlisted code as it is.

    Raises:
        MunicipalityError: neither a listed name nor a six-digit code.
    """
    slug = text if text in MUNICIPALITIES else _BY_SPELLING.get(folded(text))
    if slug is not None:
        return slug
    if _ISTAT_CODE.fullmatch(text) is None:
        raise MunicipalityError
    return text
