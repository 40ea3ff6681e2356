"""How wide and high a picture is, read from its head: a page that says so does not jump when the picture comes in."""

from __future__ import annotations

import re
from io import BytesIO

Size = tuple[int, int]
UNKNOWN: Size = (0, 0)
_ORIENTATION, _TURNED = 0x0112, (5, 6, 7, 8)
"""The field of EXIF that says how the camera was held, and its values for a picture that lies on its side."""
_HEAD = 4_096
"""Bytes in which an SVG has said how large it is."""
_SVG = re.compile(r"<svg\b[^>]*>")
_LENGTH = r"\s{}\s*=\s*[\"']\s*([0-9.]+)(?:px)?\s*[\"']"
_BOX = re.compile(r"\sviewBox\s*=\s*[\"']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)\s*[\"']")


def dimensions(path: str, data: bytes) -> Size:
    """Pixels across and down as a browser shows the picture; ``UNKNOWN`` where it does not say or cannot be read."""
    if path.lower().endswith(".svg"):
        return _of_drawing(data[:_HEAD].decode("utf-8", "replace"))
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as picture:
            width, height = picture.size
            turned = picture.getexif().get(_ORIENTATION) in _TURNED
    # Whatever a file can be that is no picture, or an unreasonable one: what is missing is only its size.
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return UNKNOWN
    return (height, width) if turned else (width, height)


def _of_drawing(text: str) -> Size:
    tag = _SVG.search(text)
    if tag is None:
        return UNKNOWN
    lengths = [re.search(_LENGTH.format(name), tag[0]) for name in ("width", "height")]
    found = [one[1] for one in lengths if one]
    if len(found) < 2:
        box = _BOX.search(tag[0])
        found = list(box.groups()) if box else []
    try:
        width, height = (round(float(one)) for one in found)
    except (ValueError, OverflowError):  # no number, or more pixels than there are
        return UNKNOWN
    return (width, height) if width > 0 and height > 0 else UNKNOWN
