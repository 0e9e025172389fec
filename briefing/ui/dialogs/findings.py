"""What the preflight found, as a calm list: what stops a final export, and what is worth a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing.ui import icons, look

if TYPE_CHECKING:
    from briefing.book.checks import Finding

_SECTION = Qt.ItemDataRole.UserRole + 1


class Findings(QFrame):
    """``section_wanted(section_id)`` when a finding is chosen by double click or Enter."""

    section_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stops = 0
        self.setProperty("room", "card")
        self._icon = QLabel()
        self.summary = QLabel(QCoreApplication.translate("Findings", "Checking the book …"))
        self.summary.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self.summary, 1)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(QCoreApplication.translate("Findings", "What the check found"))
        self.list.itemActivated.connect(self._chosen)
        self.list.setFixedHeight(150)
        self.list.setIconSize(QSize(16, 16))
        self.list.setStyleSheet("background: transparent;")
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 11, 14, 11)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list)

    def show_findings(self, findings: Sequence[Finding], names: Mapping[str, str] | None = None) -> None:
        """Show what was found section by section, what stops a final copy first. ``names`` are those of sections."""
        self.stops = sum(1 for one in findings if one.severity == "stop")
        warns = len(findings) - self.stops
        self.list.clear()
        grouped: dict[str, list[Finding]] = {}
        for one in sorted(findings, key=lambda one: one.severity != "stop"):
            grouped.setdefault(one.section_key, []).append(one)
        for key, group in grouped.items():
            self._add_group(key, (names or {}).get(key, ""), group)
        self.list.setVisible(bool(findings))
        if self.stops:
            said = QCoreApplication.translate("Findings", "%1 to put right before a final copy, %2 to look at.")
            said = said.replace("%1", str(self.stops)).replace("%2", str(warns))
            self._tell("circle-alert", "bad", said)
        elif warns:
            said = QCoreApplication.translate("Findings", "%1 to look at. Nothing stops a final copy.")
            self._tell("triangle-alert", "warn", said.replace("%1", str(warns)))
        else:
            self._tell("badge-check", "good", QCoreApplication.translate("Findings", "Checked: nothing to put right."))

    def _add_group(self, key: str, name: str, group: Sequence[Finding]) -> None:
        heading = QListWidgetItem(name or QCoreApplication.translate("Findings", "The whole book"))
        heading.setFont(look.font(weight=QFont.Weight.DemiBold))
        heading.setData(_SECTION, key)
        self.list.addItem(heading)
        for one in group:
            words = one.message.removeprefix(f"{name}: ") if name else one.message
            item = QListWidgetItem(words[:1].upper() + words[1:])
            stop = one.severity == "stop"
            item.setIcon(icons.icon("circle-alert" if stop else "triangle-alert", "bad" if stop else "warn"))
            item.setData(_SECTION, key)
            self.list.addItem(item)

    def tell_trouble(self, sentence: str) -> None:
        """Say that the check itself did not work."""
        self.list.hide()
        self._tell("triangle-alert", "warn", sentence)

    def _chosen(self, item: QListWidgetItem) -> None:
        if item.data(_SECTION):
            self.section_wanted.emit(str(item.data(_SECTION)))

    def _tell(self, icon: str, role: str, sentence: str) -> None:
        self._icon.setPixmap(icons.pixmap(icon, role, 18, self.devicePixelRatioF()))
        self.summary.setText(sentence)
