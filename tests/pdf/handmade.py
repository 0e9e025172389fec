"""Small documents laid out by hand, with shipped fonts: what the writer's own tests are made of."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from briefing.layout.codes import coded
from briefing.layout.page import Anchor, Bookmark, Fill, Folios, FontFile, Glyphs, Line, Link, Node, Page, Stroke
from briefing.paths import shipped

BLACK = (0.0, 0.0, 0.0)
SERIF, JAPANESE = 1, 2
FONTS = [
    FontFile(SERIF, str(shipped("fonts") / "SourceSerif4-Regular.ttf"), "SourceSerif4-Regular"),
    FontFile(JAPANESE, str(shipped("fonts") / "NotoSerifJP-Regular.ttf"), "NotoSerifJP-Regular"),
]


@cache
def _font(number: int) -> Any:
    hb: Any = importlib.import_module("uharfbuzz")
    path = next(font.path for font in FONTS if font.number == number)
    return hb.Font(hb.Face(hb.Blob.from_file_path(path)))


def shape(text: str, font: int = SERIF, features: dict[str, bool] | None = None) -> tuple[str, dict[int, str], float]:
    """Return the glyphs of some words as a TJ stretch, what each stands for, and their width in thousandths."""
    hb: Any = importlib.import_module("uharfbuzz")
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(_font(font), buffer, features or {})
    starts: list[int] = [info.cluster for info in buffer.glyph_infos] + [len(text)]
    used = {info.codepoint: text[info.cluster : starts[place + 1]] for place, info in enumerate(buffer.glyph_infos)}
    width = float(sum(position.x_advance for position in buffer.glyph_positions))
    return f"({''.join(coded(info.codepoint) for info in buffer.glyph_infos)})", used, width


@dataclass
class Sheet:
    """A page being filled by hand."""

    page: Page = field(default_factory=lambda: Page(595.28, 841.89))

    def piece(self, text: str, node: Node | None = None, font: int = SERIF, size: float = 11.0) -> Glyphs:
        show, used, _width = shape(text, font)
        self.page.used.setdefault(font, {}).update(used)
        return Glyphs(font, size, show, BLACK, node)

    def line(self, y: float, node: Node | None, *pieces: Glyphs | str) -> None:
        made = [piece if isinstance(piece, Glyphs) else self.piece(piece) for piece in pieces]
        self.page.items.append(Line(72.0, y, made, node))


def small_book() -> Folios:
    """Two pages: a heading, text with a link and a Japanese name, a list, a table, a running head and foot."""
    root = Node("Document")
    sect = root.add("Sect", title="Opening")
    heading = sect.add("H1")
    words = sect.add("P")
    link = words.add("Link")
    link.alt = "The joint statement"
    name = words.add("Span", lang="ja")
    listing = Node("L", ordered=True)
    sect.children.append(listing)
    item = listing.add("LI")
    label, body = item.add("Lbl"), item.add("LBody")
    table = sect.add("Table")
    row = table.add("TR")
    head = row.add("TH", scope="Column")
    cell = table.add("TR").add("TD")
    back = sect.add("P").add("Link")

    first, second = Sheet(), Sheet()
    first.page.label, second.page.label = "i", "1"
    for number, sheet in enumerate((first, second), 1):
        sheet.line(810, None, "TLP:GREEN ")
        sheet.line(30, None, f"{number} of 2 ")
        sheet.page.items.append(Stroke(72, 800, 523, 800, 0.5, (0.5, 0.5, 0.5)))
    first.line(760, heading, "Efficient offices ")
    first.page.anchors.append(Anchor("opening", 775))
    first.line(
        730, words, "See the ", first.piece("joint statement ", link), "by ", first.piece("石破", name, JAPANESE)
    )
    first.line(715, words, "and no other ")
    first.page.links.append(
        Link(100, 728, 200, 742, link, href="https://example.org/a b?q=(1)", says="Joint statement")
    )
    first.page.items.append(Fill(72, 600, 400, 20, (0.9, 0.9, 1.0)))
    first.line(690, item, first.piece("1. ", label), first.piece("First ", body))
    second.line(760, body, "point goes on ")
    second.page.anchors.append(Anchor("table", 750))
    second.line(740, head, "Partner ")
    second.line(725, cell, "Japan ")
    second.line(700, back, "Back to the opening ")
    second.page.links.append(Link(72, 698, 160, 712, back, target="opening", says="Go to Opening"))
    return Folios(
        pages=[first.page, second.page],
        root=root,
        fonts=FONTS,
        bookmarks=[Bookmark("Opening", "opening"), Bookmark("石破", "table", 1), Bookmark("End", "table")],
        title="G7 — a (small) book",
        language="en-GB",
        subject="Edition 1",
        stamp="2025-05-25T12:00:00+09:00",
    )


def pictured() -> Folios:
    """One page with a figure: words and a ground that stand for a drawing, told in its alternate text."""
    root = Node("Document")
    heading = root.add("H1")
    figure = root.add("Figure", alt="A bar twice as long as the other")
    figure.box = (72.0, 500.0, 300.0, 560.0)
    sheet = Sheet()
    sheet.line(760, heading, "A drawing ")
    sheet.line(520, figure, "Bars ")
    return Folios([sheet.page], root, FONTS, [], "Drawing", "en")
