"""What a person can ask of a run."""

import os
from pathlib import Path
from typing import NamedTuple

from dateline.memory.digests import blake2b


def state_beside(output: Path) -> Path:
    """Where caches and the record of what was published in ``output`` lie: beside it, never in it."""
    return output.parent / ".dateline"


class Options(NamedTuple):
    """Where things lie and what the person asked for. ``now`` is the only clock the program has."""

    root: Path  # the project; folders below are relative to it, or absolute
    output: Path
    now: int  # seconds since 1970
    content: str = "content"
    templates: str = "templates"
    overrides: str = ""  # templates of the site's own: shadow ours file by file
    assets: str = "assets"
    base_url: str = ""
    hold_back: bool = False
    strict: bool = False
    preview: bool = False  # drafts, embargoed and expired stories are there too, and marked
    fresh: bool = False  # nothing kept by earlier runs is used, compiled templates neither
    jobs: int = 1

    @property
    def state(self) -> Path:
        """Where caches and the record of what was published lie: beside the output, never in it."""
        return state_beside(self.output)

    def kept(self, name: str, ending: str) -> Path:
        """A file in ``state`` about this output folder alone, as several may lie beside each other."""
        digest = blake2b(os.fsencode(self.output), digest_size=8).hexdigest()
        return self.state / f"{name}-{digest}.{ending}"


def base_url_problem(text: str) -> str:
    """Why ``text`` cannot be the site's address; empty when it can."""
    from dateline.values.urls import check_url

    url = check_url(text)
    if not isinstance(url, str):
        return url.reason
    return "" if url.startswith(("https://", "http://")) else "an address begins with https:// or http://"
