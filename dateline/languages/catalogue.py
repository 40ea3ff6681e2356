"""Translations, read from the ``.po`` file a translator edits: there is no compiled file that could be older.

Only what the tests make sure of is relied on here: that the file is well formed, and complete.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parent
_CONTEXT = "\x04"  # between the context and the message, as gettext has it


class Messages(Struct, frozen=True, eq=False):
    """The translations of one language; a message without one stays as it is."""

    forms: Mapping[str, tuple[str, ...]]  # by the message, its context before it
    plural: Callable[[int], int]  # which form goes with a number

    def gettext(self, message: str, /) -> str:
        found = self.forms.get(message)
        return found[0] if found else message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        found = self.forms.get(singular)
        if found is None:
            return singular if n == 1 else plural
        return found[self.plural(n)]

    def pgettext(self, context: str, message: str, /) -> str:
        found = self.forms.get(context + _CONTEXT + message)
        return found[0] if found else message


@cache
def catalogue(code: str) -> Messages:
    """The translations into the language of ``code``; none where there is no file."""
    path = FOLDER / f"{code}.po"
    return read(path.read_text(encoding="utf-8") if path.is_file() else "")


def read(text: str) -> Messages:
    """The messages of a ``.po`` file. Fuzzy and untranslated ones are left out, as every reader of gettext does."""
    from gettext import c2py

    forms: dict[str, tuple[str, ...]] = {}
    for entry in re.split(r"\n\s*\n", text):
        fields = _fields(entry)
        said = tuple(fields[name] for name in sorted(fields) if name.startswith("msgstr"))
        if "msgid" in fields and all(said) and not re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE):
            context = fields["msgctxt"] + _CONTEXT if "msgctxt" in fields else ""
            forms[context + fields["msgid"]] = said
    rule = re.search(r"^Plural-Forms:.*\bplural=(.+?);?$", "".join(forms.pop("", ())), re.MULTILINE)
    return Messages(forms, c2py(rule[1] if rule else "n != 1"))


def _fields(entry: str) -> dict[str, str]:
    """What each keyword of one entry says: ``msgid``, ``msgstr[0]`` …"""
    found: dict[str, str] = {}
    name = ""
    for line in entry.splitlines():
        if line.startswith(("msg", '"')):
            keyword, quote, rest = line.partition('"')
            name = keyword.strip() or name
            found[name] = found.get(name, "") + str(ast.literal_eval(quote + rest))
    return found
