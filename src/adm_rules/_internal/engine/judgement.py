"""What findings take their evidence from: judged rows, which go while many reports are kept, and are judged again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import ReferenceType, ref

from adm_rules._internal.compiler.compiled import CompiledRule
from adm_rules._internal.compiler.program import Judged, Variant
from adm_rules._internal.compiler.rows import Reading
from adm_rules._internal.dataclass import names_of
from adm_rules._internal.engine.earlier import Earlier
from adm_rules._internal.report import AsOf, Evidence, Finding, UnderRecord, Whereabouts
from adm_rules._internal.texts import Text
from adm_rules._internal.trace.rows import severity

if TYPE_CHECKING:
    from adm_rules._internal.engine.evidence import Examiner


class JudgedRows:
    """One judging of files: its verdicts with their rows, what examines these, and what was settled earlier."""

    __slots__ = (
        "_earlier",
        "_examiner",
        "_starts",
        "models",
        "reading",
        "shown",
        "variant",
        "verdicts",
        "whole",
    )

    def __init__(
        self,
        variant: Variant,
        verdicts: list[Judged],
        reading: Reading,
        *,
        models: bool,
        earlier: Callable[[], Earlier],
        whole: Variant | None = None,
    ) -> None:
        self.variant = variant
        #: The code of all rules, by whose groups the verdicts go; the rows may be those of a part of it.
        self.whole = whole or variant
        self.verdicts = verdicts
        self._starts: dict[int, int] = {}
        self.reading = reading
        self.models = models
        self._earlier: Earlier | Callable[[], Earlier] = earlier
        self._examiner: Examiner | None = None
        #: Whether evidence was asked for, which holds rows as long as it is held itself.
        self.shown = False

    @property
    def examiner(self) -> Examiner:
        """What gathers evidence from the rows; it is imported when some is asked for."""
        if self._examiner is None:
            from adm_rules._internal.engine.evidence import Examiner

            self._examiner = Examiner(self.variant, self.reading, models=self.models)
        return self._examiner

    @property
    def earlier(self) -> Earlier:
        """What was settled when the data ended; it is made when that is asked for."""
        if not isinstance(self._earlier, Earlier):
            self._earlier = self._earlier()
        return self._earlier

    def row(self, group: int, number: int) -> Any:
        """One of the rows that a group of rules judges."""
        if not self._starts:
            for n, (each, _, _) in enumerate(self.verdicts):
                self._starts.setdefault(each, n)
        return self.verdicts[self._starts[group] + number][1]

    def severity(self, compiled: CompiledRule, row: Any) -> str:
        """The severity of a breach, softened where a reading that denies it says so."""
        function = partial(self.variant.function, models=self.models)
        return severity(self.variant.program, function, compiled, row, self.reading.on)

    def __del__(self) -> None:
        if not self.shown:
            self.reading.let_go()


class Recalled:
    """What a check judged. The latest checks keep their rows; of others the files are judged again, to the same end.

    Rows are several times as large as the findings that were made of them, and every collection goes through them.
    """

    __slots__ = ("__weakref__", "_judge", "_known")

    def __init__(self, judge: Callable[[], JudgedRows], known: JudgedRows | None = None) -> None:
        self._judge = judge
        self._known: JudgedRows | None = None
        if known is not None:
            self._keep(known)

    def now(self) -> JudgedRows:
        """The rows; whoever asks holds them while looking at them."""
        known = self._known
        if known is None:
            known = self._judge()
            self._keep(known)
        known.shown = True
        return known

    def _keep(self, known: JudgedRows) -> None:
        self._known = known
        with _HELD:
            _LATEST.append(ref(self))
            oldest = _LATEST.popleft()() if len(_LATEST) > _MOST else None
        if oldest is not None:
            oldest._known = None  # noqa: SLF001 - another one of this class


#: The latest that were judged, each of which lives no longer than the findings that rest on it.
_LATEST: Final[deque[ReferenceType[Recalled]]] = deque()
_HELD: Final = Lock()
_MOST: Final = 8


class Judgement:
    """A subject that was judged: where its findings take their name and their evidence from."""

    __slots__ = ("_known", "_number", "_recalled", "_where", "name")

    def __init__(self, name: str, number: tuple[int, int], recalled: Recalled) -> None:
        self.name = name
        self._number = number
        self._recalled = recalled
        self._where: Whereabouts | None = None
        self._known: dict[tuple[int, str], Any] | None = None

    def _now(self) -> tuple[JudgedRows, Any]:
        known = self._recalled.now()
        return known, known.row(*self._number)

    @property
    def under(self) -> UnderRecord | None:
        """The record of the file that it stands under."""
        known, row = self._now()
        return known.examiner.under(row)

    @property
    def where(self) -> Whereabouts:
        """Where in its file the subject stands."""
        if self._where is None:
            known, row = self._now()
            self._where = known.examiner.places.where(row)
        return self._where

    def part(self, finding: Finding, name: str) -> Any:
        """One part of the evidence of a finding; worked out once."""
        found = self._known
        if found is None:
            found = self._known = {}
        key = finding.kind.number, name
        if key not in found:
            if name == "message":
                found[key] = Text.later(partial(self._told_in, finding))
            else:
                known, row = self._now()
                found[key] = known.examiner.part(name, row, finding, partial(self.part, finding))
        return found[key]

    def _told_in(self, finding: Finding, lang: str) -> str:
        known, row = self._now()
        return known.examiner.said(lang, row, finding, partial(self.part, finding))

    def as_of_end(self, finding: Finding) -> AsOf | None:
        """What an undecided finding was when the data ended; what nobody has seen is asked for as a whole list."""
        known, row = self._now()
        return None if row.phantom else known.earlier.settled(finding.kind.number, row)

    def evidence(self, finding: Finding) -> Evidence:
        """Why the finding says what it says."""
        key = finding.kind.number, ""
        if self._known is None or key not in self._known:
            parts = [self.part(finding, name) for name in names_of(Evidence)]
            self._known = {**(self._known or {}), key: Evidence(*parts)}
        return cast("Evidence", self._known[key])

    def said(self, finding: Finding, lang: str) -> str:
        """The message of a finding in one language, and of a breach what it fails by."""
        if finding.kind.verdict.fails:
            told = Evidence(self.part(finding, "message"), details=self.part(finding, "details"))
            return told.said(lang)
        known, row = self._now()
        kind, said = finding.kind, known.variant.said
        key = kind.number, kind.verdict, lang
        alike = not (kind.verdict.told or finding.base_verdict or known.examiner.is_disputed(row, finding))
        if alike and key in said:
            return said[key]
        sentence = self._told_in(finding, lang)
        if alike:
            said[key] = sentence  # the same of all subjects, which most findings say
        return sentence
