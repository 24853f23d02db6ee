"""Records made in Python: any sequence, bare names, keys that are words of Python; what is read back."""

from __future__ import annotations

import runpy
from collections import deque
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, overload

import pytest
from pydantic import ValidationError

import adm_rules as adm
from adm_rules import models, names
from adm_rules._internal.acceptance.shapes import KEYS
from adm_rules._internal.names import NAMES
from tools.gen_models import wanted

ROOT = Path(__file__).parents[2]
SESSION = models.Session(
    start=datetime(2026, 3, 9, 14, tzinfo=UTC), end="2026-03-09T16:00", activities={"trip"}
)


class Rows(Sequence[models.Session]):
    """A sequence of one's own, as a database layer has it."""

    @overload
    def __getitem__(self, index: int) -> models.Session: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[models.Session]: ...
    def __getitem__(self, index: Any) -> Any:
        return (SESSION,)[index]

    def __len__(self) -> int:
        return 1


def intervention(**more: Any) -> models.Intervention:
    return models.Intervention(id="i-1", service="home_education", **more)


@pytest.mark.parametrize("sessions", [[SESSION], (SESSION,), deque([SESSION]), Rows()])
def test_a_list_is_any_sequence(sessions: Sequence[models.Session]) -> None:
    assert intervention(sessions=sessions).sessions == (SESSION,)
    assert intervention(sessions={"items": sessions}).sessions == models.Listing((SESSION,))


@pytest.mark.parametrize("several", [["trip"], ("trip",), {"trip"}, frozenset({"trip"}), deque(["trip"])])
def test_a_set_is_any_sequence_or_set(several: Any) -> None:
    assert models.Session(start=SESSION.start, activities=several).activities == frozenset({"trip"})


@pytest.mark.parametrize("text", ["s-1", b"s-1", bytearray(b"s-1")])
def test_a_text_is_no_sequence(text: Any) -> None:
    with pytest.raises(ValidationError, match="expected a list"):
        intervention(sessions=text)
    with pytest.raises(ValidationError, match="expected a list"):
        models.Session(start=SESSION.start, activities=text)


def test_words_of_python_have_a_low_line() -> None:
    home = models.Residence(municipality="tirano", from_=date(2020, 1, 1))
    assert home.from_ == date(2020, 1, 1)
    assert home.model_dump(mode="json", exclude_none=True) == {"municipality": "tirano", "from": "2020-01-01"}
    given: dict[str, Any] = {"municipality": "tirano", "from": "2020-01-01"}
    assert models.Residence(**given) == home
    assert models.Agreement(role="family", for_="i-1").for_ == "i-1"
    with pytest.raises(ValidationError, match="from_"):
        models.Residence(**given, from_="2020-01-01")
    with pytest.raises(ValidationError, match="from_"):  # a file has one form
        models.Residence.model_validate({"municipality": "tirano", "from_": "2020-01-01"})


def test_a_file_is_read_with_the_names_of_its_rule_set_down_to_its_parts() -> None:
    own = {"names": {"venue": {"library_room": None}}}
    sessions = [{"start": "2026-03-09T15:00", "venue": "library_room"}]
    read = models.Intervention.model_validate(
        {"service": "home_education", "sessions": sessions}, context=own
    )
    assert [each.venue for each in read.sessions or ()] == ["library_room"]


def test_a_bare_name_stands_for_a_history() -> None:
    made = adm.Case(id="c-1", birth_date="2014-05-03", residence="tirano", lives_with="family")
    (home,) = made.residence or ()
    assert (home.municipality, home.from_, home.to) == ("tirano", "none", "none")


def test_a_listing_is_gone_through_like_a_list() -> None:
    held = models.Listing((SESSION,), complete_until=date(2026, 3, 31))
    made = intervention(sessions=held)
    assert made.sessions == held
    assert list(held) == [SESSION]
    assert (held[0], held[:1], len(held)) == (SESSION, (SESSION,), 1)
    assert made.model_dump(mode="json", exclude_none=True)["sessions"]["complete_until"] == "2026-03-31"


def test_every_record_and_list_of_names_is_exported_and_typed() -> None:
    assert set(models.__all__) == {*KEYS, "Listing"}
    titles = {name.title().replace("_", "") for name in NAMES}
    assert set(names.__all__) == {*titles, "StepName"} - {"Step", "Municipality"}
    for path, text in wanted().items():
        assert path.read_text("utf-8") == text, f"make regenerate writes {path.name}"


def test_the_program_of_a_case_management_system(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / "examples/python/case_management.py"))["main"]("en")
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "m-7: v-1 09/03 14:00, v-2 10/03 14:00, v-3 02/04 15:00"  # instants, as Rome has them
    assert [line.split()[:2] for line in told[1:4]] == [
        ["v-1", "session.hours-window:"],
        ["week:2026-W11", "hours.weekly-cap:"],
        ["week:2026-W11", "hours.within-authorised:"],
    ]
    assert told[4] == "? plan_office: the whole list (request)"
