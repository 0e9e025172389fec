"""How the desk is tied to what asks for it: its details, and the commands that move the keyboard about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from briefing.ui.desk import Desk
from briefing.ui.models.shelf import Place
from briefing.ui.views.listing import Entry


def tie_details(desk: Desk) -> None:
    """Let the desk do what its details ask for."""

    def list_quotes(noun: str, identifier: str) -> None:
        from briefing.library import people, sources, topics

        reader = desk.library.reader()
        if noun == "topic":
            name = next((row.name for row in topics.topics(reader, counted=False) if row.id == identifier), "")
            desk.show_place(Place("topic", identifier, name))
        elif noun == "person":
            desk.show_quotes_of(Entry("person", identifier, people.show(reader, identifier).name))
        else:
            desk.show_quotes_of(Entry("source", identifier, sources.show(reader, identifier).title))

    desk.detail.section_wanted.connect(desk.open_section)
    desk.detail.quotes_wanted.connect(list_quotes)


def moves(desk: Desk) -> dict[str, Callable[[], object]]:
    """Return what the commands do that undo, find, and go from pane to pane."""

    def go_right(pane: QWidget) -> None:
        desk.show_right(True)
        desk.right.setCurrentWidget(pane)
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_sections() -> None:
        desk.show_side(True)
        desk.side.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    return {
        "undo": desk.undo.stack.undo,
        "redo": desk.undo.stack.redo,
        "find": desk.find_here,
        "view.side": lambda: desk.show_side(desk.actions_["view.side"].isChecked()),
        "view.right": lambda: desk.show_right(desk.actions_["view.right"].isChecked()),
        "go.sections": go_sections,
        "go.quotes": desk.quotes.focus_list,
        "go.text": lambda: desk.editor.edit.setFocus(Qt.FocusReason.ShortcutFocusReason),
        "go.pages": lambda: go_right(desk.preview),
        "go.details": lambda: go_right(desk.detail),
    }
