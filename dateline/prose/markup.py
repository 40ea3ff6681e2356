"""Raw HTML in a text: the few inline elements that pass, written anew; all others are removed."""

from __future__ import annotations

import html
import re

from msgspec import Struct

VOID = frozenset({"br", "wbr"})
PHRASING = frozenset(
    {"abbr", "b", "bdi", "bdo", "br", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "var", "wbr"}
)
"""The elements an editor may write: words inside a sentence, without behaviour, address or look."""

CONTENT_GOES_TOO = frozenset({"iframe", "math", "object", "script", "style", "svg", "template"})
"""What stands between the tags of these is not text for readers."""

# A name, and a value in double, in single or without quotes. Possessive: there is one way to match.
_NAME, _VALUE = r"""[^\s"'<>/=]++""", r"""(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)"""
TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:\s+{_NAME}(?:\s*+=\s*+{_VALUE})?+)*+)\s*+/?>")
"""A complete tag: slash, name, attributes."""
TAG_LIKE = re.compile(r"<[!?/]?[A-Za-z\[][^<>]*>")
"""What a browser would take for a tag, a declaration or an instruction although it is not well formed."""

_ATTRIBUTES = re.compile(rf"\s+({_NAME})(?:\s*+=\s*+({_VALUE}))?+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_MOMENT = re.compile(r"[0-9T:.+\-WZP ]{4,40}")
_WITH_TITLE = frozenset({"abbr", "dfn"})
_WITH_MOMENT = frozenset({"time", "del", "ins"})


class Tag(Struct, frozen=True):
    """An allowed tag as it is printed, and the names of the attributes it lost."""

    name: str
    closes: bool
    html: str
    lost: tuple[str, ...]


def read_tag(match: re.Match[str]) -> Tag | None:
    """The tag that ``TAG`` matched, or None where its element is not allowed."""
    closes, name = bool(match[1]), match[2].lower()
    if name not in PHRASING or (closes and name in VOID):
        return None
    if closes:
        return Tag(name, True, f"</{name}>", ())
    kept: dict[str, str] = {}
    lost: list[str] = []
    for found in _ATTRIBUTES.finditer(match[3]):
        attribute, value = found[1].lower(), html.unescape((found[2] or "").strip("\"'"))
        if attribute not in kept and _is_allowed(name, attribute, value):
            kept[attribute] = value
        else:
            lost.append(attribute)
    attributes = "".join(f' {attribute}="{html.escape(value)}"' for attribute, value in kept.items())
    return Tag(name, False, f"<{name}{attributes}>", tuple(lost))


def _is_allowed(name: str, attribute: str, value: str) -> bool:
    match attribute:
        case "lang":
            return _LANGUAGE.fullmatch(value) is not None
        case "dir":
            return value in ("ltr", "rtl", "auto")
        case "title":
            return name in _WITH_TITLE
        case "datetime":
            return name in _WITH_MOMENT and _MOMENT.fullmatch(value) is not None
    return False
