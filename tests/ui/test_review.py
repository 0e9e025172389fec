"""Reviewing an article: by keys alone, words never typed, nothing added twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from briefing.library import people, quotes, sources
from briefing.library.store import Library
from briefing.sources.article import Article, read
from briefing.ui import look
from briefing.ui.dialogs.review import ReviewDialog
from briefing.ui.jobs import Jobs
from tests.ui.panes import ARTICLE, HURRY, PACT, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key


@pytest.fixture
def jobs(library: Library) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def dialog(library: Library, jobs: Jobs, qtbot: QtBot) -> Iterator[ReviewDialog]:
    made = ReviewDialog(None, library, jobs, article())
    with shown(qtbot, made):
        qtbot.waitUntil(lambda: made.cards.count() > 0, timeout=10_000)
        yield made


def article(text: str = ARTICLE) -> Article:
    return read(text.encode(), "article.txt")


def kept(library: Library) -> list[quotes.QuoteDetail]:
    reader = library.reader()
    return [quotes.show(reader, row.id) for row in quotes.rows(reader, quotes.numbers(reader))]


def texts(dialog: ReviewDialog) -> list[str]:
    assert dialog.review is not None
    return [one.draft.text.rstrip(",.") for one in dialog.review.candidates]


def test_a_whole_review_by_keys_alone(library: Library, dialog: ReviewDialog, qtbot: QtBot) -> None:
    assert texts(dialog)[:2] == [PACT, HURRY]
    assert dialog.cards.hasFocus()
    QTest.keyClick(dialog.cards, Key.Key_S)
    QTest.keyClicks(dialog.candidate.speaker, "Clara Weiss")
    QTest.keyClick(dialog.candidate.speaker, Key.Key_Return)
    assert dialog.cards.hasFocus()
    QTest.keyClick(dialog.cards, Key.Key_T)
    QTest.keyClicks(dialog.candidate.topics.field, "Shipyards")
    QTest.keyClick(dialog.candidate.topics.field, Key.Key_Return)
    QTest.keyClick(dialog.candidate.topics.field, Key.Key_Return)
    QTest.keyClick(dialog.cards, Key.Key_Return)
    assert dialog.review is not None
    assert dialog.review.current == 1
    QTest.keyClick(dialog.cards, Key.Key_Return)
    for _ in dialog.review.candidates[2:]:
        QTest.keyClick(dialog.cards, Key.Key_X)
    assert "2 quotes will be added" in dialog.summary.text()
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    found = {one.text.rstrip(","): one for one in kept(library)}
    assert set(found) == {PACT, HURRY}
    assert found[PACT].said_by == "Clara Weiss"
    assert found[PACT].topics == ("Shipyards",)
    assert quotes.counts(library.reader()).inbox == 0
    source = found[PACT].source_id
    assert source is not None
    snapshot = sources.snapshot(library.reader(), source)
    assert snapshot is not None
    for one in found.values():
        assert snapshot[one.span_start : one.span_end] == one.verbatim


def test_one_import_is_one_step_of_undo(library: Library, dialog: ReviewDialog) -> None:
    QTest.keyClick(dialog.cards, Key.Key_A)
    QTest.keyClick(dialog.cards, Key.Key_Return)
    dialog.finish()
    assert kept(library)
    assert library.last_step is not None
    library.undo(library.last_step)
    assert kept(library) == []
    assert sources.sources(library.reader()) == []


def test_arrows_and_j_k_move(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    for key, row in ((Key.Key_J, 1), (Key.Key_Down, 2), (Key.Key_K, 1), (Key.Key_Up, 0), (Key.Key_Up, 0)):
        QTest.keyClick(dialog.cards, key)
        assert (dialog.review.current, dialog.cards.currentRow()) == (row, row)


def test_a_decision_is_taken_back_by_the_same_key(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    QTest.keyClick(dialog.cards, Key.Key_X)
    QTest.keyClick(dialog.cards, Key.Key_K)
    QTest.keyClick(dialog.cards, Key.Key_X)
    assert dialog.review.candidates[0].decision == ""


def test_the_same_article_again_says_there_is_nothing_new(library: Library, jobs: Jobs, qtbot: QtBot) -> None:
    for turn in range(2):
        made = ReviewDialog(None, library, jobs, article())
        with shown(qtbot, made):
            qtbot.waitUntil(lambda made=made: made.cards.count() > 0, timeout=10_000)
            assert made.review is not None
            made.review.accept_rest()
            if turn:
                assert "nothing new" in made.banner.sentence
            before = len(kept(library))
            made.finish()
            assert ("Nothing new" in made.outcome()) == bool(turn)
            assert (len(kept(library)) > before) != bool(turn)


def test_undecided_candidates_wait_in_the_inbox(library: Library, dialog: ReviewDialog) -> None:
    count = dialog.cards.count()
    QTest.keyClick(dialog.cards, Key.Key_Return)
    dialog.finish()
    assert f"{count - 1} wait in the inbox" in dialog.outcome()
    counts = quotes.counts(library.reader())
    assert (counts.all, counts.inbox) == (1, count - 1)


def test_another_stretch_is_chosen_by_selecting_it(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    start = ARTICLE.index("“" if "“" in ARTICLE else '"We want')
    select(dialog, start, ARTICLE.index(" for twenty"))
    QTest.keyClick(dialog.article, Key.Key_E)
    assert dialog.review.candidates[0].draft.text == "We want a pact that our yards can build on"


def test_another_stretch_is_chosen_by_keys_alone(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    dialog.article.setFocus()
    for _ in "We want":
        QTest.keyClick(dialog.article, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.article, Key.Key_E)
    assert dialog.review.candidates[0].draft.text == "We want"


def test_a_new_quote_is_made_of_selected_words(dialog: ReviewDialog) -> None:
    assert dialog.review is not None
    count = len(dialog.review.candidates)
    start = ARTICLE.index("declined to comment")
    select(dialog, start, start + len("declined to comment"))
    QTest.keyClick(dialog.article, Key.Key_N)
    assert len(dialog.review.candidates) == count + 1
    now = dialog.review.now
    assert now is not None
    assert now.draft.text == "declined to comment"


def test_e_without_a_selection_says_what_to_do(dialog: ReviewDialog) -> None:
    QTest.keyClick(dialog.cards, Key.Key_E)
    assert "Select the words" in dialog.banner.sentence


def test_a_known_speaker_is_written_as_the_library_does(library: Library, jobs: Jobs, qtbot: QtBot) -> None:
    people.add(library, "Clara Maria Weiss", aliases=["Clara Weiss"])
    made = ReviewDialog(None, library, jobs, article())
    with shown(qtbot, made):
        qtbot.waitUntil(lambda: made.cards.count() > 0, timeout=10_000)
        assert made.review is not None
        assert made.review.candidates[0].draft.speaker == "Clara Maria Weiss"


def test_a_bad_date_is_told_at_the_field(library: Library, dialog: ReviewDialog) -> None:
    field = dialog.candidate.day
    field.setFocus()
    field.setText("2025-13-40")
    QTest.keyClick(dialog.cards, Key.Key_Return)
    dialog.candidate.show_candidate(dialog.review.now if dialog.review else None)
    field.setText("2025-13-40")
    dialog.finish()
    assert dialog.isVisible()
    assert kept(library) == []


def test_a_title_is_asked_for(library: Library, dialog: ReviewDialog) -> None:
    dialog.fields.fields["title"].clear()
    dialog.finish()
    assert dialog.isVisible()
    assert dialog.fields.fields["title"].accessibleDescription()
    assert kept(library) == []


def test_escape_does_not_throw_accepted_quotes_away_at_once(dialog: ReviewDialog) -> None:
    QTest.keyClick(dialog.cards, Key.Key_Return)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    assert "not added yet" in dialog.banner.sentence
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_article_can_be_pasted(library: Library, jobs: Jobs, qtbot: QtBot) -> None:
    made = ReviewDialog(None, library, jobs, None)
    with shown(qtbot, made):
        QTest.mouseClick(made.find_button, Qt.MouseButton.LeftButton)
        assert made.banner.sentence
        made.paste.setPlainText(ARTICLE)
        QTest.mouseClick(made.find_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: made.cards.count() > 0, timeout=10_000)
        assert made.fields.fields["title"].text().startswith("Ministers weigh")


def test_an_article_without_quotations_says_so(library: Library, jobs: Jobs, qtbot: QtBot) -> None:
    made = ReviewDialog(None, library, jobs, article("A title\nNobody said anything.\n"))
    with shown(qtbot, made):
        qtbot.waitUntil(lambda: "No quotation" in made.banner.sentence, timeout=10_000)


def select(dialog: ReviewDialog, start: int, end: int) -> None:
    cursor = QTextCursor(dialog.article.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    dialog.article.setTextCursor(cursor)


def test_the_fields_keep_their_room_with_large_text_on_a_small_screen(dialog: ReviewDialog, qapp: QApplication) -> None:
    assert dialog.side.verticalScrollBar().maximum() == 0
    look.apply(qapp, "light", 2.0)
    dialog.resize(1000, 640)
    qapp.processEvents()
    assert dialog.candidate.height() >= dialog.candidate.minimumSizeHint().height()
    assert dialog.side.verticalScrollBar().maximum() > 0
    dialog.candidate.topics.field.setFocus()
    qapp.processEvents()
    field = dialog.candidate.topics.field
    assert dialog.side.viewport().rect().contains(field.mapTo(dialog.side.viewport(), field.rect().center()))
    look.apply(qapp, "light", 1.0)
