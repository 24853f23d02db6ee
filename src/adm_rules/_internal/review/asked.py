"""What an example may be about besides a rule, and what it may expect: an amount, the account of a month, a queue.

Amounts are in euro. What is known only in part is a list of its two bounds, the second ``null`` without an end; what no
act sets is ``not_set``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from adm_rules._internal.dataclass import dataclass
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.engine import RuleSet
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.money.amounts import UNSET, euro
from adm_rules._internal.money.copayment.copayment import NOT_SET, Copayment, OtherShare
from adm_rules._internal.money.statement.shapes import Account, Statement
from adm_rules._internal.ordering import Place
from adm_rules._internal.report import Finding, Missing
from adm_rules._internal.report.entries import causes
from adm_rules._internal.review.expected import SAID, check_expected
from adm_rules._internal.rules import Path, Regulation
from adm_rules._internal.values.bounds import Interval

#: What an example of a rule may expect that only the whole rule set tells: the rule that explains a finding.
FOLLOWS: Final = "follows"
#: What an expectation of any kind is checked by: its key, what stands there, where.
ExpectCheck = Callable[[str, Any, Path, Faults], None]


@dataclass(frozen=True, slots=True)
class ExampleQuestion:
    """What an example asks: by which name, of which files, on which day, and what else it says."""

    name: str
    files: Mapping[str, Any]
    on: date
    presumed: bool = False
    also: tuple[Any, ...] = ()  # further cases
    more: Mapping[str, Any] | None = None  # what else is asked, by key


@dataclass(frozen=True, slots=True)
class About:
    """What an example may be about: the names it may give, what comes of it, and what each thing that comes says.

    ``needed`` is the key that each expectation has; ``more`` are the keys that such an example may have besides those
    of every one.
    """

    names: Callable[[Regulation], Sequence[str]]
    answers: Callable[[RuleSet, ExampleQuestion], Sequence[Any]]
    said: Mapping[str, Callable[[Any], Any]]
    needed: str
    check: ExpectCheck
    more: tuple[str, ...] = ()


# --- what comes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundHere:
    """A finding of a rule, and all that were found beside it."""

    finding: Finding
    beside: tuple[Finding, ...]

    @property
    def cause(self) -> str | None:
        """The rule whose finding it only repeats."""
        found = causes(self.beside).get(id(self.finding))
        return None if found is None else found.rule


def _findings(rules: RuleSet, asked: ExampleQuestion) -> Sequence[FoundHere]:
    report = rules.check(**asked.files, on=asked.on, presume=asked.presumed)
    return [FoundHere(each, report.findings) for each in report.filter(rule=asked.name)]


def _shares(rules: RuleSet, asked: ExampleQuestion) -> Sequence[Copayment]:
    """What a family pays by a tariff: for one access, or for each intervention of a month."""
    more, tariff = asked.more or {}, rules.regulation.tariffs[asked.name]
    if "month" in more:
        found = _statement(rules, asked).accounts
        return [each.family for each in found if each.family is not None and each.family.tariff == asked.name]
    service = more.get("service", next(iter(tariff.services), None))
    if service is None:
        raise AdmRulesError(f"the tariff `{asked.name}` prices no service")
    given = {key: more.get(key) for key in ("hours", "session")}
    case, agency = (asked.files.get(root) for root in ("case", "agency"))
    return [rules.copayment(case, on=asked.on, service=service, agency=agency, **given)]  # type: ignore[arg-type]


def _statement(rules: RuleSet, asked: ExampleQuestion) -> Statement:
    month = (asked.more or {}).get("month", asked.on)
    cases = [asked.files["case"], *asked.also]
    return rules.statement(cases, month=month, agency=asked.files.get("agency"), on=asked.on)


def _accounts(rules: RuleSet, asked: ExampleQuestion) -> Sequence[tuple[Statement, Account]]:
    made = _statement(rules, asked)
    return [(made, each) for each in made.accounts if each.voucher == asked.name]


def _places(rules: RuleSet, asked: ExampleQuestion) -> Sequence[Place]:
    cases = [asked.files["case"], *asked.also]
    return rules.prioritise(cases, on=asked.on, order=asked.name).places


# --- what it says -----------------------------------------------------------------------------------------------------


def _due(cents: Interval) -> Any:
    """An amount of cents in euro, or its bounds."""
    if cents == UNSET:
        return NOT_SET
    bounds = [euro(cents.lowest), euro(cents.highest)]
    return bounds[0] if cents.decided else bounds


def _share(other: OtherShare) -> Any:
    if other.outcome == NOT_SET:
        return NOT_SET
    return other.lowest if other.lowest == other.highest else [other.lowest, other.highest]


def _named(missing: Sequence[Missing]) -> list[str]:
    return [each.name for each in missing]


def _time(account: Account) -> Any:
    """The minutes that the voucher pays for."""
    time = sum((line.countable for line in account.lines), Interval(0, 0))
    return time.lowest if time.decided else [time.lowest, time.highest]


def _differing(pair: tuple[Statement, Account]) -> Iterator[str]:
    made, account = pair
    for each in made.differences or ():
        if (each.case, each.intervention) == (account.case, account.intervention):
            yield each.code if each.decided else f"{each.code}?"


def _of(say: Callable[[Finding], Any]) -> Callable[[FoundHere], Any]:
    return lambda found: say(found.finding)


_OF_FINDINGS: Final[Mapping[str, Callable[[FoundHere], Any]]] = {
    **{key: _of(say) for key, say in SAID.items()},
    FOLLOWS: lambda found: found.cause,
}
_OF_SHARES: Final[Mapping[str, Callable[[Copayment], Any]]] = {
    "due": lambda found: _due(found.cents),
    "outcome": lambda found: found.outcome,
    "reason": lambda found: found.reason.id if found.reason is not None else None,
    "if_no_certificate": lambda found: found.if_no_certificate,
    "missing": lambda found: _named(found.missing),
    "other_readings": lambda found: {
        f"{each.reading}.{each.option}": _share(each) for each in found.other_readings
    },
}
_OF_ACCOUNTS: Final[Mapping[str, Callable[[tuple[Statement, Account]], Any]]] = {
    "due": lambda pair: _due(pair[1].amount),
    "minutes": lambda pair: _time(pair[1]),
    "case": lambda pair: pair[1].case,
    "intervention": lambda pair: pair[1].intervention,
    "payer": lambda pair: pair[1].payer,
    "last_days": lambda pair: [day.isoformat() for term in pair[1].terms for _, _, day in term.last_days],
    "notes": lambda pair: [each.code for each in pair[1].notes],
    "differences": lambda pair: list(_differing(pair)),
    "missing": lambda pair: _named(pair[1].missing),
    "other_readings": lambda pair: {
        f"{each.reading}.{each.option}": _due(each.amount)
        for each in pair[1].other_readings
        if each.payer == pair[1].payer
    },
}
_OF_PLACES: Final[Mapping[str, Callable[[Place], Any]]] = {
    "case": lambda place: place.case,
    "element": lambda place: place.element,
    "standing": lambda place: str(place.standing),
    "position": lambda place: (
        place.lowest if place.lowest == place.highest else [place.lowest, place.highest]
    ),
    "tied": lambda place: place.tied,
    "missing": lambda place: _named(place.missing),
}


# --- what may be expected ---------------------------------------------------------------------------------------------

_LISTS: Final = ("missing", "last_days", "notes", "differences")
_NUMBERS: Final = ("due", "minutes", "position", "if_no_certificate")


def _check(key: str, value: Any, path: Path, faults: Faults) -> None:
    """Report what no answer could say."""
    if key in _LISTS:
        for n, name in enumerate(faults.items(value, path)):
            faults.word(name, (*path, n))
    elif key == "other_readings":
        for option, amount in faults.named(value, path).items():
            _check_number(option, amount, (*path, option), faults)
    elif key in _NUMBERS:
        _check_number(key, value, path, faults)
    elif key == "tied":
        if not isinstance(value, int) or isinstance(value, bool):
            faults.add("wrong-shape", f"`{key}` must be a whole number", path)
    elif value is not None:
        faults.word(value, path)


def _check_number(key: str, value: Any, path: Path, faults: Faults) -> None:
    bounds = value if isinstance(value, list) else [0 if value == NOT_SET else value]
    if len(bounds) > 2 or not bounds or any(isinstance(each, (bool, str, dict, list)) for each in bounds):
        faults.add(
            "wrong-shape", f"`{key}` must be a number, or the least and the greatest that it may be", path
        )


#: What an example may be about, by the key that names it.
ABOUT: Final[Mapping[str, About]] = {
    "rule": About(
        lambda regulation: [rule.id for rule in regulation.rules], _findings, _OF_FINDINGS, "verdict", check_expected
    ),
    "tariff": About(
        lambda regulation: list(regulation.tariffs), _shares, _OF_SHARES, "due", _check,
        ("service", "hours", "session", "month"),
    ),
    "voucher": About(
        lambda regulation: list(regulation.vouchers), _accounts, _OF_ACCOUNTS, "due", _check, ("month", "among")
    ),
    "order": About(
        lambda regulation: [order.id for order in regulation.orders], _places, _OF_PLACES, "case", _check, ("among",)
    ),
}  # fmt: skip
