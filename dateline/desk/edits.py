"""Changes to the bytes of a content file, at their places: everything else stays as it is."""

from bisect import bisect_left
from collections.abc import Iterable

from dateline.findings.positions import Edit

_BOM = b"\xef\xbb\xbf"


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """``data``, which is UTF-8, with the edits made; no two overlap.

    A byte order mark stays, and so does every line end; new lines end as the first line of the file does.
    """
    bom = _BOM if data.startswith(_BOM) else b""
    text = data[len(bom) :].decode("utf-8")
    # Where a ContentFile has one character for the two of a line end.
    doubled = [at - number for number, at in enumerate(_places(text, "\r\n"))]
    line_end = _line_end(text)
    for edit in sorted(edits, reverse=True):
        start, end = (at + bisect_left(doubled, at) for at in (edit.start, edit.end))
        text = text[:start] + edit.text.replace("\n", line_end) + text[end:]
    return bom + text.encode("utf-8")


def _places(text: str, part: str) -> Iterable[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


def _line_end(text: str) -> str:
    first = min((at for sign in "\r\n" if (at := text.find(sign)) >= 0), default=-1)
    if first < 0 or text[first] == "\n":
        return "\n"
    return "\r\n" if text.startswith("\r\n", first) else "\r"
