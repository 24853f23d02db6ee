"""Lines beside the findings: other readings, sessions that share time, what is presumed absent, keys never read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from adm_rules._internal.engine.unread import UnreadKey
from adm_rules._internal.report import Finding, Report
from adm_rules._internal.texts import Catalogue, Text

_SAID: Final = Catalogue(
    {
        "each": Text("«{}»", "“{}”"),
        "one": Text(
            "1 altro esito sarebbe una violazione con un'altra lettura ({}); lo mostra --all.",
            "1 more finding would be a breach under another reading ({}); --all shows it.",
        ),
        "several": Text(
            "{} altri esiti sarebbero violazioni con un'altra lettura ({}); li mostra --all.",
            "{} more findings would be breaches under another reading ({}); --all shows them.",
        ),
    }
)


def disputed_lines(report: Report, lang: str) -> Iterator[str]:
    """The line, with what each other reading says and how often it matters; nothing where no verdict rests on one."""
    named = [readings for finding in report.findings if (readings := _breached_under(finding))]
    if named:
        words = _SAID.in_language(lang)
        counted = Counter(text.in_language(lang) for readings in named for text in readings)
        several = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        told = "; ".join(
            words["each"].format(text) + (f" {n}" if n < len(named) else "") for text, n in several
        )
        yield words["one"].format(told) if len(named) == 1 else words["several"].format(len(named), told)


def _breached_under(finding: Finding) -> frozenset[Text]:
    """What the readings say under which a finding that is not told at all would be a breach."""
    kind = finding.kind
    if not kind.may_be_disputed or kind.verdict.told:
        return frozenset()
    return frozenset(finding.breached_under)


# --- sessions that share time -----------------------------------------------------------------------------------------

#: Pairs that a line names; of more it says how many there are.
_NAMED: Final = 5
_TOGETHER: Final = Catalogue(
    {
        "case": Text(
            "Accessi del minore che si sovrappongono, di cui l'atto non parla: {}.",
            "Sessions of the minor that overlap, of which the act does not speak: {}.",
        ),
        "agency": Text(
            "Lo stesso operatore in due accessi insieme, non di gruppo, di cui l'atto non parla: {}.",
            "One staff member in two sessions at once, not of a group, of which the act does not speak: {}.",
        ),
        "pair": Text("{} e {}", "{} and {}"),
        "one_more": Text("e un'altra coppia", "and one pair more"),
        "more": Text("e altre {} coppie", "and {} pairs more"),
    }
)


def overlap_lines(report: Report, lang: str) -> Iterator[str]:
    """A line for the child, and one for the staff of an agency, where there are any; each pair is named once."""
    words = _TOGETHER.in_language(lang)
    for root in ("case", "agency"):
        told = [words["pair"].format(each.one, each.other) for each in report.overlaps if each.file == root]
        left = len(told) - _NAMED
        more = [words["one_more"] if left == 1 else words["more"].format(left)] if left > 0 else []
        if told:
            yield words[root].format("; ".join([*told[:_NAMED], *more]))


# --- what was presumed absent -----------------------------------------------------------------------------------------

_PRESUMED: Final = Text(
    "Presunti assenti, poiché nulla li indica: {}.", "Presumed absent, as nothing hints at them: {}."
)


def presumed_lines(report: Report, lang: str) -> Iterator[str]:
    """The line, where anything was presumed; of several records, with their number."""
    told = "; ".join(
        each.text.in_language(lang) + (f" ({each.places})" if each.places > 1 else "")
        for each in report.presumed
    )
    if told:
        yield _PRESUMED.in_language(lang).format(told)


# --- keys that no rule reads ------------------------------------------------------------------------------------------

#: How many keys are named where not all are asked for.
_KEYS: Final = 3
_UNREAD: Final = Text(
    "Chiavi compilate che nessuna di queste regole legge: {n} ({keys})",
    "Keys filled in that none of these rules reads: {n} ({keys})",
)
_MORE: Final = Text("e altre {n}", "and {n} more")
_ONE_MORE: Final = Text("e un'altra", "and one more")


def unread_text(unread: Sequence[UnreadKey], *, lang: str, width: int, every: bool = False) -> str:
    """The line, wrapped, after a blank one; nothing where every key that is filled in is read.

    ``every`` names all the keys, and not only the first few.
    """
    if not unread:
        return ""
    from textwrap import fill

    named = [each.key for each in (unread if every else unread[:_KEYS])]
    more = len(unread) - len(named)
    rest = (_ONE_MORE if more == 1 else _MORE).in_language(lang).format(n=more)
    keys = ", ".join([*named, *([rest] if more else [])])
    said = _UNREAD.in_language(lang).format(n=len(unread), keys=keys)
    return "\n\n" + fill(said, width, subsequent_indent="  ", break_on_hyphens=False)
