"""The JSON Schema of a kind of file for one rule set: with the values of the facts that it declares, and its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.names import NAMES
from adm_rules._internal.records.more import BOUNDS, PLAIN, json_form
from adm_rules._internal.roots import Root
from adm_rules._internal.rules import MORE, Fact, Regulation

_REFERENCE = "#/$defs/"


def file_schema(root: Root, regulation: Regulation, registry: Registry) -> dict[str, Any]:
    """What a file of a kind may hold where a rule set judges it."""
    whole = root.model().model_json_schema()
    made = _Schema(regulation, registry, whole.get("$defs", {}))
    schema = made.record(root.value, {key: part for key, part in whole.items() if key != "$defs"})
    return {**schema, "$defs": made.definitions}


class _Schema:
    """Goes through the schema of the model, and says of each record what may stand under `MORE`."""

    def __init__(self, regulation: Regulation, registry: Registry, known: Mapping[str, Any]) -> None:
        self.regulation, self.registry, self.known = regulation, registry, known
        self.definitions: dict[str, Any] = {}
        self._added = {
            tuple(NAMES[name]): [*NAMES[name], *own]
            for name, own in regulation.names.items()
            if name in NAMES and own
        }
        self._declared = [fact for fact in regulation.facts.values() if fact.is_more]

    def record(self, subject: str | None, node: Mapping[str, Any]) -> dict[str, Any]:
        """A record; ``subject`` is None of one that facts are not about."""
        properties = {
            key: self._more(subject, part) if key == MORE else self._part(self._below(subject, key), part)
            for key, part in node["properties"].items()
        }
        return {**node, "properties": properties}

    def _below(self, subject: str | None, key: str) -> str | None:
        found = (
            each.name for each in self.registry.subjects.values() if (each.parent, each.key) == (subject, key)
        )
        return next(found, None) if subject is not None else None

    def _part(self, subject: str | None, node: Any) -> Any:
        if isinstance(node, list):
            return [self._part(subject, each) for each in node]
        if not isinstance(node, dict):
            return node
        if MORE in node.get("properties", {}):
            return self.record(subject, node)
        if "$ref" in node:
            return {
                **node,
                "$ref": _REFERENCE + self._defined(subject, node["$ref"].removeprefix(_REFERENCE)),
            }
        parts = {key: self._part(subject, part) for key, part in node.items()}
        names = self._added.get(tuple(node["enum"])) if "enum" in node else None
        return parts if names is None else {**parts, "enum": names}

    def _defined(self, subject: str | None, name: str) -> str:
        """A definition of the model, as one of the records of a subject."""
        called = name if subject is None else f"{name}-{subject}"
        if called not in self.definitions:
            self.definitions[called] = {}  # a record that holds itself finds itself
            self.definitions[called] = self._part(subject, self.known[name])
        return called

    def _more(self, subject: str | None, node: Mapping[str, Any]) -> dict[str, Any]:
        """The declared values of a record, and anything of other rule sets."""
        own = dict(self._values(subject))
        others = "|".join(sorted(self.regulation.prefixes))
        foreign = {f"^(?!(?:{others})/[^/]*$).*/": PLAIN}
        filled = {
            "type": "object",
            "properties": own,
            "patternProperties": foreign,
            "additionalProperties": False,
            **BOUNDS,
        }
        return {**node, "anyOf": [filled, {"type": "null"}]}

    def _values(self, subject: str | None) -> Iterator[tuple[str, Any]]:
        for fact in self._declared:
            if fact.per == subject:
                for prefix in ("", *(f"{each}/" for each in self.regulation.prefixes)):
                    yield prefix + fact.name, self._value(fact)

    def _value(self, fact: Fact) -> dict[str, Any]:
        form = json_form(fact.kind, fact.names, self.regulation.names.get(fact.names or "", ()))
        return {**form, "description": f"{fact.label.en} · {fact.label.it}"}
