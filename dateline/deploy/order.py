"""Which of two builds is the older one: git knows it, or the target has seen both."""

import subprocess
from pathlib import Path

from dateline.deploy.ledger import Ledger
from dateline.read.git import git


def commit_of(folder: Path) -> str:
    """The commit that ``folder`` stands on; empty where it is in no repository or git is not there."""
    found = _asked(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    return found.stdout.decode().strip() if found is not None and not found.returncode else ""


def overtaken(folder: Path, commit: str, build: str, ledger: Ledger) -> str:
    """Why this build may be older than what the target has, in a sentence; empty where it is not."""
    if commit and ledger.commit:
        if commit == ledger.commit:
            return ""
        asked = _asked(folder, "merge-base", "--is-ancestor", ledger.commit, commit)
        if asked is not None and not asked.returncode:
            return ""
        if asked is not None and asked.returncode == 1:
            return (
                f"the site there was made from commit {ledger.commit[:12]}, which this one does not build on"
            )
        return f"the site there was made from commit {ledger.commit[:12]}, which is not known here: fetch the history"
    if build in ledger.builds[:-1]:
        return "this very site was there before the one that is there now"
    return ""


def _asked(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes] | None:
    """What git answers; None where it is not there."""
    try:
        return git(folder, *words)
    except OSError:
        return None
