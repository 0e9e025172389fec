"""The structure of a finished PDF as text to be read and compared: tags with their words, links, headings, bookmarks.

The words come from pdfium, by the marked content they are in; the tags from qpdf.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

_pdfium: Any = importlib.import_module("pypdfium2")
_raw: Any = importlib.import_module("pypdfium2.raw")

_OWN = (("/Lang", "lang"), ("/Alt", "alt"), ("/ActualText", "actual"))


def described(data: bytes) -> str:
    """Return a PDF's tags in reading order, one a line, each with its words; then its headings and bookmarks.

    A line tells when the reader turns to another page; a heading, a link and a bookmark name the page they are on or
    lead to, by its printed number.
    """
    return "\n".join(_Described(data).lines()) + "\n"


class _Described:
    """One PDF, read for ``described``."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.Pdf.open(BytesIO(data))
        drawn: Any = _pdfium.PdfDocument(data)
        self._numbers = {page.objgen: index for index, page in enumerate(self._pdf.pages)}
        self._labels = [str(drawn.get_page_label(page)) for page in range(len(drawn))]
        self._words = [_words(drawn[page]) for page in range(len(drawn))]
        drawn.close()
        self._page = -1
        self._headings: list[str] = []

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        root: Any = self._pdf.Root
        yield f"pages: {len(self._labels)}, language: {root.Lang}"
        yield from self._element(root.StructTreeRoot.K, 0)
        yield ""
        yield "headings"
        yield from self._headings
        yield ""
        yield "bookmarks"
        with self._pdf.open_outline() as outline:
            yield from self._bookmarks(outline.root, 1)

    def _bookmarks(self, entries: Any, depth: int) -> Iterator[str]:
        for entry in entries:
            yield f"{'  ' * depth}{entry.title} -> {self._labels[self._numbers[entry.destination[0].objgen]]}"
            yield from self._bookmarks(entry.children, depth + 1)

    def _element(self, element: Any, depth: int) -> Iterator[str]:
        """Yield the lines of an element: its tag with the words before its first child, then all below it."""
        role = str(element.S)[1:]
        own = "".join(f" {name}={str(element[key])!r}" for key, name in _OWN if key in element)
        head, words, whole = f"{'  ' * depth}{role}{own}", "", ""
        below: list[str] = []
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if _is_dictionary(kid) and "/S" in kid:
                if words or head:
                    below += self._said(head, words, depth)
                    head, words = "", ""
                below += self._element(kid, depth + 1)
            elif _is_dictionary(kid) and "/Obj" in kid:
                head += f" -> {self._target(kid.Obj)}"
            else:
                page, number = self._marked(element, kid)
                if page != self._page:
                    below += self._said(head, words, depth) if words else []
                    head, words = ("", "") if words else (head, words)
                    below.append(f"---- page {self._labels[page]}")
                    self._page = page
                words += self._words[page].get(number, "")
                whole += self._words[page].get(number, "")
        below += self._said(head, words, depth) if words or head else []
        if role[0] == "H" and role[1:].isdigit():
            self._headings.append(f"{'  ' * int(role[1:])}{' '.join(whole.split())} -> {self._labels[self._page]}")
        yield from below

    def _said(self, head: str, words: str, depth: int) -> list[str]:
        kept = " ".join(words.split())
        return [f"{head or '  ' * (depth + 1)}{' ' if head and kept else ''}{kept}"] if head or kept else []

    def _marked(self, element: Any, kid: Any) -> tuple[int, int]:
        if _is_dictionary(kid):
            page = kid.get("/Pg", element.get("/Pg"))
            return self._numbers[page.objgen], int(kid.MCID)
        return self._numbers[element.Pg.objgen], int(kid)

    def _target(self, annotation: Any) -> str:
        if "/Dest" in annotation:
            return self._labels[self._numbers[annotation.Dest[0].objgen]]
        return str(annotation.A.URI) if "/A" in annotation else "?"


def _is_dictionary(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary)


def _words(page: Any) -> dict[int, str]:
    """Return the words of a page by the number of the marked content they are in."""
    read = page.get_textpage()
    out: dict[int, str] = {}
    for index in range(_raw.FPDFPage_CountObjects(page)):
        drawn = _raw.FPDFPage_GetObject(page, index)
        if _raw.FPDFPageObj_GetType(drawn) != _raw.FPDF_PAGEOBJ_TEXT:
            continue
        size = _raw.FPDFTextObj_GetText(drawn, read, None, 0)
        room = ctypes.create_string_buffer(size)
        _raw.FPDFTextObj_GetText(drawn, read, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
        number = int(_raw.FPDFPageObj_GetMarkedContentID(drawn))
        out[number] = out.get(number, "") + room.raw.decode("utf-16-le").rstrip("\0")
    read.close()
    page.close()
    return out
