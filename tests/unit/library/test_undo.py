"""Every action can be taken back and done again, whatever came before and after it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.library import books, choices, people, quotes, sections, sources, topics, trash
from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, Step, open_library
from briefing.library.verify import verify

Content = dict[str, Any]


def _ids(library: Library, table: str) -> list[str]:
    return [row[0] for row in library.reader().execute(f"SELECT id FROM {table} ORDER BY created, id")]


def _pick(library: Library, table: str, number: int) -> str:
    known = _ids(library, table)
    return known[number % len(known)] if known else "none"


def _add_quote(library: Library, a: int, b: int, words: str) -> None:
    known = {table: [None, *_ids(library, table)] for table in ("person", "source")}
    filed = tuple({_pick(library, "topic", a), _pick(library, "topic", b)} & set(_ids(library, "topic")))
    quotes.add(
        library,
        NewQuote(
            words or "Words",
            person_id=known["person"][a % len(known["person"])],
            source_id=known["source"][b % len(known["source"])],
            said_on=f"20{a % 50 + 10}-0{b % 9 + 1}",
            topic_ids=filed,
            positions=tuple((topic, "for it") for topic in filed),
        ),
        unproven_reason="as heard",
    )


ACTIONS: list[Callable[[Library, int, int, str], object]] = [
    _add_quote,
    _add_quote,
    lambda lib, a, b, w: topics.add(lib, w or "Topic", None if a % 2 else _pick(lib, "topic", b)),
    lambda lib, a, b, w: topics.move(lib, _pick(lib, "topic", a), _pick(lib, "topic", b)),
    lambda lib, a, b, w: topics.rename(lib, _pick(lib, "topic", a), w or "Other"),
    lambda lib, a, b, w: topics.trash(lib, _pick(lib, "topic", a)),
    lambda lib, a, b, w: people.add(lib, w or "Somebody", aliases=["A", w], role="Minister"),
    lambda lib, a, b, w: people.edit(lib, _pick(lib, "person", a), name=w, aliases=["B"]),
    lambda lib, a, b, w: people.set_roles(lib, _pick(lib, "person", a), [("Minister", "JP", "2010", "")]),
    lambda lib, a, b, w: people.trash(lib, _pick(lib, "person", a)),
    lambda lib, a, b, w: sources.add(lib, w or "Title", text=w + " snapshot", published_on="2025-05-25"),
    lambda lib, a, b, w: sources.trash(lib, _pick(lib, "source", a)),
    lambda lib, a, b, w: quotes.edit(lib, _pick(lib, "quote", a), text=w, said_on="2001"),
    lambda lib, a, b, w: quotes.edit(lib, _pick(lib, "quote", a), text=w, unproven_reason="as heard"),
    lambda lib, a, b, w: quotes.set_topics(lib, _pick(lib, "quote", a), _ids(lib, "topic")[: b % 4]),
    lambda lib, a, b, w: quotes.relate(lib, _pick(lib, "quote", a), _pick(lib, "quote", b), "repeats"),
    lambda lib, a, b, w: quotes.verify(lib, [_pick(lib, "quote", a)], "Checker", "2025-06-01"),
    lambda lib, a, b, w: quotes.trash(lib, [_pick(lib, "quote", a), _pick(lib, "quote", b)]),
    lambda lib, a, b, w: books.add(lib, w or "Book", template="bilateral" if a % 3 == 0 else "blank"),
    lambda lib, a, b, w: sections.add(
        lib,
        _pick(lib, "book", a),
        title=w or "Section",
        body="".join(f"[[quote:{row[0]}]]\n\n" for row in lib.reader().execute("SELECT handle FROM quote LIMIT 3")),
    ),
    lambda lib, a, b, w: sections.move(lib, _pick(lib, "section", a), _pick(lib, "section", b), a % 3),
    lambda lib, a, b, w: sections.indent(lib, _pick(lib, "section", a)),
    lambda lib, a, b, w: sections.outdent(lib, _pick(lib, "section", a)),
    lambda lib, a, b, w: sections.trash(lib, _pick(lib, "section", a)),
    lambda lib, a, b, w: books.trash(lib, _pick(lib, "book", a)),
    lambda lib, a, b, w: choices.save_search(lib, w or "Search", "x"),
    lambda lib, a, b, w: trash.restore(lib, ("section", "topic", "quote")[a % 3], _pick(lib, "section", b)),
    lambda lib, a, b, w: trash.empty(lib),
]

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["it's", "a\x00b", "'; DROP TABLE quote; --", "石破", "'", '"', "\\", "\r\n", "é", "1e5"]
)
STEPS = st.lists(
    st.tuples(st.integers(0, len(ACTIONS) - 1), st.integers(0, 99), st.integers(0, 99), WORDS), min_size=1, max_size=14
)


@settings(max_examples=15)
@given(asked=STEPS)
def test_undoing_everything_gives_the_same_library_and_redoing_gives_it_back(
    asked: list[tuple[int, int, int, str]], content: Callable[[Library], Content]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder) / "l.briefing")
        done: list[Step] = []
        library.subscribe(lambda step, from_undo: None if from_undo else done.append(step))
        for number in (2, 6, 10, 18, 0, 0):
            ACTIONS[number](library, 1, 1, "first")
        done.clear()
        before = content(library)
        for action, a, b, words in asked:
            with suppress(BadValue, NotFound):
                ACTIONS[action](library, a, b, words)
        after = content(library)

        redo = [library.undo(step) for step in reversed(done)]
        assert content(library) == before
        assert verify(library.reader()) == []

        for step in reversed(redo):
            library.undo(step)
        assert content(library) == after
        assert verify(library.reader()) == []
        library.close()


def test_taking_back_an_older_change_leaves_later_ones_alone(library: Library) -> None:
    book = books.add(library, "Book", template="blank")
    section = sections.add(library, book, title="Old title")
    sections.rename(library, section, "New title")
    renamed = library.last_step
    sections.write_body(library, section, "Typed afterwards.")
    assert renamed is not None
    library.undo(renamed)
    assert sections.show(library.reader(), section).title == "Old title"
    assert sections.body(library.reader(), section) == "Typed afterwards."
    assert verify(library.reader()) == []


def test_saving_text_makes_no_undo_step(library: Library) -> None:
    section = sections.add(library, books.add(library, "Book", template="blank"), title="Section")
    sections.write_body(library, section, "Words.")
    assert library.last_step is not None
    assert library.last_step.inverses == ()
    assert library.last_step.touched == {"section"}


def test_what_cascades_away_comes_back(library: Library, content: Callable[[Library], Content]) -> None:
    topic = topics.add(library, "Tariffs")
    quote = quotes.add(library, NewQuote("Words", topic_ids=(topic,)))
    handle = quotes.show(library.reader(), quote).handle
    section = sections.add(library, books.add(library, "Book", template="blank"), title="S", body=f"[[quote:{handle}]]")
    quotes.trash(library, [quote])
    before = content(library)
    assert trash.empty(library) == 1
    assert content(library)["placement"] == []
    assert library.last_step is not None
    library.undo(library.last_step)
    assert content(library) == before
    assert sections.show(library.reader(), section).quotes == 1


def test_an_import_of_many_rows_is_one_short_step(library: Library) -> None:
    quotes.add_many(library, [NewQuote(f"Words {number}", said_on="2025") for number in range(1000)])
    step = library.last_step
    assert step is not None
    assert len(step.inverses) < 10
    library.undo(step)
    assert quotes.counts(library.reader()).all == 0


def test_a_step_that_no_longer_fits_is_refused_and_changes_nothing(
    library: Library, content: Callable[[Library], Content]
) -> None:
    person = people.add(library, "Somebody")
    added = library.last_step
    quotes.add(library, NewQuote("Words", person_id=person))
    before = content(library)
    assert added is not None
    with pytest.raises(LibraryTrouble, match="cannot be undone"):
        library.undo(added)
    assert content(library) == before
