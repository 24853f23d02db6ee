"""The worked month: stored as the library says it, and reckoned a second time by hand from the files themselves.

The second reckoning is plain arithmetic over the YAML: it imports nothing of the library, and names each thing by the
words of the example's own rules (24.35 an hour; a share on a line from nothing at 7,000 to 4.20 an hour at 21,000).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from adm_rules.money.statement import Statement
from tools.update_example_month import FOLDER, cases, expected, main, statement

HOUR_IN_CENTS = 2_435


@pytest.mark.parametrize("number", range(4))
def test_the_stored_statement_is_what_the_library_says(number: int) -> None:
    target, text = list(expected())[number]
    assert target.read_text(encoding="utf-8") == text, "run tools/update_example_month.py"


def test_the_files_say_that_they_are_invented() -> None:
    paths = [*cases(), FOLDER / "cooperativa_esempio.yaml"]
    assert len(paths) == 13
    for path in paths:
        assert "Invented data" in path.read_text(encoding="utf-8").split("\n\n")[0]


def test_the_tool_names_what_differs_and_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import tools.update_example_month as tool

    assert main(["--check"]) == 0
    target = tmp_path / "statement.csv"
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "expected", lambda: [(target, "text")])
    assert main(["--check"]) == 1
    assert not target.exists()
    assert main([]) == 0
    assert target.read_text(encoding="utf-8") == "text"
    assert capsys.readouterr().out == "statement.csv: differs\nstatement.csv: written\n"


# --- by hand ----------------------------------------------------------------------------------------------------------


def cents(exact: Fraction) -> int:
    """To the cent, half a cent going up."""
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return int(decimal.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def minutes(session: dict[str, Any]) -> int:
    start, end = (datetime.fromisoformat(session[key]) for key in ("start", "end"))
    return int((end - start).total_seconds()) // 60


def hourly_share(case: dict[str, Any]) -> int:
    """Cents an hour, from the certificate."""
    if not case["isee"]:
        return 420
    value = Fraction(case["isee"][0]["value"])
    if value <= 7_000:
        return 0
    return 420 if value > 21_000 else cents(Fraction(420) * (value - 7_000) / 14_000)


def reckoned() -> dict[str, dict[str, int]]:
    """Voucher and share of each intervention, in cents."""
    delivered: dict[str, list[dict[str, Any]]] = defaultdict(list)
    shares, order = {}, {}
    groups: dict[str, list[str]] = defaultdict(list)
    for path in cases():
        case = read(path)
        (intervention,) = case["interventions"]
        name = intervention["id"]
        shares[name], order[name] = hourly_share(case), case["id"]
        for session in intervention["sessions"]:
            if session["status"] == "delivered":
                delivered[name].append(session)
                if session["activity"] == "group":
                    groups[session["start"]].append(name)
    found = {}
    for name, sessions in delivered.items():
        plain = sum(minutes(s) for s in sessions if s["activity"] in {"direct", "supervised_meeting"})
        voucher = cents(Fraction(plain * HOUR_IN_CENTS, 60))
        family = Fraction(plain, 60)
        for session in sessions:
            if session["activity"] == "group":
                present = sorted(groups[session["start"]], key=lambda each: order[each])
                assert len(present) == int(session["users_present"])
                educators = len(session["attendance"])
                whole = cents(Fraction(minutes(session) * educators * HOUR_IN_CENTS, 60))
                voucher += part(whole, present, name)
                family += Fraction(minutes(session) * educators, 60 * len(present))
                if session.get("transport_provided") == "true":
                    voucher += part(HOUR_IN_CENTS, present, name)
        found[name] = {"voucher": voucher, "share": cents(family * shares[name])}
    return found


def part(whole: int, present: list[str], name: str) -> int:
    """Equal parts, what is left over going a cent each to the first."""
    each, left = divmod(whole, len(present))
    return each + (present.index(name) < left)


def by_intervention(made: Statement) -> dict[str, dict[str, int | None]]:
    return {
        str(account.intervention): {
            "voucher": account.amount.lowest,
            "share": account.family.amount.lowest if account.family is not None else None,
        }
        for account in made.accounts
    }


def test_every_amount_is_the_one_reckoned_by_hand() -> None:
    assert statement().outcome == "decided"
    assert by_intervention(statement()) == reckoned()


def test_the_totals_are_the_ones_reckoned_by_hand() -> None:
    by_hand = reckoned().values()
    totals = {each.payer: each.amount.lowest for each in statement().totals}
    assert totals == {
        "plan_office": sum(each["voucher"] for each in by_hand),
        "family": sum(each["share"] for each in by_hand),
    }
    assert totals == {"plan_office": 205_355, "family": 18_508}


def test_the_parts_of_every_group_add_up_to_its_voucher() -> None:
    made = statement()
    divided = sum(
        line.amount.lowest or 0
        for account in made.accounts
        for line in account.lines
        if line.activity in {"group", "transport"}
    )
    assert divided == sum(share.total.lowest or 0 for share in made.groups)
    assert all(share.rest.highest == 0 for share in made.groups)


def test_every_session_stands_in_one_line() -> None:
    for path, account in zip(cases(), statement().accounts, strict=True):
        (intervention,) = read(path)["interventions"]
        told = sorted(name for line in account.lines for name in line.sessions)
        assert told == sorted(session["start"] for session in intervention["sessions"])


def test_the_faults_of_the_invoices_are_found_and_no_others() -> None:
    found = statement().differences
    assert found is not None
    assert [
        (each.code, each.lines or each.invoices, each.intervention) for each in found if each.decided
    ] == [
        ("not-invoiced", (), "adm-12"),
        ("not-invoiced", (), "adm-12"),
        ("several-payers", ("extra",), None),
        ("hours-not-delivered", ("voucher/12",), "adm-09"),
        ("wrong-payer", ("voucher/14",), "adm-10"),
        ("activity-not-paid", ("voucher/3",), "adm-02"),
        ("amount-too-high", ("voucher/4",), "adm-03"),
        ("hours-not-delivered", ("voucher/7", "voucher/8"), "adm-05"),
    ]
    assert all(each.decided for each in found)
