"""What a page says that is not its article: adverts, calls to sign up, captions, share buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Reason = Literal["advert", "site", "caption", "title", "term", "repeated"]
_LINE = re.compile(r"[^\n]+")
_PLEA = re.compile(
    r"(?:\b(?:register|sign up|sign in|log in|subscribe|join|download|shop|buy|order|click here|learn more|read more)"
    r"(?: (?:now|today|here|for free|to our [\w ]{3,40}))\W*$"
    r"|\b(?:sign up|subscribe) (?:to|for) (?:our|the|your)\b.{0,60}\bnewsletter"
    r"|^\W*(?:advertisement|advertisment|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|pubblicità|広告)\b"
    r"|\b(?:jetzt (?:anmelden|abonnieren|registrieren)|abonnez-vous|suscríbete|abbonati|今すぐ登録)\b)",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:^\W*(?:read more|related|see also|recommended|lesen sie auch|lire aussi|leer más|leggi anche|関連記事)\s*[:：]"
    r"|\ball rights reserved\b|©|^\W*(?:share|tweet|email|print|follow us)\b.{0,40}$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"^\W*\(?(?:photo|picture|image|foto|bild|crédit|写真)\b[^.]{0,12}[:：/]", re.IGNORECASE)
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch ``start`` to ``end`` of an article (code points) that is no quotation, and why.

    ``reason``: ``advert``; ``site`` (what belongs to the web page: buttons, links to other articles, rights);
    ``caption`` (of a picture); ``title`` (of a work or a body); ``term`` (a name for something, irony);
    ``repeated`` (a headline's words that the article gives to somebody further down).
    """

    start: int
    end: int
    reason: Reason


def asides(text: str) -> list[LeftOut]:
    """Return the lines of ``text`` that are adverts and the like, to be left out and shown as such."""
    found: list[LeftOut] = []
    for line in _LINE.finditer(text):
        reason = _aside(line.group()) if len(line.group()) <= _LONGEST else None
        if reason is not None:
            found.append(LeftOut(line.start(), line.end(), reason))
    return found


def _aside(line: str) -> Reason | None:
    if _CREDIT.search(line):
        return "caption"
    if _SITE.search(line):
        return "site"
    return "advert" if _PLEA.search(line) else None
