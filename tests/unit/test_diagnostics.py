"""Faults as data: their text, their order, and the exceptions that carry them."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from adm_rules._internal.diagnostics import (
    AdmRulesError,
    CaseError,
    Diagnostic,
    DiagnosticsError,
    Position,
    Weight,
    did_you_mean,
    format_path,
    nearest,
    render_all,
    sort_key,
)

HERE = Position("rules.yaml", 3, 5, 9)
FAULT = Diagnostic("unknown-key", "unknown key `whem`", HERE, ("rules", 0, "whem"), "did you mean `when`?")


def test_a_fault_is_shown_with_its_source_line_a_caret_and_the_remedy() -> None:
    assert FAULT.render("    whem: {}") == (
        "rules.yaml:3:5: error[unknown-key]: unknown key `whem`\n"
        "        whem: {}\n"
        "        ^^^^\n"
        "  help: did you mean `when`?"
    )


def test_without_the_source_line_the_path_is_shown() -> None:
    assert FAULT.render() == (
        "rules.yaml:3:5: error[unknown-key]: unknown key `whem`\n"
        "  at: rules[0].whem\n"
        "  help: did you mean `when`?"
    )


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Diagnostic("a", "is wrong", HERE), "rules.yaml:3:5: error[a]: is wrong"),
        (Diagnostic("a", "is wrong", path=("b", 2, "c")), "b[2].c: error[a]: is wrong"),
        (Diagnostic("a", "is wrong", severity=Weight.INFO), "info[a]: is wrong"),
        (
            Diagnostic("a", "is wrong", severity=Weight.WARNING, help="fix it"),
            "warning[a]: is wrong\n  help: fix it",
        ),
    ],
)
def test_what_is_not_known_is_left_out(fault: Diagnostic, text: str) -> None:
    assert fault.render() == text


def test_a_source_line_is_only_shown_for_a_position() -> None:
    assert Diagnostic("a", "is wrong").render("the line") == "error[a]: is wrong"


@pytest.mark.parametrize(
    ("column", "end", "carets"),
    [(1, None, "^"), (1, 4, "^^^"), (2, 99, "^^"), (9, None, "        ^"), (3, 3, "  ^")],
)
def test_the_caret_never_runs_past_the_line(column: int, end: int | None, carets: str) -> None:
    shown = Diagnostic("a", "b", Position("f", 1, column, end)).render("abc").splitlines()
    assert shown[1] == "    abc"
    assert shown[2].strip() == carets.strip()
    assert shown[2].index("^") == 4 + column - 1


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "x" * 500_000 + "HERE" + "y" * 500_000
    shown = Diagnostic("a", "b", Position("f", 1, 500_001, 500_005)).render(line).splitlines()
    assert len(shown[1]) < 130
    assert shown[1].index("HERE") == shown[2].index("^^^^")


def test_an_empty_line_is_not_shown() -> None:
    assert Diagnostic("a", "b", Position("f", 1, 1)).render("") == "f:1:1: error[a]: b"


def test_a_hostile_text_cannot_write_to_the_terminal() -> None:
    shown = Diagnostic("a", "b \x1b[2J\nc", Position("f", 1, 2)).render("\tx\u202ey\x07\u00a0z")
    assert "\x1b" not in shown
    assert shown.splitlines()[0] == "f:1:2: error[a]: b \N{REPLACEMENT CHARACTER}[2J c"
    assert shown.splitlines()[1] == "     x\N{REPLACEMENT CHARACTER}y\N{REPLACEMENT CHARACTER}\u00a0z"


def test_the_order_is_that_of_the_text_then_that_of_the_paths() -> None:
    faults = [
        Diagnostic("z", "", Position("b", 1, 1)),
        Diagnostic("z", "", Position("a", 10, 1)),
        Diagnostic("z", "", Position("a", 2, 9)),
        Diagnostic("z", "", Position("a", 2, 3)),
        Diagnostic("y", "", Position("a", 2, 3)),
        Diagnostic("z", "", path=("x", "b")),
        Diagnostic("z", "", path=("x", 10)),
        Diagnostic("z", "", path=("x", 9)),
        Diagnostic("z", ""),
    ]
    wanted = [4, 3, 2, 1, 0, 8, 7, 6, 5]
    assert sorted(faults, key=sort_key) == [faults[index] for index in wanted]
    in_order = sorted(faults, key=sort_key)
    faults.reverse()
    assert sorted(faults, key=sort_key) == in_order


def test_render_all_takes_each_line_from_its_file() -> None:
    faults = [
        Diagnostic("b", "second", Position("two", 2, 1)),
        Diagnostic("a", "first", Position("one", 1, 1)),
        Diagnostic("c", "past the end", Position("two", 9, 1)),
        Diagnostic("d", "nowhere"),
    ]
    assert render_all(faults, {"one": ["uno"], "two": ["x", "due"]}).splitlines() == [
        "one:1:1: error[a]: first",
        "    uno",
        "    ^",
        "two:2:1: error[b]: second",
        "    due",
        "    ^",
        "two:9:1: error[c]: past the end",
        "error[d]: nowhere",
    ]
    assert render_all(faults).count("\n") == 3
    assert render_all([]) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("a",), "a"), (("a", 0, "b", 12), "a[0].b[12]"), ((3, "a"), "[3].a")],
)
def test_paths_read_like_an_expression(path: tuple[str | int, ...], text: str) -> None:
    assert format_path(path) == text


def test_a_fault_can_be_placed_later() -> None:
    bare = Diagnostic("a", "b", path=("c",), help="d", severity=Weight.WARNING)
    assert bare.at(HERE) == Diagnostic("a", "b", HERE, ("c",), "d", Weight.WARNING)
    assert str(HERE) == "rules.yaml:3:5"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("wehn", "when"),
        ("WHEN", "when"),
        ("reqire", "require"),
        ("xyz", None),
        ("", None),
        ("when" * 20, None),
        ("e", None),
    ],
)
def test_the_nearest_name_is_a_plausible_one(name: str, wanted: str | None) -> None:
    assert nearest(name, ["require", "when", "otherwise", "when"]) == wanted
    suggestion = did_you_mean(name, ("require", "when", "otherwise"))
    assert suggestion == (None if wanted is None else f"did you mean `{wanted}`?")


def test_the_suggestion_does_not_depend_on_the_order_of_the_names() -> None:
    names = ["from", "form", "for"]
    assert {nearest("fro", order) for order in (names, names[::-1], set(names))} == {"from"}


@pytest.mark.parametrize("kind", [DiagnosticsError, CaseError])
def test_the_exceptions_carry_the_faults_and_survive_pickling(
    kind: type[DiagnosticsError | CaseError],
) -> None:
    error = kind(
        [Diagnostic("z", "later", Position("f", 2, 1)), FAULT], {"rules.yaml": ["", "", "    whem: {}"]}
    )
    assert isinstance(error, AdmRulesError)
    assert [fault.code for fault in error.diagnostics] == ["z", "unknown-key"]
    assert "    whem: {}" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert again.diagnostics == error.diagnostics
    assert str(again) == str(error)


def test_a_bad_case_is_not_a_bad_rule_file() -> None:
    assert not issubclass(CaseError, DiagnosticsError)
    assert not issubclass(DiagnosticsError, CaseError)


def test_an_error_tells_all_faults_in_order_of_place() -> None:
    bad = Diagnostic("bad", "is bad", Position("rules.yaml", 3, 1), ("y",), "mend it")
    odd = Diagnostic("odd", "looks odd", Position("rules.yaml", 9, 1), ("x",), "look again", Weight.WARNING)
    error = DiagnosticsError([odd, bad], {"rules.yaml": ["", "", "    whem: {}"]})
    assert error.diagnostics == (bad, odd)
    assert "whem: {}" in str(error)


def test_the_module_loads_nothing_but_the_standard_library() -> None:
    heavy = {"yaml", "pydantic", "difflib"}
    code = f"import sys, adm_rules._internal.diagnostics; print(sorted(sys.modules.keys() & {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
