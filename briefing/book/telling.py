"""What changed in a book, told in words: for the record of changes on paper and for the window."""

from __future__ import annotations

from briefing.book import wording
from briefing.book.diff import Fact, SectionChange
from briefing.book.printed import printed

_FACTS = {
    "title": "title", "event": "event", "principal": "prepared_for", "place": "place", "dates": "dates",
    "reference": "reference", "as_at": "information_as_at", "label": "note", "banner": "marking",
}  # fmt: skip


def told_fact(fact: Fact, language: str) -> str:
    """Return a fact about the book before and after, or ``""`` for one that is not told: the edition itself."""
    if fact.name not in _FACTS:
        return ""
    was, now = (
        wording.date(one, "", language) if fact.name == "as_at" else " ".join(one.split())
        for one in (fact.before, fact.after)
    )
    nothing = printed("not_stated", language)
    return f"{printed(_FACTS[fact.name], language)}: {was or nothing} → {now or nothing}"


def named(change: SectionChange, language: str) -> str:
    """Return what the section is called: its number and title."""
    return f"{change.reference} {change.title or printed('untitled', language)}".strip()


def told(change: SectionChange, language: str) -> str:
    """Return what became of a section: ``Moved; text changed in 2 places``."""
    if "removed" in change.what:
        return printed("change_removed", language)
    words = "; ".join(_said(change, word, language) for word in change.what)
    return f"{words[:1].upper()}{words[1:]}"


def _said(change: SectionChange, word: str, language: str) -> str:
    if word != "text":
        return printed(f"change_{word}", language)
    parts = [
        printed(f"change_{name}_{'one' if count == 1 else 'many'}", language, count=count)
        for name, count in (("text", len(change.marks.changed)), ("gone", len(change.marks.gone)))
        if count
    ]
    return "; ".join(parts)
