"""Citations: how they read in both languages, and what is wrong with one in a rule file."""

from __future__ import annotations

import pytest

from adm_rules._internal.citations import PARTS, Citation, from_data


@pytest.mark.parametrize(
    ("citation", "it", "en"),
    [
        (Citation(article="7"), "art. 7", "art. 7"),
        (Citation(article="7", note="2"), "art. 7, nota 2", "art. 7, note 2"),
        (Citation(article="11", heading="Cessazione"), "art. 11 (Cessazione)", "art. 11 (Cessazione)"),
        (Citation(article="3-bis", paragraph="1"), "art. 3-bis, par. 1", "art. 3-bis, par. 1"),
        (Citation(article="7, 9"), "artt. 7, 9", "arts. 7, 9"),
        (Citation(paragraph="11"), "par. 11", "par. 11"),
        (Citation(paragraph="2-4"), "parr. 2-4", "pars. 2-4"),
        (Citation(line="24"), "riga 24", "line 24"),
        (Citation(line="24–28"), "righe 24–28", "lines 24–28"),
        (Citation(note="1, 2"), "note 1, 2", "notes 1, 2"),
        (Citation(heading="Servizi", line="3"), "sezione “Servizi”, riga 3", "section “Servizi”, line 3"),
        (Citation(article="6", act="l. 184/1983"), "art. 6, l. 184/1983", "art. 6, l. 184/1983"),
        (
            Citation("7", "2", "Orari", "1", "30", "DGR 1"),
            "art. 7 (Orari), par. 2, nota 1, riga 30, DGR 1",
            "art. 7 (Orari), par. 2, note 1, line 30, DGR 1",
        ),
    ],
)
def test_a_citation_reads_naturally(citation: Citation, it: str, en: str) -> None:
    assert citation.text("it") == it
    assert citation.text("en") == en


def test_a_citation_is_read_from_a_mapping() -> None:
    data = {"article": "11", "heading": "Cessazione", "note": 2, "line": None}
    assert from_data(data) == (Citation(article="11", heading="Cessazione", note="2"), ())
    assert from_data(dict.fromkeys(PARTS, "x")) == (Citation(*("x",) * 6), ())


def test_the_order_of_the_keys_means_nothing() -> None:
    assert from_data({"note": "2", "article": "7"}) == from_data({"article": "7", "note": "2"})


@pytest.mark.parametrize(
    ("data", "code", "path", "remedy"),
    [
        ("art. 7", "citation-not-a-mapping", ("cites",), 'write a mapping, for example {article: "7"}'),
        (None, "citation-not-a-mapping", ("cites",), 'write a mapping, for example {article: "7"}'),
        ({"artcle": "7"}, "unknown-citation-key", ("cites", "artcle"), "did you mean `article`?"),
        (
            {"article": "7", "qqq": "1"},
            "unknown-citation-key",
            ("cites", "qqq"),
            "the keys are article, paragraph, heading, note, line, act",
        ),
        (
            {"article": ["7"]},
            "citation-not-text",
            ("cites", "article"),
            'write it in quotes, for example article: "7"',
        ),
        ({"note": True}, "citation-not-text", ("cites", "note"), 'write it in quotes, for example note: "7"'),
        ({"line": " "}, "citation-not-text", ("cites", "line"), 'write it in quotes, for example line: "7"'),
        ({}, "empty-citation", ("cites",), "give one of article, paragraph, heading, note, line, act"),
        (
            {"article": None},
            "empty-citation",
            ("cites",),
            "give one of article, paragraph, heading, note, line, act",
        ),
    ],
)
def test_a_fault_names_its_path_and_its_remedy(
    data: object, code: str, path: tuple[str | int, ...], remedy: str
) -> None:
    citation, (fault,) = from_data(data, ("cites",))
    assert citation is None
    assert (fault.code, fault.path, fault.help) == (code, path, remedy)
    assert fault.position is None


def test_all_faults_of_a_citation_are_reported() -> None:
    citation, faults = from_data({"article": [], "x": 1, "note": {}})
    assert citation is None
    assert [fault.path for fault in faults] == [("article",), ("x",), ("note",)]


def test_an_act_without_parts_is_cited_whole() -> None:
    citation, faults = from_data({"act": "DGR 1/2025"})
    assert faults == ()
    assert citation is not None
    assert citation.text("en") == "DGR 1/2025"
