"""Files out of relational tables by a mapping, and files as tables and back.

`from_tables` reads what an office has: a folder of CSV files, an SQLite file, a workbook, a database, data frames.
`docs/tables.md` describes the mapping.
"""

from __future__ import annotations

from adm_rules._internal.tables.faults import TableFault
from adm_rules._internal.tables.flat import of_tables, to_tables, write_tables
from adm_rules._internal.tables.importing import Imported, Refused, from_tables

__all__ = ["Imported", "Refused", "TableFault", "from_tables", "of_tables", "to_tables", "write_tables"]
