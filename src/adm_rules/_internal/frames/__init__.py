"""Answers as frames: columns of stable names and types, behind which Arrow stands. See docs/frames.md."""
