"""Digests of what something was made from."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

# ``hashlib`` loads OpenSSL, and a build without a change needs no more of it than this one.
try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["SIZE", "blake2b", "digest", "digest_of_bytes", "digest_of_files", "small_digest"]

SIZE = 16
"""Bytes in a digest."""


def digest(*parts: bytes) -> bytes:
    """The same digest: the same parts, divided in the same way."""
    data = b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)])
    return digest_of_bytes(data)


def digest_of_bytes(data: bytes) -> bytes:
    """The same digest: the same bytes. SHA-256, which processors know, cut to ``SIZE`` bytes."""
    return _sha256()(data).digest()[:SIZE]


@cache
def _sha256() -> Callable[[bytes], "Hash"]:
    from hashlib import sha256

    return sha256


def small_digest(data: bytes) -> str:
    """The same of a little, in hexadecimal, and without OpenSSL."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest_of_files(files: Mapping[str, bytes]) -> bytes:
    """The same digest: the same paths, with the same bytes or digests of such."""
    named = ((path.encode("utf-8", "surrogateescape"), one) for path, one in files.items())
    return digest(*(part for pair in named for part in pair))
