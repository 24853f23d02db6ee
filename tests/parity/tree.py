"""The files as a tree of elements, the unseen ones included: what a list does not say is one element of unknown number.

Everything here is read straight from plain JSON data, as the models accept it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from adm_rules._internal.calendar import mondays, week_name, year_bounds, year_of
from adm_rules._internal.facts.registry import Registry

ROOTS = ("case", "agency", "contract", "district")
#: A history for which a bare name may stand, and the key that it fills.
BARE = {
    "residence": "municipality",
    "family_residence": "municipality",
    "home": "kind",
    "in_charge": "role",
    "custodian": "role",
}
#: After every day, and before every day.
FOREVER, EVER = 3_600_000, 0


@dataclass(eq=False)
class Element:
    """One element of the files; ``seen`` is false for what a list does not say, ``nobody`` is what "none" leads to."""

    subject: str
    data: Mapping[str, Any]
    owner: Element | None
    seen: bool = True
    nobody: bool = False
    judged: bool = True
    #: Days between which an unseen element of a dated list lies.
    place: tuple[int, int] | None = None
    #: The key of its last day, where all that is known is that it ended before the list was whole.
    ended: str | None = None
    #: Facts of derived elements, which stand in no file.
    derived: dict[str, Any] = field(default_factory=dict)
    #: The elements that a derived period groups, and the worker of a worker's period.
    gathered: list[Element] = field(default_factory=list)
    person: Element | None = None
    lists: dict[str, list[Element]] = field(default_factory=dict)
    coverage: int | None = None


def _is_day(raw: Any) -> bool:
    return raw is not None and raw != "none"


def _began(item: Mapping[str, Any]) -> int:
    """The first day of a record of a history; one without a beginning was always there."""
    return ordinal(item["from"]) if _is_day(item.get("from")) else EVER


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


class Tree:
    """All elements of the given files on a judgement day."""

    def __init__(self, registry: Registry, files: Mapping[str, Any], on: int) -> None:
        self.registry, self.on = registry, on
        self.roots = {name: self._root(name, files.get(name)) for name in ROOTS}
        self._strangers: dict[str, Element] = {}

    def _root(self, name: str, data: Mapping[str, Any] | None) -> Element:
        until = (data or {}).get("complete_until")
        return Element(
            name, data or {}, None, seen=data is not None, coverage=ordinal(until) if until else None
        )

    # --- lists --------------------------------------------------------------------------------------------------------

    def children(self, owner: Element, subject: str) -> list[Element]:
        """The elements of one list of an owner, what is unseen at the end."""
        if self.registry.subjects[owner.subject].gathers == subject:
            return owner.gathered
        if subject not in owner.lists:
            owner.lists[subject] = list(self._derive(owner, subject) or self._listed(owner, subject))
        return owner.lists[subject]

    def _listed(self, owner: Element, subject: str) -> Iterator[Element]:
        node = self.registry.subjects[subject]
        if owner.nobody or node.key is None:
            return
        raw = owner.data.get(node.key)
        if not owner.seen:
            yield Element(subject, {}, owner, seen=False, judged=owner.judged)
            return
        if isinstance(raw, str):
            raw = [] if raw == "none" else [{BARE[subject]: raw, "from": "none", "to": "none"}]
        if node.exists_in and raw is None:
            yield Element(subject, {}, owner, seen=False)
            return
        yield from self._elements(owner, subject, raw)

    def _elements(self, owner: Element, subject: str, raw: Any) -> Iterator[Element]:
        node = self.registry.subjects[subject]
        first, until = None, owner.coverage if node.placing else None
        if isinstance(raw, dict):
            first = ordinal(raw["complete_from"]) if raw.get("complete_from") else None
            until = ordinal(raw["complete_until"]) if raw.get("complete_until") else until
            raw = raw["items"]
        for item in raw or ():
            yield Element(subject, self._as_now(node.lapses, item), owner, coverage=owner.coverage)
        if node.exists_in == "always":
            yield from self._uncovered(owner, subject, raw or [])
            return
        if node.exists_in == "said" and first is None and raw:
            begun = min(_began(item) for item in raw)
            since = "none" if begun == EVER else date.fromordinal(begun).isoformat()
            yield from self._uncovered(owner, subject, [{"from": since, "to": "none"}])
        yield from self._outside(owner, subject, raw, first, until)

    def _as_now(self, lapses: tuple[str, str] | None, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a record still says: a plan of a day that has passed tells nothing of what became of it."""
        if lapses is None or item.get(lapses[0]) != lapses[1] or ordinal(item["start"][:10]) >= self.on:
            return item
        return {key: found for key, found in item.items() if key != lapses[0]}

    def _outside(
        self, owner: Element, subject: str, raw: Any, first: int | None, until: int | None
    ) -> Iterator[Element]:
        """What lies outside the days that a list covers."""
        node = self.registry.subjects[subject]
        gaps = [(EVER, first - 1)] if first is not None else []
        gaps += [(until + 1, FOREVER)] if until is not None and until < self.on else []
        if not node.placing or (raw is None and until is None):
            gaps = [(0, 0)] if gaps or raw is None else []
        for gap in gaps:
            ended = self._last_key(subject) if gap[0] == EVER else None
            yield Element(subject, {}, owner, seen=False, place=gap if gap != (0, 0) else None, ended=ended)

    def _uncovered(self, owner: Element, subject: str, items: Any) -> Iterator[Element]:
        """One unseen record in each gap of a history."""
        taken = sorted(
            (_began(item), ordinal(item["to"]) if _is_day(item.get("to")) else FOREVER) for item in items
        )
        start = EVER
        for begin, end in [*taken, (FOREVER + 1, FOREVER)]:
            if start < begin:
                place = (start, begin - 1)
                yield Element(subject, {}, owner, seen=False, place=place, ended=self._last_key(subject))
            start = max(start, end + 1)

    def _last_key(self, subject: str) -> str | None:
        """The key of the last day; where that is the least of several, the one that ends whatever cuts it short."""
        span = self.registry.subjects[subject].span
        fact = self.registry.facts[span[1]] if span else None
        while fact is not None and fact.recipe is not None and "least" in fact.recipe:
            fact = self.registry.facts[fact.recipe["least"][0]]
        return fact.path if fact is not None else None

    # --- periods ------------------------------------------------------------------------------------------------------

    def _derive(self, owner: Element, subject: str) -> list[Element] | None:
        if owner.nobody:
            return None
        if subject == "agency_week":
            return self._periods(owner, subject)
        if subject == "agency_year":
            return self._periods(owner, subject)
        if subject in ("staff_week", "staff_year"):
            assert owner.owner is not None
            people = self.children(owner.owner, "staff")
            return [
                Element(
                    subject,
                    {"staff": p.data.get("id")},
                    owner,
                    seen=p.seen and owner.seen,
                    person=p,
                    judged=p.judged and owner.judged,
                )
                for p in people
            ]
        return None

    def _periods(self, owner: Element, subject: str) -> list[Element]:
        first, until = owner.data.get("complete_from"), owner.data.get("complete_until")
        if first is None or until is None:
            return [Element(subject, {}, owner, seen=False, judged=owner.judged)]
        start, end = ordinal(first), min(ordinal(until), self.on)
        if subject == "agency_week":
            whole = [m for m in mondays(start, end) if start <= m and m + 6 <= end]
            made = [{"name": week_name(m), "monday": m, "sunday": m + 6} for m in whole]
        else:
            years = range(year_of(start), year_of(end) + 1) if start <= end else range(0)
            made = [
                {"name": str(y), "year": y, "first_day": year_bounds(y)[0], "last_day": year_bounds(y)[1]}
                for y in years
            ]
        return [Element(subject, {}, owner, derived=dict(facts), coverage=owner.coverage) for facts in made]

    def periods(
        self, name: str, case: Element, days: Mapping[Element, Any], cancelled: Mapping[Element, Any]
    ) -> list[Element]:
        """The weeks or months of a case: each with a session that is not surely cancelled, and one for what is unseen.

        ``days`` gives each session's first and last possible day, ``cancelled`` whether it is (None: not known).
        """
        seen = [session for session in days if session.seen]
        unseen = [session for session in days if not session.seen]
        found = []
        for start, end in sorted({_period(name, days[session][0]) for session in seen}):
            inside = [session for session in seen if start <= days[session][0] <= end]
            counted = [session for session in inside if cancelled[session] is not True]
            if not counted:
                continue
            maybe = [s for s in unseen if days[s][0] <= end and days[s][1] >= start]
            period = Element(name, {}, case, derived=_derived(name, start, end))
            period.derived["days"] = [(days[s][0], cancelled[s] is False) for s in counted] + [
                (d, False) for s in maybe for d in (start, end)
            ]
            period.gathered = inside + maybe
            found.append(period)
        if unseen:
            found.append(Element(name, {}, case, seen=False, gathered=unseen, judged=case.judged))
        return found

    def cut(self, name: str, sessions: list[Element]) -> Iterator[Element]:
        """Sessions, of which each that lies in two periods is one for each of them."""
        for session in sessions:
            start, end = (str(session.data.get(key) or "none") for key in ("start", "end"))
            if not session.seen or not _is_day(start) or not _is_day(end):
                yield session
                continue
            last = ordinal(end[:10]) - (end[11:16] == "00:00")
            edge = _period(name, ordinal(start[:10]))[1] + 1
            if last < edge:
                yield session
                continue
            midnight = f"{date.fromordinal(edge).isoformat()}T00:00"
            for part in ({"end": midnight}, {"start": midnight}):
                yield replace(session, data={**session.data, **part})

    # --- links --------------------------------------------------------------------------------------------------------

    def follow(self, element: Element, step: str) -> Element:
        """The owner, or what a link leads to: somebody unknown when its id is missing or leads nowhere."""
        if step == "up":
            assert element.owner is not None
            return element.owner
        if element.person is not None and step == "staff":
            return element.person
        target, key = self.registry.subjects[element.subject].links[step]
        wanted, subjects = element.data.get(key), self.registry.subjects
        beside = subjects[target].parent == subjects[element.subject].parent
        none_there = wanted is None and beside and not self.all_of(target)
        if wanted == "none" or element.nobody or none_there:
            return Element(target, {}, self._home_of(target), nobody=True)
        for found in self.all_of(target):
            if found.seen and wanted is not None and found.data.get("id") == wanted:
                return found
        if target not in self._strangers:
            self._strangers[target] = Element(target, {}, self._home_of(target), seen=False, judged=False)
        return self._strangers[target]

    def _home_of(self, subject: str) -> Element | None:
        parent = self.registry.subjects[subject].parent
        return self.roots.get(str(parent))

    def all_of(self, subject: str) -> list[Element]:
        """Every element of a subject, wherever it stands."""
        if subject in ROOTS:
            return [self.roots[subject]]
        parent = self.registry.subjects[subject].parent
        assert parent is not None
        return [child for owner in self.all_of(parent) for child in self.children(owner, subject)]


def _period(name: str, day: int) -> tuple[int, int]:
    """First and last day of the week or month of a day."""
    here = date.fromordinal(day)
    if name == "week":
        return day - here.weekday(), day - here.weekday() + 6
    return (
        here.replace(day=1).toordinal(),
        here.replace(day=monthrange(here.year, here.month)[1]).toordinal(),
    )


def _derived(name: str, start: int, end: int) -> dict[str, Any]:
    first = date.fromordinal(start)
    if name == "week":
        year, number, _ = first.isocalendar()
        return {"name": f"{year:04}-W{number:02}", "monday": start, "sunday": end}
    return {"name": f"{first:%Y-%m}", "start": start, "end": end}
