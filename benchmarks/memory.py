"""Memory of a process and all it started, from Linux's ``/proc``."""

import subprocess
import time
from pathlib import Path

PAUSE = 0.1
"""Seconds from one look to the next."""


def peak_of_run(command: tuple[str, ...], folder: Path) -> float:
    """The most MB that the command and all it started held at once; what processes share counts once."""
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(map(_shared_out, _tree(process.pid))) / 1024)
        time.sleep(PAUSE)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return most


def held(root: int, field: str) -> float:
    """MB of the tree below ``root``: ``VmRSS`` now, ``VmHWM`` each process's own peak."""
    places = (Path(f"/proc/{one}/status") for one in _tree(root))
    return sum(int(_status(place).get(field, "0 kB").split()[0]) for place in places) / 1024


def _tree(root: int) -> set[int]:
    """A process and all it started, directly or through others."""
    parents = {
        int(place.parent.name): int(_status(place).get("PPid", "0"))
        for place in Path("/proc").glob("[0-9]*/status")
    }
    tree = {root}
    while more := {one for one, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return tree


def _shared_out(process: int) -> int:
    """KB of a process, with its part of the memory that it shares."""
    return int(_status(Path(f"/proc/{process}/smaps_rollup")).get("Pss", "0 kB").split()[0])


def _status(place: Path) -> dict[str, str]:
    try:
        text = place.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in text.splitlines())}
