"""The real pages beside the text: the book composed and drawn in a worker, old pages kept until new ones are there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QIntValidator, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from briefing.book.profile import PROFILES, Profile
from briefing.library.store import Library, Step
from briefing.ui import icons, look
from briefing.ui.jobs import Jobs, Progress
from briefing.ui.views.page_canvas import PageCanvas
from briefing.ui.views.proof import Proof, begins
from briefing.ui.views.sheets import Sheets, Spot
from briefing.ui.views.slots import plain

if TYPE_CHECKING:
    from briefing.layout.compose import Composer

# Changes that come closer together than this are composed once.
PAUSE: Final = 120
# Books with fewer sections are there before anybody could read a number.
_LONG: Final = 12


class PreviewPane(QWidget):
    """Signals: ``section_clicked(section_id)``; ``pages_ready(count)`` whenever newly composed pages are shown."""

    section_clicked = Signal(str)
    pages_ready = Signal(int)
    _progressed = Signal(int, int)

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self._topic = f"preview-{id(self)}"
        self._book: str | None = None
        self._section = ""
        self._profile = PROFILES["staff"]
        self._composer: Composer | None = None
        self._stop = threading.Event()
        self._composing = self._again = self._stale = self._drawing = self._due = False
        self.proof: Proof | None = None
        self._spots: list[Spot] = []
        self._spot = -1
        self.setProperty("room", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = PageCanvas()
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._compose)
        self._progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self.canvas.pictures_wanted.connect(self._draw)
        self.canvas.page_changed.connect(self._tell_place)
        self.canvas.zoomed.connect(self._tell_zoom)
        self.canvas.page_clicked.connect(self._clicked)
        look.changes().changed.connect(self.canvas.viewport().update)
        # What is on its way when the pane goes finds nobody; what is open is closed.
        shelf: list[Sheets] = []
        self._shelf = shelf
        topics = (self._topic, f"{self._topic}-picture", f"{self._topic}-find")
        self.destroyed.connect(plain(library.subscribe(self._heard), partial(_put_away, jobs, topics, shelf)))

    # -- making -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.heading = QLabel(QCoreApplication.translate("Preview", "PREVIEW"))
        self.heading.setProperty("role", "heading")
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(1, 99_999, self.number))
        self.number.setFixedWidth(52)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(QCoreApplication.translate("Preview", "Page number"))
        self.number.setToolTip(QCoreApplication.translate("Preview", "Type a page number and press Enter"))
        self.number.returnPressed.connect(self._go)
        self.total = QLabel()
        self.total.setProperty("role", "muted")
        self.percent = QLabel()
        self.percent.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(3)
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(self.number)
        row.addSpacing(3)
        row.addWidget(self.total)
        row.addSpacing(10)
        for name, says, does in (
            ("zoom-out", QCoreApplication.translate("Preview", "Smaller pages (−)"), lambda: self.canvas.zoom_by(-1)),
            ("zoom-in", QCoreApplication.translate("Preview", "Larger pages (+)"), lambda: self.canvas.zoom_by(1)),
            ("move-horizontal", QCoreApplication.translate("Preview", "Fit the width (0)"), self.canvas.fit_width),
            ("search", QCoreApplication.translate("Preview", "Find in the pages (Ctrl+F)"), self.find),
        ):
            row.addWidget(icons.tool_button(name, says, does))
            if name == "zoom-out":
                row.addWidget(self.percent)
        self._build_note()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._finder)
        column.addWidget(self.note)
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self.canvas.installEventFilter(self)
        self._tell_place(-1)
        self._tell_zoom()

    def _build_note(self) -> None:
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setContentsMargins(16, 10, 16, 10)
        self.note.setProperty("role", "muted")
        self.note.hide()
        self.field = QLineEdit()
        self.field.setPlaceholderText(QCoreApplication.translate("Preview", "Find in the pages"))
        self.field.setAccessibleName(QCoreApplication.translate("Preview", "Find in the pages"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.found = QLabel()
        self.found.setProperty("role", "muted")
        self._finder = QFrame()
        line = QHBoxLayout(self._finder)
        line.setContentsMargins(16, 0, 16, 8)
        line.addWidget(self.field, 1)
        line.addWidget(self.found)
        self._finder.hide()

    # -- what is shown ------------------------------------------------------------------------------------------

    def show_book(self, book_id: str | None) -> None:
        """Show a book's pages, or none."""
        if book_id == self._book:
            return
        self._book, self._section = book_id, ""
        self._stop.set()
        self._keep(None)
        self.canvas.clear()
        self._tell("" if book_id else QCoreApplication.translate("Preview", "Open a book to see its pages here."))
        self.refresh()

    def show_section(self, section_id: str) -> None:
        """Bring a section's pages into view, unless one of them is in view already."""
        self._section = section_id
        self._due = not self.isVisible()
        if self._due or self.proof is None or section_id not in self.proof.where:
            return
        own = self.proof.pages_of(section_id)
        self.canvas.mark_pages(own)
        if self.canvas.current_page() not in own:
            self.canvas.go_to(self.proof.where[section_id])

    def set_profile(self, profile: Profile) -> None:
        """Show the pages as another export profile prints them."""
        self._profile = profile
        self.refresh()

    def refresh(self) -> None:
        """Compose again soon; several calls close together count once."""
        self._stale = self._book is not None
        if self._stale and self.isVisible():
            self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the pane was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._pause.start()
        if self._due:
            # The pages have their size only after this event.
            QTimer.singleShot(0, self, partial(self.show_section, self._section))

    def _heard(self, step: Step, _from_undo: bool) -> None:
        self.refresh()

    # -- composing ----------------------------------------------------------------------------------------------

    def _compose(self) -> None:
        if self._book is None:
            return
        if self._composing:
            # One at a time: the composer belongs to one thread, and finished work speeds up the next.
            self._again = True
            return
        self._composing, self._stale, self._again = True, False, False
        stop = self._stop = threading.Event()
        library, book_id, profile, shelf = self._library, self._book, self._profile, self._shelf
        progress = Progress(self._report_from(stop), stop)
        if self.proof is None:
            self._tell(QCoreApplication.translate("Preview", "Setting the pages …"))

        def work() -> Proof:
            from briefing.layout.compose import Composer
            from briefing.library.assemble import assemble
            from briefing.pdf.collector import collector_held_back
            from briefing.pdf.export import render

            if self._composer is None:
                self._composer = Composer()
            book = assemble(library.reader(), book_id)
            # Only this worker composes, and the hold is counted: an export beside it does not end it early.
            with collector_held_back():
                folios = self._composer.compose(book, profile, progress=progress, cancelled=stop.is_set)
                sheets = Sheets(render(folios, cancelled=stop.is_set))
            shelf.append(sheets)
            if not isValid(self):
                sheets.close()
            named = tuple(page.section for page in folios.pages)
            return Proof(sheets, named, dict(folios.where), begins(folios.pages))

        self._jobs.latest(self._topic, work, lambda proof: self._show(proof, stop), lambda e: self._failed(e, stop))

    def _report_from(self, stop: threading.Event) -> Callable[[int, int], None]:
        """Return what the worker calls; the signal brings it to the window's thread."""

        def report(done: int, total: int) -> None:
            # The pane may have gone meanwhile, and its signals with it.
            if not stop.is_set() and isValid(self):
                self._progressed.emit(done, total)

        return report

    def _tell_progress(self, done: int, total: int) -> None:
        """Say how far a book's first composing is; later ones have old pages to look at."""
        if self.proof is None and self._composing and total >= _LONG:
            said = QCoreApplication.translate("Preview", "Setting the pages … section %1 of %2")
            self._tell(said.replace("%1", str(done)).replace("%2", str(total)))

    def _show(self, proof: Proof, stop: threading.Event) -> None:
        self._composing = False
        if not stop.is_set():
            self._keep(proof)
            self._tell("")
            first = not self.canvas.sizes
            self.canvas.show_pages(proof.sheets.sizes)
            if self.canvas.fitting:
                self.canvas.fit_width()
            own = proof.pages_of(self._section)
            self.canvas.mark_pages(own)
            if own and (first or self.canvas.current_page() not in own):
                self.show_section(self._section)
            self._tell_place(self.canvas.current_page())
            if self._finder.isVisible():
                self._search(self.field.text())
            self._draw()
            self.pages_ready.emit(len(proof.sheets.sizes))
        self._once_more()

    def _failed(self, trouble: Exception, stop: threading.Event) -> None:
        self._composing = False
        if not stop.is_set():
            said = str(trouble).strip() or type(trouble).__name__
            start = QCoreApplication.translate("Preview", "The pages could not be set.")
            self._tell(f"{start} {said}")
        self._once_more()

    def _once_more(self) -> None:
        if self._again or self._stop.is_set():
            self._again = False
            self._pause.start()

    def _keep(self, proof: Proof | None) -> None:
        """Hold one proof and close every other document."""
        self.proof = proof
        for sheets in list(self._shelf):
            if proof is None or sheets is not proof.sheets:
                self._shelf.remove(sheets)
                sheets.close()

    # -- pictures -----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Have one picture drawn at a time, always the one most wanted now."""
        wanted = self.canvas.wanted()
        if self._drawing or wanted is None or self.proof is None:
            return
        self._drawing = True
        number, scale, generation = wanted
        sheets = self.proof.sheets

        def then(picture: QImage) -> None:
            self._drawing = False
            self.canvas.give_picture(number, scale, picture, generation)
            if not picture.isNull() or self.proof is None or self.proof.sheets is not sheets:
                self._draw()

        def failed(trouble: Exception) -> None:
            self._drawing = False
            self._tell(QCoreApplication.translate("Preview", "This page could not be drawn.") + f" {trouble}")

        self._jobs.latest(f"{self._topic}-picture", lambda: sheets.draw(number, scale), then, failed)

    # -- finding ------------------------------------------------------------------------------------------------

    def find(self) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Show the find field."""
        self._finder.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, words: str) -> None:
        self._spots, self._spot = [], -1
        if self.proof is None or not words.strip():
            self.canvas.mark_spots([], -1)
            self.found.setText("")
            return
        sheets = self.proof.sheets
        self._jobs.latest(f"{self._topic}-find", lambda: sheets.find(words.strip()), self._show_spots)

    def _show_spots(self, spots: list[Spot]) -> None:
        self._spots = spots
        here = self.canvas.current_page()
        self._spot = next((number for number, spot in enumerate(spots) if spot.page >= here), 0) if spots else -1
        self._mark_spot()

    def _mark_spot(self) -> None:
        self.canvas.mark_spots(self._spots, self._spot)
        if not self._spots:
            self.found.setText(QCoreApplication.translate("Preview", "Not found"))
        else:
            said = QCoreApplication.translate("Preview", "%1 of %2")
            self.found.setText(said.replace("%1", str(self._spot + 1)).replace("%2", str(len(self._spots))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+F on the pages; Enter, Shift+Enter and Esc in the find field."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _is_find(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if _is_find(event):
                self.find()
                return True
            if watched is self.field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._spots:
                    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                    self._spot = (self._spot + (-1 if back else 1)) % len(self._spots)
                    self._mark_spot()
                return True
            if watched is self.field and event.key() == Qt.Key.Key_Escape:
                self._finder.hide()
                self.canvas.mark_spots([], -1)
                self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    # -- telling ------------------------------------------------------------------------------------------------

    def _tell(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _tell_place(self, page: int) -> None:
        count = len(self.canvas.sizes)
        self.number.setEnabled(count > 0)
        self.number.setText(str(page + 1) if page >= 0 else "")
        self.total.setText(QCoreApplication.translate("Preview", "of %1").replace("%1", str(count)) if count else "")
        place = QCoreApplication.translate("Preview", "Page %1 of %2")
        place = place.replace("%1", str(page + 1)).replace("%2", str(count)) if count else ""
        self.canvas.setAccessibleDescription(place)

    def _tell_zoom(self) -> None:
        self.percent.setText(f"{round(self.canvas.zoom * 100)} %")

    def _go(self) -> None:
        if self.number.text():
            self.canvas.go_to(min(int(self.number.text()), len(self.canvas.sizes)) - 1)
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, page: int, y: float) -> None:
        self.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        section = self.proof.section_at(page, y) if self.proof is not None else ""
        if section:
            self.section_clicked.emit(section)


def _put_away(jobs: Jobs, topics: Sequence[str], shelf: list[Sheets]) -> None:
    for topic in topics:
        jobs.forget(topic)
    for sheets in shelf:
        sheets.close()


def _is_find(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier
