"""The copy for the screen: ways around on every page, nothing that only paper needs."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from briefing.book.profile import PROFILES, SHEETS
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Link, Node
from tests.unit.layout_book import full_book
from tests.unit.layout_reading import FONTS, page_text

TABLET = PROFILES["tablet"]


def compose() -> Folios:
    return Composer(FONTS).compose(full_book(), TABLET)


FOLIOS = compose()


def row(number: int) -> list[Link]:
    """The links at the foot of a page."""
    return [link for link in FOLIOS.pages[number].links if link.y1 == 0]


def on_each_other(one: Link, other: Link) -> bool:
    """Whether two links share more than an edge; the parts of one and the same link may."""
    wide = min(one.x2, other.x2) - max(one.x1, other.x1)
    high = min(one.y2, other.y2) - max(one.y1, other.y1)
    return one.node is not other.node and wide > 0.01 and high > 0.01


def nodes(root: Node) -> list[Node]:
    return [root, *(below for child in root.children for below in nodes(child))]


def test_every_page_is_of_the_tablets_shape() -> None:
    width, height = SHEETS["Tablet"]
    assert {(page.width, page.height) for page in FOLIOS.pages} == {(width, height)}
    assert abs(height / width - 4 / 3) < 0.001


def test_there_are_no_blank_pages_and_no_gutter_even_when_asked_for_both_sides() -> None:
    both = Composer(FONTS).compose(full_book(), replace(TABLET, duplex=True))
    assert [page.items for page in both.pages] and len(both.pages) == len(FOLIOS.pages)
    assert not any("blank" in page_text(page, artifacts=True) for page in both.pages)


def test_every_page_leads_to_the_contents_and_to_the_sections_beside_its_own() -> None:
    where = FOLIOS.where
    for number in range(len(FOLIOS.pages)):
        assert "contents" in [link.target for link in row(number)]
    middle = [link.target for link in row(where["a2"])]
    assert middle == ["section:a1", "contents", "section:a3"]
    assert [link.target for link in row(0)] == ["contents", "section:g"]
    assert [link.target for link in row(len(FOLIOS.pages) - 1)][-1] == "contents"


def test_the_links_of_every_page_are_told_apart_and_read_last() -> None:
    last = FOLIOS.root.children[-1]
    assert last.title == "Ways around the book"
    ways = {id(node) for node in nodes(last)}
    assert all(id(link.node) in ways and link.says for number in range(len(FOLIOS.pages)) for link in row(number))


def test_links_are_as_tall_as_a_finger_needs_and_do_not_lie_on_each_other() -> None:
    for page in FOLIOS.pages:
        assert all(link.y2 - link.y1 >= 15.0 for link in page.links)
        assert not [(one, other) for one, other in combinations(page.links, 2) if on_each_other(one, other)]


def test_a_source_leads_back_to_the_pages_that_cite_it() -> None:
    anchors = {anchor.name: number for number, page in enumerate(FOLIOS.pages) for anchor in page.anchors}
    back = next(number for number, page in enumerate(FOLIOS.pages) if "Cited on" in page_text(page))
    cited = {link.target for page in FOLIOS.pages for link in page.links if link.target.startswith("source:")}
    assert cited
    for link in FOLIOS.pages[back].links:
        if link.target.startswith("page:"):
            page = FOLIOS.pages[anchors[link.target]]
            assert any(other.target in cited for other in page.links)
            assert link.target == f"page:{page.label}"
