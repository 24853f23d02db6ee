"""Small invented rule sets and files for tests of the loader, the compiler and the engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from adm_rules._internal.diagnostics import DiagnosticsError
from adm_rules._internal.engine import RuleSet, parse, pinned
from adm_rules._internal.report import Finding

FILE = "small.yaml"
ON = date(2026, 3, 31)

#: Values that facts about hours ask for.
HOURS = """
  counted_statuses:
    {kind: set, of: session_status, label: {it: accessi contati, en: counted sessions},
     history: [{is: [planned, delivered], cites: {article: "1"}}]}
  capped_activities:
    {kind: set, of: activity, label: {it: attività contate, en: counted activities},
     history: [{is: [direct], cites: {article: "1"}}]}
"""

#: A reading with a default, another option, and one that is only quoted.
COUNTED = """
  counted:
    question: {it: "Che cosa conta?", en: "What counts?"}
    default: direct
    options:
      direct: {it: il lavoro diretto, en: direct work}
      all: {it: tutto il lavoro, en: all work}
      quoted: {it: non si sa, en: nobody knows, evaluate: false}
    norms: [TST-01-01]
"""


def rule(
    require: str,
    *,
    id: str = "r",  # noqa: A002 - the key of the rule file
    per: str = "session",
    when: str = "",
    more: str = "",
    otherwise: str = "{severity: error, message: {it: Non va., en: It fails.}}",
) -> str:
    """The text of one rule; ``more`` holds further keys, as ``awaits: day``, one to a line."""
    lines = [
        f"  - id: {id}",
        "    title: {it: Regola di prova, en: Trial rule}",
        "    norms: [TST-01-01]",
        '    cites: {article: "1"}',
        f"    per: {per}",
        f"    require: {require}",
        f"    otherwise: {otherwise}",
        *([f"    when: {when}"] if when else []),
        *(f"    {line}" for line in more.splitlines()),
    ]
    return "\n".join(lines)


def text(*rules: str, in_force: str = "{from: 2020-01-01}", **parts: str) -> str:
    """The text of a rule file; ``parts`` are further top-level keys."""
    usual = "{title: {it: Atto di prova, en: Trial act}, body: Ente di prova, adopted: [], document: none}"
    act = parts.pop("act", usual)
    lines = [
        "language: 1",
        "id: small",
        "title: {it: Prova, en: Trial}",
        'version: "1"',
        f"act: {act}",
        f"in_force: {in_force}",
        *(f"{key}: {body}" for key, body in parts.items()),
        "rules:",
        *rules,
    ]
    return "\n".join(lines) + "\n"


def pinned_if_read(overlay: str, file: str = "<rules>") -> str:
    """The text of an overlay, pinned to its base; one with faults of form is left as it is."""
    try:
        return pinned(overlay, file)
    except DiagnosticsError:
        return overlay


def rule_set(*rules: str, **parts: str) -> RuleSet:
    return parse(text(*rules, **parts), FILE)


def value(name: str, kind: str, *entries: str) -> str:
    """The text of one value; each entry holds its keys but for the citation."""
    history = ", ".join(f'{{{entry}, cites: {{article: "2"}}}}' for entry in entries)
    return f"\n  {name}: {{kind: {kind}, label: {{it: limite, en: limit}}, history: [{history}]}}"


def not_set(name: str, kind: str) -> str:
    by = "by: {it: il Comune, en: the municipality}"
    return (
        f"\n  {name}: {{kind: {kind}, label: {{it: limite, en: limit}}, "
        f"not_set: {{{by}, asks: {{it: quanto sia, en: how much it is}}}}}}"
    )


# --- files ------------------------------------------------------------------------------------------------------------


def case(**keys: Any) -> dict[str, Any]:
    return {"id": "caso-1", "birth_date": "2014-05-01", **keys}


def with_intervention(*, case_keys: dict[str, Any] | None = None, **keys: Any) -> dict[str, Any]:
    """A case with one intervention of home education."""
    return case(interventions=[{"id": "i1", "service": "home_education", **keys}], **(case_keys or {}))


def with_sessions(*sessions: dict[str, Any], **case_keys: Any) -> dict[str, Any]:
    return with_intervention(sessions=list(sessions), case_keys=case_keys)


def session(start: str, end: str | None = None, **keys: Any) -> dict[str, Any]:
    """A delivered direct session; ``end`` may be a clock time of the same day."""
    last = f"{start[:11]}{end}" if end is not None and len(end) == 5 else end
    given = {"start": start, "end": last, "status": "delivered", "activity": "direct", **keys}
    return {key: item for key, item in given.items() if item is not None}


def only(rules: RuleSet, data: Any, on: date = ON, **more: Any) -> Finding:
    """The one finding of a check of a case."""
    (finding,) = rules.check(data, on=on, **more).findings
    return finding


def verdicts(rules: RuleSet, data: Any, on: date = ON, **more: Any) -> list[str]:
    return [finding.verdict.value for finding in rules.check(data, on=on, **more).findings]
