"""Content files on the disk: made where there is none, or replaced as a whole where nobody else changed them."""

import os
from contextlib import suppress
from pathlib import Path


def make_file(path: Path, data: bytes) -> None:
    """Make a file that is not there, and the folders above it; raises FileExistsError rather than overwrite."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replace the bytes ``before`` of a file by ``after`` in one step; a file that has others raises OSError."""
    place = Path(os.path.realpath(path))  # a link stays a link
    beside = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(place.stat().st_mode & 0o7777)
        if place.read_bytes() != before:
            raise OSError(f"{path.name} was changed by somebody else just now")
        beside.replace(place)
    finally:
        with suppress(OSError):
            beside.unlink()
