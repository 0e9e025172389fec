"""What a page says that is not its article: adverts, calls to sign up, captions, share buttons."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_PLEA = re.compile(
    r"(?:\b(?:register|sign up|sign in|log in|subscribe|join|download|shop|buy|order|click here|learn more|read more)"
    r"(?: (?:now|today|here|for free|to our [\w ]{3,40}))\W*$"
    r"|\b(?:sign up|subscribe) (?:to|for) (?:our|the|your)\b.{0,60}\bnewsletter"
    r"|^\W*(?:advertisement|advertisment|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|pubblicità|広告)\b"
    r"|^\W*(?:read more|related|see also|recommended|lesen sie auch|lire aussi|leer más|leggi anche|関連記事)\s*[:：]"
    r"|\ball rights reserved\b|©|^\W*(?:share|tweet|email|print|follow us)\b.{0,40}$"
    r"|\b(?:jetzt (?:anmelden|abonnieren|registrieren)|abonnez-vous|suscríbete|abbonati|今すぐ登録)\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"^\W*\(?(?:photo|picture|image|foto|bild|crédit|写真)\b[^.]{0,12}[:：/]", re.IGNORECASE)
_LONGEST = 400


def asides(text: str) -> list[tuple[int, int]]:
    """Return the lines of ``text`` (start, end) that are adverts and the like, to be left out and shown as such."""
    return [
        (line.start(), line.end())
        for line in _LINE.finditer(text)
        if len(line.group()) <= _LONGEST and (_PLEA.search(line.group()) or _CREDIT.search(line.group()))
    ]
