"""Where a site is brought to. A store can put and delete one file at a time, and nothing else in one step."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Protocol

LEDGER = ".dateline.json"
"""The file at the target that remembers what we brought there."""
LOCK = ".dateline.lock"
"""The file at the target that says who is at work there. It stays: taking it away would let two in."""


def digest(data: bytes) -> str:
    """What tells the bytes of files apart: their MD5 in hexadecimal digits, which object storage itself reports."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


Waiting = Callable[[int, int], None]
"""Told, while it is not known whether somebody else is at work, how many seconds of how many have gone by."""


class DeployError(Exception):
    """Why the target cannot be reached or changed, in a sentence without a full stop."""


class Overtaken(DeployError):
    """Somebody else was faster: what was to be replaced is not there any more."""


class Store(Protocol):
    """A target. Everything raises ``DeployError`` for what a disk or a network can do.

    A *tag* says which bytes a file has without reading them; a *digest* is what ``digest`` gives.
    """

    at_once: int
    """How many files may be put at the same time."""
    keeps_headers: bool
    """Whether it keeps how a file is to be served, so that another way of serving it is a change."""

    def begin(self, waiting: Waiting) -> str:
        """Keep others out until ``close``; why that cannot be done here, without a full stop, else nothing.

        Raises ``DeployError`` where others are at work.
        """
        ...

    def listing(self) -> dict[str, str]:
        """Path → tag of every file that is there, without the ledger and the lock."""
        ...

    def has(self, path: str, tag: str, digest: str) -> bool:
        """Whether the file with this tag has the bytes with this digest; False where only a new copy would tell."""
        ...

    def put(self, path: str, data: bytes) -> str:
        """Put a file in place of the one that was there, in one step; its tag."""
        ...

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files; those that are gone already are no problem."""
        ...

    def ledger(self) -> tuple[bytes, str]:
        """The ledger and its version; empty where there is none."""
        ...

    def version(self) -> str:
        """The version of the ledger alone."""
        ...

    def write_ledger(self, data: bytes, version: str) -> str:
        """Write the ledger in place of ``version``; its new version. Raises ``Overtaken`` where somebody else wrote."""
        ...

    def close(self) -> None:
        """Let others in."""
        ...


OVERTAKEN = "another deployment to the same place has begun meanwhile: this one stops here"
UNGUARDED = "two deployments at once would not notice each other in time here, because"
