from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMargins, QRect
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from briefing.ui.dialogs.show import show_over
from briefing.ui.place import fit
from briefing.ui.window import MainWindow

SCREEN = QRect(0, 0, 1440, 900)
FRAME = QMargins(2, 28, 2, 4)


@pytest.fixture(autouse=True)
def wide_screen() -> None:
    """Here the screen counts as it is."""


coordinate = st.integers(-3000, 5000)
length = st.integers(1, 5000)


@given(coordinate, coordinate, length, length)
@settings(max_examples=60, deadline=None)
def test_a_window_with_its_frame_is_always_whole_on_the_screen(left: int, top: int, width: int, height: int) -> None:
    wanted = QRect(left, top, width, height)
    fitted = fit(wanted, FRAME, SCREEN)
    assert SCREEN.contains(fitted.marginsAdded(FRAME))
    assert fitted.width() <= width
    assert fitted.height() <= height


def test_a_window_that_fits_stays_where_it_is() -> None:
    wanted = QRect(100, 100, 800, 600)
    assert fit(wanted, FRAME, SCREEN) == wanted


def test_the_window_opens_whole_on_its_screen(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.resize(9000, 9000)
    kept = window.saveGeometry().toHex().toStdString()
    again = MainWindow(replace(window.settings, geometry=kept), tmp_path / "other.toml")
    qtbot.addWidget(again)
    again.show()
    available = again.screen().availableGeometry()
    qtbot.waitUntil(lambda: available.contains(again.frameGeometry()))


def test_a_dialog_that_grows_at_the_foot_of_the_screen_moves_up(window: MainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    column = QVBoxLayout(dialog)
    column.addWidget(QLabel("One line"))
    show_over(dialog)
    available = dialog.screen().availableGeometry()
    dialog.move(available.left() + 40, available.bottom() - 60)
    label = QLabel("One line\n" * 12)
    column.addWidget(label)
    qtbot.waitUntil(lambda: label.height() > 100 and available.contains(dialog.frameGeometry()))
    dialog.close()
