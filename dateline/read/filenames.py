"""What a file may be called so that every system can hold it: Linux, macOS, Windows, and a web server."""

from __future__ import annotations

import re

LONGEST = 255
"""Bytes in the longest name that common file systems take."""

# Device names of Windows, with any ending: `aux.md` opens a serial port there.
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")
# Nearly every name there is: lower case, nothing to ask any further. Reserved names are taken out.
_ORDINARY = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$))[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


def name_problem(name: str, longest: int = LONGEST) -> str:
    """Why ``name``, one part of a path, cannot be used everywhere: the end of a sentence, "" where it can."""
    if len(name) <= longest and _ORDINARY.fullmatch(name):
        return ""
    if name in ("", ".", ".."):
        return "is not a name"
    try:
        size = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return "is not UTF-8"
    if size > longest:
        return f"has {size} bytes; {longest} is the most"
    if not name.isprintable():
        return "contains an invisible character"
    if found := _FORBIDDEN.search(name):
        return f"contains “{found[0]}”, which Windows does not allow"
    if is_reserved(name):
        return "is reserved on Windows"
    if name[-1] in " .":
        return f"ends with a {'space' if name[-1] == ' ' else 'full stop'}, which Windows drops"
    return ""


def is_reserved(name: str) -> bool:
    """Whether Windows takes the name, with any ending, for a device."""
    return _RESERVED.fullmatch(name) is not None


def folded(name: str) -> str:
    """The form in which systems compare names ignoring case and the coding of accents: equal is one file."""
    if name.isascii():
        return name.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFD", name).casefold())


def printable(name: str) -> str:
    """``name`` for a message, with bytes that are not UTF-8 shown as ``\\xNN``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
