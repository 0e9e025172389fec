"""The style sheet of the window; ``@role`` stands for a colour or size of `briefing.ui.look`."""

from __future__ import annotations

SHEET = """
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px 6px; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMenuBar { background: @chrome; border-bottom: 1px solid @line; padding: 2px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @hover; color: @text; }
QMenu { background: @card; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 8px; border-radius: 5px; }
QMenu::icon { padding-left: 6px; }
QMenu::item:selected { background: @soft; color: @on_soft; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }

QToolBar { background: @chrome; border: none; border-bottom: 1px solid @line; padding: 7px 8px; spacing: 3px; }
QToolBar::separator { background: @line; width: 1px; margin: 5px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @soft; color: @on_soft; }
QToolButton:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; width: 0; }

QPushButton { background: @card; color: @text; border: 1px solid @field_line; border-radius: 6px; padding: 6px 14px;
  min-height: 1.2em; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QPushButton:disabled { color: @muted; border-color: @line; background: @chrome; }
QPushButton[primary="true"], QDialog QPushButton:default { background: @accent; color: @on_accent;
  border: 1px solid @accent; font-weight: 600; }
QPushButton[primary="true"]:hover, QDialog QPushButton:default:hover { background: @accent_hover; }
QPushButton[primary="true"]:focus, QDialog QPushButton:default:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled, QDialog QPushButton:default:disabled { background: @hover; color: @muted;
  border-color: @line; }
QPushButton[flat="true"] { border: 1px solid transparent; background: transparent; }
QPushButton[link="true"] { border: 1px solid transparent; background: transparent; color: @accent; text-align: left;
  padding: 4px 6px; }
QPushButton[link="true"]:hover { background: @hover; }
QPushButton[link="true"]:focus { border: 2px solid @accent; padding: 3px 5px; }

QPushButton[choice="true"] { text-align: left; border: 1px solid @line; border-radius: 9px; background: @card;
  padding: 0; }
QPushButton[choice="true"]:hover { background: @hover; border-color: @field_line; }
QPushButton[choice="true"]:focus { border: 2px solid @accent; }
QPushButton[choice="true"][primary="true"] { background: @accent; font-weight: 400; }
QPushButton[choice="true"][primary="true"]:hover { background: @accent_hover; }
QPushButton[choice="true"][primary="true"]:focus { border: 2px solid @text; }
QLabel[on="accent"] { color: @on_accent; }
QLabel[on="card"] { color: @text; }
QLabel[on="quiet"] { color: @muted; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QKeySequenceEdit { background: @base; color: @text;
  border: 1px solid @field_line; border-radius: 6px; padding: 5px 8px; min-height: 1.2em;
  selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid @accent; padding: 4px 7px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: @muted; border-color: @line; background: @chrome; }
QSpinBox QLineEdit, QSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0;
  min-height: 0; background: transparent; }
QLineEdit[trouble="true"] { border: 2px solid @bad; padding: 4px 7px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: @muted; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid @field_line; border-radius: 4px;
  background: @base; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border: 1px solid @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url("@tick"); }
QCheckBox:focus { color: @accent; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid @field_line; border-radius: 8px;
  background: @base; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border: 1px solid @accent; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 5px solid @accent; border-radius: 8px;
  background: @base; }
QRadioButton:focus { color: @accent; }
QTreeView::indicator { width: 14px; height: 14px; border: 1px solid @field_line; border-radius: 4px;
  background: @base; }
QTreeView::indicator:checked { background: @accent; border-color: @accent; image: url("@tick"); }
QTreeView::indicator:indeterminate { border-color: @accent; background: qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1,
  stop: 0 @base, stop: 0.4 @base, stop: 0.41 @accent, stop: 0.59 @accent, stop: 0.6 @base, stop: 1 @base); }
QTreeWidget#sections { border: 1px solid @field_line; border-radius: 6px; padding: 3px; }
QTreeWidget#sections:focus { border: 1px solid @accent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("@drop"); width: 12px; height: 12px; margin-right: 8px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: @card; color: @text; border: 1px solid @field_line; padding: 4px;
  outline: none; selection-background-color: @soft; selection-color: @on_soft; }
QComboBox QAbstractItemView::item { color: @text; padding: 4px 8px; border-radius: 5px; min-height: 1.4em; }
QComboBox QAbstractItemView::item:selected { background: @soft; color: @on_soft; }
QTextEdit, QPlainTextEdit, QTextBrowser { background: @base; color: @text; border: 1px solid @field_line;
  border-radius: 6px; padding: 4px; selection-background-color: @accent; selection-color: @on_accent; }
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 3px; }
QTextEdit[bare="true"], QPlainTextEdit[bare="true"], QTextBrowser[bare="true"] { border: none; border-radius: 0;
  padding: 0; }

QTreeView, QListView, QTableView { background: @base; border: none; outline: none; }
QTreeView::item, QListView::item { padding: 4px 2px; border-radius: 0; }
QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTreeView::item:selected, QListView::item:selected { background: @soft; color: @on_soft; }
QTreeView::branch:selected { background: @soft; }
QTreeView::branch:hover:!selected { background: @hover; }
QTableView#cards { selection-background-color: @pane; }
QHeaderView::section { background: @chrome; color: @muted; border: none; border-bottom: 1px solid @line;
  padding: 5px 8px; font-size: @small; }

QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: @accent; }

QStatusBar { background: @chrome; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; padding: 2px 6px; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px 3px; }
QScrollBar::handle:horizontal { margin: 3px 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @field_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar::tab { padding: 7px 14px; color: @muted; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }
QGroupBox { border: 1px solid @line; border-radius: 8px; margin-top: 1.2em; padding: 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: @muted; }
QDialog { background: @chrome; }

QWidget[room="side"] { background: @side; }
QWidget[room="side"] QTreeView, QWidget[room="side"] QListView { background: @side; }
QWidget[room="pane"] { background: @pane; }
QWidget[room="pane"] QTableView, QWidget[room="pane"] QListView { background: @pane; }
QWidget[room="base"] { background: @base; }
QWidget[room="desk"] { background: @desk; }
QFrame[room="card"] { background: @card; border: 1px solid @line; border-radius: 10px; }
QLabel[role="heading"] { color: @muted; font-size: @tiny; font-weight: 700; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="small"] { color: @muted; font-size: @small; }
QLabel[role="title"] { font-size: @title; font-weight: 600; }
QLabel[role="bad"] { color: @bad; }
QLabel[role="warn"] { color: @warn; }
QLabel[role="good"] { color: @good; }
QListView#offers { background: @card; border: 1px solid @field_line; border-radius: 8px; padding: 5px 2px; }
QFrame[role="notice"] { background: @warn_soft; border: none; border-bottom: 1px solid @line; }
QFrame[role="notice"] QLabel { color: @warn; }
QFrame[role="rule"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
"""
