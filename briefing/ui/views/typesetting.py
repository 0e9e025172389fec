"""The open book set again and again in a worker: one at a time, from the library and from what is being typed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from briefing.book.profile import PROFILES, Profile
from briefing.library.store import Library
from briefing.text.clean import clean
from briefing.ui.jobs import Jobs, Progress
from briefing.ui.views.proof import Proof, proof_of
from briefing.ui.views.slots import plain

if TYPE_CHECKING:
    from briefing.layout.compose import Composer

# Changes that come closer together than this are composed once; typing has had its own pause.
PAUSE: Final = 120


class Typesetting(QObject):
    """Signals, all on the window's thread: ``progressed(sections done, sections)``; ``ready(Proof)``;
    ``failed(Exception)``. ``busy`` tells whether a worker is at it.
    """

    progressed = Signal(int, int)
    ready = Signal(Proof)
    failed = Signal(Exception)

    def __init__(self, library: Library, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self._topic = f"typesetting-{id(self)}"
        self._book: str | None = None
        self._profile = PROFILES["staff"]
        self._drafts: dict[str, str] = {}
        self._composer: Composer | None = None
        self._stop = threading.Event()
        self.busy = self._again = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._compose)
        # What is on its way when the window goes finds nobody; what is open is closed.
        self._shelf: list[Proof] = []
        self.destroyed.connect(plain(partial(_put_away, jobs, self._topic, self._shelf)))

    def set_book(self, book_id: str | None) -> None:
        """Set another book from now on; what is being set is given up."""
        self._book = book_id
        self._drafts.clear()
        self._stop.set()
        self.keep(None)

    def set_profile(self, profile: Profile) -> bool:
        """Set as an export profile prints. Returns whether that is another."""
        before, self._profile = self._profile, profile
        return profile != before

    def take_draft(self, section_id: str, text: str) -> None:
        """Set a section with the text that is being typed, which the library does not have yet."""
        self._drafts = {section_id: clean(text)}

    def drop_drafts(self) -> None:
        """Go by the library alone again."""
        self._drafts.clear()

    def start(self, pause: int = PAUSE) -> None:
        """Compose after a pause; several calls close together count once."""
        self._pause.start(pause)

    def _compose(self) -> None:
        if self._book is None:
            return
        if self.busy:
            # One at a time: the composer belongs to one thread, and finished work speeds up the next.
            self._again = True
            return
        self.busy, self._again = True, False
        stop = self._stop = threading.Event()
        library, book_id, profile, drafts = self._library, self._book, self._profile, dict(self._drafts)
        progress = Progress(self._report_from(stop), stop)

        def work() -> Proof:
            from briefing.layout.compose import Composer
            from briefing.library.assemble import assemble
            from briefing.pdf.collector import collector_held_back

            if self._composer is None:
                self._composer = Composer()
            book = assemble(library.reader(), book_id, drafts)
            # Only this worker composes, and the hold is counted: an export beside it does not end it early.
            with collector_held_back():
                proof = proof_of(self._composer.compose(book, profile, progress=progress, cancelled=stop.is_set))
            self._shelf.append(proof)
            if not isValid(self):
                proof.sheets.close()
            return proof

        self._jobs.latest(self._topic, work, partial(self._done, stop), partial(self._troubled, stop))

    def _report_from(self, stop: threading.Event) -> Callable[[int, int], None]:
        """Return what the worker calls; the signal brings it to the window's thread."""

        def report(done: int, total: int) -> None:
            # The window may have gone meanwhile, and its signals with it.
            if not stop.is_set() and isValid(self):
                self.progressed.emit(done, total)

        return report

    def _done(self, stop: threading.Event, proof: Proof) -> None:
        self.busy = False
        if not stop.is_set():
            self.keep(proof)
            self.ready.emit(proof)
        self._once_more()

    def _troubled(self, stop: threading.Event, trouble: Exception) -> None:
        self.busy = False
        if not stop.is_set():
            self.failed.emit(trouble)
        self._once_more()

    def _once_more(self) -> None:
        if self._again or self._stop.is_set():
            self._again = False
            self.start(0)

    def keep(self, proof: Proof | None) -> None:
        """Hold one proof and close every other."""
        for other in list(self._shelf):
            if other is not proof:
                self._shelf.remove(other)
                other.sheets.close()


def _put_away(jobs: Jobs, topic: str, shelf: list[Proof]) -> None:
    jobs.forget(topic)
    for proof in shelf:
        proof.sheets.close()
