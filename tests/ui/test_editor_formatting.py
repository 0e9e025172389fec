"""Formatting keys and buttons: what they do to the Markdown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from briefing.ui.views import formatting
from briefing.ui.views.long_lines import split_long_lines

Change = Callable[[QTextCursor], object]


def changed(text: str, change: Change, start: int = 0, end: int | None = None) -> tuple[str, str]:
    """Return the text after a change to text[start:end], and what is selected then."""
    document = QTextDocument()
    document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
    change(cursor)
    return document.toPlainText(), cursor.selectedText()


@pytest.mark.parametrize(
    ("text", "change", "start", "end", "then"),
    [
        ("word", partial(formatting.wrap, mark="**"), 0, 4, "**word**"),
        ("**word**", partial(formatting.wrap, mark="**"), 2, 6, "word"),
        ("**word**", partial(formatting.wrap, mark="**"), 0, 8, "word"),
        ("**word**", partial(formatting.wrap, mark="*"), 2, 6, "***word***"),
        ("- one", partial(formatting.wrap, mark="**"), 0, None, "****- one"),
        ("one two", partial(formatting.wrap, mark="*"), 5, None, "one *two*"),
        ("Title", partial(formatting.heading, level=1), 0, None, "## Title"),
        ("## Title", partial(formatting.heading, level=1), 4, None, "Title"),
        ("## Title", partial(formatting.heading, level=2), 4, None, "### Title"),
        ("## Title", partial(formatting.heading, level=0), 4, None, "Title"),
        ("a\nb", formatting.bullets, 0, 3, "- a\n- b"),
        ("- a\n- b", formatting.bullets, 0, 7, "a\nb"),
        ("- a\n- b", formatting.numbers, 0, 7, "1. a\n2. b"),
        ("1. a\n2. b", formatting.numbers, 0, 9, "a\nb"),
        ("a\nb", formatting.quoted, 0, 3, "> a\n> b"),
        ("> a\n> b", formatting.quoted, 0, 7, "a\nb"),
        ("see here", formatting.link, 4, 8, "see [here](https://)"),
        ("😀 word", partial(formatting.wrap, mark="**"), 3, 7, "😀 **word**"),
    ],
)
def test_formatting(qapp: QApplication, text: str, change: Change, start: int, end: int | None, then: str) -> None:
    assert changed(text, change, start, end)[0] == then


def test_a_link_leaves_its_address_selected(qapp: QApplication) -> None:
    assert changed("here", formatting.link, 0, 4)[1] == "https://"


def test_a_table_stands_on_lines_of_its_own(qapp: QApplication) -> None:
    text, selected = changed("before", formatting.table, 6)
    assert text == f"before\n\n{formatting.TABLE}\n"
    assert selected == "Ours"


@pytest.mark.parametrize(
    ("text", "then"), [("- one", "- one\n- "), ("3. x", "3. x\n4. "), ("    - in", "    - in\n    - "), ("- ", "")]
)
def test_enter_carries_a_list_on_and_ends_it_when_empty(qapp: QApplication, text: str, then: str) -> None:
    assert changed(text, formatting.new_line, len(text))[0] == then


def test_tab_moves_list_items_only(qapp: QApplication) -> None:
    assert changed("- a", partial(formatting.indent, steps=1), 3)[0] == "    - a"
    assert changed("    - a", partial(formatting.indent, steps=-1), 3)[0] == "- a"
    assert changed("text", partial(formatting.indent, steps=1), 1)[0] == "text"


@given(st.text(alphabet="ab \n", max_size=40), st.integers(0, 3))
def test_a_format_given_twice_is_taken_back(qapp: QApplication, text: str, which: int) -> None:
    changes: list[Change] = [
        formatting.quoted,
        formatting.bullets,
        formatting.numbers,
        partial(formatting.heading, level=2),
    ]
    lines = [line.strip() for line in text.split("\n")]
    plain = "\n".join(lines) if which == 0 else " ".join(filter(None, lines)) or "a"
    once, _ = changed(plain, changes[which], 0, len(plain))
    assert changed(once, changes[which], 0, len(once))[0] == plain


@given(st.lists(st.sampled_from(["word", "x" * 5000, "", "日本語"]), max_size=12))
def test_long_lines_lose_no_words(words: list[str]) -> None:
    text = " ".join(words * 3)
    shorter, split = split_long_lines(text)
    assert shorter.replace("\n", "").replace(" ", "") == text.replace(" ", "")
    assert split == (len(text) > 12_000)
