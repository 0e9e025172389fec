"""How the window is left and found again: everything saved, the same place shown."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefing.library import sections
from briefing.library.faults import DiskFull
from briefing.settings import Settings, load
from briefing.ui.desk import Desk
from briefing.ui.dialogs.export import ExportDialog
from briefing.ui.window import MainWindow
from tests.ui.held import Held

FULL = "The disk is full."


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise DiskFull(FULL)

    monkeypatch.setattr(sections, "write_body", refuse)


def test_closing_saves_what_was_typed_a_moment_before(desk: Desk, window: MainWindow, held: Held) -> None:
    desk.open_section(held.one)
    desk.editor.edit.insertPlainText("Last words")
    assert window.close()
    assert sections.body(held.library.reader(), held.one) == "Last words"


@pytest.mark.usefixtures("full_disk")
def test_what_cannot_be_saved_keeps_the_window_open_until_one_goes_on_without(
    desk: Desk, window: MainWindow, held: Held
) -> None:
    desk.open_section(held.one)
    desk.editor.edit.insertPlainText("Precious")
    assert not window.close()
    assert window.isVisible()
    assert "could not be saved" in window.banner.sentence
    assert FULL in desk.editor.banner.sentence
    assert desk.editor.edit.text() == "Precious"
    window.banner.action.click()
    assert not window.isVisible()


@pytest.mark.usefixtures("full_disk")
def test_another_library_is_not_opened_over_text_that_could_not_be_saved(
    desk: Desk, window: MainWindow, held: Held, tmp_path: Path
) -> None:
    desk.open_section(held.one)
    desk.editor.edit.insertPlainText("Precious")
    assert not window.open_library(tmp_path / "other.briefing")
    assert window.desk is desk
    window.banner.action.click()
    assert window.desk is not desk


def test_a_start_with_a_book_shows_the_pages_of_the_open_section(held: Held, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(12):
        sections.add(held.library, held.book, title=f"More {number}", body="word " * 900)
    rows = sections.sections(held.library.reader(), held.book)
    made = MainWindow(Settings(theme="light", last_book=held.book), tmp_path / "settings.toml")
    made.resize(1500, 900)
    qtbot.addWidget(made)
    assert made.open_library(held.library.path)
    desk = made.desk
    assert desk is not None
    desk.open_section(rows[-1].id)
    with qtbot.waitSignal(desk.preview.pages_ready, timeout=30_000):
        made.show()
    proof = desk.preview.proof
    assert proof is not None
    wanted = proof.where[rows[-1].id]
    assert wanted > 3
    qtbot.waitUntil(lambda: proof.sections[desk.preview.canvas.current_page()] == rows[-1].id)
    made.close()


def test_the_next_export_begins_where_the_last_one_ended(
    desk: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.actions_.run("export")
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.place.setText(str(tmp_path / "out.pdf"))
    dialog.profile.setCurrentIndex(dialog.profile.findData("large"))
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        dialog.start()
    dialog.reject()
    window.close()
    kept = load(tmp_path / "settings.toml").settings
    assert (kept.export_folder, kept.export_profile) == (str(tmp_path), "large")


def test_the_section_that_was_open_is_open_again(desk: Desk, window: MainWindow, held: Held) -> None:
    desk.open_section(held.below)
    path = desk.library.path
    window.close()
    assert window.open_library(path)
    assert window.desk is not None
    assert window.desk.editor.section_id == held.below


@pytest.mark.parametrize("width", [1000, 1100, 1440])
def test_large_text_leaves_the_export_button_in_the_tool_bar(
    desk: Desk, window: MainWindow, qtbot: QtBot, width: int
) -> None:
    try:
        window.hide()
        window.change(text_size=200)
        window.resize(width, 700)
        window.show()
        qtbot.waitUntil(lambda: window.bar.width() == width)
        qtbot.waitUntil(window.bar.export.isVisible)
        assert window.bar.rect().contains(window.bar.export.geometry())
        dialog = ExportDialog(window, desk.library, desk.jobs, desk.book_id or "")
        dialog.show()
        assert dialog.height() >= dialog.minimumSizeHint().height()
        boxes = [one.geometry() for one in (dialog.profile, dialog.paper, dialog.password, dialog.final)]
        assert all(not upper.intersects(lower) for upper, lower in pairwise(boxes))
        dialog.reject()
    finally:
        window.change(text_size=100)
