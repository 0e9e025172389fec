"""Taking in quotes: files of quotes, and articles with their proposed quotations. One import is one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from briefing.book.parts import STATEMENT_KINDS
from briefing.library import intake_rows, people, quote_keeping, quotes, record_terms, renderings, sources, topics
from briefing.library.driver import Connection
from briefing.library.faults import BadValue, LibraryTrouble
from briefing.library.quotes import NewQuote
from briefing.library.store import Library
from briefing.sources.article import Article
from briefing.sources.harvest import Draft
from briefing.text import dates
from briefing.text.clean import clean, one_line
from briefing.text.clean import field as one_field
from briefing.text.folding import digest, fingerprint, fold, wording

_KINDS = dict(zip(STATEMENT_KINDS, STATEMENT_KINDS, strict=True)) | {
    "": "direct",
    "direct_quote": "direct",
    "fragment_quote": "fragment",
}
_LONGEST = 100_000
_SHORT = frozenset(intake_rows.COLUMNS) - {"text", "note", "ground_rules"}
_AS_GIVEN = ("role", "country", "place", "language")
_BLANK = dict.fromkeys(intake_rows.COLUMNS, "")
_day = lru_cache(maxsize=16384)(dates.parse)
_BATCH = 1000
# How many quotes of one article are compared with what the library has.
_COMPARED = 500


class ImportStopped(LibraryTrouble):
    """The user stopped an import; nothing was added."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out: its number in the file and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A quote that was added though another source gives nearly the same words: both ids."""

    id: str
    other_id: str


@dataclass(slots=True)
class Imported:
    """What an import did. ``candidates`` counts what an article proposed; ``duplicates`` were in the library before.

    ``alike`` are new wordings of what another source in the library has: kept, for somebody to look at.
    """

    file: str
    kind: str
    source_id: str | None = None
    added: int = 0
    duplicates: int = 0
    candidates: int = 0
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    alike: list[Alike] = field(default_factory=list[Alike])


@dataclass(slots=True)
class _Known:
    """People, topics and sources by name, as far as this import has met them; what is missing is added."""

    library: Library
    persons: dict[str, str] = field(default_factory=dict[str, str])
    printed: dict[str, str] = field(default_factory=dict[str, str])
    filed: dict[str, str] = field(default_factory=dict[str, str])
    subjects: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    origins: dict[tuple[str, str, str], str] = field(default_factory=dict[tuple[str, str, str], str])

    def person(self, name: str, *, add: bool = True, **fields: str) -> str:
        """Return the id of the person of this name; ``""`` when there is none and none is to be added."""
        if name in self.printed:
            return self.printed[name]
        if not self.persons:
            self.persons = people.spellings(self.library.raw())
        key = fold(name)
        if key not in self.persons:
            if not add:
                return ""
            self.persons[key] = people.add(self.library, name, **fields)
        self.printed[name] = self.persons[key]
        return self.persons[key]

    def topics(self, names: str) -> tuple[str, ...]:
        """Return the ids of topics named in one cell, separated by ``;``."""
        if names not in self.subjects:
            named = [part for part in map(one_line, names.split(";")) if part]
            self.subjects[names] = tuple(dict.fromkeys(map(self._topic, named)))
        return self.subjects[names]

    def _topic(self, name: str) -> str:
        if name not in self.filed:
            self.filed[name] = topics.find_or_add(self.library, name)
        return self.filed[name]

    def source(self, row: dict[str, str]) -> str | None:
        title, publisher, url = row["source_title"], row["publisher"], row["url"]
        if not (title or publisher or url):
            return None
        key = (title, publisher, url)
        if key not in self.origins:
            named = title or url or publisher
            found = sources.find_same(self.library.raw(), url=url or None, title=named, publisher=publisher)
            if found is None:
                found = sources.add(self.library, named, publisher=publisher, url=url, published_on=row["published_on"])
            self.origins[key] = found
        return self.origins[key]


def import_quotes(
    library: Library,
    data: bytes,
    name: str,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Imported:
    """Add the quotes of a CSV or JSON-lines file as one step; wrong rows are reported and left out.

    A quote with the same words, speaker, date and source as one that is there is counted, not added.
    ``progress(bytes' worth done, of)`` is called now and then; when ``cancelled()`` nothing is added.

    Raises:
        BadValue: the file is no such file.
        ImportStopped: ``cancelled()`` said so.
        LibraryTrouble: the library cannot be written.
    """
    done = Imported(name, "quotes")
    rows = list(intake_rows.rows(data, name))

    def tell(at: int) -> None:
        if cancelled is not None and cancelled():
            raise ImportStopped("The import was stopped. Nothing was added.")
        if progress is not None:
            progress(at, len(rows))

    with library.writing(f"Import {one_line(name) or 'quotes'}"):
        known = _Known(library)
        folded: dict[int, str] = {}
        for start in range(0, len(rows), _BATCH):
            made: list[_Made] = []
            for row in rows[start : start + _BATCH]:
                try:
                    made.append(_quote(row, known))
                except ValueError as error:
                    done.skipped.append(Skipped(row.number, str(error)))
            _keep(library, made, done, folded)
            tell((start + len(made)) // 2)
        # Here rather than at the end of ``writing``: it takes half of the time, so it is told of and can be stopped.
        library.index_now(lambda done, total: tell(len(rows) // 2 + len(rows) * done // total // 2), folded)
        tell(len(rows))
    return done


# A quote's columns, its topics and its folded words.
_Made = tuple[dict[str, Any], tuple[str, ...], str]


def _quote(row: intake_rows.Row, known: _Known) -> _Made:
    """Return the quote of a row: columns that are not empty, and topics.

    Raises:
        ValueError: the row is wrong; the message says what.
    """
    if row.fault:
        raise BadValue(row.fault)
    given = _BLANK | {column: one_field(value) for column, value in row.fields.items() if value and column in _SHORT}
    text = clean(row.fields.get("text") or "").strip()
    if not text:
        raise BadValue("The text is empty.")
    if len(text) > _LONGEST:
        raise BadValue(f"The text is longer than {_LONGEST:,} characters.")
    kind = _KINDS.get(given["kind"]) or _KINDS.get(given["kind"].lower().replace(" ", "_").replace("-", "_"))
    if kind is None:
        raise BadValue(f"“{given['kind'][:40]}” is not a kind of quote. The kinds are: {', '.join(STATEMENT_KINDS)}.")
    said_on, precision = _day(given["said_on"])
    given["published_on"] = _day(given["published_on"])[0]
    state, said = record_terms.read(given["record_status"]) if given["record_status"] else ("not_stated", "")
    rules = clean(row.fields.get("ground_rules") or "").strip()
    speaker = given["speaker"]
    unnamed = speaker.lower().startswith(("unnamed:", "anonymous:"))
    folded = wording(text)
    made: dict[str, Any] = {
        "text": text,
        "kind": kind,
        "said_on": said_on,
        "precision": precision,
        "source_id": known.source(given),
        "record_status": state,
        "fingerprint": digest(folded),
        "note": clean(row.fields.get("note") or "").strip(),
        "ground_rules": "\n".join(part for part in (rules, said) if part),
        "unnamed_label": speaker.partition(":")[2].strip() if unnamed else "",
    }
    for column in _AS_GIVEN:
        made[column] = given[column]
    topics = known.topics(given["topics"])
    if speaker and not unnamed:
        made["person_id"] = known.person(speaker, role=given["role"], country=given["country"])
    return made, topics, folded


def _same(made: _Made) -> tuple[str, str, str, str, str]:
    row = made[0]
    unnamed = row["unnamed_label"]
    return (
        row["fingerprint"],
        row.get("person_id") or "",
        fold(unnamed) if unnamed else "",
        row["said_on"],
        row["source_id"] or "",
    )


def _kept_already(connection: Connection, made: Sequence[_Made]) -> set[tuple[str, str, str, str, str]]:
    prints = sorted({row["fingerprint"] for row, _, _ in made})
    found: set[tuple[str, str, str, str, str]] = set()
    for start in range(0, len(prints), 500):
        some = prints[start : start + 500]
        sql = (
            "SELECT fingerprint, coalesce(person_id, ''), unnamed_label, said_on, coalesce(source_id, '') FROM quote "
            f"WHERE trashed IS NULL AND fingerprint <> '' AND fingerprint IN ({','.join('?' * len(some))})"
        )
        for key, person, unnamed, said_on, source in connection.execute(sql, some):
            found.add((key, person, fold(unnamed), said_on, source))
    return found


def _keep(library: Library, made: Sequence[_Made], done: Imported, folded: dict[int, str]) -> None:
    kept = _kept_already(library.raw(), made)
    new: list[_Made] = []
    for quote in made:
        key = _same(quote)
        if key in kept:
            done.duplicates += 1
        else:
            kept.add(key)
            new.append(quote)
    if new:
        first = quote_keeping.add_rows(library, [(row, topics) for row, topics, _ in new])
        folded.update(enumerate((words for _, _, words in new), first))
        done.added += len(new)


def import_article(
    library: Library,
    article: Article,
    candidates: Sequence[Draft],
    *,
    accept: str = "all",
    reported: Sequence[Draft] = (),
) -> Imported:
    """Keep an article's snapshot and its proposed quotes as one step; the same article twice adds nothing.

    ``accept``: ``all``, ``sure`` (the others go to the inbox) or ``none`` (all go to the inbox). ``reported`` speech
    goes to the inbox whatever is accepted.

    Raises:
        BadValue: ``accept`` is something else.
        LibraryTrouble: the library cannot be written.
    """
    if accept not in {"all", "sure", "none"}:
        raise BadValue(f"“{accept}” is not a choice. Choose one of: all, sure, none.")
    done = Imported(article.name, "article", candidates=len(candidates) + len(reported))
    named = article.title or article.name or one_line(article.text[:80])
    with library.writing(f"Import {named[:60]}"):
        known = _Known(library)
        done.source_id = sources.find_same(library.raw(), sha256=sources.digest(clean(article.text)))
        if done.source_id is None:
            done.source_id = sources.add(
                library,
                named,
                text=article.text,
                publisher=article.publisher,
                author=article.author,
                published_on=article.published_on,
                url=article.url,
                language=article.language,
            )
        made = [
            _proposed(draft, article, done.source_id, known, accepted=accept in {"all", draft.confidence})
            for draft in candidates
        ]
        made += [_proposed(draft, article, done.source_id, known, accepted=False) for draft in reported]
        _keep_spans(library, made, done)
    return done


def _proposed(draft: Draft, article: Article, source_id: str, known: _Known, *, accepted: bool) -> NewQuote:
    named = bool(draft.speaker) and not draft.anonymous
    person = known.person(draft.speaker, add=accepted) if named else None
    printed = article.text[draft.speaker_start : draft.speaker_end] if draft.speaker_start >= 0 else ""
    return NewQuote(
        text=draft.text,
        kind=draft.kind,
        person_id=person or None,
        unnamed_label=draft.speaker if draft.anonymous else "",
        role=one_line(draft.role),
        said_on=draft.said_on,
        precision=draft.precision,
        place=draft.place,
        source_id=source_id,
        span_start=draft.start,
        span_end=draft.end,
        passage=draft.context,
        language=article.language,
        # Who is only proposed is kept by name; ``quotes.accept`` makes the person.
        attribution_as_printed=printed if person or not named else draft.speaker,
        fingerprint=fingerprint(draft.text),
        accepted=accepted,
    )


def _keep_spans(library: Library, made: Sequence[NewQuote], done: Imported) -> None:
    """Add the quotes whose place in the snapshot holds none yet: a corrected speaker must not make a second one."""
    if not made:
        return
    sql = "SELECT span_start, span_end FROM quote WHERE source_id = ? AND trashed IS NULL"
    taken = {(row[0], row[1]) for row in library.raw().execute(sql, (made[0].source_id,))}
    new = [quote for quote in made if (quote.span_start, quote.span_end) not in taken]
    done.duplicates += len(made) - len(new)
    if new:
        connection = library.raw()
        alike = [renderings.alike(connection, quote.text, done.source_id) for quote in new[:_COMPARED]]
        ids = quotes.add_many(library, new, "Import")
        done.added += len(new)
        done.alike = [Alike(key, other) for key, other in zip(ids, alike, strict=False) if other]
