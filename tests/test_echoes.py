"""One mistake gives one message: what leans on a file that could not be read is not blamed for it."""

import os

import pytest

from tests.sites import ROOT, SmallSite

STORY = "content/crises/harbour/2020-05-04-closure.md"
INDEX = "content/crises/harbour/index.md"
BOARD = "content/actors/harbour-board.md"
SOURCES = "content/sources.yaml"
SECOND = "content/crises/harbour/2020-05-06-strike.md"
LEANS_ON_ALL = """---
title: Pilots strike
date: 2020-05-06
status: disputed
kind: closure
actors: [the board]
figures:
  - {figure: ships, value: 9, by: Harbour board, as_of: 2020-05-04, source: notice}
  - {label: crews, unit: crews, value: 9, by: harbour-board, as_of: 2020-05-04, source: notice}
sources: [notice]
---
After [[event:closure]] and [[event:harbour/first-ship-turns]], [[figure:ships]] wait ([this](/crises/harbour/closure/),
[that](/crises/harbour/#first-ship-turns), [them](/actors/harbour-board/), [it](/crises/harbour/)). [@notice]
"""
MISTAKES = [
    (STORY, "title: Harbour closes", "title: Harbour: closes", "YAML001"),
    (STORY, "title: Harbour closes", "title: [a, b]", "FIELD003"),
    (STORY, "date: 2020-05-04\n", "date: 2020-02-30\n", "DATE001"),
    (STORY, "date: 2020-05\n", "date: 2020-13\n", "DATE001"),
    (STORY, "title: Harbour closes", "titel: Harbour closes", "FIELD002"),
    (STORY, "---\ntitle", "title", "FRONT001"),
    (INDEX, "title: The", "title: The: ", "YAML001"),
    (INDEX, "started: 2020-05-04", "started: 2020-02-30", "DATE001"),
    (INDEX, "label: ships waiting", "lable: ships waiting", "FIELD002"),
    (INDEX, "title: The harbour", "title: [The harbour]  # ", "FIELD003"),
    (BOARD, "kind: organisation", "kind: organization", "FIELD005"),
    (BOARD, "name: Harbour board", "name: Harbour: board", "YAML001"),
    (SOURCES, "title: Notice", "titel: Notice", "FIELD002"),
    (SOURCES, "title: Notice", "title: Notice: ", "YAML001"),
    (SOURCES, "- id: notice", "id: notice", "YAML012"),
    (STORY, "by: harbour-board", "by: harbor-board", "NAME001"),
    (STORY, "source: notice", "source: notise", "NAME001"),
    (STORY, "closure\nactors: [harbour-board]", "closure\nactors: [harbour-bord]", "NAME001"),
    (STORY, "published: 2020-05-05\n", "published: 2020-05\n", "DATE002"),
    (SECOND, "date: 2020-05-06", "date: 2020-05\npublished: 6 May", "DATE001"),
    (STORY, "as_of: 2020-05-04", "as_of: 2020-05-34", "DATE001"),
    (STORY, "place: Porthaven", "[place]: Porthaven", "YAML020"),
    ("content/site.yaml", "label: Closures", "lable: Closures", "FIELD002"),
]


@pytest.fixture
def site(site_from) -> SmallSite:
    site = site_from()
    site.write(SECOND, LEANS_ON_ALL)
    site.edit(
        STORY, "    sources: [notice]\nsources", "    sources: [notice]\n    actors: [harbour-board]\nsources"
    )
    assert site.messages().count("\n") == site.messages().count("STATUS002") * 3
    site.edit(
        SECOND,
        "actors: [the board]",
        "actors: [the board]\nstatements:\n  - {status: reported, text: A}\n  - {status: reported, text: B}",
    )
    assert site.messages() == ""
    return site


@pytest.mark.parametrize(("path", "old", "new", "code"), MISTAKES)
def test_one_mistake_gives_one_message(site, path, old, new, code):
    site.edit(path, old, new)
    found = site.check().diagnostics
    assert [(one.code, one.at.path) for one in found] == [(code, path)]


@pytest.mark.parametrize("path", [STORY, INDEX, BOARD, SOURCES])
def test_a_file_that_is_no_text_gives_one_message(site, path):
    for data, code in (
        (b"\xff\xfe\x00", "FILE002"),
        (b"x" * 2_000_000, "FILE003"),
        (b"\xe9", "FILE001"),
    ):
        (site.folder / path).write_bytes(data)
        found = site.check().diagnostics
        assert [(one.code, one.at.path) for one in found] == [(code, path)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_gives_one_message(site):
    (site.folder / BOARD).chmod(0)
    assert [one.code for one in site.check().diagnostics] == ["FILE105"]


def test_a_mistake_of_its_own_is_still_reported_beside_a_file_that_cannot_be_read(site):
    site.edit(STORY, "title: Harbour closes", "title: Harbour: closes")
    site.edit(SECOND, "[[event:closure]]", "[[event:closing]] and [[event:clsure]]")
    site.edit(SECOND, "by: Harbour board", "by: Harbour bord")
    assert [line.partition(" ")[2] for line in site.first_lines()][1:] == [
        "error[NAME001] there is no actor “Harbour bord”",
        "error[NAME001] there is no event “closing”",
        "error[NAME001] there is no event “clsure”",
    ]


def test_a_story_in_two_bytes_a_letter_hides_no_mistake_of_others(site):
    (site.folder / STORY).write_bytes((site.folder / STORY).read_text(encoding="utf-8").encode("utf-16"))
    site.edit(SECOND, "[[event:closure]]", "[[event:closing]]")
    assert [one.code for one in site.check().diagnostics] == ["FILE002", "NAME001"]


def test_stories_of_a_crisis_whose_own_file_is_broken_are_looked_through(site):
    site.edit(INDEX, "title: The", "title: The: ")
    site.edit(SECOND, "by: harbour-board", "by: pilots")
    assert [line.split()[1][:14] for line in site.first_lines()] == ["error[NAME001]", "error[YAML001]"]


def test_what_leans_on_a_broken_file_is_held_back_with_it(site):
    site.edit(STORY, "title: Harbour closes", "title: Harbour: closes")
    report = site.build(hold_back=True)
    assert report.published
    assert report.held_back == (STORY, SECOND)
    assert not (site.output / "crises/harbour/strike/index.html").exists()


def test_the_showcase_with_a_broken_file_gives_one_message(tmp_path):
    import shutil

    from dateline.options import Options
    from dateline.pipeline import check
    from dateline.progress import Progress

    shutil.copytree(ROOT / "content", tmp_path / "content")
    options = Options(root=tmp_path, output=tmp_path / "output", now=1_768_000_000)
    for path in ("content/crises/venezuela/index.md", "content/sources.yaml", "content/actors/foro-penal.md"):
        file = tmp_path / path
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("title: ", "title: A: ", 1).replace("name: ", "name: A: ", 1), encoding="utf-8"
        )
        found = [one for one in check(options, Progress(quiet=True)).diagnostics if one.severity != "notice"]
        assert [(one.at.path, one.code) for one in found] == [(path, "YAML001")]
        file.write_text(text, encoding="utf-8")
