"""``adm-rules show`` and ``adm-rules facts``: rules and the vocabulary in words."""

from __future__ import annotations

import shlex
from typing import Annotated, Final, NoReturn

from adm_rules._internal.cli.options import (
    Lang,
    LangOption,
    OutOption,
    format_option,
    names_beginning,
    rules_at,
)
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import Terminal, beside, fail, print_answers, unknown
from adm_rules._internal.diagnostics import nearest, render_all
from adm_rules._internal.engine import RuleSet, available
from adm_rules._internal.explain import Explanation, Prose, Search, source_of
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.render.display import SECTIONS
from adm_rules._internal.render.pen import Answers
from adm_rules._internal.render.prose import (
    FactTold,
    fact_text,
    lines_text,
    rule_head,
    rules_head,
    sections_text,
    source_head,
)
from adm_rules._internal.rules import Fact, Order, Rule, Tariff, Voucher

_NAMES: Final = 18  # columns that names of rule sets take
_SHOWN: Final = 5  # facts that the answer to an unknown name lists


def show(
    rules: Annotated[
        str | None,
        argument(
            help="A rule set by name, or the path of a rule file.",
            show_default="lists the shipped rule sets",
            autocompletion=names_beginning,
        ),
    ] = None,
    rule: Annotated[str | None, argument(help="One of its rules or tariffs.")] = None,
    lang: LangOption = Lang.IT,
) -> None:
    """Explain a rule set, or one of its rules or tariffs; without a name, list the rule sets."""
    if rules is None:
        for name in available():
            Terminal().write(f"{name:<{_NAMES}}{rules_at(name).regulation.title.in_language(lang)}")
    elif rule is None:
        _show_rules(rules_at(rules), lang.value)
    else:
        _show_rule(rules_at(rules), rule, lang.value)


def _show_rules(rules: RuleSet, lang: str) -> None:
    """The whole rule set: its act, values, readings and rules."""
    terminal = Terminal()
    explanation = Explanation(Prose(rules.vocabulary, lang, rules.regulation), rules.regulation)
    terminal.write(rules_head(rules.regulation, lang, style=terminal.style))
    terminal.write(sections_text(explanation.overview(), width=terminal.width, style=terminal.style))
    if rules.notices:
        terminal.write("\n" + render_all(rules.notices))


def _show_rule(rules: RuleSet, name: str, lang: str) -> None:
    """One rule, order, tariff or voucher: in words, and as it stands in its file."""
    terminal, regulation = Terminal(), rules.regulation
    known: dict[str, Rule | Order | Tariff | Voucher | Fact] = {**regulation.facts, **regulation.vouchers}
    known |= regulation.tariffs
    known |= {rule.id: rule for rule in regulation.rules}
    known |= {order.id: order for order in regulation.orders}
    found = known.get(name)
    if found is None:
        unknown("rule, tariff or voucher", name, known)
    if isinstance(found, Fact):
        prose = Prose(rules.vocabulary, lang, regulation)
        terminal.write(fact_text(found, prose, width=terminal.width, style=terminal.style))
        return
    explanation = Explanation(Prose(rules.vocabulary, lang, regulation), regulation)
    terminal.write(rule_head(found, lang, style=terminal.style))
    sections = SECTIONS[type(found)](explanation, found)
    terminal.write(sections_text(sections, width=terminal.width, style=terminal.style))
    line, lines = source_of(regulation, found.path)
    terminal.write(source_head(regulation.file, line, lang, style=terminal.style))
    terminal.write(lines_text(lines, line, style=terminal.style))


def facts(  # noqa: PLR0913, PLR0917 - a command has the options that it has
    name: Annotated[str | None, argument(help="One fact.")] = None,
    per: Annotated[str | None, option(metavar="SUBJECT", help="Only the facts of a subject.")] = None,
    search: Annotated[
        str | None, option(metavar="TEXT", help="The facts about this, in either language, best first.")
    ] = None,
    rules: Annotated[
        str | None, option(help="A rule set, by name or path, whose own facts are shown as well.")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(FactTold)] = "text",
    out: OutOption = None,
) -> None:
    """Show the vocabulary that rules are written in."""
    regulation = None if rules is None else rules_at(rules).regulation
    prose = Prose(vocabulary(regulation), lang.value, regulation)
    known = prose.registry.facts
    if name is not None and name not in known:
        _no_fact(name, prose)
    if per is not None and per not in prose.registry.subjects:
        unknown("subject", per, prose.registry.subjects)
    found = known.values() if search is None else _found(search, prose)
    chosen = [each for each in found if name in (None, each.name) and per in (None, each.per)]
    if not chosen:
        fail("no fact is all that is asked for: leave something out")
    told = [(None, FactTold(each, prose)) for each in chosen]
    print_answers(Answers(FactTold, told, one=name is not None), format_, lang, out=out)


def _search(prose: Prose) -> Search:
    return Search(prose.registry, {} if prose.regulation is None else prose.regulation.names)


_DECLARE: Final = "what no fact says, a rule set declares under `facts:`"


def _no_fact(name: str, prose: Prose) -> NoReturn:
    """Say that there is no fact of this name, and which ones are about it; exit."""
    about = _search(prose).find(name.replace("_", " ")).facts[:_SHOWN]
    listed = ", ".join(f"`{fact.name}`" for fact in about)
    more = f"; about it there are {listed}; more: adm-rules facts --search {shlex.quote(name)}"
    close = nearest(name, prose.registry.facts)
    fail(f"there is no fact `{name}`" + (f"; did you mean `{close}`?" if close else more if about else ""))


def _found(text: str, prose: Prose) -> tuple[Fact, ...]:
    """The facts about something, best first; the end of the command if there are none."""
    search = _search(prose)
    found = search.find(text)
    if not found.facts:
        close = search.near(text)
        fail(f"no fact is about `{text}`; " + (f"did you mean `{close}`?" if close else _DECLARE))
    if found.unmatched:
        beside(f"no fact has all the words; left out: {', '.join(found.unmatched)}")
    return found.facts
