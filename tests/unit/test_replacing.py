"""Where the pages of a later edition go in an earlier one on paper: numbers that stay, 8a, and pages taken out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.book.edition import Trace
from briefing.book.replacing import NewPage, Packet, packet, parts

BLANK = "blank"


def old(*pages: str) -> list[Trace]:
    """Return traces of pages such as ``a:one``; ``:words`` is front or back matter, ``-`` a page left blank."""
    return [Trace(*(("", BLANK) if page == "-" else page.split(":")), "Edition 1") for page in pages]  # pyright: ignore[reportCallIssue]


def new(*pages: str) -> list[NewPage]:
    """Return new pages; ``>`` in front of one makes it start on the front of a leaf."""
    parts = [(page.startswith(">"), *page.lstrip(">").partition(":")) for page in pages]
    return [NewPage(key, words, right=right) for right, key, _, words in parts]


def filed(before: list[Trace], after: list[NewPage], *, two_sided: bool = False) -> Packet:
    return packet(before, after, BLANK, two_sided=two_sided)


def put_in(found: Packet) -> list[str]:
    """Return what stands on the sheets: a label, ``label-`` for a blank side, ``x`` and the pages for one removed."""
    return [
        "x{}-{}".format(*side.removed) if side.removed else side.label + ("" if side.page >= 0 else "-")
        for leaf in found.leaves
        for side in leaf.sides
    ]


def test_only_a_page_that_changed_is_replaced() -> None:
    found = filed(old(":cover", "a:one", "a:two", "b:three"), new(":cover", "a:one", "a:other", "b:three"))
    assert put_in(found) == ["3"]
    assert found.leaves[0].replaces == (3, 3)
    assert found.binder == (("1", False), ("2", False), ("3", True), ("4", False))


def test_growth_takes_letters_and_what_follows_keeps_its_numbers() -> None:
    found = filed(old(":cover", "a:one", "b:two"), new(":cover", "a:x", "a:y", "a:z", "b:two"))
    assert found.labels == ("1", "2", "2a", "2b", "3")
    assert put_in(found) == ["2", "2a", "2b"]
    assert [(leaf.replaces, leaf.after) for leaf in found.leaves] == [((2, 2), "1"), (None, "2"), (None, "2a")]


def test_more_than_twenty_six_pages_go_on_with_two_letters() -> None:
    found = filed(old("a:one"), new("a:one", *(f"b:{k}" for k in range(28))))
    assert found.labels[26:] == ("1z", "1aa", "1ab")


def test_a_section_taken_out_leaves_one_sheet_that_says_so() -> None:
    found = filed(old(":cover", "a:one", "b:1", "b:2", "b:3", "c:two"), new(":cover", "a:one", "c:two"))
    assert put_in(found) == ["x3-5"]
    assert found.leaves[0].replaces == (3, 5)
    assert found.labels == ("1", "2", "6")


def test_a_new_section_takes_the_numbers_of_one_taken_out_there() -> None:
    found = filed(old(":cover", "a:1", "b:2", "b:3", "c:4"), new(":cover", "a:1", "n:5", "c:4"))
    assert put_in(found) == ["3", "x4-4"]


def test_a_section_that_moved_is_taken_out_and_put_in() -> None:
    found = filed(old(":cover", "a:1", "b:2", "c:3"), new(":cover", "b:2", "c:3", "a:1"))
    assert put_in(found) == ["x2-2", "4a"]


def test_on_both_sides_the_whole_leaf_is_replaced() -> None:
    found = filed(old("a:1", "a:2", "b:3", "b:4"), new("a:1", "a:2", "b:3", "b:x"), two_sided=True)
    assert put_in(found) == ["3", "4"]
    assert [leaf.replaces for leaf in found.leaves] == [(3, 4)]


def test_growth_between_the_sides_of_a_leaf_becomes_two_leaves() -> None:
    found = filed(old("a:1", "b:2", "b:3"), new("a:1", "a:more", "b:2", "b:3"), two_sided=True)
    assert [[side.label for side in leaf.sides] for leaf in found.leaves] == [["1", "1a"], ["1b", "2"]]
    assert found.labels == ("1", "1a", "2", "3")


def test_growth_uses_the_blank_back_of_a_leaf_first() -> None:
    found = filed(old("a:1", "-", "b:2"), new(">a:1", "a:more", ">b:2"), two_sided=True)
    assert put_in(found) == ["1", "2"]


def test_a_new_section_starts_on_the_front_of_a_leaf() -> None:
    before = old("a:1", "-", "b:2", "b:3")
    found = filed(before, new(">a:1", ">n:new", ">b:2", "b:3"), two_sided=True)
    assert put_in(found) == ["2a", "2b-"]
    found = filed(before, new(">a:1", ">b:2", "b:3", ">n:new"), two_sided=True)
    assert put_in(found)[0] == "4a"


def test_leaves_taken_out_become_one_leaf() -> None:
    before = old("a:1", "b:2", "b:3", "b:4", "b:5", "b:6", "b:7", "c:8")
    found = filed(before, new("a:1", "c:8"), two_sided=True)
    assert put_in(found) == ["1", "x2-2", "x3-6", "x3-6", "x7-7", "8"]
    assert [leaf.replaces for leaf in found.leaves] == [(1, 2), (3, 6), (7, 8)]


_sections = st.lists(st.sampled_from("abcde"), unique=True, max_size=5)
_words = st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=4)


@st.composite
def _book(draw: st.DrawFn) -> list[tuple[str, str, bool]]:
    sections = [(key, draw(_words)) for key in ["", *draw(_sections), *draw(st.sampled_from([[""], []]))]]
    return [(key, word, bool(key) and not at) for key, words in sections for at, word in enumerate(words)]


@st.composite
def _printed(draw: st.DrawFn) -> list[Trace]:
    out: list[Trace] = []
    for key, word, right in draw(_book()):
        if right and len(out) % 2 and draw(st.booleans()):
            out.append(Trace("", BLANK, "Edition 1"))
        out.append(Trace(key, word, "Edition 1"))
    return out


@given(_printed(), _book(), st.booleans())
def test_with_the_packet_put_in_the_binder_is_the_new_edition(
    before: list[Trace], after: list[tuple[str, str, bool]], two_sided: bool
) -> None:
    pages = [NewPage(key, word, right=right) for key, word, right in after]
    found = filed(before, pages, two_sided=two_sided)
    assert len(set(found.labels)) == len(pages)
    binder = {str(number): (trace.section, trace.words) for number, trace in enumerate(before, 1)}
    for leaf in found.leaves:
        if leaf.replaces:
            for number in range(leaf.replaces[0], leaf.replaces[1] + 1):
                del binder[str(number)]
    for leaf in found.leaves:
        for side in leaf.sides:
            assert side.label not in binder
            binder[side.label] = (pages[side.page].section, pages[side.page].words) if side.page >= 0 else ("", BLANK)
    read = sorted(binder, key=_place)
    assert [binder[label] for label in read if binder[label] != ("", BLANK)] == [(p.section, p.words) for p in pages]
    if two_sided:
        for at, label in enumerate(read):
            if label.isdecimal() and not any(side.removed for leaf in found.leaves for side in leaf.sides):
                assert int(label) % 2 == (at + 1) % 2


def _place(label: str) -> tuple[int, int, str]:
    letters = label.lstrip("0123456789")
    return int(label[: len(label) - len(letters)] or 0), len(letters), letters


@given(_printed(), st.booleans())
def test_nothing_is_replaced_by_the_same(before: list[Trace], two_sided: bool) -> None:
    pages = [NewPage(one.section, one.words) for one in before if one.words != BLANK]
    found = filed(before, pages, two_sided=two_sided)
    assert not found.leaves


@given(_printed(), _book(), st.booleans())
def test_what_a_section_says_of_its_pages_stays_true_on_those_that_stay(
    before: list[Trace], after: list[tuple[str, str, bool]], two_sided: bool
) -> None:
    found = filed(before, [NewPage(key, word, right=right) for key, word, right in after], two_sided=two_sided)
    for section in {key for key, _, _ in after if key}:
        own = [number for number, trace in enumerate(before, 1) if trace.section == section]
        labels = [label for label, (key, _, _) in zip(found.labels, after, strict=True) if key == section]
        said = parts(own, labels)
        # What a page said in the earlier edition, whichever it is, is what the page with its number says now.
        on_paper = {str(number): (str(place), len(own)) for place, number in enumerate(own, 1)}
        assert all(on_paper.get(label, part) == part for label, part in zip(labels, said, strict=True))
        counted = [part for part in said if part[1]]
        assert len({total for _, total in counted}) <= 1
        assert len(set(counted)) == len(counted)
        assert [part for part, _ in counted] == sorted((part for part, _ in counted), key=_place)
        assert own or [part for part, _ in said] == [str(place) for place in range(1, len(labels) + 1)]


def test_pages_put_in_are_counted_by_letters_as_they_are_numbered() -> None:
    assert parts([8, 9], ["8", "8a", "8b", "9", "9a"]) == (("1", 2), ("1a", 2), ("1b", 2), ("2", 2), ("2a", 2))
    assert parts([8, 9], ["7a", "8"]) == (("", 0), ("1", 2))
    assert parts([], ["7a", "7b"]) == (("1", 2), ("2", 2))
