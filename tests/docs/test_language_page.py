"""docs/language.md says neither more nor less than the library does: operators, recipes, keys, codes, examples."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from adm_rules._internal.engine import parse
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.recipes import RECIPES
from adm_rules._internal.loader import facts, orders, regulation, rules
from adm_rules._internal.loader.conditions import read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.values import VALUE_KINDS
from adm_rules._internal.records import errors
from adm_rules._internal.report import Verdict
from adm_rules._internal.rules import Conventions
from adm_rules._internal.values import KINDS
from adm_rules._internal.values.operators import OPERATORS
from adm_rules._internal.yaml_source import read
from adm_rules._internal.yaml_source.source import FAULTS
from tests.rules import small
from tools import gen_docs
from tools.gen_docs import PageError, answered, main, regenerated

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "adm_rules" / "_internal"
ALSO_RULE_FILES = (PACKAGE / "engine/loading.py", PACKAGE / "citations.py")
SOURCES = sorted(PACKAGE.glob("**/*.py"))
PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHOLE = next(block for block in BLOCKS if block.startswith("language:"))
FACTS = [block for block in BLOCKS if block.startswith("facts:")]


def section(title: str) -> str:
    """The text under a heading, up to the next one of its level."""
    level, found = re.findall(rf"^(#+) {re.escape(title)}\n(.*)", PAGE, re.DOTALL | re.MULTILINE)[0]
    return str(re.split(rf"^#{{1,{len(level)}}} ", found, flags=re.MULTILINE)[0])


def table(title: str, column: int = 0, number: int = 0) -> list[str]:
    """One column of one table of a section, without its head."""
    tables = re.findall(r"(?:^\|.*\n)+", section(title), re.MULTILINE)
    return [line.split("|")[column + 1].strip() for line in tables[number].splitlines()[2:]]


def quoted(cells: list[str]) -> list[str]:
    """The words between backticks of some cells."""
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


# --- tables -----------------------------------------------------------------------------------------------------------


def test_the_page_has_every_operator_with_its_kinds() -> None:
    assert quoted(table("Operators")) == list(OPERATORS)
    stated = dict(zip(OPERATORS, table("Operators", 1), strict=True))
    every = set().union(*(operator.kinds for operator in OPERATORS.values()))
    for name, operator in OPERATORS.items():
        assert kinds_in(stated[name], every) == operator.kinds, name


def kinds_in(cell: str, every: set[str]) -> frozenset[str]:
    """The kinds that a cell of the operators' table is about."""
    if cell == "ordered":
        return ordered()
    return frozenset(every - set(quoted([cell])) if cell.startswith("all") else quoted([cell]))


def ordered() -> frozenset[str]:
    """The kinds that the page calls ordered."""
    first = section("Operators").split("\n\n")[0]
    return frozenset(quoted([first]))


def test_exists_applies_to_every_kind() -> None:
    assert OPERATORS["exists"].kinds == set(KINDS)


def test_the_page_names_every_kind() -> None:
    assert set(quoted([section("Kinds")])) == set(KINDS)
    assert ordered() == {kind.name for kind in KINDS.values() if kind.ordered}


def test_the_page_has_every_recipe() -> None:
    assert set(quoted(table("Recipes"))) == set(RECIPES)


def test_the_page_has_every_key_of_a_fact() -> None:
    keys = quoted(table("Facts of its own"))
    assert set(keys) == {*facts._NEEDED, *facts._MORE, "field"}


def test_the_declared_facts_of_the_page_load() -> None:
    whole = json.loads(json.dumps(read(WHOLE, "page").data, default=str))
    for block in FACTS:
        declared = read(block, "page").data["facts"]
        made = parse(json.dumps({**whole, "facts": {**whole["facts"], **declared}}, default=str), "page.yaml")
        assert set(declared) <= set(made.regulation.facts)


def test_the_page_has_every_verdict() -> None:
    assert set(quoted(table("Verdicts", 3))) == {str(verdict) for verdict in Verdict}


def test_the_page_has_every_key_of_a_file_and_of_a_rule() -> None:
    whole = dict(zip(quoted(table("A whole file")), table("A whole file", 1), strict=True))
    assert {key for key, needed in whole.items() if needed} == set(regulation._REQUIRED)
    assert {key for key, needed in whole.items() if not needed} == set(regulation._OPTIONAL)
    one = dict(zip(quoted(table("Rules")), table("Rules", 1), strict=True))
    assert {key for key, needed in one.items() if needed} == set(rules._RULE)
    assert {key for key, needed in one.items() if not needed} == set(rules._RULE_MORE)


def test_the_page_has_every_step_of_an_order() -> None:
    cells = quoted(table("Orders", 0, 1))
    assert [cell.split(":")[0] for cell in cells] == list(orders.STEPS)


def test_the_page_has_every_kind_of_value_and_every_convention() -> None:
    kinds = [*table("Values", 0, 1), *table("Values", 2, 1)]
    assert set(quoted(kinds)) == set(VALUE_KINDS)
    habits = regulation.CONVENTIONS
    assert quoted(table("Conventions")) == [*habits, "suspended", "patron_days", "service_holidays"]
    for key, default, other in zip(habits, table("Conventions", 1), table("Conventions", 2), strict=False):
        assert quoted([default]) == [getattr(Conventions(), key)]
        assert {*quoted([default]), *quoted([other])} == set(habits[key])


def test_a_part_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="`names`"):
        regenerated("no comments here", {"names": lambda: ""})


def test_a_wrong_answer_on_a_page_is_put_right(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    text = "```python\ntwo = 2\n```\n\n```python\n>>> four = two * two\n>>> four + 1\n{}\n```\n"
    page.write_text(text.format(7), encoding="utf-8")
    assert answered(page, text.format(7)) == text.format(5)


def test_a_page_that_fails_leaves_every_page_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overlay_of_another_base: Path
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(gen_docs, "PARTS", {})
    load = f">>> load({str(overlay_of_another_base)!r}).id\n'own'\n"
    pages = {
        "README.md": "```python\n>>> 1 + 1\n3\n```\n",
        "docs/page.md": f"```python\n>>> from adm_rules import load\n{load}```\n",
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(PageError, match=r"page\.md: `load\(.*\)\.id` fails with DiagnosticsError"):
        main(tmp_path)
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in pages} == pages


@pytest.fixture
def overlay_of_another_base(tmp_path: Path) -> Path:
    """An overlay that cannot be loaded: the base that it names is no rule set."""
    text = (ROOT / "examples" / "overlays" / "tirano_2027.yaml").read_text(encoding="utf-8")
    path = tmp_path / "own.yaml"
    path.write_text(text.replace("rules: tirano", "rules: tirrano"), encoding="utf-8")
    return path


# --- examples ---------------------------------------------------------------------------------------------------------


def test_the_whole_file_loads_and_has_every_key() -> None:
    assert [rule.id for rule in parse(WHOLE, "esempio.yaml").rules] == ["hours.weekly-cap"]
    assert set(read(WHOLE, "esempio.yaml").data) == {*regulation._REQUIRED, *regulation._OPTIONAL}


ORDERS = [block for block in BLOCKS if block.startswith("order:")]
#: Examples that show parts of a rule file, by their keys.
PARTS = [
    block
    for block in BLOCKS
    if block not in FACTS and re.match(rf"(?:{'|'.join(regulation._OPTIONAL)}):", block)
]


@pytest.mark.parametrize("block", PARTS)
def test_a_part_of_a_file_loads_in_a_file(block: str) -> None:
    rules = parse(small.text().replace("rules:", "rules: []") + block, "part.yaml")
    assert {notice.code for notice in rules.notices} <= {
        "unused-value"
    }  # the rule that names it is not shown


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block not in (WHOLE, *PARTS, *ORDERS, *FACTS)]
)
def test_other_examples_are_conditions_of_the_language(block: str) -> None:
    data = read(block, "page").data
    faults = Faults()
    conditions = (
        [data["when"], data["require"]] if "when" in data else data if isinstance(data, list) else [data]
    )
    for condition in conditions:
        asked = read_condition(condition, (), faults).facts()
        assert {fact.name for fact in asked} <= set(registry().facts)
    assert faults.found == []


def test_the_shown_diagnostic_is_a_real_one() -> None:
    from adm_rules._internal.diagnostics import DiagnosticsError

    spoiled = WHOLE.replace(
        "direct: {direct_time: {at_most: $weekly_cap}}", "direct: {direct_time: {at_most: $weekly_capp}}"
    )
    with pytest.raises(DiagnosticsError) as raised:
        parse(spoiled, "rules/esempio.yaml")
    (shown,) = re.findall(r"```text\n(.*?)\n```", section("The YAML that is read"), re.DOTALL)
    assert str(raised.value) == shown


# --- codes ------------------------------------------------------------------------------------------------------------


def calls(tree: ast.AST) -> Iterator[tuple[str, list[ast.expr], int]]:
    """Every call in a module: the last part of its name, and its arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node.args, node.lineno


def text_of(arguments: list[ast.expr], position: int = 0) -> str | None:
    """An argument that is a plain text, or a path that ends in one."""
    if position >= len(arguments):
        return None
    found = arguments[position]
    if isinstance(found, ast.Tuple) and found.elts:
        found = found.elts[-1]
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def codes_of_rule_files() -> set[str]:
    """The codes that the loader, the compiler, the engine and citations report about rule files."""
    found = {f"unknown-{key.replace('_', '-')}" for key in regulation.CONVENTIONS}
    for path in SOURCES:
        if path.parent.name not in ("loader", "compiler") and path not in ALSO_RULE_FILES:
            continue
        for name, arguments, _ in calls(ast.parse(path.read_text(encoding="utf-8"))):
            text = text_of(arguments, 2 if name == "choice" else 0)
            if text and name in ("add", "fault", "_fault", "Diagnostic"):
                found.add(text)
            elif text and name in ("unknown", "choice"):
                found.add(f"unknown-{re.sub('[ _]', '-', text)}")
    return found - set(FAULTS) | {"unknown-key"}


def codes_of_data_files() -> set[str]:
    """The codes that the models report."""
    found = {fault({"ge": 0, "le": 0})[0] for fault in errors._FAULTS.values()} | {errors._OTHER[0]}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            text.replace("_", "-")
            for name, args, _ in calls(tree)
            if (name == "refuse" or (name == "fault" and path.parent.name in ("records", "case")))
            and (text := text_of(args))
        }
        if path == PACKAGE / "engine/files.py":
            found |= {
                text for name, args, _ in calls(tree) if name == "Diagnostic" and (text := text_of(args))
            }
        if path == PACKAGE / "engine/more.py":
            found |= {text for name, args, _ in calls(tree) if name == "_add" and (text := text_of(args))}
        if path.name in ("fields.py", "errors.py"):
            text = path.read_text(encoding="utf-8")
            found |= {code.replace("_", "-") for code in re.findall(r'custom_error_type="(\w+)"', text)}
            found |= set(re.findall(r'(?:Diagnostic\(|= )"((?:unknown|missing)-key)"', text))
    return found - set(FAULTS) | {"too-large", "key-not-text"}  # told of a text and of a mapping alike


#: The codes of each table of the page.
CODES = {
    "Of rule files": codes_of_rule_files(),
    "Of the text itself": set(FAULTS),
    "Of case, agency, contract and district files": codes_of_data_files(),
}


@pytest.mark.parametrize(("title", "codes"), CODES.items())
def test_the_page_has_every_code(title: str, codes: set[str]) -> None:
    assert set(quoted(table(title))) == codes


def test_no_line_of_an_example_needs_a_wider_page() -> None:
    assert [line for block in BLOCKS for line in block.splitlines() if len(line) > 120] == []


def test_the_examples_are_plain_yaml_too() -> None:
    for block in BLOCKS:
        assert yaml.safe_load(block)
