from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefing.ui.neighbours import Door, knock, meeting_place

KNOCKS = """
import sys
from pathlib import Path
from briefing.ui.neighbours import knock
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
sys.exit(0 if knock(Path(sys.argv[1])) else 1)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets are files elsewhere only")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[Door]:
    made = Door()
    yield made
    made.close()


def test_a_second_program_finds_the_first(door: Door, tmp_path: Path, qtbot: QtBot) -> None:
    assert door.open(tmp_path / "a.briefing")
    with qtbot.waitSignal(door.knocked, timeout=20_000):
        second = subprocess.Popen([sys.executable, "-c", KNOCKS, str(tmp_path / "a.briefing")])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 0


def test_nobody_has_another_library_open(door: Door, tmp_path: Path) -> None:
    assert door.open(tmp_path / "a.briefing")
    assert not knock(tmp_path / "b.briefing")


def test_a_library_is_the_same_by_whatever_way_one_comes_to_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert meeting_place(tmp_path / "link" / "a.briefing") == meeting_place(tmp_path / "real" / "a.briefing")


def test_a_socket_left_by_a_killed_program_is_no_hindrance(door: Door, tmp_path: Path, qtbot: QtBot) -> None:
    library = tmp_path / "a.briefing"
    place = meeting_place(library)
    killed = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen()"
    subprocess.run([sys.executable, "-c", killed, place], check=True)
    assert Path(place).exists()
    assert not knock(library)
    assert door.open(library)


def test_a_closed_door_leaves_nothing_behind(door: Door, tmp_path: Path) -> None:
    door.open(tmp_path / "a.briefing")
    door.close()
    assert not Path(meeting_place(tmp_path / "a.briefing")).exists()
    assert not knock(tmp_path / "a.briefing")
