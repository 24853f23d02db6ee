"""What a judged row is called, what is said of elements that nobody has seen, how grave a row's breach is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from keyword import iskeyword
from typing import Any

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.judging import COMPLIES, NOT_APPLICABLE, UNDECIDED
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.readers import Placed
from adm_rules._internal.report import VERDICTS, Verdict

#: The number that generated code gives, in place of a verdict, to a rule without an answer for an unseen element.
SILENT = -1


def row_name(program: Program, scope: str, row: Any) -> str:
    """How a finding names one element: its id, its placing key, or the name of a period; a whole file has its id."""
    return record_name(program, scope, row.d)


def reached(row: Any, steps: Iterable[str]) -> Any:
    """The row some to-one steps away."""
    for step in steps:
        row = getattr(row, step)
    return row


def elements(row: Any, relation: nodes.Reach) -> list[Any]:
    """The rows of the elements that a subject reaches; of lists that were never read, none."""
    found = [reached(row, relation.steps)]
    for scope in relation.chain:
        found = [element for owner in found for element in getattr(owner, f"rows_{scope}", ())]
    return found


def lasting_name(program: Program, scope: str, row: Any) -> str:
    """`row_name`, but never by a day that may be filled in later where the subject has a name of its own.

    A payment without an id is not named by the day on which it is paid.
    """
    subject = program.registry.subjects[scope]
    return _named(row.d, naming_keys(subject.name_by, None if subject.name_by else subject.placing))


def record_name(program: Program, scope: str, record: Mapping[str, Any]) -> str:
    """`row_name` of a record of the file."""
    subject = program.registry.subjects[scope]
    return _named(record, naming_keys(subject.name_by, subject.placing))


def _named(record: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        found = record.get(key)
        if found is not None and found.__class__ is not Placed:  # an access of which only the day is known
            return found.isoformat(timespec="minutes") if hasattr(found, "hour") else str(found)
    return ""


@cache
def naming_keys(name_by: str | None, placing: str | None) -> tuple[str, ...]:
    """Keys of the file that may name an element, best first; models write `from` as `from_`."""
    keys = dict.fromkeys(key for key in ("name", name_by, "id", placing) if key is not None)
    return tuple(spelt for key in keys for spelt in ((key, f"{key}_") if iskeyword(key) else (key,)))


def scope_of(row: Any) -> str:
    """The subject that a row is one of."""
    return type(row).__name__.removesuffix("_row")


def subject_name(program: Program, scope: str, row: Any) -> str:
    """How a subject is named; what a list leaves open bears the name of the list's owner."""
    while row.phantom and row.up is not None:
        row = row.up
        scope = scope_of(row)
    return row_name(program, scope, row)


def of_unseen(
    row: Any, codes: tuple[int, ...], rules: tuple[int, ...], told: set[tuple[int, int]]
) -> tuple[int, ...]:
    """What rules say of elements that nobody has seen: nothing, or that they cannot be decided; each list is told once.

    A stranger, which some id leads to, is not judged at all.
    """
    if row.phantom is not True:
        return (SILENT,) * len(codes)
    found = []
    for number, code in zip(rules, codes, strict=True):
        silent = code in (COMPLIES, NOT_APPLICABLE) or (number, id(row.up)) in told
        found.append(SILENT if silent else UNDECIDED)
        if not silent:
            told.add((number, id(row.up)))
    return tuple(found)


def severity(
    program: Program, function: Callable[[str], Any], compiled: CompiledRule, row: Any, on: int
) -> str:
    """The severity of a breach, softened where a reading that denies it says so; ``function`` finds generated code."""
    if not any(program.regulation.readings[name].disputed_severity for name in compiled.readings):
        return compiled.rule.severity
    for n, (name, _, _) in enumerate(compiled.others):
        softer = program.regulation.readings[name].disputed_severity
        if softer and VERDICTS[function(f"other_{compiled.index}_{n}")(row, on)] is Verdict.COMPLIES:
            return softer
    return compiled.rule.severity
