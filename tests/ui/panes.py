"""A small library for tests of panes and dialogs: an article of our own, its quotes, a book of three sections."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, SignalInstance
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefing.library import books, quotes, sections, sources
from briefing.library.quotes import NewQuote, QuoteRow
from briefing.library.store import Library, open_library
from briefing.ui.jobs import Jobs
from briefing.ui.views.detail import DetailPane
from briefing.ui.views.detail_quote import QuotePage
from briefing.ui.views.preview import PreviewPane

ARTICLE = """Ministers weigh a shipyard pact before the summit
By Ana Example
Published: 2025-06-10
Talks between the two governments entered a decisive week on Monday.
"We want a pact that our yards can build on for twenty years," Clara Weiss said in Hamburg on Monday.
Her counterpart, Kenji Mori, was more careful. "There is no agreement yet, and we will not be hurried," Mori said.
One person close to the talks said: "The money is there, the will is not."
The ministry declined to comment.
"""
PACT = "We want a pact that our yards can build on for twenty years"
HURRY = "There is no agreement yet, and we will not be hurried"


@dataclass
class Room:
    """What a pane needs. ``a``, ``b`` and ``sheet`` are sections: text, points, and a generated quote sheet."""

    library: Library
    jobs: Jobs
    book: str
    a: str
    b: str
    sheet: str
    quotes: list[QuoteRow]

    def body(self, section: str) -> str:
        return sections.body(self.library.reader(), section)

    def quote(self, place: int) -> QuoteRow:
        return quotes.rows(self.library.reader(), [self.quotes[place].n])[0]


@contextmanager
def a_preview(room: Room, qtbot: QtBot) -> Generator[PreviewPane]:
    """The pages of the room's book, all there."""
    made = PreviewPane(room.library, room.jobs)
    with shown(qtbot, made):
        with qtbot.waitSignal(made.pages_ready, timeout=20_000):
            made.show_book(room.book)
        yield made


def first_quote(room: Room, pane: DetailPane) -> QuotePage:
    """Show the room's first quote in a details pane; return its page."""
    pane.show_quote(room.quotes[0].id)
    assert isinstance(pane.page, QuotePage)
    return pane.page


@contextmanager
def a_room(folder: Path) -> Generator[Room]:
    library = open_library(folder / "test.briefing")
    source = sources.add(library, "Ministers weigh a shipyard pact", text=ARTICLE, published_on="2025-06-10")
    start = ARTICLE.index(PACT)
    ids = [
        quotes.add(
            library,
            NewQuote(PACT, source_id=source, said_on="2025-06-09", span_start=start, span_end=start + len(PACT)),
        ),
        quotes.add(library, NewQuote(HURRY, source_id=source)),
    ]
    kept = [quotes.show(library.reader(), one) for one in ids]
    book = books.add(library, "Leaders’ meeting", template="", event="Summit")
    a = sections.add(library, book, title="Scene setter", body="First words.\n")
    b = sections.add(library, book, title="Points to make", kind="points", body="- One\n- Two\n")
    sheet = sections.add(library, book, title="What they said", kind="quote_sheet")
    jobs = Jobs()
    try:
        yield Room(library, jobs, book, a, b, sheet, list(kept))
    finally:
        jobs.close()
        library.close()


def heard(signal: SignalInstance) -> list[tuple[object, ...]]:
    """Return a list that grows by what the signal carries, each time it is sent."""
    calls: list[tuple[object, ...]] = []

    def hear(*carried: object) -> None:
        calls.append(carried)

    signal.connect(hear)
    return calls


@contextmanager
def shown(qtbot: QtBot, widget: QWidget) -> Generator[None]:
    """Show a widget and destroy it at the end, so that nothing of it outlives its library."""
    widget.resize(900, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    try:
        yield
    finally:
        widget.close()
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
