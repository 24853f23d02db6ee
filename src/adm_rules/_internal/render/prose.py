"""Explanations and the catalogue of facts as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.explain import Clause, Prose, Section, asks, ingredients, origin
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.names import labels
from adm_rules._internal.render.layout import GLUE, Style, fitted, glued, plain, wrapped
from adm_rules._internal.render.pen import Answers, Pen
from adm_rules._internal.report.plain import Answer
from adm_rules._internal.rules import Order, Regulation, Rule, Tariff, Voucher
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import KINDS

_WORDS: Final = Catalogue(
    {
        "kind": Text("Genere", "Kind"),
        "of": Text("Di che cosa", "Of what"),
        "from": Text("Da dove viene", "Where it comes from"),
        "params": Text("Parametri", "Parameters"),
        "made_of": Text("Si ricava da", "Made of"),
        "missing": Text("Se manca, chiedere", "If it is missing, ask for"),
        "names": Text("Nomi ammessi", "Names allowed"),
        "stands": Text("{}, riga {}", "{}, line {}"),
    }
)


def sections_text(
    sections: Iterable[Section], *, width: int = 80, style: Style = plain, between: str = ""
) -> str:
    """Sections with their headings; below each, its clauses as a nested list."""
    lines: list[str] = []
    for section in sections:
        lines += [
            style("subject", section.heading),
            *_clauses(section.clauses, fitted(width), style),
            between,
        ]
    return "\n".join(lines).rstrip()


def _clauses(clauses: Sequence[Clause], width: int, style: Style, depth: int = 1) -> Iterator[str]:
    for clause in clauses:
        indent = "  " * depth
        yield from wrapped(
            [("text", clause.text)], width, first=f"{indent}- ", rest=f"{indent}  ", style=style
        )
        yield from _clauses(clause.parts, width, style, depth + 1)


def lines_text(lines: Sequence[str], first: int, *, style: Style = plain) -> str:
    """Lines of a rule file, as they stand, with their numbers."""
    margin = len(str(first + len(lines) - 1))
    numbered = (
        f"{style('dim', str(first + n).rjust(margin))}  {line}".rstrip() for n, line in enumerate(lines)
    )
    return "\n".join(numbered)


# --- facts ------------------------------------------------------------------------------------------------


def kind_text(fact: Fact, lang: str) -> str:
    """The kind of a fact in words."""
    return KINDS[fact.kind].label.in_language(lang)


@dataclass(frozen=True, slots=True)
class FactTold(Answer):
    """One fact of the vocabulary, as a catalogue tells it."""

    fact: Fact
    prose: Prose

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, in both languages."""
        return fact_data(self.fact, self.prose)


class FactPen(Pen):
    """One fact with all that there is to say about it, or a list of facts by subject."""

    wording = _WORDS

    def told(self, told: FactTold, _name: str | None, _rules: object) -> Iterator[str]:
        """One fact."""
        yield fact_text(told.fact, told.prose, width=self.width, style=self.style)

    def blocks(self, answers: Answers[FactTold]) -> Iterator[str]:
        """One fact as it stands alone, several as a list."""
        if answers.one:
            yield from super().blocks(answers)
        else:
            told = [each for _, each in answers.each]
            facts = [each.fact for each in told]
            yield facts_text(facts, told[0].prose, width=self.width, style=self.style)


def facts_text(facts: Sequence[Fact], prose: Prose, *, width: int = 80, style: Style = plain) -> str:
    """A list of facts by subject: name, kind and label of each."""
    blocks = []
    for name in dict.fromkeys(fact.per for fact in facts):
        label = prose.registry.subjects[name].label.in_language(prose.lang)
        lines = [style("subject", f"{label} ({name})")]
        for fact in facts:
            if fact.per == name:
                lines += _listed(fact, prose.lang, fitted(width), style)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _listed(fact: Fact, lang: str, width: int, style: Style) -> Iterator[str]:
    pieces = [
        ("title", fact.name),
        ("text", f" ·{GLUE}{fact.label.in_language(lang)}"),
        ("dim", f" ·{GLUE}{glued(kind_text(fact, lang))}"),
    ]
    return wrapped(pieces, width, first="  ", rest="    ", style=style)


def fact_text(fact: Fact, prose: Prose, *, width: int = 80, style: Style = plain) -> str:
    """One fact: kind, subject, source, parameters, and what to ask for when it is missing."""
    heading = f"{style('title', fact.name)} · {fact.label.in_language(prose.lang)}"
    body = sections_text(fact_sections(fact, prose), width=width, style=style)
    return f"{heading}\n\n{body}"


def fact_sections(fact: Fact, prose: Prose) -> tuple[Section, ...]:
    """What there is to say about a fact."""
    lang, registry = prose.lang, prose.registry
    subject = registry.subjects[fact.per]
    told = {
        "kind": [f"{kind_text(fact, lang)} ({fact.kind})"],
        "of": [f"{subject.label.in_language(lang)} ({subject.name})"],
        "from": [origin(prose, fact)],
        "params": [f"{name} ({kind})" for name, kind in fact.parameters.items()],
        "made_of": [
            f"{name}: {registry.facts[name].label.in_language(lang)}" for name in ingredients(registry, fact)
        ],
        "missing": [text.in_language(lang) for text in asks(registry, fact)],
        "names": [f"{name}: {text.in_language(lang)}" for name, text in _names_of(fact, prose).items()],
    }
    return tuple(
        Section(_WORDS.in_language(lang)[key], tuple(Clause(text) for text in texts))
        for key, texts in told.items()
        if texts
    )


def _names_of(fact: Fact, prose: Prose) -> Mapping[str, Text]:
    """The names that a fact takes, those of the rule set's own among them."""
    own = prose.regulation.names if prose.regulation is not None else {}
    return labels(fact.names, own.get(fact.names, {})) if fact.names else {}


def fact_data(fact: Fact, prose: Prose) -> dict[str, Any]:
    """One fact as plain data for JSON."""
    italian, english = (Prose(prose.registry, lang, prose.regulation) for lang in ("it", "en"))
    return {
        "name": fact.name,
        "subject": fact.per,
        "kind": fact.kind,
        "names": fact.names,
        "label": {"it": fact.label.it, "en": fact.label.en},
        "key": fact.path,
        "recipe": None if fact.recipe is None else dict(fact.recipe),
        "parameters": dict(fact.parameters),
        "origin": {"it": origin(italian, fact), "en": origin(english, fact)},
        "missing": [{"it": text.it, "en": text.en} for text in asks(prose.registry, fact)],
    }


# --- rules ------------------------------------------------------------------------------------------------


def rules_head(regulation: Regulation, lang: str, *, style: Style = plain) -> str:
    """The name of a rule set, its title and its version."""
    title = style("title", regulation.title.in_language(lang))
    return f"{title}\n{style('dim', f'{regulation.id} {regulation.version}')}\n"


def rule_head(rule: Rule | Order | Tariff | Voucher, lang: str, *, style: Style = plain) -> str:
    """The title of a rule or voucher, its place in the act and its id; a tariff has its name."""
    if isinstance(rule, Tariff):
        cited = f" · {style('cite', rule.cites.text(lang))}" if rule.cites is not None else ""
        return f"{style('title', rule.name)}{cited}\n"
    title = style("title", rule.title.in_language(lang))
    name = rule.name if isinstance(rule, Voucher) else rule.id
    return f"{title}\n{style('cite', rule.cites.text(lang))} · {style('dim', name)}\n"


def source_head(file: str, line: int, lang: str, *, style: Style = plain) -> str:
    """Where a rule stands."""
    return f"\n{style('subject', _WORDS.in_language(lang)['stands'].format(file, line))}"
