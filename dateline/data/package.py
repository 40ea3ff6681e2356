"""``datapackage.json``: what the files of a crisis are and what each column holds (Data Package 2.0)."""

from collections.abc import Mapping
from typing import Any

from dateline.addresses import crisis_address, data_address
from dateline.data.json_text import json_text
from dateline.data.tables import CLAIMS, EVENTS, SOURCES, Column
from dateline.model import Crisis
from dateline.record.changes import record_day
from dateline.record.files import CrisisFile, crisis_files
from dateline.views.composer import Composer
from dateline.views.frames import absolute
from dateline.views.inputs import Shared

_PACKAGE = "datapackage.json"
_TABLES: Mapping[str, tuple[tuple[Column, ...], str]] = {
    "events.csv": (EVENTS, "id"),
    "claims.csv": (CLAIMS, ""),
    "sources.csv": (SOURCES, "id"),
}
"""The columns of each table, and which of them tells its rows apart."""


def data_package(shared: Shared, crisis: Crisis) -> str:
    """The description of the files beside the page of a crisis."""
    page = Composer(shared, data_address(crisis.slug, _PACKAGE))
    settings = shared.settings
    publisher: dict[str, Any] = {"title": settings.published_by, "roles": ["publisher"]}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": crisis.slug,
        "title": crisis.title,
        "description": crisis.summary,
        "homepage": absolute(page, crisis_address(crisis.slug)),
        "version": record_day(crisis, shared.zone(crisis.timezone)),
        "contributors": [publisher],
        "resources": [_resource(one) for one in crisis_files(settings) if one.name != _PACKAGE],
    }
    return json_text({key: value for key, value in package.items() if value})


def _resource(file: CrisisFile) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": file.resource,
        "path": file.name,
        "mediatype": file.mediatype,
        "encoding": "utf-8",
    }
    if file.name in _TABLES:
        columns, key = _TABLES[file.name]
        fields = [{"name": one.name, "type": one.type, "description": one.about} for one in columns]
        schema: dict[str, Any] = {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": fields,
        }
        if key:
            schema["primaryKey"] = [key]
        found |= {"type": "table", "format": "csv", "schema": schema}
    return found
