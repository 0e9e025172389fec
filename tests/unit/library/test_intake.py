from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library import intake, intake_rows, people, quotes, search, sources, topics
from briefing.library.faults import BadValue
from briefing.library.quotes import Scope
from briefing.library.store import Library
from briefing.sources.article import read
from briefing.sources.harvest import gather, harvest

HEADER = ",".join(intake_rows.COLUMNS)
GOOD = (
    f"{HEADER}\n"
    "Zero means zero.,Mira Vogel,Chancellor,AT,2025-05-25,Vienna,Talks go on,Courier,https://example.org/a,2025-05-25,"
    "Tariffs;Tariffs / Non-tariff measures,en,direct,\n"
    "progress,石破 茂,,JP,2025-05,,,,,,tariffs,,fragment,one word\n"
)
ARTICLE = (
    "Talks go on\n\n“We are close,” said Elena Marchetti, Italy’s deputy trade minister. "
    "The fund is “softer than it looks,” an official said.\n"
)


def import_text(library: Library, text: str, name: str = "quotes.csv") -> intake.Imported:
    return intake.import_quotes(library, text.encode(), name)


def test_a_file_of_quotes_makes_what_it_names(library: Library) -> None:
    done = import_text(library, GOOD)
    assert (done.added, done.duplicates, done.skipped, done.kind) == (2, 0, [], "quotes")
    reader = library.reader()
    assert [person.name for person in people.people(reader)] == ["Mira Vogel", "石破 茂"]
    assert [topic.path for topic in topics.topics(reader)] == ["Tariffs", "Tariffs / Non-tariff measures"]
    assert [(one.title, one.publisher, one.url) for one in sources.sources(reader)] == [
        ("Talks go on", "Courier", "https://example.org/a")
    ]
    first, second = quotes.rows(reader, quotes.numbers(reader))
    assert (first.text, first.said_by, first.role, first.said_on, first.place) == (
        "Zero means zero.", "Mira Vogel", "Chancellor", "2025-05-25", "Vienna",
    )  # fmt: skip
    assert (second.kind, second.said_on, second.precision, second.topics) == (
        "fragment",
        "2025-05",
        "month",
        ("Tariffs",),
    )
    assert [hit.text for hit in search.search(reader, "石破").hits] == ["progress"]


def test_the_same_file_twice_adds_nothing_and_says_so(library: Library) -> None:
    import_text(library, GOOD)
    step = library.last_step
    done = import_text(library, GOOD)
    assert (done.added, done.duplicates) == (0, 2)
    assert library.last_step is step


def test_one_import_is_one_step_to_undo(library: Library) -> None:
    import_text(library, GOOD)
    assert library.last_step is not None
    redo = library.undo(library.last_step)
    assert quotes.counts(library.reader()).all == 0
    assert people.people(library.reader()) == []
    library.undo(redo)
    assert quotes.counts(library.reader()).all == 2
    assert search.search(library.reader(), "speaker:vogel").total == 1


def test_wrong_rows_are_named_and_the_rest_goes_in(library: Library) -> None:
    done = import_text(
        library,
        "text,said_on,kind\nfine,2025,\n,2025,\nbad day,2025-02-30,\nbad kind,,poem\ntoo,2025,direct,many,cells\n"
        "also fine,,\n",
    )
    assert done.added == 2
    assert [wrong.row for wrong in done.skipped] == [3, 4, 5, 6]
    assert all(wrong.why.endswith(".") for wrong in done.skipped)


@pytest.mark.parametrize(
    "data",
    [
        "\ufefftext,speaker\nZero,Mira\n".encode(),
        b"speaker;text\r\nMira;Zero\r\n",
        b"Text\tSpeaker\nZero\tMira\n",
        "text,speaker\nZero,Mira\n".encode("utf-16"),
        b'\n\n"text","speaker"\n"Zero","Mira"\n\n',
        b"junk,text,speaker\nx,Zero,Mira",
        b"text,speaker\n  Zero ,Mira\x00\n",
    ],
)
def test_every_usual_shape_of_csv_is_read(library: Library, data: bytes) -> None:
    done = intake.import_quotes(library, data, "q.csv")
    assert (done.added, done.skipped) == (1, [])
    (row,) = quotes.rows(library.reader(), quotes.numbers(library.reader()))
    assert (row.text, row.said_by) == ("Zero", "Mira")


@pytest.mark.parametrize(
    ("rows", "told", "kept"),
    [
        # to the end of the file
        ('one,A,\n"open,B,\nthree,C,\nfour,D,\n', [3], ["one", "three", "four"]),
        # to the next quotation mark
        ('"open,B,\n"two, too",C,\n"three","D",\n', [2], ["two, too", "three"]),
        ('one,"open,\ntwo,B,\nthree,"C",\n', [2], ["two", "three"]),
        # on the last line
        ('one,A,\n"open,B,\n', [3], ["one"]),
        # words that belong to the open one are told, not taken for rows
        ('"open\nmore words\nend,B,\nfour,D,\n', [2, 3], ["end", "four"]),
        # as it should be
        ('"two\nlines, really",A,\n"say ""no""",B,\n', [], ["two\nlines, really", 'say "no"']),
        ('5" pipe,A,\n"a" b,B,\n', [], ['5" pipe', "a b"]),
        ('"a" b,B,\n5" pipe,A,', [], ['5" pipe', "a b"]),
    ],
)
def test_a_quotation_mark_left_open_is_told_with_its_row_and_swallows_no_other(
    library: Library, rows: str, told: list[int], kept: list[str]
) -> None:
    done = import_text(library, "text,speaker,place\n" + rows)
    assert [wrong.row for wrong in done.skipped] == told
    found = quotes.rows(library.reader(), quotes.numbers(library.reader()))
    assert sorted(row.text for row in found) == sorted(kept)


def test_a_quotation_mark_left_open_early_costs_one_row_of_a_long_file(library: Library) -> None:
    rows = [f"quote {n},Speaker,\n" for n in range(1200)]
    rows[3] = '"quote 3,Speaker,\n'
    done = import_text(library, "text,speaker,place\n" + "".join(rows))
    assert (done.added, [wrong.row for wrong in done.skipped]) == (1199, [5])


def test_a_list_too_large_to_hold_is_refused() -> None:
    with pytest.raises(BadValue, match="larger than"):
        intake_rows.rows(b"text\n" + b"x" * intake_rows.LARGEST, "q.csv")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig", "utf-8"])
def test_every_usual_encoding_is_read_right(library: Library, encoding: str) -> None:
    done = intake.import_quotes(library, "text,speaker\nDéjà vu à Zürich,Jürg Müller\n".encode(encoding), "q.csv")
    assert (done.added, done.skipped) == (1, [])
    (row,) = quotes.rows(library.reader(), quotes.numbers(library.reader()))
    assert (row.text, row.said_by) == ("Déjà vu à Zürich", "Jürg Müller")


def test_json_lines_use_the_same_names(library: Library) -> None:
    lines = [
        json.dumps({"text": "Zero", "speaker": "Mira Vogel", "topics": ["Tariffs", "Ships"], "said_on": 2025}),
        "",
        "not json",
        "[1]",
        json.dumps({"text": None}),
    ]
    done = import_text(library, "\n".join(lines), "q.jsonl")
    assert (done.added, [wrong.row for wrong in done.skipped]) == (1, [3, 4, 5])
    (row,) = quotes.rows(library.reader(), quotes.numbers(library.reader()))
    assert (row.topics, row.said_on) == (("Ships", "Tariffs"), "2025")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"speaker,role\nx,y\n", b"\x00\x01\x02"])
def test_a_file_that_is_no_list_of_quotes_is_refused_with_a_sentence(library: Library, data: bytes) -> None:
    with pytest.raises(BadValue, match=r"\.$"):
        intake.import_quotes(library, data, "q.csv")
    assert quotes.counts(library.reader()).all == 0


def test_a_stopped_import_adds_nothing(library: Library) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 1

    rows = "text\n" + "".join(f"quote {n}\n" for n in range(3000))
    with pytest.raises(intake.ImportStopped):
        intake.import_quotes(library, rows.encode(), "q.csv", cancelled=stop)
    assert quotes.counts(library.reader()).all == 0
    assert search.search(library.reader(), "quote").total == 0


def test_progress_ends_at_the_end(library: Library) -> None:
    seen: list[tuple[int, int]] = []
    rows = "text\n" + "".join(f"quote {n}\n" for n in range(1500))
    intake.import_quotes(library, rows.encode(), "q.csv", progress=lambda done, total: seen.append((done, total)))
    done = [at for at, _ in seen]
    assert done == sorted(done) and len(set(done)) > 2
    assert seen[-1] == (1500, 1500)


def test_people_are_met_again_in_another_spelling(library: Library) -> None:
    known = people.add(library, "Shigeru Ishiba", native_name="石破 茂")
    import_text(library, "text,speaker\na,石破茂\nb,SHIGERU ISHIBA\n")
    assert [person.id for person in people.people(library.reader())] == [known]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Cf", "Z"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["", "2025", "2025-05-25"])), max_size=6, unique=True))
def test_what_is_written_as_csv_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["said_on", "speaker", "text"])
    writer.writerows([(day, speaker, text) for text, speaker, day in rows])
    read_back = list(intake_rows.rows(out.getvalue().encode(), "q.csv"))
    assert [(row.fields["text"], row.fields["speaker"], row.fields["said_on"]) for row in read_back] == rows


@given(st.binary(max_size=200), st.sampled_from(["q.csv", "q.jsonl", "q.json", "q"]))
def test_any_bytes_are_rows_or_refused(data: bytes, name: str) -> None:
    try:
        for row in intake_rows.rows(data, name):
            assert row.number > 0
    except BadValue as refused:
        assert str(refused).endswith(".")


def test_an_article_is_kept_with_its_proof(library: Library) -> None:
    article = read(ARTICLE.encode(), "talks.txt")
    done = intake.import_article(library, article, harvest(article.text, language="en"))
    assert (done.kind, done.added, done.candidates, done.duplicates) == ("article", 2, 2, 0)
    reader = library.reader()
    assert done.source_id is not None
    snapshot = sources.snapshot(reader, done.source_id)
    assert snapshot is not None
    assert snapshot == article.text
    for row in quotes.rows(reader, quotes.numbers(reader)):
        detail = quotes.show(reader, row.id)
        assert snapshot[detail.span_start : detail.span_end] == detail.verbatim
    (close,) = search.search(reader, "speaker:marchetti").hits
    assert (close.text, close.role) == ("We are close,", "Italy’s deputy trade minister")
    assert [person.name for person in people.people(reader)] == ["Elena Marchetti"]
    assert search.search(reader, "speaker:official").hits[0].said_by == "an official"


def test_the_same_article_twice_adds_nothing(library: Library) -> None:
    article = read(ARTICLE.encode(), "talks.txt")
    drafts = harvest(article.text, language="en")
    intake.import_article(library, article, drafts)
    step = library.last_step
    done = intake.import_article(library, read(ARTICLE.encode(), "copy.txt"), drafts, accept="none")
    assert (done.added, done.duplicates) == (0, 2)
    assert library.last_step is step
    assert len(sources.sources(library.reader())) == 1


def test_reported_speech_waits_in_the_inbox_as_such(library: Library) -> None:
    article = read(b"Anna Lindqvist said the talks would go on. \xe2\x80\x9cWe stay,\xe2\x80\x9d she said.", "a.txt")
    found = gather(article.text, language="en")
    done = intake.import_article(library, article, found.quotations, accept="all", reported=found.reported)
    assert (done.added, done.candidates) == (2, 2)
    reader = library.reader()
    (waiting,) = quotes.rows(reader, quotes.numbers(reader, quotes.Scope(inbox=True)))
    assert quotes.show(reader, waiting.id).kind == "reported_speech"


@pytest.mark.parametrize(("accept", "kept", "inbox"), [("all", 2, 0), ("none", 0, 2)])
def test_what_is_not_accepted_waits_in_the_inbox(library: Library, accept: str, kept: int, inbox: int) -> None:
    article = read(ARTICLE.encode(), "talks.txt")
    intake.import_article(library, article, harvest(article.text, language="en"), accept=accept)
    counts = quotes.counts(library.reader())
    assert (counts.all, counts.inbox) == (kept, inbox)
    assert search.search(library.reader(), "").total == kept


def test_nobody_is_made_for_what_only_waits_in_the_inbox(library: Library) -> None:
    article = read(ARTICLE.encode(), "talks.txt")
    intake.import_article(library, article, harvest(article.text, language="en"), accept="none")
    reader = library.reader()
    assert people.people(reader) == []
    waiting = quotes.rows(reader, quotes.numbers(reader, Scope(inbox=True)))
    assert {row.said_by for row in waiting} == {"Elena Marchetti", "an official"}
    assert search.search(reader, "speaker:marchetti", scope=Scope(inbox=True)).hits[0].said_by == "Elena Marchetti"
    quotes.accept(library, [row.id for row in waiting])
    assert [person.name for person in people.people(reader)] == ["Elena Marchetti"]
    assert search.search(reader, "speaker:marchetti").hits[0].said_by == "Elena Marchetti"
    assert library.last_step is not None
    library.undo(library.last_step)
    assert people.people(reader) == []
    assert quotes.counts(reader).inbox == 2


def test_who_is_known_already_is_met_in_the_inbox_and_at_its_door(library: Library) -> None:
    article = read(ARTICLE.encode(), "talks.txt")
    intake.import_article(library, article, harvest(article.text, language="en"), accept="none")
    known = people.add(library, "Dr Elena Marchetti", aliases=["Elena Marchetti"])
    reader = library.reader()
    quotes.accept(library, [row.id for row in quotes.rows(reader, quotes.numbers(reader, Scope(inbox=True)))])
    assert [person.id for person in people.people(reader)] == [known]
    assert people.people(reader)[0].quotes == 1


def test_nearly_the_same_words_from_another_source_are_kept_and_told(library: Library) -> None:
    first = "“We will go on refining our talks with the summit in mind,” said Elena Marchetti.\n"
    second = "“We will go on refining our talks with the G7 summit in mind,” Elena Marchetti told reporters.\n"
    other = "“The weather was fine and nobody spoke of tariffs at lunch,” said Elena Marchetti.\n"
    kept: list[intake.Imported] = []
    for name, text in (("a.txt", first), ("b.txt", second), ("c.txt", first + "Again.\n"), ("d.txt", other)):
        article = read(text.encode(), name)
        kept.append(intake.import_article(library, article, harvest(article.text, language="en")))
    assert [(done.added, len(done.alike)) for done in kept] == [(1, 0), (1, 1), (1, 1), (1, 0)]
    assert quotes.counts(library.reader()).all == 4
    shown = [quotes.show(library.reader(), key) for key in (kept[1].alike[0].id, kept[1].alike[0].other_id)]
    assert [("G7" in one.text) for one in shown] == [True, False]


def test_another_choice_than_the_three_is_refused(library: Library) -> None:
    with pytest.raises(BadValue, match="all, sure, none"):
        intake.import_article(library, read(b"x", "a.txt"), [], accept="some")


def test_a_source_is_known_again_by_its_address_first_then_by_its_title(library: Library) -> None:
    kept = sources.add(library, "Old title", publisher="Courier", url="https://example.org/old")
    rows = (
        "a,New title,Courier,https://example.org/old\nb,New title,Courier,https://example.org/new\n"
        "c,New title,Courier,\nd,Old title,Courier,https://example.org/old\ne,,,https://example.org/new\nf,,,\n"
    )
    import_text(library, "text,source_title,publisher,url\n" + rows)
    reader = library.reader()
    by_text = dict(reader.execute("SELECT text, source_id FROM quote").fetchall())
    (added,) = (one.id for one in sources.sources(reader) if one.id != kept)
    assert by_text == {"a": kept, "b": added, "c": added, "d": kept, "e": added, "f": None}
