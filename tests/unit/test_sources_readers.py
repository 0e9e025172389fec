"""Letters, saved pages, Word documents, rich text and PDFs are read as articles or refused with a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from briefing.sources.article import Article, Unreadable, read
from briefing.sources.pdf_text import paragraphs

WORDS = "“We have agreed on the main points,” Anna Lindqvist said in Uppsala."
LINES = [WORDS, "“Der Entwurf steht”, sagte Petra Lindner.", "「前進した」と石破首相は述べた。"]


def letter() -> bytes:
    made = EmailMessage()
    made["Subject"] = "Steel talks: what was said"
    made["From"] = "Desk Officer <desk@example.org>"
    made["Date"] = "Sun, 25 May 2025 23:30:00 +0900"
    made.set_content("\n".join(LINES))
    made.add_attachment(b"secret", maintype="application", subtype="octet-stream", filename="x.bin")
    return made.as_bytes()


def saved_page() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    made = EmailMessage()
    made["Subject"] = "Talks go on"
    made["Snapshot-Content-Location"] = "https://example.org/talks"
    made.set_content(f"<html><body><nav>Menu</nav><h1>Talks go on</h1>{body}</body></html>", subtype="html")
    return made.as_bytes()


def word() -> bytes:
    import docx

    document: Any = docx.Document()
    document.core_properties.author = "Desk Officer"
    document.core_properties.title = "Talks go on"
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Uppsala", "25 May"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rich() -> bytes:
    return (
        rb"{\rtf1\ansi\ansicpg1252 {\fonttbl\f0 Arial;}\f0 \ldblquote We have agreed on the main points,\rdblquote"
        rb"  Anna Lindqvist said in Uppsala.\par \u8220?Der Entwurf steht\u8221?, sagte Petra Lindner.\par}"
    )


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday")


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas: Any = Canvas(out)
    canvas.setTitle("Talks go on")
    canvas.setAuthor("Desk Officer")
    for page in range(4):
        canvas.drawString(72, 800, f"Weekly digest – page {page + 1}")
        canvas.drawString(72, 760, "We have agreed on the main points and the negotia-")
        canvas.drawString(72, 745, f"tions go on in Uppsala, she said on day {page}.")
        canvas.drawString(72, 700, f"{DAYS[page]} was quiet.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    "a.eml": letter, "a.mhtml": saved_page, "a.docx": word, "a.rtf": rich, "a.pdf": pdf,
}  # fmt: skip


def test_a_letter_gives_its_words_and_its_head_and_leaves_attachments_alone() -> None:
    article = read(letter(), "a.eml")
    assert article.text.split("\n") == LINES
    assert (article.title, article.author) == ("Steel talks: what was said", "Desk Officer")
    assert (article.published_on, article.kind) == ("2025-05-25", "eml")


def test_a_saved_page_gives_its_article_and_its_address() -> None:
    article = read(saved_page(), "a.mht")
    assert WORDS in article.text
    assert "Menu" not in article.text
    assert (article.title, article.url, article.kind) == ("Talks go on", "https://example.org/talks", "mhtml")


def test_a_word_document_gives_paragraphs_and_tables_in_order() -> None:
    article = read(word(), "a.docx")
    assert article.text.split("\n") == [*LINES, "Uppsala | 25 May"]
    assert (article.title, article.author, article.kind) == ("Talks go on", "Desk Officer", "docx")


def test_rich_text_gives_its_words() -> None:
    article = read(rich(), "a.rtf")
    assert article.text.split("\n") == LINES[:2]
    assert article.kind == "rtf"


def test_a_pdf_gives_whole_words_and_no_running_heads() -> None:
    article = read(pdf(), "a.pdf")
    assert (article.title, article.author, article.kind) == ("Talks go on", "Desk Officer", "pdf")
    assert "the negotiations go on in Uppsala, she said on day 2." in article.text
    assert "Weekly digest" not in article.text


def test_a_pdf_without_text_is_refused() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas: Any = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    with pytest.raises(Unreadable, match="no text"):
        read(out.getvalue(), "scan.pdf")


def test_japanese_lines_are_joined_without_a_blank() -> None:
    assert (
        paragraphs([["両国は共同基金の設立に向けて", "協議を続けている。"]])
        == "両国は共同基金の設立に向けて協議を続けている。"
    )


def test_a_document_packed_to_burst_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"a" * 70_000_000)
    with pytest.raises(Unreadable, match="far more"):
        read(out.getvalue(), "bomb.docx")


def test_an_entity_in_a_word_document_reads_no_file() -> None:
    inside = zipfile.ZipFile(io.BytesIO(word()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for part in inside.infolist():
            data = inside.read(part.filename)
            if part.filename == "word/document.xml":
                head = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
                data = data.replace(b"<w:document", head + b"<w:document", 1).replace(b"Uppsala", b"&e;")
            packed.writestr(part.filename, data)
    try:
        text = read(out.getvalue(), "x.docx").text
    except Unreadable:
        return
    assert "\n| " not in text
    from pathlib import Path

    host = Path("/etc/hostname")
    assert not host.exists() or host.read_text().strip() not in text


@pytest.mark.parametrize("name", MADE)
def test_a_thousand_damaged_files_of_each_kind_are_read_or_refused(name: str) -> None:
    whole = MADE[name]()
    dice = random.Random(name)
    for _ in range(1000 if name in {"a.eml", "a.mhtml", "a.rtf"} else 250):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 12)):
            at = dice.randrange(len(data))
            act = dice.randrange(3)
            if act == 0:
                data[at] = dice.randrange(256)
            elif act == 1:
                del data[at : at + dice.randrange(1, 40)]
            else:
                data[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 20)))
            if not data:
                break
        try:
            assert isinstance(read(bytes(data), name), Article)
        except Unreadable as refused:
            assert str(refused).endswith(".")
