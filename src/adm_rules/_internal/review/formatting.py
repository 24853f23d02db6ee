"""One form for rule files: the keys of rules in their documented order, lists and mappings set alike, comments kept.

What is written is read back: unless it says the very same, nothing is written.
"""

from __future__ import annotations

from io import StringIO
from typing import Any, Final

from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.yaml_source import read

#: The order of the keys of a rule, and of what it says otherwise.
_RULE: Final = (
    *("id", "title", "norms", "cites", "topic", "purpose", "per", "dated_by", "awaits", "follows"),
    *("when", "require", "derogations", "otherwise"),
)


def formatted(text: str, file: str) -> str:
    """A rule file in its one form.

    Raises:
        AdmRulesError: ruamel.yaml is not there, or the file would come to say something else.
        DiagnosticsError: the text is no YAML that the library reads.
    """
    source = read(text, file)
    source.raise_if_errors()
    yaml = _yaml()
    data = yaml.load(text)
    for rule in data.get("rules") or () if isinstance(data, dict) else ():
        _ordered(rule)
    out = StringIO()
    yaml.dump(data, out)
    written = "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
    if read(written, file).data != source.data:
        raise AdmRulesError(f"{file}: its one form would say something else: nothing was written")
    return written


def _yaml() -> Any:
    try:
        from ruamel.yaml import YAML
    except ModuleNotFoundError:
        raise AdmRulesError("formatting needs ruamel.yaml: pip install 'adm_rules[edit]'") from None
    yaml = YAML()
    yaml.width = 10**6
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    return yaml


def _ordered(rule: Any) -> None:
    """The keys of a rule in their order; a comment behind a key goes with it."""
    if not hasattr(rule, "move_to_end"):  # no mapping at all: loading tells it
        return
    wanted = [key for key in _RULE if key in rule]
    if [key for key in rule if key in _RULE] != wanted:
        for key in wanted:
            rule.move_to_end(key)
