"""The words in which recipes are said."""

from __future__ import annotations

from typing import Final

from adm_rules._internal.texts import Catalogue, Text

WORDS: Final = Catalogue(
    {
        "where": Text(" per cui {}", " for which {}"),
        "part_day": Text("il giorno di: {}", "the day of: {}"),
        "part_weekday": Text("il giorno della settimana di: {}", "the weekday of: {}"),
        "part_clock": Text("l'ora locale di: {}", "the local clock time of: {}"),
        "part_first_of_year": Text("il 1º gennaio dell'anno di: {}", "1 January of the year of: {}"),
        "part_last_of_year": Text("il 31 dicembre dell'anno di: {}", "31 December of the year of: {}"),
        "part_year": Text("l'anno di: {}", "the year of: {}"),
        "part_month": Text("il mese di: {}", "the month of: {}"),
        "part_day_of_month": Text("il numero del giorno nel mese di: {}", "the day of the month of: {}"),
        "part_week": Text("la settimana di: {}", "the week of: {}"),
        "part_holiday": Text("se cade in un giorno festivo: {}", "whether it is a public holiday: {}"),
        "touched_last_day": Text(
            "l'ultimo giorno toccato {}, {}; ciò che finisce a mezzanotte non tocca il giorno dopo",
            "the last day touched {}, {}; what ends at midnight does not touch the next day",
        ),
        "touched_weekdays": Text(
            "i giorni della settimana toccati {}, {}", "the days of the week touched {}, {}"
        ),
        "touched_holiday": Text(
            "se un giorno toccato {}, {} è festivo", "whether some day touched {}, {} is a public holiday"
        ),
        "patron": Text(
            "se cade nella festa patronale, come la disciplina la dichiara: {} (Comune: {})",
            "whether it is the patron day that the rules declare: {} (municipality: {})",
        ),
        "between_minutes": Text("i minuti effettivi {} {}", "the elapsed minutes from {} to {}"),
        "between_days": Text("i giorni {} {}", "the days from {} to {}"),
        "between_months": Text("i mesi interi {} {}", "the full months from {} to {}"),
        "between_years": Text("gli anni interi {} {}", "the full years from {} to {}"),
        "age_on": Text("gli anni compiuti, {} {}", "the years of age, from {} to {}"),
        "later": Text("{} più {}", "{} plus {}"),
        "earlier": Text("{} meno {}", "{} less {}"),
        "so_many_months": Text("{} mesi", "{} months"),
        "so_many_days": Text("{} giorni", "{} days"),
        "as_before": Text("", ""),
        "as_due": Text(
            ", contati dal giorno dopo, festivi compresi", ", counted from the day after, holidays included"
        ),
        "as_end_of_term": Text(
            ", contati dal giorno dopo e spostati da un festivo come dicono le convenzioni",
            ", counted from the day after, and moved off a holiday as the conventions say",
        ),
        "as_first_of_month": Text(", e di quel mese il primo giorno", ", and of that month the first day"),
        "as_last_of_month": Text(", e di quel mese l'ultimo giorno", ", and of that month the last day"),
        "as_last_day_of_term": Text(", meno un giorno", ", less one day"),
        "least": Text(
            "il più piccolo (o il primo nel tempo) tra {}", "the smallest (or the first in time) of {}"
        ),
        "greatest": Text(
            "il più grande (o l'ultimo nel tempo) tra {}", "the greatest (or the last in time) of {}"
        ),
        "ratio": Text("{} diviso {}", "{} divided by {}"),
        "sum": Text("la somma di {}", "the sum of {}"),
        "difference": Text("{} meno {}", "{} less {}"),
        "apportion": Text("{} in proporzione: {} diviso {}", "{} in proportion: {} divided by {}"),
        "field": Text("{} (di: {})", "{} (of: {})"),
        "step_on": Text("il giorno del passo: {}", "the day of the step: {}"),
        "step_by": Text("chi ha compiuto il passo: {}", "who took the step: {}"),
        "step_venue": Text("dove si è compiuto il passo: {}", "where the step was taken: {}"),
        "if": Text("se {}: {}; ", "if {}: {}; "),
        "else": Text("altrimenti: {}", "otherwise: {}"),
        "is": Text("quanto registrato: {}", "what is recorded: {}"),
        "shown": Text("; in mancanza: {}", "; failing that: {}"),
        "proof": Text("; al più tardi: {}", "; at the latest: {}"),
        "own_precedes": Text(
            "{}: ciò che è indicato per questo o, se non è indicato, il solo che può precedere l'elemento «{}»",
            "{}: what is said to be for this one or, where nothing is said, the only one that may precede the “{}”",
        ),
        "own_follows": Text(
            "{}: ciò che è indicato per questo o, se non è indicato, il solo che può seguire l'elemento «{}»",
            "{}: what is said to be for this one or, where nothing is said, the only one that may follow the “{}”",
        ),
        "of_asker": Text(" (solo quelli riferiti all'elemento «{}»)", " (only those of the “{}”)"),
        "size": Text("quanti elementi comprende: {}", "how many members it has: {}"),
        "count": Text("il conteggio di ogni {}{}", "the number counting each {}{}"),
        "count_distinct": Text(
            "il numero di valori diversi di «{}» per ogni {}{}",
            "the number of different values of “{}” over each {}{}",
        ),
        "total": Text("la somma di «{}» per ogni {}{}", "the sum of “{}” over each {}{}"),
        "share": Text(
            "su ogni {}{}: la quota di «{}» per cui {}", "over each {}{}: the share of “{}” for which {}"
        ),
        "share_each": Text("su ogni {}{}: la quota per cui {}", "over each {}{}: the share for which {}"),
        "pick_first": Text("in ordine di «{}», {}{}: «{}»", "in order of “{}”, the first {}{}: “{}”"),
        "pick_last": Text("in ordine di «{}», {}{}: «{}»", "in order of “{}”, the last {}{}: “{}”"),
        "first": Text("primo", "first"),
        "last": Text("ultimo", "last"),
        "collect": Text("tutti i valori di «{}» per ogni {}{}", "all values of “{}” over each {}{}"),
        "at_once": Text(
            "«{}» (o l'ora di inizio) di ciò che si sovrappone nel tempo ad altro, per ogni {}{}",
            "“{}” (or the time at which it starts) of what shares time with another, over each {}{}",
        ),
        "dated_by": Text(" (per «{}»)", " (by “{}”)"),
        "sharing": Text(", con gli stessi «{}»", ", with the same “{}”"),
        "complete_on": Text(
            "il giorno («{}») in cui «{}» comprende tutto ciò che serve ({}), per ogni {}{}",
            "the day (“{}”) on which “{}” comprises all that is needed ({}), over each {}{}",
        ),
        "reached": Text(
            "il giorno («{}») in cui la somma di «{}» raggiunge una parte ({}) di: {}, per ogni {}{}",
            "the day (“{}”) on which the sum of “{}” reaches a part ({}) of: {}, over each {}{}",
        ),
        "served": Text(
            "quanti periodi di {} mesi, contati da: {}, hanno il loro «{}», nel periodo o dopo, per ogni {}{}",
            "how many periods of {} months, counted from: {}, have a “{}” of their own, then or later, over each {}{}",
        ),
        "previous": Text(
            "«{}» di quello che precede, in ordine di «{}»", "“{}” of the one before, in order of “{}”"
        ),
        "overlap": Text(
            "il tempo di ogni {} tra {} e {}, nei giorni di {}{}",
            "the time of each {} between {} and {}, on the days of {}{}",
        ),
        "merged": Text(", contando una volta sola ciò che si sovrappone", ", counting once what overlaps"),
        "merging": Text(
            ", contando una volta sola il tempo in cui si sovrappongono quelli per cui {}",
            ", counting once the time that those share for which {}",
        ),
        "uncovered": Text(
            "il tempo {} {} che nulla di questo genere copre: {}{}",
            "the time from {} to {} that nothing of this kind covers: {}{}",
        ),
        "uncovered_window": Text(
            "il tempo tra {} e {}, nei giorni di {}, che nulla di questo genere copre: {}{}",
            "the time between {} and {}, on the days of {}, that nothing of this kind covers: {}{}",
        ),
        "key": Text("chiave `{}` del file", "key `{}` of the file"),
        "derived": Text("chiave `{}` di ogni {}, calcolata", "key `{}` of each {}, worked out"),
    }
)
