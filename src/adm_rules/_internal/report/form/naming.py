"""What stored answers are called, and how a verdict is one digit."""

from __future__ import annotations

from typing import Final

from adm_rules._internal.report.parts import Severity, Verdict

#: The kinds of answers that are stored, each with the number of its format as it is written now.
FORMATS: Final = dict.fromkeys(
    ("report", "deadlines", "copayment", "statement", "budget", "instalments", "queue", "portfolio"), 1
)


def format_name(kind: str) -> str:
    """What stands under ``format`` of an answer: ``adm-rules/report/1``."""
    return f"adm-rules/{kind}/{FORMATS[kind]}"


#: A verdict as one character of a grid: its place in the order of `Verdict`.
DIGITS: Final = {verdict: str(n) for n, verdict in enumerate(Verdict)}
VERDICT_OF: Final = {digit: verdict for verdict, digit in DIGITS.items()}
#: Of a rule that says nothing of a row.
NOT_ASKED: Final = "-"
#: A severity as one letter.
LETTERS: Final = {severity.value: severity.value[0] for severity in Severity}
SEVERITY_OF: Final = {letter: severity for severity, letter in LETTERS.items()}
