"""Files as tables and back: nothing is lost, in memory nor through files."""

from __future__ import annotations

import tempfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adm_rules._internal.case import Case
from adm_rules._internal.diagnostics import AdmRulesError
from adm_rules._internal.records import Record
from adm_rules._internal.roots import Root
from adm_rules.tables import of_tables, to_tables, write_tables
from tests.laws.model_files import records


@pytest.mark.parametrize("root", list(Root))
@given(data=st.data())
def test_tables_hold_everything(root: Root, data: st.DataObject) -> None:
    model: type[Record] = root.model()
    files = tuple(
        model.model_validate(each) for each in data.draw(st.lists(records(model), min_size=1, max_size=3))
    )
    tables = to_tables(files)
    assert of_tables(tables, root.value) == files
    with tempfile.TemporaryDirectory() as folder:
        assert len(write_tables(tables, folder)) == len(tables)
        assert of_tables(folder, root.value) == files


def test_values_of_declared_facts_and_empty_sets_come_back() -> None:
    case: dict[str, Any] = {
        "id": "a",
        "birth_date": "2014-05-03",
        "involved_services": [],
        "more": {"larino/n": 3},
    }
    files = (Case.model_validate(case),)
    with tempfile.TemporaryDirectory() as folder:
        write_tables(to_tables(files), folder)
        assert of_tables(folder) == files


def test_files_of_two_kinds_are_refused_and_of_none_give_no_table() -> None:
    case = Case.model_validate({"id": "a", "birth_date": "2014-05-03"})
    agency = Root.AGENCY.model().model_validate({"id": "b"})
    with pytest.raises(AdmRulesError, match="case, agency"):
        to_tables([case, agency])
    assert to_tables([]) == {"_lists": []}
    with pytest.raises(AdmRulesError, match="to_tables"):
        of_tables({"_lists": []})
