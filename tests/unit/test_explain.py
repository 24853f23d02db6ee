"""Rules and facts in words: grammar, conditions, recipes, whole rules."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from adm_rules._internal.engine import RuleSet, load
from adm_rules._internal.explain import (
    Clause,
    Explanation,
    Prose,
    asks,
    file_key,
    ingredients,
    noun,
    origin,
    source_of,
)
from adm_rules._internal.facts import registry
from adm_rules._internal.facts.registry import Fact, Registry
from adm_rules._internal.loader.conditions import read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.regulation import read_parts
from adm_rules._internal.rules import Amount, FactRef, ListOf, Literal, ParamRef, Regulation, Value, ValueRef
from adm_rules._internal.texts import Text
from adm_rules._internal.yaml_source import read

LANGUAGES = ("it", "en")

RULES = """
language: 1
id: sample
title: {it: Regole di prova, en: Sample rules}
version: "0.1"
act:
  title: {it: Atto di prova, en: Sample act}
  body: Ente di prova
  adopted:
    - {body: Assemblea, on: 2020-01-10}
    - {body: Giunta, on: 2020-02-01, number: "7"}
  document: none
in_force: {from: 2020-03-01, until: 2030-03-01}
readings:
  kind:
    question: {it: "Quali ore contano?", en: "Which hours count?"}
    default: direct
    options:
      direct: {it: solo le dirette, en: only the direct ones}
      all_work: {it: tutte, en: all of them}
    norms: [X-1]
  length:
    question: {it: "Quanto dura?", en: "How long is it?"}
    default: short
    options:
      short: {it: poco, en: a short time}
      long: {it: molto, en: a long time}
      longer: {it: moltissimo, en: a very long time, evaluate: false}
    norms: [X-1]
values:
  cap: {kind: minutes, label: {it: massimo, en: cap}, history: [{from: 2020-03-01, is: 10 h, cites: {article: "7"}}]}
  share: {kind: fraction, label: {it: quota, en: share}, history: [{from: 2020-03-01, is: 4/5, cites: {article: "3"}}]}
  dated:
    kind: days
    label: {it: termine, en: term}
    history:
      - {is: 10, cites: {article: "1"}}
      - {from: 2021-01-08, is: 15, cites: {article: "2"}}
      - from: 2022-01-01
        not_set: {by: {it: il Comune, en: the town}, asks: {it: quanti giorni, en: how many days}}
        cites: {article: "2"}
  either:
    kind: months
    label: {it: durata, en: length}
    history: [{from: 2020-03-01, by_reading: {length: {short: 6, long: 12}}, cites: {article: "5"}}]
  open:
    kind: days
    label: {it: termine aperto, en: open term}
    not_set: {by: {it: il Comune, en: the town}, asks: {it: entro quanti giorni, en: within how many days}}
  marked:
    kind: enum
    label: {it: x, en: x}
    not_set: {by: {it: a, en: b}, asks: {it: c, en: d}}
    cites: {article: "4"}
  days_of:
    kind: set
    of: weekday
    label: {it: giorni, en: days}
    history: [{from: 2020-03-01, is: [friday, monday], cites: {article: "7"}}]
  due_day:
    kind: month_day
    label: {it: scadenza, en: due}
    history: [{from: 2020-03-01, is: 01-31, cites: {article: "12"}}]
derogations:
  shared:
    title: {it: Ore in più, en: More hours}
    cites: {article: "11", heading: Deroghe}
    record: {derogation_scope: {includes: [weekly_cap]}}
    when: {derogation_exceptional: {is: true}}
tariffs:
  copayment:
    unit: EUR_per_hour
    not_set: {by: {it: il Comune, en: the town}, asks: {it: la quota, en: the share}}
    cites: {article: "9"}
  meals: {unit: EUR_per_hour, free: {it: servizio gratuito, en: a free service}}
rules:
  - id: hours.cap
    title: {it: Ore settimanali, en: Weekly hours}
    norms: [X-1, X-2]
    cites: {article: "7"}
    topic: hours
    per: week
    require: {by_reading: {kind: {direct: {direct_time: {at_most: $cap}}, all_work: {worked_time: {at_most: $cap}}}}}
    derogations:
      - use: shared
        require: {direct_time: {at_most: {fact: derogation_weekly_time}}}
      - id: other
        when: {direct_time: {exists: true}}
        require: {direct_time: {at_most: 12 h}}
    otherwise:
      severity: warning
      message: {it: "Le ore sono {direct_time}.", en: "The hours are {direct_time}."}

  - id: voucher.end
    title: {it: Fine, en: End}
    norms: [X-3]
    cites: {article: "5"}
    per: intervention
    when: {service: {is: home_education}}
    require: {first_session_on: {within: {months: $either, after: requested_on}}}
    awaits: closed_on
    dated_by: started_on
    otherwise:
      severity: error
      consequence: not_payable
      message: {it: "Tardi.", en: "Late."}
orders:
  - id: access.order
    title: {it: Precedenza, en: Precedence}
    norms: [X-4]
    cites: {article: "2"}
    per: request
    when: {request_evaluated_on: {exists: false}}
    order:
      - first: {all: [{urgent: {is: true}}, {visit_orders: {at_least: 1}}]}
      - {earliest: requested_on}
"""


def regulation_of(text: str) -> Regulation:
    source = read(text, "sample.yaml")
    regulation = read_parts(source, Faults(source))
    assert regulation is not None
    return regulation


@pytest.fixture(scope="module")
def sample() -> Regulation:
    return regulation_of(RULES)


@pytest.fixture(scope="module")
def tirano() -> RuleSet:
    return load("tirano")


# --- grammar ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "kind", "the", "plural"),
    [
        ("età del minore", "years", "l'età del minore", False),
        ("attività svolte", "set", "le attività svolte", True),
        ("ore dirette", "minutes", "le ore dirette", True),
        ("provvedimenti", "count", "i provvedimenti", True),
        ("accessi svolti", "count", "gli accessi svolti", True),
        ("spazi neutri", "count", "gli spazi neutri", True),
        ("stato dell'accesso", "enum", "lo stato dell'accesso", False),
        ("sede", "id", "la sede", False),
        ("firme raccolte", "count", "le firme raccolte", True),
        ("assenze del mese", "count", "le assenze del mese", True),
        ("due mesi prima", "date", "i due mesi prima", True),
        ("tre settimane dopo", "date", "le tre settimane dopo", True),
        ("ISEE della madre", "money", "l'ISEE della madre", False),
        ("mese di avvio", "count", "il mese di avvio", False),
        ("base del primo acconto", "money", "la base del primo acconto", False),
        ("relazione", "event", "la relazione", False),
        ("relazioni", "series", "le relazioni", True),
        ("tema", "enum", "il tema", False),
        ("lunedì della settimana", "date", "il lunedì della settimana", False),
        ("Ente capofila", "enum", "l'Ente capofila", False),
        ("ultima prestazione", "event", "l'ultima prestazione", False),
    ],
)
def test_an_italian_label_has_its_article(label: str, kind: str, the: str, plural: bool) -> None:
    made = noun(label, kind, "it")
    assert (made.the, made.plural) == (the, plural)


@pytest.mark.parametrize(
    ("label", "the", "plural"),
    [
        ("age of the minor", "the age of the minor", False),
        ("sessions delivered", "the sessions delivered", True),
        ("protection paths open on the day", "the protection paths open on the day", True),
        ("status of the session", "the status of the session", False),
        ("staff in service", "the staff in service", True),
        ("provider's experience", "the provider's experience", False),
        ("who authorised the hours", "who authorised the hours", False),
        ("those who agree", "those who agree", True),
        (
            "valid educator's qualifications of the substitute",
            "the valid educator's qualifications of the substitute",
            True,
        ),
        ("sum paid by the family", "the sum paid by the family", False),
        ("available", "the available", False),
    ],
)
def test_an_english_label_has_its_article(label: str, the: str, plural: bool) -> None:
    made = noun(label, "enum", "en")
    assert (made.the, made.plural) == (the, plural)


@pytest.mark.parametrize(
    ("label", "merged"),
    [
        ("giorno", "al giorno dal giorno del giorno"),
        ("stato", "allo stato dallo stato dello stato"),
        ("avvio", "all'avvio dall'avvio dell'avvio"),
        ("data", "alla data dalla data della data"),
        ("mesi", "ai mesi dai mesi dei mesi"),
        ("anni", "agli anni dagli anni degli anni"),
        ("ore", "alle ore dalle ore delle ore"),
    ],
)
def test_italian_prepositions_merge_with_the_article(label: str, merged: str) -> None:
    made = noun(label, "id", "it")
    assert " ".join(made.after(preposition) for preposition in ("a", "da", "di")) == merged


@pytest.mark.parametrize(
    ("label", "participle"),
    [("avvio", "avvenuto"), ("firma", "avvenuta"), ("anni", "avvenuti"), ("ore", "avvenute")],
)
def test_a_participle_agrees(label: str, participle: str) -> None:
    assert noun(label, "event", "it").agreeing("avvenuto") == participle


def test_every_label_of_the_catalogue_fits_into_a_sentence() -> None:
    for fact in registry().facts.values():
        italian, english = (noun(fact.label.in_language(lang), fact.kind, lang) for lang in LANGUAGES)
        assert re.match(r"(il|lo|la|i|gli|le) |l'", italian.the), fact.name
        assert english.the.split(" ")[0] in ("the", "who", "those"), fact.name
        assert not english.the.startswith("the the "), fact.name


# --- conditions -------------------------------------------------------------------------------------------


def said(prose: Prose, data: Any) -> str:
    return prose.sentence(read_condition(data, (), Faults()))


SENTENCES: list[tuple[Any, str, str]] = [
    (
        {"direct_time": {"at_most": "$cap"}},
        "le ore dirette di educativa domiciliare nella settimana sono al massimo 10 ore ($cap, art. 7)",
        "the direct time of home education in the week is at most 10 hours ($cap, art. 7)",
    ),
    (
        {"direct_time": {"at_most": {"fact": "derogation_weekly_time"}}},
        (
            "le ore dirette di educativa domiciliare nella settimana"
            " sono al massimo le ore settimanali concesse dalla deroga"
        ),
        "the direct time of home education in the week is at most the weekly time granted by the derogation",
    ),
    (
        {"off_plan_time": {"at_most": 0}},
        "il tempo dell'accesso fuori dagli orari del progetto è pari a 0 minuti",
        "the time of the session outside the slots of the plan is 0 minutes",
    ),
    (
        {"home_sessions": {"at_least": 1, "below": 5}},
        (
            "gli accessi di educativa domiciliare nella settimana sono almeno 1 e gli accessi di educativa domiciliare"
            " nella settimana sono inferiori a 5"
        ),
        (
            "the home education sessions in the week are at least 1 and the home education sessions in"
            " the week are below 5"
        ),
    ),
    (
        {"home_share": {"above": "$share"}},
        "la quota del tempo svolta a domicilio è superiore a 80 % (4/5; $share, art. 3)",
        "the share of time at home is above 80% (4/5; $share, art. 3)",
    ),
    (
        {"session_time": {"between": ["1 h", "$cap"]}},
        "la durata dell'accesso è tra 1 ora e 10 ore ($cap, art. 7)",
        "the length of the session is between 1 hour and 10 hours ($cap, art. 7)",
    ),
    (
        {"document_year": {"is": {"fact": "year"}}},
        "l'anno del documento è pari all'anno",
        "the year of the document is the year",
    ),
    (
        {"start_clock": {"at_least": "07:30"}},
        "l'ora di inizio dell'accesso non precede le 07:30",
        "the clock time at which the session starts comes no earlier than 07:30",
    ),
    (
        {"term_start": {"above": "2026-03-08"}},
        "l'inizio del periodo di voucher segue l'8 marzo 2026",
        "the start of the voucher term comes after 8 March 2026",
    ),
    (
        {"closed_on": {"below": "2026-03-03"}},
        "la chiusura dell'intervento precede il 3 marzo 2026",
        "the closing of the intervention comes before 3 March 2026",
    ),
    (
        {"service": {"is": "home_education"}},
        "il servizio è «assistenza domiciliare minori (ADM)»",
        "the service is “home education (ADM)”",
    ),
    (
        {"weekday": {"one_of": "$days_of"}},
        "il giorno della settimana è lunedì o venerdì ($days_of, art. 7)",
        "the weekday is Monday or Friday ($days_of, art. 7)",
    ),
    (
        {"weekday": {"one_of": {"fact": "derogation_days"}}},
        "il giorno della settimana è tra i giorni concessi dalla deroga",
        "the weekday is among the days granted by the derogation",
    ),
    (
        {"session_status": {"none_of": ["missed", "cancelled"]}},
        "lo stato dell'accesso non è «mancato per assenza dell'utente» o «annullato»",
        "the status of the session is not “missed by the user” or “cancelled”",
    ),
    (
        {"derogation_scope": {"includes": ["weekend", "hours"]}},
        "l'oggetto della deroga comprende «fine settimana» e «fascia oraria»",
        "the scope of the derogation includes “weekend” and “hours of service”",
    ),
    (
        {"derogation_scope": {"includes_any": ["weekend", "hours"]}},
        "l'oggetto della deroga comprende almeno uno tra «fine settimana» e «fascia oraria»",
        "the scope of the derogation includes at least one of “weekend” and “hours of service”",
    ),
    (
        {"derogation_scope": {"is": []}},
        "l'oggetto della deroga comprende esattamente nulla",
        "the scope of the derogation comprises exactly nothing",
    ),
    (
        {"derogation_scope": {"includes": "weekend"}},
        "l'oggetto della deroga comprende «fine settimana»",
        "the scope of the derogation includes “weekend”",
    ),
    (
        {"urgent": {"is": {"fact": "disability"}}},
        "l'urgenza della richiesta coincide con la disabilità del minore",
        "the urgency of the request is the same as the disability of the minor",
    ),
    ({"urgent": {"is": True}}, "sussiste l'urgenza della richiesta", "the urgency of the request is given"),
    (
        {"urgent": {"is_not": True}},
        "non sussiste l'urgenza della richiesta",
        "the urgency of the request is not given",
    ),
    (
        {"urgent": {"is": {"fact": "holiday"}}},
        "l'urgenza della richiesta coincide con il giorno festivo",
        "the urgency of the request is the same as the public holiday",
    ),
    (
        {"derogation_document": {"exists": False}},
        "non c'è il documento della deroga",
        "the document of the derogation does not exist",
    ),
    ({"users_present": {"exists": True}}, "ci sono i minori presenti", "the minors present exist"),
    (
        {"closed_on": {"exists": True}},
        "la chiusura dell'intervento è già avvenuta",
        "the closing of the intervention has taken place",
    ),
    (
        {"requested_on": {"exists": False}},
        "la data della richiesta non è ancora passata",
        "the day of the request has not taken place yet",
    ),
    (
        {"first_session_on": {"within": {"days": "$dated", "after": "requested_on"}}},
        (
            "il primo accesso svolto avviene entro 10 giorni, 15 giorni dall'8 gennaio 2021, un numero"
            " di giorni che nessun"
            " atto fissa dal 1º gennaio 2022 ($dated, art. 1, art. 2) dalla data della richiesta"
        ),
        (
            "the first session delivered takes place within 10 days, 15 days from 8 January 2021, a"
            " number of days that no"
            " act sets from 1 January 2022 ($dated, art. 1, art. 2) of the day of the request"
        ),
    ),
    (
        {"first_session_on": {"within": {"months": "$either", "after": "requested_on"}}},
        (
            "il primo accesso svolto avviene entro 6 mesi o 12 mesi, secondo la lettura ($either, art."
            " 5) dalla data della"
            " richiesta"
        ),
        (
            "the first session delivered takes place within 6 months or 12 months, depending on the reading"
            " ($either, art. 5) of the day of the request"
        ),
    ),
    (
        {"first_session_on": {"within": {"days": "$open", "after": "requested_on"}}},
        (
            "il primo accesso svolto avviene entro un numero di giorni che nessun atto fissa ($open) dalla data della"
            " richiesta"
        ),
        (
            "the first session delivered takes place within a number of days that no act sets ($open) of the day of the"
            " request"
        ),
    ),
    (
        {"covered_on": {"within": {"days": 0, "after": "absent_from", "rollover": "none"}}},
        (
            "la sostituzione o rientro dell'operatore avviene entro il giorno stesso dell'inizio"
            " dell'assenza (anche se il"
            " termine cade in un giorno festivo)"
        ),
        (
            "the substitution or return of the staff member takes place no later than the very day of the start of the"
            " absence (even if the term ends on a public holiday)"
        ),
    ),
    (
        {"yearly_documents_on": {"by": {"day": "$due_day", "of": "following_year"}}},
        "l'invio di tutti i documenti annuali avviene entro il 31 gennaio ($due_day, art. 12) dell'anno successivo",
        "the sending of all the yearly documents takes place by 31 January ($due_day, art. 12) of the following year",
    ),
    (
        {"yearly_documents_on": {"by": {"day": "12-08", "of": "this_year", "rollover": "next"}}},
        (
            "l'invio di tutti i documenti annuali avviene entro l'8 dicembre dello stesso anno (un"
            " termine che cade in un"
            " giorno festivo slitta al primo giorno feriale)"
        ),
        (
            "the sending of all the yearly documents takes place by 8 December of the same year (a term that ends on a"
            " public holiday moves to the next working day)"
        ),
    ),
    (
        {"plan_drafted_on": {"by": {"fact": "knowledge_ends_on"}}},
        "la stesura del primo progetto avviene entro la fine del periodo di conoscenza",
        "the drafting of the first plan takes place by the end of the period of getting acquainted",
    ),
    (
        {"renewal_notice_on": {"by": {"months": 6, "before": "contract_term_end"}}},
        "il preavviso di rinnovo del contratto avviene almeno 6 mesi prima",
        "the notice of renewal of the contract takes place at least 6 months before",
    ),
    (
        {
            "plan_reviews": {
                "every": {"months": 6, "from": "first_session_on", "until": "closed_on", "mode": "grid"}
            }
        },
        (
            "le verifiche del progetto si ripetono almeno ogni 6 mesi, dal primo accesso svolto alla chiusura"
            " dell'intervento, a scadenze fisse"
        ),
        (
            "the reviews of the plan recur at least every 6 months, from the first session delivered"
            " to the closing of the"
            " intervention, at fixed dates"
        ),
    ),
    (
        {"not": {"urgent": {"is": True}}},
        "non vale quanto segue: sussiste l'urgenza della richiesta",
        "it is not the case that the urgency of the request is given",
    ),
    (
        {"all": [{"urgent": {"is": True}}, {"any": [{"urgent": {"is": False}}, {"holiday": {"is": True}}]}]},
        (
            "sussiste l'urgenza della richiesta e (non sussiste l'urgenza della richiesta oppure"
            " sussiste il giorno festivo)"
        ),
        (
            "the urgency of the request is given and (the urgency of the request is not given or the public holiday is"
            " given)"
        ),
    ),
    (
        {"by_reading": {"kind": {"all_work": {"holiday": {"is": True}}, "direct": {"urgent": {"is": True}}}}},
        "sussiste l'urgenza della richiesta (secondo la lettura adottata)",
        "the urgency of the request is given (under the reading in use)",
    ),
    (
        {"children_aged": {"with": {"up_to": 3}, "at_least": 1}},
        (
            "i figli, fratelli e sorelle nel nucleo fino all'età indicata (up_to: 3 anni), nel giorno della verifica"
            " sono almeno 1"
        ),
        (
            "the children and siblings in the household up to the given age (up_to: 3 years), on the day of the"
            " check are at least 1"
        ),
    ),
]


@pytest.mark.parametrize(("data", "italian", "english"), SENTENCES)
def test_a_condition_is_a_sentence(sample: Regulation, data: Any, italian: str, english: str) -> None:
    for lang, expected in (("it", italian), ("en", english)):
        text = said(Prose(registry(), lang, sample), data)
        assert text.startswith(expected) if expected.endswith((" prima", " before")) else text == expected


def test_the_rhythm_may_be_a_fact() -> None:
    every = {"months": {"fact": "review_interval"}, "from": "first_session_on", "until": "closed_on"}
    assert "review_interval" in registry().facts
    for lang, expected in (
        ("it", "si ripetono almeno con l'intervallo"),
        ("en", "recur at least at the interval"),
    ):
        assert expected in said(Prose(registry(), lang), {"plan_reviews": {"every": every}})


def test_combinations_keep_their_parts_apart(sample: Regulation) -> None:
    prose = Prose(registry(), "en", sample)
    data = {"not": {"any": [{"urgent": {"is": True}}, {"not": {"holiday": {"is": True}}}]}}
    assert prose.condition(read_condition(data, (), Faults())) == Clause(
        "the following is not the case:",
        (
            Clause(
                "at least one of these conditions holds:",
                (
                    Clause("the urgency of the request is given"),
                    Clause("it is not the case that the public holiday is given"),
                ),
            ),
        ),
    )


def test_without_a_rule_set_values_and_readings_are_named() -> None:
    prose = Prose(registry(), "en")
    data = {
        "by_reading": {"kind": {"a": {"direct_time": {"at_most": "$cap"}}, "b": {"urgent": {"is": True}}}}
    }
    condition = read_condition(data, (), Faults())
    assert (
        prose.sentence(condition)
        == "the direct time of home education in the week is at most $cap (under the reading in use)"
    )
    assert prose.condition(condition) == Clause(
        "it depends on how the norm is read. kind",
        (
            Clause("a (the reading in use): the direct time of home education in the week is at most $cap"),
            Clause("b: the urgency of the request is given"),
        ),
    )


def test_a_value_of_an_unusual_kind_that_no_act_sets_is_just_a_value(sample: Regulation) -> None:
    value = sample.values["marked"]
    assert [Prose(registry(), lang).value(value) for lang in LANGUAGES] == [
        "un valore che nessun atto fissa",
        "a value that no act sets",
    ]


def test_operands_of_every_shape() -> None:
    prose = Prose(registry(), "it")
    assert prose.operand(ParamRef("step"), "enum") == "il parametro «step»"
    assert prose.operand(Literal("x-1"), "id") == "«x-1»"
    assert prose.operand(Literal(True), "bool") == "sì"
    assert prose.operand(Literal(False), "bool") == "no"
    assert (
        prose.operand(ListOf((FactRef("urgent"), ValueRef("cap"))), "set")
        == "l'urgenza della richiesta e $cap"
    )
    assert prose.operand(Literal("unknown_name"), "enum", "weekday") == "unknown_name"


def test_names_that_a_rule_set_adds_have_its_labels() -> None:
    text = RULES.replace("readings:\n", "names: {venue: {barn: {it: fienile, en: barn}}}\nreadings:\n", 1)
    prose = Prose(registry(), "it", regulation_of(text))
    assert said(prose, {"venue": {"is": "barn"}}) == "il luogo dell'accesso è «fienile»"


# --- where facts come from ---------------------------------------------------------------------------------

ORIGINS = {
    "closed_on": (
        "chiave `interventions[].closed_on` del file",
        "key `interventions[].closed_on` of the file",
    ),
    "birth_date": ("chiave `birth_date` del file", "key `birth_date` of the file"),
    "week_monday": ("chiave `monday` di ogni settimana, calcolata", "key `monday` of each week, worked out"),
    "session_day": ("il giorno di: l'inizio dell'accesso", "the day of: the start of the session"),
    "age": (
        "gli anni compiuti, dalla data di nascita del minore al giorno indicato",
        "the years of age, from the date of birth of the minor to the given day",
    ),
    "session_time": (
        "i minuti effettivi dall'inizio dell'accesso alla fine dell'accesso",
        "the elapsed minutes from the start of the session to the end of the session",
    ),
    "six_month_end": (
        "l'inizio del periodo di voucher più $voucher_months mesi, meno un giorno",
        "the start of the voucher term plus $voucher_months months, less one day",
    ),
    "educators_per_user": (
        "gli educatori presenti diviso i minori presenti",
        "the educators present divided by the minors present",
    ),
    "valid_titles": (
        (
            "il conteggio di ogni titolo professionale fino al giorno della verifica per cui il titolo di studio è"
            " $educator_titles"
        ),
        (
            "the number counting each professional title up to the day of the check for which the qualification is"
            " $educator_titles"
        ),
    ),
    "residence": (
        "in ordine di «inizio della residenza», l'ultima residenza in corso al giorno indicato: «Comune di residenza»",
        (
            "in order of “start of the residence”, the last residence in force on the given day:"
            " “municipality of residence”"
        ),
    ),
    "residence_at_request": (
        "il Comune di residenza del minore, alla data della richiesta",
        "the minor's municipality of residence, on the day of the request",
    ),
    "protection_paths": (
        "il conteggio di ogni percorso di tutela nel momento indicato",
        "the number counting each protection path at the given time",
    ),
    "decrees_in_assignment": (
        (
            "i provvedimenti dell'autorità giudiziaria in vigore (courts: «Tribunale per i minorenni»),"
            " da: inizio dell'assegnazione, fino a: ultimo giorno considerato dell'assegnazione"
        ),
        (
            "the court orders in force (courts: “juvenile court”), from: start of the assignment,"
            " up to: last day considered of the assignment"
        ),
    ),
    "juvenile_decrees": (
        (
            "i provvedimenti dell'autorità giudiziaria in vigore (courts: «Tribunale per i minorenni»), nel periodo"
            " considerato"
        ),
        "the court orders in force (courts: “juvenile court”), in the period in question",
    ),
    "session_status": (
        (
            "se lo stato registrato dell'accesso è «svolto» e il giorno dell'accesso segue il giorno della verifica:"
            " «programmato»; altrimenti: lo stato registrato dell'accesso"
        ),
        (
            "if the recorded status of the session is “delivered” and the day of the session comes after the day of the"
            " check: “planned”; otherwise: the recorded status of the session"
        ),
    ),
    "home_share": (
        (
            "su ogni accesso fino al giorno della verifica per cui lo stato dell'accesso è «svolto»: la quota di"
            " «durata dell'accesso» per cui il luogo"
            " dell'accesso è «domicilio del minore»"
        ),
        (
            "over each session up to the day of the check for which the status of the session is “delivered”: the share"
            " of “length of the session” for"
            " which the venue of the session is “minor's home”"
        ),
    ),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_a_fact_tells_where_it_comes_from(name: str) -> None:
    fact = registry().facts[name]
    assert tuple(origin(Prose(registry(), lang), fact) for lang in LANGUAGES) == ORIGINS[name]


def test_every_fact_of_the_catalogue_is_explained_without_gaps() -> None:
    for lang in LANGUAGES:
        prose = Prose(registry(), lang)
        for fact in registry().facts.values():
            text = origin(prose, fact)
            assert text, fact.name
            assert not re.search(r"[{}]|None|  ", text), fact.name


def made(recipe: Mapping[str, Any], kind: str = "count", per: str = "intervention") -> tuple[str, str]:
    fact = Fact("new", per, kind, Text("nuovo", "new"), recipe=recipe)
    italian, english = (origin(Prose(registry(), lang), fact) for lang in LANGUAGES)
    return italian, english


@pytest.mark.parametrize(
    ("recipe", "italian", "english"),
    [
        (
            {"greatest": ["start", "closed_on", "proposed_on"]},
            (
                "il più grande (o l'ultimo nel tempo) tra l'avvio dell'intervento, la chiusura"
                " dell'intervento e la proposta"
            ),
            "the greatest (or the last in time) of the start of the intervention, the closing of the intervention and",
        ),
        (
            {"shift": {"of": "closed_on", "days": 10, "as": "due"}},
            "la chiusura dell'intervento più 10 giorni, contati dal giorno dopo, festivi compresi",
            "the closing of the intervention plus 10 days, counted from the day after, holidays included",
        ),
        (
            {
                "choose": [
                    {"when": {"urgent": {"is": True}}, "then": "start"},
                    {"else": {"fact": "closed_on"}},
                ]
            },
            "se sussiste l'urgenza della richiesta: l'avvio dell'intervento; altrimenti: la chiusura dell'intervento",
            "if the urgency of the request is given: the start of the intervention; otherwise: the closing",
        ),
        (
            {"count": {"from": "session", "during": "span", "where": {"holiday": {"is": True}}}},
            "il conteggio di ogni accesso nel periodo considerato per cui sussiste il giorno festivo",
            "the number counting each session in the period in question for which the public holiday is given",
        ),
        (
            {"count": {"from": "session", "distinct": "venue", "ever": True}},
            "il numero di valori diversi di «luogo dell'accesso» per ogni accesso fino al giorno della verifica",
            "the number of different values of “venue of the session” over each session up to the day of the check",
        ),
        (
            {"count": {"from": "court_order", "at": "closed_on"}},
            "il conteggio di ogni provvedimento dell'autorità giudiziaria in corso alla chiusura dell'intervento",
            "the number counting each court order in force on the closing of the intervention",
        ),
        (
            {"count": {"from": "signature", "at": "closed_on"}},
            "il conteggio di ogni firma fino alla chiusura dell'intervento",
            "the number counting each signature up to the closing of the intervention",
        ),
        (
            {"count": {"from": "court_order", "during": "intervention"}},
            "il conteggio di ogni provvedimento dell'autorità giudiziaria nel periodo di: intervento",
            "the number counting each court order in the period of the intervention",
        ),
        (
            {"count": {"from": "report", "during": {"from": "start", "to": "closed_on"}}},
            "il conteggio di ogni relazione tra l'avvio dell'intervento e la chiusura dell'intervento",
            "the number counting each report between the start of the intervention and the closing of the intervention",
        ),
        (
            {"count": {"from": "report", "during": {"from": {"param": "day"}}}},
            "il conteggio di ogni relazione dal parametro «day» in poi",
            "the number counting each report from the parameter “day” on",
        ),
        (
            {"share": {"from": "session", "ever": True, "where": {"holiday": {"is": True}}}},
            "su ogni accesso fino al giorno della verifica: la quota per cui sussiste il giorno festivo",
            "over each session up to the day of the check: the share for which the public holiday is given",
        ),
        (
            {
                "overlap": {
                    "of": "availability",
                    "with": ["08:00", "$window_end"],
                    "on": ["monday"],
                    "merge": True,
                }
            },
            (
                "il tempo di ogni disponibilità tra le 08:00 e $window_end, nei giorni di «monday»,"
                " contando una volta sola"
            ),
            "the time of each availability between 08:00 and $window_end, on the days of “monday”, counting once what",
        ),
    ],
)
def test_a_recipe_is_a_sentence(recipe: Mapping[str, Any], italian: str, english: str) -> None:
    texts = made(recipe)
    assert texts[0].startswith(italian)
    assert texts[1].startswith(english)


def test_what_a_made_fact_rests_on_is_known() -> None:
    facts: Registry = registry()
    direct = facts.facts["direct_time"]
    assert ingredients(facts, direct)[:2] == ("session_time", "service")
    asked = [text.en for text in asks(facts, direct)]
    assert any("end of the session" in text for text in asked)
    assert not any("day of the check" in text for text in asked)
    assert asks(facts, facts.facts["week_monday"]) == ()
    assert ingredients(facts, facts.facts["substitute_role"]) == ("staff_role",)


def test_keys_lead_from_the_file_down() -> None:
    assert file_key(registry(), "case") == ""
    assert file_key(registry(), "attendance") == "interventions[].sessions[].attendance[]."
    assert file_key(registry(), "week") is None
    assert file_key(registry(), "staff_week") is None


# --- whole rules -------------------------------------------------------------------------------------------


def rendered(clauses: tuple[Clause, ...], depth: int = 0) -> list[str]:
    return [line for each in clauses for line in ("  " * depth + each.text, *rendered(each.parts, depth + 1))]


def test_a_rule_is_told_in_sections(sample: Regulation) -> None:
    explanation = Explanation(Prose(registry(), "it", sample), sample)
    told = {section.heading: rendered(section.clauses) for section in explanation.rule(sample.rules[0])}
    assert told == {
        "Oggetto": ["si giudica ogni settimana"],
        "Quando si applica": ["sempre"],
        "Che cosa richiede": [
            "dipende dalla lettura della norma. Quali ore contano?",
            (
                "  solo le dirette (lettura adottata): le ore dirette di educativa domiciliare nella settimana"
                " sono al massimo 10"
                " ore ($cap, art. 7)"
            ),
            (
                "  tutte: le ore complessive di educativa domiciliare nella settimana"
                " sono al massimo 10 ore ($cap, art. 7)"
            ),
        ],
        "Deroghe": [
            "Ore in più, art. 11 (Deroghe)",
            "  riguarda gli atti di deroga per cui l'oggetto della deroga comprende «monte ore settimanale»",
            "  condizioni: sussiste l'eccezionalità della deroga",
            (
                "  requisito al posto di quello ordinario: le ore dirette di educativa domiciliare nella settimana"
                " sono al massimo"
                " le ore settimanali"
                " concesse dalla deroga"
            ),
            "other",
            "  condizioni: ci sono le ore dirette di educativa domiciliare nella settimana",
            (
                "  requisito al posto di quello ordinario: le ore dirette di educativa domiciliare nella settimana"
                " sono al massimo 12 ore"
            ),
        ],
        "Letture": [
            "kind: Quali ore contano?",
            "  direct: solo le dirette (lettura adottata)",
            "  all_work: tutte",
        ],
        "In caso di violazione": [
            "gravità: avviso",
            "conseguenza: nessuna conseguenza indicata dal testo",
            "messaggio: «Le ore sono {direct_time}.»",
        ],
        "Norme": ["X-1, X-2"],
    }


def test_a_rule_tells_what_it_waits_for_and_which_values_count(sample: Regulation) -> None:
    explanation = Explanation(Prose(registry(), "en", sample), sample)
    told = {section.heading: rendered(section.clauses) for section in explanation.rule(sample.rules[1])}
    assert told["When it applies"] == ["the service is “home education (ADM)”"]
    assert told["Waits for"] == ["it is not judged until this day has passed: closing of the intervention"]
    assert told["Values in force"] == [
        "the values in force on this day count: recorded day of the start of the intervention"
    ]
    assert told["Readings"][-1] == "  longer: a very long time (only quoted)"
    assert told["If it is breached"][1] == "consequence: not payable"
    assert "Derogations" not in told


def test_a_rule_tells_a_reading_that_works_inside_a_fact(sample: Regulation) -> None:
    disputed = Amount(
        None, None, None, None, (), ("kind", dict.fromkeys(sample.readings["kind"].options, 60))
    )
    value = Value("counted_statuses", "set", Text("", ""), (disputed,), None, None, ())
    regulation = replace(sample, values={**sample.values, "counted_statuses": value})
    plain = {"direct_time": {"at_most": "1 h"}}
    rule = replace(sample.rules[0], when=None, require=read_condition(plain, (), Faults()), derogations=())
    for whole, told in ((sample, 0), (regulation, 1)):
        sections = Explanation(Prose(registry(), "en", whole), whole).rule(rule)
        assert [section.heading for section in sections].count("Readings") == told


def test_an_order_tells_who_comes_first(sample: Regulation) -> None:
    explanation = Explanation(Prose(registry(), "en", sample), sample)
    told = {section.heading: rendered(section.clauses) for section in explanation.order(sample.orders[0])}
    assert told == {
        "Ranked": ["each request"],
        "Who stands in it": ["the evaluation of the request has not taken place yet"],
        "Order": [
            "first those that satisfy: all of these conditions hold:",
            "  the urgency of the request is given",
            "  the orders that prescribe visits, in force on the day of the check are at least 1",
            "then by date: the day of the request",
        ],
        "Norms": ["X-4"],
    }


def test_an_order_without_a_condition_is_of_all(sample: Regulation) -> None:
    explanation = Explanation(Prose(registry(), "it", sample), sample)
    sections = explanation.order(replace(sample.orders[0], when=None))
    assert rendered(next(each for each in sections if each.heading == "Chi vi sta").clauses) == ["sempre"]


def test_the_overview_has_act_values_readings_and_rules(sample: Regulation) -> None:
    explanation = Explanation(Prose(registry(), "it", sample), sample)
    told = {section.heading: rendered(section.clauses) for section in explanation.overview()}
    assert list(told) == [
        "Atto",
        "Valori",
        "Tariffe",
        "Letture",
        "Regole: hours",
        "Regole",
        "Ordini di precedenza",
    ]
    assert told["Atto"] == [
        "Atto di prova",
        "adottato da: Ente di prova",
        "Assemblea, 2020-01-10",
        "Giunta, 2020-02-01, n. 7",
        "in vigore dal 1º marzo 2020 al 1º marzo 2030",
    ]
    assert told["Valori"][0] == "massimo ($cap): 10 ore (art. 7)"
    assert told["Valori"][2].endswith("(art. 1; art. 2)")
    assert (
        told["Valori"][4]
        == "termine aperto ($open): nessun atto lo fissa; lo deve stabilire il Comune: entro quanti giorni"
    )
    assert told["Tariffe"] == [
        "copayment: nessun atto la fissa; la deve stabilire il Comune: la quota (art. 9)",
        "meals: gratuito: servizio gratuito",
    ]
    assert told["Regole: hours"] == ["hours.cap: Ore settimanali (art. 7)"]
    assert told["Ordini di precedenza"] == ["access.order: Precedenza (art. 2)"]


def test_a_small_rule_set_has_a_small_overview() -> None:
    text = RULES[: RULES.index("readings:")].replace(", until: 2030-03-01", "")
    small = regulation_of(
        text
        + """
rules:
  - id: only.one
    title: {it: Una, en: One}
    norms: [X-1]
    cites: {article: "1"}
    per: case
    require: {birth_date: {exists: true}}
    otherwise: {severity: info, message: {it: "x.", en: "x."}}
""",
    )
    overview = Explanation(Prose(registry(), "en", small), small).overview()
    assert [section.heading for section in overview] == ["Act", "Rules"]
    assert rendered(overview[0].clauses)[-1] == "in force from 1 March 2020"


def test_every_rule_of_tirano_is_told_in_both_languages(tirano: RuleSet) -> None:
    for lang in LANGUAGES:
        explanation = Explanation(Prose(tirano.vocabulary, lang, tirano.regulation), tirano.regulation)
        for rule in tirano.rules:
            for section in explanation.rule(rule):
                for line in rendered(section.clauses):
                    assert not re.search(r"None|  \S|\$\w+ \$", line.strip()), (rule.id, line)
                    assert "{" not in line or rule.message.in_language(lang) in line, (rule.id, line)
        assert explanation.overview()


def test_a_rule_is_found_in_its_file(sample: Regulation) -> None:
    regulation = sample
    first, lines = source_of(regulation, regulation.rules[0].path)
    assert RULES.splitlines()[first - 1] == "  - id: hours.cap"
    assert lines[0] == "- id: hours.cap"
    assert lines[-1].startswith("    message: {it: ")
    last, lines = source_of(regulation, regulation.orders[0].path)
    assert last > first
    assert lines[-1] == "    - {earliest: requested_on}"
