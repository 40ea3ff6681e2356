"""Publication that is killed, fails half way or meets another one: the old site or the new one is there."""

import contextlib
import errno
import random
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from dateline.write.disk import Disk
from dateline.write.errors import PublishError
from dateline.write.removal import remove_published
from tests.publishing import AFTER, BEFORE, STRATEGIES, Files, Site, put, tree

ROOT = Path(__file__).parent.parent
OPERATIONS = ("write", "make_folder", "link", "copy_link", "move", "remove", "remove_folder", "exchange")


class Stopped(BaseException):
    """The process is gone: nothing handles this."""


def interrupted(
    kind: type[Disk], at: int, error: Callable[[], BaseException], for_good: bool
) -> tuple[Disk, list[str]]:
    """A disk on which operation number ``at`` fails, and ``for_good`` every one after it; which ones failed.

    A file that cannot be written is there with half of its bytes.
    """
    disk, failed, done = kind(), list[str](), 0

    def counted(name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            nonlocal done
            done += 1
            if done < at or (done > at and not for_good):
                return operation(*arguments)
            if name == "write" and done == at:
                operation(arguments[0], arguments[1][: len(arguments[1]) // 2])
            failed.append(name)
            raise error()

        return run

    for name in OPERATIONS:
        setattr(disk, name, counted(name, getattr(disk, name)))
    return disk, failed


FOREIGN = {"CNAME": "record.example", "crises/harbour/notes.txt": "by hand"}
SITES = ({**BEFORE, **FOREIGN}, {**AFTER, **FOREIGN})
every_strategy = pytest.mark.parametrize("strategy", list(STRATEGIES))
both_ways = pytest.mark.parametrize("goal", [AFTER, BEFORE], ids=["forth", "back"])


def prepared(root: Path, strategy: str, goal: dict[str, str]) -> Site:
    """A site with a twin, and with files of others in it, that is the other one of the two."""
    site = Site(root, STRATEGIES[strategy]())
    site.publish(goal)
    site.publish(AFTER if goal is BEFORE else BEFORE)
    for path, text in FOREIGN.items():
        put(site.output / path, text)
    return site


@every_strategy
@both_ways
def test_killed_at_any_operation_the_old_site_or_the_new_one_is_there(
    tmp_path: Path, strategy: str, goal: dict[str, str]
) -> None:
    for at in count(1):
        site = prepared(tmp_path / str(at), strategy, goal)
        disk, failed = interrupted(STRATEGIES[strategy], at, Stopped, for_good=True)
        with contextlib.suppress(Stopped):
            site.publish(goal, disk)
        if strategy in ("exchange", "copies"):
            assert tree(site.output) in SITES
        site.recover()
        assert tree(site.output) in SITES
        for files in (BEFORE, AFTER):
            site.publish(files)
            assert tree(site.output) == {**files, **FOREIGN}
        assert site.left_over() == set()
        if not failed:
            break
    assert at > 20


def refusal(site: Site, files: Files, disk: Disk) -> str:
    """What publishing says where it is refused; "" where it is not."""
    try:
        site.publish(files, disk)
    except PublishError as error:
        return error.message
    return ""


@every_strategy
@both_ways
@pytest.mark.parametrize("for_good", [False, True])
def test_a_disk_that_fills_up_at_any_operation_leaves_a_whole_site(
    tmp_path: Path, strategy: str, goal: dict[str, str], for_good: bool
) -> None:
    refused = 0
    for at in count(1):
        site = prepared(tmp_path / str(at), strategy, goal)
        disk, failed = interrupted(
            STRATEGIES[strategy], at, lambda: OSError(errno.ENOSPC, "No space left on device"), for_good
        )
        old, new = tree(site.output), {**goal, **FOREIGN}
        told = refusal(site, goal, disk)
        refused += told != ""
        if not told:
            assert tree(site.output) == new
        else:
            assert "the disk is full" in told
            if strategy in ("exchange", "copies"):
                assert tree(site.output) == old
            site.recover()
            assert tree(site.output) in SITES
        for files in (AFTER, BEFORE):
            site.publish(files)
            assert tree(site.output) == {**files, **FOREIGN}
        assert site.left_over() == set()
        if not failed:
            break
    assert refused > 10


# Real processes


def run_builds(site: Site, *lines: str) -> subprocess.Popen[str]:
    """A process that runs these lines with ``site``, and has said that it is about to."""
    code = ["import sys", "from pathlib import Path", "from tests.publishing import *"]
    code += [f"site = Site(Path({str(site.root)!r}))", "print('ready', flush=True)", *lines]
    process = subprocess.Popen(
        [sys.executable, "-c", "\n".join(code)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def ended(process: subprocess.Popen[str]) -> str:
    """What a process said after it was ready."""
    return process.communicate(timeout=60)[0]


def numbered(edition: int) -> dict[str, str]:
    """A site of which every page, and some addresses, differ between editions."""
    return {
        f"crises/c{i}/{edition if i % 3 else 0}/index.html": f"{i} in edition {edition}" for i in range(60)
    }


def test_killed_at_any_instant_the_old_site_or_the_new_one_is_there(tmp_path: Path) -> None:
    site = Site(tmp_path)
    editions = [numbered(0), numbered(1)]
    site.publish(editions[0])
    put(site.output / "CNAME", "record.example")
    wholes = [{**files, "CNAME": "record.example"} for files in editions]
    chance = random.Random(4)
    for _ in range(12):
        process = run_builds(site, f"for files in {editions[::-1]!r} * 50: site.publish(files)")
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        ended(process)
        if sys.platform == "linux":  # elsewhere there may be no exchange, and nothing for an instant
            assert tree(site.output) in wholes
        site.recover()
        assert tree(site.output) in wholes
    site.publish(AFTER)
    assert tree(site.output) == {**AFTER, "CNAME": "record.example"}
    assert site.left_over() == set()


def test_of_two_builds_at_once_one_is_refused_until_the_other_ends(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.publish(BEFORE)
    process = run_builds(
        site, "with site.open() as publication:", "    print('open', flush=True); sys.stdin.read()"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    try:
        for attempt in (lambda: site.publish(AFTER), lambda: remove_published(site.output, site.state)):
            with pytest.raises(PublishError, match=f"another build is publishing .*process {process.pid}"):
                attempt()
        assert tree(site.output) == BEFORE
    finally:
        process.kill()
        ended(process)
    site.publish(AFTER)
    assert tree(site.output) == AFTER


def test_many_builds_at_once_leave_the_site_of_one_of_them(tmp_path: Path) -> None:
    site = Site(tmp_path)
    build = """
def build(edition):
    pages = {f"page-{i}/index.html": f"{i} in edition {edition}" for i in range(30)}
    for _ in range(20):
        try:
            site.publish(pages)
        except PublishError as error:
            assert "another build" in error.message
"""
    lines = ["from dateline.write.errors import PublishError", *build.splitlines()]
    processes = [run_builds(site, *lines, f"build({edition})") for edition in range(3)]
    for process in processes:
        ended(process)
        assert process.returncode == 0
    editions = {text.partition(" ")[2] for text in tree(site.output).values()}
    assert len(tree(site.output)) == 30
    assert len(editions) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to a file's size")
def test_a_page_larger_than_the_disk_takes_is_told_and_nothing_changes(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.publish(BEFORE)
    process = run_builds(
        site,
        "import resource",
        "from dateline.write.errors import PublishError",
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))",
        "try: site.publish({**AFTER, 'long.html': 'x' * 50_000})",
        "except PublishError as error: print(error.message, '-', error.hint)",
    )
    assert "the file is too large for this disk" in ended(process)
    assert tree(site.output) == BEFORE
    site.publish(AFTER)
    assert tree(site.output) == AFTER
