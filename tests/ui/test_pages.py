"""The rows of a long list, read in a worker while it is being moved."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from briefing.library.quotes import QuoteRow
from briefing.ui.desk import Desk
from briefing.ui.jobs import Jobs
from briefing.ui.models.pages import PAGE, Pages, pages_of
from briefing.ui.models.quotes import ROW
from briefing.ui.views import quote_card

_EMPTY: dict[str, Any] = {"str": "", "int": 0, "bool": False}


def row(n: int, text: str = "") -> QuoteRow:
    values: dict[str, Any] = {one.name: _EMPTY.get(str(one.type), ()) for one in fields(QuoteRow)}
    values |= {"n": n, "id": str(n), "text": text, "source_id": None}
    return QuoteRow(**values)


class Late:
    """Jobs that are done when the test says so. Only the newest of a topic counts, as with the real ones."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def latest(
        self,
        _topic: str,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        def task() -> None:
            try:
                answer = work()
            except OSError as trouble:
                failed(trouble)
            else:
                then(answer)

        self.waiting = [task]

    def forget(self, _topic: str) -> None:
        self.waiting.clear()

    def work(self) -> None:
        """Do what is waiting, and what that leads to."""
        for _ in range(50):
            if not self.waiting:
                return
            self.waiting.pop()()
        pytest.fail("the same is read again and again")


class Shelf:
    """A list of a million whose reads and arrivals are written down."""

    def __init__(self) -> None:
        self.read: list[int] = []
        self.arrived: list[tuple[int, int]] = []
        self.words = "first"
        self.broken = False
        self.jobs = Late()
        self.pages = Pages(self._read, cast("Jobs", self.jobs), self._tell)
        self.pages.show(array("q", range(1_000_000)))

    def _tell(self, first: int, last: int) -> None:
        self.arrived.append((first, last))

    def _read(self, ns: Sequence[int]) -> list[QuoteRow]:
        if self.broken:
            raise OSError
        self.read.append(ns[0] // PAGE)
        return [row(n, self.words) for n in ns]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_nothing_waits_for_a_row_and_it_is_told_when_it_is_there(shelf: Shelf) -> None:
    assert shelf.pages.glance(5 * PAGE + 3) is None
    assert shelf.read == []
    shelf.jobs.work()
    assert shelf.arrived == [(5 * PAGE, 6 * PAGE - 1)]
    found = shelf.pages.glance(5 * PAGE + 3)
    assert found is not None
    assert found.n == 5 * PAGE + 3


def test_what_was_passed_over_is_not_read(shelf: Shelf) -> None:
    for place in range(0, 900_000, 9_000):
        shelf.pages.glance(place)
    shelf.jobs.work()
    # The first was under way already.
    assert shelf.read == [0, 882_000 // PAGE, 891_000 // PAGE]


def test_who_goes_on_step_by_step_finds_the_next_pages_read(shelf: Shelf) -> None:
    for page in (7, 8):
        shelf.pages.glance(page * PAGE)
        shelf.jobs.work()
        shelf.pages.glance(page * PAGE)
        shelf.jobs.work()
    assert {9, 10} <= set(shelf.read)
    before = len(shelf.read)
    assert shelf.pages.glance(9 * PAGE) is not None
    shelf.pages.glance(90_000)
    shelf.jobs.work()
    shelf.pages.glance(90_000)
    shelf.jobs.work()
    # After a jump nobody knows where one goes next.
    assert shelf.read[-1] == 90_000 // PAGE
    assert len(shelf.read) <= before + 3


def test_what_may_have_changed_is_shown_until_it_is_read_again(shelf: Shelf) -> None:
    shelf.pages.row(0)
    shelf.words = "second"
    shelf.pages.forget()
    shown = shelf.pages.glance(0)
    assert shown is not None
    assert shown.text == "first"
    shelf.jobs.work()
    shown = shelf.pages.glance(0)
    assert shown is not None
    assert shown.text == "second"
    # Who acts on a row never gets an old one.
    shelf.words = "third"
    shelf.pages.forget()
    asked = shelf.pages.row(1)
    assert asked is not None
    assert asked.text == "third"


def test_a_library_that_cannot_be_read_is_not_asked_for_ever(shelf: Shelf) -> None:
    shelf.broken = True
    for _ in range(3):
        assert shelf.pages.glance(0) is None
        shelf.jobs.work()
    assert shelf.arrived == [(0, PAGE - 1)]
    shelf.broken = False
    shelf.pages.forget()
    shelf.pages.glance(0)
    shelf.jobs.work()
    assert shelf.pages.glance(0) is not None


def test_pages_read_with_the_list_are_not_read_again(shelf: Shelf) -> None:
    ns = array("q", range(40))
    pages = pages_of(lambda some: [row(n) for n in some], ns, 10, 20)
    assert sorted(pages) == [0, 1]
    # A list that has become shorter is seen from its end.
    assert sorted(pages_of(lambda some: [row(n) for n in some], ns, 500, 510)) == [1, 2]
    assert pages_of(lambda _some: [], array("q"), 0, 9) == {}
    shelf.pages.show(ns, pages)
    assert shelf.pages.glance(20) is not None
    assert shelf.read == []


def test_a_list_is_seen_whole_soon_after_it_is_there(desk: Desk, qtbot: QtBot) -> None:
    model, table = desk.quotes.model, desk.quotes.table
    qtbot.waitUntil(lambda: model.rowCount() == 5)
    assert all(model.index(place, 0).data(ROW) is not None for place in range(5))
    qtbot.waitUntil(lambda: table.card.postponed == 0)


def test_cards_put_off_for_the_next_frame_are_drawn_in_it(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = desk.quotes.table
    monkeypatch.setattr(quote_card, "BUDGET", 0.0)
    monkeypatch.setattr(quote_card, "FRAME", 0.0)
    table.card.forget()
    table.viewport().repaint()
    assert 0 < table.card.postponed < 5
    qtbot.waitUntil(lambda: table.card.postponed == 0)
