"""``datapackage.json``: what the files of a crisis are and what each column holds (Data Package 2.0)."""

from typing import Any

from dateline.addresses import CALENDAR, crisis_address, data_address
from dateline.data.json_text import json_text
from dateline.data.tables import CLAIMS, EVENTS, SOURCES, Column
from dateline.model import Crisis
from dateline.record.changes import record_day
from dateline.views.composer import Composer
from dateline.views.frames import absolute
from dateline.views.inputs import Shared

_TABLES: tuple[tuple[str, tuple[Column, ...], str], ...] = (
    ("events", EVENTS, "id"),
    ("claims", CLAIMS, ""),
    ("sources", SOURCES, "id"),
)
_OTHERS = (
    ("record", "record.json", "application/json"),
    ("citations", "sources.csl.json", "application/vnd.citationstyles.csl+json"),
    ("bibliography", "sources.bib", "application/x-bibtex"),
    ("calendar", CALENDAR, "text/calendar"),
)


def data_package(shared: Shared, crisis: Crisis) -> str:
    """The description of the files beside the page of a crisis."""
    page = Composer(shared, data_address(crisis.slug, "datapackage.json"))
    settings = shared.settings
    others = [one for one in _OTHERS if one[1] != CALENDAR or settings.publishes("calendars")]
    publisher: dict[str, Any] = {"title": settings.published_by, "roles": ["publisher"]}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": crisis.slug,
        "title": crisis.title,
        "description": crisis.summary,
        "homepage": absolute(page, crisis_address(crisis.slug)),
        "version": record_day(crisis, shared.zone(crisis.timezone)),
        "contributors": [publisher],
        "resources": [*(_table(*one) for one in _TABLES), *(_file(*one) for one in others)],
    }
    return json_text({key: value for key, value in package.items() if value})


def _table(name: str, columns: tuple[Column, ...], key: str) -> dict[str, Any]:
    fields = [{"name": one.name, "type": one.type, "description": one.about} for one in columns]
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields,
    }
    if key:
        schema["primaryKey"] = [key]
    return {
        **_file(name, f"{name}.csv", "text/csv"),
        "type": "table",
        "format": "csv",
        "schema": schema,
    }


def _file(name: str, path: str, mediatype: str) -> dict[str, Any]:
    return {"name": name, "path": path, "mediatype": mediatype, "encoding": "utf-8"}
