"""The instalments and penalty bands of a service contract: text for a terminal, JSON, CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final

from adm_rules._internal.calendar import to_day
from adm_rules._internal.money.contract.instalment import Instalment, OtherInstalment
from adm_rules._internal.money.contract.penalties import Edges, PenaltyBand
from adm_rules._internal.render.layout import GLUE, Piece, glued
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import count_of, format_value, join_words
from adm_rules._internal.values.bounds import Interval

_WORDS: Final = Catalogue(
    {
        "on": Text("situazione al {}", "as seen on {}"),
        "today": Text(" (oggi)", " (today)"),
        "year": Text("Rate del {}", "Instalments of {}"),
        "years": Text("Rate degli anni non elencati", "Instalments of the years that are not listed"),
        "none": Text("Nessuna rata da indicare.", "There is no instalment to tell."),
        "share": Text("{} di {} ({}): {}", "{} of {} ({}): {}"),
        "balance": Text(
            "{} ({}) meno gli acconti versati finora: {}", "{} ({}) less the advances paid so far: {}"
        ),
        "by": Text("entro il {}", "by {}"),
        "moved": Text(" (giorno festivo: {})", " (a holiday: {})"),
        "undated": Text("senza una data", "no day is set"),
        "unknown_day": Text("giorno non noto", "day not known"),
        "paid": Text("versati {}", "paid {}"),
        "in_full": Text(", per intero il {}", ", in full on {}"),
        "on_day": Text(", il {}", ", on {}"),
        "missing": Text("Manca: {}.", "Missing: {}."),
        "other": Text("Con un'altra lettura ({}): {}; {}.", "Under another reading ({}): {}; {}."),
        "bands": Text("Fasce delle penali", "Bands of the penalties"),
        "all": Text("tutte le penali", "all penalties"),
        "from_to": Text("da {} a {}", "from {} to {}"),
        "inside": Text("{}, estremi compresi", "{}, both included"),
        "from": Text("da {}", "from {}"),
        "to": Text("fino a {}", "up to {}"),
        "open": Text("senza limiti fissati", "no limits set"),
        "without": Text("{} escluso", "{} excluded"),
        "shared": Text("{} appartiene anche a un'altra fascia.", "{} belongs to another band as well."),
        "unset": Text("Manca: {}.", "Missing: {}."),
        "questions": Text("Che cosa il testo lascia aperto", "What the text leaves open"),
        "taken": Text("{} Qui: {}.", "{} Here: {}."),
        "between": Text("tra {} e {}", "between {} and {}"),
        "at_least": Text("almeno {}", "at least {}"),
        "at_most": Text("al massimo {}", "at most {}"),
        "unknown": Text("importo non noto", "amount not known"),
    }
)
#: Each state with its sign, its role and its words.
_STATES: Final[Mapping[str, tuple[str, str, Text]]] = {
    "met": ("✓", "complies", Text("versato", "paid")),
    "late": ("✗", "error", Text("in ritardo", "late")),
    "overdue": ("✗", "error", Text("scaduto", "overdue")),
    "pending": ("…", "pending", Text("in attesa", "pending")),
    "not_started": ("…", "pending", Text("non ancora dovuto", "not due yet")),
    "credit": ("•", "info", Text("a credito di chi versa", "in the payer's favour")),
    "undecided": ("?", "undecided", Text("non si può dire", "cannot be told")),
    "not_applicable": ("–", "not_applicable", Text("non dovuto", "not due")),
}
COLUMNS: Final = (
    *("contract", "year", "rule", "kind", "state", "days_late", "base_lowest", "base_highest", "share"),
    *(
        "amount_lowest",
        "amount_highest",
        "nominal",
        "effective",
        "paid_lowest",
        "paid_highest",
        "paid_on",
        "missing",
    ),
)


@dataclass(frozen=True, slots=True)
class ContractMoney(Answer):
    """What a command tells of one contract, and by which rules."""

    WRITTEN = (
        *("rules", "version", "fingerprint", "library", "on", "contract", "instalments"),
        ("penalty_bands", "bands"),
    )

    rules: str
    version: str
    fingerprint: str
    library: str
    on: date
    contract: str
    instalments: tuple[Instalment, ...]
    bands: tuple[PenaltyBand, ...]


def rows(told: ContractMoney, _name: str | None, lang: str) -> Iterator[list[object]]:
    """One row for each instalment; an amount that is known has both its ends equal, one that is not may lack an end."""
    return (_row(each, told.contract, lang) for each in told.instalments)


def _row(each: Instalment, contract: str, lang: str) -> list[object]:
    data = each.to_dict()
    money = {
        f"{name}_{end}": data[name][end]
        for name in ("base", "amount", "paid")
        for end in ("lowest", "highest")
    }
    missing = "; ".join(one.text.in_language(lang) for one in each.missing)
    row = {**data, **money, "contract": contract, "missing": missing}
    return [row[name] for name in COLUMNS]


class ContractPen(Pen):
    """The instalments by year, then the bands of the penalties and what is odd about them."""

    wording = _WORDS

    def told(self, told: ContractMoney, _name: str | None, _rules: object) -> Iterator[str]:
        """All of it, line by line."""
        day = format_value("date", to_day(told.on), self.lang) + (
            self.words["today"] if self.page.today else ""
        )
        yield self.style("dim", f"{told.rules} {told.version} · {self.words['on'].format(day)}")
        yield self.style("title", told.contract)
        if not told.instalments:
            yield from ("", self.words["none"])
        for year, found in groupby(told.instalments, key=attrgetter("year")):
            heading = self.words["year"].format(year) if year else self.words["years"]
            yield from ("", self.style("subject", heading))
            for each in found:
                yield from self._instalment(each)
        if told.bands:
            yield from self._bands(told.bands)

    # --- instalments --------------------------------------------------------------------------------------------------

    def _instalment(self, each: Instalment) -> Iterator[str]:
        sign, role, *_ = _STATES[each.state]
        late = f" ({count_of(each.days_late, 'days', self.lang)})" if each.days_late else ""
        pieces: list[Piece] = [
            (role, f"{sign} {self._state(each.state)}{late}"),
            ("title", f" ·{GLUE}{each.title.in_language(self.lang)}"),
            ("cite", f" ·{GLUE}{glued(each.citation.text(self.lang))}"),
            ("dim", f" ·{GLUE}{each.rule}"),
        ]
        yield from self._wrapped(pieces, "  ")
        yield from self._line(self._amount(each))
        yield from self._line(f"{self._due(each)}; {self._paid(each)}")
        for other in each.others:
            yield from self._line(self._other(other))
        if each.missing:
            lacks = join_words([one.text.in_language(self.lang) for one in each.missing], self.lang)
            yield from self._line(self.words["missing"].format(lacks))

    def _amount(self, each: Instalment) -> str:
        base, amount = self._money(each.base), self._money(each.amount)
        label = (each.origin or each.base_label).in_language(self.lang)
        if each.kind == "balance":
            return self.words["balance"].format(label, base, amount)
        share = "?" if each.share is None else format_value("fraction", each.share, self.lang)
        return self.words["share"].format(share, base, label, amount)

    def _due(self, each: Instalment) -> str:
        if each.effective is None or each.nominal is None:
            return self.words["undated" if each.kind == "balance" else "unknown_day"]
        if each.nominal == each.effective:
            return self.words["by"].format(self._day(each.effective))
        moved = self.words["moved"].format(self._day(each.nominal))
        return self.words["by"].format(self._day(each.effective)) + moved

    def _paid(self, each: Instalment) -> str:
        paid = self.words["paid"].format(self._money(each.paid))
        if each.paid_on is None:
            return paid
        when = self.words["on_day" if each.kind == "balance" else "in_full"]
        return paid + when.format(self._day(each.paid_on))

    def _other(self, other: OtherInstalment) -> str:
        text = other.text.in_language(self.lang)
        return self.words["other"].format(text, self._money(other.amount), self._state(other.state))

    def _state(self, state: str) -> str:
        return _STATES[state][2].in_language(self.lang)

    # --- penalties ----------------------------------------------------------------------------------------------------

    def _bands(self, bands: Sequence[PenaltyBand]) -> Iterator[str]:
        yield from ("", self.style("subject", self.words["bands"]))
        for band in bands:
            label = self.words["all"] if band.label is None else band.label.in_language(self.lang)
            pieces: list[Piece] = [
                ("title", label),
                ("text", f": {self._edges(band.edges)}"),
                ("cite", f" ·{GLUE}{glued(band.citation.text(self.lang))}"),
                ("dim", f" ·{GLUE}{band.rule}"),
            ]
            yield from self._wrapped(pieces, "  ")
            for amount in band.shared:
                yield from self._line(self.words["shared"].format(self._euro(amount)))
            for missing in band.missing:
                yield from self._line(self.words["unset"].format(missing.text.in_language(self.lang)))
        questions = {question.en: (question, taken) for band in bands for question, taken in band.questions}
        if questions:
            yield from ("", self.style("subject", self.words["questions"]))
        for question, taken in questions.values():
            asked, answer = question.in_language(self.lang), taken.in_language(self.lang)
            yield from self._wrapped([("text", self.words["taken"].format(asked, answer))], "  - ")

    def _edges(self, edges: Edges) -> str:
        low, high = (
            None if end is None else glued(self._euro(end) if inside else self._without(end))
            for end, inside in (
                (edges.lowest, edges.lowest_included),
                (edges.highest, edges.highest_included),
            )
        )
        if low is None or high is None:
            name = "from" if high is None and low else "to" if high else "open"
            return self.words[name].format(low or high)
        text = self.words["from_to"].format(low, high)
        return self.words["inside"].format(text) if edges.lowest_included and edges.highest_included else text

    def _without(self, amount: Decimal) -> str:
        return self.words["without"].format(self._euro(amount))

    # --- small ones ---------------------------------------------------------------------------------------------------

    def _money(self, money: Interval) -> str:
        low, high = (
            None if end is None else glued(format_value("money", int(end), self.lang))
            for end in (money.lowest, money.highest)
        )
        if low is None or high is None:
            name = "at_least" if low else "at_most" if high else "unknown"
            return self.words[name].format(low or high)
        return low if low == high else self.words["between"].format(low, high)

    def _euro(self, amount: Decimal) -> str:
        return format_value("money", int(amount.scaleb(2)), self.lang)

    def _day(self, day: date) -> str:
        return glued(format_value("date", to_day(day), self.lang))

    def _line(self, text: str) -> Iterator[str]:
        return self._wrapped([("text", text)], "    ")

    def _wrapped(self, pieces: Sequence[Piece], first: str) -> Iterator[str]:
        rest = " " * len(first) + ("  " if first == "  " else "")
        return self.write(pieces, first=first, rest=rest)
