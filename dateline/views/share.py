"""The picture that stands for a page where somebody shares its address: headline and counts of a crisis or a story, the
name of the site for everything else."""

import re

from msgspec import Struct

from dateline.addresses import HOME, share_address
from dateline.languages import tongues
from dateline.model import Claim
from dateline.values.quantities import Form
from dateline.views.composer import Composer
from dateline.views.inputs import Shared, ShareInputs

PICTURE = "pictures/share"
"""In the place of a template: the page is drawn."""
MOST_COUNTS = 3
_OURS = re.compile(r"[\s -~¡-ÿıŒœ–—‘’‚“”„•…‹›€]*")
"""What both of our fonts have."""


class ShareCount(Struct, frozen=True):
    """A count on the picture, in words."""

    value: str
    label: str
    by: str  # “Foro Penal”
    day: str  # “29 December 2025”; empty where nobody says


class ShareCard(Struct, frozen=True):
    """A picture of 1200 × 630."""

    site: str
    kicker: str
    title: str
    counts: tuple[ShareCount, ...]


def share_card(shared: Shared, inputs: ShareInputs) -> ShareCard:
    """The words of the picture. A number never stands without whoever says it."""
    page = Composer(shared, inputs.address, inputs.lookup)
    counts = []
    for claim, label in inputs.claims:
        day = page.optional_date(claim.as_of)
        counts.append(
            ShareCount(
                page.quantity(claim.value).text,
                tongues.bare(label),
                tongues.bare(page.actor_name(claim.by)),
                tongues.bare(day.text) if day is not None and day.dated else "",
            )
        )
    words = [text for one in counts for text in (one.value, one.label, one.by, one.day)]
    title = tongues.bare(shared.settings.title)
    return ShareCard(title, inputs.kicker, inputs.title, tuple(counts) if is_drawable(*words) else ())


def site_card(shared: Shared) -> ShareCard:
    """The words of the picture for pages that have none of their own."""
    title, tagline = map(tongues.bare, (shared.settings.title, shared.settings.tagline))
    if tagline and is_drawable(tagline):
        return ShareCard(title, "", tagline, ())
    return ShareCard("", "", title, ())


def is_number(claim: Claim) -> bool:
    """Whether a claim says something that can be printed large."""
    return claim.value.form not in (Form.NONE, Form.UNKNOWN) and not claim.promised


def is_drawable(*texts: str) -> bool:
    """Whether our fonts have every sign."""
    return all(_OURS.fullmatch(text) for text in texts)


def picture_of(shared: Shared, address: str, kicker: str, title: str) -> str:
    """The address of the picture for the page at ``address``, which shows the two; empty where it has none.

    Whoever shows pictures wants absolute addresses, so there are none before the site has one. A page whose title is
    not translated has the picture of its original.
    """
    settings = shared.settings
    texts = map(tongues.bare, (settings.title, kicker, title))
    if not (settings.publishes("share-images") and settings.base_url and is_drawable(*texts)):
        return ""
    return share_address(address if tongues.language_in(title) else shared.locate(address))


def site_picture(shared: Shared) -> str:
    """The address of the picture for a page without one of its own: one whose headline our fonts cannot write, say."""
    settings = shared.settings
    has_one = (
        settings.publishes("share-images") and settings.base_url and is_drawable(tongues.bare(settings.title))
    )
    return share_address(HOME) if has_one else ""
