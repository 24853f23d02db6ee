"""Report format 1: a report as compact JSON that joins and computes, its schema, and the readers of every format.

``docs/report-format.md`` describes it.
"""
