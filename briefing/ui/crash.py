"""When something goes wrong that nobody foresaw: a plain dialog, a report in the log, and the program goes on.

The log holds the trace of the fault, never the texts of the library.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

LOG_SIZE = 500_000
LOGS_KEPT = 3
log = logging.getLogger("briefing")


def start_log(folder: Path) -> Path:
    """Begin the log file in ``folder``; where that is refused the program runs without one. Returns the file."""
    file = folder / "briefing.log"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LOG_SIZE, backupCount=LOGS_KEPT, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.WARNING)
        log.propagate = False
    return file


class CrashHook(QObject):
    """Catches what escapes a slot or a thread. Install it once; it lives as long as the program."""

    _caught = Signal(str)

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._open: QMessageBox | None = None
        self._rescue: Callable[[], object] = lambda: None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch exceptions on every thread, and write Qt's own warnings into the log."""
        sys.excepthook = self._caught_here
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_qt_message)

    def rescue_with(self, rescue: Callable[[], object]) -> None:
        """Call ``rescue`` (saving what is typed) before the dialog is shown."""
        self._rescue = rescue

    def _caught_here(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        log.error("Unforeseen fault", exc_info=(kind, fault, trace))
        self._caught.emit(kind.__name__)

    def _caught_in_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None and not issubclass(given.exc_type, SystemExit):
            self._caught_here(given.exc_type, given.exc_value, given.exc_traceback)

    def _show(self, name: str) -> None:
        # One dialog at a time: a fault in painting would otherwise open hundreds.
        if self._open is not None:
            return
        with contextlib.suppress(Exception):
            self._rescue()
        box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(QCoreApplication.translate("Crash", "Something went wrong"))
        box.setText(QCoreApplication.translate("Crash", "Something went wrong. What you saved is safe."))
        words = QCoreApplication.translate(
            "Crash", "You can go on working. If it happens again, send the file {file} to whoever looks after Briefing."
        )
        box.setInformativeText(words.format(file=self._file))
        box.setDetailedText(name)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._closed)
        self._open = box
        box.open()

    def _closed(self) -> None:
        self._open = None


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
        log.warning("Qt: %s", message)
