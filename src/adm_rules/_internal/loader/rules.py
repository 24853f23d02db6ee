"""Reads rules and derogations of a rule file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adm_rules._internal.dataclass import dataclass, replace
from adm_rules._internal.facts import registry
from adm_rules._internal.loader.conditions import maybe_condition, read_condition
from adm_rules._internal.loader.faults import Faults
from adm_rules._internal.loader.purposes import read_purpose
from adm_rules._internal.loader.values import read_citation
from adm_rules._internal.names import labels
from adm_rules._internal.rules import (
    AllOf,
    Comparison,
    DerogationClause,
    Follows,
    Guidance,
    Path,
    Rule,
)
from adm_rules._internal.rules.conditions import SERVICES, joined
from adm_rules._internal.texts import Text

_OTHERWISE_MORE = ("consequence", "severity_because", "asks_judgement")
SEVERITIES = ("error", "warning", "info")
_RULE = ("id", "title", "norms", "cites", "per", "require", "otherwise")
_RULE_MORE = ("when", "derogations", "dated_by", "awaits", "topic", "purpose", "follows")
#: What tells a reader what to do about a breach.
GUIDANCE = ("fault", "effect", "acts", "remedy")
#: Where a cause may stand, seen from what it causes.
WHERE = ("same", "record", "file", "derogation")
#: How many characters a fault may have, so that a screen of 80 columns shows it beside the file's name.
HEADLINE = 60


def read_services(data: Any, faults: Faults) -> Comparison | None:
    """Which services the act regulates: what rules about what belongs to an intervention ask, besides their own."""
    if data is None:
        return None
    one = data[0] if isinstance(data, list) and len(data) == 1 else None
    asked = {"one_of": data} if one is None else {"is": one}
    found = read_condition({"service": asked}, SERVICES, faults)
    return found if isinstance(found, Comparison) else None


def of_services(rule: Rule, services: Comparison | None, faults: Faults) -> Rule:
    """The rule as it is about the services of the act alone, where it does not say itself which it is about."""
    own = rule.when.parts if isinstance(rule.when, AllOf) else () if rule.when is None else (rule.when,)
    said = [each for each in own if {fact.name for fact in each.facts()} == {"service"}]
    if services is None or not _is_of_intervention(rule.per):
        return rule
    if not said:
        return replace(rule, when=joined(services, *own))
    for each in said:
        if isinstance(each, Comparison) and replace(each, path=services.path) == services:
            message = "the head of the file says already which services its rules are about"
            faults.add("service-twice", message, each.path, "leave it out")
    return rule


def _is_of_intervention(subject: str) -> bool:
    """Whether it is an intervention, or belongs to one."""
    known = subject in registry().subjects
    return known and (subject == "intervention" or registry().chain("intervention", subject) is not None)


def read_rule(
    data: Any,
    path: Path,
    shared: Mapping[str, Mapping[str, Any]],
    faults: Faults,
    services: Comparison | None = None,
) -> Rule | None:
    """One rule; None after reporting that its shape is wrong."""
    body = faults.mapping(data, path, _RULE, _RULE_MORE)
    if body is None:
        return None
    otherwise = _otherwise(body["otherwise"], (*path, "otherwise"), faults)
    derogations = [
        _derogation(item, (*path, "derogations", n), shared, faults)
        for n, item in enumerate(faults.items(body.get("derogations"), (*path, "derogations")))
    ]
    rule = Rule(
        id=faults.word(body["id"], (*path, "id")),
        title=faults.text(body["title"], (*path, "title")),
        per=faults.word(body["per"], (*path, "per")),
        norms=read_norms(body["norms"], (*path, "norms"), faults),
        cites=read_citation(body["cites"], (*path, "cites"), faults),
        when=maybe_condition(body, "when", path, faults),
        require=read_condition(body["require"], (*path, "require"), faults),
        derogations=tuple(item for item in derogations if item is not None),
        severity=otherwise.severity,
        consequence=otherwise.consequence,
        message=otherwise.message,
        path=path,
        topic=_maybe_word(body, "topic", path, faults),
        dated_by=_maybe_word(body, "dated_by", path, faults),
        awaits=_maybe_word(body, "awaits", path, faults),
        purpose=read_purpose(body.get("purpose"), (*path, "purpose"), faults),
        guidance=otherwise.guidance,
        follows=tuple(
            _follows(item, (*path, "follows", n), faults)
            for n, item in enumerate(faults.items(body.get("follows"), (*path, "follows")))
        ),
        asks_judgement=otherwise.asks_judgement,
        severity_because=otherwise.because,
    )
    return of_services(rule, services, faults)


def _follows(data: Any, path: Path, faults: Faults) -> Follows:
    """A cause: the id of a rule, or that with where it must stand."""
    if not isinstance(data, dict):
        return Follows(faults.word(data, path), "record", path)
    body = faults.mapping(data, path, ("rule",), ("on",))
    if body is None:
        return Follows("", "record", path)
    on = faults.choice(body.get("on"), WHERE, (*path, "on"), "record")
    return Follows(faults.word(body["rule"], (*path, "rule")), on, (*path, "rule"))


def read_norms(data: Any, path: Path, faults: Faults) -> tuple[str, ...]:
    """The norms that a rule or an order encodes."""
    norms = tuple(faults.texts(data, path))
    if not norms:
        faults.add("uncited-rule", "a rule names the norms that it encodes", path, "norms: [XXX-01-01]")
    return norms


def _maybe_word(body: Mapping[str, Any], key: str, path: Path, faults: Faults) -> str | None:
    return faults.word(body[key], (*path, key)) or None if body.get(key) is not None else None


@dataclass(frozen=True, slots=True)
class _Otherwise:
    """What is told where a rule is not kept."""

    severity: str
    consequence: str
    message: Text
    guidance: Guidance
    asks_judgement: bool
    because: Text | None


def _otherwise(data: Any, path: Path, faults: Faults) -> _Otherwise:
    body = faults.mapping(data, path, ("severity", "message"), (*_OTHERWISE_MORE, *GUIDANCE))
    if body is None:
        return _Otherwise(
            "error", "none_stated", Text("", ""), Guidance(), asks_judgement=False, because=None
        )
    consequence = str(body.get("consequence", "none_stated"))
    known = labels("consequence", faults.own_names.get("consequence", {}))
    if consequence not in known:
        faults.unknown("consequence", consequence, known, (*path, "consequence"), at_key=False)
    severity = faults.choice(body["severity"], SEVERITIES, (*path, "severity"), "error")
    message = faults.text(body["message"], (*path, "message"))
    because = (
        faults.text(body["severity_because"], (*path, "severity_because"))
        if "severity_because" in body
        else None
    )
    judgement = _asks_judgement(body, severity, path, faults)
    return _Otherwise(
        severity,
        consequence,
        message,
        _guidance(body, path, faults),
        asks_judgement=judgement,
        because=because,
    )


def _asks_judgement(body: Mapping[str, Any], severity: str, path: Path, faults: Faults) -> bool:
    """Whether people have the last word; what they have to judge is no error yet."""
    asks, at = body.get("asks_judgement", False), (*path, "asks_judgement")
    if not isinstance(asks, bool):
        faults.add("wrong-shape", "`asks_judgement` is true or false", at)
        return False
    if asks and severity == "error":
        help = "make it a warning or info, or leave `asks_judgement` out where the breach is certain"
        faults.add("judgement-is-no-error", "what people have to judge cannot be an error", at, help)
    return asks is True


def _guidance(body: Mapping[str, Any], path: Path, faults: Faults) -> Guidance:
    texts = {key: faults.text(body[key], (*path, key)) for key in ("fault", "remedy") if key in body}
    if "fault" in texts and max(len(texts["fault"].it), len(texts["fault"].en)) > HEADLINE:
        message, help = f"a headline has at most {HEADLINE} characters", "say what is wrong, not what is due"
        faults.add("long-headline", message, (*path, "fault"), help)
    return Guidance(
        fault=texts.get("fault"),
        effect=_member(body, "effect", "effect", path, faults),
        acts=_member(body, "acts", "role", path, faults),
        remedy=texts.get("remedy"),
    )


def _member(body: Mapping[str, Any], key: str, names: str, path: Path, faults: Faults) -> str | None:
    """One name of a list, or of what the rule set adds to it."""
    own = faults.own_names.get(names, {})
    return faults.member(str(body[key]), names, own, (*path, key)) if key in body else None


def read_derogations(data: Any, faults: Faults) -> Mapping[str, Mapping[str, Any]]:
    """The shared derogations at the top of a file, as they stand: each rule that uses one reads it anew."""
    path = ("derogations",)
    keys = ("record", "when", "cites", "title")
    return {
        name: body
        for name, body in faults.named(data, path).items()
        if faults.mapping(body, (*path, name), (), keys) is not None
    }


def _derogation(
    data: Any, path: Path, shared: Mapping[str, Mapping[str, Any]], faults: Faults
) -> DerogationClause | None:
    if isinstance(data, dict) and "use" in data:
        return _shared_derogation(data, path, shared, faults)
    body = faults.mapping(data, path, ("id", "require"), ("record", "when", "cites", "title"))
    if body is None:
        return None
    return _build(faults.word(body["id"], (*path, "id")), body, path, body["require"], path, faults)


def _shared_derogation(
    data: dict[str, Any], path: Path, shared: Mapping[str, Mapping[str, Any]], faults: Faults
) -> DerogationClause | None:
    body = faults.mapping(data, path, ("use", "require"))
    if body is None:
        return None
    name = str(body["use"])
    if name not in shared:
        faults.unknown("derogation", name, shared, (*path, "use"), at_key=False)
        return None
    return _build(name, shared[name], ("derogations", name), body["require"], path, faults)


def _build(
    name: str, body: Mapping[str, Any], at: Path, require: Any, path: Path, faults: Faults
) -> DerogationClause:
    return DerogationClause(
        name,
        maybe_condition(body, "when", at, faults),
        maybe_condition(body, "record", at, faults),
        read_condition(require, (*path, "require"), faults),
        read_citation(body["cites"], (*at, "cites"), faults) if "cites" in body else None,
        path,
        faults.text(body["title"], (*at, "title")) if "title" in body else None,
    )
