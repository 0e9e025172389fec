"""Details of whatever is selected: a quote, a person, a topic, a source or a picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from briefing.library.faults import LibraryTrouble, NotFound
from briefing.library.store import Library, Step
from briefing.ui.jobs import Jobs
from briefing.ui.views.detail_others import PersonPage, SourcePage, TopicPage
from briefing.ui.views.detail_page import DetailPage
from briefing.ui.views.detail_picture import PicturePage
from briefing.ui.views.detail_quote import QuotePage
from briefing.ui.views.slots import plain
from briefing.ui.views.snapshot import SnapshotDialog

WIDEST = 680


class DetailPane(QWidget):
    """Signals: ``changed()`` after each save; ``section_wanted(section_id)``; ``quotes_wanted(noun, id)`` asks the
    window to list the quotes of a person, topic or source; ``picture_wanted(id)`` asks to put a picture in."""

    changed = Signal()
    section_wanted = Signal(str)
    quotes_wanted = Signal(str, str)
    picture_wanted = Signal(str)

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self._pages: dict[str, DetailPage] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._shown: DetailPage | None = None
        self._noun = ""
        self._in_trash = False
        self.setProperty("room", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.nothing = QLabel(
            QCoreApplication.translate("Detail", "Choose a quote, a person, a topic, a source or a picture.")
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        deaf = library.subscribe(self._heard)
        self.destroyed.connect(plain(deaf))

    def show_quote(self, identifier: str) -> None:
        """Show a quote, by id or handle."""
        self.show_noun("quote", identifier)

    def show_person(self, identifier: str) -> None:
        """Show a person."""
        self.show_noun("person", identifier)

    def show_topic(self, identifier: str) -> None:
        """Show a topic."""
        self.show_noun("topic", identifier)

    def show_source(self, identifier: str) -> None:
        """Show a source."""
        self.show_noun("source", identifier)

    def show_picture(self, identifier: str) -> None:
        """Show a picture."""
        self.show_noun("picture", identifier)

    def show_nothing(self) -> None:
        """Save what is typed and show nothing."""
        self.leave()
        self._shown = None
        self._stack.setCurrentWidget(self.nothing)

    @property
    def page(self) -> DetailPage | None:
        """The page shown now."""
        return self._shown

    def leave(self) -> None:
        """Save what is typed and not saved yet (the window calls this before it closes)."""
        if self._shown is not None:
            self._shown.leave()

    def refresh(self) -> None:
        """Show what the library has now."""
        self._heard(None, False)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window, to save before it closes."""
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save what is typed before the window closes."""
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.leave()
        return super().eventFilter(watched, event)

    def show_noun(self, noun: str, identifier: str) -> None:
        """Show a quote, person, topic, source or picture, as ``noun`` says."""
        if self._shown is not None and self._shown is not self._pages.get(noun):
            self._shown.leave()
        page = self._page(noun)
        try:
            page.show_id(identifier)
        except (NotFound, LibraryTrouble) as trouble:
            self._gone(str(trouble))
            return
        self._shown, self._noun = page, noun
        self._in_trash = self._trashed(page)
        area = self._areas[noun]
        self._stack.setCurrentWidget(area)
        area.verticalScrollBar().setValue(0)

    def _page(self, noun: str) -> DetailPage:
        if noun not in self._pages:
            kinds: dict[str, type[DetailPage]] = {
                "quote": QuotePage,
                "person": PersonPage,
                "topic": TopicPage,
                "source": SourcePage,
                "picture": PicturePage,
            }
            page = kinds[noun](self._library, self._jobs)
            page.setMaximumWidth(WIDEST)
            page.changed.connect(self.changed)
            page.quotes_wanted.connect(self.quotes_wanted)
            if isinstance(page, QuotePage | SourcePage):
                page.source_wanted.connect(self.show_snapshot)
            if isinstance(page, QuotePage):
                page.alike.quote_wanted.connect(self.show_quote)
            if isinstance(page, PicturePage):
                page.picture_wanted.connect(self.picture_wanted)
            if isinstance(page, QuotePage | PicturePage):
                page.section_wanted.connect(self.section_wanted)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            # The pane paints the ground; what lies on it must not.
            area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
            area.setWidget(page)
            self._stack.addWidget(area)
            self._pages[noun], self._areas[noun] = page, area
        return self._pages[noun]

    def show_snapshot(self, source_id: str, start: int = -1, end: int = -1) -> None:
        """Show the text kept of a source, with a place marked."""
        try:
            dialog = SnapshotDialog(self, self._library, source_id, start, end)
        except (NotFound, LibraryTrouble) as trouble:
            if self._shown is not None:
                self._shown.banner.tell(str(trouble))
            return
        dialog.open()

    def _heard(self, step: Step | None, _from_undo: bool) -> None:
        if self._shown is None or (step is not None and not self._shown.told_from(step.touched)):
            return
        try:
            self._shown.refresh()
            was, self._in_trash = self._in_trash, self._trashed(self._shown)
            if self._in_trash and not was:
                # Whoever opens it from the trash wants to see it; what goes there meanwhile is gone.
                self._gone(QCoreApplication.translate("Detail", "This is in the trash now."))
        except NotFound as trouble:
            self._gone(str(trouble))
        except LibraryTrouble as trouble:
            self._shown.banner.tell(str(trouble))

    def _trashed(self, page: DetailPage) -> bool:
        from briefing.library import trash

        return trash.holds(self._library.reader(), self._noun, page.id)

    def _gone(self, sentence: str) -> None:
        self._shown = None
        self.nothing.setText(sentence)
        self._stack.setCurrentWidget(self.nothing)
