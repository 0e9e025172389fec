"""One box for everything: people, topics, sources, books and sections; last words; saved searches; completing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library import assemble, books, choices, people, quotes, search_typing, sections, sources, topics
from briefing.library.faults import BadValue, NotFound
from briefing.library.quotes import NewQuote
from briefing.library.scopes import Drawn
from briefing.library.search_everywhere import KINDS, Everywhere, last_word, last_word_of
from briefing.library.search_names import Names
from briefing.library.store import Library


@pytest.fixture
def shelf(library: Library) -> Library:
    ishiba = people.add(library, "Shigeru Ishiba", native_name="石破 茂", country="Japan")
    other = people.add(library, "Mira Vogel", aliases=["M. Fogel"], role="Chancellor")
    tariffs = topics.find_or_add(library, "Tariffs")
    quotas = topics.find_or_add(library, "Tariffs / Quotas")
    source = sources.add(library, "Tariff talks go on", publisher="Courier")
    for text, person, topic, day in (
        ("Old word on it", ishiba, tariffs, "2024-01-01"),
        ("Newest word on it", ishiba, quotas, "2025-05-25"),
        ("On ships", ishiba, None, "2025-06-01"),
        ("Her word", other, tariffs, "2025-06-02"),
        ("In the inbox", ishiba, tariffs, "2025-07-01"),
    ):
        quotes.add(
            library,
            NewQuote(
                text, person_id=person, topic_ids=(topic,) if topic else (), said_on=day, source_id=source,
                accepted=text != "In the inbox",
            ),
        )  # fmt: skip
    book = books.add(library, "Tariff brief", template="blank", event="Ottawa 2025")
    sections.add(library, book, title="Zero", body="The fund of last year.")
    return library


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tarif", {"topic": 2, "source": 1, "book": 1}),
        ("ishiba", {"person": 1}),
        ("いしば", {"person": 1}),
        ("石破", {"person": 1}),
        ("fogel", {"person": 1}),
        ("chancellor vogel", {"person": 1}),
        ("speaker:vogel", {"person": 1}),
        ("topic:quotas", {"topic": 1}),
        ("source:courier", {"source": 1}),
        ("in:brief", {"book": 1}),
        ("ottawa", {"book": 1}),
        ('"last year"', {"section": 1}),
        ("fund OR ottawa", {"book": 1, "section": 1}),
        ("ishiba -vogel", {}),
        ("since:2025", {}),
        ("nothing", {}),
        ("", {}),
    ],
)
def test_everything_is_found_by_its_name(shelf: Library, typed: str, found: dict[str, int]) -> None:
    groups = Everywhere().find(shelf.reader(), typed)
    assert {group.kind: group.total for group in groups} == found
    assert [group.kind for group in groups] == [kind for kind in KINDS if kind in found]


NAMES = st.lists(st.lists(st.text("abü石破", max_size=3), max_size=4).map(lambda words: " " + " ".join(words)))
WAYS = st.lists(st.lists(st.text("abü石破", min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=2)


@given(NAMES, st.lists(WAYS, max_size=3), st.integers(1, 4))
def test_names_are_found_as_a_scan_of_all_of_them_finds_them(
    names: list[str], asked: list[list[list[str]]], most: int
) -> None:
    wanted = [[" " + " ".join(words) for words in ways] for ways in asked]
    found = [n for n, name in enumerate(names) if all(any(way in name for way in ways) for ways in wanted)]
    held = Names(names)
    for _ in range(2):
        assert held.find(wanted, most) == (len(found), found[:most])


@pytest.mark.parametrize("typed", ["word", "wo", "w", "wo one", '"word one"', "one OR word", "word word1 paper", "pa"])
def test_of_very_many_names_the_same_are_found(typed: str) -> None:
    names = [f" paper {'word' if n % 3 else 'wort'}{n % 7 or ''} {'one' if n % 5 else 'two'}" for n in range(6000)]
    wanted = [[f" {way.strip(chr(34))}" for way in part.split(" OR ")] for part in _parts(typed)]
    found = [n for n, name in enumerate(names) if all(any(way in name for way in ways) for ways in wanted)]
    held = Names(names)
    assert held.find(wanted, 200) == held.find(wanted, 200) == (len(found), found[:200])
    assert found


def _parts(typed: str) -> list[str]:
    return [typed] if '"' in typed or " OR " in typed else typed.split()


def test_what_changes_is_found_by_its_new_name(shelf: Library) -> None:
    everywhere = Everywhere()
    reader = shelf.reader()
    (group,) = everywhere.find(reader, "vogel")
    assert group.things[0].quotes == 1
    people.edit(shelf, group.things[0].id, name="Mira Novak", aliases=[])
    assert everywhere.find(reader, "vogel") == ()
    assert [one.things[0].title for one in everywhere.find(reader, "novak")] == ["Mira Novak"]


@given(st.text(max_size=30))
def test_nothing_typed_is_an_error(typed: str) -> None:
    class Empty:
        def execute(self, sql: str, *_: object) -> Empty:
            return self

        def fetchone(self) -> tuple[object, ...]:
            return ()

        def fetchall(self) -> list[tuple[object, ...]]:
            return []

        def __iter__(self) -> object:
            return iter(())

    assert Everywhere().find(Empty(), typed) == ()  # pyright: ignore[reportArgumentType]
    for cursor in (0, len(typed) // 2, len(typed), len(typed) + 5):
        search_typing.completions(Empty(), typed, cursor)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("ishiba tariffs", "Newest word on it"),
        ("tariffs 石破", "Newest word on it"),
        ("ishiba tariffs until:2024", "Old word on it"),
        ("vogel tariffs", "Her word"),
        ("speaker:ishiba topic:quotas", "Newest word on it"),
        ("ishiba", None),
        ("tariffs", None),
        ("vogel quotas", None),
        ("since:2025", None),
    ],
)
def test_the_last_word_of_somebody_on_something(shelf: Library, typed: str, word: str | None) -> None:
    found = last_word(shelf.reader(), typed)
    assert (found.text if found else None) == word


def test_the_last_word_by_ids(shelf: Library) -> None:
    reader = shelf.reader()
    person, topic = people.find(reader, "Ishiba Shigeru") or people.find(reader, "石破茂"), topics.topics(reader)[0]
    assert person is not None
    n = last_word_of(reader, person.id, topic.id)
    assert n is not None
    assert quotes.rows(reader, [n])[0].text == "Newest word on it"
    assert last_word_of(reader, "nobody", topic.id) is None


def test_saved_searches_are_kept_renamed_moved_counted_and_undone(shelf: Library) -> None:
    reader = shelf.reader()
    first = choices.save_search(shelf, "Ishiba", "speaker:ishiba")
    second = choices.save_search(shelf, "On tariffs", "topic:tariffs")
    assert choices.search_counts(reader) == {first: 3, second: 3}
    choices.move_search(shelf, second, 0)
    choices.edit_search(shelf, second, name="Tariffs", query="topic:quotas")
    assert [(row.name, row.query) for row in choices.searches(reader)] == [
        ("Tariffs", "topic:quotas"), ("Ishiba", "speaker:ishiba"),
    ]  # fmt: skip
    assert choices.search_counts(reader, cap=2) == {second: 1, first: 2}
    assert choices.find_search(reader, "TARIFFS").id == second
    assert shelf.last_step is not None
    shelf.undo(shelf.last_step)
    assert choices.find_search(reader, "On tariffs").query == "topic:tariffs"
    choices.trash_search(shelf, first)
    with pytest.raises(NotFound):
        choices.find_search(reader, "Ishiba")
    for gone in (lambda: choices.move_search(shelf, first, 0), lambda: choices.edit_search(shelf, first, name="x")):
        with pytest.raises(NotFound):
            gone()
    with pytest.raises(BadValue):
        choices.edit_search(shelf, second, name=" ")


def test_a_quote_sheet_draws_on_a_saved_search(shelf: Library) -> None:
    reader = shelf.reader()
    saved = choices.save_search(shelf, "Ishiba on tariffs", "speaker:ishiba topic:tariffs")
    book = books.books(reader)[0].id
    sheet = sections.add(shelf, book, title="Quotes", kind="quote_sheet")
    sections.draw_on(shelf, sheet, Drawn(searches=(saved,)))
    assert sections.drawn(reader, sheet) == Drawn(searches=(saved,))
    told = [one.text for one in assemble.assemble(reader, book).statements.values()]
    assert told == ["Newest word on it", "Old word on it"]
    quotes.add(shelf, NewQuote("Newer still", person_id=people.people(reader)[0].id, said_on="2026"))
    choices.edit_search(shelf, saved, query="speaker:ishiba since:2025-05")
    told = [one.text for one in assemble.assemble(reader, book).statements.values()]
    assert told[-2:] == ["On ships", "Newest word on it"]
    choices.trash_search(shelf, saved)
    assert assemble.assemble(reader, book).statements == {}


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("sp", ["speaker:"]),
        ("-sp", ["-speaker:"]),
        ("ish", ['speaker:"Shigeru Ishiba" ']),
        ("tariffs qu", ["topic:Quotas "]),
        ("speaker:", ['speaker:"Mira Vogel" ', 'speaker:"Shigeru Ishiba" ']),
        ("speaker:fog", ['speaker:"Mira Vogel" ']),
        ("speaker:石", ['speaker:"Shigeru Ishiba" ']),
        ('speaker:"mira vo', ['speaker:"Mira Vogel" ']),
        ("source:c", ["source:Courier "]),
        ("country:j", ["country:Japan "]),
        ("in:tar", ['in:"Tariff brief" ']),
        ("is:un", ["is:unverified ", "is:unused "]),
        ("kind:frag", ["kind:fragment "]),
        ("used:", ["used:yes ", "used:no "]),
        ("since:2025-0", ["since:2025-07 ", "since:2025-06 ", "since:2025-05 "]),
        ("nofield:x", []),
        ("", []),
        ("text:abc", []),
    ],
)
def test_completing_offers_fields_and_values(shelf: Library, typed: str, texts: list[str]) -> None:
    found = search_typing.completions(shelf.reader(), typed, len(typed))
    assert [one.text for one in found] == texts
    assert all(typed[: one.start] + one.text for one in found)
    assert all((one.end, typed[one.start : one.end] in typed) == (len(typed), True) for one in found)


def test_completing_offers_what_has_come_since(shelf: Library) -> None:
    reader = shelf.reader()
    assert [one.shown for one in search_typing.completions(reader, "country:", 8)] == ["Japan"]
    quotes.add(shelf, NewQuote("From elsewhere", country="France"))
    quotes.add(shelf, NewQuote("From there too", country="JP"))
    assert [one.shown for one in search_typing.completions(reader, "country:", 8)] == ["France", "Japan"]
    people.add(shelf, "Ishmael Other")
    assert len(search_typing.completions(reader, "speaker:ish", 11)) == 2


def test_completing_looks_at_the_piece_under_the_cursor(shelf: Library) -> None:
    (one,) = search_typing.completions(shelf.reader(), "speaker:mir tariffs", 11)
    assert (one.start, one.end, one.text) == (0, 11, 'speaker:"Mira Vogel" ')
