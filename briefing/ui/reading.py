"""Reading: nothing but the pages in the window, until one goes back to the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QStatusBar, QToolBar, QWidget

from briefing.ui.desk import Desk

# These leave the pages where they are; any other command needs what is put away, and brings it back.
STAYS = frozenset(
    {"view.read", "go.pages", "go.place", "find", "copy", "export", "view.theme", "quit", "help", "help.keys"}
)
# So much wider than high has room for two pages.
ROOM_FOR_TWO = 1.15


class Reading(QObject):
    """Puts away everything in the window but the pages, and brings it back as it was. ``on`` while it is away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self.on = desk, False
        self._away: list[QWidget] = []
        self._sizes: list[int] = []
        canvas = desk.preview.canvas
        self._before = (canvas.fitting, canvas.zoom, canvas.rows.spread)
        desk.preview.bar.reading_wanted.connect(self.read)
        canvas.left.connect(self.leave)
        desk.actions_.begun.connect(self._begun)
        desk.preview.place_clicked.connect(self._clicked)
        desk.preview.quote_opened.connect(self.leave)
        desk.preview.source_opened.connect(self.leave)

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what each command does."""
        return {"view.read": lambda: self.read(not self.on)}

    def read(self, on: bool) -> None:
        """Show nothing but the pages, or everything again."""
        if on == self.on:
            return
        desk, canvas, bar = self._desk, self._desk.preview.canvas, self._desk.preview.bar
        self.on = on
        page = canvas.current_page()
        if on:
            desk.editor.save_now()
            self._before = (canvas.fitting, canvas.zoom, canvas.rows.spread)
            self._sizes = desk.split.sizes()
            self._away = [one for one in self._furniture() if not one.isHidden()]
            desk.right.setCurrentWidget(desk.preview)
        for widget in self._away:
            widget.setVisible(not on)
        desk.reading = on
        desk.arrange()
        bar.read_only_pages(on)
        desk.actions_["view.read"].setChecked(on)
        if on:
            canvas.fit_page()
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            # How much room there is shows when the panes have gone.
            QTimer.singleShot(0, self, partial(self._open_out, page))
        else:
            desk.split.setSizes(self._sizes)
            fitting, zoom, spread = self._before
            canvas.show_spread(spread)
            canvas.set_zoom(zoom)
            canvas.fitting = fitting
            canvas.refit()
        canvas.go_to(page)

    def _open_out(self, page: int) -> None:
        canvas = self._desk.preview.canvas
        view = canvas.viewport()
        if self.on:
            canvas.show_spread(view.width() > ROOM_FOR_TWO * view.height())
            canvas.go_to(page)

    def leave(self) -> None:
        """Show everything again."""
        self.read(False)

    def _furniture(self) -> list[QWidget]:
        """Return what stands around the desk and its panes."""
        window = self._desk.window()
        bars: list[QWidget] = [*window.findChildren(QToolBar), *window.findChildren(QStatusBar)]
        if isinstance(window, QMainWindow) and not window.menuBar().isNativeMenuBar():
            bars.append(window.menuBar())
        return [*bars, self._desk.right.tabBar()]

    def _begun(self, name: str) -> None:
        if name not in STAYS:
            self.leave()

    def _clicked(self, _section: str, _line: int, go: bool) -> None:
        if go:
            self.leave()
