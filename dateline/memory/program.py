"""This program and what it stands on: other versions of them may make other pages."""

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import dateline
from dateline.read.folders import walk
from dateline.values.zones import database

PACKAGE = Path(dateline.__file__).parent
CODE = (".py", ".po")
"""How the files end that decide what pages say: modules, and the translations of our messages."""


@cache
def program() -> str:
    """A digest over the code and the translations of this program and the versions of what it stands on."""
    entries, _ = walk(PACKAGE.parent, PACKAGE.name)
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for entry in entries:
        if entry.path.endswith(CODE):
            digest.update(f"\n{entry.path}\n".encode() + (PACKAGE.parent / entry.path).read_bytes())
    digest.update(repr(installed()).encode())
    return digest.hexdigest()


def installed() -> list[str]:
    """The packages this interpreter finds, with their versions, and the database of time zones."""
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            found += (name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
    return [*sorted(found), database()]
