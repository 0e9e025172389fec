"""reportlab's document, written compactly: object streams, a cross-reference stream, and nothing of today in it.

ISO 32000-1, 7.5.7 and 7.5.8. What reportlab makes itself (pages, catalogue, images) stays reportlab's; the many
small objects of the structure tree are handed over as finished bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

import deflate
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from briefing.layout.faults import stop_if

_PER_STREAM = 200
_LEVEL = 4
LONGEST = 8000  # characters of at most four bytes each
_TONGUE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_settings = cast("Any", rl_config)
_reportlab = cast("Any", pdfdoc)
_deflate = cast("Any", deflate)


def settle_reportlab() -> None:
    """Fix those of reportlab's settings that reach the bytes or the network, whatever the user's own files say."""
    _settings.invariant = 1
    _settings.pdfComments = 0
    _settings.pdfMultiLine = 0
    _settings.useA85 = 0
    _settings.trustedHosts = []
    _settings.trustedSchemes = []


def text(value: str) -> str:
    """Return a PDF text string (7.9.2.2): a literal for printable ASCII, else UTF-16 in hexadecimal.

    Control characters and lone surrogates, which no reader can show, become nothing and ``?``. What is longer than
    PDF/A lets a string be (ISO 19005-2, 6.1.13: 32,767 bytes) is cut.
    """
    value = value[:LONGEST]
    clean = value if value.isprintable() else "".join(c for c in value if c >= " " and c != "\x7f")
    if clean.isascii():
        escaped = clean.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{clean.encode('utf-16-be', 'replace').hex().upper()}>"


@lru_cache(maxsize=256)
def tongue(language: str) -> str:
    """Return a language tag as BCP 47 writes it, or ``""`` for what is none: a reader would not know the voice."""
    tag = language.strip().replace("_", "-")
    return tag if _TONGUE.fullmatch(tag) else ""


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Return a length with at most two decimals and no needless zeros."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


class Stream(pdfdoc.PDFStream):
    """A stream that is compressed at once, so that only the small form is kept.

    reportlab writes no line end before ``endstream``, which PDF/A (6.1.7.1) demands: hence our own ``format``.
    """

    def __init__(self, data: bytes, entries: str = "", *, compress: bool = True) -> None:
        cast("Any", super()).__init__()
        self.entries = entries
        self.compressed = compress
        # libdeflate: at this level half the time that zlib takes for files of the same size.
        self.data = bytes(_deflate.zlib_compress(data, _LEVEL)) if compress else data

    def format(self, document: object) -> bytes:
        """Return the dictionary and the data, ready to stand in the file."""
        packed = "/Filter/FlateDecode" if self.compressed else ""
        head = f"<<{self.entries}{packed}/Length {len(self.data)}>>\nstream\n"
        return b"%b%b\nendstream" % (head.encode("ascii"), self.data)


class Document(pdfdoc.PDFDocument):
    """A PDF file in the making.

    Beside reportlab's named objects it takes finished ones by number: ``reserve`` numbers, then ``put`` bodies.
    """

    def __init__(self, language: str) -> None:
        settle_reportlab()
        cast("Any", super()).__init__(invariant=1, pdfVersion=(1, 7), lang=None)
        self.catalogue: Any = cast("Any", self).Catalog
        self.catalogue.Outlines = None
        self.catalogue.Lang = text(tongue(language) or "und")
        self.information = 0
        self._finished: dict[int, str | Stream] = {}
        fonts = self.idToObjectNumberAndVersion[_reportlab.BasicFonts][0]
        self._fonts = f"/Font {fonts} 0 R"
        self._resources = f"{self.reserve()} 0 R"
        self._images: dict[str, str] = {}
        self._states: dict[str, str] = {}

    def reserve(self, count: int = 1) -> int:
        """Return the first of ``count`` fresh object numbers that follow each other."""
        first = self.objectcounter + 1
        self.objectcounter += count
        return first

    def put(self, number: int, body: str | Stream) -> None:
        """Hand over the finished object for a reserved number."""
        self._finished[number] = body

    def add(self, body: str | Stream) -> str:
        """Hand over a finished object and return a reference to it."""
        fresh = self.reserve()
        self.put(fresh, body)
        return f"{fresh} 0 R"

    def page_reference(self, index: int) -> str:
        """Return a reference to a page already added, counted from 0."""
        return f"{self.idToObjectNumberAndVersion[f'Page{index + 1}'][0]} 0 R"

    def page(self, index: int) -> Any:
        """Return reportlab's object for a page already added, counted from 0."""
        return self.idToObject[f"Page{index + 1}"]

    def use_font(self, key: str, reference: str) -> None:
        """Make an embedded font known to all pages under the name their operators use."""
        fonts: Any = self.idToObject[_reportlab.BasicFonts]
        fonts.dict[key] = reference

    def use_image(self, name: str, reference: str) -> None:
        """Make an image known to all pages under the name their operators use."""
        self._images[name] = reference

    def use_state(self, name: str, state: str) -> None:
        """Make a graphics state (8.4.5) known to all pages under the name their operators use."""
        self._states[name] = state

    def reference_list(self, references: list[str]) -> pdfdoc.PDFArray:
        """Return references as an array that reportlab's own objects can hold."""
        return pdfdoc.PDFArrayCompact(references)

    def addPage(self, page: Any) -> None:  # noqa: N802
        """Take a page from the canvas; its operators are compressed at once to keep memory small."""
        operators = cast("str", page.stream)
        page.Contents = Stream(operators.encode("latin-1"))
        page.stream = None
        if not (page.XObjects or page.ExtGState or page._colorsUsed or page._shadingUsed):
            page.Resources = self._resources
        cast("Any", super()).addPage(page)

    def GetPDFData(self, canvas: object) -> bytes:  # noqa: N802
        """Return the whole file."""
        return self.format()

    def format(self, cancelled: Callable[[], bool] | None = None) -> bytes:
        """Return the whole file; the two identifiers in it are a hash of everything before them.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        root: Any = cast("Any", self).Reference(self.catalogue)
        root_number = self.idToObjectNumberAndVersion[root.name][0]
        images = "".join(f"/{name} {reference}" for name, reference in self._images.items())
        known = f"/XObject<<{images}>>" if images else ""
        states = "".join(f"/{name}<<{state}>>" for name, state in self._states.items())
        known += f"/ExtGState<<{states}>>" if states else ""
        self.put(int(self._resources.split()[0]), f"<<{self._fonts}{known}>>")
        file = _File()
        number = 0
        while number < self.objectcounter:  # formatting may register more objects
            number += 1
            if not number % _PER_STREAM:
                stop_if(cancelled)
            file.add(number, self._body(number))
        return file.finish(number + 1, root_number, self.information)

    def _body(self, number: int) -> str | bytes | Stream:
        finished = self._finished.pop(number, None)
        if finished is not None:
            return finished
        held: Any = self.idToObject[self.numberToId[number]]
        if isinstance(held, Stream):
            return held
        formatted = cast("bytes", _reportlab.format(held, self, 1))
        # reportlab's images are streams too, whatever their class: they cannot stand in an object stream.
        return formatted if formatted.rstrip().endswith(b"endstream") else formatted.decode("latin-1")


class _File:
    """Collects objects: streams stand alone, the rest go compressed into object streams of 200."""

    def __init__(self) -> None:
        self.parts: list[bytes] = [_HEADER]
        self.length = len(_HEADER)
        self.places: dict[int, tuple[int, int, int]] = {}
        self.waiting: list[tuple[int, str]] = []
        self.packed: list[Stream] = []

    def add(self, number: int, body: str | bytes | Stream) -> None:
        if not isinstance(body, str):
            self._write(number, body if isinstance(body, bytes) else body.format(None))
            return
        self.waiting.append((number, body))
        if len(self.waiting) == _PER_STREAM:
            self._pack()

    def _write(self, number: int, body: bytes) -> None:
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self.places[number] = (1, self.length, 0)
        self.parts.append(whole)
        self.length += len(whole)

    def _pack(self) -> None:
        index = len(self.packed)
        offset = 0
        head: list[str] = []
        for place, (number, body) in enumerate(self.waiting):
            head.append(f"{number} {offset}")
            self.places[number] = (2, index, place)
            offset += len(body) + 1
        start = " ".join(head) + "\n"
        data = (start + "\n".join([body for _, body in self.waiting])).encode("latin-1")
        self.packed.append(Stream(data, f"/Type/ObjStm/N {len(self.waiting)}/First {len(start)}"))
        self.waiting = []

    def finish(self, size: int, root: int, information: int) -> bytes:
        if self.waiting:
            self._pack()
        holders = {index: size + index for index in range(len(self.packed))}
        for index, stream in enumerate(self.packed):
            self._write(holders[index], stream.format(None))
        own = size + len(self.packed)
        self.places[own] = (1, self.length, 0)
        rows = bytearray(b"\x00\x00\x00\x00\x00\xff\xff")
        for number in range(1, own + 1):
            kind, where, extra = self.places[number]
            where = holders[where] if kind == 2 else where
            rows += kind.to_bytes(1, "big") + where.to_bytes(4, "big") + extra.to_bytes(2, "big")
        digest = hashlib.sha256()
        for part in self.parts:
            digest.update(part)
        name = digest.hexdigest()[:32].upper()
        entries = f"/Type/XRef/Size {own + 1}/W[1 4 2]/Root {root} 0 R/Info {information} 0 R/ID[<{name}><{name}>]"
        start = self.length
        self._write(own, Stream(bytes(rows), entries).format(None))
        self.parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self.parts)
