"""Writes what turns a file of plain data into rows: loops within loops, and what is not plain as `rows` reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from adm_rules._internal.compiler.filling import filled
from adm_rules._internal.compiler.page import PythonPage
from adm_rules._internal.compiler.readers import as_now
from adm_rules._internal.compiler.rows import UNTOLD, RowPlan, all_plans, begin_file, derived, read_list


def reader_text(root: RowPlan, presumed: Collection[str]) -> str:
    """The function that reads a file of one kind; ``presumed`` are the subjects of which something may be filled in."""
    page = _Page(presumed)
    with page.block("def read(content, reading):"):
        page.line("begin_file(content, reading)")
        page.line("rows, absent, until = reading.rows, reading.absent, reading.complete_until")
        page.line("closed = until is None or until >= reading.on")
        for plan in all_plans(root):
            page.line(f"add_{plan.scope} = rows[{plan.scope!r}].append")
        page.row(root, "content", "None")
    return "\n".join(page.lines) + "\n"


def reader_names(root: RowPlan) -> Mapping[str, Any]:
    """What that function names."""
    plans = all_plans(root)
    return {
        "begin_file": begin_file,
        "derived": derived,
        "read_list": read_list,
        "as_now": as_now,
        "filled": filled,
        "untold": UNTOLD,
        **{f"{plan.scope}_plan": plan for plan in plans},
        **{f"{plan.scope}_row": plan.row_class for plan in plans},
    }


class _Page(PythonPage):
    def __init__(self, presumed: Collection[str]) -> None:
        super().__init__()
        self._presumed = presumed

    def row(self, plan: RowPlan, content: str, up: str) -> None:
        """One row, and all that hangs below it."""
        if plan.scope in self._presumed:
            with self.block(f"if {plan.scope!r} in reading.fillings:"):
                self.line(
                    f"{content} = filled({plan.scope!r}, {content}, reading.fillings, reading.filled, False)"
                )
        row = self.name("row")
        self.line(f"{row} = {plan.scope}_row()")
        absent = "untold" if plan.subject.acts else "absent"
        for attribute, value in {"d": content, "up": up, "phantom": "False", "absent": absent}.items():
            self.line(f"{row}.{attribute} = {value}")
        if up == "None":
            self.line(f"{row}.owners = {{}}")
        else:
            self.line(f"found_{plan.scope}.append({row})")
        self.line(f"add_{plan.scope}({row})")
        for attribute, key, child in plan.kept:
            self._list(child, f"{row}.{attribute}", f"{content}.get({key!r})", row)
        for child in plan.derived:
            self.line(f"{row}.{child.attribute} = derived({child.scope}_plan, {row}, reading)")

    def _list(self, plan: RowPlan, where: str, raw: str, up: str) -> None:
        """The rows of a list; of one that is no plain list of known length, as `rows.read_list` makes them."""
        source = f"read_list({plan.scope}_plan, {{}}, {up}, reading, until)"
        if plan.exists_in:
            self.line(f"{where} = {source.format(raw)}")
            return
        items, content = self.name("items"), self.name("inside")
        self.line(f"{items} = {raw}")
        plain = f"{items}.__class__ is list and (not {items} or {items}[0].__class__ is dict)"
        with self.block(f"if {plain}{' and closed' if plan.placing else ''}:"):
            self.line(f"{where} = found_{plan.scope} = []")
            with self.block(f"for {content} in {items}:"):
                if plan.lapses is not None:
                    key, name = plan.lapses
                    with self.block(f"if {content}.get({key!r}) == {name!r}:"):
                        self.line(f"{content} = as_now({content}, {key!r}, {plan.placing!r}, reading.on)")
                self.row(plan, content, up)
        with self.block("else:"):
            self.line(f"{where} = {source.format(items)}")
