"""One cell as the value of a key: dates, clocks, numbers and codes in the forms that a mapping names."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from adm_rules._internal.municipalities import MunicipalityError, normalise
from adm_rules._internal.names import NAMES
from adm_rules._internal.tables.mapping import UNSAID, Cell, Forms


class CellError(Exception):
    """A cell that cannot be read: a code, what is wrong, and the remedy; never what stands there."""

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.help = help


def is_empty(raw: Any, forms: Forms) -> bool:
    """Whether a cell says nothing: it is empty, no number, or one of the texts that a mapping calls unknown."""
    if raw is None or raw != raw:  # noqa: PLR0124 - a missing number differs from itself
        return True
    if raw.__class__.__name__ in ("NaTType", "NAType"):
        return True
    return isinstance(raw, str) and raw.strip() in forms.unknown


def text_of(raw: Any) -> str:
    """A cell as text: a spreadsheet's 12.0 is 12."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw).strip()


class CellReader:
    """Reads cells in the forms of one mapping; ``own_names`` are what a rule set adds to the closed lists."""

    def __init__(self, forms: Forms, own_names: Mapping[str, Any]) -> None:
        self.forms = forms
        self.own_names = own_names
        self._kinds: dict[str, Callable[[Any, Cell], Any]] = {
            "date": self._day,
            "event": self._day,
            "instant": self._instant,
            "time": self._clock,
            "money": self._money,
            "number": self._number,
            "count": self._whole,
            "months": self._whole,
            "minutes": self._minutes,
            "bool": self._truth,
            "fraction": self._plain,
            "ratio": self._plain,
            "id": self._id,
            "enum": self._name,
            "set": self._name,
        }

    def value(self, raw: Any, cell: Cell) -> Any:
        """What a cell that is not empty says, as the model takes it.

        Raises:
            CellError: it cannot be read.
        """
        if cell.codes is not None:
            return _decoded(raw, cell)
        kind = (cell.each or cell.key).kind.partition(":")[0]
        return self._kinds[kind](raw, cell)

    def several(self, raw: Any, cell: Cell) -> list[Any]:
        """The values that one cell lists.

        Raises:
            CellError: one of them cannot be read.
        """
        parts = [text_of(raw)] if cell.split is None else re.split(cell.split, text_of(raw))
        return [self.value(part, cell) for part in (each.strip() for each in parts) if part]

    # --- days and times -----------------------------------------------------------------------------------------------

    def _day(self, raw: Any, _cell: Cell) -> Any:
        if isinstance(raw, (date, datetime)):
            return raw
        return _by_forms(text_of(raw), self.forms.dates, "date").date()

    def _clock(self, raw: Any, _cell: Cell) -> str:
        return self.clock(raw).isoformat("auto").removesuffix(":00")

    def clock(self, raw: Any) -> time:
        """A clock time."""
        if isinstance(raw, datetime):
            return raw.time()
        if isinstance(raw, time):
            return raw
        return _by_forms(text_of(raw), self.forms.clocks, "clock").time()

    def instant(self, day: Any, clock: Any) -> datetime:
        """The instant of a day and a clock time that stand in two columns."""
        begun = self._day(day, _NO_CELL)
        if isinstance(begun, datetime):
            if begun.time() != time():
                raise CellError("day-and-time", "the day's column holds a time as well", _ONE_OF_TWO)
            begun = begun.date()
        return self._zoned(datetime.combine(begun, self.clock(clock)))

    def _instant(self, raw: Any, _cell: Cell) -> Any:
        if isinstance(raw, datetime):
            return self._zoned(raw)
        text = text_of(raw)
        forms = [f"{day} {clock}" for day in self.forms.dates for clock in self.forms.clocks]
        try:
            return self._zoned(_by_forms(text, tuple(forms), "instant"))
        except CellError:
            return self._zoned(_iso(text))

    def _zoned(self, read: datetime) -> datetime:
        if self.forms.zone is None or read.tzinfo is not None:
            return read
        return read.replace(tzinfo=ZoneInfo(self.forms.zone))

    # --- numbers ------------------------------------------------------------------------------------------------------

    def decimal(self, raw: Any) -> Decimal:
        """A number, in the form of the mapping where it is text."""
        if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
            return Decimal(str(raw))
        text = text_of(raw).removeprefix("\N{EURO SIGN}").removesuffix("\N{EURO SIGN}").strip()
        pattern, big, small = _COMMA if self.forms.comma else _POINT
        if pattern.fullmatch(text) is None:
            raise CellError("not-a-number", "the cell holds no number in the form of the mapping", _NUMBERS)
        return Decimal(text.replace(big, "").replace(small, "."))

    def _money(self, raw: Any, _cell: Cell) -> str:
        amount = self.decimal(raw)
        cents = amount.quantize(Decimal("0.01"))
        if cents != amount:
            raise CellError(
                "more-than-cents", "an amount has more than two decimals", "round it at its source"
            )
        return str(cents)

    def _number(self, raw: Any, _cell: Cell) -> str:
        return format(self.decimal(raw).normalize(), "f")

    def _whole(self, raw: Any, _cell: Cell) -> int:
        number = self.decimal(raw)
        if number != number.to_integral_value():
            raise CellError("not-whole", "the cell holds no whole number", "check the column, or its unit")
        return int(number)

    def _minutes(self, raw: Any, cell: Cell) -> int:
        if cell.form != "hours":
            return self._whole(raw, cell)
        minutes = self.decimal(raw) * 60
        if minutes != minutes.to_integral_value():
            raise CellError("not-whole", "these hours are no whole minutes", "round them at their source")
        return int(minutes)

    # --- words --------------------------------------------------------------------------------------------------------

    @staticmethod
    def _truth(raw: Any, _cell: Cell) -> bool:
        if isinstance(raw, bool) or (isinstance(raw, int) and raw in (0, 1)):
            return bool(raw)
        raise CellError(
            "not-a-truth-value", "the cell holds no yes or no", "name its codes, such as {S: true, N: false}"
        )

    @staticmethod
    def _plain(raw: Any, _cell: Cell) -> str:
        return text_of(raw)

    @staticmethod
    def _id(raw: Any, cell: Cell) -> str:
        text = text_of(raw)
        if cell.secret is not None:
            text = _hashed(text, cell.secret)
        return cell.frame.replace("{}", text) if cell.frame else text

    def _name(self, raw: Any, cell: Cell) -> str:
        text = text_of(raw)
        names = (cell.each or cell.key).names or ""
        if names == "municipality":
            return _place(text)
        if text not in NAMES[names] and text not in self.own_names.get(names, {}):
            raise CellError(
                "unknown-code", f"the cell holds no name of the list `{names}`", "give the column `codes`"
            )
        return text


_NO_CELL: Any = None
_ONE_OF_TWO: Final = "name that column alone, or one that holds days only"
_COMMA: Final = (re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"), ".", ",")
_POINT: Final = (re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"), ",", ".")
_NUMBERS: Final = "write `numbers: comma` for 1.234,50, `numbers: point` for 1,234.50"
_WHAT: Final = {
    "date": ("not-a-date", "the cell holds no day in any form of `dates`", "add its form to `dates`"),
    "clock": ("not-a-clock", "the cell holds no time in any form of `clocks`", "add its form to `clocks`"),
    "instant": ("not-a-time", "the cell holds no day with a time", "name two columns: [day, clock]"),
}


def _by_forms(text: str, forms: tuple[str, ...], what: str) -> datetime:
    for form in forms:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - local time, or of the mapping's zone
        except ValueError:
            continue
    raise CellError(*_WHAT[what])


def _iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise CellError(*_WHAT["instant"]) from None


def _decoded(raw: Any, cell: Cell) -> Any:
    codes = cell.codes or {}
    text = _folded(text_of(raw)) if cell.fold else text_of(raw)
    found = codes.get(text, cell.otherwise)
    if found is UNSAID:
        raise CellError(
            "unknown-code", "the code stands in no table of codes", f"known: {', '.join(sorted(codes)[:12])}"
        )
    return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _place(text: str) -> str:
    try:
        return normalise(text.zfill(6) if text.isdigit() else text)
    except MunicipalityError as error:
        raise CellError("unknown-municipality", error.problem, error.advice) from None


def _hashed(text: str, secret: str) -> str:
    key = os.environ.get(secret)
    if not key:
        raise CellError("no-secret", f"the environment has no `{secret}`", "set it: ids are hashed with it")
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()[:24]
