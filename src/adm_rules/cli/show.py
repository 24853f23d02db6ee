"""``adm-rules show`` and ``adm-rules facts``: rules and the vocabulary in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from adm_rules.cli.terminal import Terminal, unknown, write_data
from adm_rules.diagnostics import render_all
from adm_rules.engine import RuleSet
from adm_rules.explain import Explanation, Prose, Section, source_of
from adm_rules.facts import registry
from adm_rules.render.prose import (
    fact_data,
    fact_text,
    facts_text,
    lines_text,
    rule_head,
    rules_head,
    sections_text,
    source_head,
)
from adm_rules.rules import Order, Rule, Tariff, Voucher

#: What tells a rule, an order, a tariff, a voucher.
_SECTIONS: Final[Mapping[type, Callable[[Explanation, Any], tuple[Section, ...]]]] = {
    Rule: Explanation.rule,
    Order: Explanation.order,
    Tariff: Explanation.tariff,
    Voucher: Explanation.voucher,
}


def show_rules(rules: RuleSet, lang: str) -> None:
    """The whole rule set: its act, values, readings and rules."""
    terminal = Terminal()
    explanation = Explanation(Prose(registry(), lang, rules.regulation), rules.regulation)
    terminal.write(rules_head(rules.regulation, lang, style=terminal.style))
    terminal.write(sections_text(explanation.overview(), width=terminal.width, style=terminal.style))
    if rules.notices:
        terminal.write("\n" + render_all(rules.notices))


def show_rule(rules: RuleSet, name: str, lang: str) -> None:
    """One rule, order, tariff or voucher: in words, and as it stands in its file."""
    terminal, regulation = Terminal(), rules.regulation
    known: dict[str, Rule | Order | Tariff | Voucher] = {**regulation.vouchers, **regulation.tariffs}
    known |= {rule.id: rule for rule in regulation.rules}
    known |= {order.id: order for order in regulation.orders}
    found = known.get(name)
    if found is None:
        unknown("rule, tariff or voucher", name, known)
    explanation = Explanation(Prose(registry(), lang, regulation), regulation)
    terminal.write(rule_head(found, lang, style=terminal.style))
    sections = _SECTIONS[type(found)](explanation, found)
    terminal.write(sections_text(sections, width=terminal.width, style=terminal.style))
    line, lines = source_of(regulation, found.path)
    terminal.write(source_head(regulation.file, line, lang, style=terminal.style))
    terminal.write(lines_text(lines, line, style=terminal.style))


def show_facts(name: str | None, per: str | None, lang: str, *, as_json: bool) -> None:
    """The catalogue, the facts of one subject, or one fact."""
    terminal, prose = Terminal(), Prose(registry(), lang)
    facts = prose.registry.facts
    if name is not None and name not in facts:
        unknown("fact", name, facts)
    if per is not None and per not in prose.registry.subjects:
        unknown("subject", per, prose.registry.subjects)
    chosen = [each for each in facts.values() if name in (None, each.name) and per in (None, each.per)]
    if as_json:
        data = [fact_data(each, prose) for each in chosen]
        write_data(json.dumps(data if name is None else data[0], ensure_ascii=False, indent=2))
    elif name is not None:
        terminal.write(fact_text(facts[name], prose, width=terminal.width, style=terminal.style))
    else:
        terminal.write(facts_text(chosen, prose, width=terminal.width, style=terminal.style))
