"""Compiles the shipped rule sets when the wheel is built, so that the first process of a user need not.

What is needed for it are the dependencies of the library: a build that lacks them (one that is isolated) makes a wheel
without compiled rule sets, which does the same, later.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The kinds of files that are most often judged together.
TOGETHER = (("case",), ("agency",), ("case", "agency"))


class CompileRuleSets(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled rule sets beside the rule files."""

    PLUGIN_NAME = "custom"
    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each rule set that stands alone; an editable install gets none."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        os.environ["ADM_RULES_CACHE"] = "off"
        try:
            made = dict(_compiled())
        except ModuleNotFoundError as error:
            self.app.display_warning(f"no compiled rule sets: {error.name} is not there")
            return
        self._folder = tempfile.TemporaryDirectory()
        for name, content in made.items():
            path = Path(self._folder.name) / f"{name}.bin"
            path.write_bytes(content)
            build_data["force_include"][str(path)] = f"adm_rules/_rules/compiled/{name}.bin"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take away what stands in the wheel now."""
        if self._folder is not None:
            self._folder.cleanup()


def _compiled() -> Any:
    from adm_rules import available
    from adm_rules._internal.compiler.keeping import written
    from adm_rules._internal.engine import parse
    from adm_rules._internal.engine.built_in import sealed
    from adm_rules._internal.loader.find import rule_text

    for name in available():
        text, file = rule_text(name)
        rules = parse(text, file)
        for roots in TOGETHER:
            rules.program.variant(roots).function("judge", models=False)
        payload = written(rules.program, (rules.fingerprint,))
        if payload is not None and rules.base is None and not rules.regulation.shared:
            yield name, sealed(payload, text, file)
