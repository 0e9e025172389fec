"""The pages beside the text: the real PDF, kept until the new one is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.faults import FontMissing
from briefing.library import quotes, sections
from briefing.library.assemble import assemble
from briefing.pdf.export import render
from briefing.ui.views.page_pictures import KEPT_BYTES
from briefing.ui.views.preview import PreviewPane
from briefing.ui.views.proof import Mark, Proof
from briefing.ui.views.quires import Quires
from briefing.ui.views.sheets import Sheets
from tests.ui.panes import PACT, Room, a_preview, a_room, heard, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    with a_room(tmp_path) as made:
        sections.write_body(made.library, made.a, f"Before.\n\n[[quote:{made.quotes[0].handle}]]\n")
        yield made


@pytest.fixture
def pane(room: Room, qtbot: QtBot) -> Iterator[PreviewPane]:
    with a_preview(room, qtbot) as made:
        yield made


def words(pane: PreviewPane) -> str:
    assert pane.proof is not None
    pages = [pane.proof.sheets.text(number) for number in range(len(pane.canvas.sizes))]
    return " ".join(" ".join(pages).split())


def test_the_pages_are_those_of_the_pdf(room: Room, pane: PreviewPane) -> None:
    folios = Composer().compose(assemble(room.library.reader(), room.book), PROFILES["staff"])
    sheets = Sheets(render(folios))
    assert pane.proof is not None
    assert [side for size in pane.canvas.sizes for side in size] == pytest.approx(
        [side for size in sheets.sizes for side in size], abs=0.01
    )
    for number in range(len(sheets.sizes)):
        assert pane.proof.sheets.draw(number, 1.3) == sheets.draw(number, 1.3)
    sheets.close()
    assert "Scene setter" in words(pane)


def test_editing_a_quote_changes_the_sections_that_cite_it(room: Room, pane: PreviewPane, qtbot: QtBot) -> None:
    assert PACT in words(pane)
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        quotes.edit(room.library, room.quotes[0].id, text="We want a pact that lasts")
    assert "We want a pact that lasts" in words(pane)
    assert PACT not in words(pane)


def test_a_saved_section_comes_up_after_a_moment(room: Room, pane: PreviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        sections.write_body(room.library, room.b, "- A brand new point\n")
    assert "A brand new point" in words(pane)


def test_pages_become_pictures_on_demand(pane: PreviewPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane.canvas.wanted() is None, timeout=10_000)
    assert pane.canvas.grab().toImage().pixelColor(pane.canvas.box(0).center().toPoint()).isValid()
    assert KEPT_BYTES < 200_000_000


def test_very_large_pages_do_not_push_each_other_out_for_ever(pane: PreviewPane, qtbot: QtBot) -> None:
    pane.canvas.set_zoom(5.0)
    qtbot.waitUntil(lambda: pane.canvas.wanted() is None, timeout=20_000)


def test_the_current_section_is_brought_into_view(room: Room, pane: PreviewPane) -> None:
    assert pane.proof is not None
    pane.show_section(room.b)
    assert pane.canvas.current_page() == pane.proof.where[room.b]
    assert pane.bar.number.text() == str(pane.proof.where[room.b] + 1)
    pane.show_section("no such section")
    assert pane.canvas.current_page() == pane.proof.where[room.b]


def test_a_click_on_a_page_tells_its_section(room: Room, pane: PreviewPane) -> None:
    pane.show_section(room.b)
    assert pane.proof is not None
    place = pane.canvas.box(pane.proof.where[room.b]).center().toPoint()
    clicked = heard(pane.place_clicked)
    QTest.mouseClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert [call[0] for call in clicked] == [room.b, room.b]


def test_keys_scroll_turn_and_zoom(pane: PreviewPane) -> None:
    canvas = pane.canvas
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.current_page() == len(canvas.sizes) - 1
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.current_page() == 0
    QTest.keyClick(canvas, Qt.Key.Key_N)
    assert canvas.current_page() == 1
    before = canvas.zoom
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom > before
    assert canvas.current_page() == 1
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom == pytest.approx(before)


def test_a_page_number_typed_goes_there(pane: PreviewPane) -> None:
    pane.bar.number.selectAll()
    QTest.keyClicks(pane.bar.number, "99")
    QTest.keyClick(pane.bar.number, Qt.Key.Key_Return)
    assert pane.canvas.current_page() == len(pane.canvas.sizes) - 1
    assert pane.canvas.accessibleDescription().startswith(f"Page {len(pane.canvas.sizes)} of")


def test_words_are_found_in_the_pages(pane: PreviewPane, qtbot: QtBot) -> None:
    QTest.keyClick(pane.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.finder.field.hasFocus()
    QTest.keyClicks(pane.finder.field, "pact that our")
    qtbot.waitUntil(lambda: pane.finder.count.text().startswith("1 of"), timeout=10_000)
    QTest.keyClick(pane.finder.field, Qt.Key.Key_Return)
    QTest.keyClick(pane.finder.field, Qt.Key.Key_Escape)
    assert not pane.finder.field.isVisible()


def test_trouble_is_a_calm_sentence_and_the_old_pages_stay(
    room: Room, pane: PreviewPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(pane.canvas.sizes)

    def broken(*_given: object, **_more: object) -> None:
        raise FontMissing("The font “Source Serif” is missing. Install Briefing again.")

    monkeypatch.setattr(Composer, "compose", broken)
    sections.write_body(room.library, room.b, "Another text")
    qtbot.waitUntil(lambda: "Source Serif" in pane.note.text(), timeout=10_000)
    assert len(pane.canvas.sizes) == count


def test_another_profile_sets_other_pages(room: Room, pane: PreviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        pane.set_profile(Profile("staff", paper="Letter"))
    assert pane.canvas.sizes[0] == pytest.approx((612, 792))


def test_no_book_shows_no_pages(pane: PreviewPane) -> None:
    pane.show_book(None)
    assert pane.canvas.sizes == []
    assert "Open a book" in pane.note.text()


def test_a_hidden_pane_does_not_compose_until_it_is_seen(room: Room, qtbot: QtBot) -> None:
    pane = PreviewPane(room.library, room.jobs)
    pane.show_book(room.book)
    QTest.qWait(300)
    assert pane.proof is None
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000), shown(qtbot, pane):
        qtbot.waitUntil(lambda: pane.proof is not None, timeout=20_000)


def test_a_section_that_begins_in_the_middle_of_a_page_has_that_page() -> None:
    proof = Proof(cast(Quires, None), ("", "a", "a", "b"), {"a": 1, "below a": 2, "b": 3})
    assert proof.pages_of("a") == {1, 2}
    assert proof.pages_of("below a") == {2}
    assert proof.pages_of("") == set()
    assert proof.pages_of("gone") == set()


def test_a_click_on_a_shared_page_leads_to_the_section_under_the_pointer() -> None:
    begun = ((), (), (Mark(500.0, "section", "b"), Mark(200.0, "section", "c")))
    proof = Proof(cast(Quires, None), ("", "a", "a"), {"a": 1, "b": 2, "c": 2}, begun)
    assert [proof.section_at(2, y) for y in (700.0, 502.0, 300.0, 20.0)] == ["a", "b", "b", "c"]
    assert proof.section_at(1, 10.0) == "a"
    assert proof.section_at(0, 10.0) == proof.section_at(9, 10.0) == ""


def test_a_long_book_says_how_far_its_first_pages_are(room: Room, qtbot: QtBot) -> None:
    with room.library.writing("Grow"):
        for number in range(40):
            sections.add(room.library, room.book, title=f"Part {number}", body="Words.\n" * 40)
    pane = PreviewPane(room.library, room.jobs)
    said: list[str] = []
    pane.show_book(room.book)
    told = pane.note.setText
    pane.note.setText = lambda text: (said.append(text), told(text))[1]  # type: ignore[method-assign]
    with shown(qtbot, pane), qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        pass
    assert any(" of " in text and "section" in text for text in said)
    assert said[-1] == ""


def test_sections_begin_where_their_titles_stand(pane: PreviewPane) -> None:
    assert pane.proof is not None
    found = {mark.key: page for page, begun in enumerate(pane.proof.marks) for mark in begun if mark.kind == "section"}
    assert {key: pane.proof.where[key] for key in found} == found
    assert set(found) == set(pane.proof.where)
