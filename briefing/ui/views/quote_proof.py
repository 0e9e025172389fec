"""How a quote stands in the text kept of its source, told in its details; the reason when it does not stand there."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from briefing.book.parts import QUOTABLE_KINDS
from briefing.sources.proof import BOTH, EXACT, NEAR, NO_TEXT, QUOTE_ONLY, SOURCE_ONLY, Piece, Proof
from briefing.ui import icons, look
from briefing.ui.views.detail_page import plain_label
from briefing.ui.views.slots import plain


class ProofPart(QWidget):
    """``reason_given(words)`` when the user says why words that are not so in the source are kept."""

    reason_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proof = Proof(NO_TEXT)
        self.standing = plain_label()
        self.diff = QLabel()
        # Everything of the user's in it is escaped.
        self.diff.setTextFormat(Qt.TextFormat.RichText)
        self.diff.setWordWrap(True)
        self.diff.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.legend = plain_label(role="small")
        self.legend.setText(
            QCoreApplication.translate("Proof", "Struck out: only in the quote. Underlined: only in the source.")
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(QCoreApplication.translate("Proof", "Why these words are kept"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reason.setMaxLength(1000)
        self.keep = QPushButton(QCoreApplication.translate("Proof", "Keep for this reason"))
        self.keep.setAutoDefault(False)
        icons.dress(self.keep, "check")
        self.reason.returnPressed.connect(self._give)
        self.keep.clicked.connect(plain(self._give))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep)
        self._asking = (self.reason, self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.standing, self.diff, self.legend):
            column.addWidget(widget)
        column.addLayout(row)
        look.changes().changed.connect(self._redress)

    def show_proof(self, proof: Proof, kind: str, reason: str, *, asked: bool, fresh: bool) -> None:
        """Tell how a quote of this kind stands, and why it is kept; ``asked``: new words wait for their reason."""
        self._proof = proof
        told, role = _told(proof, kind)
        if reason and not proof.proven(kind):
            told += " " + QCoreApplication.translate("Proof", "Kept because: %1").replace("%1", reason)
        self.standing.setText(told)
        self.standing.setProperty("role", role)
        self.standing.style().unpolish(self.standing)
        self.standing.style().polish(self.standing)
        near = proof.state == NEAR
        self.diff.setVisible(near)
        self.legend.setVisible(near)
        self._redress()
        if fresh:
            self.reason.setText("")
        for widget in self._asking:
            widget.setVisible(asked or (proof.needs_reason(kind) and not reason))

    @property
    def place(self) -> tuple[int, int]:
        """Where the words stand in the source's text, in code points; -1 when nowhere."""
        return self._proof.start, self._proof.end

    def ask(self) -> None:
        """Let the user say why words just typed are kept."""
        for widget in self._asking:
            widget.show()

    def _redress(self) -> None:
        self.diff.setText("".join(_marked(piece) for piece in self._proof.pieces))
        self.diff.setAccessibleDescription(_spoken(self._proof.pieces))

    def _give(self) -> None:
        words = self.reason.text().strip()
        if words:
            self.reason_given.emit(words)
        else:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)


def _told(proof: Proof, kind: str) -> tuple[str, str]:
    """Return a sentence about a proof, and the role of its colour."""
    says = QCoreApplication.translate
    if proof.state == NO_TEXT:
        return says("Proof", "No text of the source is kept, so the words cannot be looked up."), "muted"
    if proof.state not in (EXACT, NEAR):
        return says("Proof", "These words are not in the text kept of the source."), "bad"
    if kind in QUOTABLE_KINDS and not proof.in_marks:
        if proof.state == EXACT:
            return says("Proof", "The source has these words, but not in quotation marks."), "warn"
        return says("Proof", "The source has nearly these words, and not in quotation marks:"), "warn"
    if proof.state == NEAR:
        return says("Proof", "The source has nearly these words:"), "warn"
    return says("Proof", "Word for word in the text kept of the source."), "good"


def _marked(piece: Piece) -> str:
    words = escape(piece.text.rstrip())
    after = " " if piece.text != piece.text.rstrip() else ""
    if piece.where == BOTH:
        return words + after
    role, tag = ("bad", "s") if piece.where == QUOTE_ONLY else ("good", "u")
    ground = look.colour(f"{role}_soft").name()
    return f'<{tag} style="color: {look.colour(role).name()}; background: {ground}">{words}</{tag}>{after}'


def _spoken(pieces: tuple[Piece, ...]) -> str:
    """Return the differences for who does not see them."""
    shapes = {
        QUOTE_ONLY: QCoreApplication.translate("Proof", "only in the quote: %1"),
        SOURCE_ONLY: QCoreApplication.translate("Proof", "only in the source: %1"),
    }
    return "; ".join(shapes[one.where].replace("%1", one.text.strip()) for one in pieces if one.where in shapes)
