"""Margins that look straight: signs that stand out of them because they weigh little there."""

from __future__ import annotations

import re
from typing import Final

from briefing.layout.codes import numbers
from briefing.layout.fonts import Role, Shape

HANGING: Final = frozenset("“”„‘«‹\"'「『《")  # marks that hang before the first line of a quotation

# The part of its width by which a sign at the right end of a justified line stands out.
_AT_END: Final = {
    **dict.fromkeys(".,", 0.7),
    **dict.fromkeys("-‐‑", 0.6),
    **dict.fromkeys("’”“", 0.5),
    **dict.fromkeys(":;", 0.4),
    **dict.fromkeys("»›)", 0.25),
    **dict.fromkeys("–—!?", 0.2),
    **dict.fromkeys("、。，．」』）〕】〉》", 0.5),  # half of these is blank
}
_AT_START: Final = {**dict.fromkeys("“„‘", 0.5), **dict.fromkeys("«‹(", 0.25), **dict.fromkeys("「『（〔【〈《", 0.5)}


def outstanding(shape: Shape, role: Role, *, start: bool = False) -> float:
    """Return how far the last (or first) sign of a word stands out of the margin, in thousandths of the size."""
    if shape.says or shape.show[0 if start else -1] in "()":
        return 0.0
    shown = re.split(r"[()]", shape.show)
    glyph = numbers(shown[0])[0] if start else numbers(shown[-1])[-1]
    sign = shape.glyphs.get(glyph, "")
    part = (_AT_START if start else _AT_END).get(sign, 0.0)
    return part * role.word(sign)[0].width if part else 0.0
