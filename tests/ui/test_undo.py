from __future__ import annotations

from briefing.library import topics
from briefing.library.faults import LibraryTrouble
from briefing.library.store import Library, Step
from briefing.ui.undo import Undo


def names(library: Library) -> list[str]:
    return [row.name for row in topics.topics(library.reader())]


def test_every_step_can_be_taken_back_and_done_again(library: Library) -> None:
    undo = Undo(library)
    first = topics.add(library, "One")
    topics.add(library, "Two")
    topics.rename(library, first, "Uno")
    for expected in (["One", "Two"], ["One"], []):
        undo.stack.undo()
        assert sorted(names(library)) == expected
    for _ in range(3):
        undo.stack.redo()
    assert sorted(names(library)) == ["Two", "Uno"]
    undo.stack.undo()
    assert sorted(names(library)) == ["One", "Two"]
    undo.close()


def test_what_was_touched_is_told_for_undo_too(library: Library) -> None:
    undo = Undo(library)
    touched: list[frozenset[str]] = []
    undo.touched.connect(touched.append)
    topics.add(library, "One")
    undo.stack.undo()
    assert [sorted(tables) for tables in touched] == [["topic"], ["topic"]]
    undo.close()


def test_a_step_that_cannot_be_taken_back_is_said_and_dropped(library: Library) -> None:
    class Stubborn(Library):
        def __init__(self) -> None:
            """Stand for a library that refuses."""

        def subscribe(self, heard: object) -> object:  # pyright: ignore[reportIncompatibleMethodOverride]
            self.heard = heard
            return lambda: None

        def undo(self, step: Step) -> Step:
            raise LibraryTrouble("It has changed again since.")

    stubborn = Stubborn()
    undo = Undo(stubborn)
    told: list[str] = []
    undo.trouble.connect(told.append)
    assert callable(stubborn.heard)
    stubborn.heard(Step("Add", ("x",), frozenset({"topic"})), False)
    undo.stack.undo()
    assert told == ["It has changed again since."]
    assert not undo.stack.canUndo()
    assert not undo.stack.canRedo()
    undo.close()


def test_after_closing_nothing_is_heard(library: Library) -> None:
    undo = Undo(library)
    undo.close()
    topics.add(library, "One")
    assert not undo.stack.canUndo()
