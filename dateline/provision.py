"""Making ``.venv`` and filling it from the locks; imported on first use only (``dateline.environment``).

The order of steps is what makes an interruption harmless: the state file says “unfinished” before the first
change and repeats the locks after the last one, written beside and renamed. Whoever finds “unfinished” starts
anew. One set-up runs at a time: the lock file is held by this process *and* by the pip it starts, so a pip
that outlives a killed build.py still keeps the next set-up out.

pip installs with the hashes of the lock, ready-made packages only (nothing is compiled, no code of a package
runs), and without dependencies beyond the lock. Everything here is said on standard error.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dateline.environment import (
    STATE,
    UNFINISHED,
    Environment,
    SetupFailed,
    lacking,
    listing,
    pins,
    running_python,
    sources,
)

LOCK_FILE = "dateline.lock"  # in .venv; empty, only held

# How pip's lines begin when it turns to a package: from the network, from a file, there already.
PACKAGE_STARTS = ("Collecting ", "Processing ", "Requirement already satisfied: ")

# What pip says, among much else, when it cannot reach anything.
NO_NETWORK = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "Connection refused",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "ProxyError",
    "--no-index",
)


def provide(environment: Environment, sets: tuple[str, ...], quiet: bool) -> None:
    """Leave ``.venv`` ready for ``sets``, or raise SetupFailed with the reason in a sentence."""
    folder = os.path.realpath(environment.folder)
    display = Display(quiet)
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise SetupFailed(".venv is a file, not a folder: move it away and start again")
    try:
        os.makedirs(folder, exist_ok=True)
        with locked(os.path.join(folder, LOCK_FILE), display) as lock:
            if not environment.is_ready(sets):  # somebody else may have made it meanwhile
                fill(environment, folder, sets, display, lock)
    except OSError as problem:
        raise SetupFailed(
            f"{folder} cannot be written ({problem.strerror}): allow that, or install {sources(sets)} "
            "somewhere else and start build.py with the Python there"
        ) from None
    except KeyboardInterrupt:
        raise SetupFailed("set-up was stopped; the next run starts it anew", status=130) from None


def fill(environment: Environment, folder: str, sets: tuple[str, ...], display: "Display", lock: int) -> None:
    """Create the environment where that is needed, install ``sets`` into it, note that it is finished. Raises
    SetupFailed, with what a person can do."""
    state = environment.state()
    strangers = [name for name in os.listdir(folder) if not name.startswith("dateline.")]
    if state is None and strangers:
        raise SetupFailed(
            f".venv was not made by build.py and lacks what is needed ({complaint(environment, sets)}): "
            f"move it away, or install {sources(sets)} into it"
        )
    kept = state if state is not None and can_be_kept(environment, state) else ""
    write_state(folder, UNFINISHED)
    if not kept:
        display.say(
            "Dateline: making .venv, a place of its own for the packages it needs (on first use only)"
        )
        for name in strangers:
            remove(os.path.join(folder, name))
        create(folder, lock)
    for number, name in enumerate(sets, start=1):
        if not kept.startswith(environment.finished_state(sets[:number], running_python())):
            install(environment, name, display, lock)
    absent = complaint(environment, sets)
    if absent:
        raise SetupFailed(f"requirements/ and pyproject.toml disagree ({absent}): write requirements/ anew")
    write_state(folder, environment.finished_state(sets, running_python()))
    display.say("Dateline: .venv is ready")


def complaint(environment: Environment, sets: tuple[str, ...]) -> str:
    """What is wrong with the packages in ``.venv``, in a few words; empty where nothing is."""
    place = environment.site_packages()
    if place is None:
        return "it has no packages"
    absent = lacking(environment.needs(sets), [place[0]])
    if absent:
        return f"{listing(absent)} missing or too old"
    return "" if os.access(environment.python, os.X_OK) else "its Python is gone"


def can_be_kept(environment: Environment, state: str) -> bool:
    """Whether a finished environment only needs other releases: same system, same Python, and it starts."""
    head = environment.finished_state((), running_python())
    return (
        state.startswith(head)
        and environment.site_packages() is not None
        and os.access(environment.python, os.X_OK)
    )


def create(folder: str, lock: int) -> None:
    """An empty environment with pip in ``folder``. Raises SetupFailed."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ModuleNotFoundError as problem:
        raise SetupFailed(
            f"this Python lacks its {problem.name} module, which makes .venv: install it "
            "(Debian and Ubuntu: apt install python3-venv), or use another Python"
        ) from None
    python = (
        getattr(sys, "_base_executable", None) or sys.executable
    )  # .venv's own may just have been removed
    try:
        run([python, "-I", "-m", "venv", folder], lock, folder, lambda line: None)
    except Unsuccessful as failure:
        raise SetupFailed(f".venv could not be made: {last_words(failure.lines)}") from None


def install(environment: Environment, name: str, display: "Display", lock: int) -> None:
    """Install the packages of one lock, by pip; what pip says becomes a progress display. Raises SetupFailed with one
    sentence."""
    source = sources((name,))
    total = len(pins(environment.lock(name)))
    seen = 0

    def heard(line: str) -> None:
        nonlocal seen
        start = next((start for start in PACKAGE_STARTS if line.startswith(start)), None)
        if start is not None:
            seen += 1
            display.progress(seen, total, os.path.basename(line.removeprefix(start).split()[0]))
        elif line.startswith("Installing collected packages"):
            display.progress(total, total, "unpacking")

    display.say(f"Dateline: installing {total} packages from {source}, each checked by its hash")
    options = [
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--no-user",
        "--no-input",
        "--retries=2",
    ]
    options += ["--progress-bar=off", "--disable-pip-version-check", "--no-color"]
    try:
        run(
            [environment.python, "-I", "-m", "pip", "install", *options, "-r", source],
            lock,
            environment.root,
            heard,
        )
    except Unsuccessful as failure:
        raise SetupFailed(why_pip_failed(failure.lines, source)) from None
    finally:
        display.clear()


def why_pip_failed(lines: list[str], source: str) -> str:
    """One sentence from what pip said, for the failures people meet."""
    text = "\n".join(lines)
    if "DO NOT MATCH THE HASHES" in text:
        after = lines[next(number for number, line in enumerate(lines) if "DO NOT MATCH" in line) + 1 :]
        culprit = next((line.split()[0] for line in after if "==" in line), "a package")
        return f"{culprit} was refused because its hash is not the one in {source}: nothing was built"
    if "No space left on device" in text:
        return "the disk is full: make room for .venv and start again"
    if any(sign in text for sign in NO_NETWORK):
        return (
            "the packages cannot be fetched without a network: connect and start again, "
            f"or install {source} yourself and start build.py with that Python"
        )
    if "No matching distribution found for" in text:
        wanted = text.rpartition("No matching distribution found for ")[2].split()[0]
        return f"there is no ready-made {wanted} for this Python and system: try another Python from 3.11 on"
    return f"pip could not install {source}: {last_words(lines)}"


def last_words(lines: list[str]) -> str:
    """The last line that says something, errors before anything else, without its full stop."""
    said = [line.strip() for line in lines if line.strip()]
    errors = [line for line in said if line.startswith("ERROR:")]
    line = (errors or said or ["it gave no reason"])[-1]
    return line.removeprefix("ERROR:").strip().rstrip(".")


def run(command: list[str], lock: int, folder: str, heard: Callable[[str], None]) -> list[str]:
    """What a program of the set-up says, errors included; ``heard`` is given each line as it comes.
    Raises Unsuccessful where it ends with a failure. It holds the set-up lock for as long as it runs.
    """
    misleading = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER")  # would install somewhere else
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in misleading},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if sys.platform == "win32" else (lock,),
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line.rstrip())
                heard(line)
        except KeyboardInterrupt:
            process.terminate()
            raise
    if process.returncode:
        raise Unsuccessful(lines)
    return lines


class Unsuccessful(Exception):
    """A program of the set-up failed; ``lines`` is what it said."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines


@contextmanager
def locked(path: str, display: "Display") -> Iterator[int]:
    """Hold ``path`` as a lock, after waiting for whoever holds it, until its last holder has ended."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform == "win32":
            import msvcrt

            waiting, now = msvcrt.LK_LOCK, msvcrt.LK_NBLCK

            def take(mode: int) -> None:
                msvcrt.locking(handle, mode, 1)

        else:
            import fcntl

            waiting, now = fcntl.LOCK_EX, fcntl.LOCK_EX | fcntl.LOCK_NB

            def take(mode: int) -> None:
                fcntl.flock(handle, mode)

        try:
            take(now)
        except (BlockingIOError, PermissionError):
            display.say("Dateline: another set-up is running here; waiting for it")
            take(waiting)
        yield handle
    finally:
        os.close(handle)


def write_state(folder: str, state: str) -> None:
    """Replace the state file in one step."""
    beside = os.path.join(folder, STATE + ".new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(state)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, os.path.join(folder, STATE))


def remove(path: str) -> None:
    """Remove a file, a link or a folder with what is in it."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)


class Display:
    """What set-up says on standard error: lines, and between them how far it is. Nothing where quiet."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.live = sys.stderr.isatty()

    def say(self, line: str) -> None:
        """Print a line of its own."""
        if not self.quiet:
            print(line, file=sys.stderr, flush=True)

    def progress(self, done: int, total: int, name: str) -> None:
        """On a terminal a bar that is drawn over itself, elsewhere a line a step."""
        if not self.live:
            self.say(f"  {done} of {total}: {name}")
        elif not self.quiet:
            bar = "#" * (24 * done // total)
            print(f"\r  [{bar:.<24}] {done} of {total}: {name:<32.32}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Wipe the bar."""
        if self.live and not self.quiet:
            print("\r" + " " * 76 + "\r", end="", file=sys.stderr, flush=True)
