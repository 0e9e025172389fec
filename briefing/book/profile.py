"""Export settings as values: which paper, how large the type, which theme."""

from __future__ import annotations

from dataclasses import dataclass

MILLIMETRE = 72 / 25.4

# Width and height in points. A sizes: ISO 216; Letter: ANSI/ASME Y14.1.
PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210 * MILLIMETRE, 297 * MILLIMETRE),
    "Letter": (612.0, 792.0),
    "A5": (148 * MILLIMETRE, 210 * MILLIMETRE),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What one export looks like. Empty ``paper`` and ``theme`` mean the book's own choice.

    ``body`` is the size of running text in points. ``final`` leaves the DRAFT word out of the foot.
    With ``duplex`` the pages are made to be printed on both sides and punched: margins mirrored, tabs on right-hand
    pages. ``copy`` of ``copies`` numbers this copy (0: not numbered); ``watermark`` is drawn large behind the text.
    ``archive`` makes a file that may be kept for good (PDF/A-2a beside PDF/UA-1).
    """

    name: str = "staff"
    paper: str = ""
    theme: str = ""
    body: float = 12.0
    final: bool = False
    duplex: bool = False
    copy: int = 0
    copies: int = 0
    watermark: str = ""
    archive: bool = False

    @property
    def copy_number(self) -> str:
        """The number of this copy as printed after the word Copy: ``3 of 12``, ``3``, or ``""``."""
        if self.copy <= 0:
            return ""
        return f"{self.copy} of {self.copies}" if self.copies >= self.copy else str(self.copy)


PROFILES: dict[str, Profile] = {
    "staff": Profile("staff"),
    "principal": Profile("principal", body=14.0),
    "large": Profile("large", body=18.0),
    "archive": Profile("archive", archive=True),
}
