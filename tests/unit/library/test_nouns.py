"""Topics, people, sources and the library's own choices."""

from __future__ import annotations

from hashlib import sha256

import pytest

from briefing.library import choices, people, quotes, sources, topics, trash
from briefing.library.faults import BadValue, NotFound
from briefing.library.quotes import NewQuote
from briefing.library.store import Library


def test_topics_are_a_tree_in_the_order_of_their_names(library: Library) -> None:
    ships = topics.add(library, "Ships")
    tariffs = topics.add(library, "tariffs")
    measures = topics.add(library, "Non-tariff measures", tariffs)
    topics.add(library, "Élan")
    quotes.add(library, NewQuote("a", topic_ids=(measures, tariffs)))
    quotes.add(library, NewQuote("b", topic_ids=(tariffs,)))
    found = [(row.path, row.depth, row.quotes) for row in topics.topics(library.reader())]
    assert found == [("Élan", 0, 0), ("Ships", 0, 0), ("tariffs", 0, 2), ("tariffs / Non-tariff measures", 1, 1)]
    topics.move(library, measures, ships)
    assert [row.path for row in topics.topics(library.reader())][2] == "Ships / Non-tariff measures"


def test_a_topic_cannot_come_to_stand_below_itself(library: Library) -> None:
    above = topics.add(library, "Above")
    below = topics.add(library, "Below", above)
    for target in (above, below):
        with pytest.raises(BadValue, match="below itself"):
            topics.move(library, above, target)


def test_two_topics_of_one_name_side_by_side_are_refused(library: Library) -> None:
    one = topics.add(library, "Tariffs")
    other = topics.add(library, "Ships")
    with pytest.raises(BadValue, match="already"):
        topics.add(library, "TARIFFS")
    with pytest.raises(BadValue, match="already"):
        topics.rename(library, other, "tariffs")
    topics.rename(library, one, "TARIFFS")
    assert topics.add(library, "Tariffs", other)


def test_a_path_is_found_or_made_once(library: Library) -> None:
    made = topics.find_or_add(library, "Tariffs / Non-tariff measures")
    assert topics.find_or_add(library, "tariffs  /  non-tariff MEASURES") == made
    assert topics.find_or_add(library, "Non-tariff measures") == made
    assert topics.find_or_add(library, "AI/ML") != made
    assert [row.path for row in topics.topics(library.reader())] == [
        "AI/ML",
        "Tariffs",
        "Tariffs / Non-tariff measures",
    ]


def test_a_deleted_topic_no_longer_shows_on_quotes_until_it_is_restored(library: Library) -> None:
    above = topics.add(library, "Above")
    below = topics.add(library, "Below", above)
    one = quotes.add(library, NewQuote("Words", topic_ids=(below,)))
    topics.trash(library, above)
    assert quotes.show(library.reader(), one).topics == ()
    assert [row.name for row in trash.trashed(library.reader())] == ["Above"]
    trash.restore(library, "topic", above)
    assert quotes.show(library.reader(), one).topics == ("Below",)


@pytest.mark.parametrize("spelling", ["shigeru ishiba", "石破茂", "石破 茂", "ISHIBA, Shigeru", "Ｉｓｈｉｂａ"])
def test_a_person_is_found_under_any_spelling(library: Library, spelling: str) -> None:
    made = people.add(
        library, "Shigeru Ishiba", native_name="石破 茂", sort_key="Ishiba, Shigeru", aliases=["Ishiba", " "]
    )
    found = people.find(library.reader(), spelling)
    assert found is not None
    assert (found.id, found.aliases) == (made, ("Ishiba",))


def test_nobody_is_found_under_a_name_nobody_has(library: Library) -> None:
    people.add(library, "Al Green")
    assert people.find(library.reader(), "Algreen") is None
    assert people.find(library.reader(), " ") is None


def test_people_are_listed_by_sort_key_with_the_number_of_their_quotes(library: Library) -> None:
    zoe = people.add(library, "Zoe Abel", sort_key="Abel, Zoe")
    people.add(library, "Bernard")
    quotes.add(library, NewQuote("Words", person_id=zoe))
    assert [(row.name, row.quotes) for row in people.people(library.reader())] == [("Zoe Abel", 1), ("Bernard", 0)]


def test_aliases_are_replaced_as_a_whole_or_left_alone(library: Library) -> None:
    made = people.add(library, "A", aliases=["one", "two"])
    people.edit(library, made, role="Minister")
    assert people.show(library.reader(), made).aliases == ("one", "two")
    people.edit(library, made, aliases=["two", "three"])
    assert set(people.show(library.reader(), made).aliases) == {"two", "three"}


def test_nameless_people_and_bad_dates_are_refused(library: Library) -> None:
    with pytest.raises(BadValue, match="empty"):
        people.add(library, " \u200b")
    made = people.add(library, "A")
    with pytest.raises(BadValue, match="Since"):
        people.set_roles(library, made, [("Minister", "", "soon", "")])
    with pytest.raises(NotFound):
        people.show(library.reader(), "nobody")


def test_the_snapshot_of_a_source_is_kept_with_its_hash(library: Library) -> None:
    made = sources.add(library, "Title", text="Words\r\nof 石破", published_on="25 May 2025", url="https://a.example")
    reader = library.reader()
    shown = sources.show(reader, made)
    assert sources.snapshot(reader, made) == "Words\nof 石破"
    assert shown.sha256 == sha256("Words\nof 石破".encode()).hexdigest()
    assert shown.published_on == "2025-05-25"
    assert sources.snapshot(reader, sources.add(library, "Other")) is None


def test_the_same_source_is_recognised_by_text_address_or_title(library: Library) -> None:
    made = sources.add(library, "Title", text="Words", publisher="Paper", url="https://a.example")
    reader = library.reader()
    assert sources.find_same(reader, sha256=sources.digest("Words")) == made
    assert sources.find_same(reader, url="https://a.example") == made
    assert sources.find_same(reader, title="Title", publisher="Paper") == made
    assert sources.find_same(reader, title="Title", publisher="Other paper") is None
    sources.trash(library, made)
    assert sources.find_same(reader, url="https://a.example") is None


def test_sources_are_listed_newest_first(library: Library) -> None:
    for title, when in (("b", ""), ("a", ""), ("old", "2020"), ("new", "2025-05")):
        sources.add(library, title, published_on=when)
    assert [row.title for row in sources.sources(library.reader())] == ["new", "old", "a", "b"]


def test_choices_and_searches_stay_with_the_library(library: Library) -> None:
    choices.put(library, "open_book", "x")
    choices.put(library, "open_book", "y")
    assert choices.get(library.reader(), "open_book") == "y"
    assert choices.get(library.reader(), "nothing", "default") == "default"
    made = choices.save_search(library, "Steel", "steel since:2025")
    assert [row.query for row in choices.searches(library.reader())] == ["steel since:2025"]
    choices.trash_search(library, made)
    assert choices.searches(library.reader()) == []
