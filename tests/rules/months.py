"""A small invented rule set with a voucher and a tariff, and files of a month, for tests of statements."""

from __future__ import annotations

from typing import Any

from adm_rules._internal.engine import RuleSet, parse
from adm_rules._internal.money.statement.shapes import Account, Statement
from tests.rules.small import FILE, rule, session, text

MONTH = "2026-03"

_READINGS = """
  paid:
    question: {it: "Che cosa si paga?", en: "What is paid?"}
    default: direct
    options: {direct: {it: il lavoro diretto, en: direct work}, all: {it: tutto, en: everything}}
    norms: [TST-01-01]
  divided:
    question: {it: "Come si divide?", en: "How is it divided?"}
    default: present
    options: {present: {it: tra i presenti, en: among those present}, ratio: {it: a rapporto, en: by the ratio}}
    norms: [TST-01-01]
  shared:
    question: {it: "Su quali ore?", en: "On which hours?"}
    default: fraction
    options: {fraction: {it: sulla frazione, en: on the fraction}, whole: {it: su tutte, en: on all}}
    norms: [TST-01-01]
  ends:
    question: {it: "Quando finisce?", en: "When does it end?"}
    default: counted
    options: {counted: {it: il primo conta, en: the first counts}, excluded: {it: non conta, en: it does not}}
    norms: [TST-01-01]
"""


def _value(name: str, kind: str, of: str, history: str) -> str:
    list_ = f"of: {of}, " if of else ""
    return f"\n  {name}: {{kind: {kind}, {list_}label: {{it: {name}, en: {name}}}, history: [{history}]}}"


UNSET = "not_set: {by: {it: il Consiglio, en: the council}, asks: {it: quanto vale, en: what it is worth}}"
_CITES = 'cites: {article: "2"}'
_PAID = (
    "by_reading: {paid: {direct: [direct, group, supervised_meeting, feedback], "
    "all: [direct, group, supervised_meeting, feedback, correlated, coordination]}}"
)
TARIFF = """
  copayment:
    unit: EUR_per_hour
    services: [home_education]
    history:
      - from: 2020-01-01
        cites: {article: "3"}
        rows: [{isee: {at_least: 0.00}, fee: 2.00}]
        no_isee: {fee: 2.00}
"""


def values(unit_value: str = "is: 20.00", later: str = "is: 24.35", **changed: str) -> str:
    """The values; the unit value of an hour is ``later`` from 16 March 2026 on."""
    parts = {
        "paid": _value("paid", "set", "activity", f"{{{_PAID}, {_CITES}}}"),
        "hour": _value(
            "hour", "money", "", f"{{{unit_value}, {_CITES}}}, {{from: 2026-03-16, {later}, {_CITES}}}"
        ),
        "divided": _value(
            "divided",
            "enum",
            "group_division",
            f"{{by_reading: {{divided: {{present: present, ratio: ratio}}}}, {_CITES}}}",
        ),
        "shared": _value(
            "shared",
            "enum",
            "group_hours",
            f"{{by_reading: {{shared: {{fraction: fraction, whole: whole}}}}, {_CITES}}}",
        ),
        "flat": _value("flat", "minutes", "", f"{{is: 1 h, {_CITES}}}"),
        "voucher_months": _value("voucher_months", "months", "", f"{{is: 6, {_CITES}}}"),
    }
    return "".join({**parts, **changed}.values())


def voucher(**changed: str) -> str:
    """The voucher; an empty change leaves a key out."""
    keys = {
        "title": "{it: Voucher di prova, en: Trial voucher}",
        "services": "[home_education, supervised_contact]",
        "payer": "plan_office",
        "pays": "$paid",
        "unit_value": "$hour",
        "group": "$divided",
        "family_group": "$shared",
        "transport": "$flat",
        "last_day": "{by_reading: {ends: {counted: six_month_end, excluded: six_month_due}}}",
        "readings": "[ends]",
        "invoices": '{article: "4"}',
        "excess": '{text: {it: Il resto lo paga la famiglia., en: The family pays the rest.}, cites: {article: "5"}}',
        "norms": "[TST-01-01]",
        "cites": '{article: "1"}',
    }
    lines = [f"    {key}: {body}" for key, body in {**keys, **changed}.items() if body]
    return "\n  trial:\n" + "\n".join(lines)


#: The act knows of authorised hours: notes tell what lacks them.
AUTHORISED = rule("{authorised_time: {exists: true}}", id="hours.authorised", per="authorisation")


def rules_text(**parts: str) -> str:
    """The text of the rule set; ``parts`` replace top-level keys."""
    whole = {"readings": _READINGS, "values": values(), "vouchers": voucher(), "tariffs": TARIFF, **parts}
    return text(AUTHORISED, **{key: body for key, body in whole.items() if body})


def rules_with(**parts: str) -> RuleSet:
    """The rule set, changed."""
    return parse(rules_text(**parts), FILE)


RULES = rules_with()

# --- files ------------------------------------------------------------------------------------------------------------

TERM = {"kind": "first", "start": "2026-01-01", "end": "2026-06-30", "budget_checked_on": "2025-12-20"}
WEEKLY = {"from": "2026-01-01", "to": "2026-06-30", "weekly_minutes": 6000}
NO_TRANSPORT = {"transport_needed": False}


def intervention(*sessions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """An intervention of home education with everything in order but what is given."""
    whole = {
        "id": "i1",
        "service": "home_education",
        "agency": "agenzia-1",
        "closed_on": "none",
        "voucher_terms": [TERM],
        "authorisations": [WEEKLY],
        "sessions": list(sessions),
        **keys,
    }
    return {key: item for key, item in whole.items() if item is not None}


def case(*interventions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A case that is completely known."""
    whole = {
        "id": "caso-1",
        "birth_date": "2014-05-01",
        "isee": [],
        "derogations": [],
        "interventions": list(interventions),
        **keys,
    }
    return {key: item for key, item in whole.items() if item is not None}


def simple(*sessions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A case with one intervention."""
    return case(intervention(*sessions), **keys)


def staff(*ids: str) -> list[dict[str, str]]:
    return [{"kind": "staff", "staff": each} for each in ids]


def in_group(start: str = "2026-03-02T15:00", end: str = "17:00", **keys: Any) -> dict[str, Any]:
    """A group session of three minors with one educator."""
    given = {
        "activity": "group",
        "group": "g",
        "users_present": 3,
        "attendance": staff("op-1"),
        "group_ratio": "1/4",
        **NO_TRANSPORT,
        **keys,
    }
    return session(start, end, **given)


def member(name: str, *sessions: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A case of a group."""
    return case(intervention(*sessions, id=f"i-{name}"), id=name, **keys)


AGENCY = {
    "id": "agenzia-1",
    "complete_until": "2026-03-31",
    "staff": [
        {"id": "op-1", "role": "educator"},
        {"id": "op-2", "role": "educator"},
        {"id": "op-3", "role": "coordinator"},
    ],
    "invoices": [],
}


def agency(*invoices: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """The agency, with invoices."""
    return {**AGENCY, "invoices": list(invoices), **keys}


def invoice(
    *lines: dict[str, Any], payers: tuple[str, ...] = ("plan_office",), **keys: Any
) -> dict[str, Any]:
    """An invoice of the month."""
    whole = {
        "id": "f1",
        "from": "2026-03-01",
        "to": "2026-03-31",
        "payers": list(payers),
        "lines": list(lines),
        **keys,
    }
    return {key: item for key, item in whole.items() if item is not None}


def bill(minutes: int | None = 120, amount: str | None = "40.00", **keys: Any) -> dict[str, Any]:
    """A line of an invoice."""
    whole = {"intervention": "i1", "activity": "direct", "minutes": minutes, "amount": amount, **keys}
    return {key: item for key, item in whole.items() if item is not None}


def made(*cases: dict[str, Any], rules: RuleSet = RULES, **more: Any) -> Statement:
    """The statement of cases for March 2026, with the agency's file unless another is given."""
    return rules.statement(cases, **{"month": MONTH, "agency": AGENCY, **more})


def account(*cases: dict[str, Any], rules: RuleSet = RULES, **more: Any) -> Account:
    """The one account of a statement."""
    (only,) = made(*cases, rules=rules, **more).accounts
    return only


def cents(found: Account) -> tuple[Any, Any]:
    """What the payer of the voucher owes."""
    return found.amount.lowest, found.amount.highest


def family(found: Account) -> tuple[Any, Any]:
    """What the family owes."""
    assert found.family is not None
    return found.family.cents.lowest, found.family.cents.highest


def standings(found: Account) -> list[str]:
    """Each line's work and standing."""
    return [f"{line.activity}: {line.standing}" for line in found.lines]
