"""The catalogue of facts: names, kinds, labels, the keys that facts read, the recipes that make them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

import pytest

from adm_rules._internal.acceptance import shapes
from adm_rules._internal.compiler.context import Context
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.recipes import lower_recipe
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.build import fields, made
from adm_rules._internal.facts.derive import MODELS, catalogue, record_in
from adm_rules._internal.facts.recipes import RECIPES, RecipeError
from adm_rules._internal.facts.registry import Fact, Registry, Subject
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.names import NAMES
from adm_rules._internal.records import Known, Listed, PlainRecord, Record, Several
from adm_rules._internal.records.fields import (
    Bare,
    Cents,
    ClockTime,
    Day,
    Event,
    EventDay,
    Flag,
    Fraction,
    Id,
    LocalTime,
    Minutes,
    Months,
    Place,
    Year,
)
from adm_rules._internal.records.keys import Each, Key
from adm_rules._internal.records.shared import Noted, Role
from adm_rules._internal.rules import (
    MORE,
    Act,
    Amount,
    FactRef,
    ListOf,
    Literal,
    Operand,
    Regulation,
    Value,
    When,
)
from adm_rules._internal.texts import Text
from adm_rules._internal.values import KINDS
from tools import gen_facts, gen_shapes

#: What the rows of periods offer, which no file holds.
DERIVED_KEYS = {
    "week": {"name", "monday", "sunday", "first_day", "last_day"},
    "month": {"name", "start", "end", "first_day", "last_day"},
    "agency_week": {"name", "monday", "sunday"},
    "agency_year": {"year", "first_day", "last_day"},
    "staff_week": {"staff"},
    "staff_year": {"staff"},
}
#: The values that recipes name, with the kind or the name list that they ask for.
VALUES = {
    "afternoon_end": "time",
    "afternoon_start": "time",
    "afternoon_week": "minutes",
    "assessing_services": "set:role",
    "capped_activities": "set:activity",
    "contact_courts": "set:court",
    "counted_statuses": "set:session_status",
    "educator_titles": "set:title",
    "force_majeure": "set:leaving_reason",
    "list_days": "days",
    "municipalities": "set:municipality",
    "payable_activities": "set:activity",
    "plan_signers": "set:role",
    "service_weekdays": "set:weekday",
    "supervision_yearly": "minutes",
    "training_time": "minutes",
    "voucher_months": "months",
    "voucher_unit_value": "money",
    "window_end": "time",
    "window_start": "time",
    "year_end_documents": "set:document_type",
    "yearly_documents": "set:document_type",
}
#: Words that are written with a capital letter wherever they stand.
PROPER = ("Comune ", "Comuni ", "Ente ", "ISEE ", "Monday ", "Sunday ")
NOBODY = Text("", "")
FACTS = registry().facts
SUBJECTS = registry().subjects
MADE = [fact for fact in FACTS.values() if fact.recipe is not None]
READ = [fact for fact in FACTS.values() if fact.path is not None and fact.name != "judgement_day"]


# --- the catalogue as a whole -----------------------------------------------------------------------------


def test_the_registry_is_built_once() -> None:
    assert registry() is registry()


def test_facts_stand_on_subjects_that_exist() -> None:
    assert {fact.per for fact in FACTS.values()} <= set(SUBJECTS)


def test_every_subject_has_something_to_ask() -> None:
    assert set(SUBJECTS) - {fact.per for fact in FACTS.values()} == set()


def test_kinds_are_those_of_the_language() -> None:
    assert {fact.kind for fact in FACTS.values()} <= set(KINDS)


def test_names_belong_to_enums_and_sets_and_their_lists_exist() -> None:
    listed = [fact for fact in FACTS.values() if fact.names is not None]
    assert {fact.kind for fact in listed} == {"enum", "set"}
    assert {fact.names for fact in listed} <= set(NAMES)


def test_an_enum_says_whose_names_it_takes() -> None:
    assert [fact.name for fact in FACTS.values() if fact.kind == "enum" and fact.names is None] == []


def test_a_fact_is_either_read_or_made() -> None:
    assert [fact.name for fact in FACTS.values() if (fact.path is None) == (fact.recipe is None)] == []


def test_labels_are_in_both_languages_and_differ() -> None:
    same = [fact.name for fact in FACTS.values() if not fact.label.it or fact.label.it == fact.label.en]
    assert same == []


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_label_names_one_fact_of_its_subject(lang: str) -> None:
    seen: dict[tuple[str, str], list[str]] = {}
    for fact in FACTS.values():
        seen.setdefault((fact.per, fact.label.in_language(lang)), []).append(fact.name)
    assert [names for names in seen.values() if len(names) > 1] == []


@pytest.mark.parametrize("lang", ["it", "en"])
def test_labels_fit_inside_a_sentence(lang: str) -> None:
    def odd(label: str) -> bool:
        low = label[0].islower() or label.startswith(PROPER)
        return not low or label.endswith((".", " ")) or "  " in label

    # "P.I.P.P.I." is the programme's own spelling.
    texts = {
        name: fact.label.in_language(lang).replace("P.I.P.P.I.", "PIPPI") for name, fact in FACTS.items()
    }
    assert [name for name, label in texts.items() if odd(label)] == []


def test_every_fact_that_is_read_says_what_to_ask_for() -> None:
    silent = [
        fact.name for fact in READ if fact.missing is None or not fact.missing.it or not fact.missing.en
    ]
    assert silent == []


def test_a_name_stands_for_one_fact() -> None:
    with pytest.raises(ValueError, match="`age` is defined twice"):
        Registry(SUBJECTS.values(), [FACTS["age"], FACTS["age"]])


# --- subjects ---------------------------------------------------------------------------------------------


def named_facts(subject: Subject) -> Iterator[str]:
    yield from subject.span or ()
    yield from [subject.day] if subject.day is not None else []


def test_the_days_of_subjects_are_facts_that_they_see() -> None:
    unseen = [
        (subject.name, name)
        for subject in SUBJECTS.values()
        for name in named_facts(subject)
        if name not in FACTS or registry().path_to(subject.name, FACTS[name].per) is None
    ]
    assert unseen == []


def test_the_days_of_subjects_are_days() -> None:
    kinds = {FACTS[name].kind for subject in SUBJECTS.values() for name in named_facts(subject)}
    assert kinds == {"date", "event"}


def test_links_parents_and_gathered_subjects_exist() -> None:
    for subject in SUBJECTS.values():
        others = {target for target, _ in subject.links.values()} | {subject.parent, subject.gathers}
        assert others - {None} <= set(SUBJECTS), subject.name


# --- facts that are read ----------------------------------------------------------------------------------


def test_the_tables_of_keys_and_shapes_are_what_the_models_say() -> None:
    for path, text in {**gen_facts.files(), shapes.FILE: gen_shapes.text()}.items():
        assert path.read_text(encoding="utf-8") == text


#: Keys that are no facts: how far a file goes, and what leads to another record.
UNASKED = {
    *((root, key) for root in MODELS for key in ("complete_from", "complete_until")),
    ("intervention", "request"),
}


def model_of(subject: Subject) -> type[PlainRecord]:
    """The model of the records that a subject stands for."""
    if subject.parent == "file":
        return MODELS[subject.name]
    owner = model_of(SUBJECTS[str(subject.parent)])
    found = next(i for n, i in owner.model_fields.items() if subject.key == (i.alias or n))
    record, is_list = record_in(found.annotation)
    assert record is not None
    assert is_list
    return record


def keys_of(model: type[PlainRecord], before: str = "") -> Iterator[str]:
    """The dotted keys of a record and of records inside it; lists of records are subjects of their own."""
    for name, info in model.model_fields.items():
        key = before + (info.alias or name)
        if name == MORE:  # facts that rule sets declare
            continue
        inner, is_list = record_in(info.annotation)
        if inner is None or inner is Noted:
            yield key
        elif not is_list:
            yield from keys_of(inner, f"{key}.")


@pytest.mark.parametrize("per", sorted({fact.per for fact in READ} - set(DERIVED_KEYS)))
def test_every_key_of_a_record_can_be_asked(per: str) -> None:
    asked_for = {fact.path for fact in READ if fact.per == per}
    unasked = {key for subject, key in UNASKED if subject == per}
    assert set(keys_of(model_of(SUBJECTS[per]))) - unasked == asked_for


@pytest.mark.parametrize("per", sorted(DERIVED_KEYS))
def test_periods_offer_the_keys_that_their_facts_read(per: str) -> None:
    assert SUBJECTS[per].key is None
    assert {fact.path for fact in READ if fact.per == per} == DERIVED_KEYS[per]


class Inner(Record):
    """A record inside a record, and in a list of it."""

    by: Annotated[Known[Role], Key("chi {}", "who made {}", "{}made_by")] = None
    on: Annotated[EventDay, Key("giorno di {noun}", "day of {noun}")]


class Outer(Record):
    """A record with one key of every kind."""

    phrase: ClassVar[Text] = Text("dell'uovo", "the egg")

    id: Annotated[Id, Key("codice", "code", "outer_id")]
    since: Annotated[Known[Day], Key("inizio {}", "start of {}")] = None
    asked_on: Annotated[Event, Key("domanda", "question")] = None
    staff: Annotated[Several[Id], Key("operatori", "staff")] = None
    roles: Annotated[Several[Role], Key("ruoli", "roles")] = None
    places: Annotated[Several[Place], Key("Comuni", "municipalities")] = None
    length: Annotated[Known[Minutes], Key("durata", "length")] = None
    term: Annotated[Known[Months], Key("termine", "term")] = None
    year: Annotated[Known[Year], Key("anno", "year")] = None
    sure: Annotated[Flag, Key("certezza", "certainty")] = None
    price: Annotated[Known[Cents], Key("prezzo", "price")] = None
    part: Annotated[Known[Fraction], Key("parte", "part")] = None
    start: Annotated[Known[LocalTime], Key("inizio", "start")] = None
    clock: Annotated[Known[ClockTime], Key("ora", "hour")] = None
    note: Known[Inner] = None
    unmarked: Flag = None
    made: Annotated[
        Listed[Inner],
        Bare("by"),
        Each(
            "thing",
            "cosa",
            "thing",
            placing="on",
            span="on",
            own="old_",
            of=Text("della cosa", "the thing"),
            keys={"by": Key("autore", "author", "author")},
        ),
    ] = None


def test_facts_are_read_off_a_model() -> None:
    found = catalogue({"outer": Outer})
    assert found.keys["outer"] == (
        ("outer_id", "id", "id", "codice", "code"),
        ("since", "date", "=", "inizio dell'uovo", "start of the egg"),
        ("asked_on", "event", "=", "domanda", "question"),
        ("staff", "set", "=", "operatori", "staff"),
        ("roles", "set:role", "=", "ruoli", "roles"),
        ("places", "set:municipality", "=", "Comuni", "municipalities"),
        ("length", "minutes", "=", "durata", "length"),
        ("term", "months", "=", "termine", "term"),
        ("year", "count", "=", "anno", "year"),
        ("sure", "bool", "=", "certezza", "certainty"),
        ("price", "money", "=", "prezzo", "price"),
        ("part", "fraction", "=", "parte", "part"),
        ("start", "instant", "=", "inizio", "start"),
        ("clock", "time", "=", "ora", "hour"),
        ("made_by", "enum:role", "note.by", "chi ", "who made "),
        ("on", "event", "note.on", "giorno di ", "day of "),
    )


def test_records_of_one_class_take_their_owners_words() -> None:
    found = catalogue({"outer": Outer})
    assert found.keys["thing"] == (
        ("author", "enum:role", "by", "autore", "author"),
        ("on", "event", "=", "giorno di cosa", "day of thing"),
    )
    assert found.subjects == (
        Subject(
            "thing",
            Text("cosa", "thing"),
            "outer",
            "made",
            placing="on",
            span=("on", "on"),
            links={},
            bare="by",
        ),
    )


def test_two_facts_never_read_the_same_key() -> None:
    places = [(fact.per, fact.path) for fact in READ]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("subject", ["availability", "reachability", "slot", "school_slot"])
def test_weekly_slots_have_the_facts_that_recipes_look_for(subject: str) -> None:
    kinds = {part: FACTS[f"{subject}_{part}"].kind for part in ("weekday", "start", "end", "from", "until")}
    assert kinds == {"weekday": "enum", "start": "time", "end": "time", "from": "date", "until": "date"}


# --- facts that are made ----------------------------------------------------------------------------------


class Strict(Faults):
    """Any fault of a recipe is a failed test."""

    def add(
        self, code: str, message: str, path: Any, help: str | None = None, *, at_key: bool = False
    ) -> None:
        raise AssertionError(f"{code} at {path}: {message}")


def value(name: str, kind: str) -> Value:
    plain, _, names = kind.partition(":")
    amount = frozenset(list(NAMES[names])[:1]) if plain == "set" else 60
    history = (Amount(None, None, amount, None, ()),)
    return Value(name, plain, NOBODY, history, None, None, (), names or None)


def lowering() -> Lowering:
    act = Act(NOBODY, "", (), "")
    values = {name: value(name, kind) for name, kind in VALUES.items()}
    regulation = Regulation("trial", NOBODY, "1", act, 737_000, None, "", "", values=values)
    return Lowering(regulation, registry(), Strict(), lower_recipe)


#: Something to fill each parameter with.
ARGUMENTS: dict[tuple[str, str], Operand] = {
    **{(name, "name"): Literal("assigned") for name in ("step", "step_by", "step_venue")},
    **{(name, "of"): Literal("case") for name in ("step", "step_by", "step_venue")},
    ("attended_meeting_dates", "roles"): ListOf((Literal("municipality"),)),
    ("attended_meeting_dates", "series"): Literal("organisational"),
    ("children_aged", "up_to"): Literal(11),
    ("children_at_enrolment", "months"): Literal(144),
    ("contract_expense_month_end", "months"): Literal(9),
    ("contract_time", "role"): Literal("educator"),
    ("contract_year_month_end", "months"): Literal(9),
    ("counted_municipalities", "day"): Literal("2021-01-01"),
    ("defence_term_end", "days"): Literal(15),
    ("district_reports", "type"): Literal("research"),
    ("orders", "on_contact"): Literal(True),
    ("projects_of", "body"): Literal("municipality"),
    ("signed_by", "roles"): ListOf((Literal("parent"),)),
    ("first_advance_reached_on", "share"): Literal("1/2"),
    ("fulfilment_term_end", "days"): Literal(15),
    ("inspection_dates", "type"): Literal("yearly"),
    ("interventions_of", "service"): Literal("supervised_contact"),
    ("interventions_under_order", "service"): Literal("supervised_contact"),
    ("joined_from", "role"): Literal("educator"),
    ("joined_from", "staff"): Literal("op1"),
    ("meeting_dates", "series"): Literal("organisational"),
    ("meetings_by_closing", "roles"): ListOf((Literal("minor"),)),
    ("meetings_by_closing", "type"): Literal("plan_review"),
    ("meetings_held", "type"): Literal("plan_review"),
    ("meetings_held_on", "type"): Literal("plan_review"),
    ("member_turns", "months"): Literal(144),
    ("milestone_reached_on", "step"): Literal("referral_sheet"),
    ("milestone_venue", "step"): Literal("referral_sheet"),
    ("orders", "courts"): ListOf((Literal("juvenile_court"),)),
    ("orders", "measures"): ListOf((Literal("inquiry"),)),
    ("orders", "mentions_home_education"): Literal(True),
    ("orders", "prescribes_visits"): Literal(True),
    ("posts_joined", "role"): Literal("educator"),
    ("joined_that_day", "role"): Literal("educator"),
    ("joined_after", "role"): Literal("educator"),
    ("reports_to", "role"): Literal("sending_service"),
    ("sai_term_end", "months"): Literal(6),
    ("sessions_of_month", "service"): Literal("supervised_contact"),
    ("sessions_of_week", "service"): Literal("supervised_contact"),
    ("time_of_month", "service"): Literal("supervised_contact"),
    ("time_of_week", "service"): Literal("supervised_contact"),
    ("second_advance_reached_on", "share"): Literal("2/5"),
    ("second_advance_same_base_on", "share"): Literal("2/5"),
    ("service_allowed_until", "term"): Literal(6),
    ("team_coordinators", "role"): Literal("psychologist"),
    ("team_members", "role"): Literal("educator"),
    ("term_end_plus", "term"): Literal(6),
    ("yearly_report_contents", "type"): Literal("progress"),
    ("yearly_reports", "type"): Literal("management"),
}


def asked(fact: Fact) -> FactRef:
    arguments = tuple((name, ARGUMENTS[fact.name, name]) for name in fact.parameters)
    day = FactRef("judgement_day")
    return FactRef(fact.name, arguments, when=When("at", day, day) if fact.asked else None)


@pytest.mark.parametrize("fact", MADE, ids=lambda fact: str(fact.name))
def test_every_recipe_lowers_to_the_kind_of_its_fact(fact: Fact) -> None:
    node = lowering().fact(asked(fact), Context("case" if fact.per == "file" else fact.per), ())
    assert node is not None
    assert node.kind == fact.kind


def test_recipes_are_single_and_of_the_closed_list() -> None:
    assert [fact.name for fact in MADE if len(fact.recipe or {}) != 1] == []
    assert {name for fact in MADE for name in fact.recipe or {}} <= set(RECIPES)


def test_recipes_name_exactly_the_values_that_rule_sets_are_asked_for() -> None:
    everything = registry()
    named = {value for name in everything.facts for value in everything.values_inside(name)}
    assert named == set(VALUES)


def test_every_parameter_has_a_kind_and_is_used() -> None:
    assert {(fact.name, name) for fact in FACTS.values() for name in fact.parameters} == set(ARGUMENTS)
    for fact in FACTS.values():
        for name, kind in fact.parameters.items():
            assert kind.partition(":")[0] in KINDS
            assert f"{{'param': '{name}'}}" in str(fact.recipe) or (fact.per, name) == ("file", "of")


def test_a_recipe_that_names_nothing_is_refused() -> None:
    broken = made("case", "broken", "count", "niente", "nothing", least=["no_such_fact"])
    with pytest.raises((AssertionError, RecipeError), match="no_such_fact"):
        lowering().own(broken, FactRef("broken"), Context("case"), ())


# --- the constructors -------------------------------------------------------------------------------------


def test_fields_reads_a_table() -> None:
    left, asked_on = fields(
        "absence",
        ("left_on", "event", "=", "partenza", "departure"),
        ("cause", "enum:absence_cause", "why.cause", "causa", "cause"),
    )
    assert (left.per, left.kind, left.path, left.names) == ("absence", "event", "left_on", None)
    assert left.missing == Text(
        'partenza (il giorno, o "none" se non è ancora avvenuto)', 'departure (the day, or "none" if not yet)'
    )
    assert (asked_on.kind, asked_on.names, asked_on.path) == ("enum", "absence_cause", "why.cause")
    assert asked_on.missing == asked_on.label


def test_made_takes_its_recipe_by_name() -> None:
    fact = made("case", "n", "set:role", "ruoli", "roles", takes={"x": "enum"}, collect={"from": "holder"})
    assert (fact.kind, fact.names, fact.path, fact.missing) == ("set", "role", None, None)
    assert fact.recipe == {"collect": {"from": "holder"}}
    assert fact.parameters == {"x": "enum"}
