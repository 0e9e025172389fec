"""A saved web page read as an article: its text without menus and scripts, and what it states about itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from briefing.sources.article import Article, day_in
from briefing.text.clean import clean, one_line

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "object",
        "canvas",
        "dialog",
        "menu",
        "head",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "tr",
        "td",
        "th",
        "figure",
        "figcaption",
        "br",
        "hr",
        "address",
        "body",
        "html",
        "center",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "citation_title": "title",
    "og:site_name": "publisher",
    "citation_journal_title": "publisher",
    "dc.publisher": "publisher",
    "publisher": "publisher",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "citation_author": "author",
    "article:published_time": "published_on",
    "date": "published_on",
    "dc.date": "published_on",
    "pubdate": "published_on",
    "datepublished": "published_on",
    "citation_publication_date": "published_on",
    "parsely-pub-date": "published_on",
    "og:url": "url",
}
_DEEPEST = 400
_SHORT_ARTICLE = 200


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stated: dict[str, str] = {}
        self.language = ""
        self.all: list[str] = []
        self.article: list[str] = []
        self._skipping: list[str] = []
        self._in_article = 0
        self._title: list[str] | None = None
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")[:2].lower()
        if tag == "meta":
            self._meta(given)
        if tag == "link" and given.get("rel", "").lower() == "canonical":
            self._state("url", given.get("href", ""))
        if tag == "time" and given.get("datetime"):
            self._state("published_on", given["datetime"])
        if tag == "title" and "title" not in self.stated:
            self._title = []
        if tag in _SKIPPED and tag not in _VOID and len(self._skipping) < _DEEPEST:
            self._skipping.append(tag)
        if tag in {"article", "main"}:
            self._in_article += 1
        if tag == "h1" and not self._skipping:
            self._heading = []
        if tag in _BLOCKS:
            self._put("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipping:
            while self._skipping and self._skipping.pop() != tag:
                pass
        if tag == "title" and self._title is not None:
            self.stated.setdefault("page title", one_line("".join(self._title)))
            self._title = None
        if tag == "h1" and self._heading is not None:
            self._state("heading", "".join(self._heading))
            self._heading = None
        if tag in _BLOCKS:
            self._put("\n")
        if tag in {"article", "main"} and self._in_article:
            self._in_article -= 1

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
        elif not self._skipping:
            if self._heading is not None:
                self._heading.append(data)
            self._put(re.sub(r"\s+", " ", data))

    def _put(self, data: str) -> None:
        self.all.append(data)
        if self._in_article:
            self.article.append(data)

    def _meta(self, given: dict[str, str]) -> None:
        key = _META.get((given.get("property") or given.get("name") or given.get("itemprop") or "").lower())
        if key:
            self._state(key, given.get("content", ""))

    def _state(self, key: str, value: str) -> None:
        value = day_in(value) if key == "published_on" else one_line(value)
        if value and not (key == "url" and not value.startswith(("http://", "https://"))):
            self.stated.setdefault(key, value[:1000])


def _lines(parts: list[str]) -> str:
    text = clean("".join(parts))
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _body(raw: str) -> str:
    """Return the article of a page that does not mark it, as trafilatura finds it; ``""`` when it finds none."""
    if len(raw) < 4 * _SHORT_ARTICLE:
        return ""
    try:
        import trafilatura

        found = trafilatura.extract(raw, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # noqa: BLE001  (what it stumbles over is read in the plain way instead)
        return ""
    text = _lines([found or ""])
    return text if len(text) >= _SHORT_ARTICLE else ""


def read_page(raw: str) -> Article:
    """Return the article of an HTML page; nothing it points to is fetched. Never raises."""
    page = _Page()
    page.feed(raw)
    page.close()
    text = _lines(page.article)
    if len(text) < _SHORT_ARTICLE:
        text = _body(raw) or _lines(page.all)
    stated = page.stated
    return Article(
        text,
        title=stated.get("title") or stated.get("heading") or stated.get("page title", ""),
        publisher=stated.get("publisher", ""),
        author=stated.get("author", ""),
        published_on=stated.get("published_on", ""),
        url=stated.get("url", ""),
        language=page.language,
        kind="html",
    )
