"""The line above the pages: page number, size, finding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from briefing.ui import icons
from briefing.ui.views.page_canvas import PageCanvas


class PageBar(QWidget):
    """Signals: ``number_given(page)``, the page a typed number names, from 0."""

    number_given = Signal(int)

    def __init__(self, canvas: PageCanvas, find: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.heading = QLabel(QCoreApplication.translate("Preview", "PREVIEW"))
        self.heading.setProperty("role", "heading")
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(1, 99_999, self.number))
        self.number.setFixedWidth(52)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(QCoreApplication.translate("Preview", "Page number"))
        self.number.setToolTip(QCoreApplication.translate("Preview", "Type a page number and press Enter"))
        self.number.returnPressed.connect(self._given)
        self.total = QLabel()
        self.percent = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(3)
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(self.number)
        row.addSpacing(3)
        row.addWidget(self.total)
        row.addSpacing(10)
        for label in (self.total, self.percent):
            label.setProperty("role", "muted")
        for name, says, does in (
            ("zoom-out", QCoreApplication.translate("Preview", "Smaller pages (−)"), lambda: canvas.zoom_by(-1)),
            ("zoom-in", QCoreApplication.translate("Preview", "Larger pages (+)"), lambda: canvas.zoom_by(1)),
            ("move-horizontal", QCoreApplication.translate("Preview", "Fit the width (0)"), canvas.fit_width),
            ("file", QCoreApplication.translate("Preview", "Fit the whole page (F)"), canvas.fit_page),
            ("search", QCoreApplication.translate("Preview", "Find in the pages (Ctrl+F)"), find),
        ):
            row.addWidget(icons.tool_button(name, says, does))
            if name == "zoom-out":
                row.addWidget(self.percent)
        canvas.page_changed.connect(self.tell_place)
        canvas.zoomed.connect(self._tell_zoom)
        self.tell_place(-1)
        self._tell_zoom()

    def tell_place(self, page: int) -> None:
        """Show which page is in view, and of how many."""
        count = len(self._canvas.sizes)
        self.number.setEnabled(count > 0)
        self.number.setText(str(page + 1) if page >= 0 else "")
        self.total.setText(QCoreApplication.translate("Preview", "of %1").replace("%1", str(count)) if count else "")
        place = QCoreApplication.translate("Preview", "Page %1 of %2")
        place = place.replace("%1", str(page + 1)).replace("%2", str(count)) if count else ""
        self._canvas.setAccessibleDescription(place)

    def _tell_zoom(self) -> None:
        self.percent.setText(f"{round(self._canvas.zoom * 100)} %")

    def _given(self) -> None:
        if self.number.text():
            self.number_given.emit(min(int(self.number.text()), len(self._canvas.sizes)) - 1)
