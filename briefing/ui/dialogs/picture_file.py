"""Picture files: chosen by the user, read by a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.library import pictures
from briefing.library.faults import BadValue
from briefing.library.pictures import Prepared
from briefing.ui.dialogs.export_place import begin_in_documents
from briefing.ui.dialogs.show import show_over
from briefing.ui.views.picture_mime import ENDINGS, Given
from briefing.ui.views.thumbnail import thumbnail


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture read: its name, what will be kept, and a small PNG of it."""

    name: str
    prepared: Prepared
    preview: bytes


def read(given: Given) -> Ready:
    """Read a picture; meant for a worker.

    Raises:
        BadValue: it cannot be read, is damaged or too large.
    """
    try:
        content = given.read()
    except OSError as trouble:
        words = QCoreApplication.translate("Pictures", "“{name}” could not be read: {why}.")
        raise BadValue(words.format(name=given.name, why=trouble.strerror or trouble)) from trouble
    try:
        prepared = pictures.prepare(content)
    except BadValue as trouble:
        raise BadValue(f"“{given.name}”: {trouble}") from trouble
    return Ready(given.name, prepared, thumbnail(prepared.media, prepared.data))


def choose_pictures(parent: QWidget, title: str, then: Callable[[list[Given]], object], *, several: bool) -> None:
    """Let the user choose picture files, one or several, and hand them to ``then``."""
    dialog = QFileDialog(parent, title)
    begin_in_documents(dialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    patterns = " ".join(f"*{ending} *{ending.upper()}" for ending in ENDINGS)
    dialog.setNameFilters([f"{QCoreApplication.translate('Pictures', 'Pictures')} ({patterns})"])

    def chosen(names: list[str]) -> None:
        then([Given.file(Path(name)) for name in names])

    dialog.filesSelected.connect(chosen)
    show_over(dialog)
