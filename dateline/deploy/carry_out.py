"""Carrying a plan out: step after step, each file in one piece, so that it may end anywhere."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from dateline.deploy.ledger import to_bytes
from dateline.deploy.plan import Deployment, Step
from dateline.deploy.store import OVERTAKEN, Overtaken, Store
from dateline.progress import Progress


def carry_out(
    plan: Deployment, store: Store, version: str, read: Callable[[str], bytes], progress: Progress
) -> None:
    """Bring the target to what is planned. ``version``: of the ledger the plan was made from.

    Raises ``DeployError`` where something fails: the site there is whole, and a plan made anew does the rest.
    """
    if not plan.changes and plan.before == plan.after:
        return
    version = store.write_ledger(to_bytes(plan.begun), version)
    tags: dict[str, str] = {}
    done = 0
    for step in plan.steps:
        if not (step.put or step.delete):
            continue
        if store.version() != version:
            raise Overtaken(OVERTAKEN)
        for path, tag in _put(step, store, read):
            tags[path] = tag
            done += 1
            progress.at("uploading", done, plan.changes)
        if step.delete:
            store.delete(step.delete)
    files = {path: (digest, tags.get(path, tag)) for path, (digest, tag) in plan.after.files.items()}
    store.write_ledger(to_bytes(replace(plan.after, files=files)), version)


def _put(step: Step, store: Store, read: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    """Put the files of a step; each path with its tag."""
    if store.at_once == 1:
        for path in step.put:
            yield path, store.put(path, read(path))
        return
    with ThreadPoolExecutor(store.at_once) as pool:
        try:
            yield from zip(
                step.put, pool.map(lambda path: store.put(path, read(path)), step.put), strict=True
            )
        finally:
            pool.shutdown(cancel_futures=True)
