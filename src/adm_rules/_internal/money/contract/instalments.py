"""What a service contract costs: the instalments of each year, of the rules that declare to be about them.

An *advance* is a rule with the purpose ``instalment``: a share of a base is to be paid by a day. The *balance* is the
rule with that purpose: the quota less the advances paid so far; it may be negative, and has no day. Amounts are whole
cents, and a share of an odd sum goes **up** to the next cent, so that it is the least amount that the rule accepts as
that share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from adm_rules._internal.calendar import LAST_DAY, to_date, to_day
from adm_rules._internal.compiler import kernels
from adm_rules._internal.compiler.asking import Asked, Asking, Question
from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.nodes import Choose, InTime, Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.compiler.ruling import when_asked
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.money.contract.instalment import Instalment, OtherInstalment, money_of, share_of
from adm_rules._internal.rules import FactRef, Rule
from adm_rules._internal.rules.purposes import ForBalance, ForInstalment
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.missing import missing_below
from adm_rules._internal.trace.rows import row_name
from adm_rules._internal.trace.tracer import Tracer
from adm_rules._internal.values.bounds import Interval
from adm_rules._internal.values.terms import State, held_state

# --- what a rule asks for ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """One rule about instalments, under each reading (the default first), and the names of its nodes."""

    rule: Rule
    kind: str
    base: Fact
    #: Of each reading, its name and option (empty for the default), and the nodes by what they are.
    readings: tuple[tuple[str, str, Mapping[str, Node]], ...]


class Instalments:
    """The rules of a rule set about instalments, compiled once, and what a contract answers to them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.plans: tuple[_Plan, ...] = ()
        self.asking = Asking(program, lowered=self._questions)

    def of(self, contract: Any, on: date) -> tuple[Instalment, ...]:
        """The instalments of a contract (a model), year by year in the order of the rules, as seen on a day."""
        day = to_day(on)
        answers = self.asking.answers({"contract": contract}, day)
        view = _View(self.program, self.asking, day)
        found = [view.told(plan, asked) for plan in self.plans for asked in answers[plan.rule.per]]
        return tuple(
            replace(each, contract=contract.id) for each in sorted(found, key=lambda each: each.year)
        )

    def _questions(self, low: Lowering) -> list[Question]:
        found = (self._plan(low, rule) for rule in self.program.rules)
        self.plans = tuple(plan for plan in found if plan is not None)
        return [self._question(plan) for plan in self.plans]

    def _plan(self, low: Lowering, compiled: CompiledRule) -> _Plan | None:
        match compiled.rule.purpose:
            case ForInstalment() as purpose:
                return self._advance(low, compiled, purpose)
            case ForBalance() as purpose:
                return self._balance(low, compiled.rule, purpose)
            case _:
                return None

    def _question(self, plan: _Plan) -> Question:
        when, nodes = dict[str, Node](), dict[str, Node]()
        for n, (_, _, each) in enumerate(plan.readings):
            named = {f"{plan.rule.id} {n} {name}": node for name, node in each.items()}
            when |= {name: node for name, node in named.items() if name.endswith(" when")}
            nodes |= {name: node for name, node in named.items() if not name.endswith(" when")}
        return Question(plan.rule.per, (), when, nodes)

    def _advance(self, low: Lowering, compiled: CompiledRule, purpose: ForInstalment) -> _Plan:
        rule, regulation = compiled.rule, self.program.regulation
        choices: list[tuple[str, str]] = [("", ""), *((name, option) for name, option, _ in compiled.others)]
        readings = tuple(
            (name, option, self._nodes(low, rule, purpose, {name: option} if name else {}))
            for name, option in choices
        )
        base = purpose.of.under(regulation.chosen({}))
        return _Plan(rule, "advance", self.program.registry.facts[base.name], readings)

    def _nodes(
        self, low: Lowering, rule: Rule, purpose: ForInstalment, readings: Mapping[str, str]
    ) -> Mapping[str, Node]:
        chosen = self.program.regulation.chosen(readings)
        event, term = purpose.event(chosen), purpose.deadline(chosen)
        fact = self.program.registry.facts[event.name]
        day = FactRef(rule.dated_by) if rule.dated_by else None
        ctx = Context(rule.per, required=True, readings=readings, day=day)
        paid = Context(rule.per, readings=readings, parameters=dict(event.arguments))
        terms = (term, replace(term, rollover="none"))
        held, as_written = (cast("InTime", low.condition(each, ctx)) for each in terms)
        plain = Context(rule.per, readings=readings)
        base = low.fact(purpose.of.under(chosen), plain, purpose.path)
        return {
            "when": when_asked(low, rule.when, term, replace(ctx, required=False)),
            **({} if base is None else {"base": base}),
            "share": low.single(purpose.share.under(chosen), "fraction", None, plain, purpose.path),
            "paid": lower_recipe(low, _paid(fact, (fact.recipe or {})["reached"]), paid),
            "event": held.event,
            "effective": held.due,
            "nominal": as_written.due,
            "day": low.day_of(ctx),
        }

    def _balance(self, low: Lowering, rule: Rule, purpose: ForBalance) -> _Plan:
        ctx = Context(rule.per, day=FactRef(rule.dated_by) if rule.dated_by else None)
        names = {
            "amount": purpose.amount,
            "paid": purpose.paid,
            "event": purpose.paid_on,
            "base": purpose.of,
        }
        known = {name: low.fact(FactRef(fact), ctx, rule.path) for name, fact in names.items()}
        nodes = {name: node for name, node in known.items() if node is not None}
        base = self.program.registry.facts[purpose.of]
        return _Plan(rule, "balance", base, (("", "", {**nodes, "day": low.day_of(ctx)}),))


# --- what a contract answers ------------------------------------------------------------------------------------------


class _View:
    """What a contract answers, as seen on a day."""

    def __init__(self, program: Program, asking: Asking, on: int) -> None:
        self.program = program
        self.facts = asking.variant.facts
        self.tracer = Tracer(asking.variant.judging.slots, on)
        self.on = on

    def told(self, plan: _Plan, asked: Asked) -> Instalment:
        """The instalment that one rule asks for in one year."""
        tell = self._told_advance if plan.kind == "advance" else self._told_balance
        nodes = [node for name, node in plan.readings[0][2].items() if name != "day"]
        missing = missing_below(self.program, self.tracer, nodes, asked.row)
        return replace(tell(plan, asked, self._answer(plan, asked, 0)), missing=missing)

    def _answer(self, plan: _Plan, asked: Asked, n: int) -> dict[str, Any]:
        """The values of one reading, by what they are."""
        start = f"{plan.rule.id} {n} "
        every = {**asked.values, **asked.truths}
        return {name.removeprefix(start): value for name, value in every.items() if name.startswith(start)}

    def _applies(self, rule: Rule, asked: Asked, answer: Mapping[str, Any]) -> bool | None:
        """Whether the rule asks anything of this year: it is in force, and its condition holds."""
        day, regulation = answer["day"], self.program.regulation
        span = regulation.day_from, regulation.day_until or LAST_DAY
        if kernels.surely_outside(day, self.on, *span) or kernels.surely_within(day, self.on, rule.disabled):
            return False
        return None if asked.unseen else answer.get("when", True)

    def _told_advance(self, plan: _Plan, asked: Asked, answer: Mapping[str, Any]) -> Instalment:
        state = self._state(plan.rule, asked, answer)
        share, event = answer["share"], answer["event"]
        return Instalment(
            **self._head(plan, asked, answer),
            origin=self._origin(plan.readings[0][2]["base"], asked),
            share=share if share.__class__ is tuple else None,
            amount=share_of(answer["base"], share),
            nominal=_day(answer["nominal"]),
            effective=_day(answer["effective"]),
            paid_on=_day(event),
            state=state.name,
            days_late=state.days_late,
            may_have_happened=state.may_have,
            others=tuple(self._others(plan, asked, share_of(answer["base"], share), state)),
        )

    def _state(self, rule: Rule, asked: Asked, answer: Mapping[str, Any]) -> State:
        applies = self._applies(rule, asked, answer)
        if applies is not True:
            return State("not_applicable" if applies is False else "undecided")
        return held_state(answer["event"], answer["effective"], self.on)

    def _others(self, plan: _Plan, asked: Asked, amount: Interval, state: State) -> Iterator[OtherInstalment]:
        """The readings under which the amount or the state is another one."""
        regulation = self.program.regulation
        for n, (reading, option, _) in enumerate(plan.readings[1:], start=1):
            answer = self._answer(plan, asked, n)
            other = share_of(answer["base"], answer["share"])
            its = self._state(plan.rule, asked, answer)
            if (other, its.name, its.may_have) != (amount, state.name, state.may_have):
                text, base = regulation.readings[reading].options[option].text, money_of(answer["base"])
                yield OtherInstalment(reading, option, text, base, other, its.name, its.may_have)

    def _told_balance(self, plan: _Plan, asked: Asked, answer: Mapping[str, Any]) -> Instalment:
        applies = self._applies(plan.rule, asked, answer)
        state = _balance_state(answer) if applies else "undecided" if applies is None else "not_applicable"
        return Instalment(
            **self._head(plan, asked, answer),
            origin=None,
            share=None,
            amount=money_of(answer["amount"]),
            nominal=None,
            effective=None,
            paid_on=_day(answer["event"]),
            state=state,
        )

    def _head(self, plan: _Plan, asked: Asked, answer: Mapping[str, Any]) -> dict[str, Any]:
        """What advances and balances say alike."""
        return {
            "rule": plan.rule.id,
            "title": plan.rule.title,
            "citation": plan.rule.cites,
            "kind": plan.kind,
            "year": "" if asked.unseen else row_name(self.program, plan.rule.per, asked.row),
            "base": money_of(answer["base"]),
            "base_label": plan.base.label,
            "paid": money_of(answer["paid"]),
        }

    def _origin(self, base: Node, asked: Asked) -> Text | None:
        """The fact that a base which is chosen among several comes from; None where that is not known."""
        while isinstance(base, Choose):
            otherwise = base.otherwise
            for test, then in base.cases:
                truth = self.tracer.truth(test, asked.row)
                if truth is None:
                    return None
                if truth is True:
                    otherwise = then
                    break
            base = otherwise
        fact = self.facts.get(base)
        return None if fact is None else fact.label


def _paid(fact: Fact, body: Mapping[str, Any]) -> Fact:
    """What was paid so far of that which a ``reached`` fact adds up: the same elements, as a total."""
    total = {key: body[key] for key in body if key not in {"by", "base", "share"}}
    return Fact(f"{fact.name}, so far", fact.per, "money", fact.label, recipe={"total": total})


def _balance_state(answer: Mapping[str, Any]) -> str:
    due, paid = answer["amount"], answer["paid"]
    if due.__class__ is not int:
        return "undecided"
    if due < 0:
        return "credit"
    if paid.__class__ is not int:
        return "undecided"
    return "met" if paid == due else "pending"


def _day(value: Any) -> date | None:
    """A day that is known; what has not come has none."""
    return to_date(value) if value.__class__ is int and 0 < value <= LAST_DAY else None
