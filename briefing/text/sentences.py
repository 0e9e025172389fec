"""Where sentences begin: for texts that are spoken, where a wrong join costs nothing and a wrong cut a breath."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from briefing.text.blocks import Run, Runs, plain

_STOP: Final = re.compile(r"""([.!?…؟۔]+|[。！？｡]+)["'”’»›)\]」』）]*""")
_WIDE: Final = frozenset("。！？｡")
_WORD: Final = re.compile(r"\S+$")
# What a point after it does not end a sentence; a wrong guess here keeps two sentences together.
_SHORT: Final = re.compile(
    r"mrs?|ms|dr|prof|st|nos?|vs|approx|dept|gov|sen|rep|gen|col|hon|inc|ltd|co|art|abs|nr|ca|bzw|vgl|usw|evtl|ggf"
    r"|mme|mlle|m|sra?|sig|av|pp?|vol|fig|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
).fullmatch


def starts(text: str) -> list[int]:
    """Return where the sentences of a text begin, the first at 0; nothing for an empty text."""
    out = [0] if text.strip() else []
    for stop in _STOP.finditer(text):
        end = stop.end()
        rest = text[end:]
        following = rest.lstrip()
        if not following:
            break
        wide = stop[1][0] in _WIDE
        if not wide and (rest == following or not _begins(following) or _shortened(text[: stop.start()], stop[1])):
            continue
        if wide and _STOP.match(following):
            continue
        out.append(end + len(rest) - len(following))
    return out


def _begins(text: str) -> bool:
    """Whether a text can be the beginning of a sentence: no small letter, no mark that belongs to what was before."""
    first = text.lstrip("\"'“„«‹‘([¿¡「『（")[:1]
    return bool(first) and (first.isdigit() or (first.isalpha() and not first.islower()))


def _shortened(before: str, mark: str) -> bool:
    """Whether a point after these words is that of an abbreviation, an initial or an ordinal."""
    found = _WORD.search(before)
    if found is None or mark != ".":
        return False
    word = found[0].lstrip("(“„«\"'‘[")
    return bool(_SHORT(word)) or (len(word) == 1 and word.isalpha()) or "." in word or _ordinal(word)


def _ordinal(word: str) -> bool:
    return word.isdigit() and len(word) < 3


def sentences(runs: Runs) -> list[Runs]:
    """Return the runs of each sentence, in order; blanks between them are left out, all else stays."""
    text = plain(runs)
    begins = [begin for begin in starts(text) if not begin or not _named(runs, begin)]
    if len(begins) < 2:
        return [runs] if text.strip() or any(_called(run) for run in runs) else []
    out: list[Runs] = []
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=True):
        out.append(_between(runs, begin, begin + len(text[begin:end].rstrip()), end))
    return out


def _named(runs: Runs, begin: int) -> bool:
    """Whether all that stands before a place is bold: such words (“Why now.”) name what follows them."""
    return all(run.bold for run in _between(runs, 0, begin, begin) if run.text.strip())


def _called(run: Run) -> bool:
    """Whether a run has no words of its own but calls a note or a source."""
    return bool(run.cite) or run.note is not None


def _between(runs: Runs, begin: int, end: int, after: int) -> Runs:
    """Return the runs of the text from ``begin`` to ``end``, and what is called up to ``after``."""
    out: list[Run] = []
    at = 0
    for run in runs:
        first, last = max(begin - at, 0), min(end - at, len(run.text))
        if _called(run):
            if begin < at <= after or at == begin == 0:
                out.append(run)
        elif first < last:
            out.append(replace(run, text=run.text[first:last]))
        at += len(run.text)
    return tuple(out)
