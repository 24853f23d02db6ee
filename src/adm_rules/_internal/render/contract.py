"""The instalments and penalty bands of a service contract: text for a terminal, JSON, CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.contract.instalment import Instalment, OtherInstalment
from adm_rules._internal.money.contract.penalties import ContractMoney, PenaltyBand
from adm_rules._internal.render.layout import GLUE, Piece, glued
from adm_rules._internal.render.pen import Pen
from adm_rules._internal.render.roles import marked
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import count_of, decimal_to_cents, format_value, join_words
from adm_rules._internal.values.bounds import INF, Interval, Number
from adm_rules._internal.values.states import DueState

_WORDS: Final = Catalogue(
    {
        "on": Text("situazione al {}", "as seen on {}"),
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
        "paid_unknown": Text("versamenti non noti", "payments not known"),
        "at_least": Text("almeno {}", "at least {}"),
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
        "questions": Text("Che cosa il testo lascia aperto", "What the text leaves open"),
        "taken": Text("{} Qui: {}.", "{} Here: {}."),
        "unknown": Text("importo non noto", "amount not known"),
    }
)
#: The states that only instalments have, each with its role and its words.
_OWN_STATES: Final[Mapping[str, tuple[str, Text]]] = {
    "credit": ("info", Text("a credito di chi versa", "in the payer's favour")),
    "not_applicable": ("not_applicable", Text("non dovuto", "not due")),
}
COLUMNS: Final = (
    *(
        "contract",
        "year",
        "rule",
        "kind",
        "state",
        "days_late",
        "may_have_happened",
        "base_lowest",
        "base_highest",
        "share",
    ),
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


def rows(told: ContractMoney, _name: str | None, lang: str) -> Iterator[list[object]]:
    """One row for each instalment; an amount that is known has both its ends equal, one that is not may lack an end."""
    return (_row(each, told.contract, lang) for each in told.instalments)


def _row(each: Instalment, contract: str, lang: str) -> list[object]:
    data = each.to_dict()
    money = {
        f"{name}_{end}": euro(getattr(getattr(each, name), end))
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
        yield self.seen(f"{told.rules} {told.version}", "on", told.on)
        yield self.style("title", told.contract)
        if not told.instalments:
            yield from ("", self.words["none"])
        for year, found in groupby(told.instalments, key=attrgetter("year")):
            heading = self.words["year"].format(year) if year else self.words["years"]
            yield from ("", self.style("subject", heading))
            for each in found:
                yield from self._instalment(each)
        if told.penalty_bands:
            yield from self._bands(told.penalty_bands)

    # --- instalments --------------------------------------------------------------------------------------------------

    def _instalment(self, each: Instalment) -> Iterator[str]:
        role, state = _state(each)
        days = count_of(each.days_late, "days", self.lang)
        least = self.words["at_least"].format(days) if each.may_have_happened else days
        late = f" ({least})" if each.days_late else ""
        yield from self.dotted(
            (role, marked(role, f"{self.say(state)}{late}")),
            ("title", self.say(each.title)),
            ("cite", each.citation.text(self.lang)),
            ("dim", each.rule),
        )
        yield from self.put("text", self._amount(each), hang=0)
        yield from self.put("text", f"{self._due(each)}; {self._paid(each)}", hang=0)
        for other in each.others:
            said = self.say(other.text), self._sum(other.amount), self.say(_state(other)[1])
            yield from self.put("text", self.words["other"].format(*said), hang=0)
        if each.missing:
            yield from self._missing(join_words([self.say(one.text) for one in each.missing], self.lang))

    def _missing(self, lacks: str) -> Iterator[str]:
        return self.put("text", self.words["missing"].format(lacks), hang=0)

    def _amount(self, each: Instalment) -> str:
        base, amount, label = (
            self._sum(each.base),
            self._sum(each.amount),
            self.say(each.origin or each.base_label),
        )
        if each.kind == "balance":
            return self.words["balance"].format(label, base, amount)
        share = "?" if each.share is None else format_value("fraction", each.share, self.lang)
        return self.words["share"].format(share, base, label, amount)

    def _due(self, each: Instalment) -> str:
        if each.effective is None or each.nominal is None:
            return self.words["undated" if each.kind == "balance" else "unknown_day"]
        moved = "" if each.nominal == each.effective else self.words["moved"].format(self.day(each.nominal))
        return self.words["by"].format(self.day(each.effective)) + moved

    def _paid(self, each: Instalment) -> str:
        known = each.paid.lo > 0 or each.paid.hi < INF
        paid = self.words["paid"].format(self.money(each.paid)) if known else self.words["paid_unknown"]
        if each.paid_on is None:
            return paid
        return paid + self.words["on_day" if each.kind == "balance" else "in_full"].format(
            self.day(each.paid_on)
        )

    def _sum(self, money: Interval) -> str:
        return self.words["unknown"] if money.lowest is None and money.highest is None else self.money(money)

    # --- penalties ----------------------------------------------------------------------------------------------------

    def _bands(self, bands: Sequence[PenaltyBand]) -> Iterator[str]:
        yield from ("", self.style("subject", self.words["bands"]))
        for band in bands:
            label = self.words["all"] if band.label is None else self.say(band.label)
            pieces: list[Piece] = [
                ("title", label),
                ("text", f": {self._edges(band)}"),
                ("cite", f" ·{GLUE}{glued(band.citation.text(self.lang))}"),
                ("dim", f" ·{GLUE}{band.rule}"),
            ]
            yield from self.write(pieces, first="  ", rest="    ")
            for amount in band.shared:
                yield from self.put(
                    "text", self.words["shared"].format(self.money(decimal_to_cents(amount))), hang=0
                )
            for missing in band.missing:
                yield from self._missing(self.say(missing.text))
        questions = {question.en: (question, taken) for band in bands for question, taken in band.questions}
        if questions:
            yield from ("", self.style("subject", self.words["questions"]))
        for question, taken in questions.values():
            text = self.words["taken"].format(self.say(question), self.say(taken))
            yield from self.write([("text", text)], first="  - ", rest="    ")

    def _edges(self, band: PenaltyBand) -> str:
        low, high = (
            end if end is None or inside else self.words["without"].format(end)
            for end, inside in zip(
                map(self._end, (band.edges.lowest, band.edges.highest)), band.included, strict=True
            )
        )
        if low is None or high is None:
            return self.words["from" if low else "to" if high else "open"].format(low or high)
        text = self.words["from_to"].format(low, high)
        return self.words["inside"].format(text) if all(band.included) else text

    def _end(self, cents: Number | None) -> str | None:
        return None if cents is None else self.money(cents)


def _state(each: Instalment | OtherInstalment) -> tuple[str, Text]:
    """The role and the words of the state of an instalment."""
    if each.state in _OWN_STATES:
        return _OWN_STATES[each.state]
    state = DueState(each.state)
    return state.role, state.said["perhaps_paid"] if each.may_have_happened else state.paid
