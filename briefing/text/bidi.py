"""Text that runs both ways: what stands at which level, and the order it is drawn in.

The Unicode Bidirectional Algorithm (UAX #9, revision 46). Text and language go in; levels come out: even ones run
from left to right, odd ones from right to left. The names of the rules stand at the lines that carry them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import bidirectional, normalize

# Letters of scripts that run from right to left, and the signs that say so.
_RIGHTWARD: Final = (
    "\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_HAS_RTL: Final = re.compile(f"[{_RIGHTWARD}]").search
_LANGUAGES: Final = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "ps", "sd", "syr", "ug", "ur", "yi"]
)

_DEEPEST: Final = 125  # BD2
_EMBEDDINGS: Final = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}
_ISOLATES: Final = ("LRI", "RLI", "FSI")
_REMOVED: Final = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})  # X9
_STRONG: Final = frozenset({"L", "R", "AL"})
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_BLANK: Final = frozenset({"WS", "LRI", "RLI", "FSI", "PDI", *_REMOVED})
# Brackets (BidiBrackets.txt): most close with the code point after the one they open with.
_OPENING: Final = "(༺༼᚛⁅⁽₍⌈⌊〈❨❪❬❮❰❲❴⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦑⦓⦕⦗⧘⧚⧼⸢⸤⸦⸨⹕⹗⹙⹛〈《「『【〔〖〘〚﹙﹛﹝（⦅「"
_CLOSES: Final = {
    **{chr(ord(one) + 1): one for one in _OPENING},
    **dict(zip("]}⦐⦎］｝", "[{⦍⦏［｛", strict=True)),
}
_OPENS: Final = frozenset(_CLOSES.values())
_MOST_OPEN: Final = 63  # BD16


def has_rtl(text: str) -> bool:
    """Whether the text holds anything that runs from right to left."""
    return not text.isascii() and _HAS_RTL(text) is not None


def runs_rtl(language: str) -> bool:
    """Whether a language (a BCP 47 tag) is written from right to left."""
    tag = language.lower().replace("_", "-").split("-")
    return tag[0] in _LANGUAGES and "latn" not in tag[1:]


def letters_of(text: str) -> str:
    """Return the language that letters from right to left are in, as far as they tell: Hebrew or else Arabic."""
    first = next((one for one in text if bidirectional(one) in ("R", "AL")), "")
    return "he" if "\u0590" <= first <= "\u05ff" or "\ufb1d" <= first <= "\ufb4f" else "ar"


def base_level(text: str, language: str) -> int:
    """Return the level of a paragraph (HL1): its language's, but that of most of its letters where it opens with them.

    So a passage in Arabic is set from right to left in an English text, and a sentence that only begins with a name
    in Arabic is not.
    """
    wanted = int(runs_rtl(language))
    sides = [int(one != "L") for one in map(bidirectional, text) if one in _STRONG]
    if not sides or sides[0] == wanted:
        return wanted
    return sides[0] if 2 * sides.count(sides[0]) > len(sides) else wanted


def first_strong(classes: Sequence[str], start: int = 0, end: int | None = None) -> int | None:
    """Return the level the first strong class asks for, those inside isolates left out (P2, P3); None without one."""
    depth = 0
    for one in classes[start:end]:
        if one in _ISOLATES:
            depth += 1
        elif one == "PDI":
            depth = max(0, depth - 1)
        elif not depth and one in _STRONG:
            return int(one != "L")
        elif one == "B":
            break
    return None


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character of a paragraph set on one line, ``base`` being the paragraph's level."""
    return resolved([bidirectional(one) or "L" for one in text], text, base)


def resolved(classes: Sequence[str], text: str, base: int) -> list[int]:
    """Return the level of each character; its bidirectional class is given, brackets are told by ``text``."""
    explicit = _Explicit(classes, base)
    out, kinds = explicit.levels, explicit.kinds
    kept = [k for k, one in enumerate(classes) if one not in _REMOVED]
    for sequence in list(_sequences(classes, out, kept, base)):  # all told apart before any level changes
        _Sequence(sequence, kinds, text, out).resolve()
    _fill_removed(classes, out, base)
    _reset(classes, out, base)
    return out


def visual(levels: Sequence[int]) -> list[int]:
    """Return the positions of a line's parts in the order they are drawn from left to right (L2)."""
    order = list(range(len(levels)))
    odd = [one for one in levels if one % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


class _Status(NamedTuple):
    level: int
    override: str
    isolate: bool


class _Explicit:
    """Finds the explicit levels, and the classes as overrides leave them (X1 to X8)."""

    def __init__(self, classes: Sequence[str], base: int) -> None:
        self._classes = classes
        self.levels = [base] * len(classes)
        self.kinds = list(classes)
        self._stack = [_Status(base, "", isolate=False)]
        self._lost_isolates = self._lost_embeddings = self._isolates = 0
        for k, one in enumerate(classes):
            self._take(k, one)

    def _take(self, k: int, one: str) -> None:
        top = self._stack[-1]
        if one == "B":
            return
        self.levels[k] = top.level
        if one in _EMBEDDINGS:
            odd, override = _EMBEDDINGS[one]
            if not self._push(odd, override, isolate=False) and not self._lost_isolates:
                self._lost_embeddings += 1
        elif one in _ISOLATES:
            self.kinds[k] = top.override or one
            odd = int(one == "RLI")
            if one == "FSI":
                odd = first_strong(self._classes, k + 1, _matching(self._classes, k)) or 0
            if self._push(odd, "", isolate=True):
                self._isolates += 1
            else:
                self._lost_isolates += 1
        elif one == "PDI":
            self._end_isolate()
            self.levels[k] = self._stack[-1].level
            self.kinds[k] = self._stack[-1].override or one
        elif one == "PDF":
            self._end_embedding()
        elif one != "BN":
            self.kinds[k] = top.override or one

    def _push(self, odd: int, override: str, *, isolate: bool) -> bool:
        level = self._stack[-1].level + 1
        level += level % 2 != odd
        if level > _DEEPEST or self._lost_isolates or self._lost_embeddings:
            return False
        self._stack.append(_Status(level, override, isolate))
        return True

    def _end_isolate(self) -> None:
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif self._isolates:
            self._lost_embeddings = 0
            while not self._stack[-1].isolate:
                self._stack.pop()
            self._stack.pop()
            self._isolates -= 1

    def _end_embedding(self) -> None:
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) > 1:
            self._stack.pop()


def _matching(classes: Sequence[str], start: int) -> int | None:
    """Return where the isolate that begins at ``start`` ends (BD9)."""
    depth = 0
    for k in range(start, len(classes)):
        if classes[k] in _ISOLATES:
            depth += 1
        elif classes[k] == "PDI":
            depth -= 1
            if not depth:
                return k
    return None


class _Run(NamedTuple):
    """An isolating run sequence (BD13): its places in the text, and what stands before and after it."""

    places: list[int]
    level: int
    sos: str
    eos: str


def _sequences(classes: Sequence[str], levels: Sequence[int], kept: Sequence[int], base: int) -> Iterator[_Run]:
    """Yield the isolating run sequences of what rule X9 keeps (X10)."""
    runs: list[list[int]] = []
    for k in kept:
        if runs and levels[runs[-1][-1]] == levels[k]:
            runs[-1].append(k)
        else:
            runs.append([k])
    starts = {run[0]: run for run in runs}
    matches: dict[int, int] = {}
    open_isolates: list[int] = []
    for k in kept:
        if classes[k] in _ISOLATES:
            open_isolates.append(k)
        elif classes[k] == "PDI" and open_isolates:
            matches[open_isolates.pop()] = k
    continued = set(matches.values())
    rank = {k: n for n, k in enumerate(kept)}
    for run in runs:
        if run[0] in continued:
            continue
        places = list(run)
        while (further := matches.get(places[-1])) is not None:
            places += starts[further]
        level = levels[places[0]]
        first, last = rank[places[0]], rank[places[-1]]
        before = levels[kept[first - 1]] if first else base
        unmatched = classes[places[-1]] in _ISOLATES
        after = base if unmatched or last + 1 >= len(kept) else levels[kept[last + 1]]
        yield _Run(places, level, "LR"[max(before, level) % 2], "LR"[max(after, level) % 2])


class _Sequence:
    """Resolves one isolating run sequence; ``out`` takes the levels."""

    def __init__(self, run: _Run, kinds: Sequence[str], text: str, out: list[int]) -> None:
        self._run, self._text, self._out = run, text, out
        self._own = [kinds[k] for k in run.places]
        self._kinds = list(self._own)

    def resolve(self) -> None:
        self._weak()
        self._brackets()
        self._neutral()
        level = self._run.level
        for k, kind in zip(self._run.places, self._kinds, strict=True):
            if level % 2 == 0:
                self._out[k] = level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)  # I1
            else:
                self._out[k] = level + (kind in ("L", "EN", "AN"))  # I2

    def _weak(self) -> None:
        kinds, before, strong = self._kinds, self._run.sos, self._run.sos
        for n, kind in enumerate(kinds):
            if kind == "NSM":  # W1
                kinds[n] = "ON" if before in ("LRI", "RLI", "FSI", "PDI") else before
            before = kinds[n]
        for n, kind in enumerate(kinds):
            if kind in _STRONG:
                strong = kind
            elif kind == "EN" and strong == "AL":
                kinds[n] = "AN"  # W2
        kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
        for n in range(1, len(kinds) - 1):
            left, kind, right = kinds[n - 1 : n + 2]
            if left == right and ((kind in ("ES", "CS") and left == "EN") or (kind == "CS" and left == "AN")):
                kinds[n] = left  # W4
        self._terminators()
        kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]  # W6
        strong = self._run.sos
        for n, kind in enumerate(kinds):
            if kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":
                kinds[n] = "L"  # W7

    def _terminators(self) -> None:
        """Make signs beside European numbers part of them (W5)."""
        kinds, n = self._kinds, 0
        while n < len(kinds):
            if kinds[n] != "ET":
                n += 1
                continue
            end = n
            while end < len(kinds) and kinds[end] == "ET":
                end += 1
            if (n and kinds[n - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
                kinds[n:end] = ["EN"] * (end - n)
            n = end

    def _pairs(self) -> list[tuple[int, int]]:
        """Return the places of brackets that belong together (BD16)."""
        waiting: list[tuple[str, int]] = []
        found: list[tuple[int, int]] = []
        for n, k in enumerate(self._run.places):
            if self._kinds[n] != "ON":
                continue
            sign = normalize("NFC", self._text[k])
            if sign in _OPENS:
                if len(waiting) == _MOST_OPEN:
                    return []
                waiting.append((sign, n))
            elif sign in _CLOSES:
                for depth in range(len(waiting) - 1, -1, -1):
                    if waiting[depth][0] == normalize("NFC", _CLOSES[sign]):
                        found.append((waiting[depth][1], n))
                        del waiting[depth:]
                        break
        return sorted(found)

    def _brackets(self) -> None:
        """Give brackets the direction of what they hold, or of what stands before them (N0)."""
        kinds, along = self._kinds, "LR"[self._run.level % 2]
        for start, end in self._pairs():
            inside = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
            if along in inside:
                side = along
            elif inside:
                before = next((s for s in (_side(k) for k in reversed(kinds[:start])) if s), self._run.sos)
                side = before if before != along else along
            else:
                continue
            for place in (start, end):
                kinds[place] = side
                for n in range(place + 1, len(kinds)):
                    if self._own[n] == "NSM":
                        kinds[n] = side
                    else:
                        break

    def _neutral(self) -> None:
        """Give what has no direction that of its neighbours, or of the text around (N1, N2)."""
        kinds, n = self._kinds, 0
        along = "LR"[self._run.level % 2]
        while n < len(kinds):
            if kinds[n] not in _NEUTRAL:
                n += 1
                continue
            end = n
            while end < len(kinds) and kinds[end] in _NEUTRAL:
                end += 1
            before = _side(kinds[n - 1]) if n else self._run.sos
            after = _side(kinds[end]) if end < len(kinds) else self._run.eos
            kinds[n:end] = [before if before == after else along] * (end - n)
            n = end


def _side(kind: str) -> str:
    """Return the direction a class counts as where neutral ones look for it: numbers run with Arabic and Hebrew."""
    return "R" if kind in ("R", "AN", "EN") else "L" if kind == "L" else ""


def _fill_removed(classes: Sequence[str], out: list[int], base: int) -> None:
    """Give what X9 leaves out the level of what stands before it, so that nothing is torn apart (5.2)."""
    for k, one in enumerate(classes):
        if one in _REMOVED:
            out[k] = out[k - 1] if k else base


def _reset(classes: Sequence[str], out: list[int], base: int) -> None:
    """Set separators, and blanks before them and at the end, at the paragraph's level (L1)."""
    trailing = True
    for k in range(len(classes) - 1, -1, -1):
        if classes[k] in ("B", "S"):
            trailing = True
        elif classes[k] not in _BLANK:
            trailing = False
        if trailing:
            out[k] = base
