"""Questions and answers as people write them: heads, bold paragraphs, lists of terms, “They may say: …”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefing.book.headwords import meaning
from briefing.book.leads import bold_lead, parted, tidied
from briefing.text.blocks import Block, Definitions, Heading, Paragraph, Runs, plain

QUESTION_MARKS: Final = ("?", "？", "؟")
ROLES = ("question", "answer", "pressed", "avoid", "aside")
_NUMBER = re.compile(r"\s*(?:[QqFfPpDd問سש]\s*)?(\d{1,3})\s*[.):：]\s*|\s*[QqFfPpDd問سש]\s*(\d{1,3})\s+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its number as printed, the words that lead it (“They may say:”), its own words, and the level of
    its heading (0: it is a paragraph). ``block`` is what it was made from.
    """

    number: int
    lead: Runs
    runs: Runs
    level: int
    block: object


@dataclass(frozen=True, slots=True)
class Said:
    """A part of an answer: the words that lead it, its own, what the lead means, and what it was made from."""

    lead: Runs
    runs: Runs
    role: str
    block: object


Entry = Asked | Said | Block


def questions(blocks: Sequence[Block], language: str) -> tuple[Entry, ...]:
    """Return a section's blocks with its questions found and numbered. Every word is kept but a question's number.

    A question's own number is the one printed; others get the next one.
    """
    out: list[Entry] = []
    number = 0
    levels = [block.level for block in blocks if isinstance(block, Heading) and _asks(block.runs, language)]
    for block in blocks:
        for entry in _entries(block, language, levels):
            one = entry
            if isinstance(one, Asked):
                number = one.number or number + 1
                one = replace(one, number=number)
            out.append(one)
    return tuple(out)


def _entries(block: Block, language: str, levels: Sequence[int]) -> list[Entry]:
    match block:
        case Heading() if block.level in levels and _asks(block.runs, language):
            return [_asked((), block.runs, block.level, block)]
        case Paragraph():
            return _paragraph(block, language)
        case Definitions():
            out: list[Entry] = []
            for entry in block.entries:
                out.append(_asked((), entry[0], 0, entry))
                out += _said(entry[1], language, entry)
            return out
        case _:
            return [block]


def _paragraph(block: Paragraph, language: str) -> list[Entry]:
    bold = _bold_question(block.runs)
    if bold is not None:
        return [_asked((), bold[0], 0, block), *(_said(bold[1], language, block) if bold[1] else [])]
    parts = parted(block.runs, language, ROLES)
    if len(parts) == 1 and not parts[0].role:
        return [block]
    return _said(block.runs, language, block)


def _said(runs: Runs, language: str, block: object) -> list[Entry]:
    return [
        _asked(part.lead, part.runs, 0, block)
        if part.role == "question"
        else Said(part.lead, part.runs, part.role, block)
        for part in parted(runs, language, ROLES)
    ]


def _bold_question(runs: Runs) -> tuple[Runs, Runs] | None:
    """Return a bold question at the start of a paragraph, and the rest: ``**1. Is it true?** No.``"""
    end = 0
    while end < len(runs) and runs[end].bold and not runs[end].cite:
        end += 1
    words = plain(runs[:end]).strip()
    if not words:
        return None
    numbered = _NUMBER.match(words)
    if words.endswith(QUESTION_MARKS) or (numbered and numbered.end() < len(words) and bold_lead(runs) is None):
        return runs[:end], tidied(runs[end:])
    return None


def _asks(runs: Runs, language: str) -> bool:
    """Whether a heading is a question: it ends like one, has a number, or says that it is."""
    words = plain(runs).strip()
    found = _NUMBER.match(words)
    if found and found.end() < len(words):
        return True
    return words.endswith(QUESTION_MARKS) or meaning(words, language, ("question",)) != ""


def _asked(lead: Runs, runs: Runs, level: int, block: object) -> Asked:
    """Return a question; a number at its start is taken off and kept."""
    first = runs[0] if runs else None
    found = _NUMBER.match(first.text) if first is not None else None
    if first is None or found is None or not plain(runs)[found.end() :].strip():
        return Asked(0, lead, runs, level, block)
    rest = replace(first, text=first.text[found.end() :])
    return Asked(int(found[1] or found[2]), lead, tidied((rest, *runs[1:])), level, block)
