"""What goes wrong outside the program is said in plain words, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.library import quotes
from briefing.library.quotes import Scope
from briefing.ui.desk import Desk
from briefing.ui.dialogs.report import Report
from briefing.ui.views.editor import EditorPane
from briefing.ui.window import MainWindow
from tests.ui.held import Held


def drop(window: MainWindow, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    action = Qt.DropAction.CopyAction
    window.dropEvent(QDropEvent(QPointF(5, 5), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def test_a_folder_dropped_on_the_window_is_named_as_one(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    drop(window, tmp_path / "papers")
    assert "“papers” is a folder" in window.banner.sentence


@pytest.mark.parametrize("name", ["picture.png", "picture.txt"])
def test_a_picture_dropped_on_the_window_is_refused_in_words(
    desk: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4)
    drop(window, file)
    qtbot.waitUntil(lambda: bool(window.banner.sentence), timeout=10_000)
    assert "Traceback" not in window.banner.sentence
    assert quotes.counts(desk.library.reader()).all == 5


def test_a_list_without_the_words_column_is_explained(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "quotes.csv"
    file.write_text("who,what\nA,B\n", encoding="utf-8")
    drop(window, file)
    assert "text" in window.banner.sentence


def test_wrong_rows_of_a_list_are_told_by_number(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "quotes.csv"
    file.write_text("text,said_on\nFine,2025-06-01\n,2025-06-02\nLate,the day after\n", encoding="utf-8")
    drop(window, file)
    report = desk.findChild(Report)
    assert report is not None
    lines = [report.list.item(row).text() for row in range(report.list.count())]
    assert len(lines) == 2
    assert all(line.startswith("Row ") for line in lines)
    report.reject()


@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_library_file_that_went_away_keeps_what_is_typed(
    desk: Desk, window: MainWindow, held: Held, tmp_path: Path, how: str
) -> None:
    editor: EditorPane = desk.editor
    desk.open_section(held.one)
    path = desk.library.path
    path.unlink()
    if how == "replaced":
        path.write_bytes(b"another file")
    QTest.keyClicks(editor.edit, "Precious words")
    editor.save_now()
    assert "moved or replaced" in editor.banner.sentence
    assert editor.edit.text() == "Precious words"
    window.actions_.run("section.new")
    assert "moved or replaced" in window.banner.sentence
    assert not window.close()
    window.banner.action.click()


def test_proposals_that_wait_are_named_when_nothing_is_kept_yet(desk: Desk, held: Held, qtbot: QtBot) -> None:
    quotes.trash(desk.library, held.quotes)
    assert len(quotes.numbers(desk.library.reader(), Scope(inbox=True))) == 1
    qtbot.waitUntil(lambda: "inbox" in desk.quotes.empty.text)


def test_enter_runs_the_command_when_no_quote_has_its_name(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    box = window.bar.box
    box.begin()
    QTest.keyClicks(box, "inbox")
    qtbot.waitUntil(lambda: box.offered() == "Inbox")
    QTest.keyClick(box, Qt.Key.Key_Return)
    place = desk.side.library.place()
    assert place is not None
    assert place.kind == "inbox"
