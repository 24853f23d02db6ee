"""What a breach fails by and its message does not show: conditions, what lacks, terms, the nearest derogation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.engine.wording import NOTHING
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.report import Cover, Observed
from adm_rules._internal.texts import LANGUAGES, Catalogue, Text
from adm_rules._internal.trace.rows import elements, reached
from adm_rules._internal.trace.tracer import Leaf, Tracer
from adm_rules._internal.values import KINDS, difference_text, elide, format_value, join_words, terms
from adm_rules._internal.values.bounds import members
from adm_rules._internal.values.deadline_forms import FORMS
from adm_rules._internal.values.folds import first_day
from adm_rules._internal.values.operators import OPERATORS
from adm_rules._internal.values.rolling import caught_up, plain_term
from adm_rules._internal.values.states import mended

_WORDS: Final = Catalogue(
    {
        "required": Text("{}: {} ({})", "{}: {} ({})"),
        "limit": Text("limite: {}", "limit: {}"),
        "lacking": Text(
            "deroga che vi si avvicina di più: {}; non soddisfa: {}",
            "the derogation that comes nearest: {}; it does not satisfy: {}",
        ),
        "record": Text("deroga che vi si avvicina di più: {}", "the derogation that comes nearest: {}"),
        "one_not_there": Text("manca: {}", "not there: {}"),
        "not_there": Text("mancano: {}", "not there: {}"),
        "too_late": Text("dopo il termine: {}", "after the term: {}"),
        "dated": Text("{} ({})", "{} ({})"),
        "turn": Text("termine del ", "due on "),
        "turns_more": Text("altri termini non rispettati: {}", "further terms that were not kept: {}"),
    }
)
#: Values that stand in a message as words like any other.
_TRUTHS: Final = frozenset({"sì", "no", "yes"})
#: Characters of a comparison that is told although the message says how far it is from holding.
_LONG: Final = 140
#: How many terms of one rhythm are told by their days.
_TURNS: Final = 3


def observed_text(known: Registry, item: Observed, lang: str) -> str:
    """One comparison: what was found, and what the rule asked for; ``known`` are the facts of its rule set."""
    fact = known.facts.get(item.fact)
    of_days = fact is not None and KINDS[fact.kind].family == "day"
    value, limit = item.value.in_language(lang), item.limit.in_language(lang)
    if item.operator == "exists" and limit == "no" and value not in _TRUTHS:
        limit = join_words((), lang)  # asked is that there be none, not that it say no
    shape = _WORDS["limit"] if limit in NOTHING else _asked(item.operator, of_days=of_days)
    return _WORDS.in_language(lang)["required"].format(
        item.label.in_language(lang), value, shape.in_language(lang).format(limit)
    )


def _asked(name: str, *, of_days: bool) -> Text:
    """What a comparison or a deadline says was asked for."""
    if name not in OPERATORS:
        return FORMS[name].asked
    operator = OPERATORS[name]
    return operator.asked_of_days if of_days and operator.asked_of_days else operator.asked


def worth_telling(pairs: Iterable[tuple[Leaf, Observed]]) -> list[tuple[Leaf, Observed]]:
    """Comparisons without those that say nothing beside an alternative: that something must not exist at all."""
    told = list(pairs)
    by_other_means = {leaf.either for leaf, item in told if leaf.either and not _forbids(leaf, item)}
    return [pair for pair in told if not _forbids(*pair) or pair[0].either not in by_other_means]


def _forbids(leaf: Leaf, item: Observed) -> bool:
    return item.operator == "exists" and leaf.values[1] is False


def recurs(leaf: Leaf) -> bool:
    """Whether it is a deadline of what recurs, whichever of its terms is in force."""
    return all(isinstance(each.node, nodes.Every) for each in leaf.terms or (leaf,))


def settled_late(values: Sequence[Any], rhythm: tuple[Any, ...], on: int) -> bool:
    """Whether what recurs was late, each time done all the same, and in time again at the last."""
    series, start, end, length = values
    term = plain_term(series, start, end, length, rhythm)
    if term is not None:
        return caught_up(series.days, start, end, term, on)
    return mended([turn.state.name for turn in terms.recurrence(values, rhythm, on, on)])


@dataclass(frozen=True, slots=True)
class Details:
    """Tells what one breach fails by, as seen on a day."""

    program: Program
    tracer: Tracer
    on: int

    def told(
        self,
        broken: Sequence[tuple[Leaf, Observed]],
        turns: Sequence[Sequence[terms.Turn]],
        row: Any,
        cover: Cover | None,
        message: Text,
    ) -> tuple[Text, ...]:
        """Each detail, once; ``turns`` are the terms of each deadline, ``message`` is what is said anyway."""
        by_derogation = {item.fact for item in cover.lacks} if cover is not None else set()
        ordinary = [(leaf, item) for leaf, item in broken if item.fact not in by_derogation]
        found = [*self._failed(ordinary, message)]
        for (leaf, _), each in zip(broken, turns, strict=True):
            found += [*self._turns(each), *self._lacking(leaf, row)]
        if cover is not None:
            found.append(self._cover(cover))
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def _failed(self, broken: Sequence[tuple[Leaf, Observed]], message: Text) -> Iterator[Text]:
        """The comparisons whose value the message does not show; none of alternatives of which it shows one."""
        shown = {n for n, (_, item) in enumerate(broken) if _shows(message, item.value)}
        told = any(broken[n][1].alternative for n in shown)
        for n, (leaf, item) in enumerate(broken):
            if n in shown or recurs(leaf) or (item.alternative and told):
                continue
            text = self._text(item)
            if item.distance is None or max(len(text.it), len(text.en)) <= _LONG:
                yield text

    def _text(self, item: Observed) -> Text:
        return Text.later(partial(observed_text, self.program.registry, item))

    def _turns(self, turns: Sequence[terms.Turn]) -> Iterator[Text]:
        """The terms of a rhythm that were not kept, the first ones by their days."""
        states = [turn.state for turn in turns if turn.state.due]
        yield from (Text.of(partial(_turn_text, state)) for state in states[:_TURNS])
        if len(states) > _TURNS:
            rest = str(len(states) - _TURNS)
            yield _WORDS["turns_more"].filled(Text(rest, rest))

    def _cover(self, cover: Cover) -> Text:
        def said(lang: str) -> str:
            place = cover.cites.text(lang) if cover.cites is not None else ""
            named = ", ".join(part for part in (cover.record or cover.name, place) if part)
            lacks = "; ".join(observed_text(self.program.registry, item, lang) for item in cover.lacks)
            words = _WORDS.in_language(lang)
            return words["lacking"].format(named, lacks) if lacks else words["record"].format(named)

        return Text.of(said)

    # --- what was to be complete --------------------------------------------------------------------------------------

    def _lacking(self, leaf: Leaf, row: Any) -> Iterator[Text]:
        """Of what was to be complete by a day: what is not there, and what came after it."""
        for each in leaf.terms or (leaf,):
            if isinstance(each.node, nodes.InTime):
                due = each.values[1]
                for fold, owner in _completed(each.node.args[0], row):
                    yield from self._incomplete(fold, owner, due)

    def _incomplete(self, fold: nodes.CompleteOn, owner: Any, due: Any) -> Iterator[Text]:
        found = [
            (
                self.tracer.counts(fold, each, owner),
                self.tracer.value(fold.key, each),
                self.tracer.value(fold.day, each),
                each.phantom,
            )
            for each in elements(owner, fold.relation)
        ]
        needs = self.tracer.value(nodes.own(fold.needs), owner)
        days = {key: first_day(found, key, fold.kin) for key in members(needs)[0]}
        lacking = frozenset(key for key, (low, _) in days.items() if low > self.on)
        if lacking:
            yield self._names(fold, lacking)
        if due.__class__ is int:
            late = {key: high for key, (low, high) in days.items() if due < low <= high <= self.on}
            if late:
                yield self._dated(fold, late)

    def _labels(self, fold: nodes.CompleteOn) -> Any:
        fact = self.program.compiled.facts.get(nodes.own(fold.key))
        return None if fact is None else self.program.names_of(fact)

    def _names(self, fold: nodes.CompleteOn, keys: frozenset[str]) -> Text:
        words, names = _WORDS["one_not_there" if len(keys) == 1 else "not_there"], self._labels(fold)
        return words.filled(Text.of(lambda lang: format_value("set", keys, lang, names=names)))

    def _dated(self, fold: nodes.CompleteOn, days: dict[str, int]) -> Text:
        names = self._labels(fold)

        def said(lang: str) -> str:
            one = _WORDS.in_language(lang)["dated"]
            return join_words(
                sorted(
                    one.format(
                        format_value("set", frozenset({key}), lang, names=names),
                        format_value("date", day, lang),
                    )
                    for key, day in days.items()
                ),
                lang,
            )

        return _WORDS["too_late"].filled(Text.of(said))


def _completed(node: Node, row: Any) -> Iterator[tuple[nodes.CompleteOn, Any]]:
    """What was to be complete behind a day, where one record alone tells it."""
    match node:
        case nodes.CompleteOn():
            yield node, row
        case nodes.Via(of=of, steps=steps):
            yield from _completed(of, reached(row, steps))
        case nodes.Pick(value=value, relation=relation):
            seen = [each for each in elements(row, relation) if not each.phantom]
            if len(seen) == 1:
                yield from _completed(value, seen[0])


def _turn_text(state: terms.State, lang: str) -> str:
    day = format_value("date", state.due, lang)
    late = difference_text("days", state.days_late, lang, "late")
    return f"{elide(_WORDS.in_language(lang)['turn'], day)}: {late}"


def _shows(message: Text, value: Text) -> bool:
    """Whether a message shows a value, in either language; a bare yes or no stands for no value in particular."""
    return all(_stands_in(message.in_language(lang), value.in_language(lang)) for lang in LANGUAGES)


def _stands_in(text: str, said: str) -> bool:
    if said in _TRUTHS or said not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text) is not None
