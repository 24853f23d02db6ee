"""Rule files by name, by path and as resources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import adm_rules
from adm_rules._internal.diagnostics import AdmRulesError, DiagnosticsError
from adm_rules._internal.engine import available, load
from adm_rules._internal.loader import find
from tests.rules.small import rule, text

GOOD = text(rule("{session_time: {at_most: 1 h}}"))


class Resource:
    """A file inside a package: no path, only what `Traversable` asks for."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content

    def read_bytes(self) -> bytes:
        return self.content

    def read_text(self, encoding: str | None = None) -> str:
        return self.content.decode(encoding or "utf-8")

    def is_dir(self) -> bool:
        return False

    def is_file(self) -> bool:
        return True

    def iterdir(self) -> Iterator[Any]:
        return iter(())

    def joinpath(self, *_names: str) -> Any:
        raise NotImplementedError

    def __truediv__(self, _name: str) -> Any:
        raise NotImplementedError

    def open(self, *_args: Any, **_kwargs: Any) -> Any:
        raise NotImplementedError


def test_shipped_rule_sets_are_loaded_by_name() -> None:
    assert "tirano" in available()
    assert available() == tuple(sorted(available()))
    rules = load("tirano")
    assert (rules.id, rules.regulation.file) == ("tirano", "rules/tirano.yaml")
    assert adm_rules.load("tirano").fingerprint == rules.fingerprint


def test_every_shipped_rule_set_is_called_as_its_file() -> None:
    for name in available():
        assert load(name).id == name


def test_a_name_that_no_rule_set_bears() -> None:
    with pytest.raises(AdmRulesError) as caught:
        load("tirrano")
    assert str(caught.value).startswith(
        "no rule set is called `tirrano`; did you mean `tirano`? (there are: "
    )
    with pytest.raises(AdmRulesError) as caught:
        load("xyz")
    assert str(caught.value).startswith("no rule set is called `xyz` (there are: ")
    assert "tirano" in str(caught.value)


def test_a_folder_in_place_of_its_rule_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "valle").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        AdmRulesError, match=r"`valle` is a folder: name its rule file, such as valle/valle\.yaml"
    ):
        load("valle")


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
def test_files_are_loaded_by_path(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"mine.{suffix}"
    path.write_text(GOOD, encoding="utf-8")
    for where in (path, str(path)):
        rules = load(where)
        assert (rules.id, rules.regulation.file) == ("small", str(path))


def test_a_path_may_have_any_suffix_when_it_has_a_slash(tmp_path: Path) -> None:
    path = tmp_path / "mine.rules"
    path.write_text(GOOD, encoding="utf-8")
    assert load(str(path)).id == "small"


@pytest.mark.parametrize("as_text", [True, False])
def test_a_file_that_is_not_there(tmp_path: Path, as_text: bool) -> None:
    path = tmp_path / "none.yaml"
    with pytest.raises(AdmRulesError) as caught:
        load(str(path) if as_text else path)
    assert str(caught.value) == f"the rule file `{path}` cannot be read: No such file or directory"
    with pytest.raises(AdmRulesError, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_a_resource_is_cited_by_its_name() -> None:
    resource: Any = Resource("inside.yaml", GOOD.encode())
    assert load(resource).regulation.file == "inside.yaml"
    broken: Any = Resource("broken.yaml", b"language: 2\n")
    with pytest.raises(DiagnosticsError, match=r"^broken\.yaml:1:1: "):
        load(broken)


def test_rules_lie_inside_the_wheel_or_beside_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find.shipped().name in ("rules", "_rules")
    package = tmp_path / "lib" / "adm_rules"
    (package / "_internal" / "loader").mkdir(parents=True)
    monkeypatch.setattr(find, "__file__", str(package / "_internal" / "loader" / "find.py"))
    assert find.shipped() == tmp_path / "rules"
    (package / "_rules").mkdir()
    (package / "_rules" / "own.yaml").write_text(GOOD, encoding="utf-8")
    (package / "_rules" / "README.md").write_text("", encoding="utf-8")
    assert find.shipped() == package / "_rules"
    assert available() == ("own",)
    assert load("own").id == "small"
