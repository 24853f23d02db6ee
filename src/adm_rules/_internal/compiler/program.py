"""A compiled rule set: its rules, its generated Python, and the rows that a file is turned into."""

from __future__ import annotations

import linecache
import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from threading import Lock
from types import CodeType
from typing import TYPE_CHECKING, Any, TypeAlias

from adm_rules._internal.compiler import kernels, owners, ranges, readers, steps, stretches, weekly
from adm_rules._internal.compiler.compiled import Compiled, CompiledRule
from adm_rules._internal.compiler.cutting import cut_at_periods, take_away
from adm_rules._internal.compiler.filling import Fillings
from adm_rules._internal.compiler.links import resolve_links
from adm_rules._internal.compiler.presuming import Presuming
from adm_rules._internal.compiler.reading import reader_names, reader_text
from adm_rules._internal.compiler.rows import (
    PeriodMaker,
    Reading,
    all_plans,
    read_root,
)
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import Diagnostic
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.report import RuleVerdict
from adm_rules._internal.rules import Regulation
from adm_rules._internal.texts import Text
from adm_rules._internal.values import (
    bounds,
    folds,
    kinship,
    logic,
    operators,
    periods,
    spans,
    terms,
)
from adm_rules._internal.values.bounds import ANY_SET, INF, UNKNOWN
from adm_rules._internal.values.logic import WAIT

if TYPE_CHECKING:
    from adm_rules._internal.compiler.judging import Judging
    from adm_rules._internal.compiler.nodes import Node


class Lines(Sequence[str]):
    """The lines of generated code, which are only written where somebody looks."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    @cached_property
    def _lines(self) -> list[str]:
        return self._text().splitlines(keepends=True)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at: Any) -> Any:
        return self._lines[at]


#: What judging puts out for a row: which group of rules (`Judging.groups`), the row, and the code of each verdict.
Judged: TypeAlias = tuple[int, Any, tuple[int, ...]]


class Program:
    """A compiled regulation.

    Code is generated for the files that are judged together, when they first are: a case alone needs nothing of what
    judges an agency.
    """

    def __init__(
        self, compiled: Compiled, notices: tuple[Diagnostic, ...] = (), presuming: Presuming | None = None
    ) -> None:
        self.compiled = compiled
        #: What the rule set presumes of files.
        self.presuming = Presuming(compiled.regulation, compiled.registry) if presuming is None else presuming
        #: What whoever edits the file should look at.
        self.notices = notices
        self._variants: dict[frozenset[str], Variant] = {}
        #: Called when code was made that another process may be spared making.
        self.on_made: Callable[[Program], None] | None = None
        self._labels: dict[str | None, Mapping[str, Text] | None] = {}

    @property
    def regulation(self) -> Regulation:
        """The rule file as data."""
        return self.compiled.regulation

    @property
    def registry(self) -> Registry:
        """The vocabulary that the rules are written in."""
        return self.compiled.registry

    @property
    def rules(self) -> tuple[CompiledRule, ...]:
        """Its rules, in the order of the file."""
        return self.compiled.rules

    def variant(self, roots: Iterable[str]) -> Variant:
        """The code that judges these files together."""
        wanted = frozenset(roots)
        found = self._variants.get(wanted)
        if found is None:  # two threads may make it at once; both then use the one that came first
            from adm_rules._internal.compiler.judging import Judging

            made = Variant(self, Judging(replace(self.compiled, rules=self._about(wanted))))
            found = self._variants.setdefault(wanted, made)
        return found

    @property
    def variants(self) -> Mapping[frozenset[str], Variant]:
        """The code that was made so far, by the kinds of files."""
        return dict(self._variants)

    def adopt(self, roots: frozenset[str], judging: Judging, code: Mapping[str, bytes]) -> None:
        """Take up code that another process made of the same rules, and wrote down."""
        self._variants[roots] = Variant(self, judging, code)

    def _about(self, roots: frozenset[str]) -> tuple[CompiledRule, ...]:
        """The rules about some kinds of files."""
        return tuple(rule for rule in self.rules if self.root_of(rule.rule.per) in roots)

    def root_of(self, scope: str) -> str:
        """The kind of file that a subject stands in."""
        parent = self.registry.subjects[scope].parent
        return scope if parent is None or parent == "file" else self.root_of(parent)

    def names_in(self, list_name: str | None) -> Mapping[str, Text] | None:
        """Labels of the members of a name list, the rule set's own additions included."""
        if list_name not in self._labels:
            self._labels[list_name] = self.regulation.labels(list_name)
        return self._labels[list_name]

    def names_of(self, fact: Fact) -> Mapping[str, Text] | None:
        """Labels of the names that a fact takes; ids may be those of roles."""
        return self.names_in(fact.names or ("role" if fact.kind in ("set", "id") else None))


class Variant:
    """The code for one set of files, and the rows that they are turned into.

    Judging is one generated function. What only the explanation of a finding asks (another reading, one record of a
    derogation, the slots of a message) is generated when it is first asked.
    """

    def __init__(
        self,
        program: Program,
        judging: Judging,
        code: Mapping[str, bytes] | None = None,
        *,
        is_part: bool = False,
    ) -> None:
        self.program = program
        self.judging = judging
        #: What was compiled so far, by the name of the function; bytes are what another process wrote down.
        self._code: dict[str, CodeType | bytes] = dict(code or {})
        self.plans = judging.plans
        self._every = {plan.scope: plan for root in self.plans.values() for plan in all_plans(root)}
        self._cut = tuple(plan for plan in self._every.values() if plan.subject.grouped)
        self._linked = tuple(plan for plan in self._every.values() if plan.links)
        self.scopes = tuple(self._every)
        self._functions: dict[tuple[str, bool], Any] = {}
        self._readers: dict[str, Callable[[Any, Reading], None]] = {}
        #: Held while text is written: a page is written line by line.
        self._writing = Lock()
        #: What a rule says of all subjects that it finds in order, or does not apply to: by number, verdict, language.
        self.said: dict[tuple[int, str, str], str] = {}
        #: Kinds of findings by group, verdicts, and what softens these: many rows are judged alike.
        self.kinds: dict[tuple[Any, ...], tuple[tuple[int, ...], tuple[RuleVerdict, ...]]] = {}
        self._is_part = is_part

    def part(self, rules: frozenset[int]) -> Variant:
        """The code for some of its rules alone, which no later process is told of."""
        from adm_rules._internal.compiler.judging import Judging

        kept = tuple(self.program.rules[n] for n in sorted(rules))
        return Variant(self.program, Judging(replace(self.program.compiled, rules=kept)), is_part=True)

    def plain_code(
        self, name: str, text: Callable[[], str], names: Callable[[], Mapping[str, Any]]
    ) -> Mapping[str, Any]:
        """What there is after text has run that is generated for plain data."""
        return self._run(name, text, lambda: {**_KERNELS, **_READERS[False], **names()})

    def judge(
        self, files: Mapping[str, Any], on: int, *, models: bool, fillings: Fillings | None = None
    ) -> tuple[list[Judged], Reading]:
        """Judge files (by root) on a day: for each row the verdicts of its rules, and all the rows.

        ``fillings`` are what is presumed of them.
        """
        reading = Reading(on, {scope: [] for scope in self.scopes}, fillings=fillings or {})
        for name, plan in self.plans.items():
            data = files.get(name)
            if data.__class__ is dict:
                self._reader(name)(data, reading)
            else:
                read_root(plan, data, reading)
        resolve_links(self._linked, self._every, reading)
        added = cut_at_periods(self._cut, reading)
        out: list[Judged] = []
        self.function("judge", models=models)(reading.rows, on, out.append, reading)
        if added:
            parts = take_away(added, reading)
            out = [each for each in out if id(each[1]) not in parts]
        return out, reading

    @property
    def facts(self) -> Mapping[Node, Fact]:
        """Which fact a node is."""
        return self.judging.facts

    def source(self) -> str:
        """All generated Python."""
        names = [name for rule in self.judging.rules for name in self.judging.asked_of(rule)]
        with self._writing:
            return "\n\n".join(self.judging.text(name) for name in ("judge", *names))

    def function(self, name: str, *, models: bool) -> Any:
        """A generated function, for files read as models or as plain JSON data."""
        found = self._functions.get((name, models))
        if found is None:
            known = name in self._code
            found = self._functions.setdefault((name, models), self._made(name, models=models))
            if name == "judge" and not (known or self._is_part) and self.program.on_made is not None:
                self.program.on_made(self.program)
        return found

    def written(self) -> Mapping[str, bytes]:
        """The code of all functions, those that explain included, for a later process."""
        for rule in self.judging.rules:
            for name in self.judging.asked_of(rule):
                self._compiled(name, partial(self._text, name), self._title(name))
        return {
            name: code if isinstance(code, bytes) else marshal.dumps(code)
            for name, code in self._code.items()
        }

    def _text(self, name: str) -> str:
        with self._writing:
            return self.judging.text(name)

    def _made(self, name: str, *, models: bool) -> Any:
        """Make generated text callable; its constants are those that were met while it was written."""

        def names() -> Mapping[str, Any]:
            constants = self.judging.judges_with if name == "judge" else self.judging.constants
            return {**_KERNELS, **_READERS[models], **constants, **self._makers()}

        return self._run(name, partial(self._text, name), names)[name]

    def _run(
        self, name: str, text: Callable[[], str], names: Callable[[], Mapping[str, Any]]
    ) -> Mapping[str, Any]:
        """What there is after generated text has run; tracebacks and `inspect` show its lines."""
        title = self._title(name)
        lines: Any = Lines(text)
        linecache.cache[title] = (1, None, lines, title)
        code = self._compiled(name, text, title)  # first: constants are met while text is written
        namespace = dict(names())
        exec(code, namespace)  # noqa: S102 - made of text that is written from names of the registry
        return namespace

    def _title(self, name: str) -> str:
        """What tracebacks call generated code."""
        regulation = self.program.regulation
        return f"<adm_rules: {regulation.id} {regulation.version}: {name}>"

    def _compiled(self, name: str, text: Callable[[], str], title: str) -> CodeType:
        found = self._code.get(name)
        if isinstance(found, bytes):
            found = self._code[name] = marshal.loads(found)  # noqa: S302 - `shelf` knows where it is from
        elif found is None:
            found = self._code[name] = compile(text(), title, "exec")
        return found

    def _reader(self, root: str) -> Callable[[Any, Reading], None]:
        """What turns a file of plain data into rows."""
        found = self._readers.get(root)
        if found is None:
            plan = self.plans[root]
            text = partial(reader_text, plan, self.program.presuming.subjects)
            made = self._run(f"read {root}", text, partial(reader_names, plan))
            found = self._readers.setdefault(root, made["read"])
        return found

    def _makers(self) -> dict[str, Any]:
        """What makes the rows of subjects that are made of judged elements, by the name that generated code calls."""
        return {f"make_{plan.scope}s": PeriodMaker(plan) for plan in self._cut}


#: What generated code may call.
_KERNELS: Mapping[str, Any] = {
    "kernels": kernels,
    "weekly": weekly,
    "owners": owners,
    "steps": steps,
    "stretches": stretches,
    "readers": readers,
    "operators": operators,
    "folds": folds,
    "periods": periods,
    "spans": spans,
    "terms": terms,
    "logic": logic,
    "kinship": kinship,
    "bounds": bounds,
    "INF": INF,
    "WAIT": WAIT,
    "UNKNOWN": UNKNOWN,
    "ANY_SET": ANY_SET,
    "WEEKDAYS": kernels.WEEKDAY_NAMES,
    "date": date,
    "datetime": datetime,
    "PLAIN": (int, str, bool, tuple),
    "LISTS": (list, tuple, frozenset),
    "NAMED": (str, int),
    "Lookups": ranges.Lookups,
    "HOLIDAYS": kernels.HOLIDAYS,
    "DAYS": readers.DAYS,
    "EVENTS": readers.EVENTS,
    "INSTANTS": readers.INSTANTS,
    "CLOCKS": readers.CLOCKS,
    "FRACTIONS": readers.FRACTIONS,
}

#: How amounts are read: models hold them as whole numbers already, plain JSON data as text.
_READERS: Mapping[bool, Mapping[str, Any]] = {
    True: {
        "FROM": "from_",
        "read_money": readers.plain,
        "read_number": readers.plain,
    },
    False: {
        "FROM": "from",
        "read_money": readers.text_money,
        "read_number": readers.text_number,
    },
}
