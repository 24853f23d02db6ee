"""``adm-rules coverage``: what became of every norm of the documents, and whether register and rules agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from adm_rules._internal.cli import CLEAN, FINDINGS
from adm_rules._internal.cli.options import Lang, LangOption, OutOption, format_option, names_beginning, told
from adm_rules._internal.cli.parameters import argument, option
from adm_rules._internal.cli.terminal import complain, fail, print_answers
from adm_rules._internal.diagnostics import Diagnostic, DiagnosticsError, Weight
from adm_rules._internal.engine import available, load
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.render.pen import Answers
from adm_rules._internal.review import coverage as matrices
from adm_rules._internal.review.accounts import check_register
from adm_rules._internal.review.ambiguities import check_ambiguities, load_ambiguities
from adm_rules._internal.review.coverage import Coverage
from adm_rules._internal.review.examples import example_files, examples
from adm_rules._internal.review.presupposed import load_reasons, notices
from adm_rules._internal.review.register import find_register, registers


def coverage(
    ambito: Annotated[
        str | None,
        argument(
            metavar="[AMBITO|FILE]",
            help="A rule set by name, or the path of a rule file.",
            show_default="the totals of all",
            autocompletion=names_beginning,
        ),
    ] = None,
    rules: Annotated[str | None, option(help="The same, as other commands take it.")] = None,
    register: Annotated[
        str | None,
        option(metavar="FILE", help="Its register of norms.", show_default="norms/<id>.csv beside it"),
    ] = None,
    lang: LangOption = Lang.IT,
    format_: Annotated[str, format_option(Coverage)] = "text",
    out: OutOption = None,
) -> None:
    """Show what became of every norm and every open question of a document, and check that registers and rules agree.

    Told as well is what rules hang on and no rule asks for.

    Exit codes: 0 they agree, 1 they do not, 2 bad usage, 3 a rule file, example or register with faults of form.
    """
    if ambito is not None and rules is not None:
        fail("name the rule set once: as the argument or by --rules")
    one = ambito or rules
    if one is None and register is not None:
        fail("name the rule set that the register is about, by --rules")
    with told():
        made = [_matrix(name, register) for name in ([one] if one is not None else registers())]
    print_answers(
        Answers(Coverage, [(None, matrix) for matrix, _ in made], one=one is not None), format_, lang, out=out
    )
    faults = [fault for _, found in made for fault in found]
    if faults:
        complain(DiagnosticsError(faults))
    raise SystemExit(FINDINGS if any(fault.severity is Weight.ERROR for fault in faults) else CLEAN)


def _matrix(rules: str, register: str | None) -> tuple[Coverage, tuple[Diagnostic, ...]]:
    """The matrix of a rule set, and where it and its register disagree."""
    regulation = load(rules).regulation
    listed = find_register(rules, regulation.id, register)
    beside = None if rules in available() else Path(rules).parent
    tested = examples(example_files(regulation.id, beside))
    questions = load_ambiguities(rules) if beside is None else ()
    known = vocabulary(regulation)
    faults = check_register(listed, regulation, known)
    if questions:
        faults += check_ambiguities(questions, regulation)
    faults += notices(regulation, known, load_reasons(beside))
    return matrices.coverage(regulation, listed, tested, questions), faults
