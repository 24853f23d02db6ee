"""What came of the mistakes made in rules, as text: the tallies, and each mistake that no example notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from adm_rules._internal.render.pen import Pen
from adm_rules._internal.review.mutation.mistakes import MISTAKES
from adm_rules._internal.review.mutation.running import MutationReport, Survivor
from adm_rules._internal.texts import Catalogue, Text

_WORDS: Final = Catalogue(
    {
        "total": Text(
            "{}: {} errori provati, {} notati da un esempio, {} accettati, {} che nessuno nota",
            "{}: {} mistakes made, {} noticed by an example, {} accepted, {} that none notices",
        ),
        "paste": Text("un esempio che lo nota:", "an example that notices it:"),
        "none": Text(
            "nessun file vicino agli esempi lo nota: forse non ha effetto",
            "no file near the examples notices it: it may have no effect",
        ),
        "idle": Text("accettato, ma un esempio lo nota: {}", "accepted, but an example notices it: {}"),
    }
)


class MutationPen(Pen):
    """The mistakes by rule, with an example to paste for each; with `every`, how many each rule has."""

    wording = _WORDS

    def told(self, report: MutationReport, _name: str | None, _rules: object) -> Iterator[str]:
        """One rule set."""
        if self.page.every:
            yield from (f"{each.killed}/{each.made} {each.at}" for each in report.tallies)
        at = ""
        for survivor in report.survivors:
            if survivor.at != at:
                yield self.style("title", survivor.at)
            at = survivor.at
            yield from self._survivor(survivor)
        yield from (self.style("warning", self.words["idle"].format(each)) for each in report.idle)
        counts = report.made, report.killed, report.accepted, len(report.survivors)
        role = "error" if report.survivors or report.idle else "complies"
        yield self.style(role, self.words["total"].format(f"{report.rules} {report.version}", *counts))

    def _survivor(self, survivor: Survivor) -> Iterator[str]:
        about = self.style("dim", f"({MISTAKES[survivor.mistake].about})")
        yield f"  {survivor.mistake}: {survivor.change} {about}"
        if survivor.example is None:
            yield f"    {self.style('dim', self.words['none'])}"
        else:
            yield f"    {self.style('dim', self.words['paste'])}"
            yield from survivor.example.splitlines()
        yield ""
