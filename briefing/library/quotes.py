"""Quotes: the one door to reading (``quote_lists``), changing (``quote_edits``) and their values (``quote_values``)."""

from __future__ import annotations

from briefing.library.quote_edits import (
    RELATIONS,
    accept,
    add,
    edit,
    exists,
    relate,
    set_about,
    set_positions,
    set_topics,
    star,
    trash,
    unverify,
    verify,
)
from briefing.library.quote_keeping import GRADES, add_many
from briefing.library.quote_lists import counts, number_of, numbers, rows, show, where
from briefing.library.quote_values import Counts, NewQuote, QuoteDetail, QuoteRow, Scope

__all__ = [
    "GRADES",
    "RELATIONS",
    "Counts",
    "NewQuote",
    "QuoteDetail",
    "QuoteRow",
    "Scope",
    "accept",
    "add",
    "add_many",
    "counts",
    "edit",
    "exists",
    "number_of",
    "numbers",
    "relate",
    "rows",
    "set_about",
    "set_positions",
    "set_topics",
    "show",
    "star",
    "trash",
    "unverify",
    "verify",
    "where",
]
