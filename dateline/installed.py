"""What this interpreter finds installed: other versions of it may make other pages."""

import os
import sys
from contextlib import suppress


def installed() -> list[str]:
    """The packages this interpreter finds, with their versions."""
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            found += (name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
    return sorted(found)
