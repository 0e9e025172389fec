"""How many pages an export will have: counted beside the window by the composer that makes them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from briefing.book.profile import Profile
from briefing.library.store import Library
from briefing.ui.dialogs.since import edition_since
from briefing.ui.jobs import Jobs

if TYPE_CHECKING:
    from briefing.layout.compose import Composer

# Choices that come closer together than this are counted once (milliseconds).
PAUSE: Final = 150


class PageCount(QLabel):
    """Says “42 pages” of what is chosen at the moment. ``counted(pages)`` is sent with every new answer.

    One count is under way at a time; a newer choice stops it, and what is laid out by then serves the next one.
    """

    counted = Signal(int)

    def __init__(self, library: Library, jobs: Jobs, book_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._jobs, self._book_id = library, jobs, book_id
        self._topic = f"export-pages-{id(self)}"
        self._composer: Composer | None = None
        self._stop = threading.Event()
        self._busy = False
        self._wanted: Callable[[], tuple[Profile, str]] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._count)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setAccessibleName(QCoreApplication.translate("Export", "Pages"))

    def ask(self, wanted: Callable[[], tuple[Profile, str]]) -> None:
        """Count again, soon. ``wanted`` is asked then for the profile and the id of the edition to compare with."""
        self._wanted = wanted
        self._stop.set()
        self._tell(QCoreApplication.translate("Export", "Counting the pages …"))
        self._pause.start()

    def stop(self, sentence: str = "") -> None:
        """Count no more until asked again, and say ``sentence`` instead."""
        self._wanted = None
        self._pause.stop()
        self._stop.set()
        self._tell(sentence)

    def _count(self) -> None:
        # The composer belongs to one thread at a time: a count that is being stopped ends first.
        if self._wanted is None or self._busy:
            return
        self._busy = True
        stop = self._stop = threading.Event()
        library, book_id, (profile, edition) = self._library, self._book_id, self._wanted()

        def work() -> int:
            from briefing.layout.compose import Composer
            from briefing.library.assemble import assemble

            if self._composer is None:
                self._composer = Composer()
            book, since = assemble(library.reader(), book_id), edition_since(library, edition)
            return len(self._composer.compose(book, profile, cancelled=stop.is_set, since=since).pages)

        def then(pages: int) -> None:
            if not isValid(self):
                return
            self._busy = False
            if stop.is_set():
                self._count_again()
                return
            one = QCoreApplication.translate("Export", "1 page")
            many = QCoreApplication.translate("Export", "%1 pages").replace("%1", f"{pages:,}")
            self._tell(one if pages == 1 else many)
            self.counted.emit(pages)

        def failed(_trouble: Exception) -> None:
            if not isValid(self):
                return
            self._busy = False
            if stop.is_set():
                self._count_again()
            else:
                # Why it cannot be laid out is said by the check below and by the export itself.
                self._tell("")

        self._jobs.latest(self._topic, work, then, failed)

    def _count_again(self) -> None:
        if self._wanted is not None and not self._pause.isActive():
            self._count()

    def _tell(self, sentence: str) -> None:
        self.setText(sentence)
        self.setAccessibleDescription(sentence)
