from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefing.app import register_fonts
from briefing.library import books, people, quotes, sections, sources, topics
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, open_library
from briefing.settings import Settings
from briefing.ui import look
from briefing.ui.actions import Actions
from briefing.ui.desk import Desk
from briefing.ui.jobs import Jobs
from briefing.ui.window import MainWindow
from tests.ui.held import Held
from tests.ui.panes import Room, a_room

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screenless platform says that it cannot raise windows; that is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    """The application as the user has it: our fonts and our look."""
    register_fonts()
    look.apply(qapp, "light", 1.0)
    return qapp


@pytest.fixture(autouse=True)
def wide_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen of the screenless platform is smaller than a window with all its panes."""

    def leave(_window: QWidget) -> None:
        """Let the window be as large as a test wants it."""

    monkeypatch.setattr("briefing.ui.window.keep_on_screen", leave)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "test.briefing")
    yield opened
    opened.close()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    with a_room(tmp_path) as made:
        yield made


@pytest.fixture
def held(library: Library) -> Held:
    with library.writing("Fill"):
        topic = topics.add(library, "Shipyards")
        person = people.add(library, "Clara Weiss", role="Minister")
        source = sources.add(library, "Before the summit", publisher="The Gazette", published_on="2025-06-10")
        kept = tuple(
            quotes.add(
                library,
                NewQuote(
                    text=f"Sentence number {number} about {word}",
                    person_id=person,
                    said_on=f"2025-06-{10 + number}",
                    source_id=source if number else None,
                    topic_ids=(topic,) if number % 2 else (),
                ),
            )
            for number, word in enumerate(("steel", "ships", "steel", "grain", "ships"))
        )
        quotes.add(library, NewQuote(text="Waiting in the inbox", accepted=False))
        book = books.add(library, "Harbour talks", template="blank")
        for row in sections.sections(library.reader(), book):
            sections.trash(library, row.id)
        one = sections.add(library, book, title="First")
        two = sections.add(library, book, title="Second")
        below = sections.add(library, book, parent_id=two, title="Below")
    return Held(library, book, one, two, below, kept, topic, person)


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[Actions]:
    owner = QWidget()
    qtbot.addWidget(owner)
    yield Actions(owner)
    owner.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on an empty library."""
    made = MainWindow(Settings(theme="light"), tmp_path / "settings.toml")
    made.resize(1500, 900)
    qtbot.addWidget(made)
    made.show()
    # Keys that stand in menus only work in the active window; on a busy machine that takes a moment.
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def desk(window: MainWindow, held: Held, qtbot: QtBot) -> Desk:
    """The desk of a window that has the library of ``held`` open."""
    assert window.open_library(held.library.path)
    opened = window.desk
    assert opened is not None
    qtbot.waitUntil(lambda: opened.quotes.model.rowCount() == 5)
    return opened
