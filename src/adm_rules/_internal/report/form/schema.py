"""The JSON Schema of format 1 (draft 2020-12), with what each key means; the closed lists are those of the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from adm_rules._internal.citations import PARTS
from adm_rules._internal.report.form.naming import DIGITS, LETTERS, NOT_ASKED, format_name
from adm_rules._internal.report.parts import MissingKind, Severity, Verdict
from adm_rules._internal.texts import LANGUAGES
from adm_rules._internal.values.deadline_forms import WORDS
from adm_rules._internal.values.kinds import KINDS
from adm_rules._internal.values.operators import OPERATORS

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_FLAG: Final = {"type": "boolean"}
_NAMES: Final = {"type": "array", "items": _TEXT}


def record(about: str, required: str, **properties: Any) -> dict[str, Any]:
    """An object with these keys and no others; those in ``required`` are always there."""
    shape = {"type": "object", "description": about, "properties": properties, "additionalProperties": False}
    return {**shape, "required": required.split()} if required else shape


def told(form: Mapping[str, Any], about: str) -> dict[str, Any]:
    """A form with what it means."""
    return {**form, "description": about}


def several(form: Mapping[str, Any], about: str = "") -> dict[str, Any]:
    """A list of a form."""
    return {"type": "array", "items": form, **({"description": about} if about else {})}


def by_name(form: Mapping[str, Any], about: str) -> dict[str, Any]:
    """Values of a form by names that are free."""
    return {"type": "object", "additionalProperties": form, "description": about}


def ref(name: str, about: str = "") -> dict[str, Any]:
    """A form that is defined once."""
    return {"$ref": f"#/$defs/{name}", **({"description": about} if about else {})}


def _one_of(names: Any, about: str) -> dict[str, Any]:
    return {"enum": [str(getattr(name, "value", name)) for name in names], "description": about}


#: What stands for the rest of the forms; those of every kind of answer share them.
SHARED: Final[Mapping[str, Any]] = {
    "day": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "A day, YYYY-MM-DD."},
    "text": {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, _TEXT),
        "additionalProperties": False,
        "minProperties": 1,
        "description": "A text by language.",
    },
    "verdict": _one_of(Verdict, "What was found."),
    "severity": _one_of(Severity, "How grave a breach is."),
    "citation": record("The place in the act.", "", **dict.fromkeys(PARTS, _TEXT)),
    "rules": record(
        "The rule set: its name, version and fingerprint, and the version of the rule language.",
        "id version fingerprint language",
        id=_TEXT, version=_TEXT, fingerprint=_TEXT, language={"type": "integer", "minimum": 1},
        trial=several(
            record("", "name label takes act", name=_TEXT, label=ref("text"), takes=ref("text"), act=ref("text")),
            "Of a what-if: the values that were tried in place of those of the act.",
        ),
    ),
}  # fmt: skip

_VALUE: Final = {
    "anyOf": [ref("scalar"), ref("span"), {"type": "array", "items": _TEXT}],
    "description": "By kind: whole numbers of minutes, days, months, years, counts and cents; days, instants and clock "
    "times as text; exact fractions as `2/5`; names; sets and series as lists. `null` is known not to be. Two ends "
    "stand for what is not wholly known, and for the two limits of `between`.",
}
_DEFS: Final[Mapping[str, Any]] = {
    **SHARED,
    "scalar": {"type": ["integer", "string", "boolean", "null"]},
    "span": record(
        "What is known of a value: its ends, `null` for an open one.",
        "from to",
        **{"from": {"anyOf": [ref("scalar"), _NAMES]}, "to": {"anyOf": [ref("scalar"), _NAMES]}},
    ),
    "head": record(
        "What all findings of a rule have in common.",
        "title subject severity cites consequence norms",
        title=ref("text"), subject=told(_TEXT, "The kind of thing that the rule is about."),
        severity=ref("severity"), cites=ref("citation"),
        consequence=told(_TEXT, "What the act says follows from a breach; `none_stated` where it is silent."),
        stated=ref("text", "That consequence in words, where the rule set adds it to the list."),
        norms=told(_NAMES, "The norms of the register that the rule encodes."), topic=_TEXT,
        fault=ref("text", "What is wrong, as a headline."),
        effect=told(_TEXT, "What a breach touches: access, safety, money, terms, standards, papers."),
        acts=told(_TEXT, "Who has to act: a name of the list `role`."), actor=ref("text", "Who has to act, in words."),
        remedy=ref("text", "What puts it right."),
        follows=several(record("", "rule on", rule=_TEXT, on=_TEXT), "The rules whose breach a breach only repeats."),
    ),
    "observed": record(
        "One comparison.",
        "fact op",
        fact=_TEXT, op=_one_of([*OPERATORS, *WORDS], "The comparison, or the form of deadline."),
        kind=_one_of(KINDS, "The kind of the value."), value=_VALUE, limit=_VALUE,
        limit_kind=_one_of(KINDS, "The kind of the limit, where it is another one."),
        holds=told(_FLAG, "Whether it holds; left out where that is not known."),
        either=told(_FLAG, "One of several of which one would do."),
        words=by_name(
            record("", "label value limit", label=_TEXT, value=_TEXT, limit=_TEXT, distance=_TEXT),
            "The comparison in words, by language.",
        ),
    ),
    "missing": record(
        "Something to ask for.",
        "fact",
        fact=_TEXT, kind=_one_of([each for each in MissingKind if each != "fact"], "What it is, unless a fact."),
        of=told(_TEXT, "The kind of thing that lacks it."), who=told(_TEXT, "Who has the answer: a name of `role`."),
        at=told(_TEXT, "The name of the element that lacks it, unless that of the finding."), text=ref("text"),
    ),
    "due": record(
        "A deadline behind a finding.",
        "fact state day",
        fact=_TEXT, state=_TEXT, day={"anyOf": [ref("day"), {"type": "null"}]},
        late=told(_COUNT, "Days late, or the least that it can be."), term=ref("text"),
        may_have_happened=told(_FLAG, "Whether a record leaves open that it was done, too late."),
    ),
    "cover": record(
        "The derogation that covers a breach, or comes nearest to it.",
        "name",
        name=_TEXT, record=told(_TEXT, "Its id in the file."), holds=_FLAG, cites=ref("citation"),
        lacks=several(ref("observed"), "What it does not satisfy."),
    ),
    "reading": record(
        "Another reading of the norm under which the verdict differs.",
        "reading option verdict",
        reading=_TEXT, option=_TEXT, verdict=ref("verdict"), missing=several(ref("missing")), text=ref("text"),
    ),
    "finding": {
        **record(
            "What was found of one rule and one thing; those that are alike stand under the first of them.",
            "rule verdict subject path",
            rule=_TEXT, verdict=ref("verdict"),
            severity=ref("severity", "Of a breach, and where it differs from that of the rule."),
            subject=told(_TEXT, "The kind of thing."),
            path=told(_TEXT, "Its place in the file: `interventions[0].sessions[27]`, `week:2026-W10`, of what a list "
                      "leaves open `interventions[0].plans[]`. With the rule, as `rule@path`, it is the key."),
            also=told(_NAMES, "The paths of further ones that differ in nothing else."),
            record=told(_TEXT, "The id of the record in the file."), name=told(_TEXT, "Its day or period."),
            intervention=_TEXT, agency=_TEXT, staff=_TEXT,
            because_of=told(_TEXT, "The key of the finding that this one only repeats."),
            settled_late=told(_FLAG, "What recurs was late once, and has been in time since."),
            base_verdict=ref("verdict", "Under an overlay: the breach of the base that it lets pass."),
            as_of_end=record("The verdict on the last day that the data cover.", "day verdict", day=ref("day"),
                             verdict=ref("verdict")),
            observed=several(ref("observed")), missing=several(ref("missing")),
            possible={"type": "string", "pattern": f"^[{''.join(DIGITS.values())}]+$",
                      "description": "The verdicts that stay open, as digits."},
            due=several(ref("due")), derogation=ref("cover"), readings=several(ref("reading")),
            not_evaluated=several(record("", "reading option", reading=_TEXT, option=_TEXT, text=ref("text"))),
            message=ref("text", "The finding in sentences."),
            details=several(ref("text"), "What a breach fails by and its message does not show."),
        ),
        "allOf": [
            {"if": {"properties": {"verdict": {"const": "breaches"}}}, "then": {"required": ["severity"]}}
        ],
    },
    "question": record(
        "Something to ask for, in the order in which to ask.",
        "kind subject who asks places findings settles severities",
        kind=_one_of(MissingKind, "What it is."), subject=told(_TEXT, "What it is about."),
        who=told(_TEXT, "Who has the answer."),
        asks=several(record("", "fact", fact=_TEXT, text=ref("text")), "The single things, the most wanted first."),
        places=told(_COUNT, "How many elements lack one of them."), findings=told(_COUNT, "How many findings miss it."),
        settles=told(_COUNT, "How many findings are settled after this question and those before it, at most."),
        severities=by_name(_COUNT, "Those by severity."),
    ),
    "table": record(
        "Every verdict about one kind of thing.",
        "root rules severities rows",
        root=told(_TEXT, "What the file is about in which they stand."),
        rules=told(_NAMES, "The rules, in the order of the characters."),
        severities={"type": "string", "pattern": f"^[{''.join(LETTERS.values())}]*$",
                    "description": "The severity of each of them, by its first letter."},
        rows=by_name(
            {"type": "string", "pattern": f"^[{''.join(DIGITS.values())}{NOT_ASKED}]*$"},
            "By path, one character for each rule: "
            + ", ".join(f"{digit} {verdict.value}" for verdict, digit in DIGITS.items())
            + f", {NOT_ASKED} not asked.",
        ),
        records=by_name(_TEXT, "The ids of records that have one, by path."),
        names=by_name(_TEXT, "Their names, where these are neither that id nor what the path tells."),
    ),
}  # fmt: skip

REPORT: Final[Mapping[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:adm-rules:report:1",
    "title": "adm_rules report, format 1",
    **record(
        "All findings of a check, and what they were found with.",
        "format rules library on files counts told owners grid findings",
        format={"const": format_name("report")}, rules=ref("rules"), library=told(_TEXT, "The library's version."),
        on=ref("day", "The day as of which was judged."),
        files=several(
            record(
                "A file that was given.", "root",
                root=told(_TEXT, "What it is about: case, agency, contract, district."), id=_TEXT,
                data_until=ref("day", "Its last day, where that lies before the judgement day."),
            )
        ),
        counts=by_name(_COUNT, "How many findings of each verdict there are."),
        presumed=several(record("What was presumed absent.", "absent text places", absent=_TEXT, text=ref("text"),
                                places=_COUNT)),
        overlaps=several(record("Two sessions that share time, of which no rule speaks.", "file one other", file=_TEXT,
                                one=_TEXT, other=_TEXT)),
        loosened=several(record("A rule of the base that an overlay may loosen.", "rule how because cites", rule=_TEXT,
                                how=_TEXT, because=ref("text"), cites=ref("citation"))),
        ask_first=several(ref("question")),
        told=by_name(ref("head"), "The rules of the findings below, by id."),
        owners=by_name(
            record("", "subject id", subject=_TEXT, id=_TEXT, agency=_TEXT),
            "The records that others stand under, by path.",
        ),
        grid=by_name(ref("table"), "Every verdict, by kind of thing."),
        findings=several(ref("finding"), "What is told, the order being that of a reader."),
    ),
    "$defs": _DEFS,
}  # fmt: skip
