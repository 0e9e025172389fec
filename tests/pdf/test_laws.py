from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from briefing.book.parts import SECTION_KINDS, Book, Section
from briefing.book.profile import PROFILES
from briefing.book.themes import themes
from briefing.layout.compose import Composer
from briefing.layout.page import Bookmark, Folios
from briefing.pdf.document import number, text
from briefing.pdf.export import export, render
from tests.pdf.handmade import FONTS, Sheet, small_book
from tests.pdf.reading import reading, squeezed

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LABELS = some.text(alphabet="0129aivA-", min_size=1, max_size=5)
COMPOSER = Composer()
# Each gap is filled with a word of its own, which must be on the page afterwards.
FORMS = [
    "_", "## _", "## 1. _?", "### _", "- _\n- **_.** _", "1. _\n2. _\n   - _", "> _\n>\n> - _", "**_.** _", "**_.**",
    "**If pressed:** _ *Do not say:* _", "**Q:** _?\n\n**A:** _", "_\n: _", "`_` ~~_~~ **_** *_*", "```\n_ _\n```",
    "- 09:00 _\n- 10:30–11:15 _", "[_](https://example.org/a) <https://example.org>", "_[^1]\n\n[^1]: _", "---",
    "_^[_ [_] **_**] _", "**Q:** _?^[_]\n\n**A:** _^[_] **If pressed:** _^[_]", "- _^[_ `_` [_](https://example.org/b)]",
    "| _^[_] | _ |\n|---|---|\n| _ | _^[_] |",
    "| _ | _ |\n|---|--:|\n| _ | _ |\n| _ |", "| | |\n|---|---|\n| **_** | _ |", "_ [[cite:gone]] _\n[[quote:gone]]",
    "| Time | Item | What you do | Press | _ |\n|---|---|---|---|---|\n| _ | _ | _ | _ | _ |\n| 9:00 | | _ | Open |",
    "| Side | Name | Role | Speaks | _ |\n|---|---|---|---|---|\n| _ | _ | _ | no | _ |\n| _ | _ | | _ | |",
    "| Ours | Theirs |\n|---|---|\n| 1. _ | 2. _ |\n| _ | |", "## Objectives\n\n_\n\n## Their objectives\n\n- _",
    "## Recommendation\n\n_\n\n## _", "![_](picture:none)", "_\\\n_", "# _",
]  # fmt: skip
MARKDOWN = some.lists(some.sampled_from(FORMS) | some.text(max_size=25), max_size=10).map("\n\n".join)
WORDS = ["Z" + "".join(letters) for letters in product("bcdfghjkmn", repeat=3)]


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


def lost(body: str, kind: str, theme: str, paper: str, folder: Path) -> list[str]:
    """The words put into the gaps of a text that are not on the pages of its PDF."""
    parts = body.split("_")
    said = WORDS[: len(parts) - 1]
    filled = "".join(part + word for part, word in zip(parts, [*said, ""], strict=True))
    book = Book("law", "Law", sections=(Section("one", "One", kind, body=filled),))
    export(book, replace(PROFILES["staff"], theme=theme, paper=paper), folder / "book.pdf", composer=COMPOSER)
    with reading((folder / "book.pdf").read_bytes()) as reader:
        printed = squeezed("".join(reader.text(page) for page in range(reader.pages)))
    return [word for word in said if word not in printed]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN, some.sampled_from(SECTION_KINDS), some.sampled_from(list(themes())), some.sampled_from(["A4", "A5"]))
def test_any_markdown_in_any_kind_is_exported_and_keeps_all_its_words(
    tmp_path_factory: pytest.TempPathFactory, body: str, kind: str, theme: str, paper: str
) -> None:
    assert lost(body, kind, theme, paper, tmp_path_factory.mktemp("law")) == []


@pytest.mark.parametrize("paper", ["A4", "A5"])
@pytest.mark.parametrize("kind", SECTION_KINDS)
def test_every_kind_keeps_the_words_of_every_form(kind: str, paper: str, tmp_path: Path) -> None:
    assert lost("\n\n".join(FORMS), kind, "sober", paper, tmp_path) == []
