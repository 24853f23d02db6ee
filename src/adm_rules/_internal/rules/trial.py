"""Values that are tried in place of those of an act: what a rule set that takes some is marked with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.rules.parts import Value
from adm_rules._internal.texts import Text
from adm_rules._internal.values import format_value
from adm_rules._internal.values.kinds import Labels

#: What the version of a rule set ends with that tries other values.
MARK = "+trial"
_NOT_SET = Text("non fissato da alcun atto", "set by no act")


@dataclass(frozen=True, slots=True)
class TrialValue:
    """One value of a trial: its name and label, the amount that it ``takes``, and what the ``act`` says instead."""

    name: str
    label: Text
    takes: Text
    act: Text

    @classmethod
    def of(cls, value: Value, amount: object, names: Mapping[str, Text] | None) -> TrialValue:
        """A value that takes an amount."""

        def said(lang: str) -> str:
            return "; ".join(dict.fromkeys(_amounts(value, lang, names)))

        takes = Text.of(lambda lang: format_value(value.kind, amount, lang, names=names))
        return cls(value.name, value.label, takes, Text.of(said))


def _amounts(value: Value, lang: str, names: Labels) -> Iterator[str]:
    """What the act says in the course of time and under any reading."""
    for entry in value.history:
        for amount in entry.amounts() if entry.not_set is None else ():
            yield format_value(value.kind, amount, lang, names=names)
    if value.not_set is not None or any(entry.not_set for entry in value.history):
        yield _NOT_SET.in_language(lang)
