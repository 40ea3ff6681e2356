"""The clock of one zone, without the ends of ``datetime``."""

from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

from dateline.dates.civil import date_of

DAY = 86_400
_EPOCH = datetime(1970, 1, 1)
_FIRST, _LAST = -62_135_596_800 + 2 * DAY, 253_402_300_799 - 2 * DAY
"""What ``datetime`` can hold, less two days for zones."""


class Clock(Struct, frozen=True):
    """The wall clock of a zone: instants are seconds since 1970 in UTC, wall seconds what the wall shows.

    Before year 1 and after 9999 the zone's nearest offset is kept.
    """

    zone: tzinfo = UTC

    def wall(self, instant: int) -> int:
        """Wall seconds at an instant."""
        moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=min(max(instant, _FIRST), _LAST))
        return instant + _seconds(moment.astimezone(self.zone))

    def instant(self, wall: int) -> int:
        """The instant at which the wall shows ``wall``; of an hour shown twice, the first."""
        moment = _EPOCH + timedelta(seconds=min(max(wall, _FIRST), _LAST))
        return wall - _seconds(moment.replace(tzinfo=self.zone))

    def date(self, instant: int) -> tuple[int, int, int]:
        """The year, month and day on the wall at an instant."""
        return date_of(self.wall(instant) // DAY)


def _seconds(moment: datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)
