from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library import driver, migrate, search, search_index, search_query, search_rank, search_speakers
from briefing.library.driver import Connection
from briefing.library.quotes import Scope
from briefing.library.reading import PlainReader
from briefing.library.snippet import CLOSE, OPEN, Marker, snippet
from briefing.text import folding

PEOPLE = {
    "p1": ("Shigeru Ishiba", "石破 茂", "Japan", "Prime Minister"),
    "p2": ("Élodie Straße", "", "France", "Envoy"),
}
TOPICS = {"t1": ("Tariffs", None), "t2": ("Measures", "t1"), "t3": ("Ships", None)}
SOURCES = {"s1": "Courier Daily", "s2": "京都新聞"}
# Some are called the same, one as a label.
CROWD = {
    f"c{n}": name for n, name in enumerate(("Abel", "Élan", "Ishiba", "Ishiba", "a senior official", "Zuse", "Ön"))
}
BOOKS = {"b1": "Ten-minute brief", "b2": "Old brief"}
KINDS = ("direct", "fragment", "reported_speech")


@dataclass(frozen=True)
class Told:
    """A quote as the brute-force scan knows it."""

    text: str = "word"
    person: str = ""
    topic: str = ""
    source: str = ""
    kind: str = "direct"
    said_on: str = ""
    state: str = "kept"
    grade: str = ""
    starred: bool = False
    verified: bool = False
    book: str = ""
    role: str = ""
    country: str = ""
    language: str = ""
    label: str = ""


def corpus(told: list[Told], crowd: dict[str, str] | None = None) -> Connection:
    connection = cast("Connection", driver.module.connect(":memory:", isolation_level=None))
    for statement in SCHEMA:
        connection.execute(statement)
    for key, (name, native, country, role) in PEOPLE.items():
        put(connection, "person", id=key, name=name, native_name=native, country=country, role=role)
    for key, name in (crowd or {}).items():
        put(connection, "person", id=key, name=f"Nobody before {name}", sort_key=name)
    for key, (name, parent) in TOPICS.items():
        put(connection, "topic", id=key, name=name, parent_id=parent)
    for key, title in SOURCES.items():
        put(connection, "source", id=key, title=title)
    for key, title in BOOKS.items():
        put(connection, "book", id=key, title=title)
        put(connection, "section", id=f"x{key}", book_id=key, title="Words")
    for n, one in enumerate(told, 1):
        put(
            connection, "quote", n=n, id=f"id{n}", handle=f"handle{n}", text=one.text, verbatim=one.text, kind=one.kind,
            person_id=one.person or None, source_id=one.source or None, said_on=one.said_on,
            accepted=int(one.state != "inbox"), trashed="2025" if one.state == "trash" else None, grade=one.grade,
            starred=int(one.starred), verified_on="2025" if one.verified else "",
            role=one.role, country=one.country, language=one.language, unnamed_label=one.label,
        )  # fmt: skip
        if one.book:
            put(connection, "placement", id=f"l{n}", section_id=f"x{one.book}", quote_n=n, position=0)
        if one.topic:
            put(connection, "quote_topic", quote_n=n, topic_id=one.topic)
    return connection


def put(connection: Connection, table: str, **values: Any) -> None:
    values |= {"created": "", "updated": ""}
    marks = ",".join("?" * len(values))
    connection.execute(f"INSERT INTO {table}({','.join(values)}) VALUES ({marks})", tuple(values.values()))


SCHEMA = tuple(
    statement for _, file in migrate.migrations() for statement in migrate.statements(file.read_text("utf-8"))
)
FOLDED = {"Élan": "elan", "ÉLAN": "elan", "Straße": "strasse", "Élodie": "elodie"}
WORDS = ("fund", "funds", "funding", "zero", "Tariffs", "Élan", "ÉLAN", "Straße", "ze", "G7", "in")
KANJI = st.text(alphabet="石破首脳会談関税", min_size=1, max_size=5)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), KANJI), min_size=1, max_size=6).map(" ".join)
DAYS = ("", "2024", "2024-12", "2025-05-24", "2025-05-25", "2025-05-25T14:30")
TOLD = st.builds(
    Told,
    text=TEXTS,
    person=st.sampled_from(["", *PEOPLE]),
    topic=st.sampled_from(["", *TOPICS]),
    source=st.sampled_from(["", *SOURCES]),
    kind=st.sampled_from(KINDS),
    said_on=st.sampled_from(DAYS),
    state=st.sampled_from(["kept", "kept", "kept", "inbox", "trash"]),
    grade=st.sampled_from(["", "A", "B"]),
    starred=st.booleans(),
    verified=st.booleans(),
    book=st.sampled_from(["", "", *BOOKS]),
    role=st.sampled_from(["", "", "Minister of funds"]),
    country=st.sampled_from(["", "", "France"]),
    language=st.sampled_from(["", "en", "ja"]),
)
Test = tuple[str, Callable[[Told], bool]]


def plain(word: str) -> str:
    return FOLDED.get(word, word.lower())


def fields(one: Told) -> dict[str, list[str]]:
    called = " ".join(PEOPLE[one.person][:2] if one.person in PEOPLE else (CROWD.get(one.person, ""), one.label))
    topic = [name for key, (name, _) in TOPICS.items() if key in {one.topic, TOPICS.get(one.topic, ("", None))[1]}]
    return {
        "text": one.text.split(),
        "speaker": called.split(),
        "source": SOURCES[one.source].split() if one.source else [],
        "topic": " ".join(topic).split(),
        "role": (one.role or (PEOPLE[one.person][3] if one.person in PEOPLE else "")).split(),
    }


def holds(one: Told, word: str, field: str = "", *, unfinished: bool = False) -> bool:
    for name, words in fields(one).items():
        if field in {"", name}:
            for held in map(plain, words):
                if not word.isascii() and word not in FOLDED:
                    if word in held:
                        return True
                elif held == plain(word) or (unfinished and held.startswith(plain(word))):
                    return True
    return False


def side_by_side(one: Told, words: list[str]) -> bool:
    held = [plain(word) for word in one.text.split()]
    wanted = [plain(word) for word in words]
    return any(held[at : at + len(wanted)] == wanted for at in range(len(held)))


def word_test(word: str, field: str) -> Test:
    return f"{field}:{word}" if field else word, lambda one: holds(one, word, field)


WORD = st.builds(
    word_test,
    st.one_of(st.sampled_from([*WORDS, "Ishiba", "Courier", "Measures", "Minister", "none"]), KANJI),
    st.sampled_from(["", "", "text", "speaker", "source", "topic", "role"]),
)
LATIN = ["fund", "zero", "Élan", "Tariffs", "Straße"]


def phrase_test(words: list[str]) -> Test:
    return f'"{" ".join(words)}"', lambda one: side_by_side(one, words)


PHRASE = st.builds(phrase_test, st.lists(st.sampled_from(LATIN), min_size=2, max_size=3))


def day_test(field: str, day: str) -> Test:
    def told_then(one: Told) -> bool:
        if not one.said_on:
            return False
        held = one.said_on[:10].replace("-", "").ljust(8, "0")
        low, high = day.replace("-", "").ljust(8, "0"), day.replace("-", "").ljust(8, "9")
        return (field == "until" or held >= low) and (field == "since" or held <= high)

    return f"{field}:{day}", told_then


def kind_test(kind: str) -> Test:
    return f"kind:{kind}", lambda one: one.kind == kind


def country_test(name: str) -> Test:
    def from_there(one: Told) -> bool:
        held = one.country or (PEOPLE[one.person][2] if one.person else "")
        return held.lower() == name.lower()

    return f"country:{name}", from_there


def language_test(code: str) -> Test:
    return f"lang:{code}", lambda one: one.language == code.lower()


def grade_test(grade: str) -> Test:
    return f"grade:{grade}", lambda one: one.grade == grade.upper()


def is_test(state: str) -> Test:
    true: dict[str, Callable[[Told], bool]] = {
        "verified": lambda one: one.verified,
        "unverified": lambda one: not one.verified,
        "starred": lambda one: one.starred,
    }
    return f"is:{state}", true[state]


def used_test(used: bool) -> Test:
    return f"used:{'yes' if used else 'no'}", lambda one: bool(one.book) == used


def book_test(words: str) -> Test:
    title = words.strip('"').replace("-", " ").lower()
    titled = [key for key, name in BOOKS.items() if title in name.replace("-", " ").lower()]
    # A book nobody knows is searched as text.
    return f"in:{words}", lambda one: one.book in titled if titled else side_by_side(one, ["in", title])


def place_test(place: str) -> Test:
    return f"is:{place}", lambda one: one.state == place


PLACE = st.builds(place_test, st.sampled_from(["inbox", "trash"]))
ASKED = st.one_of(
    WORD,
    PHRASE,
    st.builds(kind_test, st.sampled_from(KINDS)),
    st.builds(country_test, st.sampled_from(["Japan", "france"])),
    st.builds(language_test, st.sampled_from(["en", "JA"])),
    st.builds(grade_test, st.sampled_from(["A", "b", "C"])),
    st.builds(is_test, st.sampled_from(["verified", "unverified", "starred"])),
    st.builds(used_test, st.booleans()),
    st.builds(book_test, st.sampled_from(["brief", '"ten-minute brief"', "old", "none", "zero"])),
    st.builds(day_test, st.sampled_from(["since", "until", "on"]), st.sampled_from(["2024", "2025-05", "2025-05-25"])),
)
MINUS = st.sampled_from([False, False, True])


@given(
    st.lists(TOLD, max_size=8),
    st.lists(st.lists(st.tuples(st.one_of(ASKED, ASKED, ASKED, PLACE), MINUS), min_size=1, max_size=3), max_size=4),
    st.sampled_from(["", "", "inbox", "trash"]),
)
def test_results_are_those_of_a_brute_force_scan(
    told: list[Told], asked: list[list[tuple[Test, bool]]], view: str
) -> None:
    connection = corpus(told)
    search_index.refresh(connection, range(1, len(told) + 1))
    scope = Scope(inbox=view == "inbox", trash=view == "trash")
    named = {
        text[3:] for group in asked for (text, _), minus in group if text in {"is:inbox", "is:trash"} and not minus
    }
    places = {view} if view else {"kept", *named}
    expected = {
        n
        for n, one in enumerate(told, 1)
        if one.state in places and all(any(test(one) != minus for (_, test), minus in group) for group in asked)
    }
    query = " ".join(" OR ".join(f"{'-' * minus}{text}" for (text, _), minus in group) for group in asked) + " "
    found = list(search.matching(connection, query, scope=scope, as_typed=True))
    assert set(found) == expected
    in_order = connection.execute("SELECT n FROM quote ORDER BY order_key").fetchall()
    assert found == [n for (n,) in in_order if n in expected]
    page = search.search(connection, query, scope=scope, as_typed=True)
    assert (page.total, page.total_is_exact, [hit.n for hit in page.hits]) == (len(found), True, found)
    assert search.count(connection, query, scope=scope) == len(found)
    reader = PlainReader(connection, Path())
    for order in search_rank.ORDERS:
        assert sorted(search.matching(reader, query, scope=scope, order=order, as_typed=True)) == sorted(found)
        ranked = [hit.n for hit in search.search(reader, query, scope=scope, order=order, as_typed=True).hits]
        assert ranked == list(search.matching(reader, query, scope=scope, order=order, as_typed=True))
    connection.close()


SAID = st.builds(
    Told,
    text=st.sampled_from(["fund", "fund zero", "zero"]),
    person=st.sampled_from(["", "", *PEOPLE, *CROWD]),
    label=st.sampled_from(["", "A senior official", "a SENIOR official", "Two aides"]),
    said_on=st.sampled_from(DAYS),
    state=st.sampled_from(["kept", "kept", "inbox"]),
)


def any_of(*tests: Test) -> Test:
    return " OR ".join(query for query, _ in tests), lambda one: any(test(one) for _, test in tests)


IN_THE_WALK: tuple[Test, ...] = (
    ("", lambda one: True),
    word_test("fund", ""),
    word_test("zero", "text"),
    phrase_test(["fund", "zero"]),
    day_test("since", "2025"),
    any_of(word_test("zero", ""), day_test("on", "2025-05-24")),
    any_of(day_test("until", "2024"), day_test("since", "2025-05-25")),
    word_test("Ishiba", "speaker"),
)
# What is large in earnest is small here, so that all ways to find the first few are gone.
BOUNDS = {
    "_NEWEST": (1, 9), "_AT_ONCE": (1, 5), "_MOST": (1, 4), "_FEW": (1, 6), "_FAR": (0, 5), "_MANY": (1, 40),
    "_DEARER": (0, 4), "_SORTED": (1, 9),
}  # fmt: skip


def in_order_of_speakers(told: list[Told], test: Callable[[Told], bool]) -> list[int]:
    """The kept quotes that pass a test, as a plain sort puts them."""
    names = {key: name for key, (name, *_) in PEOPLE.items()} | CROWD

    def place(n: int) -> tuple[object, ...]:
        one = told[n - 1]
        newest = (-int(one.said_on[:10].replace("-", "").ljust(8, "0")), -n)
        if one.person:
            return (0, folding.fold(names[one.person]), one.person, *newest)
        return (1 if one.label else 2, one.label.lower(), *newest)

    return sorted((n for n, one in enumerate(told, 1) if one.state == "kept" and test(one)), key=place)


@given(
    st.lists(SAID, max_size=40),
    st.sampled_from(IN_THE_WALK),
    st.tuples(*[st.integers(low, high) for low, high in BOUNDS.values()]),
    st.integers(1, 12),
)
def test_by_speaker_is_what_a_plain_sort_gives_page_by_page(
    told: list[Told], asked: Test, bounds: tuple[int, ...], size: int
) -> None:
    connection = corpus(told, CROWD)
    search_index.refresh(connection, range(1, len(told) + 1))
    reader = PlainReader(connection, Path())
    typed, test = asked[0] + " ", asked[1]
    expected = in_order_of_speakers(told, test)
    with pytest.MonkeyPatch.context() as patched:
        for name, bound in zip(BOUNDS, bounds, strict=True):
            patched.setattr(search_speakers, name, bound)
        patched.setattr(search, "COUNT_CAP", 2)
        pages = [
            hit.n
            for start in range(0, len(expected) + 1, size)
            for hit in search.search(reader, typed, limit=size, offset=start, order="speaker", as_typed=True).hits
        ]
        assert pages == expected
        for cap in (1, size, len(expected) + 1):
            answer = search.answer(reader, typed, cap=cap, order="speaker", as_typed=True)
            assert (list(answer.ns), answer.exact) == (expected[:cap], len(expected) <= cap)
    connection.close()


@given(st.lists(TOLD, max_size=6), st.sampled_from([*WORDS, "石破", "首", "fu", "z", "é", "stra", "court"]))
def test_the_last_word_may_be_unfinished(told: list[Told], word: str) -> None:
    connection = corpus(told)
    search_index.refresh(connection, range(1, len(told) + 1))
    wanted = FOLDED.get(word, "e" if word == "é" else word)
    expected = {n for n, one in enumerate(told, 1) if one.state == "kept" and holds(one, wanted, unfinished=True)}
    assert set(search.matching(connection, word, as_typed=True)) == expected
    connection.close()


STEMS = ("f", "fu", "fun", "fund", "fundi", "a", "an", "ann")


@given(
    st.lists(st.lists(st.text("funda", min_size=1, max_size=7), max_size=4).map(" ".join), max_size=12),
    st.sampled_from(STEMS),
    st.sampled_from(["", "text:", "-nothing ", "kind:direct "]),
)
def test_a_beginning_finds_what_a_brute_force_scan_finds(texts: list[str], stem: str, before: str) -> None:
    connection = corpus([Told(text or "word") for text in texts])
    search_index.refresh(connection, range(1, len(texts) + 1))
    expected = {n for n, text in enumerate(texts, 1) if any(word.startswith(stem) for word in text.split())}
    page = search.search(connection, before + stem, as_typed=True)
    assert {hit.n for hit in page.hits} == expected
    assert (page.total, page.total_is_exact) == (len(expected), True)
    connection.close()


@pytest.mark.parametrize("stem", ["con", "cont", "contr", "contra"])
def test_a_beginning_of_very_many_words_finds_the_rarest_too_and_counts_right(stem: str) -> None:
    connection = corpus([])
    for n in range(1, 4001):
        # Ninety common words, and at the newest end one that stands only once.
        text = f"contra{n % 90}" if n < 4000 else "contrast"
        put(connection, "quote", n=n, id=str(n), handle=f"h{n:05d}", text=text, verbatim=text)
    search_index.rebuild(connection)
    page = search.search(connection, stem)
    assert [hit.n for hit in page.hits] == list(range(4000, 3950, -1))
    assert (page.total, page.total_is_exact) == (search.COUNT_CAP, False)
    assert len(search.matching(connection, stem)) == 4000
    connection.close()


@given(st.lists(TOLD, min_size=1, max_size=5), st.lists(TOLD, min_size=1, max_size=5))
def test_an_index_kept_up_to_date_is_the_one_made_anew(before: list[Told], after: list[Told]) -> None:
    connection = corpus(before)
    search_index.refresh(connection, range(1, len(before) + 1))
    for n, one in enumerate(after, 1):
        connection.execute(
            "UPDATE quote SET text = ?, said_on = ?, person_id = ? WHERE n = ?",
            (one.text, one.said_on, one.person or None, n),
        )
    connection.execute("DELETE FROM quote_topic WHERE quote_n = 1")
    connection.execute("DELETE FROM quote WHERE n = 1")
    search_index.refresh(connection, range(1, len(before) + 1))
    connection.execute("CREATE VIRTUAL TABLE temp.term USING fts5vocab('main', 'quote_search', 'instance')")
    kept = connection.execute("SELECT term, doc, col, offset FROM term ORDER BY 1, 2, 3, 4").fetchall()
    search_index.rebuild(connection)
    assert connection.execute("SELECT term, doc, col, offset FROM term ORDER BY 1, 2, 3, 4").fetchall() == kept
    connection.execute("INSERT INTO quote_search(quote_search) VALUES ('integrity-check')")
    connection.close()


@pytest.fixture
def small() -> Connection:
    connection = corpus(
        [
            Told("We will continue", person="p1", topic="t2", said_on="2025-05-25"),
            Told("首脳会談は重要だ", said_on="2025-05", source="s2"),
            Told("Élan d’état, non-tariff measures", person="p2"),
        ]
    )
    search_index.refresh(connection, [1, 2, 3])
    return connection


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [1, 2, 3]),
        ("ishiba", [1]),
        ("石破", [1]),
        ("石", [1]),
        ("首脳", [2]),
        ("首脳会", [2]),
        ("脳会談は", [2]),
        ("首談", []),
        ("京都新聞", [2]),
        ("elan", [3]),
        ("ETAT", [3]),
        ("d'état", [3]),
        ("d’etat ", [3]),
        ("non-tariff", [3]),
        ("tariff-non", []),
        ("topic:tariffs", [1]),
        ("-ishiba", [2, 3]),
        ("since:2025-05", [1, 2]),
        ("since:2025-05-20", [1]),
        ("until:2025-05", [1, 2]),
        ("on:2025", [1, 2]),
        ("wil con", []),
        ("will con", [1]),
        ('"will con', [1]),
        ('"will con"', []),
        ("continue OR elan", [1, 3]),
        ("speaker:石破 will", [1]),
        ("is:unverified", [1, 2, 3]),
        ("is:verified", []),
        ("country:JP", [1]),
        ("country:japan", [1]),
        ("country:日本", [1]),
        ('country:"frankreich"', [3]),
        ("country:nowhere", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(small: Connection, typed: str, found: list[int]) -> None:
    assert list(search.matching(small, typed)) == found


@given(st.text(alphabet=st.characters(), max_size=60))
def test_nothing_typed_is_an_error(typed: str) -> None:
    connection = corpus([Told("We will continue", person="p1", said_on="2025-05-25")])
    search_index.refresh(connection, [1])
    search.search(connection, typed)
    connection.close()


ODD = ["AND", "OR", "NOT", "NEAR(", ")", '"', "*", "^", ":", "-", "text:", "{a} :", "since:", "kind:x", "+", "'",
       "\x00", "\ue000", "a:b:c", "since:2025-99", "speaker:\"", "--x", "“", "is:", "on:2025 -"]  # fmt: skip


@given(st.lists(st.sampled_from(ODD), max_size=6).map(" ".join))
def test_the_operators_of_the_engine_are_words_like_others(typed: str) -> None:
    connection = corpus([Told("We will continue")])
    search_index.refresh(connection, [1])
    page = search.search(connection, typed)
    assert page.total == len(page.hits)
    connection.close()


def test_a_snippet_marks_what_was_found_in_the_words_as_shown(small: Connection) -> None:
    (hit,) = search.search(small, "etat measures").hits
    assert hit.snippet == f"Élan d’{OPEN}état{CLOSE}, non-tariff {OPEN}measures{CLOSE}"
    (hit,) = search.search(small, "脳会談").hits
    assert hit.snippet == f"首{OPEN}脳会談{CLOSE}は重要だ"


@given(st.text(max_size=400), st.text(min_size=1, max_size=12))
def test_a_snippet_is_a_stretch_of_the_text(text: str, typed: str) -> None:
    clauses = [clause for group in search_query.parse(typed).groups for clause in group]
    held = text.replace(OPEN, "").replace(CLOSE, "")
    cut = snippet(held, Marker(clauses).found(held))
    bare = cut.replace(OPEN, "").replace(CLOSE, "")
    assert bare == held or bare.strip("…") in held or bare.removeprefix("…").removesuffix("…") in held
    assert cut.count(OPEN) == cut.count(CLOSE)


@given(
    TEXTS, st.sampled_from([*WORDS, "fu", "石破", "首", "談関税", '"fund zero"']), st.sampled_from(["", "”", "½", "Ａ"])
)
def test_the_quick_ways_to_a_match_and_the_slow_one_agree(text: str, typed: str, odd: str) -> None:
    marker = Marker([clause for group in search_query.parse(typed).groups for clause in group])
    assert marker.found(text) == [places[:] for places in marker.found(f"{text} {odd}")]


def test_a_page_goes_on_where_the_last_one_ended(small: Connection) -> None:
    first, rest = search.search(small, "", limit=2), search.search(small, "", limit=2, offset=2)
    assert [hit.n for hit in (*first.hits, *rest.hits)] == [1, 2, 3]
    assert first.total == rest.total == 3


def test_a_count_beyond_the_cap_is_a_floor_and_says_so() -> None:
    connection = corpus([])
    for n in range(1, search.COUNT_CAP + 50):
        put(connection, "quote", n=n, id=str(n), handle=f"h{n:05d}", text="fund", verbatim="fund")
    search_index.rebuild(connection)
    page = search.search(connection, "fund")
    assert (page.total, page.total_is_exact, len(page.hits)) == (search.COUNT_CAP, False, 50)
    assert len(search.matching(connection, "fund")) == search.COUNT_CAP + 49
    connection.close()


def test_a_topic_scope_holds_its_sub_topics(small: Connection) -> None:
    assert list(search.matching(small, "", scope=Scope(topic_id="t1"))) == [1]
    assert list(search.matching(small, "continue", scope=Scope(topic_id="t3"))) == []
    assert list(search.matching(small, "", scope=Scope(person_id="p2"))) == [3]
    assert list(search.matching(small, "重要", scope=Scope(source_id="s2"))) == [2]
