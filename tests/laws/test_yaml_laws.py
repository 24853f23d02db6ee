"""What holds for every text: sound data comes back with its places, and nothing else ever comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.yaml_source import (
    RULE_LIMITS,
    Limits,
    Source,
    json_reader,
    read,
    read_data,
    read_json,
    yaml_reader,
)
from adm_rules._internal.yaml_source.builder import FORBIDDEN

PARSERS = (yaml.CSafeLoader, yaml.SafeLoader)

# --- data

texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")) | st.sampled_from("\n\t '\"#:-{[&*!%@,")
)
plain = st.sampled_from(
    ["NO", "on", "012", "17:30", "1_000", "2026-01-31", "10 h", "$cap", "a-b", "4/5", "~", "è"]
)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
scalars = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | decimals | texts | plain
keys = texts.filter(bool) | plain


def nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    ).filter(lambda data: data is not None)


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, quotes every text, and knows decimals."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)
_Dumper.add_representer(
    Decimal, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:.2f}")
)


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every path of the data with what stands there."""
    yield path, data
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, child in children:
        yield from paths(child, (*path, key))


def read_with(parser: object, text: str | bytes, **options: Any) -> Source:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "_Loader", parser)
        return read(text, "f", **options)


def what_is_written(source: Source) -> tuple[Any, ...]:
    """The data and its places, but for values left out: they stand on either side of a line end."""
    absent = {path for path, value in paths(source.data) if value is None}
    written = {path: span for path, span in source.places.values.items() if path not in absent}
    return source.data, source.diagnostics, written, source.places.keys


# --- laws


@given(
    nested(scalars), st.booleans(), st.sampled_from([False, True, None]), st.sampled_from([20, 80, 10_000])
)
def test_what_is_written_comes_back(data: Any, unicode: bool, flow: bool | None, width: int) -> None:
    text = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=unicode, default_flow_style=flow, width=width, sort_keys=False
    )
    for parser in PARSERS:
        source = read_with(parser, text)
        assert source.diagnostics == ()
        assert source.data == data
        assert [type(value) for _, value in paths(source.data)] == [type(value) for _, value in paths(data)]


@given(nested(scalars), st.sampled_from([False, True, None]))
def test_each_path_has_a_place_and_the_text_there_is_its_value(data: Any, flow: bool | None) -> None:
    source = read(yaml.dump(data, Dumper=_Dumper, default_flow_style=flow, width=10_000), "f")
    assert set(source.places.values) == {path for path, _ in paths(data)}
    assert set(source.places.keys) == {path for path, _ in paths(data) if path and isinstance(path[-1], str)}
    for path, value in paths(data):
        there = _text_at(source, source.places.values[path])
        if isinstance(value, dict):
            assert there[0] in '{"?'
        elif isinstance(value, list):
            assert there[0] in "[-"
        else:
            assert yaml.load(there, Loader=yaml.BaseLoader) == ("null" if value is None else _written(value))
        if path in source.places.keys:
            assert yaml.load(_text_at(source, source.places.keys[path]), Loader=yaml.BaseLoader) == path[-1]


def _text_at(source: Source, span: tuple[int, int, int | None]) -> str:
    line, column, end = span
    return source.lines[line - 1][column - 1 : None if end is None else end - 1]


def _written(value: object) -> str:
    return (
        str(value).lower()
        if isinstance(value, bool)
        else f"{value:.2f}"
        if isinstance(value, Decimal)
        else str(value)
    )


@given(
    nested(scalars.filter(lambda value: not isinstance(value, Decimal))),
    st.sampled_from([None, 0, 3]),
    st.booleans(),
)
def test_json_comes_back_with_places_too(data: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    source = read_json(text, "f", private=False)
    assert source.data == data
    assert set(source.places.values) == {path for path, _ in paths(data)}
    decoder = json.JSONDecoder()
    for path, value in paths(data):
        line, column, _ = source.places.values[path]
        offset = sum(len(each) + 1 for each in source.lines[: line - 1]) + column - 1
        assert decoder.raw_decode(text, offset)[0] == value
        if path and isinstance(path[-1], str):
            line, column, end = source.places.keys[path]
            assert json.loads(source.lines[line - 1][column - 1 : end and end - 1]) == path[-1]


soup = st.text(st.sampled_from("ab01.:-?[]{},#&*!|>'\"%@`~\\ \nxuUNn<=+") | st.characters(), max_size=60)
json_soup = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            '"a"',
            '"b"',
            '"\\u0000"',
            "1",
            "-2.5",
            "1e5",
            "null",
            "true",
            "x",
            "\n",
        ]
    )
    | st.text(max_size=3),
    max_size=25,
).map("".join)
anything = soup | json_soup | st.binary(max_size=60)


@given(anything, st.sampled_from(["f.yaml", "f.json", "<stdin>"]), st.booleans())
def test_no_text_raises_and_data_comes_only_without_faults(
    text: str | bytes, name: str, private: bool
) -> None:
    source = read_data(text, name, private=private)
    assert (source.data is None) == bool(source.diagnostics)
    lines = text.count("\n") if isinstance(text, str) else text.count(b"\n")
    for fault in source.diagnostics:
        assert fault.position is not None
        assert fault.position.line <= lines + 2
        assert fault.position.column >= 1
        assert fault.help
    if not source.diagnostics:
        assert source.places.values.keys() == {path for path, _ in paths(source.data)}
    if private:
        assert source.lines == ()


@given(soup)
def test_both_parsers_give_the_same_data_and_places(text: str) -> None:
    in_c, in_python = (read_with(parser, text) for parser in PARSERS)
    if in_c.diagnostics and in_python.diagnostics:
        return
    assert what_is_written(in_c) == what_is_written(in_python)


@given(nested(scalars), st.data())
def test_a_slip_of_the_pen_never_raises(data: Any, draw: st.DataObject) -> None:
    text = yaml.dump(data, Dumper=_Dumper, width=10_000)
    at = draw.draw(st.integers(0, len(text)))
    slip = (
        text[:at]
        + draw.draw(st.sampled_from(["", " ", "\n", ":", "- ", "'", '"', "{", "]", "\t", "&a "]))
        + text[at + 1 :]
    )
    in_c, in_python = (read_with(parser, slip) for parser in PARSERS)
    assert (in_c.data is None) == bool(in_c.diagnostics)
    assert bool(in_c.diagnostics) == bool(in_python.diagnostics)
    assert in_c.data == in_python.data


@given(nested(scalars), st.integers(1, 6), st.integers(1, 12), st.integers(1, 6))
def test_limits_mean_the_same_in_both_formats(data: Any, depth: int, nodes: int, scalar: int) -> None:
    limits = Limits(depth=depth, nodes=nodes, scalar=scalar)
    text = json.dumps(data, ensure_ascii=True, default=str)
    as_json = read_json(text, "f", limits=limits, private=False)
    parts = list(paths(json.loads(text)))
    words = [part for _, part in parts if isinstance(part, str)]
    words += [path[-1] for path, _ in parts if path and isinstance(path[-1], str)]
    fits = (
        len(parts) <= nodes
        and max((len(path) + isinstance(part, (dict, list)) for path, part in parts), default=0) <= depth
        and all(len(word) <= scalar for word in words)
    )
    assert (as_json.diagnostics == ()) == fits


@given(json_soup)
def test_the_quick_json_reader_reads_nothing_that_the_strict_one_refuses(text: str) -> None:
    quick = _data_or_none(lambda: json_reader._quickly(text, RULE_LIMITS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_reader, "_quickly", _refuse)
        strict = read_json(text, "f")
    if quick is not None:
        assert strict.data == quick
    if strict.data is not None:
        assert json.loads(text, parse_float=Decimal) == strict.data


def _data_or_none(task: Callable[[], Any]) -> Any:
    try:
        return task()
    except ValueError:
        return None


def _refuse(*_: object) -> None:
    raise ValueError


@given(st.text(st.characters()))
def test_what_a_reader_would_not_see_is_never_let_through(text: str) -> None:
    source = read(f"a: {json.dumps(text)}", "f")
    if re.search(f"[{FORBIDDEN}]", text):
        assert source.data is None


@given(st.from_regex(r"[A-Z]{12}", fullmatch=True), soup)
def test_a_private_text_never_comes_back_in_a_fault(name: str, text: str) -> None:
    hidden = text.replace("a", name).replace("x", name)
    for source in (read(hidden, "f", private=True), read_json(hidden, "f"), read_data(hidden, "<stdin>")):
        shown = repr(source) + "".join(repr(fault) + fault.render() for fault in source.diagnostics)
        assert name not in shown
