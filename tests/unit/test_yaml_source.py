"""The strict reader: what it makes of each scalar, what it refuses and where, and that hostile texts end."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from adm_rules._internal.diagnostics import CaseError, DiagnosticsError, Position
from adm_rules._internal.yaml_source import (
    DATA_LIMITS,
    RULE_LIMITS,
    Limits,
    Source,
    read,
    read_data,
    read_data_file,
    read_json,
    yaml_reader,
)
from adm_rules._internal.yaml_source.source import FAULTS

SECRET = "Zorzetto"  # an invented name that must never come back out of a private text


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with the parser in C and with the one in Python."""
    monkeypatch.setattr(yaml_reader, "_Loader", getattr(yaml, request.param))


def found(source: Source) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault; the data must be None exactly when there is one."""
    assert (source.data is None) == bool(source.diagnostics)
    places = [(fault.code, fault.position) for fault in source.diagnostics]
    return [(code, place.line, place.column) for code, place in places if place is not None]


# --- scalars


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("123456789012345678", 123456789012345678),
        ("12.50", Decimal("12.50")),
        ("-0.5", Decimal("-0.5")),
        *(
            (text, text)
            for text in (
                *("NO", "no", "yes", "on", "off", "y", "True", "TRUE", "False", "Null", "NULL", "~"),
                *(
                    "012",
                    "00",
                    "-01",
                    "+5",
                    "1_000",
                    "0x1F",
                    "0o17",
                    "0b1",
                    "017.5",
                    ".5",
                    "5.",
                    "1e3",
                    "1.5e3",
                ),
                *("17:30", "07:30", "190:20:30", ".inf", "-.inf", ".nan", "NaN", "١٢"),
                *(
                    "2026-01-31",
                    "2026-13-45",
                    "2026-01-31T10:00",
                    "10 h",
                    "4/5",
                    "$weekly_cap",
                    "=",
                    "a: b"[:1],
                ),
            )
        ),
    ],
)
@pytest.mark.usefixtures("_each_parser")
def test_plain_scalars_hold_no_surprise(text: str, value: object) -> None:
    source = read(f"- {text}\n- x", "f")
    assert source.diagnostics == ()
    assert source.data == [value, "x"]
    assert type(source.data[0]) is type(value)


@pytest.mark.parametrize("text", ['"{}"', "'{}'", "|-\n    {}", ">-\n    {}"])
@pytest.mark.parametrize("value", ["true", "null", "12", "12.50", "NO"])
@pytest.mark.usefixtures("_each_parser")
def test_what_is_quoted_is_text(text: str, value: str) -> None:
    assert read(f"a: {text.format(value)}", "f").data == {"a": value}


@pytest.mark.usefixtures("_each_parser")
def test_keys_are_always_text() -> None:
    source = read("on: 1\n1: 2\nnull: 3\ntrue: 4\n1.5: 5\n2026-01-01: 6\n'q': 7\n~: 8", "f")
    assert list(source.data) == ["on", "1", "null", "true", "1.5", "2026-01-01", "q", "~"]


@pytest.mark.usefixtures("_each_parser")
def test_the_shapes_of_yaml_that_people_write() -> None:
    text = """\
# a comment
---
a: [1, {b: two}, []]
c:
- d: |
    first
    second
  e: >-
    folded
    text
- "escaped \\u00e8 \\n end"
f: {}
? g
: plain over
  two lines
...
"""
    assert read(text, "f").data == {
        "a": [1, {"b": "two"}, []],
        "c": [{"d": "first\nsecond\n", "e": "folded text"}, "escaped è \n end"],
        "f": {},
        "g": "plain over two lines",
    }


# --- positions


@pytest.mark.usefixtures("_each_parser")
def test_every_path_has_its_place() -> None:
    source = read(
        "è𝄞: x\nrules:\n  - id: one\n    when: {age: {below: 18}}\n  - 'two'\nempty:\nlast: |\n  t\n",
        "f.yaml",
    )
    assert source.positions == {
        (): (1, 1),
        ("è𝄞",): (1, 5),
        ("rules",): (3, 3),
        ("rules", 0): (3, 5),
        ("rules", 0, "id"): (3, 9),
        ("rules", 0, "when"): (4, 11),
        ("rules", 0, "when", "age"): (4, 17),
        ("rules", 0, "when", "age", "below"): (4, 25),
        ("rules", 1): (5, 5),
        ("empty",): (6, 7),
        ("last",): (7, 7),
    }
    assert source.at(("rules", 0, "id")) == Position("f.yaml", 3, 9, 12)
    assert source.at(("last",)) == Position("f.yaml", 7, 7, None)
    assert source.key_at(("rules", 0, "when")) == Position("f.yaml", 4, 5, 9)
    assert source.lines[3] == "    when: {age: {below: 18}}"
    assert source.sources == {"f.yaml": source.lines}


def test_an_absent_path_is_placed_at_what_encloses_it() -> None:
    source = read("a:\n  - b: 1\n", "f")
    assert source.at(("a", 0, "c", "d")) == source.at(("a", 0)) == Position("f", 2, 5, None)
    assert source.key_at(("a", 0, "c")) == source.at(("a", 0))
    assert source.key_at(("a", 0)) == source.at(("a", 0))
    assert source.at(("x", 3)) == source.at(()) == Position("f", 1, 1, None)
    assert read("", "f").at(("a",)) == Position("f", 1, 1, None)


def test_an_error_location_of_pydantic_leads_to_the_path() -> None:
    source = read("a:\n  - b: 1\n", "f")
    assert source.path_of(("a", 0, "Union[X, Y]", "b", "int")) == ("a", 0, "b")
    assert source.path_of(("nothing",)) == ()


def test_windows_line_ends_change_nothing() -> None:
    text = "a: 1\nb:\n  - 2\n"
    unix, windows = read(text, "f"), read(text.replace("\n", "\r\n").encode(), "f")
    assert (windows.data, windows.positions, windows.lines) == (unix.data, unix.positions, unix.lines)


def test_a_source_shows_no_data() -> None:
    assert repr(read(f"a: {SECRET}", "f")) == "Source('f', 0 faults)"
    assert SECRET not in repr(read_json(f'{{"a": "{SECRET}"}}', "f"))


# --- what is refused

REFUSED = [
    ("a: 1\nb: 2\na: 3", ("duplicate-key", 3, 1)),
    ("1: x\n'1': y", ("duplicate-key", 2, 1)),
    ("{a: 1, b: {a: 1, a: 2}}", ("duplicate-key", 1, 18)),
    ("a: &x 1", ("anchor", 1, 4)),
    ("a: &x {b: 1}", ("anchor", 1, 4)),
    ("&x a: 1", ("anchor", 1, 1)),
    ("a: *x", ("alias", 1, 4)),
    ("*x : 1", ("alias", 1, 1)),
    ("a: *", ("alias", 1, 5)),
    ("a: &", ("anchor", 1, 5)),
    ("a: !!int 1", ("tag", 1, 4)),
    ("a: !x [1]", ("tag", 1, 4)),
    ("a: ! 1", ("tag", 1, 4)),
    ("a: !!python/object/apply:os.system [x]", ("tag", 1, 4)),
    ("a: !y!z 1", ("tag", 1, 4)),
    ("a: !<x y", ("tag", 1, 7)),
    ("<<: {a: 1}", ("merge-key", 1, 1)),
    ("? [a]\n: 1", ("key-not-text", 1, 3)),
    ("? {a: 1}\n: 1", ("key-not-text", 1, 3)),
    ("a: {{ template }}", ("key-not-text", 1, 5)),
    ("? \n: 1", ("empty-key", 1, 2)),
    ("{: 1}", ("yaml-syntax", 1, 2)),
    ('"": 1', ("empty-key", 1, 1)),
    ("a: 1\n---\nb: 2", ("many-documents", 2, 1)),
    ("%YAML 1.1\n---\na: 1", ("directive", 1, 1)),
    ("", ("empty-file", 1, 1)),
    ("# nothing\n", ("empty-file", 1, 1)),
    ("null", ("empty-file", 1, 1)),
    ("a:\n\tb: 1", ("tab-character", 2, 1)),
    ("a: 1\rb: 2", ("carriage-return", 1, 5)),
    ("a: 1\nb: \x002", ("forbidden-character", 2, 4)),
    ("a: \x1b[2J", ("forbidden-character", 1, 4)),
    ("a: x\u2028b: 1", ("forbidden-character", 1, 5)),
    ("a: x\u202e", ("forbidden-character", 1, 5)),
    ("a: \ud800", ("forbidden-character", 1, 4)),
    ('a: "\\0"', ("forbidden-character", 1, 4)),
    ('a: "\\x1b"', ("forbidden-character", 1, 4)),
    ('"\\u202e": 1', ("forbidden-character", 1, 1)),
    ("\ufeffa: 1", ("byte-order-mark", 1, 1)),
    ("a: " + "9" * 19, ("number-too-long", 1, 4)),
    ("a: " + "9" * 5000, ("number-too-long", 1, 4)),
    ("a: 0." + "9" * 18, ("number-too-long", 1, 4)),
    ("a: " + "x" * 20_001, ("text-too-long", 1, 4)),
    ("a: b: c", ("yaml-colon", 1, 5)),
    ("a: b\n  c: d", ("yaml-colon", 2, 4)),
    ("a: 1\nb\nc: 2", ("yaml-no-colon", 3, 1)),
    ("a:\n  b: 1\n c: 2", ("yaml-indentation", 3, 2)),
    ("- a\nb: 1", ("yaml-indentation", 2, 1)),
    ("a: 'x'y", ("yaml-indentation", 1, 7)),
    ("a: - 1", ("yaml-dash", 1, 4)),
    ("a: [1\nb: 2", ("yaml-bracket", 1, 4)),
    ("a: {b", ("yaml-bracket", 1, 4)),
    ("a: {b: c: d}", ("yaml-bracket", 1, 4)),
    ('x: 1\na: "b\n\nc', ("yaml-quote", 2, 4)),
    ("a: 'l'aiuto'\nb: 'x", ("yaml-indentation", 1, 7)),
    ('a: "\\q"', ("yaml-escape", 1, 4)),
    ("a: |x\n", ("yaml-block", 1, 5)),
    ("a: |#x\n  b", ("yaml-block", 1, 5)),
    ("- x\n- >2-#\n  b", ("yaml-block", 2, 6)),
    ("? |#\n  x\n: 1", ("yaml-block", 1, 4)),
    ("a: @x", ("yaml-start", 1, 4)),
    ("a: %x", ("yaml-start", 1, 4)),
    ("a: “x”", ("yaml-curly-quotes", 1, 4)),
    ("a: ‘x’", ("yaml-curly-quotes", 1, 4)),
    ("a: ]", ("yaml-syntax", 1, 4)),
    ("a: 1\n...\nb: 2", ("yaml-syntax", 3, 1)),
]


@pytest.mark.parametrize(("text", "fault"), REFUSED)
@pytest.mark.usefixtures("_each_parser")
def test_what_is_not_plain_is_refused_where_it_stands(text: str, fault: tuple[str, int, int]) -> None:
    assert found(read(text, "f")) == [fault]


@pytest.mark.parametrize("text", ["{it: Che ore?, en: b}", "a: [b?]", "a: [x, {b?c: 1}]", "[a?: 1]"])
def test_a_question_mark_in_brackets_needs_quotes_with_either_parser(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [code for code, _, _ in found(read(text, "f"))] == ["yaml-question"]
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.SafeLoader)
    assert found(read(text, "f"))


@pytest.mark.usefixtures("_each_parser")
def test_a_question_mark_elsewhere_is_text() -> None:
    assert read("a: b?\nc?: {d: 'e?'}\nf: [1]\ng: [[2]]\nh: i?", "f").diagnostics == ()


@pytest.mark.usefixtures("_each_parser")
def test_an_escape_beyond_unicode_is_refused() -> None:
    for text in ('a: "\\U0011ffff"', 'a: "\\UFFFFFFFF"', 'a: "\\uD800"'):
        ((code, line, _),) = found(read(text, "f"))
        assert (code in {"yaml-escape", "forbidden-character"}, line) == (True, 1)


@pytest.mark.usefixtures("_each_parser")
def test_all_faults_come_at_once_and_in_order() -> None:
    text = (
        "a: NO\na: &x 1\nb: *x\nc: !t 2\n<<: 3\n? [k, l]\n: {m: 1, m: 2}\n"
        "*z : 4\nd: 9999999999999999999\ne: [1"
    )
    source = read(text, "f")
    assert found(source) == [
        ("duplicate-key", 2, 1),
        ("anchor", 2, 4),
        ("alias", 3, 4),
        ("tag", 4, 4),
        ("merge-key", 5, 1),
        ("key-not-text", 6, 3),
        ("duplicate-key", 7, 10),
        ("alias", 8, 1),
        ("number-too-long", 9, 4),
        ("yaml-bracket", 10, 4),
    ]
    with pytest.raises(DiagnosticsError) as raised:
        source.raise_if_errors()
    assert "    c: !t 2\n       ^" in str(raised.value)


def test_a_duplicate_key_names_both_places() -> None:
    (fault,) = read("x:\n  a: 1\n  a: 2", "f.yaml").diagnostics
    assert fault.render("  a: 2") == (
        "f.yaml:3:3: error[duplicate-key]: "
        "the key `a` stands twice in this mapping, first at line 2, column 3\n"
        "      a: 2\n"
        "      ^\n"
        "  help: keep one of the two"
    )
    assert fault.path == ("x", "a")


def test_faults_end_somewhere() -> None:
    source = read("".join("a: &x 1\n" for _ in range(1000)), "f")
    assert len(source.diagnostics) == 101
    assert source.diagnostics[-1].code == "too-many-faults"


def test_bytes_are_utf8() -> None:
    assert read("a: è".encode(), "f").data == {"a": "è"}
    assert found(read("a: è\nbè: ".encode() + b"\xe8\n", "f")) == [("not-utf8", 2, 5)]
    assert found(read("a: 1".encode("utf-16"), "f")) == [("not-utf8", 1, 1)]
    assert found(read(b"\xef\xbb\xbfa: 1", "f")) == [("byte-order-mark", 1, 1)]


# --- limits


@pytest.mark.parametrize("reader", [read, read_json])
def test_the_limits_are_exact(reader: Any) -> None:
    def codes(text: str, **limits: int) -> list[str]:
        return [fault.code for fault in reader(text, "f", limits=Limits(**limits)).diagnostics]

    assert codes('{"a": [1]}', bytes=10, depth=2, nodes=3) == []
    assert codes('{"a": [1]}', bytes=9) == ["too-large"]
    assert codes('{"a": [1]}', depth=1) == ["too-deep"]
    assert codes('{"a": [1]}', nodes=2) == ["too-many-nodes"]
    assert codes('["12345", 12345, -12345, 123.45]', scalar=5, digits=5) == []
    assert codes('["12345"]', scalar=4) == ["text-too-long"]
    assert codes('{"12345": 1}', scalar=4) == ["text-too-long"]
    assert codes("[12345, -12345, 123.45, 1234, 12.34]", digits=4) == ["number-too-long"] * 3
    assert codes("[" * 40 + "1" + "]" * 40) == []
    assert codes("[" * 41 + "1" + "]" * 41) == ["too-deep"]
    hidden = '["]",' * 41 + "1" + ',"["]' * 41  # brackets in texts close none
    assert codes(hidden) == ["too-deep"]


def test_data_files_may_be_larger_than_rule_files() -> None:
    assert DATA_LIMITS.bytes > RULE_LIMITS.bytes == 1 << 20
    text = "[" + ",\n".join(["'twenty characters..'"] * 50_000) + "]"
    assert found(read(text, "f")) == [("too-large", 1, 1)]
    assert len(read_data(text, "f.yaml").data) == 50_000


LAUGHS = "a: &a [x, x, x]\n" + "".join(
    f"{c}: &{c} [*{p}, *{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "anchor"),
        ("[" * 100_000, "too-deep"),
        ("{a: " * 100_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("? " * 100_000, "too-deep"),
        ("{? " * 100_000, "too-deep"),
        ("a: " + "x" * 1_000_000, "text-too-long"),
        ('a: "' + "x" * 1_000_000, "yaml-quote"),
        ("x" * 1_000_000 + ": 1", "yaml-colon"),
        ("a: " + "9" * 1_000_000, "number-too-long"),
        ("[" + "1," * 500_000 + "]", "too-many-nodes"),
        ("".join(f"%TAG !t{i}! x:\n" for i in range(50_000)), "directive"),
        ("a: " + "x" * (1 << 20), "too-large"),
    ],
)
def test_hostile_yaml_ends_in_a_diagnostic(text: str, code: str) -> None:
    source = read(text, "f")
    assert code in {fault.code for fault in source.diagnostics}
    assert source.data is None


# --- privacy


@pytest.mark.parametrize("text", [text for text, _ in REFUSED])
def test_a_private_text_is_never_repeated(text: str) -> None:
    named = text.replace("x", SECRET).replace("a", SECRET)
    source = read(named, "f", private=True)
    assert source.lines == ()
    with pytest.raises(CaseError) as raised:
        source.raise_if_errors(CaseError)
    assert SECRET not in str(raised.value) + repr(raised.value) + repr(source)
    assert all(fault.path == () for fault in source.diagnostics)


def test_a_rule_file_is_quoted_back_to_its_author() -> None:
    (fault,) = read(f"a: *{SECRET * 10}", "f").diagnostics
    assert f"`{(SECRET * 10)[:40]}`" in fault.message


# --- JSON


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            '{"a": [1, -2, 12.50, true, false, null, "x"]}',
            {"a": [1, -2, Decimal("12.50"), True, False, None, "x"]},
        ),
        ('\t{\r\n"a"\t:\n"\\u00e8 \\ud83d\\ude00 \\/ \\" \\\\ \\n \\t"}', {"a": 'è 😀 / " \\ \n \t'}),
        ('{"17:30": "012", "on": "NO", "d": "2026-01-31"}', {"17:30": "012", "on": "NO", "d": "2026-01-31"}),
        ("[]", []),
        ("{}", {}),
        ("[[], {}]", [[], {}]),
        ('"x"', "x"),
        ("0", 0),
    ],
)
def test_json_is_read_with_the_same_types(text: str, value: object) -> None:
    source = read_json(text, "f")
    assert source.data == value
    assert source.diagnostics == ()


def test_json_has_positions_too() -> None:
    source = read_json('{\n  "id": "è",\n  "list": [\n    {"n": 12}, 5\n  ]\n}', "f.json", private=False)
    assert source.positions == {
        (): (1, 1),
        ("id",): (2, 9),
        ("list",): (3, 11),
        ("list", 0): (4, 5),
        ("list", 0, "n"): (4, 11),
        ("list", 1): (4, 16),
    }
    assert source.at(("list", 0, "n")) == Position("f.json", 4, 11, 13)
    assert source.key_at(("list", 0, "n")) == Position("f.json", 4, 6, 9)
    assert source.lines[1] == '  "id": "è",'


JSON_REFUSED = [
    ('{"a": 1,\n "a": 2}', ("duplicate-key", 2, 2)),
    ('{"a": {"": 1}}', ("empty-key", 1, 8)),
    ("[NaN]", ("json-number", 1, 2)),
    ("[-Infinity]", ("json-number", 1, 2)),
    ("[012]", ("json-number", 1, 2)),
    ("[+1]", ("json-number", 1, 2)),
    ("[.5]", ("json-number", 1, 2)),
    ("[1.]", ("json-number", 1, 2)),
    ("[1e3]", ("json-exponent", 1, 2)),
    ("[1E999999999]", ("json-exponent", 1, 2)),
    ("[" + "9" * 5000 + "]", ("number-too-long", 1, 2)),
    ("", ("empty-file", 1, 1)),
    (" \n ", ("empty-file", 1, 1)),
    ("null", ("empty-file", 1, 1)),
    ("[1 2]", ("json-comma", 1, 4)),
    ("[1", ("json-comma", 1, 3)),
    ('{"a": 1 "b"}', ("json-comma", 1, 9)),
    ("[1,]", ("json-value", 1, 4)),
    ('{"a": 1,}', ("json-key", 1, 9)),
    ("{a: 1}", ("json-key", 1, 2)),
    ("{1: 1}", ("json-key", 1, 2)),
    ('{"a" 1}', ("json-colon", 1, 6)),
    ('{"a":}', ("json-value", 1, 6)),
    ("[True]", ("json-value", 1, 2)),
    ("[nullx]", ("json-value", 1, 2)),
    ("['x']", ("json-value", 1, 2)),
    ("// comment\n{}", ("json-value", 1, 1)),
    ("{}\n{}", ("json-end", 2, 1)),
    ("{} x", ("json-end", 1, 4)),
    ('["x', ("json-text", 1, 2)),
    ('["x\ny"]', ("json-text", 1, 2)),
    ('["\\q"]', ("json-text", 1, 2)),
    ('["\\u12"]', ("json-text", 1, 2)),
    ('["\\u0000"]', ("forbidden-character", 1, 2)),
    ('["\\ud800"]', ("forbidden-character", 1, 2)),
    ('["\u202e"]', ("forbidden-character", 1, 2)),
    ('{"\\u001b": 1}', ("forbidden-character", 1, 2)),
    ("\ufeff{}", ("byte-order-mark", 1, 1)),
    ("[" * 100_000, ("too-deep", 1, 41)),
    ('{"a":' * 100_000, ("too-deep", 1, 201)),
    ('["' + "x" * 20_001 + '"]', ("text-too-long", 1, 2)),
]


@pytest.mark.parametrize(("text", "fault"), JSON_REFUSED)
def test_json_is_refused_where_it_is_wrong(text: str, fault: tuple[str, int, int]) -> None:
    assert found(read_json(text, "f")) == [fault]


@pytest.mark.parametrize("text", [text for text, _ in JSON_REFUSED])
def test_private_json_is_never_repeated(text: str) -> None:
    source = read_json(text.replace("x", SECRET).replace('"a"', f'"{SECRET}"'), "f")
    with pytest.raises(CaseError) as raised:
        source.raise_if_errors(CaseError)
    assert SECRET not in str(raised.value) + repr(raised.value) + repr(source)


def test_all_data_faults_of_json_come_at_once() -> None:
    assert found(read_json('{"a": 1e3, "a": "\\u0000",\n"b": 1e3 x', "f")) == [
        ("json-exponent", 1, 7),
        ("duplicate-key", 1, 12),
        ("forbidden-character", 1, 17),
        ("json-exponent", 2, 6),
        ("json-comma", 2, 10),
    ]


def test_what_only_looks_doubtful_is_read() -> None:
    long_number = "-" + "9" * 18
    source = read_json(f'["a\\nb\u00a0c", {long_number}, 0.12345678901234567]', "f")
    assert source.data == ["a\nb\u00a0c", int(long_number), Decimal("0.12345678901234567")]
    assert source.at((1,)) == Position("f", 1, 12, 31)


# --- data files


@pytest.mark.parametrize(
    ("name", "text", "data"),
    [
        ("c.json", '{"a": 1}', {"a": 1}),
        ("c.JSON", '{"a": 1}', {"a": 1}),
        ("c.yaml", "{a: 1}", {"a": 1}),
        ("c.yml", "a: 1", {"a": 1}),
        ("<stdin>", ' \n{"a": "\\/"}', {"a": "/"}),
        ("<stdin>", '["\\/"]', ["/"]),
        ("<stdin>", "a: [NO]", {"a": ["NO"]}),
    ],
)
def test_data_is_read_by_its_suffix_or_its_beginning(
    name: str, text: str, data: object, tmp_path: Path
) -> None:
    assert read_data(text, name).data == data
    assert read_data(text.encode(), name).data == data
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert read_data_file(file).data == data
    assert read_data_file(str(file)).file == str(file)


def test_data_is_private_unless_said_otherwise() -> None:
    assert read_data(f"a: *{SECRET}", "c.yaml").lines == ()
    assert SECRET in read_data(f"a: *{SECRET}", "c.yaml", private=False).diagnostics[0].message


def test_a_file_that_cannot_be_opened_is_a_diagnostic(tmp_path: Path) -> None:
    for name in (tmp_path / "absent.json", tmp_path, "nul\0.json"):
        assert found(read_data_file(name)) == [("unreadable-file", 1, 1)]


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_bytes(b"a: 1\n" * 10)
    assert found(read_data_file(file, limits=Limits(bytes=20))) == [("too-large", 1, 1)]


# --- the messages themselves


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_says_what_to_do(code: str) -> None:
    message, remedy = FAULTS[code]
    assert code == code.lower().strip("-")
    for text in (message, remedy):
        assert text[0].islower()
        assert not text.endswith(".")


def test_every_fault_is_reached() -> None:
    codes = {code for _, (code, _, _) in (*REFUSED, *JSON_REFUSED)}
    elsewhere = {
        "too-large",
        "not-utf8",
        "too-many-nodes",
        "too-many-faults",
        "unreadable-file",
        "yaml-question",
    }
    assert codes | elsewhere == set(FAULTS)
