"""Checks the tables of tariffs, on every stretch of days on which no value changes: what cannot be, and what looks odd.

An indicator that pays two fees is an error. One that falls between two rows, a fee that falls, a jump at the end of a
line or a table that stops are notices: acts are written like that, and whoever edits the file should know.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from adm_rules._internal.calendar import to_date
from adm_rules._internal.compiler.fees import Schedule, Stretch, faults_of, overlapping, rounded
from adm_rules._internal.compiler.lower import Lowering
from adm_rules._internal.compiler.tariffs import (
    PricedVersion,
    days_of,
    fee_path,
    key_of,
    lower_tariffs,
    parts_of,
    place_path,
)
from adm_rules._internal.diagnostics import Weight
from adm_rules._internal.facts import registry as library
from adm_rules._internal.facts.registry import words_in
from adm_rules._internal.rules import (
    AsOften,
    FactRef,
    FeeRow,
    Flat,
    Path,
    Rounding,
    Shape,
    Slope,
    Table,
    Tariff,
)
from adm_rules._internal.values import cents_to_decimal


def check_tariffs(low: Lowering) -> None:
    """Report faults and oddities of every tariff."""
    lowered = lower_tariffs(low)
    priced: dict[str, str] = {}
    for tariff in low.regulation.tariffs.values():
        for n, service in enumerate(tariff.services):
            other = priced.setdefault(service, tariff.name)
            if other != tariff.name:
                help = "let one tariff price a service, with versions or a reading where acts differ"
                message = f"`{service}` is priced by the tariff `{other}` already"
                low.faults.add("service-priced-twice", message, (*tariff.path, "services", n), help)
        _check_parts(low, tariff)
        borrowed = {part.own.name for part in tariff.parts if part.of is not None}
        for part in parts_of(low.regulation, tariff):
            if part.name not in borrowed:  # another tariff is checked by itself
                _check(low, part, lowered[part.name])


def _check_parts(low: Lowering, tariff: Tariff) -> None:
    """A part that is another tariff names one that there is, and that is no sum itself."""
    for part in tariff.parts:
        if part.of is None:
            continue
        other, path = low.regulation.tariffs.get(part.of), (*part.path, "tariff")
        if other is None:
            low.faults.unknown("tariff", part.of, low.regulation.tariffs, path, at_key=False)
        elif other.parts:
            help = "name the parts of that tariff here, one by one"
            low.faults.add("parts-circle", f"`{part.of}` is a sum of parts itself", path, help)


def _check(low: Lowering, tariff: Tariff, versions: tuple[PricedVersion, ...]) -> None:
    """Report the faults and oddities of one tariff, or of a part that has a table of its own."""
    for schedule, since in _schedules(low, versions):
        percent = tariff.unit == "percent_of_cost" and key_of(schedule.table.rows[0]) == "fee"
        _Checked(low, schedule, since, percent=percent).report()
    for path, ref, of_whole in dict.fromkeys(_asked_by(tariff, versions)):
        _tell_day(low, ref, path)
        fact = library().facts.get(ref.name)
        if of_whole and fact is not None and fact.per == "session" and fact.name != "session_day":
            message = f"`{ref.name}` is of one access, and this is asked of them all"
            help = "ask a fact of the case, or what a fact of the file makes of the month"
            low.faults.add("fact-not-visible", message, path, help)


def _asked_by(tariff: Tariff, versions: tuple[PricedVersion, ...]) -> Iterator[tuple[Path, FactRef, bool]]:
    """The facts that a tariff rests on, each where it stands, and whether it is asked of a month as a whole."""
    monthly = tariff.unit == "EUR_per_month"
    if tariff.indicator.fact is not None:
        yield (*tariff.indicator.path, "fact"), tariff.indicator.fact, monthly
    for table in (each.shape for version in versions for each in version.every):
        if isinstance(table, Table):
            charged = [(table.undelivered.when, False)] if table.undelivered is not None else []
            every = [*((each.when, monthly) for each in table.exempt), *charged]
            every += [(each.when, monthly or each.of_total) for each in table.modifiers]
            leaves = ((leaf, whole) for condition, whole in every for leaf in condition.leaves())
            yield from ((leaf.path[:-1], ref, whole) for leaf, whole in leaves for ref in leaf.facts())
            counts = ((each, each.change) for each in table.modifiers)
            yield from (
                ((*each.path, "times"), change.fact, monthly or each.of_total)
                for each, change in counts
                if isinstance(change, AsOften)
            )


def _tell_day(low: Lowering, ref: FactRef, path: Path) -> None:
    """Tell of what is asked as of the day of the check: with it the fee of a month gone by would change."""
    facts, day = low.registry.facts, FactRef("judgement_day")
    fact = facts.get(ref.name)
    if fact is None or fact.per in ("file", "session"):
        return
    meant = ref.name
    if fact.asked:
        on_check = day in ref.when.days() if ref.when is not None else fact.settled == day.name
    else:
        below = sorted(low.registry.made_of(ref.name))
        on_check = any(
            facts[name].per != "session" and day.name in words_in(facts[name].recipe) for name in below
        )
        meant = next((name for name in below if facts[name].asked), "")
    if on_check:
        message = f"`{ref.name}` is asked on the day of the check: what was due for a day before would change with it"
        help = f"ask `{meant}: {{at: session_day, …}}`" if meant else "ask a fact of the day of the access"
        low.faults.notice("day-of-the-check", message, path, help, Weight.WARNING)


def _schedules(low: Lowering, versions: tuple[PricedVersion, ...]) -> Iterator[tuple[Schedule, str]]:
    """Each table on each stretch of days on which no value of it changes, with the first of these where there are more.

    One with a threshold that no act sets then is left out: nothing can be said of its edges.
    """
    seen = set[tuple[object, ...]]()
    for version in versions:
        first, last = days_of(low, version.version)
        for priced in version.every:
            starts = {
                day for periods in priced.values.values() for day, _, _ in periods if first < day <= last
            }
            for day in sorted({first, *starts}):
                for table in _with_cap(priced.shape):
                    schedule = priced.schedule(table, day)
                    key = (table.path, *schedule.amounts.values())
                    if table.rows and key not in seen and not schedule.open:
                        seen.add(key)
                        yield schedule, f" (from {to_date(day)} on)" if starts else ""


def _with_cap(shape: Shape) -> Iterator[Table]:
    if isinstance(shape, Table):
        yield shape
        yield from (table for table in shape.caps)


class _Checked:
    """The checks of one table on some days; ``since`` names the first of them where its values change."""

    def __init__(self, low: Lowering, schedule: Schedule, since: str, *, percent: bool) -> None:
        self.faults = low.faults
        self.schedule = schedule
        self.table = schedule.table
        self.indicator = schedule.table.indicator
        self.since = since
        self.unit = " %" if percent else ""

    def report(self) -> None:
        rows = self.schedule.rows
        broken = [(row, code) for row in rows for code in faults_of(row)]
        for row, code in broken:
            self._fault(row.row, code)
        if not broken:
            self._table(rows)

    def _fault(self, row: FeeRow, code: str) -> None:
        """What cannot be in one row, and how to put it right."""
        name, fee = self.indicator.label.en, fee_path(row)
        match code:
            case "row-empty":
                help = "put the lower edge below the upper"
                self.add("row-empty", f"no {name} falls into this row", place_path(self.table, row), help)
            case "knots-order":
                help = f"give at least two knots, from the lowest {name} to the highest"
                self.add("knots-order", "the knots of a line go forward", (*fee, "line"), help)
            case "knots-do-not-cover":
                help = "a line covers its row; what lies beyond it is a row of its own"
                self.add("knots-do-not-cover", "the line ends inside its row", (*fee, "line"), help)
            case "zero-divisor":
                message = f"no amount is in proportion to {self.indicator.one.en} of zero"
                help = f"write the {name} for which the whole amount is due"
                self.add("zero-divisor", message, (*fee, "proportional", 0), help)
            case _:
                message = f"here the {name} lies below the threshold"
                self.add("fee-below-zero", message, (*fee, "excess_over"), "start the row at the threshold")

    def add(self, code: str, message: str, path: Path, help: str) -> None:
        """Report a fault, with the days on which it is one."""
        self.faults.add(code, message + self.since, path, help)

    def _table(self, rows: tuple[Stretch, ...]) -> None:
        for _, right in overlapping(rows):
            name, place = self.indicator.label.en, self._place(right.first)
            message = f"the {name} of this row reaches into another one, from {place} on{self.since}"
            help = "let one row end before the next begins"
            self.faults.add("rows-overlap", message, right.row.path, help)
        for left, right in pairwise(rows):
            if left.last is not None and left.last < right.first:
                self._between(left, left.last, right)
        for row in rows:
            self._inside(row)
        if rows[0].first > self.indicator.lowest:
            self._gap(rows[0], self.indicator.lowest, rows[0].first - 1, between=False)
        last = rows[-1].last
        if last is not None and (self.indicator.highest is None or last < self.indicator.highest):
            self._notice("table-stops", f"the table stops at {self._place(last)}", rows[-1], self._open)

    def _between(self, left: Stretch, last: int, right: Stretch) -> None:
        if right.first > last + 1:
            self._gap(right, last + 1, right.first - 1)
        before, after = left.at(last), right.at(right.first)
        if before is None or after is None:
            return
        if after < before:
            self._falls(right, f"at {self._place(right.first)}")
        elif after > before and not (_is_point(left) or _is_point(right) or _meet(left, last, right)):
            self._jump(left, right, f"from {self._amount(before)} to {self._amount(after)}")

    def _gap(self, row: Stretch, first: int, last: int, *, between: bool = True) -> None:
        help, severity = self._open, Weight.WARNING
        if between:
            help = f"{self._open}: say `gap: row_below` or `gap: row_above` if the act does"
        if between and self.table.gap != "undecided":
            help, severity = f"`gap: {self.table.gap}` settles it", Weight.INFO
        name = self.indicator.one.en
        code, message = (
            "gap-between-rows",
            f"{name} from {self._place(first)} to {self._place(last)} falls into no row",
        )
        if first == last:
            what = "cents" if self.indicator.kind == "money" else "rows"
            code = "cents-do-not-meet"
            message = f"{what} do not meet: {name} of {self._place(first)} falls into no row"
        self._notice(code, message, row, help, severity)

    def _jump(self, left: Stretch, right: Stretch, how: str) -> None:
        bands = all(row.fee is None or isinstance(row.fee, Flat) for row in (left, right))
        help = "bands do that" if bands else "a line that should meet its neighbour has its knot at the edge"
        severity = Weight.INFO if bands else Weight.WARNING
        message = f"the {key_of(right.row)} jumps {how} at {self._place(right.first)}"
        self._notice("fee-jumps", message, right, help, severity)

    def _inside(self, row: Stretch) -> None:
        if isinstance(row.fee, Slope):
            for (x, y), (_, top) in pairwise(row.fee.knots):
                if top < y:
                    self._falls(row, f"from {self._place(x)} on")

    def _falls(self, row: Stretch, where: str) -> None:
        message = f"the {key_of(row.row)} falls as the {self.indicator.label.en} rises, {where}"
        self._notice("fee-falls", message, row, "compare the amounts with the act")

    def _notice(
        self, code: str, message: str, row: Stretch, help: str, severity: Weight = Weight.WARNING
    ) -> None:
        self.faults.notice(code, message + self.since, row.row.path, help, severity)

    @property
    def _open(self) -> str:
        return f"what {self.indicator.one.en} there pays stays undecided"

    def _amount(self, fee: Fraction) -> str:
        return f"{cents_to_decimal(int(rounded(fee, Rounding()))):,}{self.unit}"

    def _place(self, place: int) -> str:
        """A place of the indicator, with its decimals."""
        return f"{Decimal(place).scaleb(-self.indicator.decimals):,}"


def _is_point(row: Stretch) -> bool:
    """Whether a row is a single printed point: that is no band, and nothing jumps there."""
    return row.first == row.last


def _meet(left: Stretch, last: int, right: Stretch) -> bool:
    """Whether two rows that follow one another give the same fee at the edge between them."""
    return right.first == last + 1 and any(left.at(edge) == right.at(edge) for edge in (last, right.first))
