"""One window for a library: a second copy of the program asks the first one to come to the front.

The two meet at a local socket (never the network) named after the library's path. A socket nobody answers is a
leftover of a program that was killed; it is taken away.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

ASKED, ANSWERED = b"show\n", b"shown\n"
# Milliseconds the other program may take; one that is busy for longer cannot come to the front anyway.
PATIENCE = 1500


def meeting_place(library: Path) -> str:
    """Return the name of the socket at which programs that have ``library`` open can be reached."""
    whole = os.path.normcase(os.path.realpath(library.expanduser()))
    name = f"briefing-{hashlib.sha256(whole.encode('utf-8', 'surrogateescape')).hexdigest()[:20]}"
    if sys.platform == "win32":
        return name
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(folder if folder and Path(folder).is_dir() else tempfile.gettempdir()) / name)


def knock(library: Path) -> bool:
    """Ask the program that has ``library`` open to show its window. Returns whether there is one that did."""
    place = meeting_place(library)
    # Most starts find no socket and need not load the library that speaks to it.
    if sys.platform != "win32" and not Path(place).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(ASKED)
    socket.waitForBytesWritten(PATIENCE)
    # The answer may have come while the question was still being written.
    waited = socket.bytesAvailable() > 0 or socket.waitForReadyRead(PATIENCE) or socket.bytesAvailable() > 0
    answered = waited and bytes(socket.readAll().data()).startswith(ANSWERED)
    socket.abort()
    return answered


class Door(QObject):
    """Where other copies of the program knock. ``knocked()`` when one did."""

    knocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def open(self, library: Path) -> bool:
        """Listen for ``library``. Returns whether that works; without it a second window may open, no more."""
        from PySide6.QtNetwork import QLocalServer

        self.close()
        place = meeting_place(library)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(place) and not knock(library):
            QLocalServer.removeServer(place)
            server.listen(place)
        if not server.isListening():
            server.deleteLater()
            return False
        server.newConnection.connect(self._answer)
        self._server = server
        return True

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        server = self._server
        if server is None:
            return
        while server.hasPendingConnections():
            socket = server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.write(ANSWERED)
            socket.flush()
            self.knocked.emit()
