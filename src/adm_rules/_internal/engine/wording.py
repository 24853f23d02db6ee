"""Puts findings into words, in Italian and in English."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias, assert_never

from adm_rules._internal.compiler import nodes
from adm_rules._internal.facts.called import called
from adm_rules._internal.report import Cover, Disputed, Finding, Missing, Observed, OtherReading, Verdict
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.trace.tracer import Leaf
from adm_rules._internal.values import (
    KINDS,
    bounds_text,
    count_of,
    difference_text,
    format_moment,
    format_value,
    is_day,
    join_words,
    terms,
)
from adm_rules._internal.values.bounds import NONE, NOT_YET, Interval, SetSpan, exact
from adm_rules._internal.values.kinship import lacking
from adm_rules._internal.values.operators import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from adm_rules._internal.compiler.program import Program
    from adm_rules._internal.facts.registry import Fact

#: Gives a part of the evidence of a finding by its name; each is worked out when it is first asked for.
Part: TypeAlias = "Callable[[str], Any]"

_WORDS: Final = Catalogue(
    {
        "unknown": Text("non noto", "not known"),
        "none": Text("non risulta", "not recorded"),
        "not_yet": Text("non ancora", "not yet"),
        "no_names": Text("nessuno", "none"),
        "at_least": Text("almeno {}", "at least {}"),
        "between": Text("tra {} e {}", "between {} and {}"),
        "pending_day": Text(
            "{title}: in attesa; il termine è il {day}{term}.", "{title}: pending; it is due on {day}{term}."
        ),
        "pending_limit": Text("{title}: in attesa; termine: {limit}.", "{title}: pending; due: {limit}."),
        "missing": Text("Manca: {what}.", "Missing: {what}."),
        "still_missing": Text("{}; manca: {}.", "{}; missing: {}."),
        "possible": Text("Esiti possibili: {what}.", "Possible outcomes: {what}."),
        "distance": Text("Scarto: {what}.", "Distance: {what}."),
        "granted": Text("Scarto, con la deroga {name}: {what}.", "Distance, with derogation {name}: {what}."),
        "early": Text("{} prima del limite", "{} before the limit"),
        "after": Text("{} dopo il limite", "{} after the limit"),
        "disputed": Text(
            "Con un'altra lettura ({what}) l'esito sarebbe: {verdict}.",
            "Under another reading ({what}) the outcome would be: {verdict}.",
        ),
        "open": Text(
            "Con un'altra lettura ({what}) non si può decidere",
            "Under another reading ({what}) it cannot be decided",
        ),
        "quoted": Text(
            "Un'altra lettura ({what}) non è valutata.", "Another reading ({what}) is not evaluated."
        ),
        "base": Text(
            "Secondo le regole di base, senza quanto ha disposto il distretto, sarebbe una violazione.",
            "Under the base rules, without what the district has laid down, this would be a breach.",
        ),
        "so_far": Text("Finora: {what}.", "So far: {what}."),
        "lacks": Text("da aggiungere {}", "{} to be added"),
        "lacks_one": Text("da aggiungere uno tra {}", "one of {} to be added"),
        "every": Text("ogni {}", "every {}"),
        "whichever": Text(" oppure ", " or "),
        "record": Text(", atto {}", ", record {}"),
    }
)

#: What a value says that is not there, in either language.
NOTHING: Final = frozenset(
    said for key in ("unknown", "none", "not_yet") for said in (_WORDS[key].it, _WORDS[key].en)
)

# --- values -----------------------------------------------------------------------------------------------------------


def value_text(kind: str, value: Any, lang: str, names: Mapping[str, Text] | None = None) -> str:
    """A value in words, also when it is not, or not wholly, known."""
    words = _WORDS.in_language(lang)
    if value is NONE:
        return words["none"]
    if value.__class__ is terms.Series:
        return join_words([format_value("date", day, lang) for day in value.days], lang) or words["no_names"]
    if value.__class__ is SetSpan:
        known = format_value("set", value.certain, lang, names=names)
        return words["at_least"].format(known) if value.certain else words["unknown"]
    if value.__class__ is Interval:
        return bounds_text(kind, value, lang)
    if value == NOT_YET and is_day(kind):
        return words["not_yet"]
    if kind == "instant":
        return format_moment(value // 2880, value % 2880 // 2, lang)
    if kind == "set" and not value:
        return words["no_names"]
    return format_value(kind, value, lang, names=names)


def _pair(value: Any) -> Any:
    return (value.numerator, value.denominator) if isinstance(value, Fraction) else value


def limit_text(program: Program, leaf: Leaf, fact: Fact, lang: str) -> str:
    """What a fact was compared with, in words; of a deadline that was replaced, with the title of the term."""
    title = "" if leaf.title is None else f" ({leaf.title.in_language(lang)})"
    return _limit_text(program, leaf, fact, lang) + title


def _limit_text(program: Program, leaf: Leaf, fact: Fact, lang: str) -> str:
    match leaf.node:
        case nodes.Replaced():
            either = _WORDS.in_language(lang)["whichever"]
            return either.join(limit_text(program, each, fact, lang) for each in leaf.terms)
        case nodes.Every(unit=unit):
            length, words = leaf.values[3], _WORDS.in_language(lang)
            if length.__class__ is not int:
                return words["unknown"]
            return words["every"].format(count_of(length, unit, lang))
        case nodes.InTime():
            return value_text("date", leaf.values[1], lang)
        case nodes.Compare():
            return _compared_text(program, leaf.node, leaf.values[1], fact, lang)
    assert_never(leaf.node)


def _compared_text(program: Program, node: nodes.Compare, limit: Any, fact: Fact, lang: str) -> str:
    names = program.names_of(fact)
    if node.order == "exists":
        return value_text("bool", limit, lang)
    if isinstance(node.right, nodes.Pair):
        return _WORDS.in_language(lang)["between"].format(
            *(value_text(fact.kind, end, lang, names) for end in limit)
        )
    kind = "set" if limit.__class__ in (frozenset, SetSpan) else fact.kind
    return value_text(kind, limit, lang, names)


# --- distance ---------------------------------------------------------------------------------------------------------


def distance(program: Program, leaf: Leaf, fact: Fact, on: int) -> Text | None:
    """How far a broken comparison is from holding, or None where nothing lies between."""
    match leaf.node:
        case nodes.InTime():
            state = terms.held_state(leaf.values[0], leaf.values[1], on)
            late = Text.later(lambda lang: difference_text("days", state.days_late, lang, "late"))
            least = _WORDS["at_least"].filled(late) if state.may_have else late
            return least if state.days_late > 0 else None
        case nodes.Every() | nodes.Replaced():
            return None
        case nodes.Compare(order=order):
            lacks = OPERATORS[order].lacks
            return _lacking(program, leaf, fact) if lacks else _numeric(leaf.node, leaf.values, fact)
    assert_never(leaf.node)


def _lacking(program: Program, leaf: Leaf, fact: Fact) -> Text | None:
    have, needed = leaf.values
    if have.__class__ is not frozenset or needed.__class__ is not frozenset:
        return None
    kin = leaf.node.kin if isinstance(leaf.node, nodes.Compare) else None
    names, absent = program.names_of(fact), needed - have if kin is None else lacking(have, needed, kin)
    return Text.later(
        lambda lang: _WORDS.in_language(lang)["lacks"].format(format_value("set", absent, lang, names=names))
    )


def can_lack(leaf: Leaf) -> bool:
    """Whether a comparison asks that a set, which is wholly known, have names."""
    sets = all(value.__class__ is frozenset for value in leaf.values)
    return sets and isinstance(leaf.node, nodes.Compare) and OPERATORS[leaf.node.order].lacks


def one_of(program: Program, leaves: Sequence[Leaf], fact: Fact) -> Text:
    """What would put several alternatives right of which one would do, each the names that a set must have."""
    needed = frozenset[str]().union(*(leaf.values[1] for leaf in leaves))
    names = program.names_of(fact)
    return Text.later(
        lambda lang: _WORDS.in_language(lang)["lacks_one"].format(
            format_value("set", needed, lang, names=names)
        )
    )


def _numeric(node: nodes.Compare, values: tuple[Any, ...], fact: Fact) -> Text | None:
    value, limit = values
    ends = OPERATORS[node.order].ends
    if isinstance(node.right, nodes.Pair):
        if not all(_is_number(end) for end in (value, *limit)):
            return None
        number = 0 if exact(value) < exact(limit[0]) else 1
        ends, limit = ends[number:], limit[number]
    if not (_is_number(value) and _is_number(limit)) or not _measured(fact.kind) or NOT_YET in (value, limit):
        return None
    apart = exact(value) - exact(limit)
    if apart == 0 or (fact.kind == "count" and apart == -1 and exact(value) == 0):
        return None  # that there is none at all is no distance
    above = ends[0].above if ends else apart > 0
    direction = "over" if above else "under"
    amount = _pair(abs(apart)) if fact.kind == "fraction" else int(abs(apart))
    if fact.kind == "time":
        key = "after" if direction == "over" else "early"
        return Text.later(
            lambda lang: _WORDS.in_language(lang)[key].format(format_value("minutes", amount, lang))
        )
    return Text.later(lambda lang: difference_text(fact.kind, amount, lang, direction))


def how_far(leaf: Leaf) -> Fraction:
    """How far the value of a comparison is from its limit, or the nearer of two, as a number; 0 of what is none."""
    value, limit = leaf.values[0], leaf.values[1]
    two = isinstance(leaf.node, nodes.Compare) and isinstance(leaf.node.right, nodes.Pair)
    ends = [end for end in (limit if two else (limit,)) if _is_number(value) and _is_number(end)]
    return min((abs(exact(value) - exact(end)) for end in ends), default=Fraction())


def _measured(kind: str) -> bool:
    """Whether a limit is missed by an amount; of a day it tells nothing that the days do not."""
    return (KINDS[kind].family == "amount" and bool(KINDS[kind].distance)) or kind == "time"


def _is_number(value: Any) -> bool:
    return value.__class__ in (int, tuple, Fraction)


# --- sentences --------------------------------------------------------------------------------------------------------


def sentence(finding: Finding, part: Part, own: str | None, quoted: Iterable[OtherReading], lang: str) -> str:
    """The whole finding in a few sentences.

    ``own`` is the rule's message with its slots filled; ``quoted`` are the readings that nobody tried.
    """
    words, verdict = _WORDS.in_language(lang), finding.verdict
    parts = [_opening(finding, part, lang) if own is None else own]
    if verdict is Verdict.UNDECIDED:
        parts += _what_is_open(finding, part, lang)
    if verdict.fails or verdict is Verdict.DEROGATED:
        parts += _distances(part("derogation"), part("observed"), lang)
    if verdict is Verdict.PENDING:
        parts += _so_far(part("observed"), lang)
    if finding.base_verdict is not None:
        parts.append(words["base"])
    if finding.kind.may_be_disputed:
        parts += [_other_text(other, finding, lang) for other in part("reading_dependent")]
    parts += [words["quoted"].format(what=each.text.in_language(lang)) for each in quoted]
    return " ".join(parts)


def _what_is_open(finding: Finding, part: Part, lang: str) -> list[str]:
    """What is missing, and what may come of it."""
    words, missing = _WORDS.in_language(lang), part("missing")
    what = "; ".join(_missing_text(item, finding, lang) for item in missing)
    asked = [_stopped(words["missing"].format(what=what))] if missing else []
    possible = ", ".join(verdict.words.in_language(lang) for verdict in part("possible"))
    return [*asked, words["possible"].format(what=possible)]


def _distances(cover: Cover | None, observed: Sequence[Observed], lang: str) -> list[str]:
    """How far what failed is from its limit: from that of the derogation where one widens it and nothing else lacks."""
    words = _WORDS.in_language(lang)
    own = {item.fact: item.distance for item in observed if item.distance is not None}
    granted = {item.fact: item.distance for item in cover.lacks} if cover is not None else {}
    nearer = bool(granted) and all(each is not None and fact in own for fact, each in granted.items())
    apart = {**own, **granted} if nearer else own
    said = [distance.in_language(lang) for distance in apart.values() if distance is not None]
    if not said:
        return []
    name = (cover.record or cover.name) if cover is not None else ""
    template = words["granted"] if nearer else words["distance"]
    return [template.format(what="; ".join(dict.fromkeys(said)), name=name)]


def _so_far(observed: Sequence[Observed], lang: str) -> list[str]:
    """Of names that must be there in the end, those that are and those that are not yet."""
    words = _WORDS.in_language(lang)
    found = [
        f"{each.label.in_language(lang)}, {each.value.in_language(lang)} ({each.distance.in_language(lang)})"
        for each in observed
        if each.distance is not None
        and each.operator in OPERATORS
        and OPERATORS[each.operator].lacks
        and each.value.in_language(lang) != words["no_names"]
    ]
    return [words["so_far"].format(what="; ".join(dict.fromkeys(found)))] if found else []


def _other_text(other: Disputed, finding: Finding, lang: str) -> str:
    """What another reading comes to, with what to ask for where that is open."""
    words, what = _WORDS.in_language(lang), other.text.in_language(lang)
    if other.verdict is not Verdict.UNDECIDED:
        return words["disputed"].format(what=what, verdict=other.verdict.words.in_language(lang))
    said = words["open"].format(what=what)
    if not other.missing:
        return f"{said}."
    asked = "; ".join(_missing_text(each, finding, lang) for each in other.missing)
    return _stopped(words["still_missing"].format(said, asked))


def _stopped(sentence: str) -> str:
    """A sentence with one mark at its end: what is asked for may be a question itself."""
    return sentence.removesuffix(".") if sentence.endswith("?.") else sentence


def _missing_text(item: Missing, finding: Finding, lang: str) -> str:
    """What is missing, and of which element where that is not the finding's own subject."""
    place = called(item.of, item.subject, lang)
    elsewhere = item.subject and item.subject != finding.subject_id
    return item.text.in_language(lang) + (f" [{place}]" if elsewhere else "")


def _opening(finding: Finding, part: Part, lang: str) -> str:
    title = finding.title.in_language(lang)
    if finding.verdict is Verdict.PENDING:
        open_ones = [(due.day, due.term) for due in part("deadlines") if due.state == "pending" and due.day]
        if open_ones:
            first, replaced = min(open_ones, key=lambda each: each[0])
            day = format_value("date", first.toordinal(), lang)
            term = "" if replaced is None else f" ({replaced.in_language(lang)})"
            return _WORDS.in_language(lang)["pending_day"].format(title=title, day=day, term=term)
        terms_open = (each for each in part("observed") if each.operator == "within" and each.holds is None)
        limits = [each.limit.in_language(lang) for each in terms_open]
        if len(limits) == 1 and limits[0] not in NOTHING:
            return _WORDS.in_language(lang)["pending_limit"].format(title=title, limit=limits[0])
    what = _cover_text(part("derogation"), lang) if finding.verdict is Verdict.DEROGATED else ""
    return finding.verdict.opening.in_language(lang).format(title=title, what=what)


def _cover_text(cover: Cover, lang: str) -> str:
    place = f" ({cover.cites.text(lang)})" if cover.cites is not None else ""
    return place + (_WORDS.in_language(lang)["record"].format(cover.record) if cover.record else "")
