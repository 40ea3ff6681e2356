"""Files that static hosts read: ``_headers`` and ``_redirects`` (Netlify, Cloudflare), ``.nojekyll`` (GitHub Pages)."""

from collections.abc import Sequence
from urllib.parse import quote

from dateline.addresses import ACTORS, CORRECTIONS, HOME, PLACES, SEARCH, TIMELINE, UPDATES, text_address
from dateline.data.serving import EMBEDS, FOREVER, HOUR, SECURITY
from dateline.views.inputs import Shared

_POLICY = "Content-Security-Policy"
_SECTIONS = (ACTORS, CORRECTIONS, "/crises/", PLACES, SEARCH, TIMELINE, UPDATES)


def headers(shared: Shared) -> str:
    """``_headers``: what is said with each file.

    These hosts join the values of all rules that fit, so no header may be given to a file twice: the policy stands at
    each part of the site, because that of embeds differs. Pages are not kept without asking there anyway.
    """
    policy = dict(SECURITY)[_POLICY]
    sections = (*_SECTIONS, *(text_address(slug) for slug, _ in shared.texts))
    homes = tuple(dict.fromkeys((HOME, *(shared.locate(HOME, one) for one in shared.languages))))
    pages = [f"{home}{page}" for home in homes for page in ("", *(f"{one[1:]}*" for one in sections))]
    rules = [
        ("/*", [one for one in SECURITY if one[0] != _POLICY]),
        ("/assets/*", [("Cache-Control", FOREVER)]),
        ("/media/*", [("Cache-Control", HOUR)]),
        *((f"{home}embed/*", [(_POLICY, EMBEDS)]) for home in homes),
        *((quote(page, safe="/*"), [(_POLICY, policy)]) for page in pages),
    ]
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said) for path, said in rules
    )


def redirects(shared: Shared, moved: Sequence[tuple[str, str, str]], removed: Sequence[str]) -> str:
    """``_redirects``: from each old address to the new one for good, and “gone” for what was taken down."""
    lines = [f"{quote(old)} {quote(new)} 301" for old, new, _ in moved]
    lines += [f"{quote(address)} /404.html 410" for address in removed]
    return "".join(f"{line}\n" for line in lines)


def nojekyll(shared: Shared) -> str:
    """``.nojekyll``, an empty file: publish every file as it is, also those that begin with an underscore."""
    return ""
