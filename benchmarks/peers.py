"""Other engines on the same twenty checks and copayment, where they are installed: `make bench` installs them.

Each is given the flat record of `summary.py`, which is made inside its time. OpenFisca, which is made for columns, gets
one case at a time like the others. None of them explains anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.by_hand import BREACHES, COMPLIES, NOT_APPLICABLE, UNDECIDED
from benchmarks.summary import HALF_YEAR, summarised
from benchmarks.workload import TOWNS, Facts

Verdicts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """A check over the flat record: what must be known, what must hold, and when it does not apply."""

    holds: str
    needs: tuple[str, ...] = ()
    unless: str = ""


_NO_CONTACT: Final = 'service != "contact"'
#: In words that CEL, ZEN and rule-engine share; `and` and `in` are put in each one's own.
FLAT: Final = {
    "town": Check("town in TOWNS", ("town",)),
    "minor": Check("years < 18"),
    "assessed": Check("assessed", ("assessed",)),
    "ordered": Check("ordered", ("ordered",), _NO_CONTACT),
    "weekly-hours": Check("busiest <= 600", ("busiest",), "eased_hours"),
    "clock": Check("first >= 450 and last <= 1200", ("first",), "eased_clock"),
    "weekdays": Check("weekday < 5", (), "eased_weekend"),
    "length": Check("shortest >= 60 and longest <= 180", ("shortest",), _NO_CONTACT),
    "beyond-study": Check("beyond > 0"),
    "soon": Check("waited <= 15", ("waited",), "hardship"),
    "voucher": Check(f"voucher_months <= {HALF_YEAR}", ("voucher_months",)),
    "signed-social-worker": Check("signed_social_worker", ("signed_social_worker",)),
    "signed-educator": Check("signed_educator", ("signed_educator",)),
    "signed-parent": Check("signed_parent", ("signed_parent",)),
    "signed-minor": Check("signed_minor", ("signed_minor",)),
    "reviewed": Check(f"longest_gap <= {HALF_YEAR}", ("longest_gap",)),
    "ratio": Check("minors <= 5 * educators", ("minors",), 'service != "group"'),
    "turnover": Check("5 * left <= 2 * heads", ("heads",)),
    "afternoons": Check("5 * afternoon >= 4 * slots", ("slots",)),
    "slot-hours": Check("opens >= 450 and closes <= 1200", ("slots",)),
}
_FEE: Final = "(cents <= 600000 ? 0 : (cents >= 2500000 ? 2400 : (48 * (cents - 600000) + 19000) / 38000))"


def _expression(check: Check, conjunction: str) -> str:
    """A check as a conditional expression that gives the verdict."""
    holds = check.holds.replace(" and ", conjunction).replace("TOWNS", json.dumps(list(TOWNS)))
    found = f'(({holds}) ? "{COMPLIES}" : "{BREACHES}")'
    for name in check.needs:
        found = f'(({name} == null) ? "{UNDECIDED}" : {found})'
    return f'(({check.unless}) ? "{NOT_APPLICABLE}" : {found})' if check.unless else found


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine that was loaded: facts in, verdicts out."""

    name: str
    judge: Callable[[Facts], Verdicts]


def _cel() -> Callable[[Facts], Verdicts]:
    import cel

    programs = {name: cel.compile(_expression(check, " && ")).execute for name, check in FLAT.items()}
    fee = cel.compile(f"cents == null ? -1 : {_FEE}").execute

    def judge(facts: Facts) -> Verdicts:
        context = cel.Context(variables=summarised(facts))
        fee(context)
        return {name: execute(context) for name, execute in programs.items()}

    return judge


def _zen() -> Callable[[Facts], Verdicts]:
    import zen

    given = [(name, _expression(check, " and ")) for name, check in FLAT.items()]
    given.append(("fee", f"cents == null ? null : {_FEE}"))
    listed = [{"id": str(n), "key": name, "value": value} for n, (name, value) in enumerate(given)]
    at = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": at},
        {
            "id": "all",
            "type": "expressionNode",
            "name": "all",
            "position": at,
            "content": {"expressions": listed},
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": at},
    ]
    edges = [
        {"id": "first", "sourceId": "in", "targetId": "all", "type": "edge"},
        {"id": "second", "sourceId": "all", "targetId": "out", "type": "edge"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def judge(facts: Facts) -> Verdicts:
        found = decision.evaluate(summarised(facts))["result"]
        return {name: found[name] for name in FLAT}

    return judge


def _rule_engine() -> Callable[[Facts], Verdicts]:
    import rule_engine

    rules = {name: rule_engine.Rule(_expression(check, " and ")) for name, check in FLAT.items()}
    fee = rule_engine.Rule(f"cents == null ? null : {_FEE}")

    def judge(facts: Facts) -> Verdicts:
        record = summarised(facts)
        fee.evaluate(record)
        return {name: rule.evaluate(record) for name, rule in rules.items()}

    return judge


def _cedar() -> Callable[[Facts], Verdicts]:
    """What a check does not comply with forbids: the answer names the policies that do. It cannot divide."""
    import cedarpy

    named = dict(_policies())
    policies = cedarpy.PolicySet.from_str(
        "\n".join(["permit(principal, action, resource);", *named.values()])
    )
    places = {f"policy{n}": key for n, key in enumerate(named, start=1)}
    asked = {"principal": 'User::"u"', "action": 'Action::"check"', "resource": 'Case::"c"'}

    def judge(facts: Facts) -> Verdicts:
        record = {name: value for name, value in summarised(facts).items() if value is not None}
        cents = record.pop("cents", None)
        _ = None if cents is None else (48 * min(max(cents - 600_000, 0), 1_900_000) + 19_000) // 38_000
        reasons = cedarpy.is_authorized({**asked, "context": record}, policies, []).diagnostics.reasons
        return {**dict.fromkeys(FLAT, COMPLIES), **dict(places[each] for each in reasons if each in places)}

    return judge


def _policies() -> Iterator[tuple[tuple[str, str], str]]:
    for name, check in FLAT.items():
        ours = _of_context(check.holds.replace(" and ", " && "))
        if name == "town":
            ours = f"{json.dumps(list(TOWNS))}.contains(context.town)"
        known = " && ".join(f"context has {each}" for each in check.needs) or "true"
        unless = _of_context(check.unless) if check.unless else "false"
        forbid = "forbid(principal, action, resource) when {{ {} }};"
        if check.unless:
            yield (name, NOT_APPLICABLE), forbid.format(unless)
        if check.needs:
            yield (name, UNDECIDED), forbid.format(f"!({unless}) && !({known})")
        yield (name, BREACHES), forbid.format(f"!({unless}) && {known} && !({ours})")


def _of_context(expression: str) -> str:
    """Names outside quotation marks, as attributes of the context."""
    return re.sub(r'\b[a-z]\w*\b(?=(?:[^"]*"[^"]*")*[^"]*$)', lambda found: f"context.{found[0]}", expression)


def _openfisca() -> Callable[[Facts], Verdicts]:
    """One person for each case; numbers alone, a gap is -1."""
    import numpy as np
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    case = build_entity("case", "cases", "A case", is_person=True)
    system = TaxBenefitSystem([case])
    common = {"value_type": int, "entity": case, "definition_period": DateUnit.YEAR, "default_value": -1}
    codes = _numbers(dict.fromkeys(summarised_names()))
    for name in codes:
        system.add_variable(type(f"in_{name}", (Variable,), {"label": name, **common}))
    for name, check in FLAT.items():
        system.add_variable(
            type(_spelt(name), (Variable,), {"label": name, "formula": _formula(name, check, np), **common})
        )

    def judge(facts: Facts) -> Verdicts:
        simulation = SimulationBuilder().build_default_simulation(system, count=1)
        for name, value in _numbers(summarised(facts)).items():
            simulation.set_input(f"in_{name}", "2026", np.array([value]))
        return {name: _VERDICTS[int(simulation.calculate(_spelt(name), "2026")[0])] for name in FLAT}

    return judge


_VERDICTS: Final = (COMPLIES, BREACHES, NOT_APPLICABLE, UNDECIDED)
_SERVICES: Final = ("home", "contact", "group")


def summarised_names() -> list[str]:
    """The names of the flat record."""
    from benchmarks.workload import drawn

    return list(summarised(drawn(1)[0]))


def _spelt(name: str) -> str:
    return "check_" + name.replace("-", "_")


def _numbers(record: dict[str, Any]) -> dict[str, int]:
    """The flat record in numbers; a town is its place in the district, and one elsewhere is a hundred."""
    coded = dict(record)
    coded["town"] = None if record["town"] is None else _TOWNS.get(record["town"], 100)
    coded["service"] = None if record["service"] is None else _SERVICES.index(record["service"])
    return {name: -1 if value is None else int(value) for name, value in coded.items()}


_TOWNS: Final = {name: n for n, name in enumerate(TOWNS)}


def _formula(name: str, check: Check, np: Any) -> Callable[..., Any]:
    holds = check.holds.replace("town in TOWNS", "town < 100").replace(" and ", " & ").replace("&", ") & (")
    unless = check.unless.replace('"contact"', "1").replace('"group"', "2")
    read = sorted({*re.findall(r"[a-z_]+", f"{holds} {unless}"), *check.needs})
    test = compile(f"({holds})", name, "eval")
    leave = compile(unless or "0", name, "eval")

    def formula(cases: Any, period: Any) -> Any:
        values = {each: cases(f"in_{each}", period) for each in read}
        known = np.ones(1, dtype=bool)
        for each in check.needs:
            known &= values[each] != -1
        found = np.where(eval(test, {}, values), 0, 1)
        return np.where(eval(leave, {}, values), 2, np.where(known, found, 3))

    return formula


_PEERS: Final = {
    "CEL (Rust)": _cel,
    "Cedar": _cedar,
    "ZEN": _zen,
    "rule-engine": _rule_engine,
    "OpenFisca": _openfisca,
}


def installed() -> tuple[list[Peer], list[str]]:
    """The engines that are here, and the names of those that are not."""
    here, absent = [], []
    for name, load in _PEERS.items():
        try:
            here.append(Peer(name, load()))
        except ImportError:
            absent.append(name)
    return here, absent
