"""What ``build.py deploy`` does once the site is built."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from dateline.deploy.carry_out import carry_out
from dateline.deploy.ledger import from_bytes
from dateline.deploy.order import commit_of, overtaken
from dateline.deploy.plan import Deployment, build_of, make_plan
from dateline.deploy.store import LEDGER, DeployError, Store, digest
from dateline.progress import Progress

WAITING = "seconds until another deployment there counts as dead:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person asked for."""

    site: Path  # the published folder
    content: Path  # its repository says which build is the newer one
    target: str
    endpoint: str = ""
    now: int  # seconds since 1970
    dry_run: bool = False
    yes: bool = False
    roll_back: bool = False
    most_deletions: int = 50
    keep_days: int = 7


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there was to do, why nothing was done, and what else to know, in sentences without a full stop."""

    plan: Deployment
    refusals: tuple[str, ...]
    notes: tuple[str, ...] = ()


def deploy(wishes: Wishes, progress: Progress, store: Store | None = None) -> Outcome:
    """Bring the published folder to the target, or say why not. Raises ``DeployError``."""
    store = store or store_of(wishes.target, wishes.endpoint)
    try:
        site = {path: digest(_read(wishes.site, path)) for path in files_of(wishes.site)}
        note = "" if wishes.dry_run else store.begin(partial(progress.at, WAITING))
        data, version = store.ledger()
        ledger = from_bytes(data)
        if ledger is None:
            raise DeployError(
                f"{LEDGER} there cannot be read: delete it, and nothing there counts as ours any more"
            )
        commit = commit_of(wishes.content)
        plan = make_plan(site, store, ledger, commit, wishes.now, wishes.keep_days)
        refusals = tuple(_refusals(plan, wishes, overtaken(wishes.content, commit, build_of(site), ledger)))
        if not (refusals or wishes.dry_run):
            carry_out(plan, store, version, lambda path: _read(wishes.site, path), progress)
        return Outcome(plan, refusals, (note,) if note else ())
    finally:
        store.close()


def store_of(target: str, endpoint: str = "") -> Store:
    """The store that a target names."""
    if target.startswith("s3://"):
        from dateline.deploy.s3 import S3Store

        parts = urlsplit(target)
        return S3Store(parts.netloc, parts.path.strip("/"), endpoint)
    from dateline.deploy.folder import FolderStore

    return FolderStore(Path(target))


def target_problem(target: str, endpoint: str, site: Path) -> str:
    """Why this cannot be deployed to; empty where it can."""
    if target.startswith("s3://"):
        return "" if urlsplit(target).netloc else "write s3://bucket or s3://bucket/prefix"
    if "://" in target:
        return "write a folder, or s3://bucket/prefix"
    if endpoint:
        return "--endpoint goes with s3://bucket/prefix"
    folder, site = Path(target).resolve(), site.resolve()
    if folder == site or folder in site.parents or site in folder.parents:
        return "this is where the site is built: choose another folder"
    return "" if folder.is_dir() or not folder.exists() else "this is a file, not a folder"


def files_of(folder: Path) -> list[str]:
    """Every ordinary file below a folder, by path with ``/``, sorted."""
    found = []
    for here, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(here, name)
            if os.path.isfile(full) and not os.path.islink(full):
                found.append(os.path.relpath(full, folder).replace(os.sep, "/"))
    return sorted(found)


def as_text(plan: Deployment) -> str:
    """The plan, one file a line: ``+`` new, ``~`` changed, ``-`` deleted."""
    lines = []
    for step in plan.steps:
        if step.put or step.delete:
            lines.append(f"{step.name}:")
            lines += (f"  {'+' if path in plan.new else '~'} {path}" for path in step.put)
            lines += (f"  - {path}" for path in step.delete)
    if plan.after.superseded:
        lines.append(f"kept for pages that somebody still has open: {len(plan.after.superseded)} assets")
    return "\n".join(lines or ["nothing to do"]) + "\n"


def summary(plan: Deployment) -> str:
    """The plan in a line."""
    put = [path for step in plan.steps for path in step.put]
    deleted = sum(len(step.delete) for step in plan.steps)
    new = len(plan.new)
    return f"{new} new, {len(put) - new} changed, {deleted} deleted, {len(plan.after.files) - len(put)} as they were"


def _refusals(plan: Deployment, wishes: Wishes, older: str) -> list[str]:
    """Why the plan is not carried out without another word."""
    found = []
    if older and not wishes.roll_back:
        found.append(f"{older} (--roll-back publishes all the same)")
    if wishes.yes:
        return found
    if len(plan.deletions) > wishes.most_deletions:
        found.append(
            f"{len(plan.deletions)} files would be deleted, more than {wishes.most_deletions} (--yes allows it)"
        )
    if plan.not_ours:
        others = f" and {len(plan.not_ours) - 1} more" if len(plan.not_ours) > 1 else ""
        found.append(f"{plan.not_ours[0]}{others} there would be replaced, and is not ours (--yes allows it)")
    return found


def _read(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError as error:
        raise DeployError(f"{path} cannot be read ({error.strerror})") from None
