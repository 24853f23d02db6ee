"""What is said of an amount: the steps that led to it and what to ask for, in Italian and in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, assert_never

from adm_rules._internal.compiler.fees import Stretch
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.money.amounts import euro
from adm_rules._internal.money.copayment.bill import Bill, Item
from adm_rules._internal.money.copayment.certificates import Certificate
from adm_rules._internal.money.copayment.copayment import Step, Waiver
from adm_rules._internal.money.copayment.fees import Trail
from adm_rules._internal.report import Missing
from adm_rules._internal.rules import (
    AsOften,
    Bounded,
    Excess,
    Indicator,
    Instead,
    Modifier,
    More,
    NotSet,
    Proportional,
    Rounding,
    Slope,
    Table,
    Tariff,
)
from adm_rules._internal.rules.measures import DOUBTS, HOURLY, MODES, UNITS
from adm_rules._internal.texts import LANGUAGES, Catalogue, Text
from adm_rules._internal.trace.missing import unset
from adm_rules._internal.values import elide, format_value
from adm_rules._internal.values.bounds import NOT_YET, Interval, Number

_SAID: Final = Catalogue(
    {
        "no_tariff": Text(
            "nessuna norma di questo atto dice che cosa paga la famiglia per: {} (da chiedere a: {})",
            "nothing in this act says what a family pays for: {} (to ask: {})",
        ),
        "not_in_force": Text("la tariffa in vigore {}", "the tariff in force {}"),
        "not_set": Text(
            "la tariffa: nessun atto la fissa; competente: {}; da chiedere: {}",
            "the tariff: no act sets it; competent: {}; to ask for: {}",
        ),
        "certificate": Text("un'attestazione valida {}: {}{}", "a certificate valid {}: {}{}"),
        "or": Text(" o ", " or "),
        "refused": Text("{} non vale per questa tariffa", "{} does not count for this tariff"),
        "doubtful": Text(
            "quella agli atti {}, e l'atto non dice che cosa ne segue",
            "the one on file {}, and the act does not say what follows",
        ),
        "which_certificate": Text(
            "quale attestazione vale, fra più attestazioni rilasciate nello stesso giorno",
            "which certificate counts, of several that were issued on the same day",
        ),
        "no_isee": Text("che cosa paga chi non presenta l'attestazione {}", "what a family without {} pays"),
        "below": Text("che cosa paga {} sotto la prima fascia", "what {} below the first band pays"),
        "above": Text("che cosa paga {} oltre l'ultima fascia", "what {} above the last band pays"),
        "between": Text("che cosa paga {} che cade fra due fasce", "what {} between two bands pays"),
        "period": Text("per quanto tempo vale l'importo", "how long the amount is for"),
        "silent": Text("{}: l'atto tace (da chiedere a: {})", "{}: the act is silent (to ask: {})"),
        "absent": Text("nessuna attestazione {} utile", "no {} certificate that counts"),
        "measured": Text("{}: {}", "{}: {}"),
        "latest": Text(
            "più attestazioni sono valide: vale l'ultima rilasciata",
            "several certificates are valid: the one issued last counts",
        ),
        "lowest": Text(
            "più attestazioni sono valide: vale quella di valore più basso",
            "several certificates are valid: the one of the lowest value counts",
        ),
        "cost": Text("del costo di {} × {} ore", "of the cost of {} × {} hours"),
        "cost_of_hour": Text("del costo di {} × un'ora", "of the cost of {} × one hour"),
        "hours": Text("× {} ore", "× {} hours"),
        "of_day": Text("{}, attestazione {}", "{}, certificate {}"),
        "gap_row": Text("fra due fasce: quota", "between two bands: fee"),
        "last_row": Text("fascia da {} in su{}: quota", "band from {} up{}: fee"),
        "row": Text("fascia da {} a {}{}: quota", "band from {} to {}{}: fee"),
        "slope": Text(", in linea retta fra i punti dell'atto", ", straight between the points of the act"),
        "proportional": Text(", in proporzione al valore {}", ", in proportion to the {}"),
        "excess": Text(", eccedenza su {}", ", excess over {}"),
        "rounding": Text("arrotondamento a {}, {}", "rounding to {}, {}"),
        "fixed": Text("quota fissa: {}", "fixed fee: {}"),
        "at_least": Text("non meno del minimo: {}", "no less than the least: {}"),
        "at_most": Text("non più del massimo: {}", "no more than the most: {}"),
        "percent": Text("{}{}: {}", "{}{}: {}"),
        "times": Text("× {}: {}", "× {}: {}"),
        "part": Text("parte della quota: {}", "part of the fee: {}"),
        "unset": Text("nessun atto fissa la quota", "no act sets the fee"),
        "cap": Text("massimo al mese: {}", "most in a month: {}"),
        "capped": Text("non oltre il massimo al mese", "no more than the most in a month"),
        "year_cap": Text("quanto resta del massimo dell'anno: {}", "what is left of the most in a year: {}"),
        "year_capped": Text(
            "non oltre quanto resta del massimo dell'anno", "no more than is left of the most in a year"
        ),
        "undelivered": Text(
            "accesso {} non svolto e addebitato: {}", "access {} not delivered and charged: {}"
        ),
        "cut": Text(
            "come si arrotonda il tempo di un accesso a cavallo di due mesi",
            "how the time of an access is rounded that goes on into another month",
        ),
        "rounded_hours": Text("tempo arrotondato a {}, {}", "time rounded to {}, {}"),
        "free": Text("gratuito: {}", "free: {}"),
        "unpaid": Text("lavoro che la famiglia non paga: {}", "work that the family does not pay for: {}"),
        "exempt": Text("esente: {}", "exempt: {}"),
        "without": Text("senza {}: quota", "without {}: fee"),
        "any": Text("con qualunque {}, o senza: quota", "whatever the {}, or without one: fee"),
    }
)


class Words:
    """Says things of the tariffs of one rule set."""

    def __init__(self, program: Program) -> None:
        self.regulation = program.regulation
        self.services = program.names_in("service") or {}
        self.kinds = program.names_in("isee_kind") or {}
        self.activities = program.names_in("activity") or {}

    # --- what to ask for ----------------------------------------------------------------------------------------------

    def no_tariff(self, service: str) -> Missing:
        """The act says nothing of what a service costs."""
        named = self.services.get(service, Text(service, service))
        return Missing("tariff", "", _SAID["no_tariff"].filled(named, self.regulation.act.body))

    def unpaid(self, activity: str) -> Text:
        """Why nothing is due for work that a tariff does not name."""
        return _SAID["unpaid"].filled(self.activities.get(activity, Text(activity, activity)))

    def not_in_force(self, tariff: Tariff, day: int) -> Missing:
        """No version of a tariff covers a day."""
        return Missing(tariff.name, "", _SAID["not_in_force"].filled(_on(_both("date", day))))

    def not_set(self, tariff: Tariff, gap: NotSet) -> Missing:
        """No act sets a tariff: who must, and what to ask."""
        return Missing(tariff.name, "", _SAID["not_set"].filled(gap.by, gap.asks))

    def sum_of(self, parts: Sequence[tuple[Text, tuple[Step, ...], Interval]]) -> tuple[Step, ...]:
        """The steps of each part of a tariff under its label, with what it comes to."""
        told: list[Step] = []
        for label, steps, cents in parts:
            amount = euro(cents.lo) if cents.decided else None
            told += [*steps, Step(_SAID["part"].filled(label), amount)]
        return tuple(told)

    def value(self, name: str) -> Missing:
        """A value that no act sets."""
        value = self.regulation.values[name]
        gaps = [value.not_set, *(entry.not_set for entry in value.history)]
        return unset(value, next(each for each in gaps if each is not None))

    def certificate(self, tariff: Tariff, items: Sequence[Item]) -> Missing:
        """The certificate that would decide, for the days on which it is needed."""
        kinds = [self.kinds[kind] for kind in tariff.accepts]
        named = Text(
            *(
                _SAID["or"].in_language(lang).join(each.in_language(lang) for each in kinds)
                for lang in LANGUAGES
            )
        )
        first, last = (_both("date", edge(item.day for item in items)) for edge in (min, max))
        days = _on(first)
        if first != last:
            days = Text(elide(elide("dal ", first.it) + " al ", last.it), f"from {first.en} to {last.en}")
        return Missing("isee", "", _SAID["certificate"].filled(days, named, self._why(items)))

    def _why(self, items: Sequence[Item]) -> Text:
        """Why the certificates in the file do not do."""
        kinds = dict.fromkeys(kind for item in items for kind in item.sight.refused)
        states = dict.fromkeys(state for item in items for state in item.sight.doubtful)
        said = [_SAID["refused"].filled(self.kinds[kind]) for kind in kinds]
        said += [_SAID["doubtful"].filled(DOUBTS[state].wrong) for state in states]
        return Text(_tail(each.it for each in said), _tail(each.en for each in said))

    @staticmethod
    def which_certificate() -> Missing:
        """Several certificates were issued last, on one day, and are not alike."""
        return Missing("isee", "", _SAID["which_certificate"])

    def no_isee_policy(self, tariff: Tariff) -> Missing:
        """The act does not say what a family without a certificate pays."""
        return self._silence(tariff, _SAID["no_isee"].filled(tariff.indicator.label))

    def gap(self, tariff: Tariff, around: tuple[Stretch | None, Stretch | None]) -> Missing:
        """The act does not say what an ISEE in no row pays: between two, below the first, or above the last."""
        below, above = around
        where = "below" if below is None else "above" if above is None else "between"
        return self._silence(tariff, _SAID[where].filled(tariff.indicator.one))

    def cut(self, tariff: Tariff) -> Missing:
        """The act does not say how time is rounded of which the end of a month parts an access."""
        return self._silence(tariff, _SAID["cut"])

    def no_period(self, tariff: Tariff) -> Missing:
        """The act does not say what an amount is for."""
        return self._silence(tariff, _SAID["period"])

    def _silence(self, tariff: Tariff, about: Text) -> Missing:
        return Missing(tariff.name, "", _SAID["silent"].filled(about, self.regulation.act.body))

    # --- how an amount comes about ------------------------------------------------------------------------------------

    def way(self, tariff: Tariff, found: Bill, *, decided: bool) -> tuple[tuple[Step, ...], Waiver | None]:
        """The steps to an amount and, where nothing is due, why; what is not decided stops at the certificate."""
        steps: list[Step] = []
        reasons: dict[str, Waiver] = {}
        sums = Fraction(0)
        clear = decided and not any(True for _ in found.unknown())
        before: tuple[Any, ...] = ()
        for item in found.items:
            fee = found.fee(item)
            said = fee is not None and not fee.none and (item.sight.settled or fee.decided)
            certain = clear and said
            trail = found.trail(item) if certain else Trail()
            like = certain, id(item.priced), item.sight, trail.steps
            if like != before:  # the same is said once
                if not any(step in {"free", "exempt"} for step, _, _ in trail.steps):
                    steps += self._certificate(tariff, item) if item.sight.settled or not certain else []
                steps += self._told(tariff, item, trail)
            before = like
            if decided and item.undelivered is not None:
                steps.append(
                    Step(_SAID["undelivered"].filled(_on(_both("date", item.day)), item.undelivered.because))
                )
            reason = found.waiver(item) if decided else None
            if reason is not None and (item.sight.settled or reason.id != "isee"):
                reasons[reason.id] = reason
            if certain and fee is not None and fee.decided:
                amount = fee.lo * item.rate.lo * item.quantity.lo
                sums += amount
                steps += self._quantity(tariff, item, amount)
        if clear:
            trail = found.total_trail(sums)
            steps += [self._step(tariff, *each, of_total=True) for each in trail.steps]
        reason = next(iter(reasons.values())) if len(reasons) == 1 else None
        return tuple(dict.fromkeys(steps)), reason

    def _told(self, tariff: Tariff, item: Item, trail: Trail) -> Iterator[Step]:
        """The steps of one fee; where the ISEE is not known but makes no difference, that it makes none."""
        replaced = any(
            step == "modifier" and isinstance(about[0].change, Instead) for step, about, _ in trail.steps
        )
        for step, about, amount in trail.steps:
            if item.sight.settled or step not in {"row", "no_isee"}:
                yield self._step(tariff, step, about, amount)
            elif not replaced:
                yield self._step(tariff, "any", tariff.indicator, amount)

    def _certificate(self, tariff: Tariff, item: Item) -> Iterator[Step]:
        chosen, indicator = item.sight.chosen, tariff.indicator
        if not indicator.attested:
            for place in item.sight.values:
                yield Step(_SAID["measured"].filled(indicator.label, indicator.shown(place)))
        elif chosen is None:
            if item.sight.absent and item.sight.settled:
                yield Step(_SAID["absent"].filled(tariff.indicator.label))
        else:
            yield Step(self._attested(tariff, chosen))
            if item.sight.valid > 1:
                yield Step(_SAID[tariff.of_several])

    def _quantity(self, tariff: Tariff, item: Item, amount: Number) -> Iterator[Step]:
        """How much of it, where it is not simply one."""
        shape = item.priced.shape
        if isinstance(shape, Table) and shape.hours is not None and tariff.unit in HOURLY:
            to, mode = _both("minutes", shape.hours.to), MODES[shape.hours.mode].said
            yield Step(_SAID["rounded_hours"].filled(to, mode))
        if not item.rate.decided or (item.quantity.lo == 1 and item.rate.lo == 1):
            return  # what is nothing of a cost that no act sets is nothing
        hours = _number(item.quantity.lo)
        if tariff.unit == "percent_of_cost":
            cost = _both("money", int(item.rate.lo * 10_000))
            yield Step(
                _SAID["cost_of_hour" if item.quantity.lo == 1 else "cost"].filled(cost, hours), euro(amount)
            )
        else:
            yield Step(_SAID["hours"].filled(hours), euro(amount))

    def _attested(self, tariff: Tariff, certificate: Certificate) -> Text:
        """The certificate that counts, with its value and its day where they are known."""
        label = self.kinds[certificate.kind]
        if certificate.value.__class__ is int:
            label = Text("{}: {}", "{}: {}").filled(label, tariff.indicator.shown(certificate.value))
        if 0 < certificate.issued[0] == certificate.issued[1] < NOT_YET:
            day = _both("date", certificate.issued[0])
            label = _SAID["of_day"].filled(label, Text(elide("del ", day.it), f"of {day.en}"))
        return label

    def _step(
        self, tariff: Tariff, step: str, about: Any, amount: Interval, *, of_total: bool = False
    ) -> Step:
        said = _STEPS[step](about)
        exact = euro(amount.lo) if amount.decided else None
        unit = (
            UNITS[tariff.unit].each
            if not of_total and exact is not None and step in {"row", "no_isee", "any"}
            else Text("", "")
        )
        it, en = (f"{text} {more}".strip() for text, more in ((said.it, unit.it), (said.en, unit.en)))
        return Step(Text(it, en), exact)


def _tail(parts: Any) -> str:
    said = "; ".join(parts)
    return f" ({said})" if said else ""


def _both(kind: str, value: Any) -> Text:
    """An amount in both languages."""
    return Text.of(lambda lang: format_value(kind, value, lang))


def _number(number: Number) -> Text:
    """A number in both languages."""
    shown = euro(number * 100)
    plain = f"{shown.normalize():f}"
    return Text(plain.replace(".", ","), plain)


def _on(day: Text) -> Text:
    """On a day."""
    return Text(elide("il ", day.it), f"on {day.en}")


def _row(about: tuple[Indicator, Stretch | None]) -> Text:
    indicator, row = about
    if row is None:
        return _SAID["gap_row"]
    first, how = indicator.shown(row.first), _formula(indicator, row)
    if row.last is None:
        return _SAID["last_row"].filled(first, how)
    return _SAID["row"].filled(first, indicator.shown(row.last), how)


def _formula(indicator: Indicator, row: Stretch) -> Text:
    """How a fee depends on the indicator inside its row."""
    match row.fee:
        case Slope():
            return _SAID["slope"]
        case Proportional():
            return _SAID["proportional"].filled(indicator.label)
        case Excess(over):
            return _SAID["excess"].filled(indicator.shown(over))
    return Text("", "")


def _rounding(about: Rounding) -> Text:
    return _SAID["rounding"].filled(_both("money", about.to), MODES[about.mode].said)


def shown_number(number: Fraction, lang: str) -> str:
    """A number with as many decimals as it needs, six at most."""
    return _number(number).in_language(lang)


def shown_percent(percent: Fraction | Decimal, lang: str) -> str:
    """A percentage."""
    return f"{shown_number(Fraction(percent), lang)}%"


def _modifier(about: tuple[Modifier, Interval]) -> Text:
    modifier, times = about
    because = modifier.because
    match modifier.change:
        case Instead():
            return _SAID["fixed"].filled(because)
        case Bounded(_, most):
            return _SAID["at_most" if most else "at_least"].filled(because)
        case More(hundredths):
            percent = Text(*(shown_percent(Fraction(hundredths, 100), lang) for lang in LANGUAGES))
            return _SAID["percent"].filled("+" if hundredths > 0 else "", percent, because)
        case AsOften():
            return _SAID["times"].filled(_number(times.lo), because) if times.decided else because
        case never:
            assert_never(never)


def _cap(step: str, unknown: str) -> Callable[[Interval], Text]:
    """A cap with its amount, where this is known."""

    def said(about: Interval) -> Text:
        return _SAID[step].filled(_both("money", int(about.lo))) if about.decided else _SAID[unknown]

    return said


_STEPS: Final[Mapping[str, Callable[[Any], Text]]] = {
    "free": _SAID["free"].filled,
    "exempt": _SAID["exempt"].filled,
    "row": _row,
    "no_isee": lambda about: _SAID["without"].filled(about.label),
    "any": lambda about: _SAID["any"].filled(about.label),
    "round": _rounding,
    "modifier": _modifier,
    "cap": _cap("cap", "capped"),
    "year_cap": _cap("year_cap", "year_capped"),
    "unset": lambda _: _SAID["unset"],
}
