"""A whole review of thirty quotes without a mouse, and the three lists of a review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from briefing.library import quotes, sources
from briefing.library.store import Library
from briefing.sources.article import read
from briefing.ui.dialogs.review import ReviewDialog
from briefing.ui.dialogs.review_cards import said_on
from briefing.ui.jobs import Jobs
from tests.ui.panes import shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key
# Thirty quotes, all of them invented.
ARTICLE = Path(__file__).parents[1] / "data" / "harvest" / "harbour_talks.txt"
BRUSSELS = ("Brussels will not be the fifth key,", "Brussels can be the locksmith.")


@pytest.fixture
def dialog(library: Library, qtbot: QtBot) -> Iterator[ReviewDialog]:
    jobs = Jobs()
    made = ReviewDialog(None, library, jobs, read(ARTICLE.read_bytes(), ARTICLE.name))
    with shown(qtbot, made):
        qtbot.waitUntil(lambda: made.cards.count() > 0, timeout=10_000)
        yield made
    jobs.close()


def press(dialog: ReviewDialog, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(dialog), key)


def focused(dialog: ReviewDialog) -> QWidget:
    at = dialog.focusWidget()
    assert at is not None
    return at


def now(dialog: ReviewDialog) -> str:
    assert dialog.review is not None and dialog.review.now is not None
    return dialog.review.now.draft.text


def kept(library: Library, *, inbox: bool = False) -> dict[str, quotes.QuoteDetail]:
    reader = library.reader()
    found = [
        quotes.show(reader, row.id) for row in quotes.rows(reader, quotes.numbers(reader, quotes.Scope(inbox=inbox)))
    ]
    return {one.text: one for one in found}


def test_thirty_quotes_are_gone_through_with_the_keyboard_only(library: Library, dialog: ReviewDialog) -> None:
    review = dialog.review
    assert review is not None
    assert len(review.groups["said"]) == 30
    assert focused(dialog) is dialog.cards
    # What the program is sure of goes in with one key; what it is not sure of is looked at one by one.
    press(dialog, Key.Key_A)
    assert "not decided" in dialog.summary.text()
    unsure = [place for place, one in enumerate(review.candidates) if not one.decision]
    assert 2 <= len(unsure) <= 8
    for place in unsure:
        while review.current != place:
            press(dialog, Key.Key_J if review.current < place else Key.Key_K)
        if now(dialog) in BRUSSELS:
            press(dialog, Key.Key_S)
            QTest.keyClicks(focused(dialog), "Paolo Ferrante")
            press(dialog, Key.Key_Return)
        press(dialog, Key.Key_Return)
    # One of the sure ones is no use to anybody, another one only in part.
    while now(dialog) != "forms have a way of growing back":
        press(dialog, Key.Key_K)
    press(dialog, Key.Key_X)
    while not now(dialog).startswith("In January I bought"):
        press(dialog, Key.Key_K)
    shorten(dialog, "I bought fuel from my own pocket.")
    # Reported speech: the first is kept with a topic, the others are not.
    press(dialog, Key.Key_2, Key.Key_T)
    QTest.keyClicks(focused(dialog), "Winter fuel")
    press(dialog, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    press(dialog, Key.Key_X, Key.Key_1)
    assert dialog.summary.text() == "30 quotes will be added"
    QTest.keyClick(focused(dialog), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert_kept(library)


def shorten(dialog: ReviewDialog, words: str) -> None:
    """Take fewer words of the current quote with Shift and the arrow keys, as a person does."""
    press(dialog, Key.Key_Backtab)
    while focused(dialog) is not dialog.article:
        press(dialog, Key.Key_Backtab)
    at = dialog.article.textCursor().position()
    assert dialog.review is not None
    start = dialog.review.article.text.index(words)
    for _ in range(abs(start - at)):
        QTest.keyClick(dialog.article, Key.Key_Right if start > at else Key.Key_Left)
    for _ in words:
        QTest.keyClick(dialog.article, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(dialog, Key.Key_E)
    assert now(dialog) == words
    assert focused(dialog) is dialog.cards


def assert_kept(library: Library) -> None:
    found = kept(library)
    assert len(found) == 30
    assert "forms have a way of growing back" not in found
    assert kept(library, inbox=True) == {}
    assert [found[words].said_by for words in BRUSSELS] == ["Paolo Ferrante"] * 2
    told = [one for one in found.values() if one.kind == "reported_speech"]
    assert [(one.said_by, one.topics) for one in told] == [("Aino Saarela", ("Winter fuel",))]
    source = told[0].source_id
    assert source is not None
    snapshot = sources.snapshot(library.reader(), source)
    assert snapshot is not None
    for one in found.values():
        assert snapshot[one.span_start : one.span_end] == one.verbatim


def test_reported_speech_is_a_list_of_its_own_without_marks(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    press(dialog, Key.Key_2)
    assert dialog.lists.tabText(1) == f"Reported  {dialog.cards.count()}"
    assert dialog.cards.count() == len(dialog.review.groups["reported"]) > 0
    for row in range(dialog.cards.count()):
        assert not set(dialog.cards.item(row).text()) & set('“”„«»"')


def test_reported_speech_nobody_accepts_is_not_kept(library: Library, dialog: ReviewDialog) -> None:
    dialog.finish()
    assert len(kept(library, inbox=True)) == 30
    assert {one.kind for one in kept(library, inbox=True).values()} <= {"direct", "fragment"}


def test_what_is_left_out_says_why(dialog: ReviewDialog) -> None:
    press(dialog, Key.Key_3)
    said = [dialog.cards.item(row).text() for row in range(dialog.cards.count())]
    assert "An advert: Subscribe to our daily newsletter" in said
    assert any(one.startswith("A title or a name: “The Cold Ledger”") for one in said)


def test_what_was_left_out_can_be_kept_all_the_same(library: Library, dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    press(dialog, Key.Key_3)
    while now(dialog) != "The Cold Ledger":
        press(dialog, Key.Key_J)
    press(dialog, Key.Key_Return)
    assert dialog.summary.text().startswith("1 quote will be added")
    dialog.finish()
    assert set(kept(library)) == {"The Cold Ledger"}


def test_an_advert_is_no_quote_as_it_stands(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    press(dialog, Key.Key_3)
    while now(dialog) != "Subscribe to our daily newsletter":
        press(dialog, Key.Key_J)
    press(dialog, Key.Key_Return)
    assert "Select the words" in dialog.banner.sentence
    assert dialog.review.count("accept") == 0


def test_a_click_in_the_article_finds_the_list_it_belongs_to(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    text = dialog.review.article.text
    for words, group in (("Subscribe to", "left"), ("by the summer", "reported"), ("Nobody left", "said")):
        at = QTextCursor(dialog.article.document())
        at.setPosition(text.index(words) + 1)
        dialog.article.setTextCursor(at)
        place = dialog.article.cursorRect().center()
        QTest.mouseClick(dialog.article.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert dialog.review.group == group
        assert words.split()[0] in now(dialog)


def test_a_day_that_was_worked_out_says_so_until_somebody_sets_it(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    while not now(dialog).startswith("I wrote that book"):
        press(dialog, Key.Key_J)
    one = dialog.review.now
    assert one is not None
    assert said_on(one) == "12 Mar 2025 (worked out)"
    dialog.candidate.day.setFocus()
    dialog.candidate.day.selectAll()
    QTest.keyClicks(dialog.candidate.day, "2025-03-11")
    press(dialog, Key.Key_Return)
    assert said_on(one) == "11 Mar 2025"


def test_e_takes_up_the_words_and_shift_with_arrows_changes_where_they_end(dialog: ReviewDialog) -> None:
    before = now(dialog)
    press(dialog, Key.Key_E)
    assert dialog.article.hasFocus()
    for _ in range(4):
        QTest.keyClick(dialog.article, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(dialog, Key.Key_E)
    assert now(dialog) == before[:-4].rstrip()
    assert dialog.cards.hasFocus()


def test_escape_leaves_a_field_or_the_article_for_the_cards(dialog: ReviewDialog) -> None:
    fields = (dialog.fields.fields["title"], dialog.candidate.speaker, dialog.candidate.topics.field, dialog.article)
    for field in fields:
        field.setFocus()
        press(dialog, Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.cards.hasFocus()
    press(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_keys_are_letters_while_somebody_types(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    press(dialog, Key.Key_S)
    QTest.keyClicks(dialog.candidate.speaker, "jxkate")
    assert dialog.candidate.speaker.text() == "jxkate"
    assert dialog.review.current == 0
    assert not any(one.decision for one in dialog.review.candidates)


def test_the_lists_have_names_before_anything_is_found(library: Library) -> None:
    jobs = Jobs()
    made = ReviewDialog(None, library, jobs)
    assert [made.lists.tabText(place) for place in range(made.lists.count())] == ["Quotes", "Reported", "Left out"]
    made.close()
    jobs.close()


def test_the_hint_on_choosing_words_goes_with_esc(dialog: ReviewDialog) -> None:
    press(dialog, Key.Key_E)
    assert dialog.banner.sentence
    press(dialog, Key.Key_Escape)
    assert not dialog.banner.sentence
