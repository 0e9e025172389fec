"""Books, their sections, and what is assembled from them."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.book.parts import SECTION_KINDS
from briefing.library import books, markings, people, quotes, sections, sources, templates, topics, trash
from briefing.library.assemble import assemble
from briefing.library.faults import BadValue, NotFound
from briefing.library.quotes import NewQuote
from briefing.library.scopes import Drawn
from briefing.library.store import Library
from briefing.text import markdown


@pytest.fixture
def book(library: Library) -> str:
    """A book with the sections A (A1, A2), B and C."""
    made = books.add(library, "Book", template="blank")
    a = sections.add(library, made, title="a")
    for title in ("a1", "a2"):
        sections.add(library, made, parent_id=a, title=title)
    for title in ("b", "c"):
        sections.add(library, made, title=title)
    return made


def tree(library: Library, book: str) -> list[str]:
    return [f"{row.reference} {row.title}" for row in sections.sections(library.reader(), book)]


def key(library: Library, book: str, title: str) -> str:
    return next(row.id for row in sections.sections(library.reader(), book) if row.title == title)


def handle(library: Library, text: str, **fields: Any) -> str:
    return quotes.show(library.reader(), quotes.add(library, NewQuote(text, **fields))).handle


def test_every_template_makes_a_book_of_known_kinds_whose_text_can_be_read(library: Library) -> None:
    found = books.templates()
    assert [one.key for one in found] == ["bilateral", "summit", "blank"]
    for one in found:
        made = books.add(library, one.name, template=one.key)
        for row in sections.sections(library.reader(), made):
            assert row.kind in SECTION_KINDS
            text = sections.body(library.reader(), row.id)
            assert bool(markdown.parse(text)) == bool(text)
        assert library.last_step is not None
        library.undo(library.last_step)
    assert books.books(library.reader()) == []


def test_the_bilateral_template_has_the_parts_of_a_bilateral_meeting() -> None:
    parts = [one for part in templates.template("bilateral").parts for one in (part, *part.parts)]
    assert {"quote_sheet", "position_matrix", "timeline", "points", "qa", "person"} <= {one.kind for one in parts}
    titles = [one.title for one in parts]
    wanted = ["At a glance", "Scene setter", "Objectives", "Points to make", "If raised", "Run of show", "Participants"]
    assert [title for title in titles if title in wanted] == wanted


@pytest.mark.parametrize("key", ["bilateral", "summit"])
def test_at_a_glance_stands_before_the_tabs(library: Library, key: str) -> None:
    made = books.add(library, "Book", template=key)
    first, second, *_ = sections.sections(library.reader(), made)
    assert (first.title, first.kind, first.reference, first.page_limit) == ("At a glance", "card", "", 1)
    assert second.reference == "A"


def test_the_parts_of_a_meeting_are_of_the_kind_they_are_called() -> None:
    parts = [one for part in templates.template("bilateral").parts for one in (part, *part.parts)]
    kinds = {one.title: one.kind for one in parts}
    assert {title: kinds[title] for title in ("Objectives", "Points to make", "If raised", "Run of show")} == {
        "Objectives": "meeting_brief",
        "Points to make": "points",
        "If raised": "points",
        "Run of show": "programme",
    }


def test_an_unknown_template_is_refused_and_the_known_ones_named(library: Library) -> None:
    with pytest.raises(BadValue, match="bilateral"):
        books.add(library, "Book", template="nothing")
    assert books.books(library.reader()) == []


def test_a_book_is_found_by_a_part_of_its_title(library: Library) -> None:
    first = books.add(library, "Japan and the United States", template="blank")
    books.add(library, "Japan and Canada", template="blank")
    reader = library.reader()
    assert books.show(reader, first).title == "Japan and the United States"
    assert books.show(reader, "united").id == first
    with pytest.raises(BadValue, match="several books"):
        books.show(reader, "japan")
    with pytest.raises(NotFound):
        books.show(reader, "France")
    books.trash(library, first)
    assert books.show(reader, "japan").title == "Japan and Canada"


def test_sections_are_numbered_by_their_place(library: Library, book: str) -> None:
    assert tree(library, book) == ["A a", "A1 a1", "A2 a2", "B b", "C c"]


def test_a_section_is_added_where_it_is_wanted(library: Library, book: str) -> None:
    sections.add(library, book, after_id=key(library, book, "a"), title="new")
    sections.add(library, book, parent_id=key(library, book, "b"), title="b1")
    assert tree(library, book) == ["A a", "A1 a1", "A2 a2", "B new", "C b", "C1 b1", "D c"]


def test_sections_move_with_all_below_them(library: Library, book: str) -> None:
    sections.move(library, key(library, book, "a"), key(library, book, "b"), 0)
    assert tree(library, book) == ["A b", "A1 a", "A1.1 a1", "A1.2 a2", "B c"]
    sections.move(library, key(library, book, "a2"), None, 1)
    assert tree(library, book) == ["A b", "A1 a", "A1.1 a1", "B a2", "C c"]
    sections.move(library, key(library, book, "c"), None, 99)
    sections.move(library, key(library, book, "c"), None, 0)
    assert tree(library, book)[0] == "A c"


def test_a_section_cannot_be_moved_below_itself_or_away(library: Library, book: str) -> None:
    other = sections.add(library, books.add(library, "Other", template="blank"), title="o")
    for target in (key(library, book, "a"), key(library, book, "a1"), other):
        with pytest.raises(BadValue):
            sections.move(library, key(library, book, "a"), target, 0)


def test_keys_shift_a_section_and_say_when_they_cannot(library: Library, book: str) -> None:
    assert not sections.indent(library, key(library, book, "a"))
    assert not sections.outdent(library, key(library, book, "a"))
    assert not sections.up(library, key(library, book, "a"))
    assert not sections.down(library, key(library, book, "c"))
    assert sections.indent(library, key(library, book, "b"))
    assert tree(library, book) == ["A a", "A1 a1", "A2 a2", "A3 b", "B c"]
    assert sections.up(library, key(library, book, "b"))
    assert sections.outdent(library, key(library, book, "a2"))
    assert tree(library, book) == ["A a", "A1 a1", "A2 b", "B a2", "C c"]
    assert sections.down(library, key(library, book, "a1"))
    assert tree(library, book)[:3] == ["A a", "A1 b", "A2 a1"]


def test_a_section_goes_to_the_trash_with_all_below_it_and_comes_back_so(library: Library, book: str) -> None:
    before = tree(library, book)
    a, a1 = key(library, book, "a"), key(library, book, "a1")
    sections.trash(library, a)
    assert tree(library, book) == ["A b", "B c"]
    assert [(row.table, row.name) for row in trash.trashed(library.reader())] == [("section", "a")]
    trash.restore(library, "section", a)
    assert tree(library, book) == before
    sections.trash(library, a)
    trash.restore(library, "section", a1)
    assert tree(library, book) == ["A a", "A1 a1", "B b", "C c"]


def test_what_was_in_the_trash_before_stays_there(library: Library, book: str) -> None:
    sections.trash(library, key(library, book, "a1"))
    with library.writing("Earlier"):
        library.raw().execute("UPDATE section SET trashed = '2020-01-01T00:00:00.000+00:00' WHERE trashed IS NOT NULL")
    a = key(library, book, "a")
    sections.trash(library, a)
    trash.restore(library, "section", a)
    assert tree(library, book) == ["A a", "A1 a2", "B b", "C c"]


def test_emptying_the_trash_keeps_what_quotes_still_name(library: Library, book: str) -> None:
    person, source = people.add(library, "Named"), sources.add(library, "Cited")
    people.trash(library, people.add(library, "Unnamed"))
    one = quotes.add(library, NewQuote("Words", person_id=person, source_id=source))
    people.trash(library, person)
    sources.trash(library, source)
    sections.trash(library, key(library, book, "c"))
    assert trash.empty(library) == 2
    assert sorted(row.name for row in trash.trashed(library.reader())) == ["Cited", "Named"]
    shown = quotes.show(library.reader(), one)
    assert (shown.said_by, shown.source_title) == ("Named", "Cited")


def test_placements_follow_the_text(library: Library, book: str) -> None:
    one, two = handle(library, "one"), handle(library, "two")
    section = key(library, book, "b")
    sections.write_body(library, section, f"[[quote:{one}]]\n\nText [[cite:{two}]] and [[cite:nobody00]].")

    def placed() -> list[tuple[str, str]]:
        found = library.reader().execute(
            "SELECT l.form, q.handle FROM placement l JOIN quote q ON q.n = l.quote_n WHERE l.section_id = ? "
            "ORDER BY l.position",
            (section,),
        )
        return [(str(row[0]), str(row[1])) for row in found]

    assert placed() == [("card", one), ("cite", two)]
    with library.writing("Shorten"):
        library.raw().execute("UPDATE placement SET excerpt = 'short' WHERE form = 'card'")
    sections.write_body(library, section, f"[[cite:{two}]] first, then\n\n[[quote:{one}]]\n\n[[quote:{one}]]")
    assert placed() == [("cite", two), ("card", one), ("card", one)]
    assert library.reader().execute("SELECT excerpt FROM placement ORDER BY position").fetchall() == [
        ("",),
        ("short",),
        ("",),
    ]
    assert sections.show(library.reader(), section).quotes == 3
    sections.write_body(library, section, "")
    assert placed() == []


def test_words_are_counted_without_marks_and_references(library: Library, book: str) -> None:
    section = key(library, book, "b")
    sections.write_body(library, section, "# Two words\n\n- **don't** stop\n\n| a | b |\n|---|---|\n[[quote:abcd1234]]")
    assert sections.show(library.reader(), section).words == 6


def test_a_book_is_assembled_whole(library: Library, book: str) -> None:
    topic = topics.add(library, "Tariffs")
    person = people.add(library, "A. Speaker", native_name="石破", role="Minister", country="JP")
    about = people.add(library, "Somebody else")
    source = sources.add(library, "Title", publisher="Paper")
    one = handle(
        library,
        "Words",
        person_id=person,
        source_id=source,
        topic_ids=(topic,),
        about_ids=(about,),
        positions=((topic, "for it"),),
        said_on="2025-05-25",
    )
    gone = handle(library, "Gone")
    quotes.trash(library, [gone])
    sections.write_body(
        library, key(library, book, "a2"), f"Text.\n\n[[quote:{one}]]\n\n[[cite:{gone}]] [[cite:none0000]]"
    )
    books.edit(library, book, event="G7", marking_scheme="uk", marking="official")
    sections.edit(library, key(library, book, "c"), marking="secret")

    made = assemble(library.reader(), book)
    assert [(depth, part.reference, part.title) for depth, part in made.walk()][:3] == [
        (0, "A", "a"),
        (1, "A1", "a1"),
        (1, "A2", "a2"),
    ]
    assert (made.event, made.banner and made.banner.text) == ("G7", "SECRET")
    assert list(made.statements) == [one]
    said = made.statements[one]
    assert (said.said_by, said.role, said.topics, said.position_on) == (
        "A. Speaker",
        "Minister",
        ("Tariffs",),
        (("Tariffs", "for it"),),
    )
    assert said.about == (about,)
    assert made.sources[said.source_key].publisher == "Paper"
    assert list(made.people) == [person, about]
    assert [one.form for one in made.sections[0].children[1].placements] == ["card", "cite", "cite"]
    assert assemble(library.reader(), book) == made


def test_the_stamp_is_that_of_the_latest_change_included(library: Library, book: str) -> None:
    person = people.add(library, "A. Speaker")
    one = handle(library, "Words", person_id=person)
    sections.write_body(library, key(library, book, "b"), f"[[quote:{one}]]")
    with library.writing("Later"):
        library.raw().execute("UPDATE person SET updated = '2031-01-02T03:04:05.678+00:00'")
    assert assemble(library.reader(), book).stamp == "2031-01-02T03:04:05+00:00"


def test_an_attribution_to_print_hides_who_it_was(library: Library, book: str) -> None:
    person = people.add(library, "A. Speaker", role="Permanent Secretary", native_name="石破")
    one = handle(library, "Words", person_id=person, attribution_to_print="a senior official")
    sections.write_body(library, key(library, book, "b"), f"[[quote:{one}]]")
    made = assemble(library.reader(), book)
    assert made.statements[one].said_by == "a senior official"
    assert "Speaker" not in repr(made)
    assert "Permanent" not in repr(made)
    assert "石破" not in repr(made)


def test_generated_sections_draw_on_their_scope(library: Library, book: str) -> None:
    above = topics.add(library, "Tariffs")
    below = topics.add(library, "Steel", above)
    person = people.add(library, "Silent")
    filed = handle(library, "filed", topic_ids=(below,))
    handle(library, "proposed", topic_ids=(below,), accepted=False)
    handle(library, "elsewhere")
    sheet = sections.add(library, book, title="sheet", kind="quote_sheet")
    assert list(assemble(library.reader(), book).statements) == []
    sections.draw_on(library, sheet, Drawn(topics=(above,), people=(person,)))
    made = assemble(library.reader(), book)
    assert list(made.statements) == [filed]
    assert list(made.people) == [person]
    assert sections.drawn(library.reader(), sheet) == Drawn(topics=(above,), people=(person,))


def test_every_shipped_scheme_ranks_its_levels_and_can_be_read() -> None:
    found = markings.schemes()
    assert [one.key for one in found][:4] == ["none", "uk", "tlp", "us-cui"]
    for scheme in found:
        ranks = [level.rank for level in scheme.levels]
        assert ranks == sorted(set(ranks))
        for level in scheme.levels:
            assert level.position in ("centre", "right")
            assert contrast_on_white(level.colour) >= 4.5, level


def contrast_on_white(colour: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_the_banner_is_the_highest_marking_and_an_unknown_one_is_never_lost() -> None:
    assert markings.banner("uk", ["", ""]) is None
    highest = markings.banner("uk", ["official", "top-secret", "secret"])
    assert highest is not None
    assert highest.text == "TOP SECRET"
    unknown = markings.banner("none", ["Eyes only"])
    assert unknown is not None
    assert unknown.text == "Eyes only"


def test_wrong_choices_for_a_book_or_section_are_refused(library: Library, book: str) -> None:
    for fields in ({"paper": "B7"}, {"marking_scheme": "x"}, {"title": ""}, {"id": "x"}):
        with pytest.raises(BadValue):
            books.edit(library, book, **fields)
    section = key(library, book, "b")
    for more in ({"kind": "poem"}, {"title": " "}, {"page_limit": -1}, {"body": "x"}):
        with pytest.raises(BadValue):
            sections.edit(library, section, **more)
