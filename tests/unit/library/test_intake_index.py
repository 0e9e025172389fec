"""What files of quotes leave in the search index, and that they leave nothing when they are stopped or taken back."""

from __future__ import annotations

import pytest

from briefing.library import driver, intake, intake_rows, quotes, search_index, topics, verify
from briefing.library.store import Library

MANY = (
    f"{','.join(intake_rows.COLUMNS)}\n"
    "Zero means zero.,Mira Vogel,Chancellor,AT,2025-05-25,Vienna,Talks go on,Courier,https://example.org/a,2025-05-25,"
    "Tariffs;Tariffs / Non-tariff measures,en,direct,\n"
    "progress,石破 茂,,JP,2025-05,,,,,,tariffs,,fragment,one word\n"
    "Élan d’état and co-operation,unnamed: a senior official,,,2025,,Talks go on,Courier,,,Ships;Tariffs,fr,,,"
    "background,\n"
    "首脳会談は重要だ,石破 茂,Prime Minister,,2025-05-25T14:30,東京,京都の話,京都新聞,,,Ships,ja,,a note,,a rule\n"
    "Words alone,,,,,,,,,,,,,,,\n"
)


def import_text(library: Library, text: str) -> None:
    intake.import_quotes(library, text.encode(), "quotes.csv")


def index_of(library: Library) -> list[tuple[object, ...]]:
    connection = driver.connect_writer(library.path)
    connection.execute("CREATE VIRTUAL TABLE temp.term USING fts5vocab('main', 'quote_search', 'instance')")
    held = connection.execute("SELECT term, doc, col, offset FROM term ORDER BY 1, 2, 3, 4").fetchall()
    held += connection.execute("SELECT 'counted', term, quotes, 0 FROM quote_word ORDER BY term").fetchall()
    connection.close()
    return held


def test_an_import_is_found_by_all_that_an_index_made_anew_holds(library: Library) -> None:
    import_text(library, "text,speaker,topics\nolder words,Mira Vogel,Ships\n")
    import_text(library, MANY)
    imported = index_of(library)
    with library.writing("Index"):
        search_index.rebuild(library.raw())
    assert index_of(library) == imported
    assert verify.verify(library.reader()) == []


def test_words_counted_quote_by_quote_and_in_the_index_itself_are_as_many(library: Library) -> None:
    for year in (2010, 2011):
        lines = [f"Élan n{n % 90} co-operation 首脳会談{n % 4} and and,Mr {n % 9},Ships,{year}" for n in range(300)]
        import_text(library, "\n".join(["text,speaker,topics,said_on", *lines]))
    counted = index_of(library)
    with library.writing("Index"):
        search_index.rebuild(library.raw())
    assert index_of(library) == counted


def test_what_of_a_long_file_does_not_wait_in_memory_is_indexed_alike(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.library.intake._AT_HAND", 1)
    lines = [f"Élan n{n} co-operation 首脳会談{n % 4},Mr {n % 9},Ships,20{n % 40 + 10}" for n in range(700)]
    import_text(library, "\n".join(["text,speaker,topics,said_on", *lines]))
    imported = index_of(library)
    with library.writing("Index"):
        search_index.rebuild(library.raw())
    assert index_of(library) == imported


def test_an_import_taken_back_and_done_again_is_filed_as_it_was(library: Library) -> None:
    import_text(library, MANY)
    reader = library.reader()
    filed = reader.execute("SELECT quote_n, topic_id FROM quote_topic ORDER BY 1, 2").fetchall()
    assert library.last_step is not None
    redo = library.undo(library.last_step)
    assert reader.execute("SELECT count(*) FROM quote_topic").fetchone() == (0,)
    library.undo(redo)
    assert reader.execute("SELECT quote_n, topic_id FROM quote_topic ORDER BY 1, 2").fetchall() == filed
    topic = topics.add(library, "Later")
    key = quotes.rows(reader, [1])[0].id
    quotes.set_topics(library, key, [topic])
    library.undo(library.last_step)
    assert reader.execute("SELECT quote_n, topic_id FROM quote_topic ORDER BY 1, 2").fetchall() == filed


def test_an_import_stopped_at_any_moment_adds_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.driver._STEPS", 20_000)
    import_text(library, "text,speaker\nolder words,Mira Vogel\n")
    before = index_of(library)
    rows = "text,speaker,topics\n" + "".join(f"quote {n},Speaker {n % 7},Topic {n % 3}\n" for n in range(1200))
    looks: list[int] = []
    last = 0
    while last == len(looks):
        last += 1
        looks.clear()

        def stop(last: int = last) -> bool:
            looks.append(1)
            return len(looks) == last

        try:
            done = intake.import_quotes(library, rows.encode(), "q.csv", cancelled=stop)
        except intake.ImportStopped:
            assert index_of(library) == before
            assert quotes.counts(library.reader()).all == 1
        else:
            assert done.added == 1200
    # More often than there are batches: in the middle of long statements too.
    assert last > 10
    assert verify.verify(library.reader()) == []
