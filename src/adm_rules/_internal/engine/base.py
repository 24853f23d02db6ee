"""What an overlay's base says, where the overlay may loosen a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from adm_rules._internal.compiler.filling import Fillings
from adm_rules._internal.engine.earlier import Earlier
from adm_rules._internal.engine.judgement import JudgedRows, Recalled
from adm_rules._internal.report import Verdict

if TYPE_CHECKING:
    from adm_rules._internal.engine import RuleSet


def broken_in_base(
    rules: RuleSet,
    files: Mapping[str, Any],
    roots: Iterable[str],
    on: date,
    *,
    models: bool,
    fillings: Fillings,
) -> frozenset[tuple[str, str, str]]:
    """What breaches the base among the rules that this overlay may loosen: rule, kind of subject, its name."""
    watched = {item.rule for item in rules.relaxed}
    if rules.base is None or not watched:
        return frozenset()
    variant = rules.base.program.variant(roots)

    def judged() -> JudgedRows:
        verdicts, reading = variant.judge(files, on.toordinal(), models=models, fillings=fillings)
        earlier = partial(Earlier, variant, files, on, models=models, fillings=fillings)
        return JudgedRows(variant, verdicts, reading, models=models, earlier=earlier)

    first, teller = judged(), rules.base.teller
    found = teller.findings(teller.told(first), Recalled(judged, first))
    broken = (finding for finding in found if finding.verdict is Verdict.BREACHES and finding.rule in watched)
    return frozenset((finding.rule, finding.subject, finding.subject_id) for finding in broken)
