"""Replacement pages: the sheets that changed and a list in front, made for the copy somebody has on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from briefing.book.edition import Earlier
from briefing.book.parts import Book
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.faults import NothingToReplace
from briefing.pdf.export import copy_of, export_packet
from tests.pdf.books import full_book, grown_from
from tests.pdf.reading import reading

STAFF = PROFILES["staff"]
BOTH = replace(STAFF, duplex=True)


def frozen(book: Book, profile: Profile = STAFF) -> Earlier:
    copy = copy_of(book, profile)
    return Earlier(book, "Edition 1", copy.traces, copy.made)


@dataclass
class Made:
    """A packet as a reader opens it: the words of each page by what it is called, and where the bookmarks lead."""

    texts: dict[str, str]
    bookmarks: dict[str, str]


def made(tmp_path: Path, old: Book, new: Book, profile: Profile = STAFF, *, whole: bool = False) -> Made:
    out = tmp_path / "packet.pdf"
    export_packet(replace(new, edition="Edition 2"), profile, frozen(old, profile), out, whole=whole)
    with reading(out.read_bytes()) as reader, reader.pdf.open_outline() as outline:
        labels = [reader.label(page) for page in range(reader.pages)]
        texts = {label: reader.text(page).replace("\xa0", " ") for page, label in enumerate(labels)}
        assert len(texts) == len(labels)
        called = {page.objgen: label for page, label in zip(reader.pdf.pages, labels, strict=True)}
        marks: dict[str, str] = {}
        waiting = list(outline.root)
        while waiting:
            entry = waiting.pop(0)
            waiting = [*entry.children, *waiting]
            place: Any = entry.destination
            marks[entry.title] = called[place[0].objgen]
    return Made(texts, marks)


def changed(book: Book, key: str, words: str) -> Book:
    return replace(book, sections=tuple(replace(s, body=words) if s.key == key else s for s in book.sections))


def last_page(book: Book, key: str, profile: Profile = STAFF) -> int:
    return Composer().compose(book, profile).where[key] + 1


def test_a_packet_is_a_list_the_cover_and_the_page_that_changed(tmp_path: Path) -> None:
    old = full_book()
    page = str(last_page(old, "f"))
    said = made(tmp_path, old, changed(old, "f", "Something at last.")).texts
    assert list(said) == ["i", "1", page]
    assert "Something at last." in said[page]
    assert "REPLACEMENT" in said[page] and f"Edition 2, replaces p. {page} of Edition 1" in said[page].replace(
        "\xa0", " "
    )
    for words in ("Take out", "Put in", "Record of changes", "List of effective pages", "Nothing yet"):
        assert words in said["i"]
    assert "REPLACEMENT" not in said["i"]


def test_growth_is_called_a_and_b_and_nothing_behind_it_is_printed_again(tmp_path: Path) -> None:
    old = full_book()
    page = str(last_page(old, "a"))
    before = next(one for one in old.sections if one.key == "a").body
    said = made(tmp_path, old, changed(old, "a", before + "\n\n" + "More and more of it. " * 700)).texts
    grown = [label for label in said if label[-1].isalpha() and label[0].isdigit()]
    assert grown[0].endswith("a") and grown[1].endswith("b")
    assert list(said)[:2] == ["i", "1"] and int(page) <= int(grown[0][:-1])
    assert not any(label.isdigit() and int(label) > int(grown[0][:-1]) for label in said)


def test_pages_taken_out_leave_one_that_says_so(tmp_path: Path) -> None:
    old = grown_from(full_book())
    pages = [n for n, one in enumerate(copy_of(old, STAFF).traces, 1) if one.section == "z"]
    said = made(tmp_path, old, full_book()).texts
    assert f"Pages {pages[0]}–{pages[-1]} are intentionally removed" in said[str(pages[0])]
    assert str(pages[0] + 1) not in said


def test_what_leads_to_a_section_leads_to_its_first_page_in_the_packet(tmp_path: Path) -> None:
    old = full_book()
    first = next(one for one in old.sections if one.key == "a")
    found = made(tmp_path, old, changed(old, "a", first.body.replace("Partner 50 ", "Partner fifty ")))
    assert found.bookmarks["Record of changes"] == "i"
    here = found.bookmarks["A Opening meeting"]
    assert "Partner fifty" in found.texts[here]
    assert int(here) > last_page(old, "a")
    # What is not in the packet is not named.
    assert not any(title.startswith(("B", "F")) for title in found.bookmarks)


def test_on_both_sides_every_sheet_has_two_pages_and_odd_ones_are_in_front(tmp_path: Path) -> None:
    labels = list(made(tmp_path, grown_from(full_book()), full_book(), BOTH).texts)
    for place, label in enumerate(labels):
        if label.isdigit():
            assert int(label) % 2 == (place + 1) % 2
    assert len(labels) % 2 == 0 or labels[-1].isdigit()


def test_another_marking_replaces_every_page(tmp_path: Path) -> None:
    old = full_book()
    said = made(tmp_path, old, replace(old, banner=None)).texts
    assert [label for label in said if label.isdigit()] == [
        str(n) for n in range(1, len(copy_of(old, STAFF).traces) + 1)
    ]


def test_a_picture_that_changed_replaces_its_page_though_no_word_did(tmp_path: Path) -> None:
    old = full_book()
    shown = next(key for key in old.pictures if any(f"picture:{key}" in s.body for _, s in old.walk()))
    pictures = {**old.pictures, shown: replace(old.pictures[shown], sha256="0" * 64)}
    said = made(tmp_path, old, replace(old, pictures=pictures)).texts
    assert len(said) > 2


def test_a_packet_is_the_same_bytes_whatever_was_made_before(tmp_path: Path) -> None:
    old, new = grown_from(full_book()), replace(full_book(), edition="Edition 2")
    since = frozen(old)
    used = Composer()
    used.compose(new, STAFF, since=since)
    one = export_packet(new, STAFF, since, tmp_path / "one.pdf")
    assert one.sha256 == export_packet(new, STAFF, since, tmp_path / "two.pdf", composer=used).sha256


@pytest.mark.parametrize("profile", ["press", "tablet", "cards", "speech"])
def test_copies_without_replaceable_pages_are_refused(profile: str, tmp_path: Path) -> None:
    old = full_book()
    with pytest.raises(NothingToReplace, match="whole new copy"):
        export_packet(old, PROFILES[profile], Earlier(old, "Edition 1"), tmp_path / "no.pdf")


def test_a_book_that_is_as_it_was_has_nothing_to_replace(tmp_path: Path) -> None:
    old = full_book()
    with pytest.raises(NothingToReplace, match="Nothing has changed since Edition 1"):
        made(tmp_path, old, replace(old, as_at="2031-06-06"))
    assert not (tmp_path / "packet.pdf").exists()


def grown(old: Book) -> Book:
    """Return the book with a longer first section, another behind it, and one taken out."""
    before = next(one for one in old.sections if one.key == "a").body
    return changed(old, "a", before + "\n\n" + "More and more of it. " * 700)


def test_pages_put_in_say_their_place_by_the_pages_that_stay(tmp_path: Path) -> None:
    old = full_book()
    own = [n for n, one in enumerate(copy_of(old, STAFF).traces, 1) if one.section == "a"]
    said = made(tmp_path, old, grown(old), whole=True).texts
    for place, number in enumerate(own, 1):
        assert f"A · {place} of {len(own)}" in said[str(number)]
    more = [label for label in said if label.startswith(str(own[-1])) and label != str(own[-1])]
    assert len(more) > 1
    for letter, label in zip("abcdef", more, strict=False):
        assert f"A · {len(own)}{letter} of {len(own)}" in said[label]


@pytest.mark.parametrize("profile", [STAFF, BOTH])
def test_the_copy_for_the_screen_is_the_binder_with_the_packet_in_it(tmp_path: Path, profile: Profile) -> None:
    for old, new in ((full_book(), grown(full_book())), (grown_from(full_book()), full_book())):
        paper = made(tmp_path, old, new, profile).texts
        screen = made(tmp_path, old, new, profile, whole=True).texts
        pages = [label for label in screen if not label.isalpha()]
        kept = {str(number) for number in range(1, len(frozen(old, profile).traces) + 1)} - set(paper)
        gone = {label for label, words in paper.items() if "intentionally removed" in words}
        assert {label for label in paper if not label.isalpha()} <= set(pages)
        assert set(pages) - set(paper) <= kept
        assert gone <= set(pages)
        # In order, the list of changes behind the cover, and right-hand pages at the right.
        assert pages == sorted(pages, key=lambda label: (int(label.rstrip("abcdefgh")), label))
        assert next(iter(screen)) == "1"
        assert "Record of changes" in screen["i"]
        assert "Take out" not in screen["i"] and not any("REPLACEMENT" in words for words in screen.values())
        if profile.two_sided and not gone:
            assert all(int(label) % 2 == (at + 1) % 2 for at, label in enumerate(screen) if label.isdecimal())


def test_in_the_copy_for_the_screen_links_lead_where_the_contents_say(tmp_path: Path) -> None:
    found = made(tmp_path, full_book(), grown(full_book()), whole=True)
    assert found.bookmarks["Record of changes"] == "i"
    assert {"A Opening meeting", "Sources"} <= set(found.bookmarks)
    for title, label in found.bookmarks.items():
        words = title.split(" ", 1)[-1]
        assert words in " ".join(found.texts[label].split()), title
