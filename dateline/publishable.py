"""What may be published at an instant: drafts, embargoed and expired stories are left out before anything is made."""

from collections.abc import Iterable
from datetime import tzinfo

from dateline.dates import PartialDate
from dateline.model import Actor, Crisis, Settings, Story, TextPage
from dateline.parse import Parsed
from dateline.report import Withheld
from dateline.zones import zone


def publishable(
    files: Iterable[Parsed], now: int
) -> tuple[tuple[Parsed, ...], tuple[Withheld, ...], int | None]:
    """The files to publish at ``now`` (seconds since 1970), those withheld, and when that next changes."""
    listed = sorted(files, key=lambda file: file.path)
    settings = next((file.draft for file in listed if isinstance(file.draft, Settings)), Settings())
    zones = {
        file.place.slug: file.draft.timezone
        for file in listed
        if isinstance(file.draft, Crisis) and file.place
    }
    hidden = {
        file.place.slug
        for file in listed
        if isinstance(file.draft, Crisis) and file.draft.draft and file.place
    }
    kept, withheld = [], []
    moments: list[int] = []
    for file in listed:
        why, until = "", None
        if isinstance(file.draft, Crisis | Actor | TextPage) and file.draft.draft:
            why = "draft"
        elif isinstance(file.draft, Story) and file.place:
            where = zone(zones.get(file.place.crisis) or settings.timezone)
            why, until = _story(file.draft, now, where)
            if not why and file.place.crisis in hidden:
                why = "its crisis is a draft"
            moments += [moment for moment in _moments(file.draft, where) if moment > now]
        if why:
            withheld.append(Withheld(file.path, why, until))
        else:
            kept.append(file)
    return tuple(kept), tuple(withheld), min(moments, default=None)


def _story(story: Story, now: int, where: tzinfo) -> tuple[str, int | None]:
    if story.draft:
        return "draft", None
    if story.publish_at is not None and (start := _start(story.publish_at, where)) > now:
        return "embargoed", start
    if story.expires is not None and _start(story.expires, where) <= now:
        return "expired", None
    return "", None


def _moments(story: Story, where: tzinfo) -> list[int]:
    if story.draft:
        return []
    return [_start(date, where) for date in (story.publish_at, story.expires) if date is not None]


def _start(date: PartialDate, where: tzinfo) -> int:
    """The first instant of a day or moment."""
    return date.bounds(where)[0]
