"""Overview strips of events as tests write them: a date, a title, a lane."""

from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo

from msgspec.structs import replace

from dateline.charts import strip
from dateline.charts.strip_data import AsOf, Lane, Mark
from dateline.charts.strip_marks import Telling
from dateline.charts.strip_view import StripView
from dateline.dates import PartialDate, parse_date
from dateline.languages.language import Language

OnLane = tuple[str, Mark]
"""The id of a lane, and an event on it."""

TELLING = Telling(words=lambda _, mark: f"{mark.date}. {mark.title}", href=lambda _, mark: mark.id)


def read_date(text: str) -> PartialDate:
    date = parse_date(text)
    assert isinstance(date, PartialDate), text
    return date


def mark(
    date: str | PartialDate,
    title: str = "Harbour closes",
    status: str = "confirmed",
    lane: str = "harbour",
    href: str = "",
    actors: str = "port union",
    zone: tzinfo = UTC,
) -> OnLane:
    date = read_date(date) if isinstance(date, str) else date
    earliest, latest = date.bounds(zone)
    return lane, Mark(
        id=href or f"#{title.replace(' ', '-').lower()}",
        title=title,
        date=date,
        earliest=earliest,
        latest=latest,
        status=status,
        kind=lane,
        actors=actors,
    )


def as_of(text: str) -> AsOf:
    earliest, latest = read_date(text).bounds(UTC)
    return AsOf(earliest, latest)


def draw_strip(
    lanes: Sequence[Lane], marks: Iterable[OnLane], as_of: AsOf | None, language: Language, zone: tzinfo = UTC
) -> StripView:
    """The strip of ``marks``, those of one date in the order they come in."""
    rows: dict[str, list[Mark]] = {lane.id: [] for lane in lanes}
    for number, (lane, one) in enumerate(marks):
        rows[lane].append(replace(one, number=number))
    return strip.draw_strip([(lane, rows[lane.id]) for lane in lanes], as_of, language, TELLING, zone)
