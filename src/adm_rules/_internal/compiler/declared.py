"""Checks the facts that a rule set declares: what their recipes name, the kinds of it, and what they yield."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, assert_never

from adm_rules._internal.compiler.checks import why_nobody_owns
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.facts.forms import FORMS, Kinded, RecipeForm, RecipePart
from adm_rules._internal.loader.conditions import ASKED
from adm_rules._internal.rules import Fact, FactRef, Literal, Operand, Path, When
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS, compared_as

#: What the slots of a subject are made of, in the names of its facts.
_OF_SLOTS: Final = ("weekday", "start", "end", "from", "until")


#: The day that the place of use says, as a part of a recipe.
_ASKED_DAY: Final = Fact(ASKED, "file", "date", Text("giorno indicato", "given day"))


def check_facts(low: Lowering) -> frozenset[str]:
    """Report what is wrong with the declared facts, whether a rule asks them or not; the names of those.

    The lowering is of no use afterwards: what rules ask is lowered by another one.
    """
    declared = low.regulation.facts.values()
    low.unsound |= {
        fact.name for fact in declared if fact.recipe is not None and not _RecipeCheck(low, fact).is_sound()
    }
    for fact in declared:
        low.fact(FactRef(fact.name, _arguments(fact), when=_when(fact)), Context(fact.per), fact.place)
    return frozenset(low.unsound)


def _arguments(fact: Fact) -> tuple[tuple[str, Operand], ...]:
    """Its parameters, none of them filled in."""
    return tuple((name, Literal(None)) for name in fact.parameters)


def _when(fact: Fact) -> When | None:
    """Some time at which it may be asked, if it is asked at any."""
    day = FactRef("judgement_day")
    return When("at", day, day) if fact.asked == "day" else When("ever") if fact.asked else None


class _RecipeCheck:
    """Holds the parts of one recipe to its form; what they are as conditions and amounts is seen when it is lowered."""

    def __init__(self, low: Lowering, fact: Fact) -> None:
        self.low, self.registry, self.fact = low, low.registry, fact
        ((self.name, self.body),) = (fact.recipe or {}).items()
        self.form: RecipeForm = getattr(FORMS, self.name)
        self.path: Path = (*fact.place, self.name)

    def is_sound(self) -> bool:
        """Whether the recipe can be lowered; what keeps it from that is reported."""
        before = len(self.low.faults.found)
        for part, raw, path in self._parts():
            self._check(part, raw, path)
        if len(self.low.faults.found) == before:
            self._check_alike()
        if len(self.low.faults.found) == before:
            self._check_kind()
        return len(self.low.faults.found) == before

    def _parts(self) -> Iterator[tuple[RecipePart, Any, Path]]:
        """The parts of the recipe, each item of a list by itself, subjects before what is asked of their elements."""
        for part, raw, path in self._whole_parts():
            if part.what in ("facts", "operands"):
                yield from ((part, item, (*path, n)) for n, item in enumerate(raw))
            else:
                yield part, raw, path

    def _whole_parts(self) -> Iterator[tuple[RecipePart, Any, Path]]:
        form, body = self.form, self.body
        if form.alone is not None:
            yield form.alone, body, self.path
        elif form.items:
            for n, raw in enumerate(body):
                yield form.items[min(n, len(form.items) - 1)], raw, (*self.path, n)
        else:
            keys = sorted(body.keys() & form.keys, key=lambda key: (form.keys[key].what != "subject", key))
            for key in keys:
                yield form.keys[key], body[key], (*self.path, key)

    def _check(self, part: RecipePart, raw: Any, path: Path) -> None:
        match part.what:
            case "fact" | "facts":
                self._known(part, raw, path)
            case "operand" | "operands":
                self._limit(part, raw, path)
            case "subject":
                self._reached(part, raw, path)
            case "asker":
                self._owns(raw, path)
            case "link":
                self._linked(raw, path)
            case "cases":
                self._alternative(raw, path)
            case "traces":
                self._trace(raw, path)
            case "condition" | "word" | "text" | "flag":
                pass  # read by the loader; a condition is lowered with the recipe
            case never:
                assert_never(never)

    # --- what is named ------------------------------------------------------------------------------------------------

    @property
    def _element(self) -> str:
        """The subject of the elements that the recipe goes through; its own where it goes through none."""
        named = (self.body[key] for key, part in self.form.needed.items() if part.what == "subject")
        element = next(named, self.fact.per)
        return element if element in self.registry.subjects else self.fact.per

    def _known(self, part: RecipePart, raw: Any, path: Path) -> None:
        name = _named(raw)
        fact = _ASKED_DAY if name == ASKED and self.fact.asked else self.registry.facts.get(name)
        scope = self._element if part.of else self.fact.per
        if fact is None:
            self.low.faults.unknown("fact", name, self.registry.facts, path, at_key=False)
        elif self.registry.path_to(scope, fact.per) is None or (part.own and fact.per != self._element):
            seen = self.registry.visible_from(scope)
            wanted = self._element if part.own else scope
            message = f"`{name}` is a fact of `{fact.per}`, and one of `{wanted}` is needed here"
            self.low.faults.add("fact-not-visible", message, path, f"such as {', '.join(seen[:8])}")
        elif fact.kind not in (kinds := part.kinds_in(self.body)):
            message = f"`{name}` is of kind {fact.kind}, which does not go here"
            self.low.faults.add("recipe-kind", message, path, f"one of {', '.join(sorted(kinds))}")
        elif part.owner:
            self._holds_for_each(fact, path)

    def _limit(self, part: RecipePart, raw: Any, path: Path) -> None:
        """An operand that is a fact; amounts and values are seen when the recipe is lowered."""
        if _named(raw) in self.registry.facts or (isinstance(raw, Mapping) and "fact" in raw):
            self._known(part, raw, path)

    def _reached(self, part: RecipePart, name: str, path: Path) -> None:
        if name not in self.registry.subjects or name == "file":
            self.low.faults.unknown("subject", name, self.registry.subjects, path, at_key=False)
        elif self.low.relation(self.fact.per, name) is None:
            reach = [each for each in self.registry.subjects if self.low.relation(self.fact.per, each)]
            message = f"`{self.fact.per}` does not reach the elements `{name}`"
            self.low.faults.add("recipe-reach", message, path, f"in reach: {', '.join(reach[:12])}")
        elif part.slots and any(f"{name}_{each}" not in self.registry.facts for each in _OF_SLOTS):
            slots = [each for each in self.registry.subjects if f"{each}_weekday" in self.registry.facts]
            message = f"`{name}` is no weekly slot"
            self.low.faults.add("recipe-kind", message, path, f"one of {', '.join(slots)}")

    def _owns(self, raw: Any, path: Path) -> None:
        """Elements that are the asker's own: what it is, and that they lie beside it, each on a day of its own."""
        if raw != self.fact.per:
            help = f"write `{path[-1]}: {self.fact.per}`, or leave it out"
            self.low.faults.add(
                "recipe-reach", f"`{path[-1]}` names the subject of the fact itself", path, help
            )
        elif problem := why_nobody_owns(self.registry, self.fact.per, self._element):
            help = f"leave `{path[-1]}` out; for what came before or after, say when: `during: {{to: …}}`"
            self.low.faults.add("recipe-reach", problem, path, help)

    def _holds_for_each(self, key: Fact, path: Path) -> None:
        """A key above the subject, and a subject that has a beginning and an end."""
        problem = why_nobody_owns(self.registry, self.fact.per, key.per)
        if key.path is None or key.place or self.registry.chain(key.per, self.fact.per) is None:
            problem = f"`{key.name}` is no key of what owns `{self.fact.per}`"
        if problem:
            self.low.faults.add("recipe-reach", problem, path, "name a key that may hold a day for each")

    def _linked(self, raw: str, path: Path) -> None:
        link, _, name = raw.partition(".")
        links = self.registry.subjects[self.fact.per].links
        if link not in links:
            known = ", ".join(links) or "none"
            message = f"`{self.fact.per}` has no link `{link}`"
            self.low.faults.add("recipe-reach", message, path, f"its links: {known}")
            return
        own = {each.name for each in self.registry.facts.values() if each.per == links[link][0]}
        if name not in own:
            self.low.faults.unknown("fact", name, own, path, at_key=False)

    def _check_alike(self) -> None:
        """Parts that are facts of one kind."""
        alike = [(part, raw) for part, raw, _ in self._parts() if part.alike]
        facts = [raw for part, raw in alike if part.what == "fact" or _named(raw) in self.registry.facts]
        kinds = dict.fromkeys(compared_as(self._kind_of(raw)[0]) for raw in facts)
        if len(kinds) > 1:
            told = f"`{self.name}` is of facts of one kind, and these are of {len(kinds)}: {', '.join(kinds)}"
            self.low.faults.add("recipe-kind", told, self.path, "name facts of one kind")

    # --- lines of a list ----------------------------------------------------------------------------------------------

    def _alike_itself(self, key: str, raw: Any, path: Path) -> None:
        """A part that is a fact of the kind of the fact that the recipe makes."""
        wanted = (kind for kind in KINDS if compared_as(kind) == compared_as(self.fact.kind))
        self._known(RecipePart("fact", frozenset(wanted)), raw, (*path, key))

    def _trace(self, line: Mapping[str, Any], path: Path) -> None:
        """A witness is of the kind of the fact; one list at most shows it, and some witness tells it."""
        ((key, named),) = line.items()
        for raw in named if key == "by" else [named]:
            self._alike_itself(key, raw, path)
        words = [each for line in self.body for each in line]
        if line is self.body[-1] and (words.count("first") > 1 or set(words) == {"by"}):
            message = "`traces` names something recorded (`is`), or one list that shows it (`first`)"
            self.low.faults.add("recipe-key", message, self.path, "traces: [{is: fact}, {first: fact}]")

    def _alternative(self, option: Mapping[str, Any], path: Path) -> None:
        """What an alternative is; the last of them is what holds otherwise."""
        key = "then" if "then" in option else "else"
        if (key == "else") is not (option is self.body[-1]):
            message = "the last alternative of `choose`, and no other, is `else`"
            help = "choose: [{when: {…}, then: fact}, {else: fact}]"
            self.low.faults.add("recipe-key", message, (*path, key), help)
        if _named(option[key]) in self.registry.facts:
            self._alike_itself(key, option[key], path)

    # --- what it yields -----------------------------------------------------------------------------------------------

    def _kind_of(self, raw: Any) -> Kinded:
        fact = _ASKED_DAY if _named(raw) == ASKED else self.registry.facts[_named(raw)]
        return fact.kind, fact.names

    def _check_kind(self) -> None:
        yields = self.form.yields(self.body, self._kind_of)
        fits = [(kind, names) for kind, names in yields if kind == self.fact.kind]
        if yields and not fits:
            told = " or ".join(dict.fromkeys(kind for kind, _ in yields))
            message = f"`{self.fact.name}` is declared as {self.fact.kind}, and the recipe yields {told}"
            self.low.faults.add(
                "recipe-kind", message, (*self.fact.place, "kind"), f"write `kind: {yields[0][0]}`"
            )
            return
        wrong = [names for _, names in fits if names not in (None, self.fact.names)]
        if wrong:
            message = f"the recipe yields names of the list `{wrong[0]}`"
            self.low.faults.add("recipe-kind", message, self.fact.place, f"write `names: {wrong[0]}`")


def _named(raw: Any) -> str:
    """The fact that a part names, by its name or as ``{fact: …}``."""
    return str(raw.get("fact", "")) if isinstance(raw, Mapping) else str(raw)
