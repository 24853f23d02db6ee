"""The rules of Tirano that the benchmark compares, written by hand: the engine's peer.

One function for each rule over a plain case, as a careful developer would write it for one district: it reads what it needs,
judges, and returns small finding objects. No rule knows the others, so that each can be read and changed alone. The
functions leave out what the engine also does: dates of the act, other readings, distances, changes of the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final, TypeAlias

from benchmarks.hand_tools import (
    NEVER,
    Finding,
    Record,
    Truth,
    add_months,
    age,
    both,
    counts,
    day_of,
    either,
    equals,
    event,
    first_plan,
    first_session,
    happened,
    in_time,
    includes,
    is_holiday,
    keeps_rhythm,
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
    "aprica bianzone grosio grosotto lovero mazzo sernio tovo vervio teglio tirano villa_di_tirano".split()
)
ASSESSING: Final = frozenset({"minors_family_service", "minors_protection"})
PLAN_OFFICE: Final = frozenset({"plan_office", "head_of_plan_office"})
REQUEST_CONTENTS: Final = frozenset(
    "case_presentation minor_data cohabiting_relatives other_relatives socio_environmental_condition family_network "
    "context_resources motivation intervention_areas objectives hours_assigned days_times".split()
)
PLAN_CONTENTS: Final = frozenset(
    "objectives interventions accesses_number_duration periodicity_schedule start_date overall_duration "
    "interim_verification final_verification commitments".split()
)
CONTACT_PHASES: Final = frozenset({"reception", "meeting", "farewell", "handover"})
PLAN_SIGNERS: Final = frozenset({"reference_social_worker", "educator"})
WEEKLY_CAP: Final = 600
OPENS, CLOSES: Final = time(7, 30), time(20, 0)


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
        holds = None if in_force is None else bool(in_force)
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
        urgent, fixed = request.get("urgent"), recorded(intervention.get("agreed_start_on"))
        applies = both(None if urgent is None else not urgent, None if fixed is None else not fixed)
        due = None
        if request:
            due = next_working(date.fromisoformat(request["submitted_on"]) + timedelta(days=15))
        started = first_session(intervention, on)
        found = verdict(applies, in_time(started, due, on))
        yield Finding("start.from-request", intervention["id"], found, started)


# --- weekly hours -----------------------------------------------------------------------------------------------------


def _covering(case: Record, scope: str, first: date, last: date | None) -> list[Record] | None:
    """The derogations of a scope whose dates cover the given ones."""
    records = case.get("derogations")
    if records is None:
        return None
    return [
        record
        for record in records
        if scope in record["scope"]
        and date.fromisoformat(record["from"]) <= first
        and (record["to"] == "none" or (last is not None and last <= date.fromisoformat(record["to"])))
    ]


def _more_hours(case: Record, minutes: int, first: date, last: date | None) -> Truth:
    """Whether a derogation of footnote 2 allows so many minutes on those days."""
    records = _covering(case, "weekly_cap", first, last)
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
                "weekly_minutes" not in record or minutes <= record["weekly_minutes"],
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


def hours_proposal_first(case: Record, on: date) -> Iterator[Finding]:
    for _, item in _authorisations(case):
        proposed, authorised = (event(case, item, key, on) for key in ("proposed_on", "authorised_on"))
        holds = both(
            equals(item.get("authorised_by"), "head_of_plan_office"),
            equals(item.get("proposed_by"), "reference_social_worker"),
            not_after(proposed, authorised, on),
        )
        yield Finding("hours.proposal-first", item["from"], verdict(True, holds), proposed)


# --- sessions ---------------------------------------------------------------------------------------------------------


def _sessions(case: Record) -> Iterator[tuple[Record, Record]]:
    for intervention in case["interventions"]:
        for session in intervention.get("sessions") or ():
            yield intervention, session


def session_after_birthday(case: Record, on: date) -> Iterator[Finding]:
    birth = date.fromisoformat(case["birth_date"])
    for _, session in _sessions(case):
        day = day_of(session)
        years = age(birth, day)
        holds: Truth = years < 18
        if not holds:
            holds = not_after(event(case, case, "adult_continuation_on", on), day, on)
        yield Finding("session.after-birthday", session["start"], verdict(counts(session, on), holds), years)


def _other_times(case: Record, session: Record, scope: str, on: date) -> list[tuple[Record, Truth]] | None:
    """The derogations for days and hours that cover a session, each with whether its conditions hold."""
    day = day_of(session)
    records = _covering(case, scope, day, day)
    if records is None:
        return None
    return [
        (
            record,
            both(
                equals(record.get("social_relevance"), True),
                equals(record.get("assessed_by"), "reference_social_worker"),
                one_of(record.get("authorised_by"), PLAN_OFFICE),
                not_after(event(case, record, "assessed_on", on), day, on),
                not_after(event(case, record, "authorised_on", on), day, on),
            ),
        )
        for record in records
    ]


def session_hours_window(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        start = datetime.fromisoformat(session["start"])
        end = None if session.get("end") is None else datetime.fromisoformat(session["end"])
        late = None if end is None else end.date() > start.date() or end.time() > CLOSES
        holds = both(start.time() >= OPENS, None if late is None else not late)
        covered: Truth = False
        if holds is False:
            covered = _covered_hours(case, session, start, end, on)
        applies = both(intervention["service"] == "home_education", counts(session, on))
        yield Finding("session.hours-window", session["start"], verdict(applies, holds, covered), (start, end))


def _covered_hours(case: Record, session: Record, start: datetime, end: datetime | None, on: date) -> Truth:
    records = _other_times(case, session, "hours", on)
    if records is None:
        return None
    return either(
        *(
            both(
                valid,
                "start" not in record or start.time() >= time.fromisoformat(record["start"]),
                "end" not in record or (None if end is None else end.time() <= time.fromisoformat(record["end"])),
            )
            for record, valid in records
        )
    )


_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def session_weekdays(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        name = _WEEKDAYS[day_of(session).weekday()]
        holds = name not in ("saturday", "sunday")
        covered: Truth = False
        if not holds:
            records = _other_times(case, session, "weekend", on)
            covered = None
            if records is not None:
                covered = either(*(both(valid, one_of(name, record.get("days"))) for record, valid in records))
        applies = both(intervention["service"] == "home_education", counts(session, on))
        yield Finding("session.weekdays", session["start"], verdict(applies, holds, covered), name)


def session_holiday(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        day = day_of(session)
        applies = both(
            intervention["service"] == "home_education", counts(session, on), day.weekday() < 5
        )
        yield Finding("session.holiday", session["start"], verdict(applies, not is_holiday(day)), day)


def plan_before_sessions(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        drafted = first_plan(case, intervention, on)
        holds = either(
            equals(session.get("phase"), "knowledge"), not_after(drafted, day_of(session), on)
        )
        yield Finding("plan.before-sessions", session["start"], verdict(counts(session, on), holds), drafted)


def group_ratio_decided(case: Record, on: date) -> Iterator[Finding]:
    for _, session in _sessions(case):
        ratio = session.get("group_ratio")
        applies = both(equals(session.get("activity"), "group"), counts(session, on), recorded(ratio))
        set_on = event(case, session, "group_ratio_on", on)
        between = None
        if recorded(ratio):
            between = Fraction(1, 5) <= Fraction(ratio) <= Fraction(1, 3)
        holds = both(
            between,
            equals(session.get("group_ratio_by"), "minors_protection"),
            not_after(set_on, day_of(session), on),
        )
        yield Finding("group.ratio-decided", session["start"], verdict(applies, holds), ratio)


def _is_meeting(intervention: Record, session: Record) -> Truth:
    is_contact = intervention["service"] == "supervised_contact"
    return both(is_contact, equals(session.get("activity"), "supervised_meeting"))


def contact_session_length(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        minutes = length_of(session)
        applies = both(_is_meeting(intervention, session), counts(session, on))
        holds = None if minutes is None else 60 <= minutes <= 180
        yield Finding("contact.session-length", session["start"], verdict(applies, holds), minutes)


def contact_phases(case: Record, on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        phases = session.get("phases")
        applies = both(_is_meeting(intervention, session), equals(status_of(session, on), "delivered"))
        found = verdict(applies, includes(phases, CONTACT_PHASES))
        yield Finding("contact.phases", session["start"], found, phases)


def _feedback(intervention: Record, session: Record) -> tuple[int | None, Truth]:
    """The minutes of the feedback talk, and whether there was one."""
    minutes = session.get("feedback_minutes")
    held = None if minutes is None else minutes > 0
    return minutes, both(intervention["service"] == "supervised_contact", held)


def contact_feedback_planned(case: Record, _on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        minutes, applies = _feedback(intervention, session)
        agreed = intervention.get("feedback_agreed_by")
        holds = both(
            equals(intervention.get("feedback_planned"), True),
            None if agreed is None else "sending_service" in agreed,
        )
        yield Finding("contact.feedback-planned", session["start"], verdict(applies, holds), minutes)


def contact_feedback_length(case: Record, _on: date) -> Iterator[Finding]:
    for intervention, session in _sessions(case):
        minutes, applies = _feedback(intervention, session)
        holds = None if minutes is None else 10 <= minutes <= 15
        yield Finding("contact.feedback-length", session["start"], verdict(applies, holds), minutes)


def transport_provided(case: Record, on: date) -> Iterator[Finding]:
    for _, session in _sessions(case):
        provided = session.get("transport_provided")
        delivered = equals(status_of(session, on), "delivered")
        applies = both(delivered, equals(session.get("transport_needed"), True))
        found = verdict(applies, equals(provided, True))
        yield Finding("transport.provided", session["start"], found, provided)


# --- the plan ---------------------------------------------------------------------------------------------------------


def _plans(case: Record) -> Iterator[tuple[Record, Record]]:
    for intervention in case["interventions"]:
        for plan in intervention.get("plans") or ():
            yield intervention, plan


def _holders(case: Record) -> set[str] | None:
    holders = case.get("holders")
    if holders is None:
        return None
    return {holder["id"] for holder in holders if holder.get("excluded") is False}


def plan_signed(case: Record, on: date) -> Iterator[Finding]:
    for intervention, plan in _plans(case):
        drafted = event(case, plan, "drafted_on", on)
        under_plan = [
            session
            for session in intervention.get("sessions") or ()
            if status_of(session, on) == "delivered"
            and session.get("phase") != "knowledge"
            and drafted is not None
            and day_of(session) >= drafted
        ]
        signatures = listed(case, plan, "signatures", on)
        signers, holders = None, _holders(case)
        if signatures is not None:
            signers = [s["signer"] for s in signatures if event(case, s, "on", on) != NEVER]
        everyone = None if holders is None else PLAN_SIGNERS | holders
        holds = includes(signers, PLAN_SIGNERS if holders is None else everyone)
        found = verdict(bool(under_plan), holds if holds is False else both(holds, everyone and True))
        yield Finding("plan.signed", plan["drafted_on"], found, signers)


def plan_contents(case: Record, _on: date) -> Iterator[Finding]:
    for _, plan in _plans(case):
        contents = plan.get("contents")
        found = verdict(True, includes(contents, PLAN_CONTENTS))
        yield Finding("plan.contents", plan["drafted_on"], found, contents)


def plan_not_only_study(case: Record, _on: date) -> Iterator[Finding]:
    for intervention, plan in _plans(case):
        objectives = plan.get("objectives")
        holds = None if objectives is None else any(item["tag"] != "study_support" for item in objectives)
        found = verdict(intervention["service"] == "home_education", holds)
        yield Finding("plan.not-only-study", plan["drafted_on"], found, objectives)


def plan_by_knowledge_end(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        ends, drafted = intervention.get("knowledge_ends_on"), first_plan(case, intervention, on)
        due = next_working(date.fromisoformat(ends)) if recorded(ends) else None
        found = verdict(recorded(ends), in_time(drafted, due, on))
        yield Finding("plan.by-knowledge-end", intervention["id"], found, drafted)


def plan_signed_before_sessions(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        first = first_session(intervention, on, ordinary=True)
        signed = _signed_by_all(case, intervention, on)
        found = verdict(happened(first), not_after(signed, first, on))
        yield Finding("plan.signed-before-sessions", intervention["id"], found, signed)


def _signed_by_all(case: Record, intervention: Record, on: date) -> date | None:
    """The day on which the last of those who must sign had signed some plan."""
    holders = _holders(case)
    signatures = [listed(case, plan, "signatures", on) for plan in intervention.get("plans") or ()]
    if holders is None or None in signatures:
        return None
    days: dict[str, date] = {}
    for signature in (item for found in signatures if found for item in found):
        day = event(case, signature, "on", on)
        if day is None:
            return None
        days[signature["signer"]] = min(day, days.get(signature["signer"], NEVER))
    return max(days.get(signer, NEVER) for signer in PLAN_SIGNERS | holders)


def _recurring(
    rule: str, case: Record, on: date, where: tuple[str, str, str], months: int
) -> Iterator[Finding]:
    """A rule that asks for something every so many months: ``where`` is its list, its type and its day."""
    key, kind, day_key = where
    for intervention in case["interventions"]:
        start, stop = first_session(intervention, on), event(case, intervention, "closed_on", on)
        records = listed(case, intervention, key, on)
        days, holds = None, None
        if records is not None:
            found = [event(case, record, day_key, on) for record in records if record["type"] == kind]
            days = [day for day in found if day is not None and day != NEVER]
        if days is not None and start is not None and start != NEVER and stop is not None:
            holds = keeps_rhythm(days, start, stop, months, on)
        yield Finding(rule, intervention["id"], verdict(happened(start), holds), days)


def plan_reviewed(case: Record, on: date) -> Iterator[Finding]:
    return _recurring("plan.reviewed", case, on, ("meetings", "plan_review", "on"), 6)


def plan_rhythm_stated(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        months = intervention.get("review_interval_months")
        holds = None if months is None else months != "none" and months <= 6
        found = verdict(happened(first_plan(case, intervention, on)), holds)
        yield Finding("plan.rhythm-stated", intervention["id"], found, months)


# --- reports ----------------------------------------------------------------------------------------------------------


def reports_quarterly(case: Record, on: date) -> Iterator[Finding]:
    return _recurring("reports.quarterly", case, on, ("reports", "progress", "submitted_on"), 3)


def reports_on_request(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        for item in intervention.get("report_requests") or ():
            due = next_working(date.fromisoformat(item["asked_on"]) + timedelta(days=15))
            answered = event(case, item, "answered_on", on)
            found = verdict(True, in_time(answered, due, on))
            yield Finding("reports.on-request", item["asked_on"], found, answered)


def _reports(case: Record, intervention: Record, kind: str, on: date) -> list[date] | None:
    """The days of the reports of a type that were submitted."""
    records = listed(case, intervention, "reports", on)
    if records is None:
        return None
    days = [event(case, record, "submitted_on", on) for record in records if record["type"] == kind]
    return [day for day in days if day is not None and day != NEVER]


def reports_yearly_evaluation(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        start, closed = first_session(intervention, on), event(case, intervention, "closed_on", on)
        years, applies = 0, happened(start)
        if start is not None and start != NEVER and closed is not None:
            while add_months(start, 12 * (years + 1)) <= min(closed, on):
                years += 1
            applies = years >= 1
        elif start is not None and start != NEVER:
            applies = None if add_months(start, 12) <= on else False
        written = _reports(case, intervention, "evaluation", on)
        holds = None if written is None else len(written) >= years
        yield Finding("reports.yearly-evaluation", intervention["id"], verdict(applies, holds), written)


def reports_final(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        closed = event(case, intervention, "closed_on", on)
        written = _reports(case, intervention, "final", on)
        holds = None if written is None else bool(written)
        yield Finding("reports.final", intervention["id"], verdict(happened(closed), holds), written)


def contact_venue_agreed(case: Record, on: date) -> Iterator[Finding]:
    for intervention in case["interventions"]:
        first = first_session(intervention, on)
        agreed = event(case, intervention, "venue_agreed_on", on)
        applies = both(intervention["service"] == "supervised_contact", happened(first))
        found = verdict(applies, not_after(agreed, first, on))
        yield Finding("contact.venue-agreed", intervention["id"], found, agreed)


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


# --- derogations ------------------------------------------------------------------------------------------------------


def derogation_assessed_first(case: Record, on: date) -> Iterator[Finding]:
    for record in case.get("derogations") or ():
        first = date.fromisoformat(record["from"])
        holds = both(
            equals(record.get("social_relevance"), True),
            equals(record.get("assessed_by"), "reference_social_worker"),
            not_after(event(case, record, "assessed_on", on), first, on),
            one_of(record.get("authorised_by"), PLAN_OFFICE),
            not_after(event(case, record, "authorised_on", on), first, on),
        )
        applies = "weekend" in record["scope"] or "hours" in record["scope"]
        yield Finding("derogation.assessed-first", record["from"], verdict(applies, holds), holds)


def derogation_hours_conditions(case: Record, _on: date) -> Iterator[Finding]:
    for record in case.get("derogations") or ():
        holds = both(
            recorded(record.get("document")),
            equals(record.get("exceptional"), True),
            record["to"] != "none",
            equals(record.get("budget_available"), True),
            one_of(record.get("authorised_by"), PLAN_OFFICE),
        )
        applies = "weekly_cap" in record["scope"]
        yield Finding("derogation.hours-conditions", record["from"], verdict(applies, holds), holds)


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
