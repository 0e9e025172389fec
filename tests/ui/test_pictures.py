"""Pictures in the window: chosen, dropped or pasted, described, and put into the text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from briefing.library import pictures, sections, trash
from briefing.ui.desk import Desk
from briefing.ui.dialogs.picture import PictureDialog
from briefing.ui.models.shelf import COUNT
from briefing.ui.views.detail_picture import PicturePage
from briefing.ui.views.thumbnail import thumbnail
from briefing.ui.window import MainWindow
from tests.ui.held import Held
from tests.ui.panes import heard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def png(tone: int = 0, size: tuple[int, int] = (30, 20)) -> bytes:
    out = BytesIO()
    Image.new("L", size, tone).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def writing(desk: Desk, held: Held) -> Desk:
    """A desk with the first section open and the caret after its words."""
    desk.open_section(held.one)
    desk.editor.edit.setFocus()
    QTest.keyClicks(desk.editor.edit, "The port.")
    return desk


def dialog(desk: Desk, qtbot: QtBot, after: PictureDialog | None = None) -> PictureDialog:
    """Wait for the dialog that asks what a picture shows."""

    def open_ones() -> list[PictureDialog]:
        return [one for one in desk.findChildren(PictureDialog) if one.isVisible() and one is not after]

    qtbot.waitUntil(lambda: bool(open_ones()))
    return open_ones()[0]


def drop(desk: Desk, mime: QMimeData) -> None:
    edit = desk.editor.edit
    place = QPointF(edit.cursorRect().center())
    event = QDropEvent(place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    edit.dropEvent(event)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_picture_is_chosen_described_and_stands_on_a_line_of_its_own(
    writing: Desk, window: MainWindow, held: Held, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "port.png"
    file.write_bytes(png())
    window.actions_.run("picture.insert")
    chooser = window.findChild(QFileDialog)
    assert chooser is not None
    chooser.filesSelected.emit([str(file)])
    chooser.close()
    asked = dialog(writing, qtbot)
    QTest.keyClicks(asked.alt, "A port from above")
    QTest.keyClick(asked.alt, Qt.Key.Key_Tab)
    QTest.keyClicks(asked.caption, "The new port")
    QTest.keyClick(asked.caption, Qt.Key.Key_Return)
    (row,) = pictures.pictures(writing.library.reader())
    assert (row.name, row.alt, row.caption, row.decorative) == ("port.png", "A port from above", "The new port", False)
    body = sections.body(held.library.reader(), held.one)
    assert body.split("\n") == ["The port.", "", f"![](picture:{row.id})", ""]


def test_what_it_shows_must_be_said_or_that_it_is_only_decoration(writing: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "line.png"
    file.write_bytes(png())
    drop(writing, files(file))
    asked = dialog(writing, qtbot)
    QTest.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    assert asked.trouble.text() == asked.alt.accessibleDescription() != ""
    asked.decorative.setFocus()
    QTest.keyClick(asked.decorative, Qt.Key.Key_Space)
    assert not asked.trouble.isVisible()
    QTest.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
    (row,) = pictures.pictures(writing.library.reader())
    assert (row.alt, row.decorative) == ("", True)


def test_undo_takes_the_line_back_and_then_the_picture(
    writing: Desk, window: MainWindow, held: Held, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "port.png"
    file.write_bytes(png())
    drop(writing, files(file))
    asked = dialog(writing, qtbot)
    QTest.keyClicks(asked.alt, "A port")
    QTest.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(writing.editor.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    writing.editor.save_now()
    assert "picture:" not in sections.body(held.library.reader(), held.one)
    assert len(pictures.pictures(held.library.reader())) == 1
    window.actions_.run("undo")
    assert pictures.pictures(held.library.reader()) == []


def test_closing_the_dialog_keeps_nothing(writing: Desk, held: Held, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "port.png"
    file.write_bytes(png())
    drop(writing, files(file))
    QTest.keyClick(dialog(writing, qtbot), Qt.Key.Key_Escape)
    assert pictures.pictures(held.library.reader()) == []
    assert writing.editor.edit.text() == "The port."


def test_several_dropped_are_asked_about_one_after_the_other(
    writing: Desk, held: Held, tmp_path: Path, qtbot: QtBot
) -> None:
    for tone in range(2):
        (tmp_path / f"{tone}.png").write_bytes(png(tone))
    drop(writing, files(tmp_path / "0.png", tmp_path / "1.png"))
    first = dialog(writing, qtbot)
    QTest.keyClicks(first.alt, "Nought")
    QTest.mouseClick(first.done_button, Qt.MouseButton.LeftButton)
    second = dialog(writing, qtbot, first)
    QTest.keyClicks(second.alt, "One")
    QTest.mouseClick(second.done_button, Qt.MouseButton.LeftButton)
    known = {row.alt: row.id for row in pictures.pictures(held.library.reader())}
    body = sections.body(held.library.reader(), held.one)
    assert 0 < body.index(known["Nought"]) < body.index(known["One"])


def test_a_picture_on_the_clipboard_is_pasted(writing: Desk, held: Held, qtbot: QtBot) -> None:
    image = QImage(12, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QApplication.clipboard().setImage(image)
    QTest.keyClick(writing.editor.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(writing, qtbot)
    QTest.keyClicks(asked.alt, "Red")
    QTest.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
    (row,) = pictures.pictures(held.library.reader())
    assert (row.width, row.height) == (12, 8)
    assert row.id in sections.body(held.library.reader(), held.one)


def test_text_that_comes_with_an_image_of_itself_is_pasted_as_text(writing: Desk, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText("Words from an office program")
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    writing.editor.edit.moveCursor(QTextCursor.MoveOperation.End)
    writing.editor.edit.insertFromMimeData(mime)
    assert writing.editor.edit.text().endswith("Words from an office program")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (png()[:45], "damaged"),
        (b"no picture", "PNG, JPEG or SVG"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50_000_000, "larger than"),
        (None, "could not be read"),
    ],
    ids=("damaged", "foreign", "large", "gone"),
)
def test_what_cannot_be_read_is_told_by_name(
    writing: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot, content: bytes | None, says: str
) -> None:
    file = tmp_path / "port.png"
    if content is not None:
        file.write_bytes(content)
    drop(writing, files(file))
    qtbot.waitUntil(lambda: "port.png" in window.banner.sentence)
    assert says in window.banner.sentence
    assert pictures.pictures(writing.library.reader()) == []


def test_a_picture_kept_already_brings_what_was_said_of_it(
    writing: Desk, held: Held, tmp_path: Path, qtbot: QtBot
) -> None:
    key = pictures.add(held.library, "port.png", png(), alt="A port", caption="Old")
    (tmp_path / "again.png").write_bytes(png())
    drop(writing, files(tmp_path / "again.png"))
    asked = dialog(writing, qtbot)
    assert asked.alt.toPlainText() == "A port"
    asked.caption.clear()
    QTest.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
    (row,) = pictures.pictures(held.library.reader())
    assert (row.id, row.alt, row.caption) == (key, "A port", "")


def test_without_a_section_it_says_what_to_do(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.open_section(None)
    told = heard(desk.said)
    window.actions_.run("picture.insert")
    assert "section" in str(told[0][0])
    assert desk.findChild(QFileDialog) is None


def test_the_text_tells_which_picture_a_line_shows(writing: Desk) -> None:
    key = pictures.add(writing.library, "port.png", png(), alt="A <port>", caption="The port")
    words = writing.editor.words
    assert words.picture(key).card == "port.png — The port"
    assert "A &lt;port&gt;" in words.picture(key).tip
    pictures.trash(writing.library, key)
    assert not words.picture(key).known
    assert "trash" in words.picture(key).card
    assert "no longer" in words.picture("0nothing").card


@pytest.fixture
def listed(writing: Desk, qtbot: QtBot) -> tuple[Desk, str]:
    """A desk whose list column shows its one picture, which the first section's text shows."""
    key = pictures.add(writing.library, "port.png", png(), alt="A port", caption="The port")
    writing.editor.insert_picture(key)
    writing.side.library.go_to("pictures")
    writing.listing.focus_list()
    qtbot.waitUntil(lambda: isinstance(writing.detail.page, PicturePage))
    return writing, key


def page_of(desk: Desk) -> PicturePage:
    page = desk.detail.page
    assert isinstance(page, PicturePage)
    return page


def test_the_side_bar_lists_pictures_with_size_words_and_uses(listed: tuple[Desk, str], qtbot: QtBot) -> None:
    desk, key = listed
    entry = desk.listing.list.entry()
    assert entry is not None
    assert (entry.id, entry.name, entry.count) == (key, "port.png", 1)
    assert "30 × 20" in entry.about
    assert "The port" in entry.about
    shelf = desk.side.shelf
    qtbot.waitUntil(lambda: shelf.find("pictures").data(COUNT) == 1)


def test_details_change_what_is_said_and_show_where_it_is_shown(listed: tuple[Desk, str], qtbot: QtBot) -> None:
    desk, key = listed
    page = page_of(desk)
    qtbot.waitUntil(page.shown.isVisible)
    assert [one.text() for one in page.links.findChildren(QPushButton)] == ["First  ·  Harbour talks"]
    caption = page.form.fields["caption"]
    caption.setFocus()
    QTest.keyClicks(caption, "Now: ")
    page.leave()
    assert pictures.show(desk.library.reader(), key).caption == "Now: The port"
    assert desk.editor.words.picture(key).card == "port.png — Now: The port"
    desk.undo.stack.undo()
    assert pictures.show(desk.library.reader(), key).caption == "The port"


def test_a_description_is_not_emptied_unless_the_picture_is_only_decoration(listed: tuple[Desk, str]) -> None:
    desk, key = listed
    page = page_of(desk)
    alt = page.form.fields["alt"]
    alt.setFocus()
    QTest.keyClick(alt, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(alt, Qt.Key.Key_Delete)
    page.leave()
    assert pictures.show(desk.library.reader(), key).alt == "A port"
    assert alt.accessibleDescription()


def test_a_listed_picture_goes_in_at_the_caret(listed: tuple[Desk, str], held: Held) -> None:
    desk, key = listed
    QTest.mouseClick(page_of(desk).insert, Qt.MouseButton.LeftButton)
    assert sections.body(desk.library.reader(), held.one).count(key) == 2


def test_delete_puts_a_picture_into_the_trash_where_it_stays_as_long_as_it_is_shown(
    listed: tuple[Desk, str], held: Held
) -> None:
    desk, _ = listed
    QTest.keyClick(desk.listing.list, Qt.Key.Key_Delete)
    assert pictures.pictures(desk.library.reader()) == []
    assert desk.detail.page is None
    desk.side.library.go_to("trash")
    QTest.mouseClick(desk.listing.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    question = desk.findChild(QMessageBox)
    assert question is not None
    told = heard(desk.said)
    next(one for one in question.buttons() if "for good" in one.text()).click()
    assert "stays in the trash" in str(told[-1][0])
    desk.editor.edit.setPlainText("No picture")
    desk.editor.save_now()
    trash.empty(desk.library)
    assert trash.trashed(desk.library.reader()) == []


def test_a_drawing_is_shown_and_has_no_size_in_pixels(writing: Desk, qtbot: QtBot) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><rect width="9" height="6" fill="#c33"/></svg>'
    pictures.add(writing.library, "logo.svg", svg, alt="A flag")
    writing.side.library.go_to("pictures")
    writing.listing.focus_list()
    qtbot.waitUntil(lambda: isinstance(writing.detail.page, PicturePage))
    entry = writing.listing.list.entry()
    assert entry is not None
    assert "Drawing, sharp at any size" in entry.about
    shown = page_of(writing).shown
    qtbot.waitUntil(lambda: shown.sizeHint().width() > 100)
    seen = shown.grab().toImage()
    assert seen.pixelColor(seen.width() // 2, seen.height() // 2).name() == "#cc3333"
    assert thumbnail("image/svg+xml", b"<svg") == b""
