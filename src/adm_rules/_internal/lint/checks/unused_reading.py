"""Nothing depends on a reading.

Why: a question that no rule and no value asks is not answered by choosing an option.

Bad:

    readings:
      cap_scope:
        question: {it: quali ore, en: which hours}
        default: all
        norms: [N-1]
        options: {all: {it: tutte, en: all}, direct: {it: dirette, en: direct}}
    rules:
      - per: session
        require: {venue: {is: home}}

Good:

    readings:
      cap_scope:
        question: {it: quali ore, en: which hours}
        default: all
        norms: [N-1]
        options: {all: {it: tutte, en: all}, direct: {it: dirette, en: direct}}
    rules:
      - per: session
        require: {by_reading: {cap_scope: {all: {venue: {is: home}}, direct: {activity: {is: direct}}}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Readings with several evaluated options that are named nowhere else."""
    for name, reading in material.regulation.readings.items():
        if reading.others and not material.words.get(name, frozenset()) - {f"readings.{name}"}:
            yield LintMark(
                reading.path, f"nothing depends on the reading `{name}`", "drop it, or ask it", at_key=True
            )
