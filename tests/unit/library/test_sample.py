from __future__ import annotations

import re
from pathlib import Path

from briefing.book.parts import QUOTABLE_KINDS
from briefing.library import assemble, people, quotes, sample, search, sections, sources, topics
from briefing.library.store import Library, open_library
from briefing.paths import shipped
from briefing.text import markdown

THREE = {
    "The theory is that Bessent is looking for revenue streams for the Treasury that do not involve raising taxes, and "
    "however far out this joint fund may sound, it would in theory provide that",
    "progress",
    "We will continue to further refine our discussions with the G7 summit in mind",
}


def test_the_sample_twice_adds_nothing(library: Library) -> None:
    book = sample.add_sample(library)
    step = library.last_step
    assert sample.add_sample(library) == book
    assert library.last_step is step
    assert quotes.counts(library.reader()).all == 20


def test_the_sample_is_one_step_and_comes_back_after_undo(library: Library) -> None:
    book = sample.add_sample(library)
    assert library.last_step is not None
    library.undo(library.last_step)
    assert quotes.counts(library.reader()).all == 0
    assert sample.add_sample(library) == book
    assert search.search(library.reader(), "石破").total > 0


def test_a_sample_in_the_trash_is_taken_out_again(library: Library) -> None:
    sample.add_sample(library)
    quotes.trash(library, ["sample20"])
    sample.add_sample(library)
    assert quotes.counts(library.reader()).all == 20


def test_only_the_three_quotations_are_words_somebody_said(library: Library) -> None:
    sample.add_sample(library)
    reader = library.reader()
    rows = quotes.rows(reader, quotes.numbers(reader))
    assert {row.text for row in rows if row.kind in QUOTABLE_KINDS} == THREE
    for file in (shipped("samples") / "g7" / "sections").glob("*.md"):
        assert set(re.findall("“([^”]*)”", file.read_text("utf-8"))) <= THREE, file.name


def test_each_quotation_is_proved_by_the_snapshot(library: Library) -> None:
    sample.add_sample(library)
    reader = library.reader()
    for handle in ("sample02", "sample09", "sample20"):
        quote = quotes.show(reader, handle)
        text = sources.snapshot(reader, quote.source_id or "") or ""
        assert text[quote.span_start : quote.span_end] == quote.verbatim
        assert text[(quote.span_start or 0) - 1] == "“"


def test_the_tabs_are_a_to_e_and_at_a_glance_stands_before_them(library: Library) -> None:
    rows = sections.sections(library.reader(), sample.add_sample(library))
    assert [(row.reference, row.title) for row in rows if row.depth == 0] == [
        ("", "At a glance"), ("A", "The meeting"), ("B", "Issues"), ("C", "What has been said"), ("D", "People"),
        ("E", "Press"),
    ]  # fmt: skip
    assert [row.reference for row in rows if row.depth == 1] == [
        *(f"A{n}" for n in range(1, 6)), *(f"B{n}" for n in range(1, 6)), "C1", "C2", "C3",
        *(f"D{n}" for n in range(1, 6)), "E1", "E2",
    ]  # fmt: skip


def test_every_reference_in_the_book_is_to_a_statement_that_exists(library: Library) -> None:
    book = sample.add_sample(library)
    reader = library.reader()
    used: set[str] = set()
    for row in sections.sections(reader, book):
        used |= {handle for _, handle in markdown.placements(sections.body(reader, row.id))}
    assert all(quotes.show(reader, handle).handle == handle for handle in used)
    assert len(used) == 20


def test_people_are_found_in_either_script(library: Library) -> None:
    sample.add_sample(library)
    reader = library.reader()
    found = [list(search.matching(reader, f"speaker:{name}")) for name in ("ishiba", "石破", "いしば", "ISHIBA")]
    assert len(found[0]) == 5
    assert all(one == found[0] for one in found)


def test_somebody_the_library_knew_before_is_still_who_is_found_by_that_name(library: Library) -> None:
    known = people.add(library, "Shigeru Ishiba")
    sample.add_sample(library)
    for name in ("Shigeru Ishiba", "SHIGERU ISHIBA"):
        found = people.find(library.reader(), name)
        assert found is not None
        assert found.id == known


def test_every_library_assembles_the_same_sample_book(library: Library, tmp_path: Path) -> None:
    other = open_library(tmp_path / "other.briefing")
    topic = topics.add(other, "Economic security")
    topics.add(other, "ICEBREAKERS and Arctic routes")
    person = people.add(other, "Shigeru Ishiba", role="Former Prime Minister")
    quotes.add(other, quotes.NewQuote("Something kept before", topic_ids=(topic,), person_id=person))
    books = [assemble.assemble(one.reader(), sample.add_sample(one)) for one in (library, other)]
    other.close()
    assert books[0] == books[1]
    assert books[0].label.startswith("SAMPLE.")
    assert books[0].stamp.startswith("2025-05-25")
