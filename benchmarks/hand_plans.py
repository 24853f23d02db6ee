"""Rules on plans, reports and vouchers, written by hand: see `hand_written`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from benchmarks.hand_tools import (
    NEVER,
    Finding,
    Record,
    Truth,
    add_months,
    both,
    day_of,
    event,
    first_plan,
    first_session,
    happened,
    in_time,
    includes,
    keeps_rhythm,
    listed,
    next_working,
    not_after,
    recorded,
    status_of,
    verdict,
)

PLAN_CONTENTS: Final = frozenset(
    [
        "objectives",
        "interventions",
        "accesses_number_duration",
        "periodicity_schedule",
        "start_date",
        "overall_duration",
        "interim_verification",
        "final_verification",
        "commitments",
    ]
)
PLAN_SIGNERS: Final = frozenset({"reference_social_worker", "educator"})


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
    rule: str, case: Record, on: date, where: tuple[str, str, str], months: int, own: str = ""
) -> Iterator[Finding]:
    """A rule that asks for something every so many months: ``where`` is its list, its type and its day.

    ``own`` is the key of a shorter rhythm that takes the place of this one.
    """
    key, kind, day_key = where
    ordinary = months
    for intervention in case["interventions"]:
        chosen = intervention.get(own, "none")
        months = ordinary if chosen in ("none", None) else min(ordinary, chosen)
        start, stop = first_session(intervention, on), event(case, intervention, "closed_on", on)
        records = listed(case, intervention, key, on)
        found = [event(case, record, day_key, on) for record in records or () if record["type"] == kind]
        days = [day for day in found if day is not None and day != NEVER]
        holds: Truth = None
        if start is not None and start != NEVER:
            holds = keeps_rhythm(days, start, stop or NEVER, months, on)
            if holds is False and (records is None or stop is None or None in found):
                holds = None
            if chosen is None and holds is not False:
                holds = None
        yield Finding(rule, intervention["id"], verdict(happened(start), holds), days)


def plan_reviewed(case: Record, on: date) -> Iterator[Finding]:
    return _recurring(
        "plan.reviewed", case, on, ("meetings", "plan_review", "on"), 6, "review_interval_months"
    )


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
        if intervention["service"] != "home_education":
            applies = False
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
