"""One access of a case, put to the tariffs: what ``RuleSet.copayment`` asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from pydantic import ValidationError

from adm_rules._internal.arguments import as_member
from adm_rules._internal.case import Case, Intervention, Session
from adm_rules._internal.compiler.asking import Asking
from adm_rules._internal.compiler.program import Program
from adm_rules._internal.compiler.readers import Placed
from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.diagnostics import AdmRulesError, CaseError
from adm_rules._internal.money.copayment.copayment import Copayment
from adm_rules._internal.money.copayment.tariffs import Tariffs
from adm_rules._internal.records import describe_errors
from adm_rules._internal.records.fields import Listing, items_of
from adm_rules._internal.rules import Tariff

#: A list that shows some elements and may have any others.
_LONG_AGO: Final = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Access:
    """What is asked: a service, hours (units), an access as a session of a case describes it."""

    on: date
    service: str | None = None
    hours: Decimal | Fraction | int | None = None
    session: Mapping[str, Any] | None = None


class Copayments:
    """Prices single accesses by one rule set; what is compiled for it is kept."""

    def __init__(self, program: Program) -> None:
        self.pricing = pricing = Tariffs(program)
        self.asking = Asking(program, lowered=pricing.questions)

    def of(self, files: Mapping[str, Any], wanted: Access) -> Copayment:
        """The copayment of a case, as seen on a day.

        Raises:
            AdmRulesError: the service is not known, or it has to be named; the hours are no number of hours.
            CaseError: the session is not what a session of a case is.
        """
        case, hours = files["case"], _hours(wanted.hours)
        service = self.service(case, wanted.service)
        session = self._session(wanted)
        tariff = self.pricing.by_service.get(service)
        if tariff is None:
            return replace(self.pricing.silent(service, wanted.on), case=case.id)
        if self._is_free(tariff, session):
            unpaid = self.pricing.unpaid(tariff, str(session.activity), wanted.on.toordinal())
            return replace(unpaid, service=service, case=case.id)
        with_it = _with_session(case, service, session)
        answers = self.asking.answers({**files, "case": with_it}, wanted.on.toordinal())
        asked = next(each for each in answers["session"] if each.row.d is session.__dict__)
        found = self.pricing.one(answers, tariff, asked, hours)
        return replace(found, service=service, on=wanted.on, case=case.id)

    def _is_free(self, tariff: Tariff, session: Session) -> bool:
        """Whether the act says of the work that a family does not pay for it; a monthly fee rests on other work too."""
        told = session.activity is not None and bool(tariff.activities)
        return told and session.activity not in tariff.activities and not self.pricing.is_monthly(tariff.name)

    def service(self, case: Case, named: str | None) -> str:
        """The service that is meant: the one named, the only one of the case, or the only one that has a tariff.

        Raises:
            AdmRulesError: it is not known, or has to be named.
        """
        known = self.pricing.program.names_in("service") or {}
        if named is not None:
            return as_member(named, known, "service")
        own = list(dict.fromkeys(str(each.service) for each in items_of(case.interventions)))
        priced = [service for service in own if service in self.pricing.by_service]
        for few in (priced, own if not priced else [], list(self.pricing.by_service) if not own else []):
            if len(few) == 1:
                return few[0]
        raise AdmRulesError(
            f"which service is meant? name one of {', '.join(sorted(self.pricing.by_service) or sorted(known))}"
        )

    def _session(self, wanted: Access) -> Session:
        """The access that is priced; without one only its day is known."""
        if wanted.session is None:
            day = wanted.on.toordinal()
            start: Any = Placed(day, day)
            return Session.model_construct(start=start)
        context = self.pricing.program.regulation.context
        try:
            return Session.model_validate(wanted.session, context=context)
        except ValidationError as error:
            raise CaseError(describe_errors(error)) from None


def _hours(given: Any) -> Fraction:
    """So many units, one if nobody says; exact, so that a float is none of them."""
    if given is None:
        return Fraction(1)
    exact = isinstance(given, (int, Fraction)) or (isinstance(given, Decimal) and given.is_finite())
    if not exact or given < 0:
        raise AdmRulesError("`hours` is a number of hours from 0 up: an int, a Decimal or a Fraction")
    return Fraction(given)


def _with_session(case: Case, service: str, session: Session) -> Case:
    """The case with one more session of the service; one that begins at the same time gives way to it."""
    own = items_of(case.interventions)
    here = next((each for each in own if each.service == service), None)
    if here is None:
        alone = Intervention.model_construct(service=service, sessions=_more(None, session))
        return case.model_copy(update={"interventions": _more(case.interventions, alone)})
    with_it = here.model_copy(update={"sessions": _more(here.sessions, session)})
    rest = tuple(with_it if each is here else each for each in own)
    return case.model_copy(update={"interventions": _relisted(case.interventions, rest)})


def _more(given: Any, one: Any) -> Any:
    """A list with one more element; what is not known of the list stays unknown."""
    start = getattr(one, "start", None)
    kept = tuple(each for each in items_of(given) if start is None or each.start != start)
    return _relisted(given, (*kept, one))


def _relisted(given: Any, items: tuple[Any, ...]) -> Any:
    if given is None:
        return Listing(items, complete_until=_LONG_AGO)
    if isinstance(given, Listing):
        return Listing(items, given.complete_from, given.complete_until)
    return items
