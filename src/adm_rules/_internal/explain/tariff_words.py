"""The words in which tariffs are said."""

from __future__ import annotations

from typing import Final

from adm_rules._internal.texts import Catalogue, Text

WORDS: Final = Catalogue(
    {
        "not_set": Text(
            "nessun atto la fissa; la deve stabilire {}: {}", "no act sets it; this is for {} to say: {}"
        ),
        "free": Text("gratuito: {}", "free: {}"),
        "parts": Text("somma di più parti", "a sum of several parts"),
        "part": Text("{}: {}", "{}: {}"),
        "of_tariff": Text("la tariffa {}, per {} ore", "the tariff {}, for {} hours"),
        "of_tariff_hour": Text("la tariffa {}, per un'ora", "the tariff {}, for an hour"),
        "services": Text("servizi: {}", "services: {}"),
        "activities": Text("la famiglia paga soltanto: {}", "the family pays for nothing but: {}"),
        "accepts": Text("{} che vale: {}", "{} that counts: {}"),
        "measured": Text("{}: {}", "{}: {}"),
        "lowest": Text(
            "fra più attestazioni valide vale quella di valore più basso",
            "of several valid certificates the one of the lowest value counts",
        ),
        "lasts": Text("un'attestazione ({}) vale {}", "a certificate ({}) holds for {}"),
        "from": Text("dal {}", "from {}"),
        "from_to": Text("dal {} al {}", "from {} to {}"),
        "to": Text("fino al {}", "until {}"),
        "ever": Text("senza una data di inizio", "without a first day"),
        "reading": Text("{}", "{}"),
        "in_use": Text("{} (lettura adottata): {}", "{} (the reading in use): {}"),
        "other": Text("{}: {}", "{}: {}"),
        "exempt": Text("esente ({})", "exempt ({})"),
        "row_all": Text("per ogni {}: {}", "for every {}: {}"),
        "row_to": Text("{} fino a {}: {}", "{} up to {}: {}"),
        "row_from": Text("{} da {}: {}", "{} from {}: {}"),
        "row_between": Text("{} da {} a {}: {}", "{} from {} to {}: {}"),
        "row_is": Text("{} di {}: {}", "{} of {}: {}"),
        "row_by_value": Text("{} {}: {}", "{} {}: {}"),
        "at_least": Text("almeno {}", "at least {}"),
        "above": Text("più di {}", "more than {}"),
        "at_most": Text("al più {}", "at most {}"),
        "below": Text("meno di {}", "less than {}"),
        "because": Text("{} ({})", "{} ({})"),
        "line": Text("in linea retta fra i punti {}", "straight between the points {}"),
        "knot": Text("{} a {}", "{} at {}"),
        "proportional": Text("in proporzione al valore {}, {} a {}", "in proportion to the {}, {} at {}"),
        "excess": Text("quanto il valore {} supera {}", "what the {} exceeds {} by"),
        "unset": Text("{} (nessun atto lo fissa)", "{} (no act sets it)"),
        "no_isee": Text("senza {}: {}", "without {}: {}"),
        "no_isee_silent": Text(
            "senza {}: l'atto tace, e l'importo resta non deciso",
            "without {}: the act is silent, and the amount stays undecided",
        ),
        "row_below": Text(
            "{} fra due fasce paga come la fascia inferiore",
            "{} between two bands pays like the band below",
        ),
        "row_above": Text(
            "{} fra due fasce paga come la fascia superiore",
            "{} between two bands pays like the band above",
        ),
        "none": Text("vale come nessun {}", "counts as no {}"),
        "use": Text("vale", "counts"),
        "percent": Text("{}{} sulla quota ({})", "{}{} on the fee ({})"),
        "percent_total": Text("{}{} sul totale ({})", "{}{} on the total ({})"),
        "fee": Text(
            "quota di {} in luogo di quella per {} ({})", "a fee of {} in place of the one by {} ({})"
        ),
        "at_least_due": Text("mai meno di {} ({})", "never less than {} ({})"),
        "at_most_due": Text("mai più di {} ({})", "never more than {} ({})"),
        "at_least_due_total": Text("in tutto mai meno di {} ({})", "never less than {} in all ({})"),
        "at_most_due_total": Text("in tutto mai più di {} ({})", "never more than {} in all ({})"),
        "fee_total": Text("{} in tutto ({})", "{} in all ({})"),
        "times": Text("la quota tante volte quant'è: {} ({})", "the fee as many times as: {} ({})"),
        "times_total": Text("il totale tante volte quant'è: {} ({})", "the total as many times as: {} ({})"),
        "cap": Text("massimo al mese: {}", "most in a month: {}"),
        "cap_by": Text("massimo al mese, secondo il valore {}", "most in a month, by the {}"),
        "year_cap": Text(
            "massimo nell'anno: {}; già addebitato prima del mese: {}",
            "most in a year: {}; charged before the month: {}",
        ),
        "year_cap_by": Text(
            "massimo nell'anno, secondo il valore {}; già addebitato prima del mese: {}",
            "most in a year, by the {}; charged before the month: {}",
        ),
        "hours": Text(
            "il tempo di ogni accesso è arrotondato a {}, {}", "the time of each access is rounded to {}, {}"
        ),
        "undelivered": Text(
            "addebitato anche l'accesso non svolto ({})", "an access not delivered is charged as well ({})"
        ),
        "round": Text("arrotondamento a {}, {}: {}", "rounding to {}, {}: {}"),
        "moment_fee": Text("della quota per {}", "of the fee by {}"),
        "moment_modifiers": Text("della quota modificata", "of the modified fee"),
        "moment_total": Text("del totale", "of the total"),
        "cents": Text("alla fine il totale è in centesimi, {}", "in the end the total is in cents, {}"),
        "if": Text("se {}", "if {}"),
    }
)
