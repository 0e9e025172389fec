"""Editions: kept as they were printed, numbered, and never changed."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from briefing.book.edition import Copy, Trace
from briefing.library import books, editions, sections, trash
from briefing.library.assemble import assemble
from briefing.library.faults import BadValue, DamagedLibrary, NotFound
from briefing.library.store import Library
from briefing.library.verify import verify

PDF = b"%PDF-1.7 not really"
COPY = Copy(PDF, sha256(PDF).hexdigest(), "staff", "A4", (Trace("", "w", "Edition 1"), Trace("a", "x", "Edition 1")))


def test_an_edition_is_the_file_and_the_book_as_they_were(library: Library) -> None:
    book_id = books.add(library, "Summit", template="")
    section = sections.add(library, book_id, title="Aims", body="Before.")
    frozen = assemble(library.reader(), book_id)
    made = editions.add(library, frozen, COPY, " for the plane ")
    sections.write_body(library, section, "After.")
    row = editions.show(library.reader(), made)
    assert (row.number, row.name, row.pages, row.size, row.note) == (1, "Edition 1", 2, len(PDF), "for the plane")
    assert editions.pdf(library.reader(), made) == PDF
    earlier = editions.earlier(library.reader(), made)
    assert (earlier.book, earlier.name, earlier.traces) == (frozen, "Edition 1", COPY.traces)
    assert assemble(library.reader(), book_id).sections[0].body == "After."


def test_the_book_goes_on_as_the_next_edition_and_a_name_is_used_once(library: Library) -> None:
    book_id = books.add(library, "Summit", template="")
    editions.add(library, assemble(library.reader(), book_id), COPY)
    assert books.show(library.reader(), book_id).edition == "Edition 2"
    books.edit(library, book_id, edition="EDITION  1")
    with pytest.raises(BadValue, match="called “EDITION 1” already"):
        editions.add(library, assemble(library.reader(), book_id), COPY)
    assert [row.number for row in editions.editions(library.reader(), book_id)] == [1]
    assert books.show(library.reader(), book_id).edition in {"EDITION  1", "EDITION 1"}
    editions.add(library, replace(assemble(library.reader(), book_id), edition="Final"), COPY)
    assert [row.name for row in editions.editions(library.reader(), book_id)] == ["Final", "Edition 1"]
    latest = editions.latest(library.reader(), book_id)
    assert latest is not None and latest.name == "Final"


def test_an_edition_is_found_by_id_or_by_book_and_number(library: Library) -> None:
    book_id = books.add(library, "Summit: Kananaskis", template="")
    made = editions.add(library, assemble(library.reader(), book_id), COPY)
    for wanted in (made, f"{book_id}:1", "kananaskis:1", "Summit: Kananaskis:Edition 1"):
        assert editions.show(library.reader(), wanted).id == made
    for wanted in ("", "kananaskis", "kananaskis:2", "nowhere:1"):
        with pytest.raises(NotFound, match=r"\.$"):
            editions.show(library.reader(), wanted)


def test_freezing_is_taken_back_whole(library: Library) -> None:
    book_id = books.add(library, "Summit", template="")
    editions.add(library, assemble(library.reader(), book_id), COPY)
    step = library.last_step
    assert step is not None
    library.undo(step)
    assert editions.editions(library.reader(), book_id) == []
    assert books.show(library.reader(), book_id).edition == "Edition 1"


def test_a_book_in_the_trash_takes_its_editions_along_and_brings_them_back(library: Library) -> None:
    book_id = books.add(library, "Summit", template="")
    made = editions.add(library, assemble(library.reader(), book_id), COPY)
    books.trash(library, book_id)
    with pytest.raises(NotFound):
        editions.show(library.reader(), made)
    trash.restore(library, "book", book_id)
    assert editions.pdf(library.reader(), made) == PDF
    books.trash(library, book_id)
    trash.empty(library)
    emptied = library.last_step
    assert emptied is not None
    assert library.reader().execute("SELECT count(*) FROM edition_file").fetchone() == (0,)
    library.undo(emptied)
    trash.restore(library, "book", book_id)
    assert editions.pdf(library.reader(), made) == PDF


def test_a_file_that_is_not_as_it_was_kept_is_told_of(library: Library) -> None:
    book_id = books.add(library, "Summit", template="")
    made = editions.add(library, assemble(library.reader(), book_id), COPY)
    with library.writing("Damage"):
        library.raw().execute("UPDATE edition_file SET pdf = x'00', inputs = x'00'")
    assert [fault.what for fault in verify(library.reader())] == [
        "The file of Edition 1 of “Summit” is not as it was kept.",
        "What Edition 1 of “Summit” was made of cannot be read.",
    ]
    with pytest.raises(DamagedLibrary, match="Restore a backup"):
        editions.pdf(library.reader(), made)
    with pytest.raises(DamagedLibrary, match="Restore a backup"):
        editions.earlier(library.reader(), made)
