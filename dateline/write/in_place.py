"""Publication into a folder that cannot be renamed: one on another disk, or the point where a disk is
mounted.

Weaker than an exchange: readers may see pages of both sites for a moment. A journal says what is to be done,
and a publication that is killed is finished by the next one.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable

from dateline.write.disk import Disk
from dateline.write.errors import PublishError
from dateline.write.journal import journal
from dateline.write.manifest import UNSURE, Manifest, digest_of, from_bytes, key_of, record, to_bytes
from dateline.write.paths import folders_of, parent
from dateline.write.shelf import Shelf
from dateline.write.standing import Standing
from dateline.write.trees import Wanted

_HEAD = "dateline journal 1"
_PART = ".dateline-part"


def publish(disk: Disk, output: str, folder: str, shelf: Shelf, standing: Standing, wanted: Wanted) -> None:
    """Changes the published folder file by file: style sheets and pictures, then pages, then removals."""
    if not standing.inode:
        disk.make_folder(output)
    _refuse_obstacles(disk, output, standing, wanted)
    written = sorted(wanted.staged.items(), key=lambda item: (item[0].endswith(".html"), item[0]))
    removed = sorted(standing.manifest.files.keys() - wanted.files.keys())
    lines = [_HEAD]
    lines += [f"write\t{os.path.relpath(new, folder)}\t{path}" for path, new in written]
    lines += [f"remove\t{path}" for path in removed]
    manifest = Manifest(wanted.files, dict.fromkeys(folders_of(wanted.files), UNSURE), wanted.key)
    new_journal = f"{journal(folder)}-new"
    with contextlib.suppress(FileNotFoundError):
        disk.remove(new_journal)
    disk.write(new_journal, "\n".join([*lines, ""]).encode() + b"\n" + to_bytes(manifest))
    disk.move(new_journal, journal(folder))
    resume(disk, output, folder, shelf)


def resume(disk: Disk, output: str, folder: str, shelf: Shelf) -> None:
    """Does what the journal says, again from its start where that was begun; nothing where there is none."""
    try:
        plan, _, rest = disk.read(journal(folder)).partition(b"\n\n")
    except FileNotFoundError:
        return
    manifest = from_bytes(rest)
    if manifest is not None and os.path.isdir(output):
        steps = [line.split("\t") for line in plan.decode().split("\n")[1:]]
        _do(disk, output, folder, shelf, manifest, steps)
    disk.remove(journal(folder))


def _do(
    disk: Disk, output: str, folder: str, shelf: Shelf, manifest: Manifest, steps: list[list[str]]
) -> None:
    files = dict(manifest.files)
    folders = set(manifest.folders)
    writes = [step for step in steps if step[0] == "write"]
    removals = [path for kind, *_, path in steps if kind == "remove"]
    for path in removals:
        if path in folders:  # a file that gives way to a folder
            disk.remove_file(f"{output}/{path}")
    files_wanted = {path for _, _, path in writes}
    within = {path: folders_of([path]) & files_wanted for path in removals}
    for path in removals:
        if within[path]:  # one in a folder that gives way to a file
            disk.remove_file(f"{output}/{path}")
    _remove_empty(disk, output, folders_of(path for path in removals if within[path]) - folders)
    for folder_wanted in sorted(folders):
        with contextlib.suppress(FileExistsError):
            disk.make_folder(f"{output}/{folder_wanted}")
    for _, new, path in writes:
        status = _place(disk, os.path.join(folder, new), f"{output}/{path}")
        if status is None:
            del files[path]
        else:
            files[path] = record(digest_of(files[path]), key_of(files[path]), status)
    for path in removals:
        if path not in folders:
            disk.remove_file(f"{output}/{path}")
    _remove_empty(disk, output, folders_of(removals) - folders - files_wanted)
    inode = disk.lstat(output).st_ino
    key = manifest.key if len(files) == len(manifest.files) else ""
    shelf.save(inode, Manifest(files, manifest.folders, key))


def _place(disk: Disk, new: str, path: str) -> os.stat_result | None:
    """Copies a new file to its place, where it appears as a whole; None where somebody removed the new
    file."""
    part = f"{parent(path)}/{_PART}"
    disk.remove_tree(part)
    try:
        disk.copy(new, part)
    except FileNotFoundError:
        return None
    disk.move(part, path)
    return disk.lstat(path)


def _remove_empty(disk: Disk, output: str, folders: Iterable[str]) -> None:
    for folder in sorted(folders, reverse=True):
        disk.remove_if_empty(f"{output}/{folder}")


def _refuse_obstacles(disk: Disk, output: str, standing: Standing, wanted: Wanted) -> None:
    """Raises, before anything changes, where something that is not ours stands in the way of a page."""
    ours = standing.manifest
    for path in sorted(folders_of(wanted.staged) | wanted.staged.keys()):
        is_file = path in wanted.staged
        try:
            status = disk.lstat(f"{output}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        is_folder = stat.S_ISDIR(status.st_mode)
        if is_file == is_folder and path not in (ours.folders if is_folder else ours.files):
            what = "a folder" if is_folder else "not a folder"
            message = f"{output}/{path} is {what}, and the build did not make it; a page goes there"
            raise PublishError(message, "move it away, then build again")
