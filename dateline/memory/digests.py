"""Digests of what something was made from."""

import hashlib
from collections.abc import Mapping

SIZE = 16
"""Bytes in a digest."""


def digest(*parts: bytes) -> bytes:
    """The same digest: the same parts, divided in the same way."""
    made = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def digest_of_files(files: Mapping[str, bytes]) -> bytes:
    """The same digest: the same paths, with the same bytes or digests of such."""
    named = ((path.encode("utf-8", "surrogateescape"), one) for path, one in files.items())
    return digest(*(part for pair in named for part in pair))
