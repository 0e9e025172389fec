"""Footnotes on paper: at the foot of the page they are called on, numbered, linked both ways, never lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.book.parts import Book, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Node, Page
from tests.unit.layout_reading import FONTS, line_text, lines

COMPOSER = Composer(FONTS)
FILLING = "The minister repeated the position taken in the spring and asked for more time. " * 5


def composed(body: str, profile: str = "staff") -> Folios:
    book = Book("b", "Book", sections=(Section("s", "Section", reference="A", body=body),))
    return COMPOSER.compose(book, PROFILES[profile])


def height_of(page: Page, words: str) -> float:
    return next(line.y for line in lines(page) if words in line_text(page, line))


def said(page: Page) -> str:
    return " ".join(line_text(page, line) for line in lines(page))


def nodes(node: Node, role: str) -> list[Node]:
    own = [node] if node.role == role else []
    return own + [found for child in node.children for found in nodes(child, role)]


def test_a_note_stands_at_the_foot_of_the_page_of_its_call() -> None:
    body = "\n\n".join([FILLING] * 12) + "\n\nThe last words[^1].\n\n[^1]: Told at the foot."
    folios = composed(body)
    page = next(page for page in folios.pages if "The last words" in said(page))
    assert "Told at the foot." in said(page)
    assert height_of(page, "Told at the foot.") < height_of(page, "The last words") - 20
    first = folios.pages[1]
    assert "Told at the foot." not in said(first) or first is page


def test_calls_and_notes_lead_to_each_other_and_are_notes_to_a_screen_reader() -> None:
    folios = composed("One[^a] and two[^b], one again[^a].\n\n[^a]: First.\n[^b]: Second.")
    page = folios.pages[-1]
    anchors = {anchor.name: anchor.y for anchor in page.anchors}
    targets = [link.target for link in page.links if link.target.startswith("note:")]
    assert targets == ["note:s:1", "note:s:2", "note:s:1", "note:s:1:call", "note:s:2:call"]
    assert set(targets) <= set(anchors)
    assert anchors["note:s:1:call"] > anchors["note:s:1"] > anchors["note:s:2"]
    assert len(nodes(folios.root, "Note")) == 2
    assert [len(nodes(note, "Lbl")) for note in nodes(folios.root, "Note")] == [1, 1]
    assert len(nodes(folios.root, "Reference")) == 3
    assert all(link.says for link in page.links)


def test_a_long_note_runs_over_and_leaves_room_for_the_text() -> None:
    note = " ".join(f"word{number}" for number in range(1500))
    folios = composed(f"Begin[^1].\n\n{FILLING}\n\nEnd.\n\n[^1]: {note}")
    whole = " ".join(said(page) for page in folios.pages)
    assert all(f"word{number} " in whole + " " for number in range(1500))
    first = next(page for page in folios.pages if "Begin" in said(page))
    assert "word0 " in said(first)
    assert "word1499" not in said(first)
    assert "End." in said(first)


def test_nothing_is_printed_over_the_notes() -> None:
    body = "\n\n".join(f"{FILLING}[^{number}]\n\n[^{number}]: Note {number}. {FILLING}" for number in range(12))
    for page in composed(body, "large").pages:
        notes = [
            anchor.y for anchor in page.anchors if anchor.name.startswith("note:") and not anchor.name.endswith("call")
        ]
        for line in lines(page):
            text = line_text(page, line)
            if text.startswith("The minister") and notes:
                assert line.y > max(notes) or line.pieces[0].size < 18


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 400)), min_size=1, max_size=8))
def test_no_word_of_text_or_note_is_lost_and_all_stay_on_the_page(parts: list[tuple[int, int]]) -> None:
    body = "\n\n".join(
        " ".join(f"t{at}x{k}" for k in range(text))
        + f"[^{at}]\n\n[^{at}]: "
        + " ".join(f"n{at}x{k}" for k in range(note))
        for at, (text, note) in enumerate(parts)
    )
    folios = composed(body, "principal")
    whole = set(" ".join(said(page) for page in folios.pages).replace(".", " ").split())
    bare = {word.rstrip("0123456789") for word in whole}
    for at, (text, note) in enumerate(parts):
        assert all(f"n{at}x{k}" in whole for k in range(note))
        assert all(f"t{at}x{k}" in whole for k in range(text - 1))
        assert f"t{at}x" in bare
    frame = COMPOSER._sheet("sober", "A4", PROFILES["principal"]).frame  # pyright: ignore[reportPrivateUsage]
    for page in folios.pages[1:]:
        assert all(line.y > frame.bottom - 1 for line in lines(page))
