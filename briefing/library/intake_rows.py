"""A file of quotes as rows: CSV (any delimiter, any order of columns) or JSON lines, each row with its number."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import NamedTuple, cast

from briefing.library.faults import BadValue
from briefing.text.clean import clean
from briefing.text.decoding import decode

COLUMNS = [
    "text",
    "speaker",
    "role",
    "country",
    "said_on",
    "place",
    "source_title",
    "publisher",
    "url",
    "published_on",
    "topics",
    "language",
    "kind",
    "note",
    "record_status",
    "ground_rules",
]
_LONGEST_FIELD = 1_000_000
LARGEST = 50_000_000
# A quotation of more lines than this is a quotation mark somebody forgot.
_MOST_LINES = 200
_DELIMITERS = ",;\t|"
# What ``splitlines`` takes for the end of a line, and CSV does not.
_OTHER_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class Row(NamedTuple):
    """One row of the file. ``number`` counts from 1, a CSV's header included; ``fault`` says why it cannot be read."""

    number: int
    fields: dict[str, str]
    fault: str = ""


def rows(data: bytes, name: str) -> Iterator[Row]:
    """Yield the rows of a quotes file; ``name`` tells JSON lines (``.jsonl``, ``.ndjson``, ``.json``) from CSV.

    Raises:
        BadValue: it is no such file (nothing was yielded then).
    """
    if len(data) > LARGEST:
        raise BadValue(f"This file is larger than {LARGEST // 1_000_000} MB. Cut it into smaller ones.")
    text = decode(data)
    ending = name.lower().rpartition(".")[2]
    if ending in {"jsonl", "ndjson", "json"} or (ending != "csv" and text.lstrip()[:1] == "{"):
        return _json_rows(text)
    return _csv_rows(text)


def _csv_rows(text: str) -> Iterator[Row]:
    first = text.lstrip("\n")[:_LONGEST_FIELD].split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    csv.field_size_limit(_LONGEST_FIELD)
    table = _Table(text.replace("\x00", ""), delimiter)
    try:
        header: list[str] = []
        while not any(header):
            header = [clean(cell).strip().strip('"').lower().replace(" ", "_") for cell in table.next()]
    except StopIteration:
        raise BadValue("There is nothing in this file.") from None
    except csv.Error as error:
        raise BadValue(f"This is not a CSV file that can be read: {error}.") from None
    if "text" not in header:
        raise BadValue(
            "The first line must name the columns, and one of them must be “text”. "
            f"The columns are: {', '.join(COLUMNS)}."
        )
    return _csv_body(table, header)


def _lines(text: str) -> list[str]:
    """Return the lines with their ends, which are those a CSV file has: LF, CR, or both."""
    if any(mark in text for mark in _OTHER_ENDS):
        return io.StringIO(text, newline="").readlines()
    return text.splitlines(keepends=True)


class _Table:
    """The lines of a CSV file, read row by row, with the means to go back when a row has run too far."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._lines = _lines(text)
        self._delimiter = delimiter
        self._at = 0
        self._start = 0
        self._reader = csv.reader(self, delimiter=delimiter)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._at >= len(self._lines):
            raise StopIteration
        self._at += 1
        return self._lines[self._at - 1]

    def next(self) -> list[str]:
        """Return the cells of the next row; raises ``StopIteration`` at the end and ``csv.Error``."""
        self._start = self._at
        return next(self._reader)

    def ran_on(self, columns: int) -> bool:
        """Whether the row just read went on over what are rows of their own: its quotation mark was never closed."""
        if self._at == self._start + 1 and self._at < len(self._lines):
            return False
        span = self._lines[self._start : self._at]
        if len(span) > _MOST_LINES:
            return True
        if columns > 2 and any(line.count(self._delimiter) >= columns - 1 for line in span[1:-1]):
            return True
        try:
            next(csv.reader(span, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return len(span) > 1 or "end of data" in str(error)
        return False

    def back(self) -> int:
        """Go back to the line after the first one of the row just read; return the line up to which it had run."""
        ran_to, self._at = self._at, self._start + 1
        self._reader = csv.reader(self, delimiter=self._delimiter)
        return ran_to

    def before(self, line: int) -> bool:
        """Whether the row just read began before a line."""
        return self._start < line


def _csv_body(table: _Table, header: list[str]) -> Iterator[Row]:
    number = 1
    usual = len(header)
    ran_to = 0
    while True:
        number += 1
        try:
            cells = table.next()
        except StopIteration:
            return
        except csv.Error as error:
            ran_to = max(ran_to, table.back())
            yield Row(number, {}, f"This row cannot be read: {error}.")
            continue
        if not any(cells):
            continue
        if table.ran_on(len(header)):
            ran_to = max(ran_to, table.back())
            yield Row(number, {}, "This row opens a quotation mark that is not closed. Close it, or write it twice.")
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            yield Row(number, {}, f"This row has {len(cells)} values, the first line names {len(header)} columns.")
            continue
        if len(cells) < usual and table.before(ran_to):
            # What follows an open quotation mark may be the rest of its words and no row: told, not guessed.
            yield Row(number, {}, "This line seems to belong to a row above whose quotation mark is not closed.")
            continue
        usual = len(cells)
        yield Row(number, dict(zip(header, cells, strict=False)))


def _json_rows(text: str) -> Iterator[Row]:
    if text.lstrip()[:1] == "[":
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            raise BadValue("This is not a JSON file that can be read.") from None
        return (_json_row(number, one) for number, one in enumerate(cast("list[object]", listed), 1))
    if not text.strip():
        raise BadValue("There is nothing in this file.")
    return _json_lines(text)


def _json_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _json_row(number, json.loads(line))
        except (ValueError, RecursionError):
            yield Row(number, {}, "This line is not a JSON object.")


def _json_row(number: int, value: object) -> Row:
    if not isinstance(value, dict):
        return Row(number, {}, "This line is not a JSON object.")
    fields: dict[str, str] = {}
    for key, given in cast("dict[str, object]", value).items():
        if isinstance(given, list):
            fields[key.lower()] = ";".join(str(part) for part in cast("list[object]", given))
        elif given is not None and not isinstance(given, dict):
            fields[key.lower()] = str(given)
    return Row(number, fields)
