"""Time zones by their IANA names."""

from datetime import tzinfo
from functools import cache


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
