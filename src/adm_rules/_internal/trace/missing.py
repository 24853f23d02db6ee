"""Finds what to ask for when a verdict is undecided: the facts, lists and values that are missing and matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from adm_rules._internal.calendar import LAST_DAY
from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import Parts
from adm_rules._internal.compiler.links import STRANGER
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.readers import Placed
from adm_rules._internal.dataclass import replace
from adm_rules._internal.facts.keepers import keeper_of
from adm_rules._internal.facts.registry import Registry, Subject
from adm_rules._internal.report import Missing, MissingKind
from adm_rules._internal.roots import ROOTS
from adm_rules._internal.rules import NotSet, Value
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.trace.rows import elements, reached, row_name, scope_of
from adm_rules._internal.trace.tracer import UNSET, Tracer, is_definite
from adm_rules._internal.values.bounds import Interval
from adm_rules._internal.values.spans import touches

_SAID: Final = Catalogue(
    {
        "unset": Text(
            "{} (nessun atto l'ha fissato; competente: {}; da chiedere: {})",
            "{} (no act has set it; competent: {}; to ask for: {})",
        ),
        "covered": Text(
            "da quando a quando il file è completo ({})", "from when to when the file is complete ({})"
        ),
        "who": Text("{}: chi, esattamente?", "{}: who exactly?"),
        "list": Text("l'elenco completo ({})", "the whole list ({})"),
        "whose": Text("{}: a quale «{}» si riferisce", "{}: which “{}” it is for"),
        "nowhere": Text("{}: nessuna scheda ha l'id {}", "{}: no record has the id {}"),
        "which": Text("{}: quale, con il suo id", "{}: which one, by its id"),
        "file": Text("i dati ({})", "the file ({})"),
    }
)


def missing_facts(program: Program, tracer: Tracer, parts: Parts, row: Any) -> tuple[Missing, ...]:
    """What is missing, most direct cause first, each thing once."""
    if row.phantom:
        return missing_below(program, tracer, (), row)
    truths = [parts.when, parts.require]
    if tracer.truth(parts.require, row) is False:
        truths += [node for _, node in parts.derogations]
    return missing_below(program, tracer, (node for node in truths if tracer.truth(node, row) is None), row)


def missing_below(program: Program, tracer: Tracer, behind: Iterable[Node], row: Any) -> tuple[Missing, ...]:
    """What is missing behind truths or values of a row, each thing once; of an unseen row, the list that would hold it.

    The nodes are those of one row that was judged, and of which something is not known.
    """
    if row.phantom:
        return (_unseen(program, tracer, row),)
    finder = _Finder(program, tracer)
    for node in behind:
        finder.below(node, row, None)
    return tuple(finder.found)


def not_set(program: Program, node: nodes.Const) -> Iterator[Missing]:
    """The value behind a constant, if no act has set it: who must, and what to ask for."""
    value = program.regulation.values.get(node.why)
    gap = value.not_set if value is not None else None
    if value is not None and gap is not None:
        yield unset(value, gap)


def list_of(registry: Registry, scope: str, of: str = "") -> Missing:
    """A list to ask for, by the subject of its elements; ``of`` names what it is a list of.

    Of a period that gathers elements (a week its sessions) it is their list; of the periods that a file covers, it is
    the days over which the file is complete.
    """
    subject = registry.subjects[scope]
    if subject.covers:
        owner = str(subject.parent)
        text = _SAID["covered"].filled(registry.subjects[owner].label)
        return Missing("complete_from", of, text, MissingKind.FACT, owner, keeper_of(registry, owner))
    name = subject.gathers or scope
    text = _SAID["list"].filled(registry.subjects[name].label)
    return Missing(name, of, text, MissingKind.LIST, name, keeper_of(registry, name))


def _unseen(program: Program, tracer: Tracer, row: Any) -> Missing:
    """What is missing behind a phantom: the list, or the file, that would hold it."""
    while row.up is not None and row.up.phantom:
        row = row.up
    scope = scope_of(row)
    newer = _came_since(program.registry.subjects[scope], row)
    found = tracer.unseen.get((scope, newer))
    if found is None:
        found = tracer.unseen[scope, newer] = _whole(program.registry, scope, newer=newer)
    return found


def _whole(registry: Registry, scope: str, *, newer: bool) -> Missing:
    """The file or the list that a phantom stands for; of a list that was whole once, what is newer."""
    if scope in ROOTS:
        text = _SAID["file"].filled(registry.subjects[scope].label)
        return Missing(scope, "", text, MissingKind.FILE, scope, keeper_of(registry, scope))
    found = list_of(registry, scope)
    return replace(found, kind=MissingKind.NEWER) if newer else found


class _Finder:
    """Walks from an unknown truth down to what is not in the file, which it keeps in ``found``, each thing once."""

    def __init__(self, program: Program, tracer: Tracer) -> None:
        self.program = program
        self.tracer = tracer
        self.found: dict[Missing, None] = {}
        self._seen: set[tuple[Node, int]] = set()

    def below(self, node: Node, row: Any, asker: Any) -> None:
        """Find what is missing behind a node of a row."""
        here = node, id(row)
        if here in self._seen:
            return
        self._seen.add(here)
        match node:
            case nodes.Const():
                self._tell(*not_set(self.program, node))
            case nodes.Field() | nodes.Taken():
                self._read(node, row)
            case nodes.Fold():
                self._elements(node, row)
            case nodes.Outer(of=of) | nodes.Tied(test=nodes.Compare(right=nodes.Outer(of=of))):
                self.below(of, asker, None)
            case nodes.Whose():
                self._tell(*self._whose(node, row, asker))
            case nodes.Via(of=of, steps=steps):
                nowhere = self._leads_nowhere(steps, row)
                self._linked(of, reached(row, steps)) if nowhere is None else self._tell(nowhere)
            case _ if not self._is_settled(node, row):
                self._unsettled(node, row, asker)

    def _unsettled(self, node: Node, row: Any, asker: Any) -> None:
        match node:
            case nodes.Replaced():
                self._instead(node, row, asker)
            case nodes.Choose():
                self._chosen(node, row, asker)
            case nodes.Settle() | nodes.Owned() if _keys_of(node):
                self._witnesses(node, row, asker)
            case _:
                for arg in node.args:
                    self.below(arg, row, asker)
                if isinstance(node, nodes.Compare) and node.kin is not None:
                    self._left_open(node, row, asker)

    def _tell(self, *missing: Missing) -> None:
        for each in missing:
            self.found[each] = None

    def _instead(self, node: nodes.Replaced, row: Any, asker: Any) -> None:
        """Find what tells which term is in force, and what is missing of those that may be."""
        for when, _ in node.cases:
            self.below(when, row, asker)
            if self.tracer.truth(when, row) is True:
                break
        for _, term in self.tracer.may_be_in_force(node, row):
            self.below(term, row, asker)

    def _chosen(self, node: nodes.Choose, row: Any, asker: Any) -> None:
        """Find what tells which case holds, and what is missing of those that may; the others are no matter."""
        for when, then in node.cases:
            truth = self.tracer.truth(when, row)
            if truth is None:
                self.below(when, row, asker)
            if truth is not False:
                self.below(then, row, asker)
            if truth is True:
                return
        self.below(node.otherwise, row, asker)

    def _left_open(self, node: nodes.Compare, row: Any, asker: Any) -> None:
        """Find who is meant, where a name is recorded that leaves it open."""
        open_name = self.tracer.truth(node, row, asker) is None
        fact = self.program.compiled.facts.get(nodes.own(node.left))
        if open_name and fact is not None and all(self._is_definite(arg, row, asker) for arg in node.args):
            who = _SAID["who"].filled(fact.label)
            place = row_name(self.program, node.scope, row)
            keeper = keeper_of(self.program.registry, node.scope, fact.name)
            self._tell(Missing(fact.name, place, who, MissingKind.FACT, node.scope, keeper))

    def _is_definite(self, node: Node, row: Any, asker: Any) -> bool:
        seen = asker if isinstance(node, nodes.Outer) else row
        value = self.tracer.value(nodes.own(node) if isinstance(node, nodes.Outer) else node, seen)
        return value is not UNSET and is_definite(value)

    def _is_settled(self, node: Node, row: Any) -> bool:
        """Whether nothing is missing behind a node, as far as its row tells."""
        if isinstance(node, nodes.TruthNode) and not node.asks:
            return isinstance(self.tracer.truth(node, row), bool)
        if isinstance(node, nodes.Pair):
            return False
        value = self.tracer.value(node, row)
        return value is not UNSET and is_definite(value)

    def _witnesses(self, node: nodes.Settle | nodes.Owned, row: Any, asker: Any) -> None:
        """Find the first witness that would settle them all, if it is not there; else the keys to look at again.

        Another witness leaves open what these say, or they do not say whose they are.
        """
        recorded = node.recorded if isinstance(node, nodes.Settle) else ()
        first = next((each for each in recorded if not self._is_settled(each, row)), None)
        if first is not None:
            self.below(first, row, asker)
            return
        shown = self._open_lists(node, row) if isinstance(node, nodes.Settle) else []
        for each in shown:
            self.below(each, row, asker)
        if not shown:
            self._keys_again(node, row)

    def _keys_again(self, node: nodes.Settle | nodes.Owned, row: Any) -> None:
        """The keys to look at again: what they say is contradicted, or they do not say whose it is."""
        for each in _keys_of(node):
            if isinstance(each, nodes.Taken):
                self._tell(self._step(each, row, MissingKind.FACT))
                continue
            found = self._fact(each.fact, node.scope, row)
            if isinstance(node, nodes.Owned) and self._is_settled(node.of, row):
                label = self.program.registry.facts[each.fact].label
                subject = self.program.registry.subjects[node.scope].label
                found = replace(found, text=_SAID["whose"].filled(label, subject))
            self._tell(found)

    def _open_lists(self, node: nodes.Settle, row: Any) -> list[Node]:
        """The lists that leave a value open, where the file closes its keys without writing one."""
        written = any(self.tracer.truth(each, row) is True for each in node.present)
        return [] if written else [each for each in node.lists if not self._is_settled(each, row)]

    def _whose(self, node: nodes.Whose, row: Any, asker: Any) -> Iterator[Missing]:
        """What an element does not say of the one that it is about."""
        if self.tracer.whose(node, row, asker) is None:
            subjects = self.program.registry.subjects
            asked = _SAID["whose"].filled(subjects[node.scope].label, subjects[node.first.scope].label)
            named = [each.fact for each in node.named if isinstance(each, nodes.Field)]
            place, who = row_name(self.program, node.scope, row), keeper_of(self.program.registry, node.scope)
            yield Missing((*named, node.link)[0], place, asked, MissingKind.FACT, node.scope, who)

    def _leads_nowhere(self, steps: tuple[str, ...], row: Any) -> Missing | None:
        """What to correct or to add of an id that leads to no record of a whole list; None where there is none such."""
        registry = self.program.registry
        for step in steps:
            here, row = row, getattr(row, step)
            if row.phantom != STRANGER or here.phantom or step == "up":
                continue
            target, key = registry.subjects[scope_of(here)].links[step]
            named, owner = here.d.get(key), row.up
            whole = owner is not None and not any(
                each.phantom for each in (owner, *getattr(owner, f"rows_{target}"))
            )
            label = registry.subjects[target].label
            if isinstance(named, str) and whole:
                text = _SAID["nowhere"].filled(label, Text(named, named))
                return Missing(target, named, text, MissingKind.LIST, target, keeper_of(registry, target))
            if named is None and whole:
                scope = scope_of(here)
                place, who = row_name(self.program, scope, here), keeper_of(registry, scope)
                return Missing(key, place, _SAID["which"].filled(label), MissingKind.FACT, scope, who)
        return None

    def _linked(self, node: Node, row: Any) -> None:
        if row.phantom:
            self._tell(_unseen(self.program, self.tracer, row))
        else:
            self.below(node, row, None)

    def _read(self, node: nodes.Field | nodes.Taken, row: Any) -> None:
        value = self.tracer.value(node, row)
        if value is UNSET or is_definite(value):
            return
        came = node.kind == "event" and row.absent.__class__ is Interval and value.lo >= row.absent.lo > 0
        kind = MissingKind.NEWER if came else MissingKind.FACT
        self._tell(
            self._step(node, row, kind)
            if isinstance(node, nodes.Taken)
            else self._fact(node.fact, node.scope, row, kind)
        )

    def _step(self, node: nodes.Taken, row: Any, kind: MissingKind) -> Missing:
        """A step of which a record does not tell, by its name."""
        fact, place = self.program.compiled.facts[node], row_name(self.program, node.scope, row)
        return Missing(
            fact.name, place, fact.label, kind, node.scope, keeper_of(self.program.registry, node.scope)
        )

    def _fact(self, name: str, scope: str, row: Any, kind: MissingKind = MissingKind.FACT) -> Missing:
        registry = self.program.registry
        fact = registry.facts[name]
        who = keeper_of(registry, fact.per, fact.name)
        place = row_name(self.program, scope, row)
        return Missing(fact.name, place, fact.missing or fact.label, kind, fact.per, who)

    def _is_near(self, node: nodes.Gap, element: Any, asker: Any) -> bool:
        """Whether an element may lie in the interval that must be covered; what lies elsewhere is not asked for."""
        ends = (node.begin, node.end, node.first, node.last)
        rows = (element, element, asker, asker)
        values = [
            self.tracer.value(each.of if isinstance(each, nodes.Outer) else each, row)
            for each, row in zip(ends, rows, strict=True)
        ]
        return UNSET in values or touches(*values)

    def _elements(self, node: nodes.Fold, asker: Any) -> None:
        for arg in node.args:
            if isinstance(arg, nodes.Outer):
                self.below(arg.of, asker, None)
        for element in elements(asker, node.relation):
            if isinstance(node, nodes.Gap) and not self._is_near(node, element, asker):
                continue
            if not element.phantom:
                for arg in node.args:
                    self.below(arg, element, asker)
            elif self.tracer.counts(node, element, asker) is not False:
                self._tell(_unseen(self.program, self.tracer, element))


def _keys_of(node: nodes.Settle | nodes.Owned) -> list[nodes.Field | nodes.Taken]:
    """The keys and steps among the witnesses of a value with several, or that may be of several owners; else none."""
    told = node.recorded if isinstance(node, nodes.Settle) else (node,)
    read = (nodes.own(each.of) if isinstance(each, nodes.Owned) else each for each in told)
    return [each for each in read if isinstance(each, nodes.Field | nodes.Taken)]


def _came_since(subject: Subject, row: Any) -> bool:
    """Whether an unseen element can only have come since the data ended; a state that always exists has mere gaps."""
    place = row.d.get(subject.placing) if subject.placing and not subject.exists_in else None
    return place.__class__ is Placed and place.first > 0 and place.last == LAST_DAY


def unset(value: Value, gap: NotSet) -> Missing:
    """A value that no act sets: who must set it, and what to ask for."""
    return Missing(value.name, "", _SAID["unset"].filled(value.label, gap.by, gap.asks), MissingKind.ACT)
