"""Where a fact comes from, in words: the key of the file, or the recipe that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from adm_rules._internal.explain.conditions import Prose
from adm_rules._internal.explain.grammar import Noun, noun
from adm_rules._internal.explain.looking import looked_at
from adm_rules._internal.explain.recipe_words import WORDS
from adm_rules._internal.facts.recipes import EachRecipe
from adm_rules._internal.facts.registry import STEPS, Fact, Registry
from adm_rules._internal.loader.conditions import read_condition, read_fact, read_operand, read_when
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.texts import Text
from adm_rules._internal.values import joined


def origin(prose: Prose, fact: Fact) -> str:
    """The key of the file that a fact is read from, or the recipe that makes it."""
    made = _Origin(prose, fact)
    if fact.recipe is None:
        return made.key()
    say, body = _SAID.of(fact)
    return say(made, body)


class _Origin:
    """One fact being explained, and what all recipes share."""

    def __init__(self, prose: Prose, fact: Fact) -> None:
        self.prose = prose
        self.made = fact
        self.registry = prose.registry
        self.lang = prose.lang
        self.words = WORDS.in_language(prose.lang)

    def key(self) -> str:
        """Where the file holds the fact."""
        place = file_key(self.registry, self.made.per)
        if place is None:
            return self.words["derived"].format(self.made.path, self.subject(self.made.per))
        return self.words["key"].format(f"{place}{self.made.path}")

    def subject(self, name: str) -> str:
        """A subject's label."""
        return self.registry.subjects[name].label.in_language(self.lang)

    def picked(self, name: str, which: str) -> str:
        """A subject's label, in Italian with its adjective in agreement: ``la prima residenza``."""
        text = self.subject(name)
        if self.lang == "en":
            return text
        adjective = noun(text, "id", "it").agreeing(self.words[which])
        return noun(f"{adjective} {text}", "id", "it").the

    def fact(self, raw: Any) -> Noun:
        """A fact that a recipe names, by its name or as ``{fact: …, with: …}``."""
        return self.prose.fact(read_fact(raw, (), Faults()))

    def label(self, raw: Any) -> str:
        """A fact's label, without an article."""
        return self.fact(raw).label

    def the(self, raw: Any) -> str:
        """A fact's label, with its article."""
        return self.fact(raw).the

    def ends(self, first: Any, last: Any) -> tuple[str, str]:
        """From one fact to another; Italian prepositions merge with the article."""
        if self.lang == "it":
            return self.fact(first).after("da"), self.fact(last).after("a")
        return self.the(first), self.the(last)

    def operand(self, raw: Any, kind: str) -> str:
        """A limit of a recipe; the name of a fact stands for the fact."""
        if isinstance(raw, str) and raw in self.registry.facts:
            return self.the(raw)
        return self.prose.operand(read_operand(raw, (), Faults()), kind)

    def condition(self, raw: Any) -> str:
        return self.prose.sentence(read_condition(raw, (), Faults()))

    def filter(self, body: Mapping[str, Any], where: str = "where") -> str:
        """Which elements count, as the end of a sentence."""
        when = read_when(body, (), Faults())
        looked = looked_at(self.prose, when, body["from"]) if when is not None else ""
        if "dated_by" in body:
            looked += self.words["dated_by"].format(self.label(body["dated_by"]))
        if "precedes" in body or "follows" in body:
            looked += self.words["of_asker"].format(self.subject(self.made.per))
        for name in body.get("alike", ()):
            looked += self.words["sharing"].format(self.label(name))
        return looked + self.passing(body, where)

    def passing(self, body: Mapping[str, Any], where: str = "where") -> str:
        """What elements must satisfy, as the end of a sentence."""
        return self.words["where"].format(self.condition(body[where])) if where in body else ""

    def all_of(self, names: list[Any]) -> str:
        """A list of facts."""
        return joined([self.the(name) for name in names], self.prose.words["and"])


def file_key(registry: Registry, subject: str) -> str | None:
    """The keys that lead to a subject in its file, with a dot at the end; None where it is worked out."""
    node = registry.subjects[subject]
    if node.parent in (None, "file"):
        return ""
    above = file_key(registry, str(node.parent))
    return None if above is None or node.key is None else f"{above}{node.key}[]."


def ingredients(registry: Registry, fact: Fact) -> tuple[str, ...]:
    """Names of the facts that a recipe names, in the order in which it does."""
    return tuple(dict.fromkeys(name for name in _names(fact.recipe) if name in registry.facts))


def asks(registry: Registry, fact: Fact) -> tuple[Text, ...]:
    """What to ask for when the fact is missing: its own text, or those of all that its recipe rests on."""
    seen: dict[str, None] = {fact.name: None}
    queue = [fact.name]
    for name in queue:
        fresh = [each for each in ingredients(registry, registry.facts[name]) if each not in seen]
        seen |= dict.fromkeys(fresh)
        queue += fresh
    read = (name for name in seen if file_key(registry, registry.facts[name].per) is not None)
    texts = (registry.facts[name].missing for name in read if registry.facts[name].per != "file")
    return tuple(dict.fromkeys(text for text in texts if text is not None))


def _names(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield str(key)
            yield from _names(value)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _names(item)
    elif isinstance(data, str):
        yield data.rsplit(".", maxsplit=1)[-1]


# --- each recipe -----------------------------------------------------------------------------------------


def _part(o: _Origin, body: Any) -> str:
    return o.words[f"part_{body['as']}"].format(o.the(body["of"]))


def _touched(o: _Origin, body: Any) -> str:
    return o.words[f"touched_{body['as']}"].format(*o.ends(body["from"], body["to"]))


def _patron(o: _Origin, body: Any) -> str:
    return o.words["patron"].format(o.the(body["of"]), o.the(body["in"]))


def _between(o: _Origin, body: Any) -> str:
    return o.words[f"between_{body['in']}"].format(*o.ends(body["from"], body["to"]))


def _age_on(o: _Origin, body: Any) -> str:
    return o.words["age_on"].format(*o.ends(body["birth"], body["at"]))


def _shift(o: _Origin, body: Any) -> str:
    unit = "months" if "months" in body else "days"
    length, way = body[unit], "earlier" if body["as"] == "before" else "later"
    plain = length.__class__ is int
    told = o.operand(length, unit) if plain else o.words[f"so_many_{unit}"].format(o.operand(length, "count"))
    said = o.words[way].format(o.the(body["of"]), told)
    return said + o.words[f"as_{body['as']}"]


def _step(o: _Origin, body: Any) -> str:
    named = o.prose.operand(read_operand(body["name"], (), Faults()), "enum", STEPS)
    return o.words[f"step_{body.get('give', 'on')}"].format(named)


def _least(o: _Origin, body: Any) -> str:
    return o.words["least"].format(o.all_of(body))


def _greatest(o: _Origin, body: Any) -> str:
    return o.words["greatest"].format(o.all_of(body))


def _ratio(o: _Origin, body: Any) -> str:
    return o.words["ratio"].format(*(o.operand(part, "count") for part in body))


def _sum(o: _Origin, body: Any) -> str:
    return o.words["sum"].format(o.all_of(body))


def _difference(o: _Origin, body: Any) -> str:
    return o.words["difference"].format(*(o.the(name) for name in body))


def _apportion(o: _Origin, body: Any) -> str:
    return o.words["apportion"].format(*(o.the(body[key]) for key in ("of", "part", "whole")))


def _field(o: _Origin, body: str) -> str:
    link, name = body.split(".")
    return o.words["field"].format(o.the(name), link)


def _choose(o: _Origin, body: Any) -> str:
    said = ""
    for option in body:
        if "else" in option and not said:
            said = _alternative(o, option["else"])
        elif "else" in option:
            said += o.words["else"].format(_alternative(o, option["else"]))
        else:
            said += o.words["if"].format(o.condition(option["when"]), _alternative(o, option["then"]))
    return said


def _traces(o: _Origin, body: Any) -> str:
    said = o.words["is"].format(o.all_of([line["is"] for line in body if "is" in line]))
    for key, word in (("first", "shown"), ("by", "proof")):
        named = [name for line in body for name in _several(line.get(key, ()))]
        said += o.words[word].format(o.all_of(named)) if named else ""
    return said


def _owned(o: _Origin, body: Any) -> str:
    ((side, name),) = body.items()
    return o.words[f"own_{side}"].format(o.the(name), o.subject(o.made.per))


def _several(raw: Any) -> Any:
    return [raw] if isinstance(raw, str) else raw


def _alternative(o: _Origin, raw: Any) -> str:
    if isinstance(raw, Mapping) or raw in o.registry.facts:
        return o.the(raw)
    return o.prose.operand(read_operand(raw, (), Faults()), o.made.kind, o.made.names)


def _count(o: _Origin, body: Any) -> str:
    if "distinct" in body:
        return o.words["count_distinct"].format(
            o.label(body["distinct"]), o.subject(body["from"]), o.filter(body)
        )
    return o.words["count"].format(o.subject(body["from"]), o.filter(body))


def _size(o: _Origin, body: Any) -> str:
    return o.words["size"].format(o.the(body))


def _total(o: _Origin, body: Any) -> str:
    merged = o.words["merging"].format(o.condition(body["merge"])) if "merge" in body else ""
    return o.words["total"].format(o.label(body["of"]), o.subject(body["from"]), o.filter(body)) + merged


def _share(o: _Origin, body: Any) -> str:
    passes, rest = o.condition(body["where"]), o.filter(body, "among")
    weight = body.get("of", body.get("distinct"))
    if weight is None:
        return o.words["share_each"].format(o.subject(body["from"]), rest, passes)
    return o.words["share"].format(o.subject(body["from"]), rest, o.label(weight), passes)


def _pick(o: _Origin, body: Any) -> str:
    args = o.label(body["by"]), o.picked(body["from"], body["take"]), o.filter(body), o.label(body["of"])
    return o.words[f"pick_{body['take']}"].format(*args)


def _collect(o: _Origin, body: Any) -> str:
    return o.words["collect"].format(o.label(body["of"]), o.subject(body["from"]), o.filter(body))


def _at_once(o: _Origin, body: Any) -> str:
    words = o.words["at_once"].format(o.label(body["of"]), o.subject(body["from"]), o.filter(body))
    return words + (o.words["sharing"].format(o.label(body["sharing"])) if "sharing" in body else "")


def _complete_on(o: _Origin, body: Any) -> str:
    needs = o.prose.operand(read_operand(body["needs"], (), Faults()), "set")
    args = o.label(body["by"]), o.label(body["of"]), needs, o.subject(body["from"]), o.filter(body)
    return o.words["complete_on"].format(*args)


def _reached(o: _Origin, body: Any) -> str:
    share = o.operand(body["share"], "fraction")
    args = o.label(body["by"]), o.label(body["of"]), share, o.the(body["base"])
    return o.words["reached"].format(*args, o.subject(body["from"]), o.filter(body))


def _served(o: _Origin, body: Any) -> str:
    months = o.operand(body["months"], "count")
    args = months, o.the(body["since"]), o.label(body["by"]), o.subject(body["from"]), o.filter(body)
    return o.words["served"].format(*args)


def _previous(o: _Origin, body: Any) -> str:
    return o.words["previous"].format(o.label(body["of"]), o.label(body["by"]))


def _overlap(o: _Origin, body: Any) -> str:
    low, high = (o.operand(end, "time") for end in body["with"])
    rest = o.passing(body) + (o.words["merged"] if body.get("merge") else "")
    return o.words["overlap"].format(o.subject(body["of"]), low, high, o.operand(body["on"], "set"), rest)


def _uncovered(o: _Origin, body: Any) -> str:
    cover, rest = o.subject(body["by"]), o.passing(body)
    if "window" in body:
        low, high = (o.operand(end, "time") for end in body["window"])
        return o.words["uncovered_window"].format(low, high, o.operand(body["on"], "set"), cover, rest)
    return o.words["uncovered"].format(*o.ends(body["from"], body["to"]), cover, rest)


#: How each recipe is said.
_SAID: Final[EachRecipe[Callable[[_Origin, Any], str]]] = EachRecipe(
    part=_part,
    touched=_touched,
    patron=_patron,
    between=_between,
    age_on=_age_on,
    shift=_shift,
    least=_least,
    greatest=_greatest,
    ratio=_ratio,
    sum=_sum,
    difference=_difference,
    apportion=_apportion,
    field=_field,
    step=_step,
    choose=_choose,
    traces=_traces,
    owned=_owned,
    count=_count,
    size=_size,
    total=_total,
    share=_share,
    pick=_pick,
    collect=_collect,
    at_once=_at_once,
    complete_on=_complete_on,
    reached=_reached,
    served=_served,
    previous=_previous,
    overlap=_overlap,
    uncovered=_uncovered,
)
