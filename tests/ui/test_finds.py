from __future__ import annotations

import pytest

from briefing.library import people, topics
from briefing.ui.desk import Desk
from briefing.ui.finds import Finds
from tests.ui.held import Held


def test_each_letter_typed_finds_names_without_counting_quotes(
    desk: Desk, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counting takes a tenth of a second in a library of twenty thousand quotes: typing would stop for it."""

    def counts(*_given: object) -> None:
        raise AssertionError("counted")

    monkeypatch.setattr(people, "people", counts)
    monkeypatch.setattr(topics, "_QUOTES", "no SQL")
    finds = Finds(desk.actions_, lambda: desk)
    assert {"Shipyards", "Clara Weiss"} <= {one.text for one in [*finds.find("ship"), *finds.find("clara")]}


def test_topics_without_counts_are_the_same_topics(held: Held) -> None:
    reader = held.library.reader()
    counted, quick = topics.topics(reader), topics.topics(reader, counted=False)
    assert [(row.id, row.path) for row in counted] == [(row.id, row.path) for row in quick]
    assert dict(people.names(reader)) == {row.id: row.name for row in people.people(reader)}
