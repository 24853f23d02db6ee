"""Reads what stands under ``more`` in a file, by the facts that the judging rule set declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from pydantic_core import PydanticCustomError

from adm_rules._internal.diagnostics import Diagnostic, Path, nearest, shown_key
from adm_rules._internal.facts.derive import record_in
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.records import Listing, PlainRecord
from adm_rules._internal.records.more import normal_form
from adm_rules._internal.rules import MORE, Fact, Regulation
from adm_rules._internal.yaml_source import Source


def has_more(record: PlainRecord) -> bool:
    """Whether a record, or one that it holds, has values of declared facts."""
    if record.more is not None:
        return True
    return any(has_more(each) for name in _holding(type(record)) for each in _records(getattr(record, name)))


@cache
def _holding(model: type[PlainRecord]) -> tuple[str, ...]:
    """The fields of a model that hold records."""
    return tuple(
        name for name, info in model.model_fields.items() if record_in(info.annotation)[0] is not None
    )


def _records(value: Any) -> Iterator[PlainRecord]:
    if isinstance(value, Listing):
        value = value.items
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, PlainRecord):
            yield each


class MoreReader:
    """Reads the values of declared facts in one file; what is wrong with them is gathered in ``faults``."""

    def __init__(self, regulation: Regulation, registry: Registry, source: Source | None) -> None:
        self.source = source
        self.faults: list[Diagnostic] = []
        self._own_names, self._prefixes = regulation.names, regulation.prefixes
        self._registry = registry
        self._declared = [fact for fact in regulation.facts.values() if fact.is_more]

    def record(self, subject: str | None, data: Any, path: Path = ()) -> Any:
        """A record of a file with what stands under ``more`` in its one form; ``subject`` is None inside another's."""
        if not isinstance(data, Mapping):
            return data
        return {key: self._part(subject, key, part, (*path, key)) for key, part in data.items()}

    def _part(self, subject: str | None, key: Any, data: Any, path: Path) -> Any:
        if key == MORE:
            return self._values(subject, data, path) if isinstance(data, Mapping) else data
        below = self._below(subject, key)
        if isinstance(data, list):
            return [self.record(below, each, (*path, n)) for n, each in enumerate(data)]
        if isinstance(data, Mapping) and isinstance(data.get("items"), list) and below is not None:
            items = [self.record(below, each, (*path, "items", n)) for n, each in enumerate(data["items"])]
            return {**data, "items": items}
        return self.record(None, data, path)

    def _below(self, subject: str | None, key: Any) -> str | None:
        """The subject of the records of a list."""
        found = (
            each.name
            for each in self._registry.subjects.values()
            if (each.parent, each.key) == (subject, key)
        )
        return next(found, None)

    # --- one record ---------------------------------------------------------------------------------------------------

    def _values(self, subject: str | None, values: Mapping[Any, Any], path: Path) -> dict[Any, Any]:
        own = {fact.name: fact for fact in self._declared if fact.per == subject}
        read: dict[Any, Any] = {}
        places: dict[str, Any] = {}
        for key, value in values.items():
            prefix, _, name = str(key).rpartition("/")
            if prefix and prefix not in self._prefixes:
                read[key] = value
            elif name not in own:
                self._unknown(prefix, name, subject, own, (*path, key))
            elif name in places:
                self._add("contradiction", f"`{name}` stands here twice", (*path, key), "keep one of the two")
            else:
                places[name] = key
                read[key] = self._value(own[name], value, (*path, key))
        return read

    def _value(self, fact: Fact, value: Any, path: Path) -> Any:
        try:
            return normal_form(fact.kind, fact.names, self._own_names.get(fact.names or "", ()), value)
        except PydanticCustomError as error:
            told = error.context or {}
            self._add(error.type.replace("_", "-"), told["problem"], path, told["advice"])
            return None

    def _unknown(
        self, prefix: str, name: str, subject: str | None, own: Mapping[str, Fact], path: Path
    ) -> None:
        shown = f"{prefix}/{shown_key(name)}" if prefix else shown_key(name)
        message = f"the rule set declares no `{shown}` for this record"
        help = self._instead(name, subject, own)
        if prefix:
            self._add("prefix-not-own", message, path, help, at_key=True)
        else:
            self._add("unknown-key", message, path, help, at_key=True)

    def _instead(self, name: str, subject: str | None, own: Mapping[str, Fact]) -> str:
        close = nearest(name, own)
        if close is not None:
            return f"did you mean `{close}`?"
        others = {fact.name: fact for fact in self._declared if fact.per != subject}
        close = nearest(name, others)
        if close is not None:
            return f"`{close}` is declared for `{others[close].per}`"
        if own:
            return f"declared for this record: {', '.join(own)}"
        return _NOTHING

    def _add(self, code: str, message: str, path: Path, help: str, *, at_key: bool = False) -> None:
        """Report a fault of a value; one of a key at that key, and in the record that holds it."""
        source = self.source
        position = None if source is None else source.key_at(path) if at_key else source.at(path)
        self.faults.append(Diagnostic(code, message, position, path[:-1] if at_key else path, help))


_NOTHING: Final = "what another rule set declares has its id before it, such as `other/name`"
