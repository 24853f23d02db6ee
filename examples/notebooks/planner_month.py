# %% [markdown]
# # A planner's month
#
# Twelve invented minors, their agency, March 2026: what to do first, what to ask, what falls due, who pays what.

# %%
from datetime import date
from pathlib import Path

import adm_rules as adm
from adm_rules import display, plots

ON = date(2026, 3, 31)
rules = adm.load("examples/overlays/tirano_2026.yaml")
cases = Path("examples/month/cases")
agency = Path("examples/month/cooperativa_esempio.yaml").read_bytes()
display.language("it")

# %% [markdown]
# ## The front page

# %%
page = rules.check_many(cases, agencies=[agency], on=ON)
page

# %% [markdown]
# One of them, unfolded by a click:

# %%
page.report(page.worst(1)[0].key)

# %% [markdown]
# ## Who breaches what, and the hours of the weeks

# %%
plots.breaches(page)

# %%
plots.hours([page.report(each.key) for each in page.worst(2)])

# %% [markdown]
# ## What falls due for the first of them

# %%
due = rules.deadlines(sorted(cases.glob("*.yaml"))[0].read_bytes(), on=ON, until=date(2026, 6, 30))
due

# %%
plots.deadlines(due)

# %% [markdown]
# ## The month's statement

# %%
statement = rules.statement(
    [file.read_bytes() for file in sorted(cases.glob("*.yaml"))], month="2026-03", agency=agency
)
for total in statement.to_dict()["totals"]:  # in cents
    print(total["payer"], total["amount"])
