"""What is gone from the library is gone from the details."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.library import people, quotes, sources, topics
from briefing.library.quotes import NewQuote
from briefing.library.store import Library
from briefing.ui.desk import Desk

MAKERS: dict[str, tuple[Callable[[Library], str], Callable[[Library, str], object]]] = {
    "quote": (
        lambda library: quotes.add(library, NewQuote("Words to lose")),
        lambda library, one: quotes.trash(library, [one]),
    ),
    "person": (lambda library: people.add(library, "Ida Lost"), people.trash),
    "source": (lambda library: sources.add(library, "Lost paper"), sources.trash),
    "topic": (lambda library: topics.add(library, "Lost cause"), topics.trash),
}


def show(desk: Desk, noun: str, identifier: str) -> None:
    shows = {
        "quote": desk.detail.show_quote,
        "person": desk.detail.show_person,
        "source": desk.detail.show_source,
        "topic": desk.detail.show_topic,
    }
    desk.show_details(lambda: shows[noun](identifier))


@pytest.mark.parametrize("noun", MAKERS)
def test_what_undo_takes_away_is_not_shown_any_longer(desk: Desk, noun: str) -> None:
    made = MAKERS[noun][0](desk.library)
    show(desk, noun, made)
    assert desk.detail.page is not None
    desk.undo.stack.undo()
    assert desk.detail.page is None


@pytest.mark.parametrize("noun", MAKERS)
def test_what_goes_into_the_trash_is_not_shown_any_longer(desk: Desk, noun: str) -> None:
    make, trash = MAKERS[noun]
    made = make(desk.library)
    show(desk, noun, made)
    trash(desk.library, made)
    assert desk.detail.page is None
