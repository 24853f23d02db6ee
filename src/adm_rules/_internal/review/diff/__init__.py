"""What a change of rule sets means: in words, for the verdicts of files, and for the people whom it touches."""
