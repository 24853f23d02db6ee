"""Validities that end: a voucher, a certificate, an authorisation. Their last day is never moved by holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.compiler.asking import Asked, Asking, Question
from adm_rules._internal.compiler.judging import NOT_APPLICABLE
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.deadlines.deadline import Deadline, OtherDeadline
from adm_rules._internal.deadlines.instances import View
from adm_rules._internal.deadlines.subjects import Namer, day_of
from adm_rules._internal.facts.validities import EXPIRIES, Expiry
from adm_rules._internal.report import Missing
from adm_rules._internal.rules import Regulation, Rule
from adm_rules._internal.rules.purposes import ForExpiry
from adm_rules._internal.values.bounds import NONE


@dataclass(frozen=True, slots=True)
class ToldExpiry:
    """What a rule set says of a validity: the rule that is about it, its number, and what it declares to be for."""

    rule: Rule
    index: int
    purpose: ForExpiry

    @property
    def reading(self) -> str:
        """The reading that the last day depends on, if it depends on one."""
        on = self.purpose.on
        return "" if on is None or on.reading is None else on.reading

    @property
    def days(self) -> Mapping[str, str]:
        """The fact of the last day under each option of that reading."""
        return self.purpose.on.options if self.purpose.on is not None and self.reading else {}


class Expiries:
    """Asks files for the validities that a rule set's vocabulary knows."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.told = dict(told_by(program.regulation))
        self.asking = Asking(program, [self._question(expiry) for expiry in EXPIRIES])

    def _question(self, expiry: Expiry) -> Question:
        told = self.told.get(expiry.fact)
        over = [expiry.over] if expiry.over else []
        return Question(expiry.subject, (expiry.fact, *over, *(told.days.values() if told else ())))

    def of(
        self, files: Mapping[str, Any], applied: Mapping[tuple[int, int], int], view: View, namer: Namer
    ) -> Iterator[Deadline]:
        """The validities of files; ``applied`` gives the verdict of a rule (its number) on a record (its identity)."""
        answers = self.asking.answers(files, view.on)
        for expiry in EXPIRIES:
            told = self.told.get(expiry.fact)
            for asked in answers[expiry.subject]:
                if asked.unseen or asked.values[expiry.fact] is NONE:
                    continue
                key = (-1 if told is None else told.index, id(asked.row.d))
                spoken = told if applied.get(key, NOT_APPLICABLE) != NOT_APPLICABLE else None
                if asked.values[expiry.fact].__class__ is int or spoken is not None:
                    yield self._deadline(expiry, spoken, asked, view.on, namer)

    def _deadline(
        self, expiry: Expiry, told: ToldExpiry | None, asked: Asked, on: int, namer: Namer
    ) -> Deadline:
        fact, rule = self.program.registry.facts[expiry.fact], told.rule if told else None
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
            other_readings=tuple(self._readings(told, asked, last, on)) if told else (),
            missing=missing if state == "undecided" else (),
            before=expiry.before if state in ("pending", "undecided") else None,
        )

    def _readings(self, told: ToldExpiry, asked: Asked, last: int | None, on: int) -> Iterator[OtherDeadline]:
        """The last day under each option of the reading, where it is not the recorded one."""
        reading = told.reading
        for option, fact in told.days.items():
            day = asked.values[fact]
            if day.__class__ is int and day != last:
                text = self.program.regulation.readings[reading].options[option].text
                day_then = day_of(day)
                yield OtherDeadline(reading, option, text, _state(day, NONE, on), day_then, day_then)


def _state(last: int | None, over: Any, on: int) -> str:
    """Valid until its last day, and lapsed after it, or once it has lost its object."""
    if over.__class__ is int and over <= on:
        return "lapsed"
    if last is None:
        return "undecided"
    return "pending" if on <= last else "lapsed"


def told_by(regulation: Regulation) -> Iterator[tuple[str, ToldExpiry]]:
    """The fact of the last day of each validity that a rule declares to be about; of several rules, the first."""
    for number, rule in reversed(list(enumerate(regulation.rules))):
        if isinstance(rule.purpose, ForExpiry):
            yield rule.purpose.of, ToldExpiry(rule, number, rule.purpose)
