"""Outputs: one file for each. They lay out what a report or an explanation holds and decide nothing."""
