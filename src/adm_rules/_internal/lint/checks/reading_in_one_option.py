"""A reading is asked under one option of another reading, and not under the next.

Why: two questions about a text are answered each by itself. Whoever chooses the option that forgets the second question
gets its default reading there, whatever they chose, and no finding tells.

Bad:

    readings:
      place:
        question: {it: dove, en: where}
        default: home
        norms: [N-1]
        options: {home: {it: a casa, en: at home}, life: {it: nei luoghi di vita, en: where life goes on}}
      scope:
        question: {it: quali accessi, en: which sessions}
        default: all
        norms: [N-1]
        options: {all: {it: tutti, en: all}, direct: {it: i diretti, en: direct ones}}
    rules:
      - per: session
        require:
          by_reading:
            scope:
              all: {by_reading: {place: {home: {venue: {is: home}}, life: {venue: {one_of: [home, school]}}}}}
              direct: {any: [{activity: {is_not: direct}}, {venue: {is: home}}]}

Good:

    readings:
      place:
        question: {it: dove, en: where}
        default: home
        norms: [N-1]
        options: {home: {it: a casa, en: at home}, life: {it: nei luoghi di vita, en: where life goes on}}
      scope:
        question: {it: quali accessi, en: which sessions}
        default: all
        norms: [N-1]
        options: {all: {it: tutti, en: all}, direct: {it: i diretti, en: direct ones}}
    rules:
      - per: session
        when: {by_reading: {scope: {all: {activity: {exists: true}}, direct: {activity: {is: direct}}}}}
        require: {by_reading: {place: {home: {venue: {is: home}}, life: {venue: {one_of: [home, school]}}}}}
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
                    yield LintMark(
                        (*part.path, option),
                        f"`{rule.id}` asks `{reading}` under another option of `{part.reading}`, not under `{option}`",
                        "ask it there too, or say why it makes no difference there",
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
