"""The catalogue of facts: names, kinds, labels, the keys that facts read, the recipes that make them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from adm_rules.agency import Agency
from adm_rules.case import Case
from adm_rules.compiler.context import Context
from adm_rules.compiler.lower import Lowering
from adm_rules.compiler.recipes import RECIPES, RecipeError, lower_recipe
from adm_rules.district import District
from adm_rules.facts import registry
from adm_rules.facts.build import fields, made, slots
from adm_rules.facts.registry import Fact, Registry, Subject
from adm_rules.loader.faults import Faults
from adm_rules.names import NAMES
from adm_rules.quantities import KINDS
from adm_rules.records import fields as types
from adm_rules.records.fields import OneOf
from adm_rules.rules import Act, Amount, FactRef, ListOf, Literal, Operand, Regulation, Value
from adm_rules.service_contract import ServiceContract
from adm_rules.texts import Text

ROOTS: dict[str, type[BaseModel]] = {
    "case": Case,
    "agency": Agency,
    "contract": ServiceContract,
    "district": District,
}
#: What the rows of periods offer, which no file holds.
DERIVED_KEYS = {
    "week": {"name", "monday", "sunday", "first_day", "last_day"},
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

#: The kinds that a marked type may have as a fact.
MARKS: dict[Any, set[str]] = {
    get_args(types.Day)[1]: {"date", "event"},
    get_args(types.LocalTime)[1]: {"instant"},
    get_args(types.ClockTime)[1]: {"time"},
    get_args(types.Cents)[1]: {"money"},
    get_args(types.SignedCents)[1]: {"money"},
    get_args(types.Fraction)[1]: {"fraction"},
    get_args(types.Ratio)[1]: {"fraction"},
    get_args(types.Place)[1]: {"enum:municipality"},
    get_args(types.Id)[1]: {"id"},
}
PLAIN: dict[Any, set[str]] = {bool: {"bool"}, int: {"count", "minutes", "months"}, str: {"id"}}


def parts(annotation: Any) -> Iterator[Any]:
    """A type with everything that it is built from and marked with, outermost first."""
    yield annotation
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from marks
        yield from parts(inner)
    else:
        for inner in get_args(annotation):
            yield from parts(inner)


def record_in(annotation: Any) -> type[BaseModel] | None:
    return next((p for p in parts(annotation) if isinstance(p, type) and issubclass(p, BaseModel)), None)


def annotation_of(model: type[BaseModel], key: str) -> Any:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    raise KeyError(f"{model.__name__} has no `{key}`")


def model_of(subject: Subject) -> type[BaseModel]:
    """The model of the records that a subject stands for."""
    if subject.parent == "file":
        return ROOTS[subject.name]
    assert subject.parent is not None
    assert subject.key is not None, subject.name
    found = record_in(annotation_of(model_of(SUBJECTS[subject.parent]), subject.key))
    assert found is not None, subject.name
    return found


def kinds_of(annotation: Any) -> set[str]:
    found = list(parts(annotation))
    prefix = "set" if any(get_origin(part) is frozenset for part in found) else ""
    for part in found:
        if isinstance(part, OneOf):
            return {f"{prefix or 'enum'}:{part.names}"}
        kinds = MARKS.get(part) if part.__hash__ is not None else None
        if kinds is None and isinstance(part, type):
            kinds = PLAIN.get(part)
        if kinds is not None:
            return (
                {f"set{kind[4:] if kind.startswith('enum') else ''}" for kind in kinds} if prefix else kinds
            )
    raise AssertionError(annotation)


def written_kind(fact: Fact) -> str:
    return f"{fact.kind}:{fact.names}" if fact.names else fact.kind


@pytest.mark.parametrize("per", sorted({fact.per for fact in READ} - set(DERIVED_KEYS)))
def test_what_a_fact_reads_is_in_the_file_and_of_its_kind(per: str) -> None:
    for fact in (fact for fact in READ if fact.per == per):
        assert fact.path is not None
        *steps, key = fact.path.split(".")
        model = model_of(SUBJECTS[per])
        for step in steps:
            inner = record_in(annotation_of(model, step))
            assert inner is not None, fact.name
            model = inner
        assert written_kind(fact) in kinds_of(annotation_of(model, key)), fact.name


#: Keys that no rule asks for: how far a list goes, links, what shared records hold for other owners.
UNASKED = {
    *((root, key) for root in ROOTS for key in ("complete_from", "complete_until")),
    *(("expense", key) for key in ("commissioned_by", "commissioned_on", "motivated", "paid_on")),
    *(("contract_expense", key) for key in ("trigger", "intervention")),
    *((control, "agency") for control in ("control", "contract_control")),
    ("intervention", "request"),
    ("supervision", "attendees"),
}


def keys_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """The dotted keys of a record and of records inside it; lists of records are subjects of their own."""
    for name, field in model.model_fields.items():
        key = before + (field.alias or name)
        inner = record_in(field.annotation)
        if inner is None:
            yield key
        elif not any(get_origin(part) is tuple for part in parts(field.annotation)):
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
    ("attended_meeting_dates", "roles"): ListOf((Literal("municipality"),)),
    ("attended_meeting_dates", "series"): Literal("organisational"),
    ("children_aged", "up_to"): Literal(11),
    ("children_at_enrolment", "months"): Literal(144),
    ("contract_expense_month_end", "months"): Literal(9),
    ("contract_year_month_end", "months"): Literal(9),
    ("counted_municipalities", "day"): Literal("2021-01-01"),
    ("defence_term_end", "days"): Literal(15),
    ("district_reports", "type"): Literal("research"),
    ("first_advance_reached_on", "share"): Literal("1/2"),
    ("fulfilment_term_end", "days"): Literal(15),
    ("inspection_dates", "type"): Literal("yearly"),
    ("interventions_of", "service"): Literal("supervised_contact"),
    ("meeting_dates", "series"): Literal("organisational"),
    ("meetings_by_closing", "roles"): ListOf((Literal("minor"),)),
    ("meetings_by_closing", "type"): Literal("plan_review"),
    ("meetings_held", "type"): Literal("plan_review"),
    ("meetings_held_on", "type"): Literal("plan_review"),
    ("member_turns", "months"): Literal(144),
    ("milestone_reached_on", "step"): Literal("referral_sheet"),
    ("milestone_venue", "step"): Literal("referral_sheet"),
    ("reports_to", "role"): Literal("sending_service"),
    ("sai_term_end", "months"): Literal(6),
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
    return FactRef(fact.name, tuple((name, ARGUMENTS[fact.name, name]) for name in fact.parameters))


@pytest.mark.parametrize("fact", MADE, ids=lambda fact: str(fact.name))
def test_every_recipe_lowers_to_the_kind_of_its_fact(fact: Fact) -> None:
    node = lowering().fact(asked(fact), Context(fact.per), ())
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
            assert kind in KINDS
            assert f"{{'param': '{name}'}}" in str(fact.recipe)


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


def test_slots_makes_the_five_facts_of_a_weekly_slot() -> None:
    facts = slots("rota", "del turno", "the shift")
    assert [fact.path for fact in facts] == ["weekday", "start", "end", "from", "to"]
    assert facts[3].label == Text("primo giorno di validità del turno", "first day of validity of the shift")
