"""The few things publication does on a disk, in one place: so that a test can fail or stop at any of them."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable

_READABLE_FILE, _READABLE_FOLDER = 0o444, 0o555

# What `rename` with an exchange answers where the system or the file system does not know it.
NO_EXCHANGE = frozenset((errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
NO_LINKS = frozenset((errno.EPERM, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV))

NOT_EMPTY = frozenset((errno.ENOTEMPTY, errno.EEXIST))


# A link is linked itself, not what it leads to, where the system can tell them apart.
_LINK_ITSELF = {"follow_symlinks": False} if os.link in os.supports_follow_symlinks else {}


class Disk:
    """Files and folders by their full paths. Everything raises ``OSError`` as the system does."""

    # Unwrapped: publication asks for the status of every page.
    lstat = staticmethod(os.lstat)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        with open(path, "rb") as file:
            return file.read()

    def entries(self, path: str) -> list[tuple[str, bool]]:
        """The names in a folder, sorted, each with whether it is a folder itself (a link to one is not)."""
        with os.scandir(path) as listing:
            return sorted((item.name, item.is_dir(follow_symlinks=False)) for item in listing)

    def write(self, path: str, data: bytes) -> os.stat_result:
        """Makes a new file that everybody may read; its status. Refuses a path that exists."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            status = os.fstat(descriptor)
            # Some users' files are private unless they say otherwise; a web server must read these.
            if hasattr(os, "fchmod") and status.st_mode & _READABLE_FILE != _READABLE_FILE:
                os.fchmod(descriptor, stat.S_IMODE(status.st_mode) | _READABLE_FILE)
        finally:
            os.close(descriptor)
        return status

    def make_folder(self, path: str) -> None:
        """Makes one folder that everybody may enter. Refuses a path that exists."""
        os.mkdir(path)
        mode = stat.S_IMODE(os.lstat(path).st_mode)
        if mode & _READABLE_FOLDER != _READABLE_FOLDER:
            os.chmod(path, mode | _READABLE_FOLDER)

    def link(self, path: str, new: str) -> None:
        """Gives a file (or symbolic link) a second name."""
        os.link(path, new, **_LINK_ITSELF)

    def copy(self, path: str, new: str) -> os.stat_result:
        """Makes a file with the same bytes and time; its status."""
        time = self.lstat(path).st_mtime_ns
        self.write(new, self.read(path))
        os.utime(new, ns=(time, time))
        return self.lstat(new)

    def copy_link(self, path: str, new: str) -> None:
        """Makes a symbolic link like the one at ``path``."""
        os.symlink(os.readlink(path), new)

    def move(self, path: str, new: str) -> None:
        """Renames a file or folder; a file replaces a file at ``new``."""
        os.replace(path, new)

    def remove(self, path: str) -> None:
        """Removes a file or symbolic link."""
        os.unlink(path)

    def remove_file(self, path: str) -> bool:
        """Removes a file or symbolic link; whether there was one. A folder stays."""
        # Systems disagree about what removing a folder as a file answers, so it is not tried.
        try:
            if stat.S_ISDIR(self.lstat(path).st_mode):
                return False
            self.remove(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def remove_folder(self, path: str) -> None:
        """Removes an empty folder."""
        os.rmdir(path)

    def remove_if_empty(self, path: str) -> None:
        """Removes a folder unless it holds something, is gone, or is no folder."""
        try:
            self.remove_folder(path)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            if error.errno not in NOT_EMPTY:
                raise

    def exchange(self, one: str, other: str) -> None:
        """Swaps two folders in a single step. Fails with an error of ``NO_EXCHANGE`` where there is no
        such."""
        swap = _exchange()
        if swap is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), one)
        code = swap(os.fsencode(one), os.fsencode(other))
        if code:
            raise OSError(code, os.strerror(code), one, None, other)

    def remove_tree(self, path: str) -> None:
        """Removes a folder with all it holds, or a file; links are not followed. Nothing there is fine."""
        waiting, folders = [path], []
        while waiting:
            here = waiting.pop()
            try:
                if not stat.S_ISDIR(self.lstat(here).st_mode):
                    self.remove(here)
                    continue
            except FileNotFoundError:
                continue
            folders.append(here)
            waiting += [os.path.join(here, name) for name, _ in self.entries(here)]
        for folder in reversed(folders):
            with contextlib.suppress(FileNotFoundError):
                self.remove_folder(folder)


def _exchange() -> Callable[[bytes, bytes], int] | None:
    """A function that swaps two paths and returns 0 or the error number; None where the system has none."""
    # ctypes costs 10 ms: only a build that publishes something pays for it.
    import ctypes

    at_working_folder, exchange, swap = -100, 2, 2
    library = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None

    if sys.platform == "linux" and (rename := getattr(library, "renameat2", None)):

        def on_linux(one: bytes, other: bytes) -> int:
            failed = rename(at_working_folder, one, at_working_folder, other, exchange)
            return ctypes.get_errno() if failed else 0

        return on_linux
    if sys.platform == "darwin" and (rename := getattr(library, "renamex_np", None)):

        def on_macos(one: bytes, other: bytes) -> int:
            return ctypes.get_errno() if rename(one, other, swap) else 0

        return on_macos
    return None
