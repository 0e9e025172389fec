"""The menu bar: every command's place in it, the recent libraries, the choice of theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from briefing.settings import Settings
from briefing.ui.actions import Actions
from briefing.ui.commands import menu_title
from briefing.ui.dialogs.settings import theme_names
from briefing.ui.views.slots import plain

TOP = ("file", "edit", "view", "insert", "go", "help")


class Menus:
    """Fills a menu bar. ``settings`` gives the present choices; the other two do what is picked."""

    def __init__(
        self,
        bar: QMenuBar,
        actions: Actions,
        settings: Callable[[], Settings],
        *,
        open_recent: Callable[[str], object],
        choose_theme: Callable[[str], object],
    ) -> None:
        self._settings, self._open, self._choose = settings, open_recent, choose_theme
        self.recent = QMenu(bar)
        self._themes: dict[str, QAction] = {}
        for name in TOP:
            menu = bar.addMenu(menu_title(name))
            for entry, below in actions.fill(menu, name).items():
                if entry == "@recent":
                    self.recent = below
                else:
                    self._fill_themes(below)
        bar.setNativeMenuBar(True)
        self.recent.aboutToShow.connect(self.fill_recent)
        self.fill_recent()

    def fill_recent(self) -> None:
        """List the libraries opened lately."""
        self.recent.clear()
        for path in self._settings().recent:
            action = self.recent.addAction(Path(path).name)
            action.setStatusTip(path)
            action.setToolTip(path)
            action.triggered.connect(plain(partial(self._open, path)))
        self.recent.setEnabled(bool(self._settings().recent))

    def _fill_themes(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for key, name in theme_names().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(plain(partial(self._choose, key)))
            group.addAction(action)
            self._themes[key] = action
        menu.aboutToShow.connect(self._tick_theme)
        self._tick_theme()

    def _tick_theme(self) -> None:
        for key, action in self._themes.items():
            action.setChecked(key == self._settings().theme)
