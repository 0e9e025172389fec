"""PDFs to be bound in, made here: a letter, a page that lies across, turned and cropped ones, large and small."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any, cast

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from briefing.book.parts import Book, Picture, Section
from tests.pdf.books import picture

A4 = (595.0, 842.0)
# Size, what it says at its top, and how far it is turned to be read.
SHEETS = (
    (A4, "Annex on the harbour dues", 0),
    ((842.0, 595.0), "Table of dues lying across", 0),
    ((842.0, 595.0), "Scanned the wrong way up", 90),
    ((1191.0, 1684.0), "Poster of the new quay", 0),
    ((298.0, 420.0), "Receipt number seven", 0),
)
_LINES = (
    "The commission sets the dues each spring, after it has heard the",
    "pilots and the owners of ships that call more than twice a year.",
    "Nobody pays twice for the same night at the same berth.",
)


def made(sheets: tuple[tuple[tuple[float, float], str, int], ...] = SHEETS) -> bytes:
    """Return a PDF with these pages: an edge all round, a head, some lines, a coloured patch on every second."""
    out = BytesIO()
    canvas: Any = Canvas(out, invariant=1)
    for number, (stored, head, turn) in enumerate(sheets):
        wide, high = reversed(stored) if turn else stored
        # reportlab stores a page the other way round when it is turned.
        canvas.setPageSize((wide, high))
        canvas.setPageRotation(turn)
        if turn:
            canvas.translate(high, 0)
            canvas.rotate(90)
        size = min(wide, high) / 30
        canvas.rect(3, 3, wide - 6, high - 6)
        canvas.setFont("Helvetica-Bold", 1.4 * size)
        canvas.drawString(0.08 * wide, high - 4 * size, head)
        canvas.setFont("Times-Roman", 0.9 * size)
        for at in range(12):
            gap = 0.6 * size * (at // 3)
            canvas.drawString(0.08 * wide, high - 6.5 * size - 1.2 * size * at - gap, _LINES[at % 3])
        if number % 2:
            canvas.setFillColorRGB(0.1, 0.4, 0.5)
            canvas.rect(0.08 * wide, 2 * size, 6 * size, 2 * size, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(0.6 * wide, 2 * size, f"their page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def cropped(data: bytes) -> bytes:
    """Return a PDF of which only the upper half of each page is to be seen."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(cast("Any", edge)) for edge in page.mediabox)
            page.cropbox = pikepdf.Array([left, (bottom + top) / 2, right, top])
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def enclosure(key: str, data: bytes, name: str, caption: str = "") -> Picture:
    """Return a PDF as a book holds it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    return Picture(key, name, "application/pdf", data, sha256(data).hexdigest(), pages=pages, caption=caption)


def bound_book(**changes: Any) -> Book:
    """Return a book with attachments of all sorts: alone, under a text, two in one section, a picture, none."""
    dues = enclosure("dues0", made(), "Harbour dues 2025.pdf")
    half = enclosure("half0", cropped(made(SHEETS[:1])), "Half a page.pdf", caption="As received on 3 May.")
    across = enclosure("across0", made(SHEETS[1:2]), "Table.pdf")
    slope = picture("slope0", "JPEG", "RGB", (1200, 800), alt="A slope of tones", caption="Tones", credit="Photo: Ada")
    few = "Agreed on 2 May; in force until the summer.\n\n"
    sections = (
        Section("a", "Opening", "text", body="Some words."),
        Section("b", "Harbour dues", "attachment", body="![](picture:dues0)"),
        Section(
            "c",
            "Annexes",
            children=(
                Section(
                    "c1", "Text and two files", "attachment", body=few + "![](picture:half0)\n\n![](picture:across0)"
                ),
                Section("c2", "The table", "attachment", body="![The table of dues](picture:across0)"),
                Section("c3", "A picture", "attachment", body="![](picture:slope0)"),
                Section("c4", "Long", "attachment", body=few * 25 + "![](picture:half0)"),
                Section("c5", "No file", "attachment", body="Handed out in the room."),
                Section("c6", "Text with a PDF", "text", body=few + "![The dues](picture:dues0)\n\nMore."),
            ),
        ),
    )
    held = {one.key: one for one in (dues, half, across, slope)}
    return Book("bound", "Bound in", sections=sections, pictures=held, **changes)
