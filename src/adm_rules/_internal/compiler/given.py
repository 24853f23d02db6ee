"""Lowers what stands beside a fact where it is asked: what fills its parameters, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.elements import OverElements
from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.registry import Fact
from adm_rules._internal.rules import FactRef, ListOf, Literal, Operand, Path
from adm_rules._internal.values import KINDS

#: What a fact is about that is of whichever record is asked.
ANYBODY: Final = "file"
#: The parameter that says which record is meant.
OF: Final = "of"


class Given(OverElements):
    """The side of `compiler.lower.Lowering` that knows what is said beside a fact."""

    def located(self, fact: Fact, ref: FactRef, ctx: Context, path: Path) -> tuple[Fact, FactRef]:
        """A fact of whichever record is asked, as one of the record that is meant: the nearest, or that of `OF`."""
        subjects = self.registry.subjects
        near = (each for each in self.registry.seen_from(ctx.speaks_of) if subjects[each].is_kept)
        arguments = dict(ref.arguments)
        said = arguments.get(OF, Literal(next(near)))
        owner = str(said.raw) if isinstance(said, Literal) else ""
        if owner not in subjects or not subjects[owner].is_kept:
            kept = [name for name, each in subjects.items() if each.is_kept]
            self.faults.unknown("subject", owner, kept, (*path, "with", OF), at_key=False)
            owner = ctx.scope
        given = {**arguments, OF: Literal(owner)}
        return replace(fact, per=owner), replace(ref, arguments=tuple(given.items()))

    def arguments(self, fact: Fact, ref: FactRef, ctx: Context, path: Path) -> Mapping[str, Operand]:
        """What the parameters of a fact are filled with."""
        given = {
            name: self._filled(fact, name, self.resolved(operand, ctx), path)
            for name, operand in ref.arguments
        }
        for name in given:
            if name not in fact.parameters:
                self.faults.unknown("parameter", name, fact.parameters, (*path, "with", name))
        for name in fact.parameters:
            if name not in given and name not in fact.optional:
                help = f"write `{fact.name}: {{with: {{{name}: …}}, …}}`"
                self.faults.add(
                    "missing-parameter",
                    f"`{fact.name}` needs the parameter `{name}`",
                    path,
                    help,
                    at_key=True,
                )
        return given

    def is_given_from_below(self, fact: Fact, ref: FactRef, ctx: Context) -> bool:
        """Whether a parameter is filled with a fact that the fact's own subject does not see, but the one that asks."""
        filling = (self.resolved(operand, ctx) for _, operand in ref.arguments)
        named = (operand.name for operand in filling if isinstance(operand, FactRef))
        known = (self.registry.facts[name] for name in named if name in self.registry.facts)
        return any(self.registry.path_to(fact.per, each.per) is None for each in known)

    def _filled(self, fact: Fact, parameter: str, operand: Operand, path: Path) -> Operand:
        """What fills a parameter; a name that its list does not have is reported here, and not where it is compared."""
        names = (
            self.registry.names_of_parameter(fact.name, parameter) if parameter in fact.parameters else None
        )
        before, kind = len(self.faults.found), fact.parameters.get(parameter, "").partition(":")[0]
        for item in operand.items if isinstance(operand, ListOf) else (operand,):
            if not isinstance(item, Literal) or item.raw is None:
                continue
            if names is not None:
                self._name(item.raw, names, (*path, "with", parameter))
            elif item.raw in self.registry.facts and KINDS.get(kind, KINDS["id"]).family != "name":
                help = f"write `{parameter}: {{fact: {item.raw}}}`"
                message = f"`{item.raw}` is a fact, and stands in braces here"
                self.faults.add("unit-mismatch", message, (*path, "with", parameter), help)
        return operand if len(self.faults.found) == before else Literal(None)
