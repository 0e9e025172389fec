"""A password on a finished PDF: AES-256, revision 6 (ISO 32000-2, 7.6.4), through qpdf."""

from __future__ import annotations

from io import BytesIO

from briefing.pdf.faults import BadPassword

_LONGEST = 127  # bytes of UTF-8 the standard looks at; more would be cut off in silence


def check_password(password: str) -> None:
    """Refuse a password that the standard would not keep whole.

    Raises:
        BadPassword: it is too long, or has characters that cannot be typed.
    """
    if any(c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in password):
        raise BadPassword("The password has a character that cannot be typed. Choose another password.")
    if len(password.encode("utf-8")) > _LONGEST:
        raise BadPassword("The password is too long for a PDF. Choose one of at most 127 plain characters.")


def check_open(password: str) -> None:
    """Refuse any password: PDF/A (ISO 19005-2, 6.1.3) forbids encryption.

    Raises:
        BadPassword: there is one.
    """
    if password:
        raise BadPassword(
            "A copy for the archive cannot have a password, because it must open for anyone who keeps it. "
            "Leave the password empty, or choose another kind of copy."
        )


def lock(data: bytes, password: str) -> bytes:
    """Return the PDF encrypted with ``password``; whoever opens it may print, copy and listen to it.

    The key is drawn at random, so two results differ even when ``data`` is the same.

    Raises:
        BadPassword: see `check_password`.
    """
    check_password(password)
    import pikepdf

    locked = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            locked,
            encryption=pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True),
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            compress_streams=False,
        )
    return locked.getvalue()
