"""Rule files to compiled rule sets: what is needed where none is at hand, and what lays an overlay over its base."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from adm_rules._internal.compiler.compiling import compile_regulation, further_faults
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.facts.registry import Registry
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.find import rule_text
from adm_rules._internal.loader.regulation import is_overlay, read_parts
from adm_rules._internal.rules import Regulation
from adm_rules._internal.yaml_source import Source, read

if TYPE_CHECKING:
    from adm_rules._internal.compiler.overlays import Relaxed
    from adm_rules._internal.compiler.program import Program
    from adm_rules._internal.loader.overlay import Overlay


class BaseSet(Protocol):
    """A rule set that an overlay extends."""

    @property
    def regulation(self) -> Regulation:
        """The rule file as data."""

    @property
    def vocabulary(self) -> Registry:
        """What its rules are written in."""


#: What loads the rule set of a name.
Load = Callable[[str], BaseSet]


class Loaded(NamedTuple):
    """A compiled rule set; of an overlay, the name of its base, and the rules of the base that it may loosen."""

    program: Program
    base: str = ""
    relaxed: tuple[Relaxed, ...] = ()


def loaded(text: str | bytes, file: str, load: Load) -> Loaded:
    """A rule file or an overlay, compiled.

    Raises:
        DiagnosticsError: the text has faults; all of them are listed, each at its line.
    """
    source = read(text, file)
    faults = Faults(source)
    faults.found.extend(source.diagnostics)
    if is_overlay(source.data):
        return _overlaid(source, faults, load)
    regulation = read_parts(source, faults)
    if regulation is not None and faults.found:
        faults.found += further_faults(regulation, faults)
    if regulation is None or faults.found:
        raise faults.error()
    return Loaded(_compiled(regulation, faults))


def _compiled(regulation: Regulation, faults: Faults) -> Program:
    program = compile_regulation(regulation, vocabulary(regulation), faults)
    if program is None:
        raise faults.error()
    return program


# What is needed for an overlay is only loaded when one is there.


def _overlaid(source: Source, faults: Faults, load: Load) -> Loaded:
    from adm_rules._internal.compiler.overlays import apply_overlay

    name, base, overlay = _with_base(source, faults, load)
    whole, relaxed = apply_overlay(base.regulation, overlay, base.vocabulary, faults)
    if faults.found:
        raise faults.error()
    return Loaded(_compiled(replace(whole, extends=name), faults), name, relaxed)


def with_pins(text: str | bytes, file: str, load: Load) -> str:
    """The text of an overlay with what it touches of its base.

    Raises:
        AdmRulesError: the text is no overlay.
        DiagnosticsError: the text has faults of form; all of them are listed, each at its line.
    """
    from adm_rules._internal.compiler.pins import pin_of
    from adm_rules._internal.loader.pins import with_pin

    source = read(text, file)
    faults = Faults(source)
    faults.found.extend(source.diagnostics)
    if not faults.found and not is_overlay(source.data):
        raise AdmRulesError(f"{file} is no overlay: it extends no rule set")
    _, base, overlay = _with_base(source, faults, load)
    return with_pin("\n".join(source.lines), pin_of(base.regulation, overlay, base.vocabulary))


def _with_base(source: Source, faults: Faults, load: Load) -> tuple[str, BaseSet, Overlay]:
    from adm_rules._internal.loader.overlay import base_name, read_overlay

    name = base_name(source, faults)
    base = _base(name, faults, load)
    return name, base, read_overlay(source, base.regulation, faults)


def _base(name: str, faults: Faults, load: Load) -> BaseSet:
    """The rule set that an overlay extends: a whole one, so that nothing can go round in a circle."""
    if name and is_overlay(read(*rule_text(name)).data):
        help = "write what both overlays change in one file that extends the base"
        faults.add("overlay-of-overlay", f"`{name}` is an overlay itself", ("extends", "rules"), help)
    if not name or faults.found:
        raise faults.error()
    return load(name)
