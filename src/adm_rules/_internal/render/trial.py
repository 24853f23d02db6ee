"""What every form of output says of an answer that is that of a trial: it is not what the act gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from adm_rules._internal.rules.trial import TrialValue
from adm_rules._internal.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "trial": Text("PROVA, non è quanto dice l'atto: {}", "TRIAL, not what the act says: {}"),
        "value": Text("{} {} (nell'atto: {})", "{} {} (in the act: {})"),
    }
)


def trial_text(trial: Iterable[TrialValue], lang: str) -> str:
    """The mark of a trial as a line; empty where the answer is that of the act."""
    words = _WORDS.in_language(lang)
    told = [
        words["value"].format(*(text.in_language(lang) for text in (each.label, each.takes, each.act)))
        for each in trial
    ]
    return words["trial"].format("; ".join(told)) if told else ""


def trial_code(trial: Iterable[TrialValue]) -> str:
    """The mark of a trial for a table: names and amounts."""
    return "; ".join(f"{each.name}={each.takes.en}" for each in trial)


def trial_of(answer: Any) -> tuple[TrialValue, ...]:
    """The values that an answer says were tried; a part of an effect calls one of its two sides by that name."""
    found = getattr(answer, "trial", ())
    return found if isinstance(found, tuple) else ()
