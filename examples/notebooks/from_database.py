# %% [markdown]
# # From a database
#
# Invented minors in an SQLite database, a mapping, the front page. Forty of them, since the tests of this library run the
# notebook; with `MINORS = 300` it takes some twenty seconds of processor time and tells what docs/howto/database.md tells.

# %%
import runpy
import sqlite3
from datetime import date

import adm_rules as adm
from adm_rules import display
from adm_rules.tables import from_tables

MINORS = 40
make = runpy.run_path("examples/database/make_database.py")
database = sqlite3.connect(":memory:")
make["write"](database, MINORS)
database.execute("SELECT count(*) FROM accessi").fetchone()

# %%
made = from_tables("examples/tables/mapping.yaml", database)
print(len(made.files), "read,", len(made.refused), "refused")

# %%
display.language("en")
page = adm.load("tirano").check_many(made.files, on=date(2026, 3, 31))
page

# %% [markdown]
# What to ask first, so that most can be decided:

# %%
for question in page.ask_first(5):
    print(
        question.who, "·", ", ".join(text.en for _, text in question.asks[:2]), "·", question.files, "files"
    )
