"""What a review says: names of its lists, why something was passed over, what will be and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from briefing.library.intake import Imported
    from briefing.ui.dialogs.review_state import Group, Review


def keys() -> str:
    """Return the keys of a review, in a line."""
    return QCoreApplication.translate(
        "Review",
        "J K move · Enter accept · X leave out · S speaker · T topic · E other words · N new · 1–3 lists · "
        "Ctrl+Enter add · Esc back",
    )


def ask_for_words() -> str:
    """Return how words are chosen in the article."""
    return QCoreApplication.translate(
        "Review", "Select the words in the article (drag, or Shift with the arrow keys), then press the key again."
    )


def first_look(review: Review, *, known: bool) -> str:
    """Return what is to be told of an article just read; ``known``: it is in the library."""
    if known and review.groups["said"] and not review.count(""):
        return QCoreApplication.translate(
            "Review", "This article is in the library already with all its quotes. There is nothing new."
        )
    if known:
        return QCoreApplication.translate(
            "Review", "This article is in the library already. Quotes kept from it before are marked."
        )
    if not review.groups["said"]:
        return QCoreApplication.translate(
            "Review", "No quotation was found. Select words in the article and press N to make one a quote."
        )
    return ""


def summary(added: int, waiting: int) -> str:
    """Return what is going to be kept."""
    said = QCoreApplication.translate("Review", "1 quote will be added") if added == 1 else ""
    said = said or QCoreApplication.translate("Review", "%1 quotes will be added").replace("%1", str(added))
    if waiting:
        more = QCoreApplication.translate("Review", "%1 not decided, kept in the inbox")
        said += " · " + more.replace("%1", str(waiting))
    return said


def outcome(imported: Imported, waiting: int) -> str:
    """Return what was kept."""
    if not imported.added and not imported.candidates:
        return QCoreApplication.translate("Review", "Nothing new: this article was in the library already.")
    added = QCoreApplication.translate("Review", "1 quote added.") if imported.added == 1 else ""
    added = added or QCoreApplication.translate("Review", "%1 quotes added.").replace("%1", str(imported.added))
    if imported.duplicates:
        one = QCoreApplication.translate("Review", "1 was in the library already.")
        more = QCoreApplication.translate("Review", "%1 were in the library already.")
        added += " " + (one if imported.duplicates == 1 else more.replace("%1", str(imported.duplicates)))
    if waiting:
        one = QCoreApplication.translate("Review", "1 waits in the inbox.")
        more = QCoreApplication.translate("Review", "%1 wait in the inbox.")
        added += " " + (one if waiting == 1 else more.replace("%1", str(waiting)))
    return added


def list_name(group: Group) -> str:
    """Return what a list of the review is called."""
    return {
        "said": QCoreApplication.translate("Review", "Quotes"),
        "reported": QCoreApplication.translate("Review", "Reported"),
        "left": QCoreApplication.translate("Review", "Left out"),
    }[group]


def list_about(group: Group) -> str:
    """Return a sentence on what a list holds and what becomes of it, ``""`` for the quotes."""
    return {
        "said": "",
        "reported": QCoreApplication.translate(
            "Review", "Told in the reporter’s words, never printed in quotation marks. Only what you accept is kept."
        ),
        "left": QCoreApplication.translate("Review", "Passed over. Enter keeps one all the same."),
    }[group]


def reason_name(reason: str) -> str:
    """Return why something was passed over, in words."""
    return {
        "advert": QCoreApplication.translate("Review", "An advert"),
        "site": QCoreApplication.translate("Review", "Part of the web page"),
        "caption": QCoreApplication.translate("Review", "A caption"),
        "title": QCoreApplication.translate("Review", "A title or a name"),
        "term": QCoreApplication.translate("Review", "A term, nobody’s words"),
        "repeated": QCoreApplication.translate("Review", "A headline; said below"),
    }.get(reason, reason)
