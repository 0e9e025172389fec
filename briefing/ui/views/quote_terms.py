"""What kinds of quotes, grades of evidence and record states are called in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from briefing.book.disclose import usable_by


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of statements, each with its name; only the first two may stand in quotation marks."""
    return [
        ("direct", QCoreApplication.translate("Terms", "Own words")),
        ("fragment", QCoreApplication.translate("Terms", "A few own words")),
        ("reported_speech", QCoreApplication.translate("Terms", "Reported speech")),
        ("reported_position", QCoreApplication.translate("Terms", "Reported position")),
        ("event", QCoreApplication.translate("Terms", "Event")),
        ("characterisation", QCoreApplication.translate("Terms", "Description by others")),
        ("analysis", QCoreApplication.translate("Terms", "Analysis")),
    ]


def kind_name(kind: str) -> str:
    """Return what a kind is called."""
    return dict(kinds()).get(kind, kind)


def grades() -> list[tuple[str, str]]:
    """Return the grades of evidence, best first."""
    return [
        ("", QCoreApplication.translate("Terms", "Not graded")),
        ("A", QCoreApplication.translate("Terms", "A  Recording or official transcript")),
        ("B", QCoreApplication.translate("Terms", "B  Two independent first-hand reports")),
        ("C", QCoreApplication.translate("Terms", "C  One first-hand report")),
        ("D", QCoreApplication.translate("Terms", "D  Second-hand, or a translation of a report")),
        ("E", QCoreApplication.translate("Terms", "E  Unnamed source, or none")),
    ]


def record_states() -> list[tuple[str, str]]:
    """Return under which terms something was said, as the check and the page read them."""
    return [
        ("not_stated", QCoreApplication.translate("Terms", "Not stated")),
        ("on_record", QCoreApplication.translate("Terms", "On the record")),
        ("background", QCoreApplication.translate("Terms", "On background")),
        ("deep_background", QCoreApplication.translate("Terms", "On deep background")),
        ("off_record", QCoreApplication.translate("Terms", "Off the record")),
        ("embargoed", QCoreApplication.translate("Terms", "Under embargo")),
    ]


def users() -> list[tuple[str, str]]:
    """Return who may use a quote; with nothing said, the terms alone decide what the press may see."""
    return [
        ("", QCoreApplication.translate("Terms", "As the terms say")),
        ("principal", QCoreApplication.translate("Terms", "The principal only")),
        ("principal, press", QCoreApplication.translate("Terms", "The principal and the press")),
        ("principal, press, public", QCoreApplication.translate("Terms", "Anybody")),
    ]


def users_value(words: str) -> str:
    """Return which of `users` is meant by words written in any order, however separated; other words as they are."""
    said = usable_by(words)
    # What the press or the public may use, the principal may.
    meant = said | {"principal"} if said else said
    meant |= {"press"} if "public" in said else set()
    return next((value for value, _ in users() if usable_by(value) == meant), words)
