"""The picture that stands for a crisis or a story where somebody shares its address: headline and counts."""

import re

from msgspec import Struct

from dateline.addresses import share_address
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
    value: str
    label: str
    by: str  # “Foro Penal, 29 December 2025”


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
        by = page.actor_name(claim.by)
        day = page.optional_date(claim.as_of)
        counts.append(
            ShareCount(
                page.quantity(claim.value).text,
                tongues.bare(label),
                tongues.bare(f"{by}, {day.text}" if day is not None and day.dated else by),
            )
        )
    words = [text for one in counts for text in (one.value, one.label, one.by)]
    title = tongues.bare(shared.settings.title)
    return ShareCard(title, inputs.kicker, inputs.title, tuple(counts) if is_drawable(*words) else ())


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
