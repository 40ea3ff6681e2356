"""Memory of a process and all it started, from Linux's ``/proc``.

What is counted is the proportional set size (PSS): of a page of memory that several processes share, each has its part.
So the sum over a tree of processes is what the tree holds, whether it is one process with threads or several that were
forked. It is looked at ten times a second: what is held for less than that may be missed.
"""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.1
"""Seconds from one look to the next."""


@dataclass(frozen=True)
class Run:
    """What a command took: seconds of wall time, seconds of CPU of all its processes, and MB where it was looked at."""

    wall: float
    cpu: float
    peak: float


class Failed(Exception):
    """A command that ended with an error, or did not end."""


def run(command: Sequence[str], folder: Path, watched: bool = True, patience: float = 3600.0) -> Run:
    """Run a command to its end. ``watched``: look at its memory, too, which takes a little of the machine."""
    before, started = os.times(), time.perf_counter()
    process = start(command, folder)
    most = 0.0
    # The system tells when it ends. ``Popen.wait`` with a limit asks every twentieth of a second: 70 ms would be 115.
    ending = os.pidfd_open(process.pid)
    try:
        if watched:
            while not _comes(ending, PAUSE) and time.perf_counter() - started < patience:
                most = max(most, held(process.pid))
        ended = _comes(ending, max(0.0, patience - (time.perf_counter() - started)))
        wall = time.perf_counter() - started
        if not ended:
            raise Failed(f"{Path(command[0]).name} did not end within {patience:.0f} s")
    finally:
        os.close(ending)
        end(process)
    after = os.times()
    if process.returncode:
        raise Failed(f"{Path(command[0]).name} ended with {process.returncode}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, most)


def _comes(descriptor: int, patience: float) -> bool:
    """Whether there is something to read within so many seconds."""
    return bool(select.select([descriptor], [], [], patience)[0])


def start(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a command that prints nothing here, in a process group of its own.

    Python keeps its bytecode, as it does where nobody forbids it: it is not to be made again by every command.
    """
    nothing = subprocess.DEVNULL
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        command, cwd=folder, env=kept, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a command of ``start`` and all it started, where they have not ended yet."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            continue
        return


def held(root: int) -> float:
    """MB that the tree of processes below ``root`` holds now."""
    return sum(map(_shared_out, _tree(root))) / 1024


def settle(root: int, quiet: float = 2.0, patience: float = 600.0) -> None:
    """Wait until the tree of processes below ``root`` has done next to nothing for so many seconds."""
    until = time.perf_counter() + patience
    last, since = _ticks(root), time.perf_counter()
    while time.perf_counter() < until and time.perf_counter() - since < quiet:
        time.sleep(quiet / 4)
        now = _ticks(root)
        if now > last + 2:  # 20 ms in half a second: a watcher of files that looks often takes up to ten
            since = time.perf_counter()
        last = now


def _ticks(root: int) -> int:
    """Hundredths of a second of CPU that the processes there have used."""
    total = 0
    for one in _tree(root):
        try:
            facts = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        total += int(facts[11]) + int(facts[12])
    return total


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
