"""Writes an SQLite database of invented minors, as the export of a case-management system has it.

``python examples/database/make_database.py cases.db 300`` writes 300; the same number gives the same database. Faults
are planted on purpose: hours above the cap, plans too late, plans without signatures, a residence that ended, terms of
vouchers that are too long, minors who turned eighteen; two rows cannot be read.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from datetime import date, timedelta
from pathlib import Path

SEED = 20260331
UNTIL = date(2026, 3, 31)
TABLES = {
    "agenzie": "cod ragione_sociale",
    "operatori": "matr qualifica",
    "minori": "id_minore data_nascita area isee data_isee sesso",
    "residenze": "id_minore comune dal al",
    "interventi": (
        "id_int id_minore tipo cod_ag data_richiesta data_valutazione esito data_proposta data_avvio data_chiusura"
        " motivo_chiusura ore_sett"
    ),
    "voucher": "id_int progr dal al valore_orario",
    "progetti": "id_prog id_int data redatto_da obiettivi firma_as firma_educ verifica_mesi",
    "accessi": "id_acc id_int data ora_inizio ora_fine stato tipo luogo matr",
}
Row = tuple[object, ...]


def day(value: date | None) -> str | None:
    """A day as Italian systems write it."""
    return None if value is None else f"{value:%d/%m/%Y}"


def money(euro: int) -> str:
    """An amount with a point between thousands and a decimal comma."""
    return f"{euro:,}".replace(",", ".") + ",00"


class Invented:
    """The rows of one database, minor by minor."""

    def __init__(self) -> None:
        self.draw = random.Random(SEED)  # noqa: S311 - invented data, no secret
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.rows["agenzie"].append(("VE", "Cooperativa inventata"))
        self.rows["operatori"] += [(str(n), "EDU") for n in range(1, 13)]

    def minor(self, n: int) -> None:
        """One minor with a residence, an intervention, its voucher, its plan and its sessions."""
        draw = self.draw
        turned = n % 40 == 17
        born = date(2008, 2, 1) + timedelta(draw.randrange(20)) if turned else self._born()
        isee = draw.randrange(2_000, 30_000, 250)
        named = ("N.D.", None) if n % 9 == 4 else (money(isee), "20/01/2026")
        written = "2014-13-40" if n % 150 == 99 else day(born)  # a day that no calendar has
        self.rows["minori"].append((str(n), written, draw.choice(["PREV", "VAL", "TRATT"]), *named, "F"))
        moved = date(2026, 2, 10) if n % 35 == 5 else None
        town = draw.choice([" Tirano", "TEGLIO", "Bianzone", "Villa di Tirano"])
        self.rows["residenze"].append((str(n), town, day(date(2019, 9, 1)), day(moved)))
        self.intervention(n)

    def _born(self) -> date:
        return date(2010, 1, 1) + timedelta(self.draw.randrange(3_500))

    def intervention(self, n: int) -> None:
        """Home education from January or February 2026."""
        draw, own = self.draw, f"A-{n}"
        asked = date(2026, 1, 7) + timedelta(draw.randrange(10))
        proposed = asked + timedelta(7)
        start = proposed + timedelta(20 if n % 11 == 3 else draw.randrange(5, 14))
        hours = draw.choice(["4,5", "6", "8"])
        days = day(asked), day(asked + timedelta(5)), "P", day(proposed), day(start)
        self.rows["interventi"].append((own, str(n), "ADM", "VE", *days, None, None, hours))
        last = start + timedelta(240 if n % 25 == 12 else 180)
        self.rows["voucher"].append((own, "1", day(start), day(last), "24,00"))
        drafted = start + timedelta(50 if n % 13 == 8 else 20)
        signed = None if n % 10 == 6 else day(drafted + timedelta(2))
        goals = draw.choice(["AUT", "REL, SOC", "AUT;STU"])
        self.rows["progetti"].append((f"P-{n}", own, day(drafted), "EDUC", goals, signed, day(drafted), "6"))
        self.sessions(own, start, above=n % 20 == 10)

    def sessions(self, own: str, start: date, *, above: bool) -> None:
        """Two afternoons a week until the end of the export; with ``above`` one week of more than ten hours."""
        first = start + timedelta(-start.weekday() % 7)
        for week in range((UNTIL - first).days // 7 + 1):
            days, hours = (
                (range(5), "17:30") if above and week == 3 else ((0, 2), self.draw.choice(["16:30", "17.00"]))
            )
            for weekday in days:
                at = first + timedelta(7 * week + weekday)
                if at <= UNTIL:
                    number, by = str(len(self.rows["accessi"]) + 1), str(self.draw.randrange(1, 13))
                    self.rows["accessi"].append(
                        (number, own, day(at), "15:00", hours, "EFF", "DIR", "DOM", by)
                    )


def write(database: sqlite3.Connection, minors: int) -> None:
    """Write the tables of so many minors."""
    made = Invented()
    for n in range(1, minors + 1):
        made.minor(n)
    for name, columns in TABLES.items():
        listed = ", ".join(columns.split())
        places = ", ".join("?" for _ in columns.split())
        database.execute(f"CREATE TABLE {name} ({listed})")
        database.executemany(f"INSERT INTO {name} VALUES ({places})", made.rows[name])  # noqa: S608 - our own names
    database.commit()


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as connection:
        write(connection, int(sys.argv[2]))
    print(f"{file}: {file.stat().st_size // 1024} kB")
