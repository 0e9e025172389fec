"""What the kinds and states of a section are called in the window, and what its generated kinds are made from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

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


def disclosure_name(disclosure: str) -> str:
    """Return what is said about the use of a section outside the office."""
    return {
        "": QCoreApplication.translate("Sections", "Use?"),
        "usable": QCoreApplication.translate("Sections", "May be used"),
        "not_for_use": QCoreApplication.translate("Sections", "Not for use"),
        "internal": QCoreApplication.translate("Sections", "Internal"),
    }.get(disclosure, disclosure)


def made_from(kind: str) -> str:
    """Return a sentence that says what a generated section is made from; ``""`` for a kind that is written."""
    return {
        "quote_sheet": QCoreApplication.translate(
            "Sections",
            "This section writes itself: every quote used in this book, by speaker, newest first, with its source. "
            "Change a quote and this page changes with it.",
        ),
        "position_matrix": QCoreApplication.translate(
            "Sections",
            "This section writes itself: who stands where, topic by topic, from the quotes used in this book. "
            "Where nothing is known it says so.",
        ),
        "timeline": QCoreApplication.translate(
            "Sections",
            "This section writes itself: the quotes and events used in this book in the order of their dates.",
        ),
    }.get(kind, "")
