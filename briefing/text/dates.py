"""Dates as precise as known: read, put in order, and worked out from what a text says ("on Sunday").

A date is ISO 8601 cut where knowledge ends: ``2025``, ``2025-05``, ``2025-05-25``, ``2025-05-25T14:30``.
Its precision is ``year``, ``month``, ``day``, ``minute`` or, when worked out rather than stated, ``inferred``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_ISO = re.compile(
    r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_JAPANESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan januar janvier enero gennaio jänner",
        "february feb februar février fevrier febrero febbraio",
        "march mar märz maerz mars marzo",
        "april apr avril abril aprile",
        "may mai mayo maggio",
        "june jun juni juin junio giugno",
        "july jul juli juillet julio luglio",
        "august aug août aout agosto",
        "september sep sept septembre septiembre settembre",
        "october oct oktober okt octobre octubre ottobre",
        "november nov novembre noviembre",
        "december dec dezember dez décembre decembre diciembre dicembre",
    ),
    1,
):
    for _name in _names.split():
        _MONTHS[_name] = _number
_WEEKDAYS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "monday montag lundi lunes lunedì 月曜日 月曜",
        "tuesday dienstag mardi martes martedì 火曜日 火曜",
        "wednesday mittwoch mercredi miércoles mercoledì 水曜日 水曜",
        "thursday donnerstag jeudi jueves giovedì 木曜日 木曜",
        "friday freitag vendredi viernes venerdì 金曜日 金曜",
        "saturday samstag sonnabend samedi sábado sabato 土曜日 土曜",
        "sunday sonntag dimanche domingo domenica 日曜日 日曜",
    )
):
    for _name in _names.split():
        _WEEKDAYS[_name] = _number
_DAYS_AGO = {
    **dict.fromkeys(["today", "heute", "aujourd'hui", "hoy", "oggi", "今日"], 0),
    **dict.fromkeys(["yesterday", "gestern", "hier", "ayer", "ieri", "昨日"], 1),
}
_WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.?\s+(?:de\s+|of\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})")
_AMERICAN = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?\s+(?:de\s+|of\s+)?(\d{4})")
_SPOKEN_DAYS = [re.escape(name) for name in (*_WEEKDAYS, *_DAYS_AGO) if name[0] < "\u3000"]
_SPOKEN_DAYS.sort(key=len, reverse=True)
_SPOKEN = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(_SPOKEN_DAYS) + r")(?![^\W\d_])|[月火水木金土日]曜日?|昨日|今日", re.IGNORECASE
)

_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|º|°)?"
# A day without its year: "12 May", „12. Mai“, « 12 mai », "May 12", 5月12日.
_DAY_MONTH = re.compile(
    rf"(?<![\d.,:])(\d{{1,2}}){_ORDINAL}\.?\s+(?:de\s+|of\s+)?({_MONTH})(?![^\W_])(?!\.?,?\s+(?:de\s+)?\d{{4}})",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W_])({_MONTH})\.?\s+(\d{{1,2}}){_ORDINAL}(?![^\W_])(?!,?\s+\d{{4}})(?![.,:]\d)", re.IGNORECASE
)
_JAPANESE_DAY = re.compile(r"(?<![年\d])(\d{1,2})月(\d{1,2})日")
# A day of the year that would lie further back is more likely one to come.
_LONGEST_AGO = 183


class BadDate(ValueError):
    """What was given is not a date; the message says what would be."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date a text speaks of: where it stands, and what it comes to."""

    start: int
    end: int
    printed: str
    iso: str
    precision: str


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[str, str]:
    """Return ``(iso, precision)`` of a date as a person or a file may write it; ``("", "")`` for nothing.

    Raises:
        BadDate: it is no date, or no such day exists. ``3/4/2025`` is refused: it means two days.
    """
    text = text.strip()
    if not text:
        return "", ""
    found = _read(text)
    if found is None:
        raise BadDate(f"“{text[:40]}” is not a date. Write it like 2025-05-25, 2025-05 or 2025.")
    year, month, day, clock = found
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise BadDate(f"“{text[:40]}” is not a day of the calendar.") from None
    if not month:
        return f"{year:04d}", "year"
    if not day:
        return f"{year:04d}-{month:02d}", "month"
    if not clock:
        return f"{year:04d}-{month:02d}-{day:02d}", "day"
    if clock > "23:59" or clock[3:] > "59":
        raise BadDate(f"“{text[:40]}” is not a time of the day.")
    return f"{year:04d}-{month:02d}-{day:02d}T{clock}", "minute"


def _read(text: str) -> tuple[int, int, int, str] | None:
    if not text.isascii():
        text = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    match = _ISO.fullmatch(text)
    if match:
        year, month, day, hour, minute = match.groups()
        if (month is not None and int(month) == 0) or (day is not None and int(day) == 0):
            return int(year), 13, 1, ""
        return int(year), int(month or 0), int(day or 0), f"{hour}:{minute}" if hour else ""
    match = _DOTTED.fullmatch(text)
    if match:
        return int(match[3]), int(match[2]) or 13, int(match[1]) or 32, ""
    match = _JAPANESE.fullmatch(text)
    if match:
        return int(match[1]), int(match[2] or 0), int(match[3] or 0), ""
    for pattern, day_at, month_at in ((_WRITTEN, 1, 2), (_AMERICAN, 2, 1), (_MONTH_YEAR, 0, 1)):
        match = pattern.fullmatch(text)
        month_name = _MONTHS.get(match[month_at].lower()) if match else None
        if match and month_name:
            return int(match[match.re.groups]), month_name, (int(match[day_at]) or 32) if day_at else 0, ""
    return None


def first_day(iso: str) -> date | None:
    """Return the first day a date may mean, ``None`` when it is empty or no date."""
    return _edge(iso, last=False)


def last_day(iso: str) -> date | None:
    """Return the last day a date may mean, ``None`` when it is empty or no date."""
    return _edge(iso, last=True)


def _edge(iso: str, *, last: bool) -> date | None:
    try:
        if len(iso) >= 10:
            return date(int(iso[:4]), int(iso[5:7]), int(iso[8:10]))
        if len(iso) == 7:
            year, month = int(iso[:4]), int(iso[5:7])
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        if len(iso) == 4:
            return date(int(iso), 12, 31) if last else date(int(iso), 1, 1)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return None


def resolve(phrase: str, published_on: str) -> tuple[str, str]:
    """Return ``(iso, "inferred")`` of a spoken day seen from the day of publication, else ``("", "")``.

    A weekday is the latest such day not after publication: "Sunday" in an article of a Sunday is that day.
    """
    near = first_day(published_on) if len(published_on) >= 10 else None
    if near is None or near.toordinal() < 8:
        return "", ""
    word = phrase.strip().lower().replace("’", "'")
    if word in _DAYS_AGO:
        return (near - timedelta(days=_DAYS_AGO[word])).isoformat(), "inferred"
    weekday = _WEEKDAYS.get(word)
    if weekday is None:
        return "", ""
    return (near - timedelta(days=(near.weekday() - weekday) % 7)).isoformat(), "inferred"


def _without_year(month: str, day: str, near: date) -> str:
    """Return the latest such day not after ``near``, ISO; ``""`` for no day or one more likely still to come."""
    number = _MONTHS.get(month.lower()) or int(month)
    for year in (near.year, near.year - 1):
        try:
            found = date(year, number, int(day))
        except ValueError:
            continue
        if found <= near:
            return found.isoformat() if (near - found).days <= _LONGEST_AGO else ""
    return ""


def _dated(text: str, published_on: str) -> list[Mention]:
    """Return the days of ``text`` that are given without a year, in no order."""
    near = first_day(published_on) if len(published_on) >= 10 else None
    if near is None or not any(sign.isdecimal() for sign in text):
        return []
    found: list[Mention] = []
    for pattern, month, day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2), (_JAPANESE_DAY, 1, 2)):
        for match in pattern.finditer(text):
            # "of the 12 may come", "mar 3": a month before its day, and May, are written with a capital.
            name = match.group(month)
            if name == "may" or (pattern is _MONTH_DAY and not name[:1].isupper()):
                continue
            iso = _without_year(name, match.group(day), near)
            if iso:
                found.append(Mention(match.start(), match.end(), match.group(), iso, "inferred"))
    return found


def mentions(text: str, published_on: str) -> list[Mention]:
    """Return the days ``text`` speaks of that have to be worked out from the day of publication.

    First the spoken ones ("Sunday", "gestern", 昨日), which tell best when something was said, then days without a
    year ("12 May", 5月12日), which are the latest such day not after publication. Each kind is in order.
    """
    found: list[Mention] = []
    for match in _SPOKEN.finditer(text):
        iso, precision = resolve(match.group(), published_on)
        if iso:
            found.append(Mention(match.start(), match.end(), match.group(), iso, precision))
    return found + sorted(_dated(text, published_on), key=lambda one: one.start)
