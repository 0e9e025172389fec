"""The panes share the window until somebody moves a border; in a narrow one the text keeps its part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from briefing.settings import Settings
from briefing.ui.desk import Desk
from briefing.ui.pane_widths import LIKED, TEXT, shared_out
from briefing.ui.window import MainWindow
from tests.ui.held import Held


@given(st.integers(400, 6000), st.sampled_from((0.8, 1.0, 1.5, 2.0)))
def test_all_the_room_is_given_out_and_the_text_has_the_most(room: int, scale: float) -> None:
    widths = shared_out(room, scale)
    assert abs(sum(widths) - room) <= len(LIKED)
    assert widths[TEXT] == max(widths)


@given(st.integers(400, 6000), st.lists(st.booleans(), min_size=4, max_size=4))
def test_the_panes_that_are_there_share_the_room(room: int, shown: list[bool]) -> None:
    widths = shared_out(room, 1.0, shown)
    there = [width for width, one in zip(widths, shown, strict=True) if one]
    assert sum(there) <= room + len(there)
    assert not shown[TEXT] or abs(sum(there) - room) <= len(there)


def test_in_a_small_window_there_is_room_to_write(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    desk.show_right(True)
    qtbot.waitUntil(lambda: desk.right.isVisible() and desk.width() <= 1280)
    assert desk.centre.width() >= max(380, desk.column.width())


def test_widths_somebody_chose_are_kept(desk: Desk, window: MainWindow, held: Held, qtbot: QtBot) -> None:
    assert desk.left_as(Settings()).panes == ()
    desk.show_right(True)
    qtbot.waitUntil(desk.right.isVisible)
    desk.split.moveSplitter(300, 1)
    desk.split.splitterMoved.emit(300, 1)
    chosen = desk.split.sizes()
    desk.show_side(False)
    desk.show_side(True)
    assert desk.split.sizes() == chosen
    assert list(desk.left_as(Settings()).panes) == chosen
