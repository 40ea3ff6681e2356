"""The content as it was at a git revision: read from git's own store, without touching a file."""

from __future__ import annotations

import io
import tarfile

from dateline.model import Site
from dateline.options import Options
from dateline.parse.contents import Content, content_of
from dateline.parse.file import Parsed, parse_bytes
from dateline.read.folders import TEXT_ENDINGS, FileEntry, is_debris, sorted_out
from dateline.read.git import git
from dateline.resolve import collect, resolve
from dateline.resolve.publishable import outline, publishable


def site_at(revision: str, options: Options) -> Site | str:
    """What was published of the content at ``revision``, judged at this instant; or why it cannot be read."""
    content = content_at(revision, options)
    if isinstance(content, str):
        return content
    outlines = {"": outline(*content.shared.parsed)}
    outlines |= {slug: outline(*of.parsed) for slug, of in content.crises.items()}
    published, _, _ = publishable(content, outlines, options.now)
    return resolve(collect(published.parsed))[0]


def content_at(revision: str, options: Options) -> Content | str:
    """The content at ``revision``; or why it cannot be read."""
    folder = options.root / options.content
    try:
        named = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if named.returncode:
            inside = git(folder, "rev-parse", "--git-dir").returncode == 0
            return (
                f"there is no revision {revision}"
                if inside
                else f"{options.content} is not in a git repository"
            )
        archive = git(folder, "archive", "--format=tar", named.stdout.decode().strip())
    except OSError as error:
        return f"git cannot be run: {error.strerror}"
    if archive.returncode:
        return f"{options.content} is not in the revision {revision}"
    said: dict[str, Parsed] = {}
    entries: list[FileEntry] = []
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as members:
        for member in members:
            data = members.extractfile(member) if member.isfile() else None
            if data is None or any(is_debris(name) for name in member.name.split("/")):
                continue
            path = f"{options.content}/{member.name}"
            entries.append(FileEntry(path, member.size, 0, 0, 0))
            if path.endswith(TEXT_ENDINGS):
                said[path] = parse_bytes(path, member.name, data.read())
    tree = sorted_out(sorted(entries), ())
    return content_of(dict.fromkeys(said, b""), lambda path, _: said[path], tree, options.content)
