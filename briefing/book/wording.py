"""The words the program itself prints in a book, and how it prints dates and quotation marks."""

from __future__ import annotations

from typing import Final

NBSP: Final = "\u00a0"

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Opening and closing marks by language (CLDR 45, delimiters: quotationStart and quotationEnd).
_MARKS: Final[dict[str, tuple[str, str]]] = {
    "bg": ("„", "“"),
    "cs": ("„", "“"),
    "da": ("“", "”"),
    "de": ("„", "“"),
    "el": ("«", "»"),
    "es": ("«", "»"),
    "fi": ("”", "”"),
    "fr": ("«\u202f", "\u202f»"),
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

GRADES: Final = {
    "A": "recording or official transcript",
    "B": "two independent first-hand reports",
    "C": "one first-hand report",
    "D": "second-hand report or translation of a report",
    "E": "unnamed or unsourced",
}

NOT_QUOTED: Final = {
    "reported_speech": "Reported, not a quotation",
    "reported_position": "Reported, not a quotation",
    "event": "Event as reported, not a quotation",
    "characterisation": "Characterisation as reported, not a quotation",
    "analysis": "Analysis, not a quotation",
}

RECORD: Final = {
    "background": "On background",
    "deep_background": "On deep background",
    "off": "Off the record",
    "off_record": "Off the record",
    "embargoed": "Under embargo",
}


def marks(language: str) -> tuple[str, str]:
    """Return the opening and closing quotation marks of a language tag (BCP 47); English ones when unknown."""
    return _MARKS.get(language.lower().replace("_", "-").split("-")[0], _ENGLISH)


def quoted(text: str, language: str) -> str:
    """Return the words between the quotation marks of their language; marks already around them are not doubled."""
    words = text.strip()
    inner = words[1:-1]
    for pair in _PAIRS:
        if len(words) > 2 and words[0] == pair[0] and words[-1] == pair[1] and not set(pair) & set(inner):
            words = inner.strip()
            break
    opening, closing = marks(language)
    return f"{opening}{words}{closing}"


def date(said_on: str, precision: str = "") -> str:
    """Return an ISO 8601 date as people write it: ``25 May 2025 (inferred)``, ``May 2025``, ``2025``.

    Anything that is no ISO date comes back as it is. The parts are joined by no-break spaces.
    """
    day, _, hour = said_on.strip().partition("T")
    parts = day.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return said_on.strip()
    words = parts[0]
    if len(parts) > 1:
        if not 1 <= int(parts[1]) <= 12:
            return said_on.strip()
        words = f"{MONTHS[int(parts[1]) - 1]}{NBSP}{words}"
        if len(parts) > 2 and precision not in {"month", "year"}:
            words = f"{int(parts[2])}{NBSP}{words}"
    if hour and precision in {"", "minute"}:
        words = f"{words}, {hour[:5]}"
    return f"{words} (inferred)" if precision == "inferred" else words
