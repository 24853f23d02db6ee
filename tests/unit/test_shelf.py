"""Compiled rule sets on disk: the same answers, safe under two writers, and nothing that was altered is read."""

from __future__ import annotations

import ast
import os
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import adm_rules._internal.engine as engine_module
from adm_rules import RuleSet, load
from adm_rules._internal.compiler import keeping
from adm_rules._internal.compiler.keeping import read_back, written
from adm_rules._internal.engine import built_in, shelf
from adm_rules._internal.engine.memory import Memory
from adm_rules._internal.engine.shelf import Shelf, name_of
from adm_rules._internal.loader.find import rule_text

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules" / "scheda_comunale.yaml"
CASE = {"id": "c", "birth_date": "2014-06-21", "interventions": []}
ON = date(2026, 3, 31)
NAME = "a" * 40


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the shelf, and a process that remembers nothing."""
    monkeypatch.setenv(shelf.VARIABLE, str(tmp_path))
    monkeypatch.setattr(engine_module, "_IN_MEMORY", Memory(16))
    return tmp_path / "adm_rules"


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.rules"))


def anew(monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    """Load as a later process does."""
    monkeypatch.setattr(engine_module, "_IN_MEMORY", Memory(16))
    return load("scheda_comunale")


# --- what the wheel carries -------------------------------------------------------------------------------------------


@pytest.fixture
def carried(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule set as the build of a wheel writes it, with a library that is found in that wheel."""
    text, file = rule_text("scheda_comunale")
    rules = engine_module.parse(text, file)
    folder = tmp_path / "_rules" / built_in.FOLDER
    folder.mkdir(parents=True)
    payload = written(rules.program, (rules.fingerprint,))
    assert payload is not None
    path = folder / "scheda_comunale.bin"
    path.write_bytes(built_in.sealed(payload, text, file))
    monkeypatch.setattr(built_in, "shipped", lambda: tmp_path / "_rules")
    return path


def test_the_first_process_takes_what_the_wheel_carries(
    carried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "parse", None)  # nothing is compiled
        first = anew(patch)
    assert first.fingerprint == engine_module.parse(*rule_text("scheda_comunale")).fingerprint
    assert first.check(CASE, on=ON).findings
    monkeypatch.setenv(shelf.VARIABLE, "off")
    monkeypatch.setattr(engine_module, "parse", None)
    with pytest.raises(TypeError):
        anew(monkeypatch)  # "off" passes it over


def test_where_nothing_can_be_kept_it_is_taken_all_the_same(
    carried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "place", lambda: None)
    monkeypatch.setattr(engine_module, "parse", None)
    assert anew(monkeypatch).check(CASE, on=ON).findings


@pytest.mark.parametrize("changed", ["payload", "digest", "text", "module", "interpreter", "short"])
def test_what_the_wheel_carries_is_passed_over_where_anything_differs(
    carried: Path, changed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text, file = rule_text("scheda_comunale")
    content = bytearray(carried.read_bytes())
    assert built_in.unsealed(text, file) == bytes(content[32:])
    if changed in ("payload", "digest"):
        content[40 if changed == "payload" else 4] ^= 1
        carried.write_bytes(content)
    elif changed == "short":
        carried.write_bytes(content[:8])
    elif changed == "text":
        text += b"# another\n"
    elif changed == "module":
        monkeypatch.setattr(built_in, "_PACKAGE", tmp_path)
    else:
        monkeypatch.setattr(built_in, "MAGIC_NUMBER", b"other")
    assert built_in.unsealed(text, file) is None


# --- the same answers -------------------------------------------------------------------------------------------------


def test_a_tariff_that_was_kept_gives_the_same_money(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = RULES.parents[1] / "examples"
    agency = (examples / "month" / "cooperativa_esempio.yaml").read_bytes()
    cases = [path.read_bytes() for path in sorted((examples / "month" / "cases").glob("*.yaml"))]
    told = []
    for _ in range(2):
        monkeypatch.setattr(engine_module, "_IN_MEMORY", Memory(16))
        rules = load(examples / "overlays" / "tirano_2026.yaml")
        told.append(rules.statement(cases, month="2026-03", agency=agency).to_json())
    assert entries(kept)
    assert told[0] == told[1]


def test_a_rule_set_that_was_kept_answers_as_the_one_that_was_compiled(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load("scheda_comunale")
    told = first.check(CASE, on=ON).to_json()
    monkeypatch.setattr("adm_rules._internal.engine.loading.loaded", None)  # nothing is compiled again
    second = anew(monkeypatch)
    assert second is not first
    assert second.check(CASE, on=ON).to_json() == told
    assert second.source() == first.source()
    assert second.fingerprint == first.fingerprint
    assert [each.code for each in second.notices] == [each.code for each in first.notices]
    assert second.regulation == first.regulation


FAMILY = {
    "id": "c",
    "birth_date": "2014-06-21",
    "isee": [
        {
            "kind": "ordinary",
            "status": "valid",
            "value": "7000",
            "issued_on": "2026-01-15",
            "valid_until": "2026-12-31",
        }
    ],
}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples" / "tariffs").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_tariff_that_was_kept_prices_as_the_one_that_was_compiled(path: Path) -> None:
    first = load(path)
    program = read_back(written(first.program) or b"")[0]
    second = RuleSet(program)
    priced = {service for each in first.regulation.tariffs.values() for service in each.services}
    for service in sorted(priced):
        told, again = (rules.copayment(FAMILY, on=ON, service=service) for rules in (first, second))
        assert again.to_json() == told.to_json()


def test_what_rests_on_a_vocabulary_file_is_not_kept(kept: Path, tmp_path: Path) -> None:
    """The name under which a rule set is kept knows its own text alone."""
    words = tmp_path / "words.yaml"
    words.write_text(
        "language: 1\nid: words\nnames: {role: {tutor: {it: tutore, en: tutor}}}\n", encoding="utf-8"
    )
    own = tmp_path / "own.yaml"
    text = RULES.read_text("utf-8").replace(
        "\nid: scheda_comunale\n", "\nid: scheda_comunale\nvocabulary: [./words.yaml]\n"
    )
    own.write_text(text, encoding="utf-8")
    first = load(own)
    assert first.regulation.shared
    assert entries(kept) == []
    words.write_text(words.read_text("utf-8").replace("tutore", "il tutore"), encoding="utf-8")
    assert load(own).fingerprint != first.fingerprint


#: What is compared by identity and never stands in a rule set: marks of a value that is not there, formats, and how the
#: library's own kinds are written.
MARKS = {
    "AS_IT_IS",
    "_MISSING",
    "_NEVER",
    "_NOT_COMPUTED",
    "CSV",
    "GONE",
    "JSON",
    "MISSING",
    "NOWHERE",
    "UNSAID",
    "UNSET",
    "WAIT",
}


def test_what_a_rule_set_holds_is_compared_by_identity_only_where_it_is_kept_as_itself() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    found = {
        node.id
        for compared in ast.walk(ast.parse(code.replace("from __future__ import annotations", "")))
        if isinstance(compared, ast.Compare)
        for operator, node in zip(compared.ops, compared.comparators, strict=True)
        if isinstance(operator, ast.Is | ast.IsNot) and isinstance(node, ast.Name) and node.id.isupper()
    }
    assert found - MARKS == set(keeping._SINGLE)


def test_what_was_judged_first_is_spared_later_processes(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load("scheda_comunale")
    before = entries(kept)[0].read_bytes()
    load("scheda_comunale").check(CASE, on=ON)
    assert entries(kept)[0].read_bytes() != before
    program = anew(monkeypatch).program
    assert set(program.variants) == {frozenset({"case"})}
    made = program.variant(["case"])
    wanted = {name for rule in made.judging.rules for name in made.judging.asked_of(rule)}
    assert made.written().keys() == {"read case", "judge", *wanted}
    assert not hasattr(made.judging, "writer")


def test_what_a_later_process_makes_of_what_it_read_is_kept_as_well(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load("scheda_comunale").check(CASE, on=ON)
    anew(monkeypatch).check(agency={"id": "a"}, on=ON)
    program = anew(monkeypatch).program
    assert set(program.variants) == {frozenset({"case"}), frozenset({"agency"})}
    assert "def judge" in program.variant(["agency"]).source()


def test_no_case_is_kept(kept: Path) -> None:
    load("scheda_comunale").check({**CASE, "id": "canary-77"}, on=ON).to_json()
    content = b"".join(path.read_bytes() for path in kept.iterdir())
    assert b"canary-77" not in content
    assert b"2014-06-21" not in content


def test_a_file_that_stays_as_it_is_is_loaded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory: Memory[Any, Any] = Memory(2)
    monkeypatch.setattr(engine_module, "_IN_MEMORY", memory)
    path = tmp_path / "own.yaml"
    path.write_bytes(RULES.read_bytes())
    first, other = load(path), load("scheda_comunale")
    assert load(path) is first
    assert [*memory] == [other, first]
    path.write_bytes(RULES.read_bytes() + b"# changed\n")
    changed = load(path)
    assert changed is not first
    assert [*memory] == [first, changed]  # what was asked for longest ago made room


def test_what_two_threads_made_is_what_the_first_of_them_made() -> None:
    memory: Memory[str, str] = Memory(1)
    assert memory.keep("a", "made", lambda _: True) == "made"
    assert memory.keep("a", "made again", lambda _: True) == "made"
    assert memory.keep("a", "anew", lambda found: found != "made") == "anew"


def test_an_overlay_is_kept_as_long_as_its_base_is_as_it_was(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = RULES.parents[1] / "examples" / "overlays" / "tirano_2026.yaml"
    first = load(path)
    assert load(path) is first
    with monkeypatch.context() as patch:
        memory: Memory[Any, Any] = Memory(1)
        memory.keep(rule_text("tirano"), first.base, lambda _: True)
        patch.setattr(engine_module, "_IN_MEMORY", memory)
        patch.setattr("adm_rules._internal.engine.loading.loaded", None)  # nothing is compiled again
        second = load(path)
    assert first is not second
    assert first.base is second.base is load("tirano")
    assert second.relaxed == first.relaxed
    assert second.fingerprint == first.fingerprint
    assert len(entries(kept)) == 2
    text = rule_text("tirano")[0]

    def changed(where: str | Path) -> tuple[bytes, str]:
        return (text + b"# changed\n", "rules/tirano.yaml") if where == "tirano" else rule_text(where)

    monkeypatch.setattr(engine_module, "rule_text", changed)
    monkeypatch.setattr("adm_rules._internal.engine.loading.loaded", None)
    with pytest.raises(TypeError):  # it would be compiled again
        load(path)
    monkeypatch.setattr(engine_module, "_IN_MEMORY", Memory(16))
    with pytest.raises(TypeError):  # neither does a later process take what is on the disk
        load(path)


def test_the_name_depends_on_the_text_the_file_and_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    one = name_of(b"text", "a.yaml")
    assert one == name_of(b"text", "a.yaml")
    assert len({one, name_of(b"texts", "a.yaml"), name_of(b"text", "b.yaml")}) == 3
    monkeypatch.setattr(shelf, "_stamps", lambda _: [("a.py", 0, 0)])
    assert name_of(b"text", "a.yaml") != one


def test_the_library_is_its_modules_and_its_tables() -> None:
    package = Path(shelf.__file__).parents[2]
    stamped = {Path(path).relative_to(package).as_posix() for path, _, _ in shelf._stamps(str(package))}
    read = {
        "_internal/facts/keys.json",
        "_internal/acceptance/shapes.json",
        "_internal/municipalities/comuni.txt",
    }
    assert stamped >= {"_internal/engine/shelf.py", *read}


def test_a_library_that_lies_in_no_files_keeps_nothing(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    def unreadable(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(shelf, "_stamps", unreadable)
    assert name_of(b"text", "a.yaml") is None
    assert load("scheda_comunale").id == "scheda_comunale"
    assert not kept.exists()


def test_a_program_that_cannot_be_written_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "written", lambda *_: None)
    assert load("scheda_comunale").id == "scheda_comunale"
    assert entries(kept) == []
    program = load("scheda_comunale").program
    deep: tuple[Any, ...] = ()
    for _ in range(50_000):
        deep = (deep,)
    program.notices = deep
    assert written(program) is None


def test_a_program_with_what_cannot_be_kept_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    program = load("scheda_comunale").program
    monkeypatch.setattr(program, "notices", (lambda: None,))
    with pytest.raises((AttributeError, pickle.PicklingError)):
        written(program)


def test_what_there_is_once_stays_so() -> None:
    program = load("scheda_comunale").program
    payload = written(program)
    assert payload is not None
    again, beside = read_back(payload)
    assert beside == ()
    assert [type(node) for _, node in again.variant(["case"]).judging.roots] == [
        type(node) for _, node in program.variant(["case"]).judging.roots
    ]


# --- only what is the user's own is read ------------------------------------------------------------------------------


class Trap:
    """What runs when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.putenv, ("x",)  # type: ignore[return-value]


def test_what_was_put_is_got(tmp_path: Path) -> None:
    place = Shelf(tmp_path / "own")
    assert place.get(NAME) is None
    place.put(NAME, b"payload")
    assert place.get(NAME) == b"payload"
    assert place.get("b" * 40) is None
    place.put(NAME, b"another")
    assert place.get(NAME) == b"another"
    assert [path.name for path in (tmp_path / "own").glob("*.part")] == []


@pytest.mark.parametrize("alter", [0, 31, 32, -1])
def test_an_altered_file_is_not_read(tmp_path: Path, alter: int) -> None:
    place = Shelf(tmp_path / "own")
    place.put(NAME, b"payload")
    path = entries(tmp_path / "own")[0]
    content = bytearray(path.read_bytes())
    content[alter] ^= 1
    path.write_bytes(content)
    assert place.get(NAME) is None


def test_a_file_under_the_name_of_another_is_not_read(tmp_path: Path) -> None:
    place = Shelf(tmp_path / "own")
    place.put(NAME, b"payload")
    entries(tmp_path / "own")[0].rename(tmp_path / "own" / f"{'b' * 40}.rules")
    assert place.get("b" * 40) is None


def test_what_is_too_short_or_signed_by_another_key_is_not_read(tmp_path: Path) -> None:
    place, other = Shelf(tmp_path / "own"), Shelf(tmp_path / "other")
    place.put(NAME, b"payload")
    other.put(NAME, b"payload")
    theirs = (tmp_path / "other" / f"{NAME}.rules").read_bytes()
    entries(tmp_path / "own")[0].write_bytes(theirs)
    assert place.get(NAME) is None
    entries(tmp_path / "own")[0].write_bytes(b"short")
    assert place.get(NAME) is None
    (tmp_path / "own" / "key").write_bytes(b"short")
    assert place.get(NAME) is None
    place.put(NAME, b"payload")  # a key that is none is not replaced
    assert place.get(NAME) is None


def test_an_altered_rule_set_is_compiled_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load("scheda_comunale")
    path = entries(kept)[0]
    path.write_bytes(path.read_bytes()[:32] + pickle.dumps(Trap()))
    assert anew(monkeypatch).check(CASE, on=ON).findings
    assert len(path.read_bytes()) > 1_000  # it was put right


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no modes here")
@pytest.mark.parametrize("which", ["", "key", f"{NAME}.rules"])
def test_what_others_may_write_is_not_read(tmp_path: Path, which: str) -> None:
    place = Shelf(tmp_path / "own")
    place.put(NAME, b"payload")
    (tmp_path / "own" / which).chmod(0o722 if which == "" else 0o622)
    assert place.get(NAME) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owners here")
def test_what_belongs_to_another_user_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, me = Shelf(tmp_path / "own"), os.getuid()
    place.put(NAME, b"payload")
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert place.get(NAME) is None
    place.put("b" * 40, b"payload")
    assert not (tmp_path / "own" / f"{'b' * 40}.rules").exists()


def test_a_system_without_users_trusts_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "getuid", raising=False)
    place = Shelf(tmp_path / "own")
    place.put(NAME, b"payload")
    assert place.get(NAME) == b"payload"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    place = Shelf(tmp_path / "own")
    place.put(NAME, b"payload")
    path = entries(tmp_path / "own")[0]
    target = path.rename(tmp_path / "elsewhere")
    path.symlink_to(target)
    assert place.get(NAME) is None


# --- writers ----------------------------------------------------------------------------------------------------------


def test_many_writers_leave_one_whole_file(tmp_path: Path) -> None:
    payloads = [bytes([n]) * 100_000 for n in range(8)]

    def write(payload: bytes) -> bytes | None:
        place = Shelf(tmp_path / "own")
        place.put(NAME, payload)
        return place.get(NAME)

    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(write, payloads * 4))
    assert set(read) <= {*payloads, None}
    assert Shelf(tmp_path / "own").get(NAME) in payloads
    assert list((tmp_path / "own").glob("*.part")) == []


def test_another_process_may_have_made_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Shelf(tmp_path / "own")

    def taken(_source: Path, target: Path) -> None:
        target.write_bytes(b"k" * 32)
        target.chmod(0o600)
        raise FileExistsError

    monkeypatch.setattr(os, "link", taken)
    place.put(NAME, b"payload")
    assert place.get(NAME) == b"payload"
    assert (tmp_path / "own" / "key").read_bytes() == b"k" * 32


def test_the_oldest_make_room(tmp_path: Path) -> None:
    place = Shelf(tmp_path / "own")
    names = [f"{n:040}" for n in range(shelf.MOST + 3)]
    for n, name in enumerate(names):
        place.put(name, b"payload")
        os.utime(tmp_path / "own" / f"{name}.rules", (n, n))
    place.put(names[-1], b"payload")
    assert [path.stem for path in entries(tmp_path / "own")] == names[3:]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    place = Shelf(tmp_path / "file" / "own")
    place.put(NAME, b"payload")
    assert place.get(NAME) is None
    whole = Shelf(tmp_path / "own")
    whole.put(NAME, b"payload")

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    whole.put(NAME, b"another")
    assert whole.get(NAME) == b"payload"
    assert list((tmp_path / "own").glob("*.part")) == []


# --- where ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "given", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, Path("/x/adm_rules")),
        ("linux", {}, Path("/users/u/.cache/adm_rules")),
        ("darwin", {}, Path("/users/u/Library/Caches/adm_rules")),
        ("win32", {"LOCALAPPDATA": "/l"}, Path("/l/adm_rules")),
        ("win32", {}, Path("/users/u/AppData/Local/adm_rules")),
        ("linux", {shelf.VARIABLE: "/y"}, Path("/y/adm_rules")),
        ("linux", {shelf.VARIABLE: "OFF"}, None),
    ],
)
def test_the_folder_is_that_of_the_system_or_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, system: str, given: dict[str, str], folder: Path | None
) -> None:
    for name in (shelf.VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/users/u"))
    assert shelf.place() == folder


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv(shelf.VARIABLE, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", nowhere)
    assert shelf.place() is None


def test_switched_off_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(shelf.VARIABLE, "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(engine_module, "_IN_MEMORY", Memory(16))
    load("scheda_comunale").check(CASE, on=ON)
    assert list(tmp_path.iterdir()) == []
