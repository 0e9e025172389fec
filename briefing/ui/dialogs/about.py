"""What the program is, its version, and the licences of what it is made of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefing.ui import icons


class AboutDialog(QDialog):
    """Shows name, version and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("About", "About Briefing"))
        self.setMinimumWidth(440)
        picture = QLabel(self)
        picture.setPixmap(icons.pixmap("book-open", "accent", 48, self.devicePixelRatioF()))
        name = QLabel("Briefing", self)
        name.setProperty("role", "title")
        version = QLabel(
            translate("About", "Version {version}").format(version=QApplication.applicationVersion()), self
        )
        version.setProperty("role", "muted")
        words = QLabel(
            translate(
                "About",
                "Collect what people said with proof, find it offline, and put it into a briefing book.\n\n"
                "Briefing works without a network and sends nothing anywhere. It is not accredited for "
                "classified information.\n\n"
                "Licence: MIT. Made with Qt for Python (LGPL), SQLCipher (BSD), ReportLab (BSD), HarfBuzz (MIT), "
                "PDFium (Apache 2.0), Lucide icons (ISC), and the fonts Noto and Source (SIL Open Font Licence).",
            ),
            self,
        )
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(name)
        names.addWidget(version)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture)
        top.addLayout(names, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 16)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addWidget(words)
        layout.addWidget(buttons)
