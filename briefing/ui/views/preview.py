"""The real pages beside the text: composed in a worker, drawn as they are looked at, tied to the text both ways."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from briefing.book.profile import Profile
from briefing.library.store import Library, Step
from briefing.ui import look
from briefing.ui.jobs import Jobs
from briefing.ui.views.page_bar import PageBar
from briefing.ui.views.page_find import PageFind
from briefing.ui.views.page_reader import PageReader
from briefing.ui.views.proof import Proof
from briefing.ui.views.sheets import Box, Spot
from briefing.ui.views.slots import plain
from briefing.ui.views.typesetting import Typesetting

# Books with fewer sections are there before anybody could read a number.
_LONG = 12
# Changes in these tables take the place of what was typed and not yet saved.
_TEXTS = frozenset({"section", "book"})
_SAFE = frozenset({"http", "https", "mailto"})


class PreviewPane(QWidget):
    """Signals: ``place_clicked(section_id, line, go)`` where a section's text was clicked, ``go`` meaning that the
    keyboard is to go there; ``quote_opened(handle)`` and ``source_opened(id)`` in what the book makes by itself;
    ``pages_ready(count)`` whenever newly composed pages are shown.
    """

    place_clicked = Signal(str, int, bool)
    quote_opened = Signal(str)
    source_opened = Signal(str)
    pages_ready = Signal(int)
    _spotted = Signal(int, list)
    _looked = Signal(int, int, int)

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._topic = f"preview-{id(self)}"
        self._book: str | None = None
        self._section, self._line = "", -1.0
        self._stale = self._drawing = self._due = self._follow = False
        self._search_number, self._follow_spots = 0, True
        self._trail: list[tuple[int, float]] = []
        self._ahead: list[tuple[int, float]] = []
        self.proof: Proof | None = None
        self.setProperty("room", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.typesetting = Typesetting(library, jobs, self)
        self.canvas = PageReader()
        self.finder = PageFind()
        self.bar = PageBar(self.canvas, self.find)
        self._build()
        self._connect()
        topics = (f"{self._topic}-picture", f"{self._topic}-find", f"{self._topic}-words")
        self.destroyed.connect(plain(library.subscribe(self._heard), partial(_forget, jobs, topics)))

    # -- making -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setContentsMargins(16, 10, 16, 10)
        self.note.setProperty("role", "muted")
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.finder, self.note):
            column.addWidget(widget)
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self.canvas.installEventFilter(self)

    def _connect(self) -> None:
        setting, canvas, finder = self.typesetting, self.canvas, self.finder
        setting.progressed.connect(self._tell_progress)
        setting.ready.connect(self._show)
        setting.failed.connect(self._failed)
        canvas.pictures_wanted.connect(self._draw)
        self.bar.place_given.connect(self._go)
        canvas.pointed.connect(self._pointed)
        canvas.opened.connect(partial(self._clicked, go=True))
        canvas.hovered.connect(self._hovered)
        canvas.dragged.connect(self._select)
        canvas.back_wanted.connect(lambda: self._turn_back(self._trail, self._ahead))
        canvas.forward_wanted.connect(lambda: self._turn_back(self._ahead, self._trail))
        finder.wanted.connect(self._search)
        finder.moved.connect(lambda: canvas.mark_spots(finder.spots, finder.chosen))
        finder.left.connect(self._left_finding)
        self._spotted.connect(self._show_spots, Qt.ConnectionType.QueuedConnection)
        self._looked.connect(self._tell_looking, Qt.ConnectionType.QueuedConnection)
        look.changes().changed.connect(canvas.viewport().update)

    # -- what is shown ------------------------------------------------------------------------------------------

    def show_book(self, book_id: str | None) -> None:
        """Show a book's pages, or none."""
        if book_id == self._book:
            return
        self._book, self._section, self._line = book_id, "", -1.0
        self.typesetting.set_book(book_id)
        self.proof = None
        self._trail.clear()
        self._ahead.clear()
        self.canvas.clear()
        self._tell("" if book_id else QCoreApplication.translate("Preview", "Open a book to see its pages here."))
        self.refresh()

    def show_section(self, section_id: str) -> None:
        """Bring a section's pages into view, unless one of them is in view already."""
        if section_id != self._section:
            self._section, self._line = section_id, -1.0
        self._due = not self.isVisible()
        if self._due or self.proof is None or section_id not in self.proof.where:
            return
        own = self.proof.pages_of(section_id)
        self.canvas.mark_pages(own)
        self._mark_line(follow=False)
        if self.canvas.current_page() not in own:
            self.canvas.go_to(self.proof.where[section_id])

    def show_line(self, section_id: str, line: float) -> None:
        """Mark where a line of a section's text stands and scroll there, if it is out of sight."""
        self._section, self._line = section_id, line
        # While pages with what was typed are on their way, the lines of the old ones are others.
        if not self._follow:
            self._mark_line(follow=True)

    def _mark_line(self, *, follow: bool) -> None:
        known = self.proof is not None and self._line >= 0
        place = self.proof.place_of(self._section, self._line) if known and self.proof is not None else None
        self.canvas.mark_place(place, follow=follow)

    def take_draft(self, section_id: str, text: str, line: float) -> None:
        """Show a section with the text that is being typed, the line it is typed in, at once and before it is saved."""
        self.typesetting.take_draft(section_id, text)
        self._section, self._line, self._follow = section_id, line, True
        self.refresh(0)

    def set_profile(self, profile: Profile) -> None:
        """Show the pages as another export profile prints them."""
        if self.typesetting.set_profile(profile):
            self.refresh()

    def refresh(self, pause: int | None = None) -> None:
        """Compose again soon; several calls close together count once."""
        self._stale = self._book is not None
        if self._stale and self.isVisible():
            self._compose(pause)

    def _compose(self, pause: int | None = None) -> None:
        self._stale = False
        if self.proof is None:
            self._tell(QCoreApplication.translate("Preview", "Setting the pages …"))
        if pause is None:
            self.typesetting.start()
        else:
            self.typesetting.start(pause)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the pane was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._compose()
        if self._due:
            # The pages have their size only after this event.
            QTimer.singleShot(0, self, partial(self.show_section, self._section))

    def _heard(self, step: Step, _from_undo: bool) -> None:
        if not step.touched or step.touched & _TEXTS:
            self.typesetting.drop_drafts()
        self.refresh()

    def _tell_progress(self, done: int, total: int) -> None:
        """Say how far a book's first composing is; later ones have old pages to look at."""
        if self.proof is None and self.typesetting.busy and total >= _LONG:
            said = QCoreApplication.translate("Preview", "Setting the pages … section %1 of %2")
            self._tell(said.replace("%1", str(done)).replace("%2", str(total)))

    def _show(self, proof: Proof) -> None:
        first = not self.canvas.sizes
        self.proof = proof
        self._tell("")
        self.bar.name_pages(proof.names)
        self.canvas.show_pages(proof.sheets.sizes, leftward=proof.leftward)
        own = proof.pages_of(self._section)
        self.canvas.mark_pages(own)
        self._mark_line(follow=self._follow)
        if own and (first or self.canvas.current_page() not in own) and not (self._follow and self._line >= 0):
            self.show_section(self._section)
        self._follow = False
        self.bar.tell_place(self.canvas.current_page())
        if self.finder.isVisible():
            self._search(self.finder.field.text(), follow=False)
        self._draw()
        self.pages_ready.emit(len(proof.sheets.sizes))

    def _failed(self, trouble: Exception) -> None:
        said = str(trouble).strip() or type(trouble).__name__
        start = QCoreApplication.translate("Preview", "The pages could not be set.")
        self._tell(f"{start} {said}")

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
        self.finder.begin()

    def _search(self, words: str, *, follow: bool = True) -> None:
        self._follow_spots = follow
        self._search_number += 1
        number = self._search_number
        self.finder.clear()
        self.canvas.mark_spots([], -1)
        if self.proof is None or not words.strip():
            return
        sheets = self.proof.sheets

        def wanted() -> bool:
            # The pane may have gone meanwhile, and its signals with it.
            return isValid(self) and self._search_number == number

        start = max(self.canvas.current_page(), 0)

        def tell(spots: list[Spot]) -> None:
            self._spotted.emit(number, spots)

        def progress(done: int, total: int) -> None:
            if wanted():
                self._looked.emit(number, done, total)

        def work() -> list[Spot]:
            return sheets.find(words, tell, wanted, start, progress)

        def then(_spots: list[Spot]) -> None:
            if wanted():
                self.finder.ended()

        self._jobs.latest(f"{self._topic}-find", work, then)

    def _show_spots(self, number: int, spots: list[Spot]) -> None:
        if number == self._search_number:
            another = self.finder.add(spots)
            self.canvas.mark_spots(self.finder.spots, self.finder.chosen, follow=another and self._follow_spots)

    def _tell_looking(self, number: int, done: int, total: int) -> None:
        if number == self._search_number:
            self.finder.tell_progress(done, total)

    def _left_finding(self) -> None:
        self._search_number += 1
        self.canvas.mark_spots([], -1)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+F on the pages."""
        if isinstance(event, QKeyEvent) and _is_find(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.find()
                return True
        return super().eventFilter(watched, event)

    # -- telling ------------------------------------------------------------------------------------------------

    def _tell(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    # -- moving about -------------------------------------------------------------------------------------------

    def _go(self, typed: str) -> None:
        """Go to a page, section or question by what it is called."""
        place = self.proof.names.find(typed, self.canvas.current_page()) if self.proof is not None else None
        if place is None:
            said = QCoreApplication.translate("Preview", "No page, section or question is called “%1”.")
            self._tell(said.replace("%1", typed))
            self.bar.number.selectAll()
            return
        self._tell("")
        self._jump(*place)
        self.bar.tell_place(self.canvas.current_page())
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, page: int, y: float | None = None) -> None:
        """Go to a place of which one can go back."""
        if self._trail[-1:] != [self._here()]:
            self._trail.append(self._here())
        self._ahead.clear()
        self.canvas.go_to(page, y)

    def _here(self) -> tuple[int, float]:
        page = self.canvas.current_page()
        return (page, self.canvas.box(page).bottom() / self.canvas.scale) if page >= 0 else (-1, 0.0)

    def _turn_back(self, trail: list[tuple[int, float]], other: list[tuple[int, float]]) -> None:
        if trail:
            other.append(self._here())
            self.canvas.go_to(*trail.pop())

    def _hovered(self, page: int, x: float, y: float) -> None:
        link = self.proof.link_at(page, x, y) if self.proof is not None and page >= 0 else None
        shape = Qt.CursorShape.PointingHandCursor if link is not None else Qt.CursorShape.IBeamCursor
        self.canvas.viewport().setCursor(shape if page >= 0 else Qt.CursorShape.ArrowCursor)
        self.canvas.viewport().setToolTip(link.href if link is not None else "")

    def _select(self, page: int, x1: float, y1: float, x2: float, y2: float) -> None:
        if self.proof is None:
            return
        sheets, height = self.proof.sheets, self.canvas.sizes[page][1]

        def then(found: tuple[str, tuple[Box, ...]]) -> None:
            self.canvas.select(Spot(page, found[1]) if found[1] else None, found[0])

        self._jobs.latest(
            f"{self._topic}-words", lambda: sheets.between(page, (x1, height - y1), (x2, height - y2)), then
        )

    def _pointed(self, page: int, x: float, y: float) -> None:
        self.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self.canvas.select(None)
        link = self.proof.link_at(page, x, y) if self.proof is not None else None
        if link is None or self.proof is None:
            self._clicked(page, x, y, go=False)
        elif link.target in self.proof.anchors:
            self._jump(*self.proof.anchors[link.target])
        elif QUrl(link.href).scheme().lower() in _SAFE:
            QDesktopServices.openUrl(QUrl(link.href))

    def _clicked(self, page: int, _x: float, y: float, *, go: bool) -> None:
        mark = self.proof.mark_at(page, y) if self.proof is not None else None
        if mark is None:
            return
        if go and mark.kind == "quote":
            self.quote_opened.emit(mark.key)
        elif go and mark.kind == "source":
            self.source_opened.emit(mark.key)
        elif mark.kind == "quote":
            self.place_clicked.emit(self.proof.section_at(page, y) if self.proof is not None else "", 0, go)
        elif mark.kind != "source":
            self.place_clicked.emit(mark.key, mark.line, go)


def _forget(jobs: Jobs, topics: Sequence[str]) -> None:
    for topic in topics:
        jobs.forget(topic)


def _is_find(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier
