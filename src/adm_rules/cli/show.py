"""``adm-rules show`` and ``adm-rules facts``: rules and the vocabulary in words."""

from __future__ import annotations

import json

from adm_rules.cli.terminal import Terminal, unknown, write_data
from adm_rules.engine import RuleSet
from adm_rules.explain import Explanation, Prose, source_of
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
from adm_rules.rules import Order, Rule


def show_rules(rules: RuleSet, lang: str) -> None:
    """The whole rule set: its act, values, readings and rules."""
    terminal = Terminal()
    explanation = Explanation(Prose(registry(), lang, rules.regulation), rules.regulation)
    terminal.write(rules_head(rules.regulation, lang, style=terminal.style))
    terminal.write(sections_text(explanation.overview(), width=terminal.width, style=terminal.style))


def show_rule(rules: RuleSet, name: str, lang: str) -> None:
    """One rule or order: in words, and as it stands in its file."""
    terminal, regulation = Terminal(), rules.regulation
    listed: list[Rule | Order] = [*regulation.rules, *regulation.orders]
    rule = next((each for each in listed if each.id == name), None)
    if rule is None:
        unknown("rule", name, (each.id for each in listed))
    explanation = Explanation(Prose(registry(), lang, regulation), regulation)
    sections = explanation.rule(rule) if isinstance(rule, Rule) else explanation.order(rule)
    terminal.write(rule_head(rule, lang, style=terminal.style))
    terminal.write(sections_text(sections, width=terminal.width, style=terminal.style))
    line, lines = source_of(regulation, rule.path)
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
