"""Unknown keys: what was meant is named, by meaning first, and nothing is named that no record has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adm_rules._internal.agency import Agency, AgencySession, Invoice, StaffMember
from adm_rules._internal.case import (
    Absence,
    Assessment,
    Case,
    CourtOrder,
    Derogation,
    HouseholdMember,
    Intervention,
    IseeCertificate,
    Report,
    Request,
    Risk,
    Session,
    Signature,
)
from adm_rules._internal.case.person import Agreement
from adm_rules._internal.diagnostics import CaseError
from adm_rules._internal.district import District
from adm_rules._internal.engine.files import as_model
from adm_rules._internal.records import Record
from adm_rules._internal.records.errors import known_keys
from adm_rules._internal.records.shared import Payment
from adm_rules._internal.records.synonyms import WHOLE, WORDS, hint, meant
from adm_rules._internal.service_contract import ServiceContract
from adm_rules._internal.texts import Text


def models(model: type[Record] = Record) -> Iterator[type[Record]]:
    for each in model.__subclasses__():
        yield each
        yield from models(each)


def keys(model: type[Record]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


ROOTS = (Case, Agency, ServiceContract, District)
ALL_KEYS = frozenset(key for model in models() for key in keys(model))


@pytest.mark.parametrize(
    ("model", "written", "key"),
    [
        (Session, "stato", "status"),
        (Session, "data_inizio", "start"),
        (Session, "educatore", "attendance"),
        (AgencySession, "educatore", "staff"),
        (Session, "attività", "activity"),
        (Session, "Start", "start"),
        (Session, "usersPresent", "users_present"),
        (Session, "luogo", "venue"),
        (StaffMember, "title", "titles"),
        (StaffMember, "hired_on", "listed_from"),
        (StaffMember, "left_on", "delisted_on"),
        (Case, "data_nascita", "birth_date"),
        (Case, "birthDate", "birth_date"),
        (Case, "comune", "residence"),
        (Case, "interventi", "interventions"),
        (Request, "data_presentata", "submitted_on"),
        (IseeCertificate, "importo", "value"),
        (IseeCertificate, "amount", "value"),
        (IseeCertificate, "expires_on", "valid_until"),
        (Agreement, "agreed_on", "on"),
        (Payment, "agreed_on", None),
        (Intervention, "start", "started_on"),
        (Intervention, "sta", None),
        (StaffMember, "from", "listed_from"),
        (CourtOrder, "on", "from"),
        (Session, "xyzzy", None),
        (Session, "<a key that is not shown>", None),
    ],
)
def test_the_key_that_was_meant_is_found(model: type[Record], written: str, key: str | None) -> None:
    assert meant(written, keys(model)) == key


def test_the_tables_name_only_keys_and_words_that_exist() -> None:
    assert {key for found in WHOLE.values() for key in found} <= ALL_KEYS
    words = {word for key in ALL_KEYS for word in key.split("_")}
    assert {word for found in WORDS.values() for word in found.split()} <= words


def test_what_a_help_names_is_known_there() -> None:
    for model in models():
        for written in (*WHOLE, *WORDS):
            assert meant(written, keys(model)) in {None, *keys(model)}


# Not those that other tests define.
OURS = (model for model in models() if model.__module__.startswith("adm_rules."))
ALL_MODELS = sorted({*OURS}, key=lambda model: model.__name__)
STARTS = ("since", "dal", "start_date", "data_inizio", "valid_from", "inizio", "decorrenza")
ENDS = ("until", "al", "end_date", "data_fine", "valid_until", "fine", "valido_fino_al")


def labels_of(model: type[Record]) -> dict[str, Text]:
    return {key: label for key, label in known_keys(model).items() if label is not None}


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        (STARTS, "from start started_on start_on listed_from term_start service_from"),
        (ENDS, "to end closed_on end_on left_on delisted_on valid_until term_end service_until"),
    ],
)
def test_when_something_begins_and_ends_is_said_in_many_words(words: tuple[str, ...], ours: str) -> None:
    for model in ALL_MODELS:
        having = {*ours.split()} & {*keys(model)}
        for word in words:
            found = meant(word, keys(model), labels_of(model))
            assert found in having if having else found is None, (model.__name__, word, found)


def test_a_key_written_as_its_label_says_is_found_in_both_languages() -> None:
    """But for four whose label says less than their name, or more than a word does."""
    lost: list[tuple[str, str]] = []
    for model in ALL_MODELS:
        labels = labels_of(model)
        for key, label in labels.items():
            for said in (label.it, label.en):
                alike = {other for other, its in labels.items() if said in (its.it, its.en)}
                found = meant("_".join(re.findall(r"\w+", said.lower())), keys(model), labels)
                assert found in {*alike, None}, (model.__name__, said, found)
                lost += [(model.__name__, key)] if found is None else []
    assert len(lost) <= 4, lost


@pytest.mark.parametrize(
    ("model", "written", "key"),
    [
        (Case, "home", "lives_with"),
        (Case, "domicilio", "lives_with"),
        (Case, "collocazione", "lives_with"),
        (Assessment, "data_valutazione", "on"),
        (Assessment, "esito_valutazione", "outcome"),
        (CourtOrder, "scadenza", "to"),
        (Derogation, "since", "from"),
        (Derogation, "cause", "reason"),
        (Intervention, "motivo_chiusura", "closure_reason"),
        (Intervention, "chiuso_il", "closed_on"),
        (Intervention, "fine_periodo_conoscenza", "knowledge_ends_on"),
        (Invoice, "numero_fattura", "id"),
        (Absence, "motivo", "cause"),
    ],
)
def test_what_a_label_says_leads_to_its_key(model: type[Record], written: str, key: str) -> None:
    assert meant(written, keys(model), labels_of(model)) == key


@pytest.mark.parametrize(
    ("model", "written"),
    [
        (ServiceContract, "signed_on"),
        (ServiceContract, "data_firma"),
        (StaffMember, "firmato_il"),
        (StaffMember, "date"),
        (Report, "data_invio"),
        (Intervention, "reason"),
        (Intervention, "home"),
        (HouseholdMember, "reason"),
        (HouseholdMember, "start_date"),
        (HouseholdMember, "service_type"),
        (Signature, "since"),
        (Risk, "agreed_on"),
        (CourtOrder, "autorizzato_il"),
        (Case, "data_chiusura"),
    ],
)
def test_what_might_be_something_else_is_led_nowhere(model: type[Record], written: str) -> None:
    assert meant(written, keys(model), labels_of(model)) is None


@pytest.mark.parametrize("written", ["nome", "Cognome", "codiceFiscale", "e_mail", "tax_code"])
def test_what_says_who_somebody_is_is_to_be_left_out(written: str) -> None:
    if written == "e_mail":
        assert hint(written, ["id"]) is None
    else:
        assert str(hint(written, ["id"])).startswith("leave it out: files hold no names")
    (told,) = advice(**{written: "x"})
    assert "x" not in str(told).split()


def test_a_unit_and_a_truth_that_was_a_key_are_told() -> None:
    assert hint("ore_settimanali", ["weekly_minutes"]) == "did you mean `weekly_minutes`? it counts minutes"
    assert hint("weekly_minute", ["weekly_minutes"]) == "did you mean `weekly_minutes`?"
    told = hint("true", ["on", "role"])
    assert told == 'did you mean `on`? YAML 1.1 writers turn it into `true`: write "on" in quotes'
    assert hint("xyzzy", ["on"]) is None


@pytest.mark.parametrize(
    ("written", "known", "key"),
    [
        ("approved_on", ["proposed_on", "authorised_on"], "authorised_on"),
        ("approved_on", ["proposed_on", "from"], None),
        ("ore", ["more", "start"], None),
        ("sent_on", ["sent_to", "by"], None),
        ("proposd_on", ["proposed_on", "proposed_by"], "proposed_on"),
        ("signed_on", ["educational_contract_signed_on", "signatures"], "signatures"),
        ("start_date", ["agreed_start_on", "started_on"], "started_on"),
    ],
)
def test_a_day_is_never_taken_for_another_or_for_a_role(
    written: str, known: list[str], key: str | None
) -> None:
    """A help that is followed must not tell something else: an approval is no proposal."""
    assert meant(written, known) == key


def advice(**keys: Any) -> list[str | None]:
    with pytest.raises(CaseError) as caught:
        as_model("case", {"id": "c", "birth_date": "2014-05-03", **keys})
    return [each.help for each in caught.value.diagnostics]


def test_a_fact_that_reports_name_leads_to_the_key_that_tells_it() -> None:
    work = {"id": "i1", "service": "home_education", "provider_chosen_by": "family"}
    told = "did you mean `chosen_by`? `provider_chosen_by` is the fact that it tells"
    assert advice(interventions=[work]) == [told]
    covered = {"items": [], "provider_chosen_by": "family"}
    assert advice(interventions=covered) == ["known keys: complete_from, complete_until, items"]


def test_a_key_of_a_record_above_or_below_is_told_where_it_belongs() -> None:
    plan = {"drafted_on": "2026-02-02", "review_interval_months": 6}
    work = {"service": "home_education", "plans": [plan]}
    assert advice(interventions=[work]) == ["it belongs in `interventions`"]
    assert advice(sessions=[]) == ["it belongs in `interventions`"]
    assert advice(interventions=[{"service": "home_education", "residence": "tirano"}]) == [
        "it belongs at the top of the file"
    ]


def test_known_keys_are_told_once_and_what_is_not_known_is_corrected() -> None:
    first, second = advice(requests=[{"submitted_on": "2026-02-02", "purpose": 1, "zzz": 1}])
    assert str(first).startswith("known keys: ")
    assert second == "correct it or remove it: the known keys are told above"
