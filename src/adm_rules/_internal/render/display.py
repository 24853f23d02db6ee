"""Answers as text, as a piece of HTML or as a page; rules and facts in words; the language that notebooks show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Final

from adm_rules._internal.arguments import as_member
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import ArgumentError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Clause, Explanation, Prose, Section
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.notebook import SHOWN_IN
from adm_rules._internal.render.html import html_of
from adm_rules._internal.render.pen import Page
from adm_rules._internal.render.prose import fact_sections, sections_text
from adm_rules._internal.render.text import PENS, text_of
from adm_rules._internal.render.web import folded, fragment, listed, tag
from adm_rules._internal.render.web import page as web_page
from adm_rules._internal.rules import Order, Rule, Tariff, Voucher
from adm_rules._internal.texts import LANGUAGES

_NOTHING: Final = "this is no answer that can be shown: give what a method of a rule set gave"
#: What tells a rule, an order, a tariff, a voucher.
SECTIONS: Final[Mapping[type, Callable[[Explanation, Any], tuple[Section, ...]]]] = {
    Rule: Explanation.rule,
    Order: Explanation.order,
    Tariff: Explanation.tariff,
    Voucher: Explanation.voucher,
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule set, or a part of it, in words: a title, and sections with clauses that a notebook folds."""

    title: str
    about: str
    lang: str
    sections: tuple[Section, ...]

    def __str__(self) -> str:
        return f"{self.title}\n{self.about}\n\n{sections_text(self.sections)}"

    def _repr_html_(self) -> str:
        parts = (
            folded(escape(each.heading), _clauses(each.clauses), opened=n == 0)
            for n, each in enumerate(self.sections)
        )
        head = tag("b", self.title) + tag("p", self.about, "dim")
        return fragment(self.lang, head, *parts, styled=True)


def _clauses(clauses: Iterable[Clause]) -> str:
    return listed(escape(each.text) + _clauses(each.parts) for each in clauses)


def explain(rules: RuleSet, name: str | None = None, *, lang: str = "it") -> Explained:
    """A rule set in words; with ``name`` one of its rules, orders, tariffs or vouchers, or a fact.

    Raises:
        ArgumentError: this is no rule set, or it has nothing of this name; the message says which is nearest.
    """
    if not isinstance(rules, RuleSet):
        raise ArgumentError("`rules` is a rule set, as `adm_rules.load` gives it")
    said, regulation = as_member(lang, LANGUAGES, "lang"), rules.regulation
    prose = Prose(rules.vocabulary, said, regulation)
    explanation = Explanation(prose, regulation)
    if name is None:
        about = f"{regulation.id} {regulation.version}"
        return Explained(regulation.title.in_language(said), about, said, explanation.overview())
    parts: dict[str, Any] = {**rules.vocabulary.facts, **regulation.vouchers, **regulation.tariffs}
    parts |= {each.id: each for each in regulation.rules} | {each.id: each for each in regulation.orders}
    found = parts[as_member(name, parts, "name")]
    if isinstance(found, Fact):
        return Explained(found.label.in_language(said), found.name, said, fact_sections(found, prose))
    title = found.name if isinstance(found, Tariff) else found.title.in_language(said)
    cited = "" if found.cites is None else f"{found.cites.text(said)} · "
    return Explained(title, f"{cited}{name}", said, SECTIONS[type(found)](explanation, found))


def text(answer: Any, *, lang: str = "it", width: int = 80) -> str:
    """An answer as text for people.

    Raises:
        ArgumentError: this is no answer, or there is no such language.
    """
    if type(answer) not in PENS:
        raise ArgumentError(_NOTHING)
    return text_of(answer, Page(as_member(lang, LANGUAGES, "lang"), width))


def html(answer: Any, *, lang: str = "it") -> str:
    """An answer as a piece of HTML with its style: no script, no address, all text escaped.

    Raises:
        ArgumentError: this is no answer, or there is no such language.
    """
    found = html_of(answer, as_member(lang, LANGUAGES, "lang"))
    if found is None:
        raise ArgumentError(_NOTHING)
    return found


def page(*answers: Any, title: str, lang: str = "it") -> str:
    """Answers one below the other as one HTML file, which needs no network.

    Raises:
        ArgumentError: one is no answer, the title no text, or there is no such language.
    """
    if not isinstance(title, str):
        raise ArgumentError("`title` is a text")
    body = "\n".join(html(each, lang=lang) for each in answers)
    return web_page(title, as_member(lang, LANGUAGES, "lang"), f"<h1>{escape(title)}</h1>\n{body}")


def language(lang: str) -> None:
    """Show answers in this language in notebooks, from now on: Italian without it.

    Raises:
        ArgumentError: there is no such language.
    """
    SHOWN_IN["lang"] = as_member(lang, LANGUAGES, "lang")
