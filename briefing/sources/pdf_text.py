"""The text of a PDF read as an article: lines joined to paragraphs, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

from briefing.sources.article import Article, Unreadable
from briefing.text.clean import clean, one_line

_MOST_PAGES: Final = 2000
_LONGEST: Final = 5_000_000
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_ENDS = (".", "!", "?", "…", ":", "。", "”", '"', "»", "」")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe\x02]$")
_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes) -> Article:
    """Return the text of a PDF and what it states about itself.

    Raises:
        Unreadable: it is damaged, locked with a password, or has no text (a scan).
    """
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    pdfium: Any = pypdfium2
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise Unreadable(
            "This PDF is locked with a password. Save a copy without one and import that."
            if locked
            else "This PDF is damaged and cannot be read. Open it in its own program, copy the text and paste it here."
        ) from fault
    try:
        about: dict[str, str] = document.get_metadata_dict()
        pages = [_page(document, number) for number in range(min(len(document), _MOST_PAGES))]
    except pdfium.PdfiumError as fault:
        raise Unreadable("A page of this PDF cannot be read. Copy its text and paste it here.") from fault
    finally:
        document.close()
    text = paragraphs(pages)[:_LONGEST]
    if not text.strip():
        raise Unreadable("This PDF holds pictures of pages but no text. Recognise its text in another program first.")
    date = _DATE.match(about.get("CreationDate", ""))
    first = text.split("\n", 1)[0]
    return Article(
        text,
        one_line(about.get("Title", "") or first[:240]),
        author=one_line(about.get("Author", "")),
        published_on="-".join(date.groups()) if date else "",
        kind="pdf",
    )


def _page(document: Any, number: int) -> list[str]:
    page: Any = document[number]
    words: Any = page.get_textpage()
    try:
        text = str(words.get_text_bounded())
    finally:
        words.close()
        page.close()
    return [line.strip() for line in clean(text).split("\n")]


def paragraphs(pages: list[list[str]]) -> str:
    """Return the lines of pages as paragraphs, a line each: divided words made whole, running heads left out."""
    heads = _running(pages)
    out: list[str] = []
    open_line = False
    for lines in pages:
        kept = [line for at, line in enumerate(lines) if not (_at_edge(at, lines) and _plain(line) in heads)]
        widest = max((len(line) for line in kept), default=0)
        for line in kept:
            if not line:
                open_line = False
                continue
            if open_line and out:
                out[-1] = _joined(out[-1], line)
            else:
                out.append(line)
            open_line = (not line.endswith(_ENDS) and len(line) > 0.6 * widest) or (len(line) > 0.85 * widest)
    return "\n".join(out)


def _joined(before: str, line: str) -> str:
    if _HYPHEN.search(before) and line[:1].islower():
        return before[:-1] + line
    wide = before[-1:] >= "\u2e80" and line[:1] >= "\u2e80"
    return f"{before}{line}" if wide else f"{before} {line}"


def _plain(line: str) -> str:
    return _DIGITS.sub("#", line)


def _at_edge(at: int, lines: list[str]) -> bool:
    deep = 2 if len(lines) > 8 else 1
    return at < deep or at >= len(lines) - deep


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Return the lines, their numbers aside, that stand at the edge of most pages."""
    if len(pages) < 3:
        return frozenset()
    seen = Counter(
        plain
        for lines in pages
        for plain in {_plain(line) for at, line in enumerate(lines) if line and _at_edge(at, lines)}
    )
    return frozenset(line for line, count in seen.items() if count >= max(3, 0.6 * len(pages)))
