"""The calendar of deadlines (iCalendar, RFC 5545), with a pseudonym for each case. Needs the extra ``ics``."""

from __future__ import annotations

from adm_rules._internal.render.ics import (
    deadlines_ics,
    pseudonym,
)

__all__ = ["deadlines_ics", "pseudonym"]
