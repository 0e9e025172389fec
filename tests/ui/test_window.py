from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFont, QGuiApplication, QTextBlock, QTextFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing import settings
from briefing.library import books, people, quotes, sections, topics
from briefing.library.store import open_library
from briefing.ui import look
from briefing.ui.commands import MENUS, commands
from briefing.ui.desk import Desk
from briefing.ui.dialogs.ask_name import AskName
from briefing.ui.dialogs.book import NewBookDialog
from briefing.ui.dialogs.export import ExportDialog
from briefing.ui.dialogs.help import KEYS, HelpDialog, shortcuts_page, titles
from briefing.ui.dialogs.new_quote import NewQuoteDialog
from briefing.ui.dialogs.report import Report
from briefing.ui.dialogs.review import ReviewDialog
from briefing.ui.dialogs.settings import SettingsDialog
from briefing.ui.window import MainWindow
from tests.ui.held import Held


def buttons(widget: QWidget) -> list[str]:
    return [one.accessibleName() or one.text() for one in widget.findChildren(QPushButton)]


def test_an_empty_library_shows_the_first_steps(window: MainWindow, tmp_path: Path) -> None:
    assert window.open_library(tmp_path / "new.briefing")
    assert window.stack.currentWidget() is window.welcome
    assert {"Try the sample", "New book", "Open a library"} <= set(buttons(window.welcome))


def test_the_sample_is_one_click_away_and_undo_takes_it_back(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.open_library(tmp_path / "new.briefing")
    sample = next(one for one in window.welcome.findChildren(QPushButton) if one.accessibleName() == "Try the sample")
    QTest.mouseClick(sample, Qt.MouseButton.LeftButton)
    desk = window.desk
    assert desk is not None
    assert window.stack.currentWidget() is desk
    assert desk.book_id is not None
    assert desk.editor.section_id is not None
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() > 10)
    window.actions_.run("undo")
    assert books.books(desk.library.reader()) == []
    assert window.stack.currentWidget() is window.welcome


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04 a document", "Überschrift".encode("utf-16")])
def test_a_file_that_is_no_library_is_named_and_left_alone(window: MainWindow, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.briefing"
    file.write_bytes(content)
    assert not window.open_library(file, create=False)
    assert window.stack.currentWidget() is window.welcome
    assert {"Try again", "Open another library", "Make a new library", "Quit"} <= set(buttons(window.welcome))
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_not_opened(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "other.briefing"
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.execute("create table t (a)")
        other.commit()
    assert not window.open_library(file)
    assert window.desk is None
    assert not window.actions_["export"].isEnabled()


def test_trying_again_works_once_the_file_is_there(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "later.briefing"
    assert not window.open_library(file, create=False)
    open_library(file).close()
    window.actions_.run("library.retry")
    assert window.desk is not None


def test_opening_another_library_closes_the_first(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    before = desk.library.path
    window.open_library(tmp_path / "second.briefing")
    assert window.desk is not desk
    assert window.settings.recent[:2] == (str(tmp_path / "second.briefing"), str(before))
    assert settings.load(tmp_path / "settings.toml").settings.recent == window.settings.recent


def test_opening_a_section_shows_text_and_pages(desk: Desk, held: Held, qtbot: QtBot) -> None:
    desk.open_section(held.two)
    assert desk.editor.section_id == held.two
    assert desk.right.currentWidget() is desk.preview
    with qtbot.waitSignal(desk.preview.pages_ready, timeout=20_000):
        desk.preview.refresh()


def test_typing_is_saved_and_counted(desk: Desk, window: MainWindow, held: Held, qtbot: QtBot) -> None:
    desk.open_section(held.one)
    QTest.keyClicks(desk.editor.edit, "three little words")
    desk.editor.save_now()
    assert sections.body(desk.library.reader(), held.one) == "three little words"
    qtbot.waitUntil(lambda: "3 words" in window.status.counts)
    assert window.status.saved_at.startswith("Saved ")
    assert window.status.counts.endswith("1 without source")


def test_narrow_windows_put_the_pages_away_first(desk: Desk, window: MainWindow) -> None:
    window.resize(1100, 700)
    assert desk.right.isHidden()
    assert not desk.side.isHidden()
    window.resize(700, 600)
    assert desk.side.isHidden()
    window.actions_["view.right"].trigger()
    assert not desk.right.isHidden()
    window.resize(1500, 900)
    assert not desk.side.isHidden()


def test_f9_hides_the_side_bar(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert desk.side.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not desk.side.isHidden()


def test_the_window_is_left_as_it_was(desk: Desk, window: MainWindow, tmp_path: Path, held: Held) -> None:
    window.actions_.run("view.side")
    window.close()
    kept = settings.load(tmp_path / "settings.toml").settings
    assert not kept.show_side_bar
    assert kept.last_book == held.book
    assert kept.geometry
    assert kept.library == str(held.library.path)


def test_the_box_finds_quotes_as_one_types(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.bar.box.hasFocus()
    QTest.keyClicks(window.bar.box, "ship")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 3)
    QTest.keyClick(window.bar.box, Qt.Key.Key_Return)
    assert desk.quotes.table.hasFocus()


def test_the_box_jumps_to_sections_topics_and_people(desk: Desk, window: MainWindow, held: Held, qtbot: QtBot) -> None:
    box = window.bar.box
    box.begin()
    QTest.keyClicks(box, "below")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.editor.section_id == held.below)
    assert box.text() == ""
    qtbot.waitUntil(lambda: desk.side.shelf.find("topic", held.topic).isValid())
    box.begin()
    QTest.keyClicks(box, "shipy")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 2)


def test_the_box_runs_commands(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    box = window.bar.box
    box.begin()
    QTest.keyClicks(box, "> side bar")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert desk.side.isHidden()


def test_escape_closes_the_offers_and_then_empties_the_box(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    box = window.bar.box
    box.begin()
    QTest.keyClicks(box, "grain")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == "grain"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 5)


def test_find_goes_to_the_pane_the_keyboard_is_in(desk: Desk, window: MainWindow, held: Held) -> None:
    desk.quotes.focus_list()
    window.actions_.run("find")
    assert desk.quotes.filter.hasFocus()
    desk.open_section(held.one)
    desk.editor.edit.setFocus()
    window.actions_.run("find")
    assert desk.editor.finder.isVisible()


def test_export_new_book_and_new_quote_show_their_dialogs(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    for command, kind in (("export", ExportDialog), ("book.new", NewBookDialog), ("quote.new", NewQuoteDialog)):
        window.actions_.run(command)
        dialog = desk.findChild(kind)
        assert dialog is not None, command
        dialog.reject()
        qtbot.waitUntil(lambda kind=kind: desk.findChild(kind) is None)


def test_a_quote_typed_by_hand_is_kept_with_its_speaker_in_one_step(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_.run("quote.new")
    dialog = desk.findChild(NewQuoteDialog)
    assert dialog is not None
    dialog.words.setPlainText("“We will see.”")
    dialog.speaker.setCurrentText("Kenji Mori")
    dialog.accept()
    row = quotes.show(desk.library.reader(), dialog.quote_id)
    assert (row.text, row.said_by) == ("We will see.", "Kenji Mori")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 6)
    window.actions_.run("undo")
    assert [person.name for person in people.people(desk.library.reader())] == ["Clara Weiss"]


def test_a_topic_name_that_is_taken_is_refused_in_place(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.run("topic.new")
    dialog = desk.findChild(AskName)
    assert dialog is not None
    dialog.name.setText("Shipyards")
    dialog.accept()
    assert not dialog.trouble.isHidden()
    dialog.name.setText("Ports")
    dialog.accept()
    assert {row.name for row in topics.topics(desk.library.reader())} == {"Shipyards", "Ports"}


def test_captured_text_is_reviewed(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("A headline\n\n“We are ready to talk,” Minister Jo Field said on Monday.\n")
    window.actions_.run("import.paste")
    qtbot.waitUntil(lambda: desk.findChild(ReviewDialog) is not None)
    review = desk.findChild(ReviewDialog)
    assert review is not None
    review.reject()


def test_copied_from_a_browser_the_page_says_who_wrote_it_and_when(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    copied = QMimeData()
    copied.setText("Ports reopen\n\n“We are ready to talk,” Minister Jo Field said on Monday.")
    copied.setHtml(
        '<html><head><meta name="author" content="Ann Lee"><meta property="article:published_time" '
        'content="2025-06-10T08:00:00Z"></head><body><h1>Ports reopen</h1><p>“We are ready to talk,” Minister Jo '
        "Field said on Monday.</p></body></html>"
    )
    QGuiApplication.clipboard().setMimeData(copied)
    window.actions_.run("import.paste")
    qtbot.waitUntil(lambda: desk.findChild(ReviewDialog) is not None)
    review = desk.findChild(ReviewDialog)
    assert review is not None
    fields = review.fields.fields
    assert (fields["author"].text(), fields["published_on"].text()) == ("Ann Lee", "2025-06-10")
    assert review.article.toPlainText().startswith("Ports reopen\n\n“We are ready")
    review.reject()
    QGuiApplication.clipboard().setText("")


def test_an_empty_clipboard_is_said(desk: Desk, window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.actions_.run("import.paste")
    assert "clipboard" in window.status.currentMessage()


def test_a_list_of_quotes_dropped_on_the_window_is_imported(
    desk: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "quotes.csv"
    file.write_text("text,speaker,said_on\nWe shall see,Kenji Mori,2025-06-01\n,Nobody,\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    action = Qt.DropAction.CopyAction
    drop = QDropEvent(QPointF(5, 5), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 6)
    report = desk.findChild(Report)
    assert report is not None
    assert report.list.count() == 1
    report.reject()


def test_a_file_that_cannot_be_read_is_said(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "gone.csv"))])
    action = Qt.DropAction.CopyAction
    drop = QDropEvent(QPointF(5, 5), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(drop)
    assert "gone.csv" in window.banner.sentence


def test_people_are_listed_opened_and_trashed(desk: Desk, held: Held, qtbot: QtBot) -> None:
    desk.side.library.go_to("people")
    desk.listing.focus_list()
    entry = desk.listing.list.entry()
    assert entry is not None
    assert entry.name == "Clara Weiss"
    QTest.keyClick(desk.listing.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 5 and desk.column.currentWidget() is desk.quotes)


def test_the_trash_gives_back_and_can_be_emptied(desk: Desk, held: Held, qtbot: QtBot) -> None:
    quotes.trash(desk.library, [held.quotes[0]])
    desk.side.library.go_to("trash")
    assert desk.column.currentWidget() is desk.listing
    entry = desk.listing.list.model().index(0, 0)
    desk.listing.list.setCurrentIndex(entry)
    QTest.keyClick(desk.listing.list, Qt.Key.Key_Return)
    assert quotes.counts(desk.library.reader()).trash == 0
    quotes.trash(desk.library, [held.quotes[0]])
    desk.listing.empty_wanted.emit()
    delete = next(one for one in desk.findChildren(QPushButton) if one.text() == "Delete for good")
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    assert quotes.counts(desk.library.reader()).trash == 0


def test_a_change_by_another_program_is_shown_and_ends_undo(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot
) -> None:
    quotes.star(desk.library, [held.quotes[0]])
    assert window.actions_["undo"].isEnabled()
    other = open_library(desk.library.path)
    quotes.trash(other, [held.quotes[1]])
    other.close()
    window.look_for_changes()
    assert not window.actions_["undo"].isEnabled()
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 4)


def test_the_theme_and_the_text_size_are_kept(window: MainWindow, tmp_path: Path, qapp: QApplication) -> None:
    window.actions_.run("view.theme")
    window.actions_.run("view.larger")
    assert look.dark()
    kept = settings.load(tmp_path / "settings.toml").settings
    assert (kept.theme, kept.text_size) == ("dark", 110)
    look.apply(qapp, "light", 1.0)


def test_cancelled_settings_go_back(window: MainWindow, qapp: QApplication) -> None:
    window.actions_.run("settings")
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    assert look.dark()
    dialog.reject()
    assert not look.dark()
    assert window.settings.theme == "light"


def test_every_command_stands_in_a_menu_and_in_the_help() -> None:
    placed = {entry for entries in MENUS.values() for entry in entries if entry and not entry.startswith("@")}
    assert placed | {"library.retry"} == {command.id for command in commands()}
    page = shortcuts_page()
    assert all(command.about.replace("'", "&#x27;") in page for command in commands())


def test_no_shortcut_is_given_twice() -> None:
    seen: dict[tuple[str, str], str] = {}
    for command in commands():
        keys = command.sequence().toString()
        if keys:
            assert (keys, command.where) not in seen, command.id
            assert not command.where or (keys, "") not in seen
            seen[keys, command.where] = command.id


def test_the_help_opens_at_every_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_help("starting")
    help_ = window.findChild(HelpDialog)
    assert help_ is not None
    for page in titles():
        window.show_help(page)
        assert len(help_.text.toPlainText()) > 200
    window.show_help(KEYS)
    assert "Ctrl+K" in help_.text.toPlainText()


def test_only_some_words_of_the_help_are_bold(window: MainWindow) -> None:
    window.show_help("starting")
    help_ = window.findChild(HelpDialog)
    assert help_ is not None
    text = help_.text
    paragraph = text.document().begin().next()
    weights = {fragment.charFormat().fontWeight() for fragment in fragments(paragraph)}
    assert QFont.Weight.Bold not in weights
    assert any(
        fragment.charFormat().fontWeight() == QFont.Weight.Bold
        for number in range(text.document().blockCount())
        for fragment in fragments(text.document().findBlockByNumber(number))
    )


def fragments(block: QTextBlock) -> list[QTextFragment]:
    found: list[QTextFragment] = []
    at = block.begin()
    while not at.atEnd():
        found.append(at.fragment())
        at += 1
    return found


def test_every_setting_is_explained_in_the_help() -> None:
    from briefing.paths import shipped

    page = (shipped("help") / "library.md").read_text("utf-8")
    for name in ("Theme", "Text size", "Library file"):
        assert f"**{name}**" in page


def test_every_control_has_a_name_for_the_screen_reader(desk: Desk, window: MainWindow) -> None:
    without = [
        (type(one).__name__, one.objectName(), type(one.parentWidget()).__name__)
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(window)
        and not one.accessibleName()
        and not (isinstance(one, QPushButton) and one.text())
        and one.focusProxy() is None
        and not one.objectName().startswith("qt_")
        and not isinstance(one.parentWidget(), QLineEdit)
        and one.metaObject().className() not in {"QScrollArea", "QSplitter", "QTabWidget", "WelcomePage"}
    ]
    assert without == []


def test_the_first_tab_stops_are_reached_by_keyboard(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    for command, widget in (
        ("go.sections", desk.side.tree),
        ("go.quotes", desk.quotes.table),
        ("go.text", desk.editor.edit),
    ):
        window.actions_.run(command)
        assert widget.hasFocus(), command


def test_what_just_happened_and_when_it_was_saved_are_never_over_each_other(desk: Desk, window: MainWindow) -> None:
    status = window.status
    status.saved()
    # As while one reads: the pages have the whole window.
    status.hide()
    status.say("Something happened.")
    status.show()
    time = next(label for label in status.findChildren(QLabel) if label.text() == status.saved_at)
    assert not time.isVisible()
    status.clearMessage()
    assert time.isVisible()


def test_without_a_section_no_numbers_of_one_are_told(desk: Desk, held: Held, window: MainWindow) -> None:
    desk.open_section(held.one)
    assert "words" in window.status.counts
    assert window.status.counts.endswith("1 without source")
    books.trash(desk.library, held.book)
    assert "word" not in window.status.counts
