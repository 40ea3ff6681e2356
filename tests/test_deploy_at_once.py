"""``build.py deploy`` twice at the same time to the same place: one goes on, and the other one says so."""

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.deploy.command import store_of
from dateline.deploy.lease import FREE
from dateline.deploy.store import LEDGER, LOCK, DeployError, Overtaken
from tests.sites import ROOT
from tests.test_deploy import NEW, OLD, Storage, Target, broken, in_a_hurry, on_storage

UNDER_WAY = "another deployment to the same (place|folder) (is under way|has begun just now)"


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    storage = Storage()
    yield storage
    storage.close()


@pytest.fixture
def bucket(tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> Target:
    return on_storage(tmp_path, storage, monkeypatch)


@pytest.fixture(params=["folder", "storage"])
def target(
    request: pytest.FixtureRequest, tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> Target:
    if request.param == "folder":
        return Target(tmp_path, str(tmp_path / "target"))
    return on_storage(tmp_path, storage, monkeypatch)


def never(seconds: int, of: int) -> None:
    raise AssertionError("nobody is there to wait for")


def some(seconds: int, of: int) -> None:
    """Waiting is all right."""


def lock_of(target: Target) -> dict[str, object]:
    return json.loads(bytes(target.client().get(LOCK).bytes()))


class Held:
    """A deployment in another process that stands still at its first page, until it is let go or killed."""

    def __init__(self, target: Target, files: dict[str, str], beat: float = 60) -> None:
        site = target.folder / "other"
        for path, text in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text)
        self._go, stands = target.folder / "go", target.folder / "stands"
        program = f"""
import pathlib, sys, time
import dateline.deploy.lease as lease
lease.BEAT_EVERY = {beat}
from dateline.deploy.command import Wishes, deploy, store_of
from dateline.progress import Progress
store = store_of({target.target!r}, {target.endpoint!r})
class Slow:
    at_once = 1
    def put(self, path, data):
        if path.endswith(".html"):
            pathlib.Path({str(stands)!r}).touch()
            while not pathlib.Path({str(self._go)!r}).exists():
                time.sleep(0.02)
        return store.put(path, data)
    def __getattr__(self, name):
        return getattr(store, name)
deploy(Wishes(site=pathlib.Path({str(site)!r}), content=pathlib.Path({str(target.folder)!r}), target="", now=1_600_000_000),
       Progress(quiet=True), Slow())
"""
        self._process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
        while not stands.exists():
            assert self._process.poll() is None, "it ended before it began"
            time.sleep(0.02)

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def finish(self) -> int:
        self._go.touch()
        return self._process.wait(60)


def test_one_that_is_at_work_keeps_others_out_and_finishes(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.publish(OLD)
    other = Held(target, NEW, beat=0.1)
    try:
        with pytest.raises(DeployError, match=UNDER_WAY):
            target.publish({**OLD, "index.html": "a third site"}, roll_back=True)
        assert target.files()["index.html"] == OLD["index.html"]
    finally:
        assert other.finish() == 0
    assert target.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}
    assert not target.publish(NEW).plan.changes


def test_one_that_was_killed_keeps_nobody_out_for_long(target: Target) -> None:
    target.publish(OLD)
    Held(target, NEW).kill()
    assert broken(target.files()) == []
    target.publish(NEW)
    assert target.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}


def test_of_many_at_once_one_goes_on_and_the_site_is_its_own(
    bucket: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_hurry(monkeypatch, beat=0.05)
    bucket.publish(OLD)
    targets = [Target(bucket.folder / str(number), bucket.target, bucket.endpoint) for number in range(5)]
    said: dict[int, str] = {}

    def publish(number: int) -> None:
        try:
            targets[number].publish({**NEW, "index.html": f"site {number}"}, roll_back=True)
            said[number] = "done"
        except DeployError as error:
            said[number] = str(error)

    threads = [threading.Thread(target=publish, args=[number]) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    done = [number for number, words in said.items() if words == "done"]
    assert len(said) == 5
    assert done
    assert all(words == "done" or "wait for it" in words for words in said.values())
    assert bucket.files()["index.html"] in {f"site {number}" for number in done}
    assert {**bucket.files(), **NEW, "index.html": ""} == {**bucket.files(), "index.html": ""}


@pytest.mark.parametrize("began", ["2100-01-01T00:00:00Z", "1970-01-01T00:00:00Z"])
def test_a_clock_that_is_wrong_neither_keeps_a_dead_one_alive_nor_kills_a_living_one(
    bucket: Target, began: str
) -> None:
    told = {"format": "dateline lock 1", "owner": "somebody", "began": began}
    client = bucket.client()
    client.put(LOCK, json.dumps({**told, "beats": 1}).encode())
    beats, over = iter(range(2, 10_000)), threading.Event()

    def live() -> None:
        while not over.wait(0.05):
            client.put(LOCK, json.dumps({**told, "beats": next(beats)}).encode())

    living = threading.Thread(target=live)
    living.start()
    with pytest.raises(DeployError, match=f"begun {began} by its clock"):
        bucket.publish(OLD)
    over.set()
    living.join()
    assert bucket.files() == {}
    bucket.publish(OLD)
    assert bucket.files() == OLD


def test_one_that_slept_and_was_taken_for_dead_changes_nothing_more(bucket: Target) -> None:
    slept, awake = (store_of(bucket.target, bucket.endpoint) for _ in range(2))
    assert slept.begin(never) == ""
    assert awake.begin(some) == ""
    for change in (
        lambda: slept.put("index.html", b"late"),
        lambda: slept.delete(["feed.xml"]),
        lambda: slept.write_ledger(b"{}", ""),
    ):
        with pytest.raises(Overtaken):
            change()
    slept.close()
    awake.put("index.html", b"in time")
    assert bucket.files() == {"index.html": "in time"}
    assert lock_of(bucket)["owner"]
    awake.close()
    assert bytes(bucket.client().get(LOCK).bytes()) == FREE


def test_a_lock_that_is_no_lock_holds_nobody_up_for_long(bucket: Target) -> None:
    bucket.client().put(LOCK, b"\x00 not ours")
    bucket.publish(OLD)
    assert bucket.files() == OLD


@pytest.mark.parametrize("name", [LOCK, LEDGER])
def test_an_answer_that_got_lost_is_no_other_deployment(bucket: Target, storage: Storage, name: str) -> None:
    counted: dict[str, int] = {}

    def lose(method: str, path: str) -> int:
        """Every other answer to writing it."""
        if method != "PUT" or not path.endswith(name):
            return 0
        counted[path] = counted.get(path, 0) + 1
        return 503 if counted[path] % 2 else 0

    storage.lose = lose
    bucket.publish(OLD)
    bucket.publish(NEW)
    assert sum(counted.values()) > 3
    assert bucket.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}


@pytest.mark.parametrize("conditions", ["refused", "ignored"])
def test_storage_without_conditional_writes_is_named_and_deployed_to(
    bucket: Target, storage: Storage, conditions: str
) -> None:
    storage.conditions = conditions
    outcome = bucket.publish(OLD)
    assert outcome.notes == (
        "two deployments at once would not notice each other in time here, because the storage knows no "
        "conditional writes",
    )
    assert bucket.files() == OLD
    assert bucket.publish(NEW).plan.changes
    assert bucket.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}
    storage.behave()
    assert bucket.publish(OLD, roll_back=True).notes == ()


def test_a_file_system_without_locks_is_named_and_deployed_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    target = Target(tmp_path, str(tmp_path / "target"))
    assert target.publish(OLD).notes == (
        "two deployments at once would not notice each other in time here, because the file system of the folder "
        "knows no locks",
    )
    assert target.files() == OLD


def test_a_plan_alone_takes_no_lock_and_waits_for_nobody(bucket: Target, storage: Storage) -> None:
    bucket.publish(OLD)
    other = store_of(bucket.target, bucket.endpoint)
    other.begin(never)
    storage.requests.clear()
    assert bucket.publish(NEW, dry_run=True).plan.changes
    assert {method for method, _ in storage.requests} <= {"GET", "HEAD"}
    other.close()
