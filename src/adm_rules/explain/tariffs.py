"""Tariffs in words: what is due by ISEE, when nothing is, what changes the fee, how it is rounded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, assert_never

from adm_rules.explain.conditions import Clause, Prose
from adm_rules.names import NAMES
from adm_rules.quantities import elide, format_value, join_words
from adm_rules.rules import (
    Excess,
    Fee,
    FeeRow,
    Fixed,
    Flat,
    Free,
    Instead,
    Modifier,
    More,
    NotSet,
    Proportional,
    Regulation,
    Rounding,
    Shape,
    ShapeByReading,
    Slope,
    Table,
    Tariff,
    Version,
)
from adm_rules.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "not_set": Text(
            "nessun atto la fissa; la deve stabilire {}: {}", "no act sets it; this is for {} to say: {}"
        ),
        "free": Text("gratuito: {}", "free: {}"),
        "EUR_per_hour": Text("per ogni ora", "for each hour"),
        "EUR_per_access": Text("per ogni accesso", "for each access"),
        "EUR_per_month": Text("per ogni mese", "for each month"),
        "percent_of_cost": Text("in percentuale del costo", "in per cent of the cost"),
        "EUR": Text(
            "importo di cui l'atto non dice il periodo",
            "an amount of which the act does not state the period",
        ),
        "services": Text("servizi: {}", "services: {}"),
        "accepts": Text("ISEE che vale: {}", "ISEE that counts: {}"),
        "from": Text("dal {}", "from {}"),
        "from_to": Text("dal {} al {}", "from {} to {}"),
        "to": Text("fino al {}", "until {}"),
        "ever": Text("senza una data di inizio", "without a first day"),
        "reading": Text("{}", "{}"),
        "in_use": Text("{} (lettura adottata): {}", "{} (the reading in use): {}"),
        "other": Text("{}: {}", "{}: {}"),
        "exempt": Text("esente ({})", "exempt ({})"),
        "row_all": Text("per ogni ISEE: {}", "for every ISEE: {}"),
        "row_to": Text("ISEE fino a {}: {}", "ISEE up to {}: {}"),
        "row_from": Text("ISEE da {}: {}", "ISEE from {}: {}"),
        "row_between": Text("ISEE da {} a {}: {}", "ISEE from {} to {}: {}"),
        "row_is": Text("ISEE di {}: {}", "ISEE of {}: {}"),
        "because": Text("{} ({})", "{} ({})"),
        "line": Text("in linea retta fra i punti {}", "straight between the points {}"),
        "knot": Text("{} a {}", "{} at {}"),
        "proportional": Text("in proporzione all'ISEE, {} a {}", "in proportion to the ISEE, {} at {}"),
        "excess": Text("quanto l'ISEE supera {}", "what the ISEE exceeds {} by"),
        "unset": Text("{} (nessun atto lo fissa)", "{} (no act sets it)"),
        "no_isee": Text("senza ISEE: {}", "without ISEE: {}"),
        "no_isee_silent": Text(
            "senza ISEE: l'atto tace, e l'importo resta non deciso",
            "without ISEE: the act is silent, and the amount stays undecided",
        ),
        "row_below": Text(
            "un ISEE fra due fasce paga come la fascia inferiore",
            "an ISEE between two bands pays like the band below",
        ),
        "row_above": Text(
            "un ISEE fra due fasce paga come la fascia superiore",
            "an ISEE between two bands pays like the band above",
        ),
        "expired": Text("attestazione scaduta: {}", "certificate that has expired: {}"),
        "with_omissions": Text(
            "attestazione con omissioni o difformità: {}", "certificate with omissions or discrepancies: {}"
        ),
        "not_yet_valid": Text(
            "attestazione non ancora rilasciata nel giorno del servizio: {}",
            "certificate not yet issued on the day of the service: {}",
        ),
        "none": Text("vale come nessun ISEE", "counts as no ISEE"),
        "use": Text("vale", "counts"),
        "percent": Text("{}{} sulla quota ({})", "{}{} on the fee ({})"),
        "percent_total": Text("{}{} sul totale ({})", "{}{} on the total ({})"),
        "fee": Text(
            "quota di {} in luogo di quella per ISEE ({})", "a fee of {} in place of the one by ISEE ({})"
        ),
        "fee_total": Text("{} in tutto ({})", "{} in all ({})"),
        "cap": Text("massimo al mese: {}", "most in a month: {}"),
        "round": Text("arrotondamento a {}, {}: {}", "rounding to {}, {}: {}"),
        "half_up": Text("il mezzo per eccesso", "half up"),
        "half_even": Text("il mezzo alla cifra pari", "half to even"),
        "down": Text("per difetto", "down"),
        "up": Text("per eccesso", "up"),
        "moment_fee": Text("della quota per ISEE", "of the fee by ISEE"),
        "moment_modifiers": Text("della quota modificata", "of the modified fee"),
        "moment_total": Text("del totale", "of the total"),
        "cents": Text("alla fine il totale è in centesimi, {}", "in the end the total is in cents, {}"),
        "if": Text("se {}", "if {}"),
    }
)


class TariffProse:
    """Says tariffs of one regulation in the language of its prose."""

    def __init__(self, prose: Prose, regulation: Regulation) -> None:
        self.prose = prose
        self.regulation = regulation
        self.lang = prose.lang
        self.words = _WORDS.in_language(prose.lang)

    def summary(self, tariff: Tariff) -> Clause:
        """A tariff under its name: its shapes in time."""
        if len(tariff.history) == 1:
            (version,) = tariff.history
            clause = self._shape(tariff, version.shape)
            said = f"{tariff.name}: {clause.text}" + self.prose.cited(version.cites or tariff.cites)
            when = [Clause(self._when(version))] if version.day_from is not None else []
            return Clause(said, (*when, *clause.parts))
        return Clause(tariff.name + self.prose.cited(tariff.cites), tuple(self.versions(tariff)))

    def head(self, tariff: Tariff) -> Iterator[Clause]:
        """What a tariff is for, and which ISEE it takes."""
        yield Clause(self.words[tariff.unit])
        if tariff.cost is not None:
            yield Clause(self._fixed(tariff.cost, percent=False))
        labels = {str(name): name.label for name in NAMES["service"]} | dict(
            self.regulation.names.get("service", {})
        )
        if tariff.services:
            listed = join_words([self._say(labels[each]) for each in tariff.services], self.lang)
            yield Clause(self.words["services"].format(listed))
        if not any(_priced(version.shape) for version in tariff.history):
            return
        kinds = [self._say(NAMES["isee_kind"][kind].label) for kind in tariff.accepts]
        yield Clause(self.words["accepts"].format(join_words(kinds, self.lang)))
        for state, worth in tariff.certificate.items():
            if worth != "undecided":
                yield Clause(self.words[state].format(self.words[worth]))

    def versions(self, tariff: Tariff) -> Iterator[Clause]:
        """Each version of a tariff, with its days and its citation."""
        for version in tariff.history:
            shape = self._shape(tariff, version.shape)
            said = f"{self._when(version)}: {shape.text}" + self.prose.cited(version.cites or tariff.cites)
            yield Clause(said, shape.parts)

    def _when(self, version: Version) -> str:
        first, last = (
            None if day is None else format_value("date", day, self.lang)
            for day in (version.day_from, version.day_until)
        )
        if first is None:
            return self.words["ever"] if last is None else self._elided("to", last)
        return self._elided("from", first) if last is None else self._elided("from_to", first, last)

    def _elided(self, name: str, *days: str) -> str:
        """Words with days in their slots: ``dall'8 marzo``."""
        *parts, end = self.words[name].split("{}")
        said = ""
        for part, day in zip(parts, days, strict=True):
            said = elide(said + part, day)
        return said + end

    # --- shapes -------------------------------------------------------------------------------------------------------

    def _shape(self, tariff: Tariff, shape: Shape | ShapeByReading) -> Clause:
        match shape:
            case NotSet(by, asks):
                return Clause(self.words["not_set"].format(self._say(by), self._say(asks)))
            case Free(why):
                return Clause(self.words["free"].format(self._say(why)))
            case Table():
                return Clause(
                    self.words[tariff.unit],
                    tuple(self._table(shape, percent=tariff.unit == "percent_of_cost")),
                )
        return self._by_reading(tariff, shape)

    def _by_reading(self, tariff: Tariff, shape: ShapeByReading) -> Clause:
        reading = self.regulation.readings[shape.reading]
        options = []
        for name, each in shape.options.items():
            below = self._shape(tariff, each)
            how = "in_use" if name == reading.default else "other"
            said = self.words[how].format(self._say(reading.options[name].text), below.text)
            options.append(Clause(said, below.parts))
        return Clause(self._say(reading.question), tuple(options))

    def _table(self, table: Table, *, percent: bool) -> Iterator[Clause]:
        for exemption in table.exempt:
            condition = self.prose.condition(exemption.when)
            said = self.words["exempt"].format(self._say(exemption.because))
            yield self._led(said, condition)
        yield from (self._row(row, percent=percent) for row in table.rows)
        if table.gap != "undecided":
            yield Clause(self.words[table.gap])
        if table.no_isee is None:
            yield Clause(self.words["no_isee_silent"])
        else:
            yield Clause(self.words["no_isee"].format(self._fixed(table.no_isee, percent=percent)))
        for each in table.modifiers:
            yield self._led(
                self._modifier(each, percent=percent and not each.of_total), self.prose.condition(each.when)
            )
        if table.month_cap is not None:
            yield Clause(self.words["cap"].format(self._money(table.month_cap)))
        yield from self._rounding(table.rounding)

    def _led(self, said: str, condition: Clause) -> Clause:
        return Clause(f"{said}: {self.words['if'].format(condition.text)}", condition.parts)

    def _row(self, row: FeeRow, *, percent: bool) -> Clause:
        fee = self._fee(row.fee, percent=percent)
        if row.because is not None:
            fee = self.words["because"].format(fee, self._say(row.because))
        first, last = self._money(row.first), None if row.last is None else self._money(row.last)
        if last is None:
            return Clause(
                self.words["row_from"].format(first, fee) if row.first else self.words["row_all"].format(fee)
            )
        if row.first == 0:
            return Clause(self.words["row_to"].format(last, fee))
        if row.first == row.last:
            return Clause(self.words["row_is"].format(first, fee))
        return Clause(self.words["row_between"].format(first, last, fee))

    def _fee(self, fee: Fee, *, percent: bool) -> str:
        match fee:
            case Slope(knots):
                said = [
                    self.words["knot"].format(self._amount(y, percent=percent), self._money(x))
                    for x, y in knots
                ]
                return self.words["line"].format(join_words(said, self.lang))
            case Proportional(at, amount):
                share = self._amount(amount, percent=percent)
                return self.words["proportional"].format(share, self._money(at))
            case Excess(over):
                return self.words["excess"].format(self._money(over))
        return self._fixed(fee, percent=percent)

    def _fixed(self, fee: Fixed, *, percent: bool) -> str:
        if isinstance(fee, Flat):
            return self._amount(fee.amount, percent=percent)
        value = self.regulation.values[fee.name]
        label = f"{self._say(value.label)} (${value.name})"
        return label if value.not_set is None else self.words["unset"].format(label)

    def _modifier(self, modifier: Modifier, *, percent: bool) -> str:
        why, total = self._say(modifier.because), "_total" if modifier.of_total else ""
        match modifier.change:
            case Instead(amount):
                return self.words["fee" + total].format(self._amount(amount, percent=percent), why)
            case More(hundredths):
                sign = "+" if hundredths > 0 else ""
                return self.words["percent" + total].format(sign, self._amount(hundredths, percent=True), why)
            case _:
                assert_never(modifier.change)

    def _rounding(self, rounding: Rounding) -> Iterator[Clause]:
        mode = self.words[rounding.mode]
        moments = [m for m in ("fee", "modifiers", "total") if m in rounding.after]
        if moments:
            listed = join_words([self.words[f"moment_{moment}"] for moment in moments], self.lang)
            yield Clause(self.words["round"].format(self._money(rounding.to), mode, listed))
        yield Clause(self.words["cents"].format(mode))

    # --- small ones ---------------------------------------------------------------------------------------------------

    def _amount(self, amount: int, *, percent: bool) -> str:
        if not percent:
            return self._money(amount)
        shown = f"{(Decimal(amount) / 100).normalize():f}"
        return f"{shown.replace('.', ',') if self.lang == 'it' else shown}%"

    def _money(self, cents: int) -> str:
        return format_value("money", cents, self.lang)

    def _say(self, text: Text) -> str:
        return text.in_language(self.lang)


def _priced(shape: Shape | ShapeByReading) -> bool:
    """Whether an ISEE can matter."""
    return isinstance(shape, Table) or (
        isinstance(shape, ShapeByReading) and any(isinstance(each, Table) for each in shape.options.values())
    )
