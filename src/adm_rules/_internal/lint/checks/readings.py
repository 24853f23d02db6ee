"""Checks of readings."""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.facts.basis import readings_asked
from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.lint.shapes import bare
from adm_rules._internal.rules.conditions import ByReading


@check(Level.WARNING)
def unused_reading(material: Material) -> Iterator[LintMark]:
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
    # Readings with several evaluated options that are named nowhere else.
    for name, reading in material.regulation.readings.items():
        if reading.others and not material.words.get(name, frozenset()) - {f"readings.{name}"}:
            yield LintMark(
                reading.path, f"nothing depends on the reading `{name}`", "drop it, or ask it", at_key=True
            )


@check(Level.NOTE)
def reading_without_difference(material: Material) -> Iterator[LintMark]:
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
    readings = material.regulation.readings
    for rule, condition in material.conditions():
        for part in condition.walk():
            if isinstance(part, ByReading) and readings[part.reading].others:
                names = (readings[part.reading].default, *readings[part.reading].others)
                if len({repr(bare(part.options[name])) for name in names}) == 1:
                    message = f"`{rule.id}` is the same under every option of `{part.reading}`"
                    yield LintMark(part.path, message, "write the condition once")


@check(Level.NOTE)
def reading_without_example(material: Material) -> Iterator[LintMark]:
    """No example shows what another reading would say.

    Why: an option that changes no answer is no choice, or a mistake in the option.

    Bad:

        readings:
          where:
            question: {it: "Dove?", en: "Where?"}
            default: at_home
            norms: [N-1]
            options:
              at_home: {it: a casa, en: at home}
              at_school: {it: a scuola, en: at school}
        rules:
          - per: session
            require: {by_reading: {where: {at_home: {venue: {is: home}}, at_school: {venue: {is: school}}}}}
        examples: [complies, breaches]

    Good:

        rules:
          - per: session
            require: {venue: {is: home}}
        examples: [complies, breaches]
    """
    # Options besides the default whose answer no example says; only of readings on which some rule rests.
    if material.examples is None:
        return
    told = {
        name
        for each in material.examples
        for wanted in each.expect
        for name in wanted.get("other_readings", ())
    }
    resting = readings_asked(material.regulation, material.registry)
    for reading in material.regulation.readings.values():
        for option in reading.others if reading.name in resting else ():
            if f"{reading.name}.{option}" not in told:
                message = f"no example says what `{reading.name}` would come to as `{option}`"
                yield LintMark((*reading.path, "options", option), message, "add one with `other_readings:`")
