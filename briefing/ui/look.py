"""How the window looks: colours by role for light and dark, the type size, and the little style sheet.

Goes in: the user's theme and text size. Comes out: `colour("muted")` and friends, and an application dressed in
them. Contrast of every pair of text and ground in `PAIRS` is at least 4.5:1 (WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from briefing.paths import shipped

POINTS = 10.0
FAMILIES = ("Noto Sans", "Noto Sans JP")


@dataclass(frozen=True, slots=True)
class Look:
    """One set of colours. ``colours`` maps a role to ``#rrggbb``."""

    name: str
    colours: dict[str, str]

    def colour(self, role: str) -> QColor:
        """Return the colour of a role. Raises KeyError for a role that does not exist."""
        return QColor(self.colours[role])

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name == "dark"


LIGHT = Look(
    "light",
    {
        "chrome": "#f5f6f8",
        "side": "#eceef2",
        "pane": "#f5f6f8",
        "base": "#ffffff",
        "card": "#ffffff",
        "desk": "#e4e7ec",
        "text": "#1b1f27",
        "muted": "#586170",
        "line": "#d9dde4",
        "field_line": "#868f9d",
        "scroll": "#c2c8d1",
        "accent": "#1f55c4",
        "accent_hover": "#1947a8",
        "on_accent": "#ffffff",
        "soft": "#dbe6fc",
        "on_soft": "#173f94",
        "hover": "#e3e7ee",
        "good": "#14633a",
        "good_soft": "#dcf2e5",
        "warn": "#7f4605",
        "warn_soft": "#fcecd0",
        "bad": "#a8201a",
        "bad_soft": "#fbe3e1",
        "match": "#ffe68f",
        "on_match": "#1b1f27",
    },
)
DARK = Look(
    "dark",
    {
        "chrome": "#1c1e23",
        "side": "#181a1e",
        "pane": "#1e2126",
        "base": "#23262c",
        "card": "#292d34",
        "desk": "#15171a",
        "text": "#e7e9ed",
        "muted": "#a6aebb",
        "line": "#383d46",
        "field_line": "#747d8b",
        "scroll": "#444a55",
        "accent": "#7ea8ff",
        "accent_hover": "#9cbcff",
        "on_accent": "#0c1529",
        "soft": "#2b3d63",
        "on_soft": "#c3d6ff",
        "hover": "#2c3038",
        "good": "#8fdcae",
        "good_soft": "#1d3b2b",
        "warn": "#f2c078",
        "warn_soft": "#43331a",
        "bad": "#ff9c94",
        "bad_soft": "#4a2523",
        "match": "#6d5a14",
        "on_match": "#fff6d6",
    },
)
# Every (text, ground) pair the window draws; a test computes their contrast in both looks.
PAIRS = (
    *((ink, ground) for ink in ("text", "muted") for ground in ("chrome", "side", "pane", "base", "card", "desk")),
    *((ink, ground) for ink in ("text", "muted") for ground in ("hover",)),
    *(("accent", ground) for ground in ("chrome", "side", "pane", "base", "card")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_soft", "soft"),
    ("text", "soft"),
    ("muted", "soft"),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    *((ink, ground) for ink in ("good", "warn", "bad") for ground in ("chrome", "pane", "base", "card")),
    ("on_match", "match"),
)


class _Changes(QObject):
    """Tells everything that draws with our colours that they are others now."""

    changed = Signal()


class _Worn:
    """What the application wears now."""

    look: Look = LIGHT
    scale: float = 1.0
    theme: str = "system"
    styled: bool = False
    changes: _Changes | None = None


def changes() -> _Changes:
    """Return the object whose ``changed`` signal tells that colours or sizes are others now."""
    if _Worn.changes is None:
        _Worn.changes = _Changes()
    return _Worn.changes


def current() -> Look:
    """Return the look in use."""
    return _Worn.look


def colour(role: str) -> QColor:
    """Return the colour of a role in the look in use. Raises KeyError for a role that does not exist."""
    return _Worn.look.colour(role)


def dark() -> bool:
    """Whether the look in use is dark."""
    return _Worn.look.dark


def scale() -> float:
    """Return the text size in use, 1.0 being normal."""
    return _Worn.scale


def font(size: float = 1.0, *, weight: QFont.Weight = QFont.Weight.Normal, italic: bool = False) -> QFont:
    """Return the window's font at ``size`` times the normal text."""
    made = QFont(list(FAMILIES))
    made.setPointSizeF(POINTS * _Worn.scale * size)
    made.setWeight(weight)
    made.setItalic(italic)
    return made


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(of: QColor) -> float:
        parts = (of.redF(), of.greenF(), of.blueF())
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def apply(app: QApplication, theme: str = "system", text_scale: float = 1.0) -> Look:
    """Dress the application. ``theme`` is ``system``, ``light`` or ``dark``; returns the look now in use."""
    chosen = LIGHT
    if theme == "dark" or (theme == "system" and _system_is_dark()):
        chosen = DARK
    _Worn.look, _Worn.scale, _Worn.theme = chosen, text_scale, theme
    if not _Worn.styled:
        # A style sheet hides the name of the style below it, so it cannot be asked.
        app.setStyle("Fusion")
        _Worn.styled = True
    # Off first, then on again: Qt takes twice as long to change a sheet (each widget is matched with both).
    app.setStyleSheet("")
    app.setFont(font())
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_sheet(chosen, text_scale))
    changes().changed.emit()
    return chosen


def follow_system(app: QApplication) -> None:
    """Keep up with the desktop when it turns dark or light, as long as the theme is ``system``."""

    def turned() -> None:
        if _Worn.theme == "system":
            apply(app, "system", _Worn.scale)

    QGuiApplication.styleHints().colorSchemeChanged.connect(turned)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(worn: Look) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: "chrome",
        role.WindowText: "text",
        role.Base: "base",
        role.AlternateBase: "pane",
        role.Text: "text",
        role.PlaceholderText: "muted",
        role.Button: "chrome",
        role.ButtonText: "text",
        role.BrightText: "on_accent",
        role.ToolTipBase: "card",
        role.ToolTipText: "text",
        role.Highlight: "soft",
        role.HighlightedText: "on_soft",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
        role.Light: "card",
        role.Midlight: "hover",
        role.Mid: "line",
        role.Dark: "field_line",
        role.Shadow: "line",
    }
    made = QPalette()
    for name, key in colours.items():
        made.setColor(name, worn.colour(key))
    faded = worn.colour("muted")
    faded.setAlphaF(0.6)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, faded)
    return made


def _sheet(worn: Look, text_scale: float) -> str:
    """Return the style sheet: only what Fusion and the palette cannot do."""
    from briefing.ui.look_sheet import SHEET

    sizes = {"small": POINTS * text_scale * 0.88, "title": POINTS * text_scale * 1.5, "tiny": POINTS * text_scale * 0.8}
    words = {**worn.colours, **{name: f"{size:.1f}pt" for name, size in sizes.items()}}
    for picture in ("drop", "tick"):
        words[picture] = (shipped("icons") / f"{picture}-{worn.name}.svg").as_posix()
    made = SHEET
    for name in sorted(words, key=len, reverse=True):
        made = made.replace(f"@{name}", words[name])
    return made
