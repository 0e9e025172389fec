"""What the kinds and states of a section are called in the window, and what its generated kinds are made from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from briefing.library.scopes import Drawn
from briefing.ui import wording

STATUSES = ("draft", "ready", "cleared")


def kind_name(kind: str) -> str:
    """Return what a kind of section is called."""
    return {
        "text": QCoreApplication.translate("Sections", "Text"),
        "meeting_brief": QCoreApplication.translate("Sections", "Meeting brief"),
        "points": QCoreApplication.translate("Sections", "Points to make"),
        "card": QCoreApplication.translate("Sections", "Cue card"),
        "qa": QCoreApplication.translate("Sections", "Questions and answers"),
        "person": QCoreApplication.translate("Sections", "Biography"),
        "programme": QCoreApplication.translate("Sections", "Programme"),
        "participants": QCoreApplication.translate("Sections", "Participants"),
        "quote_sheet": QCoreApplication.translate("Sections", "Quote sheet"),
        "position_matrix": QCoreApplication.translate("Sections", "Positions"),
        "timeline": QCoreApplication.translate("Sections", "Timeline"),
        "paper": QCoreApplication.translate("Sections", "Paper for decision"),
        "attachment": QCoreApplication.translate("Sections", "Attachment"),
    }.get(kind, kind)


def status_name(status: str) -> str:
    """Return what a state of work is called."""
    return {
        "draft": QCoreApplication.translate("Sections", "Draft"),
        "ready": QCoreApplication.translate("Sections", "Ready for clearance"),
        "cleared": QCoreApplication.translate("Sections", "Cleared"),
    }.get(status, status)


def audience_name(audience: str) -> str:
    """Return what those a section is for are called."""
    return {
        "": QCoreApplication.translate("Sections", "For whom?"),
        "principal": QCoreApplication.translate("Sections", "For the principal"),
        "press": QCoreApplication.translate("Sections", "For the press"),
        "all": QCoreApplication.translate("Sections", "For all"),
    }.get(audience, audience)


def counted(quotes: int, left_out: int) -> list[str]:
    """Return how many quotes stand in a section that writes itself, and how many are left out if any are."""
    one = QCoreApplication.translate("Sections", "1 quote")
    many = QCoreApplication.translate("Sections", "{n} quotes").format(n=wording.number(quotes))
    told = [one if quotes == 1 else many]
    if left_out:
        told.append(QCoreApplication.translate("Sections", "{n} left out").format(n=wording.number(left_out)))
    return told


def disclosure_name(disclosure: str) -> str:
    """Return what is said about the use of a section outside the office."""
    return {
        "": QCoreApplication.translate("Sections", "Use?"),
        "usable": QCoreApplication.translate("Sections", "May be used"),
        "not_for_use": QCoreApplication.translate("Sections", "Not for use"),
        "internal": QCoreApplication.translate("Sections", "Internal"),
    }.get(disclosure, disclosure)


def order_name(order: str) -> str:
    """Return what an order of a quote sheet is called."""
    return {
        "speaker": QCoreApplication.translate("Sections", "By speaker, newest first"),
        "newest": QCoreApplication.translate("Sections", "Newest first"),
        "oldest": QCoreApplication.translate("Sections", "Oldest first"),
    }[order]


def made_from(kind: str, drawn: Drawn | None = None, names: Sequence[str] = ()) -> str:
    """Return a sentence that says what a generated section is made from; ``""`` for a kind that is written.

    ``names`` are those of the saved searches it draws on.
    """
    says = QCoreApplication.translate
    what, found = says("Sections", "every quote used in this book"), drawn and _found(drawn, names)
    if drawn is not None and found:
        both = says("Sections", "{found}, and every quote used in this book")
        what = found if drawn.only else both.format(found=found)
    order = {
        "speaker": says("Sections", "by speaker, newest first"),
        "newest": says("Sections", "newest first"),
        "oldest": says("Sections", "oldest first"),
    }[drawn.order if drawn is not None else "speaker"]
    return {
        "quote_sheet": says(
            "Sections",
            "This section writes itself: {what}, {order}, with its source. "
            "Change a quote and this page changes with it.",
        ).format(what=what, order=order),
        "position_matrix": says(
            "Sections",
            "This section writes itself: who stands where, topic by topic, from {what}. "
            "Where nothing is known it says so.",
        ).format(what=what),
        "timeline": says("Sections", "This section writes itself: {what}, in the order of their dates.").format(
            what=what
        ),
    }.get(kind, "")


def _found(drawn: Drawn, names: Sequence[str]) -> str:
    """Return what a section draws on besides its book, ``""`` for nothing."""
    says = QCoreApplication.translate
    parts = [says("Sections", "each quote the saved search “{name}” finds").format(name=name) for name in names]
    if drawn.query:
        parts.append(says("Sections", "each quote that “{query}” finds").format(query=drawn.query))
    if drawn.topics or drawn.people:
        parts.append(says("Sections", "each quote of the topics and people chosen"))
    return says("Sections", " or ").join(parts)
