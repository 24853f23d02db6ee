"""What is read and what is said are capped: no file makes the library wait, fill the memory, or talk without end."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path
from typing import Any

import pytest

from adm_rules._internal.cli.files import read_file
from adm_rules._internal.diagnostics import AdmRulesError, CaseError, DiagnosticsError, render_all
from adm_rules._internal.engine import load, parse
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.loader.faults import MOST_FAULTS, Faults
from adm_rules._internal.records.stages import _cut
from adm_rules._internal.yaml_source import RULE_LIMITS, read_data, read_data_file

LONG = 20.0  # seconds; each takes a fraction of one


def pipe(folder: Path) -> Path:
    path = folder / "pipe.yaml"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("device", [None, "/dev/zero"])
def test_a_pipe_or_a_device_is_no_file(tmp_path: Path, device: str | None) -> None:
    path = pipe(tmp_path) if device is None else Path(device)
    assert [each.code for each in read_data_file(path).diagnostics] == ["unreadable-file"]
    with pytest.raises(AdmRulesError, match="cannot be read"):
        load(path)
    with pytest.raises(CaseError, match="unreadable-file"):
        read_file(str(path), None, load("tirano").regulation)


def test_a_rule_file_is_not_read_beyond_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"#" * (RULE_LIMITS.bytes * 2))
    with pytest.raises(DiagnosticsError) as caught:
        load(path)
    assert [each.code for each in caught.value.diagnostics] == ["too-large"]


def test_a_rule_file_of_unknown_keys_is_told_in_part() -> None:
    head = "language: 1\nid: bad\n"
    text = head + "".join(f"{'key' * 40}{n}: 1\n" for n in range(6_000))
    start = time.perf_counter()
    with pytest.raises(DiagnosticsError) as caught:
        parse(text, "rules.yaml")
    assert time.perf_counter() - start < LONG
    assert len(caught.value.diagnostics) == MOST_FAULTS + 1
    assert "too-many-faults" in {each.code for each in caught.value.diagnostics}
    assert len(str(caught.value)) < 60_000


def test_once_there_are_too_many_faults_no_more_are_taken() -> None:
    faults = Faults()
    for n in range(MOST_FAULTS * 2):
        faults.unknown("key", f"k{n}", ["known"], ("rules", n))
        faults.add("wrong-shape", f"{n}", ("rules", n))
    assert len(faults.found) == MOST_FAULTS + 1
    assert faults.found[-1].code == "too-many-faults"
    assert faults.is_full


def test_a_case_of_unknown_keys_is_told_in_part() -> None:
    data = {
        "id": "c",
        "birth_date": "2014-05-03",
        **{f"{'key' * 40}{chr(97 + n % 26)}{n}": n for n in range(100_000)},
    }
    start = time.perf_counter()
    with pytest.raises(CaseError) as caught:
        as_model("case", data)
    assert time.perf_counter() - start < LONG
    assert len(caught.value.diagnostics) <= MOST_FAULTS + 1
    assert len(render_all(caught.value.diagnostics)) < 30_000


def test_a_text_of_backslashes_takes_no_memory_of_its_own() -> None:
    text = '{"a": "' + "\\a" * (4 << 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source = read_data(text, "case.json")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert [each.code for each in source.diagnostics] == ["json-text"]
    assert grown < 200 << 10  # KiB; a reader that may step back needs some 700 MiB


def test_a_key_of_the_root_that_stays_missing_is_cut_once() -> None:
    missing: Any = {"type": "missing", "loc": ("birth_date",), "msg": "", "input": {}}
    assert _cut(missing, {}, set()) == ("birth_date",)
    assert _cut(missing, {}, {("birth_date",)}) == ()
