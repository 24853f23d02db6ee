"""Vouchers in words: who pays whom for which hours, what an hour is worth, how groups are divided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from adm_rules._internal.explain.conditions import Clause, Prose
from adm_rules._internal.rules import VOUCHER_VALUES, LastDay, Regulation, Value, Voucher
from adm_rules._internal.texts import Catalogue, Text
from adm_rules._internal.values import join_words

_WORDS: Final = Catalogue(
    {
        "summary": Text("{}: {}", "{}: {}"),
        "payer": Text("chi paga: {}", "who pays: {}"),
        "services": Text("servizi: {}", "services: {}"),
        "last_day": Text("ultimo giorno di un periodo: {}", "last day of a term: {}"),
        "last_days": Text("ultimo giorno di un periodo", "last day of a term"),
        "option": Text("{} ({}: {})", "{} ({}: {})"),
        "in_use": Text("{} ({}: {}, lettura adottata)", "{} ({}: {}, the reading in use)"),
        "invoices": Text(
            "per ogni soggetto pagante serve una fattura distinta", "each payer needs an invoice of its own"
        ),
        "excess": Text("ore oltre quelle autorizzate: {}", "hours beyond those authorised: {}"),
        "unit_value": Text(
            "l'atto non indica quanto vale un'ora", "the act does not say what an hour is worth"
        ),
        "group": Text(
            "l'atto non dice come si divide il voucher di un gruppo",
            "the act does not say how the voucher of a group is divided",
        ),
        "family_group": Text(
            "l'atto non dice su quali ore di gruppo si calcola la quota della famiglia",
            "the act does not say on which hours of a group the family's share is reckoned",
        ),
        "transport": Text(
            "l'atto non riconosce un tempo per il trasporto", "the act grants no time for transport"
        ),
    }
)


class VoucherProse:
    """Says vouchers of one regulation in the language of its prose; ``value`` says a value of it."""

    def __init__(self, prose: Prose, regulation: Regulation, value: Callable[[Value], Clause]) -> None:
        self.prose = prose
        self.regulation = regulation
        self.value = value
        self.lang = prose.lang
        self.words = _WORDS.in_language(prose.lang)

    def summary(self, voucher: Voucher) -> Clause:
        """A voucher under its name: its title, who pays it, and for what."""
        said = self.words["summary"].format(voucher.name, self._say(voucher.title))
        return Clause(said + self.prose.cited(voucher.cites), tuple(self.head(voucher)))

    def head(self, voucher: Voucher) -> Iterator[Clause]:
        """Who pays, and for which services."""
        yield Clause(self.words["payer"].format(self._name("role", voucher.payer)))
        services = [self._name("service", each) for each in voucher.services]
        yield Clause(self.words["services"].format(join_words(services, self.lang)))

    def values(self, voucher: Voucher) -> Iterator[Clause]:
        """What is paid, what an hour is worth, how groups and transport count; and what the act leaves open."""
        for key in VOUCHER_VALUES:
            name = voucher.values.get(key)
            yield Clause(self.words[key]) if name is None else self.value(self.regulation.values[name])

    def further(self, voucher: Voucher) -> Iterator[Clause]:
        """The last day of a term, invoices, hours beyond those authorised."""
        if voucher.last_day is not None:
            yield self._last_day(voucher.last_day)
        if voucher.invoices is not None:
            yield Clause(self.words["invoices"] + self.prose.cited(voucher.invoices))
        if voucher.excess is not None:
            said = self.words["excess"].format(self._say(voucher.excess.text).rstrip("."))
            yield Clause(said + self.prose.cited(voucher.excess.cites))

    def _last_day(self, last_day: LastDay) -> Clause:
        labels = {option: self._fact(name) for option, name in last_day.facts.items()}
        if last_day.reading is None:
            return Clause(self.words["last_day"].format(*labels.values()))
        reading = self.regulation.readings[last_day.reading]
        shapes = {option: "in_use" if option == reading.default else "option" for option in labels}
        options = (
            Clause(self.words[shapes[option]].format(label, reading.name, option))
            for option, label in labels.items()
        )
        return Clause(self.words["last_days"], tuple(options))

    def readings(self, voucher: Voucher) -> tuple[str, ...]:
        """Names of the readings that the voucher rests on."""
        named = (self.regulation.values[name] for name in voucher.values.values())
        found = [e.by_reading[0] for value in named for e in value.history if e.by_reading is not None]
        ends = [voucher.last_day.reading] if voucher.last_day is not None and voucher.last_day.reading else []
        return tuple(dict.fromkeys((*found, *ends, *voucher.readings)))

    # --- small ones ---------------------------------------------------------------------------------------------------

    def _name(self, names: str, member: str) -> str:
        labels = self.prose.labels(names) or {}
        return self._say(labels[member])

    def _fact(self, name: str) -> str:
        return self._say(self.prose.registry.facts[name].label)

    def _say(self, text: Text) -> str:
        return text.in_language(self.lang)
