"""The files that lie beside the page of a crisis, for other programs."""

from collections.abc import Iterator

from msgspec import Struct

from dateline.model import Output, Settings


class CrisisFile(Struct, frozen=True):
    """One of them: everybody who makes, describes or leads to it goes by its name."""

    name: str
    kind: Output  # the files it is switched off with
    resource: str  # what the Data Package calls it
    mediatype: str


CRISIS_FILES = (
    CrisisFile("events.csv", "data", "events", "text/csv"),
    CrisisFile("claims.csv", "data", "claims", "text/csv"),
    CrisisFile("sources.csv", "data", "sources", "text/csv"),
    CrisisFile("record.json", "data", "record", "application/json"),
    CrisisFile("sources.csl.json", "data", "citations", "application/vnd.citationstyles.csl+json"),
    CrisisFile("sources.bib", "data", "bibliography", "application/x-bibtex"),
    CrisisFile("events.ics", "calendars", "calendar", "text/calendar"),
    CrisisFile("datapackage.json", "data", "", "application/json"),
)


def crisis_files(settings: Settings) -> Iterator[CrisisFile]:
    """Those that a site publishes, in the order of ``CRISIS_FILES``."""
    return (one for one in CRISIS_FILES if settings.publishes(one.kind))
