# %% [markdown]
# # A reform: ten hours a week become twelve
#
# A trial takes another value than the act's; everything that it answers says so. Nothing is written, nobody has adopted it.

# %%
from datetime import date
from pathlib import Path

import adm_rules as adm
from adm_rules import display

ON = date(2026, 3, 31)
act = adm.load("tirano")
trial = act.what_if(weekly_cap="12 h")
display.language("en")
trial

# %% [markdown]
# ## Who changes

# %%
cases = [
    Path(f"examples/cases/{name}.yaml") for name in ("compliant_adm", "several_breaches", "derogated_hours")
]
effect = trial.effect(cases, on=ON)
effect

# %%
print("in how many files how many findings come or go:", dict(effect.distribution))
for rule in effect.rules_changed:
    print(
        rule.rule,
        rule.act,
        "→",
        rule.trial,
        "; minutes beyond the limit:",
        rule.over_act.minutes,
        "→",
        rule.over_trial.minutes,
    )

# %% [markdown]
# ## Which cap would do?

# %%
from adm_rules.files import read_data_file

weeks = [read_data_file(case).data for case in cases]
act.verdict_curve(
    weeks, rule="hours.weekly-cap", value="weekly_cap", amounts=["8 h", "10 h", "12 h", "14 h", "16 h"], on=ON
)
