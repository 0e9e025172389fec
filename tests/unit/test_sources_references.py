"""Lists of sources from reference managers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.article import Unreadable
from briefing.sources.references import Reference, read_references

RIS = """TY  - NEWS
TI  - Talks go on
AU  - Lindqvist, Anna
AU  - Falk, Peter
T2  - The Northern Times
DA  - 2025/05/25/
UR  - https://example.org/talks
LA  - en
ER  -

TY  - RPRT
T1  - Steel, two years on
PY  - 2024
ER  -
"""
BIB = """@article{talks, title = {Talks {Go} On in Z{\\"u}rich}, author = {Lindqvist, Anna and Peter Falk},
  journal = {The Northern Times}, year = 2025, month = may, day = {25}, url = {https://example.org/talks} }
@online{other, title = "Steel", urldate = {2025-05-26}, url = {ftp://example.org} }
"""
CSL = [
    {"type": "article", "title": "Talks go on",
     "author": [{"family": "Lindqvist", "given": "Anna"}, {"literal": "WTO"}],
     "container-title": "The Northern Times", "issued": {"date-parts": [[2025, 5, 25]]}, "URL": "https://example.org/t"},
    {"title": "", "URL": "https://example.org/only-address"},
    "nonsense",
]  # fmt: skip


def test_a_ris_file_gives_its_sources() -> None:
    first, second = read_references(RIS.encode(), "x.ris")
    assert first == Reference(
        1, "Talks go on", "Anna Lindqvist; Peter Falk", "The Northern Times", "2025-05-25", "", "https://example.org/talks",
        "en",
    )  # fmt: skip
    assert (second.title, second.published_on) == ("Steel, two years on", "2024")


def test_a_bibtex_file_gives_its_sources() -> None:
    first, second = read_references(BIB.encode(), "x.bib")
    assert (first.title, first.author) == ("Talks Go On in Zürich", "Anna Lindqvist; Peter Falk")
    assert (first.publisher, first.published_on) == ("The Northern Times", "2025-05-25")
    assert (second.url, second.accessed_on) == ("", "2025-05-26")


def test_a_csl_file_gives_its_sources() -> None:
    first, second = read_references(json.dumps(CSL).encode(), "x.csl.json")
    assert (first.title, first.author, first.published_on) == ("Talks go on", "Anna Lindqvist; WTO", "2025-05-25")
    assert (second.title, second.url) == ("", "https://example.org/only-address")


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "x.ris"), (b"{", "x.csl.json"), (b"{}", "x.csl.json"), (b"@x", "x.bib")]
)
def test_what_is_no_list_of_sources_is_refused_with_a_sentence(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        read_references(data, name)


PIECES = st.sampled_from(
    ["TY  - ", "TI  - ", "ER  - ", "\n", "@article{", "}", "{", ",", "title", " = ", '"', "[", "]", '{"title":', ":",
     "2025", "author", "and", "\\", "$", "\x00", "é", "issued", "date-parts", "x"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["x.ris", "x.bib", "x.csl.json"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    try:
        found = read_references(text.encode(), name)
    except Unreadable:
        return
    assert all(one.place >= 1 for one in found)
