"""Reads the content folder: which files there are, and their bytes when somebody asks for them.

Listing costs a few microseconds a file and reads nothing, so a build can tell from size, time and inode that
a file is the one it knows, and open only the others.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.read.filenames import folded, name_problem, printable

if TYPE_CHECKING:  # a build without a change finds nothing and reads nothing
    from dateline.findings.diagnostics import Diagnostic
    from dateline.read.text import ContentFile

__all__ = [
    "MEDIA_ENDINGS",
    "TEXT_ENDINGS",
    "FileEntry",
    "Tree",
    "entry_of",
    "file_system_time",
    "is_debris",
    "is_settled",
    "read",
    "read_content",
    "read_texts",
    "walk",
]

TEXT_ENDINGS = (".md", ".yaml")
MEDIA_ENDINGS = (
    *(".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".m4a", ".mp3", ".mp4", ".ogg", ".vtt", ".webm"),
    *(".csv", ".json", ".pdf", ".geojson"),
)
_MEANT = {".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".txt": ".md", ".yml": ".yaml"}

LONGEST_NAME = 200
"""Bytes in the longest name of a content file: it becomes an address, and endings are added to it."""

_SHOWN = frozenset((".well-known", ".nojekyll", ".htaccess"))
_DEBRIS = frozenset(("4913", "Thumbs.db", "desktop.ini", "__MACOSX", "__pycache__", "Icon\r"))
_DEBRIS_STARTS = (".", "~$", "#")
_DEBRIS_ENDS = ("~", ".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload", "___jb_tmp___", "___jb_old___")
# What nearly all files are called: neither debris nor a name that some system cannot hold, or takes for another such.
_PLAIN = re.compile(r"(?!sed|con|prn|aux|nul|com|lpt)[a-z0-9_-]{1,100}\.(?:md|yaml|html|css|js|py)")
_SED = re.compile(r"sed[A-Za-z0-9]{6}")


NOT_A_TEXT = "FILE108"
"""The code for folders that somebody may have meant to be more: nothing is wrong with them beside the content."""


def is_debris(name: str) -> bool:
    """Whether a file or folder is hidden, or left by an editor or a system: such names are passed over."""
    if name.startswith(_DEBRIS_STARTS):
        return name not in _SHOWN
    if name.endswith(_DEBRIS_ENDS) or name in _DEBRIS:
        return True
    return name.startswith("sed") and _SED.fullmatch(name) is not None


class FileEntry(NamedTuple):
    """One regular file. A named tuple, because a site has tens of thousands and lists them in every build."""

    path: str
    """Relative to the project's root, with ``/``."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Nanoseconds; with size, inode and the time of the last change of status it tells whether this is the file
    seen last time, also where somebody set its time back."""
    inode: int
    ctime_ns: int


def entry_of(path: str, status: os.stat_result) -> FileEntry:
    """A file at a path, as the file system describes it."""
    return FileEntry(path, status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


class Tree(NamedTuple):
    """What the content folder holds, sorted by path in code point order."""

    texts: tuple[FileEntry, ...]
    """Files to parse: ``.md`` and ``.yaml``."""
    media: tuple[FileEntry, ...]
    """Pictures, sound and documents that stories may show; nobody reads them here."""
    diagnostics: tuple[Diagnostic, ...]


def read_content(root: Path, folder: str = "content") -> Tree:
    """The files under ``root/folder``. A file with a problem is in ``diagnostics`` and not in the lists."""
    return sorted_out(*walk(root, folder))


def sorted_out(entries: Iterable[FileEntry], found: Iterable[Diagnostic]) -> Tree:
    """What ``walk`` gave for the content folder, by what it is."""
    problems = list(found)
    texts, media = [], []
    for entry in entries:
        if entry.path.endswith(TEXT_ENDINGS):
            texts.append(entry)
        elif entry.path.endswith(MEDIA_ENDINGS):
            media.append(entry)
        else:
            problems.append(_unknown_ending(entry.path))
    return Tree(tuple(texts), tuple(media), _in_order(problems))


def read(root: Path, entry: FileEntry) -> bytes | Diagnostic:
    """The bytes of a file that ``read_content`` listed, or why they cannot be had."""
    from dateline.read.text import LARGEST_FILE

    if entry.size > LARGEST_FILE and entry.path.endswith(TEXT_ENDINGS):
        size, most = entry.size / 1024 / 1024, LARGEST_FILE // 1024 // 1024
        message = f"the file has {size:.1f} MiB; a text may have {most} MiB"
        return _finding(entry.path, "FILE003", message, "move what is not text out of the content folder")
    try:
        with open(os.path.join(root, entry.path), "rb") as file:
            return file.read()
    except OSError as error:
        return _unreadable(entry.path, error)


_GRAIN = 2_000_000_000
"""Nanoseconds: the coarsest time a file system keeps. A file changed so shortly before we looked may be changed again
without its times showing it."""


def is_settled(entry: FileEntry, looked: int) -> bool:
    """Whether a further change of the file would show in its times; ``looked``: the file system's time back then."""
    return max(entry.mtime_ns, entry.ctime_ns) + _GRAIN < looked


def file_system_time(state: Path) -> int:
    """What a file made at this moment gets as its time; 0, before all times, where none can be made."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        mark = state / f"now-{os.getpid()}"
        mark.touch()
        time = mark.stat().st_mtime_ns
        mark.unlink()
    except OSError:
        return 0
    return time


def read_texts(root: Path, paths: Iterable[str]) -> dict[str, ContentFile]:
    """The files at these paths as texts, for their lines; those that cannot be read as one are left out.

    No link is followed, as it may lead to a file that is nobody's business, and no pipe is waited for.
    """
    from dateline.read.text import as_shown

    found = {}
    for path in sorted(paths):
        try:
            status = os.lstat(os.path.join(root, path))
        except (OSError, ValueError):
            continue
        if not stat.S_ISREG(status.st_mode):
            continue
        data = read(root, FileEntry(path, status.st_size, 0, 0, 0))
        file = as_shown(path, data) if isinstance(data, bytes) else None
        if file is not None:
            found[path] = file
    return found


def walk(root: Path, folder: str) -> tuple[list[FileEntry], list[Diagnostic]]:
    """All regular files under ``root/folder`` sorted by path, and what is wrong with the others, unsorted.

    Never leaves the folder. Symbolic links to a file inside it are followed, all others are refused.
    """
    entries: list[FileEntry] = []
    problems: list[Diagnostic] = []
    top = os.path.join(root, folder)
    real_top = os.path.realpath(top)
    if not os.path.isdir(top):
        missing = "is not a folder" if os.path.lexists(top) else "does not exist"
        message, hint = f"the folder “{folder}/” {missing}", "run the command in the folder of the project"
        return [], [_finding(folder, "FILE101", message, hint)]
    # A list, not recursion: folders may be nested deeper than Python's stack.
    waiting = [(top, folder)]
    while waiting:
        where, path = waiting.pop()
        try:
            with os.scandir(where) as listing:
                listed = [(item, _PLAIN.fullmatch(item.name) is not None) for item in listing]
        except OSError as error:
            problems.append(_unreadable(path, error))
            continue
        found = [(item, plain) for item, plain in listed if plain or not is_debris(item.name)]
        if not found and path != folder:
            hint = "put a file into it, or remove it"
            problems.append(_finding(path, NOT_A_TEXT, "there is nothing in this folder", hint))
        if not all(plain for _, plain in found):
            problems.extend(_clashes(path, [item.name for item, _ in found]))
        for item, plain in found:
            inner = f"{path}/{item.name}"
            if not plain and (reason := name_problem(item.name, LONGEST_NAME)):
                problems.append(_unusable_name(path, item.name, reason))
                continue
            try:
                if item.is_symlink() and (refused := _refused_link(inner, item.path, real_top)):
                    problems.append(refused)
                elif item.is_dir():
                    waiting.append((item.path, inner))
                    if item.name.endswith(TEXT_ENDINGS):
                        message = "this is a folder, and is called like a text"
                        hint = f"rename it to “{os.path.splitext(item.name)[0]}”"
                        problems.append(_finding(inner, NOT_A_TEXT, message, hint))
                elif stat.S_ISREG((status := item.stat()).st_mode):
                    entries.append(entry_of(inner, status))
                else:
                    message = "this is a pipe, a socket or a device"
                    problems.append(_finding(inner, "FILE106", message, "remove it"))
            except OSError as error:
                problems.append(_unreadable(inner, error))
    entries.sort()
    return entries, problems


def _refused_link(path: str, where: str, real_top: str) -> Diagnostic | None:
    """Why a symbolic link is not followed; None for one that leads to a file inside the folder."""
    target = os.path.realpath(where)
    try:
        is_folder = stat.S_ISDIR(os.stat(where).st_mode)
    except OSError as error:
        reason = "leads in a circle" if error.errno == errno.ELOOP else "leads nowhere"
    else:
        if target != real_top and not target.startswith(real_top + os.sep):
            reason = "leads out of the folder"
        elif is_folder:
            reason = "leads to a folder, whose files would count twice"
        else:
            return None
    hint = "put the file itself here, or remove the link"
    return _finding(path, "FILE102", f"the symbolic link {reason}", hint)


def _clashes(path: str, names: list[str]) -> Iterator[Diagnostic]:
    """Names in one folder that some systems take for the same."""
    first: dict[str, str] = {}
    for name in sorted(names):
        other = first.setdefault(folded(name), name)
        if other is not name:
            same = "upper and lower case" if name.lower() == other.lower() else "the coding of accents"
            yield _finding(
                printable(f"{path}/{name}"),
                "FILE103",
                f"the name differs from “{printable(other)}” only in {same}",
                "rename one of them: on macOS and Windows they are one file",
            )


def _unusable_name(path: str, name: str, reason: str) -> Diagnostic:
    shown = printable(name)
    return _finding(f"{path}/{shown}", "FILE104", f"the name “{shown}” {reason}", "rename it")


def _unreadable(path: str, error: OSError) -> Diagnostic:
    reasons = {
        errno.ENOENT: "the file vanished while the build was reading",
        errno.EACCES: "the build may not read this",
        errno.EPERM: "the build may not read this",
        errno.EISDIR: "the file became a folder while the build was reading",
        errno.ENOTDIR: "the folder became a file while the build was reading",
        errno.ENAMETOOLONG: "the path is too long for this system",
        errno.EMFILE: "too many files are open",
        errno.EIO: "the disk reports a fault",
    }
    hints = {errno.ENOENT: "build again", errno.EACCES: "give yourself the right to read it"}
    code = error.errno or 0
    reason = reasons.get(code) or f"this cannot be read: {error.strerror or error}"
    return _finding(printable(path), "FILE105", reason, hints.get(code, ""))


def _unknown_ending(path: str) -> Diagnostic:
    name = path.rpartition("/")[2]
    ending = os.path.splitext(name)[1]
    meant = _MEANT.get(ending.lower(), ending.lower())
    if meant != ending and meant in (*TEXT_ENDINGS, *MEDIA_ENDINGS):
        hint = f"rename it to “{name.removesuffix(ending)}{meant}”"
    else:
        hint = "texts end in .md or .yaml; move anything else out of the folder"
    message = f"files ending in “{ending}” are not read" if ending else "files without an ending are not read"
    return _finding(path, "FILE107", message, hint)


def _finding(path: str, code: str, message: str, hint: str) -> Diagnostic:
    """What is wrong with a file or folder as such."""
    from dateline.findings.diagnostics import Diagnostic
    from dateline.findings.positions import Position

    return Diagnostic(Position(path, 1, 1), code, message, hint)


def _in_order(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    if not problems:
        return ()
    from dateline.findings.diagnostics import in_order

    return in_order(problems)
