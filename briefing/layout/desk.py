"""The desk a section is set on: everything setting needs to know, and text put into strips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from briefing.book.parts import Picture, Placement, Source, Statement
from briefing.book.printed import printed
from briefing.book.speech import inlined, uncited
from briefing.layout.boxes import Boxes, Look, base_look
from briefing.layout.citing import gathered
from briefing.layout.fonts import Fonts
from briefing.layout.inline import Filler, has_ideographs
from briefing.layout.lines import SetLine, break_lines, set_line
from briefing.layout.margins import HANGING
from briefing.layout.page import Node
from briefing.layout.ruby import add_reading, lifted, spelt
from briefing.layout.strips import Mark, Strip, Words, keep_lines
from briefing.layout.style import SMALLEST, Sheet, Style, role
from briefing.layout.typefaces import BESIDE_LATIN
from briefing.text.bidi import base_level, has_rtl, letters_of, runs_rtl
from briefing.text.blocks import Note, Run, Runs

INSIDE = "#"


@dataclass(frozen=True, slots=True)
class Area:
    """Where text goes: from ``x`` points right of the text area's edge, ``width`` points wide, inside ``node``.

    ``depth`` counts how deep lists are nested; ``style`` is the style of running text here.
    """

    x: float
    width: float
    node: Node
    style: Style
    depth: int = 0

    def inside(self, indent: float, node: Node, right: float = 0.0, deeper: int = 0) -> Area:
        """Return an area set in from this one; less and less as it gets too narrow to read."""
        indent = min(indent, max(0.0, self.width - right - 6 * self.style.size))
        width = self.width - indent - right
        return replace(self, x=self.x + indent, width=width, node=node, depth=self.depth + deeper)


@dataclass(slots=True, eq=False)
class Desk:
    """What setting a section takes: fonts, styles, language, and the book's statements, sources and pictures.

    ``placements`` are the section's own, by handle; ``numbers`` gives a source's number by its key. Characters no
    font has are gathered in ``missing``; ``cited`` holds the elements of the source numbers set, with the handles of
    the quotes each stands for; ``notes`` numbers the footnotes called, ``home`` being the key of the section they are
    counted in; ``kept`` holds single lines of furniture set before.

    ``section`` is the key of the section being set, ``text_lines`` the lines of its text by ``id`` of what they have
    become, ``marks`` what of that is marked as changed and ``marked`` what of these stands on strips; ``cancelled`` is
    asked before each of its blocks. With ``rtl`` what is set will be mirrored, because it runs from right to left.
    ``labels`` are what pages are called that are not called by their number.
    """

    fonts: Fonts
    sheet: Sheet
    language: str
    statements: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    numbers: Mapping[str, int] = field(default_factory=dict[str, int])
    pictures: Mapping[str, Picture] = field(default_factory=dict[str, Picture])
    placements: Mapping[str, Placement] = field(default_factory=dict[str, Placement])
    missing: set[str] = field(default_factory=set[str])
    cited: dict[Node, tuple[str, ...]] = field(default_factory=dict[Node, tuple[str, ...]])
    cancelled: Callable[[], bool] | None = None
    section: str = ""
    text_lines: Mapping[int, int] = field(default_factory=dict[int, int])
    notes: dict[Note, int] = field(default_factory=dict[Note, int])
    home: str = ""
    marks: Mapping[int, Mark] = field(default_factory=dict[int, Mark])
    marked: set[int] = field(default_factory=set[int])
    kept: dict[tuple[str, Style, float, str], tuple[SetLine, set[str]]] = field(
        default_factory=dict["tuple[str, Style, float, str]", "tuple[SetLine, set[str]]"]
    )
    rtl: bool = False
    labels: Mapping[int, str] = field(default_factory=dict[int, str])

    def page(self, number: int) -> str:
        """Return what a page is called on paper: its number, unless it goes into an edition with other numbers."""
        return self.labels.get(number, str(number))

    @property
    def between(self) -> str:
        """What stands between two parts of a line. Where reading goes to the left, a number behind Latin letters needs
        a mark before it, or it joins them (UAX #9, W7).
        """
        return " \u200f· " if self.rtl else " · "

    @property
    def comma(self) -> str:
        """What stands between the things of a list."""
        return f"{self.says('comma')} "

    def says(self, key: str, **values: object) -> str:
        """Return a word or sentence of the program in the language set here."""
        return printed(key, self.language, **values)

    def fill(self, runs: Runs, style: Style, measure: float, node: Node, language: str = "") -> Filler:
        """Put runs into boxes; links and stretches in another language get nodes of their own below ``node``."""
        language = language or self.language
        base = base_look(self.fonts, style.role, style.size, style.colour, language)
        hyphenate = self.sheet.theme.hyphenate and style.align == "justify"
        filler = Filler(base, measure, language, hyphenate)
        link: Node | None = None
        runs, cites = gathered(self._kept(runs), self._source)
        self._directions(filler, runs, language, node)
        for position, run in enumerate(runs):
            if run.cite:
                self.cited[self._cite(filler, run, style, node)] = cites[position]
            elif run.note is not None:
                self._call(filler, run.note, style, node)
            elif run.text:
                if not run.href:
                    link = None
                elif link is None or runs[position - 1].href != run.href:
                    link = node.add("Link", alt=_says(runs, position))
                self._run(filler, run, style, link or node, base, language)
        self.missing |= filler.boxes.missing
        return filler

    def _directions(self, filler: Filler, runs: Runs, language: str, node: Node) -> None:
        """Find the level of each character where some text runs from right to left; a number put in is one sign.

        What runs that way in a text of a language that does not is said to be Arabic or Hebrew, by its letters.
        """
        native = runs_rtl(language)
        if not native and not any(has_rtl(run.text) for run in runs):
            return
        text = "".join("\ufffc" if run.cite or run.note else spelt(run) if run.ruby else run.text for run in runs)
        base = base_level(text, language)
        if base and not native and not node.lang:
            node.lang = letters_of(text)
        alien = not native and not base

        def foreign(home: Node | None, part: str) -> Node:
            return (home or node).add("Span", lang=letters_of(part))

        filler.both_ways(text, base, foreign if alien else None)

    def _run(self, filler: Filler, run: Run, style: Style, node: Node, base: Look, language: str) -> None:
        own = run.lang if run.lang and primary(run.lang) != primary(language) else ""
        foreign = has_ideographs(run.text) and primary(own or language) not in {"ja", "zh", "ko"}
        if run.ruby and (filler.turned or run.href):
            run = replace(run, text=spelt(run), ruby="")
        if not (run.bold or run.italic or run.code or run.href or own or run.ruby):
            filler.text(run.text, base, partial(self._japanese, base, node) if foreign else None)
            return
        look = self._look(run, style, own or language)
        look.language = own
        home = node
        if run.href:
            look.colour = self.sheet.colours["link"]
            look.href, look.says = run.href, node.alt
            if run.href.startswith(INSIDE):
                look.href, look.target = "", run.href.removeprefix(INSIDE)
            look.node = look.link = node
        if own:
            look.node = home = home.add("Span", lang=own)
        if run.code and not run.href:
            look.node = home = home.add("Code")
        if run.ruby:
            look = replace(look, size=look.size * BESIDE_LATIN) if foreign else look
            add_reading(filler, run, look, home, "ja" if foreign else "")
        else:
            filler.text(run.text, look, partial(self._japanese, look, home) if foreign else None)

    def _look(self, run: Run, style: Style, language: str) -> Look:
        family = "mono" if run.code else style.family
        name = role(family, style.bold or run.bold, style.italic != run.italic)
        size = _reduced(style, 0.92) if run.code else style.size
        return base_look(self.fonts, name, size, style.colour, language)

    def _japanese(self, look: Look, node: Node) -> Look:
        return replace(look, node=node.add("Span", lang="ja"), size=look.size * BESIDE_LATIN)

    def _source(self, handle: str) -> str:
        statement = self.statements.get(handle)
        return statement.source_key if statement is not None else ""

    def _cite(self, filler: Filler, run: Run, style: Style, node: Node) -> Node:
        """Put the number of a quote's source into boxes; returns its element."""
        statement = self.statements.get(run.cite)
        number = self.numbers.get(statement.source_key) if statement is not None else None
        look = base_look(self.fonts, role("sans", style.bold, False), _reduced(style, 0.9), self.sheet.colours["link"])
        if statement is None or number is None:
            look.colour = self.sheet.colours["accent"]
            look.node = node.add("Span")
            filler.whole("[?]" if statement is None else self.says("no_source_mark"), look)
            return look.node
        source = self.sources.get(statement.source_key)
        title = f": {source.title}" if source is not None and source.title else ""
        look.says = f"{self.says('source')}{title}"
        look.target = source_anchor(statement.source_key)
        look.node = look.link = node.add("Link", alt=look.says)
        filler.tie()
        look.cite = statement.source_key
        filler.whole(f"[{'0' * digits(number)}]", look)
        return look.node

    def _kept(self, runs: Runs) -> Runs:
        """Return the runs without what only a page of a book has room for."""
        if self.sheet.footless:
            runs = inlined(runs)
        return uncited(runs) if self.sheet.sourceless else runs

    def _call(self, filler: Filler, note: Note, style: Style, node: Node) -> None:
        """Put the raised number of a footnote into boxes."""
        number = self.notes.setdefault(note, len(self.notes) + 1)
        says = self.says("note_call", number=number)
        name = role(style.family, style.bold, False)
        look = base_look(self.fonts, name, round(0.66 * style.size, 3), self.sheet.colours["link"])
        look.rise = round(0.34 * style.size, 3)
        look.target, look.says = note_anchor(self.home, number), says
        look.node = look.link = node.add("Reference").add("Link", alt=says)
        filler.tie()
        filler.whole(str(number), look)

    def lines(
        self, runs: Runs, style: Style, measure: float, node: Node, language: str = "", ready: Boxes | None = None
    ) -> list[SetLine]:
        """Set runs as lines no wider than the measure; a newline in a run is a forced break.

        ``ready`` are the boxes of all of it, where they are at hand; they can be used once.
        """
        out: list[SetLine] = []
        for part in [runs] if ready is not None else forced(runs):
            boxes = ready or self.fill(part, style, measure, node, language).boxes
            boxes.close(measure)
            turned = bool(boxes.base % 2) != self.rtl and not style.fixed
            hanging = self._hanging(part, boxes) if style.hanging and not out else 0.0
            made = break_lines(boxes, style, measure, turned=turned, hanging=hanging)
            out += [lifted(line, boxes.over) for line in made] if boxes.over else made
        return out

    def _hanging(self, runs: Runs, boxes: Boxes) -> float:
        """Return how far a paragraph's opening mark stands out from its edge: a mark of a whole em by its half."""
        first = runs[0].text[:1] if runs else ""
        if not boxes.width or first not in HANGING:
            return 0.0
        look = boxes.look[0]
        return look.role.word(first)[0].width * look.size / (2000 if has_ideographs(first) else 1000)

    def line(self, text: str, style: Style, measure: float = 0.0) -> SetLine:
        """Set one line of furniture (an artifact, no links); text wider than the measure is cut with an ellipsis."""
        key = (text, style, measure, self.language)
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = self._line(text, style, measure)
        self.missing |= found[1]
        return found[0]

    def few_lines(self, text: str, style: Style, measure: float, most: int, node: Node) -> list[SetLine]:
        """Set a text on at most ``most`` lines; a longer one is cut with an ellipsis."""
        words = text
        count = len(self.lines((Run(words),), style, measure, Node("P")))
        if count > most:
            words = _shortened(words, (most + 0.5) / count)
        while count > most and len(words) > 1:
            words = _shortened(words, 0.95)
            count = len(self.lines((Run(words),), style, measure, Node("P")))
        return self.lines((Run(words),), style, measure, node)[:most]

    def _line(self, text: str, style: Style, measure: float) -> tuple[SetLine, set[str]]:
        base = base_look(self.fonts, style.role, style.size, style.colour, self.language)
        words = text
        missing: set[str] = set()
        while True:
            filler = Filler(base, 1e9, self.language)
            self._directions(filler, (Run(words),), self.language, Node("Span"))
            filler.text(words, base)
            boxes = filler.boxes
            missing |= boxes.missing
            line = set_line(boxes, 0, len(boxes.width)) if boxes.width else SetLine([], 0.0, [], [])
            if not measure or line.width <= measure or len(words) < 2:
                return line, missing
            words = _shortened(words, measure / line.width)

    def strips(self, runs: Runs, area: Area, node: Node, style: Style | None = None, language: str = "") -> list[Strip]:
        """Set runs as strips, a line each, widows and orphans forbidden."""
        style = style or area.style
        lines = self.lines(runs, style, area.width, node, language)
        out = [self.strip(line, area.x, style, node) for line in lines]
        keep_lines(out)
        return out

    def originate(self, strips: Sequence[Strip], made_from: object) -> None:
        """Note on the first strip which line of the section's text it comes from, where that is known.

        All of them are marked where what they are set from has changed.
        """
        line = self.text_lines.get(id(made_from))
        if line is not None and strips and not strips[0].origins:
            strips[0].origins.append((0.0, self.section, line))
        mark = self.marks.get(id(made_from))
        if mark is not None and strips:
            self.marked.add(id(made_from))
            for position, strip in enumerate(strips):
                strip.mark(mark, first=position == 0, last=position == len(strips) - 1)

    def strip(self, line: SetLine, x: float, style: Style, node: Node | None) -> Strip:
        """Return a strip that holds one line."""
        return Strip(style.lead, words=[Words(x + line.shift, drop(style), line, node)])


def _shortened(words: str, part: float) -> str:
    """Return about that part of the words, always less than all, with an ellipsis."""
    fit = max(1, min(len(words) - 2, int(len(words) * part)))
    return words[:fit].rstrip(" .,;:…–-") + "…" if words[:fit].strip() else "…"


def _says(runs: Runs, start: int) -> str:
    """Return the words of the link that begins with a run: its own and those of the runs that go to the same place."""
    words = ""
    for run in runs[start:]:
        if run.href != runs[start].href:
            break
        words += run.text
    return " ".join(words.split()) or runs[start].href


def forced(runs: Runs) -> list[Runs]:
    """Return the runs cut at forced line breaks."""
    if not any("\n" in run.text for run in runs):
        return [runs]
    parts: list[list[Run]] = [[]]
    for run in runs:
        if "\n" not in run.text:
            parts[-1].append(run)
            continue
        for position, text in enumerate(run.text.split("\n")):
            if position:
                parts.append([])
            parts[-1].append(replace(run, text=text))
    return [tuple(part) for part in parts]


def _reduced(style: Style, part: float) -> float:
    """Return a part of a style's size, as far down as text may go."""
    return max(style.size * part, min(style.size, SMALLEST))


def drop(style: Style) -> float:
    """Return how far below the top of its line a style's baseline stands."""
    return (style.lead - style.size) / 2 + style.size * 0.79


@lru_cache(maxsize=64)
def primary(language: str) -> str:
    """Return the primary subtag of a language tag (BCP 47), in lower case."""
    return language.replace("_", "-").split("-")[0].lower()


def digits(number: int) -> int:
    """Return how many digits a number is printed with: all a section's pages need to know of a source's number."""
    return len(str(number))


def inside(anchor: str) -> str:
    """Return the address of a place in the book itself, for a run of the program's own (Markdown cannot hold one)."""
    return f"{INSIDE}{anchor}"


def source_anchor(key: str) -> str:
    """Return the name of a source's anchor."""
    return f"source:{key}"


def quote_anchor(handle: str) -> str:
    """Return the name of the anchors of a quote's cards."""
    return f"quote:{handle}"


def note_anchor(home: str, number: int) -> str:
    """Return the name of a footnote's anchor; that of its first call has ``:call`` behind it."""
    return f"note:{home}:{number}"


def section_anchor(key: str) -> str:
    """Return the name of a section's anchor."""
    return f"section:{key}"
