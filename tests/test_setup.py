"""``build.py`` on a machine that lacks what it needs: what it does, what it says, what it leaves behind.

Every test runs build.py as a person does, in a small project of its own: the real set-up code, a command line
that only tells what it was given, and three tiny packages (``harbour`` to build, ``crane`` to deploy, ``pier`` to test) from a
folder beside it in place of the registry. No test needs a network.
"""

import ast
import ctypes
import hashlib
import importlib.metadata
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dateline.environment import direct_dependencies, normalised, pins

ROOT = Path(__file__).parent.parent

PYPROJECT = """\
[project]
dependencies = [
    "harbour>=1.2,!=1.7.*",  # to build
]

[dependency-groups]
deploy = [
    "crane>=1.0",  # to deploy to storage
]
test = [
    "pier>=1.0",  # to test
]
"""

# Stands in for the real command line: says what set-up handed over.
COMMAND_LINE = """\
import json, sys

def main(arguments):
    found = {}
    for name in ("harbour", "crane", "pier"):
        try:
            found[name] = __import__(name).VERSION
        except ModuleNotFoundError:
            found[name] = None
    print(json.dumps({"arguments": arguments, "prefix": sys.prefix, "modules": sorted(sys.modules), **found}))
    return 0

def end(status):
    sys.exit(status)
"""


def add_wheel(folder: Path, name: str, version: str) -> str:
    """Put a package of one module into ``folder`` and give the hash of its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    members = {
        f"{name}.py": f'VERSION = "{version}"\n',
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{member},,\n" for member in [*members, f"{info}/RECORD"])
    with zipfile.ZipFile(file, "w") as archive:
        for member, text in {**members, f"{info}/RECORD": record}.items():
            archive.writestr(zipfile.ZipInfo(member), text)  # of no date, so of one hash
    return hashlib.sha256(file.read_bytes()).hexdigest()


class Project:
    """A folder with build.py, its set-up code and requirements on ``harbour``, ``crane`` and ``pier``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        self.wheels = folder.parent / f"{folder.name}-wheels"
        (folder / "dateline").mkdir(parents=True)
        (folder / "requirements").mkdir()
        for path in ("build.py", "dateline/__init__.py", "dateline/environment.py", "dateline/provision.py"):
            shutil.copy(ROOT / path, folder / path)
        (folder / "dateline" / "cli.py").write_text(COMMAND_LINE)
        (folder / "pyproject.toml").write_text(PYPROJECT)
        self.lock("runtime", "harbour", "1.4")
        self.lock("deploy", "crane", "1.0")
        self.lock("test", "pier", "1.0")

    def lock(self, part: str, name: str, version: str, digest: str | None = None) -> None:
        """Pin a package, which is there to be had, to its hash or to a wrong one."""
        made = add_wheel(self.wheels, name, version)
        text = f"{name}=={version} \\\n    --hash=sha256:{digest or made}\n    # via project\n"
        (self.folder / "requirements" / f"{part}.txt").write_text(text)

    def variables(self, **changes: str) -> dict[str, str]:
        """An environment in which pip knows the folder of wheels and nothing else."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        return {name: value for name, value in {**kept, **offline, **changes}.items() if value}

    def start(self, *words: str, python: str = sys.executable, **changes: str) -> subprocess.Popen[str]:
        """``python3 build.py WORDS``, in a process group of its own as a terminal would start it."""
        return subprocess.Popen(
            [python, "build.py", *words],
            cwd=self.folder,
            env=self.variables(**changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words: str, **changes: str) -> "Run":
        """Run it to its end."""
        return Run(self.start(*words, **changes))

    def copy(self, folder: Path) -> "Project":
        """The whole project with its .venv, somewhere else."""
        shutil.copytree(self.folder, folder, symlinks=True)
        shutil.copytree(self.wheels, folder.parent / f"{folder.name}-wheels")
        other = object.__new__(Project)
        other.folder, other.venv, other.wheels = (
            folder,
            folder / ".venv",
            folder.parent / f"{folder.name}-wheels",
        )
        return other


class Run:
    """How a run of build.py ended."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.output, self.said = process.communicate(timeout=120)
        self.status = process.returncode

    @property
    def told(self) -> dict[str, Any]:
        """What the command line was given."""
        assert self.status == 0, self.said
        told = json.loads(self.output)
        assert isinstance(told, dict)
        return told

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal: nothing was run, and there is no traceback."""
        assert (self.status, self.output) == (2, "")
        last = self.said.splitlines()[-1]
        assert last.startswith("build.py: ")
        assert last.endswith(".")
        assert "Traceback" not in self.said
        return last


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh clone."""
    return Project(tmp_path / "clone")


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Run]:
    """A clone after its first build, and what that build said."""
    project = Project(tmp_path_factory.mktemp("ready") / "clone")
    return project, project.run("build")


@pytest.fixture
def ready(first_run: tuple[Project, Run], tmp_path: Path) -> Project:
    """A copy, .venv and all, of a clone that has been built once."""
    return first_run[0].copy(tmp_path / "copied")


# First use, and every use after it.


def test_the_first_build_makes_an_environment_and_says_so(first_run: tuple[Project, Run]) -> None:
    project, run = first_run
    assert run.told["harbour"] == "1.4"
    assert run.said.splitlines() == [
        "Dateline: making .venv, a place of its own for the packages it needs (on first use only)",
        "Dateline: installing 1 packages from requirements/runtime.txt, each checked by its hash",
        "  1 of 1: harbour-1.4-py3-none-any.whl",
        "  1 of 1: unpacking",
        "Dateline: .venv is ready",
    ]
    assert (project.venv / "pyvenv.cfg").exists()


def test_a_later_build_says_nothing_and_starts_no_second_program(ready: Project) -> None:
    shutil.rmtree(next(ready.venv.glob("lib/python*/site-packages/pip")))
    run = ready.run("build")
    assert run.told["harbour"] == "1.4"
    assert run.said == ""
    assert {"dateline.provision", "subprocess"}.isdisjoint(run.told["modules"])
    assert run.told["prefix"] != str(ready.venv)  # in the process that was started


def test_building_does_not_install_what_only_the_tests_need(first_run: tuple[Project, Run]) -> None:
    assert first_run[1].told["pier"] is None


def test_only_a_deployment_to_storage_brings_what_that_needs(ready: Project) -> None:
    assert ready.run("deploy", "/srv/site").told["crane"] is None
    run = ready.run("deploy", "s3://harbour/site")
    assert (run.told["harbour"], run.told["crane"], run.told["pier"]) == ("1.4", "1.0", None)
    assert "requirements/runtime.txt" not in run.said
    assert ready.run("build").said == ready.run("deploy", "s3://harbour/site").said == ""
    assert ready.run("test").told["pier"] == "1.0"
    assert ready.run("deploy", "s3://harbour/site").said == ""


def test_the_tests_bring_their_packages_and_run_inside_the_environment(ready: Project) -> None:
    run = ready.run("test", "-k", "dates")
    assert (run.told["harbour"], run.told["pier"]) == ("1.4", "1.0")
    assert run.told["arguments"] == ["test", "-k", "dates"]
    assert run.told["prefix"] == str(ready.venv)
    assert "requirements/test.txt" in run.said
    assert "requirements/runtime.txt" not in run.said
    assert ready.run("test").said == ""
    assert ready.run("build").said == ""


def test_a_quiet_set_up_says_nothing(ready: Project) -> None:
    ready.lock("runtime", "harbour", "1.5")
    run = ready.run("build", "--quiet")
    assert run.told["arguments"] == ["build", "--quiet"]
    assert run.told["harbour"] == "1.5"
    assert run.said == ""


def test_the_options_of_what_can_be_begun_are_told_by_packages(ready: Project) -> None:
    assert ready.run("new", "story", "-h").told["harbour"] == "1.4"


def test_help_needs_no_setup(project: Project) -> None:
    assert project.run("--help").told["harbour"] is None
    assert not project.venv.exists()


# --no-setup


def test_no_setup_is_refused_where_something_is_missing(project: Project) -> None:
    sentence = project.run("build", "--no-setup").sentence
    assert f"harbour is neither in {sys.executable} nor in .venv" in sentence
    assert not project.venv.exists()


def test_no_setup_is_no_hindrance_where_nothing_is_missing(ready: Project) -> None:
    assert ready.run("--no-setup", "build", "--", "--no-setup").told["arguments"] == [
        "build",
        "--",
        "--no-setup",
    ]


@pytest.mark.parametrize("version", ["1.2", "1.3.9", "1.8", "1.10"])
def test_an_interpreter_that_has_the_packages_is_taken_as_it_is(project: Project, version: str) -> None:
    installed = installed_elsewhere(project, version)
    assert project.run("build", PYTHONPATH=installed).told["harbour"] == version
    assert not project.venv.exists()


@pytest.mark.parametrize("version", ["1.1.9", "1.1rc2", "1.7", "1.7.2", "2.0"])
def test_an_interpreter_with_the_wrong_version_is_not(project: Project, version: str) -> None:
    installed = installed_elsewhere(project, version)
    assert "harbour is neither in" in project.run("build", "--no-setup", PYTHONPATH=installed).sentence


def test_what_the_environment_has_goes_before_what_the_interpreter_has(ready: Project) -> None:
    assert ready.run("build", PYTHONPATH=installed_elsewhere(ready, "1.1")).told["harbour"] == "1.4"


def installed_elsewhere(project: Project, version: str) -> str:
    """A folder with ``harbour`` installed in it."""
    folder = project.folder.parent / "elsewhere"
    add_wheel(folder, "harbour", version)
    with zipfile.ZipFile(folder / f"harbour-{version}-py3-none-any.whl") as archive:
        archive.extractall(folder)
    return str(folder)


# .venv as people have it


def test_a_copied_environment_is_as_good(ready: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    shutil.copytree(ready.venv, other.venv, symlinks=True)
    run = other.run("build", "--no-setup")
    assert run.told["harbour"] == "1.4"


def test_a_linked_environment_is_as_good(ready: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    other.venv.symlink_to(ready.venv)
    assert other.run("build", "--no-setup").told["harbour"] == "1.4"
    assert other.run("test", PIP_FIND_LINKS=str(ready.wheels)).told["pier"] == "1.0"
    assert other.venv.is_symlink()


def test_a_link_to_nowhere_yet_is_where_the_environment_is_made(project: Project, tmp_path: Path) -> None:
    project.venv.symlink_to(tmp_path / "big disk" / "environment")
    assert project.run("build").told["harbour"] == "1.4"
    assert (tmp_path / "big disk" / "environment" / "pyvenv.cfg").exists()


def test_an_environment_somebody_made_is_used_where_it_has_everything(ready: Project) -> None:
    (ready.venv / "dateline.state").unlink()
    assert ready.run("build", "--no-setup").told["harbour"] == "1.4"


def test_an_environment_somebody_made_is_never_changed(ready: Project) -> None:
    (ready.venv / "dateline.state").unlink()
    sentence = ready.run("test").sentence
    assert (
        ".venv was not made by build.py and lacks what is needed (crane and pier are missing or too old)"
        in sentence
    )
    assert ready.run("build").told["pier"] is None


def test_a_changed_lock_brings_the_environment_up_to_date(ready: Project) -> None:
    ready.lock("runtime", "harbour", "1.5")
    run = ready.run("build")
    assert run.told["harbour"] == "1.5"
    assert "making .venv" not in run.said
    assert ready.run("build").said == ""


# What goes wrong


def test_too_old_a_python_is_told_so() -> None:
    code = "import runpy, sys; sys.version_info = (3, 10, 4); runpy.run_path('build.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == (
        f"build.py: Dateline needs Python 3.11 or newer, and this is Python 3.10 ({sys.executable}): "
        "install a newer one and start build.py with it.\n"
    )


def test_build_py_can_be_read_by_pythons_that_are_too_old() -> None:
    source = (ROOT / "build.py").read_text(encoding="ascii")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [
        node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.FunctionDef | ast.AnnAssign)
    ]


def test_a_python_without_its_venv_module_is_told_what_to_install(project: Project, tmp_path: Path) -> None:
    crippled = tmp_path / "crippled"
    crippled.mkdir()
    (crippled / "ensurepip.py").write_text("raise ModuleNotFoundError('No module named', name='ensurepip')\n")
    sentence = project.run("build", PYTHONPATH=str(crippled)).sentence
    assert "this Python lacks its ensurepip module" in sentence
    assert "apt install python3-venv" in sentence


def test_a_folder_that_cannot_be_written_is_named(project: Project) -> None:
    project.folder.chmod(0o555)
    process = subprocess.Popen(
        [sys.executable, "-B", "build.py"],
        cwd=project.folder,
        env=project.variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=obey_permissions,
    )
    sentence = Run(process).sentence
    project.folder.chmod(0o755)
    assert f"{project.venv} cannot be written (Permission denied)" in sentence
    assert "install requirements/runtime.txt somewhere else" in sentence
    assert not project.venv.exists()


def obey_permissions() -> None:
    """Let file permissions bind the program started next, even where the tests run as root."""
    if os.geteuid() == 0 and sys.platform == "linux":
        drop_from_bounding_set, override_permissions = 24, 1  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
        ctypes.CDLL(None).prctl(drop_from_bounding_set, override_permissions, 0, 0, 0)


def test_an_environment_whose_python_is_gone_is_made_anew(ready: Project) -> None:
    python = ready.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert "making .venv" not in ready.run("build").said  # which does not need it
    run = ready.run("test")
    assert run.told["pier"] == "1.0"
    assert "making .venv" in run.said


def test_an_environment_whose_python_does_not_start_is_said_to_be_broken(ready: Project) -> None:
    ready.run("test")
    python = ready.venv / "bin" / "python"
    python.unlink()
    python.write_bytes(b"for another kind of machine")
    python.chmod(0o755)
    assert f"{python} does not start (Exec format error): remove .venv" in ready.run("test").sentence


def test_a_file_in_the_place_of_the_environment_is_left_alone(project: Project) -> None:
    project.venv.write_text("mine")
    assert ".venv is a file, not a folder" in project.run("build").sentence
    assert project.venv.read_text() == "mine"


def test_without_a_network_the_sentence_says_so_and_the_next_run_recovers(project: Project) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        offline = project.run("build", PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL=address)
    assert "cannot be fetched without a network" in offline.sentence
    again = project.run("build")
    assert again.told["harbour"] == "1.4"
    assert "making .venv" in again.said


def test_a_package_with_another_hash_is_refused(ready: Project) -> None:
    ready.lock("runtime", "harbour", "1.5", digest="0" * 64)
    sentence = ready.run("build").sentence
    assert "harbour==1.5 was refused because its hash is not the one in requirements/runtime.txt" in sentence
    assert not list(ready.venv.glob("lib/python*/site-packages/harbour-1.5*"))


def test_a_release_that_cannot_be_had_is_named(ready: Project) -> None:
    ready.lock("runtime", "harbour", "1.5")
    (ready.wheels / "harbour-1.5-py3-none-any.whl").unlink()
    sentence = ready.run("build", PIP_NO_INDEX="", PIP_INDEX_URL=ready.wheels.as_uri()).sentence
    assert "there is no ready-made harbour==1.5 for this Python and system" in sentence


# Interruptions


@contextmanager
def fetching(project: Project) -> Iterator[subprocess.Popen[str]]:
    """A first build whose pip has called a registry that takes the call and never answers."""
    with socket.socket() as registry:
        registry.bind(("127.0.0.1", 0))
        registry.listen()
        registry.settimeout(60)
        process = project.start("build", PIP_FIND_LINKS=f"http://127.0.0.1:{registry.getsockname()[1]}/")
        connection, _ = registry.accept()
        with connection:
            yield process


def test_a_set_up_stopped_by_hand_is_started_anew(project: Project) -> None:
    with fetching(project) as process:
        os.killpg(process.pid, signal.SIGINT)
        stopped = Run(process)
    assert stopped.status == 130
    assert stopped.said.splitlines()[-1] == "build.py: set-up was stopped; the next run starts it anew."
    assert "Traceback" not in stopped.said
    again = project.run("build")
    assert again.told["harbour"] == "1.4"
    assert "making .venv" in again.said


def test_a_set_up_that_was_killed_is_started_anew_once_its_pip_has_ended(project: Project) -> None:
    with fetching(project) as process:
        process.kill()
        process.wait()
        again = project.start("build")
        assert again.stderr is not None
        assert again.stderr.readline() == "Dateline: another set-up is running here; waiting for it\n"
        os.killpg(process.pid, signal.SIGKILL)  # the pip it left behind
        process.communicate()
        assert Run(again).told["harbour"] == "1.4"


def test_an_unfinished_environment_is_not_trusted_by_its_own_python_either(ready: Project) -> None:
    (ready.venv / "dateline.state").write_text("unfinished\n")
    python = str(ready.venv / "bin" / "python")
    assert "harbour is only half installed" in Run(ready.start("--no-setup", python=python)).sentence
    run = Run(ready.start("build", python=python))
    assert run.told["harbour"] == "1.4"
    assert "making .venv" in run.said


def test_two_first_builds_at_once_make_one_environment(project: Project) -> None:
    runs = [Run(process) for process in [project.start("build"), project.start("build")]]
    assert [run.told["harbour"] for run in runs] == ["1.4", "1.4"]
    assert sum("installing" in run.said for run in runs) == 1


# The project's own lists


def own_lists() -> dict[str, dict[str, str]]:
    """What the real pyproject.toml asks for, by the standard library's reader: set → name → version."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = {"runtime": document["project"]["dependencies"], **document["dependency-groups"]}
    return {
        part: {normalised(name): wants for name, wants in (wanted.split(">=") for wanted in listed)}
        for part, listed in lists.items()
    }


@pytest.mark.parametrize("part", ["runtime", "deploy", "test"])
def test_the_quick_reader_finds_the_dependencies_the_real_one_does(part: str) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert direct_dependencies(text, (part,)) == own_lists()[part]


@pytest.mark.parametrize("part", ["runtime", "deploy", "test"])
def test_every_dependency_is_pinned_and_every_pin_has_its_hashes(part: str) -> None:
    lock = (ROOT / "requirements" / f"{part}.txt").read_text(encoding="utf-8")
    assert own_lists()[part].keys() <= pins(lock).keys()
    blocks = lock.replace("\\\n", " ").splitlines()
    pinned = [line for line in blocks if not line.lstrip().startswith("#")]
    assert len(pinned) == len(pins(lock))
    assert all("--hash=sha256:" in line for line in pinned)
    assert "://" not in lock


def test_the_tests_do_not_pin_another_release_than_the_build() -> None:
    runtime, test = (
        pins((ROOT / "requirements" / f"{part}.txt").read_text(encoding="utf-8"))
        for part in ("runtime", "test")
    )
    assert {name: test[name] for name in runtime.keys() & test.keys()}.items() <= runtime.items()


@pytest.mark.parametrize(
    ("folder", "parts"), [("dateline", ["runtime", "deploy"]), ("tests", ["runtime", "deploy", "test"])]
)
def test_everything_imported_is_asked_for(folder: str, parts: list[str]) -> None:
    providers = importlib.metadata.packages_distributions()
    asked = {name for part in parts for name in own_lists()[part]}
    unasked = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in (ROOT / folder).rglob("*.py")
        for module in imported(path)
        if module not in sys.stdlib_module_names
        and module not in ("dateline", "tests", "benchmarks", "build")
        if asked.isdisjoint(normalised(name) for name in providers.get(module, ()))
    }
    assert unasked <= {
        "dateline/cli/test.py imports pytest",  # its test command, for which both sets are there
        "tests/fuzz.py imports atheris",  # a script beside the tests, which says how to install it
    }


def imported(path: Path) -> set[str]:
    """The top-level names of the modules a file imports, wherever in it."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.partition(".")[0])
    return modules
