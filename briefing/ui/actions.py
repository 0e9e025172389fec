"""The commands as QActions: one each, whoever shows it; what it does is bound by the window and by the open library."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from briefing.ui import icons
from briefing.ui.commands import MENUS, Command, commands, menu_title


class Actions(QObject):
    """Every command as a QAction. ``begun(id)`` tells before a command runs, ``used(id)`` after."""

    begun = Signal(str)
    used = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.commands: dict[str, Command] = {command.id: command for command in commands()}
        self._actions: dict[str, QAction] = {}
        self._doing: dict[str, Callable[[], object]] = {}
        for command in self.commands.values():
            self._actions[command.id] = self._made(command, owner)

    def __getitem__(self, name: str) -> QAction:
        """Return the action of a command. Raises KeyError for a command that does not exist."""
        return self._actions[name]

    def bind(self, doing: dict[str, Callable[[], object]]) -> None:
        """Say what commands do; those commands can be used from now on."""
        for name, act in doing.items():
            self._doing[name] = act
            self._actions[name].setEnabled(True)

    def unbind(self, names: Iterable[str]) -> None:
        """Take away what commands do; they are greyed out."""
        for name in names:
            self._doing.pop(name, None)
            self._actions[name].setEnabled(False)

    def attach(self, where: str, widget: QWidget) -> None:
        """Let the shortcuts that belong to a pane work in ``widget``."""
        widget.addActions([self._actions[c.id] for c in self.commands.values() if c.where == where])

    def fill(self, menu: QMenu, name: str) -> dict[str, QMenu]:
        """Fill a menu from the plan in `commands.MENUS`; returns the sub-menus the window fills itself."""
        open_ones: dict[str, QMenu] = {}
        for entry in MENUS[name]:
            if not entry:
                menu.addSeparator()
            elif entry.startswith("@"):
                below = menu.addMenu(menu_title(entry))
                if entry in MENUS:
                    self.fill(below, entry)
                else:
                    open_ones[entry] = below
            else:
                menu.addAction(self._actions[entry])
        return open_ones

    def run(self, name: str) -> None:
        """Run a command as if its menu entry had been chosen; nothing happens when it is greyed out."""
        self._actions[name].trigger()

    def _made(self, command: Command, owner: QWidget) -> QAction:
        action = QAction(command.text, owner)
        action.setObjectName(command.id)
        action.setShortcuts(command.sequences())
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        action.setToolTip(f"{command.name} ({keys})" if keys else command.name)
        action.setStatusTip(command.about)
        action.setCheckable(command.checkable)
        action.setEnabled(False)
        action.setMenuRole(_role(command.id))
        if command.icon:
            icons.dress(action, command.icon)
        if command.where:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            # The window owns it, so the shortcut works wherever the keyboard is.
            owner.addAction(action)
        action.triggered.connect(lambda: self._use(command.id))
        return action

    def _use(self, name: str) -> None:
        act = self._doing.get(name)
        if act is not None:
            self.begun.emit(name)
            act()
            self.used.emit(name)


def _role(name: str) -> QAction.MenuRole:
    """Return where macOS puts the entry."""
    return {
        "quit": QAction.MenuRole.QuitRole,
        "settings": QAction.MenuRole.PreferencesRole,
        "help.about": QAction.MenuRole.AboutRole,
    }.get(name, QAction.MenuRole.NoRole)
