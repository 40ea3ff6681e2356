"""``build.py deploy``: what is at the target is a whole site at every instant, and in the end the new one.

To a folder, and to object storage that a server on this machine plays: real requests through the real client.
"""

import json
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from moto.server import DomainDispatcherApplication, create_backend_app
from obstore.store import S3Store as Client
from werkzeug.serving import make_server

from dateline import cli
from dateline.deploy.command import Outcome, Wishes, deploy, store_of
from dateline.deploy.store import LEDGER, LOCK, DeployError, Store
from dateline.progress import Progress

DAY = 86_400
NOW = 1_600_000_000

OLD = {
    "index.html": '<link href="assets/site.aaaaaaaaaa.css"><a href="crises/harbour/">',
    "crises/harbour/index.html": '<link href="../../assets/site.aaaaaaaaaa.css"><a href="closes/">'
    '<a href="../../old-pier/"><img src="../../media/pier.png">',
    "crises/harbour/closes/index.html": '<link href="../../../assets/site.aaaaaaaaaa.css"><a href="../">',
    "old-pier/index.html": '<link href="../assets/site.aaaaaaaaaa.css"><img src="../media/old.png">',
    "feed.xml": "<entry>closes</entry>",
    "assets/site.aaaaaaaaaa.css": "old",
    "assets/fonts/plain.cccccccccc.woff2": "letters",
    "media/pier.png": "a pier",
    "media/old.png": "an old pier",
}
NEW = {
    "index.html": '<link href="assets/site.bbbbbbbbbb.css"><a href="crises/harbour/"><a href="crises/quay/">',
    "crises/harbour/index.html": '<link href="../../assets/site.bbbbbbbbbb.css"><a href="closes/">'
    '<a href="opens/"><img src="../../media/new.png">',
    "crises/harbour/closes/index.html": '<link href="../../../assets/site.bbbbbbbbbb.css"><a href="../opens/">',
    "crises/harbour/opens/index.html": '<link href="../../../assets/site.bbbbbbbbbb.css"><a href="../../quay/">',
    "crises/quay/index.html": '<link href="../../assets/site.bbbbbbbbbb.css"><a href="../harbour/">',
    "feed.xml": "<entry>opens</entry>",
    "assets/site.bbbbbbbbbb.css": "new",
    "assets/fonts/plain.cccccccccc.woff2": "letters",
    "media/pier.png": "a pier, painted",
    "media/new.png": "a new pier",
}


class Killed(BaseException):
    """What ends a run in the middle: nothing catches it."""


class Faulty:
    """A store that is killed before its nth change, or after it; or fails instead of it."""

    def __init__(self, store: Store, changes: int, error: BaseException) -> None:
        self._store, self._left, self._error = store, changes, error
        self.at_once, self.keeps_headers = 1, store.keeps_headers

    def _change(self) -> None:
        if not self._left:
            raise self._error
        self._left -= 1

    def put(self, path: str, data: bytes) -> str:
        self._change()
        return self._store.put(path, data)

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._change()
            self._store.delete([path])

    def write_ledger(self, data: bytes, version: str) -> str:
        self._change()
        return self._store.write_ledger(data, version)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def nothing(method: str, path: str) -> int:
    return 0


CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH")


class Storage:
    """Object storage on this machine. What it is told to get wrong: ``refuse`` says which requests it answers with an
    error instead, ``lose`` which it does and then answers with an error, ``conditions`` what it makes of conditions."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str]] = []
        self.behave()
        application, one = DomainDispatcherApplication(create_backend_app), threading.Lock()

        def answer(start_response, status: int, body: bytes = b""):
            start_response(f"{status} Refused", [("Content-Length", str(len(body)))])
            return [body]

        def guarded(environ, start_response):
            method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
            self.requests.append((method, path))
            if status := self.refuse(method, path):
                return answer(start_response, status)
            if method == "PUT" and self.conditions == "refused" and any(map(environ.get, CONDITIONS)):
                return answer(start_response, 501, b"<Error><Code>NotImplemented</Code></Error>")
            if method == "PUT" and self.conditions == "ignored":
                environ = {name: value for name, value in environ.items() if name not in CONDITIONS}
            lost = self.lose(method, path)
            with one:  # a condition and the write it is for are one step
                done = application(environ, (lambda *_: None) if lost else start_response)
            return answer(start_response, lost) if lost else done

        self._server = make_server("127.0.0.1", 0, guarded, threaded=True)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def behave(self) -> None:
        self.refuse: Callable[[str, str], int] = nothing
        self.lose: Callable[[str, str], int] = nothing
        self.conditions = "kept"

    def puts(self) -> list[str]:
        """What was put, without the lock, sorted."""
        paths = (path.rpartition("/known/so-far/")[2] for method, path in self.requests if method == "PUT")
        return sorted(path for path in paths if path != LOCK)

    def bucket(self, name: str) -> None:
        import urllib.request

        urllib.request.urlopen(urllib.request.Request(f"{self.endpoint}/{name}", method="PUT")).close()

    def close(self) -> None:
        self._server.shutdown()


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    storage = Storage()
    yield storage
    storage.close()


class Target:
    """A place to deploy to."""

    def __init__(self, folder: Path, target: str, endpoint: str = "") -> None:
        self.site, self.target, self.endpoint = folder / "site", target, endpoint
        self.folder = folder

    def publish(
        self, files: dict[str, str], fault: tuple[int, BaseException] | None = None, **wishes: object
    ) -> Outcome:
        """Deploy these files."""
        subprocess.run(["rm", "-rf", str(self.site)], check=True)
        for path, text in files.items():
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).write_text(text)
        store = store_of(self.target, self.endpoint)
        wished = {"site": self.site, "content": self.folder, "target": self.target, "now": NOW} | wishes
        return deploy(
            Wishes(**wished),  # type: ignore[arg-type]
            Progress(quiet=True),
            Faulty(store, *fault) if fault else store,  # type: ignore[arg-type]
        )

    def files(self) -> dict[str, str]:
        """What readers can get, without what a deployment keeps for itself."""
        if self.endpoint:
            client = self.client()
            names = [one["path"] for chunk in client.list() for one in chunk]
            found = {name: bytes(client.get(name).bytes()).decode() for name in names}
        else:
            top = Path(self.target)
            found = {
                path.relative_to(top).as_posix(): path.read_text()
                for path in top.rglob("*")
                if path.is_file()
            }
        return {path: text for path, text in found.items() if not path.startswith(".dateline")}

    def client(self) -> Client:
        bucket, _, prefix = self.target.removeprefix("s3://").partition("/")
        return Client(bucket, prefix=prefix, endpoint=self.endpoint, client_options={"allow_http": True})


@pytest.fixture(params=["folder", "storage"])
def target(
    request: pytest.FixtureRequest, tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> Target:
    if request.param == "folder":
        return Target(tmp_path, str(tmp_path / "target"))
    return on_storage(tmp_path, storage, monkeypatch)


def in_a_hurry(monkeypatch: pytest.MonkeyPatch, beat: float = 60) -> None:
    """Nobody here waits a minute for a deployment that was killed. ``beat``: how often one says that it lives."""
    for name, seconds in (("DEAD_AFTER", 0.5), ("LOOK_EVERY", 0.02), ("BEAT_EVERY", beat)):
        monkeypatch.setattr(f"dateline.deploy.lease.{name}", seconds)
    monkeypatch.setattr("dateline.deploy.s3.MOST_TRIES", 3)


def on_storage(tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> Target:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    storage.behave()
    in_a_hurry(monkeypatch)
    name = re.sub("[^a-z0-9]", "-", tmp_path.name.lower())[-40:].strip("-")
    storage.bucket(name)
    return Target(tmp_path, f"s3://{name}/known/so-far", storage.endpoint)


def broken(files: dict[str, str]) -> list[str]:
    """What is not whole: an asset or picture that any page asks for and that is not there, and a page that somebody
    can get to from the front page and that is not there."""
    found = []
    for page, text in files.items():
        for wanted in re.findall(r'<(?:link href|img src)="([^"]+)"', text):
            if normpath(join(dirname(page), wanted)) not in files:
                found.append(f"{page} asks for {wanted}")
    seen, waiting = set(), ["index.html"] if "index.html" in files else []
    while waiting:
        page = waiting.pop()
        seen.add(page)
        for wanted in re.findall(r'<a href="([^"]+)"', files[page]):
            leads = normpath(join(dirname(page), wanted)) + "/index.html"
            if leads not in files:
                found.append(f"{page} leads to {leads}")
            elif leads not in seen:
                waiting.append(leads)
    return found


def test_the_examples_are_whole_and_the_test_would_see_it() -> None:
    assert broken(OLD) == broken(NEW) == []
    assert broken({**OLD, "index.html": NEW["index.html"]}) == [
        "index.html asks for assets/site.bbbbbbbbbb.css",
        "index.html leads to crises/quay/index.html",
    ]


def test_a_deployment_leaves_the_new_site_and_assets_for_whoever_still_has_an_old_page(
    target: Target,
) -> None:
    target.publish(OLD)
    assert target.files() == OLD
    target.publish(NEW)
    assert target.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}


def test_killed_after_any_change_the_site_is_whole_and_the_next_run_finishes(target: Target) -> None:
    for before, after in ((OLD, NEW), (NEW, OLD)):
        target.publish(before, roll_back=True)
        changes = 0
        while True:
            try:
                target.publish(after, fault=(changes, Killed()), roll_back=True)
                break
            except Killed:
                assert broken(target.files()) == []
            target.publish(after, roll_back=True)
            assert {**target.files(), **after} == target.files()
            assert not target.publish(after).plan.changes
            target.publish(before, roll_back=True)
            changes += 1
        assert changes > 10


def test_a_first_deployment_that_is_cut_off_shows_no_page_without_its_style(target: Target) -> None:
    changes = 0
    while True:
        try:
            target.publish(OLD, fault=(changes, DeployError("the line is dead")))
            break
        except DeployError:
            assert broken(target.files()) == []
            changes += 1
    assert target.files() == OLD
    assert changes > 3


def test_cut_off_again_and_again_it_gets_there_and_forgets_nothing_that_is_ours(target: Target) -> None:
    target.publish(OLD)
    for changes in range(1, 30):
        try:
            target.publish(NEW, fault=(changes, Killed()))
        except Killed:
            assert broken(target.files()) == []
    assert target.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}
    target.publish(OLD, now=NOW + 30 * DAY, roll_back=True)
    target.publish(OLD, now=NOW + 60 * DAY)
    assert target.files() == OLD


def test_only_what_changed_is_put(target: Target) -> None:
    target.publish(OLD)
    outcome = target.publish({**OLD, "index.html": "another front page"})
    assert [step.put for step in outcome.plan.steps if step.put] == [("index.html",)]
    assert not target.publish({**OLD, "index.html": "another front page"}).plan.changes


def test_what_somebody_changed_or_removed_there_is_put_again(target: Target) -> None:
    target.publish(OLD)
    store = store_of(target.target, target.endpoint)
    store.put("index.html", b"painted over")
    store.delete(["feed.xml"])
    store.close()
    target.publish(OLD)
    assert target.files() == OLD


def test_assets_go_after_days_and_one_that_returns_stays(target: Target) -> None:
    target.publish(OLD)
    target.publish(NEW)
    target.publish(NEW, now=NOW + 7 * DAY - 1)
    assert "assets/site.aaaaaaaaaa.css" in target.files()
    target.publish(NEW, now=NOW + 7 * DAY)
    assert target.files() == NEW
    target.publish(OLD, roll_back=True)
    target.publish(OLD, now=NOW + 30 * DAY)
    assert target.files() == OLD


def test_many_deletions_want_a_yes_and_assets_do_not_count(target: Target) -> None:
    target.publish(OLD)
    outcome = target.publish({"index.html": "nothing left"}, most_deletions=5)
    assert outcome.refusals == ("6 files would be deleted, more than 5 (--yes allows it)",)
    assert target.files() == OLD
    assert target.publish({"index.html": "nothing left"}, most_deletions=6).refusals == ()
    assert {path for path in target.files() if not path.startswith("assets/")} == {"index.html"}


def test_files_of_others_are_neither_replaced_nor_deleted_unasked(target: Target) -> None:
    store = store_of(target.target, target.endpoint)
    store.put("index.html", b"under construction")
    store.put("CNAME", b"news.example")
    store.close()
    outcome = target.publish(OLD)
    assert outcome.refusals == ("index.html there would be replaced, and is not ours (--yes allows it)",)
    assert target.files() == {"index.html": "under construction", "CNAME": "news.example"}
    target.publish(OLD, yes=True)
    target.publish({"index.html": "nothing left"}, yes=True, now=NOW)
    assert target.files()["CNAME"] == "news.example"


def test_a_plan_alone_changes_nothing(target: Target) -> None:
    assert target.publish(OLD, dry_run=True).plan.changes
    assert target.files() == {}
    target.publish(OLD)
    assert target.publish(NEW, dry_run=True).plan.changes
    assert target.files() == OLD


def test_without_a_repository_a_site_that_was_there_before_is_the_older_one(target: Target) -> None:
    target.publish(OLD)
    target.publish(NEW)
    outcome = target.publish(OLD)
    assert outcome.refusals == (
        "this very site was there before the one that is there now (--roll-back publishes all the same)",
    )
    assert {**target.files(), **NEW} == target.files()
    assert target.publish(OLD, roll_back=True).refusals == ()
    assert {**target.files(), **OLD} == target.files()


def git(folder: Path, *words: str) -> str:
    variables = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        variables |= {f"GIT_{role}_NAME": "Desk", f"GIT_{role}_EMAIL": "desk@news.example"}
    done = subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, text=True, env=variables
    )
    return done.stdout.strip()


def commits(folder: Path, *names: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    found = []
    for name in names:
        git(folder, "commit", "--quiet", "--allow-empty", "-m", name)
        found.append(git(folder, "rev-parse", "HEAD"))
    return found


def test_a_build_of_an_older_commit_is_refused_also_when_it_was_never_there(
    target: Target, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    old, new = commits(content, "Harbour closes", "Harbour opens")
    assert target.publish(NEW, content=content).refusals == ()
    git(content, "checkout", "--quiet", old)
    outcome = target.publish(OLD, content=content)
    assert outcome.refusals == (
        f"the site there was made from commit {new[:12]}, which this one does not build on "
        "(--roll-back publishes all the same)",
    )
    assert target.files() == NEW
    git(content, "checkout", "--quiet", "-b", "undo", new)
    git(content, "commit", "--quiet", "--allow-empty", "-m", "Say again that the harbour closes")
    assert target.publish(OLD, content=content).refusals == ()


def test_a_commit_that_this_clone_does_not_know_may_be_newer(target: Target, tmp_path: Path) -> None:
    content = tmp_path / "content"
    commits(content, "Harbour closes")
    slow = tmp_path / "slow"
    subprocess.run(["git", "clone", "--quiet", str(content), str(slow)], check=True)
    (new,) = commits(content, "Harbour opens")
    target.publish(NEW, content=content)
    outcome = target.publish(OLD, content=slow)
    assert outcome.refusals[0].startswith(
        f"the site there was made from commit {new[:12]}, which is not known here"
    )
    git(slow, "pull", "--quiet")
    assert target.publish(OLD, content=slow).refusals == ()


def test_an_older_build_is_refused_also_over_a_newer_one_that_was_cut_off(
    target: Target, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    old, _ = commits(content, "Harbour closes", "Harbour opens")
    with pytest.raises(Killed):
        target.publish(NEW, content=content, fault=(4, Killed()))
    git(content, "checkout", "--quiet", old)
    assert target.publish(OLD, content=content).refusals


def test_a_deployment_that_another_one_overtook_stops(target: Target) -> None:
    target.publish(OLD)

    class Overtaken(Faulty):
        def put(self, path: str, data: bytes) -> str:
            self._store.write_ledger(b"{}", self._store.ledger()[1])
            return super().put(path, data)

    store = store_of(target.target, target.endpoint)
    with pytest.raises(DeployError, match="another deployment to the same place has begun meanwhile"):
        deploy(
            Wishes(site=written(target, NEW), content=target.folder, target=target.target, now=NOW),
            Progress(quiet=True),
            Overtaken(store, 100, Killed()),  # type: ignore[arg-type]
        )
    assert target.files()["index.html"] == OLD["index.html"]


def written(target: Target, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (target.site / path).parent.mkdir(parents=True, exist_ok=True)
        (target.site / path).write_text(text)
    return target.site


def test_a_ledger_of_somebody_else_is_named(target: Target) -> None:
    store = store_of(target.target, target.endpoint)
    store.put(LEDGER, b'{"format": "something else"}')
    store.close()
    with pytest.raises(DeployError, match="cannot be read: delete it"):
        target.publish(OLD)


def test_readers_of_storage_are_told_types_and_how_long_to_keep(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = on_storage(tmp_path, storage, monkeypatch)
    target.publish(OLD)
    client = target.client()
    told = {path: client.get(path).attributes for path in OLD}
    forever, fresh = "public, max-age=31536000, immutable", "public, max-age=0, s-maxage=60, must-revalidate"
    assert told["index.html"] == {"Content-Type": "text/html; charset=utf-8", "Cache-Control": fresh}
    assert told["assets/site.aaaaaaaaaa.css"] == {
        "Content-Type": "text/css; charset=utf-8",
        "Cache-Control": forever,
    }
    assert told["assets/fonts/plain.cccccccccc.woff2"]["Content-Type"] == "font/woff2"
    assert told["feed.xml"]["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert told["media/pier.png"] == {"Content-Type": "image/png", "Cache-Control": "public, max-age=3600"}


def test_what_is_served_in_another_way_is_put_again(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = on_storage(tmp_path, storage, monkeypatch)
    target.publish(OLD)
    client = target.client()
    ledger = json.loads(bytes(client.get(LEDGER).bytes()))
    client.put(LEDGER, json.dumps({**ledger, "rules": "those of last year"}).encode())
    assert target.publish(OLD).plan.changes == len(OLD)
    assert not target.publish(OLD).plan.changes


def test_storage_that_fails_at_any_request_has_a_whole_site_and_the_next_run_finishes(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = on_storage(tmp_path, storage, monkeypatch)
    target.publish(OLD)
    failing, faults = 0, 0
    while True:
        storage.requests.clear()
        lock = threading.Lock()

        def refuse(method: str, path: str, at: int = failing, lock: threading.Lock = lock) -> int:
            with lock:
                return 400 if len(storage.requests) > at else 0

        storage.refuse = refuse
        try:
            target.publish(NEW, roll_back=True)
            break
        except DeployError:
            faults += 1
        finally:
            storage.behave()
        assert broken(target.files()) == []
        target.publish(OLD, roll_back=True)
        failing += 1
    assert faults > 15
    assert target.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}


def test_a_passing_fault_of_the_storage_is_borne(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = on_storage(tmp_path, storage, monkeypatch)
    met: set[tuple[str, str]] = set()

    def refuse(method: str, path: str) -> int:
        first = (method, path) not in met
        met.add((method, path))
        return 503 if first and path.endswith(("index.html", ".css")) else 0

    storage.refuse = refuse
    target.publish(OLD)
    storage.behave()
    assert target.files() == OLD


def test_thousands_of_files_go_up_once_and_one_change_goes_alone(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = on_storage(tmp_path, storage, monkeypatch)
    many = {f"crises/harbour/day-{number}/index.html": f"day {number}" for number in range(2000)}
    target.publish({**OLD, **many})
    storage.requests.clear()
    target.publish({**OLD, **many, "crises/harbour/day-7/index.html": "day seven"})
    assert storage.puts() == [LEDGER, LEDGER, "crises/harbour/day-7/index.html"]
    assert len(store_of(target.target, target.endpoint).listing()) == len(many) + len(OLD)
    target.publish(OLD, yes=True, roll_back=True)
    assert target.files() == OLD


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["s3://"], "write s3://bucket or s3://bucket/prefix"),
        (["ftp://news.example/"], "write a folder, or s3://bucket/prefix"),
        (["/srv/site", "--endpoint", "http://127.0.0.1"], "--endpoint goes with s3://bucket/prefix"),
        (["output"], "this is where the site is built"),
        (["/srv/site", "--keep-days", "-1"], "--keep-days -1: write 0 or more"),
    ],
)
def test_a_target_that_cannot_be_one_is_said(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["deploy", *words, "--output", "output"]) == 2
    assert said in capsys.readouterr().err


def test_storage_that_refuses_is_said_in_a_sentence(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_storage(tmp_path, storage, monkeypatch)
    with pytest.raises(DeployError, match="there is no such bucket"):
        Target(tmp_path, "s3://nobodys-bucket", storage.endpoint).publish(OLD)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "does not allow it: the key needs to list, read, write and delete"),
        (503, "has too much to do: run it again in a while"),
        (400, "cannot be reached or refuses"),
    ],
)
def test_storage_that_refuses_midway_is_said_and_the_next_run_does_the_rest(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch, status: int, said: str
) -> None:
    target = on_storage(tmp_path, storage, monkeypatch)
    target.publish(OLD)
    storage.refuse = lambda method, path: status if method == "PUT" and path.endswith("new.png") else 0
    with pytest.raises(DeployError, match=said):
        target.publish(NEW)
    storage.behave()
    assert broken(target.files()) == []
    target.publish(NEW)
    assert target.files() == {**NEW, "assets/site.aaaaaaaaaa.css": "old"}


def test_the_command_builds_plans_and_deploys(
    site_from, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, target = site_from(), tmp_path / "target"
    words = [
        "deploy",
        str(target),
        "--content",
        str(site.folder / "content"),
        "--output",
        str(site.output),
        "--as-of",
        "2020-05-11",
    ]
    assert cli.main([*words, "--dry-run"]) == 0
    plan = capsys.readouterr().out
    assert (
        plan.index("  + assets/") < plan.index("  + crises/harbour/index.html") < plan.index("  + index.html")
    )
    assert not target.exists()
    assert cli.main(words) == 0
    assert f"Deployed to {target}: " in capsys.readouterr().err
    for path, data in site.published().items():
        assert (target / path).read_bytes() == data
    site.edit("content/crises/harbour/index.md", "summary: The board", "summary: [The board")
    assert cli.main(words) == 1
    assert "Deployed" not in capsys.readouterr().err
