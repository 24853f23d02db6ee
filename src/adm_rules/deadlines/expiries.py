"""Validities that end: a voucher, a certificate, an authorisation. Their last day is never moved by holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from adm_rules.bounds import NONE
from adm_rules.compiler.asking import Asked, Asking, Question
from adm_rules.compiler.judging import NOT_APPLICABLE
from adm_rules.compiler.program import Program
from adm_rules.deadlines.deadline import Deadline, OtherReading
from adm_rules.deadlines.instances import View
from adm_rules.deadlines.subjects import Namer, day_of
from adm_rules.report import Missing
from adm_rules.rules import AllOf, AnyOf, ByReading, Comparison, Condition, FactRef, Not, Rule
from adm_rules.texts import Text


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


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule set says of a validity: the rule about it, and the fact of its last day under each option.

    ``options`` is empty where no reading gives another day.
    """

    rule: Rule | None
    index: int = -1
    reading: str = ""
    options: Mapping[str, str] | None = None


class Expiries:
    """Asks files for the validities that a rule set's vocabulary knows."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.told = {expiry.fact: told_of(program, expiry) for expiry in EXPIRIES}
        self.asking = Asking(program, [self._question(expiry) for expiry in EXPIRIES])

    def _question(self, expiry: Expiry) -> Question:
        days = self.told[expiry.fact].options or {}
        over = [expiry.over] if expiry.over else []
        return Question(expiry.subject, (expiry.fact, *over, *days.values()))

    def of(
        self, files: Mapping[str, Any], applied: Mapping[tuple[int, int], int], view: View, namer: Namer
    ) -> Iterator[Deadline]:
        """The validities of files; ``applied`` gives the verdict of a rule (its number) on a record (its identity)."""
        answers = self.asking.answers(files, view.on)
        for expiry in EXPIRIES:
            told = self.told[expiry.fact]
            for asked in answers[expiry.subject]:
                if asked.unseen or asked.values[expiry.fact] is NONE:
                    continue
                code = applied.get((told.index, id(asked.row.d)), NOT_APPLICABLE)
                spoken = told if code != NOT_APPLICABLE else Told(None)
                if asked.values[expiry.fact].__class__ is int or spoken.rule is not None:
                    yield self._deadline(expiry, spoken, asked, view.on, namer)

    def _deadline(self, expiry: Expiry, told: Told, asked: Asked, on: int, namer: Namer) -> Deadline:
        fact, rule = self.program.registry.facts[expiry.fact], told.rule
        last = asked.values[expiry.fact] if asked.values[expiry.fact].__class__ is int else None
        state = _state(last, asked.values[expiry.over] if expiry.over else NONE, on)
        subject = namer.about(expiry.subject, asked.row)
        missing = (Missing(fact.name, subject["subject_id"], fact.missing or fact.label),)
        return Deadline(
            **subject,
            rule=rule.id if rule else None,
            kind="expiry",
            title=expiry.title,
            fact=fact.name,
            what=fact.label,
            state=state,
            duty=namer.duty(asked.row, fact.name),
            nominal=day_of(last),
            effective=day_of(last),
            days_left=last - on if last is not None and state == "pending" else None,
            norms=rule.norms if rule else (),
            citation=rule.cites if rule else None,
            other_readings=tuple(self._readings(told, asked, last, on)),
            missing=missing if state == "undecided" else (),
            before=expiry.before if state in ("pending", "undecided") else None,
        )

    def _readings(self, told: Told, asked: Asked, last: int | None, on: int) -> Iterator[OtherReading]:
        """The last day under each option of the reading, where it is not the recorded one."""
        for option, fact in (told.options or {}).items():
            day = asked.values[fact]
            if day.__class__ is int and day != last:
                text = self.program.regulation.readings[told.reading].options[option].text
                day_then = day_of(day)
                yield OtherReading(told.reading, option, text, _state(day, NONE, on), day_then, day_then)


def _state(last: int | None, over: Any, on: int) -> str:
    """Valid until its last day, and lapsed after it, or once it has lost its object."""
    if over.__class__ is int and over <= on:
        return "lapsed"
    if last is None:
        return "undecided"
    return "pending" if on <= last else "lapsed"


def told_of(program: Program, expiry: Expiry) -> Told:
    """The first rule of the subject whose requirement compares the last day."""
    for number, rule in enumerate(program.regulation.rules):
        found = list(_comparisons(rule.require, expiry.fact)) if rule.per == expiry.subject else []
        if found:
            days = {option: fact for reading, option, fact in found if reading and fact}
            reading = next((reading for reading, _, fact in found if reading and fact), "")
            return Told(rule, number, reading, days)
    return Told(None)


def _comparisons(
    condition: Condition, fact: str, reading: str = "", option: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Where a condition compares a fact: under which option of which reading, and with which fact it must be equal."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _comparisons(part, fact, reading, option)
        case Not(part):
            yield from _comparisons(part, fact, reading, option)
        case ByReading():
            for name, part in condition.options.items():
                yield from _comparisons(part, fact, condition.reading, name)
        case Comparison() if condition.fact.name == fact:
            operand = condition.operand
            equal = condition.operator == "is" and isinstance(operand, FactRef) and not operand.arguments
            yield reading, option, operand.name if equal and isinstance(operand, FactRef) else ""
