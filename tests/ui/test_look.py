from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from briefing.paths import shipped
from briefing.ui import icons, look
from briefing.ui.commands import commands


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    look.apply(qapp, "light", 1.0)


@pytest.mark.parametrize("worn", [look.LIGHT, look.DARK], ids=lambda worn: worn.name)
@pytest.mark.parametrize(("ink", "ground"), look.PAIRS, ids=lambda role: role)
def test_all_text_can_be_read(worn: look.Look, ink: str, ground: str) -> None:
    assert look.contrast(worn.colour(ink), worn.colour(ground)) >= 4.5


@pytest.mark.parametrize("worn", [look.LIGHT, look.DARK], ids=lambda worn: worn.name)
@pytest.mark.parametrize("ground", ["chrome", "side", "pane", "base", "card"])
def test_focus_and_field_frames_can_be_seen(worn: look.Look, ground: str) -> None:
    assert look.contrast(worn.colour("accent"), worn.colour(ground)) >= 3
    assert look.contrast(worn.colour("field_line"), worn.colour(ground)) >= 2.7


def test_contrast_is_as_the_standard_says() -> None:
    assert look.contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert look.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_both_looks_know_the_same_roles() -> None:
    assert look.LIGHT.colours.keys() == look.DARK.colours.keys()


def test_the_style_sheet_has_no_colour_left_unnamed(qapp: QApplication) -> None:
    look.apply(qapp, "dark", 1.5)
    assert "@" not in qapp.styleSheet()
    assert look.dark()
    assert look.font().pointSizeF() == pytest.approx(look.POINTS * 1.5)


def test_icons_change_colour_with_the_look(qapp: QApplication) -> None:
    button = QToolButton()
    icons.dress(button, "undo-2")
    before = button.icon().pixmap(16).toImage()
    look.apply(qapp, "dark", 1.0)
    assert button.icon().pixmap(16).toImage() != before
    button.deleteLater()


def test_icons_of_the_other_look_are_drawn_before_it_is_asked_for(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    icons.dress(button, "undo-2", "good")
    drawn: list[bytes] = []

    def render(image: QByteArray) -> QSvgRenderer:
        drawn.append(bytes(image.data()))
        return QSvgRenderer(image)

    monkeypatch.setattr(icons, "QSvgRenderer", render)
    icons.draw_ahead(button)
    green = look.DARK.colour("good").name().encode()
    qtbot.waitUntil(lambda: any(green in image for image in drawn))
    drawn.clear()
    look.apply(qapp, "dark", 1.0)
    assert not any(green in image for image in drawn)


def test_every_command_has_its_icon_and_every_icon_its_licence() -> None:
    folder = shipped("icons")
    for command in commands():
        assert not command.icon or (folder / f"{command.icon}.svg").is_file(), command.id
    assert "ISC" in (folder / "LICENSE").read_text("utf-8")


def test_no_icon_is_shipped_in_vain() -> None:
    here = Path(look.__file__).parent
    source = "\n".join(path.read_text("utf-8") for path in here.rglob("*.py"))
    unused = [path.stem for path in shipped("icons").glob("*.svg") if f'"{path.stem}"' not in source]
    assert [name for name in unused if not name.startswith(("drop-", "tick-"))] == []
