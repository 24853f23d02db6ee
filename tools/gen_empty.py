"""Writes examples/empty/: for each rule set files that are complete and hold nothing, and what lights up in them.

The emptiest file must not be the best one. Each file says of every key of its model that there is none of it; of what
rules need to speak of at all it has one, as empty as can be: for each service of the rule set an intervention that
runs and one that is closed, each with a session, two years of a district (a duty on the year before begins with the
second), and two of a contract, one with its quota. The day of judgement lies after every term.

A step of `tools/regenerate.py`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from adm_rules._internal.agency import Agency
from adm_rules._internal.case import Case
from adm_rules._internal.case.intervention import Intervention, Session
from adm_rules._internal.district import District, DistrictYear
from adm_rules._internal.engine import RuleSet, available, load
from adm_rules._internal.facts import registry
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import Record
from adm_rules._internal.report import Finding, Report
from adm_rules._internal.review.modality import BINDING
from adm_rules._internal.review.presupposed import asks_for
from adm_rules._internal.review.register import load_register
from adm_rules._internal.rules import (
    Comparison,
    Leaf,
    ListOf,
    Literal,
    Operand,
    Regulation,
    Rule,
    Term,
    ValueRef,
)
from adm_rules._internal.service_contract import ContractYear, ServiceContract
from tools.writing import with_left_over, write

EMPTY: Final = Path(__file__).parents[1] / "examples" / "empty"
#: What lights up.
LIT: Final = "lit.csv"
ON: Final = date(2025, 12, 31)
START: Final = "2022-03-07"
_CLOSED: Final = {"running": "none", "closed": "2024-06-28"}
_NAMED: Final = 6
_DONE: Final = {"supervised_contact": "supervised_meeting"}
_HEAD: Final = """\
# Complete, and with nothing in it: what is asked for all the same stands in ../lit.csv.
# Rule set: {}. Invented data, written by tools/gen_empty.py. Judgement day: {}.

"""


def emptied(model: type[Record], **given: Any) -> dict[str, Any]:
    """A record that has what is given, and of every other key says that there is none of it, where that can be said."""
    made = dict(given)
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key not in {"id", "more", *given}:
            made.update(next(_denied(model, given, key), {}))
    return made


def _denied(model: type[Record], given: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
    values: tuple[Any, ...] = ([], "none", False)
    for value in values:
        try:
            model.model_validate({**given, key: value})
        except ValidationError:
            continue
        yield {key: value}


def files_of(rules: RuleSet) -> dict[str, dict[str, Any]]:
    """The files that a rule set speaks of, by what they are about."""
    roots = {_root(rule.per) for rule in rules.rules}
    return {root: make(rules) for root, make in _FILES.items() if root in roots}


def judged(rules: RuleSet) -> Report:
    """The report on the empty files of a rule set."""
    files: dict[str, Any] = {**files_of(rules)}
    return rules.check(**files, on=ON)


def duties(rules: RuleSet) -> set[str]:
    """The rules that rest on a norm that binds, and ask that something be there, or happen in time."""
    modality = {norm.id: norm.modality for norm in load_register(rules.id).norms}
    return {
        rule.id
        for rule in rules.rules
        if any(modality[norm] in BINDING for norm in rule.norms) and _asks(rule, rules)
    }


def _asks(rule: Rule, rules: RuleSet) -> bool:
    leaves = rule.require.signed(rules.regulation.chosen({}))
    return bool(asks_for(rule, rules.regulation, rules.vocabulary)) or any(
        holds and _wants(leaf) for leaf, holds in leaves
    )


def _wants(leaf: Leaf) -> bool:
    """A deadline, or something that must be there."""
    if isinstance(leaf, Comparison):
        return leaf.operator == "exists" and getattr(leaf.operand, "raw", None) is True
    return isinstance(leaf, Term)


def services(rules: RuleSet) -> list[str]:
    """The services that conditions of the rule set ask for; home education where they ask for none."""
    leaves = (leaf for rule in rules.rules for each in rule.conditions() for leaf in each.leaves())
    limits = [leaf.operand for leaf in leaves if isinstance(leaf, Comparison) and leaf.fact.name == "service"]
    asked = {name for limit in limits for name in _names(limit, rules.regulation)}
    return [name for name in NAMES["service"] if name in asked] or ["home_education"]


def _names(limit: Operand, regulation: Regulation) -> Iterator[str]:
    match limit:
        case ValueRef(name=name):
            yield from regulation.values[name].members()
        case ListOf(items=items):
            for item in items:
                yield from _names(item, regulation)
        case Literal(raw=name):
            yield str(name)


def _case(rules: RuleSet) -> dict[str, Any]:
    work = [_intervention(service, state) for service in services(rules) for state in _CLOSED]
    return emptied(
        Case,
        id="empty",
        birth_date="2012-05-20",
        complete_until=ON.isoformat(),
        residence="aosta",
        interventions=work,
    )


def _intervention(service: str, state: str) -> dict[str, Any]:
    session = emptied(
        Session,
        start=f"{START}T15:00",
        end=f"{START}T17:00",
        status="delivered",
        activity=_DONE.get(service, "direct"),
    )
    return emptied(
        Intervention,
        id=f"{service}-{state}".replace("_", "-"),
        service=service,
        started_on=START,
        closed_on=_CLOSED[state],
        sessions=[session],
    )


_FILES: Final[Mapping[str, Callable[[RuleSet], dict[str, Any]]]] = {
    "case": _case,
    "agency": lambda _rules: emptied(
        Agency, id="empty", complete_from="2022-01-01", complete_until=ON.isoformat()
    ),
    "contract": lambda _rules: emptied(
        ServiceContract,
        id="empty",
        complete_until=ON.isoformat(),
        term_start="2022-01-01",
        term_end="2024-12-31",
        years=[
            emptied(ContractYear, year=2022),
            emptied(ContractYear, year=2023, previous_quota="90000.00", quota="90000.00"),
        ],
    ),
    "district": lambda _rules: emptied(
        District,
        id="empty",
        complete_until=ON.isoformat(),
        service_from="2022-01-01",
        years=[emptied(DistrictYear, year=2022), emptied(DistrictYear, year=2023)],
    ),
}


def _root(subject: str) -> str:
    parent = registry().subjects[subject].parent
    return subject if parent in (None, "file") else _root(str(parent))


# --- as text ----------------------------------------------------------------------------------------------------------


def texts() -> Mapping[str, str]:
    """The text of each file below the folder, by its name; what is written by hand is not among them."""
    found: dict[str, str] = {}
    rows: list[tuple[str, ...]] = []
    for name in available():
        rules = load(name)
        for root, data in files_of(rules).items():
            found[f"{name}/{root}.yaml"] = _HEAD.format(name, ON) + "\n".join(_lines(data)) + "\n"
        rows += [(name, *row) for row in lit(judged(rules))]
    found[LIT] = _table(("rules", "rule", "verdict", "where"), rows)
    return found


def lit(report: Report) -> list[tuple[str, str, str]]:
    """The rules that are broken, or to be judged, in their order by name: rule, verdict, and of what."""
    places: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        if finding.verdict.fails:
            places.setdefault((finding.rule, finding.verdict.value), []).append(finding)
    return [(*key, _where(found)) for key, found in sorted(places.items())]


def _where(found: list[Finding]) -> str:
    """The names of what fails; of many elements only how many there are."""
    if len(found) > _NAMED:
        return f"{len(found)} x {found[0].subject}"
    return " ".join(sorted(finding.subject_id for finding in found))


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


def _lines(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, list) and value:
            yield f"{indent}{key}:"
            for item in value:
                first, *rest = _lines(item, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{key}: {value if isinstance(value, str) else json.dumps(value)}"


def main(folder: Path = EMPTY) -> None:
    """Write the files, and take away those of rule sets that are gone."""
    wanted = {folder / name: text for name, text in texts().items()}
    write(with_left_over(wanted, set(folder.glob("*/*.yaml"))))


if __name__ == "__main__":
    main()
