"""Comuni: how files and rules may write one, and the one form that each of them is kept in.

Names and codes come from ISTAT, the Italian national institute of statistics ("Codici statistici delle unità
amministrative territoriali", published under CC BY). A cadastral (Belfiore) code is not unique over time: it
identifies a Comune only together with a date.

Those that the shipped documents name stand in a table here, with a short name for rules and the spellings of the
documents. All others of Italy are in `istat`; a Comune of either is identified by its ISTAT code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.municipalities import istat
from adm_rules._internal.municipalities.istat import folded
from adm_rules._internal.texts import Text

_ISTAT_CODE: Final = re.compile(r"[0-9]{6}")
_PROVINCES: Final = {"012": "VA", "014": "SO", "015": "MI", "098": "LO"}


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
    """Not a municipality. The message never quotes what stood there; ``advice`` names the nearest one, if any."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem}: {advice}")
        self.problem = problem
        self.advice = advice


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


def _spellings() -> dict[str, str]:
    """Every way to write a listed Comune, folded, with its slug."""
    table: dict[str, str] = {}
    for each in _TABLE:
        for spelling in (each.istat, each.slug, each.name, *each.aliases):
            table[folded(spelling)] = each.slug
    return table


_BY_SPELLING: Final = _spellings()


def find(text: str) -> str | None:
    """The one form of a Comune given as ISTAT code, slug, official name or alias: its slug here, otherwise its code.

    A name that several Comuni bear needs the province: ``Samone (TO)``. None for what no Comune is, or several are.
    """
    slug = text if text in MUNICIPALITIES else _BY_SPELLING.get(folded(text))
    if slug is not None:
        return slug
    if _ISTAT_CODE.fullmatch(text) is not None:
        return istat.present(text)
    bearers = istat.bearers().get(folded(text), ())
    code = istat.present(bearers[0].istat) if len(bearers) == 1 else None
    return None if code is None else _BY_SPELLING.get(code, code)


def normalise(text: str) -> str:
    """What `find` finds.

    Raises:
        MunicipalityError: no Comune has this code or name, or several have the name.
    """
    found = find(text)
    if found is None:
        raise MunicipalityError(*_what_is_wrong(text))
    return found


def _what_is_wrong(text: str) -> tuple[str, str]:
    """The problem and the advice."""
    if _ISTAT_CODE.fullmatch(text) is not None:
        near = istat.nearest_code(text)
        advice = f"the nearest code is {near.istat}, {near.title}" if near else "look it up in ISTAT's list"
        return "no Comune has this ISTAT code", advice
    bearers = istat.bearers().get(folded(text), ())
    if bearers:
        return (
            "several Comuni bear this name",
            f"add the province: {' or '.join(each.title for each in bearers)}",
        )
    if folded(text) == istat.NOBODY:
        return "this is what does not exist", "the Comune is written None (TO)"
    near = istat.nearest_name(text)
    return (
        "expected a municipality",
        f"did you mean {near.name}?" if near else "write its name or its six-digit ISTAT code",
    )


class Municipalities(Mapping[str, Text]):
    """What the Comuni are called, by their one form, and what a rule set adds to them (``own``).

    Iterating gives the listed ones and the own ones; ISTAT's list is read only when another one is asked for.
    """

    def __init__(self, own: Mapping[str, Text] | None = None) -> None:
        listed = {slug: Text(each.name, each.name) for slug, each in MUNICIPALITIES.items()}
        self._near = {**listed, **(own or {})}

    def __getitem__(self, place: str) -> Text:
        near = self._near.get(place)
        if near is not None:
            return near
        found = istat.comuni()[place]
        it, en = (", soppresso", ", former") if found.former else ("", "")
        return Text(found.name + it, found.name + en)

    def __iter__(self) -> Iterator[str]:
        return iter(self._near)

    def __len__(self) -> int:
        return len(self._near)


def is_normal(text: str) -> bool:
    """Whether a text is what `normalise` makes of it: the form that models hold and write."""
    try:
        return normalise(text) == text
    except MunicipalityError:
        return False
