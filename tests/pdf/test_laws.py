from __future__ import annotations

from typing import Any

import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from briefing.layout.page import Bookmark, Folios
from briefing.pdf.document import number, text
from briefing.pdf.export import render
from tests.pdf.handmade import FONTS, Sheet, small_book
from tests.pdf.reading import reading

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LABELS = some.text(alphabet="0129aivA-", min_size=1, max_size=5)


@given(some.text(max_size=60))
def test_any_text_string_is_read_back(value: str) -> None:
    read: Any = pikepdf.Object.parse(text(value).encode("ascii"))
    kept = "".join("?" if "\ud800" <= c <= "\udfff" else c for c in value if c >= " " and c != "\x7f")
    assert str(read) == kept


@given(some.floats(-20000, 20000))
def test_any_length_is_written_plainly(value: float) -> None:
    written = number(value)
    assert abs(float(written) - value) <= 0.005001
    assert "e" not in written
    assert written != "-0"


@few
@given(some.lists(LABELS, min_size=1, max_size=12))
def test_any_run_of_folios_becomes_the_page_labels(labels: list[str]) -> None:
    pages = [Sheet().page for _ in labels]
    for page, label in zip(pages, labels, strict=True):
        page.label = label
    folios = Folios(pages, small_book().root, FONTS, [], "Labels", "en")
    with reading(render(folios)) as reader:
        assert [reader.label(index) for index in range(len(labels))] == labels


@few
@given(some.lists(some.tuples(some.text(max_size=20), some.integers(0, 5)), max_size=12))
def test_any_run_of_bookmarks_keeps_its_order(entries: list[tuple[str, int]]) -> None:
    folios = small_book()
    folios.bookmarks = [Bookmark(title, "opening", depth) for title, depth in entries]
    with reading(render(folios)) as reader, reader.pdf.open_outline() as outline:
        waiting, seen = list(outline.root), list[str]()
        while waiting:
            entry = waiting.pop(0)
            seen.append(text(entry.title))
            waiting = [*entry.children, *waiting]
    assert seen == [text(str(pikepdf.Object.parse(text(title).encode()))) for title, _ in entries]
