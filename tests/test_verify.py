"""`build --verify` holds a build against one that remembers nothing."""

import hashlib
import json
import sqlite3
import time

import pytest

from dateline.cli import main

STORY = "content/crises/harbour/2020-05-04-closure.md"


@pytest.fixture
def run(site_from, monkeypatch):
    site = site_from()
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


def test_a_build_that_remembers_rightly_is_told_so_by_saying_nothing(run, capsys):
    site, build = run
    assert build("--verify") == 0
    site.edit(STORY, "It had waited.", "It had waited long.")
    assert build("--verify") == 0
    assert capsys.readouterr().err == ""


def test_a_draft_that_was_kept_wrongly_is_found_and_named(run, capsys):
    site, build = run
    assert build() == 0
    with sqlite3.connect(site.folder / ".dateline" / "parsed.sqlite") as database:
        path, data = database.execute("select path, data from drafts where path like '%/actors/%'").fetchone()
        data = data.replace(b"The board runs", b"The board owns")
        digest = hashlib.blake2b(data, digest_size=16).digest()
        database.execute("update drafts set data = ?, digest = ? where path = ?", (data, digest, path))
    database.close()
    site.edit(STORY, "It had waited.", "It had waited long.")
    assert build("--verify") == 70
    said = capsys.readouterr().err
    assert (
        "verify: the drafts that were kept: actors/harbour-board/index.html is not what its inputs give."
        in said
    )


def test_a_last_report_that_lies_is_found_and_named(run, capsys):
    site, build = run
    time.sleep(2.1)  # until times of files are believed
    assert build() == 0
    (record,) = (site.folder / ".dateline").glob("last-*.json")
    data = json.loads(record.read_text())
    data["diagnostics"] = [[["content/site.yaml", 1, 1, 1], "LANG001", "an invented finding", "", None, None]]
    record.write_text(json.dumps(data))
    assert build("--verify") == 70
    assert "verify: the last report: 1 findings, and 0 without memory." in capsys.readouterr().err
