"""A library of one's own for every test, and the means to look at all that is in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing.library.driver import Connection, Row
from briefing.library.store import Library, open_library

Content = dict[str, list[Row]]

# Derived tables, kept right by the search index, and SQLite's own counter.
_NOT_CONTENT = ("quote_search%", "quote_indexed", "quote_word", "sqlite_%")


def all_content(reader: Connection) -> Content:
    """Return every row of every table that holds what people put in."""
    skipped = " AND ".join(f"name NOT LIKE '{one}'" for one in _NOT_CONTENT)
    names = reader.execute(
        f"SELECT name FROM sqlite_schema WHERE type = 'table' AND {skipped} ORDER BY name"
    ).fetchall()
    return {str(name): sorted(reader.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in names}


@pytest.fixture
def content() -> Callable[[Library], Content]:
    """The way to see all that is in a library."""
    return lambda library: all_content(library.reader())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A new, empty library."""
    opened = open_library(tmp_path / "library.briefing")
    yield opened
    opened.close()


@contextmanager
def plain_user() -> Generator[None]:
    """Be a user whom the file system can refuse something (the administrator may write everywhere)."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def unprivileged() -> Callable[[], object]:
    """A context in which permissions count."""
    return plain_user
