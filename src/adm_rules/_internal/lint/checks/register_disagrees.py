"""Register and rule set do not agree.

Why: a norm that no rule holds is not judged, a rule that no norm stands behind comes from nowhere, and a severity that
the words of the act do not give needs its reason.

Bad:

    norms: [{id: N-1, article: "art. 1"}]
    rules:
      - per: session
        norms: [N-2]
        require: {venue: {is: home}}

Good:

    norms: [{id: N-1, article: "art. 1"}]
    rules:
      - per: session
        norms: [N-1]
        require: {venue: {is: home}}
"""

from __future__ import annotations

from collections.abc import Iterator

from adm_rules._internal.lint.check import Level
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.review.accounts import check_register

LEVEL = Level.ERROR


def find(material: Material) -> Iterator[LintMark]:
    """What the register says and the rule set does not, and back; each at its line of the register."""
    if material.register is not None:
        for fault in check_register(material.register, material.regulation, material.registry):
            yield LintMark((), fault.message, fault.help or "compare the two", beside=fault)
