"""How dialogs come up: over the window, without stopping the program, gone when closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from briefing.ui.place import OnScreen


def show_over(dialog: QDialog) -> None:
    """Show a dialog over its window, whole on its screen; it deletes itself when closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    OnScreen(dialog)
    dialog.open()
