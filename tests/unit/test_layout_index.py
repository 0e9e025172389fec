"""The index at the back: who and what stands on which page, and links that lead there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.book.order import numbered
from briefing.book.parts import Book, Person, Section
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.gathering import Finding
from briefing.layout.index import Locator, locators, spread
from briefing.layout.page import Folios, Node
from tests.unit.layout_book import PEOPLE, STATEMENTS, full_book, section
from tests.unit.layout_reading import FONTS, line_text, lines, page_of_anchor, page_text, shown, walk, width

STAFF = PROFILES["staff"]


def compose(book: Book, profile: Profile = STAFF) -> Folios:
    return Composer(FONTS).compose(book, profile)


def cites(*handles: str) -> str:
    return "\n\n".join(f"Words [[cite:{handle}]]." for handle in handles)


def book_of(*sections: Section, **fields: object) -> Book:
    return full_book(sections=numbered(sections), **fields)


def index_entries(folios: Folios) -> dict[str, list[tuple[int, bool]]]:
    """Return the pages of each entry by its name, each with whether it is set in bold."""
    root = next(node for node in walk(folios.root) if node.role == "Index")
    out: dict[str, list[tuple[int, bool]]] = {}
    strong = FONTS.role("sans-bold").font
    for entry in (node for node in root.children if node.role == "P"):
        for node in entry.children:
            if node.role == "Link":
                name, _, number = node.alt.rpartition(", page ")
                out.setdefault(name, []).append((int(number), _font(folios, node) == strong))
    return out


def _font(folios: Folios, node: Node) -> int:
    found = (one.font for page in folios.pages for line in lines(page) for one in line.pieces if one.node is node)
    return next(found)


def test_the_index_stands_after_the_sources_and_is_in_the_contents_and_the_bookmarks() -> None:
    folios = compose(full_book())
    assert [one.title for one in folios.bookmarks][-2:] == ["Sources", "Index"]
    assert page_of_anchor(folios, "index") > page_of_anchor(folios, "sources")
    assert f"Index, page {page_of_anchor(folios, 'index')}" in {link.says for link in folios.pages[1].links}
    assert "KAN(25) · Index" in page_text(folios.pages[-1], artifacts=True)


def test_people_and_topics_are_listed_with_the_pages_of_their_quotes() -> None:
    folios = compose(
        book_of(
            section("a", "One", cites("aaaa1111", "aaaa4444")),
            section("b", "Two", cites("aaaa2222")),
            section("c", "Three", cites("aaaa3333")),
            section("d", "Four", "Nothing here."),
            section("e", "Five", "[[quote:aaaa5555]]"),
        )
    )
    at = {key: page + 1 for key, page in folios.where.items()}
    found = index_entries(folios)
    assert [page for page, _ in found["Shigeru Ishiba"]] == [at["a"], at["c"]]
    assert [page for page, _ in found["Donald Trump"]] == [at["e"]]
    assert [page for page, _ in found["Tariffs"]] == [at["e"]]
    assert f"{at['a']}–{at['c']}" in page_text(folios.pages[-1])


def test_who_spoke_without_a_name_is_not_listed_under_one() -> None:
    hidden = replace(STATEMENTS[3], person_key="p3", about=("p2",))
    book = full_book()
    folios = compose(replace(book, statements={**book.statements, "aaaa4444": hidden}))
    found = index_entries(folios)
    assert "Scott Bessent" not in found or all(
        "Scott Bessent" in page_text(folios.pages[page - 1]) for page, _ in found["Scott Bessent"]
    )
    assert "Donald Trump" in found


def test_a_full_name_in_running_text_counts_and_a_part_of_one_does_not() -> None:
    quotes = cites("aaaa1111", "aaaa2222", "aaaa3333", "aaaa5555")
    folios = compose(
        book_of(
            section("a", "One", quotes),
            section("b", "Two", "We spoke to Scott\nBessent, at length."),
            section("c", "Three", "Mr Bessent, and Scott Bessentson, and Mascott Bessent."),
            section("d", "Four", "Long words. " * 900 + "\n\nThen **Scott** Bessent."),
        )
    )
    at = {key: page + 1 for key, page in folios.where.items()}
    assert at["d"] < page_of_anchor(folios, "sources") - 1
    listed = [page for page, _ in index_entries(folios)["Scott Bessent"]]
    assert listed == [at["b"], page_of_anchor(folios, "sources") - 1]


def test_the_section_about_a_person_is_set_in_bold() -> None:
    folios = compose(
        book_of(
            section("a", "One", cites("aaaa1111", "aaaa2222", "aaaa3333", "aaaa5555")),
            section("d", "People", "", "text", section("d1", "Shigeru Ishiba", "Born somewhere.", "person")),
        )
    )
    at = {key: page + 1 for key, page in folios.where.items()}
    assert index_entries(folios)["Shigeru Ishiba"] == [(at["a"], False), (at["d1"], True)]
    assert "in bold" in page_text(folios.pages[-1])


def test_names_are_sorted_by_their_sort_key_and_have_their_own_script_beside_them() -> None:
    people = {
        "p1": Person("p1", "Shigeru Ishiba", "石破茂", sort_key="Ishiba, Shigeru"),
        "p2": Person("p2", "Donald Trump", sort_key="Aaa"),
    }
    said = page_text(compose(full_book(people=people)).pages[-1]).replace("\u00a0", " ")
    assert "Ishiba, Shigeru 石破茂" in said
    assert said.index("Donald Trump") < said.index("Ishiba, Shigeru")


def test_a_book_with_few_quotes_has_no_index() -> None:
    folios = compose(book_of(section("a", "One", cites("aaaa1111", "aaaa2222", "aaaa3333"))))
    assert not any(node.role == "Index" for node in walk(folios.root))
    assert "Index" not in {one.title for one in folios.bookmarks}


def test_every_number_in_the_index_leads_to_the_top_of_its_page() -> None:
    folios = compose(full_book())
    links = [link for page in folios.pages for link in page.links if link.target.startswith("page:")]
    assert links
    for link in links:
        number = int(link.target.removeprefix("page:"))
        assert page_of_anchor(folios, link.target) == number
        assert link.says.endswith(f", page {number}")
        assert link.node is not None
        assert link.node.role == "Link"


def test_an_edit_that_moves_pages_moves_the_numbers_of_sections_laid_out_before() -> None:
    composer = Composer(FONTS)
    book = full_book()
    composer.compose(book, STAFF)
    longer = replace(book.sections[0], body=book.sections[0].body + "\n\nMore words. " * 900)
    changed = replace(book, sections=(longer, *book.sections[1:]))
    assert shown(composer.compose(changed, STAFF)) == shown(compose(changed))


def test_a_long_index_goes_on_in_columns_over_pages_without_running_into_the_foot() -> None:
    people = {f"x{k}": Person(f"x{k}", f"Person Number{k:03d}", sort_key=f"{k:03d}") for k in range(300)}
    names = "\n\n".join(f"- {one.name}" for one in people.values())
    folios = compose(book_of(section("a", "One", cites(*(one.handle for one in STATEMENTS)) + "\n\n" + names),
                             people={**{one.key: one for one in PEOPLE}, **people}))  # fmt: skip
    first = page_of_anchor(folios, "index")
    assert len(folios.pages) > first
    text = "\n".join(page_text(page) for page in folios.pages[first - 1 :])
    assert all(one.name in text for one in people.values())
    for page in folios.pages[first - 1 :]:
        foot = max(line.y for line in lines(page, artifacts=True) if line.node is None and line.y < 150)
        for line in lines(page):
            assert line.y > foot + 8
            assert line.x + width(line) <= page.width * (1 - 0.132) + 0.05


def test_the_cells_of_a_spread_index_do_not_overlap() -> None:
    for paper in ("A4", "A5"):
        for body in (12.0, 18.0):
            page = compose(full_book(), Profile("any", paper=paper, body=body)).pages[-1]
            placed = sorted(lines(page), key=lambda line: (-line.y, line.x))
            for before, after in pairwise(placed):
                if before.y == after.y:
                    assert before.x + width(before) <= after.x, line_text(page, before)


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_ranges_name_every_page_once_and_no_other(places: set[int], main: set[int]) -> None:
    finding = Finding("x", "", "x", {(0, page) for page in places}, {(0, page) for page in main})
    ranges = locators(finding, [5])
    assert [page for one in ranges for page in range(one.first, one.last + 1)] == sorted(
        5 + page for page in places | main
    )
    for one in ranges:
        assert all((page - 5 in main) == one.main for page in range(one.first, one.last + 1))


def test_pages_next_to_each_other_make_a_range() -> None:
    finding = Finding("x", "", "x", {(0, 0), (1, 0), (1, 1), (1, 2)})
    assert locators(finding, [3, 7]) == [Locator(3, 3), Locator(7, 9)]


@given(st.lists(st.floats(5, 60), min_size=1, max_size=40), st.integers(1, 3), st.floats(60, 400))
def test_columns_take_entries_in_order_and_never_more_than_fits(
    heights: list[float], columns: int, room: float
) -> None:
    counts = spread(heights, columns, room)
    assert len(counts) <= columns
    assert 1 <= sum(counts) <= len(heights)
    start = 0
    for count in counts:
        assert sum(heights[start : start + count]) <= room + 0.02 * (1 + count)
        start += count


def test_an_index_a_little_too_long_for_its_pages_is_set_closer() -> None:
    names = [f"Topic number {k}" for k in range(120)]
    shortest = 9e9
    for count in range(40, 120, 4):
        first = replace(STATEMENTS[0], topics=tuple(names[:count]))
        book = full_book()
        folios = compose(replace(book, statements={**book.statements, "aaaa1111": first}))
        pages = folios.pages[page_of_anchor(folios, "index") - 1 :]
        if len(pages) > 1:
            shortest = min(shortest, len(lines(pages[-1])))
    assert shortest > 4
