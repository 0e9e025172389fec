"""Taking in lists of sources from reference managers. One import is one step to undo."""

from __future__ import annotations

from briefing.library import sources
from briefing.library.intake import Imported, Skipped
from briefing.library.store import Library
from briefing.sources.references import read_references
from briefing.text.clean import one_line


def import_references(library: Library, data: bytes, name: str) -> Imported:
    """Add the sources of a RIS, BibTeX or CSL JSON file; those the library has already are counted, not added.

    Raises:
        Unreadable: the file is no list of sources.
        LibraryTrouble: the library cannot be written.
    """
    done = Imported(name, "sources")
    found = read_references(data, name)
    with library.writing(f"Import {one_line(name) or 'sources'}"):
        for one in found:
            named = one.title or one.url
            if not named:
                done.skipped.append(Skipped(one.place, "It has neither a title nor an address."))
                continue
            known = sources.find_same(library.raw(), url=one.url or None, title=named, publisher=one.publisher)
            if known is not None:
                done.duplicates += 1
                continue
            sources.add(
                library, named, publisher=one.publisher, author=one.author, published_on=one.published_on,
                accessed_on=one.accessed_on, url=one.url, language=one.language, note=one.note,
            )  # fmt: skip
            done.added += 1
    return done
