"""One writer, many readers, all or nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.library import people, quotes, topics
from briefing.library.faults import BadValue, LibraryMissing, ReadOnlyLibrary
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, Step, open_library
from briefing.library.verify import verify

Content = dict[str, Any]


class Stumble(Exception):
    """Something goes wrong in the middle."""


def test_when_something_goes_wrong_nothing_of_the_action_stays(
    library: Library, content: Callable[[Library], Content]
) -> None:
    before = content(library)
    with pytest.raises(Stumble), library.writing("Import"):
        people.add(library, "Somebody")
        quotes.add(library, NewQuote("Words"))
        raise Stumble
    assert content(library) == before
    assert library.last_step is None


def test_actions_inside_an_action_are_one_step(library: Library) -> None:
    heard: list[tuple[Step, bool]] = []
    library.subscribe(lambda step, from_undo: heard.append((step, from_undo)))
    with library.writing("Import"):
        topic = topics.add(library, "Tariffs")
        quotes.add(library, NewQuote("Words", topic_ids=(topic,)))
    assert [(step.label, from_undo) for step, from_undo in heard] == [("Import", False)]
    assert heard[0][0].touched == {"topic", "quote", "quote_topic"}
    library.undo(heard[0][0])
    assert heard[1][1] is True
    assert quotes.counts(library.reader()).all == 0


def test_whoever_stops_listening_hears_no_more(library: Library) -> None:
    heard: list[Step] = []
    stop = library.subscribe(lambda step, from_undo: heard.append(step))
    stop()
    topics.add(library, "Tariffs")
    assert heard == []


def test_an_action_that_changes_nothing_is_no_step(library: Library) -> None:
    topic = topics.add(library, "Tariffs")
    heard: list[Step] = []
    library.subscribe(lambda step, from_undo: heard.append(step))
    topics.rename(library, topic, "Tariffs")
    assert heard == []


def test_a_session_cannot_end_the_transaction_early(library: Library, content: Callable[[Library], Content]) -> None:
    before = content(library)
    with pytest.raises(Stumble), library.writing("Import") as session:
        people.add(library, "Somebody")
        session.commit()
        raise Stumble
    assert content(library) == before


def test_readers_cannot_write(library: Library) -> None:
    with pytest.raises(ReadOnlyLibrary):
        library.reader().execute("DELETE FROM quote")


def test_the_writer_is_not_lent_outside_an_action(library: Library) -> None:
    with pytest.raises(RuntimeError):
        library.raw()


def test_every_thread_reads_on_a_connection_of_its_own(library: Library) -> None:
    quotes.add(library, NewQuote("Words"))
    seen: list[object] = [library.reader()]

    def look() -> None:
        reader = library.reader()
        seen.extend((reader, reader is library.reader(), quotes.counts(reader).all))
        library.close_reader()

    worker = threading.Thread(target=look)
    worker.start()
    worker.join()
    assert seen[1] is not seen[0]
    assert seen[2:] == [True, 1]


def test_readers_see_a_change_when_it_is_committed_and_not_before(library: Library) -> None:
    with library.writing("Add"):
        quotes.add(library, NewQuote("Words"))
        library.raw()
        assert quotes.counts(library.reader()).all == 0
    assert quotes.counts(library.reader()).all == 1


def test_a_change_by_another_program_is_noticed_once(library: Library) -> None:
    topics.add(library, "Ours")
    assert not library.changed_elsewhere()
    other = open_library(library.path)
    topics.add(other, "Theirs")
    other.close()
    assert library.changed_elsewhere()
    assert not library.changed_elsewhere()
    assert [row.name for row in topics.topics(library.reader())] == ["Ours", "Theirs"]


def test_a_library_moved_while_open_is_noticed_before_the_next_save(library: Library) -> None:
    topics.add(library, "Kept")
    library.path.rename(library.path.with_name("elsewhere.briefing"))
    with pytest.raises(LibraryMissing, match="moved or replaced"):
        topics.add(library, "Lost?")


def test_a_refused_value_leaves_the_library_usable(library: Library) -> None:
    with pytest.raises(BadValue):
        topics.add(library, "  ")
    assert topics.add(library, "Tariffs")


READ_ONLY_WORK = """
import sys
from pathlib import Path
from briefing.library import assemble, backup, books, choices, info, people, quotes, search
from briefing.library import sections, sources, topics, trash, verify
from briefing.library.store import open_library
library = open_library(Path(sys.argv[1]), create=True)
reader = library.reader()
quotes.rows(reader, quotes.numbers(reader))
quotes.counts(reader), topics.topics(reader), people.people(reader), sources.sources(reader), trash.trashed(reader)
search.search(reader, "tariffs"), info.info(reader), choices.searches(reader)
for book in books.books(reader):
    assemble.assemble(reader, book.id), sections.sections(reader, book.id)
verify.verify(reader)
backup.backup(library, Path(sys.argv[1] + ".copy"))
library.close()
found = [name for name in sys.modules if name.split(".")[0] in ("sqlmodel", "sqlalchemy", "pydantic", "sqlite3")]
sys.exit(" ".join(found) or 0)
"""


def test_opening_and_reading_never_load_the_orm(tmp_path: Path, library: Library) -> None:
    from briefing.library import books

    quotes.add(library, NewQuote("Tariffs"))
    books.add(library, "Book")
    library.close()
    for file in (library.path, tmp_path / "new.briefing"):
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY_WORK, str(file)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_only_one_sqlite_library_is_in_the_process() -> None:
    code = (
        "import sys, tempfile, pathlib\n"
        "from briefing.library import topics\n"
        "from briefing.library.store import open_library\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    library = open_library(pathlib.Path(folder) / 'x.briefing')\n"
        "    topics.add(library, 'Tariffs')\n"
        "    library.close()\n"
        "sys.exit('sqlite3' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_opening_reads_nothing_but_the_head_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of any size opens as fast as an empty one: no statement of opening looks at rows."""
    from briefing.library import driver

    path = tmp_path / "library.briefing"
    open_library(path).close()
    said: list[str] = []
    really = driver.connect_writer

    def listening(path: Path, *, create: bool = False) -> driver.Connection:
        connection = really(path, create=create)
        connection.set_trace_callback(said.append)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        return connection

    monkeypatch.setattr("briefing.library.opening.connect_writer", listening)
    open_library(path).close()
    assert said
    tables = ("quote", "source", "person", "topic", "section", "book", "placement")
    assert not [sql for sql in said if any(f" {table}" in sql for table in tables)]


SAVING = """
import sys
from pathlib import Path
from briefing.library import quotes
from briefing.library.store import open_library
library = open_library(Path(sys.argv[1]))
while True:
    print(quotes.add(library, quotes.NewQuote("Words")), flush=True)
"""


def test_no_acknowledged_save_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "library.briefing"
    with subprocess.Popen([sys.executable, "-c", SAVING, str(path)], stdout=subprocess.PIPE, text=True) as saving:
        assert saving.stdout is not None
        acknowledged = [saving.stdout.readline().strip() for _ in range(30)]
        saving.kill()
        acknowledged += [line.strip() for line in saving.stdout if line.endswith("\n")]
    library = open_library(path)
    kept = {row.id for row in quotes.rows(library.reader(), quotes.numbers(library.reader()))}
    assert set(acknowledged) <= kept
    assert verify(library.reader()) == []
    library.close()


_LOADS = """
import sys
from pathlib import Path
from briefing.library import driver, store, topics

class Look:
    def find_spec(self, name, path=None, target=None):
        if name == "sqlmodel":
            other = driver.connect_writer(Path(sys.argv[1]))
            other.execute("PRAGMA busy_timeout=0").fetchall()
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
            other.close()
            print("free")

library = store.open_library(Path(sys.argv[1]))
sys.meta_path.insert(0, Look())
topics.add(library, "Tariffs")
library.close()
"""


def test_others_can_write_while_the_first_change_still_loads_what_it_needs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADS, str(tmp_path / "library.briefing")], capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["free"], "")
