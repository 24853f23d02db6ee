"""Reads back from judged rows what a truth rested on, and what is missing where it is unknown."""
