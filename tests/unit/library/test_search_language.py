"""What may be typed into the search box, and how forgiving it is."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library import (
    books,
    people,
    quotes,
    search,
    search_plan,
    search_rank,
    sections,
    sources,
    spelling,
    topics,
)
from briefing.library.driver import Connection
from briefing.library.quotes import NewQuote
from briefing.library.search_query import Part, parse
from briefing.library.store import Library
from briefing.text import folding, kana


def keep(library: Library, text: str, **fields: object) -> str:
    return quotes.add(library, NewQuote(text, **fields))  # pyright: ignore[reportArgumentType]


def texts(reader: Connection, typed: str, **more: object) -> list[str]:
    return [hit.text for hit in search.search(reader, typed, **more).hits]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        ("Müller agreed", "mueller "),
        ("Mueller agreed", "müller "),
        ("Mueller agreed", "MÜLLER "),
        ("Müller agreed", "muller "),
        ("Zölle", "zoelle "),
        ("Straße", "strasse "),
        ("Strasse", "straße "),
        ("Zölle", "zoel"),
        ("closer co-operation", "cooperation "),
        ("closer co-operation", "cooper"),
        ("closer cooperation", "co-operation "),
        ("closer co‑operation", '"closer co-operation"'),
        ("Élan d’état", "d'etat "),
        ("Ｔａｒｉｆｆｓ １２", "tariffs 12 "),
        ("tariffs 12", "ｔａｒｉｆｆｓ "),
        ("ｲｼﾊﾞさん", "イシバ"),
        ("いしばさん", "イシバ"),
        ("イシバさん", "いしば"),
        ("naïve œuvre", "naive oeuvre "),
        ("aqueous", "aqueous "),
    ],
)
def test_spellings_meet(library: Library, held: str, typed: str) -> None:
    keep(library, held)
    keep(library, "nothing of it")
    (hit,) = search.search(library.reader(), typed).hits
    assert hit.text == held
    assert "\x02" in hit.snippet


@pytest.mark.parametrize(
    "typed", ["ishiba", "石破", "いしば", "イシバ", "Ishiba Shigeru", "speaker:いしば", "しげる", "ISHIBA "]
)
def test_a_name_is_found_in_every_script(library: Library, typed: str) -> None:
    ishiba = people.add(library, "Shigeru Ishiba", native_name="石破 茂", country="Japan")
    keep(library, "We will go on.", person_id=ishiba)
    keep(library, "Others will not.")
    assert texts(library.reader(), typed) == ["We will go on."]


def test_a_reading_in_kana_is_found_in_latin_letters(library: Library) -> None:
    kono = people.add(library, "河野 太郎", aliases=["こうの たろう"])
    keep(library, "Indeed.", person_id=kono)
    assert texts(library.reader(), "kono taro") == texts(library.reader(), "speaker:kouno") == ["Indeed."]


LATIN = st.lists(st.sampled_from(["ishiba", "kishida", "kyoto", "shinzo", "hokkaido", "jun", "tsu"]), min_size=1)


@given(LATIN)
def test_a_name_read_as_kana_and_back_is_the_same(words: list[str]) -> None:
    back = [kana.to_latin(read) for read in kana.from_latin(" ".join(words))]
    assert [spelt[0] for spelt in back] == words
    assert all(kana.hiragana(kana.katakana(read)) == read for read in kana.from_latin(" ".join(words)))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("tarrifs ", "tarrifs"),
        ("tarifs ", "tarifs"),
        ("tarriffs ", "tarriffs"),
        ("tarifsf ", "tarifsf"),
        ("tarixfs ", "tarixfs"),
        ("rariffs ", "rariffs"),
        ("speaker:vogel tarrifs ", "tarrifs"),
        ("TARRIFS", "tarrifs"),
    ],
)
def test_one_wrong_letter_is_put_right_and_told(library: Library, typed: str, told: str) -> None:
    keep(library, "Zero tariffs.", person_id=people.add(library, "Mira Vogel"))
    page = search.search(library.reader(), typed)
    assert [hit.snippet for hit in page.hits] == ["Zero \x02tariffs\x03."]
    assert page.corrected == ((told, "tariffs"),)
    assert len(search.matching(library.reader(), typed)) == 1


@pytest.mark.parametrize("typed", ["trff ", "zzzzzz ", "tarif", '"zero tariff"', "nothing tarrifs "])
def test_nothing_is_put_right_without_need_or_without_use(library: Library, typed: str) -> None:
    keep(library, "Zero tariffs.")
    assert search.search(library.reader(), typed).corrected == ()


@given(st.text("abcdefgh", min_size=5, max_size=9), st.data())
def test_every_single_slip_is_known(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    slip = data.draw(
        st.sampled_from(
            [word[:at] + word[at + 1 :], word[:at] + "z" + word[at + 1 :], word[:at] + "z" + word[at:],
             word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
        )
    )  # fmt: skip

    class Known:
        def execute(self, sql: str, tried: list[str]) -> list[tuple[str, int]]:
            return [(word, 3)] if word in tried else []

    found = spelling.meant(Known(), slip)  # pyright: ignore[reportArgumentType]
    assert found == ([word] if len(slip) >= spelling.SHORTEST and slip != word else [])


@pytest.fixture
def shelf(library: Library) -> Library:
    """Four quotes; one is placed in the sample book, one in a book in the trash."""
    vogel = people.add(library, "Mira Vogel", country="AT")
    ids = [
        keep(library, "alpha one", person_id=vogel, grade="A", kind="direct", said_on="2025-05-24"),
        keep(library, "alpha two", grade="B", kind="fragment", said_on="2025-05-23"),
        keep(library, "alpha three", source_id=sources.add(library, "The Courier"), said_on="2025-05"),
        keep(library, "alpha four", accepted=False),
    ]
    quotes.verify(library, ids[:1], "Me")
    quotes.star(library, ids[1:2])
    for title, kept in (("Ten-minute brief", ids[0]), ("Old brief", ids[1])):
        book = books.add(library, title)
        section = sections.add(library, book, title="Words")
        handle = quotes.show(library.reader(), kept).handle
        sections.write_body(library, section, f"[[quote:{handle}]]")
        if title.startswith("Old"):
            books.trash(library, book)
    return library


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alpha", ["one", "two", "three"]),
        ("grade:a", ["one"]),
        ("grade:B OR grade:A", ["one", "two"]),
        ("grade:Z", []),
        ("-grade:A", ["two", "three"]),
        ("used:yes", ["one"]),
        ("used:no", ["two", "three"]),
        ("-used:no", ["one"]),
        ("is:used", ["one"]),
        ("is:unused alpha", ["two", "three"]),
        ('in:"ten-minute brief"', ["one"]),
        ("in:brief", ["one"]),
        ('in:"ten minute"', ["one"]),
        ("in:minute", ["one"]),
        ("in:old", []),
        ("-in:brief", ["two", "three"]),
        ("is:verified", ["one"]),
        ("is:unverified", ["two", "three"]),
        ("is:starred", ["two"]),
        ("is:inbox", ["four"]),
        ("-is:inbox alpha", ["one", "two", "three"]),
        ("is:trash", []),
        ("country:Austria", ["one"]),
        ("kind:fragment", ["two"]),
        ("source:courier", ["three"]),
        ("since:2025-05-24", ["one"]),
        ("on:23.5.2025", ["two"]),
        ("until:2025-05-23 alpha", ["two", "three"]),
        ("used:maybe", []),
        ("speaker: alpha", ["one", "two", "three"]),
        ("alpha speaker:", ["one", "two", "three"]),
        ("since: alpha", ["one", "two", "three"]),
        ("used:no OR one", ["one", "two", "three"]),
        ("used:yes OR on:2025-05-23", ["one", "two"]),
        ("in:brief OR grade:B", ["one", "two"]),
        ("since:2025-05-24 OR until:2025-05-23 alpha", ["one", "two", "three"]),
        ("three OR in:brief -verified", ["one", "three"]),
        ("-since:2025-05-24", ["two", "three"]),
        ("-on:2025-05-23", ["one", "three"]),
        ("three OR -since:2025-05-24", ["two", "three"]),
        ("-is:verified OR in:brief", ["one", "two", "three"]),
        ("one OR is:inbox", ["one", "four"]),
        ("is:inbox OR is:starred", ["two", "four"]),
        ("is:inbox is:starred", []),
        ("since:2025-05-24 until:2025-05-23", []),
        ("in:nowhere", []),
        ("alpha -in:nowhere", ["one", "two", "three"]),
    ],
)
def test_every_field_narrows(shelf: Library, typed: str, found: list[str]) -> None:
    reader = shelf.reader()
    assert texts(reader, typed) == [f"alpha {word}" for word in found]
    assert search.count(reader, typed) == len(found)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", ()),
        ("tariffs", (Part("", "tariffs", 0, 7, unfinished=True),)),
        ("speaker:ishiba -ships ", (Part("speaker", "ishiba", 0, 14), Part("", "ships", 15, 21, minus=True))),
        ("said:ishiba ", (Part("speaker", "ishiba", 0, 11),)),
        ('fund OR "zero tariffs"', (Part("", "fund", 0, 4), Part("", "zero tariffs", 8, 22, either=True, phrase=True))),
        ("on:24.5.2025", (Part("on", "2025-05-24", 0, 12),)),
        ("fund OR -on:2025", (Part("", "fund", 0, 4), Part("on", "2025", 8, 16, minus=True, either=True))),
        ("used:yes OR in:brief", (Part("used", "yes", 0, 8), Part("in", "brief", 12, 20, either=True))),
        ("since:nonsense ", (Part("", "since:nonsense", 0, 14),)),
        ("kind:dir", (Part("kind", "direct", 0, 8),)),
        ("is:unused", (Part("used", "no", 0, 9),)),
        ("speaker:", ()),
        ("12:30 ", (Part("", "12:30", 0, 5),)),
    ],
)
def test_what_was_understood_is_told_piece_by_piece(typed: str, parts: tuple[Part, ...]) -> None:
    assert parse(typed).parts == parts


@given(st.text(max_size=80))
def test_every_piece_told_is_a_stretch_of_what_was_typed(typed: str) -> None:
    told = parse(typed).parts
    assert all(0 <= part.start < part.end <= len(typed) for part in told)
    assert [part.start for part in told] == sorted(part.start for part in told)
    assert all(one.end <= other.start for one, other in itertools.pairwise(told))
    assert parse(typed).empty == (not told)


def test_a_book_nobody_knows_is_words_like_other_odd_input(shelf: Library) -> None:
    keep(shelf, "a step in nowhere")
    (hit,) = search.search(shelf.reader(), "in:nowhere").hits
    assert hit.snippet == "a step \x02in nowhere\x03"
    told = search_plan.understood(shelf.reader(), "in:nowhere -in:brief")
    assert told == (Part("", "in:nowhere", 0, 10), Part("in", "brief", 11, 20, minus=True))


def test_more_alternatives_than_are_asked_for_one_by_one_find_the_same(shelf: Library) -> None:
    either = " ".join(f"{word} OR -in:brief OR on:2025-05-24" for word in ("one", "two", "three", "alpha"))
    assert texts(shelf.reader(), either) == ["alpha one", "alpha two", "alpha three"]
    assert texts(shelf.reader(), either.replace("on:2025-05-24", "on:2024")) == ["alpha two", "alpha three"]


def test_best_puts_the_speaker_and_the_topic_before_the_mention(library: Library) -> None:
    ishiba = people.add(library, "Shigeru Ishiba")
    keep(library, "Ishiba was mentioned here.", said_on="2025-05-25")
    keep(library, "He said so to Ishiba.", kind="reported_speech", said_on="2025-05-26")
    keep(library, "We will go on.", person_id=ishiba, said_on="2020")
    reader = library.reader()
    assert texts(reader, "ishiba", order="best")[0] == "We will go on."
    assert texts(reader, "ishiba", order="best")[-1] == "He said so to Ishiba."
    assert texts(reader, "ishiba")[-1] == "We will go on."


def test_best_does_not_jump_while_a_word_is_typed(library: Library) -> None:
    for n in range(12):
        speaker = people.add(library, f"Tarif {n}") if n % 3 == 0 else None
        kind = "direct" if n % 2 else "fragment"
        keep(library, f"tariffs number {n}", person_id=speaker, kind=kind, said_on=f"20{n + 10}")
    reader = library.reader()
    orders = [texts(reader, "tariffs"[:end], order="best") for end in (3, 4, 5)]
    assert orders[0] == orders[1] == orders[2]


@pytest.mark.parametrize("typed", ["ishiba ", "ishib", "tariffs ", "ishiba OR tariffs "])
@pytest.mark.parametrize("common", [0, 1000])
def test_best_finds_the_speaker_and_the_topic_among_the_oldest_of_very_many(
    library: Library, monkeypatch: pytest.MonkeyPatch, typed: str, common: int
) -> None:
    monkeypatch.setattr(search_rank, "CANDIDATES", 5)
    monkeypatch.setattr(search_rank, "_COMMON", common)
    topic = topics.add(library, "Tariffs")
    keep(library, "he spoke", person_id=people.add(library, "Shigeru Ishiba"), topic_ids=(topic,), said_on="2001")
    keep(library, "and then", topic_ids=(topics.add(library, "Quotas", topic),), said_on="2002")
    for n in range(20):
        keep(library, f"Ishiba and tariffs {n}", said_on=f"20{n + 10}")
    reader = library.reader()
    found = texts(reader, typed, order="best")
    # Whose topic it is, in both: which of them is first their lengths decide.
    assert set(found[:2]) == {"he spoke", "and then"} if "tariffs" in typed else found[0] == "he spoke"
    assert sorted(found) == sorted(texts(reader, typed))
    asked = search_plan.read(reader, typed)
    plan = search_plan.plan(reader, asked)
    newest = [key for (key,) in reader.execute(*plan.keys(100)).fetchall()]
    assert search_rank.best(reader, asked, plan) == search_rank.best(reader, asked, plan, newest)


def test_by_speaker_goes_by_the_sort_key_then_newest(library: Library) -> None:
    beta, alpha = people.add(library, "Ann Beta", sort_key="Beta"), people.add(library, "Zoe Alpha", sort_key="Alpha")
    for person, text, day in ((beta, "b old", "2020"), (alpha, "a old", "2020"), (None, "nobody", "2025")):
        keep(library, text, person_id=person, said_on=day)
    keep(library, "b new", person_id=beta, said_on="2024")
    reader = library.reader()
    assert texts(reader, "", order="speaker") == ["a old", "b new", "b old", "nobody"]
    found = search.matching(reader, "", order="speaker")
    assert [row.text for row in quotes.rows(reader, found)] == ["a old", "b new", "b old", "nobody"]


@given(st.lists(st.integers(0, 30), unique=True), st.randoms(), st.integers(0, 10))
def test_the_ranked_answer_moves_nothing_somebody_looks_at(
    shown: list[int], chance: random.Random, settled: int
) -> None:
    ranked = list(shown)
    chance.shuffle(ranked)
    order = search_rank.swapped(shown, ranked, settled)
    assert order[:settled] == shown[:settled]
    assert sorted(order) == sorted(shown)


@given(st.text(max_size=60))
def test_the_quick_way_to_fold_a_text_is_the_slow_one(text: str) -> None:
    whole: Callable[[str], list[str]] = getattr(folding, "_all_keys")  # noqa: B009  (the slow way has no other door)
    assert folding.keys(text) == whole(text)
