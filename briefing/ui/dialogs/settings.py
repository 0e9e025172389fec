"""The settings: what they do is seen at once; Cancel goes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from briefing.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from briefing.ui.views.choice import Choice
from briefing.ui.views.slots import plain

STEP = 5


class SettingsDialog(QDialog):
    """``tried(Settings)`` with every change, to show it at once; ``chosen`` are the settings after accepting."""

    tried = Signal(object)

    def __init__(self, parent: QWidget, settings: Settings, library: Path | None) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Settings", "Settings"))
        self.setMinimumWidth(460)
        self._before = settings
        self.chosen = settings
        self.theme = Choice(self)
        self.theme.setAccessibleName(translate("Settings", "Theme"))
        for key, name in theme_names().items():
            self.theme.addItem(name, key)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName(translate("Settings", "Text size"))
        self.slider.setRange(SMALLEST_TEXT // STEP, LARGEST_TEXT // STEP)
        self.slider.setValue(settings.text_size // STEP)
        self.slider.setPageStep(4)
        self._percent = QLabel(self)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("200 %") + 6)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        sizes = QHBoxLayout()
        sizes.addWidget(self.slider, 1)
        sizes.addWidget(self._percent)
        place = QLabel(str(library) if library is not None else translate("Settings", "No library is open"), self)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place.setWordWrap(True)
        place.setProperty("role", "muted")
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(14)
        form.setHorizontalSpacing(16)
        form.addRow(translate("Settings", "&Theme"), self.theme)
        form.addRow(translate("Settings", "Text &size"), sizes)
        form.addRow(translate("Settings", "Library file"), place)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(20)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(buttons)
        label = form.labelForField(sizes)
        if isinstance(label, QLabel):
            label.setBuddy(self.slider)
        self.theme.currentIndexChanged.connect(plain(self._changed))
        self.slider.valueChanged.connect(plain(self._changed))
        self._show_percent()

    def reject(self) -> None:
        """Go back to how things were."""
        self.tried.emit(self._before)
        super().reject()

    def _changed(self) -> None:
        self._show_percent()
        self.chosen = replace(self._before, theme=str(self.theme.currentData()), text_size=self.slider.value() * STEP)
        self.tried.emit(self.chosen)

    def _show_percent(self) -> None:
        self._percent.setText(f"{self.slider.value() * STEP} %")


def theme_names() -> dict[str, str]:
    """Return the themes with the names the user reads."""
    return {
        "system": QCoreApplication.translate("Settings", "As the system"),
        "light": QCoreApplication.translate("Settings", "Light"),
        "dark": QCoreApplication.translate("Settings", "Dark"),
    }
