"""What git says of a folder."""

import subprocess
from pathlib import Path


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """How git ended in ``folder``, and what it printed. Raises OSError where it cannot be run."""
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
