"""“Take this record along”: how to cite a crisis, and the files beside its page."""

from dateline.addresses import crisis_address, data_address
from dateline.data.citations import bibtex
from dateline.dates import PartialDate
from dateline.model import Crisis
from dateline.record.files import crisis_files
from dateline.views.components import TakeAlongView
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import absolute


def take_along(page: Composer, crisis: Crisis, as_of: PartialDate | None) -> TakeAlongView:
    """For the page of a crisis whose record last changed on ``as_of``."""
    settings = page.shared.settings
    publisher = settings.published_by
    url = absolute(page, crisis_address(crisis.slug))
    day = page.date(as_of).text if as_of else ""
    words = [f"{publisher}.", f"{crisis.title.rstrip('.')}."]
    if publisher != settings.title:
        words.append(f"{settings.title}.")
    if day:
        words.append(page.say("Record as of %(date)s.", date=day))
    year = as_of.start.year if as_of and as_of.start else 0
    fields = {
        "title": crisis.title,
        "author": publisher,
        "howpublished": settings.title,
        "year": str(year) if year else "",
        "note": page.say("Record as of %(date)s", date=day) if day else "",
        "url": url,
    }
    published = {one.name for one in crisis_files(settings)}
    titles = {
        "record.json": page.say("Everything (JSON)"),
        "events.csv": page.say("Events (CSV)"),
        "claims.csv": page.say("Claims (CSV)"),
        "sources.csv": page.say("Sources (CSV)"),
        "datapackage.json": page.say("What the columns hold (Data Package)"),
        "sources.bib": page.say("Sources (BibTeX)"),
        "sources.csl.json": page.say("Sources (CSL-JSON)"),
        "events.ics": page.say("Events for your calendar"),
    }
    return TakeAlongView(
        citation=" ".join(words),
        url=url,
        bibtex=bibtex(crisis.slug, fields).strip(),
        files=tuple(
            Link(title, page.href(data_address(crisis.slug, name)))
            for name, title in titles.items()
            if name in published
        ),
    )
