"""A quote's details say how it stands in its source, take the reason when it does not, and offer the same remark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from briefing.library import proofs, quotes, remarks
from briefing.library.quotes import NewQuote
from briefing.library.search import search
from briefing.ui.views.detail import DetailPane
from briefing.ui.views.detail_quote import QuotePage
from tests.ui.panes import ARTICLE, PACT, Room, first_quote, heard, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OTHER = "Nobody ever printed words such as these about our ferries"


@pytest.fixture
def pane(room: Room, qtbot: QtBot) -> Iterator[DetailPane]:
    made = DetailPane(room.library, room.jobs)
    with shown(qtbot, made):
        yield made


@pytest.fixture
def page(room: Room, pane: DetailPane) -> QuotePage:
    return first_quote(room, pane)


def write(page: QuotePage, words: str) -> None:
    field = page.form.fields["text"]
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_words_that_stand_in_the_source_are_said_to(page: QuotePage) -> None:
    assert "Word for word" in page.proof.standing.text()
    assert page.proof.diff.isHidden()
    assert page.proof.reason.isHidden()


def test_a_quote_kept_without_its_place_is_shown_in_its_source_all_the_same(room: Room, pane: DetailPane) -> None:
    ids = quotes.add_many(room.library, [NewQuote(PACT, source_id=room.quotes[0].source_id)])
    pane.show_quote(ids[0])
    page = pane.page
    assert isinstance(page, QuotePage)
    asked = heard(page.source_wanted)
    click(page.show_source)
    ((_, start, end),) = asked
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert ARTICLE[start:end] == PACT


def test_words_that_differ_are_marked_by_more_than_colour(page: QuotePage) -> None:
    write(page, PACT.replace("want", "need"))
    assert "nearly" in page.proof.standing.text()
    assert "<s " in page.proof.diff.text()
    assert "<u " in page.proof.diff.text()
    assert page.proof.diff.accessibleDescription() == "only in the quote: need; only in the source: want"


def test_words_that_are_not_in_the_source_wait_for_a_reason(room: Room, page: QuotePage) -> None:
    library, key = room.library, room.quotes[0].id
    write(page, OTHER)
    assert quotes.show(library.reader(), key).text == PACT
    assert page.proof.reason.isVisible()
    click(page.proof.keep)
    assert quotes.show(library.reader(), key).text == PACT
    QTest.keyClicks(page.proof.reason, "From the recording")
    QTest.keyClick(page.proof.reason, Qt.Key.Key_Return)
    assert quotes.show(library.reader(), key).text == OTHER
    assert proofs.reason_of(library.reader(), key) == "From the recording"
    assert "Kept because: From the recording" in page.proof.standing.text()
    assert page.proof.reason.isHidden()
    assert library.last_step is not None
    library.undo(library.last_step)
    assert quotes.show(library.reader(), key).text == PACT


def test_what_is_marked_as_checked_is_found_as_verified_and_undo_takes_both_back(room: Room, page: QuotePage) -> None:
    reader, key = room.library.reader, room.quotes[0].id
    page.checker.selectAll()
    QTest.keyClicks(page.checker, "R. Klein")
    click(page.verify)
    detail = quotes.show(reader(), key)
    assert detail.verified_by == "R. Klein"
    assert "R. Klein" in page.checked.text()
    assert detail.n in [hit.n for hit in search(reader(), "is:verified").hits]
    assert room.library.last_step is not None
    room.library.undo(room.library.last_step)
    assert detail.n not in [hit.n for hit in search(reader(), "is:verified").hits]
    assert page.checked.isHidden()


def test_two_wordings_are_shown_side_by_side_and_grouped(room: Room, pane: DetailPane, page: QuotePage) -> None:
    reader, key = room.library.reader, room.quotes[0].id
    other = quotes.add(room.library, NewQuote(PACT.replace("want", "need")))
    assert page.alike.isVisible()
    assert page.alike.other.words.text() == f"“{PACT.replace('want', 'need')}”"
    click(page.alike.group)
    assert [one.id for one in remarks.together(reader(), key)] == [other]
    assert page.alike.pair.isHidden()
    click(page.alike.leave)
    assert remarks.together(reader(), key) == []
    assert page.alike.isHidden()


def test_not_the_same_is_remembered(room: Room, pane: DetailPane, page: QuotePage) -> None:
    other = quotes.add(room.library, NewQuote(PACT.replace("want", "need")))
    click(page.alike.apart)
    assert page.alike.isHidden()
    pane.show_quote(other)
    assert page.alike.isHidden()
    assert room.library.last_step is not None
    room.library.undo(room.library.last_step)
    assert page.alike.isVisible()
