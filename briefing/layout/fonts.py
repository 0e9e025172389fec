"""Fonts: faces, their glyphs, and words shaped once by HarfBuzz with fallback from face to face."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any, Final, NamedTuple

import uharfbuzz  # pyright: ignore[reportMissingTypeStubs]

from briefing.layout.faults import FontMissing
from briefing.layout.page import FontFile
from briefing.paths import shipped

# The shaper comes without type information; everything it gives is checked or converted where it is used.
_hb: Any = uharfbuzz
_FEATURES: Final = {"kern": True, "liga": True}
REPLACEMENT: Final = "\ufffd"

# File names in the order of their numbers; the number is what Glyphs.font says.
FILES: Final = (
    "SourceSerif4-Regular",
    "SourceSerif4-It",
    "SourceSerif4-Bold",
    "SourceSerif4-BoldIt",
    "SourceSans3-Regular",
    "SourceSans3-It",
    "SourceSans3-Semibold",
    "SourceSans3-SemiboldIt",
    "SourceCodePro-Regular",
    "NotoSerifJP-Regular",
    "NotoSansJP-Regular",
    "NotoSansJP-Bold",
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSansSymbols2-Regular",
)
_NAMES: Final = {
    "SourceSerif4-It": "SourceSerif4-Italic",
    "SourceSerif4-BoldIt": "SourceSerif4-BoldItalic",
    "SourceSans3-It": "SourceSans3-Italic",
    "SourceSans3-Semibold": "SourceSans3-SemiBold",
    "SourceSans3-SemiboldIt": "SourceSans3-SemiBoldItalic",
}
# Which faces a role tries, first to last: Latin, Japanese, other letters, rare Japanese, symbols.
_SERIF, _SANS, _BOLD = (9, 12, 10, 14, 4), (10, 12, 14, 0), (11, 13, 10, 14, 6)
CHAINS: Final[dict[str, tuple[int, ...]]] = {
    "serif": (0, *_SERIF),
    "serif-it": (1, *_SERIF),
    "serif-bold": (2, *_BOLD),
    "serif-bold-it": (3, *_BOLD),
    "sans": (4, *_SANS),
    "sans-it": (5, *_SANS),
    "sans-bold": (6, *_BOLD),
    "sans-bold-it": (7, *_BOLD),
    "mono": (8, 10, 12, 4, 14),
}
# General categories of signs that only phonetic notation means: modifier letters and modifier symbols.
_PHONETIC = ("Lm", "Sk")
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class Shape:
    """A word in one face: ``show`` as in page.Glyphs but without the outer angle brackets, ``width`` in thousandths
    of the size, ``glyphs`` the text each glyph stands for, ``missing`` the characters no font has.
    """

    __slots__ = ("font", "glyphs", "missing", "show", "width")

    def __init__(self, font: int, width: float, show: str, glyphs: dict[int, str], missing: str = "") -> None:
        self.font = font
        self.width = width
        self.show = show
        self.glyphs = glyphs
        self.missing = missing


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
        self.name = _NAMES.get(path.stem, path.stem)
        try:
            face: Any = _hb.Face(_hb.Blob.from_file_path(str(path)))
            self.characters: frozenset[int] = frozenset(face.unicodes)
            self._scale = 1000.0 / int(face.upem)
            self._font: Any = _hb.Font(face)
            self._buffer: Any = _hb.Buffer()
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
        return "" if code is None else _LIGATURES.get(chr(code), chr(code))

    def advance(self, number: int) -> float:
        """Return a glyph's own width in thousandths of the size."""
        return float(self._font.get_glyph_h_advance(number)) * self._scale

    def _glyph(self, number: int) -> tuple[str, float, str]:
        """Return a glyph's number in hexadecimal, its own width, and its text or ``""``."""
        known = self._glyphs[number] = f"{number:04X}", self.advance(number), self._text(number)
        return known

    def shape(self, word: str) -> Shape:
        """Shape a word whose characters this face has (kerning, ligatures, marks composed)."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        _hb.shape(self._font, buffer, _FEATURES)
        infos: list[Any] = buffer.glyph_infos
        known, scale, show, width = self._glyphs, self._scale, "", 0.0
        glyphs: dict[int, str] = {}
        for info, place in zip(infos, buffer.glyph_positions, strict=True):
            number: int = info.codepoint
            written, own, text = known.get(number) or self._glyph(number)
            if number not in glyphs:
                glyphs[number] = text or _cluster(word, infos, int(info.cluster))
            advance: float = place.x_advance * scale
            offset: int = place.x_offset
            if advance == own and not offset:
                show += written
                width += own
                continue
            shift = round(offset * scale)
            turn = round(own - advance)
            show += f">{-shift}<{written}" if shift else written
            if turn + shift:
                show += f">{turn + shift}<"
            width += own - turn
        return Shape(self.number, width, show.replace("<>", " "), glyphs)


def bracketed(show: str) -> str:
    """Return the glyphs of shapes as `page.Glyphs` shows them; adjustments that touch stay two numbers."""
    return f"<{show}>".replace("<>", " ").strip()


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

    def __init__(self, fonts: Fonts, chain: tuple[int, ...]) -> None:
        self._fonts = fonts
        self._chain = chain
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

    def word(self, word: str) -> tuple[Shape, ...]:
        """Return the shapes of a word without spaces: one, or several when no single face has all of it."""
        found = self.words.get(word)
        if found is None:
            if self._letters.issuperset(word) or all(ord(letter) in self._plain for letter in word):
                self._letters.update(word)
                found = (self._fonts.face(self.font).shape(word),)
            else:
                found = tuple(self._mixed(word))
            self.words[word] = found
        return found

    def cut(self, size: float, language: str) -> dict[str, Cut]:
        """Return the words cut into boxes before, for a size and the language they are hyphenated in (or ``""``)."""
        return self._cut.setdefault((size, language), {})

    def _mixed(self, word: str) -> list[Shape]:
        parts: list[tuple[int, str]] = []
        for letter in word:
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
        return [self._fonts.face(n).shape(text) if n >= 0 else self._fonts.replacement(text) for n, text in parts]

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
        self._roles: dict[str, Role] = {}

    def face(self, number: int) -> Face:
        """Return a face by its number."""
        found = self._faces.get(number)
        if found is None:
            path = self._folder / f"{FILES[number]}.ttf"
            if not path.is_file():
                raise FontMissing(_sentence(path))
            found = self._faces[number] = Face(number, path)
        return found

    def role(self, name: str) -> Role:
        """Return the chain of faces for a kind of text, a key of CHAINS."""
        found = self._roles.get(name)
        if found is None:
            found = self._roles[name] = Role(self, CHAINS[name])
        return found

    def replacement(self, text: str) -> Shape:
        """Return the visible stand-in for characters no font has, one each."""
        drawn = self.face(12).shape(REPLACEMENT)
        count = sum(1 for letter in text if not unicodedata.combining(letter)) or 1
        return Shape(drawn.font, drawn.width * count, drawn.show * count, drawn.glyphs, text)

    def files(self) -> list[FontFile]:
        """Return every face as the writer wants it, by number."""
        return [
            FontFile(number, str(self._folder / f"{name}.ttf"), _NAMES.get(name, name))
            for number, name in enumerate(FILES)
        ]
