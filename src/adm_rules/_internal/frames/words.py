"""How the names in a column are said, for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from adm_rules._internal.facts import registry
from adm_rules._internal.names import label
from adm_rules._internal.report import Severity, Verdict
from adm_rules._internal.values.states import DueState


def of_list(name: str) -> Callable[[str, str], str]:
    """The labels of a list of names."""
    return partial(label, name)


def verdict(name: str, lang: str) -> str:
    """A verdict."""
    return Verdict(name).words.in_language(lang)


def severity(name: str, lang: str) -> str:
    """A severity."""
    return Severity(name).counted.noun(1, lang)


def state(name: str, lang: str) -> str:
    """How a deadline stands."""
    return DueState(name).counted.noun(1, lang)


def subject(name: str, lang: str) -> str:
    """The kind of thing that something is about."""
    found = registry().subjects.get(name)
    return name if found is None else found.label.in_language(lang)
