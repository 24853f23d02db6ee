"""docs/encode-your-district.md, followed from an empty folder: what it writes is written, what it runs is run."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from tools.following import FollowingError, follow, page_steps

PAGE = Path(__file__).parents[2] / "docs" / "encode-your-district.md"


def here(command: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, shlex.split(command))
    return done.exit_code, done.output


def test_every_step_of_the_page_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = follow(PAGE, tmp_path, here)
    assert "32 esempi, tutti come attesi" in told["test valle/valle.yaml"]
    assert "9 giorni di ritardo" in " ".join(
        told["check case.yaml --rules valle/valle.yaml --on 2026-03-31"].split()
    )
    assert "worker_proposal_on" in told["schema case --rules valle/valle.yaml"]
    assert "home_visit" in told["schema case --rules valle/valle.yaml"]


def test_the_page_writes_and_runs() -> None:
    kinds = [(step.what, step.kind) for step in page_steps(PAGE)]
    assert {("append", "csv"), ("append", "yaml"), ("after", "yaml"), ("file", "yaml")} <= set(kinds)
    assert sum(kind == "console" for _, kind in kinds) > 6


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("```console\n$ adm-rules facts nothing\n```\n", "adm-rules facts nothing: 2 in place of 0"),
        ("```yaml\nid: x\n```\n", "does not say what to do with"),
    ],
)
def test_a_page_that_does_not_do_what_it_says_is_found(block: str, said: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(block)
    with pytest.raises(FollowingError, match=said):
        follow(page, tmp_path, here)
