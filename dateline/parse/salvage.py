"""The names that a file would have defined, had it been readable: whoever uses one of them has made no mistake."""

import re

from dateline.values.names import fold
from dateline.values.slugs import slugify

ANY = "*"
"""Stands for every name there could be, where nothing is known of a file. No id has a star."""

_NAMED = re.compile(
    r"""(?:^|[{,])[ \t]*(?:-[ \t]+)*(?:id|name|label|title)[ \t]*:[ \t]*(?P<value>"[^"\n]*"|'[^'\n]*'|[^\n]*)""",
    re.MULTILINE,
)
_ALIASES = re.compile(r"^aliases[ \t]*:(?:[ \t]*\[[^\]]*\]|[^\n]*(?:\n[ \t]*-[ \t][^\n]*)*)", re.MULTILINE)
_LONGEST = 200
"""Characters: nothing longer is a name."""


def names_in(text: str) -> frozenset[str]:
    """What stands after ``id:``, ``name:``, ``label:``, ``title:`` and ``aliases:`` in a text that is no YAML perhaps,
    and the ids made from it, folded. A word too many does no harm."""
    found = []
    for match in _NAMED.finditer(text):
        value = match["value"].strip()
        found += [value, re.split(r"[,}#]", value, maxsplit=1)[0]]
    for match in _ALIASES.finditer(text):
        found += re.split(r"[\[\],\n]|(?:^|\s)-\s", match[0].partition(":")[2])
    names = {one.strip(" \t\"'") for one in found if len(one) <= _LONGEST}
    return frozenset(fold(one) for name in names for one in (name, slugify(name)) if name) - {""}


def is_among(name: str, lost: frozenset[str]) -> bool:
    """Whether ``name``, as somebody wrote it, can be one of these."""
    return ANY in lost or fold(name) in lost
