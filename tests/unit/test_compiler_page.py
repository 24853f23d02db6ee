"""Lines of generated Python."""

from __future__ import annotations

from adm_rules._internal.compiler.page import Env, PythonPage


def test_a_block_in_which_nothing_stands_is_python_all_the_same() -> None:
    page, env = PythonPage(), Env("r", "session")
    with page.block("if known:", env):
        env.owners["intervention"] = "whose"
    assert page.lines == ["if known:", "    pass"]
    assert env.owners == {}, "what is bound inside is forgotten after it"
