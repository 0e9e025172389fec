"""Pages to the bytes of a tagged PDF: draws, tags, embeds, and puts the parts together."""

from __future__ import annotations

from collections.abc import Callable

from briefing.layout.faults import stop_if
from briefing.layout.page import Folios, Node
from briefing.pdf.canvas import BookCanvas
from briefing.pdf.colour import write_output_intent
from briefing.pdf.content import draw
from briefing.pdf.fonts import embed, glyphs_drawn
from briefing.pdf.metadata import write_metadata
from briefing.pdf.navigation import destinations, write_bookmarks, write_links, write_page_labels
from briefing.pdf.structure import boxes, write_structure


def render_folios(folios: Folios, *, archive: bool = False, cancelled: Callable[[], bool] | None = None) -> bytes:
    """Return the pages as a PDF 1.7 file, tagged for PDF/UA-1; with ``archive`` it is PDF/A-2a too.

    The bytes depend on ``folios`` and the shipped fonts only: no clock, no path, no random number.

    Raises:
        Cancelled: ``cancelled`` said so.
        FontMissing: a shipped font is missing or damaged.
    """
    canvas = BookCanvas(folios.language)
    document = canvas.document
    marks: list[list[Node]] = []
    for page in folios.pages:
        stop_if(cancelled)
        drawn = draw(page)
        canvas.page(page.width, page.height, drawn.operators)
        marks.append(drawn.marks)
    places = destinations(document, folios.pages)
    links = write_links(document, folios.pages, places, cancelled)
    stop_if(cancelled)
    if folios.pictures:
        from briefing.pdf.images import write_images

        write_images(document, folios.pages, folios.pictures, lambda: stop_if(cancelled))
    write_structure(document, folios.root, marks, links, boxes(folios.pages), cancelled, excerpt=folios.excerpt)
    stop_if(cancelled)
    write_bookmarks(document, folios.bookmarks, places)
    write_page_labels(document, folios.pages)
    write_metadata(document, folios, archive=archive)
    if archive:
        write_output_intent(document)
    fonts = {font.number: font for font in folios.fonts}
    for number, glyphs in glyphs_drawn(folios.pages).items():
        stop_if(cancelled)
        document.use_font(f"F{number}", embed(document, fonts[number], glyphs))
    stop_if(cancelled)
    return document.format(cancelled)
