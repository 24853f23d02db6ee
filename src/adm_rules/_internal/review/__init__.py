"""Looks after rule sets: runs their examples, accounts for every norm, compares rule sets with one another."""
