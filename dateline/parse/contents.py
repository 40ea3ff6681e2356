"""The content files by whose they are: those of each crisis, and those that all share.

They are known by digests. What they say is read when somebody asks: after an edit only the crisis concerned is.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from dateline.memory.digests import digest_of_files
from dateline.parse.file import Parsed
from dateline.read.folders import Tree


@dataclass(frozen=True)
class Files:
    """Some content files, sorted by path."""

    digests: Mapping[str, bytes]
    """By path."""
    say: Callable[[str, bytes], Parsed] = field(compare=False)
    """What a file says, by path and digest."""

    @cached_property
    def digest(self) -> bytes:
        """The same digest: the same files with the same bytes, read by the same program."""
        return digest_of_files(self.digests)

    @cached_property
    def parsed(self) -> tuple[Parsed, ...]:
        """What each file says, sorted by path; read when somebody asks, and held."""
        return tuple(self.say(path, digest) for path, digest in self.digests.items())

    def with_digest(self, path: str, digest: bytes) -> "Files":
        """The files with other bytes in one of them."""
        return replace(self, digests={**self.digests, path: digest})

    def without(self, paths: Set[str]) -> "Files":
        """All others."""
        if paths.isdisjoint(self.digests):
            return self
        kept = {path: one for path, one in self.digests.items() if path not in paths}
        return replace(self, digests=kept)


@dataclass(frozen=True)
class Content:
    """All content files."""

    shared: Files
    """Settings, sources, actors, pages, and what the format has no place for."""
    crises: Mapping[str, Files]
    """By the name of their folder, in order."""
    media: Tree
    folder: str = "content"

    @property
    def parsed(self) -> tuple[Parsed, ...]:
        """What all of them say, sorted by path."""
        found = [*self.shared.parsed, *(one for files in self.crises.values() for one in files.parsed)]
        return tuple(sorted(found, key=lambda one: one.path))

    @cached_property
    def pictures(self) -> Mapping[str, frozenset[str]]:
        """The paths of media files by the crisis in whose folder they lie; all others under an empty name."""
        found: dict[str, set[str]] = {}
        for entry in self.media.media:
            found.setdefault(crisis_of(entry.path, self.folder), set()).add(entry.path)
        return {slug: frozenset(paths) for slug, paths in found.items()}

    def without(self, paths: Set[str]) -> "Content":
        """All content but these files."""
        if not paths:
            return self
        crises = {slug: files.without(paths) for slug, files in self.crises.items()}
        return replace(self, shared=self.shared.without(paths), crises=crises)

    def with_digests(self, digests: Mapping[str, bytes]) -> "Content":
        """The content with other bytes in files that are there, by their paths; the rest are the same objects."""
        shared, crises = self.shared, dict(self.crises)
        for path, digest in digests.items():
            slug = crisis_of(path, self.folder)
            if slug:
                crises[slug] = crises[slug].with_digest(path, digest)
            else:
                shared = shared.with_digest(path, digest)
        return replace(self, shared=shared, crises=crises)

    def with_files(self, parsed: Mapping[str, Parsed]) -> "Content":
        """The content with some files, by their paths, as they would be."""
        digests = {one.path: one.digest for one in (*self.parsed, *parsed.values())}

        def say(path: str, digest: bytes) -> Parsed:
            return parsed[path] if path in parsed else self.shared.say(path, digest)

        return content_of(digests, say, self.media, self.folder)


def content_of(
    digests: Mapping[str, bytes],
    say: Callable[[str, bytes], Parsed],
    media: Tree,
    folder: str = "content",
) -> Content:
    """All content, given by the digests of its files; ``folder``: the content folder."""
    by_crisis: dict[str, dict[str, bytes]] = {"": {}}
    for path in sorted(digests):
        by_crisis.setdefault(crisis_of(path, folder), {})[path] = digests[path]
    found = {slug: Files(listed, say) for slug, listed in by_crisis.items()}
    return Content(found.pop(""), found, media, folder)


def crisis_of(path: str, folder: str) -> str:
    """The crisis in whose folder a file lies; empty for none."""
    start = f"{folder}/crises/"
    slug, inside, _ = path[len(start) :].partition("/") if path.startswith(start) else ("", "", "")
    return slug if inside else ""
