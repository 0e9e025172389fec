"""How the desk is tied to what is around it: its library, its details, and the commands that move about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget

from briefing.library.store import Library
from briefing.ui.desk import Desk
from briefing.ui.last_done import LastDone
from briefing.ui.models.shelf import Place
from briefing.ui.views.listing import Entry


def state_of(library: Library) -> str:
    """Return what the staffer must know of a library as it was opened, or ``""``."""
    sentences = list(library.notices)
    if library.read_only:
        sentences.append(
            QCoreApplication.translate(
                "Window", "This library can only be read here. To change it, copy it to a folder of your own."
            )
        )
    return " ".join(sentences)


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


def tie_pages(desk: Desk) -> None:
    """Keep the pages where the text is, and the text where the pages are clicked."""
    pages, editor = desk.preview, desk.editor

    def go_to_text(section_id: str, line: int, go: bool) -> None:
        desk.open_section(section_id)
        editor.show_line(line)
        if go:
            editor.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_quote(handle: str) -> None:
        desk.show_details(lambda: desk.detail.show_quote(handle))

    def show_source(identifier: str) -> None:
        desk.show_details(lambda: desk.detail.show_source(identifier))

    def typed(line: float) -> None:
        if editor.section_id is not None:
            pages.take_draft(editor.section_id, editor.edit.text(), line)

    def moved(line: float) -> None:
        if editor.section_id is not None:
            pages.show_line(editor.section_id, line)

    pages.place_clicked.connect(go_to_text)
    pages.quote_opened.connect(show_quote)
    pages.source_opened.connect(show_source)
    editor.rest.typed.connect(typed)
    editor.rest.moved.connect(moved)


def tie_undo(desk: Desk) -> dict[str, Callable[[], object]]:
    """Return what undo and redo do; their names and whether they can do anything follow what was done last."""
    document, actions = desk.editor.edit.document(), desk.actions_
    done = LastDone(desk.undo, document, lambda: desk.editor.taking_over, desk)

    def name(command_id: str, label: str | None) -> None:
        command, action = actions.commands[command_id], actions[command_id]
        action.setText(f"{command.text} {label}".replace(" &", " &&") if label else command.text)
        action.setToolTip(f"{command.name} {label or ''}".strip())
        action.setEnabled(label is not None)

    def show() -> None:
        name("undo", done.what_to_undo())
        name("redo", done.what_to_redo())

    def undo() -> None:
        if label := done.undo():
            desk.said.emit(QCoreApplication.translate("Desk", "Undone: {label}").format(label=label))

    def redo() -> None:
        if label := done.redo():
            desk.said.emit(QCoreApplication.translate("Desk", "Done again: {label}").format(label=label))

    done.changed.connect(show)
    return {"undo": undo, "redo": redo}


def moves(desk: Desk) -> dict[str, Callable[[], object]]:
    """Return what the commands do that undo, find, and go from pane to pane."""

    def go_right(pane: QWidget) -> None:
        desk.show_right(True)
        desk.right.setCurrentWidget(pane)
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_place() -> None:
        focus = QApplication.focusWidget()
        if focus is not None and desk.preview.isAncestorOf(focus):
            desk.preview.canvas.open_read()
            return
        go_right(desk.preview)
        if desk.editor.section_id is not None:
            desk.preview.show_line(desk.editor.section_id, desk.editor.rest.line())

    def go_sections() -> None:
        desk.show_side(True)
        desk.side.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    return {
        **tie_undo(desk),
        "find": desk.find_here,
        "view.side": lambda: desk.show_side(desk.actions_["view.side"].isChecked()),
        "view.right": lambda: desk.show_right(desk.actions_["view.right"].isChecked()),
        "go.sections": go_sections,
        "go.quotes": desk.quotes.focus_list,
        "go.text": lambda: desk.editor.edit.setFocus(Qt.FocusReason.ShortcutFocusReason),
        "go.pages": lambda: go_right(desk.preview),
        "go.place": go_place,
        "go.details": lambda: go_right(desk.detail),
    }
