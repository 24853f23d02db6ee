"""A month's statement as text for a terminal, and as a table, with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.amounts import euro, hundredths, outcome_of
from adm_rules._internal.money.copayment.copayment import Copayment, FeeLine
from adm_rules._internal.money.statement.groups import GroupShare
from adm_rules._internal.money.statement.shapes import (
    Account,
    Difference,
    Note,
    OtherAmount,
    Statement,
    TermDays,
    Total,
)
from adm_rules._internal.money.statement.vouchers import PayStatus, SessionLine
from adm_rules._internal.names import labels
from adm_rules._internal.render.layout import GLUE, Piece, glued
from adm_rules._internal.render.pen import Page, Pen
from adm_rules._internal.render.roles import marked
from adm_rules._internal.render.words import name_text
from adm_rules._internal.report import Missing
from adm_rules._internal.rules.measures import UNITS
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import bounds_text, elide, format_value
from adm_rules._internal.values.bounds import ZERO, Interval, exactly

# --- words ------------------------------------------------------------------------------------------------------------

#: The words around a statement.
WORDS: Final = Catalogue(
    {
        "title": Text("rendiconto di {}, visto al {}", "statement of {}, as seen on {}"),
        "agency": Text("Agenzia {}", "Agency {}"),
        "not_known": Text("non nota", "not known"),
        "any_activity": Text("attività non nota", "unknown work"),
        "session": Text("1 accesso", "1 session"),
        "sessions": Text("{} accessi", "{} sessions"),
        "paid_time": Text("da pagare {}: {}", "to be paid {}: {}"),
        "fee": Text("{} × {} € {}", "{} × €{} {}"),
        "share": Text("{} × {} % {}", "{} × {}% {}"),
        "ask": Text("Da chiedere: {}", "To ask for: {}"),
        "ask_all": Text("Da chiedere, per più interventi", "To ask for, for several interventions"),
        "other": Text("se {}: {}", "if {}: {}"),
        "term": Text("Il voucher va dal ", "The voucher runs from "),
        "term_end": Text(" al ", " to "),
        "last_day": Text("; per l'atto l'ultimo giorno è il ", "; by the act its last day is "),
        "or_else": Text(" oppure il ", " or else "),
        "totals": Text("Totali", "Totals"),
        "nothing": Text("Nessun accesso da pagare nel mese.", "No session of the month is to be paid."),
        "payer_unknown": Text("non si sa chi paga", "payer not known"),
        "paid": Text("{} da pagare", "{} to be paid"),
        "groups": Text("Gruppi e trasporti", "Groups and transport"),
        "group": Text("gruppo non indicato", "group not stated"),
        "activity": Text("attività", "activity"),
        "outing": Text("trasporto", "transport"),
        "educators": Text("educatori: {}", "educators: {}"),
        "users": Text("minori: {}", "minors: {}"),
        "not_given": Text(
            "Minori di cui non è dato il caso: {}. A loro spetta: {}",
            "Minors whose case is not given: {}. To them falls: {}",
        ),
        "disagree": Text(
            "Le registrazioni dei casi non concordano: {}", "The records of the cases disagree: {}"
        ),
        "invoices": Text("Fatture", "Invoices"),
        "no_difference": Text(
            "Le fatture corrispondono al rendiconto.", "The invoices agree with the statement."
        ),
        "readings": Text("Letture", "Readings"),
        "or": Text("Oppure: {}.", "Or else: {}."),
    }
)


# --- statements -------------------------------------------------------------------------------------------------------

#: The columns of the table; amounts in euro with a point, time in minutes, days as ISO dates.
COLUMNS: Final = (
    "month", "agency", "case", "intervention", "service", "payer", "activity", "standing", "status", "sessions",
    "minutes_lowest", "minutes_highest", "payable_minutes_lowest", "payable_minutes_highest", "unit_values",
    "amount_lowest", "amount_highest", "outcome",
)  # fmt: skip


def rows(statement: Statement, _name: str | None, _lang: str) -> Iterator[list[object]]:
    """One row for each line of sessions, and one for each family's share."""
    month = f"{statement.first:%Y-%m}"
    for account in statement.accounts:
        head = [month, account.agency, account.case, account.intervention, account.service]
        yield from ([*head, *_cells(account.payer, line)] for line in account.lines)
        if account.family is not None:
            yield [*head, *_family_cells(account.family)]


def _cells(payer: str | None, line: SessionLine) -> list[object]:
    decided = outcome_of(line.amount)
    minutes = [line.minutes.lowest, line.minutes.highest]
    payable = [hundredths(line.payable.lowest), hundredths(line.payable.highest)]
    values = " ".join(str(euro(value)) for value in line.unit_values)
    amount = [euro(line.amount.lowest), euro(line.amount.highest)]
    return [
        payer, line.activity, line.standing.value, line.status, len(line.sessions), *minutes, *payable, values,
        *amount, decided,
    ]  # fmt: skip


def _family_cells(family: Copayment) -> list[object]:
    shared = ZERO if family.hours is None else family.hours * exactly(60)
    time = [hundredths(shared.lowest), hundredths(shared.highest)]
    amount = [euro(family.cents.lowest), euro(family.cents.highest)]
    return ["family", "", "family_share", "", "", "", "", *time, "", *amount, family.outcome]


class StatementPen(Pen):
    """The statement by agency and intervention, its totals, and what is wrong with the invoices."""

    wording = WORDS

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.names: Callable[[str], Mapping[str, Text] | None]
        self.last = date.max
        self.common: tuple[Missing, ...] = ()

    def told(self, statement: Statement, _name: str | None, rules: RuleSet | None) -> Iterator[str]:
        """The statement, line by line."""
        self.names = rules.program.names_in if rules is not None else partial(labels, own={})
        month, seen = (
            format_value("date", day.toordinal(), self.lang) for day in (statement.first, statement.on)
        )
        title = self.words["title"].format(month.split(" ", 1)[1], seen)
        self.last = statement.last
        self.common = _common(statement)
        yield self.style("dim", f"{statement.rules} {statement.version} · {title}")
        agency: str | None = ""
        for account in statement.accounts:
            if account.agency != agency:
                agency = account.agency
                yield from self._heading(self.words["agency"].format(agency or self.words["not_known"]))
            yield ""
            yield from self._account(account)
        yield from self._totals(statement.totals)
        yield from self._asked_of_all()
        yield from self._groups(statement.groups)
        yield from self._differences(statement.differences)
        yield from self._readings(statement)

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from self.heading(text)

    # --- accounts -----------------------------------------------------------------------------------------------------

    def _account(self, account: Account) -> Iterator[str]:
        service = self._label("service", account.service)
        name = " · ".join(part for part in (account.case, account.intervention, service) if part)
        yield from self.put("subject", name, at=0)
        for line in account.lines:
            yield from self._line(line)
        if account.payer is not None:
            yield from self._owed(account.payer, account.amount)
        if account.family is not None:
            yield from self._family(account.family)
        for missing in account.missing:
            if missing in self.common:
                continue
            where = f" ({name_text(missing.subject, self.lang)})" if missing.subject else ""
            text = self.words["ask"].format(self.say(missing.text) + where)
            yield from self.put("undecided", text, at=2)
        for term in account.terms:
            if term.end <= self.last:
                yield from self._term(term)
        for note in account.notes:
            yield from self._note(note)
        for _, others in groupby(account.other_readings, key=lambda other: (other.reading, other.option)):
            yield from self._others(list(others))

    def _line(self, line: SessionLine) -> Iterator[str]:
        what = self._label("activity", line.activity) or self.words["any_activity"]
        if line.status is not None:
            what = f"{what} ({self._label('session_status', line.status)})"
        told = [self._sessions(len(line.sessions))] if line.sessions else []
        told += [bounds_text("minutes", line.minutes, self.lang)] if line.minutes != ZERO else []
        told += [self.say(line.why)] if line.standing is not PayStatus.PAYABLE else []
        if line.standing in {PayStatus.PAYABLE, PayStatus.UNDECIDED}:
            told.append(self._worth(line))
        return self._told(
            [(line.standing.role, marked(line.standing.role, "")), ("strong", what)], told, line.cites, "  "
        )

    def _told(
        self, head: list[Piece], told: Iterable[str], cites: Citation | None, first: str, rest: str = "    "
    ) -> Iterator[str]:
        """A head, what is told of it, and where in the act, with points between."""
        pieces = [*head, *(("text", f" ·{GLUE}{part}") for part in told)]
        if cites is not None:
            pieces.append(("cite", f" ·{GLUE}{glued(cites.text(self.lang))}"))
        return self.write(pieces, first=first, rest=rest)

    def _sessions(self, number: int) -> str:
        return self.words["session" if number == 1 else "sessions"].format(number)

    def _worth(self, line: SessionLine) -> str:
        """The time that is paid, where it is not the time recorded, and the amount."""
        amount = self.money(line.amount)
        if line.payable == line.minutes:
            return amount
        return self.words["paid_time"].format(
            bounds_text("minutes", line.payable.rounded(), self.lang), amount
        )

    def _owed(self, payer: str, amount: Interval) -> Iterator[str]:
        return self._told([("strong", f"{self._role(payer)}: {self.money(amount)}")], (), None, "  = ")

    def _family(self, family: Copayment) -> Iterator[str]:
        told = [self._fee(line) for line in family.lines if line.cents and line.fee and line.quantity]
        if family.reason is not None:
            told = [self.say(family.reason.text)]
        head = f"{self._role('family')}: {self.money(family.cents)}"
        return self._told([("strong", head)], told, family.citation, "  = ")

    def _fee(self, line: FeeLine) -> str:
        point = "," if self.lang == "it" else "."
        number, price = (str(text).replace(".", point) for text in (hundredths(line.quantity), line.fee))
        shape = self.words["share" if line.unit == "percent_of_cost" else "fee"]
        return shape.format(number, price, self.say(UNITS[line.unit].each))

    def _note(self, note: Note) -> Iterator[str]:
        return self._told([("warning", "! "), ("text", self.say(note.text))], (), note.cites, "  ")

    def _term(self, term: TermDays) -> Iterator[str]:
        """A term that ends in the month: its days as recorded, and its last day by the act, reading by reading."""
        days = [format_value("date", day.toordinal(), self.lang) for day in (term.start, term.end)]
        text = elide(elide(self.words["term"], days[0]) + self.words["term_end"], days[1])
        before = self.words["last_day"]
        for _, _, day in term.last_days:
            text = elide(text + before, format_value("date", day.toordinal(), self.lang))
            before = self.words["or_else"]
        return self.write([("text", f"{text}.")], first="  ! ", rest="    ")

    def _others(self, others: Sequence[OtherAmount]) -> Iterator[str]:
        """What every payer would owe under one other reading."""
        amounts = ", ".join(f"{self._role(each.payer)} {self.money(each.amount)}" for each in others)
        text = self.words["other"].format(self.say(others[0].text), amounts)
        return self.write([("dim", text)], first="  ~ ", rest="    ")

    # --- the rest -----------------------------------------------------------------------------------------------------

    def _totals(self, totals: Sequence[Total]) -> Iterator[str]:
        if not totals:
            yield f"\n{self.words['nothing']}"
            return
        yield from self._heading(self.words["totals"])
        for each in totals:
            payer = self.words["payer_unknown"] if each.payer is None else self._role(each.payer)
            who = each.agency or self.words["not_known"]
            pieces: list[Piece] = [("text", f"{who} · {payer}: "), ("strong", self.money(each.amount))]
            if each.payable is not None:
                time = bounds_text("minutes", each.payable.rounded(), self.lang)
                pieces.append(("dim", f" ·{GLUE}{self.words['paid'].format(time)}"))
            yield from self.write(pieces, rest="  ")

    def _asked_of_all(self) -> Iterator[str]:
        if self.common:
            yield from self._heading(self.words["ask_all"])
        for missing in self.common:
            yield from self.put("undecided", f"- {self.say(missing.text)}", at=0)

    def _groups(self, groups: Sequence[GroupShare]) -> Iterator[str]:
        if groups:
            yield from self._heading(self.words["groups"])
        for each in groups:
            yield from self._group(each)

    def _group(self, each: GroupShare) -> Iterator[str]:
        kind = self.words["outing" if each.outing else "activity"]
        head = f"{each.group or self.words['group']} · {kind} · {name_text(each.start, self.lang)}"
        time = bounds_text("minutes", each.minutes, self.lang)
        numbers = [bounds_text("count", number, self.lang) for number in (each.educators, each.users)]
        parts = [time, self.words["educators"].format(numbers[0]), self.words["users"].format(numbers[1])]
        if each.outing:
            del parts[1]
        parts.append(self.money(each.total))
        pieces: list[Piece] = [("text", head), *(("text", f" ·{GLUE}{part}") for part in parts)]
        yield from self.write(pieces, rest="  ")
        if each.not_given != ZERO:
            absent = bounds_text("count", each.not_given, self.lang)
            text = self.words["not_given"].format(absent, self.money(each.rest))
            yield from self.put("undecided", text, at=2)
        for told in each.disagreements:
            text = self.words["disagree"].format(self.say(told))
            yield from self.put("undecided", text, at=2)

    def _differences(self, differences: Sequence[Difference] | None) -> Iterator[str]:
        if differences is None:
            return
        yield from self._heading(self.words["invoices"])
        if not differences:
            yield self.words["no_difference"]
        for each in differences:
            role = "error" if each.decided else "undecided"
            payer = self._role(each.payer) if each.payer is not None else None
            where = [*(each.lines or each.invoices), each.case, each.intervention, payer]
            head = " · ".join(str(part) for part in where if part)
            pieces: list[Piece] = [(role, marked(role, "")), ("strong", head)]
            yield from self.write(pieces, rest="    ")
            text = self.say(each.text).replace(" €", f"{GLUE}€")
            yield from self._told([("text", text)], (), each.cites, "  ", "  ")

    def _readings(self, statement: Statement) -> Iterator[str]:
        if statement.readings:
            yield from self._heading(self.words["readings"])
        for each in statement.readings:
            text = self.say(each.text)
            pieces: list[Piece] = [("text", f"{self.say(each.question)} {text[0].upper()}{text[1:]}.")]
            others = "; ".join(self.say(other) for _, other in each.others)
            pieces.append(("dim", f" {self.words['or'].format(others)}"))
            yield from self.write(pieces, rest="  ")

    # --- words --------------------------------------------------------------------------------------------------------

    def _label(self, names: str, member: str | None) -> str:
        known: Mapping[str, Text] = self.names(names) or {}
        return self.say(known[member]) if member is not None and member in known else ""

    def _role(self, role: str) -> str:
        label = self._label("role", role) or role
        return label[:1].upper() + label[1:]


def _common(statement: Statement) -> tuple[Missing, ...]:
    """What is missing of no one case, and for several interventions alike: it is told once."""
    asked = Counter(each for account in statement.accounts for each in account.missing if not each.subject)
    return tuple(each for each, number in asked.items() if number >= _SEVERAL)


#: As in reports: the same words for this many are told once.
_SEVERAL: Final = 3
