"""Where files are saved and looked for: a file name every system can have, in a folder that is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog

_UNFIT = '<>:"/\\|?*\0'


def file_name(title: str, edition: str) -> str:
    """Return a file name a book can have on every system."""
    words = " ".join(part for part in (title, edition) if part)
    safe = "".join(" " if character in _UNFIT or ord(character) < 32 else character for character in words)
    return " ".join(safe.split())[:120].rstrip(". ") or "briefing"


def usual_folder(last: str) -> Path:
    """Return where to offer to save: the folder used last, else the user's documents, else the home folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    for folder in (last, documents):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return Path.home()


def begin_in_documents(dialog: QFileDialog) -> None:
    """Let a file dialog begin in the user's documents when none was used before.

    Qt remembers the folder used last; before that it takes the one the program was started in, which says nothing.
    """
    if dialog.directory() == QDir.current():
        dialog.setDirectory(str(usual_folder("")))


def numbered_place(typed: str, number: int) -> str:
    """Return a file as typed, named after the numbered copy it is to hold (0: none)."""
    from briefing.pdf.copies import copy_file

    place = Path(typed)
    return str(copy_file(place, number)) if place.stem else typed
