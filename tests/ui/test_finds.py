from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.library import books, people, quotes, sections, sources, topics
from briefing.library.quotes import NewQuote
from briefing.library.store import Library
from briefing.ui import wording
from briefing.ui.desk import Desk
from briefing.ui.views.detail_others import PersonPage
from briefing.ui.views.search_box import SearchBox
from briefing.ui.window import MainWindow
from tests.ui.held import Held

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def box(window: MainWindow, desk: Desk) -> SearchBox:
    window.bar.box.begin()
    return window.bar.box


def typed(box: SearchBox, qtbot: QtBot, text: str, wanted: str) -> None:
    """Type and wait until the box offers it."""
    QTest.keyClicks(box, text)
    qtbot.waitUntil(lambda: any(wanted in words for words in box.words()))


def choose(box: SearchBox, wanted: str) -> None:
    """Go down to what is wanted, with the arrow key."""
    for _ in box.words():
        if wanted in box.offered():
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(f"{wanted} cannot be reached")


def put_in(desk: Desk, held: Held) -> str:
    return sections.body(held.library.reader(), desk.editor.section_id or "")


def test_typing_reads_nothing_on_the_thread_of_the_window(
    desk: Desk, box: SearchBox, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library of a million quotes is asked while one types: the window must not wait for it."""
    reader = Library.reader

    def elsewhere(library: Library) -> object:
        assert threading.current_thread() is not threading.main_thread()
        return reader(library)

    qtbot.waitUntil(lambda: not desk.jobs.running)
    typed(box, qtbot, "sh", "Shipyards")
    qtbot.waitUntil(lambda: not desk.jobs.running)
    with monkeypatch.context() as only:
        only.setattr(Library, "reader", elsewhere)
        finder = box._finder  # pyright: ignore[reportPrivateUsage]
        assert finder is not None
        found: list[object] = []
        finder.look_up("clara", found.append)
        qtbot.waitUntil(lambda: bool(found))


def test_topics_without_counts_are_the_same_topics(held: Held) -> None:
    reader = held.library.reader()
    counted, quick = topics.topics(reader), topics.topics(reader, counted=False)
    assert [(row.id, row.path) for row in counted] == [(row.id, row.path) for row in quick]
    assert dict(people.names(reader)) == {row.id: row.name for row in people.people(reader)}


def test_what_is_found_stands_under_its_kind(desk: Desk, box: SearchBox, held: Held, qtbot: QtBot) -> None:
    people.add(held.library, "Anna Summit")
    books.add(held.library, "Summit book", template="blank")
    typed(box, qtbot, "summit", "Anna Summit")
    words = box.words()
    for heading, thing in (("People", "Anna Summit"), ("Sources", "Before the summit"), ("Books", "Summit book")):
        assert words[words.index(heading) + 1] == thing
    assert words[0] == "Quotes with “summit”"


def test_headings_are_no_place_for_the_arrow_keys(box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "c", "Clara Weiss")
    seen: set[str] = set()
    for _ in box.words():
        seen.add(box.offered())
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert "Clara Weiss" in seen
    assert not seen & {"People", "Commands", ""}


def test_enter_opens_a_source_with_its_quotes_and_details(desk: Desk, box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "before", "Before the summit")
    choose(box, "Before the summit")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 4)
    assert desk.right.currentWidget() is desk.detail
    assert box.text() == ""
    assert not box.words()


def test_the_details_stay_those_of_what_was_opened(desk: Desk, box: SearchBox, held: Held, qtbot: QtBot) -> None:
    people.add(held.library, "Ravi Sen")
    # A card was chosen before, and one is passed when the keyboard goes to the list.
    desk.quotes.focus_list()
    box.begin()
    typed(box, qtbot, "weiss", "Clara Weiss")
    choose(box, "Clara Weiss")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.quotes.table.hasFocus)
    # As long as it takes a card that is passed to be shown, and more.
    qtbot.wait(400)
    assert isinstance(desk.detail.page, PersonPage)
    assert desk.right.currentWidget() is desk.detail


def test_enter_opens_a_section_of_another_book(desk: Desk, box: SearchBox, held: Held, qtbot: QtBot) -> None:
    book = books.add(held.library, "Winter talks", template="blank")
    wanted = sections.add(held.library, book, title="Fisheries annex")
    typed(box, qtbot, "fisher", "Fisheries annex")
    choose(box, "Fisheries annex")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (desk.book_id, desk.editor.section_id) == (book, wanted)
    assert desk.editor.edit.hasFocus()


def test_enter_opens_the_last_word_of_somebody_on_something(
    desk: Desk, box: SearchBox, held: Held, qtbot: QtBot
) -> None:
    typed(box, qtbot, "weiss shipyards", "Clara Weiss: “Sentence number 3")
    assert box.words()[box.words().index("Last word") + 1].startswith("Clara Weiss")
    choose(box, "Sentence number 3")
    QTest.keyClick(box, Qt.Key.Key_Return)

    def shown() -> bool:
        row = desk.quotes.table.current()
        return row is not None and row.id == held.quotes[3]

    qtbot.waitUntil(shown)


def test_a_quote_is_put_in_by_reference_with_ctrl_enter(desk: Desk, box: SearchBox, held: Held, qtbot: QtBot) -> None:
    desk.open_section(held.one)
    box.begin()
    typed(box, qtbot, "weiss shipyards", "Sentence number 3")
    choose(box, "Sentence number 3")
    QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    handle = quotes.show(held.library.reader(), held.quotes[3]).handle
    assert f"[[quote:{handle}]]" in put_in(desk, held)
    assert desk.editor.edit.hasFocus()


def test_the_first_quote_found_is_put_in_from_the_first_line(
    desk: Desk, box: SearchBox, held: Held, qtbot: QtBot
) -> None:
    desk.open_section(held.one)
    box.begin()
    QTest.keyClicks(box, "grain")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 1)
    QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    handle = quotes.show(held.library.reader(), held.quotes[3]).handle
    qtbot.waitUntil(lambda: f"[[quote:{handle}]]" in put_in(desk, held))


def test_a_person_and_a_source_are_put_in_as_words(desk: Desk, box: SearchBox, held: Held, qtbot: QtBot) -> None:
    sources.add(held.library, "A [draft] pact", publisher="Die Zeit", url="https://example.org/a_(b)")
    desk.open_section(held.one)
    box.begin()
    typed(box, qtbot, "clara", "Clara Weiss")
    choose(box, "Clara Weiss")
    QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    assert "Clara Weiss" in put_in(desk, held)
    box.begin()
    typed(box, qtbot, "draft", "A [draft] pact")
    choose(box, "A [draft] pact")
    QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    assert r"Clara Weiss [A \[draft\] pact](https://example.org/a_%28b%29), Die Zeit" in put_in(desk, held)


def test_nothing_is_offered_to_be_put_in_without_a_section(desk: Desk, box: SearchBox, qtbot: QtBot) -> None:
    desk.open_section(None)
    box.begin()
    typed(box, qtbot, "clara", "Clara Weiss")
    choose(box, "Clara Weiss")
    QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    assert box.offered() == "Clara Weiss"


def test_keys_pressed_before_the_answer_count_for_the_answer(
    desk: Desk, box: SearchBox, held: Held, qtbot: QtBot
) -> None:
    QTest.keyClicks(box, "second")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(box, key)
    qtbot.waitUntil(lambda: desk.editor.section_id == held.two)


def test_what_was_chosen_stays_chosen_when_the_count_comes(desk: Desk, box: SearchBox, qtbot: QtBot) -> None:
    typed(box, qtbot, "c", "Clara Weiss")
    choose(box, "Clara Weiss")
    box.tell_count(0)
    assert box.offered() == "Clara Weiss"


@pytest.mark.parametrize(
    ("name", "written"),
    [("A*b_c", r"A\*b\_c"), ("two\n lines", "two lines"), ("石破 茂", "石破 茂"), ("x", "x"), ("<b>", "&lt;b>")],
)
def test_names_are_written_so_that_markdown_prints_them(name: str, written: str) -> None:
    assert wording.plain_words(name) == written


def test_the_last_word_is_that_of_the_one_who_is_named(desk: Desk, box: SearchBox, held: Held, qtbot: QtBot) -> None:
    other = people.add(held.library, "Kenji Mori")
    quotes.add(held.library, NewQuote(text="Later than all", person_id=other, said_on="2026-01-01"))
    typed(box, qtbot, "weiss shipy", "Sentence number 3")
    assert not any("Later than all" in words for words in box.words())
