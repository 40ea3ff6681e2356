"""Sites that several processes make together: the same as one would make, and none of them for the whole of it."""

import os
import signal
import subprocess
import sys

import pytest

from dateline import resolve
from dateline.cli import main
from dateline.examination import Examination
from dateline.memory.database import Database
from dateline.render.design import Design
from dateline.resolve.crisis import link_crisis
from dateline.serve.engine import Engine
from dateline.workers import HandedOn, WorkerKilled, spread
from dateline.write.errors import PublishError
from tests.sites import HARBOUR, ROOT

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forks")
CRISES = 6


def several_crises(site_from):
    """Crises in two languages that name each other, one of them long, with a draft, an embargo and things to report."""
    site = site_from(HARBOUR.replace("publisher:", "languages: [es]\npublisher:", 1))
    for crisis in range(CRISES):
        folder = f"content/crises/c-{crisis}"
        site.write(
            f"{folder}/index.md",
            f"---\ntitle: The lock {crisis} fails\nsummary: It fails.\n"
            f"figures: [{{id: boats, label: boats, unit: boats}}]\n---\nSee [[story:c-{(crisis + 1) % CRISES}/s-0]].\n",
        )
        site.write(f"{folder}/index.es.md", f"---\ntitle: La esclusa {crisis} falla\n---\nFalla.\n")
        for story in range(70 if crisis == 0 else 6):
            source = "" if story == 5 else ", source: notice"  # an editor is told
            draft = "draft: true\n" if story == 3 else "publish_at: 2030-01-01\n" if story == 4 else ""
            site.write(
                f"{folder}/s-{story}.md",
                f"---\ntitle: Story {story} of {crisis}\ndate: 2020-05-0{story % 9 + 1}\nactors: [harbour-board]\n{draft}"
                f"figures: [{{figure: boats, value: {story}, by: harbour-board, as_of: 2020-05-01{source}}}]\n"
                f"---\nThe board and “Harbour board” count. [[figure:c-{(crisis + 1) % CRISES}/boats]] [@notice]\n",
            )
    return site


def end_workers_at(monkeypatch, owner, method):
    """Let the system end every worker that calls the method."""
    parent, called = os.getpid(), getattr(owner, method)

    def ended(*given):
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return called(*given)

    monkeypatch.setattr(owner, method, ended)


def test_any_number_of_workers_makes_the_same_site_and_says_the_same(site_from, monkeypatch):
    monkeypatch.setattr("dateline.workers.FEWEST", 20)  # so that they look at crises, too, not at pages alone
    site = several_crises(site_from)
    trees, said = [], []
    for jobs in (1, 2, 5):
        site.output = site.folder / str(jobs) / "output"
        report = site.build(jobs=jobs)
        assert report.published, site.messages()
        trees.append(site.published())
        said.append((report.diagnostics, report.withheld, report.pages, report.made))
    assert len(trees[0]) > 400
    assert any("/es/crises/c-5/" in f"/{path}" for path in trees[0])
    assert {one.at.path for one in said[0][0]} >= {
        f"content/crises/c-{crisis}/s-5.md" for crisis in range(CRISES)
    }
    assert len(said[0][1]) == 2 * CRISES
    assert trees[1] == trees[0]
    assert trees[2] == trees[0]
    assert said[1] == said[0]
    assert said[2] == said[0]


def test_any_number_of_workers_checks_the_same(site_from, monkeypatch):
    monkeypatch.setattr("dateline.workers.FEWEST", 20)
    site = several_crises(site_from)
    site.edit("content/crises/c-1/s-1.md", "title: Story 1 of 1", "tilte: Story 1 of 1")
    said = []
    for jobs in (1, 3):
        site.output = site.folder / str(jobs) / "output"
        report = site.check(jobs=jobs)
        said.append((report.diagnostics, report.withheld, report.next_change))
    assert len(said[0][0]) > CRISES
    assert said[1] == said[0]


@FORKS
@pytest.mark.parametrize("before", ["nothing", "a check"])
def test_a_preview_of_many_workers_links_no_more_than_the_crisis_that_is_looked_at(
    site_from, monkeypatch, before
):
    monkeypatch.setattr("dateline.workers.FEWEST", 20)
    site = several_crises(site_from)
    as_one = Engine(site.options(preview=True)).snapshot()
    site.output = site.folder / "many/output"
    if before == "a check":
        site.check()
    linked = set()

    def noted(gathered, *inputs):
        linked.add(gathered.crisis.slug)
        return link_crisis(gathered, *inputs)

    monkeypatch.setattr(resolve, "link_crisis", noted)
    snapshot = Engine(site.options(preview=True, jobs=3)).snapshot()
    assert not linked
    for path in (
        "index.html",
        "es/timeline/index.html",
        "actors/harbour-board/index.html",
        "search/index.json",
    ):
        assert snapshot.read(path) == as_one.read(path), path
    assert snapshot.read("crises/c-2/s-1/index.html") == as_one.read("crises/c-2/s-1/index.html")
    assert linked == {
        "c-0",
        "c-2",
        "c-3",
    }  # home leads with the first, and the third names a figure of the fourth
    assert snapshot.report.diagnostics == as_one.report.diagnostics


@FORKS
def test_a_preview_whose_worker_the_system_ends_goes_on_in_one_process_and_says_so(
    site_from, monkeypatch, capfd
):
    monkeypatch.setattr("dateline.workers.FEWEST", 20)
    site = several_crises(site_from)
    end_workers_at(monkeypatch, Examination, "_look")
    snapshot = Engine(site.options(preview=True, jobs=2)).snapshot()
    assert snapshot.read("timeline/index.html")
    assert "The lock 2 fails" in str(snapshot.read("crises/c-2/index.html"))
    assert "the preview goes on in one process" in capfd.readouterr().err


@FORKS
def test_a_check_whose_worker_the_system_ends_says_so(site_from, monkeypatch, capsys):
    monkeypatch.setattr("dateline.workers.FEWEST", 20)
    site = several_crises(site_from)
    end_workers_at(monkeypatch, Examination, "_look")
    assert main(["check", "--quiet", "--content", str(site.folder / "content"), "--jobs", "2"]) == 1
    assert "the system ended it, perhaps for want of memory; --jobs 1 works" in capsys.readouterr().err


def test_an_edit_after_a_build_of_many_workers_makes_no_more_than_after_one_of_one(site_from):
    site = several_crises(site_from)
    written = []
    for jobs in (1, 4):
        site.output = site.folder / str(jobs) / "output"
        site.build(jobs=jobs)
        site.edit("content/crises/c-2/s-1.md", "title: Story 1 of 2", "title: Story 1 of 2, again")
        written.append(site.build(jobs=jobs).written)
        site.edit("content/crises/c-2/s-1.md", ", again", "")
    assert written[0] == written[1]
    assert "crises/c-2/s-1/index.html" in written[0]
    assert not any(path.startswith(("crises/c-3/", "es/crises/c-3/")) for path in written[0])


@FORKS
def test_what_a_disk_refuses_a_worker_ends_the_build_with_a_reason_and_the_site_as_it_was(site_from):
    """In a process of its own, which may write no file of more than some bytes."""
    site = several_crises(site_from)
    assert site.build(jobs=3).published
    before = site.published()
    site.edit("content/site.yaml", "title: Harbour Watch", "title: Watching")
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from dateline.cli import main\n"
        "words = ['--content', 'content', '--as-of', '2020-05-11', '--jobs', '3', '--output', sys.argv[1]]\n"
        "sys.exit(main(['build', *words]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(site.output)],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "cannot write the site: the file is too large for this disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert site.published() == before


@FORKS
def test_a_worker_ends_when_it_has_done_its_share():
    weights = [20] * 300
    workers = list(spread(weights, lambda _: str(os.getpid()).encode(), 2, weights))
    assert len(set(workers)) >= 3
    assert str(os.getpid()).encode() not in workers


@FORKS
def test_what_a_worker_with_a_slow_item_cannot_do_another_does(tmp_path):
    """In a process of its own: what it guards against is waiting for ever."""
    far_on = tmp_path / "far-on"
    program = (
        "import os, time\nfrom pathlib import Path\nfrom dateline.workers import spread\n"
        f"far_on = Path({str(far_on)!r})\n"
        "def work(number):\n"
        "    while number == 0 and not far_on.exists(): time.sleep(0.01)\n"
        "    if number == 180: far_on.touch()\n"
        "    return str(os.getpid()).encode()\n"
        "done = list(spread(range(200), work, 2))\n"
        "print(len(set(done)), done.count(done[0]) <= 50)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stdout == "2 True\n", done.stderr


@FORKS
def test_what_a_worker_hands_on_is_raised_where_its_result_is_waited_for():
    def work(number: int) -> bytes:
        if number == 170:
            raise PublishError("the disk is full\nor — nearly", "free some space")
        return b"%d" % number

    done = []
    with pytest.raises(PublishError) as refused:
        done.extend(spread(range(200), work, 2))
    assert (refused.value.message, refused.value.hint) == ("the disk is full\nor — nearly", "free some space")


@FORKS
def test_what_is_handed_on_and_not_known_here_is_said():
    def work(number: int) -> bytes:
        class Unknown(HandedOn):
            pass

        raise Unknown("the words of it")

    with pytest.raises(RuntimeError, match="Unknown, which is not known here: the words of it"):
        list(spread(range(200), work, 2))


@FORKS
def test_a_file_that_changes_while_workers_read_what_is_lost_is_read_again(site_from, monkeypatch):
    """Nothing can be kept here, so that workers read the files again; one of these is another when they do."""
    site = several_crises(site_from)
    story = "content/crises/c-4/s-1.md"
    made = Examination.ahead

    def edit_meanwhile(examination, *given):
        if "again" not in (site.folder / story).read_text():
            site.edit(story, "title: Story 1 of 4", "title: Story 1 of 4, again")
        made(examination, *given)

    monkeypatch.setattr("dateline.workers.FEWEST", 20)
    monkeypatch.setattr(Database, "_open", lambda _: None)
    monkeypatch.setattr(Examination, "ahead", edit_meanwhile)
    assert site.build(jobs=3).published
    assert "Story 1 of 4, again" in site.page("/crises/c-4/s-1/")


@FORKS
@pytest.mark.parametrize("how", ["raise ZeroDivisionError", "os.kill(os.getpid(), signal.SIGKILL)"])
@pytest.mark.parametrize("when", [0, 150, 299])
def test_a_worker_that_dies_ends_the_work_at_once(how, when):
    """In a process of its own: what it guards against is waiting for ever."""
    program = (
        "import os, signal\nfrom dateline.workers import WorkerKilled, spread\n"
        "def work(number):\n"
        f"    if number == {when}: {how}\n"
        "    return b'done'\n"
        "try: print(len(list(spread(range(300), work, 2))))\n"
        "except WorkerKilled as error: print('killed', error)\n"
        "except RuntimeError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert "a worker stopped before its work was done" in done.stdout
    assert done.stdout.startswith("killed") == ("kill" in how)
    assert ("ZeroDivisionError" in done.stderr) == ("Zero" in how)


@FORKS
def test_a_build_whose_worker_the_system_ends_says_so(site_from, monkeypatch, capsys):
    site = several_crises(site_from)
    end_workers_at(monkeypatch, Design, "make")
    monkeypatch.chdir(site.folder)
    words = ["--content", "content", "--output", "output", "--as-of", "2020-05-11", "--jobs", "3"]
    assert main(["build", *words]) == 1
    assert "perhaps for want of memory; --jobs 1" in capsys.readouterr().err
    assert not site.output.exists()


def test_a_second_build_to_verify_that_cannot_be_made_is_no_difference(site_from, monkeypatch, capsys):
    site = several_crises(site_from)
    monkeypatch.chdir(site.folder)

    def killed(*given):
        raise WorkerKilled
        yield

    monkeypatch.setattr("dateline.verify.differences", killed)
    assert (
        main(["build", "--content", "content", "--output", "output", "--as-of", "2020-05-11", "--verify"])
        == 1
    )
    said = capsys.readouterr().err
    assert "verify: a worker stopped before its work was done" in said
    assert "bug" not in said
    assert site.output.exists()
