"""Lists of sources go into the library as one step."""

from __future__ import annotations

from briefing.library import sources
from briefing.library.intake_sources import import_references
from briefing.library.store import Library

RIS = (
    b"TY  - NEWS\nTI  - Talks go on\nT2  - The Northern Times\nER  -\n"
    b"TY  - RPRT\nT1  - Steel\nER  -\nTY  - GEN\nER  -\n"
)


def test_importing_twice_adds_nothing_and_names_what_has_no_title(library: Library) -> None:
    done = import_references(library, RIS, "x.ris")
    assert (done.kind, done.added, done.duplicates, [one.row for one in done.skipped]) == ("sources", 2, 0, [3])
    again = import_references(library, RIS, "x.ris")
    assert (again.added, again.duplicates) == (0, 2)
    assert {one.title for one in sources.sources(library.reader())} == {"Talks go on", "Steel"}
