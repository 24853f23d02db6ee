"""A reading that an overlay chooses makes a rule of the base easier to keep.

Why: a reading has one reason for all the rules that rest on it; the reviewer sees here which of them nobody breaches
who did not breach them before. An amount that loosens names each rule itself, or is refused by loading. It is said by
proof alone, with the extra `proof`.

Bad:

    extends: {rules: tirano}
    readings:
      - reading: licence_who
        use: drivers
        because: {it: solo chi guida, en: drivers alone}
        cites: {article: "1"}

Good:

    extends: {rules: tirano}
    readings:
      - reading: cap_counts
        use: all_work
        because: {it: tutto il lavoro, en: all work}
        cites: {article: "1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.proof.claims import looser

LEVEL = Level.NOTE


def find(material: Material) -> Iterator[LintMark]:
    """Rules that rest on a reading chosen by the overlay, and are proved never stricter, and not proved the same."""
    base, relaxed = material.rules.base, material.rules.relaxed
    paths = {item.rule: item.declared.path for item in relaxed if item.how == "reading"}
    if base is not None:
        for rule in looser(base.program, material.rules.program, paths):
            message = f"`{rule}` is easier to keep by this reading"
            yield LintMark(paths[rule], message, "see that the reason given holds for it")
