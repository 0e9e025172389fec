"""Quotes are kept as read, shown as edited, listed newest first."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.library import books, people, quotes, sections, sources, topics, trash, verify
from briefing.library.faults import BadValue, NotFound
from briefing.library.quotes import NewQuote, Scope
from briefing.library.store import Library


def add(library: Library, text: str, **fields: Any) -> str:
    return quotes.add(library, NewQuote(text, **fields))


def listed(library: Library, scope: Scope = Scope()) -> list[str]:  # noqa: B008
    reader = library.reader()
    return [row.text for row in quotes.rows(reader, quotes.numbers(reader, scope))]


def test_the_list_is_newest_first_then_last_added_first_and_undated_last(library: Library) -> None:
    for text, said_on in (("none", ""), ("may", "2025-05"), ("25 May", "25 May 2025"), ("2024", "2024")):
        add(library, text, said_on=said_on)
    add(library, "25 May again", said_on="2025-05-25T14:30")
    assert listed(library) == ["25 May again", "25 May", "may", "2024", "none"]


def test_a_changed_date_changes_the_place_in_the_list(library: Library) -> None:
    first = add(library, "first", said_on="2020")
    add(library, "second", said_on="2021")
    quotes.edit(library, first, said_on="2022-01-01")
    assert listed(library) == ["first", "second"]


def test_rows_come_in_the_order_asked_and_what_is_gone_is_left_out(library: Library) -> None:
    ids = [add(library, text) for text in "abc"]
    ns = [quotes.show(library.reader(), one).n for one in ids]
    assert [row.text for row in quotes.rows(library.reader(), [ns[2], 99999, ns[0]])] == ["c", "a"]


def test_a_quote_is_found_by_its_id_and_by_its_handle(library: Library) -> None:
    one = quotes.show(library.reader(), add(library, "Words"))
    assert len(one.handle) == 8
    assert quotes.show(library.reader(), one.handle) == one
    with pytest.raises(NotFound, match="no quote"):
        quotes.show(library.reader(), "nobody00")


def test_two_quotes_never_share_a_handle(library: Library) -> None:
    twin = "0" * 31
    ids = quotes.add_many(library, [NewQuote("a", id=twin + "1", handle="same0000"), NewQuote("b", handle="same0000")])
    ids.append(add(library, "c", handle="same0000"))
    handles = [quotes.show(library.reader(), one).handle for one in ids]
    assert handles[0] == "same0000"
    assert len(set(handles)) == 3


def test_role_and_country_are_those_of_the_day(library: Library) -> None:
    person = people.add(library, "A. Speaker", role="Prime Minister", country="JP")
    people.set_roles(
        library, person, [("Minister of Defence", "JP", "2007-09", "2008-08"), ("Chair", "JP", "2012", "")]
    )
    reader = library.reader()

    def role(said_on: str, **fields: Any) -> str:
        return quotes.show(reader, add(library, "Words", person_id=person, said_on=said_on, **fields)).role

    assert role("2008-08-02") == "Minister of Defence"
    assert role("2013") == "Chair"
    assert role("2005") == "Prime Minister"
    assert role("2013", role="Guest") == "Guest"
    people.edit(library, person, role="Former Prime Minister")
    assert role("2013", role="Guest") == "Guest"


def test_a_person_in_the_trash_still_stands_by_their_words(library: Library) -> None:
    person = people.add(library, "A. Speaker")
    one = add(library, "Words", person_id=person)
    people.trash(library, person)
    assert people.people(library.reader()) == []
    assert quotes.show(library.reader(), one).said_by == "A. Speaker"


def test_the_wording_as_read_stays_when_the_wording_shown_is_edited(library: Library) -> None:
    one = add(library, "We have, well, moved forward")
    quotes.edit(library, one, text="We have … moved forward")
    shown = quotes.show(library.reader(), one)
    assert (shown.verbatim, shown.text) == ("We have, well, moved forward", "We have … moved forward")


def test_a_wording_may_be_corrected_until_it_was_checked(library: Library) -> None:
    one = add(library, "We hav moved")
    quotes.edit(library, one, verbatim="We have moved")
    assert quotes.show(library.reader(), one).text == "We have moved"
    quotes.verify(library, [one], "A. Checker", "2025-06-01")
    with pytest.raises(BadValue, match="as read"):
        quotes.edit(library, one, verbatim="We have not moved")


def test_a_check_does_not_outlive_a_change_of_the_words(library: Library) -> None:
    one = add(library, "Words")
    quotes.verify(library, [one], "A. Checker", "2025-06-01")
    quotes.edit(library, one, place="Kyoto")
    assert quotes.show(library.reader(), one).verified
    quotes.edit(library, one, text="Other words")
    assert not quotes.show(library.reader(), one).verified


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "  "}, "empty"),
        ({"text": "x", "kind": "shout"}, "kind of a quote"),
        ({"text": "x", "said_on": "soon"}, "Said on"),
        ({"text": "x", "said_on": "2025-02-30"}, "calendar"),
        ({"text": "x", "grade": "Z"}, "grade"),
        ({"text": "x", "span_start": 5, "span_end": 2}, "ends before"),
    ],
)
def test_a_wrong_value_is_refused_with_the_reason(library: Library, fields: dict[str, Any], says: str) -> None:
    with pytest.raises(BadValue, match=says):
        quotes.add(library, NewQuote(**fields))
    assert quotes.counts(library.reader()).all == 0


def test_one_wrong_quote_among_many_keeps_them_all_out(library: Library) -> None:
    with pytest.raises(BadValue):
        quotes.add_many(library, [NewQuote("a"), NewQuote("b", said_on="soon")])
    assert quotes.counts(library.reader()).all == 0


def test_fields_that_do_not_exist_or_are_fixed_cannot_be_changed(library: Library) -> None:
    one = add(library, "Words")
    for field in ("n", "id", "handle", "row_hash", "created", "colour"):
        with pytest.raises(BadValue, match=field):
            quotes.edit(library, one, **{field: "x"})


def test_text_is_cleaned_on_its_way_in(library: Library) -> None:
    one = add(library, "a\x00b\ud800\u202e c", note="line\r\nline", place=" Kyoto\n ")
    shown = quotes.show(library.reader(), one)
    assert (shown.text, shown.note, shown.place) == ("ab c", "line\nline", "Kyoto")


def test_scopes_show_what_the_side_bar_chose(library: Library) -> None:
    above = topics.add(library, "Tariffs")
    below = topics.add(library, "Steel", above)
    person, source = people.add(library, "A. Speaker"), sources.add(library, "Paper")
    add(library, "steel", topic_ids=(below,))
    add(library, "speaker", person_id=person)
    add(library, "paper", source_id=source)
    add(library, "proposed", accepted=False, topic_ids=(below,))
    quotes.trash(library, [add(library, "gone")])
    placed = quotes.show(library.reader(), add(library, "placed"))
    book = books.add(library, "Book", template="blank")
    section = sections.add(library, book, title="S", body=f"[[quote:{placed.handle}]] and [[cite:{placed.handle}]]")

    assert listed(library, Scope(topic_id=above)) == ["steel"]
    assert listed(library, Scope(person_id=person)) == ["speaker"]
    assert listed(library, Scope(source_id=source)) == ["paper"]
    assert listed(library, Scope(inbox=True)) == ["proposed"]
    assert listed(library, Scope(trash=True)) == ["gone"]
    assert "placed" not in listed(library, Scope(unused=True))
    shown = quotes.show(library.reader(), placed.id)
    assert (shown.used, shown.in_sections) == (2, ((section, "S", "Book"),))
    books.trash(library, book)
    assert "placed" in listed(library, Scope(unused=True))
    found = quotes.counts(library.reader())
    assert (found.all, found.inbox, found.trash, found.without_source, found.unverified) == (4, 1, 1, 3, 4)


def test_accepting_takes_a_proposal_out_of_the_inbox(library: Library) -> None:
    one = add(library, "Words", accepted=False)
    quotes.accept(library, [one])
    assert quotes.counts(library.reader()).inbox == 0
    assert listed(library) == ["Words"]


def test_topics_positions_people_and_stars_are_set_as_asked(library: Library) -> None:
    first, second = topics.add(library, "First"), topics.add(library, "Second")
    person = people.add(library, "Subject")
    one = add(library, "Words", topic_ids=(first,))
    quotes.set_topics(library, one, [second, second])
    quotes.set_about(library, one, [person])
    quotes.set_positions(library, one, [(second, "against")])
    quotes.set_positions(library, one, [(second, "in favour")])
    quotes.star(library, [one])
    shown = quotes.show(library.reader(), one)
    assert (shown.topics, shown.about_ids, shown.starred) == (("Second",), (person,), True)
    assert shown.positions == ((second, "in favour"),)


def test_a_quote_cannot_answer_itself(library: Library) -> None:
    one = add(library, "Words")
    with pytest.raises(BadValue):
        quotes.relate(library, one, one, "answers")


def test_a_number_is_never_used_twice(library: Library) -> None:
    one = add(library, "Words")
    n = quotes.show(library.reader(), one).n
    quotes.trash(library, [one])
    trash.empty(library)
    assert quotes.show(library.reader(), add(library, "Others")).n > n


def test_a_quote_cannot_refer_to_what_is_not_there(library: Library) -> None:
    for fields in ({"person_id": "0" * 32}, {"source_id": "0" * 32}, {"topic_ids": ("0" * 32,)}):
        with pytest.raises(NotFound, match="not in the library any more"):
            add(library, "Words", **fields)
    assert quotes.counts(library.reader()).all == 0


def test_new_quotes_carry_the_hash_of_all_that_is_written(library: Library) -> None:
    quotes.add_many(library, [NewQuote("One"), NewQuote("Two", note="a note", starred=True, span_start=1, span_end=4)])
    assert verify.verify(library.reader()) == []
    quotes.trash(library, [quotes.rows(library.reader(), [2])[0].id])
    assert verify.verify(library.reader()) == []


def test_the_number_of_a_quote_that_was_undone_is_not_given_again(library: Library) -> None:
    quotes.add(library, NewQuote("One"))
    assert library.last_step is not None
    library.undo(library.last_step)
    quotes.add(library, NewQuote("Two"))
    assert list(quotes.numbers(library.reader())) == [2]
