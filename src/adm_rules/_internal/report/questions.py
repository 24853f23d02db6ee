"""What to ask so that the undecided findings of a report can be decided: each thing once, what settles most first.

A finding is settled when all that it misses is known. So the questions are put in order by a greedy cover: at each
step those that are still open for some finding and settle, for their number, the gravest findings. A rule counts once,
however many sessions it leaves open. What no act has set comes last: no office has the answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.report.parts import MissingKind, Severity, Verdict
from adm_rules._internal.report.plain import Quiet

if TYPE_CHECKING:
    from adm_rules._internal.report.finding import Finding
    from adm_rules._internal.report.parts import Missing
    from adm_rules._internal.texts import Text

#: What makes a question: its kind, the subject that it is about, who has the answer; an act's value by its own name.
Unit: TypeAlias = "tuple[str, str, str, str]"
_WEIGHTS: Final[Mapping[str, int]] = {Severity.ERROR: 10, Severity.WARNING: 5, Severity.INFO: 1}


@dataclass(frozen=True, slots=True)
class AskedThing:
    """One thing that a question asks for: a fact or a list, and how many findings miss it."""

    name: str
    text: Text
    findings: int


@dataclass(frozen=True, slots=True, repr=False)
class OpenQuestion(Quiet):
    """Something to ask for.

    ``kind`` is that of what is missing, ``subject`` what it is about, ``who`` (a name of the list `role`) has the
    answer; ``asks`` are the single things, the most wanted first, and ``places`` how many elements lack one of them.
    ``findings`` miss it, perhaps among others; ``settles`` are those that nothing is missing for after this question
    and the ones before it, by severity in ``severities``, by the ids of their rules in ``rules``. An answer may open
    further questions.
    """

    kind: MissingKind
    subject: str
    who: str
    asks: tuple[AskedThing, ...]
    places: int
    findings: int
    settles: int
    severities: Mapping[str, int]
    rules: tuple[str, ...]


def questions(findings: Iterable[Finding]) -> tuple[OpenQuestion, ...]:
    """The questions of findings, in the order in which to ask them."""
    needs: dict[frozenset[Unit], list[_Open]] = defaultdict(list)
    for finding in findings:
        if is_open(finding):
            wants = tuple([(_unit(missing), missing) for missing in finding.missing])
            needs[frozenset([unit for unit, _ in wants])].append(_Open(finding, wants))
    waiting = {unit: _count(unit, needs) for unit in sorted({unit for need in needs for unit in need})}
    asked: set[Unit] = set()
    made = []
    for unit in _in_order(needs, waiting):
        before = set(asked)
        asked.add(unit)
        settled = [
            each.finding
            for need, found in needs.items()
            if need <= asked and not need <= before
            for each in found
        ]
        made.append(
            _question(unit, [each for need in needs if unit in need for each in needs[need]], settled)
        )
    return tuple(made)


class _Open(NamedTuple):
    """A finding that is open, and what it misses, each with the question that it belongs to."""

    finding: Finding
    wants: tuple[tuple[Unit, Missing], ...]


def is_open(finding: Finding) -> bool:
    """Whether a finding is undecided, and an answer may show that it fails: nothing else is worth a question."""
    if finding.verdict is not Verdict.UNDECIDED or finding.as_of_end is not None:
        return False
    return any(verdict.fails for verdict in finding.possible) and bool(finding.missing)


def _unit(missing: Missing) -> Unit:
    if missing.kind is MissingKind.NEWER:
        return missing.kind, "", "", ""
    of_act = missing.name if missing.kind is MissingKind.ACT else ""
    return missing.kind, missing.of, missing.who, of_act


def _count(unit: Unit, needs: Mapping[frozenset[Unit], list[_Open]]) -> int:
    return sum(len(found) for need, found in needs.items() if unit in need)


def _in_order(needs: Mapping[frozenset[Unit], list[_Open]], waiting: Mapping[Unit, int]) -> Iterator[Unit]:
    """The greedy cover; among equals the one that more findings wait for, then by name."""
    weights = {need: _weight(found) for need, found in needs.items()}
    asked: set[Unit] = set()
    for acts in (False, True):
        left = [need for need in needs if any(unit[0] == MissingKind.ACT for unit in need) is acts]
        while left := [need for need in left if not need <= asked]:
            still: Counter[frozenset[Unit]] = Counter()
            for need in left:
                still[need - asked] += weights[need]
            best = max(
                still,
                key=lambda open_: (
                    # of small whole numbers, which a float puts in the same order as a fraction
                    sum(weight for need, weight in still.items() if need <= open_) / len(open_),
                    sum(waiting[unit] for unit in open_),
                    sorted(open_),
                ),
            )
            unit = max(sorted(best), key=waiting.__getitem__)
            asked.add(unit)
            yield unit


def _weight(found: Iterable[_Open]) -> int:
    """How much findings weigh: each rule once, by its severity."""
    return sum(
        _WEIGHTS[severity]
        for severity in {each.finding.rule: each.finding.severity for each in found}.values()
    )


def _question(unit: Unit, wanting: list[_Open], settled: list[Finding]) -> OpenQuestion:
    kind, subject, who, _ = unit
    texts: dict[str, Text] = {}
    counts: Counter[str] = Counter()
    places = set()
    for finding, wants in wanting:
        its = [missing for belongs, missing in wants if belongs == unit]
        places |= {missing.subject or finding.subject_id for missing in its}
        texts |= {missing.name: missing.text for missing in its}
        counts.update({missing.name for missing in its})
    asks = sorted(
        (AskedThing(name, texts[name], number) for name, number in counts.items()), key=_most_wanted
    )
    severities = Counter(each.severity for each in settled)
    return OpenQuestion(
        kind=MissingKind(kind),
        subject=subject,
        who=who,
        asks=tuple(asks),
        places=len(places),
        findings=len(wanting),
        settles=len(settled),
        severities={each.value: severities[each] for each in Severity if severities[each]},
        rules=tuple(sorted({each.rule for each in settled})),
    )


def _most_wanted(asked: AskedThing) -> tuple[int, str]:
    return -asked.findings, asked.name
