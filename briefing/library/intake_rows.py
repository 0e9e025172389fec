"""A file of quotes as rows: CSV (any delimiter, any order of columns) or JSON lines, each row with its number."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

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
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file. ``number`` counts from 1, a CSV's header included; ``fault`` says why it cannot be read."""

    number: int
    fields: dict[str, str]
    fault: str = ""


def rows(data: bytes, name: str) -> Iterator[Row]:
    """Yield the rows of a quotes file; ``name`` tells JSON lines (``.jsonl``, ``.ndjson``, ``.json``) from CSV.

    Raises:
        BadValue: it is no such file (nothing was yielded then).
    """
    text = decode(data)
    ending = name.lower().rpartition(".")[2]
    if ending in {"jsonl", "ndjson", "json"} or (ending != "csv" and text.lstrip()[:1] == "{"):
        return _json_rows(text)
    return _csv_rows(text)


def _csv_rows(text: str) -> Iterator[Row]:
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    header: list[str] | None = None
    try:
        while header is None or not any(header):
            header = [clean(cell).strip().strip('"').lower().replace(" ", "_") for cell in next(reader)]
    except StopIteration:
        raise BadValue("There is nothing in this file.") from None
    except csv.Error as error:
        raise BadValue(f"This is not a CSV file that can be read: {error}.") from None
    if "text" not in header:
        raise BadValue(
            "The first line must name the columns, and one of them must be “text”. "
            f"The columns are: {', '.join(COLUMNS)}."
        )
    return _csv_body(reader, header)


def _csv_body(reader: Any, header: list[str]) -> Iterator[Row]:
    number = 1
    while True:
        number += 1
        try:
            cells = cast("list[str]", next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, {}, f"This row cannot be read: {error}.")
            continue
        if not any(cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            yield Row(number, {}, f"This row has {len(cells)} values, the first line names {len(header)} columns.")
            continue
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
