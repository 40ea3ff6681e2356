"""One build at a time publishes to a folder."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

from dateline.write.errors import PublishError

_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
_TAKEN = frozenset((errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK))


class Lock:
    """Held from ``acquire`` to ``release``, or until the process ends: a killed build leaves nothing to clean
    up.

    The file stays, because removing it would let a third build lock a new one beside the second. It names the
    process that holds the lock, for the message. A few network file systems know no locks; builds there are
    not kept apart.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._descriptor = -1
        self.keeps_others_out = True
        """False once it was acquired where the file system knows no locks."""

    def acquire(self) -> None:
        """Takes the lock or raises ``PublishError`` at once."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in _TAKEN:
                # On Windows the locked byte lies behind the text, which everybody can read.
                holder = (
                    os.pread(descriptor, 20, 0).decode("ascii", "replace") if hasattr(os, "pread") else ""
                )
                os.close(descriptor)
                number = f" (process {holder.strip()})" if holder.strip().isdigit() else ""
                message = f"another build is publishing to the same folder{number}"
                raise PublishError(message, "wait until it is done, or end it") from None
            if error.errno not in _NO_LOCKS:
                os.close(descriptor)
                raise
            self.keeps_others_out = False
        self._descriptor = descriptor
        with contextlib.suppress(OSError):  # a full disk holds the lock all the same
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Gives the lock back; nothing happens where it is not held."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 1024, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
