"""The phrases of explanations: one for each operator and family of kinds, in the singular and in the plural.

``{s}`` is the fact with its article, ``{x}`` what it is compared with; Italian also has ``{a}``, ``{da}`` and
``{di}``, the same after a preposition, and ``{happened}``, a participle that agrees with the fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from adm_rules.texts import Catalogue, Text

#: One and many.
Forms = tuple[str, str]


def _both(template: str, one: str, many: str) -> Forms:
    return template.replace("*", one), template.replace("*", many)


def _is(rest: str) -> Forms:
    return _both(f"{{s}} * {rest}", "è", "sono")


def _is_not(rest: str) -> Forms:
    return _both(f"{{s}} non * {rest}", "è", "sono")


def _are(rest: str) -> Forms:
    return _both(f"{{s}} * {rest}", "is", "are")


def _come(rest: str) -> Forms:
    return _both(f"{{s}} * {rest}", "comes", "come")


_MEETS: Final = _both("{s} * con {x}", "coincide", "coincidono")
_MEETS_NOT: Final = _both("{s} non * con {x}", "coincide", "coincidono")
_SAME: Final = _are("the same as {x}")
_OTHER: Final = _are("not the same as {x}")

#: By language, family and operator; an operator with a ``fact`` behind it is compared with another fact.
PHRASES: Final[Mapping[str, Mapping[tuple[str, str], Forms]]] = {
    "it": {
        ("amount", "is"): _is("pari {a}"),
        ("amount", "is_not"): _is_not("pari {a}"),
        ("amount", "at_most"): _is("al massimo {x}"),
        ("amount", "at_least"): _is("almeno {x}"),
        ("amount", "below"): ("{s} è inferiore {a}", "{s} sono inferiori {a}"),
        ("amount", "above"): ("{s} è superiore {a}", "{s} sono superiori {a}"),
        ("amount", "between"): _is("tra {x}"),
        ("day", "is"): _MEETS,
        ("day", "is_not"): _MEETS_NOT,
        ("day", "at_most"): _both("{s} non * {x}", "segue", "seguono"),
        ("day", "at_least"): _both("{s} non * {x}", "precede", "precedono"),
        ("day", "below"): _both("{s} * {x}", "precede", "precedono"),
        ("day", "above"): _both("{s} * {x}", "segue", "seguono"),
        ("day", "between"): _is("tra {x}"),
        ("name", "is"): _is("{x}"),
        ("name", "is fact"): _MEETS,
        ("name", "is_not"): _is_not("{x}"),
        ("name", "is_not fact"): _MEETS_NOT,
        ("name", "one_of"): _is("{x}"),
        ("name", "one_of fact"): _is("tra {x}"),
        ("name", "none_of"): _is_not("{x}"),
        ("name", "none_of fact"): _is_not("tra {x}"),
        ("set", "is"): _both("{s} * esattamente {x}", "comprende", "comprendono"),
        ("set", "is fact"): _MEETS,
        ("set", "is_not"): _both("{s} non * esattamente {x}", "comprende", "comprendono"),
        ("set", "is_not fact"): _MEETS_NOT,
        ("set", "one_of"): _both("{s} non * altro che {x}", "comprende", "comprendono"),
        ("set", "none_of"): _both("{s} non * {x}", "comprende", "comprendono"),
        ("set", "includes"): _both("{s} * {x}", "comprende", "comprendono"),
        ("bool", "true"): _both("* {s}", "sussiste", "sussistono"),
        ("bool", "false"): _both("non * {s}", "sussiste", "sussistono"),
        ("bool", "is fact"): _MEETS,
        ("bool", "is_not fact"): _MEETS_NOT,
        ("exists", "true"): ("c'è {s}", "ci sono {s}"),
        ("exists", "false"): ("non c'è {s}", "non ci sono {s}"),
        ("happened", "true"): _is("già {happened}"),
        ("happened", "false"): _is_not("ancora {happened}"),
        ("term", "within"): _both("{s} * entro {n} {da}", "avviene", "avvengono"),
        ("term", "same_day"): _both("{s} * entro il giorno stesso {di}", "avviene", "avvengono"),
        ("term", "this_year"): _both("{s} * entro {n} dello stesso anno", "avviene", "avvengono"),
        ("term", "following_year"): _both("{s} * entro {n} dell'anno successivo", "avviene", "avvengono"),
        ("term", "by_fact"): _both("{s} * entro {x}", "avviene", "avvengono"),
        ("term", "before"): _both("{s} * almeno {n} prima {di}", "avviene", "avvengono"),
        ("term", "every"): _both("{s} si * almeno ogni {n}, {da} {until}", "ripete", "ripetono"),
        ("term", "every fact"): _both("{s} si * almeno con {n}, {da} {until}", "ripete", "ripetono"),
    },
    "en": {
        ("amount", "is"): _are("{x}"),
        ("amount", "is_not"): _are("not {x}"),
        ("amount", "at_most"): _are("at most {x}"),
        ("amount", "at_least"): _are("at least {x}"),
        ("amount", "below"): _are("below {x}"),
        ("amount", "above"): _are("above {x}"),
        ("amount", "between"): _are("between {x}"),
        ("day", "is"): _SAME,
        ("day", "is_not"): _OTHER,
        ("day", "at_most"): _come("no later than {x}"),
        ("day", "at_least"): _come("no earlier than {x}"),
        ("day", "below"): _come("before {x}"),
        ("day", "above"): _come("after {x}"),
        ("day", "between"): _come("between {x}"),
        ("name", "is"): _are("{x}"),
        ("name", "is fact"): _SAME,
        ("name", "is_not"): _are("not {x}"),
        ("name", "is_not fact"): _OTHER,
        ("name", "one_of"): _are("{x}"),
        ("name", "one_of fact"): _are("among {x}"),
        ("name", "none_of"): _are("not {x}"),
        ("name", "none_of fact"): _are("not among {x}"),
        ("set", "is"): _both("{s} * exactly {x}", "comprises", "comprise"),
        ("set", "is fact"): _SAME,
        ("set", "is_not"): _both("{s} * not comprise exactly {x}", "does", "do"),
        ("set", "is_not fact"): _OTHER,
        ("set", "one_of"): _both("{s} * nothing but {x}", "comprises", "comprise"),
        ("set", "none_of"): _both("{s} * not comprise {x}", "does", "do"),
        ("set", "includes"): _both("{s} * {x}", "includes", "include"),
        ("bool", "true"): _are("given"),
        ("bool", "false"): _are("not given"),
        ("bool", "is fact"): _SAME,
        ("bool", "is_not fact"): _OTHER,
        ("exists", "true"): _both("{s} *", "exists", "exist"),
        ("exists", "false"): _both("{s} * not exist", "does", "do"),
        ("happened", "true"): _both("{s} * taken place", "has", "have"),
        ("happened", "false"): _both("{s} * not taken place yet", "has", "have"),
        ("term", "within"): _both("{s} * place within {n} of {x}", "takes", "take"),
        ("term", "same_day"): _both("{s} * place no later than the very day of {x}", "takes", "take"),
        ("term", "this_year"): _both("{s} * place by {n} of the same year", "takes", "take"),
        ("term", "following_year"): _both("{s} * place by {n} of the following year", "takes", "take"),
        ("term", "by_fact"): _both("{s} * place by {x}", "takes", "take"),
        ("term", "before"): _both("{s} * place at least {n} before {x}", "takes", "take"),
        ("term", "every"): _both("{s} * at least every {n}, from {x} to {until}", "recurs", "recur"),
        ("term", "every fact"): _both("{s} * at least at {n}, from {x} to {until}", "recurs", "recur"),
    },
}

#: Words around the phrases.
WORDS: Final = Catalogue(
    {
        "and": Text("e", "and"),
        "or": Text("o", "or"),
        "all": Text("valgono tutte queste condizioni:", "all of these conditions hold:"),
        "any": Text("vale almeno una di queste condizioni:", "at least one of these conditions holds:"),
        "not": Text("non vale quanto segue: {}", "it is not the case that {}"),
        "not_group": Text("non vale quanto segue:", "the following is not the case:"),
        "join_all": Text(" e ", " and "),
        "join_any": Text(" oppure ", " or "),
        "reading": Text("dipende dalla lettura della norma. {}", "it depends on how the norm is read. {}"),
        "option": Text("{}: {}", "{}: {}"),
        "option_default": Text("{} (lettura adottata): {}", "{} (the reading in use): {}"),
        "option_short": Text("{} (secondo la lettura adottata)", "{} (under the reading in use)"),
        "param": Text("il parametro «{}»", "the parameter “{}”"),
        "not_set": Text("{} che nessun atto fissa", "{} that no act sets"),
        "since": Text("dal ", "from "),
        "by_reading": Text("{}, secondo la lettura", "{}, depending on the reading"),
        "rolling": Text(", contando ogni volta dalla precedente", ", counted each time from the one before"),
        "grid": Text(", a scadenze fisse", ", at fixed dates"),
        "calendar": Text(", per periodi di calendario", ", by calendar periods"),
        "rollover_none": Text(
            " (anche se il termine cade in un giorno festivo)", " (even if the term ends on a public holiday)"
        ),
        "rollover_next": Text(
            " (un termine che cade in un giorno festivo slitta al primo giorno feriale)",
            " (a term that ends on a public holiday moves to the next working day)",
        ),
        "rollover_previous": Text(
            " (un termine che cade in un giorno festivo è anticipato al feriale che precede)",
            " (a term that ends on a public holiday moves to the working day before)",
        ),
        "happened": Text("avvenuto", ""),
        "come": Text("passato", ""),
        "yes": Text("sì", "yes"),
        "no": Text("no", "no"),
        "nothing": Text("nulla", "nothing"),
        "quoted": Text("«{}»", "“{}”"),
    }
)
