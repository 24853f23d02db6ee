"""Pictures of answers, for notebooks and pages: SVG without script or network, in words as well; the extra `plots`."""

from __future__ import annotations

from adm_rules._internal.plots.breaches import breaches
from adm_rules._internal.plots.calendar import deadlines
from adm_rules._internal.plots.curve import copayment
from adm_rules._internal.plots.hours import hours
from adm_rules._internal.plots.plot import Plot

__all__ = ["Plot", "breaches", "copayment", "deadlines", "hours"]
