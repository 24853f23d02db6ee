"""A second reading of the same nodes, for what is plain: loops within loops over the records of a file, and no rows.

One function for each subject that rules are about gives the verdicts of these on each of its records. What a record
holds is tested when it is read; whatever is not plain (a list that may go on, a key that is not there, an interval,
several days where one is expected) raises `Left`, and the general code judges that subject. What was tested is surely
of its class from then on, so that most truths are one comparison. A rule that asks for what only rows can tell (links,
siblings, whose a record is) is left to the general code from the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from typing import Final, cast

from adm_rules._internal.compiler import nodes
from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.core import Core
from adm_rules._internal.compiler.cutting import END, START
from adm_rules._internal.compiler.judging import (
    BREACHES,
    COMPLIES,
    NOT_APPLICABLE,
    InForce,
    judged_where,
    outside_today,
    repeated,
    write_verdict,
)
from adm_rules._internal.compiler.nodes import Node
from adm_rules._internal.compiler.page import Env
from adm_rules._internal.compiler.plainness import CLASSES, Plain, witnesses_of
from adm_rules._internal.compiler.python import Writer
from adm_rules._internal.facts.registry import PeriodGrouping, Subject

LEAVES: Final = "raise Left"
#: What its functions are given, and say of a file as a whole: no fact is called so.
_TAKEN: Final = ("content", "until", "absent", "closed", "out")


class Left(Exception):  # noqa: N818 - no error
    """Something is not plain: the general code judges."""


class OptimisticWriter(Writer):
    """Writes nodes for plain records: `Env.row` is the record, and `Env.up` stands for its owner."""

    storing = False

    def __init__(self, names: Mapping[Node, str], plain: Plain) -> None:
        super().__init__(Core(names))
        self._registry = plain.registry
        self.plain = plain
        for taken in _TAKEN:
            self.name(taken)
        #: The records that code is being written inside of, the outermost first.
        self._open: list[Env] = []
        #: What owners work out before a loop over what they hold, and where: by the owner.
        self._ahead: dict[int, tuple[list[str], int, dict[Node, str]]] = {}
        self._places: list[list[str]] = []

    def function(self, number: int, rules: Sequence[CompiledRule], in_force: InForce) -> None:
        """The function that judges rules about one subject: it puts out each record with the verdicts."""
        root, *below = reversed(
            [scope for scope in self._registry.upwards(rules[0].rule.per) if scope != "file"]
        )
        env = self._record(root, None)
        self._open = [env]
        self.plain.witnesses = {node for rule in rules for node in witnesses_of(rule)}
        with self.block(f"def group_{number}(content, on, until, absent, out):"), ExitStack() as loops:
            self.line(outside_today(in_force))
            self.line("closed = until is None or until >= on")
            for scope in below:
                env = loops.enter_context(self.each(env, scope))
            for node in repeated(rules):
                self.value(node, env)
            for rule, outside in judged_where(self, rules, env, in_force):
                self._write_verdict(rule, env, outside)
            verdicts = "".join(f"verdict_{rule.index}, " for rule in rules)
            self.line(f"out(({env.row}, ({verdicts})))")

    def _write_verdict(self, rule: CompiledRule, env: Env, outside: str) -> None:
        parts, name = rule.parts, f"verdict_{rule.index}"
        if parts.derogations or not (self.plain.is_sure(parts.when) and self.plain.is_sure(parts.require)):
            write_verdict(self, parts, env, name, outside)
        else:
            applies = self.truth(parts.when, env)
            with self.block(f"if {outside}:" if applies == "True" else f"if {outside} or not {applies}:"):
                self.line(f"{name} = {NOT_APPLICABLE}")
            with self.block("else:"):
                self.line(f"{name} = {COMPLIES} if {self.truth(parts.require, env)} else {BREACHES}")
        if rule.may_be_milder:  # than other breaches of it, which only rows tell
            self._leave_if(f"{name} == {BREACHES}")

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, node: Node, env: Env) -> str:
        """A name (or constant) that holds the node's value."""
        if isinstance(node, nodes.Via):
            for _ in node.steps:
                env = _owner(env)
            return self._before(node.of, env)
        return super().value(node, env)

    def _before(self, node: Node, owner: Env) -> str:
        """What belongs to an owner is worked out once, before the loop over what it holds."""
        lines, depth, known = self._ahead[id(owner)]
        if node not in known and not isinstance(node, nodes.Const | nodes.Today):
            kept = self.lines, self.depth, owner.bound
            self.lines, self.depth, owner.bound = lines, depth, known
            self.value(node, owner)
            known |= owner.bound
            self.lines, self.depth, owner.bound = kept
        return known.get(node) or super().value(node, owner)

    def _compute(self, node: nodes.Values | nodes.Truths | nodes.Folds, env: Env) -> str:
        if env.open:
            return super()._compute(node, env)
        if isinstance(node, nodes.Field) and not node.more and "." not in node.path:
            cls = CLASSES.get(node.kind)
            if cls in ("str", "bool"):  # as it stands in the file
                name = self.name(self.core.names.get(node, node.word))
                self.line(f"{name} = {env.row}.get({node.path!r})")
                unset = f" or {name} == 'none'" if cls == "str" else ""
                self._leave_if(f"{name}.__class__ is not {cls}{unset}")
                self.classes[name] = cls
                return name
        name = super()._compute(node, env)
        if not isinstance(node, nodes.Fold):
            self._test(node, name)
        return name

    def _test(self, node: Node, name: str) -> None:
        """Leave unless a value is plain; a day that is worked out may turn out not to exist."""
        if not self.plain.is_sure(node) or isinstance(node, nodes.Pair):
            return
        if isinstance(node, nodes.TruthNode | nodes.Some):
            self.classes[name] = "bool"
            return
        cls = CLASSES[node.kind]
        plain = self._comes_plain(node)
        if node.kind == "date" and node.extent.none and not plain:
            self._leave_if(f"{name}.__class__ is not int and {name} is not NONE")
            return
        if not plain:
            self._leave_if(f"{name}.__class__ is not {cls}")
        self.classes[name] = cls

    def _comes_plain(self, node: Node) -> bool:
        """Whether generated code gives nothing but a plain value."""
        counted = isinstance(node, nodes.Count) and self.plain.is_sure(node.where)
        return counted or (
            isinstance(node, nodes.DayPart)
            and node.what in ("day", "clock", "weekday")
            and all(
                self.plain.is_sure(arg) and (arg.kind != "date" or not arg.extent.none) for arg in node.args
            )
        )

    def _leave_if(self, test: str) -> None:
        with self.block(f"if {test}:"):
            self.line(LEAVES)

    # --- truths -------------------------------------------------------------------------------------------------------

    def truth(self, node: Node, env: Env) -> str:
        """The expression of a truth; of parts that are known, Python's own."""
        if node not in env.bound and not env.open and self.plain.is_sure(node):
            match node:
                case nodes.Not(of=of):
                    return f"(not {self.truth(of, env)})"
                case nodes.And(of=parts):
                    return f"({' and '.join([self.truth(part, env) for part in parts])})"
                case nodes.Or(of=parts):
                    return f"({' or '.join([self.truth(part, env) for part in parts])})"
        return super().truth(node, env)

    def _choose(self, node: nodes.Choose, env: Env) -> str:
        if env.open or not all(self.plain.is_sure(when) for when, _ in node.cases):
            return super()._choose(node, env)
        cases = [(self.value(then, env), self.truth(when, env)) for when, then in node.cases]
        chosen = "".join(f"{then} if {test} else " for then, test in cases)
        return f"{chosen}{self.value(node.otherwise, env)}"

    # --- loops --------------------------------------------------------------------------------------------------------

    @contextmanager
    def block(self, head: str, *_envs: Env) -> Iterator[None]:
        """An indented block; what any record binds inside it is forgotten after it."""
        with super().block(head, *self._open):
            yield

    def folds(self, group: list[nodes.Folds], env: Env) -> dict[Node, str]:
        """One loop for folds over the same elements; the names of their results."""
        names = super().folds(group, env)
        for fold, name in names.items() if not env.open else ():
            self._test(fold, name)
        return names

    def _element(self, fold: nodes.Folds, name: str, env: Env) -> None:
        """What one element adds; nothing is open where it is known whether it counts."""
        if env.open or not self.plain.is_sure(fold.where):
            super()._element(fold, name, env)
            return
        counts = self._counts(fold.where, env)
        with nullcontext() if counts == "True" else self.block(f"if {counts}:"):
            match fold:
                case nodes.Some():
                    self.line(f"{name} = True")
                case nodes.Count():
                    self.line(f"{name} += 1")
                case _:
                    self._gather(fold, name, "True", env)

    def _add(self, name: str, sure: str, amount: str, unseen: str) -> None:
        if sure == "True" and not self.tests("int", amount):
            self.line(f"{name} += {amount}")
        else:
            super()._add(name, sure, amount, unseen)

    def _looked_up(self, _fold: nodes.Folds, _name: str, _env: Env) -> bool:
        return False

    def _loop(self, relation: nodes.Reach, env: Env, names: dict[nodes.Folds, str]) -> None:
        owner = env
        for _ in relation.steps:
            owner = _owner(owner)
        for witness in (False, True):
            some = {fold: name for fold, name in names.items() if (fold in self.plain.witnesses) is witness}
            if some:
                with self._elements(owner, relation.chain, env, witness=witness or env.open) as element:
                    self._each_adds(some, element)
                self._share(some)

    def _each_adds(self, names: Mapping[nodes.Folds, str], element: Env) -> None:
        gathers: dict[object, str] = {}
        for fold, name in names.items():
            if gathers.setdefault(_gathered_of(fold), name) == name:
                self._element(fold, name, element)

    def _share(self, names: Mapping[nodes.Folds, str]) -> None:
        """What one fold gathered is there for all that gather the same of the same elements."""
        gathers: dict[object, str] = {}
        for fold, name in names.items():
            first = gathers.setdefault(_gathered_of(fold), name)
            if first != name:
                self.line(f"{name}_all = {first}_all")

    @contextmanager
    def _elements(
        self, owner: Env, chain: Sequence[str], asker: Env | None = None, *, witness: bool = False
    ) -> Iterator[Env]:
        """Loops down to the elements of lists of lists."""
        *above, last = chain
        with ExitStack() as loops:
            for scope in above:
                owner = loops.enter_context(self.each(owner, scope, few=asker is not None))
            yield loops.enter_context(self.each(owner, last, asker, few=asker is not None, witness=witness))

    @contextmanager
    def each(
        self, owner: Env, scope: str, asker: Env | None = None, *, few: bool = False, witness: bool = False
    ) -> Iterator[Env]:
        """A loop over the elements of one list; ``few``: long lists are looked up, which only the general code does.

        For a ``witness`` a list that is not there has one element, of which nothing is known.
        """
        subject = self._registry.subjects[scope]
        env = self._record(scope, owner, asker)
        with self._waiting(owner):
            if owner.gathered and self._registry.subjects[owner.scope].gathers == scope:
                yield from self._gathered(owner, env)
            elif subject.grouped is not None:
                yield from self._periods(owner, subject, env)
            elif subject.covers is not None:
                found = self._line("spells", f"periods_covered({owner.row}, on, {subject.covers!r})")
                self._leave_if(f"{found} is None")
                yield from self._over(found, env)
            else:
                if witness:
                    env.open, env.absent = True, f"(untold if {env.row} is NOTHING else {env.absent})"
                yield from self._over(self._list(owner, subject, few=few, witness=witness), env, subject)

    def _record(self, scope: str, owner: Env | None, asker: Env | None = None) -> Env:
        row = self.name(scope) if owner else "content"
        absent = "untold" if self._registry.subjects[scope].acts else "absent"
        return Env(row, scope, data=row, asker=asker, absent=absent, up=owner)

    @contextmanager
    def _waiting(self, owner: Env) -> Iterator[None]:
        """A place, before a loop, for what is worked out of the owner once something inside needs it."""
        kept = {**self._ahead}
        lines: list[str] = []
        self.line(f"{_PLACE}{len(self._places)}")
        self._places.append(lines)
        known = dict(owner.bound)
        self._ahead[id(owner)] = lines, self.depth, known
        yield
        owner.bound = {**owner.bound, **known}
        self._ahead = kept

    def _over(self, found: str, env: Env, subject: Subject | None = None) -> Iterator[Env]:
        with self.block(f"for {env.row} in {found}:"):
            if subject is not None and subject.lapses is not None:
                key, name = subject.lapses
                with self.block(f"if {env.row}.get({key!r}) == {name!r}:"):
                    self.line(f"{env.row} = readers.as_now({env.row}, {key!r}, {subject.placing!r}, on)")
            self._open.append(env)
            yield env
            self._open.pop()

    def _list(self, owner: Env, subject: Subject, *, few: bool, witness: bool) -> str:
        """A name that holds a plain list that is surely whole."""
        found = self._line("items", f"{owner.row}.get({subject.key!r})")
        if subject.exists_in:  # who has been in one state from the beginning, and always will be
            self._leave_if(f"{found}.__class__ is not str or {found} == 'none' or not closed")
            return self._line("items", f"[{{{subject.bare!r}: {found}, 'from': 'none', 'to': 'none'}}]")
        if witness:
            with self.block(f"if {found} is None and until is None:"):
                self.line(f"{found} = ONE_UNSEEN")
        plain = f"{found}.__class__ is not list"
        odd = [f"{plain} and {found} is not ONE_UNSEEN" if witness else plain]
        odd += [f"{found} and {found}[0].__class__ is not dict"]
        odd += ["not closed"] if subject.placing is not None else []
        odd += [f"len({found}) > stretches.MANY"] if few else []
        self._leave_if(" or ".join(odd))
        return found

    def _periods(self, owner: Env, subject: Subject, env: Env) -> Iterator[Env]:
        """The weeks or months of elements, each with the records that lead to one, from the owner down."""
        grouped = cast("PeriodGrouping", subject.grouped)
        chain = self._registry.chain(owner.scope, str(subject.gathers)) or ()
        gathered = self._line("gathered", "[]")
        facts = {
            self.core.names[node]: node for node in self.plain.made[subject.name] if node in self.core.names
        }
        with self._elements(owner, chain) as element:
            start, end = (self._line("moment", f"{element.row}.get({key!r})") for key in (START, END))
            self._leave_if(
                f"{start}.__class__ is not str or {end} is not None"
                f" and ({end}.__class__ is not str or {end}[:10] != {start}[:10])"
            )
            day, status = (self.value(facts[name], element) for name in (grouped.day, grouped.status))
            known = {node: name for node, name in element.bound.items() if name.isidentifier()}
            way, above = [element.row], element
            while (above := _owner(above)) is not owner:
                way.insert(0, above.row)
            self.line(f"{gathered}.append(({day}, {status}, ({', '.join([*way, *known.values()])},)))")
        env.gathered, env.chain, env.known = self.name("gathered"), tuple(chain), known
        with self.block(
            f"for {env.row}, {env.gathered} in periods_of({self.constant(grouped)}, {gathered}):"
        ):
            self._open.append(env)
            yield env
            self._open.pop()

    def _gathered(self, period: Env, env: Env) -> Iterator[Env]:
        """The elements of a period: each with the records that lead to it."""
        owner, way = _owner(period), []
        for scope in period.chain[:-1]:
            owner = self._record(scope, owner)
            way.append(owner)
        env.up = owner
        for node, name in period.known.items():  # what was worked out of each before
            env.bound[node] = again = self.name(name)
            self.classes[again] = self.classes.get(name, "")
        held = [*(each.row for each in (*way, env)), *env.bound.values(), ""]
        with self.block(f"for {', '.join(held)}in {period.gathered}:"):
            self._open += [*way, env]
            with ExitStack() as waiting:
                for each in way:
                    waiting.enter_context(self._waiting(each))
                yield env
            del self._open[-len(way) - 1 :]

    def _line(self, stem: str, source: str) -> str:
        name = self.name(stem)
        self.line(f"{name} = {source}")
        return name

    def written(self) -> list[str]:
        """All lines, with what was put before loops later on."""
        return list(self._put(self.lines))

    def _put(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            place = line.strip()
            if place.startswith(_PLACE):
                yield from self._put(self._places[int(place[len(_PLACE) :])])
            else:
                yield line


#: Stands, in front of a loop, for lines that are written later.
_PLACE: Final = "# ahead "


def _gathered_of(fold: nodes.Folds) -> object:
    """What a fold gathers of its elements."""
    return (fold.where, fold.gathered) if isinstance(fold, nodes.Gathering) else fold


def _owner(env: Env) -> Env:
    return cast("Env", env.up)
