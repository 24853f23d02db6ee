"""Writes rules, values and facts to start from, in the form in which `fmt` leaves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError, did_you_mean
from adm_rules._internal.facts.registry import Registry, words_in
from adm_rules._internal.loader.pins import flow
from adm_rules._internal.texts import Text
from adm_rules._internal.yaml_source import read

#: The severity that a rule has by how its norm speaks.
SEVERITIES: Final = {"must": "error", "must_not": "error", "should": "warning", "may": "info", "is": "info"}


@dataclass(frozen=True, slots=True)
class NewNorm:
    """A norm as its row in the register has it; of one that is there already only the id is looked at."""

    id: str
    article: str
    text: Text
    modality: str = "must"

    def row(self, document: str, name: str, fate: str) -> dict[str, str]:
        """The cells of its row, held by a rule or value."""
        return {
            "id": self.id,
            "document": document,
            "article": f"Art. {self.article}",
            "norm_en": self.text.en,
            "norm_it": self.text.it,
            "kind": "definition" if fate == "value" else "duty",
            "modality": self.modality,
            "fate": fate,
            "rules": name,
        }


@dataclass(frozen=True, slots=True)
class NewRule:
    """What a rule to start from is made of: conditions as a rule file has them, its norm and the article."""

    id: str
    norm: str
    article: str
    require: str
    when: str | None = None
    per: str | None = None
    severity: str | None = None

    @property
    def topic(self) -> str:
        """What stands before the dot of its id."""
        return self.id.partition(".")[0]

    def lines(self, registry: Registry, modality: str) -> Sequence[str]:
        """The entry; its title is the label of the first fact, its message what that is and what is asked.

        Raises:
            AdmRulesError: what is required names no fact.
        """
        name, values = _asked(self.require, registry)
        fact = registry.facts[name]
        label = Text(*(text[:1].upper() + text[1:] for text in (fact.label.it, fact.label.en)))
        limits = " ".join(f"{{{each}}}" for each in values)
        asked = Text(f"; chiesto: {limits}", f"; asked: {limits}") if values else Text("", "")
        return _entry(
            f"- id: {self.id}",
            f"title: {_both(label)}",
            f"norms: [{self.norm}]",
            f"cites: {flow({'article': self.article})}",
            f"topic: {self.topic}",
            f"per: {self.per or fact.per}",
            *([f"when: {_braced(self.when)}"] if self.when else []),
            f"require: {_braced(self.require)}",
            "otherwise:",
            f"  severity: {self.severity or SEVERITIES.get(modality, 'error')}",
            "  message:",
            f"    it: {flow(f'{label.it}: {{{name}}}{asked.it}.')}",
            f"    en: {flow(f'{label.en}: {{{name}}}{asked.en}.')}",
        )


def value_lines(
    name: str, kind: str, label: Text, of: str | None, amount: tuple[str | None, str, str] | None
) -> Sequence[str]:
    """A value; ``amount`` is its first entry (`from`, `is`, article), without one nobody has set it."""
    head = [f"{name}:", f"  kind: {kind}", *([f"  of: {of}"] if of else []), f"  label: {_both(label)}"]
    if amount is None:
        by = Text("l'organo che lo stabilisce", "the body that sets it")
        return _entry(*head, "  not_set:", f"    by: {_both(by)}", f"    asks: {_both(label)}")
    since, number, article = amount
    day = f"from: {since}, " if since else ""
    return _entry(*head, f"  history: [{{{day}is: {number}, cites: {flow({'article': article})}}}]")


def fact_lines(name: str, per: str, kind: str, label: Text, more: Sequence[str]) -> Sequence[str]:
    """A fact that the file declares: without a recipe it stands in files under `more`."""
    return _entry(
        f"{name}:",
        f"  per: {per}",
        f"  kind: {kind}",
        *(f"  {each}" for each in more),
        f"  label: {_both(label)}",
    )


def _entry(*lines: str) -> Sequence[str]:
    """An entry of a part of a rule file."""
    inner = "  " if lines[0].startswith("- ") else ""
    return [f"  {lines[0]}", *(f"  {inner}{line}" for line in lines[1:])]


def _asked(require: str, registry: Registry) -> tuple[str, Sequence[str]]:
    """The first fact that a condition names, and the values."""
    source = read(_braced(require), "--require")
    source.raise_if_errors()
    words = list(words_in(source.data))
    facts = [word for word in words if word in registry.facts]
    if not facts:
        first = words[0] if words else ""
        help_ = did_you_mean(first, registry.facts) or "such as '{session_time: {at_most: 3 h}}'"
        raise AdmRulesError(f"--require names no fact: {help_}")
    return facts[0], [word[1:] for word in words if word.startswith("$")]


def _braced(condition: str) -> str:
    text = " ".join(condition.split())
    return text if text.startswith("{") else f"{{{text}}}"


def _both(label: Text) -> str:
    return flow({"it": label.it, "en": label.en})
