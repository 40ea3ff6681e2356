"""Memory of a process and all it started, from Linux's ``/proc``."""

import subprocess
import time
from pathlib import Path

PAUSE = 0.02
"""Seconds from one look to the next."""


def peak_of_run(command: tuple[str, ...], folder: Path) -> float:
    """The most MB that the command and all it started held at once; what processes share counts once for each."""
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, held(process.pid, "VmRSS"))
        time.sleep(PAUSE)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return most


def held(root: int, field: str) -> float:
    """MB of the tree below ``root``: ``VmRSS`` now, ``VmHWM`` each process's own peak."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/status"):
        values = _status(place)
        if "PPid" in values:
            parents[int(place.parent.name)] = int(values["PPid"]), int(values.get(field, "0 kB").split()[0])
    tree = {root}
    while more := {one for one, (parent, _) in parents.items() if parent in tree} - tree:
        tree |= more
    return sum(parents[one][1] for one in tree if one in parents) / 1024


def _status(place: Path) -> dict[str, str]:
    try:
        text = place.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return {}
    return dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
