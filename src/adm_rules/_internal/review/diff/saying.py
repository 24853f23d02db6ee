"""What changed between two versions of a rule set, in the words of `show`: line by line, of each named thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Final

from adm_rules._internal.dataclass import fields, replace
from adm_rules._internal.diagnostics import Path
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.explain import Clause, Explanation, Prose, Section
from adm_rules._internal.loader.pins import flow
from adm_rules._internal.proof.proving import EQUAL, NEVER_LOOSER, NEVER_STRICTER
from adm_rules._internal.review.diff.pairing import RuleFamily, RulePair
from adm_rules._internal.review.diff.resting import PLACES, bare
from adm_rules._internal.review.diff.shapes import DiffLine, DiffWay, How, RuleSetChange
from adm_rules._internal.rules import Regulation, Rule, Value
from adm_rules._internal.texts import LANGUAGES, Catalogue, Text
from adm_rules._internal.values import format_value
from adm_rules._internal.values.bounds import NOT_YET
from adm_rules._internal.yaml_source import read

_WORDS: Final = Catalogue(
    {
        "from_until": Text("{}, dal {} al {}", "{}, from {} until {}"),
        "from": Text("{}, dal {}", "{}, from {}"),
        "until": Text("{}, fino al {}", "{}, until {}"),
        "now": Text("{} fino al {}", "{} until {}"),
        "then": Text("{}, poi {}", "{}, then {}"),
        "title": Text("Titolo", "Title"),
        "cites": Text("Citazione", "Citation"),
        "topic": Text("Argomento", "Topic"),
        "disabled": Text("Messa da parte", "Set aside"),
        "since": Text("dal {}", "from {}"),
        "days": Text("dal {} al {}", "from {} until {}"),
        "purpose": Text("A che serve", "What it is for"),
        "amounts": Text("Importi", "Amounts"),
        "label": Text("Nome", "Label"),
        "says": Text("Testo", "Text"),
        "act": Text("Atto", "Act"),
        "conventions": Text("Convenzioni", "Conventions"),
        "counts_as": Text("{} vale come {}", "{} counts as {}"),
        "may_be": Text("{} può essere {}", "{} may be {}"),
        "together": Text("Insieme", "Together"),
        "together_equal": Text(
            "dimostrato: qualcuna di {} è violata esattamente dove lo era qualcuna di {}",
            "proved: some of {} is breached exactly where some of {} was",
        ),
        "together_never_stricter": Text(
            "dimostrato: qualcuna di {} è violata solo dove lo era qualcuna di {}",
            "proved: some of {} is breached only where some of {} was",
        ),
        "together_never_looser": Text(
            "dimostrato: qualcuna di {} è violata ovunque lo era qualcuna di {}",
            "proved: some of {} is breached wherever some of {} was",
        ),
        "apart_looser": Text(
            "non più violata nessuna: esempio {}; basta {}",
            "none is breached any more: example {}; enough: {}",
        ),
        "apart_stricter": Text(
            "ora ne è violata una: esempio {}; basta {}", "some is breached now: example {}; enough: {}"
        ),
        "together_open": Text("non dimostrato: confrontare {} con {}", "not proved: compare {} with {}"),
    }
)
#: What of a rule each section of its explanation is about; sections with nothing follow from others.
_ASPECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "per": ("per",),
    "when": ("when",),
    "require": ("require",),
    "awaits": ("awaits",),
    "dated_by": ("dated_by",),
    "derogations": ("derogations",),
    "otherwise": (
        "severity", "severity_because", "asks_judgement", "consequence", "message", "guidance", "follows",
    ),
    "norms": ("norms",),
    "purpose": ("purpose",),
    "disabled": ("disabled",),
}  # fmt: skip


class _ByName(Prose):
    """Prose that names values without their amounts: when these change, the rules that rest on them say the same."""

    def _value_ref(self, name: str, conjunction: str) -> str:
        del conjunction
        label = self.regulation.values[name].label if self.regulation is not None else Text(name, name)
        return f"${name} ({label.in_language(self.lang)})"


class SideWords:
    """Says what stands in one version of a rule set, in both languages at once."""

    def __init__(self, rules: RuleSet) -> None:
        self.regulation: Regulation = rules.regulation
        self._told = tuple(
            Explanation(_ByName(rules.vocabulary, lang, rules.regulation), rules.regulation)
            for lang in LANGUAGES
        )

    def lines(self, say: Callable[[Explanation], Iterable[Section | Clause | str]]) -> tuple[Text, ...]:
        """What is said, line by line; what stands below a line is indented."""
        return tuple(Text(*pair) for pair in zip(*(_flat(say(told)) for told in self._told), strict=True))

    def sections(self, rule: Rule) -> Mapping[str, tuple[Text, tuple[Text, ...]]]:
        """The sections of a rule: heading and lines; what it is for as the file writes it."""
        both = zip(*(told.rule(rule) for told in self._told), strict=True)
        told = {
            it.key: (Text(it.heading, en.heading), self._joined(it, en))
            for it, en in both
            if it.key in _ASPECTS
        }
        if rule.purpose is not None:
            told["purpose"] = (_WORDS["purpose"], tuple(_told(rule.purpose)))
        if rule.disabled:
            told["disabled"] = (_WORDS["disabled"], tuple(_spell(*days) for days in rule.disabled))
        return told

    @staticmethod
    def _joined(it: Section, en: Section) -> tuple[Text, ...]:
        return tuple(Text(*pair) for pair in zip(_flat([it]), _flat([en]), strict=True))

    def amounts(self, value: Value) -> tuple[Text, ...]:
        """Each amount of a value with its days; who must set it where no act does."""
        if not value.history:
            return self.lines(lambda told: [told.value(value)])
        return tuple(self._period(value, *period) for period in value.periods())

    def _period(self, value: Value, first: int, last: int, entry: Any) -> Text:
        amount = self._amount(value, entry)
        begins, ends = first > 0, last < NOT_YET
        if not begins and not ends:
            return amount
        key = "from_until" if begins and ends else "from" if begins else "until"
        days = [_day(day) for day, there in ((first, begins), (last, ends)) if there]
        return _WORDS[key].filled(amount, *days)

    def _amount(self, value: Value, entry: Any) -> Text:
        alone = replace(value, history=(entry,))
        return Text(*(told.prose.value(alone) for told in self._told))

    def timeline(self, value: Value) -> Text | None:
        """The amounts of a value one after the other, in one sentence; None of a value without any."""
        said: Text | None = None
        for _, last, entry in reversed(list(value.periods())):
            amount = self._amount(value, entry)
            now = amount if last >= NOT_YET else _WORDS["now"].filled(amount, _day(last))
            said = now if said is None else _WORDS["then"].filled(now, said)
        return said

    @cached_property
    def _source(self) -> Any:
        return read(self.regulation.text, self.regulation.file)

    def line(self, path: Path) -> int:
        """The line at which something stands in the file; of what stands in another one, that of its head."""
        return int(self._source.key_at(path).line)


def _spell(first: int, last: int) -> Text:
    """Days from one on, or until another."""
    if last >= NOT_YET:
        return _WORDS["since"].filled(_day(first))
    return _WORDS["days"].filled(_day(first), _day(last))


def _day(day: int) -> Text:
    return Text.of(lambda lang: format_value("date", day, lang))


def _flat(said: Iterable[Section | Clause | str], indent: str = "") -> Iterator[str]:
    for each in said:
        if isinstance(each, Section):
            yield from _flat(each.clauses, indent)
        elif isinstance(each, Clause):
            yield indent + each.text
            yield from _flat(each.parts, f"{indent}  ")
        else:
            yield indent + each


def differing(part: Text, before: Sequence[Text], after: Sequence[Text]) -> Iterator[DiffLine]:
    """The lines that went and those that came."""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (DiffLine("-", part, text) for text in before[a:b])
            yield from (DiffLine("+", part, text) for text in after[c:d])


# --- rules ------------------------------------------------------------------------------------------------------------


def rule_change(pair: RulePair, old: SideWords, new: SideWords) -> RuleSetChange | None:
    """What changed of a rule, in words; None where nothing did."""
    rule, how = pair.rule, pair.how
    line = (old if pair.new is None else new).line(rule.path)
    if pair.old is None or pair.new is None:
        words, sign = (new, "+") if pair.old is None else (old, "-")
        told = ((head, text) for head, texts in words.sections(rule).values() for text in texts)
        lines = tuple(DiffLine(sign, head, text) for head, text in told)
        before = pair.family.old if pair.family is not None and pair.old is None else ()
        was = ", ".join(each.id for each in before) or None
        return RuleSetChange("rule", rule.id, rule.title, how or How.ADDED, lines, was, line=line)
    lines = () if bare(pair.old) == bare(pair.new) else tuple(_rule_lines(pair.old, pair.new, old, new))
    was = pair.old.id if pair.old.id != pair.new.id else None
    if not lines and was is None:
        return None
    return RuleSetChange("rule", rule.id, rule.title, how or How.CHANGED, lines, was, line=line)


def together(family: RuleFamily, claims: Collection[str]) -> DiffLine:
    """What is proved of the parts of a rule together, against the whole."""
    key = EQUAL if {NEVER_STRICTER, NEVER_LOOSER} <= set(claims) else next(iter(claims), "open")
    names = tuple(", ".join(f"`{each.id}`" for each in rules) for rules in (family.new, family.old))
    return DiffLine("=", _WORDS["together"], _WORDS[f"together_{key}"].filled(*names))


def apart(way: DiffWay, example: str, least: Mapping[str, Any]) -> DiffLine:
    """An example in which the parts together are not breached where the whole is, and the least file that shows it."""
    return DiffLine("=", _WORDS["together"], _WORDS[f"apart_{way.value}"].filled(example, flow(least)))


def _rule_lines(before: Rule, after: Rule, old: SideWords, new: SideWords) -> Iterator[DiffLine]:
    yield from differing(_WORDS["title"], [before.title], [after.title])
    yield from differing(_WORDS["cites"], [Text.of(before.cites.text)], [Text.of(after.cites.text)])
    topics = ([Text(rule.topic, rule.topic)] if rule.topic else [] for rule in (before, after))
    yield from differing(_WORDS["topic"], *topics)
    was, now = old.sections(before), new.sections(after)
    for key, names in _ASPECTS.items():
        if any(bare(getattr(before, name)) != bare(getattr(after, name)) for name in names):
            head = (now.get(key) or was[key])[0]
            yield from differing(head, was.get(key, (head, ()))[1], now.get(key, (head, ()))[1])


# --- everything else --------------------------------------------------------------------------------------------------


def other_changes(old: SideWords, new: SideWords) -> Iterator[RuleSetChange]:
    """What changed of values, readings, facts, tariffs, orders and all else that is no rule."""
    before, after = old.regulation, new.regulation
    for kind, attribute, say in _KINDS:
        yield from _named(kind, say, (getattr(before, attribute), old), (getattr(after, attribute), new))
    orders = (({each.id: each for each in words.regulation.orders}, words) for words in (old, new))
    yield from _named("order", lambda words, order: words.lines(lambda told: told.order(order)), *orders)
    presumed = (
        ({_presumed(each): each for each in words.regulation.presumes}, words) for words in (old, new)
    )
    yield from _named(
        "presumption", lambda words, each: words.lines(lambda told: [told.presumption(each)]), *presumed
    )
    if (bare(before.act), before.day_from, before.day_until) != (
        bare(after.act),
        after.day_from,
        after.day_until,
    ):
        lines = differing(_WORDS["act"], *(words.lines(lambda told: told.act()) for words in (old, new)))
        yield RuleSetChange("act", after.id, after.act.title, How.CHANGED, tuple(lines))
    yield from _names(before, after)
    habits = tuple(tuple(_told(words.regulation.conventions)) for words in (old, new))
    differences = tuple(differing(_WORDS["conventions"], *habits))
    if differences:
        yield RuleSetChange("convention", after.id, _WORDS["conventions"], How.CHANGED, differences)


def _presumed(each: Any) -> str:
    return " ".join([each.absent, *sorted(each.names)])


def _told(thing: Any) -> Iterator[Text]:
    """The parts of a thing as the rule file calls them."""
    for each in fields(thing):
        if each.name not in PLACES:
            said = f"{each.name}: {getattr(thing, each.name)}"
            yield Text(said, said)


def _names(before: Regulation, after: Regulation) -> Iterator[RuleSetChange]:
    """What changed of the names of each list: the names themselves, and what one counts as or may be."""
    for kind, said in (("name", _members), ("kinship", _kin)):
        was, now = said(before), said(after)
        for name in dict.fromkeys((*was, *now)):
            lines = tuple(differing(_WORDS["says"], was.get(name, ()), now.get(name, ())))
            if lines:
                yield RuleSetChange(kind, name, Text(name, name), How.CHANGED, lines)


def _members(regulation: Regulation) -> Mapping[str, tuple[Text, ...]]:
    return {
        name: tuple(Text(f"{each}: {label.it}", f"{each}: {label.en}") for each, label in names.items())
        for name, names in regulation.names.items()
    }


def _kin(regulation: Regulation) -> Mapping[str, tuple[Text, ...]]:
    ways = {"counts_as": regulation.parts.counts_as, "may_be": regulation.parts.may_be}
    found: dict[str, tuple[Text, ...]] = {}
    for way, lists in ways.items():
        for name, edges in lists.items():
            told = (
                _WORDS[way].filled(f"`{each}`", f"`{other}`")
                for each, others in edges.items()
                for other in others
            )
            found[name] = (*found.get(name, ()), *told)
    return found


def _value_lines(words: SideWords, value: Value) -> tuple[Text, ...]:
    return words.amounts(value)


_KINDS: Final[tuple[tuple[str, str, Callable[[SideWords, Any], tuple[Text, ...]]], ...]] = (
    ("value", "values", _value_lines),
    ("reading", "readings", lambda words, each: words.lines(lambda told: [told.reading(each)])),
    ("fact", "facts", lambda words, each: words.lines(lambda told: [told.declared(each)])),
    ("tariff", "tariffs", lambda words, each: words.lines(lambda told: told.tariff(each))),
    ("voucher", "vouchers", lambda words, each: words.lines(lambda told: told.voucher(each))),
    ("indicator", "indicators", lambda _, each: tuple(_told(each))),
)


def _named(
    kind: str,
    say: Callable[[SideWords, Any], tuple[Text, ...]],
    old: tuple[Mapping[str, Any], SideWords],
    new: tuple[Mapping[str, Any], SideWords],
) -> Iterator[RuleSetChange]:
    """What changed of the things of one kind, by name; what is gone and stands under a new name was renamed."""
    (before, was), (after, now) = old, new
    gone = {name: each for name, each in before.items() if name not in after}
    for name, thing in after.items():
        part, line = _part(kind), now.line(thing.path if hasattr(thing, "path") else ())
        told = now.timeline(thing) if kind == "value" else None
        if name in before:
            if bare(before[name]) != bare(thing):
                lines = tuple(differing(part, say(was, before[name]), say(now, thing)))
                lines += tuple(differing(_WORDS["label"], [_title(before[name])], [_title(thing)]))
                yield RuleSetChange(kind, name, _title(thing), How.CHANGED, lines, now=told, line=line)
            continue
        same = [each for each, other in gone.items() if _unnamed(other) == _unnamed(thing)]
        if same:
            del gone[same[0]]
            yield RuleSetChange(kind, name, _title(thing), How.RENAMED, was=same[0], now=told, line=line)
        else:
            lines = tuple(DiffLine("+", part, text) for text in say(now, thing))
            yield RuleSetChange(kind, name, _title(thing), How.ADDED, lines, now=told, line=line)
    for name, thing in gone.items():
        lines = tuple(DiffLine("-", _part(kind), text) for text in say(was, thing))
        line = was.line(thing.path if hasattr(thing, "path") else ())
        yield RuleSetChange(kind, name, _title(thing), How.REMOVED, lines, line=line)


def _part(kind: str) -> Text:
    return _WORDS["amounts" if kind == "value" else "says"]


def _unnamed(thing: Any) -> Any:
    """What a thing says, without its name."""
    kind, said = bare(thing)
    return kind, tuple(pair for pair in said if pair[0] not in ("name", "id"))


def _title(thing: Any) -> Text:
    """What a named thing is called."""
    for name in ("label", "title", "question", "says"):
        found = getattr(thing, name, None)
        if isinstance(found, Text):
            return found
    return Text(thing.name, thing.name)
