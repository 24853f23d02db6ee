"""The options of a reading are one and the same condition.

Why: the choice changes nothing there, and the finding still tells of another reading.

Bad:

    readings:
      cap_scope:
        question: {it: quali ore, en: which hours}
        default: all
        norms: [N-1]
        options: {all: {it: tutte, en: all}, direct: {it: dirette, en: direct}}
    rules:
      - per: session
        require: {by_reading: {cap_scope: {all: {venue: {is: home}}, direct: {venue: {is: home}}}}}

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
from adm_rules._internal.lint.shapes import bare
from adm_rules._internal.rules.conditions import ByReading

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Conditions by reading whose evaluated options are equal."""
    readings = material.regulation.readings
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, ByReading) and readings[part.reading].others:
                names = (readings[part.reading].default, *readings[part.reading].others)
                if len({repr(bare(part.options[name])) for name in names}) == 1:
                    message = f"`{rule.id}` is the same under every option of `{part.reading}`"
                    yield LintMark(part.path, message, "write the condition once")
