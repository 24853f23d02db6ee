"""Begins a rule, a value or a fact in a rule set that is there: its entry, its register row and its examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from adm_rules._internal.dataclass import replace
from adm_rules._internal.engine import RuleSet, available, load, parse
from adm_rules._internal.lint.linting import LintFinding, lint
from adm_rules._internal.lint.strict import SIDE, WANTED, gaps
from adm_rules._internal.loader.find import shipped
from adm_rules._internal.review.examples import Suite, suites
from adm_rules._internal.review.parts import ExampleGap
from adm_rules._internal.review.register import COLUMNS, held, read_register, with_row
from adm_rules._internal.review.splicing import with_entry, with_rule
from adm_rules._internal.review.stub_examples import examples_for
from adm_rules._internal.review.stubs import NewNorm, NewRule
from adm_rules._internal.review.updating import example_path


class Beginning:
    """What is to be written beside a rule set, file by file; nothing is written before all of it loads.

    Raises:
        AdmRulesError: there is no such rule set, or a norm has another fate.
        DiagnosticsError: the rule set has faults, or would have some.
    """

    def __init__(self, where: str) -> None:
        self.where, self.rules = where, load(where)
        home = shipped() if where in available() else Path(where).parent
        self.path = shipped() / f"{where}.yaml" if where in available() else Path(where)
        self.register = home / "norms" / f"{self.rules.id}.csv"
        self.texts: dict[Path, str] = {}
        self.begun: str | None = None  # the rule

    def rule(self, new: NewRule, norm: NewNorm) -> None:
        """Begin a rule, with its examples."""
        known = self._modality(norm)
        whole = self._text(self.path)
        entry = new.lines(self.rules.vocabulary, known)
        made = self._loads(with_rule(whole, str(self.path), new.topic, entry))
        self._hold(norm, new.id, "encoded")
        self.begun = new.id
        (old,) = suites(self.where)
        suite = Suite(made, old.examples, folder=old.folder)
        cited, found = examples_for(suite, made.rule(new.id))
        if found:
            path = example_path(old.folder, cited)
            lines = [line for each in found for line in each.split("\n")]
            self.texts[path] = with_entry(self._text(path), cited, "examples", ["", *lines])

    def entry(self, section: str, lines: Sequence[str], name: str, norm: NewNorm | None) -> None:
        """Begin a value or a fact."""
        self._loads(with_entry(self._text(self.path), str(self.path), section, lines))
        if norm is not None:
            self._hold(norm, name, "value")

    def write(self) -> Sequence[str]:
        """Write everything; what is left to do: new findings of `lint`, and what no example of the rule shows."""
        before = {(each.code, each.at) for each in self._findings()}
        for path, text in self.texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        found = [each for each in self._findings() if (each.code, each.at) not in before]
        every: list[LintFinding | ExampleGap] = [*found, *self._gaps()]
        return [f"{each.code} · {each.at}: {each.message}: {each.help}" for each in every]

    def _findings(self) -> list[LintFinding]:
        return [each for each in lint(self.where).findings if each.code not in WANTED]

    def _gaps(self) -> Iterator[ExampleGap]:
        if self.begun is None:
            return
        (suite,) = suites(self.where)
        for each in gaps(replace(suite, only=frozenset({self.begun}))):
            if each.at == self.begun or each.code == SIDE:
                yield each

    def _loads(self, text: str) -> RuleSet:
        made = parse(text, self.rules.regulation.file)
        self.texts[self.path] = text
        return made

    @staticmethod
    def _text(path: Path) -> str:
        return path.read_text(encoding="utf-8")

    def _modality(self, norm: NewNorm) -> str:
        """How the norm speaks, by the register where it has it."""
        if not self.register.is_file():
            return norm.modality
        known = read_register(self._text(self.register), str(self.register)).by_id.get(norm.id)
        return norm.modality if known is None else known.modality

    def _hold(self, norm: NewNorm, name: str, fate: str) -> None:
        """The row of the norm, which names what holds it."""
        text = self._text(self.register) if self.register.is_file() else f"{','.join(COLUMNS)}\n"
        register = read_register(text, str(self.register))
        if norm.id in register.by_id:
            self.texts[self.register] = held(text, register, norm.id, name, fate)
        else:
            document = str(self.rules.regulation.act.document)
            self.texts[self.register] = with_row(text, norm.row(document, name, fate))
