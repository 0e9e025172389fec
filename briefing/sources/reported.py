"""Reported speech: what somebody is said to have said, in the reporter's words. Never to stand in quotation marks.

Read are "X said (that) …", "…, X said", "according to X, …" and their like in English, German, French, Spanish and
Italian, the German subjunctive that goes on without a verb of saying, and Japanese Xは…と述べた.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.sources import german, japanese
from briefing.sources.attribution import Attribution, attribute
from briefing.sources.cues import Cues
from briefing.sources.mentions import Mention
from briefing.sources.sentence import WORD, sentence_end, sentence_start
from briefing.text.quotation import Quotation

_LINE = re.compile(r"[^\n]+")
_TRIM = " \t\u00a0\u3000,;:–—-"
_FEWEST_WORDS = 3
_LONGEST = 1000
# What may stand between a verb of saying and the words it reports: "told reporters on Monday that".
_FILLING = 60
_LONGEST_TAIL = 100
# Right after a verb of saying they name its matter, and a "that" behind tells of that: "wrote of pacts that failed".
_ON_SOMETHING = frozenset(["of", "about", "against"])
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|wurden?|wird|werden|fue|été|stato|stata)\s+$")
_JAPANESE = re.compile(
    r"(?P<who>[^。、「」\n]{1,40})(?:は|が)、?(?P<said>[^。「」\n]{6,300}?)(?=と(?:の考え|の認識|の見方)?(?:を)?、?"
    r"(?:述べ|語っ|語り|話し|強調し|指摘し|説明し|表明し|主張し|訴え|明らかにし|示し|答え))"
)


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of an article that tells what somebody said: ``text[start:end]``, and who by which cue."""

    start: int
    end: int
    given: Attribution


def reports(
    text: str, spoken: list[tuple[int, int]], aside: list[tuple[int, int]], words: Cues, language: str
) -> list[Report]:
    """Return the reported speech of ``text`` in order, outside sentences with ``spoken`` words and lines ``aside``."""
    found: list[Report] = []
    for start, end in _sentences(text):
        if any(a < end and start < b for a, b in spoken) or any(a <= start < b for a, b in aside):
            continue
        report = _japanese(text, start, end) if language == "ja" else _report(text, start, end, words, spoken)
        if report is not None and WORD.search(text, report.start, report.end):
            found.append(report)
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        at = line.start()
        while at < line.end():
            while at < line.end() and text[at].isspace():
                at += 1
            cjk = text.find("。", at, line.end())
            end = min(line.end(), sentence_end(text, at) if cjk < 0 else cjk)
            if end > at:
                yield max(at, sentence_start(text, end - 1)), end  # without "OSLO (Agency) – "
            at = max(end, at) + 1


def _report(text: str, start: int, end: int, words: Cues, spoken: list[tuple[int, int]]) -> Report | None:
    return (
        _that(text, start, end, words)
        or _after(text, start, end, words)
        or _by(text, start, end, words)
        or _going_on(text, start, end, words, spoken)
    )


def _that(text: str, start: int, end: int, words: Cues) -> Report | None:
    """Read "X said on Monday that …", "X sagte, …", "X said the deal …"."""
    for verb in WORD.finditer(text, start, end):
        low = verb.group().lower()
        if low not in words.reporting or verb.start() == start or _PASSIVE.search(text[start : verb.start()]):
            continue
        begin = _opened(text, verb.end(), end, words, bare=low in words.bare)
        if begin is None:
            continue
        given = _leading(text, start, verb.end(), words)
        report = _made(text, begin, end, given)
        if report is not None:
            return report
    return None


def _opened(text: str, start: int, end: int, words: Cues, *, bare: bool) -> int | None:
    """Return where the reported words begin after a verb that ends at ``start``."""
    for number, joint in enumerate(WORD.finditer(text, start, min(end, start + _FILLING))):
        if not number and joint.group().lower() in _ON_SOMETHING:
            return None
        if joint.group().lower() in words.that:
            return joint.end()
        if joint.group().lower() in words.reporting | words.verbs:
            break
    rest = text[start:end]
    if words.nouns_capitalised:
        comma = rest.find(",", 0, _FILLING)
        return start + comma + 1 if comma >= 0 and german.goes_on(text, start + comma, end) else None
    first = WORD.match(rest.lstrip())
    if not bare or first is None or "," in rest[:2] or ":" in rest[:2]:
        return None
    opens = first.group()[:1].isupper() or first.group().lower() in words.articles | words.he | words.she | words.they
    return start + len(rest) - len(rest.lstrip()) if opens or first.group().lower() in words.opening else None


def _leading(text: str, start: int, end: int, words: Cues) -> Attribution | None:
    return attribute(text, Quotation(end, end, end, end, "", ""), start, end, words)


def _after(text: str, start: int, end: int, words: Cues) -> Report | None:
    """Read "The deal is dead, Lee said" and "Die Lage sei ernst, sagte Lee"."""
    comma = text.rfind(",", start, end)
    while comma > start and end - comma <= _LONGEST_TAIL:
        tail = {word.group().lower() for word in list(WORD.finditer(text, comma, end))[:8]}
        if tail & (words.reporting | set(words.according)) and not tail & words.that:
            pretended = Quotation(start, comma, start, comma, "", "")
            given = attribute(text, pretended, start, end, words)
            who = given.mention if given is not None else None
            if (
                who is None
                or who.start <= comma
                or (given is not None and given.cue == "so" and not _so(text, comma, who))
            ):
                return None
            report = _made(text, start, comma, given)
            subjunctive = not words.nouns_capitalised or german.goes_on(text, start, comma) or "so" in tail
            return report if subjunctive else None
        comma = text.rfind(",", start, comma)
    return None


def _so(text: str, comma: int, who: Mention) -> bool:
    """Whether ", so " leads straight to somebody: "…, so der Minister", not "…, so in Bonn"."""
    return re.fullmatch(r",\s+so\s+(?:(?:der|die|das|ein|eine)\s+[^,]*)?", text[comma : who.start]) is not None


def _by(text: str, start: int, end: int, words: Cues) -> Report | None:
    """Read "According to Lee, …", "…, according to Lee" and "Laut Lee ist …" (the whole sentence)."""
    lowered = text[start:end].lower()
    for phrase in words.according:
        if len(phrase) < 4 or phrase == "pour":
            continue
        at = re.search(rf"(?<!\w){re.escape(phrase)}\s", lowered)
        if at is None or (at.start() and at.start() < 12):
            continue
        place = start + at.start()
        if at.start() == 0:
            comma = text.find(",", place, end)
            begin = start if words.nouns_capitalised else comma + 1
            given = _leading(text, start, end if words.nouns_capitalised else max(comma, start), words)
            return _made(text, begin, end, given) if begin > start or words.nouns_capitalised else None
        given = attribute(text, Quotation(start, place, start, place, "", ""), start, end, words)
        who = given.mention if given is not None else None
        inside = words.nouns_capitalised and text[start:place].rstrip()[-1:] != ","
        stop = end if inside else place
        return _made(text, start, stop, given) if who is not None and who.start >= place else None
    return None


def _going_on(text: str, start: int, end: int, words: Cues, spoken: list[tuple[int, int]]) -> Report | None:
    """Read a German sentence that goes on reporting in the subjunctive: "Der Etat sei knapp."."""
    if not words.nouns_capitalised or not german.goes_on(text, start, end):
        return None
    who = german.floor(text, start, spoken, words)
    return _made(text, start, end, Attribution(who, "", beside=False)) if who is not None else None


def _made(text: str, start: int, end: int, given: Attribution | None) -> Report | None:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if given is None or given.mention is None or not 0 < end - start <= _LONGEST:
        return None
    return Report(start, end, given) if len(WORD.findall(text[start:end])) >= _FEWEST_WORDS else None


def _japanese(text: str, start: int, end: int) -> Report | None:
    told = _JAPANESE.match(text, start, end)
    if told is None:
        return None
    begin, stop = told.span("said")
    who = japanese.person(text, *told.span("who"))
    return Report(begin, stop, Attribution(who, "と", beside=True)) if who is not None else None
