"""A letter (eml) or a saved web page with its parts (mhtml, RFC 2557) read as an article."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from briefing.sources.article import Article, Unreadable
from briefing.text.clean import clean, one_line
from briefing.text.decoding import decode

_MOST_PARTS = 500


def read_mail(data: bytes, kind: str) -> Article:
    """Return the article in a letter or a saved page; ``kind`` is ``eml`` or ``mhtml``. What is attached stays shut.

    Raises:
        Unreadable: there is no text in it.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
        page = next((one for one in parts if _is(one, "text/html")), None)
        plain = next((one for one in parts if _is(one, "text/plain")), None)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as fault:
        # The standard library trips over letters that no mail program writes.
        raise Unreadable("This letter is damaged and cannot be read. Copy its text and paste it here.") from fault
    if page is not None and (kind == "mhtml" or plain is None):
        from briefing.sources.page import read_page

        article = read_page(_words(page))
    elif plain is not None:
        article = Article(clean(_words(plain)).strip("\n"))
    else:
        raise Unreadable(
            "There is no text in this letter. What is attached to it has to be saved and imported by itself."
        )
    article = replace(article, kind=kind)
    return _with_page_head(article, message) if kind == "mhtml" else _with_letter_head(article, message)


def _is(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _words(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    charset = part.get_content_charset("")
    return decode(raw, charset) if isinstance(raw, bytes) else ""


def _head(message: EmailMessage, name: str) -> str:
    try:
        return one_line(str(message.get(name, "")))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""


def _with_letter_head(article: Article, message: EmailMessage) -> Article:
    name, address = parseaddr(_head(message, "From"))
    return replace(
        article,
        title=_head(message, "Subject") or article.title,
        author=one_line(name or address),
        published_on=_day(_head(message, "Date")) or article.published_on,
    )


def _with_page_head(article: Article, message: EmailMessage) -> Article:
    place = _head(message, "Snapshot-Content-Location") or _head(message, "Content-Location")
    address = place if place.startswith(("http://", "https://")) else ""
    return replace(
        article,
        title=article.title or _head(message, "Subject"),
        url=article.url or address,
        published_on=article.published_on or _day(_head(message, "Date")),
    )


def _day(date: str) -> str:
    """Return the day of a mail date (RFC 5322, 3.3) as its sender's calendar had it; ``""`` for none."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
