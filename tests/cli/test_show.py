"""``adm-rules show`` and ``adm-rules facts``."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app
from tests.rules.small import rule, text

runner = CliRunner()


def run(*arguments: str) -> Any:
    return runner.invoke(app, list(arguments), env={"COLUMNS": "200"})


def test_a_rule_set_is_shown_whole() -> None:
    done = run("show", "tirano")
    assert done.exit_code == 0
    for part in (
        "Servizio Educativo Minori dell'Ambito di Tirano\ntirano 1.0.0\n",
        "massimo settimanale di ore per utente ($weekly_cap): 10 ore (art. 7)",
        "- hours.weekly-cap: Monte ore settimanale massimo (art. 7)",
        "Regole: hours",
    ):
        assert part in done.stdout


def test_without_a_name_the_rule_sets_are_listed() -> None:
    done = run("show", "--lang", "en")
    assert done.exit_code == 0
    names = [line.split(maxsplit=1)[0] for line in done.stdout.splitlines()]
    assert names == ["basso_lodigiano", "medio_olona", "scheda_comunale", "sud_est_milano", "tirano"]


def test_one_rule_is_shown_with_its_place_in_the_file() -> None:
    done = run("show", "tirano", "hours.weekly-cap", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.startswith("Weekly hours cap\nart. 7 · hours.weekly-cap\n")
    assert (
        "the direct time of home education in the week is at most 10 hours ($weekly_cap, art. 7)"
        in " ".join(done.stdout.split())
    )
    heading = next(line for line in done.stdout.splitlines() if line.startswith("rules/tirano.yaml, line "))
    number = heading.rsplit(" ", maxsplit=1)[1]
    assert f"\n{number}  - id: hours.weekly-cap\n" in done.stdout


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "it",
            (
                "Voucher sociale\nart. 10 · social_voucher\n",
                "chi paga: Ufficio di Piano",
                "nessun atto lo fissa",
            ),
        ),
        (
            "en",
            (
                "Social voucher\nart. 10 · social_voucher\n",
                "who pays: Plan Office",
                "no act sets it; set each",
            ),
        ),
    ],
)
def test_a_voucher_is_shown_in_words_and_as_it_stands(lang: str, parts: tuple[str, ...]) -> None:
    done = run("show", "tirano", "social_voucher", "--lang", lang)
    assert done.exit_code == 0
    for part in (*parts, "  social_voucher:\n"):
        assert part in done.stdout
    assert "social_voucher: " in run("show", "tirano", "--lang", lang).stdout


def test_an_order_is_shown_too() -> None:
    done = run("show", "tirano", "access.priority")
    assert done.exit_code == 0
    assert "Ordine\n  - prima chi soddisfa: " in done.stdout


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("it", ("Fatti propri di questo regolamento", "punteggio del bisogno")),
        ("en", ("Facts of its own", "points of need")),
    ],
)
def test_a_declared_fact_is_shown_in_words(lang: str, parts: tuple[str, ...], tmp_path: Path) -> None:
    label = "{it: punteggio del bisogno, en: points of need}"
    fact = f"\n  need_points: {{per: case, kind: count, label: {label}, field: more}}"
    file = tmp_path / "own.yaml"
    file.write_text(text(rule("{need_points: {at_least: 1}}", per="case"), facts=fact), encoding="utf-8")
    whole = run("show", str(file), "--lang", lang)
    assert whole.exit_code == 0
    for part in (*parts, "need_points"):
        assert part in whole.stdout
    one = run("show", str(file), "need_points", "--lang", lang)
    assert one.exit_code == 0
    assert one.stdout.startswith(f"need_points · {parts[-1]}\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "tiran"), "no rule set is called `tiran`; did you mean `tirano`?"),
        (
            ("show", "tirano", "hours.weeklycap"),
            "there is no rule, tariff or voucher `hours.weeklycap`; did you mean `hours.weekly-cap`?",
        ),
        (("show", "tirano", "zzzz"), "there is no rule, tariff or voucher `zzzz`\n"),
        (("facts", "direct_tim"), "there is no fact `direct_tim`; did you mean `direct_time`?"),
        (("facts", "consent"), "there is no fact `consent`; about it there are `referral_agreed_on`, "),
        (("facts", "xyzzy"), "there is no fact `xyzzy`\n"),
        (
            ("facts", "--search", "xyzzy"),
            "no fact is about `xyzzy`; what no fact says, a rule set declares under `facts:`\n",
        ),
        (("facts", "--search", "sesioni"), "no fact is about `sesioni`; did you mean `session`?"),
        (("facts", "--search", "invoice", "--per", "week"), "no fact is all that is asked for"),
        (("facts", "--per", "sesion"), "there is no subject `sesion`; did you mean `session`?"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert f"error: {told}" in done.stderr
    assert not done.stdout


def test_the_catalogue_is_listed_by_subject() -> None:
    done = run("facts")
    assert done.exit_code == 0
    assert "\nsettimana (week)\n" in done.stdout
    assert (
        "  direct_time · ore dirette di educativa domiciliare nella settimana · durata in minuti\n"
        in done.stdout
    )
    only = run("facts", "--per", "week", "--lang", "en")
    assert only.stdout.startswith("week (week)\n")
    assert "direct time of home education in the week" in only.stdout
    assert "session_time" not in only.stdout


def test_one_fact_is_told() -> None:
    done = run("facts", "session_time")
    assert done.stdout.startswith("session_time · durata dell'accesso\n")
    assert "i minuti effettivi dall'inizio dell'accesso alla fine dell'accesso" in done.stdout


def test_facts_are_data_as_well() -> None:
    one = json.loads(run("facts", "session_time", "--format", "json").stdout)
    assert (one["name"], one["subject"], one["kind"]) == ("session_time", "session", "minutes")
    several = json.loads(run("facts", "--per", "week", "--format", "json").stdout)
    assert {each["subject"] for each in several} == {"week"}


def test_facts_are_searched_best_first() -> None:
    done = run("facts", "--search", "ore settimanali autorizzate", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["name"] == "authorised_time"
    assert done.stderr == ""
    part = run("facts", "--search", "invoice twice", "--lang", "en")
    assert "invoice_amount" in part.stdout
    assert part.stderr == "no fact has all the words; left out: twice\n"
