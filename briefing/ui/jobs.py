"""Work off the window's thread: answers come home on the GUI thread, superseded ones are dropped.

Goes in: plain callables that compute or read (a worker asks the library for its own reader). Comes out: their
result, handed to a callable on the GUI thread.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
WORKERS = 4
# A progress bar that moves more often than this only costs time.
BETWEEN_REPORTS = 0.03


class Progress:
    """Handed to long work: call it with (done, total) now and then, and stop early when ``cancelled()``."""

    def __init__(self, report: Callable[[int, int], None], stop: threading.Event) -> None:
        self._report = report
        self._stop = stop
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the work is; cheap to call often."""
        now = time.monotonic()
        if done >= total or now - self._last >= BETWEEN_REPORTS:
            self._last = now
            self._report(done, total)

    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._stop.is_set()


class Job(QObject):
    """One long piece of work. ``progressed(done, total)`` and ``ended()`` arrive on the GUI thread."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.done = 0
        self.total = 0
        self._stop = threading.Event()

    @property
    def stop(self) -> threading.Event:
        """The flag the work looks at."""
        return self._stop

    def cancel(self) -> None:
        """Ask the work to stop; it ends in its own time, and ``failed`` hears the exception it ends with."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether stopping was asked for."""
        return self._stop.is_set()


class Jobs(QObject):
    """Runs work in a few threads. Make it, and call everything on it, on the GUI thread."""

    started = Signal(Job)
    finished = Signal(Job)
    _home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="briefing")
        self._newest: dict[str, int] = {}
        self._running: list[Job] = []
        self._closed = False
        self._home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Job, ...]:
        """The long jobs under way, oldest first."""
        return tuple(self._running)

    def latest(
        self,
        topic: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``work`` and give its answer to ``then``, unless ``latest`` was asked for ``topic`` again meanwhile.

        Without ``failed`` an exception goes to ``sys.excepthook``.
        """
        if self._closed:
            return
        number = self._newest.get(topic, 0) + 1
        self._newest[topic] = number

        def current() -> bool:
            return self._newest.get(topic) == number and not self._closed

        def task() -> None:
            if not current():
                return
            try:
                answer = work()
            except Exception as trouble:  # noqa: BLE001 - handed on to the GUI thread
                last = partial(_fail, failed, trouble)
            else:
                last = partial(then, answer)
            self._send(lambda: last() if current() else None)

        self._pool.submit(task)

    def forget(self, topic: str) -> None:
        """Drop whatever answer is still on its way for ``topic``."""
        self._newest[topic] = self._newest.get(topic, 0) + 1

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run long work under a title the user reads; its progress and end show in the status bar."""
        job = Job(title, self)
        self._running.append(job)
        progress = Progress(lambda done, total: self._send(partial(self._progressed, job, done, total)), job.stop)

        def task() -> None:
            try:
                answer = work(progress)
            except Exception as trouble:  # noqa: BLE001 - handed on to the GUI thread
                self._send(partial(self._end, job, partial(_fail, failed, trouble)))
            else:
                self._send(partial(self._end, job, partial(then, answer)))

        self.started.emit(job)
        self._pool.submit(task)
        return job

    def close(self) -> None:
        """Cancel what can be cancelled, wait for the rest, deliver nothing more."""
        self._closed = True
        for job in self._running:
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, call: Callable[[], Any]) -> None:
        # After close the object may be gone on the Qt side; nothing is owed then.
        if not self._closed:
            self._home.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], Any]) -> None:
        if not self._closed:
            call()

    def _progressed(self, job: Job, done: int, total: int) -> None:
        job.done, job.total = done, total
        job.progressed.emit(done, total)

    def _end(self, job: Job, last: Callable[[], None]) -> None:
        self._running.remove(job)
        try:
            last()
        finally:
            job.ended.emit()
            self.finished.emit(job)
            job.deleteLater()


def _fail(failed: Callable[[Exception], None] | None, trouble: Exception) -> None:
    if failed is None:
        sys.excepthook(type(trouble), trouble, trouble.__traceback__)
    else:
        failed(trouble)
