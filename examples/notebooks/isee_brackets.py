# %% [markdown]
# # ISEE brackets
#
# What a family pays over a range of ISEE, by a tariff of ten bands. The figures are those of an example, not of an act in force.

# %%
from datetime import date

import adm_rules as adm
from adm_rules import display, plots

ON = date(2026, 3, 10)
display.language("en")
tariff = adm.load("examples/tariffs/steps.yaml")
display.explain(tariff, "copayment", lang="en")

# %%
family = {"id": "esempio-1", "birth_date": "2014-05-03"}
curve = tariff.copayment_curve(family, isee=range(0, 15001, 2500), on=ON)
for step in curve.steps:
    print(f"from an ISEE of {step.isee} on: {step.total} an hour")

# %%
plots.copayment(curve, lang="en")

# %% [markdown]
# One family, with the way to its amount:

# %%
isee = [
    {
        "kind": "minors",
        "status": "valid",
        "value": "7500.00",
        "issued_on": "2026-01-20",
        "valid_until": "2026-12-31",
    }
]
tariff.copayment({**family, "isee": isee}, on=ON, hours=10)
