"""Mistakes that load: what is wrong or needless in a rule set though every part of it can be read."""
