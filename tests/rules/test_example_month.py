"""The worked month: stored as the library says it, and reckoned a second time by hand from the files themselves.

The second reckoning is plain arithmetic over the YAML, in `benchmarks/hand_month.py`: it imports nothing of the
library.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks import hand_month
from benchmarks.hand_month import reckoned

from adm_rules._internal.money.statement.shapes import Statement
from tools.update_example_month import FOLDER, cases, expected, statement


@pytest.mark.parametrize("number", range(4))
def test_the_stored_statement_is_what_the_library_says(number: int) -> None:
    target, text = list(expected())[number]
    assert target.read_text(encoding="utf-8") == text, "run make regenerate"


def test_the_files_say_that_they_are_invented() -> None:
    paths = [*cases(), FOLDER / "cooperativa_esempio.yaml"]
    assert len(paths) == 13
    for path in paths:
        assert "Invented data" in path.read_text(encoding="utf-8").split("\n\n")[0]


# --- by hand ----------------------------------------------------------------------------------------------------------


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def by_hand() -> dict[str, dict[str, int]]:
    return reckoned(map(read, cases()))


def test_the_second_reckoning_knows_how_many_were_there_and_knows_nothing_of_the_library() -> None:
    """Its groups are made of the cases that were given: as many as the files say."""
    sessions = [s for path in cases() for i in read(path)["interventions"] for s in i["sessions"]]
    held = [s for s in sessions if s["activity"] == "group" and s["status"] == "delivered"]
    for session in held:
        assert int(session["users_present"]) == sum(other["start"] == session["start"] for other in held)
    assert "adm_rules" not in Path(hand_month.__file__).read_text(encoding="utf-8")


def by_intervention(made: Statement) -> dict[str, dict[str, Any]]:
    return {
        str(account.intervention): {
            "voucher": account.amount.lowest,
            "share": account.family.cents.lowest if account.family is not None else None,
        }
        for account in made.accounts
    }


def test_every_amount_is_the_one_reckoned_by_hand() -> None:
    assert statement().outcome == "decided"
    assert by_intervention(statement()) == by_hand()


def test_the_totals_are_the_ones_reckoned_by_hand() -> None:
    found = by_hand().values()
    totals = {each.payer: each.amount.lowest for each in statement().totals}
    assert totals == {
        "plan_office": sum(each["voucher"] for each in found),
        "family": sum(each["share"] for each in found),
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
