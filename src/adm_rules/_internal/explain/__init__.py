"""Puts rules and facts into words, in Italian and in English, from their own data.

Conditions become sentences made of the catalogue's labels, the operators and the limits, each with the article
that it comes from; recipes become a sentence on where a fact comes from. Nothing is written by hand for a single
rule or fact.
"""

from __future__ import annotations

from adm_rules._internal.explain.conditions import Clause, Prose
from adm_rules._internal.explain.grammar import Noun, noun
from adm_rules._internal.explain.recipes import asks, file_key, ingredients, origin
from adm_rules._internal.explain.rules import Explanation, Section
from adm_rules._internal.explain.search import Search
from adm_rules._internal.explain.source import source_of
