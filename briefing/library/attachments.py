"""Attachments: a file kept and bound into a book by the section that names it, in one step."""

from __future__ import annotations

from typing import Any

from briefing.library import pictures, sections
from briefing.library.store import Library


def add(library: Library, book_id: str, name: str, content: bytes, *, body: str = "", **fields: Any) -> str:
    """Keep a PDF or picture and add a section that binds it in behind ``body``; return the section's id.

    ``name`` is that of the file; ``fields`` are those of ``sections.add``, with the kind attachment unless another is
    given.

    Raises:
        BadValue: the file cannot be read or is too large, or a field is refused; nothing was changed.
        NotFound, LibraryTrouble: see ``sections.add``.
    """
    with library.writing("Attach file"):
        line = _line(library, name, content)
        text = f"{body.rstrip()}\n\n{line}" if body.strip() else line
        return sections.add(library, book_id, body=text, **{"kind": "attachment", **fields})


def _line(library: Library, name: str, content: bytes) -> str:
    key = pictures.add(library, name, content)
    return pictures.reference(pictures.show(library.raw(), key))
