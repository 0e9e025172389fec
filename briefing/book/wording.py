"""The words the program itself prints in a book, and how it prints dates and quotation marks."""

from __future__ import annotations

from typing import Final

from briefing.book.printed import printed

NBSP: Final = "\u00a0"

# Opening and closing marks by language (CLDR 45, delimiters: quotationStart and quotationEnd).
_MARKS: Final[dict[str, tuple[str, str]]] = {
    "ar": ("«", "»"),
    "bg": ("„", "“"),
    "cs": ("„", "“"),
    "da": ("“", "”"),
    "de": ("„", "“"),
    "el": ("«", "»"),
    "es": ("«", "»"),
    "fa": ("«", "»"),
    "fi": ("”", "”"),
    "fr": ("«\u202f", "\u202f»"),
    "he": ("”", "”"),
    "hu": ("„", "”"),
    "it": ("«", "»"),
    "ja": ("「", "」"),
    "lt": ("„", "“"),
    "nb": ("«", "»"),
    "no": ("«", "»"),
    "pl": ("„", "”"),
    "pt": ("“", "”"),
    "ro": ("„", "”"),
    "ru": ("«", "»"),
    "sk": ("„", "“"),
    "sl": ("„", "“"),
    "sv": ("”", "”"),
    "uk": ("«", "»"),
    "zh": ("“", "”"),
}
_ENGLISH: Final = ("“", "”")
_PAIRS: Final = ("“”", '""', "„“", "„”", "«»", "「」", "””", "‘’", "''")

# Evidence grades, the best first; what each means is printed in the book's language.
GRADES: Final = ("A", "B", "C", "D", "E")

_NOT_QUOTED: Final = ("reported_speech", "reported_position", "event", "characterisation", "analysis")
# How words came about that are not simply on the record; the rest says nothing on paper.
_RECORD: Final = ("background", "deep_background", "off", "off_record", "embargoed")


def not_quoted(kind: str, language: str) -> str:
    """Return the words that tell a reader that a statement of a kind is no quotation."""
    return printed(f"not_quoted_{kind if kind in _NOT_QUOTED else _NOT_QUOTED[0]}", language)


def record(status: str, language: str) -> str:
    """Return under which terms something was said as printed, ``""`` for on the record or not stated."""
    state = status.split(" ", maxsplit=1)[0]
    return printed(f"record_{state}", language) if state in _RECORD else ""


def grade(letter: str, language: str) -> str:
    """Return an evidence grade as printed: ``Grade C``; ``""`` for none."""
    return printed("grade", language, grade=letter) if letter else ""


def marks(language: str) -> tuple[str, str]:
    """Return the opening and closing quotation marks of a language tag (BCP 47); English ones when unknown."""
    return _MARKS.get(language.lower().replace("_", "-").split("-")[0], _ENGLISH)


def bare(text: str) -> str:
    """Return words without the quotation marks that stand around all of them, should there be some.

    ``“A” and “B”`` stays as it is: its first mark is closed before the end.
    """
    words = text.strip()
    while len(words) > 2 and any(_around(words, *pair) for pair in _PAIRS):
        words = words[1:-1].strip()
    return words


def _around(words: str, opening: str, closing: str) -> bool:
    if words[0] != opening or words[-1] != closing:
        return False
    openers = {opening, *("“„" if closing in "“”" else "")}
    depth = 1
    for at in range(1, len(words) - 1):
        mark = words[at]
        if mark not in openers | {closing} or (mark in "’'" and words[at - 1].isalnum() and words[at + 1].isalnum()):
            continue
        # A sign that opens and closes (“ in „They are “not” here“) opens after a blank.
        after_word = words[at - 1].isalnum() or words[at - 1] in ".,!?…"
        opens = mark in openers and (mark != closing or not after_word)
        depth += 1 if opens else -1
        if depth == 0:
            return False
    return True


def quoted(text: str, language: str) -> str:
    """Return the words between the quotation marks of their language; marks already around them are not doubled."""
    opening, closing = marks(language)
    return f"{opening}{bare(text)}{closing}"


def date(said_on: str, precision: str = "", language: str = "en") -> str:
    """Return an ISO 8601 date as people write it in a language: ``25 May 2025 (inferred)``, ``May 2025``, ``2025``.

    Anything that is no ISO date comes back as it is. The parts are joined by no-break spaces.
    """
    day, _, hour = said_on.strip().partition("T")
    parts = day.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return said_on.strip()
    words = printed("date_year", language, year=parts[0])
    if len(parts) > 1:
        number = int(parts[1])
        if not 1 <= number <= 12:
            return said_on.strip()
        known = {"year": parts[0], "month": printed(f"month_{number}", language), "number": number}
        words = printed("date_month", language, **known)
        if len(parts) > 2 and precision not in {"month", "year"}:
            figure = int(parts[2])
            words = printed("date_first" if figure == 1 else "date_day", language, day=figure, **known)
    if hour and precision in {"", "minute"}:
        words = printed("date_minute", language, date=words, time=hour[:5])
    return printed("date_inferred", language, date=words) if precision == "inferred" else words
