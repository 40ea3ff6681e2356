"""What has to be put and deleted, in an order in which the site at the target is whole after every single step.

New pages come before changed ones, since nobody knows of them yet; among changed ones the deeper come first, so that
what lists others (a crisis, the home page) comes last. Assets lie there before any page asks for them, and stay for
days after the last one did, since pages that somebody has open or in a cache still ask.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.data.serving import is_fingerprinted, rules
from dateline.deploy.ledger import Ledger
from dateline.deploy.store import Store, digest

DAY = 86_400
OF_THE_WHOLE = (
    "feed.xml",
    "feed.json",
    "sitemap.xml",
    "sitemap-news.xml",
    "robots.txt",
    "_headers",
    "_redirects",
)
"""Names of files that tell machines what pages there are: they come after the pages."""

_SITEMAP = re.compile(r"sitemap-[0-9]+\.xml")
"""One of several."""


@dataclass(frozen=True, slots=True)
class Step:
    """Files that may be put, or deleted, in any order or at the same time."""

    name: str
    put: tuple[str, ...] = ()
    delete: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deployment:
    """A deployment to be."""

    steps: tuple[Step, ...]
    before: Ledger
    begun: Ledger
    """What the target remembers from the first change on, should the deployment be cut off."""
    after: Ledger
    """What it remembers at the end; tags of files that are put now are added then."""
    new: frozenset[str]
    not_ours: tuple[str, ...]
    """Files that are not ours and would be replaced."""
    deletions: tuple[str, ...]
    """Files that readers could still ask for: without assets whose days are over."""

    @property
    def changes(self) -> int:
        """How many files are put and deleted."""
        return sum(len(step.put) + len(step.delete) for step in self.steps)


def build_of(site: Mapping[str, str]) -> str:
    """What tells builds apart: a digest over all paths and digests of a site."""
    text = "".join(f"{path}\t{digest}\n" for path, digest in sorted(site.items()))
    return digest(text.encode())


def make_plan(
    site: Mapping[str, str], store: Store, ledger: Ledger, commit: str, now: int, keep_days: int
) -> Deployment:
    """How the target becomes ``site`` (path → digest). ``now``: seconds since 1970, for assets that are kept."""
    there = store.listing()
    served_alike = not store.keeps_headers or ledger.rules == rules()
    same = {
        path for path in site if path in there and served_alike and _same(path, site, there, store, ledger)
    }
    put = sorted(site.keys() - same)
    gone = sorted(path for path in ledger.files if path not in site and path in there)
    superseded = {path: ledger.superseded.get(path, now) for path in gone if is_fingerprinted(path)}
    expired = {path for path, since in superseded.items() if now - since >= keep_days * DAY}
    deletions = tuple(path for path in gone if path not in superseded)
    kept = {path: ledger.files[path] for path in superseded.keys() - expired}
    builds = (*(one for one in ledger.builds if one != build_of(site)), build_of(site))
    known = {path: (digest, there[path] if path in same else "") for path, digest in site.items()}
    new = frozenset(path for path in put if path not in there)
    # Where nothing of ours lies yet, whatever will be there when we are cut off was put by the rules of now.
    at_first = rules() if not ledger.files else ledger.rules
    staying = {path: since for path, since in superseded.items() if path not in expired}
    return Deployment(
        steps=tuple(_steps(put, new, deletions, tuple(sorted(expired)))),
        before=ledger,
        begun=Ledger(commit, builds, {**ledger.files, **known}, superseded, at_first),
        after=Ledger(commit, builds, {**known, **kept}, staying, rules()),
        new=new,
        not_ours=tuple(path for path in put if path in there and path not in ledger.files),
        deletions=deletions,
    )


def _same(path: str, site: Mapping[str, str], there: Mapping[str, str], store: Store, ledger: Ledger) -> bool:
    digest, tag = site[path], there[path]
    return ledger.files.get(path) == (digest, tag) or store.has(path, tag, digest)


def _tells_of_all(name: str) -> bool:
    return name in OF_THE_WHOLE or _SITEMAP.fullmatch(name) is not None


def _steps(
    put: list[str], new: frozenset[str], deletions: tuple[str, ...], expired: tuple[str, ...]
) -> Iterator[Step]:
    assets = tuple(path for path in put if is_fingerprinted(path))
    lists = tuple(path for path in put if _tells_of_all(path.rpartition("/")[2]))
    pages = [path for path in put if path.endswith(".html") and path not in lists]
    data = tuple(path for path in put if path not in {*assets, *lists, *pages})
    yield Step("assets", assets)
    yield Step("data", data)
    yield Step("new pages", tuple(path for path in pages if path in new and path.count("/")))
    changed = [path for path in pages if path not in new or not path.count("/")]
    for depth in sorted({path.count("/") for path in changed}, reverse=True):
        name = "pages" if depth > 1 else "index pages"
        yield Step(name, tuple(path for path in changed if path.count("/") == depth))
    yield Step("feeds and sitemap", lists)
    vanished = tuple(path for path in deletions if path.endswith(".html"))
    yield Step("pages that are gone", delete=vanished)
    yield Step("data that is gone", delete=tuple(path for path in deletions if path not in vanished))
    yield Step("assets of days ago", delete=expired)
