"""Pictures in the library: kept once, undone like everything else, in a book as values."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from briefing.library import books, pictures, sections, trash
from briefing.library.assemble import assemble
from briefing.library.faults import BadValue, NotFound
from briefing.library.store import Library


def png(tone: int = 0) -> bytes:
    out = BytesIO()
    Image.new("L", (30, 20), tone).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_kept_once_with_what_is_said_about_it(library: Library) -> None:
    key = pictures.add(library, "port.png", png(), alt="A port", caption="The port")
    assert pictures.add(library, "again.png", png(), credit="Ada") == key
    (row,) = pictures.pictures(library.reader())
    assert (row.name, row.alt, row.caption, row.credit) == ("port.png", "A port", "The port", "Ada")
    assert (row.media, row.width, row.height) == ("image/png", 30, 20)
    assert pictures.reference(row) == f"![A port](picture:{key})"


def test_what_is_no_picture_leaves_the_library_as_it_was(library: Library) -> None:
    with pytest.raises(BadValue, match="PNG, JPEG or SVG"):
        pictures.add(library, "x", b"words")
    assert pictures.pictures(library.reader()) == []


def test_adding_editing_and_deleting_can_be_undone(library: Library) -> None:
    key = pictures.add(library, "port.png", png())
    assert library.last_step is not None
    redo = library.undo(library.last_step)
    assert pictures.pictures(library.reader()) == []
    library.undo(redo)
    assert pictures.data(library.reader(), key).startswith(b"\x89PNG")
    pictures.edit(library, key, alt="A port", decorative=True)
    library.undo(library.last_step)
    assert pictures.show(library.reader(), key).alt == ""
    pictures.trash(library, key)
    with pytest.raises(NotFound):
        pictures.show(library.reader(), key)
    trash.restore(library, "picture", key)
    assert pictures.show(library.reader(), key).name == "port.png"


def test_a_book_brings_the_pictures_it_shows_and_no_other(library: Library) -> None:
    shown = pictures.add(library, "shown", png(1), alt="Shown")
    logo = pictures.add(library, "logo", png(2))
    pictures.add(library, "other", png(3))
    gone = pictures.add(library, "gone", png(4))
    pictures.trash(library, gone)
    book = books.add(library, "Book", template="", logo=logo)
    sections.add(library, book, title="S", body=f"![x](picture:{shown})\n\n![y](picture:{gone})")
    made = assemble(library.reader(), book)
    assert set(made.pictures) == {shown, logo}
    assert made.logo == logo
    assert made.pictures[shown].alt == "Shown"
    assert made.pictures[shown].data == pictures.data(library.reader(), shown)
    before = made.stamp
    pictures.edit(library, shown, caption="Now with a caption")
    assert assemble(library.reader(), book).stamp >= before


def test_emptying_the_trash_keeps_a_picture_that_is_still_shown(library: Library) -> None:
    shown, logo, alone, with_its_section = (pictures.add(library, str(tone), png(tone)) for tone in range(4))
    book = books.add(library, "Book", template="", logo=logo)
    sections.add(library, book, title="S", body=f"![](picture:{shown})")
    gone = sections.add(library, book, title="Gone", body=f"![](picture:{with_its_section})")
    for key in (shown, logo, alone, with_its_section):
        pictures.trash(library, key)
    sections.trash(library, gone)
    trash.empty(library)
    assert {row.id for row in trash.trashed(library.reader())} == {shown, logo}
    trash.restore(library, "picture", shown)
    assert pictures.data(library.reader(), shown)


def test_a_logo_is_a_picture_of_the_library(library: Library) -> None:
    with pytest.raises(BadValue, match="not among the pictures"):
        books.add(library, "Book", template="", logo="nothing")
    book = books.add(library, "Book", template="")
    with pytest.raises(BadValue, match="not among the pictures"):
        books.edit(library, book, logo="nothing")
    key = pictures.add(library, "sign", png())
    books.edit(library, book, logo=key)
    pictures.trash(library, key)
    books.edit(library, book, title="Still to be changed")
    books.edit(library, book, logo="")
    assert books.show(library.reader(), book).logo == ""


def test_where_a_picture_is_shown(library: Library) -> None:
    one, two = pictures.add(library, "one", png(1)), pictures.add(library, "two", png(2))
    book = books.add(library, "Book", template="", logo=two)
    twice = f"![](picture:{one})\n\n![](picture:{one})"
    section = sections.add(library, book, title="S", body=twice)
    sections.trash(library, sections.add(library, book, title="Gone", body=twice))
    assert [(use.picture_id, use.book, use.section_id) for use in pictures.uses(library.reader())] == [
        (two, "Book", ""),
        (one, "Book", section),
    ]
