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

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.facts.basis import readings_asked
from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Options besides the default whose answer no example says; only of readings on which some rule rests."""
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
