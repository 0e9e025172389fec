"""How dialogs come up: over the window, without stopping the program, gone when closed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog

from briefing.ui.place import keep_on_screen


def show_over(dialog: QDialog) -> None:
    """Show a dialog over its window, whole on its screen; it deletes itself when closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    QTimer.singleShot(0, dialog, partial(keep_on_screen, dialog))
