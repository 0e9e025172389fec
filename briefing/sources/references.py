"""Lists of sources from reference managers: RIS, BibTeX and CSL JSON files read as plain values."""

from __future__ import annotations

import codecs
import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from briefing.sources.article import Unreadable, day_in
from briefing.text.clean import field, one_line
from briefing.text.decoding import decode

LARGEST: Final = 50_000_000
_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
_TITLES, _WHERE = ("TI", "T1", "CT", "BT"), ("T2", "JO", "JF", "JA", "SO", "PB")
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")
_MONTHS: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as a reference manager keeps it. Dates are ISO 8601 as far as known; ``place`` is where it stood in the
    file, counted from 1.
    """

    place: int
    title: str
    author: str = ""
    publisher: str = ""
    published_on: str = ""
    accessed_on: str = ""
    url: str = ""
    language: str = ""
    note: str = ""


def read_references(data: bytes, name: str) -> tuple[Reference, ...]:
    """Return the sources in a file; the kind is told by the end of its name. Entries without a title keep ``""``.

    Raises:
        Unreadable: the file is no list of sources; the message says what to do.
    """
    if len(data) > LARGEST:
        raise Unreadable("This list of sources is larger than 50 MB. Export it in parts and import those.")
    text = decode(data)
    ending = name.lower().rpartition(".")[2]
    found = tuple(_ris(text) if ending == "ris" else _bibtex(text) if ending == "bib" else _csl(text))
    if not found:
        raise Unreadable("There are no sources in this file. Export them again from your reference manager.")
    return found


def is_list(name: str) -> bool:
    """Whether a file of this name holds a list of sources."""
    return name.lower().endswith((".ris", ".bib", ".csl.json"))


def _ris(text: str) -> Iterable[Reference]:
    """Yield the entries of a RIS file: a tag, two blanks, a hyphen and a blank before each value."""
    entry: dict[str, list[str]] = {}
    place = 0
    last = ""
    for line in text.splitlines():
        found = _TAG.match(line.rstrip().lstrip("\ufeff"))
        if found is None:
            if last and line.strip():
                entry[last][-1] += f" {line.strip()}"
            continue
        last, value = found[1], (found[2] or "").strip()
        if last == "TY":
            entry = {}
        if last == "ER":
            place += 1
            yield _of_ris(place, entry)
            entry, last = {}, ""
            continue
        entry.setdefault(last, []).append(value)
    if any(tag in entry for tag in _TITLES):
        yield _of_ris(place + 1, entry)


def _of_ris(place: int, entry: Mapping[str, list[str]]) -> Reference:
    def first(*tags: str) -> str:
        return next((one_line(value) for tag in tags for value in entry.get(tag, ()) if value), "")

    authors = [one_line(name) for tag in ("AU", "A1") for name in entry.get(tag, ()) if name]
    return Reference(
        place, first(*_TITLES), "; ".join(map(_turned, authors)), first(*_WHERE), _day(first("DA", "Y1", "PY")),
        _day(first("Y2")), _address(first("UR", "L2")), _language(first("LA")), field(first("N1")),
    )  # fmt: skip


def _bibtex(text: str) -> Iterable[Reference]:
    from pybtex import database  # pyright: ignore[reportMissingTypeStubs]

    try:
        entries: Any = cast("Any", database).parse_string(text, "bibtex").entries
        read: list[tuple[Any, Any]] = [(entry.fields, entry.persons) for entry in entries.values()]
    except Exception as fault:  # the package fails in many ways on damaged files
        raise Unreadable("This BibTeX file is damaged. Export it again from your reference manager.") from fault
    for place, (fields, persons) in enumerate(read, 1):
        value = {str(key).lower(): _unbraced(str(said)) for key, said in fields.items()}
        authors = [_turned(_unbraced(str(name))) for name in persons.get("author", ())]
        where = next((value[key] for key in _BIB_WHERE if value.get(key)), "")
        yield Reference(
            place, value.get("title", ""), "; ".join(authors), where, _bib_day(value), _day(value.get("urldate", "")),
            _address(value.get("url", "")), _language(value.get("langid", "")), value.get("note", ""),
        )  # fmt: skip


def _unbraced(text: str) -> str:
    """Return a BibTeX value as people read it: accents composed, braces gone."""
    import latexcodec  # registers the codec

    assert latexcodec
    with contextlib.suppress(UnicodeError, ValueError, LookupError, TypeError):
        text = codecs.decode(cast("Any", text), "ulatex", "keep")
    return one_line(re.sub(r"[{}]", "", text))


_BIB_WHERE: Final = ("journaltitle", "journal", "booktitle", "howpublished", "publisher", "institution", "organization")


def _bib_day(value: Mapping[str, str]) -> str:
    if value.get("date"):
        return _day(value["date"])
    year = _day(value.get("year", ""))[:4]
    month = value.get("month", "")
    number = int(month) if month.isdecimal() else _MONTHS.get(month[:3].lower(), 0)
    if not year or not 1 <= number <= 12:
        return year
    day = value.get("day", "")
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day.isdecimal() and 1 <= int(day) <= 31 else "")


def _csl(text: str) -> Iterable[Reference]:
    try:
        items: object = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Unreadable(
            "This is no list of sources in CSL JSON. Export it again from your reference manager."
        ) from fault
    listed = cast("list[object]", items) if isinstance(items, list) else []
    for place, item in enumerate(listed, 1):
        if isinstance(item, dict):
            yield _of_csl(place, cast("dict[str, Any]", item))


def _of_csl(place: int, item: Mapping[str, Any]) -> Reference:
    def said(*keys: str) -> str:
        return next((one_line(str(item[key])) for key in keys if item.get(key)), "")

    names: Any = item.get("author")
    authors = [_csl_name(name) for name in cast("list[object]", names)] if isinstance(names, list) else []
    return Reference(
        place, said("title"), "; ".join(filter(None, authors)), said("container-title", "publisher"),
        _csl_day(item.get("issued")), _csl_day(item.get("accessed")), _address(said("URL")),
        _language(said("language")), said("note"),
    )  # fmt: skip


def _csl_name(name: object) -> str:
    if not isinstance(name, dict):
        return ""
    parts = cast("dict[str, Any]", name)
    literal = str(parts.get("literal") or "")
    return one_line(literal or f"{parts.get('given') or ''} {parts.get('family') or ''}")


def _csl_day(date: object) -> str:
    """Return a CSL date variable (``date-parts``, ``raw`` or ``literal``) as far as it is known."""
    if not isinstance(date, dict):
        return ""
    given = cast("dict[str, Any]", date)
    parts: Any = given.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return _day("-".join(str(part) for part in cast("list[object]", parts[0])[:3]))
    return _day(str(given.get("raw") or given.get("literal") or ""))


def _day(text: str) -> str:
    """Return a date as far as it is stated: ``2025``, ``2025-05``, ``2025-05-25``; ``""`` for none."""
    found = _ISO.match(text.strip())
    if found is None:
        return day_in(text)
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _turned(name: str) -> str:
    """Return "Lindqvist, Anna" as "Anna Lindqvist"."""
    family, comma, given = name.partition(",")
    return one_line(f"{given} {family}") if comma and "," not in given else name


def _address(url: str) -> str:
    return url if url.lower().startswith(("http://", "https://")) else ""


def _language(tag: str) -> str:
    known = {"english": "en", "french": "fr", "german": "de", "italian": "it", "spanish": "es", "japanese": "ja"}
    tag = tag.strip().lower()
    return known.get(tag, tag if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", tag) else "")
