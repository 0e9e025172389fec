"""Every command of the window once, as data: menus, tool bar, the Ctrl+K box and the help are made from this."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

Keys = QKeySequence.StandardKey

# Shortcuts that belong to one pane and are silent elsewhere (Delete in the text must delete a letter).
IN_SECTIONS = "sections"
IN_QUOTES = "quotes"
# Commands that read only: what a library that cannot be written offers.
READING = frozenset(
    (
        *("export", "editions", "backup", "find", "quote.open", "quote.text", "quote.citation", "quote.markdown"),
        *(
            "view.side",
            "view.right",
            "view.read",
            "go.sections",
            "go.quotes",
            "go.text",
            "go.pages",
            "go.place",
            "go.details",
        ),
        *("go.all", "go.inbox", "go.next", "go.previous"),
    )
)
# Standard keys a system may know by fewer names than people do.
ALSO = {Keys.ZoomIn: ("Ctrl++", "Ctrl+="), Keys.Redo: ("Ctrl+Shift+Z", "Ctrl+Y")}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do. ``text`` has its menu mnemonic (&); ``where`` limits the shortcut to one pane."""

    id: str
    text: str
    keys: QKeySequence.StandardKey | str
    icon: str
    about: str
    where: str = ""
    checkable: bool = False

    @property
    def name(self) -> str:
        """The text without mnemonic and dots, for the search box and the help."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")

    def sequence(self) -> QKeySequence:
        """Return the shortcut of this platform (may be empty)."""
        return QKeySequence(self.keys)

    def sequences(self) -> list[QKeySequence]:
        """Return every shortcut of this platform, the one to show first."""
        if isinstance(self.keys, str):
            return [self.sequence()] if self.keys else []
        known = QKeySequence.keyBindings(self.keys)
        return known + [one for one in map(QKeySequence, ALSO.get(self.keys, ())) if one not in known]


@dataclass(frozen=True, slots=True)
class TextKey:
    """A key that works while one writes in a section. ``icon`` is empty for what has no button over the text."""

    name: str
    says: str
    keys: str
    icon: str = ""


# A table reads better with its lines as they are.
# fmt: off
def _file() -> tuple[Command, ...]:
    return (
        Command("book.new", QCoreApplication.translate("Commands", "&New book…"), Keys.New, "book-plus",
                QCoreApplication.translate("Commands", "Start a briefing book from a template.")),
        Command("library.new", QCoreApplication.translate("Commands", "New &library…"), "", "library",
                QCoreApplication.translate("Commands", "Make a new, empty library file.")),
        Command("library.open", QCoreApplication.translate("Commands", "&Open library…"), Keys.Open, "folder-open",
                QCoreApplication.translate("Commands", "Open another library file.")),
        Command("library.retry", QCoreApplication.translate("Commands", "&Try this library again"), "", "rotate-ccw",
                QCoreApplication.translate("Commands", "Open the library that could not be opened once more.")),
        Command("import.file", QCoreApplication.translate("Commands", "&Import file…"), "Ctrl+Shift+I", "download",
                QCoreApplication.translate("Commands", "Bring in an article, or a list of quotes (CSV, JSONL).")),
        Command("import.paste", QCoreApplication.translate("Commands", "Capture from &clipboard"), "Ctrl+Shift+V",
                "clipboard-paste",
                QCoreApplication.translate("Commands", "Take the copied article and pick out its quotes.")),
        Command("export", QCoreApplication.translate("Commands", "&Export PDF…"), "Ctrl+E", "file-down",
                QCoreApplication.translate("Commands", "Make the PDF of the open book.")),
        Command("edition.freeze", QCoreApplication.translate("Commands", "&Freeze this edition…"), "", "book",
                QCoreApplication.translate("Commands", "Keep a copy that never changes, and go on with the next one.")),
        Command("editions", QCoreApplication.translate("Commands", "E&ditions…"), "", "history",
                QCoreApplication.translate("Commands", "See the frozen editions of the book and what changed since.")),
        Command("backup", QCoreApplication.translate("Commands", "&Back up library…"), "", "save",
                QCoreApplication.translate("Commands", "Write a safe copy of the whole library.")),
        Command("sample", QCoreApplication.translate("Commands", "Add the sam&ple book"), "", "flask-conical",
                QCoreApplication.translate("Commands", "Add a sample book and its quotes to try things out.")),
        Command("settings", QCoreApplication.translate("Commands", "&Settings…"), "Ctrl+,", "settings",
                QCoreApplication.translate("Commands", "Choose light or dark, the text size and more.")),
        Command("quit", QCoreApplication.translate("Commands", "&Quit"), "Ctrl+Q", "log-out",
                QCoreApplication.translate("Commands", "Close Briefing. Everything is saved already.")),
    )


def _edit() -> tuple[Command, ...]:
    return (
        Command("undo", QCoreApplication.translate("Commands", "&Undo"), Keys.Undo, "undo-2",
                QCoreApplication.translate("Commands", "Take back the last change.")),
        Command("redo", QCoreApplication.translate("Commands", "&Redo"), Keys.Redo, "redo-2",
                QCoreApplication.translate("Commands", "Do again what you took back.")),
        Command("cut", QCoreApplication.translate("Commands", "Cu&t"), Keys.Cut, "",
                QCoreApplication.translate("Commands", "Move the marked text to the clipboard.")),
        Command("copy", QCoreApplication.translate("Commands", "&Copy"), Keys.Copy, "copy",
                QCoreApplication.translate("Commands", "Copy the marked text or the selected quotes.")),
        Command("paste", QCoreApplication.translate("Commands", "&Paste"), Keys.Paste, "",
                QCoreApplication.translate("Commands", "Put the clipboard's text here.")),
        Command("select.all", QCoreApplication.translate("Commands", "Select &all"), Keys.SelectAll, "",
                QCoreApplication.translate("Commands", "Mark the whole text, or every quote of the list.")),
        Command("find", QCoreApplication.translate("Commands", "&Find here"), Keys.Find, "search",
                QCoreApplication.translate("Commands", "Find words in the text, or filter the list you are in.")),
        Command("search.save", QCoreApplication.translate("Commands", "Save searc&h…"), "Ctrl+Shift+S", "save",
                QCoreApplication.translate("Commands", "Keep what is searched now under a name, in the side bar.")),
        Command("book.settings", QCoreApplication.translate("Commands", "&Book settings…"), "", "book-open",
                QCoreApplication.translate("Commands", "Change the book's title, event, marking and paper.")),
        Command("book.trash", QCoreApplication.translate("Commands", "Move book to trash"), "", "trash-2",
                QCoreApplication.translate("Commands", "Put the open book into the trash.")),
    )


def _section() -> tuple[Command, ...]:
    return (
        Command("section.new", QCoreApplication.translate("Commands", "New &section"), "Ctrl+Shift+N", "list-plus",
                QCoreApplication.translate("Commands", "Add a section after the selected one.")),
        Command("section.child", QCoreApplication.translate("Commands", "New s&ub-section"), "Ctrl+Alt+N", "list-tree",
                QCoreApplication.translate("Commands", "Add a section under the selected one.")),
        Command("section.attach", QCoreApplication.translate("Commands", "Attach a &PDF or picture…"), "", "file",
                QCoreApplication.translate("Commands", "Bind all pages of a file into the book.")),
        Command("picture.insert", QCoreApplication.translate("Commands", "Insert p&icture…"), "", "image",
                QCoreApplication.translate("Commands", "Put a picture into the text, with its description.")),
        Command("section.rename", QCoreApplication.translate("Commands", "&Rename section"), "F2", "pencil",
                QCoreApplication.translate("Commands", "Change the section's title."), IN_SECTIONS),
        Command("section.up", QCoreApplication.translate("Commands", "Move section u&p"), "Alt+Up", "arrow-up",
                QCoreApplication.translate("Commands", "Move the section before the one above."), IN_SECTIONS),
        Command("section.down", QCoreApplication.translate("Commands", "Move section &down"), "Alt+Down", "arrow-down",
                QCoreApplication.translate("Commands", "Move the section after the one below."), IN_SECTIONS),
        Command("section.indent", QCoreApplication.translate("Commands", "&Indent section"), "Alt+Right",
                "indent-increase",
                QCoreApplication.translate("Commands", "Put the section under the one above."), IN_SECTIONS),
        Command("section.outdent", QCoreApplication.translate("Commands", "&Outdent section"), "Alt+Left",
                "indent-decrease",
                QCoreApplication.translate("Commands", "Bring the section one level up."), IN_SECTIONS),
        Command("section.trash", QCoreApplication.translate("Commands", "Move section to &trash"), Keys.Delete,
                "trash-2",
                QCoreApplication.translate("Commands", "Put the section, with what is under it, into the trash."),
                IN_SECTIONS),
    )


def _quote() -> tuple[Command, ...]:
    return (
        Command("quote.new", QCoreApplication.translate("Commands", "New &quote…"), "Ctrl+Shift+Q",
                "message-square-quote",
                QCoreApplication.translate("Commands", "Type in a quote by hand.")),
        Command("quote.insert", QCoreApplication.translate("Commands", "Selected quote as &card"), "Ctrl+Return",
                "quote",
                QCoreApplication.translate("Commands", "Put the selected quotes into the open section.")),
        Command("quote.cite", QCoreApplication.translate("Commands", "Source &number of selected quote"),
                "Ctrl+Shift+Return", "text-cursor-input",
                QCoreApplication.translate("Commands", "Put only the number of the quote's source into the text.")),
        Command("quote.open", QCoreApplication.translate("Commands", "Show quote &details"), "", "eye",
                QCoreApplication.translate("Commands", "Show everything known about the quote."), IN_QUOTES),
        Command("quote.star", QCoreApplication.translate("Commands", "&Star or unstar quote"), "Ctrl+D", "star",
                QCoreApplication.translate("Commands", "Mark the selected quotes as favourites, or no longer."),
                IN_QUOTES),
        Command("quote.verify", QCoreApplication.translate("Commands", "Mark quote as &verified"), "Ctrl+Shift+Y",
                "badge-check",
                QCoreApplication.translate("Commands", "Say that you compared the words with the source."), IN_QUOTES),
        Command("quote.accept", QCoreApplication.translate("Commands", "&Accept from inbox"), "Ctrl+Shift+A", "check",
                QCoreApplication.translate("Commands", "Keep the proposed quotes."), IN_QUOTES),
        Command("quote.text", QCoreApplication.translate("Commands", "Copy as te&xt"), "", "copy",
                QCoreApplication.translate("Commands", "Copy the words of the selected quotes."), IN_QUOTES),
        Command("quote.citation", QCoreApplication.translate("Commands", "Copy with c&itation"), "Ctrl+Shift+C", "copy",
                QCoreApplication.translate("Commands", "Copy the words with speaker, source and date."), IN_QUOTES),
        Command("quote.markdown", QCoreApplication.translate("Commands", "Copy as &Markdown"), "", "copy",
                QCoreApplication.translate("Commands", "Copy the selected quotes as Markdown."), IN_QUOTES),
        Command("quote.trash", QCoreApplication.translate("Commands", "Move quote to &trash"), Keys.Delete, "trash-2",
                QCoreApplication.translate("Commands", "Put the selected quotes into the trash."), IN_QUOTES),
        Command("topic.new", QCoreApplication.translate("Commands", "New &topic…"), "", "tag",
                QCoreApplication.translate("Commands", "Add a topic to sort quotes by.")),
        Command("person.new", QCoreApplication.translate("Commands", "New &person…"), "", "user",
                QCoreApplication.translate("Commands", "Add somebody who speaks.")),
        Command("source.new", QCoreApplication.translate("Commands", "New so&urce…"), "", "newspaper",
                QCoreApplication.translate("Commands", "Add an article, a speech or another source.")),
    )


def _view() -> tuple[Command, ...]:
    return (
        Command("view.side", QCoreApplication.translate("Commands", "&Side bar"), "F9", "panel-left",
                QCoreApplication.translate("Commands", "Show or hide the side bar."), checkable=True),
        Command("view.right", QCoreApplication.translate("Commands", "&Pages and details"), "Shift+F9", "panel-right",
                QCoreApplication.translate("Commands", "Show or hide the pages and details."), checkable=True),
        Command("view.read", QCoreApplication.translate("Commands", "R&ead the pages"), "F11", "maximize",
                QCoreApplication.translate("Commands", "Show nothing but the pages; Esc goes back."), checkable=True),
        Command("view.theme", QCoreApplication.translate("Commands", "Switch &light and dark"), "", "sun-moon",
                QCoreApplication.translate("Commands", "Change between light and dark.")),
        Command("view.larger", QCoreApplication.translate("Commands", "La&rger text"), Keys.ZoomIn, "zoom-in",
                QCoreApplication.translate("Commands", "Make all text in the window larger.")),
        Command("view.smaller", QCoreApplication.translate("Commands", "S&maller text"), Keys.ZoomOut, "zoom-out",
                QCoreApplication.translate("Commands", "Make all text in the window smaller.")),
        Command("view.normal", QCoreApplication.translate("Commands", "&Normal text size"), "Ctrl+0", "type",
                QCoreApplication.translate("Commands", "Go back to the usual text size.")),
    )


def _go() -> tuple[Command, ...]:
    return (
        Command("search", QCoreApplication.translate("Commands", "&Search or run a command"), "Ctrl+K", "search",
                QCoreApplication.translate("Commands", "Type to find quotes, sections, topics, people and commands.")),
        Command("go.sections", QCoreApplication.translate("Commands", "To the &book's sections"), "Ctrl+1", "list-tree",
                QCoreApplication.translate("Commands", "Move the keyboard to the section list.")),
        Command("go.quotes", QCoreApplication.translate("Commands", "To the &quotes"), "Ctrl+2", "quote",
                QCoreApplication.translate("Commands", "Move the keyboard to the list of quotes.")),
        Command("go.text", QCoreApplication.translate("Commands", "To the section's &text"), "Ctrl+3", "file-text",
                QCoreApplication.translate("Commands", "Move the keyboard to the text.")),
        Command("go.pages", QCoreApplication.translate("Commands", "To the &pages"), "Ctrl+4", "book-open",
                QCoreApplication.translate("Commands", "Show the pages beside the text.")),
        Command("go.place", QCoreApplication.translate("Commands", "Between te&xt and pages, same place"), "Ctrl+J",
                "arrow-down",
                QCoreApplication.translate("Commands", "Show what the caret is in on the pages, and back again.")),
        Command("go.details", QCoreApplication.translate("Commands", "To the &details"), "Ctrl+5", "info",
                QCoreApplication.translate("Commands", "Show the details of what is selected.")),
        Command("go.all", QCoreApplication.translate("Commands", "&All quotes"), "", "layers",
                QCoreApplication.translate("Commands", "List every quote in the library.")),
        Command("go.inbox", QCoreApplication.translate("Commands", "&Inbox"), "", "inbox",
                QCoreApplication.translate("Commands", "List the proposed quotes that wait for you.")),
        Command("go.next", QCoreApplication.translate("Commands", "&Next section"), "Ctrl+PgDown", "arrow-down",
                QCoreApplication.translate("Commands", "Open the section below.")),
        Command("go.previous", QCoreApplication.translate("Commands", "P&revious section"), "Ctrl+PgUp", "arrow-up",
                QCoreApplication.translate("Commands", "Open the section above.")),
    )


def _help() -> tuple[Command, ...]:
    return (
        Command("help", QCoreApplication.translate("Commands", "&Help"), "F1", "circle-question-mark",
                QCoreApplication.translate("Commands", "Read how to do things.")),
        Command("help.keys", QCoreApplication.translate("Commands", "&Keyboard shortcuts"), "Ctrl+F1", "keyboard",
                QCoreApplication.translate("Commands", "See every shortcut.")),
        Command("help.log", QCoreApplication.translate("Commands", "Show &log folder"), "", "file-text",
                QCoreApplication.translate("Commands", "Open the folder that keeps reports of problems.")),
        Command("help.about", QCoreApplication.translate("Commands", "&About Briefing"), "", "info",
                QCoreApplication.translate("Commands", "See the version and the licences.")),
    )


def text_keys() -> tuple[TextKey, ...]:
    """Return the keys of the text, in the order of its buttons. None of them may mean anything in a menu."""
    says = QCoreApplication.translate
    return (
        TextKey("heading", says("FormatBar", "Heading"), "Ctrl+Alt+1", "heading"),
        TextKey("heading2", says("FormatBar", "Smaller heading"), "Ctrl+Alt+2"),
        TextKey("heading3", says("FormatBar", "Smallest heading"), "Ctrl+Alt+3"),
        TextKey("text", says("FormatBar", "Plain text"), "Ctrl+Alt+0"),
        TextKey("bold", says("FormatBar", "Bold"), "Ctrl+B", "bold"),
        TextKey("italic", says("FormatBar", "Italic"), "Ctrl+I", "italic"),
        TextKey("list", says("FormatBar", "Bulleted list"), "Ctrl+Shift+L", "list"),
        TextKey("numbers", says("FormatBar", "Numbered list"), "Ctrl+Shift+O", "list-ordered"),
        TextKey("table", says("FormatBar", "Table"), "Ctrl+Shift+T", "table"),
        TextKey("link", says("FormatBar", "Link"), "Ctrl+Shift+K", "link"),
        TextKey("margin", says("FormatBar", "Set in from the margin"), "Ctrl+Shift+M", "text-quote"),
        TextKey("quote", says("FormatBar", "Look for a quote to put in"), "Ctrl+Shift+P", "message-square-quote"),
        TextKey("picture", says("FormatBar", "Insert a picture"), "Ctrl+Shift+G", "image"),
        TextKey("save", says("FormatBar", "Save now (it is saved by itself too)"), "Ctrl+S"),
    )


# fmt: on
SECTION_MENU = (
    "section.up",
    "section.down",
    "section.indent",
    "section.outdent",
    "",
    "section.rename",
    "section.trash",
)
QUOTE_MENU = (
    *("quote.insert", "quote.cite", "", "quote.open", "", "quote.text", "quote.citation", "quote.markdown", ""),
    *("quote.star", "quote.verify", "quote.accept", "", "quote.trash"),
)
# Which commands stand in which menu, "" being a line between. Titles are in `menu_title`.
MENUS: dict[str, tuple[str, ...]] = {
    "file": (
        *("book.new", "library.new", "library.open", "@recent", "", "import.file", "import.paste", "sample", ""),
        *("export", "edition.freeze", "editions", "", "backup", "", "settings", "", "quit"),
    ),
    "edit": (
        *(
            "undo",
            "redo",
            "",
            "cut",
            "copy",
            "paste",
            "select.all",
            "",
            "find",
            "search.save",
            "",
            "@section",
            "@quote",
            "",
        ),
        *("book.settings", "book.trash"),
    ),
    "view": (
        "view.side",
        "view.right",
        "view.read",
        "",
        "@theme",
        "view.theme",
        "",
        "view.larger",
        "view.smaller",
        "view.normal",
    ),
    "insert": (
        *("section.new", "section.child", "section.attach", "", "quote.insert", "quote.cite", "picture.insert", ""),
        *("quote.new", "topic.new", "person.new", "source.new"),
    ),
    "go": (
        *(
            "search",
            "",
            "go.sections",
            "go.quotes",
            "go.text",
            "go.pages",
            "go.place",
            "go.details",
            "",
            "go.all",
            "go.inbox",
            "",
        ),
        *("go.next", "go.previous"),
    ),
    "help": ("help", "help.keys", "", "help.log", "help.about"),
    "@section": SECTION_MENU,
    "@quote": QUOTE_MENU,
}


def menu_title(menu: str) -> str:
    """Return the title of a menu with its mnemonic. Raises KeyError for a menu that does not exist."""
    return {
        "file": QCoreApplication.translate("Commands", "&File"),
        "edit": QCoreApplication.translate("Commands", "&Edit"),
        "view": QCoreApplication.translate("Commands", "&View"),
        "insert": QCoreApplication.translate("Commands", "&Insert"),
        "go": QCoreApplication.translate("Commands", "&Go"),
        "help": QCoreApplication.translate("Commands", "&Help"),
        "@section": QCoreApplication.translate("Commands", "&Section"),
        "@quote": QCoreApplication.translate("Commands", "&Quote"),
        "@recent": QCoreApplication.translate("Commands", "Open &recent"),
        "@theme": QCoreApplication.translate("Commands", "&Theme"),
    }[menu]


def groups() -> dict[str, tuple[Command, ...]]:
    """Return the commands by the heading they have in the help."""
    return {
        QCoreApplication.translate("Commands", "File"): _file(),
        QCoreApplication.translate("Commands", "Edit"): _edit(),
        QCoreApplication.translate("Commands", "Sections"): _section(),
        QCoreApplication.translate("Commands", "Quotes"): _quote(),
        QCoreApplication.translate("Commands", "View"): _view(),
        QCoreApplication.translate("Commands", "Go"): _go(),
        QCoreApplication.translate("Commands", "Help"): _help(),
    }


def commands() -> tuple[Command, ...]:
    """Return every command, in the language of the window."""
    return tuple(command for group in groups().values() for command in group)
