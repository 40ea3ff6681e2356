"""Time zones by their IANA names."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

_USUAL = os.pathsep.join(
    ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
)
"""Where Python looks for zones unless told otherwise: to ask it itself costs every run 4 ms."""


@cache
def zone(name: str) -> tzinfo:
    """The time zone; UTC for a name that is none, which ``is_zone`` tells beforehand."""
    from datetime import UTC

    if name in ("", "UTC"):
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    if name == "UTC":
        return True
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def nearest_zone(name: str) -> str | None:
    """The time zone that ``name`` most likely means: one spelt nearly so, or called after a place of that name."""
    from zoneinfo import available_timezones

    from dateline.values.names import nearest

    known = {one for one in available_timezones() if "/" in one or one == "UTC"}
    if near := nearest(name, known):
        return near
    cities: dict[str, str] = {}
    for one in sorted(known, reverse=True):
        cities[one.rpartition("/")[2]] = one
    near = nearest(name.rpartition("/")[2], cities)
    return cities[near] if near else None


def database() -> str:
    """Which release of the zones this system has, and where; empty where they come with a package of Python's.

    A database that does not tell its release goes by the time at which its folder changed.
    """
    found = []
    for folder in os.environ.get("PYTHONTZPATH", _USUAL).split(os.pathsep):
        with suppress(OSError):
            release = str(os.stat(folder).st_mtime_ns)
            with suppress(OSError), open(os.path.join(folder, "tzdata.zi"), "rb") as file:
                release = file.readline(100).decode("ascii", "replace").strip()
            found.append(f"{folder} {release}")
    return "\n".join(found)
