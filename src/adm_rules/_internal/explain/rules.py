"""A whole rule, and a whole rule set, as sections of prose: what a command line or a page lays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from adm_rules._internal.citations import Citation
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.explain.conditions import Clause, Prose
from adm_rules._internal.explain.recipes import origin
from adm_rules._internal.explain.tariffs import TariffProse
from adm_rules._internal.explain.vouchers import VoucherProse
from adm_rules._internal.facts.basis import readings_of
from adm_rules._internal.names import labels
from adm_rules._internal.ordering.words import worth
from adm_rules._internal.report import Severity
from adm_rules._internal.rules import (
    DIRECTIONS,
    ByFact,
    Comparison,
    DerogationClause,
    EachYear,
    Fact,
    First,
    Guidance,
    Literal,
    Order,
    Presumption,
    ReadingChoice,
    Regulation,
    Rule,
    Score,
    Step,
    Tariff,
    Value,
    ValueRef,
    Voucher,
    operands_in,
)
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import format_value

_WORDS: Final = Catalogue(
    {
        "per": Text("Oggetto", "Judged"),
        "each": Text("si giudica ogni {}", "each {}"),
        "ranks": Text("Oggetto", "Ranked"),
        "ranked": Text("si mette in ordine ogni {}", "each {}"),
        "queued": Text("Chi vi sta", "Who stands in it"),
        "when": Text("Quando si applica", "When it applies"),
        "always": Text("sempre", "always"),
        "require": Text("Che cosa richiede", "What it requires"),
        "awaits": Text("Prima si attende", "Waits for"),
        "awaited": Text(
            "non si giudica finché non è passato: {}", "it is not judged until this day has passed: {}"
        ),
        "dated_by": Text("Valori in vigore", "Values in force"),
        "dated": Text(
            "valgono i valori in vigore in questo giorno: {}", "the values in force on this day count: {}"
        ),
        "derogations": Text("Deroghe", "Derogations"),
        "record": Text(
            "riguarda gli atti di deroga per cui {}", "concerns the derogations of the case for which {}"
        ),
        "granted": Text("condizioni: {}", "conditions: {}"),
        "instead": Text(
            "requisito al posto di quello ordinario: {}", "requirement in place of the ordinary one: {}"
        ),
        "also": Text("Vale anche per", "Who counts as well"),
        "says": Text("«{}»: {}", "“{}”: {}"),
        "readings": Text("Letture", "Readings"),
        "presumed": Text(
            "Presunti assenti, se nulla li indica", "Presumed absent, unless something hints at them"
        ),
        "unless": Text("{}; indizio: {}", "{}; a hint: {}"),
        "default": Text("{} (lettura adottata)", "{} (the reading in use)"),
        "quoted_only": Text("{} (solo citata)", "{} (only quoted)"),
        "otherwise": Text("In caso di violazione", "If it is breached"),
        "severity": Text("gravità: {}", "severity: {}"),
        "severity_because": Text("perché questa gravità: {}", "why this severity: {}"),
        "asks_judgement": Text(
            "non è una violazione: resta da valutare", "this is no breach: it is told as to be judged"
        ),
        "consequence": Text("conseguenza: {}", "consequence: {}"),
        "message": Text("messaggio: «{}»", "message: “{}”"),
        "follows_same": Text(
            "non si ripete dove non va, per lo stesso oggetto: {}",
            "not repeated where this fails of the same thing: {}",
        ),
        "follows_record": Text(
            "non si ripete dove non va, nello stesso intervento o atto: {}",
            "not repeated where this fails in the same intervention or record: {}",
        ),
        "follows_file": Text(
            "non si ripete dove non va, nello stesso file: {}",
            "not repeated where this fails in the same file: {}",
        ),
        "follows_derogation": Text(
            "non si ripete dove non va, per la deroga che vi si avvicina di più: {}",
            "not repeated where this fails of the derogation that comes nearest: {}",
        ),
        "fault": Text("in breve: {}", "in short: {}"),
        "effect": Text("tocca: {}", "touches: {}"),
        "acts": Text("interviene: {}", "to act: {}"),
        "remedy": Text("rimedio: {}", "remedy: {}"),
        "order": Text("Ordine", "Order"),
        "first": Text("prima chi soddisfa: {}", "first those that satisfy: {}"),
        "points": Text("poi per punteggio, dal più alto:", "then by points, from the most:"),
        "first_of": Text("la prima di queste voci che vale:", "the first of these that holds:"),
        "score": Text("{}: {}", "{}: {}"),
        "times": Text(", per {}", ", times {}"),
        "if": Text(", se {}", ", if {}"),
        "norms": Text("Norme", "Norms"),
        "act": Text("Atto", "Act"),
        "by": Text("adottato da: {}", "adopted by: {}"),
        "adopted": Text("{}, {}", "{}, {}"),
        "number": Text(", n. {}", ", no. {}"),
        "services": Text("servizi che disciplina: {}", "services that it regulates: {}"),
        "in_force": Text("in vigore dal {}", "in force from {}"),
        "until": Text("in vigore dal {} al {}", "in force from {} to {}"),
        "facts": Text("Fatti propri di questo regolamento", "Facts of its own"),
        "values": Text("Valori", "Values"),
        "value": Text("{} (${}): {}", "{} (${}): {}"),
        "not_set": Text(
            "nessun atto lo fissa; lo deve stabilire {}: {}", "no act sets it; this is for {} to say: {}"
        ),
        "each_year": Text(
            "{}; lo stabilisce ogni anno {}, e un importo vale fino al {} (chiedere: {})",
            "{}; set each year by {}, and an amount holds until {} (ask: {})",
        ),
        "never_yet": Text("nessun atto lo fissa", "no act sets it"),
        "tariffs": Text("Tariffe", "Tariffs"),
        "tariff": Text("Tariffa", "Tariff"),
        "amounts": Text("Importi", "Amounts"),
        "vouchers": Text("Voucher", "Vouchers"),
        "voucher": Text("Voucher", "Voucher"),
        "reckoned": Text("Come si calcola", "How it is reckoned"),
        "further": Text("Che altro dice l'atto", "What else the act says"),
        "topics": Text("Regole: {}", "Rules: {}"),
        "no_topic": Text("Regole", "Rules"),
        "rule": Text("{}: {}", "{}: {}"),
        "orders": Text("Ordini di precedenza", "Orders of precedence"),
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; ``key`` is what it is about, whatever the language."""

    heading: str
    clauses: tuple[Clause, ...]
    key: str = ""


class Explanation:
    """Explains the rules of one regulation in the language of its prose."""

    def __init__(self, prose: Prose, regulation: Regulation) -> None:
        self.prose = prose
        self.regulation = regulation
        self.lang = prose.lang
        self.words = _WORDS.in_language(prose.lang)

    # --- one rule ----------------------------------------------------------------------------------------

    def rule(self, rule: Rule) -> tuple[Section, ...]:
        """What a rule is about, when it applies, what it asks for, what replaces that, what a breach means."""
        return tuple(self._rule(rule))

    def _rule(self, rule: Rule) -> Iterator[Section]:
        subject = self.prose.registry.subjects[rule.per].label
        yield self._section("per", self.words["each"].format(self._say(subject)))
        when = Clause(self.words["always"]) if rule.when is None else self.prose.condition(rule.when)
        yield self._section("when", when)
        yield self._section("require", self.prose.condition(rule.require))
        parts = tuple(self._narrower(rule))
        if parts:
            yield self._section("also", *parts)
        if rule.awaits is not None:
            yield self._section("awaits", self.words["awaited"].format(self._fact(rule.awaits)))
        if rule.dated_by is not None:
            yield self._section("dated_by", self.words["dated"].format(self._fact(rule.dated_by)))
        if rule.derogations:
            yield self._section("derogations", *(self._derogation(item) for item in rule.derogations))
        readings = self._named_readings(readings_of(rule, self.regulation, self.prose.registry))
        if readings:
            yield self._section("readings", *readings)
        yield self._section("otherwise", *self._otherwise(rule))
        yield self._section("norms", ", ".join(rule.norms))

    def _narrower(self, rule: Rule) -> Iterator[str]:
        """The names that the rule asks for, each with those that say it as well."""
        kinships = self.regulation.kinships
        for key, name in dict.fromkeys(self._asked_names(rule)):
            said = self.regulation.labels(key) or {}
            narrower = kinships[key].narrower([name]) if key in kinships else frozenset()
            if narrower:
                also = sorted(said[each].in_language(self.lang) for each in narrower)
                yield self.words["says"].format(said[name].in_language(self.lang), ", ".join(also))

    def _asked_names(self, rule: Rule) -> Iterator[tuple[str, str]]:
        """The names that a rule compares with, each with its list."""
        for leaf in (leaf for condition in rule.conditions() for leaf in condition.leaves()):
            if not isinstance(leaf, Comparison):
                continue
            fact = self.prose.registry.facts[leaf.fact.name]
            for operand in operands_in(leaf.operands()[1:]):
                if isinstance(operand, Literal) and fact.names is not None:
                    yield fact.names, str(operand.raw)
                elif isinstance(operand, ValueRef):
                    value = self.regulation.values[operand.name]
                    yield from (
                        (value.names, name) for name in sorted(value.members()) if value.names is not None
                    )

    def _derogation(self, item: DerogationClause) -> Clause:
        title = self._say(item.title) if item.title is not None else item.name
        given = (("record", item.record), ("granted", item.when), ("instead", item.require))
        parts = (self._led(name, self.prose.condition(part)) for name, part in given if part is not None)
        return Clause(title + self.prose.cited(item.cites), tuple(parts))

    def _led(self, name: str, clause: Clause) -> Clause:
        """A clause behind its introduction: ``condizioni: …``."""
        return Clause(self.words[name].format(clause.text), clause.parts)

    def _otherwise(self, rule: Rule) -> Iterator[str]:
        yield self.words["severity"].format(Severity(rule.severity).counted.noun(1, self.lang))
        if rule.severity_because is not None:
            yield self.words["severity_because"].format(self._say(rule.severity_because))
        if rule.asks_judgement:
            yield self.words["asks_judgement"]
        yield self.words["consequence"].format(self._named("consequence", rule.consequence))
        yield self.words["message"].format(self._say(rule.message))
        yield from self._guidance(rule.guidance)
        for cause in rule.follows:
            yield self.words[f"follows_{cause.on}"].format(self._say(self._title(cause.rule)))

    def _named(self, names: str, member: str) -> str:
        """A name of a list, or of what the rule set adds to it, in words."""
        return self._say(labels(names, self.regulation.names.get(names, {}))[member])

    def _title(self, name: str) -> Text:
        return next(rule.title for rule in self.regulation.rules if rule.id == name)

    def _guidance(self, said: Guidance) -> Iterator[str]:
        if said.fault is not None:
            yield self.words["fault"].format(self._say(said.fault))
        if said.effect is not None:
            yield self.words["effect"].format(self._named("effect", said.effect))
        if said.acts is not None:
            yield self.words["acts"].format(self._named("role", said.acts))
        if said.remedy is not None:
            yield self.words["remedy"].format(self._say(said.remedy))

    def order(self, order: Order) -> tuple[Section, ...]:
        """Who stands in the queue, and who comes first in it."""
        subject = self.prose.registry.subjects[order.per].label
        each = self.words["ranked"].format(self._say(subject))
        when = Clause(self.words["always"]) if order.when is None else self.prose.condition(order.when)
        return (
            self._section("ranks", each),
            self._section("queued", when),
            self.steps(order),
            self._section("norms", ", ".join(order.norms)),
        )

    def steps(self, order: Order) -> Section:
        """The steps of an order, from the most important to the least."""
        steps = (self._step(step) for step in order.steps)
        return self._section("order", *steps)

    def _step(self, step: Step) -> Clause:
        if isinstance(step, First):
            return self._led("first", self.prose.condition(step.condition))
        if isinstance(step, ByFact):
            words = DIRECTIONS[step.direction].words.in_language(self.prose.lang)
            return Clause(words.format(self.prose.fact(step.fact).the))
        return Clause(self.words["points"], tuple(self._entry(entry) for entry in step.entries))

    def _entry(self, entry: tuple[Score, ...]) -> Clause:
        scores = tuple(self._score(score) for score in entry)
        return scores[0] if len(scores) == 1 else Clause(self.words["first_of"], scores)

    def _score(self, score: Score) -> Clause:
        told = self.words["score"].format(self._say(score.because), self._say(worth(score.points)))
        if score.times is not None:
            told += self.words["times"].format(self.prose.fact(score.times).the)
        if score.when is None:
            return Clause(told)
        condition = self.prose.condition(score.when)
        return Clause(f"{told}{self.words['if'].format(condition.text)}", condition.parts)

    def tariff(self, tariff: Tariff) -> tuple[Section, ...]:
        """What a family pays: for which services, by which ISEE, since when, how much."""
        said = TariffProse(self.prose, self.regulation)
        return (
            self._section("tariff", *said.head(tariff)),
            self._section("amounts", *said.versions(tariff)),
        )

    def voucher(self, voucher: Voucher) -> tuple[Section, ...]:
        """What a body pays an agency for, what that is worth, and on which readings it rests."""
        said = VoucherProse(self.prose, self.regulation, self.value)
        sections = (
            self._section("voucher", *said.head(voucher)),
            self._section("reckoned", *said.values(voucher)),
            self._section("further", *said.further(voucher)),
            self._section("readings", *self._named_readings(said.readings(voucher))),
            self._section("norms", ", ".join(voucher.norms)),
        )
        return tuple(section for section in sections if section.clauses)

    # --- the rule set ------------------------------------------------------------------------------------

    def overview(self) -> tuple[Section, ...]:
        """The act, its values, its readings, and its rules by topic."""
        return tuple(self._overview())

    def _overview(self) -> Iterator[Section]:
        regulation = self.regulation
        yield self._section("act", *self.act())
        if regulation.facts:
            yield self._section("facts", *map(self.declared, regulation.facts.values()))
        if regulation.values:
            yield self._section("values", *(self.value(value) for value in regulation.values.values()))
        if regulation.tariffs:
            said = TariffProse(self.prose, regulation)
            yield self._section("tariffs", *(said.summary(tariff) for tariff in regulation.tariffs.values()))
        if regulation.vouchers:
            vouchers = VoucherProse(self.prose, regulation, self.value)
            yield self._section("vouchers", *map(vouchers.summary, regulation.vouchers.values()))
        if regulation.presumes:
            yield self._section("presumed", *(self.presumption(each) for each in regulation.presumes))
        if regulation.readings:
            yield self._section("readings", *(self.reading(each) for each in regulation.readings.values()))
        for topic in dict.fromkeys(rule.topic for rule in regulation.rules):
            heading = self.words["no_topic"] if topic is None else self.words["topics"].format(topic)
            rules = (self._listed(rule) for rule in regulation.rules if rule.topic == topic)
            yield Section(heading, tuple(rules))
        if regulation.orders:
            yield self._section("orders", *(self._listed(order) for order in regulation.orders))

    def presumption(self, each: Presumption) -> str:
        """What is presumed, and the keys by which it falls."""
        hints = ", ".join(f"`{name}`" for name in (each.absent, *(hint.fact for hint in each.unless)))
        return self.words["unless"].format(self._say(each.says), hints)

    def _listed(self, rule: Rule | Order) -> Clause:
        title = self._say(rule.title) + self.prose.cited(rule.cites)
        return Clause(self.words["rule"].format(rule.id, title))

    def act(self) -> Iterator[str]:
        """The act: its title, who adopted it and when, and from when to when it is in force."""
        regulation = self.regulation
        yield self._say(regulation.act.title)
        yield self.words["by"].format(regulation.act.body)
        for step in regulation.act.adopted:
            number = self.words["number"].format(step["number"]) if "number" in step else ""
            yield self.words["adopted"].format(step["body"], step["on"]) + number
        start = format_value("date", regulation.day_from, self.lang)
        last = regulation.day_until
        end = "" if last is None else format_value("date", last, self.lang)
        yield self.words["until" if end else "in_force"].format(start, end)
        if (asked := regulation.services) is not None:
            yield self.words["services"].format(self.prose.operand(asked.operand, "set", "service"))

    def declared(self, fact: Fact) -> str:
        """A fact of the rule set's own: what it is, of what, and where it comes from."""
        subject = self.prose.registry.subjects[fact.per].label
        return f"{self._say(fact.label)} ({fact.name}; {self._say(subject)}): {origin(self.prose, fact)}"

    def value(self, value: Value) -> Clause:
        """A value: its amounts, or who must set it."""
        gap, each_year = value.not_set, value.each_year
        if each_year is not None:
            said, cites = self._each_year(value, each_year)
        elif gap is not None:
            said = self.words["not_set"].format(self._say(gap.by), self._say(gap.asks))
            cites = [value.cites]
        else:
            said = self.prose.value(value)
            cites = [entry.cites for entry in value.history]
        places = dict.fromkeys(place.text(self.lang) for place in cites if place is not None)
        cited = f" ({'; '.join(places)})" if places else ""
        return Clause(self.words["value"].format(self._say(value.label), value.name, said) + cited)

    def _each_year(self, value: Value, each_year: EachYear) -> tuple[str, list[Citation | None]]:
        """The amounts of a value that is set each year, by whom, and on which day a year ends."""
        set_ = replace(value, history=tuple(entry for entry in value.history if entry.not_set is None))
        amounts = self.prose.value(set_) if set_.history else self.words["never_yet"]
        ends = format_value("month_day", each_year.ends, self.lang)
        by, asks = self._say(each_year.gap.by), self._say(each_year.gap.asks)
        said = self.words["each_year"].format(amounts, by, ends, asks)
        return said, [value.cites, *(entry.cites for entry in set_.history)]

    def _named_readings(self, names: Iterable[str]) -> list[Clause]:
        return [self.reading(self.regulation.readings[name]) for name in names]

    def reading(self, reading: ReadingChoice) -> Clause:
        """A reading: the question, and its options."""
        options = []
        for option in reading.options.values():
            shape = "default" if option.name == reading.default else "" if option.evaluate else "quoted_only"
            text = self._say(option.text)
            options.append(Clause(f"{option.name}: {self.words[shape].format(text) if shape else text}"))
        return Clause(f"{reading.name}: {self._say(reading.question)}", tuple(options))

    # --- small ones --------------------------------------------------------------------------------------

    def _section(self, name: str, *clauses: Clause | str) -> Section:
        made = (each if isinstance(each, Clause) else Clause(each) for each in clauses)
        return Section(self.words[name], tuple(made), name)

    def _say(self, text: Text) -> str:
        return text.in_language(self.lang)

    def _fact(self, name: str) -> str:
        return self.prose.registry.facts[name].label.in_language(self.lang)
