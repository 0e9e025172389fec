"""How long a frame of the list of quotes takes at a million rows: the program's own list pane, scrolled off screen.

``python tests/bench/bench_list.py`` takes the library of ``bench_search`` (made when it is not there), ``--quotes N``
another size. Sixty times a second the list is moved, and painted whole; a frame is all the time the window's thread is
busy until the next one, taking in what a worker has read included. Below 16 ms nobody sees a hitch. Printed are, of
each way to move, p50, p95 and the longest on the wall, p95 as CPU time of the thread (what others on the machine do
not count), and in how many of a hundred frames some card still stood as a quiet one when the next frame began.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_search import library_of, percentile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from briefing.app import SHORT_TURNS, register_fonts
from briefing.library.quotes import Scope
from briefing.library.store import open_library
from briefing.ui import look
from briefing.ui.actions import Actions
from briefing.ui.jobs import Jobs
from briefing.ui.models.quotes import ROW
from briefing.ui.views.quotes import QuotesPane

FRAMES = 300
# One frame at sixty a second.
FRAME = 1000 / 60


@dataclass
class Frames:
    """Milliseconds of each frame, on the wall and of the thread, and the frames with cards still being read."""

    wall: list[float] = field(default_factory=list[float])
    thread: list[float] = field(default_factory=list[float])
    waiting: int = 0


def frames(pane: QuotesPane, moves: Iterator[Callable[[], object]]) -> Frames:
    """Return how long each move keeps the window busy."""
    found = Frames()
    view = pane.table.viewport()
    for move in moves:
        began, busy, thread = time.perf_counter(), 0.0, time.thread_time()
        move()
        QApplication.processEvents()
        view.repaint()
        busy = time.perf_counter() - began
        while time.perf_counter() - began < FRAME / 1000:
            time.sleep(0.001)
            woke = time.perf_counter()
            QApplication.processEvents()
            busy += time.perf_counter() - woke
        found.waiting += bool(pane.table.card.postponed) or any(
            pane.model.index(at, 0).data(ROW) is None for at in range(*pane.table.seen())
        )
        found.wall.append(busy * 1000)
        found.thread.append((time.thread_time() - thread) * 1000)
    return found


def ways(pane: QuotesPane) -> dict[str, Callable[[], Iterator[Callable[[], object]]]]:
    """Return the ways to move through the list."""
    table, bar = pane.table, pane.table.verticalScrollBar()
    chance = random.Random(4)

    def press(key: Qt.Key) -> Callable[[], Iterator[Callable[[], object]]]:
        def moves() -> Iterator[Callable[[], object]]:
            table.go_to(pane.model.rowCount() // 3)
            for _ in range(FRAMES):
                yield lambda: QTest.keyClick(table, key)

        return moves

    def wheel() -> Iterator[Callable[[], object]]:
        bar.setValue(bar.maximum() // 2)
        for _ in range(FRAMES):
            yield lambda: bar.setValue(bar.value() + 120)

    def drag() -> Iterator[Callable[[], object]]:
        for step in range(FRAMES):
            yield lambda step=step: bar.setValue(bar.maximum() * step // FRAMES)

    def jump() -> Iterator[Callable[[], object]]:
        for _ in range(FRAMES):
            yield lambda: bar.setValue(chance.randrange(max(bar.maximum(), 1)))

    def ends() -> Iterator[Callable[[], object]]:
        for step in range(FRAMES // 6):
            yield lambda step=step: QTest.keyClick(table, Qt.Key.Key_End if step % 2 else Qt.Key.Key_Home)

    return {
        "wheel": wheel,
        "dragging the bar": drag,
        "jumps": jump,
        "page down": press(Qt.Key.Key_PageDown),
        "arrow down": press(Qt.Key.Key_Down),
        "home and end": ends,
    }


def until(pane: QuotesPane, ready: Callable[[], bool]) -> float:
    """Return the milliseconds until the list is there."""
    began = time.perf_counter()
    while not ready() and time.perf_counter() - began < 120:
        QApplication.processEvents()
        time.sleep(0.0005)
    return (time.perf_counter() - began) * 1000


def measure(file: Path) -> None:
    """Print the table for one library."""
    library = open_library(file)
    owner, menu, jobs = QWidget(), QMenu(), Jobs()
    pane = QuotesPane(library, jobs, Actions(owner), menu)
    pane.resize(420, 900)
    pane.show()
    pane.show_scope(Scope(), "")
    took = until(pane, lambda: pane.model.rowCount() > 0)
    # The short turns of the program itself (app.py).
    sys.setswitchinterval(SHORT_TURNS)
    print(f"{pane.model.rowCount():,} quotes listed after {took:.0f} ms")
    print(f"{'ms':34}{'p50':>8}{'p95':>8}{'longest':>9}{'CPU p95':>9}{'waiting':>9}")
    for words in ("", "s"):
        if words:
            count = pane.model.rowCount()
            pane.search(words)
            until(pane, lambda count=count: pane.model.rowCount() != count)
            QTest.qWait(4000)
        for name, moves in ways(pane).items():
            found = frames(pane, moves())
            label = f"{name}, words marked" if words else name
            wall, part = found.wall, 100 * found.waiting / len(found.wall)
            late = "" if percentile(wall, 0.95) <= 16 else "   over 16"
            print(
                f"{label:34}{percentile(wall, 0.5):8.1f}{percentile(wall, 0.95):8.1f}{max(wall):9.1f}"
                f"{percentile(found.thread, 0.95):9.1f}{part:7.0f} %{late}",
                flush=True,
            )
    pane.close()
    jobs.close()
    library.close()


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quotes", type=int, default=1_000_000, help="this many quotes in the library")
    file = library_of(options.parse_args().quotes)
    app = QApplication([])
    register_fonts()
    look.apply(app, "light", 1.0)
    measure(file)


if __name__ == "__main__":
    main()
