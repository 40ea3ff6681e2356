"""`build --verify` holds a build against one that remembers nothing."""

import hashlib
import sqlite3
import time

import pytest

from dateline.cli import main
from dateline.memory.digests import digest_of_bytes
from dateline.write.disk import Disk
from dateline.write.publication import Publication
from dateline.write.recovery import FOLDER
from dateline.write.shelf import Shelf
from dateline.write.standing import Standing
from tests.sites import HARBOUR, SmallSite
from tests.test_warm import SECOND

STORY = "content/crises/harbour/2020-05-04-closure.md"


@pytest.fixture
def run(site_from, monkeypatch):
    site = site_from(HARBOUR + SECOND)
    monkeypatch.chdir(site.folder)

    def build(*words: str) -> int:
        return main(
            [
                "build",
                "--content",
                "content",
                "--output",
                "output",
                "--as-of",
                "2020-05-11",
                "--quiet",
                *words,
            ]
        )

    return site, build


def lie(site: SmallSite, kind: str, name: str, true: bytes, false: bytes) -> None:
    """Put something else into what is kept, with a sum that agrees."""
    with sqlite3.connect(site.folder / ".dateline" / "kept.sqlite") as database:
        row = "select kind, name, key, data from kept where kind = ? and name like ?"
        kind, name, key, data = database.execute(row, (kind, name)).fetchone()
        assert true in data
        data = data.replace(true, false)
        sum = digest_of_bytes(b"\t".join((kind.encode(), name.encode(), key, data)))
        change = "update kept set data = ?, sum = ? where kind = ? and name = ?"
        database.execute(change, (data, sum, kind, name))
    database.close()


def test_a_build_that_remembers_rightly_is_told_so_by_saying_nothing(run, capsys):
    site, build = run
    assert build("--verify") == 0
    site.edit(STORY, "It had waited.", "It had waited long.")
    assert build("--verify") == 0
    assert capsys.readouterr().err == ""


def test_a_draft_that_was_kept_wrongly_is_found_and_named(run, capsys):
    site, build = run
    assert build() == 0
    lie(site, "draft", "%/actors/%", b"The board runs", b"The board owns")
    site.edit(STORY, "title: Harbour closes", "title: The harbour closes")
    assert build("--verify") == 70
    said = capsys.readouterr().err
    assert (
        "verify: the drafts that were kept: actors/harbour-board/index.html is not what its inputs give."
        in said
    )


def test_findings_that_were_kept_wrongly_are_found_and_named(run, capsys):
    site, build = run
    site.edit(STORY, "[@notice]", "[@notice] <font>x</font>")
    assert build() == 0
    lie(site, "outline of all", "harbour", b"TEXT005", b"TEXT006")
    site.edit("content/crises/bridge/2020-05-01-shut.md", "It is shut.", "It is closed.")
    assert build("--verify") == 70
    assert "verify: the findings that were kept: " in capsys.readouterr().err


def test_a_last_report_that_lies_is_found_and_named(run, capsys):
    site, build = run
    time.sleep(2.1)  # until times of files are believed
    assert build() == 0
    (record,) = (site.folder / ".dateline").glob("last-*.txt")
    _, _, data = record.read_bytes().partition(b"\n")
    lied = data.replace(b"Built", b"Baked")
    record.write_bytes(hashlib.blake2b(lied, digest_size=16).hexdigest().encode() + b"\n" + lied)
    assert build("--verify") == 70
    assert (
        "verify: the last report: what it says is not what a build without memory says."
        in capsys.readouterr().err
    )


def test_a_page_that_should_be_gone_is_found_and_named(run, capsys):
    site, build = run
    time.sleep(2.1)  # until times of files are believed
    assert build() == 0
    state = site.folder / ".dateline"
    key = Standing(Disk(), str(site.output), Shelf(Disk(), str(state / FOLDER))).manifest.key
    with Publication(site.output, state) as publication:
        for path, data in site.published().items():
            publication.add(path, data)
        publication.add("crises/pier/index.html", b"A page of a crisis that there is no more.")
        publication.commit(key)
    (site.output / "logo.txt").write_text("A file that somebody else put there.")
    assert build("--verify") == 70
    said = capsys.readouterr().err
    assert "verify: the last report: crises/pier/index.html should be gone.\n" in said
    assert "logo.txt" not in said
