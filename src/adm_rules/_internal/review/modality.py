"""Holds severities against how norms bind, and what messages leave open against what rules declare.

What binds (`must`, `must_not`) makes an error; what does not makes a warning or a note. A rule that departs from that
says why, or asks for a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from adm_rules._internal.diagnostics import Diagnostic, Position, did_you_mean
from adm_rules._internal.report import Severity
from adm_rules._internal.review.register import Norm, Register
from adm_rules._internal.rules import Regulation, Rule

#: How a norm speaks, read from its words: what binds, what holds as a rule, what one may do, what only describes.
MODALITIES: Final = ("must", "must_not", "should", "may", "is")
#: Those that oblige.
BINDING: Final = frozenset({"must", "must_not"})
#: How messages say that the last word is somebody's.
_LEFT_OPEN: Final = re.compile(
    r"\brest(?:a|ano)\b (?:\w+ )?da \w+|\bremains? (?:\w+ )?to be \w+|\bremains? for [^.:;]+ to \w+",
    re.IGNORECASE,
)


def check_severities(register: Register, regulation: Regulation) -> Iterator[Diagnostic]:
    """Modalities that are none, and rules that are graver or milder than their norms without saying why.

    Each at the line of the norm, or of the first norm of the rule that the register holds.
    """
    for norm in register.norms:
        if norm.modality not in MODALITIES:
            help = did_you_mean(norm.modality, MODALITIES) or f"the modalities are {', '.join(MODALITIES)}"
            message = f"`{norm.id}` has the modality `{norm.modality}`, which is none"
            yield _at(register, norm, "unknown-modality", message, help)
    known = register.by_id
    for rule in regulation.rules:
        norms = [known[name] for name in rule.norms if name in known]
        if norms:
            yield from _of_rule(register, rule, norms)


def _of_rule(register: Register, rule: Rule, norms: Sequence[Norm]) -> Iterator[Diagnostic]:
    binds = any(norm.modality in BINDING for norm in norms)
    grave = rule.severity == Severity.ERROR
    left_open = {_LEFT_OPEN.search(text) is not None for text in (rule.message.it, rule.message.en)}
    if left_open != {rule.asks_judgement}:
        yield _at(register, norms[0], "judgement-not-said", *_of_judgement(rule))
    if binds is grave:
        if rule.severity_because is not None:
            message = f"the rule `{rule.id}` says why it is `{rule.severity}`, as its norms have it anyway"
            yield _at(register, norms[0], "needless-reason", message, "leave `severity_because` out")
    elif rule.severity_because is None and not rule.asks_judgement:
        yield _at(register, norms[0], *_unlike(rule, norms, grave=grave))


def _of_judgement(rule: Rule) -> tuple[str, str]:
    if rule.asks_judgement:
        message = f"the rule `{rule.id}` asks for a judgement, and its message does not say in both languages what for"
        return message, "end it with `resta da valutare …`, `… remains to be judged`"
    message = (
        f"the message of the rule `{rule.id}` leaves something to be judged, and the rule does not declare it"
    )
    return message, "add `asks_judgement: true`, or say only what is certain"


def _unlike(rule: Rule, norms: Sequence[Norm], *, grave: bool) -> tuple[str, str, str]:
    help = "change the severity or the modality, whichever the act contradicts, or write `severity_because`"
    if grave:
        said = ", ".join(f"`{norm.id}` ({norm.modality})" for norm in norms)
        return (
            "severity-above-text",
            f"the rule `{rule.id}` is an error, and no norm of it binds: {said}",
            help,
        )
    said = ", ".join(f"`{norm.id}`" for norm in norms if norm.modality in BINDING)
    return "severity-below-text", f"the rule `{rule.id}` is `{rule.severity}`, although {said} binds", help


def _at(register: Register, norm: Norm, code: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(code, message, Position(register.file, norm.row, 1), help=help)
