"""What a single value looks like in JSON, as patterns: each accepts all that its reader in `scalars` reads.

They refuse what its reader refuses, as far as one text can show: not an hour that the clocks skip, no Comune.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from adm_rules._internal.scalars import NONE, NUMBER

_YEAR: Final = "(?:19|20|21)[0-9]{2}"
#: A leap year: 2000, or one of any century whose last two digits, other than 00, are divisible by four.
_LEAP: Final = "(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)"
_DAY: Final = (
    rf"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    rf"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29)"
)
_HOUR: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_ZERO: Final = r"(?::00(?:\.0{1,9})?)?"
_OFFSET: Final = "(?:Z|[+-](?:0[0-9]|1[0-5])(?::?[0-5][0-9])?)"
#: The shape of a tax code, which no id has; letters may stand for its digits.
_DIGIT: Final = "[0-9LMNPQRSTUVlmnpqrstuv]"
_TAX_CODE: Final = (
    f"[A-Za-z]{{6}}{_DIGIT}{{2}}[ABCDEHLMPRSTabcdehlmprst]{_DIGIT}{{2}}[A-Za-z]{_DIGIT}{{3}}[A-Za-z]$"
)
_NOTHING: Final = r"-0{1,18}(?:\.0{1,2})?"  # an amount of nothing is not below zero
_EURO: Final = r"(?=0*[0-9]{1,13}(?:\.|$))[0-9]{1,18}(?:\.[0-9]{1,2})?"
_BELOW: Final = "[0-9]{1,9}/(?=0*[1-9])[0-9]{1,9}"


def _text(pattern: str) -> Mapping[str, Any]:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def _number(pattern: str, **bounds: Any) -> Mapping[str, Any]:
    """Digits as text, or a number, of which JSON Schema cannot count the decimals."""
    return {"type": ["string", "number"], "pattern": f"^(?:{pattern})$", **bounds}


DATE: Final = _text(rf"{_DAY}(?:[T ](?:00:00{_ZERO}|{_HOUR}{_ZERO}{_OFFSET}))?")
INSTANT: Final = _text(rf"{_DAY}[T ]{_HOUR}{_ZERO}{_OFFSET}?")
CLOCK: Final = _text(f"{_HOUR}|24:00")
MONEY: Final = _number(f"-?{_EURO}", exclusiveMinimum=-(10**13), exclusiveMaximum=10**13)
AMOUNT: Final = _number(f"{_NOTHING}|{_EURO}", minimum=0, exclusiveMaximum=10**13)
NUMBER_FROM_ZERO: Final = _number(NUMBER.pattern, minimum=0, exclusiveMaximum=10**12)
#: An amount, or a number that a rule set may declare in its place.
ATTESTED: Final = _number(f"{NUMBER.pattern}|{_NOTHING}|{_EURO}", minimum=0, exclusiveMaximum=10**13)
FRACTION: Final = _text(_BELOW)
RATIO: Final = _text(f"(?=0*[1-9]){_BELOW}")
ID: Final = _text(rf"(?!{NONE}$)(?!{_TAX_CODE})[A-Za-z0-9._-]{{1,64}}")
#: A Comune may be written in many ways.
PLACE: Final = {"type": "string", "not": {"const": NONE}}
PROVINCE: Final = _text("[A-Z]{2}")

_NAMED: Final[Mapping[str, Mapping[str, Any]]] = {
    "day": DATE,
    "instant": INSTANT,
    "clock": CLOCK,
    "money": MONEY,
    "amount": AMOUNT,
    "attested": ATTESTED,
    "number": NUMBER_FROM_ZERO,
    "fraction": FRACTION,
    "ratio": RATIO,
    "id": ID,
}
_BY_PATTERN: Final = {form["pattern"]: (name, form) for name, form in _NAMED.items()}


def each_once(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of a record in which single values and records below it stand once, among its definitions."""
    made = _Once()
    below = {key: made.part(part) for key, part in schema.items() if key != "$defs"}
    made.definitions |= {name: made.below(part) for name, part in schema.get("$defs", {}).items()}
    return {**below, "$defs": dict(sorted(made.definitions.items()))}


class _Once:
    """Goes through a schema from its leaves, and takes out what has a name."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}

    def part(self, node: Any) -> Any:
        made = self.below(node)
        if not isinstance(node, dict):
            return made
        if isinstance(node.get("pattern"), str) and node["pattern"] in _BY_PATTERN:
            return self._referring(made, *_BY_PATTERN[node["pattern"]])
        if isinstance(node.get("properties"), dict) and isinstance(node.get("title"), str):
            return self._referring(made, node["title"], made)
        return made

    def below(self, node: Any) -> Any:
        """A part itself as it stands, with what is below it."""
        if isinstance(node, list):
            return [self.part(each) for each in node]
        return {key: self.part(each) for key, each in node.items()} if isinstance(node, dict) else node

    def _referring(self, node: Mapping[str, Any], name: str, definition: Mapping[str, Any]) -> dict[str, Any]:
        self.definitions[name] = dict(definition)
        beside = {key: each for key, each in node.items() if key not in definition}
        return {**beside, "$ref": f"#/$defs/{name}"}
