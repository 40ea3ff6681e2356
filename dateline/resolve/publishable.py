"""What may be published at an instant: drafts, embargoed and expired stories are left out before anything is made."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from msgspec import Struct

from dateline.dates import PartialDate
from dateline.findings.diagnostics import Diagnostic
from dateline.model import Actor, Crisis, Settings, Story, TextPage, Translation
from dateline.parse.contents import Content
from dateline.parse.file import Parsed
from dateline.report import Withheld
from dateline.resolve.drafts import collect
from dateline.values.zones import zone


class Condition(Struct, frozen=True):
    """On what it depends whether a file is published."""

    path: str
    draft: bool
    publish_at: PartialDate | None = None
    expires: PartialDate | None = None
    original: str = ""
    """The path of what a translation is of: the one is not published without the other."""


class Outline(Struct, frozen=True):
    """What some files say by themselves: those of a crisis, or those that all crises share."""

    conditions: tuple[Condition, ...]
    """Of the files that are not simply published; of a crisis that is a draft, of all its stories."""
    diagnostics: tuple[Diagnostic, ...]
    index: bool = False
    """Whether there is a crisis: stories in a folder without a readable index are none."""
    timezone: str = ""
    hidden: bool = False
    """Whether the crisis is a draft."""
    unread: frozenset[str] = frozenset()
    """Names that files would define of which a part could not be read."""


def outline(*files: Parsed) -> Outline:
    """What the files of a crisis, or those that all crises share, say by themselves."""
    crises = [one.draft for one in files if isinstance(one.draft, Crisis)]
    hidden = any(one.draft for one in crises)
    conditions = []
    originals = {
        (file.place.kind, file.place.crisis, file.place.slug): file.path
        for file in files
        if file.place and not file.place.language
    }
    for file in files:
        draft = file.draft
        if isinstance(draft, Crisis | Actor | TextPage) and draft.draft:
            conditions.append(Condition(file.path, True))
        elif isinstance(draft, Story) and (hidden or draft.draft or draft.publish_at or draft.expires):
            conditions.append(Condition(file.path, draft.draft, draft.publish_at, draft.expires))
        elif isinstance(draft, Translation):
            conditions.append(Condition(file.path, draft.draft, original=originals.get(draft.of, "")))
    drafts = collect(files)
    return Outline(
        conditions=tuple(conditions),
        diagnostics=tuple(one for file in files for one in file.diagnostics),
        index=bool(drafts.crises),
        timezone=next((one.timezone for one in reversed(crises)), ""),
        hidden=hidden,
        unread=frozenset().union(*drafts.unread.values()),
    )


def publishable(
    content: Content, outlines: Mapping[str, Outline], now: int
) -> tuple[Content, tuple[Withheld, ...], int | None]:
    """The files to publish at ``now`` (seconds since 1970), those withheld, and when that next changes.

    ``outlines``: of each crisis, and under no name that of the files all share.
    """
    settings = settings_of(content.shared.parsed)
    withheld: list[Withheld] = []
    moments: list[int] = []
    for slug, one in outlines.items():
        where = zone(one.timezone or settings.timezone)
        of_stories = content.crises[slug].digests if slug else ()
        for condition in one.conditions:
            why, until = _why(condition, now, where)
            if not why and one.hidden and condition.path in of_stories:
                why = "its crisis is a draft"
            if why:
                withheld.append(Withheld(condition.path, why, until))
            moments += [moment for moment in _moments(condition, where) if moment > now]
    away = {one.path for one in withheld}
    withheld += (
        Withheld(condition.path, "its original is withheld", None)
        for one in outlines.values()
        for condition in one.conditions
        if condition.original in away and condition.path not in away
    )
    withheld.sort(key=lambda one: one.path)
    kept = content.without({one.path for one in withheld})
    return kept, tuple(withheld), min(moments, default=None)


def settings_of(files: Iterable[Parsed]) -> Settings:
    """The settings of the site; the standard ones where nobody wrote any."""
    return next((file.draft for file in files if isinstance(file.draft, Settings)), Settings())


def _why(condition: Condition, now: int, where: tzinfo) -> tuple[str, int | None]:
    """Why a file is not published now, and until when; nothing where it is."""
    if condition.draft:
        return "draft", None
    if condition.publish_at is not None and (start := _start(condition.publish_at, where)) > now:
        return "embargoed", start
    if condition.expires is not None and _start(condition.expires, where) <= now:
        return "expired", None
    return "", None


def _moments(condition: Condition, where: tzinfo) -> list[int]:
    if condition.draft:
        return []
    return [_start(date, where) for date in (condition.publish_at, condition.expires) if date is not None]


def _start(date: PartialDate, where: tzinfo) -> int:
    """The first instant of a day or moment."""
    return date.bounds(where)[0]
