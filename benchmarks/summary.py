"""The facts of a case as one flat record: what engines that neither add up nor reckon months are given.

Its cost is part of the time of each engine that needs it. A month is counted by `months`: of two days, the later one
lies within six months of the earlier one exactly if its number is greater by no more than `HALF_YEAR`, because no day
exceeds the length of its month.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any, Final

from benchmarks.workload import Facts

HALF_YEAR: Final = 6 * 32
_MINUTES: Final = {f"{hour:02}:{minute:02}": 60 * hour + minute for hour in range(24) for minute in range(60)}


def months(text: str) -> int:
    """A day counted in months of 32 days."""
    return (int(text[:4]) * 12 + int(text[5:7])) * 32 + int(text[8:])


def _number(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def summarised(facts: Facts) -> dict[str, Any]:
    """The flat record; None is what is not known."""
    asked, began, voucher, signed = (facts[name] for name in ("asked", "began", "voucher", "signed"))
    group, staff, isee, eased = (facts[name] for name in ("group", "staff", "isee", "eased"))
    return {
        "town": facts["town"],
        "years": (months(facts["day"]) - months(facts["born"])) // 384,
        "service": facts["service"],
        "assessed": facts["assessed"],
        "ordered": facts["ordered"],
        "hardship": facts["hardship"],
        "waited": None if asked is None or began is None else _number(began) - _number(asked),
        "voucher_months": None if voucher is None else months(voucher[1]) - months(voucher[0]),
        "longest_gap": _longest_gap(facts),
        "minors": group and group["minors"],
        "educators": group and group["educators"],
        "heads": staff and staff["heads"],
        "left": staff and staff["left"] - staff["excused"],
        "cents": None if isee is None else int(isee.replace(".", "")),
        "eased_hours": eased["hours"],
        "eased_clock": eased["clock"],
        "eased_weekend": eased["weekend"],
        **{f"signed_{who}": None if signed is None else who in signed for who in _SIGNERS},
        **_of_sessions(facts),
        **_of_slots(facts),
    }


_SIGNERS: Final = ("social_worker", "educator", "parent", "minor")


def _longest_gap(facts: Facts) -> int | None:
    if facts["reviews"] is None or facts["began"] is None:
        return None
    days = [months(each) for each in (facts["began"], *facts["reviews"], facts["day"])]
    return max(after - before for before, after in pairwise(days))


def _of_sessions(facts: Facts) -> dict[str, Any]:
    weeks: dict[int, int] = {}
    first, last, shortest, longest, weekday, beyond, known = 1_440, 0, 1_440, 0, 0, 0, True
    for each in facts["sessions"]:
        number = _number(each["day"]) - 1
        weekday = max(weekday, number % 7)
        beyond += each["work"] != "study_support"
        if each["to"] is None:
            known = False
            continue
        start, end = _MINUTES[each["from"]], _MINUTES[each["to"]]
        first, last = min(first, start), max(last, end)
        shortest, longest = min(shortest, end - start), max(longest, end - start)
        weeks[number // 7] = weeks.get(number // 7, 0) + end - start
    return {
        "weekday": weekday,
        "beyond": beyond,
        "first": first if known else None,
        "last": last if known else None,
        "shortest": shortest if known else None,
        "longest": longest if known else None,
        "busiest": max(weeks.values()) if known else None,
    }


def _of_slots(facts: Facts) -> dict[str, Any]:
    if facts["slots"] is None:
        return {"slots": None, "afternoon": None, "opens": None, "closes": None}
    spans = [(_MINUTES[each["from"]], _MINUTES[each["to"]]) for each in facts["slots"]]
    return {
        "slots": sum(end - start for start, end in spans),
        "afternoon": sum(max(0, min(end, 1_200) - max(start, 840)) for start, end in spans),
        "opens": min(start for start, _ in spans),
        "closes": max(end for _, end in spans),
    }
