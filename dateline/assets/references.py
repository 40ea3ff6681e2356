"""Where a reference inside an asset leads."""

from __future__ import annotations

import posixpath
import re

from msgspec import Struct

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Target(Struct, frozen=True):
    """Another asset, and what follows its name: ``?query`` and ``#fragment``."""

    name: str
    suffix: str


class Trouble(Struct, frozen=True):
    """Why a reference cannot be used: the parts of a diagnostic without its place."""

    code: str
    message: str
    hint: str


def target(name: str, reference: str) -> Target | Trouble:
    """What ``reference``, a relative path written in the asset ``name``, leads to; it need not exist."""
    if _SCHEME.match(reference):
        hint = "put the file into the assets folder and refer to it by a relative path"
        return Trouble("ASSET002", f"“{reference}” leads to another site", hint)
    path, suffix = re.fullmatch(r"([^?#]*)(.*)", reference, re.DOTALL).groups()  # type: ignore[union-attr]
    if reference.startswith("/"):
        return Trouble("ASSET002", f"“{reference}” begins at the root of the server", "write a relative path")
    found = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if found.startswith(".."):
        return Trouble("ASSET002", f"“{reference}” leads out of the assets folder", "move the file into it")
    return Target(found, suffix)


def missing(reference: str, found: Target, near: str | None) -> Trouble:
    """The trouble of a target that does not exist."""
    hint = f"did you mean “{near}”?" if near else "correct the path, or add the file"
    return Trouble("ASSET001", f"“{reference}” leads to “{found.name}”, which does not exist", hint)
