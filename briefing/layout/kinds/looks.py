"""Which look a section's kind has. A kind without one is set like any text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.layout.desk import Area
from briefing.layout.kinds.aims import set_brief
from briefing.layout.kinds.decision import set_paper
from briefing.layout.kinds.glance import set_glance
from briefing.layout.kinds.guests import set_participants
from briefing.layout.kinds.matrix import set_matrix
from briefing.layout.kinds.person import set_person
from briefing.layout.kinds.points import set_points
from briefing.layout.kinds.questions import set_questions
from briefing.layout.kinds.quotes import set_quote_sheet
from briefing.layout.kinds.running import set_programme
from briefing.layout.kinds.timeline import set_timeline
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip
from briefing.text.blocks import Block

LOOKS: dict[str, Callable[[Setting, Sequence[Block], Area], list[Strip]]] = {
    "meeting_brief": set_brief,
    "points": set_points,
    "card": set_glance,
    "qa": set_questions,
    "person": set_person,
    "programme": set_programme,
    "participants": set_participants,
    "quote_sheet": set_quote_sheet,
    "position_matrix": set_matrix,
    "timeline": set_timeline,
    "paper": set_paper,
}


def set_kind(kind: str, setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a section's blocks as its kind is set. Every word of theirs is on the page, whatever the kind."""
    look = LOOKS.get(kind)
    return look(setting, blocks, area) if look is not None else setting.blocks(blocks, area)
