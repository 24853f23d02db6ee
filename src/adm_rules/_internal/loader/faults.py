"""What is wrong in a rule file, each fault at its line, with what its author may have meant; checks of all parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from adm_rules._internal.diagnostics import Diagnostic, DiagnosticsError, Position, Weight, nearest
from adm_rules._internal.municipalities import MunicipalityError, normalise
from adm_rules._internal.names import labels, members_of
from adm_rules._internal.rules import Indicator, Path
from adm_rules._internal.texts import LANGUAGES, Text
from adm_rules._internal.yaml_source import Source

# --- words that the language does not have ----------------------------------------------------------------------------

#: For each word of the language, by what it is: the words that are written in its place.
_WORDS: Final = {
    ("operator", "at_least"): ">= min minimum gte ge not_below from",
    ("operator", "at_most"): "<= max maximum lte le not_above up_to",
    ("operator", "above"): "> greater_than more_than gt over",
    ("operator", "below"): "< less_than lt under",
    ("operator", "is"): "= == equals equal eq value",
    ("operator", "is_not"): "!= <> not not_equal ne",
    ("operator", "one_of"): "in any_of among",
    ("operator", "none_of"): "not_in",
    ("operator", "includes"): "contains has all_of",
    ("kind", "minutes"): "hours duration time_span",
    ("kind", "money"): "euro euros eur currency amount price",
    ("kind", "enum"): "text string name choice",
    ("kind", "bool"): "boolean flag yes_no",
    ("kind", "count"): "integer int",
    ("kind", "set"): "list names",
    ("kind", "event"): "day datetime",
    ("kind", "fraction"): "percent percentage share",
    ("subject", "case"): "child minor user person family household citizen caso minore utente famiglia",
    ("subject", "request"): "application demand enrolment richiesta domanda istanza",
    ("subject", "session"): "access visit appointment encounter accesso incontro",
    ("subject", "plan"): "project pei pai progetto piano",
    ("subject", "intervention"): "service activation intervento servizio",
    ("subject", "staff"): "educator operator worker operatore educatore",
    ("subject", "agency"): "provider cooperative body agenzia ente cooperativa",
    ("subject", "district"): "ambito",
    ("subject", "week"): "settimana",
    ("subject", "month"): "mese",
    ("subject", "report"): "relazione",
    ("subject", "court_order"): "order decree provvedimento decreto",
    ("subject", "payment"): "pagamento",
    ("subject", "invoice"): "fattura",
}
_TOLD: Final = 4  # names that are offered at once
_SIGNS: Final = re.compile(r"[^\w]+")
_POINT: Final = "an amount has a point and no comma: write `3.50`"
_LIMIT: Final = (
    "a modifier holds a fee to it: `modifiers: [{id: …, because: …, at_least: 2.00}]`, or `at_most`"
)
_LESS: Final = "write it under `modifiers:`, such as `{id: …, because: …, when: …, percent: -30}`"
#: What to write in place of a key.
_KEYS: Final = {
    **dict.fromkeys(
        ("hours", "hour"), "records have days and no hours: for 48 hours `days: 2`, with `rollover: none`"
    ),
    **dict.fromkeys(("weeks", "week"), "write `days: 14` for two weeks"),
    **dict.fromkeys(("years", "year"), "write `months: 12` for a year"),
    **dict.fromkeys(("minimum", "min", "maximum", "max"), _LIMIT),
    **dict.fromkeys(("discounts", "discount", "reductions", "reduction", "surcharges", "supplements"), _LESS),
}


def _by_word() -> Mapping[tuple[str, str], str]:
    words = {
        (what, word): f"write `{said}`" for (what, said), given in _WORDS.items() for word in given.split()
    }
    return MappingProxyType(words | {("key", word): help for word, help in _KEYS.items()})


_HELP: Final = _by_word()


def labelled(word: str, labels: Mapping[str, Text]) -> str | None:
    """The names of a list that are called so in Italian or English, the shortest first; None where none is."""
    wanted = word.replace("_", " ").casefold()
    called = sorted(
        (said.count(" "), len(name), name)
        for name, text in labels.items()
        for said in (_SIGNS.sub(" ", each.casefold()) for each in (text.it, text.en))
        if wanted and f" {wanted} " in f" {said} "
    )
    just = [each for each in called if each[0] == wanted.count(" ")] or called
    told = tuple(dict.fromkeys(f"`{name}`" for *_, name in just))[:_TOLD]
    return f"write {' or '.join(told)}" if told else None


def meant(what: str, word: str) -> str | None:
    """What to write in place of a word that is none of its kind; None where nothing is sure."""
    if what in {"key", "operator"} and word.isdigit():  # `fee: 3,50` is a fee of 3 and a key of its own
        return _POINT
    return _HELP.get((what, word.lower()))


# --- faults -----------------------------------------------------------------------------------------------------------

#: How many faults of a rule file are told.
MOST_FAULTS: Final = 100
_PART: Final = 5
_LONGEST_NAME: Final = 40  # characters of an unknown name that are repeated


def _holding(name: str, known: Sequence[str]) -> str | None:
    """The shortest known name that holds an unknown one of some length as a part."""
    return min((each for each in known if len(name) >= _PART and name in each), key=len, default=None)


def _instead(what: str, name: str, known: Sequence[str], otherwise: str | None = None) -> str | None:
    """What to write for a name that does not exist: what it stands for, the nearest, ``otherwise``, or some that do."""
    close = nearest(name, known) or _holding(name, known)
    listed = f"known: {', '.join(sorted(known)[:12])}" if known else None
    return meant(what, name) or (f"did you mean `{close}`?" if close else otherwise or listed)


class Faults:
    """All faults of one file. ``source`` gives positions; without it (the catalogue's own recipes) there are none."""

    def __init__(self, source: Source | None = None) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        #: What a reader should look at, though the file can be used.
        self.notices: list[Diagnostic] = []
        #: Names that the file itself adds to the lists.
        self.own_names: Mapping[str, Mapping[str, Text]] = {}
        #: Indicators that the file itself, or the base that it changes, declares.
        self.indicators: Mapping[str, Indicator] = {}
        #: The vocabulary file of each fact that stands in one.
        self.elsewhere: dict[str, Source] = {}
        self._sources: dict[str, Sequence[str]] = {}

    def take_over(self, other: Faults) -> None:
        """Report what was found in another file that belongs to this one."""
        self.found += other.found
        self._sources |= other._all_sources()

    def add(
        self, code: str, message: str, path: Path, help: str | None = None, *, at_key: bool = False
    ) -> None:
        """Report an error at the value of ``path``, or at its key; no more once there are `MOST_FAULTS`."""
        if self.is_full:
            return
        fault = Diagnostic(code, message, self._position(path, at_key=at_key), path, help, Weight.ERROR)
        if fault not in self.found:
            self.found.append(fault)
        if len(self.found) == MOST_FAULTS:
            message, remedy = (
                "there are more faults than these",
                "correct these first, then read the file again",
            )
            self.found.append(
                Diagnostic("too-many-faults", message, self._position((), at_key=False), (), remedy)
            )

    @property
    def is_full(self) -> bool:
        """Whether so many faults are found that nobody reads further ones."""
        return len(self.found) >= MOST_FAULTS

    def notice(self, code: str, message: str, path: Path, help: str, severity: Weight) -> None:
        """Report something doubtful at ``path``; nothing stops. What stands only in an overlay's base is told there."""
        if self.source is None or path in self.source.places.values:
            position = self._position(path, at_key=False)
            self.notices.append(Diagnostic(code, message, position, path, help, severity))

    def error(self) -> DiagnosticsError:
        """All that was found, as one error."""
        return DiagnosticsError(self.found, self._all_sources())

    def _all_sources(self) -> dict[str, Sequence[str]]:
        """The lines of the file and of those that belong to it."""
        return {**self._sources, **(self.source.sources if self.source else {})}

    def _position(self, path: Path, *, at_key: bool) -> Position | None:
        source = (
            self.elsewhere.get(str(path[1]), self.source) if path[:1] == ("facts",) != path else self.source
        )
        if source is None:
            return None
        return source.key_at(path) if at_key else source.at(path)

    def unknown(
        self,
        what: str,
        name: str,
        known: Iterable[str],
        path: Path,
        *,
        at_key: bool = True,
        otherwise: str | None = None,
    ) -> None:
        """Report a name that does not exist, with what it stands for, the nearest one, or ``otherwise`` what to do."""
        if self.is_full:  # the nearest name is costly to find
            return
        help = _instead(what, name, tuple(known), otherwise)
        code = what.replace(" ", "-").replace("_", "-")
        self.add(f"unknown-{code}", f"unknown {what} `{name[:_LONGEST_NAME]}`", path, help, at_key=at_key)

    def member(self, name: str, names: str | None, own: Collection[str], path: Path) -> str:
        """A name of a list in its one form; reported where neither the library nor the rule set (``own``) has it."""
        if names == "municipality":
            return self.place(name, own, path) or name
        listed = members_of(names)
        if names is not None and name not in listed and name not in own:
            said = labelled(name, labels(names, self.own_names.get(names, {})))
            if said is None and not self.is_full:
                said = _instead("name", name, (*map(str, listed), *own)) or ""
                joined = " " if said.endswith("?") else "; " if said else ""
                said += f"{joined}one of your own is added under `names: {{{names}: …}}`"
            self.add("unknown-name", f"unknown name `{name[:_LONGEST_NAME]}`", path, said)
        return name

    def place(self, name: str, own: Collection[str], path: Path, *, at_key: bool = False) -> str | None:
        """A Comune in its one form, or what the rule set adds to them; None after reporting that it is neither."""
        if name in own:
            return name
        try:
            return normalise(name)
        except MunicipalityError as error:
            self.add("unknown-municipality", f"`{name}`: {error.problem}", path, error.advice, at_key=at_key)
            return None

    # --- shapes -------------------------------------------------------------------------------------------------------

    def mapping(
        self,
        data: Any,
        path: Path,
        required: Sequence[str] = (),
        optional: Sequence[str] = (),
        *,
        what: str = "key",
    ) -> dict[str, Any] | None:
        """A mapping with just these keys, or None after reporting what is wrong with it.

        A key with nothing behind it lacks as well; only a file's ``rules`` may be empty.
        """
        if not isinstance(data, dict):
            self.add(
                "wrong-shape",
                f"{_called(path)} must be a mapping",
                path,
                f"keys: {', '.join((*required, *optional))}",
            )
            return None
        for key in data:
            if key not in required and key not in optional:
                self.unknown(what, key, (*required, *optional), (*path, key))
        absent = [key for key in required if data.get(key) is None and (key not in data or key != "rules")]
        for key in absent:
            self.add("missing-key", f"{_called(path)} lacks the key `{key}`", path, f"add `{key}:`")
        return None if absent else data

    def named(self, data: Any, path: Path) -> Mapping[str, Any]:
        """A mapping whose keys are names of the author's choosing; empty after reporting another shape."""
        if isinstance(data, dict):
            return data
        if data is not None:
            self.add("wrong-shape", f"`{_last(path)}` must map names to definitions", path)
        return {}

    def by_reading(self, data: Any, path: Path, part: str) -> tuple[str, Mapping[str, Any]] | None:
        """A reading, and what stands under each of its options; None after reporting another shape."""
        if isinstance(data, dict) and len(data) == 1:
            ((reading, options),) = data.items()
            return reading, self.named(options, (*path, reading))
        help = f"by_reading: {{reading: {{option: {part}}}}}"
        self.add("wrong-shape", "`by_reading` names exactly one reading", path, help)
        return None

    def items(self, data: Any, path: Path) -> Sequence[Any]:
        """A list; empty after reporting another shape."""
        if isinstance(data, list):
            return data
        if data is not None:
            self.add(
                "wrong-shape",
                f"`{_last(path)}` must be a list",
                path,
                "write its elements with a leading `- `",
            )
        return ()

    def texts(self, data: Any, path: Path) -> list[str]:
        """A list of texts; a whole number is one as well."""
        found = list(self.items(data, path))
        for n, each in enumerate(found):
            if isinstance(each, bool) or not isinstance(each, (str, int)):
                self.add("wrong-shape", f"{_called((*path, n))} must be a text", (*path, n), "in quotes")
        return [str(each) for each in found]

    def word(self, data: Any, path: Path) -> str:
        """A text that is not empty."""
        if isinstance(data, str) and data.strip():
            return data
        self.add("wrong-shape", f"{_called(path)} must be a text", path)
        return ""

    def choice(self, data: Any, allowed: Sequence[str], path: Path, default: str) -> str:
        """One of a few words; ``default`` when absent."""
        if data is None:
            return default
        if data in allowed:
            return str(data)
        self.unknown(_last(path), str(data), allowed, path, at_key=False)
        return default

    def text(self, data: Any, path: Path) -> Text:
        """A text in both languages."""
        if isinstance(data, dict) and any(data[key] is None for key in set(data) - set(LANGUAGES)):
            self.add("wrong-shape", "a comma ends a text here", path, "put each text in quotes")
            return Text("", "")
        found = self.mapping(data, path, LANGUAGES, what="language")
        if found is None:
            return Text("", "")
        return Text(self.word(found["it"], (*path, "it")), self.word(found["en"], (*path, "en")))


def _last(path: Path) -> str:
    names = [str(part) for part in path if isinstance(part, str)]
    return names[-1] if names else "file"


def _called(path: Path) -> str:
    """What a message calls the thing at a path."""
    return f"an item of `{_last(path)}`" if path and isinstance(path[-1], int) else f"`{_last(path)}`"
