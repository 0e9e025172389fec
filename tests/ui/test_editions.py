"""Editions in the window: freezing, the list of them, what changed, and changes marked in an export."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing.book.profile import PROFILES
from briefing.layout.faults import Cancelled
from briefing.library import books, editions, quotes, sections
from briefing.library.assemble import assemble
from briefing.library.editions import EditionRow
from briefing.pdf import export as pdf_export
from briefing.settings import ExportChoices
from briefing.ui.desk import Desk
from briefing.ui.dialogs.editions import EditionsDialog
from briefing.ui.dialogs.export import ExportDialog
from briefing.ui.dialogs.freeze import FreezeDialog
from briefing.ui.dialogs.replace import ReplaceDialog
from briefing.ui.views.sheets import Sheets
from briefing.ui.window import MainWindow
from tests.ui.held import Held
from tests.ui.panes import Room, shown

LEFT = Qt.MouseButton.LeftButton


def froze(room: Room, note: str = "") -> EditionRow:
    """Freeze the book without the window."""
    reader = room.library.reader()
    book = assemble(reader, room.book)
    copy = pdf_export.copy_of(book, PROFILES["staff"], earlier=editions.latest(reader, room.book))
    return editions.show(room.library.reader(), editions.add(room.library, book, copy, note))


def saving_to(file: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Choose a file wherever one is asked for to save in; return the list the places offered are put into."""
    offered: list[str] = []

    def choose(_over: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        offered.append(start)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return offered


def rows(room: Room) -> list[EditionRow]:
    return editions.editions(room.library.reader(), room.book)


def test_a_book_is_frozen_with_name_note_and_profile(room: Room, qtbot: QtBot) -> None:
    dialog = FreezeDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        assert dialog.name.hasFocus()
        assert dialog.name.text() == "Edition 1"
        assert not dialog.since.isVisible()
        QTest.keyClicks(dialog.name, "First light")
        QTest.keyClicks(dialog.note, "for the plane")
        dialog.profile.setCurrentIndex(dialog.profile.findData("principal"))
        with qtbot.waitSignal(dialog.frozen, timeout=30_000):
            QTest.mouseClick(dialog.freeze_button, LEFT)
        assert not dialog.isVisible()
    (row,) = rows(room)
    assert (row.name, row.note, row.profile) == ("First light", "for the plane", "principal")
    assert editions.pdf(room.library.reader(), row.id).startswith(b"%PDF")
    assert books.show(room.library.reader(), room.book).edition == "First light 2"


def test_no_field_is_ever_a_window_of_its_own(room: Room, qtbot: QtBot) -> None:
    froze(room)
    windows: list[object] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                windows.append(watched)
            return False

    watch, app = Watch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        where = (None, room.library, room.jobs, room.book)
        for make in (
            lambda: FreezeDialog(*where, profile="press"),
            lambda: ExportDialog(*where, ExportChoices(profile="press")),
        ):
            dialog = make()
            with shown(qtbot, dialog):
                assert any(box.isVisible() and "[ * ]" in box.text() for box in dialog.findChildren(QCheckBox))
            assert windows == [dialog]
            windows.clear()
    finally:
        app.removeEventFilter(watch)


def test_enter_in_the_name_freezes(room: Room, qtbot: QtBot) -> None:
    dialog = FreezeDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog), qtbot.waitSignal(dialog.frozen, timeout=30_000):
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)


def test_the_copy_in_the_library_is_the_one_the_command_line_makes(room: Room, qtbot: QtBot) -> None:
    before = assemble(room.library.reader(), room.book)
    dialog = FreezeDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog), qtbot.waitSignal(dialog.frozen, timeout=30_000):
        QTest.keyClick(dialog.draft, Qt.Key.Key_Space)
        QTest.mouseClick(dialog.freeze_button, LEFT)
    (row,) = rows(room)
    assert row.sha256 == pdf_export.copy_of(before, PROFILES["staff"]).sha256


def test_a_name_that_is_taken_is_told_and_can_be_mended(room: Room, qtbot: QtBot) -> None:
    froze(room)
    dialog = FreezeDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        dialog.name.setText("edition 1")
        QTest.mouseClick(dialog.freeze_button, LEFT)
        qtbot.waitUntil(lambda: "already" in dialog.banner.sentence, timeout=10_000)
        assert dialog.freeze_button.isEnabled()
        assert dialog.name.hasFocus()
        dialog.name.setText("Edition 2")
        with qtbot.waitSignal(dialog.frozen, timeout=30_000):
            QTest.mouseClick(dialog.freeze_button, LEFT)
    assert [row.number for row in rows(room)] == [2, 1]


def test_what_stops_a_final_copy_stops_freezing_but_not_a_draft(room: Room, qtbot: QtBot) -> None:
    sections.write_body(room.library, room.a, "[[quote:zzzz9999]]\n")
    dialog = FreezeDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.freeze_button, LEFT)
        qtbot.waitUntil(lambda: "zzzz9999" in dialog.banner.sentence, timeout=10_000)
        assert rows(room) == []
        QTest.keyClick(dialog.draft, Qt.Key.Key_Space)
        with qtbot.waitSignal(dialog.frozen, timeout=30_000):
            QTest.mouseClick(dialog.freeze_button, LEFT)
    assert len(rows(room)) == 1


def test_freezing_can_be_stopped_and_nothing_is_kept(room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, seen = threading.Event(), threading.Event()

    def slow(*_given: object, cancelled: Callable[[], bool], **_more: object) -> None:
        begun.set()
        while not cancelled():
            threading.Event().wait(0.01)
        seen.set()
        raise Cancelled

    monkeypatch.setattr(pdf_export, "copy_of", slow)
    dialog = FreezeDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.freeze_button, LEFT)
        qtbot.waitUntil(begun.is_set, timeout=10_000)
        assert dialog.progress.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert "Cancelled" in dialog.banner.sentence
        qtbot.waitUntil(seen.is_set, timeout=10_000)
    assert rows(room) == []


def test_editions_are_listed_the_latest_first(room: Room, qtbot: QtBot) -> None:
    froze(room, "for the plane")
    second = froze(room)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        assert dialog.list.hasFocus()
        items = [dialog.list.topLevelItem(place) for place in range(dialog.list.topLevelItemCount())]
        lines = [[item.text(column) for column in range(5)] for item in items if item is not None]
        assert [line[0] for line in lines] == ["Edition 2", "Edition 1"]
        assert lines[1][2:] == [PROFILES["staff"].title, str(second.pages), "for the plane"]
        current = dialog.current()
        assert current is not None and current.id == second.id


def test_a_book_without_editions_says_how_to_make_one(room: Room, qtbot: QtBot) -> None:
    dialog = EditionsDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        assert dialog.nothing.isVisible()
        assert not dialog.list.isVisible()
        assert not dialog.save_button.isEnabled()
        assert not dialog.changes_button.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert not dialog.isVisible()


def test_the_exact_file_of_an_edition_is_saved(
    room: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = froze(room)
    sections.write_body(room.library, room.a, "Other words.\n")
    offered = saving_to(tmp_path / "kept.pdf", monkeypatch)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book, folder=str(tmp_path))
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.save_button, LEFT)
        qtbot.waitUntil(dialog.outcome.isVisible, timeout=10_000)
    assert offered == [str(tmp_path / "Leaders’ meeting Edition 1.pdf")]
    assert (tmp_path / "kept.pdf").read_bytes() == editions.pdf(room.library.reader(), row.id)


def test_replacement_pages_are_made_for_the_edition_selected(
    room: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = froze(room)
    sections.write_body(room.library, room.a, "Other words.\n")
    offered = saving_to(tmp_path / "pages.pdf", monkeypatch)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book, folder=str(tmp_path))
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.packet_button, LEFT)
        save(asked_about(dialog, qtbot))
        qtbot.waitUntil(dialog.outcome.isVisible, timeout=10_000)
        assert "Edition 2" in dialog.outcome.text() and row.name in dialog.outcome.text()
    assert offered == [str(tmp_path / "Leaders’ meeting Edition 1 replacement pages.pdf")]
    data = (tmp_path / "pages.pdf").read_bytes()
    assert data.startswith(b"%PDF") and data != editions.pdf(room.library.reader(), row.id)


def asked_about(dialog: EditionsDialog, qtbot: QtBot) -> ReplaceDialog:
    """Return what asks which pages are wanted, once it is shown."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dialog.findChildren(ReplaceDialog)), timeout=5_000)
    return next(one for one in dialog.findChildren(ReplaceDialog) if one.isVisible())


def save(asking: ReplaceDialog) -> None:
    QTest.mouseClick(asking.buttons.button(QDialogButtonBox.StandardButton.Save), LEFT)


def test_pages_are_made_for_the_later_edition_chosen_and_all_of_them_for_the_screen(
    room: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    froze(room)
    sections.write_body(room.library, room.a, "Other words.\n")
    second = froze(room)
    sections.write_body(room.library, room.a, "Words of the third.\n")
    froze(room)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book, folder=str(tmp_path))
    with shown(qtbot, dialog):
        dialog.list.setFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_End)
        for whole, to in ((False, second.id), (True, second.id), (True, "")):
            out = tmp_path / f"{whole}-{to}.pdf"
            saving_to(out, monkeypatch)
            QTest.mouseClick(dialog.packet_button, LEFT)
            asking = asked_about(dialog, qtbot)
            offered = [asking.target.itemText(at) for at in range(asking.target.count())]
            assert offered == ["The book as it is now", "Edition 3", "Edition 2"]
            asking.target.setCurrentIndex(asking.target.findData(to))
            QTest.mouseClick(asking.whole if whole else asking.sheets, LEFT, pos=QPoint(12, asking.whole.height() // 2))
            save(asking)
            qtbot.waitUntil(out.exists, timeout=10_000)
            qtbot.waitUntil(dialog.outcome.isVisible, timeout=10_000)
            assert f"Edition {2 if to else 3}" in dialog.outcome.text()
            sheets = Sheets(out.read_bytes())
            said = " ".join(sheets.text(number) for number in range(len(sheets.sizes)))
            count = len(sheets.sizes)
            sheets.close()
            assert ("Other words." if to else "Words of the third.") in said
            assert (count > second.pages) == whole


def test_where_nothing_changed_no_pages_are_made_and_that_is_told(
    room: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    froze(room)
    saving_to(tmp_path / "pages.pdf", monkeypatch)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        dialog.packet_button.setFocus()
        QTest.keyClick(dialog.packet_button, Qt.Key.Key_Space)
        QTest.keyClick(asked_about(dialog, qtbot), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Nothing has changed" in dialog.banner.sentence, timeout=10_000)
    assert not (tmp_path / "pages.pdf").exists()


def test_a_place_that_cannot_be_written_is_told(
    room: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    froze(room)
    saving_to(tmp_path / "no such folder" / "x.pdf", monkeypatch)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.save_button, LEFT)
        qtbot.waitUntil(lambda: bool(dialog.banner.sentence), timeout=10_000)
        assert not dialog.outcome.isVisible()


def test_what_changed_is_said_in_sentences(room: Room, qtbot: QtBot) -> None:
    froze(room)
    second = froze(room)
    sections.write_body(room.library, room.a, f"Other words.\n\n[[quote:{room.quote(0).handle}]]\n")
    books.edit(room.library, room.book, title="Another title")
    sections.trash(room.library, room.b)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        qtbot.waitUntil(dialog.changes.isVisible, timeout=10_000)
        lines = [dialog.changes.item(place).text() for place in range(dialog.changes.count())]
        assert lines[0] == "Title: Leaders’ meeting → Another title"
        assert any(line.endswith("Scene setter: Text changed in 2 places") for line in lines)
        assert any(line.endswith("Points to make: Removed") for line in lines)
        assert any(line.startswith("Quote added: “We want a pact") for line in lines)
        assert any(line.startswith("Source added: Ministers weigh") for line in lines)
        assert dialog.since.text().startswith(f"Since {second.name}")
        assert dialog.changes.hasFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        assert not dialog.changes.isVisible()


def test_nothing_changed_is_said_too(room: Room, qtbot: QtBot) -> None:
    froze(room)
    dialog = EditionsDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.changes_button, LEFT)
        qtbot.waitUntil(dialog.changes.isVisible, timeout=10_000)
        assert [dialog.changes.item(place).text() for place in range(dialog.changes.count())] == [
            "Nothing has changed."
        ]


def test_a_withdrawn_quote_is_told_as_that(room: Room, qtbot: QtBot) -> None:
    sections.write_body(room.library, room.a, f"[[quote:{room.quote(0).handle}]]\n")
    froze(room)
    quotes.edit(room.library, room.quote(0).id, withdrawn_on="2025-06-20")
    dialog = EditionsDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.changes_button, LEFT)
        qtbot.waitUntil(dialog.changes.isVisible, timeout=10_000)
        lines = [dialog.changes.item(place).text() for place in range(dialog.changes.count())]
        assert any(line.startswith("Quote withdrawn: “") for line in lines)


def test_an_export_marks_what_changed_since_the_edition_chosen(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    row = froze(room)
    sections.write_body(room.library, room.a, "Other words.\n")
    dialog = ExportDialog(None, room.library, room.jobs, room.book, ExportChoices(folder=str(tmp_path)))
    with shown(qtbot, dialog):
        assert dialog.since.isVisible()
        dialog.place.setText(str(tmp_path / "out.pdf"))
        dialog.since.setFocus()
        QTest.keyClick(dialog.since, Qt.Key.Key_Down)
        assert dialog.since.currentText() == "Edition 1"
        with qtbot.waitSignal(dialog.exported, timeout=30_000):
            QTest.mouseClick(dialog.export_button, LEFT)
        assert dialog.since.isEnabled()
    other, plainly = tmp_path / "other.pdf", tmp_path / "plain.pdf"
    book, profile = assemble(room.library.reader(), room.book), PROFILES["staff"]
    pdf_export.export(book, profile, other, since=editions.earlier(room.library.reader(), row.id))
    pdf_export.export(book, profile, plainly)
    assert (tmp_path / "out.pdf").read_bytes() == other.read_bytes() != plainly.read_bytes()


def test_changes_are_not_offered_where_they_are_never_shown(room: Room, qtbot: QtBot) -> None:
    without = ExportDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, without):
        assert not without.since.isVisible()
        assert not any(label.isVisible() for label in without.findChildren(QLabel) if label.buddy() is without.since)
    row = froze(room)
    dialog = ExportDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, dialog):
        dialog.since.setCurrentIndex(dialog.since.findData(row.id))
        for name, profile in PROFILES.items():
            dialog.profile.setCurrentIndex(dialog.profile.findData(name))
            assert dialog.since.isEnabled() == profile.shows_changes
            assert profile.shows_changes or dialog.since.edition_id() == ""


def test_everything_to_press_or_fill_in_has_a_name(room: Room, qtbot: QtBot) -> None:
    froze(room)
    for dialog in (
        FreezeDialog(None, room.library, room.jobs, room.book),
        EditionsDialog(None, room.library, room.jobs, room.book),
    ):
        with shown(qtbot, dialog):
            for field in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QComboBox)):
                assert field.accessibleName()
            for button in dialog.findChildren(QPushButton):
                assert button.text() or not button.isVisible()


def test_the_menu_freezes_says_so_and_undo_takes_it_away(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot
) -> None:
    desk.open_section(held.one)
    window.actions_["edition.freeze"].trigger()
    dialog = window.findChild(FreezeDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.frozen, timeout=30_000):
        QTest.keyClick(dialog.draft, Qt.Key.Key_Space)
        QTest.mouseClick(dialog.freeze_button, LEFT)
    assert "“Edition 1” is frozen" in window.status.currentMessage() or any(
        "“Edition 1” is frozen" in label.text() for label in window.status.findChildren(QLabel)
    )
    reader = desk.library.reader()
    assert [row.name for row in editions.editions(reader, held.book)] == ["Edition 1"]
    window.actions_["undo"].trigger()
    assert editions.editions(desk.library.reader(), held.book) == []
    assert books.show(desk.library.reader(), held.book).edition == "Edition 1"


def test_the_menu_lists_editions(desk: Desk, window: MainWindow, held: Held) -> None:
    window.actions_["editions"].trigger()
    dialog = window.findChild(EditionsDialog)
    assert dialog is not None
    assert dialog.nothing.isVisible()
    dialog.reject()
