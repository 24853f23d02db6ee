"""Deadlines: what is due when, for whom, from which event, and how it stands as seen on a day.

Every `within`, `by` and `every` of a rule's requirement, every rule that waits for the end of a period, and every
validity that ends. Nothing is computed twice: days and states are those of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adm_rules._internal.compiler.filling import record_of
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.deadlines.deadline import (
    Anchor,
    Deadline,
    DeadlineList,
    DueList,
    OtherDeadline,
    in_order,
)
from adm_rules._internal.deadlines.duties import Duties
from adm_rules._internal.deadlines.expiries import Expiries
from adm_rules._internal.deadlines.instances import View
from adm_rules._internal.deadlines.subjects import Namer
from adm_rules._internal.facts.validities import EXPIRIES, Expiry

__all__ = ["EXPIRIES", "Agenda", "Anchor", "Deadline", "DeadlineList", "DueList", "Expiry", "OtherDeadline"]


class Agenda:
    """Finds the deadlines of files under one rule set."""

    def __init__(self, program: Program) -> None:
        self.program = program
        #: The validities that end, and what the rule set says of them.
        self.expiries = Expiries(program)

    def of(
        self, files: Mapping[str, Any], on: int, until: int, *, settled: bool = True, presume: bool = True
    ) -> tuple[Deadline, ...]:
        """The deadlines of files (models, by root) as seen on a day, by the day on which they fall due.

        Open ones that fall due after ``until`` are left out; without ``settled`` also what is over.
        With ``presume``, what the rule set presumes absent is.
        """
        variant, view, namer = self.program.variant(files), View(on, until), Namer(self.program)
        fillings = self.program.presuming.fillings(files) if presume else {}
        verdicts, reading = variant.judge(files, on, models=True, fillings=fillings)
        found = list(Duties(variant, reading, view, namer).of(verdicts))
        groups = variant.judging.groups
        applied = {
            (number, record_of(row)): code
            for group, row, codes in verdicts
            for number, code in zip(groups[group], codes, strict=True)
        }
        found += self.expiries.of(files, applied, view, namer)
        kept = (each for each in found if (settled or not each.settled) and not _after(each, until))
        return tuple(sorted(kept, key=in_order))


def _after(deadline: Deadline, until: int) -> bool:
    day = deadline.effective
    return deadline.state == "pending" and day is not None and day.toordinal() > until
