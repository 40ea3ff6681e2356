"""The packages Dateline needs: whether they are at hand, and where.

``build.py`` calls ``prepare`` on every run, before anything else is imported, so the everyday case must cost
next to nothing: a few small files and folder listings, no import but ``os`` and ``sys``, no second
interpreter. Making or mending ``.venv`` is left to ``dateline.provision``, which is imported only then.

The packages are looked for in two places, in this order:

1. in the interpreter that runs: every direct dependency of pyproject.toml has to be installed there, in a
   version it allows, and not in a later major version than the one the lock was tested with;
2. in ``.venv``, which may be a folder, a copy of one or a symbolic link. One made by us has a state file that
   repeats the locks it was filled from: a changed lock, another system or an unfinished set-up cannot be
   mistaken for a finished one. One made by somebody else counts if it passes the test of the interpreter.
"""

import os
import sys

RUNTIME = ("runtime",)
DEPLOYING = ("runtime", "deploy")
TESTING = (
    "runtime",
    "deploy",
    "test",
)  # each list of sets begins with the one before, so that .venv only grows

STATE = "dateline.state"  # in .venv: one line that names the system and the Python, then the locks
UNFINISHED = "unfinished\n"  # the state while packages are being installed


class SetupFailed(Exception):
    """Why the packages cannot be provided, in one sentence for the person who typed the command."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


FLAGS = ("-q", "--quiet", "--no-setup", "--strict")
"""Options that may stand before a command. What follows any other one may be its value."""


def command_in(words: list[str]) -> tuple[str, list[str]]:
    """The command, which is the first word after flags, and all other words; “build” where none is named."""
    place = next((place for place, word in enumerate(words) if word not in FLAGS), len(words))
    if words[place : place + 1] and not words[place].startswith("-"):
        return words[place], [*words[:place], *words[place + 1 :]]
    return "build", words


def prepare(arguments: list[str], root: str) -> list[str]:
    """The arguments left for the command line, with the packages importable from here on.

    ``root`` is the folder of build.py. Understands ``--no-setup`` (take nothing but what is there) and
    ``--quiet``. May replace this process by one of ``.venv``'s interpreter. Where the packages cannot be had,
    it says why in one sentence and exits with status 2: nothing was checked or built.
    """
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    rest = [word for word in own if word != "--no-setup"] + arguments[len(own) :]
    command, words = command_in(own)
    # What can be said of a new story is read from the fields there are.
    told_by_packages = command == "test" or (
        command == "new" and any(word[0] != "-" for word in words if word)
    )
    if not told_by_packages and not {"-h", "--help", "--version"}.isdisjoint(own):
        return rest
    to_storage = command == "deploy" and any(word.startswith("s3://") for word in own)
    sets = TESTING if command == "test" else DEPLOYING if to_storage else RUNTIME
    environment = Environment(root)
    try:
        needs = environment.needs(sets)
        absent = lacking(needs, sys.path[1:])
        if not absent and not (environment.is_running() and environment.state() == UNFINISHED):
            return rest
        if not environment.is_ready(sets):
            if "--no-setup" in own:
                where = f"neither in {sys.executable} nor in .venv" if absent else "only half installed"
                raise SetupFailed(
                    f"--no-setup was given, and {listing(absent or sorted(needs))} {where}: "
                    f"leave it out, or install {sources(sets)} yourself"
                )
            from dateline.provision import provide

            provide(environment, sets, quiet=not {"-q", "--quiet"}.isdisjoint(own))
        environment.enter(sets)
    except SetupFailed as problem:
        print(f"build.py: {problem}.", file=sys.stderr)
        sys.exit(problem.status)
    return rest


class Environment:
    """The folder ``.venv`` beside build.py, the locks it is filled from and what it holds now."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.folder = os.path.join(root, ".venv")
        windows = sys.platform == "win32"
        self.python = os.path.join(
            self.folder, *(("Scripts", "python.exe") if windows else ("bin", "python"))
        )

    def lock(self, name: str) -> str:
        """The text of ``requirements/NAME.txt``: exact releases and the hashes of their files."""
        return self._read(os.path.join(self.root, "requirements", f"{name}.txt"))

    def needs(self, sets: tuple[str, ...]) -> dict[str, tuple[str, str]]:
        """The direct dependencies: normalised name → (what pyproject.toml wants, release in the lock)."""
        wanted = direct_dependencies(self._read(os.path.join(self.root, "pyproject.toml")), sets)
        locked = {name: version for part in sets for name, version in pins(self.lock(part)).items()}
        return {name: (wants, locked.get(name, wants)) for name, wants in wanted.items()}

    def state(self) -> str | None:
        """What the last set-up left: UNFINISHED, or a head line and the locks; None if there was none."""
        try:
            return self._read(os.path.join(self.folder, STATE))
        except SetupFailed:
            return None

    def finished_state(self, sets: tuple[str, ...], version: str) -> str:
        """What ``state`` is once ``sets`` are installed for Python ``version`` (as “3.11”) on this system."""
        return f"{system()} {version}\n" + "".join(self.lock(name) for name in sets)

    def site_packages(self) -> tuple[str, str] | None:
        """Where the packages lie, and for which Python (“3.11”, “3.13t”); None where there are none."""
        if sys.platform == "win32":
            folder = os.path.join(self.folder, "Lib", "site-packages")
            return (folder, running_python()) if os.path.isdir(folder) else None
        try:
            names = sorted(os.listdir(os.path.join(self.folder, "lib")))
        except OSError:
            return None
        versions = [name.removeprefix("python") for name in names if name.startswith("python3.")]
        versions = [version for version in versions if release(version) >= (3, 11)]
        if not versions:
            return None
        version = running_python() if running_python() in versions else versions[-1]
        return os.path.join(self.folder, "lib", f"python{version}", "site-packages"), version

    def is_ready(self, sets: tuple[str, ...]) -> bool:
        """Whether ``enter`` will find everything ``sets`` ask for."""
        place = self.site_packages()
        if place is None:
            return False
        folder, version = place
        state = self.state()
        if state is not None and not state.startswith(self.finished_state(sets, version)):
            return False
        if lacking(self.needs(sets), [folder]):
            return False
        return not self._needs_own_interpreter(sets, version) or os.access(self.python, os.X_OK)

    def is_running(self) -> bool:
        """Whether this process is .venv's own Python."""
        return sys.prefix != sys.base_prefix and os.path.realpath(sys.prefix) == os.path.realpath(self.folder)

    def enter(self, sets: tuple[str, ...]) -> None:
        """Make the packages importable: for a build in this process, for the tests in one of .venv's Python.

        A second interpreter would double the time a no-change build starts in. The tests start programs of
        their own and must not see the plugins of the Python outside, so they get the real thing. Raises SetupFailed.
        """
        place = self.site_packages()
        if place is None:
            raise SetupFailed(".venv has no packages in it: remove it and start again")
        folder, version = place
        if self.is_running() or not self._needs_own_interpreter(sets, version):
            sys.path.insert(1, folder)
            return
        command = [self.python, *sys.orig_argv[1:]]
        try:
            if sys.platform == "win32":  # exec there returns to the prompt before the program has ended
                import subprocess

                sys.exit(subprocess.call(command))
            os.execv(self.python, command)
        except OSError as problem:
            raise SetupFailed(
                f"{self.python} does not start ({problem.strerror}): remove .venv and start again"
            ) from None

    def _needs_own_interpreter(self, sets: tuple[str, ...], version: str) -> bool:
        return sets != RUNTIME or version != running_python()

    def _read(self, path: str) -> str:
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                return file.read()
        except OSError as problem:
            name = os.path.relpath(path, self.root)
            raise SetupFailed(f"{name} cannot be read ({problem.strerror}): is the clone complete?") from None


def running_python() -> str:
    """The running Python as its library folder has it: “3.11”, or “3.13t” without the GIL."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}{'t' if 't' in getattr(sys, 'abiflags', '') else ''}"


def system() -> str:
    """What compiled packages have to be made for, such as “linux x86_64”."""
    if sys.platform == "win32":
        return f"win32 {os.environ.get('PROCESSOR_ARCHITECTURE', '')}"
    return f"{sys.platform} {os.uname().machine}"


def normalised(name: str) -> str:
    """The name of a package as registries compare it: lower case, with ``-`` for ``_`` and ``.``."""
    return name.lower().replace("_", "-").replace(".", "-")


def release(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: “3.1.6” → (3, 1, 6); “2.0rc1” → (2, 0)."""
    numbers = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if digits:
            numbers.append(int(digits))
        if digits != part:
            break
    return tuple(numbers)


def direct_dependencies(pyproject: str, sets: tuple[str, ...]) -> dict[str, str]:
    """Normalised name → what follows its ``>=`` in pyproject.toml: ``dependencies``, ``deploy`` and ``test``.

    Reads lines, because the TOML reader of the standard library costs every run more than all else here:
    one ``"name>=bound",`` or ``"name>=bound,!=bad.*",`` a line. A test compares the answer with what that reader says.
    """
    heads = {"runtime": "dependencies = [", "deploy": "deploy = [", "test": "test = ["}
    wanted = [heads[name] for name in sets]
    found: dict[str, str] = {}
    inside = False
    for line in pyproject.splitlines():
        if inside and line.startswith("]"):
            inside = False
        elif inside and line.strip().startswith('"'):
            name, _, wants = line.split('"')[1].partition(">=")
            found[normalised(name)] = wants
        elif line in wanted:
            inside = True
    return found


def pins(lock: str) -> dict[str, str]:
    """Normalised name → exact release, from a lock: the lines that begin with ``name==release``."""
    found: dict[str, str] = {}
    for line in lock.splitlines():
        name, equals, version = line.partition("==")
        if equals and name[:1].isalnum():
            found[normalised(name)] = version.split()[0]
    return found


def lacking(needs: dict[str, tuple[str, str]], folders: list[str]) -> list[str]:
    """The names in ``needs`` that are not installed in ``folders``, or not in a version that will do; sorted.

    Looks at the names of the metadata folders alone (``jinja2-3.1.6.dist-info``). As in an import, the first
    of ``folders`` wins.
    """
    found: dict[str, str] = {}
    for folder in folders:
        try:
            entries = os.listdir(folder)
        except OSError:  # sys.path may name folders that do not exist, and archives
            continue
        for entry in entries:
            if entry.endswith((".dist-info", ".egg-info")):
                name, _, version = entry.rpartition(".")[0].partition("-")
                found.setdefault(normalised(name), version.partition("-")[0])
    return sorted(
        name for name, (wants, tested) in needs.items() if not will_do(found.get(name), wants, tested)
    )


def will_do(version: str | None, wants: str, tested: str) -> bool:
    """Whether an installed ``version`` is what ``wants`` says (“3.8,!=3.11.*”: from 3.8 on, but none of 3.11's),
    and no later major version than ``tested``.

    A first number that is a year (tzdata 2026.1) is no major version.
    """
    bound, *excluded = wants.split(",")
    if version is None or release(version) < release(bound):
        return False
    bad = [release(one.removeprefix("!=").removesuffix(".*")) for one in excluded]
    if any(release(version)[: len(one)] == one for one in bad):
        return False
    major = release(tested)[0]
    return major > 1990 or release(version)[0] <= major


def sources(sets: tuple[str, ...]) -> str:
    """The names of the locks, for a sentence."""
    return " and ".join(f"requirements/{name}.txt" for name in sets)


def listing(names: list[str]) -> str:
    """“jinja2 is”, “jinja2 and nh3 are” or “jinja2 and 8 more packages are”, for a sentence."""
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{names[0]} and {names[1] if len(names) == 2 else f'{len(names) - 1} more packages'} are"
