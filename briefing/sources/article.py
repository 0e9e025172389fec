"""A file or pasted text read as an article: its words, and what it states about itself. Opens no other file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.text import dates, languages
from briefing.text.clean import clean, one_line
from briefing.text.decoding import decode

LARGEST = 20_000_000
LARGEST_PACKED = 100_000_000  # of files that hold pictures beside their text
_LONGEST_TITLE = 240
_HEAD_LINES = 8
_HTML = re.compile(
    r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1|meta|span|table)\b", re.I | re.S
)
_BYLINE = re.compile(r"^(?:by|von|par|por|di)\s+([^\d,|•·]{3,60})(?:[,|•·].*)?$", re.IGNORECASE)
_STATED = re.compile(
    r"^(?P<what>source|publisher|outlet|quelle|author|autor|auteur|published|date|datum|updated|url|link)\s*:\s*(?P<value>.+)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_DAY = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}\.?\s+[^\W\d_]{3,9}\.?\s+\d{4}|[^\W\d_]{3,9}\s+\d{1,2},\s+\d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
_STATED_BY_PAGES = ("title", "publisher", "author", "published_on", "url")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_FIELD_OF = {
    "source": "publisher", "publisher": "publisher", "outlet": "publisher", "quelle": "publisher", "author": "author",
    "autor": "author", "auteur": "author", "published": "published_on", "date": "published_on", "datum": "published_on",
    "url": "url", "link": "url",
}  # fmt: skip
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "This is an old Office file. Open it, copy its text and paste it here."),
    (b"SQLite format 3\x00", "This is a database, not an article."),
)


class Unreadable(ValueError):
    """The bytes are no article we can read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read. Fields it does not state are ``""``; ``kind`` is the kind of file (``txt``, ``docx`` …)."""

    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: str = ""
    url: str = ""
    language: str = ""
    kind: str = "txt"
    name: str = ""


def read(data: bytes, name: str = "") -> Article:
    """Return the article in ``data``; ``name`` is the file's name (its ending helps) or ``""`` for pasted text.

    Raises:
        Unreadable: it is empty, too large, or no text.
    """
    ending = name.lower().rpartition(".")[2]
    article = _packed(data, ending)
    if article is None:
        article = _textual(data, ending)
    if not article.text.strip():
        raise Unreadable("There is no text in this file.")
    return replace(article, name=name, language=article.language or languages.guess(article.text))


def read_copied(text: str, markup: str) -> Article:
    """Return the article somebody copied, from what programs copy: its ``text`` and its ``markup`` (HTML, or ``""``).

    The words are those seen, which are the text's; what only the markup states about the article is taken from there.

    Raises:
        Unreadable: see ``read``.
    """
    if not text.strip() and markup.strip():
        return read(markup.encode("utf-8", "replace"), "copied.html")
    article = read(text.encode("utf-8", "replace"))
    if not markup.strip() or len(markup) > LARGEST or article.kind == "html":
        return article
    from briefing.sources.page import read_page

    stated = read_page(markup)
    missing = {name: getattr(stated, name) for name in _STATED_BY_PAGES if not getattr(article, name)}
    return replace(article, **missing)


def _packed(data: bytes, ending: str) -> Article | None:
    """Return the article of a file that is more than text; None for a text."""
    if len(data) > LARGEST_PACKED:
        raise Unreadable("This file is larger than 100 MB. Cut out the part you need and import that.")
    if data[:1024].lstrip()[:5] == b"%PDF-":
        from briefing.sources.pdf_text import read_pdf

        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        from briefing.sources.office import read_docx

        return read_docx(data)
    if ending in {"eml", "mht", "mhtml"}:
        from briefing.sources.mail import read_mail

        return read_mail(data, "eml" if ending == "eml" else "mhtml")
    return None


def _textual(data: bytes, ending: str) -> Article:
    if len(data) > LARGEST:
        raise Unreadable("This file is larger than 20 MB. Cut out the part you need and import that.")
    for mark, sentence in _FOREIGN:
        if data.startswith(mark):
            raise Unreadable(sentence)
    raw = decode(data, _declared(data))
    if len(_CONTROLS.findall(raw)) > len(raw) // 50 + 2 or raw.count("\ufffd") > len(raw) // 5 + 5:
        raise Unreadable("This file is not text. Open it in its own program, copy the text and paste it here.")
    if raw.startswith("{\\rtf"):
        from briefing.sources.office import read_rtf

        return read_rtf(raw)
    if ending in {"html", "htm", "xhtml"} or (ending not in {"txt", "md", "markdown"} and _HTML.match(raw[:2000])):
        from briefing.sources.page import read_page

        return read_page(raw)
    return _plain(raw, "md" if ending in {"md", "markdown"} else "txt")


def _declared(data: bytes) -> str:
    match = re.search(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", data[:2048], re.IGNORECASE)
    return match.group(1).decode("ascii", "ignore") if match else ""


def _plain(raw: str, kind: str) -> Article:
    text = clean(raw).strip("\n") + "\n"
    lines = [line.strip() for line in text.split("\n", 60)[:60] if line.strip()][:_HEAD_LINES]
    stated: dict[str, str] = {}
    title = ""
    for at, line in enumerate(lines):
        if at == 0 and len(line) <= _LONGEST_TITLE:
            title = one_line(line.lstrip("#").strip() if kind == "md" else line)
        elif len(line) <= _LONGEST_TITLE:
            _state(line, stated)
    return Article(text.rstrip("\n"), title=title, kind=kind, **stated)


def _state(line: str, stated: dict[str, str]) -> None:
    """Note what a line at the head of an article states: who wrote it, when, where it stood."""
    match = _STATED.match(line)
    if match:
        key = _FIELD_OF.get(match["what"].lower(), "")
        value = match["value"].strip()
        if key == "published_on":
            value = day_in(value)
        if key and value:
            stated.setdefault(key, one_line(value))
        return
    byline = _BYLINE.match(line)
    if byline and len(line) < 90:
        stated.setdefault("author", one_line(byline.group(1)))
    address = _ADDRESS.search(line)
    if address and len(line) - len(address.group()) < 20:
        stated.setdefault("url", address.group())
    if len(line) < 80 and (day := day_in(line)):
        stated.setdefault("published_on", day)


def day_in(text: str) -> str:
    """Return the first full date a short text states (``2025-05-25``), else ``""``."""
    for match in _DAY.finditer(text):
        try:
            iso, precision = dates.parse(match.group())
        except dates.BadDate:
            continue
        if precision in {"day", "minute"}:
            return iso[:10]
    return ""
