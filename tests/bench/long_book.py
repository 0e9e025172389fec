"""A long briefing book made up from nothing: the same every time, with everything a real one has.

Words are syllables drawn by a seeded generator, in a distribution like a language's; French, German and Japanese
sentences, lists, tables, quotes and links are strewn in. The same content comes out as a `Book` and as Typst source.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.book.parts import Book, Marking, Person, Placement, Section, Source, Statement
from briefing.paths import shipped

TITLE = "Summit of the Seven: Briefing Book"
BANNER = "CONFIDENTIAL"
_FUNCTION_WORDS = (
    "the of and to in that for on with as by at from its this which would be is are was has had not but or more "
    "than after before over between into about against while since under both also their these any all each"
)
_FIELD_WORDS = (
    "investment tariff summit ministers fund delegation communiqué negotiation alliance energy security trade supply "
    "resilience partnership agreement statement officials framework market currency deficit minerals shipbuilding "
    "technology defence sanctions climate finance growth inflation reform policy ministry parliament leaders talks"
)
_ONSETS = "b br c ch d dr f fl g gr h l m n p pl pr qu r s sh st t tr v w"
_RIMES = "a al an ar e ed el en er ess i ic ing ion is o on or ound u ul ure y"
_FUNCTION, _FIELD = _FUNCTION_WORDS.split(), _FIELD_WORDS.split()
_FRENCH = (
    "La délégation a souligné que la coopération exige une confiance réciproque et des règles équitables.",
    "Les négociateurs sont convenus d’un calendrier resserré avant la réunion des ministres.",
    "L’accord préliminaire prévoit un mécanisme de règlement des différends et une clause de sauvegarde.",
)
_GERMAN = (
    "Die Regierung betonte, dass Versorgungssicherheit und Wettbewerbsfähigkeit zusammengehören.",
    "Der Außenhandelsüberschuss bleibt ein wesentlicher Verhandlungsgegenstand der Gipfelerklärung.",
    "Staatssekretärinnen und Staatssekretäre bereiten die Sitzung in fünf Arbeitsgruppen vor.",
)
_JAPANESE = (
    "両国は共同基金の設立に向けて協議を続けている。",
    "経済安全保障、重要鉱物、人工知能が会議の主要な議題となる見通しである。",
    "関税措置の見直しについては、閣僚級の交渉が五回にわたって行われた。",
    "為替相場の過度な変動は望ましくないとの認識で一致した。",
)
_SPEAKERS = (
    ("Ada Norling", "", "Minister of Trade", "Norland"),
    ("Jonas Freyberg", "", "Bundesminister der Finanzen", "Deutschland"),
    ("Hélène Marchais", "", "Présidente de la commission", "France"),
    ("Minoru Sakaki", "榊 稔", "経済担当大臣", "日本"),
    ("Theo Callan", "", "Chief negotiator", "Ireland"),
)
_OUTLETS = ("The Northern Times", "Evening Ledger", "Revue des échanges", "Handelsbrief", "The Harbour Post")
_PARTNERS = ("Japan", "United States", "Canada", "France", "Deutschland", "日本", "Italia", "United Kingdom")


@dataclass(frozen=True)
class Bit:
    """A stretch of a paragraph; ``style`` is ``""``, ``b``, ``i``, ``a`` (a link) or ``c`` (a cited quote)."""

    text: str
    style: str = ""


Bits = list[Bit]
Made = list[tuple[str, list["Piece"]]]


@dataclass(frozen=True)
class Piece:
    """A block: ``kind`` is h2, h3, p, ul, ol, table or quote; what it holds depends on it."""

    kind: str
    text: str = ""
    bits: Bits = field(default_factory=list[Bit])
    items: list[Bits] = field(default_factory=list[Bits])
    rows: list[list[str]] = field(default_factory=list[list[str]])


class Writer:
    """Makes up sections, one after the other."""

    def __init__(self, seed: int = 7) -> None:
        self.dice = random.Random(seed)
        onsets, rimes = _ONSETS.split(), _RIMES.split()
        made = {
            "".join(self.dice.choice(onsets) + self.dice.choice(rimes) for _ in range(self.dice.choice((2, 2, 3, 4))))
            for _ in range(12000)
        }
        self.words = sorted(made)
        self.dice.shuffle(self.words)
        self.statements: dict[str, Statement] = {}
        self.sources: dict[str, Source] = {}

    def word(self) -> str:
        drawn = self.dice.random()
        if drawn < 0.38:
            return self.dice.choice(_FIELD)
        if drawn < 0.92:
            return self.words[min(int(self.dice.paretovariate(0.55)) + self.dice.randrange(6), len(self.words) - 1)]
        return self.dice.choice([f"US${self.dice.randrange(2, 900)} billion", f"{self.dice.randrange(1, 99)}%", "G7"])

    def sentence(self, length: int = 0) -> str:
        length = length or self.dice.randrange(11, 29)
        words = [self.word()]
        while len(words) < length:
            words.append(self.dice.choice(_FUNCTION) if self.dice.random() < 0.46 else self.word())
            if 4 < len(words) < length - 4 and self.dice.random() < 0.05:
                words[-1] += ","
        return (words[0][:1].upper() + words[0][1:] + " " + " ".join(words[1:])).strip() + "."

    def title(self, length: int = 4) -> str:
        words = " ".join(self.word() for _ in range(length))
        return words[:1].upper() + words[1:]

    def paragraph(self, sentences: int = 0) -> Bits:
        bits: Bits = []
        for _ in range(sentences or self.dice.randrange(3, 7)):
            drawn = self.dice.random()
            foreign = self.dice.choice((_FRENCH, _GERMAN, _JAPANESE))
            text = self.sentence() if drawn < 0.94 else self.dice.choice(foreign)
            words = text.split(" ")
            if len(words) > 8 and self.dice.random() < 0.25:
                start = self.dice.randrange(2, len(words) - 4)
                end = start + self.dice.randrange(1, 4)
                style = self.dice.choice("bibia")
                bits.append(Bit(" ".join(words[:start]) + " "))
                bits.append(Bit(" ".join(words[start:end]), style))
                bits.append(Bit(" " + " ".join(words[end:]) + " "))
            else:
                bits.append(Bit(text + " "))
        if self.statements and self.dice.random() < 0.2:
            bits.append(Bit(self.dice.choice(list(self.statements)), "c"))
        return bits

    def quote(self) -> str:
        name, native, role, country = self.dice.choice(_SPEAKERS)
        number = len(self.statements) + 1
        handle = f"quote{number:05d}"
        outlet = self.dice.choice(_OUTLETS)
        day = f"2031-06-{self.dice.randrange(1, 28):02d}"
        source = Source(f"s{number}", self.title(5), outlet, published_on=day, url=f"https://example.org/a/{number}")
        self.sources[source.key] = source
        text = (
            " ".join(self.dice.choice(_JAPANESE) for _ in range(2))
            if native
            else f"{self.sentence()} {self.sentence()}"
        )
        self.statements[handle] = Statement(
            f"k{number}",
            handle,
            "direct",
            text,
            language="ja" if native else "en",
            said_by=name,
            native_name=native,
            person_key=name,
            role=role,
            country=country,
            said_on=day,
            precision="day",
            source_key=source.key,
        )
        return handle

    def table(self) -> Piece:
        rows = [["Partner", "Measure", "Value", "Status", "Note"]]
        for _ in range(self.dice.randrange(4, 10)):
            value = f"{self.dice.randrange(1, 900)}.{self.dice.randrange(10)}"
            status = self.dice.choice(("agreed", "open", "deferred"))
            note = self.sentence(self.dice.randrange(4, 9))
            rows.append([self.dice.choice(_PARTNERS), self.title(3), value, status, note])
        return Piece("table", rows=rows)

    def section(self) -> tuple[str, list[Piece]]:
        title, pieces = self.title(5), list[Piece]()
        for _ in range(self.dice.choice((3, 4, 4, 5))):
            pieces.append(Piece("h2", self.title()))
            pieces += [Piece("p", bits=self.paragraph()) for _ in range(self.dice.randrange(2, 4))]
            for _ in range(self.dice.choice((1, 1, 2))):
                drawn = self.dice.random()
                if drawn < 0.42:
                    kind = "ul" if drawn < 0.3 else "ol"
                    pieces.append(Piece(kind, items=[self.paragraph(1) for _ in range(self.dice.randrange(3, 6))]))
                else:
                    pieces.append(self.table() if drawn < 0.62 else Piece("quote", self.quote()))
            pieces.append(Piece("h3", self.title(3)))
            pieces += [Piece("p", bits=self.paragraph()) for _ in range(self.dice.randrange(1, 3))]
        return title, pieces


def _markdown_bits(bits: Sequence[Bit]) -> str:
    made = {"": "{}", "b": "**{}**", "i": "*{}*", "a": "[{}](https://example.org/doc)", "c": "[[cite:{}]]"}
    return "".join(made[bit.style].format(bit.text) for bit in bits).strip()


def _markdown(piece: Piece) -> str:
    if piece.kind in ("h2", "h3"):
        return f"{'#' * int(piece.kind[1])} {piece.text}"
    if piece.kind == "p":
        return _markdown_bits(piece.bits)
    if piece.kind == "quote":
        return f"[[quote:{piece.text}]]"
    if piece.kind == "table":
        head, *rows = ["| " + " | ".join(row) + " |" for row in piece.rows]
        return "\n".join([head, "|" + "---|" * len(piece.rows[0]), *rows])
    mark = "-" if piece.kind == "ul" else "1."
    return "\n".join(f"{mark} {_markdown_bits(item)}" for item in piece.items)


def content(sections: int) -> tuple[Writer, Made]:
    """Return that many sections (five make about 25 pages of A4) and the writer that knows their quotes."""
    writer = Writer()
    return writer, [writer.section() for _ in range(sections)]


def long_book(sections: int) -> tuple[Book, str]:
    """Return a book of that many sections, and the same as Typst source."""
    writer, made = content(sections)
    parts = tuple(
        Section(
            f"section{place}",
            title,
            reference=f"A{place}",
            body="\n\n".join(_markdown(piece) for piece in pieces),
            placements=tuple(Placement(piece.text) for piece in pieces if piece.kind == "quote"),
        )
        for place, (title, pieces) in enumerate(made, 1)
    )
    people = {name: Person(name, name, native, role=role, country=land) for name, native, role, land in _SPEAKERS}
    book = Book(
        "bench",
        TITLE,
        event="Summit of the Seven",
        dates="15–17 June 2031",
        reference="BB-1",
        banner=Marking("c", BANNER),
        sections=parts,
        statements=writer.statements,
        sources=writer.sources,
        people=people,
    )
    return book, _typst(writer, made)


def _escape(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@[]~=/+\"'-" else c for c in text)


def _typst_bits(writer: Writer, bits: Sequence[Bit]) -> str:
    numbers = {handle: place for place, handle in enumerate(writer.statements, 1)}
    made: list[str] = []
    for bit in bits:
        if bit.style == "c":
            made.append(f"#link(<src>)[{numbers[bit.text]}]")
        else:
            form = {"": "{}", "b": "#strong[{}]", "i": "#emph[{}]", "a": '#link("https://example.org/doc")[{}]'}
            made.append(form[bit.style].format(_escape(bit.text)))
    return "".join(made)


def _typst_piece(writer: Writer, piece: Piece) -> str:
    if piece.kind in ("h2", "h3"):
        return f"{'=' * int(piece.kind[1])} {_escape(piece.text)}\n"
    if piece.kind == "p":
        return _typst_bits(writer, piece.bits) + "\n"
    if piece.kind == "quote":
        said = writer.statements[piece.text]
        source = writer.sources[said.source_key]
        when = f"{said.said_on}, {source.publisher}"
        parts = (said.text, f"{said.said_by} {said.native_name}", f"{said.role}, {said.country}", when)
        return "#card(" + ",".join(f"[{_escape(part)}]" for part in parts) + ")\n"
    if piece.kind == "table":
        head, *rows = piece.rows
        cells = ",".join(f"[{_escape(cell)}]" for row in rows for cell in row)
        top = ",".join(f"[{_escape(cell)}]" for cell in head)
        return f"#text(size:10.4pt,table(columns:(70pt,95pt,45pt,50pt,1fr),align:left,table.header({top}),{cells}))\n"
    mark = "-" if piece.kind == "ul" else "+"
    return "\n".join(f"{mark} {_typst_bits(writer, item)}" for item in piece.items) + "\n"


def _typst(writer: Writer, made: Sequence[tuple[str, list[Piece]]]) -> str:
    """Return the Typst source, set as our staff profile sets: same fonts, measure, leading, ragged, best breaks."""
    head = f"""#set document(title: "{TITLE}", author: "Bench")
#set page(paper: "a4", margin: (x: 78.6pt, y: 92pt), header: align(center, text(size: 9.7pt)[{BANNER}]),
  footer: context [#set text(size: 8.6pt); {_escape(TITLE)} #h(1fr) #counter(page).display() of
    #counter(page).final().first()])
#set text(font: ("Source Serif 4", "Noto Serif JP"), size: 12pt, lang: "en", hyphenate: false)
#set par(justify: false, linebreaks: "optimized", leading: 9pt, spacing: 15.3pt)
#show heading: set text(font: ("Source Sans 3", "Noto Sans JP"), fill: rgb("#12305a"))
#show heading.where(level: 1): it => {{ pagebreak(weak: true); set text(size: 22pt); it }}
#show link: set text(fill: rgb("#1a4f9c"))
#let card(words, who, role, when) = block(width: 100%, fill: rgb("#f1f4f9"), stroke: (left: 3pt), inset: 10pt,
  breakable: false)[#words #linebreak() #text(size: 10pt)[— #strong(who), #role (#when)]]
#v(200pt)
#text(size: 35pt)[{_escape(TITLE)}]
#pagebreak()
#outline(depth: 2)
"""
    body = [
        f"= {_escape(title)}\n" + "\n".join(_typst_piece(writer, piece) for piece in pieces) for title, pieces in made
    ]
    sources = [
        f'+ #link("{source.url}")[{_escape(source.publisher)}, “{_escape(source.title)}”, {source.published_on}]'
        for source in writer.sources.values()
    ]
    return head + "\n".join(body) + "\n= Sources <src>\n" + "\n".join(sources) + "\n"


def fonts_folder() -> str:
    """Return where both programs find the same fonts."""
    return str(shipped("fonts"))
