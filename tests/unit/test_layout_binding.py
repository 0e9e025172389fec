"""Books bound for paper: both sides printed, copies numbered, watermarks, pages shared, cites joined."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import atan2, degrees

import pytest

from briefing.book.order import numbered
from briefing.book.parts import Book, Marking, Section
from briefing.book.profile import MILLIMETRE, PROFILES, Profile
from briefing.layout.citing import gathered
from briefing.layout.compose import Composer
from briefing.layout.page import Fill, Folios, Line, Page
from briefing.layout.theme import contrast, load
from briefing.layout.watermark import grey
from briefing.library.markings import schemes
from briefing.text.blocks import Run
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, line_text, lines, page_of_anchor, page_text, shown, text, walk, width

STAFF = PROFILES["staff"]
DUPLEX = replace(STAFF, duplex=True)
BLANK = "This page is intentionally blank"


def compose(book: Book, profile: Profile = STAFF) -> Folios:
    return Composer(FONTS).compose(book, profile)


def furniture(page: Page, words: str) -> Line:
    return next(line for line in lines(page, artifacts=True) if line.node is None and words in line_text(page, line))


def people(*bodies: str) -> Book:
    persons = [section(f"p{k}", f"Person {k}", body, "person") for k, body in enumerate(bodies)]
    return full_book(sections=numbered((section("d", "People", "", "text", *persons),)))


def across(page: Page) -> bool:
    return page.width > page.height


@pytest.fixture(scope="module", params=["A4", "Letter", "A5"])
def bound(request: pytest.FixtureRequest) -> Folios:
    return compose(full_book(), replace(DUPLEX, paper=request.param))


def test_printed_on_both_sides_contents_tabs_and_sources_start_on_the_right(bound: Folios) -> None:
    for key in ("g", "a", "b"):
        assert bound.where[key] % 2 == 0
    assert page_of_anchor(bound, "contents") % 2 == 1
    assert page_of_anchor(bound, "sources") % 2 == 1
    assert any(page % 2 for page in bound.where.values())


def test_a_blank_page_says_so_and_carries_marking_and_number(bound: Folios) -> None:
    blanks = [(number, page) for number, page in enumerate(bound.pages, 1) if BLANK in page_text(page, artifacts=True)]
    assert blanks
    for number, page in blanks:
        said = page_text(page, artifacts=True)
        assert said.count("OFFICIAL – SENSITIVE") == 2
        assert f"{number} of {len(bound.pages)}" in said
        assert page.label == str(number)
        assert not lines(page)


def test_the_inner_margin_leaves_room_for_the_holes(bound: Folios) -> None:
    for number, page in enumerate(bound.pages, 1):
        for line in lines(page):
            if across(page):
                assert 25 * MILLIMETRE <= line.y <= page.height - 25 * MILLIMETRE
            elif number % 2:
                assert line.x >= 25 * MILLIMETRE or line.y > page.height * 0.7
            else:
                assert line.x + width(line) <= page.width - 25 * MILLIMETRE + 0.05


def test_folios_and_edge_tabs_stand_at_the_outer_edge(bound: Folios) -> None:
    for number, page in enumerate(bound.pages, 1):
        folio = furniture(page, f"{number} of {len(bound.pages)}")
        outer = folio.x + width(folio) > page.width / 2 if number % 2 else folio.x < page.width / 2
        assert outer
    for key in ("a1", "a2", "a3"):
        at = bound.where[key]
        tab = next(line for line in lines(bound.pages[at], artifacts=True) if line_text(bound.pages[at], line) == "B")
        assert (tab.x > bound.pages[at].width / 2) == (at % 2 == 0)


def test_a_matrix_lies_across_upright_and_says_all_that_other_pages_say(bound: Folios) -> None:
    number = bound.where["b2"] + 1
    page = bound.pages[number - 1]
    assert across(page)
    assert [across(other) for other in bound.pages].count(True) >= 1
    assert all(line.turn == 0.0 for line in lines(page, artifacts=True))
    said = page_text(page, artifacts=True)
    assert said.count("OFFICIAL – SENSITIVE") == 2
    for line in lines(page, artifacts=True):
        assert 25 * MILLIMETRE <= line.y <= page.height - 25 * MILLIMETRE or line_text(page, line) == "C"


@pytest.mark.parametrize("profile", [STAFF, DUPLEX])
def test_the_tabs_of_a_closed_book_make_one_staircase(profile: Profile) -> None:
    """The tab of a page that lies across, at its foot (on the back of a leaf at its head), is where all others are."""
    folios = compose(full_book(), profile)
    upright, wide = (folios.pages[folios.where[key]] for key in ("b1", "b2"))
    tabs = [
        next(item for item in reversed(page.items) if isinstance(item, Fill) and min(item.width, item.height) > 10)
        for page in (upright, wide)
    ]
    assert across(wide)
    assert upright.height - tabs[0].y == pytest.approx(wide.width - tabs[1].x, abs=0.05)
    assert tabs[0].height == pytest.approx(tabs[1].width, abs=0.05)
    back = profile.duplex and folios.where["b2"] % 2 == 1
    assert tabs[1].y == (pytest.approx(wide.height - tabs[1].height, abs=0.05) if back else 0.0)


def test_links_move_with_their_words(bound: Folios) -> None:
    for page in bound.pages:
        for link in page.links:
            assert any(link.x1 - 2 <= line.x + width(line) and line.x - 2 <= link.x2 for line in lines(page)
                       if link.y1 <= line.y <= link.y2), link.says  # fmt: skip


def test_the_words_are_the_same_on_one_side_and_on_both() -> None:
    plain = compose(full_book(sections=numbered((section("a", "One", "Words " * 300),))))
    both = compose(full_book(sections=numbered((section("a", "One", "Words " * 300),))), DUPLEX)
    assert page_text(plain.pages[plain.where["a"]]) == page_text(both.pages[both.where["a"]])


def test_printing_on_one_side_stays_as_it_was_after_printing_on_both() -> None:
    composer = Composer(FONTS)
    first = shown(composer.compose(full_book(), STAFF))
    composer.compose(full_book(), DUPLEX)
    assert shown(composer.compose(full_book(), STAFF)) == first


def test_a_numbered_copy_says_so_on_the_cover_and_in_every_foot() -> None:
    folios = compose(full_book(), replace(STAFF, copy=3, copies=12))
    assert "3 of 12" in page_text(folios.pages[0])
    assert all("Copy 3 of 12" in page_text(page, artifacts=True) for page in folios.pages)
    assert "Copy" not in text(compose(full_book()))
    assert "Copy 3 ·" in page_text(compose(full_book(), replace(STAFF, copy=3)).pages[2], artifacts=True)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("duplex", [False, True])
@pytest.mark.parametrize("body", [12.0, 18.0])
def test_the_foot_of_a_small_page_says_all_of_which_copy_it_is(*, language: str, duplex: bool, body: float) -> None:
    profile = replace(STAFF, paper="A5", copy=113, copies=120, duplex=duplex, body=body)
    said = {"edition": "Edition 12, second reading", "as_at": "2025-05-25T18:30+09:00"}
    book = full_book(title="Summit", language=language, **said)
    for page in compose(book, profile).pages:
        told = "".join(page_text(page, artifacts=True).split())
        assert "113" in told and "Edition12,secondreading" in told
        assert "25May2025" in told or "2025年5月25日" in told
        assert "18:30" in told


def test_a_watermark_lies_behind_every_page_as_an_artifact_and_stays_on_the_paper() -> None:
    for words in ("DRAFT", "Prepared for the head of delegation only"):
        folios = compose(full_book(), replace(STAFF, watermark=words))
        for page in folios.pages:
            mark = page.items[0]
            assert isinstance(mark, Line)
            assert mark.node is None
            assert mark.turn == pytest.approx(degrees(atan2(page.height, page.width)), abs=0.01)
            assert line_text(page, mark) == words
            assert 0 < mark.x < page.width / 2
            assert 0 < mark.y < page.height / 2
            assert width(mark) < 0.8 * (page.width**2 + page.height**2) ** 0.5


@pytest.mark.parametrize("name", ["sober", "classic"])
def test_text_can_be_read_on_the_watermark(name: str) -> None:
    theme = load(name)
    for tone in ("ink", "primary", "accent", "muted", "link"):
        assert contrast(theme.colours[tone], grey(theme)) >= 4.5
    assert contrast((1.0, 1.0, 1.0), grey(theme)) > 1.1


def test_short_sections_about_people_share_a_page_while_they_fit() -> None:
    folios = compose(people("Short.", "Short too.", "Words of some length. " * 260, "Short.", "End."))
    at = folios.where
    assert at["p0"] == at["p1"] < at["p2"]
    assert at["p2"] + 1 < at["p3"] == at["p4"]
    page = folios.pages[at["p0"]]
    assert page.section == "p0"
    assert furniture(page, "Person 0")
    heights = {anchor.name: anchor.y for anchor in page.anchors}
    assert heights["section:p0"] > heights["section:p1"]
    assert [one.title for one in folios.bookmarks if "Person" in one.title] == [
        f"A{k + 1} Person {k}" for k in range(5)
    ]


def test_the_contents_name_the_page_two_people_share() -> None:
    folios = compose(people("Short.", "Short too."))
    says = {link.says for link in folios.pages[1].links}
    number = folios.where["p0"] + 1
    assert {f"Person 0, page {number}", f"Person 1, page {number}"} <= says


def test_sections_that_share_a_page_do_not_overlap_and_stay_above_the_foot() -> None:
    folios = compose(people(*["A few words of text, for a line or two on the page. " * 20] * 7))
    assert len({page for key, page in folios.where.items() if key != "d"}) < 7
    for page in folios.pages[2:]:
        placed = sorted({round(line.y, 1) for line in lines(page)}, reverse=True)
        assert all(above - below > 5 for above, below in pairwise(placed))
        foot = max(line.y for line in lines(page, artifacts=True) if line.node is None and line.y < 150)
        assert all(line.y > foot for line in lines(page))


def test_source_numbers_of_people_on_a_shared_page_are_put_in() -> None:
    folios = compose(people("As said [[cite:aaaa1111]].", "As told [[cite:aaaa2222]]."))
    said = page_text(folios.pages[folios.where["p1"]])
    assert "As said [1]." in said
    assert "As told [2]." in said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("One [[cite:aaaa2222]][[cite:aaaa3333]].", "One [1]."),
        ("One [[cite:aaaa2222]] [[cite:aaaa3333]] [[cite:aaaa2222]].", "One [1]."),
        ("One [[cite:aaaa2222]] [[cite:aaaa1111]] [[cite:aaaa3333]].", "One [1] [2] [1]."),
        ("One [[cite:aaaa2222]], [[cite:aaaa3333]].", "One [1], [1]."),
        ("One [[cite:aaaa2222]] and [[cite:aaaa3333]].", "One [1] and [1]."),
    ],
)
def test_neighbouring_cites_of_one_source_are_printed_once(typed: str, printed: str) -> None:
    folios = compose(full_book(sections=numbered((section("a", "One", typed),))))
    assert printed in page_text(folios.pages[folios.where["a"]]).replace("\u00a0", " ")


def test_joined_cites_keep_all_their_quotes() -> None:
    runs = (Run("a "), Run("", cite="x"), Run(" "), Run("", cite="y"), Run("."), Run("", cite="z"))
    out, held = gathered(runs, {"x": "s", "y": "s", "z": "s"}.__getitem__)
    assert [run.text or run.cite for run in out] == ["a ", "x", ".", "z"]
    assert held == {1: ("x", "y"), 3: ("z",)}


def test_the_structure_of_shared_pages_keeps_each_section_apart() -> None:
    nodes = [node for node in walk(compose(people("Short.", "Too.")).root) if node.role == "Sect"]
    assert {"Person 0", "Person 1"} <= {node.title for node in nodes}


def test_sections_of_other_kinds_still_start_a_page() -> None:
    two = (section("x", "One", "Short."), section("y", "Two", "Short."))
    where = compose(full_book(sections=numbered((section("d", "Tab", "", "text", *two),)))).where
    assert where["x"] < where["y"]


def test_an_odd_profile_is_taken_as_it_is() -> None:
    assert Profile(copy=-1, copies=3).copy_number == ""
    assert Profile(copy=5, copies=3).copy_number == "5"
    assert isinstance(compose(Book("k", "x", sections=(Section("s", "y"),)), DUPLEX), Folios)


def test_a_few_lines_left_over_are_taken_in_by_closing_up() -> None:
    def pages(count: int) -> list[Page]:
        body = "\n\n".join(f"## Question {k}\n\nIts answer." for k in range(count))
        folios = compose(full_book(sections=numbered((section("a", "One", body),))))
        return [page for page in folios.pages if page.section == "a"]

    loose = next(count for count in range(5, 40) if len(pages(count)) == 2)
    for count in (loose - 1, loose):
        for page in pages(count):
            placed = sorted({round(line.y, 1) for line in lines(page)}, reverse=True)
            assert all(above - below > 9 for above, below in pairwise(placed))
    last = pages(loose)[-1]
    assert max(line.y for line in lines(last)) - min(line.y for line in lines(last)) > 0.05 * last.height


def test_the_text_of_a_card_is_as_large_as_it_goes_on_one_page() -> None:
    def size(count: int, kind: str) -> tuple[float, int]:
        body = "\n".join(
            "- A point to make, with words for more than one line, and a few on top." for _ in range(count)
        )
        folios = compose(full_book(sections=(section("a", "At a glance", body, kind),)))
        pages = [page for page in folios.pages if page.section == "a"]
        points = [line for line in lines(pages[0]) if line.node is not None and line.node.role == "P"]
        return points[0].pieces[0].size, len(pages)

    few, some, many = size(3, "card"), size(14, "card"), size(60, "card")
    assert few[0] > some[0] > many[0] == size(3, "text")[0]
    assert few[1] == some[1] == 1 < many[1]


@pytest.mark.parametrize("profile", [STAFF, DUPLEX, replace(STAFF, paper="A5", body=18.0)])
def test_each_page_says_which_page_of_its_section_it_is(profile: Profile) -> None:
    body = "\n\n".join(["The ministers affirm that the figures are the ones agreed in the spring."] * 90)
    book = full_book(sections=numbered((section("a", "Long", body), section("b", "Short", "One line."))))
    folios = compose(book, profile)
    long, short = folios.where["a"], folios.where["b"]
    own = [page for page in folios.pages[long:short] if BLANK not in page_text(page, artifacts=True)]
    assert len(own) > 1
    for part, page in enumerate(own, 1):
        assert line_text(page, furniture(page, "A · ")).endswith("Long")
        furniture(page, f"A · {part} of {len(own)}")
    furniture(folios.pages[short], "B · 1 of 1")
    for page in [*folios.pages[:long], *folios.pages[short + 1 :]]:
        assert not any(" · " in line and line[:1] in "AB" for line in page_text(page, artifacts=True).split("\n"))


def test_the_page_of_a_section_never_stands_on_the_rest_of_the_foot() -> None:
    edition = "Edition 12 for the second preparatory meeting of sherpas"
    for label in ("", edition):
        for page in compose(full_book(edition=label), replace(STAFF, paper="A5", body=18.0)).pages:
            foot: dict[float, list[Line]] = {}
            for line in lines(page, artifacts=True):
                if line.node is None:
                    foot.setdefault(line.y, []).append(line)
            for row in foot.values():
                row.sort(key=lambda line: line.x)
                assert all(left.x + width(left) < right.x for left, right in pairwise(row))


def test_a_page_two_sections_share_is_not_called_the_page_of_one() -> None:
    folios = compose(people("Born in Oslo.", "Born in Bergen."))
    shared = folios.pages[folios.where["p0"]]
    assert folios.where["p0"] == folios.where["p1"]
    assert "1 of 1" not in page_text(shared, artifacts=True)


@pytest.mark.parametrize("scheme", ["uk", "canada", "eu", "tlp", "us-cui"])
def test_every_scheme_prints_its_marking_at_head_and_foot_of_every_page_where_it_belongs(scheme: str) -> None:
    level = next(one for one in schemes() if one.key == scheme).levels[-1]
    for number, page in enumerate(compose(full_book(banner=level), DUPLEX).pages, 1):
        marks = [line for line in lines(page, artifacts=True) if line_text(page, line) == level.text.upper()]
        marks = [line for line in marks if line.node is None]
        assert len(marks) == 2, number
        assert min(line.y for line in marks) < 0.2 * page.height < 0.8 * page.height < max(line.y for line in marks)
        for line in marks:
            middle = line.x + width(line) / 2
            assert (middle > 0.55 * page.width) == (level.position == "right"), number


def test_the_designation_of_a_marking_stands_on_the_cover_and_nowhere_else() -> None:
    lines_given = ("Controlled by: Office of Trade", "Point of contact:", "Held until decided")
    level = Marking("cui", "CUI", designation=lines_given)
    folios = compose(full_book(banner=level))
    said = page_text(folios.pages[0])
    assert "Controlled by\nOffice of Trade" in said
    assert "Held until decided" in said
    assert "Point of contact" not in said
    assert not any("Office of Trade" in page_text(page, artifacts=True) for page in folios.pages[1:])


def test_the_cui_scheme_has_room_for_its_designation_and_prints_none_it_was_not_given() -> None:
    level = next(one for one in schemes() if one.key == "us-cui").levels[-1]
    assert level.designation[0] == "Controlled by:"
    assert "Controlled by" not in page_text(compose(full_book(banner=level)).pages[0])
