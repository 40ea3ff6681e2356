"""What can go wrong with a disk, in words."""

from __future__ import annotations

import errno

from dateline.workers import HandedOn

_REASONS = {
    errno.ENOSPC: ("the disk is full", "free some space, then build again"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space, then build again"),
    errno.EROFS: ("the disk is read-only", "build somewhere else with --output"),
    errno.EACCES: ("you may not write there", "give yourself the right to write there"),
    errno.EPERM: ("the system does not allow it", "give yourself the right to write there"),
    errno.EIO: ("the disk reports a fault", "check the disk"),
    errno.EMFILE: ("too many files are open", "raise the limit (ulimit -n), then build again"),
    errno.ENFILE: ("too many files are open", "close other programs, then build again"),
    errno.ENAMETOOLONG: ("the path is too long for this system", "shorten a title, or move the project up"),
    errno.EFBIG: ("the file is too large for this disk", "raise the limit (ulimit -f), or use another disk"),
    errno.ELOOP: ("a symbolic link leads in a circle", "remove the link"),
}


class PublishError(HandedOn):
    """Publication is impossible for a reason of the machine, or because two pages want one place.

    ``message`` states the fact and ``hint`` says what to do; neither ends with a full stop. The published
    folder is as it was before.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def words(self) -> tuple[str, ...]:
        return self.message, self.hint


def told(error: OSError, doing: str) -> PublishError:
    """The error as people should see it: ``doing`` is what was tried, “publish the site”."""
    usual = f"{error.strerror or error}".lower()
    reason, hint = _REASONS.get(error.errno or 0, (usual, "build again; if it stays, report it"))
    place = f" ({error.filename})" if error.filename else ""
    return PublishError(f"cannot {doing}: {reason}{place}", hint)


def was_changed(path: str) -> PublishError:
    """Somebody else wrote into the published folder at the same time."""
    return PublishError(f"{path} was changed while the site was built", "build again")
