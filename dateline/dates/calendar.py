"""A calendar for axes: proleptic Gregorian, without the ends of ``datetime``, on the clock of one zone."""

from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

DAY = 86_400
_EPOCH = datetime(1970, 1, 1)
_FIRST, _LAST = -62_135_596_800 + 2 * DAY, 253_402_300_799 - 2 * DAY
"""What ``datetime`` can hold, less two days for zones."""


def days_of(year: int, month: int, day: int = 1) -> int:
    """Days from 1970-01-01 to a date; ``year`` is astronomical (0 is 1 BCE)."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def date_of(days: int) -> tuple[int, int, int]:
    """The year, month and day that lie ``days`` after 1970-01-01; the inverse of ``days_of``."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return era * 400 + year_of_era + (month <= 2), month, day


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
