"""For whom an export is made, on which paper and how large: three choices that hang together."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy

from briefing.book.profile import LARGEST_BODY, PROFILES, SMALLEST_BODY, Profile
from briefing.settings import ExportChoices
from briefing.ui.views.choice import Choice
from briefing.ui.views.slots import plain

_SIZES = (12, 13, 14, 15, 16, 18, 20, 22, 24, 28)


def paper_name(paper: str) -> str:
    """Return what a paper is called in the window."""
    return {
        "A6": QCoreApplication.translate("Export", "A6, upright"),
        "A6-across": QCoreApplication.translate("Export", "A6, across"),
        "Tablet": QCoreApplication.translate("Export", "Tablet (15 × 20 cm)"),
    }.get(paper, paper)


class ExportLook:
    """The fields ``profile``, ``paper``, ``size`` and ``mark``, and ``about``: what the profile chosen is for.

    Each profile offers its own papers. A paper and a size stay chosen as long as the profile has them.
    """

    def __init__(self, book_paper: str) -> None:
        says = QCoreApplication.translate
        self._book_paper = book_paper
        self.profile = _choice(says("Export", "Made for"), 32)
        self.paper = _choice(says("Export", "Paper"), 24)
        self.size = _choice(says("Export", "Size of type"), 24)
        self.about = QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.mark = QCheckBox(says("Export", "Print [ * ] where something is left out"))
        for name, profile in PROFILES.items():
            self.profile.addItem(profile.title or name, name)
        self.profile.currentIndexChanged.connect(plain(self._fit))
        self._fit()

    def chosen(self) -> Profile:
        """Return the profile with paper and size as chosen."""
        profile = PROFILES[str(self.profile.currentData())]
        size = float(self.size.currentData() or 0)
        made = replace(profile, paper=str(self.paper.currentData() or "") or profile.paper)
        made = replace(made, mark_withheld=bool(made.audience) and self.mark.isChecked())
        return made.sized(size) if size else made

    def choose(self, choices: ExportChoices) -> None:
        """Choose what was chosen before, as far as it is still on offer."""
        for box, wanted in ((self.profile, choices.profile), (self.paper, choices.paper), (self.size, choices.size)):
            box.setCurrentIndex(max(box.findData(wanted), 0))
        self.mark.setChecked(choices.mark_withheld)

    def _fit(self) -> None:
        says = QCoreApplication.translate
        profile = PROFILES[str(self.profile.currentData())]
        self.about.setText(profile.about)
        self.mark.setVisible(bool(profile.audience))
        usual = says("Export", "As the book says (%1)").replace("%1", self._book_paper)
        papers = [("", paper_name(profile.paper) if profile.paper else usual)]
        papers += [(paper, self._sheet(profile, paper)) for paper in profile.papers if paper != profile.paper]
        _refill(self.paper, papers)
        points = says("Export", "%1 point")
        usual = says("Export", "As usual (%1 point)").replace("%1", f"{profile.body:g}")
        sizes = [size for size in _SIZES if SMALLEST_BODY <= size <= LARGEST_BODY]
        _refill(self.size, [("", usual), *((str(size), points.replace("%1", str(size))) for size in sizes)])

    def _sheet(self, profile: Profile, paper: str) -> str:
        if profile.form == "cards" and paper in ("A4", "Letter"):
            return QCoreApplication.translate("Export", "%1, four to a sheet, with cut marks").replace("%1", paper)
        return paper_name(paper)


def _choice(name: str, least: int) -> Choice:
    made = Choice()
    made.setMinimumContentsLength(least)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setAccessibleName(name)
    return made


def _refill(box: Choice, items: list[tuple[str, str]]) -> None:
    """Put other items into a choice; what was chosen stays chosen if it is among them."""
    before = box.currentData()
    box.clear()
    for key, text in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(box.findData(before), 0))
