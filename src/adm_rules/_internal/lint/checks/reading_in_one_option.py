"""A reading is asked under one option of another reading, and not under the next.

Why: two questions about a text are answered each by itself. Whoever chooses the option that forgets the second question
gets its default reading there, whatever they chose, and no finding tells.

Bad:

    readings:
      interval:
        question: {it: come si conta, en: how to count}
        default: rolling
        norms: [N-1]
        options: {rolling: {it: da incontro a incontro, en: from meeting to meeting}, fixed: {it: per trimestre, en: by quarter}}
      attendance:
        question: {it: chi deve esserci, en: who has to be there}
        default: counts
        norms: [N-1]
        options: {counts: {it: con assenti vale, en: counts with some absent}, void: {it: con assenti non vale, en: does not}}
    rules:
      - per: district
        require:
          by_reading:
            attendance:
              counts:
                by_reading:
                  interval:
                    rolling: {meeting_dates: {with: {series: monitoring}, every: {months: 3, from: service_from}}}
                    fixed: {meeting_dates: {with: {series: monitoring}, every: {months: 3, from: service_from, mode: grid}}}
              void: {attended_meeting_dates: {with: {series: monitoring, roles: [company]}, every: {months: 3, from: service_from}}}

Good:

    readings:
      interval:
        question: {it: come si conta, en: how to count}
        default: rolling
        norms: [N-1]
        options: {rolling: {it: da incontro a incontro, en: from meeting to meeting}, fixed: {it: per trimestre, en: by quarter}}
    rules:
      - per: district
        require:
          by_reading:
            interval:
              rolling: {meeting_dates: {with: {series: monitoring}, every: {months: 3, from: service_from}}}
              fixed: {meeting_dates: {with: {series: monitoring}, every: {months: 3, from: service_from, mode: grid}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules.conditions import ALWAYS, ByReading

LEVEL = Level.WARNING


def find(material: Material) -> Iterator[LintMark]:
    """Conditions by reading of which one evaluated option asks another reading that the next leaves out."""
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, ByReading):
                for option, reading in _left_out(part, material):
                    message = f"`{rule.id}` asks `{reading}` under another option of `{part.reading}`, and not under `{option}`"
                    yield LintMark(
                        (*part.path, option), message, "ask it there too, or say why it makes no difference there"
                    )


def _left_out(part: ByReading, material: Material) -> Iterator[tuple[str, str]]:
    """Options in use, each with a reading that only other options ask; one that requires nothing asks nothing."""
    readings = material.regulation.readings
    chosen = readings[part.reading]
    inside = {
        name: {each.reading for each in part.options[name].walk() if isinstance(each, ByReading)}
        for name in (chosen.default, *chosen.others)
        if part.options[name] != ALWAYS
    }
    asked = {name for names in inside.values() for name in names if readings[name].others}
    for option, own in inside.items():
        for reading in sorted(asked - own):
            yield option, reading
