"""The main window: menus, tool bar, status bar, and in the middle the desk of the open library or the first page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing import settings as choices
from briefing.library import books, quotes
from briefing.library.faults import LibraryTrouble
from briefing.library.store import open_library
from briefing.paths import data_folder, default_library
from briefing.settings import Settings
from briefing.ui import look
from briefing.ui.actions import Actions
from briefing.ui.attach_deeds import AttachDeeds
from briefing.ui.book_deeds import BookDeeds
from briefing.ui.commands import READING
from briefing.ui.desk import Desk
from briefing.ui.dialogs.about import AboutDialog
from briefing.ui.dialogs.help import KEYS, HelpDialog
from briefing.ui.dialogs.library_file import choose_library, choose_new
from briefing.ui.dialogs.settings import SettingsDialog
from briefing.ui.dialogs.show import show_over
from briefing.ui.finds import Finds
from briefing.ui.intake_deeds import IntakeDeeds
from briefing.ui.keys import Keys
from briefing.ui.menus import Menus
from briefing.ui.neighbours import Door
from briefing.ui.picture_deeds import PictureDeeds
from briefing.ui.place import keep_on_screen
from briefing.ui.quote_deeds import QuoteDeeds
from briefing.ui.reading import Reading
from briefing.ui.search_deeds import SearchDeeds
from briefing.ui.ties import moves, state_of, tie_details, tie_pages
from briefing.ui.tool_bar import ToolBar
from briefing.ui.views.banner import Banner
from briefing.ui.views.status import StatusBar
from briefing.ui.views.welcome import WelcomePage

USUAL_SIZE = (1440, 900)
SMALLEST_SIZE = (640, 480)
TEXT_STEP = 10
# Milliseconds after opening a library until other copies of the program can ask for it.
DOOR_AFTER = 300


class MainWindow(QMainWindow):
    """Owns the settings, the commands and the open library's desk. ``painted()`` once, after the first paint."""

    painted = Signal()

    def __init__(self, settings: Settings, settings_file: Path, notice: str = "") -> None:
        super().__init__()
        self.settings = settings
        self._file = settings_file
        self.desk: Desk | None = None
        self._bound: dict[str, Callable[[], object]] = {}
        self._intake: IntakeDeeds | None = None
        self._tried: Path | None = None
        self._help: HelpDialog | None = None
        self._shown = self._given_up = False
        self.setObjectName("window")
        self.setWindowTitle("Briefing")
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.actions_ = Actions(self)
        self.bar = ToolBar(self.actions_, self)
        self.status = StatusBar(self)
        self.banner = Banner(self)
        self.welcome = WelcomePage(self.actions_, self)
        self.stack = QStackedWidget(self)
        self._build()
        self._bind()
        self._keys = Keys(self)
        self._door = Door(self)
        self._door.knocked.connect(self.come_forward)
        self.resize(*USUAL_SIZE)
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromHex(settings.geometry.encode()))
        keep_on_screen(self)
        if notice:
            self.banner.tell(notice)

    # -- making -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._menus = Menus(
            self.menuBar(),
            self.actions_,
            lambda: self.settings,
            open_recent=self._make_named,
            choose_theme=lambda theme: self.change(theme=theme),
        )
        self.addToolBar(self.bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setStatusBar(self.status)
        blank = QWidget()
        blank.setProperty("room", "pane")
        self.stack.addWidget(blank)
        self.stack.addWidget(self.welcome)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.welcome.recent_wanted.connect(self._open_named)

    def _bind(self) -> None:
        self.actions_.bind(
            {
                "library.new": lambda: choose_new(self, self._make_named),
                "library.open": lambda: choose_library(self, self._open_named),
                "settings": self.show_settings,
                "quit": self.close,
                "cut": lambda: self._edit("cut"),
                "copy": lambda: self._edit("copy"),
                "paste": lambda: self._edit("paste"),
                "select.all": lambda: self._edit("selectAll"),
                "view.theme": self.switch_theme,
                "view.larger": lambda: self.change(text_size=self.settings.text_size + TEXT_STEP),
                "view.smaller": lambda: self.change(text_size=self.settings.text_size - TEXT_STEP),
                "view.normal": lambda: self.change(text_size=100),
                "search": self.bar.box.begin,
                "help": lambda: self.show_help("starting"),
                "help.keys": lambda: self.show_help(KEYS),
                "help.log": self._show_log_folder,
                "help.about": lambda: show_over(AboutDialog(self)),
            }
        )
        self.bar.box.ask(Finds(self.actions_, lambda: self.desk))

    # -- the library --------------------------------------------------------------------------------------------

    def open_library(self, path: Path | None = None, *, create: bool = True) -> bool:
        """Open a library in place of the one open now. Returns whether it worked; if not, the window says why."""
        path = path or Path(self.settings.library or default_library())
        if not self._saved(partial(self.open_library, path, create=create)):
            return False
        self.close_library()
        self._tried = path
        try:
            library = open_library(path, create=create)
        except LibraryTrouble as trouble:
            self._explain(str(trouble))
            return False
        self.settings = self.settings.opened(library.path)
        desk = Desk(library, self.settings, self.actions_, self)
        self.desk = desk
        self.stack.addWidget(desk)
        self._bind_desk(desk)
        tie_details(desk)
        tie_pages(desk)
        self.setWindowTitle(f"{library.path.stem} – Briefing")
        self.actions_.unbind(["library.retry"])
        if state := state_of(library):
            self.banner.tell(state)
        self._choose_page()
        self.keep_settings()
        # Nobody knocks in the first moment, and the window comes first.
        QTimer.singleShot(DOOR_AFTER, desk, partial(self._door.open, library.path))
        return True

    def _saved(self, go_on: Callable[[], object]) -> bool:
        """Save what is typed. What cannot be saved is told with a way to ``go_on`` all the same; then False."""
        desk = self.desk
        if desk is None or self._given_up:
            return True
        desk.detail.leave()
        desk.editor.save_now()
        if not desk.editor.unsaved():
            return True

        def give_up() -> None:
            self._given_up = True
            go_on()

        words = QCoreApplication.translate(
            "Window", "The text you typed could not be saved, so the window stays open. Copy it to be safe."
        )
        self.banner.tell(words, QCoreApplication.translate("Window", "Go on without saving"), give_up)
        return False

    def come_forward(self) -> None:
        """Show the window in front of the others: a second copy of the program asked for this library."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def close_library(self) -> None:
        """Close the open library, everything saved and no worker left."""
        desk = self.desk
        if desk is None:
            return
        self._given_up = False
        self._door.close()
        self.settings = desk.left_as(self.settings)
        self.bar.box.clear()
        self.actions_.unbind(self._bound)
        self._bound = {}
        self._intake = None
        self.desk = None
        desk.close_library()
        self.stack.setCurrentIndex(0)
        self.stack.removeWidget(desk)
        desk.setParent(None)
        desk.deleteLater()
        self.status.clear()

    def _bind_desk(self, desk: Desk) -> None:
        self._intake = IntakeDeeds(desk)
        deeds = (BookDeeds, QuoteDeeds, SearchDeeds, AttachDeeds, PictureDeeds, Reading)
        made = (*(one(desk) for one in deeds), self._intake)
        self._bound = {name: act for deed in made for name, act in deed.bindings().items()}
        self._bound |= moves(desk)
        if desk.library.read_only:
            self._bound = {name: act for name, act in self._bound.items() if name in READING}
        self.actions_.bind(self._bound)
        for name in ("undo", "redo"):
            self.actions_[name].setEnabled(False)
        self.status.watch(desk.jobs)
        desk.said.connect(self.status.say)
        desk.troubled.connect(self._tell)
        desk.saved.connect(self.status.saved)
        desk.stood.connect(self.status.tell)
        desk.changed.connect(self._choose_page)
        desk.book_opened.connect(self._book_opened)
        desk.counted.connect(self.bar.box.tell_count)
        desk.quotes.search_changed.connect(self.bar.box.setText)
        self.bar.box.searched.connect(desk.search)
        self.bar.box.list_wanted.connect(desk.quotes.focus_list)

    def _tell(self, sentence: str) -> None:
        self.banner.tell(sentence)

    def _book_opened(self, book_id: str) -> None:
        self.settings = replace(self.settings, last_book=book_id)
        self._choose_page()

    def _choose_page(self) -> None:
        """Show the first page as long as the library is empty, the desk from then on."""
        desk = self.desk
        if desk is None:
            return
        reader = desk.library.reader()
        found = quotes.counts(reader) if not books.books(reader) else None
        if found is not None and not found.all and not found.inbox:
            others = tuple(path for path in self.settings.recent if path != str(desk.library.path))
            self.status.clear()
            self.welcome.welcome(others)
            self.stack.setCurrentWidget(self.welcome)
        elif self.stack.currentWidget() is not desk:
            self.stack.setCurrentWidget(desk)
            desk.side.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _explain(self, sentence: str) -> None:
        self.setWindowTitle("Briefing")
        self.actions_.bind({"library.retry": lambda: self.open_library(self._tried)})
        self.welcome.explain(sentence, self.settings.recent)
        self.stack.setCurrentWidget(self.welcome)

    def _open_named(self, name: str) -> None:
        self.open_library(Path(name), create=False)

    def _make_named(self, name: str) -> None:
        self.open_library(Path(name))

    # -- settings and help --------------------------------------------------------------------------------------

    def change(self, *, theme: str | None = None, text_size: int | None = None) -> None:
        """Change how the window looks, and keep that."""
        size = self.settings.text_size if text_size is None else text_size
        size = min(max(size, choices.SMALLEST_TEXT), choices.LARGEST_TEXT)
        self.settings = replace(self.settings, theme=theme or self.settings.theme, text_size=size)
        self._wear(self.settings)
        self.keep_settings()

    def switch_theme(self) -> None:
        """Change between light and dark."""
        self.change(theme="light" if look.dark() else "dark")

    def show_settings(self) -> None:
        """Show the settings; changes are seen at once."""
        dialog = SettingsDialog(self, self.settings, self.desk.library.path if self.desk else None)
        dialog.tried.connect(self._wear)
        dialog.accepted.connect(lambda: self.change(theme=dialog.chosen.theme, text_size=dialog.chosen.text_size))
        show_over(dialog)

    def show_help(self, page: str) -> None:
        """Show a page of the help."""
        if self._help is None:
            self._help = HelpDialog(self)
        self._help.open_page(page)
        self._help.show()
        keep_on_screen(self._help)
        self._help.raise_()
        self._help.activateWindow()

    def keep_settings(self) -> None:
        """Write the settings; when that is refused the user is told once and goes on."""
        try:
            choices.save(self.settings, self._file)
        except OSError as trouble:
            words = QCoreApplication.translate("Window", "Your settings could not be saved: {why}.")
            self.status.say(words.format(why=trouble.strerror or trouble))

    def _wear(self, settings: Settings) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look.apply(app, settings.theme, settings.text_size / 100)

    def _show_log_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder())))

    def _edit(self, doing: str) -> None:
        """Cut, copy, paste or mark all where the keyboard is."""
        focus = QApplication.focusWidget()
        if self.desk is not None and doing == "copy" and focus is self.desk.quotes.table:
            self.actions_.run("quote.citation")
            return
        act = getattr(focus, doing, None)
        if callable(act):
            act()

    # -- events -------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Tell once that the window has been painted."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self, self.painted.emit)
            # Only now the frame's size is known.
            QTimer.singleShot(0, self, lambda: keep_on_screen(self))

    def changeEvent(self, event: QEvent) -> None:
        """When the user comes back, look whether another program changed the library meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_for_changes()

    def look_for_changes(self) -> None:
        """Show what another program changed in the library, if it did."""
        if self.desk is not None and self.desk.library.changed_elsewhere():
            self.desk.refresh()
            words = QCoreApplication.translate("Window", "Another program changed this library. Its changes are shown.")
            self.status.say(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if self.desk is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in the dropped files."""
        for url in event.mimeData().urls():
            if url.isLocalFile() and self._intake is not None:
                self._intake.bring_in(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything and go; nothing is asked. Only what cannot be saved keeps the window open."""
        if not self._saved(self.close):
            event.ignore()
            return
        if self._help is not None:
            self._help.close()
        self.close_library()
        self.settings = replace(self.settings, geometry=self.saveGeometry().toHex().toStdString())
        self.keep_settings()
        super().closeEvent(event)
