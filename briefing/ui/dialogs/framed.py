"""A card around a list of a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


def framed(inside: QWidget) -> QFrame:
    """Return a card around a list."""
    frame = QFrame()
    frame.setProperty("room", "card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(6, 6, 6, 6)
    inside.setStyleSheet("background: transparent;")
    box.addWidget(inside)
    return frame
