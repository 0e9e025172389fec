"""Whole books laid out: every promise the pages make to their reader."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.book.parts import Book
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Line
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import (
    FONTS,
    line_text,
    lines,
    page_of_anchor,
    page_text,
    text,
    walk,
    width,
)

STAFF = PROFILES["staff"]
SHAPES = [(profile, paper) for profile in ("staff", "principal", "large") for paper in ("A4", "Letter", "A5")]


def compose(book: Book, profile: Profile = STAFF) -> Folios:
    return Composer(FONTS).compose(book, profile)


@pytest.fixture(scope="module", params=SHAPES, ids="-".join)
def folios(request: pytest.FixtureRequest) -> Folios:
    name, paper = request.param
    return compose(full_book(), replace(PROFILES[name], paper=paper))


def test_every_contents_entry_names_the_page_its_heading_is_on(folios: Folios) -> None:
    entries = [
        (link, page_number)
        for page_number, page in enumerate(folios.pages[:6], 1)
        for link in page.links
        if link.node is not None and ", page " in link.says
    ]
    assert len(entries) >= 10
    for link, _ in entries:
        title, _, number = link.says.rpartition(", page ")
        assert page_of_anchor(folios, link.target) == int(number)
        assert title.replace(" ", "") in page_text(folios.pages[int(number) - 1]).replace("\n", "").replace(" ", "")


def test_no_line_is_wider_than_its_page_allows(folios: Folios) -> None:
    for page in folios.pages:
        for line in lines(page, artifacts=True):
            assert line.x > 0
            assert line.x + width(line) < page.width
        for line in lines(page):
            # A page that lies across has its wide margins at its head and foot.
            side = 0.132 if page.width < page.height else 0.075
            assert line.x + width(line) <= page.width - side * page.width + 0.05


def test_nothing_is_drawn_outside_the_paper(folios: Folios) -> None:
    for page in folios.pages:
        for item in page.items:
            if isinstance(item, Line):
                assert 8 < item.y < page.height - 8


def test_the_body_never_runs_into_the_foot(folios: Folios) -> None:
    for page in folios.pages:
        low = [line for line in lines(page, artifacts=True) if line.node is None and line.y < page.height * 0.25]
        foot = max(line.y for line in low if line_text(page, line).strip(" .\u00a0"))  # not a leader's dots
        for line in lines(page):
            assert line.y > foot


def test_a_heading_is_never_last_on_its_page(folios: Folios) -> None:
    for page in folios.pages:
        own = lines(page)
        last = min(own, key=lambda line: line.y)
        assert last.node is not None
        assert not last.node.role.startswith("H") or page.section in {"a"}


def test_labels_are_printed_and_count_from_one(folios: Folios) -> None:
    total = len(folios.pages)
    for number, page in enumerate(folios.pages, 1):
        assert page.label == str(number)
        assert f"{number} of {total}" in page_text(page, artifacts=True)


def test_the_marking_stands_at_the_top_and_the_bottom_of_every_page_in_capitals(folios: Folios) -> None:
    for page in folios.pages:
        marks = [line.y for line in lines(page, artifacts=True) if line_text(page, line) == "OFFICIAL – SENSITIVE"]
        assert max(marks) > page.height * 0.85
        assert min(marks) < page.height * 0.15


def test_every_glyph_drawn_is_accounted_for(folios: Folios) -> None:
    for page in folios.pages:
        for line in lines(page, artifacts=True):
            line_text(page, line)


def test_heading_levels_are_never_skipped(folios: Folios) -> None:
    levels = [int(node.role[1]) for node in walk(folios.root) if node.role in {"H1", "H2", "H3", "H4", "H5", "H6"}]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_link_leads_somewhere_and_says_where(folios: Folios) -> None:
    names = {anchor.name for page in folios.pages for anchor in page.anchors}
    nodes = {id(node) for node in walk(folios.root)}
    for page in folios.pages:
        for link in page.links:
            assert link.says
            assert link.href.startswith("https://") or link.target in names
            assert id(link.node) in nodes


def test_bookmarks_name_every_section_and_lead_to_it(folios: Folios) -> None:
    names = {anchor.name for page in folios.pages for anchor in page.anchors}
    assert [one.depth for one in folios.bookmarks] == [0, 0, 0, 1, 1, 2, 1, 0, 1, 1, 1, 0, 0]
    assert all(one.anchor in names for one in folios.bookmarks)


def test_where_tells_the_page_of_every_section(folios: Folios) -> None:
    for key, page in folios.where.items():
        assert page_of_anchor(folios, f"section:{key}") == page + 1
    assert set(folios.where) == {"g", "a", "a1", "a2", "a21", "a3", "b", "b1", "b2", "b3"}


def test_the_head_of_a_table_is_set_again_on_every_page_as_an_artifact(folios: Folios) -> None:
    pages = [page for page in folios.pages if page.section == "a3"]
    assert len(pages) > 1
    for number, page in enumerate(pages):
        heads = [line for line in lines(page, artifacts=True) if line_text(page, line).strip() == "Time"]
        assert len(heads) == 1
        assert (heads[0].node is None) == (number > 0)


def test_tagged_words_belong_to_the_document_tree(folios: Folios) -> None:
    nodes = {id(node) for node in walk(folios.root)}
    for page in folios.pages:
        for line in lines(page):
            assert id(line.node) in nodes
            assert all(piece.node is None or id(piece.node) in nodes for piece in line.pieces)


def test_sections_of_the_first_two_levels_start_a_page() -> None:
    folios = compose(full_book())
    for key in ("g", "a", "a1", "a2", "a3", "b1"):
        page = folios.pages[folios.where[key]]
        highest = max(lines(page), key=lambda line: line.y)
        assert highest.node is not None
        assert highest.node.role in {"H1", "H2"}
    assert folios.where["a21"] == folios.where["a2"]


def test_sources_are_numbered_in_order_of_first_citation() -> None:
    said = text(compose(full_book()))
    back = said[said.rindex("Sources") :]
    assert [back.index(title) for title in ("首相", "Talks move", "Idea of a fund")] == sorted(
        back.index(title) for title in ("首相", "Talks move", "Idea of a fund")
    )
    assert "Zero tariffs [1]" in said
    assert "spoke by phone [2]" in said.replace("\u00a0", " ")


def test_only_real_quotations_stand_in_quotation_marks() -> None:
    said = text(compose(full_book())).replace("\n", " ").replace("  ", " ")
    assert "“We will keep working, with the summit in mind.”" in said
    assert "「日本の技術は世界に貢献できると考えている。」" in said
    assert "Reported, not a quotation" in said
    assert "“He said Japan was open" not in said
    assert "one person briefed on the talks" in said


def test_dates_are_printed_as_people_write_them() -> None:
    said = text(compose(full_book())).replace("\u00a0", " ").replace("\n", " ")
    assert "Kyoto, 25 May 2025 (inferred)" in said
    assert "2025-05" not in said


def test_foreign_words_carry_their_language() -> None:
    nodes = walk(compose(full_book()).root)
    assert any(node.lang == "ja" and node.role == "P" for node in nodes)
    assert any(node.lang == "ja" and node.role == "Span" for node in nodes)


def test_a_draft_says_so_and_a_final_one_does_not() -> None:
    assert "DRAFT" in page_text(compose(full_book()).pages[2], artifacts=True)
    assert "DRAFT" not in page_text(compose(full_book(), replace(STAFF, final=True)).pages[2], artifacts=True)


def test_without_a_marking_the_label_stands_at_top_and_bottom() -> None:
    folios = compose(full_book(banner=None))
    for page in folios.pages:
        places = [line.y for line in lines(page, artifacts=True) if line_text(page, line).startswith("SAMPLE.")]
        assert max(places) > page.height * 0.85
        assert min(places) < page.height * 0.15


def test_a_quote_the_book_does_not_have_is_said_to_be_gone() -> None:
    said = text(
        compose(full_book(sections=(section("s", "Lost", "[[quote:zzzz9999]]\n\nAs said [[cite:zzzz9999]]."),)))
    )
    assert "not in the library any more" in said
    assert "[?]" in said


def test_deep_trees_and_long_titles_are_set_whole() -> None:
    tree = section("s9", "The deepest of all", "End.")
    for depth in range(8, 0, -1):
        tree = section(f"s{depth}", f"Level {depth} " + "with a title that goes on and on " * 6, "Words.", "text", tree)
    folios = compose(full_book(sections=(tree,), title="A very long title of a meeting " * 8))
    said = text(folios)
    assert "The deepest of all" in said
    for page in folios.pages:
        for line in lines(page):
            assert line.x + width(line) <= page.width - 40


@pytest.mark.parametrize("words", ["", "What is needed in the room."])
@pytest.mark.parametrize(("count", "paper", "body"), [(7, "A5", 18.0), (8, "A5", 28.0), (80, "A4", 12.0)])
def test_every_section_of_a_tab_has_its_row_in_the_opening(words: str, count: int, paper: str, body: float) -> None:
    children = (section(f"s{k}", f"Part {k} of the papers", "x") for k in range(count))
    book = full_book(sections=(section("t", "Tab", words, "text", *children),))
    folios = compose(book, replace(STAFF, paper=paper).sized(body))
    first, after = folios.where["t"], folios.where["s0"]
    said = " ".join("\n".join(page_text(page) for page in folios.pages[first:after]).split())
    assert [said.count(f"Part {k} of the papers") for k in range(count)] == [1] * count
    assert words in said
    for page in folios.pages[first:after]:
        told = lines(page)
        assert min(line.y for line in told) > min(line.y for line in lines(page, artifacts=True)) + body
        assert all(line.x + width(line) <= page.width - 34 for line in told)


def test_a_section_in_another_language_carries_it() -> None:
    one = replace(section("s", "Lage", "Ein Absatz."), language="de")
    nodes = walk(compose(full_book(sections=(one,))).root)
    assert any(node.role == "Sect" and node.lang == "de" for node in nodes)


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("times", [1, 3, 12])
def test_nothing_on_the_cover_overlaps(paper: str, times: int) -> None:
    book = full_book(
        title="A meeting of leaders and ministers " * times,
        label="A label that says much. " * times * 2,
        event="An event " * times,
        place="A place " * times,
    )
    for size in (9.0, 14.0, 18.0):
        page = compose(book, Profile("any", paper=paper, body=size)).pages[0]
        set_lines = sorted(lines(page), key=lambda line: -line.y)
        for above, below in pairwise(set_lines):
            together = below.x < above.x + width(above) and above.x < below.x + width(below)
            assert not together or above.y - below.y >= 0.8 * below.pieces[0].size


def test_a_justified_theme_is_set_to_both_margins() -> None:
    words = "The ministers met in the afternoon to speak of tariffs and of shipbuilding. " * 12
    folios = compose(full_book(theme="classic", sections=(section("s", "Long", words),)))
    page = folios.pages[folios.where["s"]]
    body = [line for line in lines(page) if line.node is not None and line.node.role == "P"]
    assert len({round(line.x + width(line)) for line in body[:-1]}) == 1


_SCRAPS = [
    "word ", "石破茂 ", "\n\n", "- ", "  - ", "1. ", "> ", "| a | b |\n|---|---|\n| c | ", " |\n", "## ", "#### ",
    "```\n", "**", "*", "[x](https://example.org/", ")", "[[quote:aaaa1111]]", "[[cite:aaaa2222]]", "---\n", "\n", "`",
    "w" * 90, "سلام", "\u202e", "a\u0301\u0302", "\t", "Term\n:   ", "<b>", "👍", "\u00ad", "———", "a/b/c/d/",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_SCRAPS), max_size=60), st.sampled_from(["A4", "A5"]), st.sampled_from([8.0, 18.0]))
def test_whatever_is_typed_is_set_inside_its_page(scraps: list[str], paper: str, size: float) -> None:
    book = full_book(sections=(section("s", "Typed", "".join(scraps)),))
    folios = compose(book, Profile("any", paper=paper, body=size))
    for page in folios.pages:
        for line in lines(page):
            line_text(page, line)
            assert line.x + width(line) <= page.width * (1 - 0.132) + 0.6 * size
            assert line.y > 0.04 * page.height


def test_lists_nested_very_deep_stay_on_the_page() -> None:
    body = "".join(f"{'    ' * depth}- level {depth} and some words\n" for depth in range(11))
    folios = compose(full_book(sections=(section("s", "Deep", body),)), Profile("any", paper="A5", body=18.0))
    for page in folios.pages:
        for line in lines(page):
            assert line.x + width(line) <= page.width * (1 - 0.132) + 0.1


def test_a_source_is_printed_with_all_that_is_known_and_no_doubled_full_stop() -> None:
    book = full_book()
    asked = replace(book.sources["s2"], title="What moves?", url="mailto:x", accessed_on="2025-05-26")
    said = text(compose(replace(book, sources={**book.sources, "s2": asked}))).replace("\u00a0", " ")
    assert "R. Writer. What moves? The Example Times, 25 May 2025. mailto:x Read on 26 May 2025." in said.replace(
        "\n", " "
    )


def test_every_link_area_belongs_to_a_link_element_whatever_its_words_are_in() -> None:
    body = "See [外務省 and **more**](https://example.org/ja) and `code`, [[cite:aaaa1111]]."
    folios = compose(full_book(sections=(section("s", "Links", body),)))
    page = folios.pages[folios.where["s"]]
    assert {link.href for link in page.links} == {"https://example.org/ja", ""}
    assert all(link.node is not None and link.node.role == "Link" for link in page.links)
    assert {link.says for link in page.links} == {"外務省 and more", "Source: Talks move"}
    assert len({id(link.node) for link in page.links}) == 2


def test_each_stretch_of_japanese_is_an_element_of_its_own_so_that_it_is_read_in_its_place() -> None:
    folios = compose(full_book(sections=(section("s", "Names", "One 石破 two 茂 three."),)))
    page = folios.pages[folios.where["s"]]
    spans = [piece.node for line in lines(page) for piece in line.pieces if piece.node and piece.node.lang == "ja"]
    assert len({id(node) for node in spans}) == 2
