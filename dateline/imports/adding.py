"""Content files added to a content folder: all or none, and nothing that is there is overwritten."""

from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dateline.desk.disk import make_file, replace_file
from dateline.values.refusal import Refusal


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file before and after; before is None for one that is made."""

    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Addition:
    """What would be written, by path below the content folder."""

    changes: Mapping[str, FileChange]
    kept: tuple[str, ...]
    """What is there already and stays as it is: files that say the same, and those that are the site's own."""


def planned(
    files: Mapping[str, str],
    content: Path,
    own: Container[str] = (),
    becomes: Mapping[str, FileChange] | None = None,
) -> Addition | Refusal:
    """How ``files`` get into ``content``. One of ``own`` stays whatever it says; one of ``becomes`` is changed so.

    Any other that is there and says something else is a refusal. Raises OSError where the disk does.
    """
    changed = becomes or {}
    changes: dict[str, FileChange] = {}
    kept, taken = [], []
    for path, text in files.items():
        place = content / path
        if path in changed:
            changes[path] = changed[path]
        elif not place.exists():
            changes[path] = FileChange(None, text.encode())
        elif path in own or place.read_bytes() == text.encode():
            kept.append(path)
        else:
            taken.append(path)
    if taken:
        listed = ", ".join(taken)
        return Refusal(
            f"{listed} is there and says something else", "move it away, or import into another folder"
        )
    return Addition({path: one for path, one in changes.items() if one.before != one.after}, tuple(kept))


def carry_out(addition: Addition, content: Path) -> None:
    """Write the files of an addition; where one cannot be written, none is, and OSError is raised."""
    done: list[str] = []
    try:
        for path, one in addition.changes.items():
            if one.before is None:
                make_file(content / path, one.after)
            else:
                replace_file(content / path, one.before, one.after)
            done.append(path)
    except OSError:
        for path in done:
            with suppress(OSError):
                _undo(content / path, addition.changes[path])
        raise


def _undo(place: Path, change: FileChange) -> None:
    if change.before is None:
        place.unlink()
    else:
        replace_file(place, change.after, change.before)
