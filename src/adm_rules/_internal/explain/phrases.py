"""Words around the phrases of explanations; those of a comparison or a deadline stand in its own row."""

from __future__ import annotations

from typing import Final

from adm_rules._internal.texts import Catalogue, Text

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
        "instead": Text("; oppure, {} (se {}): {}", "; or, {} (if {}): {}"),
        "lapses": Text(
            "; nulla è più dovuto se prima si arriva {}",
            "; nothing is due any more where this comes first: {}",
        ),
        "suspended": Text("; il termine è sospeso dal {} al {}", "; the term stands still from {} to {}"),
        "not_suspended": Text("; il termine corre anche dal {} al {}", "; the term runs on from {} to {}"),
        "asked": Text("giorno indicato", "given day"),
        "param": Text("il parametro «{}»", "the parameter “{}”"),
        "not_set": Text("{} che nessun atto fissa", "{} that no act sets"),
        "since": Text("dal ", "from "),
        "by_reading": Text("{}, secondo la lettura", "{}, depending on the reading"),
        "happened": Text("avvenuto", ""),
        "come": Text("passato", ""),
        "yes": Text("sì", "yes"),
        "no": Text("no", "no"),
        "nothing": Text("nulla", "nothing"),
        "quoted": Text("«{}»", "“{}”"),
    }
)
