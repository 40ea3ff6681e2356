"""Which addresses may become a link: the one allow-list, for front matter and for links in texts."""

from __future__ import annotations

import html
import re

from dateline.values.refusal import Refusal

__all__ = ["check_url", "decoded"]

_LONGEST = 4096
"""Characters in the longest address; copies in web archives, which carry another address, stay below."""

# White space, controls, quotes and angle brackets, and every invisible character (format controls, variation
# selectors, fillers, noncharacters): browsers drop some of them, readers see none of them.
_FORBIDDEN = re.compile(
    '[\\s\x00-\x20\x7f-\xa0\xad"<>`\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f'
    "\u205f-\u206f\u3000\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_REFERENCE = re.compile("&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;)")
_BEFORE_PATH = re.compile(r"[^/?#]*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# A host name of letters, digits, hyphens and dots in any script, and an optional port.
_WEB = re.compile(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
_HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?\.?(?::[0-9]{1,5})?")
_MAIL = re.compile(r"mailto:[^\s@:/?#]+@[^\W_](?:[\w.-]*[^\W_])?(?:\?[^#]*)?", re.IGNORECASE)


def check_url(text: str, *, absolute: bool = False) -> str | Refusal:
    """``text`` as it is where it may be an address on a page, else the reason why not.

    Allowed are ``http:`` and ``https:`` with a host, ``mailto:`` with one address, and, unless ``absolute``,
    addresses on this site (``/path/``, ``path``, ``?query``, ``#anchor``). Everything else is refused, also
    in disguise: other schemes in any spelling, ``//host``, backslashes, invisible characters, user names
    before the host, and character references that would turn into any of these.
    """
    refusal = _refusal(text, absolute)
    if refusal is None and "&" in text:
        # Somebody may read character references once more: what they would see must be allowed too.
        plain = decoded(text)
        if plain != text and (hidden := _refusal(plain, absolute)) is not None:
            return Refusal(f"{hidden.reason}, written with character references", hidden.hint)
    return text if refusal is None else refusal


def decoded(text: str) -> str:
    """``text`` with its character references read as a browser reads them in an attribute: ``&lt=`` is none."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _refusal(text: str, absolute: bool) -> Refusal | None:
    if not text:
        return Refusal("the address is empty", "write the whole address, as in https://example.org/page")
    if len(text) > _LONGEST:
        return Refusal(f"the address has {len(text)} characters; at most {_LONGEST} are read")
    if bad := _FORBIDDEN.search(text):
        return _forbidden(bad[0], bad.start())
    if (backslash := text.find("\\")) >= 0:
        return Refusal("an address has no backslash", "write / instead", backslash, 1)
    before_path = _BEFORE_PATH.match(text)
    if before_path is not None and ":" in before_path[0]:
        return _with_scheme(text, before_path[0])
    if text.startswith("//"):
        return Refusal("the address names a host but not how to reach it", f"write https:{text}", 0, 2)
    if absolute:
        return Refusal(
            "the address has no https:// in front", "write the whole address, as in https://example.org/page"
        )
    return None


def _with_scheme(text: str, before_path: str) -> Refusal | None:
    scheme = before_path[: before_path.index(":")].lower()
    if scheme in ("http", "https"):
        return _web(text, scheme)
    if scheme == "mailto":
        if _MAIL.fullmatch(text):
            return None
        return Refusal("the mail address cannot be read", "write mailto:name@example.org")
    if _SCHEME.match(before_path) and "." in scheme:
        return Refusal("the address has no https:// in front", f"write https://{text}", 0, len(scheme) + 1)
    return Refusal(
        f"addresses with “{scheme}:” are not allowed",
        "write an address that begins with https://, http:// or mailto:, or a path on this site",
        0,
        len(scheme) + 1,
    )


def _web(text: str, scheme: str) -> Refusal | None:
    web = _WEB.match(text)
    if web is None:
        return Refusal(
            "the address has no // and host", f"write {scheme}://example.org/page", 0, len(scheme) + 1
        )
    start, host = web.start("host"), web["host"]
    if "@" in host:
        return Refusal(
            "the address has a user name before its host",
            "delete all up to and with the @",
            start,
            host.index("@") + 1,
        )
    if not host:
        return Refusal("the address has no host", f"write {scheme}://example.org/page")
    if not _HOST.fullmatch(host) or ".." in host:
        return Refusal(
            f"“{host}” is not the name of a host", "write it as in https://example.org/", start, len(host)
        )
    return None


def _forbidden(character: str, start: int) -> Refusal:
    if character in ' "<>`':
        name = "space" if character == " " else character
        return Refusal(f"an address has no {name}", f"write %{ord(character):02X} instead", start, 1)
    return Refusal(f"an address has no invisible character (U+{ord(character):04X})", "delete it", start, 1)
