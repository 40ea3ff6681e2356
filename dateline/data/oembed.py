"""``oembed.json`` beside a page: what programs ask that want to show it elsewhere (oEmbed 1.0, as static files)."""

from dateline.addresses import HOME
from dateline.data.json_text import json_text
from dateline.views.composer import Composer
from dateline.views.embeds import HEIGHTS, WIDTH, frame_code
from dateline.views.frames import absolute
from dateline.views.inputs import OEmbedInputs, Shared

HOUR = 3_600


def oembed_json(shared: Shared, inputs: OEmbedInputs) -> str:
    """Only for a site whose address is known: there is nothing to show elsewhere without one."""
    settings = shared.settings
    page = Composer(shared, inputs.page)
    said = {
        "version": "1.0",
        "type": "rich",
        "title": inputs.title,
        "author_name": settings.published_by,
        "author_url": absolute(page, HOME),
        "provider_name": settings.title,
        "provider_url": absolute(page, HOME),
        "cache_age": HOUR,
        "html": frame_code(page, inputs.kind, inputs.embed, inputs.title),
        "width": WIDTH,
        "height": HEIGHTS[inputs.kind],
    }
    if inputs.picture:
        picture = absolute(page, inputs.picture)
        said |= {"thumbnail_url": picture, "thumbnail_width": 1200, "thumbnail_height": 630}
    return json_text(said)
