"""The line above the pages: where one is and where to go, size, finding, reading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from briefing.ui import icons
from briefing.ui.views.page_canvas import PageCanvas
from briefing.ui.views.page_goto import GoTo
from briefing.ui.views.page_names import PageNames


class PageBar(QWidget):
    """Signals: ``place_given(words)``, what was typed to go to; ``reading_wanted(bool)`` of nothing but pages."""

    place_given = Signal(str)
    reading_wanted = Signal(bool)

    def __init__(self, canvas: PageCanvas, find: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._labels: tuple[str, ...] = ()
        says = QCoreApplication.translate
        self.heading = QLabel(says("Preview", "PREVIEW"))
        self.heading.setProperty("role", "heading")
        self.number = GoTo()
        self.number.wanted.connect(self.place_given)
        self.number.left.connect(lambda: canvas.setFocus(Qt.FocusReason.OtherFocusReason))
        self.total = QLabel()
        self.percent = QLabel()
        for label in (self.total, self.percent):
            label.setProperty("role", "muted")
        self.two = icons.tool_button("columns-2", says("Preview", "Two pages beside each other (2)"), self._turn_two)
        self.two.setCheckable(True)
        self.reading = icons.tool_button(
            "maximize", says("Preview", "Nothing but the pages (F11)"), lambda: self.reading_wanted.emit(True)
        )
        self.leave = icons.tool_button(
            "x", says("Preview", "Back to the text (Esc)"), lambda: self.reading_wanted.emit(False)
        )
        self._build(find)
        self.number.typing.connect(self._make_room)
        canvas.page_changed.connect(self.tell_place)
        canvas.zoomed.connect(self._tell_zoom)
        self.read_only_pages(False)
        self.tell_place(-1)
        self._tell_zoom()

    def _build(self, find: Callable[[], object]) -> None:
        canvas, says = self._canvas, QCoreApplication.translate
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(3)
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(self.number)
        row.addSpacing(3)
        row.addWidget(self.total)
        row.addSpacing(10)
        for name, tip, does in (
            ("zoom-out", says("Preview", "Smaller pages (−)"), lambda: canvas.zoom_by(-1)),
            ("zoom-in", says("Preview", "Larger pages (+)"), lambda: canvas.zoom_by(1)),
            ("move-horizontal", says("Preview", "Fit the width (0)"), canvas.fit_width),
            ("file", says("Preview", "Fit the whole page (F)"), canvas.fit_page),
            ("search", says("Preview", "Find in the pages (Ctrl+F)"), find),
        ):
            if name == "search":
                row.addWidget(self.two)
            row.addWidget(icons.tool_button(name, tip, does))
            if name == "zoom-out":
                row.addWidget(self.percent)
        row.addWidget(self.reading)
        row.addWidget(self.leave)

    def read_only_pages(self, reading: bool) -> None:
        """Show what is needed where nothing but the pages is shown."""
        self.reading.setVisible(not reading)
        # In the narrow pane keys do it: there is no room for more buttons.
        self.two.setVisible(reading)
        self.leave.setVisible(reading)

    def name_pages(self, names: PageNames) -> None:
        """Take what the pages that are shown next are called."""
        self._labels = names.labels
        self.number.offer(names)

    def tell_place(self, page: int) -> None:
        """Show which page is in view, or which two, by the numbers printed, and of how many."""
        count = len(self._canvas.sizes)
        shown = [number for number in self._canvas.rows.of(page) if 0 <= number < count]
        place = "–".join(self._called(number) for number in shown)
        self.number.setEnabled(count > 0)
        self.number.show_place(place)
        self.total.setText(QCoreApplication.translate("Preview", "of %1").replace("%1", str(count)) if count else "")
        said = QCoreApplication.translate("Preview", "Page %1 of %2")
        self._canvas.setAccessibleDescription(said.replace("%1", place).replace("%2", str(count)) if count else "")

    def _called(self, number: int) -> str:
        return (self._labels[number] if number < len(self._labels) else "") or str(number + 1)

    def _make_room(self, typing: bool) -> None:
        """Let what only tells go while somebody types a name."""
        for label in (self.total, self.percent):
            label.setVisible(not typing)

    def _turn_two(self) -> None:
        self._canvas.show_spread(not self._canvas.rows.spread)

    def _tell_zoom(self) -> None:
        self.percent.setText(f"{round(self._canvas.zoom * 100)} %")
        if self.two.isChecked() != self._canvas.rows.spread:
            self.two.setChecked(self._canvas.rows.spread)
            self.tell_place(self._canvas.current_page())
