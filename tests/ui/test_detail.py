"""Details: a field is saved when it is left, as one step of undo; what is refused is told at the field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from briefing.library import people, quotes, sections, sources, topics
from briefing.ui.views.detail import DetailPane
from briefing.ui.views.detail_others import SourcePage, TopicPage
from briefing.ui.views.detail_quote import QuotePage
from briefing.ui.views.snapshot import SnapshotDialog
from tests.ui.panes import PACT, Room, first_quote, heard, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def pane(room: Room, qtbot: QtBot) -> Iterator[DetailPane]:
    made = DetailPane(room.library, room.jobs)
    with shown(qtbot, made):
        yield made


@pytest.fixture
def page(room: Room, pane: DetailPane) -> QuotePage:
    return first_quote(room, pane)


def type_into(page: QuotePage, name: str, text: str) -> None:
    field = page.form.fields[name]
    field.setFocus()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def show(room: Room) -> quotes.QuoteDetail:
    return quotes.show(room.library.reader(), room.quotes[0].id)


def test_leaving_a_field_saves_it_as_one_step(room: Room, pane: DetailPane, page: QuotePage) -> None:
    changes = heard(pane.changed)
    type_into(page, "place", "Hamburg")
    assert show(room).place == "Hamburg"
    assert len(changes) == 1
    step = room.library.last_step
    assert step is not None
    assert step.label == "Change place of quote"
    room.library.undo(step)
    field = page.form.fields["place"]
    assert isinstance(field, QLineEdit)
    assert field.text() == ""


def test_leaving_a_field_unchanged_writes_nothing(room: Room, page: QuotePage) -> None:
    before = room.library.last_step
    page.form.fields["place"].setFocus()
    page.form.fields["role"].setFocus()
    assert room.library.last_step is before


def test_a_speaker_is_found_by_any_spelling_or_made_new(room: Room, page: QuotePage) -> None:
    known = people.add(room.library, "Clara Weiss", aliases=["C. Weiss"])
    type_into(page, "speaker", "c. weiss")
    assert show(room).person_id == known
    type_into(page, "speaker", "Somebody New")
    assert show(room).said_by == "Somebody New"
    assert len(people.people(room.library.reader())) == 2
    assert room.library.last_step is not None
    room.library.undo(room.library.last_step)
    assert [one.name for one in people.people(room.library.reader())] == ["Clara Weiss"]
    assert show(room).person_id == known


def test_a_bad_date_says_why_and_keeps_what_was_typed(room: Room, page: QuotePage) -> None:
    type_into(page, "said_on", "2025-02-31")
    field = page.form.fields["said_on"]
    assert isinstance(field, QLineEdit)
    assert "calendar" in field.accessibleDescription()
    assert field.text() == "2025-02-31"
    assert show(room).said_on == "2025-06-09"
    type_into(page, "said_on", "9 June 2025")
    assert field.accessibleDescription() == ""
    type_into(page, "said_on", "2025-06")
    assert (show(room).said_on, show(room).precision) == ("2025-06", "month")


def test_topics_are_added_and_taken_away(room: Room, page: QuotePage) -> None:
    field = page.topics.field
    field.setFocus()
    QTest.keyClicks(field, "Trade / Shipyards")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert show(room).topics
    assert [row.path for row in topics.topics(room.library.reader())][-1].endswith("Shipyards")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert show(room).topics == ()


def test_words_are_only_quoted_when_they_are_somebodys_own(page: QuotePage) -> None:
    assert page.words.text() == f"“{PACT}”"
    box = page.form.fields["kind"]
    page.form.committed.emit("kind", "reported_speech")
    assert page.words.text() == PACT
    assert box.accessibleName() == "Kind"


def test_a_check_needs_a_name_and_can_be_taken_back(room: Room, page: QuotePage) -> None:
    page.checker.clear()
    QTest.mouseClick(page.verify, Qt.MouseButton.LeftButton)
    assert "who checked" in page.banner.sentence
    QTest.keyClicks(page.checker, "Ana")
    QTest.mouseClick(page.verify, Qt.MouseButton.LeftButton)
    assert show(room).verified_by == "Ana"
    assert "Checked by Ana" in page.checked.text()
    QTest.mouseClick(page.unverify, Qt.MouseButton.LeftButton)
    assert not show(room).verified


def test_the_sections_that_use_a_quote_are_one_click_away(room: Room, pane: DetailPane, page: QuotePage) -> None:
    assert page.unused.isVisible()
    sections.write_body(room.library, room.b, f"[[quote:{room.quotes[0].handle}]]\n")
    pane.refresh()
    assert not page.unused.isVisible()
    wanted = heard(pane.section_wanted)
    link = next(one for one in page.findChildren(QPushButton) if "Points to make" in one.text())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert wanted == [(room.b,)]


def test_a_quote_is_shown_in_its_source(pane: DetailPane, page: QuotePage) -> None:
    QTest.mouseClick(page.show_source, Qt.MouseButton.LeftButton)
    dialog = pane.findChild(SnapshotDialog)
    assert dialog is not None
    (mark,) = dialog.text.extraSelections()
    assert mark.cursor.selectedText() == PACT  # pyright: ignore[reportAttributeAccessIssue]
    dialog.close()


def test_a_person_a_topic_and_a_source_are_edited_likewise(room: Room, pane: DetailPane) -> None:
    person = people.add(room.library, "Kenji Mori")
    pane.show_person(person)
    assert pane.page is not None
    pane.page.form.committed.emit("aliases", "K. Mori; 森 健司")
    assert set(people.show(room.library.reader(), person).aliases) == {"K. Mori", "森 健司"}
    one, two = topics.add(room.library, "Trade"), topics.add(room.library, "Ships")
    pane.show_topic(two)
    assert isinstance(pane.page, TopicPage)
    pane.page.form.committed.emit("parent_id", one)
    assert next(row for row in topics.topics(room.library.reader()) if row.id == two).parent_id == one
    assert pane.page.parents.findData(two) < 0
    source = room.quotes[0].source_id
    assert source is not None
    pane.show_source(source)
    assert isinstance(pane.page, SourcePage)
    pane.page.form.committed.emit("publisher", "The Example")
    assert sources.show(room.library.reader(), source).publisher == "The Example"
    pane.page.form.committed.emit("published_on", "yesterdayish")
    assert "not a date" in pane.page.form.fields["published_on"].accessibleDescription()
    wanted = heard(pane.quotes_wanted)
    QTest.mouseClick(pane.page.list_quotes, Qt.MouseButton.LeftButton)
    assert wanted == [("source", source)]


def test_an_empty_name_is_refused_in_place(room: Room, pane: DetailPane) -> None:
    pane.show_person(people.add(room.library, "Kenji Mori"))
    assert pane.page is not None
    pane.page.form.committed.emit("name", "")
    assert pane.page.form.fields["name"].accessibleDescription()


def test_what_is_gone_is_said(room: Room, pane: DetailPane) -> None:
    pane.show_quote("0" * 32)
    assert pane.page is None
    assert pane.nothing.text()


def test_going_to_another_quote_saves_what_was_typed(room: Room, pane: DetailPane, page: QuotePage) -> None:
    field = page.form.fields["note"]
    field.setFocus()
    QTest.keyClicks(field, "Remember this.")
    pane.show_quote(room.quotes[1].id)
    assert show(room).note == "Remember this."
    assert quotes.show(room.library.reader(), room.quotes[1].id).note == ""


def test_closing_the_window_saves_what_was_typed(room: Room, pane: DetailPane, page: QuotePage) -> None:
    field = page.form.fields["place"]
    assert isinstance(field, QLineEdit)
    field.setText("Kiel")
    pane.window().close()
    assert show(room).place == "Kiel"


def test_every_field_has_a_name_for_screen_readers(page: QuotePage) -> None:
    assert all(field.accessibleName() for field in page.form.fields.values())


def choose(page: QuotePage, name: str, text: str) -> None:
    """Choose by the keyboard, as one who steps through the list."""
    box = page.form.fields[name]
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findText(text)):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == text


def test_who_may_use_a_quote_is_chosen_and_undone(room: Room, page: QuotePage) -> None:
    assert show(room).usable_in == ""
    choose(page, "usable_in", "The principal only")
    assert show(room).usable_in == "principal"
    step = room.library.last_step
    assert step is not None
    assert step.label == "Change users of quote"
    room.library.undo(step)
    assert show(room).usable_in == ""
    box = page.form.fields["usable_in"]
    assert isinstance(box, QComboBox)
    assert box.accessibleName() == "For use by"
    assert box.currentText() == "As the terms say"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("press", "The principal and the press"),
        ("Press; principal", "The principal and the press"),
        ("public", "Anybody"),
        ("", "As the terms say"),
        ("allies", "allies"),
    ],
)
def test_who_may_use_a_quote_is_read_however_it_was_written(room: Room, page: QuotePage, kept: str, shown: str) -> None:
    quotes.edit(room.library, room.quotes[0].id, usable_in=kept)
    page.refresh()
    box = page.form.fields["usable_in"]
    assert isinstance(box, QComboBox)
    assert box.currentText() == shown
    page.leave()
    assert show(room).usable_in == kept


def test_an_embargo_is_a_day_and_what_is_none_is_told_at_the_field(room: Room, page: QuotePage) -> None:
    type_into(page, "embargo_until", "15 June 2025")
    assert show(room).embargo_until == "2025-06-15"
    type_into(page, "embargo_until", "when they say so")
    assert page.form.fields["embargo_until"].accessibleDescription()
    assert show(room).embargo_until == "2025-06-15"
    type_into(page, "embargo_until", "2025-06-16")
    assert page.form.fields["embargo_until"].accessibleDescription() == ""
    step = room.library.last_step
    assert step is not None
    assert step.label == "Change embargo of quote"
    room.library.undo(step)
    assert show(room).embargo_until == "2025-06-15"


def test_words_of_caution_keep_a_quote_from_the_press(room: Room, page: QuotePage) -> None:
    type_into(page, "sensitivity", "names a minor")
    assert show(room).sensitivity == "names a minor"
    step = room.library.last_step
    assert step is not None
    room.library.undo(step)
    assert show(room).sensitivity == ""
    field = page.form.fields["sensitivity"]
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
