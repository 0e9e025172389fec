"""From a book's id to the book as frozen values: everything that is to be printed, nothing left to look up."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from briefing.book import order
from briefing.book.parts import GENERATED_KINDS, Book, Person, Picture, Placement, Section, Source, Statement
from briefing.library import books, markings, placing, scopes
from briefing.library.driver import Connection, Row, by_batch
from briefing.library.quote_lists import ROLE_THEN
from briefing.text import markdown

_STATEMENT = f"""
SELECT q.n, q.id, q.handle, q.kind, q.text, q.language, coalesce(p.name, ''), coalesce(p.native_name, ''), q.person_id,
q.unnamed_label, {ROLE_THEN}, coalesce(nullif(q.country, ''), p.country, ''), q.attribution_to_print, q.role, q.said_on,
q.precision, q.date_as_printed, q.place, q.occasion, coalesce(q.source_id, ''), q.grade, q.record_status, q.verified_on,
q.translator <> '' OR q.original_n IS NOT NULL, q.note, q.updated, q.usable_in, q.embargo_until, q.sensitivity,
q.withdrawn_on
FROM quote q LEFT JOIN person p ON p.id = q.person_id WHERE q.trashed IS NULL AND q.n IN ({{ns}})
"""


@contextmanager
def _one_moment(reader: Connection) -> Generator[None]:
    """Read everything as it stood at one moment, whatever is written meanwhile."""
    if reader.in_transaction:
        yield
        return
    reader.execute("BEGIN")
    try:
        yield
    finally:
        reader.execute("COMMIT")


def assemble(reader: Connection, book_id: str, drafts: Mapping[str, str] | None = None) -> Book:
    """Return a book whole; ``drafts`` are texts, by section, that are being typed and stand for those kept.

    Its statements are those placed in any section, in reading order, then those in the scope of its generated
    sections (``sections.draw_on``). Quotes in the trash are left out: a reference to one is a finding of the check.
    ``stamp`` is the latest change among all that is included, to the second.

    Raises:
        NotFound: there is no such book.
        BadValue: several titles have the words given.
    """
    with _one_moment(reader):
        row = books.show(reader, book_id)
        found = _Sections(reader, row.id, row.marking_scheme, drafts or {})
        ns = list(dict.fromkeys((*found.placed, *found.scoped)))
        gathered = _Statements(reader, ns, found.people)
        level = markings.banner(row.marking_scheme, (row.marking, *found.markings))
        shown = _pictures(reader, [*found.pictures, *([row.logo] if row.logo else [])])
        moments = (row.updated, *found.moments, *gathered.moments, *(moment for _, moment in shown.values()))
        return Book(
            key=row.id, title=row.title, event=row.event, principal=row.principal, place=row.place, dates=row.dates,
            reference=row.reference, edition=row.edition, as_at=row.as_at, label=row.label, language=row.language,
            paper=row.paper, theme=row.theme, glossary=row.glossary, banner=level, stamp=_second(max(moments)),
            sections=order.numbered(found.tree(None)), statements=gathered.statements, sources=gathered.sources,
            people=gathered.people, pictures={key: one for key, (one, _) in shown.items()}, logo=row.logo,
        )  # fmt: skip


def _second(moment: str) -> str:
    """Cut an ISO moment to the second: what a PDF can hold."""
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat(timespec="seconds")


class _Sections:
    """A book's sections as read, and what they draw on."""

    def __init__(self, reader: Connection, book_id: str, scheme: str, drafts: Mapping[str, str]) -> None:
        self._children: dict[str | None, list[Row]] = {}
        self._placed: dict[str, tuple[tuple[str, str, str, str], ...]] = {}
        self._scheme = scheme
        self.markings: list[str] = []
        self.moments: list[str] = []
        self.people: list[str] = []
        self.pictures: list[str] = []
        self._drawn: dict[str, scopes.Drawn] = {}
        rows = {
            str(row[0]): row
            for row in reader.execute(
                "SELECT id, parent_id, title, kind, body, marking, status, owner, language, page_limit, scope, updated,"
                " audience, disclosure FROM section WHERE book_id = ? AND trashed IS NULL "
                "ORDER BY position, created, id",
                (book_id,),
            )
        }
        for key, draft in drafts.items():
            if key in rows:
                row = rows[key]
                rows[key] = (*row[:4], draft, *row[5:])
        for row in rows.values():
            self._children.setdefault(row[1], []).append(row)
            self.markings.append(row[5])
            self.moments.append(row[11])
            self.pictures += markdown.pictures(row[4])
            if row[3] in GENERATED_KINDS and row[10]:
                self._drawn[row[0]] = scopes.read(row[10])
                self.people += self._drawn[row[0]].people
        handles = list(
            dict.fromkeys(handle for row in self._in_order(None) for _, handle in markdown.placements(row[4]))
        )
        known = placing.numbers_of(reader, handles)
        self.placed = [known[handle] for handle in handles if handle in known]
        self._excerpts = _excerpts(reader, book_id)
        # What each section draws on by itself counts when some are left out.
        found = {key: scopes.found(reader, drawn) for key, drawn in self._drawn.items()}
        self.scoped = [n for some in found.values() for n, _ in some]
        self._scopes = {key: tuple(handle for _, handle in some) for key, some in found.items()}

    def _in_order(self, parent: str | None) -> Iterator[Row]:
        for row in self._children.get(parent, ()):
            yield row
            yield from self._in_order(row[0])

    def tree(self, parent: str | None) -> tuple[Section, ...]:
        """Return the sections below one as values, not numbered yet."""
        return tuple(self._section(row) for row in self._children.get(parent, ()))

    def _section(self, row: Row) -> Section:
        (key, _, title, kind, body, marking, status, owner, language, page_limit, _, changed, audience,
         disclosure) = row  # fmt: skip
        waiting = {form_handle: list(rows) for form_handle, rows in self._excerpts.get(key, {}).items()}
        placements: list[Placement] = []
        for form, handle in markdown.placements(body):
            rows = waiting.get((form, handle))
            excerpt, lead_in = rows.pop(0) if rows else ("", "")
            placements.append(Placement(handle, form, excerpt, lead_in))
        drawn = self._drawn.get(key, scopes.Drawn())
        return Section(
            key=key, title=title, kind=kind, body=body, marking=markings.text(self._scheme, marking), status=status,
            owner=owner, language=language, page_limit=page_limit, placements=tuple(placements),
            children=self.tree(key), audience=audience, disclosure=disclosure, scope=self._scopes.get(key, ()),
            only=drawn.only, without=drawn.without, order=drawn.order, changed=changed,
        )  # fmt: skip


def _excerpts(reader: Connection, book_id: str) -> dict[str, dict[tuple[str, str], list[tuple[str, str]]]]:
    """Return {section: {(form, handle): [(excerpt, lead-in) …]}} in order of appearance."""
    found: dict[str, dict[tuple[str, str], list[tuple[str, str]]]] = {}
    for section, form, handle, excerpt, lead_in in reader.execute(
        "SELECT l.section_id, l.form, q.handle, l.excerpt, l.lead_in FROM placement l JOIN quote q ON q.n = l.quote_n "
        "JOIN section x ON x.id = l.section_id WHERE x.book_id = ? ORDER BY l.section_id, l.position",
        (book_id,),
    ):
        found.setdefault(section, {}).setdefault((form, handle), []).append((excerpt, lead_in))
    return found


def _pictures(reader: Connection, keys: Iterable[str]) -> dict[str, tuple[Picture, str]]:
    """Return pictures outside the trash by key, each with the moment it last changed."""
    found: dict[str, tuple[Picture, str]] = {}
    for row in by_batch(
        reader,
        "SELECT p.id, p.name, p.media, d.data, p.sha256, p.width, p.height, p.pages, p.alt, p.decorative, p.caption, "
        "p.credit, p.updated FROM picture p JOIN picture_data d ON d.picture_id = p.id "
        "WHERE p.trashed IS NULL AND p.id IN ({ns})",
        dict.fromkeys(keys),
    ):
        key, name, media, kept, *rest = row[:12]
        width, height, pages, alt, decorative, caption, credit = rest[1:]
        found[key] = (
            Picture(key, name, media, kept, rest[0], width, height, pages, alt, bool(decorative), caption, credit),
            str(row[12]),
        )
    return found


class _Statements:
    """The statements of a book with their sources and people."""

    def __init__(self, reader: Connection, ns: list[int], people: list[str]) -> None:
        rows = {int(row[0]): row for row in by_batch(reader, _STATEMENT, ns)}
        topics = self._linked(
            reader,
            "SELECT k.quote_n, t.name FROM quote_topic k JOIN topic t ON t.id = k.topic_id AND t.trashed IS NULL "
            "WHERE k.quote_n IN ({ns}) ORDER BY t.name, t.id",
            ns,
        )
        stances = self._linked(
            reader,
            "SELECT k.quote_n, t.name, k.stance FROM position k JOIN topic t ON t.id = k.topic_id "
            "AND t.trashed IS NULL WHERE k.quote_n IN ({ns}) ORDER BY t.name, t.id",
            ns,
        )
        about = self._linked(
            reader,
            "SELECT k.quote_n, k.person_id FROM quote_about k JOIN person p ON p.id = k.person_id "
            "WHERE k.quote_n IN ({ns}) ORDER BY k.person_id",
            ns,
        )
        self.moments: list[str] = []
        self.statements: dict[str, Statement] = {}
        for n in ns:
            if n in rows:
                made = _statement(
                    rows[n],
                    tuple(str(one[0]) for one in topics.get(n, ())),
                    tuple((str(one[0]), str(one[1])) for one in stances.get(n, ())),
                    tuple(str(one[0]) for one in about.get(n, ())),
                )
                self.statements[made.handle] = made
                self.moments.append(rows[n][25])
        named = [key for one in self.statements.values() for key in (one.person_key, *one.about) if key]
        self.people = self._people(reader, dict.fromkeys([*named, *people]))
        self.sources = self._sources(reader, dict.fromkeys(one.source_key for one in self.statements.values()))

    @staticmethod
    def _linked(reader: Connection, sql: str, ns: list[int]) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        for row in by_batch(reader, sql, ns):
            found.setdefault(int(row[0]), []).append(row[1:])
        return found

    def _people(self, reader: Connection, keys: Iterable[str]) -> dict[str, Person]:
        found: dict[str, Person] = {}
        for row in by_batch(
            reader,
            "SELECT id, name, native_name, say_as, role, country, sort_key, updated FROM person WHERE id IN ({ns})",
            keys,
        ):
            found[row[0]] = Person(*row[:7])
            self.moments.append(row[7])
        return {key: found[key] for key in keys if key in found}

    def _sources(self, reader: Connection, keys: Iterable[str]) -> dict[str, Source]:
        found: dict[str, Source] = {}
        for row in by_batch(
            reader,
            "SELECT id, title, publisher, author, published_on, accessed_on, url, language, note, updated "
            "FROM source WHERE id IN ({ns})",
            keys,
        ):
            found[row[0]] = Source(*row[:9])
            self.moments.append(row[9])
        return {key: found[key] for key in keys if key in found}


def _statement(
    row: Row, topics: tuple[str, ...], stances: tuple[tuple[str, str], ...], about: tuple[str, ...]
) -> Statement:
    (_, key, handle, kind, text, language, name, native, person, unnamed, role_then, country, to_print, own_role,
     said_on, precision, date_as_printed, place, occasion, source, grade, record_status, verified_on, translated, note,
     changed, usable_in, embargo_until, sensitivity, withdrawn_on) = row  # fmt: skip
    # "Attribute to a senior official" must not print who it was, nor the post that gives it away.
    hidden = bool(to_print) and to_print != name
    return Statement(
        key=key, handle=handle, kind=kind, text=text, language=language, said_by=to_print or name or unnamed,
        native_name="" if hidden else native, person_key="" if hidden else person or "", unnamed=hidden or not person,
        role=own_role if hidden else role_then, country=country, said_on=said_on, precision=precision,
        date_as_printed=date_as_printed, place=place, occasion=occasion, source_key=source, grade=grade,
        record_status=record_status, verified_on=verified_on, translated=bool(translated), topics=topics,
        position_on=stances, about=about, note=note, usable_in=usable_in, embargo_until=embargo_until,
        sensitivity=sensitivity, withdrawn_on=withdrawn_on, changed=changed,
    )  # fmt: skip
