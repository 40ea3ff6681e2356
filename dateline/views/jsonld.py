"""What pages say to machines: JSON-LD with dates at their known precision only."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from dateline.addresses import HOME, SEARCH, crisis_address, text_address
from dateline.dates import PartialDate, Shape
from dateline.languages.tongues import language_in
from dateline.model import Crisis, Settings, Story
from dateline.views.components import CorrectionView, SourceView
from dateline.views.composer import Composer
from dateline.views.frames import absolute
from dateline.views.inputs import FigureInputs
from dateline.views.titles import crisis_name

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def publisher(page: Composer) -> Node:
    settings: Settings = page.shared.settings
    node: Node = {"@type": "NewsMediaOrganization", "name": settings.published_by}
    if settings.base_url:
        node["url"] = absolute(page, HOME)
        texts = dict(page.shared.texts)
        if "method" in texts:
            node["publishingPrinciples"] = node["verificationFactCheckingPolicy"] = absolute(
                page, text_address("method")
            )
        node["correctionsPolicy"] = absolute(page, "/corrections/")
    return node


def plain_date(date: PartialDate | None) -> str:
    """The date as plain ISO 8601 where it is one day, month, year or moment with an offset; else empty."""
    if date is None or date.approximate or date.uncertain or date.start is None:
        return ""
    if date.shape in (Shape.DAY, Shape.MONTH, Shape.YEAR) and date.start.year > 0 and "X" not in str(date):
        return str(date)
    if date.shape is Shape.TIME and date.start.offset:
        return str(date)
    return ""


def breadcrumbs(page: Composer, steps: Sequence[tuple[str, str]]) -> Node:
    """``steps``: (name, address), the home page first."""
    items = []
    for number, (name, address) in enumerate(steps, start=1):
        item: Node = {"@type": "ListItem", "position": number, "name": name}
        if url := absolute(page, address):
            item["item"] = url
        items.append(item)
    return {"@type": "BreadcrumbList", "itemListElement": items}


def crisis_json_ld(
    page: Composer,
    crisis: Crisis,
    newest: str,
    sources: Sequence[SourceView],
    corrections: Sequence[CorrectionView],
) -> Node:
    """A crisis: an article about something that happens, with its sources and corrections."""
    about: Node = {"@type": "Thing", "name": crisis_name(crisis)}
    if started := plain_date(crisis.started):
        about["@type"] = "Event"
        about["startDate"] = started
        if crisis.place:
            about["location"] = {"@type": "Place", "name": crisis.place}
    article: Node = {
        "@type": "NewsArticle",
        "headline": crisis.title,
        "description": crisis.summary or crisis.title,
        "inLanguage": language_in(crisis.title) or page.language.code,
        "about": about,
        "publisher": publisher(page),
        "citation": [source.title for source in sources],
        "isAccessibleForFree": True,
    }
    _add_dates(article, crisis.published, None)
    if newest:
        article["dateModified"] = newest
    if url := absolute(page, crisis_address(crisis.slug)):
        article["mainEntityOfPage"] = url
    if corrections:
        article["correction"] = [_correction(one) for one in corrections]
    crumbs = breadcrumbs(page, ((page.say("Crises"), HOME), (about["name"], crisis_address(crisis.slug))))
    return {"@context": CONTEXT, "@graph": [article, crumbs]}


def _correction(correction: CorrectionView) -> Node:
    node: Node = {"@type": "CorrectionComment", "text": f"{correction.was} → {correction.now}"}
    if correction.date.iso:
        node["datePublished"] = correction.date.iso
    return node


def _add_dates(node: Node, published: PartialDate | None, updated: PartialDate | None) -> None:
    if first := plain_date(published):
        node["datePublished"] = first
    if last := plain_date(updated):
        node["dateModified"] = last


def story_json_ld(
    page: Composer,
    story: Story,
    crisis: tuple[str, str],
    sources: Sequence[SourceView],
    corrections: Sequence[CorrectionView],
) -> Node:
    """A story as part of its crisis, ``(name, slug)``."""
    name, slug = crisis
    part: Node = {"@type": "CreativeWorkSeries", "name": name}
    if url := absolute(page, crisis_address(slug)):
        part["url"] = url
    article: Node = {
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.summary or story.title,
        "inLanguage": language_in(story.title) or page.language.code,
        "isPartOf": part,
        "publisher": publisher(page),
        "citation": [source.title for source in sources],
        "isAccessibleForFree": True,
    }
    _add_dates(article, story.published, story.updated or story.published)
    if when := _coverage(story.event.date):
        article["temporalCoverage"] = when
    if url := absolute(page, page.address):
        article["mainEntityOfPage"] = url
    if corrections:
        article["correction"] = [_correction(one) for one in corrections]
    crumbs = breadcrumbs(
        page, ((page.say("Crises"), HOME), (name, crisis_address(slug)), (story.title, page.address))
    )
    return {"@context": CONTEXT, "@graph": [article, crumbs]}


def figure_json_ld(
    page: Composer, inputs: FigureInputs, title: str, files: Sequence[tuple[str, str]], where: tzinfo
) -> Node:
    """The claims for a figure as a data set; ``files``: (type, address) of what it can be had as."""
    crisis, figure = inputs.crisis, inputs.figure
    claims = [claim for story in crisis.stories for claim in story.figures]
    measured: Node = {"@type": "PropertyValue", "name": figure.label}
    if figure.unit:
        measured["unitText"] = figure.unit
    if methods := sorted({claim.method for claim in claims if claim.method}):
        measured["measurementTechnique"] = methods
    data: Node = {
        "@type": "Dataset",
        "name": title,
        "description": figure.definition or page.say("%(label)s: all claims", label=figure.label),
        "inLanguage": page.language.code,
        "isAccessibleForFree": True,
        "publisher": publisher(page),
        "creator": publisher(page),
        "variableMeasured": measured,
    }
    if inputs.day:
        data["dateModified"] = inputs.day
    if when := _from_first_to_last([claim.as_of for claim in claims], where):
        data["temporalCoverage"] = when
    if url := absolute(page, page.address):
        data["url"] = url
        if files:
            data["distribution"] = [
                {"@type": "DataDownload", "encodingFormat": type, "contentUrl": absolute(page, address)}
                for type, address in files
            ]
    crumbs = breadcrumbs(
        page,
        (
            (page.say("Crises"), HOME),
            (crisis_name(crisis), crisis_address(crisis.slug)),
            (figure.label, page.address),
        ),
    )
    return {"@context": CONTEXT, "@graph": [data, crumbs]}


def _from_first_to_last(dates: Sequence[PartialDate | None], where: tzinfo) -> str:
    """The time that days of claims span, between those that ISO 8601 can say; empty where none can be."""
    said = [(*date.bounds(where), iso) for date in dates if date and (iso := plain_date(date))]
    if not said:
        return ""
    first, last = min(said)[2], max(said, key=lambda one: (one[1], one[0]))[2]
    return first if first == last else f"{first}/{last}"


def _coverage(date: PartialDate) -> str:
    """A stretch or a point of time as ISO 8601; nothing for what ISO 8601 cannot say."""
    if date.shape is Shape.SPAN and not date.approximate and not date.uncertain and "X" not in str(date):
        return str(date)
    return plain_date(date)


def list_json_ld(page: Composer, title: str, items: Sequence[tuple[str, str]]) -> Node:
    """A page that lists others: ``items`` are (name, address) in the order of the page."""
    listed = []
    for number, (name, address) in enumerate(items, start=1):
        item: Node = {"@type": "ListItem", "position": number, "name": name}
        if url := absolute(page, address):
            item["url"] = url
        listed.append(item)
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "name": title,
        "publisher": publisher(page),
        "mainEntity": {"@type": "ItemList", "itemListElement": listed},
    }


def home_json_ld(page: Composer, title: str, items: Sequence[tuple[str, str]]) -> Node:
    """The list of crises, and the site itself with the address of its search."""
    listed = list_json_ld(page, title, items)
    url = absolute(page, HOME)
    if not (url and page.shared.settings.publishes("search")):
        return listed
    site = {
        "@type": "WebSite",
        "name": page.shared.settings.title,
        "url": url,
        "inLanguage": page.language.code,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{absolute(page, SEARCH)}?q={{query}}"},
            "query-input": "required name=query",
        },
    }
    del listed["@context"]
    return {"@context": CONTEXT, "@graph": [listed, site]}


def actor_json_ld(name: str, kind: str, aliases: Sequence[str]) -> Node:
    entity: Node = {"@type": "Person" if kind == "person" else "Organization", "name": name}
    if aliases:
        entity["alternateName"] = list(aliases)
    return {"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": entity}


def place_json_ld(page: Composer, name: str) -> Node:
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "name": name,
        "publisher": publisher(page),
        "about": {"@type": "Place", "name": name},
    }


def about_json_ld(page: Composer, title: str) -> Node:
    return {"@context": CONTEXT, "@type": "AboutPage", "name": title, "publisher": publisher(page)}
