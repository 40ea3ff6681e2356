"""Sites to publish, ways to publish them, and what is there afterwards."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from dateline.write.disk import Disk
from dateline.write.publication import Publication, Written

Files = Mapping[str, str]


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def tree(folder: Path) -> dict[str, str]:
    """Every file under a folder with its text; folders that hold nothing end with a slash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {os.readlink(path)}"
        elif path.is_file():
            found[name] = path.read_text()
        elif not any(path.iterdir()):
            found[f"{name}/"] = ""
    return found


def statuses(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of every file and folder, and of the folder itself."""
    return {
        str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in [folder, *folder.rglob("*")]
    }


class Site:
    """A project folder and how its site is published."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self.root = root
        self.output = root / "output"
        self.state = root / ".dateline"
        self.disk = disk

    def open(self, disk: Disk | None = None) -> Publication:
        return Publication(self.output, self.state, disk or self.disk)

    def publish(self, files: Files, disk: Disk | None = None) -> Written:
        """Publishes these files as a build does: those made from the same text are kept without their
        bytes."""
        with self.open(disk) as publication:
            for path, text in files.items():
                if not publication.keep(path, f"from:{text}"):
                    publication.add(path, text.encode(), f"from:{text}")
            return publication.commit()

    def recover(self) -> None:
        """What every build does first, also one that publishes nothing in the end."""
        with self.open():
            pass

    def left_over(self) -> set[str]:
        """What the state folder holds besides what it should: one twin, a manifest for each tree, the
        lock."""
        names = {path.name for path in (self.state / "publish").iterdir()}
        trees = [self.output, self.state / "publish/twin"]
        return names - {
            "lock",
            "twin",
            *(f"manifest-{path.stat().st_ino}" for path in trees if path.exists()),
        }


BEFORE = {
    "index.html": "home",
    "crises/harbour/index.html": "harbour",
    "crises/harbour/pier/index.html": "pier",
    "crises/bridge/index.html": "bridge",
    "assets/site.0a.css": "css",
    "feed": "feed",
}
AFTER = {
    "index.html": "home, edited",
    "crises/harbour/index.html": "harbour",
    "crises/harbour/pier/index.html": "pier, edited",
    "crises/lock/index.html": "lock",
    "assets/site.0b.css": "css, edited",
    "feed/index.xml": "a file becomes a folder",
}


class WithoutExchange(Disk):
    """A system that cannot swap two folders."""

    def exchange(self, one: str, other: str) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), one)


class WithoutLinks(Disk):
    """A file system on which a file has one name."""

    def link(self, path: str, new: str) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), path)


class MountPoint(Disk):
    """A published folder that cannot be renamed."""

    def exchange(self, one: str, other: str) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), one)


STRATEGIES: dict[str, type[Disk]] = {
    "exchange": Disk,
    "two renames": WithoutExchange,
    "in place": MountPoint,
    "copies": WithoutLinks,
}
