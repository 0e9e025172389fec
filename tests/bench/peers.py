"""The long book for other programs: as HTML for WeasyPrint and LibreOffice, and as a story for reportlab's platypus.

Each is given what it can do without tricks: contents with page numbers and links (LibreOffice: none, it has no way
to say so in HTML), running head and foot, tables, lists, quotes, links, tags where it writes them.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Any

from tests.bench.long_book import BANNER, TITLE, Bits, Made, Piece, Writer, content, fonts_folder

_STYLE = f"""
@font-face {{ font-family: Serif; src: url(FONTS/SourceSerif4-Regular.ttf) }}
@font-face {{ font-family: Serif; font-weight: bold; src: url(FONTS/SourceSerif4-Bold.ttf) }}
@font-face {{ font-family: Serif; font-style: italic; src: url(FONTS/SourceSerif4-It.ttf) }}
@font-face {{ font-family: Sans; src: url(FONTS/SourceSans3-Semibold.ttf) }}
@font-face {{ font-family: Japanese; src: url(FONTS/NotoSerifJP-Regular.ttf) }}
@page {{ size: A4; margin: 92pt 78.6pt;
  @top-center {{ content: "{BANNER}"; font: 9.7pt Sans }}
  @bottom-left {{ content: "{TITLE}"; font: 8.6pt Sans }}
  @bottom-right {{ content: counter(page) " of " counter(pages); font: 8.6pt Sans }} }}
body {{ font: 12pt/17pt Serif, Japanese }}
h1, h2, h3 {{ font-family: Sans, Japanese; color: #12305a }}
h1 {{ font-size: 22pt; line-height: 1.2; break-before: page }}
table {{ font-size: 10.4pt; width: 100%; border-collapse: collapse }}
td, th {{ border-bottom: 0.4pt solid #ccc; text-align: left; vertical-align: top }}
blockquote {{ background: #f1f4f9; border-left: 3pt solid; padding: 10pt; margin: 0; break-inside: avoid }}
nav a::after {{ content: leader(".") target-counter(attr(href), page) }}
"""
_TAGS = {"": "{}", "b": "<b>{}</b>", "i": "<i>{}</i>", "a": '<a href="https://example.org/doc">{}</a>'}


def missing(program: str) -> str:
    """Return why a program cannot be measured here, ``""`` when it can."""
    if program == "libreoffice":
        return "" if shutil.which("soffice") else "no soffice on the path"
    module = "reportlab" if program == "platypus" else program
    return "" if importlib.util.find_spec(module) is not None else f"pip install {module}"


def make(program: str, sections: int, place: Path, out: Path) -> None:
    """Write the book of that many sections with a program; sources go into the folder ``place``."""
    source = place / "book.html"
    if program == "platypus":
        _platypus(*content(sections), out)
    elif program == "weasyprint":
        weasyprint: Any = importlib.import_module("weasyprint")
        weasyprint.HTML(filename=str(source)).write_pdf(str(out), pdf_variant="pdf/ua-1")
    else:
        home = f"-env:UserInstallation={(place / 'office').as_uri()}"
        options = 'pdf:writer_web_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
        command = ["soffice", home, "--headless", "--convert-to", options, "--outdir", str(place), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        source.with_suffix(".pdf").replace(out)


def html(writer: Writer, made: Made) -> str:
    """Return the book as one HTML page."""
    numbers = {handle: place for place, handle in enumerate(writer.statements, 1)}
    heads: list[tuple[str, str]] = []
    body: list[str] = []
    for title, pieces in made:
        for piece in (Piece("h1", title), *pieces):
            if piece.kind in ("h1", "h2"):
                heads.append((piece.kind, piece.text))
                body.append(f'<{piece.kind} id="h{len(heads)}">{escape(piece.text)}</{piece.kind}>')
            else:
                body.append(_html(writer, piece, numbers))
    listed = "".join(f'<p><a href="#h{k}">{escape(text)}</a></p>' for k, (_, text) in enumerate(heads, 1))
    sources = "".join(
        f'<li><a href="{one.url}">{escape(one.publisher)}, “{escape(one.title)}”, {one.published_on}</a></li>'
        for one in writer.sources.values()
    )
    style = _STYLE.replace("FONTS", Path(fonts_folder()).as_uri())
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f"<style>{style}</style></head>"
        f"<body><p style='font-size:35pt;margin-top:200pt;line-height:1.2'>{TITLE}</p><h1>Contents</h1>"
        f'<nav>{listed}</nav>{"".join(body)}<h1 id="src">Sources</h1><ol>{sources}</ol></body></html>'
    )


def _bits(bits: Bits, numbers: dict[str, int]) -> str:
    return "".join(
        f'<a href="#src">[{numbers[bit.text]}]</a>' if bit.style == "c" else _TAGS[bit.style].format(escape(bit.text))
        for bit in bits
    )


def _html(writer: Writer, piece: Piece, numbers: dict[str, int]) -> str:
    if piece.kind == "h3":
        return f"<h3>{escape(piece.text)}</h3>"
    if piece.kind == "p":
        return f"<p>{_bits(piece.bits, numbers)}</p>"
    if piece.kind == "quote":
        said, who = _said(writer, piece.text)
        return f"<blockquote><p>{escape(said)}<br><small>— {escape(who)}</small></p></blockquote>"
    if piece.kind == "table":
        head, *rows = (["".join(f"<td>{escape(cell)}</td>" for cell in row)] for row in piece.rows)
        top = head[0].replace("td>", "th>")
        return f"<table><thead><tr>{top}</tr></thead>{''.join(f'<tr>{row[0]}</tr>' for row in rows)}</table>"
    items = "".join(f"<li>{_bits(item, numbers)}</li>" for item in piece.items)
    return f"<{piece.kind}>{items}</{piece.kind}>"


def _said(writer: Writer, handle: str) -> tuple[str, str]:
    one = writer.statements[handle]
    outlet = writer.sources[one.source_key].publisher
    return one.text, f"{one.said_by} {one.native_name}, {one.role}, {one.country} ({one.said_on}, {outlet})"


def _platypus(writer: Writer, made: Made, out: Path) -> None:
    """Set the book with reportlab's own document templates: two passes at least, because of the contents."""
    flow: Any = importlib.import_module("reportlab.platypus")
    story = _Story(writer, flow)
    contents = importlib.import_module("reportlab.platypus.tableofcontents").TableOfContents()

    class Template(flow.BaseDocTemplate):
        def afterFlowable(self, flowable: Any) -> None:
            level = {"h1": 0, "h2": 1}.get(getattr(getattr(flowable, "style", None), "name", ""))
            if level is not None:
                key = f"h{id(flowable)}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=True)
                self.notify("TOCEntry", (level, flowable.getPlainText(), self.page, key))

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(297, 790, BANNER)
        canvas.drawString(78, 50, TITLE)
        canvas.drawRightString(516, 50, str(document.page))

    parts: list[Any] = [story.head("h1", TITLE), flow.PageBreak(), contents]
    for title, pieces in made:
        parts += [flow.PageBreak(), story.head("h1", escape(title)), *map(story.piece, pieces)]
    parts += [flow.PageBreak(), story.head("h1", '<a name="src"/>Sources'), *story.sources()]
    page = flow.PageTemplate(frames=[flow.Frame(78.6, 92, 438, 658)], onPage=furniture)
    Template(str(out), pageTemplates=[page]).multiBuild(parts)


class _Story:
    """Makes flowables, in fonts reportlab has itself: it reads no others with these outlines."""

    def __init__(self, writer: Writer, flow: Any) -> None:
        self._writer, self._flow = writer, flow
        self._numbers = {handle: place for place, handle in enumerate(writer.statements, 1)}
        style = importlib.import_module("reportlab.lib.styles").ParagraphStyle
        fonts = importlib.import_module("reportlab.pdfbase.cidfonts")
        importlib.import_module("reportlab.pdfbase.pdfmetrics").registerFont(fonts.UnicodeCIDFont("HeiseiMin-W3"))
        self._text = style("text", fontName="Times-Roman", fontSize=12, leading=17, spaceAfter=8)
        self._cell = style("cell", self._text, fontSize=10.4, leading=13.5, spaceAfter=0)
        self._japanese = style("japanese", self._text, fontName="HeiseiMin-W3", wordWrap="CJK")
        self._heads = {
            kind: style(kind, self._text, fontName="Helvetica-Bold", fontSize=size, leading=size * 1.2, spaceBefore=12)
            for kind, size in (("h1", 22), ("h2", 15), ("h3", 12.5))
        }

    def head(self, kind: str, text: str) -> Any:
        return self._flow.Paragraph(text, self._heads[kind])

    def piece(self, piece: Piece) -> Any:
        flow = self._flow
        if piece.kind in self._heads:
            return self.head(piece.kind, escape(piece.text))
        if piece.kind == "p":
            return flow.Paragraph(_bits(piece.bits, self._numbers), self._text)
        if piece.kind == "quote":
            said, who = _said(self._writer, piece.text)
            words = flow.Paragraph(escape(said), self._text if said.isascii() else self._japanese)
            return flow.KeepTogether([words, flow.Paragraph(f"— {escape(who)}", self._cell)])
        if piece.kind == "table":
            rows = [[flow.Paragraph(escape(one), self._cell) for one in row] for row in piece.rows]
            return flow.Table(rows, colWidths=(70, 95, 45, 50, 178), repeatRows=1)
        items = [flow.Paragraph(_bits(item, self._numbers), self._text) for item in piece.items]
        return flow.ListFlowable(items, bulletType="bullet" if piece.kind == "ul" else "1")

    def sources(self) -> list[Any]:
        return [
            self._flow.Paragraph(f'<a href="{one.url}">{escape(one.publisher)}, {escape(one.title)}</a>', self._text)
            for one in self._writer.sources.values()
        ]
