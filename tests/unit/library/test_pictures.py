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
