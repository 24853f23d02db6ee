"""Finds rule files: by the name of a shipped rule set, by path, or as a resource."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adm_rules._internal.diagnostics import AdmRulesError, nearest

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def shipped() -> Path:
    """The folder of the shipped rule sets: inside the wheel, or beside the sources in an editable install."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"


def available() -> tuple[str, ...]:
    """Names of the shipped rule sets, sorted."""
    return tuple(sorted(entry.name[:-5] for entry in shipped().iterdir() if entry.name.endswith(".yaml")))


def rule_text(where: str | Path | Traversable) -> tuple[bytes, str]:
    """The bytes of a rule file and the name to cite it by.

    Raises:
        AdmRulesError: no such rule set or file; the message names the nearest one.
    """
    if isinstance(where, str) and not where.endswith((".yaml", ".yml")) and "/" not in where:
        if where not in available():
            close, folder = nearest(where, available()), Path(where)
            hint = f"; did you mean `{close}`?" if close else ""
            if folder.is_dir():
                hint = f"; `{where}` is a folder: name its rule file, such as {folder / folder.name}.yaml"
            raise AdmRulesError(
                f"no rule set is called `{where}`{hint} (there are: {', '.join(available())})"
            )
        return (shipped() / f"{where}.yaml").read_bytes(), f"rules/{where}.yaml"
    resource = Path(where) if isinstance(where, str) else where
    if not hasattr(resource, "read_bytes"):
        raise AdmRulesError(
            f"a rule set is a name, a path or a resource; by name there are: {', '.join(available())}"
        )
    from adm_rules._internal.yaml_source import RULE_LIMITS, bytes_of

    name = str(where) if isinstance(where, (str, Path)) else where.name
    try:
        text = bytes_of(resource, RULE_LIMITS) if isinstance(resource, Path) else resource.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "its name is none"
        raise AdmRulesError(f"the rule file `{name}` cannot be read: {reason}{_instead(name)}") from None
    return text, name


def _instead(name: str) -> str:
    known = Path(name).stem
    return f"; the rule set of this name is loaded by `{known}`" if known in available() else ""
