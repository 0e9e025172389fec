"""What an index lists: on which pages of which section people and topics stand, before pages have numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.book import order
from briefing.book.parts import Book, Person, Section, Statement
from briefing.layout.codes import uncoded
from briefing.layout.desk import section_anchor
from briefing.layout.faults import stop_if
from briefing.layout.page import Line, Page
from briefing.layout.paginate import LaidPage
from briefing.layout.section import Laid, Piece

Place = tuple[int, int]  # the unit, and the page in it, both counted from 0
_FEWEST = 4  # a book with fewer quotes is read, not looked things up in
_SIGNS = "*_`[]()\\"
_KERN = re.compile(r"\)[^(]*\(")
# Glyph numbers no font has (OpenType, maxp: the last possible glyph is 65534), read as what parts a page's text.
_LINE_ENDS, _ELEMENT_ENDS = "(\xff\xfe)", "(\xff\xff)"
_PARTS = {0xFFFE: "\n", 0xFFFF: "\0"}
# Kana, ideographs and Hangul. Not a pattern: so large a class takes milliseconds to compile, and names are short.
_EAST_ASIAN = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))


@dataclass(slots=True, eq=False)
class Finding:
    """One thing to look up: its name, the name in its own script, what it is sorted by, and where it stands.

    ``main`` are the places of the section that is about it, ``places`` all the others.
    """

    name: str
    native: str
    sort: str
    places: set[Place] = field(default_factory=set)
    main: set[Place] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found, each in order: people and topics."""

    people: Sequence[Finding] = ()
    topics: Sequence[Finding] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.topics)


def gather(
    book: Book, units: Sequence[tuple[Sequence[Piece], Laid]], cancelled: Callable[[], bool] | None = None
) -> Gathered:
    """Find the pages of people and topics; nothing when the book has too few quotes for an index to be of use.

    People stand where a quote of theirs or about them is, where a section of kind person has their name for its
    title, and where their full name is printed. Who spoke without a name is not listed under one.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    statements = {one.handle: one for one in book.statements.values()}
    if len({handle for _, laid in units for handle in laid.said if handle in statements}) < _FEWEST:
        return Gathered()
    people = {person.key: _person(person) for person in book.people.values()}
    topics: dict[str, Finding] = {}
    _quotes(statements, units, people, topics)
    _sections(book, units, people, topics)
    stop_if(cancelled)
    _names(book, units, people, cancelled)
    return Gathered(_ordered(people.values()), _ordered(topics.values()))


def _person(person: Person) -> Finding:
    native = person.native_name if person.native_name != person.name else ""
    sort = person.sort_key or person.name
    # A sort key that is only the name turned round is how an index prints it.
    turned = "," in sort and sorted(re.findall(r"\w+", sort)) == sorted(re.findall(r"\w+", person.name))
    return Finding(sort if turned else person.name, native, sort)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    held = [one for one in findings if one.places or one.main]
    return sorted(held, key=lambda one: (one.sort.casefold(), one.name))


def _quotes(
    statements: Mapping[str, Statement],
    units: Sequence[tuple[Sequence[Piece], Laid]],
    people: Mapping[str, Finding],
    topics: dict[str, Finding],
) -> None:
    for number, (_, laid) in enumerate(units):
        for handle, pages in laid.said.items():
            statement = statements.get(handle)
            if statement is None:
                continue
            at = {(number, page) for page in pages}
            keys = (*(() if statement.unnamed else (statement.person_key,)), *statement.about)
            for key in keys:
                if key in people:
                    people[key].places |= at
            for topic in statement.topics:
                topics.setdefault(topic, Finding(topic, "", topic)).places |= at


def _sections(
    book: Book,
    units: Sequence[tuple[Sequence[Piece], Laid]],
    people: Mapping[str, Finding],
    topics: Mapping[str, Finding],
) -> None:
    """Note the sections that are about a person or a topic: those that have the name for a title."""
    by_name = {_plain(name): key for key, one in book.people.items() for name in (one.native_name, one.name) if name}
    by_topic = {_plain(topic): topic for topic in topics}
    for number, (pieces, laid) in enumerate(units):
        for position, piece in enumerate(pieces):
            title = _plain(piece.section.title)
            found: Finding | None = None
            if piece.section.kind == "person":
                found = people.get(by_name.get(title, ""))
            elif title in by_topic:
                found = topics[by_topic[title]]
            if found is not None:
                found.main |= {(number, page) for page in _span(pieces, position, laid)}


def _span(pieces: Sequence[Piece], position: int, laid: Laid) -> range:
    """Return the pages from a section's title to where the next section that is not below it starts."""
    own = pieces[position]
    first = laid.starts.get(section_anchor(own.section.key), 0)
    for after in pieces[position + 1 :]:
        if after.depth > own.depth:
            continue
        name = section_anchor(after.section.key)
        page = laid.starts.get(name, first)
        held = laid.pages[page]
        head = max((anchor.y for anchor in held.anchors if anchor.name == name), default=0.0)
        above = any(isinstance(item, Line) and item.y > head for item in held.items)
        return range(first, max(page + above, first + 1))
    return range(first, max(len(laid.pages), first + 1))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names(
    book: Book,
    units: Sequence[tuple[Sequence[Piece], Laid]],
    people: Mapping[str, Finding],
    cancelled: Callable[[], bool] | None,
) -> None:
    """Note the pages whose running text has somebody's full name."""
    wanted = {name: key for key, one in book.people.items() for name in (one.name, one.native_name) if _whole(name)}
    names = tuple(wanted)
    statements = {one.handle: one for one in book.statements.values()}
    for number, (pieces, laid) in enumerate(units):
        stop_if(cancelled)
        if laid.named[0] != names:
            laid.named = (names, _named(pieces, laid, names, statements))
        for name, pages in laid.named[1].items():
            people[wanted[name]].places |= {(number, page) for page in pages}


def _whole(name: str) -> bool:
    """Whether a name is long enough to be nobody else's: two words, or three signs in an East Asian script."""
    signs = "".join(name.split())
    return len(signs) >= 3 if _east_asian(name) else len(name.split()) >= 2


def _east_asian(name: str) -> bool:
    return any(first <= letter <= last for letter in name for first, last in _EAST_ASIAN)


def _named(
    pieces: Sequence[Piece], laid: Laid, names: Sequence[str], statements: Mapping[str, Statement]
) -> dict[str, frozenset[int]]:
    """Return the pages each of the names is printed on. Pages are read only where a name is in the section's text."""
    written = _squeezed(" ".join(_written(piece.section, piece, statements) for piece in pieces))
    likely = [(name, name.split(), _pattern(name)) for name in names if _squeezed(name) in written]
    if not likely:
        return {}
    found: dict[str, set[int]] = {}
    for number, page in enumerate(laid.pages):
        # Looking for words is many times as quick as reading a page and looking for a pattern, which few then need.
        sought = [one for one in likely if all(word in page.squeezed for word in one[1])]
        if not sought:
            continue
        texts = " ".join(printed(page).split())
        for name, words, pattern in sought:
            if all(word in texts for word in words) and pattern.search(texts):
                found.setdefault(name, set()).add(number)
    return {name: frozenset(pages) for name, pages in found.items()}


def _written(section: Section, piece: Piece, statements: Mapping[str, Statement]) -> str:
    quotes = [statements[handle] for handle in dict.fromkeys(order.handles(piece.blocks)) if handle in statements]
    return " ".join((section.title, section.body, *(f"{one.text} {one.said_by} {one.native_name}" for one in quotes)))


def _squeezed(text: str) -> str:
    """Return a text without blanks and the signs of Markdown, which may stand inside a name."""
    text = "".join(text.split())
    for sign in _SIGNS:
        text = text.replace(sign, "")
    return text


def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name, whatever blanks its words are parted by, but not as a part of longer words."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    if _east_asian(name):
        return re.compile(r"\s*".join(re.escape(word) for word in name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def printed(page: LaidPage | Page) -> str:
    """Return the tagged words of a page, the lines of each element together, elements parted by a null."""
    elements: dict[int, list[Line]] = {}
    for item in page.items:
        if isinstance(item, Line) and item.node is not None:
            elements.setdefault(id(item.node), []).append(item)
    # A source's number, not put in yet, has glyphs the page does not name: they say nothing.
    tables = {font: defaultdict(str, {**used, **_PARTS}) for font, used in page.used.items()}
    said: list[str] = []
    glyphs: list[str] = []  # of one font, in as long a stretch as there is: one translation reads them all
    font = -1
    for lines in elements.values():
        for line in lines:
            for piece in line.pieces:
                if piece.font in tables:
                    if piece.font != font:
                        said.append(_letters(glyphs, tables.get(font)))
                        glyphs, font = [], piece.font
                    glyphs.append(piece.show)
            glyphs.append(_LINE_ENDS)
        glyphs.append(_ELEMENT_ENDS)
    said.append(_letters(glyphs, tables.get(font)))
    return "".join(said)


def _letters(glyphs: Sequence[str], table: Mapping[int, str] | None) -> str:
    """Return what glyphs say: two-byte numbers read as if they were characters, and all translated at once."""
    if table is None:
        return ""
    # Between brackets turned outward, so that an adjustment at either end goes too.
    shown = _KERN.sub("", f"){''.join(glyphs)}(")
    return uncoded(shown).decode("utf-16-be", "replace").translate(table)
