"""``adm-rules copay``."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adm_rules._internal.cli.app import app

ROOT = Path(__file__).parents[2]
TARIFFS = ROOT / "examples" / "tariffs"
CASE = """\
id: esempio-1
birth_date: 2014-05-03
residence: codogno
household: [{id: f2, service_user: true}]
isee:
  - {kind: minors, status: valid, value: "10000.00", issued_on: 2026-01-15, valid_until: 2026-12-31}
"""
runner = CliRunner()


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


def run(*arguments: str, tariff: str = "line") -> Any:
    rules = tariff if tariff == "tirano" or tariff.startswith("sud") else str(TARIFFS / f"{tariff}.yaml")
    return runner.invoke(app, ["copay", *arguments, "--rules", rules], env={"COLUMNS": "80"})


def test_an_amount_is_told_with_its_steps(case: str) -> None:
    done = run(case, "--on", "2026-03-08", "--at", "18:00", "--hours", "2,5")
    assert done.exit_code == 0
    assert (
        done.stdout
        == """\
assistenza domiciliare minori (ADM) · 8 marzo 2026 · art. 1

Quota: 9,53 € all'ora
In tutto: 23,83 € per 2,5 ore

Come si arriva all'importo
  - ISEE minorenni: 10.000,00 €, attestazione del 15 gennaio 2026
  - fascia da 6.531,00 € a 11.429,00 €, in linea retta fra i punti dell'atto:
    quota all'ora: 8,665986 €
  - +10%: servizio festivo o serale: 9,532585 €
  - arrotondamento a 0,01 €, il mezzo per eccesso: 9,53 €
  - × 2,5 ore: 23,825 €
  - arrotondamento a 0,01 €, il mezzo per eccesso: 23,83 €
"""
    )


def test_english_puts_the_sign_before_the_amount(case: str) -> None:
    done = run(case, "--on", "2026-03-08", "--at", "18:00", "--lang", "en")
    assert "fee an hour: €8.665986" in done.stdout
    assert "Fee: €9.53 an hour\n" in done.stdout
    assert "In all" not in done.stdout


def test_what_is_possible_is_told_with_what_to_ask_for(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("id: esempio-1\nbirth_date: 2014-05-03\n", encoding="utf-8")
    done = run(str(path), "--on", "2026-03-08", "--lang", "en", tariff="access")
    assert (
        done.stdout
        == """\
home education (ADM) · 8 March 2026 · art. 1

Fee: from €1.00 to €7.29 an access (undecided)
Without ISEE: €7.29

To ask for
  - a certificate valid on 8 March 2026: ISEE for minors or current ISEE
"""
    )
    done = run(str(path), "--on", "2026-03-08", "--lang", "en", tariff="steps")
    assert "Fee: €0.52 or more an hour (undecided)" in done.stdout


def test_a_share_is_told_in_per_cent(case: str) -> None:
    done = run(case, "--on", "2026-03-08", "--hours", "2", tariff="percent")
    assert "Quota: 100% del costo\nIn tutto: 40,00 € per 2 ore\n" in done.stdout
    assert "quota del costo: 100%\n  - del costo di 20,00 € × 2 ore: 40,00 €\n" in done.stdout


def test_a_discount_on_the_total_shows_both(case: str) -> None:
    done = run(case, "--on", "2026-03-10", tariff="line_second_member")
    assert "Quota: 8,67 € all'ora\nIn tutto: 4,33 €\n" in done.stdout


def test_a_total_that_is_not_known_is_left_out(tmp_path: Path, case: str) -> None:
    text = (TARIFFS / "percent.yaml").read_text(encoding="utf-8")
    unset = "not_set: {by: {it: il Comune, en: the municipality}, asks: {it: quanto sia, en: how much it is}}"
    path = tmp_path / "unset.yaml"
    entry = 'history: [{from: 2020-01-01, is: 20.00, cites: {article: "2"}}]'
    assert entry in text
    path.write_text(text.replace(entry, unset), encoding="utf-8")
    done = runner.invoke(app, ["copay", case, "--rules", str(path), "--on", "2026-03-10", "--lang", "en"])
    assert "Fee: 100% of the cost (undecided)\nIn all: €0.00 or more\n" in done.stdout


def test_a_total_may_be_known_where_the_fee_is_not(tmp_path: Path) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text("id: esempio-1\nbirth_date: 2014-05-03\nisee: []\nhousehold: []\n", encoding="utf-8")
    text = (TARIFFS / "line_second_member.yaml").read_text(encoding="utf-8")
    path = tmp_path / "total.yaml"
    text = text.replace("        no_isee: {fee: 11.00}\n", "").replace("percent: -50", "fee: 7.00")
    path.write_text(text.replace("{at_least: 1}", "{at_least: 0}"), encoding="utf-8")
    done = runner.invoke(
        app, ["copay", str(bare), "--rules", str(path), "--on", "2026-03-10", "--lang", "en"]
    )
    assert "\n\nIn all: €7.00\n\n" in done.stdout


def test_a_tariff_to_be_set_has_no_amount_but_a_body_to_ask(case: str) -> None:
    done = run(case, "--service", "supervised_contact", "--on", "2026-03-08", tariff="tirano")
    assert done.exit_code == 0
    assert "tariffa non fissata: non si può indicare alcun importo" in done.stdout
    assert "l'Assemblea dei Sindaci" in done.stdout


def test_a_free_service_has_its_reason_and_other_readings(case: str) -> None:
    done = run(case, "--service", "supervised_contact", "--on", "2026-03-08", tariff="sud_est_milano")
    assert "Quota: 0,00 € all'ora\nMotivo: servizio gratuito secondo la scheda\n" in done.stdout
    assert "Altre letture\n  - Lo Spazio Neutro è gratuito" in done.stdout
    assert "tariffa non fissata" in done.stdout


def test_another_reading_may_have_an_amount(tmp_path: Path, case: str) -> None:
    text = (TARIFFS / "free.yaml").read_text(encoding="utf-8")
    free = "    free: {it: servizio gratuito per chi ne usufruisce, en: free for its users}\n"
    readings = (
        "readings:\n  fee:\n    question: {it: 'Si paga?', en: 'Is it paid for?'}\n    default: none_due\n"
        "    options: {none_due: {it: non si paga, en: it is not}, some_due: {it: si paga, en: it is}}\n"
        "    norms: [EX-1]\ntariffs:"
    )
    by = (
        "    by_reading:\n      fee:\n        none_due: {free: {it: gratuito, en: free}}\n"
        "        some_due: {rows: [{isee: {at_least: 0}, fee: 2.00}]}\n"
    )
    path = tmp_path / "two.yaml"
    path.write_text(text.replace("tariffs:", readings).replace(free, by), encoding="utf-8")
    done = runner.invoke(app, ["copay", case, "--rules", str(path), "--on", "2026-03-10", "--lang", "en"])
    assert "Is it paid for? If it is: decided, €2.00" in done.stdout


def test_json_and_csv_are_for_programs(case: str) -> None:
    data = json.loads(run(case, "--on", "2026-03-10", "--format", "json").stdout)
    assert (data["outcome"], data["lowest"], data["highest"]) == ("undecided", "8.67", "9.53")
    (row,) = csv.DictReader(
        io.StringIO(run(case, "--on", "2026-03-10", "--format", "csv").stdout), delimiter=";"
    )
    assert (row["outcome"], row["lowest"], row["amount"], row["citation"]) == (
        "undecided",
        "8.67",
        "",
        "art. 1",
    )
    assert row["missing"] == "inizio dell'accesso"
    done = run(case, "--on", "2026-03-10", "--format", "csv", "--service", "pippi")
    (row,) = csv.DictReader(io.StringIO(done.stdout), delimiter=";")
    assert (row["outcome"], row["tariff"], row["citation"]) == ("not_set", "", "")
    free = run(case, "--on", "2026-03-10", "--format", "csv", tariff="free")
    (row,) = csv.DictReader(io.StringIO(free.stdout), delimiter=";")
    assert row["reason"] == "free"


def test_a_service_without_a_tariff_has_no_citation(case: str) -> None:
    done = run(case, "--on", "2026-03-10", "--service", "pippi", "--lang", "en")
    assert (
        done.stdout.startswith("P.I.P.P.I. programme · 10 March 2026\n") or "10 March 2026\n" in done.stdout
    )
    assert "the tariff is not set: no amount can be given" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--hours", "many"), 2, "write a number of hours such as 2 or 1.5"),
        (("--hours", "NaN"), 2, "write a number of hours"),
        (("--hours", "-1"), 2, "write a number of hours"),
        (("--hours", "745"), 2, "write a number of hours"),
        (("--at", "25:00"), 2, "start"),
        (("--service", "home_educatoin"), 2, "did you mean `home_education`?"),
        (("--agency", "nowhere.yaml"), 2, "nowhere.yaml"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    case: str, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = run(case, "--on", "2026-03-10", *arguments)
    assert done.exit_code == code
    assert told in done.stderr


def test_an_agency_is_read_with_the_case(case: str, tmp_path: Path) -> None:
    agency = tmp_path / "agency.yaml"
    agency.write_text("id: agenzia-1\nstaff: []\n", encoding="utf-8")
    done = run(case, "--on", "2026-03-10", "--at", "15:00", "--agency", str(agency))
    assert "Quota: 8,67 € all'ora" in done.stdout


def test_a_tariff_is_shown_with_its_lines() -> None:
    done = runner.invoke(app, ["show", "tirano", "copayment"], env={"COLUMNS": "80"})
    assert done.exit_code == 0
    assert done.stdout.startswith("copayment · art. 11 (Compartecipazione)\n\nTariffa\n  - per ogni ora\n")
    assert "servizi: assistenza domiciliare minori (ADM) e spazio neutro" in done.stdout
    assert "  copayment:\n" in done.stdout


def test_notices_stand_below_the_rule_set() -> None:
    done = runner.invoke(app, ["show", str(TARIFFS / "monthly.yaml")], env={"COLUMNS": "80"})
    assert (
        "warning[cents-do-not-meet]: cents do not meet: an ISEE of 20,000.01 falls into no row" in done.stdout
    )
