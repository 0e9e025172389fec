"""What changed between two states of a book, as sentences of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from briefing.book.diff import compare
from briefing.book.parts import Book
from briefing.book.printed import ENGLISH
from briefing.book.telling import named, told, told_fact

_LONGEST = 120


def sentences(before: Book, after: Book) -> list[str]:
    """Return a sentence for each fact, section, quote and source that is different; none where nothing is."""
    changes = compare(before, after)
    says = QCoreApplication.translate
    out = [words for fact in changes.facts if (words := told_fact(fact, ENGLISH))]
    out += [f"{named(one, ENGLISH)}: {told(one, ENGLISH)}" for one in changes.sections]
    quotes = {
        "added": says("Editions", "Quote added: %1"),
        "removed": says("Editions", "Quote taken out: %1"),
        "withdrawn": says("Editions", "Quote withdrawn: %1"),
        "changed": says("Editions", "Quote changed: %1"),
    }
    sources = {
        "added": says("Editions", "Source added: %1"),
        "removed": says("Editions", "Source taken out: %1"),
        "changed": says("Editions", "Source changed: %1"),
    }
    for handle, word in changes.statements.items():
        statement = after.statements.get(handle) or before.statements[handle]
        out.append(quotes[word].replace("%1", f"“{_short(statement.text)}”"))
    for key, word in changes.sources.items():
        source = after.sources.get(key) or before.sources[key]
        out.append(sources[word].replace("%1", _short(source.title)))
    return out


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
