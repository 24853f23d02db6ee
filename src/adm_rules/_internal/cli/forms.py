"""The option that chooses a form of output; which forms there are is only looked up where somebody asks."""

from __future__ import annotations

from typing import Any

from adm_rules._internal.cli.parameters import BadValueError
from adm_rules._internal.render.formats import FORMATS, formats_of


class FormOfOutput:
    """Takes the name of a form in which a kind of answer can be written."""

    __name__ = "form"

    def __init__(self, kind: type) -> None:
        self.kind = kind

    def __call__(self, name: str) -> str:
        """The name itself, of a form that the kind of answer has."""
        if name not in list(FORMATS) or not FORMATS[name].fits(self.kind):
            raise BadValueError(f"{name!r} is not one of {', '.join(map(repr, formats_of(self.kind)))}.")
        return name

    def explain(self, option: Any) -> None:
        """Say in the help of an option which forms there are, and what each is for."""
        forms = formats_of(self.kind)
        about = ", ".join(each.about for each in forms.values())
        option.metavar = f"[{'|'.join(forms)}]"
        option.help = f"{about[:1].upper()}{about[1:]}."
