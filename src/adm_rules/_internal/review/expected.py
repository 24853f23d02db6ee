"""What an example may expect of a finding: what a finding says of it, and the form in which it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.report import Finding, Severity, Verdict
from adm_rules._internal.rules import Path

_VERDICTS: Final = tuple(verdict.value for verdict in Verdict)
#: What a finding says about each thing that an example may expect; its evidence is worked out only where one does.
SAID: Final[Mapping[str, Callable[[Finding], Any]]] = {
    "verdict": lambda found: found.verdict.value,
    "subject": lambda found: found.subject_id,
    "severity": lambda found: found.severity,
    "reading_dependent": lambda found: bool(found.reading_dependent),
    "other_readings": lambda found: {
        f"{other.reading}.{other.option}": other.verdict.value for other in found.reading_dependent
    },
    "derogation": lambda found: found.derogation.name if found.derogation else None,
    "missing": lambda found: [missing.name for missing in found.missing],
    "base_verdict": lambda found: found.base_verdict.value if found.base_verdict else None,
}


def check_expected(key: str, value: Any, path: Path, faults: Faults) -> None:
    """Report what no finding could say; `null` is said by one that has no such thing."""
    match key:
        case "verdict" | "base_verdict":
            faults.choice(value, _VERDICTS, path, "")
        case "severity":
            faults.choice(value or "", tuple(Severity), path, "")
        case "reading_dependent":
            if not isinstance(value, bool):
                faults.add("wrong-shape", f"`{key}` must be true or false", path)
        case "missing":
            for n, name in enumerate(faults.items(value, path)):
                faults.word(name, (*path, n))
        case "other_readings":
            for option, verdict in faults.named(value, path).items():
                faults.choice(verdict, _VERDICTS, (*path, option), "")
        case _:
            if not isinstance(value, str) and (value is not None or key == "subject"):
                faults.add("wrong-shape", f"`{key}` must be a text", path)
