"""Taking in quotes: files of quotes, and articles with their proposed quotations. One import is one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from briefing.book.parts import STATEMENT_KINDS
from briefing.library import intake_rows, quote_keeping, quotes, record_terms, renderings, sources
from briefing.library.driver import Connection, Row
from briefing.library.faults import BadValue, LibraryTrouble
from briefing.library.intake_known import Known, day
from briefing.library.quotes import NewQuote
from briefing.library.search_entry import ASKED, New
from briefing.library.store import Library
from briefing.sources.article import Article
from briefing.sources.harvest import Draft
from briefing.text.clean import clean, one_line
from briefing.text.clean import field as one_field
from briefing.text.folding import digest, fingerprint, fold, wording

_KINDS = dict(zip(STATEMENT_KINDS, STATEMENT_KINDS, strict=True)) | {
    "": "direct",
    "direct_quote": "direct",
    "fragment_quote": "fragment",
}
_LONGEST = 100_000
# What a row gives, in this order.
_GIVEN = (*ASKED, "precision", "record_status", "ground_rules", "fingerprint")
_BATCH = 500
# So many of a file's quotes wait for the index in memory (half a kilobyte each); those after them are read again.
_AT_HAND = 200_000
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


@lru_cache(maxsize=1024)
def _kind(cell: str) -> str:
    named = one_field(cell)
    kind = _KINDS.get(named) or _KINDS.get(named.lower().replace(" ", "_").replace("-", "_"))
    if kind is None:
        raise BadValue(f"“{named[:40]}” is not a kind of quote. The kinds are: {', '.join(STATEMENT_KINDS)}.")
    return kind


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
    rows = intake_rows.rows(data, name)
    # About as many rows as lines: made one by one and forgotten, so that a long file is never in memory as values.
    total = data.count(b"\n") + 1

    def tell(at: int) -> None:
        if cancelled is not None and cancelled():
            raise ImportStopped("The import was stopped. Nothing was added.")
        if progress is not None:
            progress(min(at, total), total)

    with library.writing(f"Import {one_line(name) or 'quotes'}"):
        known = Known(library)
        keeping = _Keeping(library, done)
        read = 0
        tell(read)
        with quote_keeping.as_runs(library):
            while some := list(islice(rows, _BATCH)):
                made: list[New] = []
                for row in some:
                    try:
                        made.append(_quote(row, known))
                    except ValueError as error:
                        done.skipped.append(Skipped(row.number, str(error)))
                known.keep()
                keeping.keep(made)
                read += len(some)
                tell(read // 2)
        total = max(total // 2, read)
        # Here rather than at the end of ``writing``: it takes half of the time, so it is told of and can be stopped.
        library.index_now(lambda at, of: tell(total // 2 + (total - total // 2) * at // of), keeping.new)
        total = max(read, 1)
        tell(total)
    return done


_Same = tuple[str, str, str, str, str]


def _quote(row: intake_rows.Row, known: Known) -> New:
    """Return the quote of a row.

    Raises:
        ValueError: the row is wrong; the message says what.
    """
    if row.fault:
        raise BadValue(row.fault)
    cell = row.fields.get
    text = clean(cell("text") or "").strip()
    if not text:
        raise BadValue("The text is empty.")
    if len(text) > _LONGEST:
        raise BadValue(f"The text is longer than {_LONGEST:,} characters.")
    kind = _kind(cell("kind") or "")
    said_on, precision = day(cell("said_on") or "")
    source_cells = (cell("source_title") or "", cell("publisher") or "", cell("url") or "", cell("published_on") or "")
    day(source_cells[3])
    note, state, rules = _terms(cell)
    speaker = known.speaker((cell("speaker") or "", cell("role") or "", cell("country") or ""))
    folded = wording(text)
    given = (
        text, kind, one_field(cell("language") or ""), *speaker, said_on, one_field(cell("place") or ""), note,
        known.source(source_cells), precision, state, rules, digest(folded),
    )  # fmt: skip
    return given, known.topics(cell("topics") or ""), folded


def _terms(cell: Callable[[str], str | None]) -> tuple[str, str, str]:
    """Return the note, the terms' code and the ground rules of a row."""
    note, status, rules = cell("note"), cell("record_status"), cell("ground_rules")
    if not (note or status or rules):
        return "", "not_stated", ""
    state, said = record_terms.read(status or "")
    rules = clean(rules or "").strip()
    return clean(note or "").strip(), state, "\n".join(part for part in (rules, said) if part)


class _Keeping:
    """The new quotes of a file as they are kept, and what tells one that is there already."""

    def __init__(self, library: Library, done: Imported) -> None:
        self.new: dict[int, New] = {}
        self._library = library
        self._done = done
        # Whether the library had quotes before this file.
        self._earlier = library.raw().execute("SELECT 1 FROM quote LIMIT 1").fetchone() is not None
        self._met: set[_Same] = set()

    def keep(self, made: Sequence[New]) -> None:
        """Add those that are not there yet; count the others."""
        if self._earlier:
            self._met |= _kept_already(self._library.raw(), [given[-1] for given, _, _ in made])
        new: list[New] = []
        for quote in made:
            key = _same(quote[0])
            if key in self._met:
                self._done.duplicates += 1
            else:
                self._met.add(key)
                new.append(quote)
        if new:
            given, topics, _ = zip(*new, strict=True)
            first = quote_keeping.add_rows(self._library, _GIVEN, given, topics)
            if len(self.new) < _AT_HAND:
                self.new.update(enumerate(new, first))
            self._done.added += len(new)


def _same(given: Row) -> _Same:
    unnamed, said_on, source_id, person_id = given[3], given[7], given[10], given[6]
    return given[-1], person_id or "", fold(unnamed) if unnamed else "", said_on, source_id or ""


def _kept_already(connection: Connection, fingerprints: Sequence[str]) -> set[_Same]:
    prints = sorted(set(fingerprints))
    found: set[_Same] = set()
    for start in range(0, len(prints), 500):
        some = prints[start : start + 500]
        sql = (
            "SELECT fingerprint, coalesce(person_id, ''), unnamed_label, said_on, coalesce(source_id, '') FROM quote "
            f"WHERE trashed IS NULL AND fingerprint <> '' AND fingerprint IN ({','.join('?' * len(some))})"
        )
        for key, person, unnamed, said_on, source in connection.execute(sql, some):
            found.add((key, person, fold(unnamed), said_on, source))
    return found


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
        known = Known(library)
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


def _proposed(draft: Draft, article: Article, source_id: str, known: Known, *, accepted: bool) -> NewQuote:
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
