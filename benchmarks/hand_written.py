"""The rules of Tirano that the benchmark compares, written by hand: the engine's peer.

One function for each rule over a plain case, as a careful developer would write it for one district: it reads what it
needs, judges, and returns small finding objects. No rule knows the others, so that each can be read and changed alone.
The functions leave out what the engine also does: dates of the act, other readings, distances, changes of the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Final, TypeAlias

from benchmarks.hand_plans import (
    contact_venue_agreed,
    plan_by_knowledge_end,
    plan_contents,
    plan_not_only_study,
    plan_reviewed,
    plan_rhythm_stated,
    plan_signed,
    plan_signed_before_sessions,
    reports_final,
    reports_on_request,
    reports_quarterly,
    reports_yearly_evaluation,
)
from benchmarks.hand_sessions import (
    contact_feedback_length,
    contact_feedback_planned,
    contact_phases,
    contact_session_length,
    derogation_assessed_first,
    derogation_hours_conditions,
    group_ratio_decided,
    plan_before_sessions,
    session_after_birthday,
    session_holiday,
    session_hours_window,
    session_weekdays,
    transport_provided,
)
from benchmarks.hand_tools import (
    NEVER,
    PLAN_OFFICE,
    Finding,
    Record,
    Truth,
    age,
    both,
    counts,
    covering,
    day_of,
    either,
    equals,
    event,
    first_session,
    happened,
    in_time,
    includes,
    last_day_of,
    length_of,
    listed,
    next_working,
    not_after,
    one_of,
    recorded,
    status_of,
    verdict,
)

RuleFunction: TypeAlias = Callable[[Record, date], Iterable[Finding]]

MUNICIPALITIES: Final = frozenset(
    [
        "aprica",
        "bianzone",
        "grosio",
        "grosotto",
        "lovero",
        "mazzo",
        "sernio",
        "tovo",
        "vervio",
        "teglio",
        "tirano",
        "villa_di_tirano",
    ]
)
ASSESSING: Final = frozenset({"minors_family_service", "minors_protection"})
REQUEST_CONTENTS: Final = frozenset(
    [
        "case_presentation",
        "minor_data",
        "cohabiting_relatives",
        "other_relatives",
        "socio_environmental_condition",
        "family_network",
        "context_resources",
        "motivation",
        "intervention_areas",
        "objectives",
        "hours_assigned",
        "days_times",
    ]
)
WEEKLY_CAP: Final = 600


# --- access -----------------------------------------------------------------------------------------------------------


def _activations(case: Record) -> Iterator[tuple[Record, Truth, date]]:
    """Every request, whether it asks for activation, and its day."""
    for request in case.get("requests") or ():
        is_activation = equals(request.get("type"), "activation")
        yield request, is_activation, date.fromisoformat(request["submitted_on"])


def _residence(case: Record, day: date) -> str | None:
    """The municipality of residence on a day; "none" if the records have none."""
    records = case.get("residence")
    if records is None:
        return None
    found = [
        (record["from"], record["municipality"])
        for record in records
        if date.fromisoformat(record["from"]) <= day
        and (record["to"] == "none" or day <= date.fromisoformat(record["to"]))
    ]
    return max(found)[1] if found else "none"


def access_residence(case: Record, _on: date) -> Iterator[Finding]:
    for request, applies, day in _activations(case):
        where = _residence(case, day)
        found = verdict(applies, one_of(where, MUNICIPALITIES))
        yield Finding("access.residence", request["submitted_on"], found, where)


def access_age(case: Record, _on: date) -> Iterator[Finding]:
    birth = date.fromisoformat(case["birth_date"])
    for request, applies, day in _activations(case):
        years = age(birth, day)
        yield Finding("access.age", request["submitted_on"], verdict(applies, years < 18), years)


def access_assessment(case: Record, on: date) -> Iterator[Finding]:
    assessments = listed(case, case, "assessments", on)
    for request, applies, day in _activations(case):
        made: Truth = None
        if assessments is not None:
            made = either(
                *(
                    both(one_of(a.get("by"), ASSESSING), not_after(event(case, a, "on", on), day, on))
                    for a in assessments
                )
            )
        yield Finding("access.assessment", request["submitted_on"], verdict(applies, made), made)


def request_contents(case: Record, _on: date) -> Iterator[Finding]:
    for request, applies, _ in _activations(case):
        fields = request.get("fields")
        found = verdict(applies, includes(fields, REQUEST_CONTENTS))
        yield Finding("request.contents", request["submitted_on"], found, fields)


def request_agreed(case: Record, _on: date) -> Iterator[Finding]:
    for request, applies, _ in _activations(case):
        agreed = request.get("agreed_by")
        service = None if agreed is None else "base_social_service" in agreed or "minors_protection" in agreed
        family = None if agreed is None else "family" in agreed
        specialists = includes(agreed, request.get("involved_specialists"))
        found = verdict(applies, both(family, service, specialists))
        yield Finding("request.agreed", request["submitted_on"], found, agreed)


def provider_choice_form(case: Record, on: date) -> Iterator[Finding]:
    for request in case.get("requests") or ():
        sent = event(case, request, "sent_to_agency_on", on)
        signed = event(case, request, "choice_form_signed_on", on)
        applies = both(recorded(request.get("family_choice")), happened(sent))
        found = verdict(applies, not_after(signed, sent, on))
        yield Finding("provider.choice-form", request["submitted_on"], found, signed)


def _request_of(case: Record, intervention: Record) -> Record:
    wanted = intervention.get("request")
    return next((request for request in case.get("requests") or () if request["id"] == wanted), {})


def provider_family_choice(case: Record, _on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        choice, agency = _request_of(case, intervention).get("family_choice"), intervention.get("agency")
        holds = None if choice is None or agency is None else choice == agency
        found = verdict(recorded(choice), holds)
        yield Finding("provider.family-choice", intervention["id"], found, agency)


def _on_contact(order: Record) -> Truth:
    """Whether an order is about meetings."""
    measures = order.get("measures")
    return either(
        includes(measures, frozenset({"supervised_contact"})), equals(order.get("prescribes_visits"), True)
    )


def contact_court_order(case: Record, on: date) -> Iterator[Finding]:
    orders = listed(case, case, "court_orders", on)
    for intervention in case["interventions"]:
        first = first_session(intervention, on)
        day = on if first is None else min(first, on)
        in_force = orders and [
            order
            for order in orders
            if date.fromisoformat(order["from"]) <= day
            and (order["to"] == "none" or day <= date.fromisoformat(order["to"]))
        ]
        applies = intervention["service"] == "supervised_contact"
        holds = None if in_force is None else either(False, *map(_on_contact, in_force))
        yield Finding("contact.court-order", intervention["id"], verdict(applies, holds), in_force)


# --- start of the intervention ----------------------------------------------------------------------------------------


def start_from_proposal(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        proposed = event(case, intervention, "proposed_on", on)
        started = first_session(intervention, on)
        due = proposed
        if proposed is not None and proposed != NEVER:
            due = next_working(proposed + timedelta(days=15))
        found = verdict(happened(proposed), in_time(started, due, on))
        yield Finding("start.from-proposal", intervention["id"], found, started)


def start_from_request(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        request = _request_of(case, intervention)
        planned, due = intervention.get("agreed_start_on"), None
        fixed = recorded(planned)
        if request:
            due = next_working(date.fromisoformat(request["submitted_on"]) + timedelta(days=15))
        started = first_session(intervention, on)
        ordinary = in_time(started, due, on)
        by_the_plan = in_time(started, date.fromisoformat(planned), on) if fixed else None
        holds = by_the_plan if fixed else ordinary if fixed is False else None
        yield Finding("start.from-request", intervention["id"], verdict(bool(request), holds), started)


# --- weekly hours -----------------------------------------------------------------------------------------------------


def _more_hours(case: Record, minutes: int, first: date, last: date | None) -> Truth:
    """Whether a derogation of footnote 2 allows so many minutes on those days."""
    records = covering(case, "weekly_cap", first, last)
    if records is None:
        return None
    return either(
        *(
            both(
                recorded(record.get("document")),
                equals(record.get("exceptional"), True),
                record["to"] != "none",
                equals(record.get("budget_available"), True),
                one_of(record.get("authorised_by"), PLAN_OFFICE),
                not recorded(record.get("weekly_minutes", "none")) or minutes <= record["weekly_minutes"],
            )
            for record in records
        )
    )


def hours_weekly_cap(case: Record, on: date) -> Iterator[Finding]:
    weeks: dict[tuple[int, int], list[tuple[Record, Record]]] = {}
    for intervention in case["interventions"]:
        for session in intervention.get("sessions") or ():
            year, week, _ = day_of(session).isocalendar()
            weeks.setdefault((year, week), []).append((intervention, session))
    for (year, week), found in sorted(weeks.items()):
        days = [day_of(session) for _, session in found if status_of(session, on) != "cancelled"]
        if not days:
            continue
        home = [session for intervention, session in found if intervention["service"] == "home_education"]
        direct = [s for s in home if counts(s, on) and s.get("activity") in ("direct", "group")]
        lengths = [length_of(session) for session in direct]
        known = sum(length for length in lengths if length is not None)
        holds = False if known > WEEKLY_CAP else None if None in lengths else True
        covered = _more_hours(case, known, min(days), max(days)) if holds is False else False
        name = f"{year}-W{week:02}"
        yield Finding("hours.weekly-cap", name, verdict(bool(home), holds, covered), known)


def _authorisations(case: Record) -> Iterator[tuple[Record, Record]]:
    for intervention in case["interventions"]:
        for authorisation in intervention.get("authorisations") or ():
            yield intervention, authorisation


def hours_authorised_cap(case: Record, _on: date) -> Iterator[Finding]:
    for intervention, item in _authorisations(case):
        minutes = item.get("weekly_minutes")
        holds = None if minutes is None else minutes <= WEEKLY_CAP
        covered: Truth = False
        if minutes is not None and not holds:
            last = None if item["to"] == "none" else date.fromisoformat(item["to"])
            covered = _more_hours(case, minutes, date.fromisoformat(item["from"]), last)
        found = verdict(intervention["service"] == "home_education", holds, covered)
        yield Finding("hours.authorised-cap", item["from"], found, minutes)


def part_of(recorded: str | None, asked: str, whole: str) -> Truth:
    """Whether a role is recorded; the office, or the profession, leaves open who of it acted."""
    return None if recorded == whole else equals(recorded, asked)


def hours_proposal_first(case: Record, on: date) -> Iterator[Finding]:
    for _, item in _authorisations(case):
        proposed, authorised = (event(case, item, key, on) for key in ("proposed_on", "authorised_on"))
        holds = both(
            part_of(item.get("authorised_by"), "head_of_plan_office", "plan_office"),
            part_of(item.get("proposed_by"), "reference_social_worker", "social_worker"),
            not_after(proposed, authorised, on),
        )
        yield Finding("hours.proposal-first", item["from"], verdict(True, holds), proposed)


# --- the voucher ------------------------------------------------------------------------------------------------------


def _terms(case: Record) -> Iterator[tuple[Record, Record]]:
    for intervention in case["interventions"]:
        for term in intervention.get("voucher_terms") or ():
            yield intervention, term


def access_age_at_term(case: Record, _on: date) -> Iterator[Finding]:
    birth = date.fromisoformat(case["birth_date"])
    for _, term in _terms(case):
        years = age(birth, date.fromisoformat(term["start"]))
        yield Finding("access.age-at-term", term["start"], verdict(True, years < 18), years)


def access_residence_at_extension(case: Record, _on: date) -> Iterator[Finding]:
    for _, term in _terms(case):
        where = _residence(case, date.fromisoformat(term["start"]))
        found = verdict(term["kind"] == "extension", one_of(where, MUNICIPALITIES))
        yield Finding("access.residence-at-extension", term["start"], found, where)


def voucher_term(case: Record, _on: date) -> Iterator[Finding]:
    for _, term in _terms(case):
        end = date.fromisoformat(term["end"])
        holds = end == last_day_of(date.fromisoformat(term["start"]), 6)
        yield Finding("voucher.term", term["start"], verdict(term["kind"] == "first", holds), end)


def voucher_extension(case: Record, on: date) -> Iterator[Finding]:
    for intervention, term in _terms(case):
        start = date.fromisoformat(term["start"])
        earlier = [t for t in intervention["voucher_terms"] if date.fromisoformat(t["start"]) < start]
        follows = False
        if earlier:
            last = max(earlier, key=lambda t: str(t["start"]))
            follows = (start - date.fromisoformat(last["end"])).days == 1
        again = not_after(event(case, term, "new_activation_on", on), start, on)
        found = verdict(term["kind"] == "extension", either(follows, again))
        yield Finding("voucher.extension", term["start"], found, follows)


def voucher_budget_checked(case: Record, on: date) -> Iterator[Finding]:
    for _, term in _terms(case):
        checked = event(case, term, "budget_checked_on", on)
        found = verdict(True, not_after(checked, date.fromisoformat(term["start"]), on))
        yield Finding("voucher.budget-checked", term["start"], found, checked)


RULES: Final[dict[str, RuleFunction]] = {
    "access.residence": access_residence,
    "access.age": access_age,
    "access.assessment": access_assessment,
    "access.age-at-term": access_age_at_term,
    "access.residence-at-extension": access_residence_at_extension,
    "session.after-birthday": session_after_birthday,
    "contact.court-order": contact_court_order,
    "request.contents": request_contents,
    "request.agreed": request_agreed,
    "provider.family-choice": provider_family_choice,
    "provider.choice-form": provider_choice_form,
    "start.from-proposal": start_from_proposal,
    "start.from-request": start_from_request,
    "hours.weekly-cap": hours_weekly_cap,
    "hours.authorised-cap": hours_authorised_cap,
    "hours.proposal-first": hours_proposal_first,
    "session.hours-window": session_hours_window,
    "session.weekdays": session_weekdays,
    "session.holiday": session_holiday,
    "derogation.assessed-first": derogation_assessed_first,
    "derogation.hours-conditions": derogation_hours_conditions,
    "group.ratio-decided": group_ratio_decided,
    "transport.provided": transport_provided,
    "contact.venue-agreed": contact_venue_agreed,
    "contact.session-length": contact_session_length,
    "contact.phases": contact_phases,
    "contact.feedback-planned": contact_feedback_planned,
    "contact.feedback-length": contact_feedback_length,
    "plan.before-sessions": plan_before_sessions,
    "plan.by-knowledge-end": plan_by_knowledge_end,
    "plan.signed": plan_signed,
    "plan.signed-before-sessions": plan_signed_before_sessions,
    "plan.contents": plan_contents,
    "plan.not-only-study": plan_not_only_study,
    "plan.reviewed": plan_reviewed,
    "plan.rhythm-stated": plan_rhythm_stated,
    "reports.quarterly": reports_quarterly,
    "reports.on-request": reports_on_request,
    "reports.yearly-evaluation": reports_yearly_evaluation,
    "reports.final": reports_final,
    "voucher.term": voucher_term,
    "voucher.extension": voucher_extension,
    "voucher.budget-checked": voucher_budget_checked,
}


def check(case: Record, on: date) -> list[Finding]:
    """Every finding of every rule."""
    return [finding for rule in RULES.values() for finding in rule(case, on)]
