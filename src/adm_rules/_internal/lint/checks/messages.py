"""Checks of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from adm_rules._internal.lint.check import Level, check
from adm_rules._internal.lint.material import LintMark, Material
from adm_rules._internal.rules import Comparison, ValueRef


@check(Level.WARNING)
def message_equal(material: Material) -> Iterator[LintMark]:
    """A message is the same in both languages.

    Why: one of the two readers gets the other's language.

    Bad:

        rules:
          - per: session
            require: {venue: {is: home}}
            otherwise:
              severity: warning
              message: {it: "The session is elsewhere.", en: "The session is elsewhere."}

    Good:

        rules:
          - per: session
            require: {venue: {is: home}}
            otherwise:
              severity: warning
              message: {it: "L'accesso è altrove.", en: "The session is elsewhere."}
    """
    for rule in material.regulation.rules:
        if rule.message.it == rule.message.en:
            yield LintMark(
                (*rule.path, "otherwise", "message"),
                f"the message of `{rule.id}` is not translated",
                "write it in both languages",
            )


_ENDS = (".", "!", "?", ":", "}")


@check(Level.NOTE)
def message_no_stop(material: Material) -> Iterator[LintMark]:
    """A message ends without a full stop.

    Why: messages are sentences, and stand one behind the other in reports.

    Bad:

        rules:
          - per: session
            require: {venue: {is: home}}
            otherwise:
              severity: warning
              message: {it: "L'accesso è altrove", en: "The session is elsewhere."}

    Good:

        rules:
          - per: session
            require: {venue: {is: home}}
            otherwise:
              severity: warning
              message: {it: "L'accesso è altrove.", en: "The session is elsewhere."}
    """
    for rule in material.regulation.rules:
        for lang, text in (("it", rule.message.it), ("en", rule.message.en)):
            if not text.endswith(_ENDS):
                path = (*rule.path, "otherwise", "message", lang)
                yield LintMark(
                    path, f"the message of `{rule.id}` ends without a full stop", "end it with one"
                )


#: Kinds of which a reader wants to see the amount.
_MEASURED: Final = frozenset({"minutes", "money", "fraction", "ratio", "months", "years", "time"})


@check(Level.NOTE)
def message_without_limit(material: Material) -> Iterator[LintMark]:
    """A message names neither what was observed nor what is allowed.

    Why: whoever reads "too long" has to open the rule to learn how long is too long.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}
            otherwise: {severity: warning, message: {it: "L'accesso è lungo.", en: "The session is long."}}

    Good:

        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}
            otherwise:
              severity: warning
              message: {it: "L'accesso dura {session_time}.", en: "The session lasts {session_time}."}
    """
    # Rules that compare amounts with a unit and show none of them.
    for rule in material.regulation.rules:
        measured = [
            leaf
            for leaf in rule.require.leaves()
            if isinstance(leaf, Comparison)
            and leaf.operator != "exists"
            and material.registry.facts[leaf.fact.name].kind in _MEASURED
        ]
        names = {name for leaf in measured for name in _names(leaf)}
        if measured and not any(f"{{{name}" in rule.message.it for name in names):
            message = f"the message of `{rule.id}` shows neither what was observed nor the limit"
            yield LintMark(
                (*rule.path, "otherwise", "message"), message, "show one of them: `{fact}`, `{value}`"
            )


def _names(leaf: Comparison) -> Iterator[str]:
    yield leaf.fact.alias or leaf.fact.name
    if isinstance(leaf.operand, ValueRef):
        yield leaf.operand.name


_SLOT = re.compile(r"\{([^{}]+)\}")


@check(Level.ERROR)
def slot_one_language(material: Material) -> Iterator[LintMark]:
    """A message shows something in one language alone.

    Why: whoever reads the other language does not learn what was observed or allowed.

    Bad:

        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}
            otherwise:
              severity: warning
              message: {it: "L'accesso dura {session_time}.", en: "The session is too long."}

    Good:

        rules:
          - per: session
            require: {session_time: {at_most: 1 h}}
            otherwise:
              severity: warning
              message: {it: "L'accesso dura {session_time}.", en: "The session lasts {session_time}."}
    """
    for rule in material.regulation.rules:
        slots = {"it": _SLOT.findall(rule.message.it), "en": _SLOT.findall(rule.message.en)}
        for lang, other in (("it", "en"), ("en", "it")):
            for name in sorted(set(slots[lang]) - set(slots[other])):
                path = (*rule.path, "otherwise", "message", other)
                message = f"the message of `{rule.id}` shows `{{{name}}}` in one language only"
                yield LintMark(path, message, f"write `{{{name}}}` here as well")


@check(Level.NOTE)
def unused_alias(material: Material) -> Iterator[LintMark]:
    """A fact has a name for the message that the message does not use.

    Why: `as` gives a fact a name for messages. One that stands in none is left over, or the message forgot it.

    Bad:

        rules:
          - per: session
            require: {session_time: {as: length, at_most: 1 h}}

    Good:

        rules:
          - per: session
            require: {session_time: {as: length, at_most: 1 h}}
            otherwise:
              severity: warning
              message: {it: "L'accesso dura {length}.", en: "The session lasts {length}."}
    """
    for rule in material.regulation.rules:
        told = rule.message.it + rule.message.en
        for condition in rule.conditions():
            for leaf in condition.leaves():
                alias = leaf.fact.alias if isinstance(leaf, Comparison) else None
                if alias is not None and f"{{{alias}" not in told:
                    yield LintMark(
                        leaf.path,
                        f"`{rule.id}` never shows `{alias}`",
                        "show it in the message, or drop `as`",
                    )
