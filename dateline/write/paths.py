"""Which paths a site may consist of."""

from __future__ import annotations

from collections.abc import Container, Iterable

from dateline.read.filenames import folded, name_problem
from dateline.write.errors import PublishError


def check_path(path: str) -> None:
    """Refuses a path that is not relative, leaves the site, or has a name that some system cannot hold."""
    for name in path.split("/"):
        if problem := name_problem(name):
            shown = path.encode("utf-8", "backslashreplace").decode()
            what = f"its part “{name}” {problem}" if name else "it has an empty part"
            raise PublishError(f"no page can be published at {shown!r}: {what}", "choose another address")


def parent(path: str) -> str:
    """The folder of a path; "" for the top."""
    return path.rpartition("/")[0]


def folders_above(path: str, known: Container[str]) -> list[str]:
    """The folders that a path lies in, outermost first, below the innermost one of them that is ``known``."""
    found: list[str] = []
    while (path := parent(path)) and path not in known:
        found.append(path)
    return found[::-1]


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders above these files, without the top."""
    folders: set[str] = set()
    level = {path.rpartition("/")[0] for path in paths}
    while level := level - folders - {""}:
        folders |= level
        level = {path.rpartition("/")[0] for path in level}
    return folders


def check_together(paths: Iterable[str]) -> None:
    """Refuses a file where another needs a folder, and paths that systems without case take for one."""
    seen: dict[str, str] = {}
    paths = sorted(paths)
    for folder in sorted(folders_of(paths)):
        if (other := seen.setdefault(folded(folder), folder)) != folder:
            message = f"the folders “{other}” and “{folder}” are one on macOS and Windows"
            raise PublishError(message, "change one of the addresses")
    for path in paths:
        other = seen.setdefault(folded(path), path)
        if other is path:
            continue
        if other == path:
            raise file_and_folder(path)
        message = f"“{other}” and “{path}” are one file on macOS and Windows"
        raise PublishError(message, "change one of the addresses")


def file_and_folder(path: str) -> PublishError:
    """The error for a page where others need a folder."""
    message = f"“{path}” is a file, and other pages need a folder of that name"
    return PublishError(message, "change one of the addresses")


def produced_twice(path: str) -> PublishError:
    """The error for two pages at one place."""
    return PublishError(f"“{path}” is made twice", "change one of the addresses")
