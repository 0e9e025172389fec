"""What an index lists is found on the pages the quick way: it must be what a slow reader of every page finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.book.parts import GENERATED_KINDS, Book
from briefing.book.profile import PROFILES, Profile
from briefing.layout import binding
from briefing.layout.compose import Composer
from briefing.layout.gathering import Gathered, gather, printed
from briefing.layout.page import Line, Node
from briefing.layout.paginate import LaidPage
from briefing.layout.section import Laid, Piece
from tests.bench.long_book import long_book
from tests.unit.layout_book import PEOPLE, full_book, section
from tests.unit.layout_reading import FONTS, glyphs

Units = Sequence[tuple[Sequence[Piece], Laid]]
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAMES = [name for one in PEOPLE for name in (one.name, one.native_name) if name]


def laid_out(book: Book, profile: str | Profile, monkeypatch: pytest.MonkeyPatch) -> Units:
    """Return the laid-out sections of a book as the index is made from them."""
    kept: list[Units] = []

    def keep(book: Book, units: Units, cancelled: Callable[[], bool] | None) -> Gathered:
        kept.append(units)
        return gather(book, units, cancelled)

    monkeypatch.setattr(binding, "gather", keep)
    Composer(FONTS).compose(book, PROFILES[profile] if isinstance(profile, str) else profile)
    return kept[0]


def wanted(book: Book) -> list[str]:
    """Return the names looked for: those of two words, or of three signs in an East Asian script."""
    names = [name for one in book.people.values() for name in (one.name, one.native_name)]
    return [name for name in names if (len(name) >= 3 if _EAST_ASIAN.search(name) else " " in name)]


def slowly_read(page: LaidPage) -> dict[int, str]:
    """Return the words of each element of a page, glyph by glyph, its lines parted by a line end."""
    said: dict[int, list[str]] = {}
    for line in page.items:
        if isinstance(line, Line) and isinstance(line.node, Node):
            letters: list[str] = []
            for piece in line.pieces:
                used = page.used.get(piece.font, {})
                letters += [used.get(glyph, "") for glyph in glyphs(piece)]
            said.setdefault(id(line.node), []).append("".join(letters))
    return {node: "\n".join(lines) for node, lines in said.items()}


def slowly_found(laid: Laid, names: Sequence[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for name in names:
        words = [re.escape(word) for word in name.split()]
        pattern = r"\s*".join(words) if _EAST_ASIAN.search(name) else r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
        for number, page in enumerate(laid.pages):
            if any(re.search(pattern, text) for text in slowly_read(page).values()):
                found.setdefault(name, set()).add(number)
    return {name: frozenset(pages) for name, pages in found.items()}


@pytest.mark.parametrize(
    "profile", ["staff", "large", Profile(theme="classic")], ids=["staff", "large", "even margins"]
)
@pytest.mark.parametrize("which", ["full", "long"])
def test_names_are_found_on_the_pages_a_slow_reader_finds_them_on(
    which: str, profile: str | Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = full_book() if which == "full" else long_book(2)[0]
    seen = 0
    for pieces, laid in laid_out(book, profile, monkeypatch):
        found = laid.named[1]
        # What is generated, such as a list of people, is no running text: only a name written beside it counts.
        made = any(piece.section.kind in GENERATED_KINDS for piece in pieces)
        slowly = slowly_found(laid, list(found) if made else wanted(book))
        assert found == slowly
        seen += len(found)
    assert seen


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*_NAMES, *" ".join(_NAMES).split(), "x", " ", " ", "\n\n", "\u00a0", "*", ", ", "- ", "ﬁ"]),
        max_size=40,
    )
)
def test_names_are_found_whatever_stands_around_them(scraps: list[str]) -> None:
    cites = " ".join(f"[[cite:aaaa{digit * 4}]]" for digit in "1234")
    book = full_book(sections=(section("s", "Names", "".join(scraps)), section("t", "Quotes", cites)))
    with pytest.MonkeyPatch.context() as monkeypatch:
        for _, laid in laid_out(book, "large", monkeypatch):
            assert laid.named[1] == slowly_found(laid, wanted(book))


def test_a_page_is_read_element_by_element_and_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for _, laid in laid_out(full_book(), "staff", monkeypatch):
        for page in laid.pages:
            read = [text.rstrip("\n") for text in printed(page).split("\0")]
            slowly = [text.rstrip("\n") for text in slowly_read(page).values()]
            assert [text for text in read if text] == [text for text in slowly if text]
