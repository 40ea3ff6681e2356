"""Digests of what something was made from."""

import hashlib

SIZE = 16
"""Bytes in a digest."""


def digest(*parts: bytes) -> bytes:
    """The same digest: the same parts, divided in the same way."""
    made = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()
