"""Compares a register of norms with its rule set.

The two name each other, so that neither can lose a norm or a rule without the other noticing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, get_args

from adm_rules._internal.diagnostics import Diagnostic, Position, did_you_mean, sort_key
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import PlainRecord
from adm_rules._internal.review.modality import check_severities
from adm_rules._internal.review.register import FATES, Norm, Register
from adm_rules._internal.roots import Root
from adm_rules._internal.rules import Order, Regulation, Rule

#: Parts of a rule file that a norm may be the definition of.
_PARTS: Final = frozenset({"act", "in_force", "conventions"})


def check_register(register: Register, regulation: Regulation, registry: Registry) -> tuple[Diagnostic, ...]:
    """Where register and rule set disagree, each at its line of the register.

    Every norm has a fate; what is encoded names rules that name the norm; values and definitions exist; what is encoded
    in part, left to people or not sayable has a reason; and every norm that a rule or a reading names stands in the
    register as encoded by it. Severities follow how the norms bind, or the rule says why not.
    """
    check = _Check(register, regulation, registry)
    found = [*check.norms(), *check.rules(), *check_severities(register, regulation)]
    return tuple(sorted(found, key=sort_key))


class _Check:
    """Compares one register with one rule set."""

    def __init__(self, register: Register, regulation: Regulation, registry: Registry) -> None:
        self.register = register
        self.regulation = regulation
        rulings: tuple[Rule | Order, ...] = (*regulation.rules, *regulation.orders)
        self.rulings = {item.id: item for item in rulings}
        own = frozenset(f"{name}.{member}" for name, more in regulation.names.items() for member in more)
        self.known = {
            "rule": frozenset(self.rulings),
            "value": frozenset({*regulation.values, *regulation.tariffs}),
            "definition": definitions(registry) | own | frozenset(regulation.readings) | _PARTS,
        }

    def norms(self) -> Iterator[Diagnostic]:
        for norm in self.register.norms:
            fate = FATES.get(norm.fate)
            if fate is None:
                help = did_you_mean(norm.fate, FATES) or f"the fates are {', '.join(FATES)}"
                yield self._at(norm.row, "no-fate", f"`{norm.id}` has no fate", help)
                continue
            if fate.needed and not norm.reason:
                message = f"`{norm.id}` is `{norm.fate}` without a reason"
                yield self._at(norm.row, "no-reason", message, fate.needed)
            yield from self._held(norm, fate.held_by) if fate.held_by else self._alone(norm)

    def _alone(self, norm: Norm) -> Iterator[Diagnostic]:
        if norm.names:
            message = f"`{norm.id}` is `{norm.fate}`, but names `{norm.names[0]}`"
            yield self._at(norm.row, "contradicting-fate", message, "empty `rules`, or give it another fate")

    def _held(self, norm: Norm, what: str) -> Iterator[Diagnostic]:
        if not norm.names:
            message = f"`{norm.id}` is `{norm.fate}`, but names no {what}"
            yield self._at(norm.row, "nothing-named", message, "name it in `rules`")
        for name in norm.names:
            if name not in self.known[what]:
                help = did_you_mean(name, self.known[what])
                message = f"`{norm.id}` names the {what} `{name}`, which does not exist"
                yield self._at(norm.row, f"unknown-{what}", message, help)
            elif what == "rule" and norm.id not in self.rulings[name].norms:
                message = f"the rule `{name}` does not name `{norm.id}`"
                help = f"add it to the rule's `norms` in {self.regulation.file}"
                yield self._at(norm.row, "one-sided", message, help)

    def rules(self) -> Iterator[Diagnostic]:
        by_id = self.register.by_id
        for ruling in self.rulings.values():
            for norm_id in ruling.norms:
                yield from self._cited(ruling.id, norm_id, by_id.get(norm_id))
        named = [("reading", each.name, each.norms) for each in self.regulation.readings.values()]
        named += [("voucher", each.name, each.norms) for each in self.regulation.vouchers.values()]
        for what, name, norms in named:
            for norm_id in norms:
                if norm_id not in by_id:
                    yield self._unknown_norm(what, name, norm_id)

    def _cited(self, rule: str, norm_id: str, norm: Norm | None) -> Iterator[Diagnostic]:
        if norm is None:
            yield self._unknown_norm("rule", rule, norm_id)
        elif norm.fate in FATES and norm.held_by != "rule":
            message = f"the rule `{rule}` names `{norm_id}`, which the register calls `{norm.fate}`"
            yield self._at(norm.row, "contradicting-fate", message, "one of the two is wrong")
        elif rule not in norm.names:
            message = f"`{norm_id}` does not name the rule `{rule}`, which names it"
            yield self._at(norm.row, "one-sided", message, "add it to `rules`")

    def _unknown_norm(self, what: str, name: str, norm_id: str) -> Diagnostic:
        # Norms are told apart by their numbers: of another number is another norm.
        alike = [norm.id for norm in self.register.norms if _digits(norm.id) == _digits(norm_id)]
        help = did_you_mean(norm_id, alike) or "add its row, or name the norm that is meant"
        message = f"the {what} `{name}` names the norm `{norm_id}`, which the register lacks"
        return self._at(1, "unknown-norm", message, help)

    def _at(self, row: int, code: str, message: str, help: str | None) -> Diagnostic:
        return Diagnostic(code, message, Position(self.register.file, row, 1), help=help)


def _digits(norm_id: str) -> str:
    return "".join(filter(str.isdigit, norm_id))


# --- what a definition may name ---------------------------------------------------------------------------------------


def definitions(registry: Registry) -> frozenset[str]:
    """Everything of the vocabulary that a norm may be the definition of.

    Facts, subjects, name lists (``role``) and their members (``role.educator``), records (``Session``), and keys of
    files, from the top (``case.interventions.service``) or from their subject (``intervention.service``).
    """
    lists = {f"{name}.{member}" for name, members in NAMES.items() for member in members}
    facts = {f"{fact.per}.{fact.path}" for fact in registry.facts.values() if fact.path}
    return frozenset({*registry.facts, *registry.subjects, *NAMES, *lists, *facts, *_keys()})


@cache
def _keys() -> frozenset[str]:
    """The name of every record, and the path of every key from the top of its file."""
    found = {root.model().__name__ for root in Root}
    for root in Root:
        found |= set(_below(root, root.model()))
    return frozenset(found)


def _below(where: str, model: type[PlainRecord]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        path = f"{where}.{info.alias or name}"
        yield path
        for record in _records([info.annotation]):
            yield record.__name__
            yield from _below(path, record)


def _records(annotations: Iterable[Any]) -> Iterator[type[PlainRecord]]:
    for each in annotations:
        if isinstance(each, type) and issubclass(each, PlainRecord):
            yield each
        else:
            yield from _records(get_args(each))
