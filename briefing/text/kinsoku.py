"""Japanese: which characters may not stand at the start or the end of a line."""

from __future__ import annotations

from typing import Final

# Characters that never start a line, and those that never end one (JIS X 4051, kinsoku shori).
NO_START: Final = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥,.;:?!)]}%”’»›"
)
NO_END: Final = frozenset("‘“（〔［｛〈《「『【£$¥€([{«‹„")
