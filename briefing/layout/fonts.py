"""Fonts: faces, their glyphs, and words shaped once by HarfBuzz with fallback from face to face."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any, Final, NamedTuple

import uharfbuzz  # pyright: ignore[reportMissingTypeStubs]

from briefing.layout.codes import RAISE, coded
from briefing.layout.faults import FontMissing
from briefing.layout.page import FontFile
from briefing.layout.typefaces import CHAINS, EMOJI, FILES, NAMES, OPTICAL
from briefing.paths import shipped

# The shaper comes without type information; everything it gives is checked or converted where it is used.
_hb: Any = uharfbuzz
REPLACEMENT: Final = "\ufffd"

# Languages with letter forms of their own in these faces (GSUB LangSys); their words are shaped and kept apart.
_OWN_FORMS: Final = frozenset(
    ["az", "bg", "ca", "crh", "fa", "ko", "ks", "ku", "mk", "mo", "mr", "ne", "nl", "ro", "sa", "sd", "sr", "tr", "ur"]
)
# Emoji that several characters make up (UTS #51): flags, keycaps, skin tones, and those that joiners tie together.
_ONE: Final = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_SEQUENCE: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|\U0001f3f4[\U000e0020-\U000e007f]+"
    f"|{_ONE}\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:\u200d{_ONE}\ufe0f?[\U0001f3fb-\U0001f3ff]?)*"
)
# Signs that say how their neighbours are joined and have no glyph of their own: joiners and variation selectors.
JOINERS: Final = frozenset("\u200c\u200d\ufe0e\ufe0f")
_UNJOINED: Final = dict.fromkeys(map(ord, JOINERS))
# General categories of signs that only phonetic notation means: modifier letters and modifier symbols.
_PHONETIC = ("Lm", "Sk")
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class Shape:
    """A word in one face: ``show`` as in page.Glyphs but without the outer brackets, ``width`` in thousandths of the
    size, ``glyphs`` the text each glyph stands for, ``missing`` the characters no font has. ``says`` is the
    word where its glyphs one by one do not say it; ``plain`` is the font's number when they do, else -1. ``text`` is
    the word in any case.
    """

    __slots__ = ("font", "glyphs", "missing", "plain", "says", "show", "text", "width")

    def __init__(
        self,
        font: int,
        width: float,
        show: str,
        glyphs: dict[int, str],
        text: str,
        missing: str = "",
        says: str = "",
    ) -> None:
        self.font = font
        self.width = width
        self.show = show
        self.glyphs = glyphs
        self.text = text
        self.missing = missing
        self.says = says
        self.plain = -1 if says else font


class Cut(NamedTuple):
    """A word as boxes, for one size: see inline. ``leads`` and ``letter`` say how it ties to its neighbours."""

    width: float
    widths: tuple[float, ...]
    glues: tuple[int, ...]
    shapes: tuple[Shape, ...]
    leads: int
    letter: bool


class Face:
    """One font file: which characters it has, and words shaped with it."""

    def __init__(self, number: int, path: Path) -> None:
        self.number = number
        self.path = path
        self.name = NAMES.get(path.stem, path.stem)
        try:
            face: Any = _hb.Face(_hb.Blob.from_file_path(str(path)))
            self.characters: frozenset[int] = frozenset(face.unicodes)
            self._scale = 1000.0 / int(face.upem)
            self._font: Any = _hb.Font(face)
            self._buffer: Any = _hb.Buffer()
            self._buffer.flags = _hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        except Exception as fault:
            raise FontMissing(_sentence(path)) from fault
        if not self.characters:
            raise FontMissing(_sentence(path))
        self._codes: dict[int, int] = {}
        self._glyphs: dict[int, tuple[str, float, str]] = {}

    def _text(self, number: int) -> str:
        """Return what a glyph stands for, or ``""``: the same whatever was shaped before.

        Of several characters with one glyph the NFKC-stable one with the lowest code point wins (a plain letter
        before its compatibility twin, an ideograph before its radical), phonetic signs last: what looks like an
        apostrophe is one (U+2019), not the modifier letter U+02BC.
        """
        if not self._codes:
            numbers: list[int] = [*map(self._font.get_nominal_glyph, self.characters)]
            codes = self._codes = dict(zip(numbers, self.characters, strict=True))
            twins: dict[int, list[int]] = {}
            for glyph, code in zip(numbers, self.characters, strict=True):
                if codes[glyph] != code:
                    twins.setdefault(glyph, [codes[glyph]]).append(code)
            codes.update((glyph, min(several, key=_rank)) for glyph, several in twins.items())
        code = self._codes.get(number)
        if code is None:
            return ""
        letter = chr(code)
        if "\ufb13" <= letter <= "\ufefc" and unicodedata.decomposition(letter).startswith("<"):
            return unicodedata.normalize(
                "NFKC", letter
            ).strip()  # a form of an Arabic or Armenian letter stands for the letter
        return _LIGATURES.get(letter, letter)

    def advance(self, number: int) -> float:
        """Return a glyph's own width in thousandths of the size."""
        return float(self._font.get_glyph_h_advance(number)) * self._scale

    def _glyph(self, number: int) -> tuple[str, float, str]:
        """Return a glyph's number as it is shown, its own width, and its text or ``""``."""
        known = self._glyphs[number] = coded(number), self.advance(number), self._text(number)
        return known

    def shape(self, word: str, language: str = "", *, rtl: bool = False) -> Shape:
        """Shape a word whose characters this face has (kerning, ligatures, marks composed and placed).

        ``language`` asks for the letter forms of a language, ``rtl`` for signs as they stand in a text that runs from
        right to left; letters of such scripts always do.
        """
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(word)
        buffer.language = language or "en"
        buffer.guess_segment_properties()
        if rtl:
            buffer.direction = "rtl"
        _hb.shape(self._font, buffer)  # kerning and ligatures are what it does unless told otherwise
        infos: list[Any] = buffer.glyph_infos
        known, scale, show, width = self._glyphs, self._scale, "", 0.0
        glyphs: dict[int, str] = {}
        said, raised, marked = "", 0, False
        for info, place in zip(infos, buffer.glyph_positions, strict=True):
            number: int = info.codepoint
            written, own, text = known.get(number) or self._glyph(number)
            if number not in glyphs:
                glyphs[number] = text or self._rest(word, infos, info)
            said += glyphs[number]
            advance: float = place.x_advance * scale
            offset: int = place.x_offset
            rise: int = place.y_offset
            if rise != raised:
                show += f"){RAISE}{round(rise * scale)}{RAISE}("
                raised = rise
            if advance == own and not offset:
                show += written
                width += own
                continue
            marked = marked or (bool(offset) and not advance)
            shift = round(offset * scale)
            turn = round(own - advance)
            show += f"){-shift}({written}" if shift else written
            if turn + shift:
                show += f"){turn + shift}("
            width += own - turn
        if raised:
            show += f"){RAISE}0{RAISE}("
        # Readers put what runs from right to left in order letter by letter, and would turn a whole word round.
        # Marks that are moved over their letters lose their place when they are taken out one by one.
        says = "" if buffer.direction == "rtl" or (said == word and not marked) else word
        width *= OPTICAL.get(self.number, 1.0)
        return Shape(self.number, width, show.replace("()", " "), glyphs, word, says=says)

    def _rest(self, word: str, infos: list[Any], info: Any) -> str:
        """Return what a glyph without a text of its own stands for: what its cluster's other glyphs leave of it.

        Of several such glyphs the first takes it all.
        """
        same = [one.codepoint for one in infos if one.cluster == info.cluster]
        text = _cluster(word, infos, int(info.cluster))
        if self._buffer.direction == "rtl":
            text = text.translate(_UNJOINED)
        if len(same) == 1:
            return text
        known = [(self._glyphs.get(one) or self._glyph(one))[2] for one in same]
        if "" in known[: same.index(info.codepoint)]:
            return ""
        for letter in "".join(known):
            text = text.replace(letter, "", 1)
        return text


def _sequences(word: str) -> list[tuple[int, int]]:
    """Return where a word's emoji of several characters stand, and what is between them."""
    out: list[tuple[int, int]] = []
    start = 0
    for found in _SEQUENCE.finditer(word):
        if found.end() - found.start() > 1:
            out += [(start, found.start())] * (found.start() > start) + [found.span()]
            start = found.end()
    return [*out, (start, len(word))] if start < len(word) else out


def _rank(code: int) -> tuple[bool, bool, int]:
    """Return how far back a character stands among those that share a glyph."""
    letter = chr(code)
    twin = unicodedata.normalize("NFKC", letter) != letter and code != 0xA0
    return twin, unicodedata.category(letter) in _PHONETIC, code


def _cluster(word: str, infos: list[Any], start: int) -> str:
    after = [int(info.cluster) for info in infos if int(info.cluster) > start]
    return word[start : min(after, default=len(word))]


def _sentence(path: Path) -> str:
    return f"The font “{path.name}” that comes with Briefing is missing or damaged. Install Briefing again."


class Role:
    """A chain of faces used for one kind of text; words are shaped once and kept."""

    def __init__(self, fonts: Fonts, chain: tuple[int, ...], language: str = "", *, rtl: bool = False) -> None:
        self._fonts = fonts
        self._chain = chain
        self._language = language
        self._rtl = rtl
        self.words: dict[str, tuple[Shape, ...]] = {}
        self._pick: dict[str, int] = {}
        first = fonts.face(chain[0])
        self._plain = first.characters
        self._letters: set[str] = set()  # those met that the first face has
        space = first.shape(" ")
        self.font = first.number
        self.space = space.width
        self.blank = space
        self._cut: dict[tuple[float, str], dict[str, Cut]] = {}
        self._turned: Role | None = None

    @property
    def turned(self) -> Role:
        """The same faces for signs that stand in a text that runs from right to left: brackets are mirrored."""
        if self._turned is None:
            self._turned = Role(self._fonts, self._chain, self._language, rtl=True)
        return self._turned

    def word(self, word: str) -> tuple[Shape, ...]:
        """Return the shapes of a word without spaces: one, or several when no single face has all of it."""
        found = self.words.get(word)
        if found is None:
            if self._letters.issuperset(word) or all(ord(letter) in self._plain for letter in word):
                self._letters.update(word)
                found = (self._fonts.face(self.font).shape(word, self._language, rtl=self._rtl),)
            else:
                found = tuple(self._mixed(word))
            self.words[word] = found
        return found

    def cut(self, size: float, language: str) -> dict[str, Cut]:
        """Return the words cut into boxes before, for a size and the language they are hyphenated in (or ``""``)."""
        return self._cut.setdefault((size, language), {})

    def _mixed(self, word: str) -> list[Shape]:
        parts: list[tuple[int, str]] = []
        for start, end in _sequences(word):
            sequence = word[start:end]
            if end - start > 1 and self._has(EMOJI, sequence.translate(_UNJOINED)):
                parts.append((EMOJI, sequence))
            else:
                self._letters_into(parts, sequence)
        return [
            self._fonts.face(n).shape(text, self._language, rtl=self._rtl) if n >= 0 else self._fonts.replacement(text)
            for n, text in parts
        ]

    def _letters_into(self, parts: list[tuple[int, str]], word: str) -> None:
        """Append a word's letters in the faces that have them, neighbours of one face together."""
        for letter in word:
            if letter in JOINERS:
                if parts:
                    parts[-1] = (parts[-1][0], parts[-1][1] + letter)
                continue
            number = self._choose(letter)
            if parts and unicodedata.combining(letter):
                before, text = parts[-1]
                whole = unicodedata.normalize("NFC", text[-1] + letter)
                if before >= 0 and (number < 0 or self._has(before, whole if len(whole) == 1 else letter)):
                    parts[-1] = (before, text[:-1] + whole if len(whole) == 1 else text + letter)
                    continue
            if parts and parts[-1][0] == number:
                parts[-1] = (number, parts[-1][1] + letter)
            else:
                parts.append((number, letter))

    def _has(self, number: int, letter: str) -> bool:
        return all(ord(one) in self._fonts.face(number).characters for one in letter)

    def _choose(self, letter: str) -> int:
        number = self._pick.get(letter)
        if number is None:
            number = next((n for n in self._chain if self._has(n, letter)), -1)
            self._pick[letter] = number
        return number


class Fonts:
    """All faces, loaded when first needed.

    Raises:
        FontMissing: a font file of the program is missing or damaged (from any call).
    """

    def __init__(self, folder: Path | None = None) -> None:
        try:
            self._folder = folder or shipped("fonts")
        except FileNotFoundError as fault:
            raise FontMissing(str(fault)) from fault
        self._faces: dict[int, Face] = {}
        self._roles: dict[tuple[str, str], Role] = {}

    def face(self, number: int) -> Face:
        """Return a face by its number."""
        found = self._faces.get(number)
        if found is None:
            path = self._folder / f"{FILES[number]}.ttf"
            if not path.is_file():
                raise FontMissing(_sentence(path))
            found = self._faces[number] = Face(number, path)
        return found

    def role(self, name: str, language: str = "") -> Role:
        """Return the chain of faces for a kind of text, a key of CHAINS, shaped as a language (BCP 47) wants it."""
        tag = language.partition("-")[0].lower()
        key = (name, tag if tag in _OWN_FORMS else "")
        found = self._roles.get(key)
        if found is None:
            found = self._roles[key] = Role(self, CHAINS[name], key[1])
        return found

    def replacement(self, text: str) -> Shape:
        """Return the visible stand-in for characters no font has, one each."""
        drawn = self.face(12).shape(REPLACEMENT)
        count = sum(1 for letter in text if not unicodedata.combining(letter)) or 1
        return Shape(drawn.font, drawn.width * count, drawn.show * count, drawn.glyphs, text, text)

    def files(self) -> list[FontFile]:
        """Return every face as the writer wants it, by number."""
        return [
            FontFile(number, str(self._folder / f"{name}.ttf"), NAMES.get(name, name))
            for number, name in enumerate(FILES)
        ]
