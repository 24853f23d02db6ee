"""Mutants: a rule set with one small mistake each, to see whether an example notices."""
