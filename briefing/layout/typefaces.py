"""The typefaces that come with the program: their files, and which of them each kind of text tries."""

from __future__ import annotations

from typing import Final

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
    "Amiri-Regular",
    "Amiri-Bold",
    "IBMPlexSansArabic-Regular",
    "IBMPlexSansArabic-Bold",
    "NotoSerifHebrew-Regular",
    "NotoSerifHebrew-Bold",
    "NotoSansHebrew-Regular",
    "NotoSansHebrew-Bold",
    "NotoSansThai-Regular",
    "NotoSansThai-Bold",
    "NotoSansKR-Regular",
    "NotoSansKR-Bold",
    "NotoSansArmenian-Regular",
    "NotoSansArmenian-Bold",
    "NotoSansGeorgian-Regular",
    "NotoSansGeorgian-Bold",
    "NotoEmoji-Regular",
)
NAMES: Final = {
    "SourceSerif4-It": "SourceSerif4-Italic",
    "SourceSerif4-BoldIt": "SourceSerif4-BoldItalic",
    "SourceSans3-It": "SourceSans3-Italic",
    "SourceSans3-Semibold": "SourceSans3-SemiBold",
    "SourceSans3-SemiboldIt": "SourceSans3-SemiBoldItalic",
}
# Which faces a role tries, first to last: Latin, Japanese, other letters, other scripts, rare Japanese, symbols.
_LIGHT, _HEAVY = (23, 25, 27, 29), (24, 26, 28, 30)
_SERIF, _SANS = (9, 12, 15, 19, *_LIGHT, 10, 14, 31, 4), (10, 12, 17, 21, *_LIGHT, 14, 31, 0)
_SERIF_BOLD, _SANS_BOLD = (11, 13, 16, 20, *_HEAVY, 10, 25, 14, 31, 6), (11, 13, 18, 22, *_HEAVY, 10, 25, 14, 31, 6)
CHAINS: Final[dict[str, tuple[int, ...]]] = {
    "serif": (0, *_SERIF),
    "serif-it": (1, *_SERIF),
    "serif-bold": (2, *_SERIF_BOLD),
    "serif-bold-it": (3, *_SERIF_BOLD),
    "sans": (4, *_SANS),
    "sans-it": (5, *_SANS),
    "sans-bold": (6, *_SANS_BOLD),
    "sans-bold-it": (7, *_SANS_BOLD),
    "mono": (8, 10, 12, 17, 21, *_LIGHT, 4, 14, 31),
}
# How large a face is set beside Latin of the same size so that both look equally large: Arabic, Hebrew, Thai, Korean.
OPTICAL: Final[dict[int, float]] = {
    **dict.fromkeys((15, 16), 1.14),
    **dict.fromkeys((19, 20, 23, 24), 1.04),
    **dict.fromkeys((25, 26), 0.94),
    31: 0.92,
}
EMOJI: Final = 31
BESIDE_LATIN: Final = 0.94  # how large ideographs stand in a text in another language
