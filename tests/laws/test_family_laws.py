"""Families' shares of a month: what is possible with everything known is possible when a fact is not."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adm_rules._internal.engine import RuleSet
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.values.bounds import Interval
from tests.rules.months import account, case, intervention, rules_with
from tests.rules.small import session
from tests.unit.test_copayment import certificate

randoms = st.integers(0, 2**32).map(Random)
#: What goes wrong is rare: a version, a cap, a session in doubt.
many = settings(max_examples=4 * settings().max_examples)
CONDITIONS = ("{venue: {is: home}}", '{start_clock: {at_least: "18:00"}}', "{school_level: {is: primary}}")
BECAUSE = "because: {it: perché, en: because}"
PAID = """
  paid_before:
    per: session
    kind: money
    label: {it: pagato prima, en: paid before}
    total: {from: payment, of: payment_amount, ever: true, where: {paid_on: {below: 2026-03-01}}}
"""


def euros(rng: Random) -> str:
    return f"{rng.randint(0, 9)}.{rng.randint(0, 99):02}"


def some_table(rng: Random, unit: str) -> list[str]:
    """A version of a tariff: two bands or a share of the ISEE, exemptions, modifiers, a cap, a rounding."""
    conditions = CONDITIONS[2:] if unit == "EUR_per_month" else CONDITIONS
    fee = rng.choice((euros(rng), f"{{proportional: [30.00, {euros(rng)}]}}"))
    found = [
        f"rows: [{{isee: {{at_most: 10.00}}, fee: {euros(rng)}}}, {{isee: {{above: 10.00}}, fee: {fee}}}]",
        f"round: {{to: {rng.choice(('0.01', '0.50'))}, mode: {rng.choice(('up', 'half_even'))}, after: [modifiers]}}",
    ]
    if rng.random() < 0.9:
        found.append(f"no_isee: {{fee: {rng.choice(('0.00', euros(rng)))}}}")
    if rng.random() < 0.3:
        found.append(f"exempt: [{{id: free, {BECAUSE}, when: {rng.choice(conditions)}}}]")
    if unit == "EUR_per_hour" and rng.random() < 0.3:
        found.append(f"hours: {{to: 30 min, mode: {rng.choice(('up', 'down', 'half_up'))}}}")
    if rng.random() < 0.3:
        found.append(f"undelivered: {{{BECAUSE}, when: {rng.choice(CONDITIONS)}}}")
    if rng.random() < 0.3:
        found.append("year_cap: {most: 6.00, charged: paid_before}")
    if rng.random() < 0.5:
        found.append(f"month_cap: {rng.choice(('2.00', '5.00'))}")
    total = rng.random() < 0.3
    when = CONDITIONS[2] if total else rng.choice(conditions)
    of = ", of: total" if total else ""
    return [
        *found,
        f"modifiers: [{{id: more, {BECAUSE}, when: {when}, percent: {rng.choice((10, -50))}{of}}}]",
    ]


def some_rules(rng: Random) -> RuleSet:
    """A tariff that changes on 16 March 2026, in some cases to a free service."""
    unit = rng.choice(("EUR_per_hour", "EUR_per_access", "EUR_per_month"))
    later = ["free: {it: gratuito, en: free}"] if rng.random() < 0.2 else some_table(rng, unit)
    worth = ", ".join(
        f"{state}: {rng.choice(('use', 'none', 'undecided'))}"
        for state in ("expired", "with_omissions", "not_yet_valid")
    )
    lines = [
        f"unit: {unit}",
        "services: [home_education]",
        f"certificate: {{{worth}}}",
        "history:",
        *entry("2020-01-01", some_table(rng, unit)),
        *entry("2026-03-16", later),
    ]
    tariffs = "\n  copayment:\n" + "".join(f"    {line}\n" for line in lines)
    return rules_with(facts=PAID, tariffs=tariffs, **({"vouchers": ""} if rng.random() < 0.3 else {}))


def entry(start: str, lines: list[str]) -> list[str]:
    head = [f"  - from: {start}", '    cites: {article: "3"}']
    return [*head, *(f"    {line}" for line in lines)]


def some_case(rng: Random) -> dict[str, Any]:
    sessions = [
        session(
            f"2026-03-{day:02}T{rng.choice((14, 18))}:00",
            f"19:{rng.choice((0, 20, 45)):02}",
            status=rng.choice(("delivered", "delivered", "delivered", "missed")),
            activity=rng.choice(("direct", "direct", "direct", "correlated")),
            venue=rng.choice(("home", "school")),
        )
        for day in (*rng.sample(range(1, 16), 2), rng.randint(17, 28))
    ]
    isee = [
        certificate(
            rng.choice(("0.00", "10.00", "10.01", "77.77")),
            status=rng.choice(("valid", "valid", "with_omissions", "expired", "absent")),
            kind=rng.choice(("minors", "minors", "family_benefits")),
            issued_on=rng.choice(("2026-01-15", "2026-03-16", "2026-03-16")),
            valid_until=rng.choice(("2026-12-31", "2026-03-22")),
        )
        for _ in range(rng.choice((0, 1, 1, 2)))
    ]
    paid = [{"kind": "copayment", "amount": rng.choice(("1.00", "5.50", "9.00")), "paid_on": "2026-02-10"}]
    more = {"payments": rng.choice(([], paid))}
    return case(
        intervention(*sessions), isee=isee, **more, school_level=rng.choice(("primary", "lower_secondary"))
    )


def share(rules: RuleSet, data: dict[str, Any]) -> Copayment:
    found = account(data, rules=rules).family
    assert found is not None
    return found


def without(rng: Random, data: dict[str, Any]) -> dict[str, Any]:
    """The case with a few things not known."""
    found = deepcopy(data)
    for _ in range(rng.randint(1, 3)):
        kind = rng.choice(("isee", "school_level", "payments", "certificate", "session", "session"))
        if kind in {"isee", "school_level", "payments"}:
            found.pop(kind, None)
            continue
        many = found.get("isee") if kind == "certificate" else found["interventions"][0]["sessions"]
        if many:
            one = rng.choice((many[-1], *many))
            keys = ["status", "status", *(key for key in one if key not in {"start", "id"})]
            one.pop(rng.choice(keys), None)
    return found


def holds(outer: Copayment, inner: Interval) -> bool:
    low, high = outer.cents.lowest, outer.cents.highest
    if low is None:
        return outer.outcome != "decided"
    above = inner.lowest is None or inner.lowest >= low
    return above and (high is None or (inner.highest is not None and inner.highest <= high))


@many
@given(randoms)
def test_what_is_possible_with_more_known_is_possible_with_less(rng: Random) -> None:
    rules, data = some_rules(rng), some_case(rng)
    known, less = share(rules, data), share(rules, without(rng, data))
    if known.cents.lowest is not None:
        assert holds(less, known.cents)
    assert known.outcome == "decided" or less.outcome != "decided"
    for found in (known, less):
        low, high = found.cents.lowest, found.cents.highest
        assert low is None or high is None or low <= high
        assert found.outcome != "decided" or (low is not None and low == high)
