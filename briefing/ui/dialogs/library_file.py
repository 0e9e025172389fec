"""Choosing a library file: one that is there, or a place for a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.paths import default_library
from briefing.ui.dialogs.show import show_over


def choose_library(parent: QWidget, use: Callable[[str], object]) -> None:
    """Let the user choose a library; ``use`` gets its path."""
    title = QCoreApplication.translate("LibraryFile", "Open a library")
    dialog = QFileDialog(parent, title, str(default_library().parent))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [
            QCoreApplication.translate("LibraryFile", "Briefing libraries (*.briefing)"),
            QCoreApplication.translate("LibraryFile", "All files (*)"),
        ]
    )
    dialog.fileSelected.connect(use)
    show_over(dialog)


def choose_new(parent: QWidget, use: Callable[[str], object]) -> None:
    """Let the user choose a place for a new library; ``use`` gets its path."""
    title = QCoreApplication.translate("LibraryFile", "Make a new library")
    dialog = QFileDialog(parent, title, str(default_library().parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("briefing")
    # A file that is there already is opened, never replaced: there is nothing to confirm.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.connect(use)
    show_over(dialog)
