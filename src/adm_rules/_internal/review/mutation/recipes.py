"""Mistakes in the facts that a rule set declares: in the parts of their recipes, and in the conditions inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from adm_rules._internal.facts.forms import FORMS, RecipeForm, RecipePart
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.review.mutation.amounts import beside
from adm_rules._internal.values.operators import OPERATORS

#: What stands in a recipe with a mistake in it: the kind of the mistake, its words, and what stands there now.
Changed: TypeAlias = tuple[str, str, Any]

_GROUPS: Final = {"all": "any", "any": "all"}


def of_recipe(name: str, body: Any, registry: Registry) -> Iterator[Changed]:
    """The body of a recipe with each mistake."""
    form: RecipeForm = getattr(FORMS, name)
    made = _Recipe(registry)
    if form.items:
        yield from made.items(form, body)
    elif form.alone is None:
        yield from made.keys(form, body)


class _Recipe:
    """Makes every mistake in what stands in a recipe, one at a time."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def keys(self, form: RecipeForm, body: Mapping[str, Any]) -> Iterator[Changed]:
        """Of a recipe that is a mapping: what may be left out is, and each part is another."""
        for key, raw in body.items():
            if key in form.more and key != "adds_up" and all(key not in group for group in form.together):
                yield "drop", f"{key}: left out", {each: body[each] for each in body if each != key}
            part = form.keys.get(key, _TIME)
            for kind, words, other in self._part(part, raw):
                yield kind, f"{key}: {words}", {**body, key: other}

    def items(self, form: RecipeForm, body: list[Any]) -> Iterator[Changed]:
        """Of a recipe that is a list: one item less, two in each other's place, and each item another."""
        for n, raw in enumerate(body):
            rest = [*body[:n], *body[n + 1 :]]
            if form.many and rest and "else" not in raw:
                yield "drop", f"item {n + 1}: left out", rest
            part = form.items[min(n, len(form.items) - 1)]
            for kind, words, other in self._part(part, raw):
                yield kind, f"item {n + 1}, {words}", [*body[:n], other, *body[n + 1 :]]
        if not form.many:
            yield "swap", "the two in each other's place", body[::-1]

    def _part(self, part: RecipePart, raw: Any) -> Iterator[Changed]:
        if part.what == "condition":
            yield from self.condition(raw)
        elif part.what == "word":
            yield from (("word", f"{raw} -> {word}", word) for word in part.words if word != raw)
        elif part.what == "cases" and "when" in raw:
            for kind, words, other in self.condition(raw["when"]):
                yield kind, f"when: {words}", {**raw, "when": other}

    # --- conditions ---------------------------------------------------------------------------------------------------

    def condition(self, raw: Mapping[str, Any]) -> Iterator[Changed]:
        """A condition as a rule file writes it, with each mistake."""
        for key, inside in raw.items():
            if key in _GROUPS:
                yield from self._group(key, inside)
            elif key == "not":
                yield "flip", "not: left out", inside
                yield from ((kind, words, {"not": other}) for kind, words, other in self.condition(inside))
            elif key in self.registry.facts:
                for kind, words, other in self._comparison(key, inside):
                    yield kind, f"{key} {words}", {**raw, key: other}

    def _group(self, key: str, parts: list[Any]) -> Iterator[Changed]:
        for n, part in enumerate(parts):
            rest = [*parts[:n], *parts[n + 1 :]]
            if rest:
                yield "drop", f"{_said(part)}: left out", {key: rest}
            head = f"part {n + 1}, " if set(part) & {*_GROUPS, "not"} else ""
            for kind, words, other in self.condition(part):
                yield kind, f"{head}{words}", {key: [*parts[:n], other, *parts[n + 1 :]]}
        if len(parts) > 1:
            yield "joint", f"{key} -> {_GROUPS[key]}", {_GROUPS[key]: parts}

    def _comparison(self, name: str, asked: Mapping[str, Any]) -> Iterator[Changed]:
        kind = self.registry.facts[name].kind
        for key, limit in asked.items():
            operator = OPERATORS.get(key)
            if operator is None:
                continue
            rest = {each: asked[each] for each in asked if each != key}
            for slip, other in (
                ("edge", operator.edge),
                ("flip", operator.opposite),
                ("joint", operator.some_or_all),
            ):
                if other and kind in OPERATORS[other].kinds:
                    yield slip, f"{key} -> {other}", {**rest, other: limit}
            if isinstance(limit, bool):
                yield "flip", f"{key} {limit} -> {not limit}".lower(), {**rest, key: not limit}
            elif isinstance(limit, list) and key != "between":
                yield from (
                    ("name", f"{key}: {each} left out", {**rest, key: [one for one in limit if one != each]})
                    for each in limit
                    if len(limit) > 1
                )
            elif not isinstance(limit, list):
                for amount in beside(kind, limit):
                    yield "unit", f"{key} {limit} -> {amount}", {**rest, key: amount}


#: When a recipe looks: no part of its form.
_TIME: Final = RecipePart("text")


def _said(condition: Mapping[str, Any]) -> str:
    """A condition in a few words: the facts and groups in it, with what is asked of them."""
    return ", ".join(
        f"{key} {' '.join(map(str, inside)) if key not in _GROUPS else f'of {len(inside)}'}"
        for key, inside in condition.items()
    )
