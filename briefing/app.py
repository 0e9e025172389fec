"""Composes the desktop program: settings, look, window, library. The only long-lived objects are made here.

The window is shown before the library is opened, the library opened before the ORM is imported.
"""

from __future__ import annotations

import importlib
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from briefing import settings as choices
from briefing.paths import data_folder, default_library, settings_file, shipped
from briefing.ui import icons, look
from briefing.ui.crash import CrashHook, log, start_log
from briefing.ui.neighbours import knock

# Read when the first change or export is made; imported ahead while the user looks at the window.
# Named as the rest of the program first asks for them: two threads that enter one package by different doors
# can each see it half made, by the same door the second one waits.
LATER = ("sqlmodel", "briefing.library.tables", "briefing.layout.compose", "briefing.pdf.export", "pypdfium2")
# Threads take turns this often (seconds): while a worker sets pages, each call from Qt into Python waits one turn,
# and with the default of 5 ms drawing the window once takes half a second.
SHORT_TURNS = 0.0003
# Milliseconds after the window is there: what waits until then is for later comfort only.
ICONS_AFTER = 1500
UI_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansJP-Regular.ttf")


def open_app(library_path: Path | None) -> int:
    """Run the desktop program on a library (the one used last if ``None``); returns the exit status."""
    sys.setswitchinterval(SHORT_TURNS)
    app = make_application()
    hook = CrashHook(start_log(data_folder()), app)
    hook.install()
    loaded = choices.load(settings_file())
    first = library_path or _library_to_open(loaded.settings)
    if knock(first):
        return 0
    look.apply(app, loaded.settings.theme, loaded.settings.text_size / 100)
    look.follow_system(app)
    warm = threading.Thread(target=_import_later, name="briefing-imports", daemon=True)
    from briefing.ui.window import MainWindow

    window = MainWindow(loaded.settings, settings_file(), loaded.notice)
    hook.rescue_with(lambda: window.desk.editor.save_now() if window.desk else None)
    window.painted.connect(lambda: _open_first(window.open_library, first, warm))
    window.painted.connect(lambda: QTimer.singleShot(ICONS_AFTER, window, partial(icons.draw_ahead, window)))
    window.show()
    status = app.exec()
    window.close_library()
    if warm.is_alive():
        warm.join()
    return status


def make_application() -> QApplication:
    """Return the application with its names, its fonts and its icon."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("briefing")
    app.setApplicationDisplayName("Briefing")
    app.setDesktopFileName("briefing")
    app.setApplicationVersion(_version())
    register_fonts()
    app.setWindowIcon(QIcon(icons.pixmap("book-open", "accent", 64)))
    return app


def register_fonts() -> None:
    """Make the shipped fonts known to Qt; without them the system's are used."""
    try:
        folder = shipped("fonts")
    except FileNotFoundError:
        return
    for name in UI_FONTS:
        if (folder / name).is_file():
            QFontDatabase.addApplicationFont(str(folder / name))


def _library_to_open(settings: choices.Settings) -> Path:
    """Return the library used last when it is still there, else the usual one."""
    import os

    from briefing.paths import LIBRARY_VARIABLE

    last = Path(settings.library) if settings.library else None
    if os.environ.get(LIBRARY_VARIABLE) or last is None:
        return default_library()
    return last


def _open_first(open_library: object, path: Path, warm: threading.Thread) -> None:
    assert callable(open_library)
    open_library(path)
    QTimer.singleShot(200, warm.start)


def _import_later() -> None:
    try:
        for name in LATER:
            importlib.import_module(name)
    except Exception:  # noqa: BLE001 - told in the log, and again by whoever needs it
        log.exception("Importing ahead")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("briefing-book")
    except PackageNotFoundError:
        return "0"
