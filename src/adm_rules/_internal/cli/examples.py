"""``adm-rules test``: the examples of rule sets, run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Annotated, NamedTuple

from adm_rules._internal.cli import CLEAN, FINDINGS
from adm_rules._internal.cli.options import Lang, LangOption, OutOption, format_option, names_beginning, told
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.sharing import shared
from adm_rules._internal.cli.terminal import echo, fail, print_answers
from adm_rules._internal.dataclass import replace
from adm_rules._internal.engine import available
from adm_rules._internal.lint.strict import gaps
from adm_rules._internal.render.cobertura import COBERTURA
from adm_rules._internal.render.pen import Answers
from adm_rules._internal.review.changed import touched
from adm_rules._internal.review.examples import Result, Suite, run_suite, suites
from adm_rules._internal.review.mutation.accepted import FILE, accepted_at, accepting
from adm_rules._internal.review.mutation.running import MutationReport, mutated
from adm_rules._internal.review.tallying import tallies
from adm_rules._internal.review.updating import update


def examples(  # noqa: PLR0913, PLR0917 - every option is a parameter
    where: Annotated[
        list[str] | None,
        argument(
            metavar="[AMBITO|FILE]...",
            autocompletion=names_beginning,
            help="Rule sets by name or path, or files or folders of examples.",
            show_default="every shipped rule set",
        ),
    ] = None,
    rules: Annotated[
        str | None, option(help="Judge the examples by this rule set instead, such as an overlay.")
    ] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Result)] = "text",
    out: OutOption = None,
    changed: Annotated[
        str | None,
        option(metavar="REV", help="Run only what a change since this revision of git touches."),
    ] = None,
    rewrite: Annotated[
        bool,
        option("--update", help="Write what came out into the example files: look at the difference."),
    ] = False,
    mutate: Annotated[
        bool,
        option("--mutate", help="Make mistakes in the rules, and tell those that no example notices."),
    ] = False,
    accept: Annotated[
        str | None,
        option(metavar="BECAUSE", help="Of `--mutate`: accept what no example notices, for this reason."),
    ] = None,
    strict: Annotated[
        bool,
        option("--strict", help="List what no example shows as well; any of it makes the exit code 1."),
    ] = False,
    coverage: Annotated[
        bool, option("--coverage", help="Show how much of each rule and reading the examples show.")
    ] = False,
    at_least: Annotated[
        float | None,
        option(metavar="PERCENT", min=0, max=100, help="Of `--coverage`: exit with 1 below this."),
    ] = None,
    every: Annotated[
        bool,
        option(
            "--all",
            help="Show also how many examples each rule has of each verdict; of `--mutate`, every kind of mistake.",
        ),
    ] = False,
) -> None:
    """Run the examples of rule sets, or see which mistakes in the rules they would notice.

    Exit codes: 0 all as expected, 1 some not, 2 bad usage, 3 bad rules or bad examples.
    """
    counted = coverage or at_least is not None or format_ == COBERTURA.name
    if (strict or counted) and (changed is not None or mutate):
        fail("--strict and --coverage ask of all examples of a rule set: leave out --changed and --mutate")
    names = tuple(dict.fromkeys(where or available()))
    with told():
        if mutate:
            asked = (suite for each in names for suite in _asked(each, rules, changed))
            mutations = _Mutating(asked, accept, every=every)
            print_answers(
                Answers(MutationReport, mutations.each(), one=False), format_, lang, every=every, out=out
            )
            raise SystemExit(FINDINGS if mutations.failed else CLEAN)
        tasks = [_Task(each, rules, changed, strict, counted) for each in names]
        runs = _Running(tasks, rewrite=rewrite, least=at_least or 0)
        print_answers(Answers(Result, runs.each(), one=False), format_, lang, every=every, out=out)
    for path, number in runs.written.items():
        echo(f"{path}: {number} expectations rewritten")
    raise SystemExit(FINDINGS if runs.failed else CLEAN)


def _asked(where: str, rules: str | None, changed: str | None) -> Iterator[Suite]:
    for suite in suites(where, rules):
        yield suite if changed is None else touched(suite, where, changed)


class _Task(NamedTuple):
    """What is to be run, and what is asked of it; a process of its own may do it."""

    where: str
    rules: str | None
    changed: str | None
    strict: bool
    counted: bool

    def results(self) -> list[Result]:
        """What came of it, of each example only what is told."""
        return [self._result(suite) for suite in _asked(self.where, self.rules, self.changed)]

    def _result(self, suite: Suite) -> Result:
        result = run_suite(suite)
        return replace(
            result,
            outcomes=tuple(each.without_files() for each in result.outcomes),
            gaps=gaps(suite) if self.strict else None,
            coverage=tallies(suite) if self.counted else None,
        )


class _Running:
    """Runs rule sets with their examples, and rewrites expectations if asked to."""

    def __init__(self, tasks: Sequence[_Task], *, rewrite: bool, least: float) -> None:
        self.tasks, self.rewrite, self.least = tasks, rewrite, least
        self.failed = False
        self.written: dict[Path, int] = {}

    def each(self) -> Iterator[tuple[None, Result]]:
        """What came of each."""
        for result in chain.from_iterable(shared(_Task.results, self.tasks, attrgetter("where"))):
            few = result.percent is not None and result.percent < self.least
            left = [each for each in result.failed if each.fault is not None or not self.rewrite]
            self.failed = self.failed or few or bool(left) or bool(result.gaps)
            yield None, result
            self.written.update(update(result) if self.rewrite else {})


class _Mutating:
    """Makes mistakes in the rules of suites, and accepts those that no example notices if asked to."""

    def __init__(self, suites_: Iterable[Suite], accept: str | None, *, every: bool) -> None:
        self.suites, self.accept, self.every = suites_, accept, every
        self.failed = False

    def each(self) -> Iterator[tuple[None, MutationReport]]:
        """What came of each."""
        for suite in self.suites:
            path = suite.folder / FILE
            report = mutated(suite, accepted_at(path), every=self.every)
            if self.accept is not None and report.survivors:
                keys = [f"{each.at}: {each.change}" for each in report.survivors]
                with path.open("a", encoding="utf-8") as file:
                    file.write(accepting(report.rules, self.accept, keys))
            self.failed = self.failed or bool((report.survivors and self.accept is None) or report.idle)
            yield None, report
