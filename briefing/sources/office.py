"""Word documents (docx) and rich text (rtf) read as articles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final, cast

from briefing.sources.article import Article, Unreadable
from briefing.text.clean import clean, one_line

_LARGEST_PART: Final = 60_000_000  # bytes a part of a document may unpack to
_MOST_PARTS: Final = 5000
_DENSEST: Final = 400  # times a part may grow when unpacked
_DAMAGED: Final = (
    "This Word document is damaged and cannot be read. Open it in its own program, copy the text and paste it here."
)


def read_docx(data: bytes) -> Article:
    """Return the text of a Word document, paragraphs and tables in their order, and what it states about itself.

    Raises:
        Unreadable: it is damaged, packed to burst, or no Word document.
    """
    _look_inside(data)
    import docx

    try:
        document: Any = docx.Document(BytesIO(data))
        text = "\n".join(_blocks(document))
        about: Any = document.core_properties
        title, author, made = str(about.title or ""), str(about.author or ""), about.created
    except Exception as fault:
        raise Unreadable(_DAMAGED) from fault
    day = made.date().isoformat() if made is not None and made.year > 2000 else ""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return Article(clean(text), one_line(title or first[:240]), author=one_line(author), published_on=day, kind="docx")


def _look_inside(data: bytes) -> None:
    """Refuse what is no document before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Unreadable(_DAMAGED) from fault
    if "word/document.xml" not in {part.filename for part in parts}:
        raise Unreadable("This is a packed file, but no Word document. Open it, copy its text and paste it here.")
    too_large = any(
        part.file_size > _LARGEST_PART
        or (part.file_size > 1_000_000 and part.file_size > _DENSEST * part.compress_size)
        for part in parts
    )
    if too_large or len(parts) > _MOST_PARTS:
        raise Unreadable("This Word document unpacks to far more than it should, so it was not opened.")


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        rows = getattr(block, "rows", None)
        if rows is None:
            yield str(block.text)
            continue
        for row in rows:
            cells = dict.fromkeys(str(cell.text).strip() for cell in row.cells)
            yield " | ".join(cell for cell in cells if cell)


def read_rtf(raw: str) -> Article:
    """Return the text of a rich text file.

    Raises:
        Unreadable: it is damaged.
    """
    from striprtf import striprtf  # pyright: ignore[reportMissingTypeStubs]

    try:
        text = clean(cast("str", cast("Any", striprtf).rtf_to_text(raw, errors="replace")))
    except Exception as fault:
        raise Unreadable(
            "This rich text file is damaged. Open it in its own program, copy the text and paste it here."
        ) from fault
    first = next((line for line in text.split("\n") if line.strip()), "")
    return Article(text.strip("\n"), one_line(first[:240]), kind="rtf")
